"""Where steps over time go: lines of steps come in, frames with places for lines, words and names go out.

A few lines share one frame; many, or crowded ones, have a frame each, on the same days and the same scale. Words stand
beside their marks where they cover nothing else, the names of the lines right of the frame. Measures are inches from a
frame's lower left corner.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.charts.days import Days, choose_days
from analysis.charts.gaps import spread_out
from analysis.charts.lanes import WORDS_SIZE, amount_words, reach_of, reaches_of
from analysis.charts.layout import NAME_SIZE
from analysis.charts.names import names_in_lines
from analysis.charts.page import INNER
from analysis.charts.scale import TICK_SIZE, Scale, choose_scale
from analysis.charts.steps import Line, Step
from analysis.charts.text import height_of, width_of

SHARED_LINES = 6
MOST_FRAMES = 10
_SHARED_STEPS = 48
_SHARED_HEIGHT = 3.6
_OWN_HEIGHT = 1.0
NAMES_WIDTH = 2.6
SAMPLE = 0.3
LEADER = 0.35
_NAME_WIDTH = NAMES_WIDTH - SAMPLE - LEADER - 0.1
_ASIDE = 0.12
_MOST_ASIDE = 3
_OWN_SIZE = 0.65
_CROWDED = 40
_CROWDED_SIZE = 0.5
_OVERFULL = 120
_OVERFULL_SIZE = 0.36

Box = tuple[float, float, float, float]


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
    height = min(_SHARED_HEIGHT, 1.6 + 0.5 * len(lines)) if shared else _OWN_HEIGHT
    sizes = [_size(line, shared) for line in lines]
    scale = _scale(lines, sizes, height, percent, whole)
    left = max(width_of(label, TICK_SIZE) for label in scale.labels) + 0.12
    days = choose_days([step.day for line in lines for step in line.steps], INNER - left - NAMES_WIDTH)
    numbered = list(zip(range(len(lines)), lines, sizes, strict=True))
    groups = [numbered] if shared else [[one] for one in numbered]
    names = names_in_lines((line.name for line in lines), _NAME_WIDTH, 2, NAME_SIZE)
    return tuple(_frame(group, names, days, scale, height) for group in groups), days, left


def _size(line: Line, shared: bool) -> float:
    """How large a line's marks are: smaller in a frame of their own, and the more they are."""
    if len(line.steps) > _OVERFULL:
        return _OVERFULL_SIZE
    if len(line.steps) > _CROWDED:
        return _CROWDED_SIZE
    return 1.0 if shared else _OWN_SIZE


def _scale(lines: Sequence[Line], sizes: Sequence[float], height: float, percent: bool, whole: bool) -> Scale:
    sized = ((step.mark, size) for line, size in zip(lines, sizes, strict=True) for step in line.steps)
    reaches = reaches_of(sized, least=0.09)
    return choose_scale(list(reaches), height, percent=percent, whole=whole, reach=reaches.__getitem__, upright=True)


def _frame(
    group: Sequence[tuple[int, Line, float]],
    named: Mapping[str, tuple[str, ...]],
    days: Days,
    scale: Scale,
    height: float,
) -> Frame:
    taken: list[Box] = []
    ends = [scale.place(line.steps[-1].mark.point) for _, line, _ in group]
    names = [named[line.name] for _, line, _ in group]
    name_at = spread_out(ends, [height_of(len(name), NAME_SIZE) for name in names], height)
    drawn = tuple(
        Drawn(number, line, tuple(_stand(line, days, scale, size, taken)), size, name, at)
        for (number, line, size), name, at in zip(group, names, name_at, strict=True)
    )
    steps = [(step, x, one) for one in drawn for step, x in zip(one.line.steps, one.at, strict=True) if step.mark.words]
    boxes = [_mark_box(step, x, scale, one.size) for step, x, one in steps]
    paths = [path for one in drawn for path in _paths(one, days, scale)]
    wanted = [found for found in steps if len(found[2].line.steps) <= _CROWDED]
    words = _place_words(wanted, boxes, paths, days.width, height, scale)
    return Frame(drawn, tuple(words), len(steps) - len(words), height, scale)


def _stand(line: Line, days: Days, scale: Scale, size: float, taken: list[Box]) -> list[float]:
    """Where a line's marks stand: at their days, or a little right of them where another mark is."""
    places = []
    for step in line.steps:
        x = days.place(step.day)
        if len(line.steps) <= _CROWDED:
            for _ in range(_MOST_ASIDE):
                left, low, right, high = _mark_box(step, x, scale, size)
                if not any(a < right and left < c and b < high and low < d for a, b, c, d in taken):
                    break
                x += _ASIDE * size
            taken.append(_mark_box(step, x, scale, size))
        places.append(x)
    return places


def _mark_box(step: Step, x: float, scale: Scale, size: float) -> Box:
    reaches = reach_of(step.mark, size)
    low = min(scale.place(figure) - below for figure, (below, _) in reaches.items())
    high = max(scale.place(figure) + above for figure, (_, above) in reaches.items())
    half = 0.06 * size
    return x - half, low - 0.01, x + half, high + 0.01


def _paths(drawn: Drawn, days: Days, scale: Scale) -> list[Box]:
    """The stretches of a line and of the way to its name, as boxes without width."""
    found = []
    steps = drawn.line.steps
    ys = [scale.place(step.mark.point) for step in steps]
    xs = [days.place(step.day) for step in steps]
    for i in range(1, len(ys)):
        found.append((xs[i - 1], ys[i - 1], xs[i], ys[i - 1]))
        found.append((xs[i], min(ys[i - 1], ys[i]), xs[i], max(ys[i - 1], ys[i])))
    found.append((drawn.at[-1], ys[-1], days.width, ys[-1]))
    return found


def _place_words(
    wanted: Sequence[tuple[Step, float, Drawn]],
    boxes: Sequence[Box],
    paths: Sequence[Box],
    width: float,
    height: float,
    scale: Scale,
) -> list[Words]:
    """The words that find room: first those of a line's ends and of its moves, and across a line only if need be."""
    ends = {id(step) for _, _, one in wanted for step in (one.line.steps[0], one.line.steps[-1])}
    order = sorted(wanted, key=lambda want: (id(want[0]) not in ends, want[0].step in ("first", "repeated"), want[1]))
    taken = list(boxes)
    placed: list[Words] = []
    tall = height_of(1, WORDS_SIZE) * 0.92
    for step, x, one in order:
        words = _step_words(step, width)
        if not words:
            continue
        wide = width_of(words, WORDS_SIZE)
        y = scale.place(step.mark.point)
        _, low, _, high = _mark_box(step, x, scale, one.size)
        places = [
            (left, middle)
            for middle in (high + tall / 2, low - tall / 2, y)
            for left in (x - wide / 2, x + 0.09, x - wide - 0.09)
            if left >= 0 and left + wide <= width + 0.02 and tall / 2 <= middle <= height - tall / 2 + 0.05
        ]
        for others in ((*taken, *paths), taken):
            free = next((place for place in places if not _covers(place, wide, tall, others)), None)
            if free is not None:
                left, middle = free
                taken.append((left, middle - tall / 2, left + wide, middle + tall / 2))
                placed.append(Words(words, left, middle))
                break
    return placed


def _step_words(step: Step, width: float) -> str:
    """The words of a step's amount, and that it corrects or withdraws."""
    amount = amount_words(step.mark, width * 0.6 - width_of(step.remark, WORDS_SIZE))
    return amount and amount + step.remark


def _covers(place: tuple[float, float], wide: float, tall: float, others: Sequence[Box]) -> bool:
    left, low = place[0] - 0.015, place[1] - tall / 2
    right, high = place[0] + wide + 0.015, place[1] + tall / 2
    return any(a < right and left < c and b < high and low < d for a, b, c, d in others)
