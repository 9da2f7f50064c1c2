"""The marks of a chart: placed marks come in, collections on an Axes (or a legend) go out; nothing is computed.

Every kind of claim has its own shape, so that a chart can be read without its colours. A collection's label says
which kind it holds; its offsets are the figures themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform, Transform

from analysis.charts.lanes import ARROW, FADE, Mark, Placed

INKS = {
    "paper": "#ffffff",
    "ink": "#1b1b1b",
    "quiet": "#5f5f5f",
    "axis": "#9a9a9a",
    "line": "#e4e4e4",
    "named": "#1f78b4",
    "unnamed": "#7d7d7d",
    "denied": "#c4441c",
    "line 2": "#b35a1b",
    "line 3": "#2b8a63",
    "line 4": "#8a5cb8",
    "line 5": "#94780a",
    "line 6": "#c0508c",
}
"""The palette: blue, grey and vermilion keep apart for colour-blind readers and on white as on black."""

KINDS: dict[str, str] = {
    "exact": "exact figure",
    "about": "about, or an estimate",
    "planned": "expected, planned or pledged",
    "above": "more than, at least",
    "below": "up to, nearly, fewer than",
    "between": "between two figures",
    "vague": "vague: from here, with no upper end",
    "denied": "denied, or not confirmed",
    "spread": "thin: how far a round or rough figure may be off",
    "ring": "in a ring: corrected",
    "pale": "pale: does not count (a part, an earlier figure, not confirmed …)",
}
"""What a legend says of each shape, in its order."""

_SQUARE_POINTS = {"exact": 40.0, "about": 34.0, "planned": 32.0, "denied": 36.0, "bar": 70.0, "cap": 45.0}
_RING_POINTS = 130.0
_DOTS = 6
PALE = 0.45


class Host(Protocol):
    """What marks are drawn on: an Axes or a Figure."""

    def add_artist(self, artist: Artist) -> Artist: ...


def _symbol(name: str) -> Path:
    style = MarkerStyle(name)
    return style.get_path().transformed(style.get_transform())


_SYMBOLS = {name: _symbol(name) for name in ("o", "D", "x", "|", "<", ">", "_", "v", "^")}
_UPRIGHT = {"|": "_", "<": "v", ">": "^"}


def draw_marks(
    host: Host,
    placed: Iterable[Placed],
    transform: Transform,
    *,
    place: Callable[[float], float] = float,
    figure: Callable[[float], float] = float,
    upright: bool = False,
) -> None:
    """Draws the marks at their figures and heights; ``place`` and ``figure`` turn figures into inches and back.

    Figures go from left to right, or from the bottom up where they are ``upright``.
    """
    kinds: dict[str, list[Placed]] = defaultdict(list)
    for mark in placed:
        kinds[mark.mark.shape].append(mark)
    drawing = _Drawing(host, transform, upright)
    _spreads(drawing, [mark for group in kinds.values() for mark in group if mark.mark.spread and mark.size == 1])
    for shape in ("vague", "between", "above", "below", "about", "planned", "exact"):
        group = kinds.get(shape, [])
        if not group:
            continue
        if shape == "vague":
            _fading_dots(drawing, group, place, figure)
        elif shape == "between":
            _thick_bars(drawing, group)
        elif shape in ("above", "below"):
            _arrows(drawing, shape, group, place, figure)
        else:
            _points(drawing, shape, [mark for mark in group if not mark.mark.denied])
    ringed = [mark for group in kinds.values() for mark in group if mark.mark.ring]
    if ringed:
        sizes = [_RING_POINTS * p.size for p in ringed]
        inks = [(INKS["ink"], 1.0)] * len(ringed)
        drawing.symbols("o", "ring", [(p.mark.point, p.y) for p in ringed], sizes, inks, widths=1.0, filled=False)
    denied = [mark for group in kinds.values() for mark in group if mark.mark.denied]
    if denied:
        points = [(figure((place(p.mark.point) + place(_far(p.mark))) / 2), p.y) for p in denied]
        sizes = [_SQUARE_POINTS["denied"] * p.size for p in denied]
        inks = [(INKS["denied"], _ink(p)[1]) for p in denied]
        widths = [1.7 * max(p.size, 0.55) for p in denied]
        drawing.symbols("x", "denied", points, sizes, inks, widths=widths, filled=False)


class _Drawing:
    """Puts collections on a host, all in the same coordinates and none of them clipped."""

    def __init__(self, host: Host, transform: Transform, upright: bool) -> None:
        self.host, self.transform, self.upright = host, transform, upright

    def symbols(
        self,
        symbol: str,
        label: str,
        points: Sequence[tuple[float, float]],
        sizes: Sequence[float],
        inks: Sequence[tuple[str, float]],
        *,
        widths: float | Sequence[float] = 0.0,
        filled: bool = True,
        face: str | None = None,
    ) -> None:
        at = np.asarray(points, dtype=float)
        collection = PathCollection(
            [_SYMBOLS[_UPRIGHT.get(symbol, symbol) if self.upright else symbol]],
            sizes=sizes,
            offsets=at[:, ::-1] if self.upright else at,
            offset_transform=self.transform,
            facecolors=inks if filled else (face or "none"),
            edgecolors="none" if filled else inks,
            linewidths=widths,
            label=label,
            zorder=4 if label == "denied" else 3,
        )
        collection.set_transform(IdentityTransform())
        self._add(collection)

    def lines(
        self,
        label: str,
        lines: Sequence[Sequence[tuple[float, float]]],
        inks: Sequence[tuple[str, float]],
        width: Sequence[float],
    ) -> None:
        self._add(
            LineCollection(
                [[point[::-1] for point in line] for line in lines] if self.upright else lines,
                colors=inks,
                linewidths=width,
                label=label,
                transform=self.transform,
                capstyle="butt",
                zorder=2.5,
            )
        )

    def _add(self, collection: PathCollection | LineCollection) -> None:
        collection.set_clip_on(False)
        self.host.add_artist(collection)


def _ink(placed: Placed) -> tuple[str, float]:
    """A mark's colour, and how opaque it is."""
    opaque = PALE if placed.mark.pale else 0.6 if placed.overprints else 1.0
    return placed.mark.ink or INKS["named" if placed.mark.named else "unnamed"], opaque


def _far(mark: Mark) -> float:
    return mark.end if mark.shape == "between" else mark.point


def _spreads(drawing: _Drawing, group: Sequence[Placed]) -> None:
    """Thin lines over all that a figure's words allow."""
    if not group:
        return
    inks = [_ink(p) for p in group]
    drawing.lines(
        "spread", [((p.mark.spread[0], p.y), (p.mark.spread[-1], p.y)) for p in group], inks, [1.0] * len(group)
    )
    ends = [(figure, p.y) for p in group for figure in (p.mark.spread[0], p.mark.spread[-1])]
    sizes = [14.0 * p.size**2 for p in group for _ in range(2)]
    drawing.symbols("|", "spread: ends", ends, sizes, [ink for ink in inks for _ in range(2)], widths=0.9, filled=False)


def _points(drawing: _Drawing, shape: str, group: Sequence[Placed]) -> None:
    if not group:
        return
    drawing.symbols(
        "D" if shape == "planned" else "o",
        shape,
        [(p.mark.point, p.y) for p in group],
        [_SQUARE_POINTS[shape] * p.size**2 for p in group],
        [_ink(p) for p in group],
        widths=0.0 if shape == "exact" else 1.4,
        filled=shape == "exact",
        face=INKS["paper"],
    )


def _arrows(
    drawing: _Drawing,
    shape: str,
    group: Sequence[Placed],
    place: Callable[[float], float],
    figure: Callable[[float], float],
) -> None:
    way = 1 if shape == "above" else -1
    inks = [_ink(p) for p in group]
    tips = [figure(place(p.mark.point) + way * (ARROW - 0.05) * p.size) for p in group]
    shafts = [((p.mark.point, p.y), (tip, p.y)) for p, tip in zip(group, tips, strict=True)]
    drawing.lines(f"{shape}: open end", shafts, inks, [1.4 * max(p.size, 0.7) for p in group])
    heads = [(tip, p.y) for p, tip in zip(group, tips, strict=True)]
    drawing.symbols(">" if way > 0 else "<", f"{shape}: arrow", heads, [24.0 * p.size**2 for p in group], inks)
    bars = [(p.mark.point, p.y) for p in group]
    sizes = [_SQUARE_POINTS["bar"] * p.size**2 for p in group]
    drawing.symbols("|", shape, bars, sizes, inks, widths=1.8, filled=False)


def _thick_bars(drawing: _Drawing, group: Sequence[Placed]) -> None:
    inks = [_ink(p) for p in group]
    bars = [((p.mark.point, p.y), (p.mark.end, p.y)) for p in group]
    drawing.lines("between", bars, inks, [3.6 * p.size for p in group])
    ends = [(figure, p.y) for p in group for figure in (p.mark.point, p.mark.end)]
    sizes = [_SQUARE_POINTS["cap"] * p.size**2 for p in group for _ in range(2)]
    drawing.symbols(
        "|", "between: ends", ends, sizes, [ink for ink in inks for _ in range(2)], widths=1.6, filled=False
    )


def _fading_dots(
    drawing: _Drawing,
    group: Sequence[Placed],
    place: Callable[[float], float],
    figure: Callable[[float], float],
) -> None:
    points: list[tuple[float, float]] = []
    inks: list[tuple[str, float]] = []
    sizes: list[float] = []
    for p in group:
        start = place(p.mark.point)
        closed = p.mark.end != p.mark.point
        length = place(p.mark.end) - start if closed else (FADE - 0.02) * p.size
        dots = max(_DOTS, round(length / 0.085)) if closed else _DOTS
        for i in range(dots):
            share = i / (dots - 1)
            points.append((figure(start + share * length) if i else p.mark.point, p.y))
            ink, opaque = _ink(p)
            inks.append((ink, opaque * (1.0 if closed else 1.0 - 0.82 * share)))
            sizes.append(9.0 * p.size**2)
    drawing.symbols("o", "vague", points, sizes, inks)
