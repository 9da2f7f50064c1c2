"""How the figures on one thing moved: a comparison and a heading come in, a line of steps for each voice goes out.

A voice has a line for each place that it speaks of, and one apart for what it plans or expects. What it denies is no
step of its own figure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.charts.gaps_words import filter_words, nothing_told
from analysis.charts.lanes import Mark
from analysis.charts.statements import EARLIER, Told, aside_words, day_words, extent_words, read_group
from analysis.charts.text import drawable
from analysis.charts.words import VERIFIED
from analysis.compare import Comparison
from analysis.compare.apart import HOW_TO_COMPARE, WHY_APART, voices_apart
from analysis.compare.statements import place_key
from analysis.compare.voices import LEVELS
from analysis.wording import count_of

MOVES = ("raised", "lowered", "corrected", "withdrawn")
_MOST_DESCRIBED = 6
_MOST_STEPS_DESCRIBED = 6


@dataclass(frozen=True)
class Step:
    """A figure that was given on a day, counted from 1970, and what it did to the one before."""

    day: float
    mark: Mark
    step: str
    when: pd.Timestamp
    event: pd.Timestamp | None

    @property
    def remark(self) -> str:
        """What follows the words of the article where they correct or withdraw."""
        return f" {self.step}" if self.step in ("corrected", "withdrawn") else ""


@dataclass(frozen=True)
class Line:
    """The steps of one voice, in the order of their days."""

    voice: str
    place: str
    plan: bool
    named: bool
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """The voice, with the place or that it plans where it has several lines."""
        return ", ".join(filter(None, (drawable(self.voice), drawable(self.place), "planned" if self.plan else "")))

    @property
    def moves(self) -> int:
        return sum(step.step in MOVES for step in self.steps)


@dataclass(frozen=True)
class Moved:
    """All lines of a group, those that moved most first; how many claims have no day, how many deny.

    ``before`` is how many of the steps are of figures that their source has since moved away from.
    """

    told: Told
    lines: tuple[Line, ...]
    undated: int
    denied: int
    before: int
    level: str
    apart: frozenset[str] = frozenset()
    """The voices whose unlike figures were not compared, since nothing tells that they are of one thing."""

    @property
    def counts(self) -> Counter[str]:
        return Counter(step.step for line in self.lines for step in line.steps)


def read_steps(comparison: Comparison, group: str) -> Moved:
    """How a group's figures moved; an unknown group has no lines."""
    told = read_group(comparison, group)
    rows = comparison.revisions[comparison.revisions["group"] == group]
    found: dict[tuple[str, str, bool], list[Step]] = {}
    places: dict[tuple[str, str, bool], str] = {}
    row: Any
    for row in rows.itertuples(index=False):
        mark = told.marks.get(row.claim)
        if mark is None or mark.denied:
            continue
        key = row.voice, place_key(row.place if isinstance(row.place, str) else None), bool(row.plan)
        places.setdefault(key, row.place if isinstance(row.place, str) else "")
        drawn = replace(mark, pale=False, ring=row.step == "corrected", denied=row.step == "withdrawn")
        event = None if pd.isna(row.event_date) else row.event_date
        day = (row.as_of - pd.Timestamp(0)).total_seconds() / 86_400
        found.setdefault(key, []).append(Step(day, drawn, row.step, row.as_of, event))
    often = Counter((voice, plan) for voice, _, plan in found)
    lines = [
        Line(voice, places[key] if often[voice, plan] > 1 else "", plan, steps[0].mark.named, tuple(steps))
        for key, steps in found.items()
        for voice, _, plan in (key,)
    ]
    lines.sort(key=lambda line: (-line.moves, -len(line.steps)))
    undated = told.claims["as_of"].isna()
    denied = (told.claims["stance"] == "denies") & ~undated
    shown = rows[rows["claim"].isin(list(told.marks))]
    before = int((~shown["claim"].isin(told.claims["claim"])).sum())
    told = replace(told, aside=told.aside - Counter({EARLIER: before}))
    apart = frozenset(voice for _, voice in voices_apart(shown))
    return Moved(told, tuple(lines), int(undated.sum()), int(denied.sum()), before, comparison.level_of_steps, apart)


def movement(moved: Moved) -> str:
    """The finding, as a title: who moved its figure, and how often up or down."""
    if not moved.lines:
        return moved.told.title
    voices = {line.voice for line in moved.lines}
    movers = {line.voice for line in moved.lines if line.moves}
    one, several = LEVELS[moved.level]
    if not movers:
        if moved.apart:
            who = "" if len(voices) == 1 else f"{len(moved.apart):,} of {len(voices):,} {several} "
            return f"{who}not compared: {WHY_APART}".capitalize()
        if len(voices) == 1:
            once = len(moved.lines[0].steps) == 1 and len(moved.lines) == 1
            return "The figure was given once" if once else f"The only {one} did not move its figure"
        return f"None of {len(voices):,} {several} moved its figure"
    counts = moved.counts
    told = ", ".join(f"{counts[step]:,} {step}" for step in MOVES if counts[step])
    if len(voices) == 1:
        return f"The only {one} moved its figure: {told}"
    verb = "its figure" if len(movers) == 1 else "their figures"
    rest = len(moved.apart - movers)
    apart = f"; {rest:,} not compared" if rest else ""
    return f"{len(movers):,} of {count_of(len(voices), one, several)} moved {verb}: {told}{apart}"


def nothing_moved(moved: Moved, filtered: str = "") -> str:
    """Why the chart is empty."""
    if not len(moved.told.claims):
        return nothing_told(moved.told, filtered)
    if moved.undated == len(moved.told.claims):
        return "No steps to draw: no day is told for any of these claims."
    if not moved.told.comparable:
        return "No steps to draw: the words are too general to be about one thing."
    return "No steps to draw: nobody gives a figure with its day."


def revisions_caption(
    moved: Moved,
    filtered: str = "",
    *,
    hidden: int = 0,
    wordless: int = 0,
    events: bool = False,
    outside: int = 0,
    plans: bool = False,
) -> str:
    """How much is told on which days, what was left out, and that nothing was verified."""
    sentences = filter_words(filtered)
    if len(moved.told.claims):
        sentences.append(extent_words(moved.told.claims))
    if moved.undated:
        sentences.append(f"{count_of(moved.undated, 'claim')} without a day not drawn.")
    if moved.denied:
        sentences.append(f"{count_of(moved.denied, 'denial')} not drawn.")
    sentences += [sentence.replace(", pale here", ", not drawn") for sentence in aside_words(moved.told)]
    if moved.lines:
        steps = sum(len(line.steps) for line in moved.lines) - moved.before
        repeated = len(moved.told.claims) - moved.undated - moved.denied - steps
        if repeated > 0:
            sentences.append(f"{count_of(repeated, 'claim')} told again on the same day counted once.")
    if moved.apart:
        one, several = LEVELS[moved.level]
        whose = f"The figures of {count_of(len(moved.apart), one, several)}"
        sentences.append(f"{whose} were not all compared over time: {WHY_APART}; {HOW_TO_COMPARE}.")
    if hidden:
        sentences.append(f"{count_of(hidden, 'line')} not drawn: those shown moved most; all are in the table.")
    if wordless:
        sentences.append(f"{count_of(wordless, 'figure')} without words, for want of room.")
    if events:
        sentences.append("Light ticks on the axis are days of the events told of.")
    if outside:
        sentences.append(f"{count_of(outside, 'event')} outside these days.")
    if plans:
        sentences.append("Dashed lines are plans and forecasts.")
    return " ".join([*sentences, VERIFIED])


def describe_revisions(comparison: Comparison, group: str) -> str:
    """How the figures of one group moved, in plain sentences, for those who do not see the chart.

    >>> from analysis.compare import compare
    >>> from analysis.table import tabulate
    >>> describe_revisions(compare(tabulate([])), "killed: people")
    'Killed: people. No claims to draw: nothing is told of this subject. Claims as reported, not verified.'
    """
    moved = read_steps(comparison, group)
    title = moved.told.title
    if not moved.lines:
        return " ".join([f"{title}.", nothing_moved(moved), revisions_caption(moved)])
    sentences = [f"{title}. {movement(moved)}."]
    for line in moved.lines[:_MOST_DESCRIBED]:
        steps = line.steps[:_MOST_STEPS_DESCRIBED]
        said = [
            f"{'' if step.step == 'first' else step.step + ' '}“{step.mark.words}” on {day_words(step.when, True)}"
            for step in steps
        ]
        more = len(line.steps) - len(steps)
        sentences.append(f"{line.name}: {', '.join(said)}{f', and {more:,} more' if more else ''}.")
    if len(moved.lines) > _MOST_DESCRIBED:
        sentences.append(f"And {len(moved.lines) - _MOST_DESCRIBED:,} more lines.")
    return " ".join([*sentences, revisions_caption(moved)])
