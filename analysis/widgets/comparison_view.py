"""A comparison as people read it: a ``Comparison`` in, plain HTML tables and files out.

Every cell is text: what an article says never becomes markup. Of a very long table the first rows are shown, and it
says so; the files have them all.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.compare import Comparison
from analysis.compare.apart import HOW_TO_COMPARE, WHY_APART, voices_apart
from analysis.compare.words import times_words
from analysis.export import save_tables
from analysis.table import voices
from analysis.widgets.annotate import escaped
from analysis.widgets.table_view import twin_html
from analysis.wording import Saved, count_of, readable_number

MOST = 200
_KINDS = {"Day": "short", "Published": "short", "Step": "short", "Sentence": "evidence"}
_QUIET_STEPS = ("first", "repeated")
_NOT_COMPARED = f"not compared: {WHY_APART}; {HOW_TO_COMPARE}."


def conflicts_html(comparison: Comparison, most: int = MOST) -> str:
    """Every pair of sources that cannot both be right, the widest first, and every denial of what another says.

    >>> from analysis.compare import compare
    >>> from analysis.table import tabulate
    >>> conflicts_html(compare(tabulate([])))
    '<p>No conflicts: no two sources give figures that cannot both be true.</p>'
    """
    columns = ("Subject", "Day", "Lower", "said by", "Higher", "said by", "Gap")
    rows = (
        (r["group"], _day(r["as_of"]), r["words_a"], r["voice_a"], _denied(r), r["voice_b"], _gap(r))
        for r in comparison.conflicts.head(most).to_dict("records")
    )
    nothing = "No conflicts: no two sources give figures that cannot both be true."
    if len(comparison.conflicts) == 0 and comparison.apart():
        nothing = f"No conflicts among the claims that were compared. Others differ, but were {_NOT_COMPARED}"
    return _table(columns, rows, len(comparison.conflicts), most, nothing, "conflict")


def revisions_html(comparison: Comparison, most: int = MOST) -> str:
    """Every figure that its source raised, lowered, corrected or withdrew, by subject, source and day."""
    moved = comparison.revisions[~comparison.revisions["step"].isin(_QUIET_STEPS)]
    columns = ("Subject", "Said by", "Place", "Day", "Step", "from", "to")
    rows = (
        (r["group"], r["voice"], r["place"], _day(r["as_of"]), _step(r), r["before"], r["words"])
        for r in moved.head(most).to_dict("records")
    )
    nothing = "No revisions: no source moved a figure."
    if voices_apart(comparison.revisions):
        nothing = f"No revisions among the claims that were compared. Others differ, but were {_NOT_COMPARED}"
    return _table(columns, rows, len(moved), most, nothing, "revision")


def silences_html(comparison: Comparison, most: int = MOST) -> str:
    """Who gives no figure and who neither confirms nor denies, in the articles' words."""
    silences = comparison.silences
    told = [] if silences is None or silences.empty else silences.head(most).assign(who=voices).to_dict("records")
    total = 0 if silences is None else len(silences)
    columns = ("Published", "Outlet", "Who", "What they do", "About", "Sentence")
    rows = ((_day(r["published"]), r["outlet"], r["who"], r["stance"], r["about"], r["sentence"]) for r in told)
    return _table(columns, rows, total, most, "No silences: nobody is said to keep a figure back.", "silence")


def save_comparison(comparison: Comparison, folder: str | Path) -> Saved:
    """Where the comparison's tables were saved: CSV files of the subjects, conflicts, revisions and silences."""
    tables = {
        "subjects": comparison.groups,
        "conflicts": comparison.conflicts,
        "revisions": comparison.revisions,
        "silences": comparison.silences,
    }
    return save_tables({name: table for name, table in tables.items() if table is not None and len(table)}, folder)


def _table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], total: int, most: int, nothing: str, one: str
) -> str:
    if not total:
        return f"<p>{escaped(nothing)}</p>"
    heads: list[Mapping[str, str]] = [
        {"heading": name, "meaning": "", "kind": _KINDS.get(name, "words")} for name in columns
    ]
    body = [[escaped(_words(cell)) for cell in row] for row in rows]
    more = f"<p>The first {most:,} of {count_of(total, one)}.</p>" if total > most else ""
    return twin_html(heads, body) + more


def _words(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _day(day: object) -> str:
    return f"{day:%Y-%m-%d}" if isinstance(day, pd.Timestamp) and not pd.isna(day) else ""


def _denied(row: Mapping[Hashable, Any]) -> str:
    return f"denies {row['words_b']}" if row["kind"] == "denial" else str(row["words_b"])


def _gap(row: Mapping[Hashable, Any]) -> str:
    """ "1,210 to 3,000: 2.5 times"; of a denial nothing."""
    low, high = float(row["gap_low"]), float(row["gap_high"])
    if row["kind"] == "denial" or not math.isfinite(high - low):
        return ""
    times = times_words(float(row["ratio"]))
    party = " (one party)" if row["same_party"] else ""
    ends = f"{readable_number(round(low, 4))} to {readable_number(round(high, 4))}"
    return f"{ends}: {times} times{party}" if times else f"{ends}{party}"


def _step(row: Mapping[Hashable, Any]) -> str:
    return f"{row['step']} (a plan)" if row["plan"] else str(row["step"])
