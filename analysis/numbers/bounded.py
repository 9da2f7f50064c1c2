"""Reads an article as one where a bound stands before it and a unit behind: "nearly a mile", "more than an hour".

A plain article is no number ("a mile off", "a week of strikes"); with a bound it is said as a measure. Vocabulary:
``units`` and ``currencies``. Knowingly missed: bounds further off ("more, they say, than a mile").
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from analysis.lexicon import read_rows, split_list
from analysis.numbers.figures import Figure, Token, is_glued, make_figure, next_is

_BOUNDED_RE = re.compile(
    r"\b(?:about|nearly|almost|roughly|around|approximately|under|over|than|least|to|as)\s+an?\s+(?P<unit>[a-z]+)"
)
_ALONE = {"about", "nearly", "almost", "roughly", "around", "approximately", "under", "over"}
_PAIRS = {"least": {"at"}, "to": {"up", "close"}, "as": {"much", "far", "long", "little"}}
_MORE = {
    "more", "less", "longer", "shorter", "further", "farther", "bigger", "greater", "better", "higher", "lower",
}  # fmt: skip
# "about a second attack", "at least a magnitude"; "more than a century" is said of what is long
_NO_UNITS = {
    "second",
    "percentage",
    "percent",
    "magnitude",
    "fold",
    "feet",
    "night",
    "quarter",
    "decade",
    "century",
    "millennium",
}
# "over a year" is a period, "for over a year" a bound
_TIMES = {"minute", "hour", "day", "week", "month", "year"}
# "more than a year ago", "less than a month old": a date or an age
_DATED = {
    "ago", "earlier", "later", "from", "hence", "before", "after", "since", "into", "prior", "previously", "old", "of",
    "away", "or", "per", "when", "that", "'", "’",
}  # fmt: skip
_LASTING = {
    "for", "just", "well", "lasted", "lasts", "lasting", "last", "took", "takes", "take", "taking", "spent", "spends",
    "spending", "waited", "waiting", "is", "was", "after", "of", "little",
}  # fmt: skip


def bounded_unit(tokens: list[Token], i: int) -> Figure | None:
    """The number in "nearly a mile", the article at ``i``; ``None`` for an article that is none.

    >>> from analysis.numbers.figures import tokenize
    >>> [bounded_unit(tokenize(text), 1) is not None for text in ("nearly a mile", "beyond a mile", "about a boat")]
    [True, False, False]
    """
    unit = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    known = unit in _units() or (unit == "percentage" and next_is(tokens, i + 2, "point"))
    joined = next_is(tokens, i + 2, "-") and is_glued(tokens, i + 2)  # "nearly a mile-long queue"
    if not known or joined or not _is_bounded(tokens, i, unit in _TIMES):
        return None
    if unit in _TIMES and i + 2 < len(tokens) and tokens[i + 2].lower in _DATED:
        return None
    return make_figure(tokens, i, i, "words", Decimal(1))


def may_bound(small: str) -> bool:
    """Whether a text in small letters may hold such a number; a quick test."""
    return any(match["unit"] in _units() or match["unit"] == "percentage" for match in _BOUNDED_RE.finditer(small))


def _is_bounded(tokens: list[Token], i: int, lasts: bool) -> bool:
    word, before, third = (tokens[i - k].lower if i >= k else "" for k in (1, 2, 3))
    if lasts and ("in" in (before, third) or any(token.lower == "open" for token in tokens[max(0, i - 4) : i])):
        return False  # "in under an hour", "the first time in more than a year", "shops open at least a year"
    if word in ("over", "around") and lasts:
        return before in _LASTING
    return word in _ALONE or before in _PAIRS.get(word, ()) or (word == "than" and before in _MORE)


@cache
def _units() -> frozenset[str]:
    """The names of one unit or coin: "mile", "hour", "dollar"."""
    rows = [*read_rows("units"), *read_rows("currencies")]
    words = (word for row in rows for word in split_list(row["words"]))
    single = {word for word in words if re.fullmatch(r"[a-z]{3,}", word) and word[-1] != "s"}
    return frozenset((single | _TIMES) - _NO_UNITS)
