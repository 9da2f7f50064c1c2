"""What a figure is beside others: rows of the claims table go in; out comes which of them say nothing by themselves.

"Another 40", "40 of whom", "40 of them seriously" are told beside a whole, what may yet be is no count, and what was
said before at a time that is not told has been overtaken. Vocabulary: ``scopes``; ``part_counters`` are those who only
count what came to them, so that their figure is the least that the whole can be.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd

from analysis.compare.columns import Places, kinds_of
from analysis.lexicon import alternatives, read_rows, read_words

PLANNED = "planned"
_LOOK_BACK, _LOOK_ON = 40, 30
# "the toll could climb to 30", "could go past 50": no count yet
_MAY_RE = re.compile(r"\b(?:could|may|might|would)\b(?:\s+\w+){0,4}\s*$", re.IGNORECASE)
# "64 cases, with no deaths"
_NONE_OF_THESE = "none of these"
_WITH_RE = re.compile(r"\bwith\s*$", re.IGNORECASE)


@cache
def _scopes(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    scopes = {row["phrase"]: row["scope"] for row in read_rows("scopes") if row["side"] == side}
    words = alternatives(scopes)
    pattern = {"before": rf"\b({words})\s+\W*$", "after": rf"\W*({words})\b", "clause": rf"\b({words})\b"}
    return re.compile(pattern[side], re.IGNORECASE), scopes


@cache
def _part_counter_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(read_words('part_counters'))})\b", re.IGNORECASE)


def counts_a_part(source: str) -> bool:
    """Whether somebody counts only what came to them.

    >>> counts_a_part("Alder Medical Center"), counts_a_part("Ministry of Health")
    (True, False)
    """
    return _part_counter_re().search(source) is not None


def scope_of(sentence: str, start: int, end: int) -> str:
    """What a figure at ``start:end`` of a sentence is beside others.

    A "part", "further", only "feared", "planned", told "earlier", or "" for a figure by itself.

    >>> scope_of("The ministry said another 40 were killed.", 26, 28)
    'further'
    >>> scope_of("The ministry said 40 were killed.", 18, 20), scope_of("60 came, 40 of whom swam.", 9, 11)
    ('', 'part')
    """
    before, after = sentence[max(0, start - _LOOK_BACK) : start], sentence[end : end + _LOOK_ON]
    for side, found in (
        ("before", _scopes("before")[0].search(before)),
        ("after", _scopes("after")[0].match(after)),
        ("clause", _scopes("clause")[0].search(sentence, 0, start)),
    ):
        if found is not None:
            return _scopes(side)[1][" ".join(found[1].lower().split())]
    return "feared" if _MAY_RE.search(before) else ""


def scopes(claims: pd.DataFrame) -> pd.Series[str]:
    """The scope of each figure, "" for most."""
    spans = claims["start"] - claims["sentence_start"], claims["end"] - claims["sentence_start"]
    at = [span.fillna(0).astype("int64").tolist() for span in spans]
    sentences = claims["sentence"].fillna("").tolist()
    found = [scope_of(*row) for row in zip(sentences, *at, strict=True)]
    for place in np.flatnonzero(claims["value"] == 0).tolist():
        if _WITH_RE.search(sentences[place], 0, at[0][place]):
            found[place] = _NONE_OF_THESE
    return pd.Series(found, index=claims.index, dtype="str")


def depends(claims: pd.DataFrame, scope: pd.Series[str]) -> pd.Series[bool]:
    """Which figures say nothing by themselves: additions, what is feared, and parts of what their sentence counts.

    ``scope`` is that of each (``scopes``).
    """
    sentence = kinds_of(claims["article"], claims["sentence_start"])[1]
    group = kinds_of(pd.Series(sentence), claims["group"])[1]
    # "16 boats set off, two of them capsized": these two are all that capsized
    whole = (_many(sentence) > 1) & (_many(group) == 1)
    # "killing 389 and driving thousands out": one source that counts twice in a sentence was misread, or counts parts
    asserted = (~claims["earlier"]).to_numpy()
    told = kinds_of(pd.Series(group), claims["source"], claims["place"])[1][asserted]
    figures = kinds_of(pd.Series(told), claims["figure"][asserted])[1]
    doubtful = np.zeros(len(claims), dtype="bool")
    doubtful[asserted] = _many(told) > _many(figures)
    dated = (scope == "earlier") & claims["said_on"].notna()
    found: pd.Series[bool] = pd.Series(doubtful, index=claims.index) | (
        ~scope.isin(["", PLANNED]) & ~dated & ~((scope == "part") & whole)
    )
    return found


def _many(of: Places) -> Places:
    """How many rows each row's kind has."""
    return np.bincount(of)[of] if len(of) else of
