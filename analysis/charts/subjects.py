"""What a chart is about: a table comes in, its counted things with a mark for each claim go out.

Statistics only in the sense of sorting: no figure is added to another. A counted thing is a topic with its unit and
its rate, so unlike units stay apart; fractions count as the percentages that they are. Rows without a figure cannot
be drawn; how many they are is told.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.charts.lanes import Mark
from analysis.charts.text import drawable
from analysis.table import OWN_VOICE, UNNAMED, UNTOLD, require_columns, topics, voices

UNKNOWN = "what is counted could not be told"
_NEEDED = ("source", "source_mention", "subject", "counted", "unit", "per", "low", "value", "high")
_ALSO_NEEDED = ("article", "published")
_LABELS = ("qualifier", "stance", "quote")
_FORWARD = ("expects", "plans", "pledges")
_DENIED = ("denies", "does not confirm")


@dataclass(frozen=True)
class Subject:
    """One counted thing: what a panel is about, with its marks by voice, in the order of voices."""

    topic: str
    unit: str
    per: str
    rows: dict[str, list[Mark]]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.topic, self.unit, self.per

    @property
    def title(self) -> str:
        topic = drawable(self.topic)
        return topic[:1].upper() + topic[1:]

    @property
    def claims(self) -> int:
        return sum(map(len, self.rows.values()))

    @property
    def marks(self) -> list[Mark]:
        return [mark for marks in self.rows.values() for mark in marks]


def find_subjects(table: pd.DataFrame) -> tuple[list[Subject], int]:
    """The counted things of a table, those of most voices and most claims first, and how many rows lack a figure.

    Claims whose counted thing is not known come last, so that they do not look like one thing.
    """
    require_columns(table, *_NEEDED, *_LABELS, *_ALSO_NEEDED)
    figures = table[["low", "value", "high"]].to_numpy(dtype="float64", na_value=np.nan)
    figures = np.where(np.isfinite(figures), figures, np.nan)
    who = voices(table).tolist()
    labels = {name: table[name].fillna("").tolist() for name in _LABELS}
    groups: dict[tuple[str, str, str], dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    without_figure = 0
    about = [UNKNOWN if topic == UNTOLD else topic for topic in topics(table).tolist()]
    units = table["unit"].fillna("count").tolist()
    rates = table["per"].fillna("").tolist()
    for i, (low, value, high) in enumerate(figures.tolist()):
        scale = 100.0 if units[i] == "fraction" else 1.0
        mark = read_mark(
            low * scale,
            value * scale,
            high * scale,
            labels["qualifier"][i],
            labels["stance"][i],
            drawable(labels["quote"][i]),
            who[i] not in (OWN_VOICE, UNNAMED),
        )
        if mark is None:
            without_figure += 1
            continue
        unit = "percent" if units[i] == "fraction" else units[i]
        groups[about[i], unit, rates[i]][who[i]].append(mark)
    order = _voice_order(who)
    subjects = [
        Subject(topic, unit, per, {voice: sorted(rows[voice]) for voice in sorted(rows, key=order.__getitem__)})
        for (topic, unit, per), rows in groups.items()
    ]
    subjects.sort(
        key=lambda subject: (
            subject.topic == UNKNOWN,
            -len(subject.rows),
            -subject.claims,
            subject.topic,
            subject.unit,
            subject.per,
        )
    )
    return subjects, without_figure


def read_mark(
    low: float, value: float, high: float, qualifier: str, stance: str, words: str, named: bool
) -> Mark | None:
    """The mark for one claim, or ``None`` where it has no figure.

    >>> nan = float("nan")
    >>> read_mark(200, 200, nan, "more than", "states", "more than 200", True).shape
    'above'
    >>> read_mark(11000, 11000, 11000, "exact", "estimates", "11,000", True).shape
    'about'
    >>> read_mark(nan, nan, nan, "exact", "states", "", True)
    """
    known = [figure for figure in (value, low, high) if not math.isnan(figure)]
    if not known:
        return None
    point, end = known[0], known[0]
    if qualifier == "between" and not (math.isnan(low) or math.isnan(high)):
        shape, point, end = "between", low, high
    elif qualifier == "vague":
        shape, point = "vague", known[0] if math.isnan(low) else low
        end = point if math.isnan(high) else high
    elif qualifier in ("more than", "at least"):
        shape = "above"
    elif qualifier in ("up to", "nearly", "fewer than"):
        shape = "below"
    elif stance in _FORWARD:
        shape = "planned"
    elif qualifier == "about" or stance == "estimates":
        shape = "about"
    else:
        shape = "exact"
    return Mark(point, end, shape, words, stance in _DENIED, named)


def unit_words(unit: str, per: str = "") -> str:
    """A unit as an axis names it.

    >>> unit_words("hectare", "day"), unit_words("percent"), unit_words("USD"), unit_words("count")
    ('hectares per day', '%', 'USD', '')
    """
    if unit == "count":
        words = ""
    elif unit in ("percent", "fraction"):
        words = "%"
    else:
        words = unit + "s" if unit.islower() and not unit.endswith("s") else unit
    return f"{words} per {per}".strip() if per else words


def _voice_order(who: Sequence[str]) -> dict[str, tuple[bool, int, str]]:
    """Named voices first, by how many claims they make; nobody's and the outlet's own last."""
    return {voice: (voice in (OWN_VOICE, UNNAMED), -count, voice) for voice, count in Counter(who).items()}
