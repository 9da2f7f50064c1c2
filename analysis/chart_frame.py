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
from analysis.chart_layout import MARGIN, PAGE_WIDTH
from analysis.chart_marks import INKS, KINDS, draw_marks
from analysis.chart_text import LINE, height_of, width_of, wrap

_HEADLINE_SIZE = 13.0
_CAPTION_SIZE = 7.5
_INTRO_SIZE = 9.0
_LEGEND_LINE = 0.2
_EMPTY_HEIGHT = 1.2
_LEGEND_SAMPLE = 0.36
_SAMPLES = {"above": (0.04, 0.04), "below": (0.3, 0.3), "between": (0.04, 0.28), "vague": (0.02, 0.02)}

_LegendEntry = tuple[Mark, str, float, int]


@cache
def style() -> matplotlib.RcParams:
    """The settings of ``claims.mplstyle``."""
    return matplotlib.rc_params_from_file(Path(__file__).parent / "claims.mplstyle", use_default_template=False)


def framed(
    headline: str, body_height: float, caption: str, *, marks: Iterable[Mark] = (), intro: str = "", empty: str = ""
) -> tuple[Figure, float]:
    """A figure with all but its panels, and how high above its lower edge the room for these ends, in inches.

    Under the headline stand ``intro``, a sentence, and the legend of ``marks``; ``empty`` is said where nothing is
    drawn. To be called inside ``style``.
    """
    inner = PAGE_WIDTH - 2 * MARGIN
    head = wrap(headline, inner, 2, _HEADLINE_SIZE, bold=True)
    said = wrap(intro, inner, 4, _INTRO_SIZE)
    legend = _legend(marks, inner)
    foot = wrap(caption, inner, 7, _CAPTION_SIZE)
    said_at = 0.16 + height_of(len(head), _HEADLINE_SIZE) + 0.06
    legend_at = said_at + (height_of(len(said), _INTRO_SIZE) + 0.08 if said else 0.0)
    body_at = legend_at + len({line for *_, line in legend}) * _LEGEND_LINE + 0.14
    foot_at = body_at + (body_height or _EMPTY_HEIGHT)
    height = foot_at + height_of(len(foot), _CAPTION_SIZE) + 0.14
    figure = Figure(figsize=(PAGE_WIDTH, height), dpi=100, label=" ".join(head))
    _write(figure, head, height - 0.16, _HEADLINE_SIZE, "ink", weight="bold")
    _write(figure, said, height - said_at, _INTRO_SIZE, "ink")
    if empty:
        _write(figure, [empty], height - body_at - 0.4, 10.0, "quiet")
    _draw_legend(figure, legend, height - legend_at)
    _write(figure, foot, height - foot_at, _CAPTION_SIZE, "quiet")
    return figure, height - body_at


def _write(figure: Figure, lines: Sequence[str], top: float, size: float, ink: str, weight: str = "normal") -> None:
    if not lines:
        return
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


def _legend(shown: Iterable[Mark], width: float) -> list[_LegendEntry]:
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


def _draw_legend(figure: Figure, entries: Sequence[_LegendEntry], top: float) -> None:
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
