"""Who is silent on a group: a comparison and a heading go in, the rows of its silences that belong to it come out.

A silence belongs to a group if it says so (a column ``group``), if what it keeps back ("the number of troops") shares
a thing or a state with the heading, or if it keeps back an unnamed figure in an article that tells of the group.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from analysis.compare.comparison import Comparison

_WORD_RE = re.compile(r"[^\W\d_]{3,}")
_PLURAL_RE = re.compile(r"(?:(?:ie|e)?s|y|ns?)$")
# "the figure", "how many", "a number": nothing of what is counted
_FIGURES = frozenset(
    {"and", "any", "count", "detail", "figure", "for", "from", "how", "many", "number", "that", "the", "their", "them"}
    | {"toll", "total", "were", "what"}
)


def _stems(words: str) -> set[str]:
    """The words of a heading or of what is kept back, without plurals.

    >>> sorted(_stems("the number of North Koreans"))
    ['korea', 'north']
    """
    found = (word.casefold() for word in _WORD_RE.findall(words))
    return {
        _PLURAL_RE.sub("", word) for word in found if word.removesuffix("s") not in _FIGURES and word not in _FIGURES
    }


def silences_on(comparison: Comparison, group: str) -> pd.DataFrame:
    """The silences on a group, in their order, with ``voice``: who is silent, and their article's outlet and day."""
    silences = comparison.silences
    if silences is None or silences.empty:
        return pd.DataFrame({"voice": pd.Series(dtype="str")})
    if "group" in silences:
        chosen = silences["group"] == group
    else:
        heading = _stems(group)
        near = silences["article"].isin(comparison.claims.loc[comparison.claims["group"] == group, "article"])
        about = {words: _stems(words) for words in silences["about"].dropna().unique()}
        stems = [about.get(words, set()) for words in silences["about"].tolist()]
        chosen = pd.Series([bool(s & heading) for s in stems], index=silences.index)
        chosen |= near & pd.Series([not s for s in stems], index=silences.index)
    found = silences[chosen]
    who = found["voice"] if "voice" in found else found["source"]
    nobody = "nobody named" + found["outlet"].map(" ({})".format, na_action="ignore").fillna("")
    return found.assign(voice=who.fillna(nobody).astype("str"))
