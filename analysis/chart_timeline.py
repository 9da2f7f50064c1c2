"""Where steps over time go: lines of steps come in, frames with places for lines, words and names go out.

A few lines share one frame; many, or crowded ones, have a frame each, on the same days and the same scale. Words stand
beside their marks where they cover nothing else, the names of the lines right of the frame. Measures are inches from a
frame's lower left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.chart_gaps import spread_out
from analysis.chart_lanes import WORDS_SIZE, reach_of
from analysis.chart_layout import NAME_SIZE
from analysis.chart_page import INNER
from analysis.chart_scale import TICK_SIZE, Scale, choose_scale
from analysis.chart_steps import Line, Step
from analysis.chart_text import fit, height_of, shorten, width_of, wrap

SHARED_LINES = 6
MOST_FRAMES = 10
_SHARED_STEPS = 48
_SHARED_HEIGHT = 3.6
_OWN_HEIGHT = 0.95
NAMES_WIDTH = 2.1
SAMPLE = 0.3
LEADER = 0.35
_NAME_WIDTH = NAMES_WIDTH - SAMPLE - LEADER - 0.1
_SIDE = 0.3
_LETTERS = 30
_ASIDE = 0.12
_CROWDED = 30
_SMALL = 0.6
_LEAST_DAYS = 6.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Days:
    """The axis of days: from ``first`` to ``last`` on so many inches."""

    first: float
    last: float
    width: float

    def place(self, day: float) -> float:
        return _SIDE + (day - self.first) / (self.last - self.first) * (self.width - 2 * _SIDE)

    def day(self, place: float) -> float:
        return self.first + (place - _SIDE) / (self.width - 2 * _SIDE) * (self.last - self.first)


@dataclass(frozen=True)
class Words:
    """Words of a step and where their lower left corner is."""

    text: str
    left: float
    middle: float


@dataclass(frozen=True)
class Drawn:
    """A line with its place among all, where its steps stand from left to right, and its name and words."""

    number: int
    line: Line
    at: tuple[float, ...]
    size: float
    name: tuple[str, ...]
    name_at: float


@dataclass(frozen=True)
class Frame:
    """One frame: its lines, the words that found room, and its height."""

    lines: tuple[Drawn, ...]
    words: tuple[Words, ...]
    wordless: int
    height: float
    scale: Scale


def lay_frames(lines: Sequence[Line], *, percent: bool, whole: bool) -> tuple[tuple[Frame, ...], Days, float]:
    """The frames for the lines, their days, and the room left of them for the figures of the axis."""
    shared = len(lines) <= SHARED_LINES and sum(len(line.steps) for line in lines) <= _SHARED_STEPS
    height = _SHARED_HEIGHT if shared else _OWN_HEIGHT
    scale = _scale(lines, height, percent, whole)
    left = max(width_of(label, TICK_SIZE) for label in scale.labels) + 0.12
    days = _days(lines, INNER - left - NAMES_WIDTH)
    groups = [list(enumerate(lines))] if shared else [[(number, line)] for number, line in enumerate(lines)]
    return tuple(_frame(group, days, scale, height) for group in groups), days, left


def _days(lines: Sequence[Line], width: float) -> Days:
    days = [step.day for line in lines for step in line.steps]
    first, last = min(days), max(days)
    short = max(0.0, _LEAST_DAYS - (last - first)) / 2
    return Days(first - short, last + short, width)


def _scale(lines: Sequence[Line], height: float, percent: bool, whole: bool) -> Scale:
    reaches: dict[float, tuple[float, float]] = {}
    for step in (step for line in lines for step in line.steps):
        for figure, (below, above) in reach_of(step.mark).items():
            before = reaches.get(figure, (0.0, 0.0))
            reaches[figure] = (max(below, before[0], 0.09), max(above, before[1], 0.09))
    return choose_scale(list(reaches), height, percent=percent, whole=whole, reach=lambda figure: reaches[figure])


def _frame(group: Sequence[tuple[int, Line]], days: Days, scale: Scale, height: float) -> Frame:
    taken: list[tuple[float, float]] = []
    places = [
        [_aside(days.place(step.day), scale.place(step.mark.point), taken) for step in ln.steps] for _, ln in group
    ]
    sizes = [_SMALL if len(line.steps) > _CROWDED else 1.0 for _, line in group]
    names = [tuple(wrap(line.name, _NAME_WIDTH, 2, NAME_SIZE)) for _, line in group]
    ends = [scale.place(line.steps[-1].mark.point) for _, line in group]
    heights = [height_of(len(name), NAME_SIZE) for name in names]
    # labels go from the bottom up, as figures do
    at = spread_out(ends, heights, height)
    boxes = [
        _mark_box(step, x, scale, size)
        for (_, line), xs, size in zip(group, places, sizes, strict=True)
        for step, x in zip(line.steps, xs, strict=True)
    ]
    paths = [
        path
        for (_, line), xs, name_at in zip(group, places, at, strict=True)
        for path in _paths(line, xs, days, scale, name_at)
    ]
    wanted = [
        (step, x, line)
        for (_, line), xs, size in zip(group, places, sizes, strict=True)
        for step, x in zip(line.steps, xs, strict=True)
        if size == 1.0 and step.mark.words
    ]
    words = _place_words(wanted, boxes, paths, days.width, height, scale)
    drawn = tuple(
        Drawn(number, line, tuple(xs), size, name, name_at)
        for (number, line), xs, size, name, name_at in zip(group, places, sizes, names, at, strict=True)
    )
    total = sum(bool(step.mark.words) for _, line in group for step in line.steps)
    return Frame(drawn, tuple(words), total - len(words), height, scale)


def _aside(x: float, y: float, taken: list[tuple[float, float]]) -> float:
    """Where a mark stands: at its day, or a little right of it where another mark is."""
    while any(abs(x - a) < _ASIDE * 0.9 and abs(y - b) < _ASIDE * 0.9 for a, b in taken[-200:]) and len(taken) < 200:
        x += _ASIDE
    taken.append((x, y))
    return x


def _mark_box(step: Step, x: float, scale: Scale, size: float) -> Box:
    reaches = reach_of(step.mark, size)
    low = min(scale.place(figure) - below for figure, (below, _) in reaches.items())
    high = max(scale.place(figure) + above for figure, (_, above) in reaches.items())
    return x - 0.07, low - 0.01, x + 0.07, high + 0.01


def _paths(line: Line, xs: Sequence[float], days: Days, scale: Scale, name_at: float) -> list[Box]:
    """The stretches of a line and of the way to its name, as boxes without width."""
    found = []
    ys = [scale.place(step.mark.point) for step in line.steps]
    true = [days.place(step.day) for step in line.steps]
    for i in range(1, len(ys)):
        found.append((true[i - 1], ys[i - 1], true[i], ys[i - 1]))
        found.append((true[i], min(ys[i - 1], ys[i]), true[i], max(ys[i - 1], ys[i])))
    found.append((xs[-1], ys[-1], days.width, ys[-1]))
    return found


def _place_words(
    wanted: Sequence[tuple[Step, float, Line]],
    boxes: list[Box],
    paths: Sequence[Box],
    width: float,
    height: float,
    scale: Scale,
) -> list[Words]:
    """The words that find room: first those of a line's ends and of its moves, and across a line only if need be."""
    ends = {id(step) for _, _, line in wanted for step in (line.steps[0], line.steps[-1])}
    order = sorted(wanted, key=lambda want: (id(want[0]) not in ends, want[0].step in ("first", "repeated"), want[1]))
    taken = list(boxes)
    placed: list[Words] = []
    tall = height_of(1, WORDS_SIZE) * 0.92
    for step, x, _ in order:
        words = _step_words(step, width)
        wide = width_of(words, WORDS_SIZE)
        y = scale.place(step.mark.point)
        _, low, _, high = _mark_box(step, x, scale, 1.0)
        places = [
            (left, middle)
            for middle in (high + tall / 2, low - tall / 2, y)
            for left in (x - wide / 2, x + 0.09, x - wide - 0.09)
            if left >= 0 and left + wide <= width + 0.02 and tall / 2 <= middle <= height - tall / 2 + 0.05
        ]
        for others in ((*taken, *paths), taken):
            free = next((p for p in places if not _covers(p, wide, tall, others)), None)
            if free is not None:
                left, middle = free
                taken.append((left, middle - tall / 2, left + wide, middle + tall / 2))
                placed.append(Words(words, left, middle))
                break
    return placed


def _step_words(step: Step, width: float) -> str:
    return fit(shorten(step.words, _LETTERS), width * 0.6, WORDS_SIZE)


def _covers(place: tuple[float, float], wide: float, tall: float, others: Sequence[Box]) -> bool:
    left, low = place[0] - 0.015, place[1] - tall / 2
    right, high = place[0] + wide + 0.015, place[1] + tall / 2
    return any(a < right and left < c and b < high and low < d for a, b, c, d in others)
