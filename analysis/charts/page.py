"""What every chart's page has: a figure with its headline, legend and caption, in the charts' own look.

The look is in ``claims.mplstyle``, the palette in ``marks``. Nothing here touches pyplot or global settings.
Measures are inches from the page's top, unless they are points of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from analysis.charts.lanes import WORDS_SIZE, Mark, Placed
from analysis.charts.layout import MARGIN, PAGE_WIDTH
from analysis.charts.marks import INKS, KINDS, draw_marks
from analysis.charts.text import LINE, drawable, height_of, width_of, wrap

INNER = PAGE_WIDTH - 2 * MARGIN
HEADLINE_SIZE = 13.0
CAPTION_SIZE = 7.5
HEADLINE_AT = 0.16
LEGEND_LINE = 0.2
_EMPTY_HEIGHT = 1.2
_INTRO_SIZE = 9.0
_LEGEND_SAMPLE = 0.36
_SAMPLES = {"above": (0.04, 0.04), "below": (0.3, 0.3), "between": (0.04, 0.28), "vague": (0.02, 0.02)}
_SPREAD_SAMPLE = 0.14
_UPRIGHT_SAMPLE = 0.62

Entry = tuple[Mark, str, float, int]
"""A sample, its words, its left edge and its line."""


@cache
def style() -> matplotlib.RcParams:
    """The settings of ``claims.mplstyle``."""
    return matplotlib.rc_params_from_file(Path(__file__).parent / "claims.mplstyle", use_default_template=False)


class Sheet:
    """A page with its headline, legend and caption written, and ``top``, where its body starts, from the bottom.

    ``intro`` is a sentence under the headline.

    >>> sheet = Sheet("Who says what", [], "Claims as reported.", 2.0)
    >>> [text.get_text() for text in sheet.figure.texts]
    ['Who says what', 'Claims as reported.']
    """

    def __init__(
        self,
        title: str,
        legend: Sequence[Entry],
        caption: str,
        body: float,
        message: str = "",
        upright: bool = False,
        intro: str = "",
    ) -> None:
        headline = wrap(drawable(title), INNER, 2, HEADLINE_SIZE, bold=True)
        said = wrap(intro, INNER, 4, _INTRO_SIZE)
        foot = wrap(caption, INNER, 8, CAPTION_SIZE)
        said_at = HEADLINE_AT + height_of(len(headline), HEADLINE_SIZE) + 0.06
        legend_at = said_at + (height_of(len(said), _INTRO_SIZE) + 0.08 if said else 0.0)
        body_at = legend_at + len({line for *_, line in legend}) * LEGEND_LINE + 0.14
        caption_at = body_at + (body or _EMPTY_HEIGHT)
        height = caption_at + height_of(len(foot), CAPTION_SIZE) + 0.14
        self.top = height - body_at
        self.figure = Figure(figsize=(PAGE_WIDTH, height), dpi=100, label=" ".join(headline))
        write(self.figure, headline, height - HEADLINE_AT, HEADLINE_SIZE, "ink", weight="bold")
        if said:
            write(self.figure, said, height - said_at, _INTRO_SIZE, "ink")
        if message:
            write(self.figure, [message], height - body_at - 0.4, 10.0, "quiet")
        draw_legend(self.figure, legend, height - legend_at, upright)
        write(self.figure, foot, height - caption_at, CAPTION_SIZE, "quiet")


def write(figure: Figure, lines: Sequence[str], top: float, size: float, ink: str, weight: str = "normal") -> None:
    """Writes lines on a figure from the left margin on, their top so many inches from the bottom."""
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


def legend_of(marks: Iterable[Mark], width: float = INNER, kinds: Mapping[str, str] = KINDS) -> list[Entry]:
    """The shapes in use, each with its words (those of ``kinds``), its left edge and its line."""
    shown = list(marks)
    used = {"denied" if mark.denied and mark.shape in ("exact", "about", "planned") else mark.shape for mark in shown}
    if any(mark.denied for mark in shown):
        used.add("denied")
    if any(mark.spread for mark in shown):
        used.add("spread")
    used |= {kind for kind in ("pale", "ring") if any(getattr(mark, kind) for mark in shown)}
    named = any(mark.named for mark in shown)
    samples = [(_sample(kind, named), words) for kind, words in kinds.items() if kind in used]
    if named and any(not mark.named for mark in shown):
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


def _sample(kind: str, named: bool) -> Mark:
    if kind == "spread":
        return Mark(0.0, 0.0, "about", "", named=named, spread=(-_SPREAD_SAMPLE, _SPREAD_SAMPLE))
    if kind in ("denied", "pale", "ring"):
        return Mark(0.0, 0.0, "exact", "", kind == "denied", named, pale=kind == "pale", ring=kind == "ring")
    return Mark(0.0, 0.0, kind, "", named=named)


def draw_legend(figure: Figure, entries: Sequence[Entry], top: float, upright: bool = False) -> None:
    """Draws a legend on a figure, its top so many inches from the bottom."""
    width, height = figure.get_size_inches()
    placed = []
    for mark, words, left, line in entries:
        y = top - (line + 0.5) * LEGEND_LINE
        start, end = (left + offset for offset in _SAMPLES.get(mark.shape, (0.16, 0.16)))
        size, shrink, across = 0.6 if mark.shape == "vague" else 0.9, 1.0, y
        if upright:
            start, end = (y + _UPRIGHT_SAMPLE * (offset - left - 0.16) for offset in (start, end))
            size, shrink, across = size * _UPRIGHT_SAMPLE, 0.5, left + 0.16
            size = 0.9 if mark.shape in ("exact", "about", "planned") else size
        spread = tuple(start + shrink * offset for offset in mark.spread)
        placed.append(Placed(replace(mark, point=start, end=end, spread=spread), across, 1.0 if spread else size))
        figure.text(
            (left + _LEGEND_SAMPLE) / width,
            y / height,
            words,
            size=WORDS_SIZE,
            color=INKS["quiet"],
            va="center_baseline",
        )
    draw_marks(figure, placed, figure.dpi_scale_trans, upright=upright)
