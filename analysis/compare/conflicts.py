"""Real disagreement: statements go in, the pairs that cannot both hold come out.

Two statements of one group conflict if no figure is allowed by both (``intervals``) on one day. What only grows, such
as the killed, may be more on a later day, but not less: then the older figure must not be above the newer one. Anything
else is held only against figures of the same day. Each new statement is held against what every other voice has last
said, within a week; of one voice's quarrel with another the widest gap is kept.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.families import grows
from analysis.compare.statements import DENIED

# a figure stands until its source gives another one, but no longer than this
STANDS_DAYS = 7
DENIAL_DAYS = 60
# of the many that one statement may contradict at once, so that a crowd costs no more than it must
_WIDEST = 16
# stands behind every name
_LAST = "\U0010ffff"

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

    def meets(self, other: _Statement) -> bool:
        """Whether the two may tell of one happening: their sentences speak of one place, or one of none."""
        return not self.about or not other.about or not self.about.isdisjoint(other.about)


class _Conflict(NamedTuple):
    lower: int
    higher: int
    kind: str
    gap_low: float
    gap_high: float

    @property
    def ratio(self) -> float:
        return self.gap_high / self.gap_low if self.gap_low > 0 else np.inf


def find_conflicts(statements: pd.DataFrame) -> pd.DataFrame:
    """The conflicts, widest first: ``COLUMNS``, where a is the lower figure and b the higher.

    ``gap_low`` and ``gap_high`` are the highest figure that a's words allow and the lowest that b's do, ``ratio`` how
    many times as much the latter is. The ``kind`` is "conflict", or "denial" where b denies what a says.
    """
    frame = statements.reset_index(drop=True)
    frame["_when"] = _days(frame["day"])
    found: list[_Conflict] = []
    asserted = frame[frame["mode"] != DENIED]
    columns = [asserted[name].tolist() for name in ("voice", "_when", "lowest", "highest", "about")]
    rows = list(map(_Statement, asserted.index.tolist(), *columns))
    states = asserted["state"].tolist()
    for members in asserted.groupby(["group", "mode", "scene", "state"], sort=False).indices.values():
        found += _quarrels([rows[i] for i in members], grows(states[members[0]]))
    found += _denials(frame)
    return _table(frame, found)


def _days(days: pd.Series) -> pd.Series:
    """Days as numbers; what has no day is all of one."""
    numbers = days.astype("int64") / 86_400.0
    return numbers.where(days.notna(), 0.0).round()


def _quarrels(members: Sequence[_Statement], growing: bool) -> Iterator[_Conflict]:
    """Goes through the statements of one scene in order, and holds each against what stands."""
    standing: dict[str, _Statement] = {}
    by_low: list[tuple[float, str]] = []
    by_high: list[tuple[float, str]] = []
    for new in members:
        old = standing.pop(new.voice, None)
        if old is not None:
            del by_low[bisect_left(by_low, (old.lowest, old.voice))]
            del by_high[bisect_left(by_high, (old.highest, old.voice))]
        for _, other in by_high[: min(_WIDEST, bisect_left(by_high, (new.lowest, "")))]:  # they end below
            below = standing[other]
            if below.day == new.day and new.meets(below):
                yield _Conflict(below.row, new.row, "conflict", below.highest, new.lowest)
        for _, other in by_low[max(len(by_low) - _WIDEST, bisect_left(by_low, (new.highest, _LAST))) :]:
            above = standing[other]
            if not new.meets(above):
                continue
            if above.day == new.day or (growing and new.day - above.day <= STANDS_DAYS):
                yield _Conflict(new.row, above.row, "conflict", new.highest, above.lowest)
        standing[new.voice] = new
        insort(by_low, (new.lowest, new.voice))
        insort(by_high, (new.highest, new.voice))


def _denials(frame: pd.DataFrame) -> Iterator[_Conflict]:
    """What one voice denies and another one says: the figure said lies within what is denied."""
    denied = frame[frame["mode"] == DENIED]
    if denied.empty:
        return
    said = frame[(frame["mode"] != DENIED) & frame["group"].isin(denied["group"].unique())]
    figure = said["figure"].to_numpy("float64")
    groups = {group: np.asarray(rows) for group, rows in said.groupby("group", sort=False).indices.items()}
    for row, group, voice, day, lowest, highest in zip(
        denied.index, *(denied[c] for c in ("group", "voice", "_when", "lowest", "highest")), strict=True
    ):
        rows = groups.get(group, np.array([], dtype="int64"))
        inside = rows[(figure[rows] >= lowest) & (figure[rows] <= highest)][: 4 * _WIDEST]
        for place in inside:
            other = said.iloc[place]
            if other["voice"] != voice and abs(other["_when"] - day) <= DENIAL_DAYS:
                yield _Conflict(said.index[place], row, "denial", float(figure[place]), float(figure[place]))


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
    return conflict.ratio, conflict.gap_high - conflict.gap_low
