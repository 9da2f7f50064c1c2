"""Columns gone through once for each thing that they hold, not once for each row: a large table repeats itself.

Rows that are alike in some columns are one kind of row: what is worked out for each kind is laid out over the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.table import cells_of

Places = NDArray[np.int64]


def kinds_of(*columns: pd.Series) -> tuple[list[tuple[Any, ...]], Places]:
    """The kinds of row that some columns have between them, in order of appearance, and which of them each row is.

    >>> kinds, of = kinds_of(pd.Series(["Kyiv", None, "Kyiv"], dtype="str"), pd.Series([1, 2, 1]))
    >>> kinds, of.tolist()
    ([('Kyiv', 1), (None, 2)], [0, 1, 0])
    """
    of: Places = np.zeros(len(columns[0]), dtype="int64")
    for column in columns:
        codes, values = pd.factorize(column)
        of = pd.factorize(of * (len(values) + 1) + codes)[0].astype("int64")
    first = np.flatnonzero(np.diff(np.maximum.accumulate(of), prepend=-1))
    return list(zip(*(cells_of(column.iloc[first]) for column in columns), strict=True)), of


def laid_out(words: Sequence[str | None], of: Places) -> pd.Series[str]:
    """A column of words: for each row those of its kind.

    >>> laid_out(["a", "b"], np.array([1, 0, 1])).tolist()
    ['b', 'a', 'b']
    """
    return pd.Series(np.array(words, dtype="object")[of] if len(of) else [], dtype="str")


def in_order(table: pd.DataFrame, *names: str) -> Places:
    """The places of a table's rows in the order of some columns, the first of them first; blanks come last.

    >>> in_order(pd.DataFrame({"a": ["y", None, "x"]}), "a").tolist()
    [2, 0, 1]
    """
    ranks = (pd.factorize(table[name], sort=True)[0] for name in reversed(names))
    order: Places = np.lexsort([np.where(codes < 0, len(table), codes) for codes in ranks])
    return order
