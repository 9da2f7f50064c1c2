"""What was never held against one another: statements and steps go in, whose figures stand apart comes out.

Two articles that count people killed may tell of two disasters. Where nothing ties them their figures are not compared,
and nobody may read from that that they agree, or that nobody moved a figure.
"""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from analysis.compare.statements import SAID, place_key

WHY_APART = "the articles do not say that it is the same event"
HOW_TO_COMPARE = "move the claims to a subject of their own (Merge and split) to compare them"
# what of a statement is looked at
HELD = ("group", "mode", "scene", "stretch", "common_unit", "claim", "voice", "lowest", "highest")
# of the lowest and the highest figures of a group so many are looked at
_LOOKED_AT = 20


def groups_apart(statements: pd.DataFrame) -> frozenset[str]:
    """The groups in which two voices give figures that cannot both hold, in scenes that were never compared."""
    said = statements[statements["mode"] == SAID]
    scenes = said.groupby("group")["scene"].nunique()
    several = said[said["group"].isin(scenes.index[scenes > 1])]
    return frozenset(
        str(group) for (group, *_), rows in several.groupby(["group", "stretch", "common_unit"]) if _unheard(rows)
    )


def _unheard(rows: pd.DataFrame) -> bool:
    ends = rows.groupby(["scene", "voice"], sort=False).agg(lowest=("lowest", "max"), highest=("highest", "min"))
    high = ends["lowest"].nlargest(_LOOKED_AT).reset_index().itertuples(index=False, name=None)
    low = list(ends["highest"].nsmallest(_LOOKED_AT).reset_index().itertuples(index=False, name=None))
    return any(
        begin > end and scene != its_scene and voice != its_voice
        for scene, voice, begin in high
        for its_scene, its_voice, end in low
    )


def voices_apart(revisions: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """The groups with the voices of which it is not told that their unlike first figures are of one thing.

    Figures for places apart are of things apart, and are not meant.

    >>> told = {"group": "dead", "voice": ["A", "A", "B", "B"], "plan": False, "step": "first", "figure": [1, 2, 3, 4]}
    >>> sorted(voices_apart(pd.DataFrame(told | {"place": [None, "Alder", "Elm", "Oakton"]})))
    [('dead', 'A')]
    """
    first = revisions[revisions["step"] == "first"]
    told: dict[tuple[Hashable, ...], dict[str, set[float]]] = {}
    columns = (first[name].tolist() for name in ("group", "voice", "plan", "place", "figure"))
    for group, voice, plan, place, figure in zip(*columns, strict=True):
        key = place_key(place if isinstance(place, str) else None)
        told.setdefault((group, voice, plan), {}).setdefault(key, set()).add(figure)
    return frozenset(
        (str(group), str(voice))
        for (group, voice, _), places in told.items()
        if any(len(figures) > 1 for figures in places.values())
        or ("" in places and len(set().union(*places.values())) > 1)
    )
