"""What enlarges a number: it goes in with the tokens behind it ("million", "bn", "and a half"), a figure comes out.

"2.5 million", "$3bn", "one and a half million", "half a million". Vocabulary: ``numerals``, ``fractions`` and the
money signs of ``currencies``. Knowingly missed: "k" for kilometres ("a 10k run"), magnitudes of other languages.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from analysis.lexicon import read_rows, split_list
from analysis.numbers.figures import Figure, Token, is_glued, make_figure, next_is, number_word

_SIZES = ("hundred", "magnitude", "dozen")
# "$2t" and "$2b"; but "2t of coal", "3b"
_ONLY_OF_MONEY = ("b", "t", "T")
# "1.5m deep" and "2m from the road" are metres; "1.5m people" are many
_PLURALS = {"people", "men", "women", "children", "or", "and"}
_METRES_BEFORE = {
    "deep",
    "high",
    "wide",
    "long",
    "tall",
    "of",
    "from",
    "above",
    "below",
    "across",
    "away",
    "thick",
    "x",
}
# what is metres long, high or deep
_HAS_LENGTH = {
    "river", "water", "lake", "sea", "level", "levels", "depth", "height", "wave", "waves", "snow", "tide", "length",
    "width", "wall", "tower", "bridge", "road", "he", "she", "climber", "plane", "aircraft", "distance", "visibility",
}  # fmt: skip
_MAY_FOLLOW = {"to", "by", "and", "or", "since", "every", "per"}
_TALLY_REACHES = 10

# "×10^8", "x 10⁸", "E-29"
_POWER_RE = re.compile(r"[×x*]10(?:\^|(?=[⁻⁰¹²³⁴-⁹]))(?P<up>[-−⁻]?[\d⁰¹²³⁴-⁹]{1,2})|[Ee](?P<e>[-−+]\d{1,2})")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")

# signs of money that also begin the names of things: "R12" is a road and "COP26" a meeting, "R12m" are rands
SIGNS_OF_CODES = frozenset({"R", "N", "P", "PS", "COP"})


@cache
def fraction_words() -> dict[str, int]:
    """Each fraction word with the number of its parts: "fifth" → 5."""
    return {row["word"]: int(row["parts"]) for row in read_rows("fractions")}


@cache
def money_symbols() -> frozenset[str]:
    """The signs of currencies: "$", "Rs" …"""
    return frozenset(symbol for row in read_rows("currencies") for symbol in split_list(row["symbols"]))


def is_size(tokens: list[Token], i: int) -> bool:
    """Whether "hundred", "dozen" or a magnitude stands at a place."""
    return number_word(tokens, i)[1] in _SIZES


def and_a_half(tokens: list[Token], i: int) -> tuple[Decimal, int] | None:
    """The value of "and a half", "-and-a-half" or "and a quarter" from token i on, and its last token."""
    words = [k for k in range(i, min(i + 6, len(tokens))) if tokens[k].text != "-"][:3]
    if len(words) < 3 or tokens[words[0]].lower != "and" or tokens[words[1]].lower not in ("a", "one"):
        return None
    parts = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}.get(tokens[words[2]].lower)
    return None if parts is None else (parts, words[2])


def enlarge(tokens: list[Token], i: int, j: int, value: Decimal, kind: str) -> Figure:
    """The figure of a number at tokens i to j with the "and a half" and the magnitudes that follow it."""
    half = and_a_half(tokens, j + 1)
    if half is not None:
        value, j = value + half[0], half[1]
    mantissa = value
    while j + 1 < len(tokens):
        k = j + 1
        if tokens[k].text == "-" and is_glued(tokens, k) and number_word(tokens, k + 1)[0] is not None:
            k += 1
        elif number_word(tokens, _behind_plus(tokens, k))[1] == "magnitude":
            k = _behind_plus(tokens, k)
        size, sort = number_word(tokens, k)
        if size is None or sort not in (*_SIZES, "abbreviation"):
            break
        short = sort == "abbreviation"
        if short and (k != j + 1 or kind != "digits" or not _abbreviates(tokens, i, k)):
            break
        value, j = value * size, k
        if short:
            break
        part = and_a_half(tokens, j + 1) if half is None and sort == "magnitude" else None
        if part is not None:  # "a million and a half"
            value, j = value + part[0] * size, part[1]
            break
    return make_figure(tokens, i, j, kind, value, mantissa if value != mantissa else None)


def power(tokens: list[Token], i: int, value: Decimal) -> Figure | None:
    """A number with its power of ten at token i: "3×10^8", "3 x 10⁸", "1.99E-29"; ``None`` where there is none.

    >>> from analysis.numbers.figures import tokenize
    >>> [str(power(tokenize(text), 0, Decimal(3)).value) for text in ("3×10^8", "3E-2", "3 x 10⁸")]
    ['3E+8', '0.03', '3E+8']
    """
    words = "".join(token.text for token in tokens[i + 1 : i + 6])
    match = _POWER_RE.match(words)
    if match is None or (match.group("e") and not is_glued(tokens, i + 1)):
        return None
    exponent = int((match.group("e") or match.group("up")).replace("−", "-").translate(_RAISED))
    last, length = i, 0
    while length < match.end():
        last, length = last + 1, length + len(tokens[last + 1].text)
    return make_figure(tokens, i, last, "digits", value.scaleb(exponent)) if length == match.end() else None


def _behind_plus(tokens: list[Token], k: int) -> int:
    """The place behind a plus at k, in "20-plus million" and "20+ million"; k itself where there is none."""
    if next_is(tokens, k, "+"):
        return k + 1
    return k + 2 if next_is(tokens, k, "-") and next_is(tokens, k + 1, "plus") else k


def _abbreviates(tokens: list[Token], i: int, k: int) -> bool:
    """Whether the short form at k is a magnitude: one letter only after money or glued to the number of a noun."""
    short = tokens[k].text
    before = (
        [tokens[i - 1].text, f"{tokens[i - 2].text}{tokens[i - 1].text}"]
        if i > 1
        else [tokens[i - 1].text]
        if i
        else []
    )
    if len(short) > 1 or not money_symbols().isdisjoint(before):
        return True
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    if after is not None and after.text in money_symbols() and is_glued(tokens, k):
        return True  # "600m €"
    if not is_glued(tokens, k):  # "8 B people", but "40 B movies"
        return short in ("B", "M") and after is not None and after.text in _PLURALS - {"or", "and"}
    if short in _ONLY_OF_MONEY:
        return False
    if after is None or not after.text.isalpha():
        return short in ("k", "K") or (short == "m" and _is_tallied(tokens, i))
    if short == "B":
        return after.text.islower()
    return short in ("k", "K") or not _is_metres(tokens, i, k) or (after.text == "from" and _is_tallied(tokens, i))


def _is_tallied(tokens: list[Token], i: int) -> bool:
    """Whether the words before tell of a count that moved: "visits fell to 3m", but "the lake fell to 3m"."""
    words = {token.lower for token in tokens[max(0, i - _TALLY_REACHES) : i]}
    return bool(words & _moves()) and not any(token.lower in _HAS_LENGTH for token in tokens[:i])


@cache
def _moves() -> frozenset[str]:
    """The verbs of movement: "rose", "doubled" …"""
    rows = [row for row in read_rows("movements") if row["kind"] == "verb" and row["trend"] != "none"]
    return frozenset(form for row in rows for form in (row["word"], *split_list(row["forms"])))


def _is_metres(tokens: list[Token], i: int, k: int) -> bool:
    """Whether the m at k is metres: "2m from the road", "100m in 9.8 seconds", "a 50m pool"; but "2m people"."""
    after = tokens[k + 1].lower
    if after == "in":
        return k + 2 < len(tokens) and tokens[k + 2].text[0].isdecimal()
    if after in _MAY_FOLLOW and any(
        token.lower in _HAS_LENGTH - {"he", "she"} for token in tokens[max(0, i - _TALLY_REACHES) : i]
    ):
        return True  # "sea levels may rise by 0.5m to 1m"
    one = i > 0 and tokens[i - 1].lower in ("a", "the") and not (after.endswith("s") or after in _PLURALS)
    return after in _METRES_BEFORE or one


def of_a_magnitude(tokens: list[Token], i: int) -> bool:
    """Whether "a million" or "of a million" stands at a place."""
    k = i + 1 if next_is(tokens, i, "of") else i
    return next_is(tokens, k, "a") and is_size(tokens, k + 1)


def part_of_magnitude(tokens: list[Token], i: int, j: int) -> Figure:
    """The figure of "half a million", "a quarter of a million", "half a dozen"; j is the fraction's token."""
    part = Decimal(1) / fraction_words()[tokens[j].lower]
    return enlarge(tokens, i, j + 2 if next_is(tokens, j + 1, "of") else j + 1, part, "words")
