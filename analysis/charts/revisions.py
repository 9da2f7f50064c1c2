"""How the figures on one thing moved: a comparison and a group's heading come in, a figure goes out.

``draw_revisions`` has a line of steps for each voice over the days on which it gave its figures. Lines differ in colour
and in style, and have their names beside them; what was withdrawn is crossed, what was corrected is in a ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator
from matplotlib.transforms import blended_transform_factory

from analysis.charts.days import Days
from analysis.charts.html import chart_html
from analysis.charts.lanes import WORDS_SIZE, Placed
from analysis.charts.layout import MARGIN, NAME_SIZE, TITLE_SIZE
from analysis.charts.marks import INKS, KINDS, draw_marks
from analysis.charts.page import INNER, Sheet, legend_of, style, write
from analysis.charts.panels import put_scale
from analysis.charts.scale import TICK_SIZE
from analysis.charts.steps import (
    Line,
    describe_revisions,
    movement,
    nothing_moved,
    read_steps,
    revisions_caption,
)
from analysis.charts.subjects import unit_words
from analysis.charts.text import LINE, drawable, height_of, wrap
from analysis.charts.timeline import LEADER, MOST_FRAMES, SAMPLE, Drawn, Frame, lay_frames
from analysis.compare import Comparison

__all__ = ["chart_html", "describe_revisions", "draw_revisions"]

_AXIS_ROOM = 0.32
_FRAME_GAP = 0.14
_EVENT_TICK = 0.09
_COLOURS = ("named", "line 2", "line 3", "line 4", "line 5", "line 6")
_STYLES: tuple[tuple[float, object], ...] = (
    (1.7, "solid"),
    (1.7, (0, (7.0, 1.6, 1.2, 1.6))),
    (1.9, (0, (1.2, 1.4))),
    (2.9, "solid"),
    (1.7, (0, (7.0, 1.6, 1.2, 1.6, 1.2, 1.6))),
    (2.9, (0, (1.2, 1.4))),
)
_PLANNED = (1.3, (0, (4.0, 3.0)))
_KINDS = KINDS | {
    "about": "about, nearly, or an estimate",
    "below": "up to, fewer than",
    "denied": "withdrawn",
}


def draw_revisions(comparison: Comparison, group: str, *, filtered: str = "") -> Figure:
    """The steps of one group of a comparison; ``filtered`` says in words what was left out before.

    >>> from analysis.compare import compare
    >>> from analysis.table import tabulate
    >>> figure = draw_revisions(compare(tabulate([])), "killed: people")
    >>> [text.get_text() for text in figure.texts][:2]
    ['Killed: people', 'No claims to draw: nothing is told of this subject.']
    """
    moved = read_steps(comparison, group)
    if not moved.lines:
        with matplotlib.rc_context(style()):
            return Sheet(
                movement(moved), [], revisions_caption(moved, filtered), 0.0, nothing_moved(moved, filtered)
            ).figure
    shown = [_inked(line, number) for number, line in enumerate(moved.lines[:MOST_FRAMES])]
    told = moved.told
    whole = told.unit == "count" and not told.per and all(s.mark.point.is_integer() for ln in shown for s in ln.steps)
    frames, days, left = lay_frames(shown, percent=told.unit == "percent", whole=whole)
    events, outside = _events(shown, days)
    unit = ", ".join(filter(None, (drawable(unit_words(told.unit, told.per)), frames[0].scale.note.strip("()"))))
    title = wrap(f"{told.title} ({unit})" if unit else told.title, INNER, 2, TITLE_SIZE, bold=True)
    head = height_of(len(title), TITLE_SIZE) + 0.1
    caption = revisions_caption(
        moved,
        filtered,
        hidden=len(moved.lines) - len(shown),
        wordless=sum(frame.wordless for frame in frames),
        events=bool(events),
        outside=outside,
        plans=any(line.plan for line in shown),
    )
    above = _AXIS_ROOM if len(frames) > 1 else 0.0  # a tall chart has its days on top as well
    body = head + above + sum(frame.height + _FRAME_GAP for frame in frames) - _FRAME_GAP + _AXIS_ROOM
    # the legend's shapes are one colour: colours are for the lines
    drawn = [
        Placed(step.mark, 0.0, one.size).shown for frame in frames for one in frame.lines for step in one.line.steps
    ]
    legend = legend_of((replace(mark, ink="", named=False) for mark in drawn), kinds=_KINDS)
    with matplotlib.rc_context(style()):
        sheet = Sheet(movement(moved), legend, caption, body, upright=True)
        top = sheet.top
        write(sheet.figure, title, top, TITLE_SIZE, "ink", weight="bold")
        top -= head + above
        for frame in frames:
            ax = _axes(sheet.figure, frame, days, MARGIN + left, top - frame.height)
            _draw_days(ax, days, first=above > 0 and frame is frames[0], last=frame is frames[-1])
            _draw_frame(ax, frame, days)
            _name_lines(sheet.figure, frame, days, MARGIN + left + days.width, top - frame.height)
            top -= frame.height + _FRAME_GAP
        _draw_events(ax, events)
    return sheet.figure


def _inked(line: Line, number: int) -> Line:
    """The line with its marks in its colour; nobody's is grey."""
    ink = INKS[_COLOURS[number % len(_COLOURS)] if line.named else "unnamed"]
    return replace(line, steps=tuple(replace(step, mark=replace(step.mark, ink=ink)) for step in line.steps))


def _events(lines: Sequence[Line], days: Days) -> tuple[list[float], int]:
    """The days of events that the axis has, and how many it has not."""
    told = {step.event for line in lines for step in line.steps if step.event is not None}
    numbers = sorted((event - pd.Timestamp(0)).total_seconds() / 86_400 for event in told)
    inside = [day for day in numbers if 0 <= days.place(day) <= days.width]
    return inside, len(numbers) - len(inside)


def _axes(figure: Figure, frame: Frame, days: Days, left: float, bottom: float) -> Axes:
    """An Axes whose x is days and whose y is the figures themselves."""
    width, height = figure.get_size_inches()
    ax = figure.add_axes((left / width, bottom / height, days.width / width, frame.height / height), label="frame")
    put_scale(ax, frame.scale, upright=True)
    ax.set_xlim(days.day(0.0), days.day(days.width))
    ax.tick_params(axis="y", left=False, labelleft=True, labelsize=TICK_SIZE, labelcolor=INKS["quiet"], pad=3)
    ax.add_artist(
        LineCollection(
            [((0.0, tick), (1.0, tick)) for tick in frame.scale.ticks],
            colors=INKS["line"],
            linewidths=0.8,
            transform=blended_transform_factory(ax.transAxes, ax.transData),
            zorder=1,
            label="gridlines",
        )
    )
    return ax


def _draw_days(ax: Axes, days: Days, first: bool, last: bool) -> None:
    """The axis of days: under the last frame, and over the first of several."""
    ticks, labels = days.ticks()
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_major_formatter(FixedFormatter(labels))
    ax.spines["bottom"].set_visible(last)
    ax.spines["top"].set_visible(first)
    ax.xaxis.set_visible(first or last)
    ax.tick_params(axis="x", top=first, labeltop=first, bottom=last, labelbottom=last)


def _draw_frame(ax: Axes, frame: Frame, days: Days) -> None:
    placed = []
    for drawn in frame.lines:
        steps = drawn.line.steps
        x = [step.day for step in steps]
        y = [step.mark.point for step in steps]
        wide, dashes = _look(drawn)
        ax.plot(
            x,
            y,
            drawstyle="steps-post",
            color=steps[0].mark.ink,
            linewidth=wide * (0.6 if drawn.size < 1 else 1.0),
            linestyle=dashes,
            dash_capstyle="butt",
            alpha=0.55,
            zorder=2,
            clip_on=False,
            marker="",
            label=drawn.line.name,
        )
        placed += [Placed(s.mark, days.day(at), drawn.size) for s, at in zip(steps, drawn.at, strict=True)]
    draw_marks(ax, placed, ax.transData, place=frame.scale.place, figure=frame.scale.figure, upright=True)
    for words in frame.words:
        ax.text(
            days.day(words.left),
            frame.scale.figure(words.middle),
            words.text,
            size=WORDS_SIZE,
            color=INKS["quiet"],
            va="center_baseline",
        )


def _look(drawn: Drawn) -> tuple[float, object]:
    return _PLANNED if drawn.line.plan else _STYLES[drawn.number % len(_STYLES)]


def _name_lines(figure: Figure, frame: Frame, days: Days, left: float, bottom: float) -> None:
    """Names right of the frame, each with a sample of its line and a thin way from its last figure."""
    width, height = figure.get_size_inches()
    ways, samples = [], []
    for drawn in frame.lines:
        last = bottom + frame.scale.place(drawn.line.steps[-1].mark.point)
        at = bottom + drawn.name_at
        sample = left + LEADER
        start = left - days.width + min(drawn.at[-1] + 0.1, days.width)
        ways.append([(start, last), (left + 0.05, last), (sample - 0.04, at)])
        samples.append([(sample, at), (sample + SAMPLE, at)])
        figure.text(
            (sample + SAMPLE + 0.07) / width,
            at / height,
            "\n".join(drawn.name),
            size=NAME_SIZE,
            color=INKS["ink" if drawn.line.named else "quiet"],
            va="center",
            linespacing=LINE,
        )
    looks = [_look(drawn) for drawn in frame.lines]
    inks = [drawn.line.steps[0].mark.ink for drawn in frame.lines]
    inches = figure.dpi_scale_trans
    figure.add_artist(
        LineCollection(ways, colors=inks, linewidths=0.6, linestyles=[(0, (1.0, 2.5))], transform=inches, label="ways")
    )
    figure.add_artist(
        LineCollection(
            samples,
            colors=inks,
            linewidths=[wide for wide, _ in looks],
            linestyles=[dashes for _, dashes in looks],
            transform=inches,
            label="samples",
        )
    )


def _draw_events(ax: Axes, events: Sequence[float]) -> None:
    if events:
        height = ax.bbox.height / ax.figure.dpi
        ax.add_artist(
            LineCollection(
                [((day, 0.0), (day, _EVENT_TICK / height)) for day in events],
                colors=INKS["axis"],
                linewidths=1.4,
                transform=blended_transform_factory(ax.transData, ax.transAxes),
                zorder=1.5,
                label="events",
            )
        )
