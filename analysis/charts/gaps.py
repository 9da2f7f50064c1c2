"""The gaps between those who cannot both be right: conflicts and a laid-out panel come in, brackets go out.

Brackets stand right of the panel, each in a column of its own where it would cross another, its words beside it. The
widest gap is bridged in the panel itself. Measures are inches, down from the panel's first row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from analysis.charts.gaps_words import gap_words
from analysis.charts.lanes import WORDS_SIZE, Placed
from analysis.charts.layout import Panel, Row
from analysis.charts.marks import INKS
from analysis.charts.statements import Told
from analysis.charts.text import LINE, height_of, width_of, wrap

MOST_BRACKETS = 6
_MOST_OF_A_VOICE = 2
_FIRST_COLUMN = 0.16
_COLUMN = 0.1
_END = 0.05
_MOST_BRIDGED = 3
_WORDS_WIDTH = 1.4
_WORDS_GAP = 0.09
_CLEAR = 0.03


@dataclass(frozen=True)
class Bracket:
    """A pair of claims that cannot both be right: from ``start`` to ``end`` down the panel, with its words."""

    kind: str
    gap: tuple[float, float]
    rows: tuple[Row, Row]
    start: float
    end: float
    column: float
    words: tuple[str, ...]
    words_at: float
    words_left: float


def choose_conflicts(conflicts: pd.DataFrame) -> pd.DataFrame:
    """The conflicts that get a bracket: the widest, but no voice in more than two of them while others have none."""
    often: Counter[str] = Counter()
    chosen: list[int] = []
    for i, (one, other) in enumerate(zip(conflicts["voice_a"], conflicts["voice_b"], strict=True)):
        if max(often[one], often[other]) < _MOST_OF_A_VOICE and len(chosen) < MOST_BRACKETS:
            chosen.append(i)
            often.update([one, other])
    return conflicts.iloc[chosen]


def lay_brackets(told: Told, conflicts: pd.DataFrame, panel: Panel) -> tuple[Bracket, ...]:
    """The brackets between the claims of a panel's rows, the widest gap first."""
    strong = [(row, placed) for row in panel.rows for placed in row.marks if placed.mark.strong]
    places = {(row.voice, placed.mark): (row, placed.y) for row, placed in strong}
    pairs = []
    for conflict in _rows_of(conflicts):
        two = [(conflict.voice_a, told.marks[conflict.claim_a]), (conflict.voice_b, told.marks[conflict.claim_b])]
        if all(one in places for one in two):
            pairs.append((conflict, sorted((places[one] for one in two), key=lambda place: place[1])))
    ends = _parted([(upper, lower) for _, ((_, upper), (_, lower)) in pairs])
    columns = _columns(ends)
    words = [_lines(gap_words(conflict, told.unit == "count")) for conflict, _ in pairs]
    heights = [height_of(len(lines), WORDS_SIZE) for lines in words]
    at = spread_out([(start + end) / 2 for start, end in ends], heights, panel.rows_height)
    left = _FIRST_COLUMN + max(columns, default=0) * _COLUMN + _WORDS_GAP
    return tuple(
        Bracket(
            kind=conflict.kind,
            gap=(conflict.gap_low, conflict.gap_high),
            rows=(upper, lower),
            start=start,
            end=end,
            column=_FIRST_COLUMN + column * _COLUMN,
            words=lines,
            words_at=place,
            words_left=left,
        )
        for (conflict, ((upper, _), (lower, _))), (start, end), column, lines, place in zip(
            pairs, ends, columns, words, at, strict=True
        )
    )


def _rows_of(conflicts: pd.DataFrame) -> list[Any]:
    return list(conflicts.itertuples(index=False))


def _lines(words: str) -> tuple[str, ...]:
    """The words of a gap, how far it is on a line of its own."""
    gap, _, times = words.partition(": ")
    parts = (f"{gap}:", times) if times else (gap,)
    return tuple(line for part in parts for line in wrap(part, _WORDS_WIDTH, 2, WORDS_SIZE))


def _parted(ends: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The brackets' ends, those that meet at one claim a little apart: first what goes up, then what goes down."""
    met: dict[float, list[tuple[int, int]]] = {}
    for i, pair in enumerate(ends):
        for side, place in enumerate(pair):
            met.setdefault(place, []).append((i, side))
    moved: dict[tuple[int, int], float] = {}
    for place, those in met.items():
        for n, one in enumerate(sorted(those, key=lambda one: (-one[1], one[0]))):
            moved[one] = place + (n - (len(those) - 1) / 2) * _END
    return [(moved[i, 0], moved[i, 1]) for i in range(len(ends))]


def _columns(ends: Sequence[tuple[float, float]]) -> list[int]:
    """The first free column for each bracket, the shortest first, so that longer ones go around."""
    taken: list[list[tuple[float, float]]] = []
    columns = [0] * len(ends)
    for i in sorted(range(len(ends)), key=lambda i: (ends[i][1] - ends[i][0], i)):
        start, end = ends[i]
        free = (n for n, others in enumerate(taken) if all(end < a or b < start for a, b in others))
        columns[i] = next(free, len(taken))
        if columns[i] == len(taken):
            taken.append([])
        taken[columns[i]].append((start, end))
    return columns


def spread_out(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """The middles of labels, as near to where they are wanted as they can stand without overlapping, in their order.

    >>> spread_out([1.0, 1.0], [0.2, 0.2], 3.0)
    [0.88, 1.12]
    >>> spread_out([0.0, 3.0], [0.2, 0.2], 3.0)
    [0.1, 2.9]
    """
    gap = 0.04
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    clusters: list[tuple[list[int], float, float]] = []  # who, their height, and the middle that they want
    for i in order:
        who, tall, middle = [i], heights[i], wanted[i]
        middle = min(max(middle, tall / 2), room - tall / 2)
        while clusters and clusters[-1][2] + clusters[-1][1] / 2 + gap > middle - tall / 2:
            before, its, at = clusters.pop()
            middle = (at * len(before) + middle * len(who)) / (len(before) + len(who))
            who, tall = before + who, its + tall + gap
            middle = max(min(middle, room - tall / 2), tall / 2)
        clusters.append((who, tall, middle))
    placed = [0.0] * len(wanted)
    for who, tall, middle in clusters:
        top = middle - tall / 2
        for i in who:
            placed[i] = round(top + heights[i] / 2, 4)
            top += heights[i] + gap
    return placed


def draw_brackets(figure: Figure, brackets: Sequence[Bracket], left: float, top: float) -> None:
    """Draws brackets on a figure; ``left`` is the panel's right edge, ``top`` its first row, from the bottom."""
    width, height = figure.get_size_inches()
    lines, leaders = [], []
    for bracket in brackets:
        x = left + bracket.column
        start, end = top - bracket.start, top - bracket.end
        lines.append([(left + 0.02, start), (x, start), (x, end), (left + 0.02, end)])
        middle, words_at = (start + end) / 2, top - bracket.words_at
        leaders.append([(x, middle), (left + bracket.words_left - 0.03, words_at)])
        figure.text(
            (left + bracket.words_left) / width,
            words_at / height,
            "\n".join(bracket.words),
            size=WORDS_SIZE,
            color=INKS["ink"],
            va="center",
            linespacing=LINE,
        )
    for label, group, wide in (("brackets", lines, 1.2), ("bracket leaders", leaders, 0.8)):
        if group:
            figure.add_artist(
                LineCollection(
                    group, colors=INKS["ink"], linewidths=wide, transform=figure.dpi_scale_trans, label=label
                )
            )


def draw_bridge(ax: Axes, panel: Panel, brackets: Sequence[Bracket]) -> None:
    """Shades the widest gap between the two rows that it parts, unless they are far apart or crowded."""
    parted = [bracket for bracket in brackets if bracket.kind == "conflict" and bracket.gap[1] > bracket.gap[0]]
    if not parted:
        return
    (low, high), (upper, lower) = parted[0].gap, parted[0].rows
    between = sum(upper.top < row.top < lower.top for row in panel.rows)
    if between > _MOST_BRIDGED or any(placed.size < 1 for row in (upper, lower) for placed in row.marks):
        return
    low, high = (min(max(figure, panel.scale.low), panel.scale.high) for figure in (low, high))
    start, end = upper.top, lower.top + lower.height
    shade = PolyCollection(
        [[(low, start), (high, start), (high, end), (low, end)]],
        facecolors=[(INKS["quiet"], 0.09)],
        edgecolors="none",
        label="gap",
        zorder=0.6,
    )
    sides = LineCollection(
        [
            ((figure, one), (figure, other))
            for figure in (low, high)
            for one, other in _beside_words(panel, panel.scale.place(figure), start, end)
        ],
        colors=INKS["quiet"],
        linewidths=0.8,
        linestyles=[(0, (3.0, 2.0))],
        label="gap: ends",
        zorder=0.7,
    )
    for artist in (shade, sides):
        ax.add_artist(artist)


def _beside_words(panel: Panel, x: float, start: float, end: float) -> list[tuple[float, float]]:
    """The stretches of an upright line between two heights that no words of the panel stand on."""
    half = height_of(1, WORDS_SIZE) / 2
    free, at = [], start
    for y in sorted(placed.y for row in panel.rows for placed in row.marks if _covers(placed, x)):
        if at < y - half < end:
            free.append((at, y - half))
        at = max(at, y + half)
    return [*free, (at, end)] if at < end else free


def _covers(placed: Placed, x: float) -> bool:
    """Whether a mark's words stand at so many inches from the left."""
    wide = width_of(placed.words, WORDS_SIZE)
    left = placed.words_at - (wide if placed.words_end else 0.0)
    return bool(placed.words) and left - _CLEAR <= x <= left + wide + _CLEAR
