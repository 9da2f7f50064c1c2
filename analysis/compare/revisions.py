"""How one source's figure moved: statements go in, steps come out, by the day on which the source gave them.

A step is the first figure of a voice on a group and place, or raised, lowered or repeated against the one before. Where
the text says that a figure was wrong it is a correction or a withdrawal, no new count; its words are in the lexicon
``corrections``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import numpy as np
import pandas as pd

from analysis.compare.columns import in_order, kinds_of
from analysis.compare.scopes import PLANNED
from analysis.compare.statements import place_key
from analysis.lexicon import alternatives, read_rows
from analysis.table import cells_of

COLUMNS = ("group", "voice", "place", "as_of", "claim", "step", "words", "before", "figure", "event_date", "plan")

_KEYS = ("group", "voice", "plan", "common_unit", "stretch")
# of a voice's many places, so many of the latest are looked at for the one that a figure goes on with
_SERIES = 16


@cache
def _corrections() -> tuple[re.Pattern[str], dict[str, str]]:
    steps = {row["phrase"]: row["step"] for row in read_rows("corrections")}
    return re.compile(rf"\b(?:{alternatives(steps)})\b", re.IGNORECASE), steps


def correction_in(sentence: str) -> str | None:
    """The step that a sentence's own words make of its figure: "corrected", "withdrawn", or none.

    >>> correction_in("The agency had wrongly reported 40 dead."), correction_in("It reported 40 dead.")
    ('corrected', None)
    """
    pattern, steps = _corrections()
    found = pattern.search(sentence)
    return None if found is None else steps[" ".join(found[0].lower().split())]


def find_revisions(statements: pd.DataFrame) -> pd.DataFrame:
    """The steps of every voice that gave a day for its figures, in order of group, voice and day: ``COLUMNS``.

    ``figure`` is what is written, in the group's unit; ``plan`` tells plans and forecasts, which have steps of their
    own, from counts. Another figure of the same day is a step only where the text says that it moved. Figures for
    places apart have steps apart; ``place`` is that of the whole row of steps. A figure
    told again by another article of the same day is no step, nor is one for which nobody is named.
    """
    someone = statements["source"].notna() | statements["source_mention"].isna()
    told_so = pd.Series(list(map(correction_in, statements["sentence"])), index=statements.index, dtype="str")
    whole = statements["day"].notna() & statements["figure"].notna() & (someone | told_so.notna())
    dated = statements[whole].assign(told=told_so[whole], plan=(statements["mode"] == PLANNED)[whole])
    dated = dated.iloc[in_order(dated, *_KEYS, "day", "article", "start")]
    dated = dated.assign(words=dated["quote"], as_of=dated["day"], **_steps(dated))
    return dated.loc[dated["step"].notna(), list(COLUMNS)].reset_index(drop=True)


def _steps(dated: pd.DataFrame) -> dict[str, pd.Series[str]]:
    """For each row its ``step`` (blank if it is none), the words ``before`` and the ``place`` of its row of steps."""
    keys = kinds_of(*(dated[name] for name in _KEYS))[1]
    columns = {"step": dated["told"].fillna("first"), "before": pd.Series(None, dated.index), "place": dated["place"]}
    # a voice that gave one figure of a thing need not be gone through
    several = np.flatnonzero(np.bincount(keys)[keys] > 1)
    rows = dated.iloc[several].assign(key=keys[several])
    for name, cells in zip(columns, _gone_through(rows), strict=True):
        whole = columns[name].to_numpy("object", copy=True)
        whole[several] = cells
        columns[name] = pd.Series(whole, index=dated.index, dtype="str")
    return columns


def _gone_through(rows: pd.DataFrame) -> tuple[list[str | None], list[str | None], list[str | None]]:
    """The steps, the words before and the places of rows that are not alone of their ``key``."""
    days, events = (rows[name].astype("int64").where(rows[name].notna(), 0) for name in ("day", "event_date"))
    texts = [cells_of(rows[name]) for name in ("told", "place", "article", "quote")]
    columns = [
        column.tolist()
        for column in (rows["key"], days, events, rows["figure"], rows["trend"] != "none", rows["named"], rows["same"])
    ]
    steps: list[str | None] = []
    before: list[str | None] = []
    of: list[_Series] = []
    series: list[_Series] = []
    last = -1
    for key, day, event, figure, moved, named, same, told, place, article, words in zip(*columns, *texts, strict=True):
        if key != last:
            series, last = [], key
        whose = (None, 0) if named else (article, event)
        mine = next((one for one in series[-_SERIES:] if one.holds(None if same else place, *whose)), None)
        if mine is None:
            mine = _Series()
            series.append(mine)
        of.append(mine)
        before.append(mine.words)
        if day == mine.day and ((told is None and not moved) or (figure, told) in mine.given):
            steps.append(None)
            continue
        steps.append(told or ("first" if mine.figure is None else _compared(figure, mine.figure)))
        mine.add(place, article, event, day, figure, told, words)
    return steps, before, [mine.place for mine in of]


class _Series:
    """One voice's figures for one place, as far as the text tells it: what was given, and the last of it.

    Days are numbers, 0 where none is told. ``place`` is the widest: of "Russia's far east" and "Russia" the latter.
    """

    __slots__ = ("_article", "_articles", "_last_place", "day", "event", "figure", "given", "place", "words")

    def __init__(self) -> None:
        self.given: list[tuple[float, str | None]] = []
        self.day = self.event = 0
        self.figure: float | None = None
        self.words: str | None = None
        self.place: str | None = None
        self._last_place: str | None = None
        self._article: str | None = None
        self._articles: set[str] | None = None

    def holds(self, place: str | None, article: str | None, event: int) -> bool:
        """Whether a figure for this place goes on with the series: no place is told, or one lies in the other.

        An ``article`` and the day of the ``event`` are given where the things are nobody's: then a place must be told
        or the article be the same, and two days are two happenings.
        """
        last = self._last_place
        if place and last and not _near(place, last):
            return False
        if event and self.event not in (0, event):
            return False
        return article is None or article == self._article or bool(place and last) or article in (self._articles or ())

    def add(
        self, place: str | None, article: str, event: int, day: int, figure: float, told: str | None, words: str
    ) -> None:
        """A figure of a ``day``; ``given`` are those of the last day."""
        if day != self.day:
            self.given.clear()
        self.given.append((figure, told))
        self.event = self.event or event
        self.day, self.figure, self.words = day, figure, words
        if self._article is None:
            self._article = article
        elif article != self._article:
            self._articles = self._articles or set()
            self._articles.add(article)
        if place:
            self._last_place = place
            self.place = place if self.place is None else min(self.place, place, key=len)


def _near(one: str, other: str) -> bool:
    """Whether one of two places is named in the other: "Russia's far east" and "Russia"."""
    return _within(one, other) or _within(other, one)


@lru_cache(maxsize=65_536)
def _within(inner: str, outer: str) -> bool:
    keys = (place_key(inner), inner.casefold())
    return any(key and re.search(rf"\b{re.escape(key)}\b", outer.casefold()) for key in keys)


def _compared(figure: float, before: float) -> str:
    return "raised" if figure > before else "lowered" if figure < before else "repeated"
