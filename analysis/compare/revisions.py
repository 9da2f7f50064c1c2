"""How one source's figure moved: statements go in, steps come out, by the day on which the source gave them.

A step is the first figure of a voice on a group and place, or raised, lowered or repeated against the one before. Where
the text says that a figure was wrong it is a correction or a withdrawal, no new count; its words are in the lexicon
``corrections``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pandas as pd

from analysis.compare.statements import PLANNED, place_key
from analysis.lexicon import alternatives, read_rows
from analysis.table import cells_of

COLUMNS = ("group", "voice", "place", "as_of", "claim", "step", "words", "before", "figure", "event_date", "plan")


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
    told_so = pd.Series([correction_in(text) for text in statements["sentence"].tolist()], index=statements.index)
    whole = statements["day"].notna() & statements["figure"].notna() & (someone | told_so.notna())
    dated = statements[whole].assign(told=told_so[whole])
    dated["plan"] = dated["mode"] == PLANNED
    keys = ["group", "voice", "plan", "common_unit", "stretch"]
    dated = dated.sort_values([*keys, "day", "article", "start"], kind="stable")
    columns = (*keys, "day", "figure", "told", "place", "quote", "article", "trend", "named", "event_date")
    rows = list(zip(*(cells_of(dated[name]) for name in columns), strict=True))
    steps: list[tuple[int, str, str | None, _Series]] = []
    series: list[_Series] = []
    keyed = len(keys)
    for at, (*_, day, figure, told, place, quote, article, trend, named, event) in enumerate(rows):
        if at and rows[at - 1][:keyed] != rows[at][:keyed]:
            series = []
        near = (one for one in series[-_SERIES:] if one.holds(place, *((None, None) if named else (article, event))))
        mine = next(near, None)
        if mine is None:
            mine = _Series()
            series.append(mine)
        besides = day == mine.day and told is None and trend == "none"
        if (day, figure, told) in mine.given or besides:
            continue
        before = mine.figure
        step = told or ("first" if before is None else _compared(figure, before))
        steps.append((at, step, mine.words, mine))
        mine.add(place, article, event, day, figure, told, quote)
    kept = dated.iloc[[at for at, *_ in steps]]
    told_steps = {
        "step": [step for _, step, _, _ in steps],
        "before": [words for _, _, words, _ in steps],
        "place": [mine.place for *_, mine in steps],
    }
    texts = {name: pd.Series(cells, index=kept.index, dtype="str") for name, cells in told_steps.items()}
    table = kept.assign(words=kept["quote"], as_of=kept["day"], **texts)
    return table.reindex(columns=list(COLUMNS)).reset_index(drop=True)


class _Series:
    """One voice's figures for one place, as far as the text tells it: what was given, and the last of it."""

    def __init__(self) -> None:
        self.given: set[tuple[object, float, str | None]] = set()
        self.day: object = None
        self.event: object = None
        self.figure: float | None = None
        self.words: str | None = None
        self._places: list[str] = []
        self._articles: set[str] = set()

    @property
    def place(self) -> str | None:
        """The widest place told: of "Russia's far east" and "Russia" the latter."""
        return min(self._places, key=len, default=None)

    def holds(self, place: str | None, article: str | None, event: object) -> bool:
        """Whether a figure for this place goes on with the series: no place is told, or one lies in the other.

        An ``article`` and the day of the ``event`` are given where the things are nobody's: then a place must be told
        or the article be the same, and two days are two happenings.
        """
        apart = any(not _near(place, other) for other in self._places[-1:]) if place else False
        known = article is None or article in self._articles or bool(place and self._places)
        return known and not apart and (event is None or self.event in (None, event))

    def add(
        self,
        place: str | None,
        article: str,
        event: object,
        day: object,
        figure: float,
        told: str | None,
        words: str,
    ) -> None:
        self.event = self.event or event
        self.given.add((day, figure, told))
        self.day, self.figure, self.words = day, figure, words
        self._articles.add(article)
        if place:
            self._places.append(place)


def _near(one: str, other: str) -> bool:
    """Whether one of two places is named in the other: "Russia's far east" and "Russia"."""
    return _within(one, other) or _within(other, one)


@lru_cache(maxsize=65_536)
def _within(inner: str, outer: str) -> bool:
    keys = (place_key(inner), inner.casefold())
    return any(key and re.search(rf"\b{re.escape(key)}\b", outer.casefold()) for key in keys)


def _compared(figure: float, before: float) -> str:
    return "raised" if figure > before else "lowered" if figure < before else "repeated"
