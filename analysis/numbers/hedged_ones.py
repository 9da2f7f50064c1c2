"""What an article counts beside a hedge: tokens from an article on go in, the figure 1 comes out, or ``None``.

"more than a mile", "nearly a year": a plain "a mile" is no number, a loosened one is. Knowingly missed: other things
("more than a village"), and times that tell when ("about an hour ago", "in less than a week").
"""

from __future__ import annotations

from decimal import Decimal

from analysis.lexicon import alternatives
from analysis.numbers.figures import Figure, Token, make_figure
from analysis.numbers.units import unit_words

_TIMES = {"hour", "day", "week", "month", "year"}
_MEASURES = {
    "mile", "kilometre", "metre", "foot", "inch", "yard", "centimetre", "acre", "hectare", "tonne", "ton", "ounce",
    "kilogram", "litre", "gallon", "pint", "percent",
}  # fmt: skip
_HEDGES = {"nearly", "almost", "roughly", "about", "around", "approximately", "than", "least", "under", "to", "as"}
# what stands before the last word of a hedge of several: "more than", "at least", "up to", "as much as"
_COMPARED = {
    "than": {"more", "less", "longer", "further", "farther"},
    "least": {"at"},
    "to": {"up"},
    "as": {"much", "far", "long", "little"},
}
# what makes of a length of time a point in it
_WHEN_BEFORE = {"in", "within", "every", "once", "past", "last", "next"}
_WHEN_AFTER = {
    "ago", "earlier", "later", "before", "after", "since", "old", "into", "away", "from", "when", "that", "hence",
    "per", "or", "and", "in", "-", "'", "’",
}  # fmt: skip


def hedged_hint() -> str:
    """What such an article looks like, as a pattern for text in small letters: "than a mile"."""
    words = alternatives(word for word, unit in unit_words().items() if unit in _TIMES | _MEASURES)
    return rf"(?:{alternatives(_HEDGES)})\san?\s(?:{words})\b"


def hedged_one(tokens: list[Token], i: int) -> Figure | None:
    """The figure of the article at token i in "more than a mile"; ``None`` for "a mile" and "more than a friend".

    >>> from analysis.numbers.figures import tokenize
    >>> for text in ("more than a mile", "walked a mile", "about an hour ago"):
    ...     tokens = tokenize(text)
    ...     print(hedged_one(tokens, len(tokens) - (3 if "ago" in text else 2)) is not None)
    True
    False
    False
    """
    hedge = tokens[i - 1].lower if i else ""
    if hedge not in _HEDGES or i + 1 >= len(tokens):
        return None
    compares = hedge in _COMPARED
    if compares and (i < 2 or tokens[i - 2].lower not in _COMPARED[hedge]):
        return None
    unit = unit_words().get(tokens[i + 1].lower)
    after = tokens[i + 2].lower if i + 2 < len(tokens) else "."
    if unit in _TIMES:
        k = i - (3 if compares else 2)
        before = [token.lower for token in tokens[max(0, k - 1) : k + 1]]
        if after in _WHEN_AFTER or "open" in before or _WHEN_BEFORE.intersection(before[-1:]):
            return None  # "shops open for at least a year"
    elif unit not in _MEASURES or after in ("-", "or") or (tokens[i + 1].lower == "percentage" and after != "point"):
        return None
    return make_figure(tokens, i, i, "words", Decimal(1))
