"""What a claim's words allow: rows of the claims table go in, the lowest and the highest figure come out.

"At least 10,000" allows 10,000 and all above, "about 1,100" what lies near. How near is data: the lexicon
``tolerances`` has a share of the figure for words, stances and figures that end in noughts. Two claims can both hold
if their intervals touch.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.columns import kinds_of
from analysis.lexicon import read_rows
from analysis.table import require_columns

_NONE = (0.0, 0.0)
Floats = NDArray[np.float64]

# below this a count that ends in nought is as likely counted as rounded: "30 killed" contradicts "31 killed"
_ROUNDED_FROM = 100


@cache
def _tolerances(kind: str) -> dict[str, tuple[float, float]]:
    """The shares of the figure below and above it that words allow: "about" → (0.1, 0.1)."""
    rows = read_rows("tolerances")
    return {row["words"]: (float(row["below"]), float(row["above"])) for row in rows if row["kind"] == kind}


def allowed(table: pd.DataFrame) -> tuple[Floats, Floats]:
    """The lowest and the highest figure that each row's words allow, in the row's own unit; an open end is infinite.

    >>> rows = {"low": [None, 10000.0, None], "value": [1100.0, 10000.0, 40.0], "high": [None, None, 40.0]}
    >>> words = {"qualifier": ["about", "at least", "up to"], "stance": "states", "unit": "count"}
    >>> lowest, highest = allowed(pd.DataFrame({**rows, **words}))
    >>> lowest.round().tolist(), highest.round().tolist()
    ([990.0, 10000.0, 0.0], [1210.0, inf, 40.0])
    """
    require_columns(table, "low", "value", "high", "qualifier", "stance", "unit")
    low, value, high = (table[name].to_numpy("float64") for name in ("low", "value", "high"))
    qualifier = table["qualifier"].astype("object").to_numpy()
    counts = (table["unit"] == "count").to_numpy()
    below, above = _margins(table, value, counts)
    either = np.isin(qualifier, ["about", "nearly"])
    start = np.where(either, value, low)
    end = np.where(either, value, high)
    # a count, a share and a sum do not fall below nothing; a temperature may
    nothing = np.where(counts | table["unit"].isin(["percent", "fraction"]).to_numpy(), 0.0, -np.inf)
    lowest = np.where(np.isnan(start), nothing, start - below * np.abs(start))
    highest = np.where(np.isnan(end), np.inf, end + above * np.abs(end))
    return np.minimum(lowest, highest), np.maximum(lowest, highest)


def _margins(table: pd.DataFrame, value: Floats, counts: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The widest of what a row's qualifier, its stance and its noughts allow, below and above."""
    kinds, of = kinds_of(table["qualifier"], table["stance"])
    words, stances, rounded = (_tolerances(kind) for kind in ("qualifier", "stance", "figure"))
    noughts, exact = _roundness(value, counts), np.array([qualifier == "exact" for qualifier, _ in kinds], dtype="bool")
    sides: list[Floats] = []
    for side in (0, 1):
        most = [max(words.get(q, _NONE)[side], stances.get(s, _NONE)[side]) for q, s in kinds]
        ends = np.where(exact[of], np.minimum(noughts, rounded["rounded"][side]), 0.0)
        sides.append(np.maximum(np.array(most, dtype="float64")[of], ends))
    return sides[0], sides[1]


def _roundness(values: Floats, counts: NDArray[np.bool_]) -> Floats:
    """Half the place of a figure's last digit, as a share of it: 11,000 → 500 of 11,000; 0 for what was counted."""
    unique, places = np.unique(np.nan_to_num(values), return_inverse=True)
    shares = np.array([_half_place(float(value)) for value in unique], dtype="float64")
    return np.where(counts & (np.abs(values) < _ROUNDED_FROM), 0.0, shares[places])


def _half_place(value: float) -> float:
    if value == 0:
        return 0.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(Decimal(5).scaleb(int(exponent) - 1) / abs(Decimal(repr(value))))


def clash(lowest: Floats, highest: Floats, other_lowest: Floats, other_highest: Floats) -> NDArray[np.bool_]:
    """Whether two intervals leave no figure that both allow.

    >>> ten, twelve = np.array([10.0]), np.array([12.0])
    >>> clash(ten, twelve, twelve, np.array([np.inf]))[0], clash(ten, ten, twelve, twelve)[0]
    (np.False_, np.True_)
    """
    return (lowest > other_highest) | (other_lowest > highest)
