"""Comparisons made to measure, for tests of what comes after comparing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
from samples import claim

from analysis.compare import Comparison, compare
from analysis.models import Claim
from analysis.table import tabulate

DAY = date(2024, 3, 4)


def compared(claims: pd.DataFrame | Sequence[Claim], silences: pd.DataFrame | None = None) -> Comparison:
    """The comparison of some claims, or of a table of them."""
    return compare(claims if isinstance(claims, pd.DataFrame) else tabulate(claims), silences)


def said(number: float, source: str | None, words: str = "exact", *, days: int = 0, **more: object) -> Claim:
    """A claim on the losses of one army, in an article of its own, some days after the first."""
    more = {"subject": "killed: Northland soldiers", "counted": "Northland soldiers killed", **more}
    name = f"{source}-{number}-{words}-{days}-{more['subject']}.txt"
    return claim(number, words, source=source, published=DAY + timedelta(days=days), **{"name": name, **more})  # type: ignore[arg-type]


def losses() -> list[Claim]:
    """One dispute between two of four voices, and two calmer things besides."""
    return [
        said(1100, "the Joint Staff", "about"),
        said(3000, "President Odell", "more than"),
        said(1000, "the Institute", "at least"),
        said(500, None, "at least", outlet="Harbour Gazette"),
        said(40, "the Joint Staff", subject="tanks", counted="tanks"),
        said(45, "the Institute", subject="tanks", counted="tanks", days=90),
        said(12, "the Institute", subject="distance", counted="distance", unit="mile"),
    ]
