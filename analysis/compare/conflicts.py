"""Real disagreement: statements go in, the pairs that cannot both hold come out.

Two statements of one group conflict if no figure is allowed by both (``intervals``) on one day. What only grows, such
as the killed, may be more on a later day, but not less: then the older figure must not be above the newer one. Anything
else is held only against figures of the same day. Each new statement is held against what every other voice has last
said, within a week; of one voice's quarrel with another the widest gap is kept.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.families import grows
from analysis.compare.statements import DENIED, SAID

# a figure stands until its source gives another one, but no longer than this
STANDS_DAYS = 7
DENIAL_DAYS = 60
_LIKE_SIZE = 5.0
# what two statements must share to meet: a period's count is never held against a total, nor men against metres
_SCENE = ("group", "mode", "scene", "common_unit", "stretch")
# of the many that one statement may contradict at once, so that a crowd costs no more than it must
_WIDEST = 4
_LOOKED_AT = 64
# stands behind every row
_LAST = 1 << 62

COLUMNS = [
    *("group", "kind", "as_of", "claim_a", "claim_b", "voice_a", "voice_b", "words_a", "words_b"),
    *("gap_low", "gap_high", "ratio", "same_party"),
]


class _Statement(NamedTuple):
    row: int
    voice: str
    day: float
    lowest: float
    highest: float
    about: frozenset[str]
    happened: float

    def meets(self, other: _Statement) -> bool:
        """Whether the two may tell of one happening: of one place and day, as far as both tell.

        A day's count is held against one without a day only if the two are of like size: that may be a total.
        """
        if self.about and other.about and self.about.isdisjoint(other.about):
            return False
        if self.happened == other.happened:
            return True
        low, high = min(self.highest, other.highest), max(self.lowest, other.lowest)
        return 0 in (self.happened, other.happened) and high <= _LIKE_SIZE * low


class _Conflict(NamedTuple):
    lower: int
    higher: int
    kind: str
    gap_low: float
    gap_high: float

    @property
    def ratio(self) -> float:
        """How many times as much: infinite over nothing, not told of denials and below nothing."""
        if self.kind == "denial" or self.gap_low < 0 or self.gap_high < 0:
            return math.nan
        return self.gap_high / self.gap_low if self.gap_low > 0 else math.inf


def find_conflicts(statements: pd.DataFrame) -> pd.DataFrame:
    """The conflicts, widest first: ``COLUMNS``, where a is the lower figure and b the higher.

    ``gap_low`` and ``gap_high`` are the highest figure that a's words allow and the lowest that b's do, ``ratio`` how
    many times as much the latter is (blank for denials and figures below nothing). The ``kind`` is "conflict", or
    "denial" where b denies what a says.
    """
    frame = statements.reset_index(drop=True)
    frame["_when"], frame["_happened"] = _days(frame["day"]), _days(frame["event_date"])
    found: list[_Conflict] = []
    asserted = frame[frame["mode"] != DENIED]
    columns = [asserted[name].tolist() for name in ("voice", "_when", "lowest", "highest", "about", "_happened")]
    rows = list(map(_Statement, asserted.index.tolist(), *columns))
    states = asserted["state"].tolist()
    totals = (asserted["stretch"] == "") | asserted["stretch"].str.startswith("since ")
    growing = [grows(state) and total for state, total in zip(states, totals.tolist(), strict=True)]
    keys = [asserted[name] for name in _SCENE] + [asserted["state"], asserted["_when"] == 0]
    for members in asserted.groupby(keys, sort=False).indices.values():
        found += _quarrels([rows[i] for i in members], growing[members[0]])
    found += _denials(frame)
    return _table(frame, found)


def _days(days: pd.Series) -> pd.Series:
    """Days as numbers; what has no day is all of one, which is 0."""
    numbers = days.astype("int64") / 86_400.0
    return numbers.where(days.notna(), 0.0).round()


class _Standing:
    """The statements that stand, in order of where they end and where they begin."""

    def __init__(self) -> None:
        self._rows: dict[int, _Statement] = {}
        self._by_low: list[tuple[float, int]] = []
        self._by_high: list[tuple[float, int]] = []

    def put(self, new: _Statement) -> None:
        self._rows[new.row] = new
        insort(self._by_low, (new.lowest, new.row))
        insort(self._by_high, (new.highest, new.row))

    def take(self, old: _Statement) -> None:
        if self._rows.pop(old.row, None) is not None:
            del self._by_low[bisect_left(self._by_low, (old.lowest, old.row))]
            del self._by_high[bisect_left(self._by_high, (old.highest, old.row))]

    def below(self, new: _Statement) -> Iterator[_Statement]:
        """Those that end below a statement and may be held against it, the lowest first."""
        end = bisect_left(self._by_high, (new.lowest, -1))
        return self._meeting(new, (self._by_high[at][1] for at in range(min(end, _LOOKED_AT))))

    def above(self, new: _Statement) -> Iterator[_Statement]:
        """Those that begin above a statement and may be held against it, the highest first."""
        start = bisect_left(self._by_low, (new.highest, _LAST))
        end = len(self._by_low)
        return self._meeting(new, (self._by_low[at][1] for at in range(end - 1, max(start, end - _LOOKED_AT) - 1, -1)))

    def _meeting(self, new: _Statement, rows: Iterator[int]) -> Iterator[_Statement]:
        held = (self._rows[row] for row in rows)
        return islice((one for one in held if one.voice != new.voice and new.meets(one)), _WIDEST)


def _quarrels(members: Sequence[_Statement], growing: bool) -> Iterator[_Conflict]:
    """Goes through the statements of one scene in order, and holds each against what stands on its day.

    Of what only grows an older figure stands too, for ``STANDS_DAYS``: a newer one must not be below it.
    """
    today, older = _Standing(), _Standing()
    last: dict[str, _Statement] = {}
    leaving: deque[_Statement] = deque()
    day = members[0].day
    for new in members:
        if new.day != day:
            for past in last.values() if growing else ():
                older.put(past)
                leaving.append(past)
            last, today, day = {}, _Standing(), new.day
            while leaving and day - leaving[0].day > STANDS_DAYS:
                older.take(leaving.popleft())
        for below in today.below(new):
            yield _Conflict(below.row, new.row, "conflict", below.highest, new.lowest)
        for above in (*today.above(new), *older.above(new)):
            yield _Conflict(new.row, above.row, "conflict", new.highest, above.lowest)
        today.put(new)
        last[new.voice] = new


def _denials(frame: pd.DataFrame) -> Iterator[_Conflict]:
    """What one voice denies and another one says of the same scene: the figure said lies within what is denied."""
    denied = frame[frame["mode"] == DENIED]
    if denied.empty:
        return
    said = frame[(frame["mode"] == SAID) & frame["group"].isin(denied["group"].unique())].sort_values("figure")
    rows, voices = said.index.to_numpy(), said["voice"].tolist()
    figures, days = said["figure"].to_numpy("float64"), said["_when"].to_numpy("float64")
    keys = [name for name in _SCENE if name != "mode"]
    scenes = {key: np.asarray(places) for key, places in said.groupby(keys, sort=False).indices.items()}
    columns = (denied[name].tolist() for name in (*keys, "voice", "_when", "lowest", "highest"))
    for row, *key, voice, day, lowest, highest in zip(denied.index.tolist(), *columns, strict=True):
        places = scenes.get(tuple(key), np.array([], dtype="int64"))
        start, end = np.searchsorted(figures[places], (lowest, np.nextafter(highest, np.inf)))
        near = [at for at in places[start:end][:_LOOKED_AT] if abs(days[at] - day) <= DENIAL_DAYS]
        others = sorted((at for at in near if voices[at] != voice), key=lambda at: abs(days[at] - day))
        for at in others[:_WIDEST]:
            yield _Conflict(int(rows[at]), row, "denial", float(figures[at]), float(figures[at]))


def _table(frame: pd.DataFrame, found: list[_Conflict]) -> pd.DataFrame:
    """One row a pair of voices in a group: its widest conflict."""
    widest: dict[tuple[str, str, str, str], _Conflict] = {}
    groups, voices = frame["group"].to_numpy("object"), frame["voice"].to_numpy("object")
    for conflict in found:
        one, other = sorted((voices[conflict.lower], voices[conflict.higher]))
        key = groups[conflict.lower], one, other, conflict.kind
        if key not in widest or _width(conflict) > _width(widest[key]):
            widest[key] = conflict
    kept = sorted(widest.values(), key=lambda c: (-_width(c)[0], -_width(c)[1], c.lower, c.higher))
    lower, higher = (
        frame.iloc[rows].reset_index(drop=True) for rows in ([c.lower for c in kept], [c.higher for c in kept])
    )
    parties = lower["actor"].notna() & (lower["actor"] == higher["actor"])
    table = {
        "group": lower["group"],
        "kind": pd.Series([c.kind for c in kept], dtype="str"),
        "as_of": lower["day"].where(lower["day"] > higher["day"], higher["day"]),
        **{f"claim_{side}": rows["claim"] for side, rows in (("a", lower), ("b", higher))},
        **{f"voice_{side}": rows["voice"] for side, rows in (("a", lower), ("b", higher))},
        **{f"words_{side}": rows["quote"] for side, rows in (("a", lower), ("b", higher))},
        "gap_low": pd.Series([c.gap_low for c in kept], dtype="float64"),
        "gap_high": pd.Series([c.gap_high for c in kept], dtype="float64"),
        "ratio": pd.Series([c.ratio for c in kept], dtype="float64"),
        "same_party": parties.astype("bool"),
    }
    return pd.DataFrame(table, columns=COLUMNS)


def _width(conflict: _Conflict) -> tuple[float, float]:
    ratio = conflict.ratio
    return 0.0 if math.isnan(ratio) else ratio, conflict.gap_high - conflict.gap_low
