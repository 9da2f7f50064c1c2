"""A figure and the tokens it is made of: a text goes in, tokens come out; tokens go in, small numbers come out.

What ``magnitudes``, ``fractions`` and ``numerals`` share. Vocabulary: ``numerals`` in ``lexicons/``. Numbers
that are not written as in English go through ``forms`` before. Knowingly missed: groups of four ("1,0000").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from analysis.lexicon import read_rows
from analysis.models import Span

# "½ of 11,000 men, 10 000 shells and 2.5bn"
_TOKEN_RE = re.compile(
    r"""
    [½⅓⅔¼¾⅕⅛]
    | [^\W\d_]+                                              # a word
    | \d{1,3} (?: ,\d{3} )+ (?: \.\d+ )? (?! [\d,]*\d )    # 11,000 and 1,250.75
    | \d{1,2} (?: ,\d\d )+ ,\d{3} (?: \.\d+ )? (?! [\d,]*\d )    # 1,50,000 (a lakh and a half)
    | \d{1,3} (?: [ ]000 | (?: [ ]\d{3} ){2,} )+ (?!\d)  # 10 000 and 1 500 000, with a plain one
    | (?<= [a-z][ ] ) [1-9]\d{0,2} [ ] \d{3}                # "about 1 500 boats", with a plain space
      (?= [ ] (?: [a-z]+s | people|men|women|children|troops ) \b )
    | \d{1,3},\d{1,2}                                      # 2,5 million, as on the Continent
      (?= \s? (?: million|billion|trillion|bn|mn|% | per\s?cent ) )
    | \d+ (?: \.\d+ )?                                       # 170000 and 2.5
    | (?<![\w.,]) \.\d+                                      # .5
    | [^\w\s] | _                                            # a sign
    """,
    re.VERBOSE,
)
_GROUPING_RE = re.compile(r"[, ]")
# "lows of 3, -5 and (-12)"
_SIGN_BEHIND = {",", ";", ":", "("}
_DECIMAL_COMMA_RE = re.compile(r"\d+,\d{1,2}")


class Token(NamedTuple):
    """A word, a number in digits or a sign, with its offsets in the text it was cut from and its small letters."""

    text: str
    start: int
    end: int
    lower: str


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


def tokenize(text: str) -> list[Token]:
    """The words, numbers and signs of a text.

    >>> [token.text for token in tokenize("About 11,000 troops, 2.5bn")]
    ['About', '11,000', 'troops', ',', '2.5', 'bn']
    """
    return [
        Token(word, match.start(), match.end(), word.lower())
        for match in _TOKEN_RE.finditer(text)
        for word in (match.group(),)
    ]


def make_figure(
    tokens: list[Token], i: int, j: int, kind: str, value: Decimal, mantissa: Decimal | None = None
) -> Figure:
    """The figure that the tokens i to j are."""
    return Figure(Span(tokens[i].start, tokens[j].end), kind, value=value, mantissa=mantissa, first=i, last=j)


@cache
def _number_words() -> dict[str, tuple[Decimal, str]]:
    """Each number word with its value and its kind: unit, teen, ten, hundred, magnitude, dozen or abbreviation."""
    return {row["word"]: (Decimal(row["value"]), row["kind"]) for row in read_rows("numerals")}


def number_word(tokens: list[Token], i: int) -> tuple[Decimal | None, str]:
    """Value and kind of the number word at a place; ``(None, "")`` where there is none.

    >>> number_word(tokenize("two ships"), 0), number_word(tokenize("two ships"), 2)
    ((Decimal('2'), 'unit'), (None, ''))
    """
    return _number_words().get(tokens[i].lower, (None, "")) if i < len(tokens) else (None, "")


def is_glued(tokens: list[Token], i: int) -> bool:
    """Whether a token stands right behind the one before it, without a space."""
    return 0 < i < len(tokens) and tokens[i - 1].end == tokens[i].start


def next_is(tokens: list[Token], i: int, word: str) -> bool:
    """Whether a word, in lower case, stands at a place."""
    return i < len(tokens) and tokens[i].lower == word


def written_number(token: Token) -> Decimal:
    """The value of a number in digits, its grouping left out.

    >>> written_number(tokenize("1,250.75")[0])
    Decimal('1250.75')
    """
    if _DECIMAL_COMMA_RE.fullmatch(token.text):
        return Decimal(token.text.replace(",", "."))
    return Decimal(_GROUPING_RE.sub("", token.text))


def small_number(tokens: list[Token], i: int) -> tuple[Decimal, int] | None:
    """The value of 1 to 99 in words from token i on, and its last token.

    >>> small_number(tokenize("twenty-eight ships"), 0), small_number(tokenize("ships"), 0)
    ((Decimal('28'), 2), None)
    """
    value, kind = number_word(tokens, i)
    if value is None or kind not in ("unit", "teen", "ten"):
        return None
    if kind == "ten":
        k = i + 2 if next_is(tokens, i + 1, "-") else i + 1
        more, sort = number_word(tokens, k)
        if more and sort == "unit":
            return value + more, k
    return value, i


def signed(tokens: list[Token], figure: Figure) -> Figure:
    """A figure with the minus before it: "minus 40", "fell to -40", "(-4)", "S&P -4%"; but "2-40", "- 40" and "A -40".

    >>> tokens = tokenize("fell to -40")
    >>> signed(tokens, make_figure(tokens, 3, 3, "digits", Decimal(40))).value
    Decimal('-40')
    """
    i = figure.first
    if figure.kind not in ("digits", "words") or not figure.value or not i:
        return figure
    sign = i - 1
    if any(next_is(tokens, k, "plus") for k in (i - 3, i - 4) if k >= 0):
        return figure  # "plus or minus 3 points"
    if tokens[sign].text == "-" and sign and tokens[sign - 1].lower == "minus" and is_glued(tokens, i):
        sign -= 1
    elif tokens[sign].lower != "minus":
        before = tokens[sign - 1].text if sign else ""
        word = before.isalpha() and (before.islower() or next_is(tokens, figure.last + 1, "%"))
        apart = before == "(" or ((word or before in _SIGN_BEHIND) and not is_glued(tokens, sign))
        if tokens[sign].text not in "-−" or not apart or not is_glued(tokens, i) or figure.kind != "digits":
            return figure
    span = Span(tokens[sign].start, figure.span.end)
    return replace(figure, span=span, value=-figure.value, mantissa=figure.mantissa and -figure.mantissa, first=sign)
