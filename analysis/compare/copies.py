"""Wire copy: rows of the claims table go in; out comes which of them only run again what another outlet had first.

The same sentence with the same figure of the same source at two outlets is one claim that ran twice. Who has it first
by the day of publication is the first; the copies stay in the table, but are not counted as other voices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.compare.columns import in_order, kinds_of

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
    likely = _told_elsewhere(table)
    rows = table.iloc[in_order(table, "published", "article", "start")]
    rows = rows[likely.reindex(rows.index)]
    alike = kinds_of(_bare(rows["sentence"]), _bare(rows["quote"]), *_places(rows))[1].tolist()
    heard = list(zip(rows["outlet"].tolist(), rows["claim"].tolist(), strict=True))
    ran: dict[int, list[tuple[str, str]]] = {}
    for key, outlet_and_claim in zip(alike, heard, strict=True):
        ran.setdefault(key, []).append(outlet_and_claim)
    found = [_told(ran[key], outlet) for key, (outlet, _) in zip(alike, heard, strict=True)]
    return pd.DataFrame(found, columns=["copy_of", "also_in"], index=rows.index, dtype="str").reindex(table.index)


def _told_elsewhere(table: pd.DataFrame) -> pd.Series[bool]:
    """Which rows may have run elsewhere: an outlet said so much, and another one gives the figure as its source's."""
    long = table["outlet"].notna() & (table["sentence"].str.count(" ") >= _ENOUGH_WORDS)
    said = kinds_of(_bare(table["quote"]), *_places(table))[1]
    by = pd.DataFrame({"said": said, "outlet": table["outlet"].to_numpy()})[long.to_numpy()].drop_duplicates()
    several = by["said"].value_counts() > 1
    return long & np.isin(said, several.index[several])


def _places(table: pd.DataFrame) -> tuple[pd.Series, ...]:
    """What two copies of a figure share beside their words: its place in the sentence, its source and its unit."""
    return table["start"] - table["sentence_start"], table["source"], table["unit"]


def _told(run: Sequence[tuple[str, str]], outlet: str) -> tuple[str | None, str | None]:
    """The claim that had the words first, if another outlet's, and where else they ran."""
    elsewhere = dict.fromkeys(name for name, _ in run if name != outlet)
    first, claim = run[0]
    return None if first == outlet else claim, "; ".join(elsewhere) or None


def _bare(texts: pd.Series) -> pd.Series:
    """Words alone, in small letters."""
    told = {text: _LETTERS_RE.sub(" ", text.casefold()).strip() for text in texts.dropna().unique()}
    return texts.map(told)
