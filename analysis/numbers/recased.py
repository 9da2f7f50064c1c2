"""Text in small letters throughout, as some feeds have it: a sentence goes in, one of the same length comes out.

In "the ftse 250 fell on 12 march" the names, months and signs of money get the capitals by which numbers are told from
names and dates; places stay what they were. Vocabulary: ``name_heads`` and the symbols of ``currencies``. Knowingly
missed: names that no lexicon has ("the ioniq 5"), one-letter signs ("38c").
"""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon import DAYS, MONTHS, alternatives, read_rows, split_list

# "march" and "may" are words, too: beside a number they are months
_WORDS = {"march", "may", "mar"}
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
_SENDS_RE = re.compile(
    r"\b[2-6]g(?=\s(?:network|phone|handset|service|coverage|wireless|technology|spectrum|mobile|modem)s?\b)"
)


@cache
def _calendar_re() -> re.Pattern[str]:
    names = {name.lower() for name in (*DAYS, *MONTHS)} | {*_SHORT_MONTHS}
    words = alternatives(_WORDS)
    return re.compile(rf"\b(?:{alternatives(names - _WORDS)})\b|(?<=\d )(?:{words})\b|\b(?:{words})(?=\.? \d)")


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    """The heads of names that are written with capitals: "ftse" → "FTSE"."""
    words = [row["word"] for row in read_rows("name_heads")]  # in their order: "Covid" and "COVID" are both there
    small = {word for word in words if word.islower()}
    heads = {word.lower(): word for word in words if word.lower() not in small}
    return re.compile(
        rf"\b(?:{alternatives(heads)})(?=[ -]\d{{1,4}}\b(?![.,]\d)(?!\s+(?!is|was|has|does|as)[a-z-]+s\b))"
    ), heads


@cache
def _money() -> tuple[re.Pattern[str], dict[str, str]]:
    """The signs of money that have letters: "hk$" → "HK$"; those without another sign must touch their number."""
    symbols = {symbol.lower(): symbol for row in read_rows("currencies") for symbol in split_list(row["symbols"])}
    symbols = {small: symbol for small, symbol in symbols.items() if small != symbol}
    signs = alternatives(small for small in symbols if "$" in small)
    letters = alternatives(small for small in symbols if small.isalpha())
    return re.compile(rf"(?<![a-z])(?:(?:{signs})(?=\s?\d)|(?:{letters})(?=\d))"), symbols


def recased(sentence: str) -> str:
    """The sentence as it would be with its capitals; one that has any is left as it is.

    >>> recased("the ftse 250 fell to hk$3 on 12 march"), recased("The shop sold 12 pies")
    ('the FTSE 250 fell to HK$3 on 12 March', 'The shop sold 12 pies')
    """
    if not sentence.islower():
        return sentence
    head_re, heads = _heads()
    money_re, symbols = _money()
    sentence = _calendar_re().sub(lambda match: match.group().title(), sentence)
    sentence = head_re.sub(lambda match: heads[match.group()], sentence)
    sentence = money_re.sub(lambda match: symbols[match.group()], sentence)
    return _SENDS_RE.sub(lambda match: match.group().upper(), sentence)
