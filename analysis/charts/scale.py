"""Axes that do not mislead: a panel's figures come in, a scale with its ticks goes out; nothing is drawn.

A scale is linear and honest unless the positive figures are more than ``WIDE`` times apart, then it is
logarithmic; with a zero or a negative figure among those it is logarithmic outside a linear middle, so that no
zero is lost. Percentages from 0 to 100 always stand on a linear axis from zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.charts.text import height_of, width_of
from analysis.wording import readable_number

WIDE = 20.0
TICK_SIZE = 7.5
_TICK_GAP = 0.2
_UPRIGHT_GAP = 0.07
_OVERHANG = 0.18
_TICKS_PER_INCH = 1.8
_STEPS = (1.0, 2.0, 5.0)
_LINEAR_MIDDLE = 0.5
_LARGEST = 1e300


@dataclass(frozen=True)
class Scale:
    """An axis: ``kind`` is linear, log or symlog; ``low`` to ``high`` is drawn on so many inches of ``width``.

    ``first`` to ``last`` is the stretch that the axis line covers, the rest is room for marks at its ends. An
    ``upright`` one goes from the bottom up.
    """

    kind: str
    low: float
    high: float
    first: float
    last: float
    width: float
    ticks: tuple[float, ...] = ()
    threshold: float = 1.0
    upright: bool = False

    def place(self, figure: float) -> float:
        """How many inches from the left edge a figure stands."""
        start, end = self._bend(self.low), self._bend(self.high)
        return (self._bend(figure) - start) / (end - start) * self.width

    def figure(self, place: float) -> float:
        """The figure that stands so many inches from the left edge."""
        start, end = self._bend(self.low), self._bend(self.high)
        return _unbend(self.kind, start + place / self.width * (end - start), self.threshold)

    def _bend(self, figure: float) -> float:
        return _bend(self.kind, figure, self.threshold)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(map(tick_label, self.ticks))

    @property
    def note(self) -> str:
        """What an axis label has to add: that the scale is not linear.

        >>> Scale("log", 1, 10, 1, 10, 3).note
        '(log scale)'
        """
        return {"linear": "", "log": "(log scale)", "symlog": "(log scale, with zero)"}[self.kind]


def tick_label(figure: float) -> str:
    """A tick's figure, worded as in the table; very large and very small ones as powers of ten.

    >>> [tick_label(n) for n in (0, 0.30000000000000004, 20000, 2500000, 1e20)]
    ['0', '0.3', '20,000', '2.5 million', '1e20']
    """
    if figure and not 1e-4 <= abs(figure) < 1e16:
        return f"{figure:.3g}".replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")
    return readable_number(round(figure, 10)).replace("-", "\N{MINUS SIGN}")


def choose_scale(
    figures: Sequence[float],
    width: float,
    *,
    percent: bool = False,
    whole: bool = False,
    reach: Callable[[float], tuple[float, float]] = lambda figure: (0.05, 0.05),
    upright: bool = False,
) -> Scale:
    """The scale for a panel's figures; ``reach`` tells how many inches a mark at a figure needs left and right.

    >>> choose_scale([40, 60], 3.0).kind, choose_scale([40, 900], 3.0).kind, choose_scale([0, 1, 900], 3.0).kind
    ('linear', 'log', 'symlog')
    >>> choose_scale([1, 90], 3.5, percent=True).ticks
    (0.0, 20.0, 40.0, 60.0, 80.0, 100.0)
    >>> choose_scale([15, 350], 3.0).labels
    ('20', '50', '100', '200')
    >>> choose_scale([11000], 3.0).labels
    ('0', '5,000', '10,000', '15,000')
    """
    shown = sorted({min(max(float(figure), -_LARGEST), _LARGEST) for figure in figures}) or [0.0, 1.0]
    sizes = [abs(figure) for figure in shown if figure]
    threshold = 10.0 ** math.floor(math.log10(min(sizes)) + 1e-9) if sizes else 1.0
    bounded = percent and shown[0] >= 0 and shown[-1] <= 100
    if bounded:
        kind, (first, last) = "linear", _percentages(shown)
    elif sizes and max(sizes) / min(sizes) > WIDE:
        kind, first, last = "log" if shown[0] > 0 else "symlog", shown[0], shown[-1]
    else:
        kind, (first, last) = "linear", _round_ends(shown)
    scale = _with_room(Scale(kind, first, last, first, last, width, threshold=threshold, upright=upright), shown, reach)
    if not bounded:
        starts_at_zero = kind != "log" and shown[0] >= 0 and scale.low <= 0
        ends_at_zero = shown[0] < 0 and shown[-1] <= 0 and scale.high >= 0
        scale = replace(scale, first=0.0 if starts_at_zero else scale.low, last=0.0 if ends_at_zero else scale.high)
    return _with_ticks(scale, whole)


def _with_room(scale: Scale, shown: Sequence[float], reach: Callable[[float], tuple[float, float]]) -> Scale:
    """The scale, widened at its ends so that every mark has the inches it needs."""
    width = scale.width
    left = right = 0.06
    for figure in shown:
        before, after = reach(figure)
        place = scale.place(figure) * 0.8
        left = max(left, before - place)
        right = max(right, after - (width * 0.8 - place))
    left, right = min(left, width * 0.3), min(right, width * 0.3)
    stretch = width / (width - left - right)
    return replace(scale, low=scale.figure(-left * stretch), high=scale.figure(width + right * stretch))


def _with_ticks(scale: Scale, whole: bool) -> Scale:
    """The scale with as many round ticks as have room."""
    if scale.kind == "linear":
        candidates = _linear_ticks(scale.first, scale.last, whole, min(8, max(3, round(scale.width * _TICKS_PER_INCH))))
    else:
        candidates = _log_ticks(scale.kind, scale.first, scale.last, scale.threshold)
    for ticks in candidates:
        inside = [tick for tick in ticks if _is_inside(scale, tick)]
        if len(inside) >= 2 and _are_apart(scale, inside):
            return replace(scale, ticks=tuple(inside))
    return replace(scale, ticks=tuple(candidates[-1][:1]))


def _label_ends(scale: Scale, tick: float) -> tuple[float, float]:
    size = height_of(1, TICK_SIZE) if scale.upright else width_of(tick_label(tick), TICK_SIZE)
    place, half = scale.place(tick), size / 2
    return place - half, place + half


def _is_inside(scale: Scale, tick: float) -> bool:
    start, end = _label_ends(scale, tick)
    return start >= -_OVERHANG and end <= scale.width + _OVERHANG


def _are_apart(scale: Scale, ticks: Sequence[float]) -> bool:
    ends = [_label_ends(scale, tick) for tick in ticks]
    gap = _UPRIGHT_GAP if scale.upright else _TICK_GAP
    return all(earlier[1] + gap <= later[0] for earlier, later in pairwise(ends))


def _percentages(shown: list[float]) -> tuple[float, float]:
    top = shown[-1]
    if top >= 40:
        return 0.0, 100.0
    return 0.0, min(100.0, _above(top * 1.25) if top else 100.0)


def _round_ends(shown: list[float]) -> tuple[float, float]:
    """Ends of a linear axis: from zero, unless the figures are close together and far from it."""
    least, most = shown[0], shown[-1]
    if least >= 0:
        if most == 0:
            return 0.0, 1.0
        if least == most:
            return 0.0, most * 1.5
        if least < 0.6 * most:
            return 0.0, most * 1.05
    elif most <= 0:
        first, last = _round_ends([-figure for figure in reversed(shown)])
        return -last, 0.0 - first
    else:
        return least * 1.05, most * 1.05
    middle, span = (least + most) / 2, max(most - least, 0.2 * most)
    return middle - 0.6 * span, middle + 0.6 * span


def _above(figure: float) -> float:
    power = 10.0 ** math.floor(math.log10(figure))
    return next(power * step for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if power * step >= figure * 0.999)


def _linear_ticks(first: float, last: float, whole: bool, most: int) -> list[list[float]]:
    """Round ticks between the ends, from many to few, always at least two where the ends allow them."""
    span = last - first
    power = math.floor(math.log10(span)) - 1
    candidates = []
    for exponent in range(power, power + 3):
        for multiple in _STEPS:
            step = multiple * 10.0**exponent
            if whole and step < 1:
                continue
            start, end = math.ceil(first / step - 1e-9), math.floor(last / step + 1e-9)
            if 2 <= end - start + 1 <= most:
                candidates.append([round(n * step, max(0, -exponent)) for n in range(start, end + 1)])
    return candidates or [[first, last]]


def _log_ticks(kind: str, first: float, last: float, threshold: float) -> list[list[float]]:
    """Ticks at 1-2-5 of each decade, at its 1, then at every second, third … decade: from many to few."""
    sides = [1.0] if kind == "log" else [side for side, end in ((-1.0, first), (1.0, last)) if side * end > 0]
    largest = max(abs(first), abs(last))
    smallest = first if kind == "log" else threshold
    decades = range(math.floor(math.log10(smallest)), math.ceil(math.log10(largest)) + 1)
    spread = math.log10(largest / smallest)
    patterns: list[list[float]] = []
    if spread <= 3:
        patterns.append([step * 10.0**decade for decade in decades for step in _STEPS])
        patterns.append([step * 10.0**decade for decade in decades for step in (1.0, 3.0)])
    patterns += [
        [10.0**decade for decade in decades if (decade - decades[0] - skip // 2) % skip == 0]
        for skip in range(1, len(decades) + 1)
    ]
    candidates = []
    for pattern in patterns:
        ticks = sorted(side * figure for side in sides for figure in pattern)
        ticks = [tick for tick in ticks if first * (1 - 1e-9) <= tick <= last * (1 + 1e-9) or kind == "symlog"]
        ticks = [tick for tick in ticks if first <= tick <= last]
        if kind == "symlog":
            ticks = sorted({0.0, *(tick for tick in ticks if abs(tick) >= threshold)})
        if len(ticks) >= 2:
            candidates.append(ticks)
    return candidates or [[first, last]]


def _bend(kind: str, figure: float, threshold: float) -> float:
    """Where a figure stands before it is scaled to inches, as matplotlib's scale of that kind has it."""
    if kind == "linear":
        return figure
    if kind == "log":
        return math.log10(figure)
    middle = _LINEAR_MIDDLE / 0.9
    if abs(figure) <= threshold:
        return figure / threshold * middle
    return math.copysign(middle + math.log10(abs(figure) / threshold), figure)


def _unbend(kind: str, place: float, threshold: float) -> float:
    if kind == "linear":
        return place
    if kind == "log":
        return float(10.0 ** max(min(place, 307.0), -307.0))
    middle = _LINEAR_MIDDLE / 0.9
    if abs(place) <= middle:
        return place / middle * threshold
    return math.copysign(threshold * 10.0 ** min(abs(place) - middle, 307 - math.log10(threshold)), place)
