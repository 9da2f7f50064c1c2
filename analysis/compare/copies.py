"""Wire copy: rows of the claims table go in; out comes which of them only run again what another outlet had first.

The same sentence with the same figure of the same source at two outlets is one claim that ran twice. Who has it first
by the day of publication is the first; the copies stay in the table, but are not counted as other voices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from analysis.table import cells_of

_Key = tuple[str, str, int, tuple[str, str]]

_LETTERS_RE = re.compile(r"\W+")
# a sentence this short may be the same by chance: "It killed 40."
_ENOUGH_WORDS = 6


def find_copies(table: pd.DataFrame) -> pd.DataFrame:
    """For each row ``copy_of``, the claim that had it first (blank if it is the first), and ``also_in``.

    ``also_in`` names the other outlets that ran the same words, in their order of publication, parted by "; ".

    >>> said = "The ministry said on Monday that 40 people had been killed."
    >>> rows = {"sentence": [said, said.replace("ministry", "Ministry")], "quote": "40", "article": ["a", "b"],
    ...     "outlet": ["Post", "Globe"], "published": pd.to_datetime(["2024-05-02", "2024-05-01"]),
    ...     "claim": ["c1", "c2"], "start": [33, 33], "sentence_start": [0, 0], "source": "ministry", "unit": "count"}
    >>> find_copies(pd.DataFrame(rows))[["copy_of", "also_in"]].values.tolist()
    [['c2', 'Globe'], [nan, 'Post']]
    """
    order = table.sort_values(["published", "article", "start"], kind="stable", na_position="last")
    columns = [order[name].tolist() for name in ("sentence", "quote", "claim")]
    said = list(zip(order["source"].fillna("").tolist(), order["unit"].tolist(), strict=True))
    outlets = cells_of(order["outlet"], "")
    places = (order["start"] - order["sentence_start"]).tolist()
    ran: dict[_Key, list[tuple[str, str]]] = {}
    keys: list[_Key | None] = []
    for sentence, quote, claim, outlet, place, of in zip(*columns, outlets, places, said, strict=True):
        long = outlet and sentence.count(" ") >= _ENOUGH_WORDS
        key = (_bare(sentence), _bare(quote), place, of) if long else None
        keys.append(key)
        if key is not None:
            ran.setdefault(key, []).append((outlet, claim))
    found = [_told(ran.get(key, ()) if key else (), outlet) for key, outlet in zip(keys, outlets, strict=True)]
    return pd.DataFrame(found, columns=["copy_of", "also_in"], index=order.index, dtype="str").reindex(table.index)


def _told(run: Sequence[tuple[str, str]], outlet: str) -> tuple[str | None, str | None]:
    """The claim that had the words first, if another outlet's, and where else they ran."""
    elsewhere = dict.fromkeys(name for name, _ in run if name != outlet)
    first = run[0] if run and run[0][0] != outlet else None
    return None if first is None else first[1], "; ".join(elsewhere) or None


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Words alone, in small letters."""
    return _LETTERS_RE.sub(" ", text.casefold()).strip()
