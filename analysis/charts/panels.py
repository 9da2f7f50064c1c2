"""A panel on a page: a laid-out panel comes in, an Axes with its rows, marks and words goes out."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator
from matplotlib.transforms import blended_transform_factory

from analysis.charts.lanes import WORDS_SIZE
from analysis.charts.layout import NAME_GAP, NAME_SIZE, TITLE_GAP, TITLE_SIZE, UNIT_SIZE, Panel
from analysis.charts.marks import INKS, draw_marks
from analysis.charts.scale import Scale
from analysis.charts.text import LINE


def draw_panel(figure: Figure, panel: Panel, top: float) -> Axes:
    """Draws a panel as an Axes whose x is the figures themselves and whose y is inches down from the first row.

    ``top`` is where the page's body starts, in inches from the bottom of the figure.
    """
    width, height = figure.get_size_inches()
    scale = panel.scale
    left = panel.left + panel.names_width
    rows_top = top - panel.top - panel.head
    bottom = rows_top - panel.rows_height
    ax = figure.add_axes(
        (left / width, bottom / height, scale.width / width, panel.rows_height / height), label=panel.subject.topic
    )
    put_scale(ax, scale)
    ax.set_ylim(panel.rows_height, 0)
    ax.yaxis.set_visible(False)
    ax.spines["bottom"].set_bounds(scale.first, scale.last)
    ax.spines["bottom"].set_visible(bool(scale.ticks))
    _draw_guides(ax, panel)
    draw_marks(
        ax,
        [placed for row in panel.rows for placed in row.marks],
        ax.transData,
        place=scale.place,
        figure=scale.figure,
    )
    _label_panel(ax, panel)
    return ax


def put_scale(ax: Axes, scale: Scale, upright: bool = False) -> None:
    """Gives an Axes a scale from left to right, or from the bottom up."""
    if scale.kind != "linear":
        bend = {"linthresh": scale.threshold, "linscale": 0.5} if scale.kind == "symlog" else {}
        (ax.set_yscale if upright else ax.set_xscale)(scale.kind, **bend)
    (ax.set_ylim if upright else ax.set_xlim)(scale.low, scale.high)
    axis = ax.yaxis if upright else ax.xaxis
    axis.set_major_locator(FixedLocator(scale.ticks))
    axis.set_major_formatter(FixedFormatter(scale.labels))
    axis.set_minor_locator(NullLocator())


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
        ax.text(
            -NAME_GAP / scale.width,
            row.top + row.height / 2,
            "\n".join(row.name),
            transform=across,
            size=NAME_SIZE,
            color=INKS["quiet" if row.quiet else "ink"],
            ha="right",
            va="center",
            linespacing=LINE,
        )
        if row.said:
            ax.text(
                scale.place(scale.first) / scale.width,
                row.top + row.height / 2,
                row.said,
                transform=across,
                size=WORDS_SIZE,
                color=INKS["quiet"],
                va="center_baseline",
            )
        for placed in row.marks:
            if placed.words:
                ax.text(
                    scale.figure(placed.words_at),
                    placed.y,
                    placed.words,
                    size=WORDS_SIZE,
                    color=INKS["ink" if placed.mark.strong else "quiet"],
                    ha="right" if placed.words_end else "left",
                    va="center_baseline",
                )
