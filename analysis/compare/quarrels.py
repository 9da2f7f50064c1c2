"""The quarrels of one scene: its statements go in by their day, the pairs that cannot both hold come out.

Each statement is held against what other voices said on its day, and of what only grows against what they last said
before. However many contradict it, only those farthest off are looked at, so that a crowd costs no more than it must.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# a figure stands until its source gives another one, but no longer than this
STANDS_DAYS = 7
_LIKE_SIZE = 5.0
# of the many that one statement may contradict at once: so many are kept, of so many that are looked at
_WIDEST = 4
_LOOKED_AT = 64

_Ends = list[tuple[float, int]]


class Statements(NamedTuple):
    """What is asserted, column by column; a day is a number, 0 where none is told."""

    voice: Sequence[int]
    day: Sequence[float]
    lowest: Sequence[float]
    highest: Sequence[float]
    about: Sequence[frozenset[str]]
    happened: Sequence[float]

    def meet(self, one: int, other: int) -> bool:
        """Whether two may tell of one happening: of one place and day, as far as both tell.

        A day's or a place's count is held against one without only if they are of like size: that may be the whole.
        """
        about, others = self.about[one], self.about[other]
        days = self.happened[one], self.happened[other]
        if (about and others and about.isdisjoint(others)) or (days[0] != days[1] and 0 not in days):
            return False
        if bool(about) == bool(others) and days[0] == days[1]:
            return True
        return max(self.lowest[one], self.lowest[other]) <= _LIKE_SIZE * min(self.highest[one], self.highest[other])


def quarrels(told: Statements, scene: Sequence[int], growing: bool) -> Iterator[tuple[int, int]]:
    """The pairs of a scene that clash, the lower one first; ``scene`` has the rows of ``told`` in order of their day.

    Of what only grows an older figure stands too, for ``STANDS_DAYS``: a newer one must not be below it.

    >>> none = [frozenset()] * 3
    >>> rows = Statements([0, 1, 2], [5.0, 5.0, 6.0], [40, 60, 50], [40, 60, 50], none, [0.0] * 3)
    >>> list(quarrels(rows, [0, 1, 2], growing=True)), list(quarrels(rows, [0, 1, 2], growing=False))
    ([(0, 1), (2, 1)], [(0, 1)])
    """
    voices, days, lowest, highest = told.voice, told.day, told.lowest, told.highest
    # where the statements of one day end and begin, no more of them than are looked at; and those of the days before
    ends: _Ends = []
    begins: _Ends = []
    older: _Ends = []
    standing: deque[tuple[float, _Ends]] = deque()
    last: dict[int, int] = {}
    day = days[scene[0]]
    for new in scene:
        if days[new] != day:
            if growing:
                standing.append((day, sorted((lowest[row], row) for row in last.values())[-_LOOKED_AT:]))
                while standing and days[new] - standing[0][0] > STANDS_DAYS:
                    standing.popleft()
                older = sorted(one for _, ones in standing for one in ones)[-_LOOKED_AT:]
                last = {}
            ends, begins, day = [], [], days[new]
        voice, low, high = voices[new], lowest[new], highest[new]
        kept = 0
        for end, row in ends:
            if end >= low or kept == _WIDEST:
                break
            if voices[row] != voice and told.meet(row, new):
                yield row, new
                kept += 1
        for standing_ones in (begins, older):
            kept = 0
            for start, row in reversed(standing_ones):
                if start <= high or kept == _WIDEST:
                    break
                if voices[row] != voice and told.meet(row, new):
                    yield new, row
                    kept += 1
        insort(ends, (high, new))
        insort(begins, (low, new))
        del ends[_LOOKED_AT:], begins[:-_LOOKED_AT]
        last[voice] = new
