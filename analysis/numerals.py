"""Reads figures: text goes in, every expression with a digit or a number word comes out with its value.

A ``Figure`` is the bare number ("11,000", "two dozen", "tens of thousands", "a fifth", "2.5bn"), without
qualifier, unit or judgement; ``amounts`` and ``passing`` decide what it is. Vocabulary: ``numerals``, ``fractions``
and ``vague`` in ``lexicons/``. Knowingly missed: Roman numerals, numbers in other languages, sums in words over
several clauses.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from analysis.lexicon import alternatives, read_rows, split_list
from analysis.models import Span

_SPACES = "\u00a0\u2009\u202f"
# "11,000", "170000", "2.5", "10 000" with a no-break or thin space, "1,250.75"
_DIGITS = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d,]*\d)|\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)|\d{{1,3}}(?: 000)+(?!\d)|\d+(?:\.\d+)?|(?<![\w.,])\.\d+"
_TOKEN_RE = re.compile(rf"{_DIGITS}|[½⅓⅔¼¾⅕⅛]|[^\W\d_]+|[^\w\s]|_")
_GROUPING_RE = re.compile(rf"[,{_SPACES} ]")
_ARTICLES = {"a", "an"}
_ORDINAL_TENS = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]
_ORDINALS = {
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "hundredth",
    "thousandth",
    *_ORDINAL_TENS,
}


@dataclass(frozen=True)
class Token:
    """A word, a number in digits or a sign, with its offsets in the text it was cut from."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True)
class Figure:
    """A bare number where it stands.

    ``kind`` is ``digits``, ``words``, ``fraction``, ``vague``, ``zero`` ("no deaths") or ``ordinal``; a vague
    figure has ``low`` (and ``high`` if the lexicon gives one) in place of ``value``. ``mantissa`` is the figure
    before its magnitude word: 2.5 in "2.5 million"; ``first`` and ``last`` are token positions.
    """

    span: Span
    kind: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    mantissa: Decimal | None = None
    first: int = 0
    last: int = 0


@cache
def _numerals() -> dict[str, tuple[Decimal, str]]:
    return {row["word"]: (Decimal(row["value"]), row["kind"]) for row in read_rows("numerals")}


@cache
def _fractions() -> dict[str, int]:
    return {row["word"]: int(row["parts"]) for row in read_rows("fractions")}


@cache
def _vague_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(row['phrase'] for row in read_rows('vague'))})\b", re.IGNORECASE)


@cache
def _money_symbols() -> frozenset[str]:
    return frozenset(symbol for row in read_rows("currencies") for symbol in split_list(row["symbols"]))


@cache
def _none_re() -> re.Pattern[str]:
    """ "no deaths", "No injuries", "no civilian casualties": the number is "no"."""
    nouns = alternatives(row["phrase"] for row in read_rows("none_of"))
    return re.compile(
        rf"\bno(?=\s+(?:(?:civilian|reported|confirmed|known|further|new|more|other|serious|military)\s+){{0,2}}(?:{nouns})\b)",
        re.IGNORECASE,
    )


@cache
def _vague_rows() -> dict[str, tuple[Decimal, Decimal | None]]:
    return {
        row["phrase"]: (Decimal(row["low"]), Decimal(row["high"]) if row["high"] else None)
        for row in read_rows("vague")
    }


@cache
def _hint_re() -> re.Pattern[str]:
    words = [row["word"] for row in read_rows("numerals") if row["kind"] != "abbreviation"]
    vague = {word for row in read_rows("vague") for word in row["phrase"].split() if word.endswith("s")}
    hints = {*words, *vague, *_fractions(), *_ORDINALS}
    fused = alternatives(hints)
    return re.compile(rf"\d|[½⅓⅔¼¾⅕⅛]|\b(?:{fused})\b|\bno\s|\bnone\b", re.IGNORECASE)


def may_hold_figure(text: str) -> bool:
    """Whether a text has a digit or a number word at all; a quick test before any real work.

    >>> may_hold_figure("Two ships sank."), may_hold_figure("Ships sank.")
    (True, False)
    """
    return _hint_re().search(text) is not None


def tokenize(text: str) -> list[Token]:
    """The words, numbers and signs of a text.

    >>> [token.text for token in tokenize("About 11,000 troops, 2.5bn")]
    ['About', '11,000', 'troops', ',', '2.5', 'bn']
    """
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN_RE.finditer(text)]


def find_figures(text: str, tokens: list[Token] | None = None) -> list[Figure]:
    """Every bare number of a text, left to right, without overlap.

    >>> [str(f.value) for f in find_figures("11,000 men, two dozen boats, one and a half million litres and a fifth")]
    ['11000', '24', '1500000.0', '0.2']
    >>> [(f.kind, str(f.low)) for f in find_figures("tens of thousands fled")]
    [('vague', '20000')]
    >>> find_figures("Nobody came.")
    []
    """
    tokens = tokenize(text) if tokens is None else tokens
    vague = {match.start(): match for match in _vague_re().finditer(text)}
    none = {match.start() for match in _none_re().finditer(text)}
    figures: list[Figure] = []
    i = 0
    while i < len(tokens):
        figure = _vague(tokens, i, vague) or _figure(text, tokens, i)
        if tokens[i].start in none:
            figure = _make(tokens, i, i, "zero", Decimal(0))
        if figure is None:
            i += 1
        else:
            figures.append(figure)
            i = figure.last + 1
    return figures


def _vague(tokens: list[Token], i: int, matches: dict[int, re.Match[str]]) -> Figure | None:
    match = matches.get(tokens[i].start)
    if match is None:
        return None
    last = i
    while last + 1 < len(tokens) and tokens[last + 1].end <= match.end():
        last += 1
    phrase = " ".join(match.group().lower().split())
    low, high = _vague_rows()[phrase]
    return Figure(Span(match.start(), match.end()), "vague", low=low, high=high, first=i, last=last)


def _figure(text: str, tokens: list[Token], i: int) -> Figure | None:
    word = tokens[i].lower
    if (
        tokens[i].text[0].isdigit()
        or tokens[i].text[:2] != tokens[i].text[:1] == "."
        or unicodedata.category(tokens[i].text[0]) == "No"
    ):
        return _digits(tokens, i)
    if word in _ARTICLES:
        return _article(tokens, i)
    if word == "half":
        return _half(tokens, i)
    kind = _numerals().get(word, (None, ""))[1]
    if kind in ("unit", "teen", "ten"):
        return _words(text, tokens, i)
    if word == "hundred" or (kind in ("magnitude", "dozen") and i and tokens[i - 1].lower in ("the", "per")):
        return None
    if word in _ORDINALS or (word.endswith("s") and word in _fractions() and word != "seconds" and word != "quarters"):
        return _ordinal(tokens, i)
    return None


def _make(tokens: list[Token], i: int, j: int, kind: str, value: Decimal, mantissa: Decimal | None = None) -> Figure:
    span = Span(tokens[i].start, tokens[j].end)
    return Figure(span, kind, value=value, mantissa=mantissa, first=i, last=j)


def _glued(tokens: list[Token], i: int) -> bool:
    return i > 0 and i < len(tokens) and tokens[i - 1].end == tokens[i].start


def _digits(tokens: list[Token], i: int) -> Figure | None:
    text = tokens[i].text
    if unicodedata.category(text[0]) == "No":
        value = Decimal(str(unicodedata.numeric(text[0]))).quantize(Decimal("0.0001")).normalize()
        return _make(tokens, i, i, "fraction", value)
    value = Decimal(_GROUPING_RE.sub("", text))
    j = i + 1
    if _glued(tokens, j) and tokens[j].lower in ("st", "nd", "rd", "th"):
        return _make(tokens, i, j, "ordinal", value)
    if _glued(tokens, j) and tokens[j].text in "½¼¾⅓⅔":
        value += Decimal(str(unicodedata.numeric(tokens[j].text))).quantize(Decimal("0.0001")).normalize()
        return _scaled(tokens, i, j, value, "digits")
    # "3 1/2" and "1/3"
    if j + 1 < len(tokens) and tokens[j].text in "/⁄" and tokens[j + 1].text.isdigit() and _glued(tokens, j):
        parts = Decimal(tokens[j + 1].text)
        slashes = j + 2 < len(tokens) and tokens[j + 2].text == "/"
        if not slashes and 0 < value < parts <= 20 and not (value == 9 and parts == 11) and "." not in text:
            return _make(tokens, i, j + 1, "fraction", (value / parts).quantize(Decimal("0.0001")).normalize())
    ratio = _ratio(tokens, i, i, value)
    if ratio is not None:
        return ratio
    return _scaled(tokens, i, i, value, "digits")


def _scaled(tokens: list[Token], i: int, j: int, value: Decimal, kind: str) -> Figure:
    """Takes "and a half" and the magnitudes that follow the number ending at token j."""
    mantissa = value
    half = _and_a_half(tokens, j + 1)
    if half is not None:
        value, j = value + half[0], half[1]
        mantissa = value
    while j + 1 < len(tokens):
        k = j + 1
        if tokens[k].text == "-" and k + 1 < len(tokens) and _glued(tokens, k) and tokens[k + 1].lower in _numerals():
            k += 1
        size, sort = _numerals().get(tokens[k].lower, (None, ""))
        if size is None or sort not in ("magnitude", "hundred", "abbreviation", "dozen"):
            break
        if sort == "abbreviation" and not (kind == "digits" and _abbreviates(tokens, i, k)):
            break
        if k != j + 1 and sort == "abbreviation":
            break
        value, j = value * size, k
        if sort == "abbreviation":
            break
    return _make(tokens, i, j, kind, value, mantissa if value != mantissa else None)


def _abbreviates(tokens: list[Token], i: int, k: int) -> bool:
    """Whether the short form at k is a magnitude: 'm' and 'k' only after money or beside a noun, never 'metres'."""
    short = tokens[k].text
    money = i > 0 and tokens[i - 1].text in _money_symbols()
    if short in ("m", "M", "k", "K"):
        if money:
            return True
        if not _glued(tokens, k):
            return False
        after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
        if short in ("k", "K"):
            return True
        measures = {"", "deep", "high", "wide", "long", "tall", "of", "from", "above", "below", "away", "thick", "x"}
        return after.isalpha() and after not in measures
    return True


def _and_a_half(tokens: list[Token], j: int) -> tuple[Decimal, int] | None:
    if j + 2 >= len(tokens) or tokens[j].lower != "and":
        return None
    k = j + 1
    if tokens[k].lower not in ("a", "one"):
        return None
    k += 1
    if tokens[k].text == "-" and k + 1 < len(tokens):
        k += 1
    if tokens[k].lower == "half":
        return Decimal("0.5"), k
    if tokens[k].lower == "quarter":
        return Decimal("0.25"), k
    return None


def _article(tokens: list[Token], i: int) -> Figure | None:
    """ "a dozen", "a hundred", "a million", "a third", "a half"; a plain article is no number."""
    j = i + 1
    if j >= len(tokens):
        return None
    word = tokens[j].lower
    value, kind = _numerals().get(word, (None, ""))
    if value is not None and kind in ("hundred", "magnitude", "dozen"):
        if word == "hundred":
            return _words_from(tokens, i, j, Decimal(100))
        return _scaled(tokens, i, i, Decimal(1), "words")
    if word in ("half", "quarter") and _of_a_magnitude(tokens, j + 1):
        return _part_of_magnitude(tokens, i, j)
    parts = _fractions().get(word)
    if parts is None or word.endswith("s"):
        return None
    if word in ("second", "quarter") and not _next_is(tokens, j + 1, "of"):
        return None
    if word not in ("half", "quarter") and not _ends_fraction(tokens, j + 1):
        return None
    if word == "half" and j + 1 < len(tokens) and tokens[j + 1].text == "-":
        return None
    return _make(tokens, i, j, "fraction", (Decimal(1) / parts).quantize(Decimal("0.0001")).normalize())


def _next_is(tokens: list[Token], j: int, word: str) -> bool:
    return j < len(tokens) and tokens[j].lower == word


def _ends_fraction(tokens: list[Token], j: int) -> bool:
    """After "a fifth": "of", a comparison or the clause's end; a noun would make it an ordinal ("a fifth man")."""
    if j >= len(tokens):
        return True
    after = tokens[j].lower
    return after in {
        "of",
        "more",
        "less",
        "are",
        "were",
        "is",
        "was",
        "have",
        "had",
        "in",
        "from",
        "to",
        "as",
        "said",
    } or (not after[0].isalnum() and after not in "-'’")


def _of_a_magnitude(tokens: list[Token], j: int) -> bool:
    k = j + 1 if _next_is(tokens, j, "of") else j
    return (
        k + 1 < len(tokens)
        and tokens[k].lower == "a"
        and _numerals().get(tokens[k + 1].lower, (0, ""))[1] in ("magnitude", "dozen", "hundred")
    )


def _part_of_magnitude(tokens: list[Token], i: int, j: int) -> Figure:
    """ "half a million", "a quarter of a million", "half a dozen"; j is the fraction's token."""
    part = Decimal(1) / _fractions()[tokens[j].lower]
    k = j + 2 if _next_is(tokens, j + 1, "of") else j + 1
    figure = _scaled(tokens, i, k, part, "words")
    return figure


def _half(tokens: list[Token], i: int) -> Figure | None:
    if _of_a_magnitude(tokens, i + 1):
        return _part_of_magnitude(tokens, i, i)
    before = tokens[i - 1].lower if i else ""
    if before in ("first", "second", "other", "better", "final", "latter", "former", "top", "bottom", "-"):
        return None
    j = i + 1
    if _next_is(tokens, j, "-"):
        return None
    size, kind = _numerals().get(tokens[j].lower, (None, "")) if j < len(tokens) else (None, "")
    if size is not None and kind in ("magnitude", "dozen"):
        return _scaled(tokens, i, i, Decimal("0.5"), "words")
    return _make(tokens, i, i, "fraction", Decimal("0.5"))


def _small(tokens: list[Token], i: int) -> tuple[Decimal, int] | None:
    """1 to 99 in words from token i: its value and last token."""
    if i >= len(tokens):
        return None
    value, kind = _numerals().get(tokens[i].lower, (None, ""))
    if value is None or kind not in ("unit", "teen", "ten"):
        return None
    if kind == "ten":
        k = i + 2 if i + 1 < len(tokens) and tokens[i + 1].text == "-" else i + 1
        if k < len(tokens):
            more, sort = _numerals().get(tokens[k].lower, (None, ""))
            if more is not None and sort == "unit" and more:
                return value + more, k
    return value, i


def _words(text: str, tokens: list[Token], i: int) -> Figure | None:
    """A number in words, "twenty-eight thousand six hundred", or a fraction, "two-thirds", "one in five"."""
    small = _small(tokens, i)
    if small is None:
        return None
    value, j = small
    fraction = _counted_parts(tokens, i, j, value)
    if fraction is not None:
        return fraction
    ratio = _ratio(tokens, i, j, value)
    if ratio is not None:
        return ratio
    # "twenty-first": a compound ordinal
    k = j + 2 if _next_is(tokens, j + 1, "-") else j + 1
    if k < len(tokens) and tokens[k].lower in _ORDINALS and value % 10 == 0 and k == j + 2:
        return _make(tokens, i, k, "ordinal", value)
    return _words_from(tokens, i, j, value)


def _words_from(tokens: list[Token], i: int, j: int, value: Decimal) -> Figure:
    """Goes on from the first group of a number in words: hundreds, then groups with smaller magnitudes."""
    total, group, limit = Decimal(0), value, Decimal("Infinity")
    half = _and_a_half(tokens, j + 1)
    if half is not None and value < 100:
        group, j = group + half[0], half[1]
    mantissa = group
    while j + 1 < len(tokens):
        k = j + 1
        if tokens[k].text == "-" and k + 1 < len(tokens) and _glued(tokens, k):
            k += 1
        word = tokens[k].lower
        size, kind = _numerals().get(word, (None, ""))
        if size is not None and kind == "hundred" and group < 100:
            group, j = group * 100, k
            continue
        if size is not None and kind == "dozen" and not total:
            group, j = group * 12, k
            break
        if size is not None and kind == "magnitude" and size < limit:
            total, group, limit, j = total + group * size, Decimal(0), size, k
            continue
        start = k + 1 if word == "and" else k
        follows = group == 0 or group % 100 == 0
        more = _small(tokens, start) if follows and (total or group >= 100) and k == j + 1 else None
        if more is None:
            break
        group, j = group + more[0], more[1]
    value = total + group
    return _make(tokens, i, j, "words", value, mantissa if value != mantissa else None)


def _counted_parts(tokens: list[Token], i: int, j: int, value: Decimal) -> Figure | None:
    """ "two-thirds", "three quarters", "one fifth"."""
    k = j + 2 if _next_is(tokens, j + 1, "-") else j + 1
    if k >= len(tokens):
        return None
    word = tokens[k].lower
    parts = _fractions().get(word)
    if parts is None or word in ("second", "seconds"):
        return None
    plural = word.endswith("s") or word == "half"
    if not (value < parts and (plural or value == 1)) and not (value == 1 and word == "half"):
        return None
    if word == "quarters" and not _ends_fraction(tokens, k + 1):
        return None
    if not plural and k == j + 1 and not _ends_fraction(tokens, k + 1):
        return None
    return _make(tokens, i, k, "fraction", (value / parts).quantize(Decimal("0.0001")).normalize())


def _ratio(tokens: list[Token], i: int, j: int, value: Decimal) -> Figure | None:
    """ "one in five", "four out of ten", "1 in 100": a fraction; the whole must be a plain round number."""
    k = j + 1
    if _next_is(tokens, k, "out") and _next_is(tokens, k + 1, "of"):
        k += 2
        out_of = True
    elif _next_is(tokens, k, "in"):
        k += 1
        out_of = False
    else:
        return None
    if _next_is(tokens, k, "every"):
        k += 1
        out_of = True
    if k >= len(tokens):
        return None
    text = tokens[k].text
    small = _small(tokens, k)
    whole, last = (Decimal(text), k) if text.isdigit() else small if small else (None, k)
    if whole is None or not 0 < value < whole or whole > 100000 or value > 99:
        return None
    rounds = {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 10000, 100000}
    if not out_of and int(whole) not in rounds:
        return None
    return _make(tokens, i, last, "fraction", (value / whole).quantize(Decimal("0.000001")).normalize())


def _ordinal(tokens: list[Token], i: int) -> Figure:
    return _make(tokens, i, i, "ordinal", Decimal(0))
