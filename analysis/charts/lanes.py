"""How the claims of one voice share a row: marks come in, marks with a lane and, where there is room, words go out.

A lane is free where neither a mark nor words stand, so nothing in a row can overlap. Only a row that is too
crowded even for marks alone lets marks lie on one another, in the lane that has most room. Measures are inches.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.charts.scale import Scale, tick_label
from analysis.charts.text import fit, width_of

WORDS_SIZE = 8.0
LANE = 0.185
CROWDED_LANE = 0.09
ARROW = 0.3
FADE = 0.5
RADIUS = 0.05
_SMALL = 0.72
_SPREAD_END = 0.02
_CROWDED = 0.6
_OVERFULL = 0.4
_GAP = 0.07
_WORDS_GAP = 0.055
_WIDEST = 3.4
_BRIEFEST_NOTE = 0.4
_NARROWEST = 0.5
_MOST_WORDED = 80
_FEW = 6
_FIGURES = {"above": "{}+", "below": "≤ {}", "about": "about {}"}


@dataclass(frozen=True, order=True)
class Mark:
    """A claim as it is drawn, from ``point`` (to ``end``, where it has two ends).

    ``note`` follows the words of the article, ``spread`` is how far a round or rough figure may be off; a ``pale`` one
    does not count, a ``strong`` one has dark words, a ``ring`` is around a corrected one, and ``ink`` is a colour.
    """

    point: float
    end: float
    shape: str
    words: str
    denied: bool = False
    named: bool = True
    note: str = ""
    spread: tuple[float, ...] = ()
    pale: bool = False
    strong: bool = False
    ring: bool = False
    ink: str = ""


@dataclass(frozen=True)
class Placed:
    """A mark with the height of its lane, its size (1, less in a crowded row) and its words, if any."""

    mark: Mark
    y: float
    size: float = 1.0
    words: str = ""
    words_at: float = 0.0
    words_end: bool = False

    @property
    def shown(self) -> Mark:
        """The mark without what is not drawn at its size."""
        return self.mark if self.size == 1.0 or not self.mark.spread else replace(self.mark, spread=())

    @property
    def overprints(self) -> bool:
        """Whether it may lie on its neighbours."""
        return self.size <= _OVERFULL


def reach_of(mark: Mark, size: float = 1.0) -> dict[float, tuple[float, float]]:
    """How many inches a mark needs left and right of each of its figures.

    >>> reach_of(Mark(200, 200, "above", ""))
    {200: (0.05, 0.3)}
    """
    dot = RADIUS * size
    reaches = dict.fromkeys(mark.spread, (_SPREAD_END, _SPREAD_END))
    if mark.shape == "above":
        reaches[mark.point] = (dot, ARROW * size)
    elif mark.shape == "below":
        reaches[mark.point] = (ARROW * size, dot)
    elif mark.shape == "vague" and mark.end == mark.point:
        reaches[mark.point] = (dot, FADE * size)
    else:
        reaches |= dict.fromkeys((mark.point, mark.end), (dot, dot))
    return reaches


def reaches_of(marks: Iterable[tuple[Mark, float]], least: float = 0.0) -> dict[float, tuple[float, float]]:
    """How many inches are needed left and right of each figure by any of the marks, each given with its size.

    >>> reaches_of([(Mark(200, 200, "above", ""), 1.0), (Mark(200, 200, "below", ""), 1.0)])
    {200: (0.3, 0.3)}
    """
    reaches: dict[float, tuple[float, float]] = {}
    for mark, size in marks:
        for figure, (left, right) in reach_of(mark, size).items():
            before = reaches.get(figure, (least, least))
            reaches[figure] = (max(left, before[0]), max(right, before[1]))
    return reaches


def fill_row(
    marks: Sequence[Mark], scale: Scale, most_lanes: int, most_crowded: int
) -> tuple[list[Placed], int, float]:
    """The marks in their lanes, how many lanes that takes and how far apart they are.

    First with all their words; then with those words that find room; then, smaller, without words; at last,
    still smaller, on one another.
    """
    extents = [_extent(mark, scale, 1.0) for mark in marks]
    if len(marks) <= _MOST_WORDED:
        words = _words(marks, extents, scale)
        enough = most_lanes + 1 if len(marks) <= _FEW and most_lanes > 1 else most_lanes
        as_high = round(most_crowded * CROWDED_LANE / LANE)
        placed = (
            _place_all(marks, extents, words, scale, most_lanes)
            or _place_most(marks, extents, words, scale, enough)
            or _place_most(marks, extents, words, scale, as_high)
        )
        if placed:
            return placed, 1 + round(max(mark.y for mark in placed) / LANE - 0.5), LANE
    return _crowd(marks, scale, most_crowded)


def fill_small(marks: Sequence[Mark], scale: Scale, most: int) -> tuple[list[Placed], int, float]:
    """Like ``fill_row``, with small marks and no words: as few lanes as will do, at most so many."""
    lanes = _Lanes(most, gap=0.02)
    taken = [lanes.take(*_extent(mark, scale, _SMALL)) for mark in marks]
    found = [lane for lane in taken if lane is not None]
    if len(found) < len(marks):
        return _crowd(marks, scale, most)
    placed = [Placed(mark, _middle(lane, CROWDED_LANE), _SMALL) for mark, lane in zip(marks, found, strict=True)]
    return placed, 1 + max(found), CROWDED_LANE


def _extent(mark: Mark, scale: Scale, size: float) -> tuple[float, float]:
    reaches = reach_of(mark, size)
    return (
        min(scale.place(figure) - left for figure, (left, _) in reaches.items()),
        max(scale.place(figure) + right for figure, (_, right) in reaches.items()),
    )


def _words(marks: Sequence[Mark], extents: Sequence[tuple[float, float]], scale: Scale) -> list[str]:
    """Each mark's words in quotation marks; of equal marks only the first has words, with how many they are."""
    equal = Counter(marks)
    words = []
    for mark, (start, end) in zip(marks, extents, strict=True):
        times = equal.pop(mark, 0)
        room = max(scale.width - end, start) - _WORDS_GAP
        if not times or not mark.words or room < _NARROWEST:
            words.append("")
            continue
        words.append(_worded(mark, f" ×{times}" if times > 1 else "", min(room, _WIDEST)))
    return words


def amount_words(mark: Mark, room: float) -> str:
    """The article's words for an amount, never cut: where they are wider than the room, the figure as on the axis.

    >>> most = Mark(1.2e9, 1.5e9, "between", "between 1.2 billion and 1.5 billion")
    >>> amount_words(most, 3.0), amount_words(most, 1.6), amount_words(most, 0.5)
    ('“between 1.2 billion and 1.5 billion”', '1.2 billion–1.5 billion', '')
    >>> amount_words(Mark(400, 400, "above", "more than four hundred"), 1.0)
    '400+'
    """
    quoted = f"“{mark.words}”"
    if width_of(quoted, WORDS_SIZE) <= room:
        return quoted
    ends = dict.fromkeys(map(tick_label, (mark.point, mark.end)))
    figure = _FIGURES.get(mark.shape, "{}").format("–".join(ends))
    return figure if mark.shape != "vague" and width_of(figure, WORDS_SIZE) <= room else ""


def _worded(mark: Mark, times: str, room: float) -> str:
    """What stands beside a mark: the amount whole, as much of its note as has room, and how often it is said."""
    amount = amount_words(mark, room - width_of(times, WORDS_SIZE))
    left = room - width_of(amount + times, WORDS_SIZE)
    if not amount or not mark.note or left < _BRIEFEST_NOTE:
        return amount and amount + times
    return amount + fit(mark.note, left, WORDS_SIZE) + times


class _Lanes:
    """Lanes that know which stretches are taken."""

    def __init__(self, most: int, gap: float = _GAP) -> None:
        self.gap = gap
        self.taken: list[list[tuple[float, float]]] = [[] for _ in range(most)]

    def free(self, lane: int, start: float, end: float, beside: tuple[float, float] | None = None) -> bool:
        others = (stretch for stretch in self.taken[lane] if stretch != beside)
        return all(end + self.gap <= left or right + self.gap <= start for left, right in others)

    def take(self, start: float, end: float) -> int | None:
        """The first lane that is free over a stretch, which is then taken."""
        for lane, stretches in enumerate(self.taken):
            if self.free(lane, start, end):
                stretches.append((start, end))
                return lane
        return None


def _beside(extent: tuple[float, float], width: float, scale: Scale) -> list[tuple[float, bool]]:
    """Where words may stand: to the right of a mark, else to its left; each with whether they end there."""
    start, end = extent
    places = []
    if end + _WORDS_GAP + width <= scale.width + 0.05:
        places.append((end + _WORDS_GAP, False))
    if start - _WORDS_GAP - width >= 0:
        places.append((start - _WORDS_GAP, True))
    return places


def _place_all(
    marks: Sequence[Mark], extents: Sequence[tuple[float, float]], words: Sequence[str], scale: Scale, most: int
) -> list[Placed] | None:
    """Every mark with all its words, or ``None`` where the lanes do not suffice."""
    lanes = _Lanes(most)
    placed = []
    for mark, (start, end), text in zip(marks, extents, words, strict=True):
        width = width_of(text, WORDS_SIZE) if text else 0.0
        options = _beside((start, end), width, scale) if text else [(end, False)]
        for at, ends in options:
            stretch = (min(start, at - width), end) if ends else (start, max(end, at + width))
            lane = lanes.take(*stretch)
            if lane is not None:
                placed.append(Placed(mark, _middle(lane, LANE), 1.0, text, at, ends))
                break
        else:
            return None
    return placed


def _place_most(
    marks: Sequence[Mark], extents: Sequence[tuple[float, float]], words: Sequence[str], scale: Scale, most: int
) -> list[Placed] | None:
    """Every mark, and of the words what finds room: first those of the lowest and the highest claim."""
    lanes = _Lanes(most)
    found = [lanes.take(*extent) for extent in extents]
    if any(lane is None for lane in found):
        return None
    chosen = [lane for lane in found if lane is not None]
    placed = [Placed(mark, _middle(lane, LANE)) for mark, lane in zip(marks, chosen, strict=True)]
    order = sorted(range(len(marks)), key=lambda i: (not marks[i].strong, i not in (0, len(marks) - 1), i))
    for i in order:
        if not words[i]:
            continue
        width = width_of(words[i], WORDS_SIZE)
        for at, ends in _beside(extents[i], width, scale):
            start, end = (at - width, at) if ends else (at, at + width)
            if lanes.free(chosen[i], start, end, beside=extents[i]):
                lanes.taken[chosen[i]].append((start, end))
                placed[i] = Placed(marks[i], placed[i].y, 1.0, words[i], at, ends)
                break
    return placed


def _crowd(marks: Sequence[Mark], scale: Scale, most: int) -> tuple[list[Placed], int, float]:
    """Small marks without words, each in the lane whose last mark ends first; smaller still where they overprint."""
    for size in (_CROWDED, _OVERFULL):
        lanes = [(-1.0, lane) for lane in range(most)]
        placed = []
        overprinted = 0
        for mark in marks:
            start, end = _extent(mark, scale, size)
            taken, lane = heapq.heappop(lanes)
            overprinted += taken > start
            placed.append(Placed(mark, _middle(lane, CROWDED_LANE), size))
            heapq.heappush(lanes, (max(taken, end), lane))
        if overprinted <= len(marks) / 4:
            break
    return placed, min(most, len(marks)), CROWDED_LANE


def _middle(lane: int, apart: float) -> float:
    return (lane + 0.5) * apart
