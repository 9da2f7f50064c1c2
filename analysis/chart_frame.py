"""What stands around the panels of every chart: the look, lines of words and the legend of the shapes in use.

Lines come in, artists on a figure go out; where they stand is told in inches from the figure's lower edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from analysis.chart_lanes import WORDS_SIZE, Mark, Placed
from analysis.chart_layout import MARGIN
from analysis.chart_marks import INKS, KINDS, draw_marks
from analysis.chart_text import LINE, width_of

HEADLINE_SIZE = 13.0
CAPTION_SIZE = 7.5
LEGEND_LINE = 0.2
_LEGEND_SAMPLE = 0.36
_SAMPLES = {"above": (0.04, 0.04), "below": (0.3, 0.3), "between": (0.04, 0.28), "vague": (0.02, 0.02)}

LegendEntry = tuple[Mark, str, float, int]


@cache
def style() -> matplotlib.RcParams:
    """The settings of ``claims.mplstyle``."""
    return matplotlib.rc_params_from_file(Path(__file__).parent / "claims.mplstyle", use_default_template=False)


def write(figure: Figure, lines: Sequence[str], top: float, size: float, ink: str, weight: str = "normal") -> None:
    """Writes lines at the left margin, the first of them under ``top``."""
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


def legend_of(shown: Iterable[Mark], width: float) -> list[LegendEntry]:
    """The shapes in use, each with its words, its left edge and its line; ``width`` is the room for a line."""
    marks = list(shown)
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


def draw_legend(figure: Figure, entries: Sequence[LegendEntry], top: float) -> None:
    """Draws the shapes with their words, the first line under ``top``."""
    width, height = figure.get_size_inches()
    placed = []
    for mark, words, left, line in entries:
        y = top - (line + 0.5) * LEGEND_LINE
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
