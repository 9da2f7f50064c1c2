"""What an article says again in fewer words: topics go in, with the short ones as what the same figure counts in full.

"11,000 North Korean troops … the 11,000 troops"; "85 targets were struck … 85, he said". The figure, its unit and the
article are the same, and the short words are among the full ones, or there are none. A word that was chosen to part
things ("injured") is never dropped.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.columns import Places, kinds_of
from analysis.table import UNTOLD

_FEW = 12  # up to which two lots of one number are nothing remarkable
_ANYBODY = frozenset({"people", "troops", "others"})


def said_again(table: pd.DataFrame, topics: Sequence[tuple[str, str]], found: Places) -> Places:
    """Which topic each row has, once repeats have what they repeat; ``found`` has the places in ``topics`` before.

    A topic is its state and its thing, either of them blank: ("killed", "troops").
    """
    _, of = kinds_of(table["article"], table["value"], table["unit"])
    first = np.unique(of * len(topics) + found, return_index=True)[1]
    keys, counts = np.unique(of[first], return_counts=True)
    several = np.isin(of, keys[counts > 1]) & table["value"].notna().to_numpy()
    told: dict[int, list[int]] = {}
    for row in first[several[first]].tolist():
        told.setdefault(int(of[row]), []).append(int(found[row]))
    values = table["value"].to_numpy("float64")
    found = found.copy()
    for row in np.flatnonzero(several).tolist():
        short = topics[found[row]]
        fuller = [place for place in told[of[row]] if _says_more(topics[place], short, values[row])]
        if len(fuller) == 1:
            found[row] = fuller[0]
    return found


def _says_more(full: tuple[str, str], short: tuple[str, str], value: float) -> bool:
    """Whether a topic says what another says of the same figure, and more."""
    (_, whole), (state, part) = full, short
    if state or whole == UNTOLD or full == short:
        return False
    if part == UNTOLD:
        return value > _FEW
    return set(part.casefold().split()) <= set(whole.casefold().split()) and (value > _FEW or part not in _ANYBODY)
