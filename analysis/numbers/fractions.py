"""Parts of a whole: tokens from a number on go in, the fraction that they make comes out, or ``None``.

"two-thirds", "a fifth of", "half", "3/4", "one in five", "four out of ten", "half-mile". Vocabulary: ``fractions`` and
``numerals``. Knowingly missed: odds ("three to one"), ratios with a colon ("2:1").
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from analysis.numbers.figures import Figure, Token, is_glued, make_figure, next_is, number_word, small_number
from analysis.numbers.magnitudes import and_a_half, enlarge, fraction_words, of_a_magnitude, part_of_magnitude
from analysis.numbers.units import unit_words

_MOST_DIGITS = 10
_SIX_PLACES = Decimal("0.000001")
# "one in five" is a share, "one in 17" may be one thing inside another
_ROUND = {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 10000, 100000}
# parts of inches and pounds: "1/32"
_FINE = (24, 25, 32, 40, 48, 50, 64, 100, 128, 256, 1000)
_HIGHEST_WHOLE = 100000
_AFTER_FRACTION = {
    "of", "more", "less", "are", "were", "is", "was", "have", "had", "in", "from", "to", "as", "said", "say", "think",
    "believe", "believed", "thought", "support", "oppose", "opposed", "want", "wanted", "disagree", "disagreed", "don",
}  # fmt: skip
# behind a part by which something changed: "cut by a third over two years", no "by a third party"
_AFTER_CHANGE = {
    "over", "last", "this", "next", "since", "by", "before", "after", "during", "and", "or", "but", "within", "between",
    "on", "at", "while", "when", "because", "if", "compared", "with", "without", "against", "for", "across", "per",
    "each", "every", "so", "than", "through", "under", "until", "despite", "yesterday", "today", "annually", "already",
    "overall", "again", "that", "which", "he", "she", "it", "they", "we",
}  # fmt: skip
_BEFORE_CHANGE = {
    "by", "than", "nearly", "almost", "roughly", "fell", "fallen", "rose", "risen", "grew", "dropped", "shrank", "up",
    "down",
}  # fmt: skip
# "the first half" and "one-half" are no numbers of their own
# a "half-year" and a "quarter-final" are not so long
_NO_PART = {"year", "final", "night"}
# "a quarter-percentage-point", "a quarter-point rise", "a half point rise"
_POINTS = {"point", "percentage"}
_MOVES = {"cut", "cuts", "hike", "hikes", "rise", "rises", "increase", "increases", "reduction", "reductions", "move"}
# "a fifth higher than", "a third lower."; but "a fifth higher court"
_COMPARED = {
    "higher", "lower", "larger", "smaller", "bigger", "cheaper", "dearer", "faster", "slower", "heavier", "lighter",
    "shorter", "longer", "weaker", "stronger", "above", "below",
}  # fmt: skip
# "by about a quarter"
_BETWEEN_BY = {
    "about",
    "around",
    "roughly",
    "nearly",
    "almost",
    "at",
    "least",
    "up",
    "to",
    "as",
    "much",
    "more",
    "than",
    "over",
    "some",
}
_BEFORE_HALF = {"first", "second", "other", "better", "final", "latter", "former", "top", "bottom", "-"}


def sign_value(sign: str) -> Decimal:
    """The value of a fraction that is one sign.

    >>> sign_value("½"), sign_value("⅓")
    (Decimal('0.5'), Decimal('0.333333'))
    """
    return _rounded(Decimal(str(unicodedata.numeric(sign))))


def _part(value: Decimal, whole: Decimal | int) -> Decimal:
    """A quotient: all of its digits if they are few ("1/128"), else six places ("a third")."""
    quotient = value / whole
    return quotient.normalize() if len(quotient.as_tuple().digits) <= _MOST_DIGITS else _rounded(quotient)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_SIX_PLACES).normalize()


def one_part(tokens: list[Token], i: int, j: int) -> Figure | None:
    """The figure of "a third", "a half" or "a quarter of a million"; i is the article's token, j the part's."""
    word = tokens[j].lower
    if word in ("half", "quarter") and of_a_magnitude(tokens, j + 1):
        return part_of_magnitude(tokens, i, j)
    parts = fraction_words().get(word)
    if parts is None or word.endswith("s"):
        return None
    if word in ("half", "quarter") and _is_measured(tokens, j + 1):
        return make_figure(tokens, i, j, "fraction", _part(Decimal(1), parts))
    changed = word == "quarter" and _is_by(tokens, i) and _ends_fraction(tokens, i, j + 1)
    if word in ("second", "quarter") and not (changed or next_is(tokens, j + 1, "of")):
        return None
    if word not in ("half", "quarter") and not _ends_fraction(tokens, i, j + 1):
        return None
    if word == "half" and next_is(tokens, j + 1, "-"):
        enlarged = number_word(tokens, j + 2)[1] in ("magnitude", "dozen")
        return enlarge(tokens, i, j, Decimal("0.5"), "words") if enlarged else None
    return make_figure(tokens, i, j, "fraction", _part(Decimal(1), parts))


def half(tokens: list[Token], i: int) -> Figure | None:
    """The figure of "half", "half a million" or "half million"; ``None`` for "the first half" and "half-time"."""
    if of_a_magnitude(tokens, i + 1):
        return part_of_magnitude(tokens, i, i)
    if i and tokens[i - 1].lower in _BEFORE_HALF:
        return None
    if i > 1 and tokens[i - 1].lower == "the" and tokens[i - 2].lower == "at" and not next_is(tokens, i + 1, "of"):
        return None  # "they led 21-7 at the half"
    if _is_measured(tokens, i + 1):
        return make_figure(tokens, i, i, "fraction", Decimal("0.5"))
    if next_is(tokens, i + 1, "-"):
        enlarged = number_word(tokens, i + 2)[1] in ("magnitude", "dozen")
        return enlarge(tokens, i, i, Decimal("0.5"), "words") if enlarged else None
    if number_word(tokens, i + 1)[1] in ("magnitude", "dozen"):
        return enlarge(tokens, i, i, Decimal("0.5"), "words")
    return make_figure(tokens, i, i, "fraction", Decimal("0.5"))


def quarter(tokens: list[Token], i: int) -> Figure | None:
    """The figure of a "quarter" without an article before its unit: "two quarter-point cuts", "quarter-inch nails"."""
    if next_is(tokens, i + 2, "century") or not _is_measured(tokens, i + 1):
        return None  # "a quarter-century-old feud"
    return make_figure(tokens, i, i, "fraction", Decimal("0.25"))


def spoken_decimal(tokens: list[Token], j: int, value: Decimal) -> tuple[Decimal, int] | None:
    """The value of "two point five million" and the token of its last digit; j is the token of the "two".

    >>> from analysis.numbers.figures import tokenize
    >>> [spoken_decimal(tokenize(text), 0, Decimal(2)) for text in ("two point five million", "two point guards")]
    [(Decimal('2.5'), 2), None]
    """
    k = j + 2
    digits = ""
    while next_is(tokens, j + 1, "point") and (digit := number_word(tokens, k))[1] == "unit":
        digits, k = f"{digits}{digit[0]}", k + 1
    if not digits or k >= len(tokens):
        return None
    after = tokens[k].lower
    measured = number_word(tokens, k)[1] == "magnitude" or after in unit_words() or after in ("per", "points", "times")
    return (value + Decimal(f"0.{digits}"), k - 1) if measured else None


def _is_by(tokens: list[Token], i: int) -> bool:
    """Whether "by" stands before a place, with words such as "about" or "as much as" between."""
    while i and tokens[i - 1].lower in _BETWEEN_BY:
        i -= 1
    return i > 0 and tokens[i - 1].lower == "by"


def _is_measured(tokens: list[Token], i: int) -> bool:
    """Whether "-mile" stands at a place, a unit behind its "half"; "half-year" names a time."""
    if i + 1 >= len(tokens):
        return False
    if next_is(tokens, i, "point"):
        return tokens[i + 1].lower in _MOVES
    after = tokens[i + 1].text
    return next_is(tokens, i, "-") and (after in _POINTS or after in unit_words().keys() - _NO_PART)


def and_part_behind(tokens: list[Token], i: int, figure: Figure | None) -> Figure | None:
    """A number with the "and a half" behind its unit: "a mile and a half", "2 miles and a half"."""
    unit = figure.last + 1 if figure is not None else i + 1
    value = figure.value if figure is not None else Decimal(1)
    if value is None or unit >= len(tokens) or tokens[unit].text not in unit_words():
        return figure
    part = and_a_half(tokens, unit + 1)
    return figure if part is None else make_figure(tokens, i, part[1], "words", value + part[0])


def several_parts(tokens: list[Token], i: int, j: int, value: Decimal) -> Figure | None:
    """The figure of "two-thirds", "three quarters", "one fifth"; ``value`` is the number in tokens i to j."""
    k = j + 2 if next_is(tokens, j + 1, "-") else j + 1
    if k >= len(tokens):
        return None
    word = tokens[k].lower
    parts = fraction_words().get(word)
    if parts is None or word in ("second", "seconds"):
        return None
    plural = word.endswith("s") or word == "half" or (word == "quarter" and k == j + 2 and _is_measured(tokens, k + 1))
    if not (value < parts and (plural or value == 1)):
        return None
    if k == j + 1 and (word == "quarters" or not plural) and not _ends_fraction(tokens, i, k + 1):
        return None
    return make_figure(tokens, i, k, "fraction", _part(value, parts))


def slashed(tokens: list[Token], i: int, value: Decimal) -> Figure | None:
    """The figure of "3/4"; ``None`` for dates such as "9/11" and "3/4/2024"."""
    j = i + 1
    if j + 1 >= len(tokens) or tokens[j].text not in "/⁄" or not is_glued(tokens, j):
        return None
    if not tokens[j + 1].text.isdecimal():
        return None
    parts = Decimal(tokens[j + 1].text)
    dated = next_is(tokens, j + 2, "/") or (value == 9 and parts == 11)
    if dated or "." in tokens[i].text or not 0 < value < parts or not (parts <= 20 or parts in _FINE):
        return None
    return make_figure(tokens, i, j + 1, "fraction", _part(value, parts))


def ratio(tokens: list[Token], i: int, j: int, value: Decimal) -> Figure | None:
    """The figure of "one in five", "two of every five", "four out of ten"; the whole must be a plain round number."""
    if next_is(tokens, j + 1, "-") and next_is(tokens, j + 2, "in") and next_is(tokens, j + 3, "-"):
        k = j + 4
    elif next_is(tokens, j + 1, "out") and next_is(tokens, j + 2, "of"):
        k = j + 3
    elif next_is(tokens, j + 1, "in") or (next_is(tokens, j + 1, "of") and next_is(tokens, j + 2, "every")):
        k = j + 2
    else:
        return None
    if i and tokens[i - 1].text in "-–" and is_glued(tokens, i):
        return None  # "made 203-5 in 20 overs"
    if i > 1 and tokens[i - 1].lower == "for" and tokens[i - 2].text.isdecimal():
        return None  # "made 203 for 5 in 20 overs"
    every = next_is(tokens, k, "every")
    if every:
        k += 1
    if k >= len(tokens):
        return None
    text, small = tokens[k].text.replace(",", ""), small_number(tokens, k)
    whole, last = (Decimal(text), k) if text.isdecimal() else small or (None, k)
    if whole is None or not 0 < value < whole or whole > _HIGHEST_WHOLE or value > 99:
        return None
    if not every and int(whole) not in _ROUND and not _are_counted(tokens, i, last + 1):
        return None
    return make_figure(tokens, i, last, "fraction", _part(value, whole))


def _are_counted(tokens: list[Token], i: int, k: int) -> bool:
    """Whether a plural behind "1 in 36" makes a share of it: "1 in 36 children"."""
    after = tokens[k].lower if k < len(tokens) else ""
    return tokens[i].text == "1" and (after in ("people", "children", "women", "men") or after.endswith("s"))


def _ends_fraction(tokens: list[Token], i: int, j: int) -> bool:
    """After "a fifth": "of", a comparison or the clause's end; a noun would make it an ordinal ("a fifth man").

    i is the fraction's first token, j the one behind it; behind a change more may follow ("fell by a fifth last year").
    """
    if j >= len(tokens):
        return True
    after = tokens[j].lower
    if after in _AFTER_CHANGE and i and (tokens[i - 1].lower in _BEFORE_CHANGE or _is_by(tokens, i)):
        return True
    if after in _COMPARED:
        behind = tokens[j + 1].lower if j + 1 < len(tokens) else "."
        return after in ("above", "below") or behind in ("than", "at", "in", "on") or not behind[0].isalnum()
    return after in _AFTER_FRACTION or (not after[0].isalnum() and after not in "-'’")
