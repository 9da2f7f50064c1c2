"""What is told of one group: a comparison and a heading go in, a mark for each claim by its voice comes out.

A claim that says nothing of the whole (a part, an earlier figure, one that is not confirmed) is pale, and left out
where there are many; a copy is told of by the claim that had its words first. What is left out is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.charts.lanes import Mark
from analysis.charts.names import quiet_voices, topic_of
from analysis.charts.subjects import read_mark
from analysis.charts.text import drawable, shorten
from analysis.compare import Comparison
from analysis.compare.conversions import common_units
from analysis.compare.scopes import depends, scopes
from analysis.compare.silent import silences_on
from analysis.wording import count_of

_MOST_PALE = 40
_PLACE_LETTERS = 28
_OUTLET_LETTERS = 24
_VISIBLE = 0.004

COPY, UNIT, FIGURE, PART, EARLIER, UNCONFIRMED, UNTOLD_DAY = (
    "a copy of words that ran before",
    "in another unit",
    "without a figure",
    "a part of the whole",
    "a figure since moved away from",
    "not confirmed",
    "given on a day that is not told",
)
"""Why a claim does not stand beside the others."""

_PALE = {PART: "a part", EARLIER: "earlier", UNCONFIRMED: "not confirmed", UNTOLD_DAY: "day not told"}


@dataclass(frozen=True)
class Told:
    """All that is told of a group.

    ``rows`` has the marks of each voice, the voice of the lowest figure first; ``marks`` those of the claims that count
    and of earlier figures, by their ids; ``aside`` how many claims there are for each reason why they do not count,
    ``pale`` whether they are among the marks. Words too general to mean one thing ("people") are not ``comparable``.
    """

    heading: str
    unit: str
    per: str
    claims: pd.DataFrame
    rows: dict[str, list[Mark]]
    marks: dict[str, Mark]
    unnamed: frozenset[str]
    aside: Counter[str]
    pale: bool
    conflicts: pd.DataFrame
    silences: pd.DataFrame
    comparable: bool = True
    level: str = "source"
    apart: bool = False
    """Whether voices give figures that differ and were never held against one another."""

    @property
    def title(self) -> str:
        heading = drawable(topic_of(self.heading))
        return heading[:1].upper() + heading[1:]

    @property
    def sources(self) -> int:
        """How many voices gave a figure that counts."""
        return int(self.claims["voice"].nunique())


def read_group(comparison: Comparison, group: str) -> Told:
    """What is told of a group; an unknown one has nothing."""
    claims = comparison.claims[comparison.claims["group"] == group]
    unit = str(claims["common_unit"].mode().iloc[0]) if len(claims) else "count"
    rates = claims["per"].dropna()
    aside = _reasons(claims, unit)
    marks = _marks(claims, unit, aside)
    reasons = [FIGURE if mark is None and not why else why for mark, why in zip(marks, aside, strict=True)]
    counts = np.array([not why for why in reasons], dtype="bool")
    pale = not _PALE.keys().isdisjoint(reasons) and len(claims) <= _MOST_PALE
    drawn: dict[str, list[Mark]] = {}
    found: dict[str, Mark] = {}
    for mark, voice, claim, why in zip(marks, claims["voice"], claims["claim"], reasons, strict=True):
        if mark is not None and (not why or (pale and why in _PALE)):
            drawn.setdefault(voice, []).append(mark)
            if not why or why == EARLIER:
                found[claim] = mark
    order = sorted(drawn, key=lambda voice: _first(drawn[voice]))
    conflicts = comparison.conflicts[comparison.conflicts["group"] == group]
    return Told(
        heading=group,
        unit=unit,
        per=str(rates.iloc[0]) if len(rates) else "",
        claims=claims[counts],
        rows={voice: sorted(drawn[voice]) for voice in order},
        marks=found,
        unnamed=quiet_voices(claims),
        aside=Counter(reason for reason in reasons if reason),
        pale=pale,
        conflicts=conflicts[conflicts["claim_a"].isin(list(found)) & conflicts["claim_b"].isin(list(found))],
        silences=silences_on(comparison, group),
        comparable=bool(claims.loc[counts, "definite"].any()) or not counts.any(),
        level=comparison.level,
        apart=bool(comparison.apart(group)),
    )


def stressed(told: Told, claims: Iterable[str]) -> Told:
    """The same with dark words for some of its claims, by their ids."""
    dark = {told.marks[claim]: replace(told.marks[claim], strong=True) for claim in claims if claim in told.marks}
    rows = {voice: [dark.get(mark, mark) for mark in marks] for voice, marks in told.rows.items()}
    return replace(told, rows=rows, marks={claim: dark.get(mark, mark) for claim, mark in told.marks.items()})


def _first(marks: list[Mark]) -> tuple[bool, float]:
    """Where a voice's row stands: by its lowest figure that counts."""
    counting = [mark.point for mark in marks if not mark.pale]
    return not counting, min(counting or [mark.point for mark in marks])


def _reasons(claims: pd.DataFrame, unit: str) -> list[str]:
    tests = {
        COPY: claims["copy_of"].notna(),
        UNIT: claims["common_unit"] != unit,
        EARLIER: claims["earlier"].astype("bool"),
        PART: depends(claims, scopes(claims)),
        UNCONFIRMED: claims["stance"] == "does not confirm",
        UNTOLD_DAY: claims["said_text"].notna() & claims["said_on"].isna(),
    }
    return np.select([np.asarray(test) for test in tests.values()], list(tests), "").tolist() if len(claims) else []


def says_nothing_of_the_whole(claims: pd.DataFrame, unit: str) -> list[bool]:
    """Which claims of a group stand pale beside the others: parts, earlier figures, those that are not confirmed."""
    return [why in _PALE for why in _reasons(claims, unit)]


def _marks(claims: pd.DataFrame, unit: str, reasons: list[str]) -> list[Mark | None]:
    """Each claim's mark in the group's unit, with its day, its place and where else it ran."""
    ways = common_units([unit, *claims["unit"].unique()])
    several = claims["as_of"].dt.year.nunique() > 1
    columns = (
        *("low", "value", "high", "lowest", "highest", "qualifier", "stance", "quote", "unit", "source"),
        *("as_of", "place", "also_in"),
    )
    marks: list[Mark | None] = []
    row: Any
    for row, why in zip(claims[list(columns)].itertuples(index=False), reasons, strict=True):
        way = ways[row.unit]
        low, value, high = (figure * way.factor + way.offset for figure in (row.low, row.value, row.high))
        words = drawable(row.quote) if isinstance(row.quote, str) else ""
        mark = read_mark(low, value, high, row.qualifier, row.stance, words, isinstance(row.source, str))
        if mark is None or not all(map(np.isfinite, (mark.point, mark.end))):
            marks.append(None)
            continue
        shape = "about" if row.qualifier == "nearly" and mark.shape == "below" else mark.shape
        day = "" if why == UNTOLD_DAY else day_words(row.as_of, several)
        notes = [day, _place(row.place), _also(row.also_in), _PALE.get(why, "")]
        note = "".join(f", {note}" for note in notes if note)[1:]
        spread = _spread(mark, row.lowest, row.highest, open_below=shape == "below")
        marks.append(replace(mark, shape=shape, note=note, pale=why in _PALE, spread=spread))
    return marks


def _spread(mark: Mark, lowest: float, highest: float, open_below: bool) -> tuple[float, ...]:
    """How far a figure may be off by its words, to those sides that are not open; empty where nothing would be seen."""
    low = lowest if np.isfinite(lowest) and not open_below else mark.point
    high = highest if np.isfinite(highest) and mark.shape != "above" else mark.end
    low, high = min(low, mark.point), max(high, mark.end)
    room = _VISIBLE * max(abs(mark.point), abs(mark.end))
    unseen = mark.point - low <= room and high - mark.end <= room
    return () if unseen or mark.denied or mark.shape == "vague" else (low, high)


def day_words(day: pd.Timestamp, with_year: bool) -> str:
    """A day as people write it: 23 Dec 2024; "no date" for none.

    >>> day_words(pd.Timestamp("2024-12-03"), False), day_words(pd.NaT, True)
    ('3 Dec', 'no date')
    """
    return "no date" if pd.isna(day) else f"{day.day} {day:%b}{f' {day:%Y}' if with_year else ''}"


def _place(place: object) -> str:
    return shorten(drawable(place), _PLACE_LETTERS) if isinstance(place, str) else ""


def _also(also_in: object) -> str:
    """Where else a claim ran: "also in The Globe and 2 more"."""
    if not isinstance(also_in, str):
        return ""
    outlets = [drawable(outlet) for outlet in also_in.split("; ")]
    more = f" and {len(outlets) - 1} more" if len(outlets) > 1 else ""
    return f"also in {shorten(outlets[0], _OUTLET_LETTERS)}{more}"


def extent_words(claims: pd.DataFrame) -> str:
    """How many claims there are in how many articles, and between which days they were given.

    >>> extent_words(pd.DataFrame({"article": ["a", "a"], "as_of": pd.to_datetime(["2024-12-03", "2025-01-02"])}))
    '2 claims in 1 article, given on 3 Dec 2024 – 2 Jan 2025.'
    """
    articles = count_of(claims["article"].nunique(), "article")
    days = claims["as_of"].dropna()
    when = ""
    if len(days):
        first, last = (day_words(day, True) for day in (days.min(), days.max()))
        when = f", given on {first}" + (f" – {last}" if last != first else "")
    return f"{count_of(len(claims), 'claim')} in {articles}{when}."


def aside_words(told: Told) -> list[str]:
    """What does not count, in sentences: "1 claim is a part of the whole, pale here."."""
    sentences = []
    for reason in (PART, EARLIER, UNCONFIRMED, UNTOLD_DAY, COPY, UNIT, FIGURE):
        number = told.aside[reason]
        if number:
            verb = "is" if number == 1 else "are"
            shown = ", pale here" if told.pale and reason in _PALE else ", not drawn"
            if reason == COPY:
                shown = ", counted once"
            sentences.append(f"{count_of(number, 'claim')} {verb} {reason}{shown}.")
    return sentences
