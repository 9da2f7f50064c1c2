"""The claims that pass an analyst's filters: a table and what is chosen go in, fewer rows or counts come out.

A facet is one way in which claims are sorted: who says them, for which party, in which outlet, of what, in which unit
and with which qualifier. Facets, days and words are filters of one kind each; a claim is shown if it passes all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

import numpy as np
import pandas as pd

from analysis.table import COLUMNS, require_columns, topics, voices

BLANK = ""
"""What stands in a facet for a party or an outlet that is not told."""


def facets_of(table: pd.DataFrame) -> dict[str, pd.Series[str]]:
    """Each facet's value in every row, by the facet's name in ``select_claims``."""
    require_columns(table, *COLUMNS)
    return {
        "sources": voices(table),
        "actors": table["actor"].fillna(BLANK),
        "outlets": table["outlet"].fillna(BLANK),
        "topic": topics(table),
        "units": table["unit"],
        "qualifiers": table["qualifier"],
    }


def select_claims(
    table: pd.DataFrame,
    *,
    sources: Collection[str] | None = None,
    actors: Collection[str] | None = None,
    outlets: Collection[str] | None = None,
    topic: Collection[str] | None = None,
    units: Collection[str] | None = None,
    qualifiers: Collection[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    text: str = "",
) -> pd.DataFrame:
    """The rows that pass every filter, in their order.

    ``None`` means all and an empty collection none. ``sources`` are values of ``voices``, ``topic`` of
    ``topics``; ``actors`` and ``outlets`` of their columns, where ``BLANK`` stands for blank. ``since`` and ``until``
    are days of publication, both included; with either, rows without a date are left out. ``text`` is looked for,
    whatever its case, in the sentence, the source, what is counted and the outlet.
    """
    keep = _passing(table, since, until, text)
    chosen = (sources, actors, outlets, topic, units, qualifiers)
    for values, wanted in zip(facets_of(table).values(), chosen, strict=True):
        if wanted is not None:
            keep &= values.isin(list(wanted)).to_numpy()
    return table.loc[keep]


def count_choices(
    table: pd.DataFrame,
    *,
    since: date | None = None,
    until: date | None = None,
    text: str = "",
    **chosen: Collection[str] | None,
) -> dict[str, dict[str, int]]:
    """How many claims each value of each facet would leave, under what is chosen in all the other filters.

    ``chosen`` are facets as in ``select_claims``; a value that would leave none is not in the outcome.
    """
    facets = facets_of(table)
    passing = {
        name: values.isin(list(wanted)).to_numpy()
        for name, values in facets.items()
        if (wanted := chosen.get(name)) is not None
    }
    kept = _passing(table, since, until, text)
    counts: dict[str, dict[str, int]] = {}
    for name, values in facets.items():
        others = [passes for other, passes in passing.items() if other != name]
        left: np.ndarray = np.logical_and.reduce([kept, *others])
        counts[name] = dict(Counter(values[left].tolist()))
    return counts


def _passing(table: pd.DataFrame, since: date | None, until: date | None, text: str) -> np.ndarray:
    """Which rows pass the days and the words."""
    require_columns(table, *COLUMNS)
    keep = np.ones(len(table), dtype="bool")
    if since is not None:
        keep &= (table["published"] >= pd.Timestamp(since)).to_numpy()
    if until is not None:
        keep &= (table["published"] <= pd.Timestamp(until)).to_numpy()
    for word in text.casefold().split():
        found = np.zeros(len(table), dtype="bool")
        for name in ("sentence", "source", "counted", "outlet"):
            found |= table[name].fillna("").str.casefold().str.contains(word, regex=False).to_numpy(dtype="bool")
        keep &= found
    return keep
