"""Charts of a claims table: a table comes in, a figure, its alternative text or its HTML goes out.

``draw_claims`` shows what each voice claims: a panel for each counted thing, a row for each voice, a mark for each
claim, shaped by what its words allow. Figures are drawn as reported: nothing is summed, averaged or completed.
It never touches pyplot or global settings; the look is in ``claims.mplstyle`` and the palette in ``chart_marks``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator
from matplotlib.transforms import blended_transform_factory

from analysis.chart_html import chart_html
from analysis.chart_lanes import WORDS_SIZE, Mark, Placed
from analysis.chart_layout import (
    MARGIN,
    NAME_GAP,
    NAME_SIZE,
    PAGE_WIDTH,
    TITLE_GAP,
    TITLE_SIZE,
    UNIT_SIZE,
    Page,
    Panel,
    lay_out,
)
from analysis.chart_marks import INKS, KINDS, draw_marks
from analysis.chart_text import LINE, drawable, height_of, width_of, wrap
from analysis.chart_words import TITLE, caption_of, describe_chart, empty_message
from analysis.table import OWN_VOICE, UNNAMED

__all__ = ["chart_html", "describe_chart", "draw_claims"]

_HEADLINE_SIZE = 13.0
_CAPTION_SIZE = 7.5
_LEGEND_SAMPLE = 0.36
_LEGEND_LINE = 0.2
_EMPTY_HEIGHT = 1.2
_SAMPLES = {"above": (0.04, 0.04), "below": (0.3, 0.3), "between": (0.04, 0.28), "vague": (0.02, 0.02)}


@cache
def _style() -> matplotlib.RcParams:
    """The settings of ``claims.mplstyle``."""
    return matplotlib.rc_params_from_file(Path(__file__).parent / "claims.mplstyle", use_default_template=False)


def draw_claims(table: pd.DataFrame, *, filtered: str = "", title: str | None = None) -> Figure:
    """The chart of a claims table, with title, legend and caption; ``filtered`` says in words what was left out.

    >>> from analysis.table import tabulate
    >>> figure = draw_claims(tabulate([]))
    >>> figure.axes
    []
    >>> figure.texts[1].get_text()
    'No claims to draw: the table is empty.'
    """
    page = lay_out(table)
    inner = PAGE_WIDTH - 2 * MARGIN
    headline = wrap(drawable(title or TITLE), inner, 2, _HEADLINE_SIZE, bold=True)
    legend = _legend(page, inner)
    caption = wrap(caption_of(table, page, filtered), inner, 6, _CAPTION_SIZE)
    empty = empty_message(table, filtered) if not page.panels else ""
    headline_at = 0.16
    legend_at = headline_at + height_of(len(headline), _HEADLINE_SIZE) + 0.06
    panels_at = legend_at + len({line for *_, line in legend}) * _LEGEND_LINE + 0.14
    caption_at = panels_at + (page.height or _EMPTY_HEIGHT)
    height = caption_at + height_of(len(caption), _CAPTION_SIZE) + 0.14
    with matplotlib.rc_context(_style()):
        figure = Figure(figsize=(PAGE_WIDTH, height), dpi=100, label=" ".join(headline))
        _write(figure, headline, height - headline_at, _HEADLINE_SIZE, "ink", weight="bold")
        if empty:
            _write(figure, [empty], height - panels_at - 0.4, 10.0, "quiet")
        _draw_legend(figure, legend, height - legend_at)
        for panel in page.panels:
            _draw_panel(figure, panel, height - panels_at)
        _write(figure, caption, height - caption_at, _CAPTION_SIZE, "quiet")
    return figure


def _write(figure: Figure, lines: Sequence[str], top: float, size: float, ink: str, weight: str = "normal") -> None:
    width, height = figure.get_size_inches()
    figure.text(
        MARGIN / width,
        top / height,
        "\n".join(lines),
        size=size,
        color=INKS[ink],
        weight=weight,
        va="top",
        linespacing=LINE,
    )


def _legend(page: Page, width: float) -> list[tuple[Mark, str, float, int]]:
    """The shapes in use, each with its words, its left edge and its line."""
    marks = [placed.mark for panel in page.panels for row in panel.rows for placed in row.marks]
    used = {"denied" if mark.denied and mark.shape in ("exact", "about", "planned") else mark.shape for mark in marks}
    if any(mark.denied for mark in marks):
        used.add("denied")
    named = any(mark.named for mark in marks)
    samples = [
        (Mark(0.0, 0.0, "exact" if kind == "denied" else kind, "", kind == "denied", named), words)
        for kind, words in KINDS.items()
        if kind in used
    ]
    if named and any(not mark.named for mark in marks):
        samples.append((Mark(0.0, 0.0, "exact", "", named=False), "grey: the outlet’s own voice, or nobody named"))
    entries = []
    left, line = 0.0, 0
    for mark, words in samples:
        needed = _LEGEND_SAMPLE + width_of(words, WORDS_SIZE) + 0.24
        if left and left + needed > width:
            left, line = 0.0, line + 1
        entries.append((mark, words, MARGIN + left, line))
        left += needed
    return entries


def _draw_legend(figure: Figure, entries: Sequence[tuple[Mark, str, float, int]], top: float) -> None:
    width, height = figure.get_size_inches()
    placed = []
    for mark, words, left, line in entries:
        y = top - (line + 0.5) * _LEGEND_LINE
        start, end = (left + offset for offset in _SAMPLES.get(mark.shape, (0.16, 0.16)))
        size = 0.6 if mark.shape == "vague" else 0.9
        placed.append(Placed(Mark(start, end, mark.shape, "", mark.denied, mark.named), y, size))
        figure.text(
            (left + _LEGEND_SAMPLE) / width,
            y / height,
            words,
            size=WORDS_SIZE,
            color=INKS["quiet"],
            va="center_baseline",
        )
    draw_marks(figure, placed, figure.dpi_scale_trans)


def _draw_panel(figure: Figure, panel: Panel, top: float) -> None:
    """One panel as an Axes whose x is the figures themselves and whose y is inches down from the first row."""
    width, height = figure.get_size_inches()
    scale = panel.scale
    left = panel.left + panel.names_width
    rows_top = top - panel.top - panel.head
    bottom = rows_top - panel.rows_height
    ax = figure.add_axes(
        (left / width, bottom / height, scale.width / width, panel.rows_height / height), label=panel.subject.topic
    )
    if scale.kind == "symlog":
        ax.set_xscale("symlog", linthresh=scale.threshold, linscale=0.5)
    elif scale.kind == "log":
        ax.set_xscale("log")
    ax.set_xlim(scale.low, scale.high)
    ax.set_ylim(panel.rows_height, 0)
    ax.yaxis.set_visible(False)
    ax.xaxis.set_major_locator(FixedLocator(scale.ticks))
    ax.xaxis.set_major_formatter(FixedFormatter(scale.labels))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.spines["bottom"].set_bounds(scale.first, scale.last)
    _draw_guides(ax, panel)
    draw_marks(
        ax,
        [placed for row in panel.rows for placed in row.marks],
        ax.transData,
        place=scale.place,
        figure=scale.figure,
    )
    _label_panel(ax, panel)


def _draw_guides(ax: Axes, panel: Panel) -> None:
    upright = [((tick, 0.0), (tick, panel.rows_height)) for tick in panel.scale.ticks]
    ax.add_artist(
        LineCollection(
            upright, colors=INKS["line"], linewidths=0.8, transform=ax.transData, zorder=1, label="gridlines"
        )
    )
    between = [((0.0, row.top), (1.0, row.top)) for row in panel.rows[1:]]
    if between:
        ax.add_artist(
            LineCollection(
                between,
                colors=INKS["line"],
                linewidths=0.6,
                linestyles=[(0, (1.0, 2.5))],
                transform=blended_transform_factory(ax.transAxes, ax.transData),
                zorder=1,
                label="row lines",
            )
        )


def _label_panel(ax: Axes, panel: Panel) -> None:
    scale = panel.scale
    names_left = -panel.names_width / scale.width
    across = blended_transform_factory(ax.transAxes, ax.transData)
    ax.set_title(
        "\n".join(panel.title),
        x=names_left,
        y=1 + TITLE_GAP / panel.rows_height,
        pad=0,
        size=TITLE_SIZE,
        linespacing=LINE,
    )
    ax.set_xlabel("\n".join(panel.axis_label), ha="right", va="top", size=UNIT_SIZE, linespacing=LINE)
    ax.xaxis.set_label_coords(-(NAME_GAP + 0.18) / scale.width, -0.045 / panel.rows_height)
    for row in panel.rows:
        quiet = row.voice in (OWN_VOICE, UNNAMED, "")
        ax.text(
            -NAME_GAP / scale.width,
            row.top + row.height / 2,
            "\n".join(row.name),
            transform=across,
            size=NAME_SIZE,
            color=INKS["quiet" if quiet else "ink"],
            ha="right",
            va="center",
            linespacing=LINE,
        )
        for placed in row.marks:
            if placed.words:
                ax.text(
                    scale.figure(placed.words_at),
                    placed.y,
                    placed.words,
                    size=WORDS_SIZE,
                    color=INKS["quiet"],
                    ha="right" if placed.words_end else "left",
                    va="center_baseline",
                )
