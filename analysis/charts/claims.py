"""Charts of a claims table: a table comes in, a figure, its alternative text or its HTML goes out.

``draw_claims`` shows what each voice claims: a panel for each counted thing, a row for each voice, a mark for each
claim, shaped by what its words allow. Figures are drawn as reported: nothing is summed, averaged or completed.
It never touches pyplot or global settings; the look is in ``claims.mplstyle`` and the palette in ``marks``.
"""

from __future__ import annotations

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.html import chart_html
from analysis.charts.layout import lay_out
from analysis.charts.page import Sheet, legend_of, style
from analysis.charts.panels import draw_panel
from analysis.charts.words import TITLE, caption_of, describe_chart, empty_message

__all__ = ["chart_html", "describe_chart", "draw_claims"]


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
    legend = legend_of(placed.mark for panel in page.panels for row in panel.rows for placed in row.marks)
    empty = "" if page.panels else empty_message(table, filtered)
    with matplotlib.rc_context(style()):
        sheet = Sheet(title or TITLE, legend, caption_of(table, page, filtered), page.height, empty)
        for panel in page.panels:
            draw_panel(sheet.figure, panel, sheet.top)
    return sheet.figure
