"""Where everything on the chart of a corpus goes: a comparison comes in, a page of panels goes out; nothing is drawn.

A panel for each group of claims, most disputed first, with an axis of its own; one order of voices throughout. A panel
has rows for those who disagree and for those who say most, the others share a row. Copies are left out. Measures are
inches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.charts.lanes import Mark, fill_row, fill_small
from analysis.charts.layout import MARGIN, NAME_GAP, NAME_SIZE, PAGE_WIDTH, TITLE_SIZE, UNIT_SIZE, Panel, Row, scale_for
from analysis.charts.names import heading_lines, names_in_lines, quiet_voices, topic_of, voice_ranks
from analysis.charts.scale import Scale
from analysis.charts.statements import says_nothing_of_the_whole
from analysis.charts.subjects import Subject, read_mark, unit_words
from analysis.charts.text import drawable, height_of, width_of, wrap
from analysis.compare import Comparison
from analysis.compare.conversions import common_units
from analysis.compare.voices import LEVELS, count_voices
from analysis.compare.words import gap_words, times_words, told_once
from analysis.wording import count_of

MOST_MARKS = 30
FEWEST_FOR_MEDIAN = 5
_COLUMN_GAP = 0.45
_ROW_PADDING = 0.07
_LANES = 2
_SMALL_LANES = 3
_MOST_WORDED = 20
_OTHERS = ""
_STATED = ("exact", "about")
_SAID = ("states", "estimates")


@dataclass(frozen=True)
class Median:
    """The middle of the figures that a row's voice states, and the row's upper and lower edge."""

    figure: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Gap:
    """Between which figures nothing is allowed by both of those who disagree most, and over which rows they stand."""

    low: float
    high: float
    top: float
    bottom: float


@dataclass(frozen=True)
class GroupPanel:
    """A group's panel, with what stands at the right of its title, its widest gap and its medians."""

    panel: Panel
    group: str
    counts: str
    dispute: str
    gap: Gap | None
    medians: tuple[Median, ...]
    marks_left_out: int


@dataclass(frozen=True)
class CorpusPage:
    """The panels, the height that they take, and how many claims and groups have a figure to draw."""

    panels: tuple[GroupPanel, ...]
    height: float
    groups: int
    claims_shown: int
    without_figure: int

    @property
    def marks(self) -> list[Mark]:
        return [placed.mark for shown in self.panels for row in shown.panel.rows for placed in row.marks]


class _Corpus:
    """What the panels of one comparison have in common."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        told = told_once(comparison.claims)
        units = common_units(comparison.claims["unit"].value_counts().index)
        ways = [units[unit] for unit in told["unit"].tolist()]
        figures = told[["low", "value", "high"]].to_numpy("float64", na_value=np.nan)
        figures = figures * np.array([[way.factor] for way in ways]).reshape(-1, 1)
        figures += np.array([[way.offset] for way in ways]).reshape(-1, 1)
        self.figures = np.where(np.isfinite(figures), figures, np.nan)
        self.told = told.reset_index(drop=True)
        self.rows = self.told.groupby("group", sort=False).indices
        self.ranks = voice_ranks(told, comparison.level)
        self.quiet = quiet_voices(told)
        self.named = told["source"].notna().to_numpy()
        self.conflicts = dict(tuple(comparison.conflicts.groupby("group", sort=False)))
        self.worded = True

    @cached_property
    def groups(self) -> list[str]:
        """The groups that have a figure, in order."""
        drawn = self.told["group"].to_numpy("object")[~np.isnan(self.figures).all(axis=1)]
        known = set(drawn)
        return [group for group in self.comparison.groups["group"].tolist() if group in known]

    def subject(self, group: str) -> Subject:
        """A group's marks, by voice in the one order."""
        rows = self.rows[group]
        columns = [self.told[name].iloc[rows].fillna("").tolist() for name in ("qualifier", "stance", "quote", "voice")]
        marks: dict[str, list[Mark]] = {}
        told = zip(self.figures[rows].tolist(), self.pale(group), self.named[rows].tolist(), *columns, strict=True)
        for (low, value, high), pale, named, qualifier, stance, quote, voice in told:
            mark = read_mark(low, value, high, qualifier, stance, drawable(quote), named)
            if mark is not None:
                marks.setdefault(voice, []).append(replace(mark, pale=pale))
        ordered = {voice: sorted(marks[voice]) for voice in sorted(marks, key=self.ranks.__getitem__)}
        unit = str(self.told["common_unit"].iloc[rows[0]])
        return Subject(topic_of(group), unit, "", ordered)

    def pale(self, group: str) -> list[bool]:
        """Which of a group's claims say nothing of the whole."""
        frame = self.told.iloc[self.rows[group]]
        return says_nothing_of_the_whole(frame, str(frame["common_unit"].iloc[0]))

    def medians(self, group: str) -> dict[str, float]:
        """The median of what each voice states: no bounds, nothing vague, denied or planned, and enough of it."""
        frame = self.told.iloc[self.rows[group]]
        stated = frame["qualifier"].isin(_STATED) & frame["stance"].isin(_SAID) & ~np.array(self.pale(group))
        figures = frame.loc[stated & frame["value"].notna()].groupby("voice")["figure"]
        enough = figures.median()[figures.size() >= FEWEST_FOR_MEDIAN]
        return {str(voice): float(figure) for voice, figure in enough.items()}


def lay_out_corpus(comparison: Comparison, panels: int) -> CorpusPage:
    """The page for a comparison: so many of its groups, in lines from left to right."""
    corpus = _Corpus(comparison)
    without = int(np.isnan(corpus.figures).all(axis=1).sum())
    if not corpus.groups:
        return CorpusPage((), 0.0, 0, 0, without)
    subjects = {group: corpus.subject(group) for group in corpus.groups[: max(1, panels)]}
    corpus.worded = max(subject.claims for subject in subjects.values()) <= _MOST_WORDED
    columns = 1 if len(subjects) <= 2 else 2
    rows = 16 if columns == 1 else 8
    width = (PAGE_WIDTH - 2 * MARGIN - (columns - 1) * _COLUMN_GAP) / columns
    chosen = {group: _chosen(subject, corpus.conflicts.get(group), rows) for group, subject in subjects.items()}
    names_room = 2.6 if columns == 1 else 1.65
    named = dict.fromkeys(voice for voices in chosen.values() for voice in voices)
    names = names_in_lines(named, names_room, 2, NAME_SIZE)
    widths = [width_of(line, NAME_SIZE) for lines in names.values() for line in lines]
    widths += [width_of(_others(corpus, subjects[group], voices), NAME_SIZE) for group, voices in chosen.items()]
    names_width = max([0.9, *widths]) + NAME_GAP
    laid = [_panel(corpus, group, subjects[group], chosen[group], names, width, names_width) for group in subjects]
    placed: list[GroupPanel] = []
    top = 0.0
    for start in range(0, len(laid), columns):
        line = laid[start : start + columns]
        for column, shown in enumerate(line):
            left = MARGIN + column * (width + _COLUMN_GAP)
            head = max(other.panel.head for other in line) - shown.panel.head
            placed.append(replace(shown, panel=replace(shown.panel, left=left, top=top + head)))
        top += max(shown.panel.height for shown in line)
    drawn = sum(subject.claims for subject in subjects.values())
    return CorpusPage(tuple(placed), top, len(corpus.groups), drawn, without)


def dispute_words(conflicts: pd.DataFrame | None) -> str:
    """What is said of a dispute beside a title: "×2.5" or "1 apart" by the widest gap, "denied", or nothing."""
    if conflicts is None or conflicts.empty:
        return ""
    real = conflicts[conflicts["kind"] == "conflict"]
    if real.empty:
        return "denied"
    times = times_words(float(real["ratio"].iloc[0]))
    return f"×{times}" if times else gap_words(real.iloc[0])


def _chosen(subject: Subject, conflicts: pd.DataFrame | None, most: int) -> list[str]:
    """The voices that get a row: the two who are widest apart, then those who say most."""
    if len(subject.rows) <= most + 1:
        return list(subject.rows)
    pairs = (
        []
        if conflicts is None
        else conflicts.sort_values("kind", kind="stable")[["voice_a", "voice_b"]].iloc[0].tolist()
    )
    often = sorted(subject.rows, key=lambda voice: -len(subject.rows[voice]))
    telling = [voice for voice in dict.fromkeys([*pairs, *often]) if voice in subject.rows][:most]
    return [voice for voice in subject.rows if voice in set(telling)]


def _others(corpus: _Corpus, subject: Subject, chosen: Sequence[str]) -> str:
    hidden = len(subject.rows) - len(chosen)
    return f"{hidden:,} other {LEVELS[corpus.comparison.level][1]}" if hidden else ""


def _panel(
    corpus: _Corpus,
    group: str,
    subject: Subject,
    chosen: Sequence[str],
    names: Mapping[str, tuple[str, ...]],
    width: float,
    names_width: float,
) -> GroupPanel:
    scale = scale_for(subject, width - names_width)
    rows, left_out = _rows(subject, chosen, names, scale, corpus)
    named = {row.voice: row for row in rows if row.marks}
    conflicts = corpus.conflicts.get(group)
    dispute = dispute_words(conflicts)
    counts = f"{count_of(subject.claims, 'claim')}, {count_voices(len(subject.rows), corpus.comparison.level)}"
    if (pairs := 0 if conflicts is None else int((conflicts["kind"] == "conflict").sum())) > 1:
        counts += f", {pairs:,} conflicts"
    aside = width_of(counts, UNIT_SIZE) + (width_of(dispute, TITLE_SIZE, bold=True) + 0.1 if dispute else 0.0) + 0.2
    label = " ".join(filter(None, (drawable(unit_words(subject.unit)), scale.note)))
    height = rows[-1].top + rows[-1].height
    panel = Panel(
        subject,
        tuple(heading_lines(subject.title, width - aside, 2, TITLE_SIZE, bold=True)),
        tuple(wrap(label, names_width - 0.3, 2, UNIT_SIZE)),
        scale,
        rows,
        height,
        names_width,
    )
    medians = corpus.medians(group)
    ticks = tuple(
        Median(medians[voice], row.top, row.top + row.height) for voice, row in named.items() if voice in medians
    )
    return GroupPanel(panel, group, counts, dispute, _gap(conflicts, named), ticks, left_out)


def _rows(
    subject: Subject, chosen: Sequence[str], names: Mapping[str, tuple[str, ...]], scale: Scale, corpus: _Corpus
) -> tuple[tuple[Row, ...], int]:
    """The rows of the chosen voices, the others' row under them, and how many marks a full row left out."""
    shown = [(voice, names[voice], subject.rows[voice]) for voice in chosen]
    if len(chosen) < len(subject.rows):
        others = sorted(mark for voice, marks in subject.rows.items() if voice not in set(chosen) for mark in marks)
        shown.append((_OTHERS, (_others(corpus, subject, chosen),), others))
    rows: list[Row] = []
    top, left_out = 0.0, 0
    for voice, name, marks in shown:
        drawn = _spread(marks)
        left_out += len(marks) - len(drawn)
        if corpus.worded:
            placed, lanes, apart = fill_row(drawn, scale, _LANES, _SMALL_LANES)
        else:
            placed, lanes, apart = fill_small(drawn, scale, _SMALL_LANES)
        height = max(lanes * apart, height_of(len(name), NAME_SIZE)) + _ROW_PADDING
        shift = top + (height - lanes * apart) / 2
        moved = tuple(replace(mark, y=shift + mark.y) for mark in placed)
        rows.append(Row(voice, name, top, height, moved, voice == _OTHERS or voice in corpus.quiet))
        top += height
    return tuple(rows), left_out


def _spread(marks: Sequence[Mark]) -> list[Mark]:
    """At most ``MOST_MARKS`` of a row's marks, evenly from the lowest to the highest."""
    if len(marks) <= MOST_MARKS:
        return list(marks)
    return [marks[round(i)] for i in np.linspace(0, len(marks) - 1, MOST_MARKS)]


def _gap(conflicts: pd.DataFrame | None, named: Mapping[str, Row]) -> Gap | None:
    """The widest gap, over the rows of the two who are that far apart."""
    real = None if conflicts is None else conflicts[conflicts["kind"] == "conflict"]
    if real is None or real.empty:
        return None
    widest = real.iloc[0]
    pair = [named[voice] for voice in (widest["voice_a"], widest["voice_b"]) if voice in named]
    if len(pair) < 2:
        return None
    top, bottom = min(row.top for row in pair), max(row.top + row.height for row in pair)
    return Gap(float(widest["gap_low"]), float(widest["gap_high"]), top, bottom)
