"""Charts of a claims table: a table comes in, a figure, its alternative text or its HTML goes out.

``draw_claims`` shows what each voice claims: a panel for each counted thing, a row for each voice, a mark for each
claim, shaped by what its words allow. Figures are drawn as reported: nothing is summed, averaged or completed.
It never touches pyplot or global settings; the look is in ``claims.mplstyle`` and the palette in ``chart_marks``.
"""

from __future__ import annotations

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.chart_frame import CAPTION_SIZE, HEADLINE_SIZE, LEGEND_LINE, draw_legend, legend_of, style, write
from analysis.chart_html import chart_html
from analysis.chart_layout import MARGIN, PAGE_WIDTH, lay_out
from analysis.chart_panels import draw_panel
from analysis.chart_text import drawable, height_of, wrap
from analysis.chart_words import TITLE, caption_of, describe_chart, empty_message

__all__ = ["chart_html", "describe_chart", "draw_claims"]

_EMPTY_HEIGHT = 1.2


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
    headline = wrap(drawable(title or TITLE), inner, 2, HEADLINE_SIZE, bold=True)
    legend = legend_of((placed.mark for panel in page.panels for row in panel.rows for placed in row.marks), inner)
    caption = wrap(caption_of(table, page, filtered), inner, 6, CAPTION_SIZE)
    empty = empty_message(table, filtered) if not page.panels else ""
    headline_at = 0.16
    legend_at = headline_at + height_of(len(headline), HEADLINE_SIZE) + 0.06
    panels_at = legend_at + len({line for *_, line in legend}) * LEGEND_LINE + 0.14
    caption_at = panels_at + (page.height or _EMPTY_HEIGHT)
    height = caption_at + height_of(len(caption), CAPTION_SIZE) + 0.14
    with matplotlib.rc_context(style()):
        figure = Figure(figsize=(PAGE_WIDTH, height), dpi=100, label=" ".join(headline))
        write(figure, headline, height - headline_at, HEADLINE_SIZE, "ink", weight="bold")
        if empty:
            write(figure, [empty], height - panels_at - 0.4, 10.0, "quiet")
        draw_legend(figure, legend, height - legend_at)
        for panel in page.panels:
            draw_panel(figure, panel, height - panels_at)
        write(figure, caption, height - caption_at, CAPTION_SIZE, "quiet")
    return figure
