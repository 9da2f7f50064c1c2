"""Real disagreement: statements go in, the pairs that cannot both hold come out.

Two statements of one group conflict if no figure is allowed by both (``intervals``) on one day. What only grows, such
as the killed, may be more on a later day, but not less: then the older figure must not be above the newer one. Anything
else is held only against figures of the same day. Each new statement is held against what every other voice has last
said, within a week (``quarrels``); of one voice's quarrel with another the widest gap is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.columns import Places, kinds_of
from analysis.compare.families import grows
from analysis.compare.quarrels import Statements, quarrels
from analysis.compare.statements import BEFORE, DENIED, SAID

DENIAL_DAYS = 60
# of the many figures that one denial may meet: so many are kept, of so many that are looked at
_NEAREST = 4
_LOOKED_AT = 64
# what two statements must share to meet: a period's count is never held against a total, nor men against metres
_SCENE = ("group", "mode", "scene", "common_unit", "stretch")

COLUMNS = [
    *("group", "kind", "as_of", "claim_a", "claim_b", "voice_a", "voice_b", "words_a", "words_b"),
    *("gap_low", "gap_high", "ratio", "same_party"),
]


def find_conflicts(statements: pd.DataFrame) -> pd.DataFrame:
    """The conflicts, widest first: ``COLUMNS``, where a is the lower figure and b the higher.

    ``gap_low`` and ``gap_high`` are the highest figure that a's words allow and the lowest that b's do, ``ratio`` how
    many times as much the latter is (blank for denials and figures below nothing). The ``kind`` is "conflict", or
    "denial" where b denies what a says.
    """
    frame = statements[statements["mode"] != BEFORE].reset_index(drop=True)
    frame["_when"], frame["_happened"] = _days(frame["day"]), _days(frame["event_date"])
    clashes, denials = (
        np.fromiter(chain.from_iterable(pairs), dtype="int64").reshape(-1, 2)
        for pairs in (_clashes(frame), _denials(frame))
    )
    pairs = np.concatenate((clashes, denials))
    return _table(frame, pairs[:, 0], pairs[:, 1], np.arange(len(pairs)) >= len(clashes))


def _days(days: pd.Series) -> pd.Series:
    """Days as numbers; what has no day is all of one, which is 0."""
    numbers = days.astype("int64") / 86_400.0
    return numbers.where(days.notna(), 0.0).round()


def _clashes(frame: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """The rows that clash in each scene, the lower one first."""
    asserted = frame[frame["mode"] != DENIED]
    rows = asserted.index.to_numpy()
    if not len(rows):
        return
    kinds, scenes = kinds_of(*(asserted[name] for name in (*_SCENE, "state")), asserted["_when"] == 0)
    order = np.argsort(scenes, kind="stable")
    starts = np.flatnonzero(np.diff(scenes[order], prepend=-1))
    lowest, highest = (asserted[name].to_numpy()[order] for name in ("lowest", "highest"))
    apart = np.minimum.reduceat(highest, starts) < np.maximum.reduceat(lowest, starts)
    columns = [frame[name].tolist() for name in ("_when", "lowest", "highest", "about", "_happened")]
    told = Statements(pd.factorize(frame["voice"])[0].tolist(), *columns)
    ends = [*starts[1:].tolist(), len(order)]
    members = rows[order].tolist()
    for scene in np.flatnonzero(apart).tolist():
        *_, stretch, state, _ = kinds[scene]
        total = stretch == "" or stretch.startswith("since ")
        yield from quarrels(told, members[starts[scene] : ends[scene]], growing=total and grows(state))


def _denials(frame: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """What one voice denies and another one says of the same scene: the figure said lies within what is denied."""
    denied = frame[frame["mode"] == DENIED]
    if denied.empty:
        return
    said = frame[(frame["mode"] == SAID) & frame["group"].isin(denied["group"].unique())].sort_values("figure")
    rows, voices = said.index.to_numpy(), said["voice"].tolist()
    figures, days = said["figure"].to_numpy("float64"), said["_when"].to_numpy("float64")
    keys = [name for name in _SCENE if name != "mode"]
    scenes = {key: np.asarray(places) for key, places in said.groupby(keys, sort=False).indices.items()}
    # who denies that it was more than 40 does not deny 40
    floors = denied["lowest"].where(denied["qualifier"] != "more than", np.nextafter(denied["lowest"], np.inf))
    columns = (denied.assign(lowest=floors)[name].tolist() for name in (*keys, "voice", "_when", "lowest", "highest"))
    for row, *key, voice, day, lowest, highest in zip(denied.index.tolist(), *columns, strict=True):
        places = scenes.get(tuple(key), np.array([], dtype="int64"))
        start, end = np.searchsorted(figures[places], (lowest, np.nextafter(highest, np.inf)))
        near = [at for at in places[start:end][:_LOOKED_AT] if abs(days[at] - day) <= DENIAL_DAYS]
        others = sorted((at for at in near if voices[at] != voice), key=lambda at: abs(days[at] - day))
        yield from ((int(rows[at]), row) for at in others[:_NEAREST])


def _table(frame: pd.DataFrame, lower: Places, higher: Places, denial: NDArray[np.bool_]) -> pd.DataFrame:
    """One row a pair of voices in a group: its widest conflict."""
    figures, lowest, highest = (frame[name].to_numpy("float64") for name in ("figure", "lowest", "highest"))
    gap_low = np.where(denial, figures[lower], highest[lower])
    gap_high = np.where(denial, figures[lower], lowest[higher])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        times = np.where(gap_low > 0, gap_high / gap_low, np.inf)
    # not told of denials and below nothing, infinite over nothing
    ratio = np.where(denial | (gap_low < 0) | (gap_high < 0), np.nan, times)
    width = np.nan_to_num(ratio, nan=0.0, posinf=np.inf), gap_high - gap_low
    group, voice = (pd.factorize(frame[name])[0].astype("int64") for name in ("group", "voice"))
    sides = np.sort([voice[lower], voice[higher]], axis=0)
    pairs = ((group[lower] * len(frame) + sides[0]) * 2 + denial, sides[1])
    order = np.lexsort((-width[1], -width[0], *pairs))
    new = [np.diff(keys[order], prepend=-1) != 0 for keys in pairs]
    kept = order[new[0] | new[1]]
    kept = kept[np.lexsort((higher[kept], lower[kept], -width[1][kept], -width[0][kept]))]
    needed = ["group", "day", "claim", "voice", "quote", "actor"]
    a, b = (frame[needed].iloc[rows[kept]].reset_index(drop=True) for rows in (lower, higher))
    table = {
        "group": a["group"],
        "kind": pd.Series(np.where(denial[kept], "denial", "conflict"), dtype="str"),
        "as_of": a["day"].where(a["day"] > b["day"], b["day"]),
        **{f"claim_{side}": rows["claim"] for side, rows in (("a", a), ("b", b))},
        **{f"voice_{side}": rows["voice"] for side, rows in (("a", a), ("b", b))},
        **{f"words_{side}": rows["quote"] for side, rows in (("a", a), ("b", b))},
        "gap_low": gap_low[kept],
        "gap_high": gap_high[kept],
        "ratio": ratio[kept],
        "same_party": (a["actor"].notna() & (a["actor"] == b["actor"])).astype("bool"),
    }
    return pd.DataFrame(table, columns=COLUMNS)
