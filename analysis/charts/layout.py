"""Where everything on a chart goes: a table comes in, a page of panels, rows and marks goes out; nothing is drawn.

One panel for each counted thing (topic, unit and rate: unlike units never share an axis), in it one row for each
voice, the same order of voices everywhere. A row has as many lanes as its claims and their words need, so that
nothing overprints; a crowded row gives up words first, then room. Measures are inches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.charts.lanes import Placed, fill_row, reaches_of
from analysis.charts.scale import Scale, choose_scale
from analysis.charts.subjects import Subject, find_subjects, unit_words
from analysis.charts.text import drawable, height_of, width_of, wrap
from analysis.table import OWN_VOICE, UNNAMED

PAGE_WIDTH = 10.5
MARGIN = 0.2
NAME_SIZE = 8.0
TITLE_SIZE = 9.0
UNIT_SIZE = 7.5
NAME_GAP = 0.12
TITLE_GAP = 0.06
AXIS_ROOM = 0.24
_COLUMN_GAP = 0.35
_PANEL_GAP = 0.17
_MOST_PANELS = 12
_TALLEST = 15.0
_ROW_PADDING = 0.07


@dataclass(frozen=True)
class Row:
    """A voice's row: its name in lines, its top edge in the panel, its height and its marks.

    A ``quiet`` one is nobody's; what is ``said`` stands in place of marks.
    """

    voice: str
    name: tuple[str, ...]
    top: float
    height: float
    marks: tuple[Placed, ...]
    quiet: bool = False
    said: str = ""


@dataclass(frozen=True)
class Panel:
    """A panel with its place on the page: ``left`` and ``top`` are those of its title."""

    subject: Subject
    title: tuple[str, ...]
    axis_label: tuple[str, ...]
    scale: Scale
    rows: tuple[Row, ...]
    rows_height: float
    names_width: float
    left: float = 0.0
    top: float = 0.0

    @property
    def head(self) -> float:
        return height_of(len(self.title), TITLE_SIZE) + TITLE_GAP

    @property
    def height(self) -> float:
        labels = height_of(len(self.axis_label), UNIT_SIZE) + 0.03
        return self.head + self.rows_height + max(AXIS_ROOM, labels) + _PANEL_GAP


@dataclass(frozen=True)
class Page:
    """The panels of a chart, the height that they take, and how much of the table they leave out."""

    panels: tuple[Panel, ...] = ()
    height: float = 0.0
    subjects: int = 0
    hidden_voices: int = 0
    without_figure: int = 0


@dataclass
class _Budget:
    """What a page may spend: lanes with words, lanes without, rows in a panel, and the width of its columns."""

    lanes: int
    crowded_lanes: int
    rows: int
    columns: int
    names_width: float = field(init=False)
    width: float = field(init=False)

    def __post_init__(self) -> None:
        inner = PAGE_WIDTH - 2 * MARGIN
        self.width = (inner - (self.columns - 1) * _COLUMN_GAP) / self.columns
        self.names_width = 1.45 if self.columns > 1 else 2.2


def lay_out(table: pd.DataFrame) -> Page:
    """The page for a table of claims: those subjects first that most voices speak about, at most twelve."""
    subjects, without_figure = find_subjects(table)
    if not subjects:
        return Page(without_figure=without_figure)
    shown = subjects[:_MOST_PANELS]
    titles = _titles(subjects)
    columns = 1 if len(shown) <= 2 else 2
    rows = 30 if columns == 1 else 12
    panels: list[Panel] = []
    for lanes, crowded_lanes in ((5, 7), (3, 6), (2, 5), (1, 4)):
        budget = _Budget(lanes, crowded_lanes, rows, columns)
        names_width = _names_width(shown, budget)
        panels = [_panel(subject, titles[subject.key], budget, names_width) for subject in shown]
        placed, height = _arrange(panels, budget)
        if height <= _TALLEST:
            break
    while height > _TALLEST and len(panels) > 1:
        panels.pop()
        placed, height = _arrange(panels, budget)
    hidden = sum(max(0, len(panel.subject.rows) - rows) for panel in placed)
    return Page(tuple(placed), height, len(subjects), hidden, without_figure)


def _name(voice: str, budget: _Budget) -> tuple[str, ...]:
    words = drawable(voice).strip("— ") if voice in (OWN_VOICE, UNNAMED) else drawable(voice)
    return tuple(wrap(words, budget.names_width, 2, NAME_SIZE))


def _others(subject: Subject, budget: _Budget) -> str:
    """What stands in place of the voices that have no row."""
    hidden = len(subject.rows) - budget.rows
    return f"and {hidden:,} more source{'s' if hidden > 1 else ''}" if hidden > 0 else ""


def _names_width(subjects: Sequence[Subject], budget: _Budget) -> float:
    widths = [
        width_of(line, NAME_SIZE)
        for subject in subjects
        for voice in list(subject.rows)[: budget.rows]
        for line in _name(voice, budget)
    ]
    widths += [width_of(_others(subject, budget), NAME_SIZE) for subject in subjects]
    return max([0.9, *widths]) + NAME_GAP


def _titles(subjects: Sequence[Subject]) -> dict[tuple[str, str, str], str]:
    """What each panel is called: its topic, with the unit where one topic has several."""
    often = Counter(subject.topic for subject in subjects)
    titles = {}
    for subject in subjects:
        unit = unit_words(subject.unit, subject.per) or "number"
        apart = f" ({drawable(unit)})" if often[subject.topic] > 1 else ""
        titles[subject.key] = subject.title + apart
    return titles


def _panel(subject: Subject, title: str, budget: _Budget, names_width: float) -> Panel:
    scale = scale_for(subject, budget.width - names_width)
    label = " ".join(filter(None, (drawable(unit_words(subject.unit, subject.per)), scale.note)))
    rows, height = _rows(subject, budget, scale)
    return Panel(
        subject,
        tuple(wrap(title, budget.width, 2, TITLE_SIZE, bold=True)),
        tuple(wrap(label, names_width - 0.3, 2, UNIT_SIZE)),
        scale,
        rows,
        height,
        names_width,
    )


def scale_for(subject: Subject, width: float) -> Scale:
    """The axis of a panel so many inches wide, with room at its ends for the marks that stand there."""
    reaches = reaches_of((mark, 1.0) for mark in subject.marks)
    return choose_scale(
        list(reaches),
        width,
        percent=subject.unit == "percent",
        whole=subject.unit == "count" and not subject.per and all(figure.is_integer() for figure in reaches),
        reach=reaches.__getitem__,
    )


def _rows(subject: Subject, budget: _Budget, scale: Scale) -> tuple[tuple[Row, ...], float]:
    rows = []
    top = 0.0
    for voice, marks in list(subject.rows.items())[: budget.rows]:
        name = _name(voice, budget)
        placed, lanes, apart = fill_row(marks, scale, budget.lanes, budget.crowded_lanes)
        height = max(lanes * apart, height_of(len(name), NAME_SIZE)) + _ROW_PADDING
        shift = top + (height - lanes * apart) / 2
        moved = tuple(replace(mark, y=shift + mark.y) for mark in placed)
        rows.append(Row(voice, name, top, height, moved, quiet=voice in (OWN_VOICE, UNNAMED)))
        top += height
    others = _others(subject, budget)
    if others:
        height = height_of(1, NAME_SIZE) + _ROW_PADDING
        rows.append(Row("", (others,), top, height, (), quiet=True))
        top += height
    return tuple(rows), top


def _arrange(panels: Sequence[Panel], budget: _Budget) -> tuple[list[Panel], float]:
    """The panels in columns, each where there is least above it, and the height of the longest column."""
    heights = [0.0] * budget.columns
    placed = []
    for panel in panels:
        column = heights.index(min(heights))
        left = MARGIN + column * (budget.width + _COLUMN_GAP)
        placed.append(replace(panel, left=left, top=heights[column]))
        heights[column] += panel.height
    return placed, max(heights)
