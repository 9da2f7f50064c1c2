"""Reads figures: text goes in, every expression with a digit or a number word comes out with its value.

A ``Figure`` is the bare number ("11,000", "two dozen", "tens of thousands", "a fifth", "2.5bn"), without
qualifier, unit or judgement; ``amounts`` and ``passing`` decide what it is. Vocabulary: ``numerals``, ``fractions``,
``vague`` and ``none_of`` in ``lexicons/``. Knowingly missed: Roman numerals, numbers in other languages, sums in
words over several clauses.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from analysis.lexicon import alternatives, read_rows, read_words, small_letters, small_re, split_list
from analysis.models import Span
from analysis.numbers.bounded import bounded_unit, may_bound
from analysis.numbers.figures import (
    Figure,
    Token,
    is_glued,
    make_figure,
    next_is,
    number_word,
    signed,
    small_number,
    tokenize,
    written_number,
)
from analysis.numbers.fractions import (
    and_part_behind,
    half,
    one_part,
    quarter,
    ratio,
    several_parts,
    sign_value,
    slashed,
    spoken_decimal,
)
from analysis.numbers.magnitudes import and_a_half, enlarge, fraction_words, is_size, power
from analysis.numbers.nones import none_places

__all__ = ["Figure", "Token", "find_figures", "may_hold_figure", "tokenize"]

_ORDINALS = {
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth",
    "hundredth", "thousandth",
}  # fmt: skip
_PRICE_RE = re.compile(r"\d+\.\d\d")
_DIGIT_RE = re.compile(r"[\d½⅓⅔¼¾⅕⅛]")


@cache
def _vague_re() -> re.Pattern[str]:
    return small_re(rf"\b(?:{alternatives(read_words('vague', 'phrase'))})\b")


@cache
def _vague_rows() -> dict[str, tuple[Decimal, Decimal | None]]:
    return {
        row["phrase"]: (Decimal(row["low"]), Decimal(row["high"]) if row["high"] else None)
        for row in read_rows("vague")
    }


@cache
def _vague_not_after() -> dict[str, frozenset[str]]:
    """The words behind which a vague word is no number."""
    rows = [row for row in read_rows("vague") if row["not_after"]]
    return {row["phrase"]: frozenset(word.lower() for word in split_list(row["not_after"])) for row in rows}


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


@cache
def _hint_re() -> re.Pattern[str]:
    words = [row["word"] for row in read_rows("numerals") if row["kind"] != "abbreviation"]
    vague = {word for row in read_rows("vague") for word in row["phrase"].split() if word.endswith("s")}
    hints = alternatives({*words, *vague, *fraction_words(), *_ORDINALS})
    return small_re(rf"\b(?:(?:{hints})(?:fold)?\b|no\s|none\b|a\ssingle\b)")


def may_hold_figure(text: str) -> bool:
    """Whether a text has a digit or a number word at all; a quick test before any real work.

    >>> may_hold_figure("Two ships sank."), may_hold_figure("Ships sank.")
    (True, False)
    """
    if _DIGIT_RE.search(text) is not None:
        return True
    small = text.lower()
    return _hint_re().search(small) is not None or may_bound(small)


def find_figures(text: str) -> list[Figure]:
    """Every bare number of a text, left to right, without overlap.

    >>> [str(f.value) for f in find_figures("11,000 men, two dozen boats, one and a half million litres and a fifth")]
    ['11000', '24', '1500000.0', '0.2']
    >>> [(f.kind, str(f.low)) for f in find_figures("tens of thousands fled")]
    [('vague', '20000')]
    >>> find_figures("Nobody came.")
    []
    """
    tokens = tokenize(text)
    small = small_letters(text)
    vague = {match.start(): match for match in _vague_re().finditer(small)}
    none = none_places(small)
    figures: list[Figure] = []
    i = 0
    while i < len(tokens):
        start = tokens[i].start
        figure = _vague(tokens, i, vague[start]) if start in vague else None
        figure = figure or _figure(tokens, i)
        if start in none:
            last = next(k for k in range(i, len(tokens)) if tokens[k].end >= none[start])
            figure = make_figure(tokens, i, last, "zero", Decimal(0))
        if figure is None:
            i += 1
        else:
            figures.append(signed(tokens, figure))
            i = figure.last + 1
    return figures


def _vague(tokens: list[Token], i: int, match: re.Match[str]) -> Figure | None:
    if i and tokens[i - 1].lower in _vague_not_after().get(_plain(match.group()), ()):
        return None  # "test scores"
    last = i
    while last + 1 < len(tokens) and tokens[last + 1].end <= match.end():
        last += 1
    low, high = _vague_rows()[_plain(match.group())]
    return Figure(Span(*match.span()), "vague", low=low, high=high, first=i, last=last)


@cache
def _openers() -> frozenset[str]:
    """The words with which a figure begins; "sixfold" is another."""
    small = {row["word"] for row in read_rows("numerals") if row["kind"] in ("unit", "teen", "ten")}
    return frozenset({"a", "an", "half", *small, *_ORDINALS, *fraction_words()})


def _figure(tokens: list[Token], i: int) -> Figure | None:
    token, word = tokens[i], tokens[i].lower
    if word.isalpha() and word not in _openers() and not word.endswith("fold"):
        return None
    if token.text in "½⅓⅔¼¾⅕⅛":
        return make_figure(tokens, i, i, "fraction", sign_value(token.text[0]))
    if token.text[0].isdecimal() or (token.text[0] == "." and len(token.text) > 1):
        return and_part_behind(tokens, i, _digits(tokens, i))
    if word in ("a", "an"):
        return _article(tokens, i)
    if word in ("half", "quarter"):
        return half(tokens, i) if word == "half" else quarter(tokens, i)
    if word.endswith("fold"):
        return _fold(tokens, i)
    kind = number_word(tokens, i)[1]
    if kind in ("unit", "teen", "ten"):
        return and_part_behind(tokens, i, _words(tokens, i))
    if word == "hundred" or (kind in ("magnitude", "dozen") and i and tokens[i - 1].lower in ("the", "per")):
        return None
    if word in _ORDINALS or (word.endswith("s") and word in fraction_words() and word not in ("seconds", "quarters")):
        return make_figure(tokens, i, i, "ordinal", Decimal(0))
    return None


def _digits(tokens: list[Token], i: int) -> Figure:
    """A number that begins with digits: "11,000", "2.5bn", "3½", "1/3", "18th", "1 in 100"."""
    value, j = written_number(tokens[i]), i + 1
    if is_glued(tokens, j):
        if tokens[j].lower in ("nd", "rd", "th") or (tokens[j].lower == "st" and value % 10 == 1):
            return make_figure(tokens, i, j, "ordinal", value)
        if tokens[j].text in "½¼¾⅓⅔":
            return enlarge(tokens, i, j, value + sign_value(tokens[j].text), "digits")
    mixed = _mixed(tokens, i, value) or power(tokens, i, value)
    return mixed or slashed(tokens, i, value) or ratio(tokens, i, i, value) or enlarge(tokens, i, i, value, "digits")


def _mixed(tokens: list[Token], i: int, value: Decimal) -> Figure | None:
    """ "1 1/2 pounds", "1-1/2 pounds": a whole number and a fraction; "$4.52-1/2" are cents and a half."""
    k = i + 2 if next_is(tokens, i + 1, "-") else i + 1
    if k == i + 2 and k < len(tokens) and _PRICE_RE.fullmatch(tokens[i].text) and tokens[k].start == tokens[i].end + 1:
        cents = slashed(tokens, k, Decimal(tokens[k].text)) if tokens[k].text.isdecimal() else None
        if cents is not None and cents.value is not None:
            return make_figure(tokens, i, cents.last, "digits", value + cents.value / 100)
    if k >= len(tokens) or not (tokens[i].text.isdecimal() and tokens[k].text.isdecimal()):
        return None
    if tokens[k].start != tokens[i].end + 1 or value >= 1000:
        return None
    part = slashed(tokens, k, Decimal(tokens[k].text))
    if part is None or part.value is None:
        return None
    return enlarge(tokens, i, part.last, value + part.value, "digits")


def _fold(tokens: list[Token], i: int) -> Figure | None:
    """The number in "sixfold"; "fold" is its unit."""
    token = tokens[i]
    numbers = tokenize(token.text[:-4].rstrip("-"))
    value = small_number(numbers, 0) if numbers else None
    if value is None:
        return None
    return Figure(Span(token.start, token.start + len(numbers[0].text)), "words", value=value[0], first=i, last=i)


def _article(tokens: list[Token], i: int) -> Figure | None:
    """ "a dozen", "a hundred", "a million", "a third", "a half"; a plain article is no number."""
    j = i + 1
    if j >= len(tokens):
        return None
    if not is_size(tokens, j):
        return one_part(tokens, i, j) or and_part_behind(tokens, i, None) or bounded_unit(tokens, i)
    if tokens[j].lower == "hundred":
        return _words_from(tokens, i, j, Decimal(100))
    return enlarge(tokens, i, i, Decimal(1), "words")


def _words(tokens: list[Token], i: int) -> Figure | None:
    """A number in words, "twenty-eight thousand six hundred", or a fraction, "two-thirds", "one in five"."""
    small = small_number(tokens, i)
    if small is None:
        return None
    value, j = small
    fraction = several_parts(tokens, i, j, value) or ratio(tokens, i, j, value)
    if fraction is not None:
        return fraction
    spoken = spoken_decimal(tokens, j, value)
    if spoken is not None:
        return enlarge(tokens, i, spoken[1], spoken[0], "words")
    # "twenty-first": a compound ordinal
    k = j + 2
    if next_is(tokens, j + 1, "-") and k < len(tokens) and tokens[k].lower in _ORDINALS and value % 10 == 0:
        return make_figure(tokens, i, k, "ordinal", value)
    return _words_from(tokens, i, j, value)


def _words_from(tokens: list[Token], i: int, j: int, value: Decimal) -> Figure:
    """Goes on from the first group of a number in words: hundreds, then groups with smaller magnitudes."""
    total, group, limit = Decimal(0), value, Decimal("Infinity")
    part = and_a_half(tokens, j + 1)
    if part is not None and value < 100:
        group, j = group + part[0], part[1]
    mantissa = group
    while j + 1 < len(tokens):
        k = j + 1
        if tokens[k].text == "-" and k + 1 < len(tokens) and is_glued(tokens, k):
            k += 1
        size, kind = number_word(tokens, k)
        if size is not None and kind == "hundred" and group < 100:
            group, j = group * 100, k
            continue
        if size is not None and kind == "dozen" and not total:
            group, j = group * 12, k
            break
        if size is not None and kind == "magnitude" and size < limit:
            total, group, limit, j = total + group * size, Decimal(0), size, k
            late = and_a_half(tokens, j + 1) if part is None else None
            if late is not None:  # "two million and a half"
                total, j = total + late[0] * size, late[1]
                break
            continue
        start = k + 1 if tokens[k].lower == "and" else k
        follows = group == 0 or group % 100 == 0
        more = small_number(tokens, start) if follows and (total or group >= 100) and k == j + 1 else None
        if more is None:
            break
        group, j = group + more[0], more[1]
    value = total + group
    return make_figure(tokens, i, j, "words", value, mantissa if value != mantissa else None)
