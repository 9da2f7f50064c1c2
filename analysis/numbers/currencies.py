"""Says which country's money an article means by "rupees": its text and its amounts go in, the amounts with codes out.

"The state gave Rs 4 lakh" is told in INR where the article names India more often than any other country that pays in
rupees; where it names none of them, or two as often, the plain name stays. Vocabulary: ``currencies``, whose words say
which countries share a name ("Indian rupees"), and ``countries``. Knowingly missed: dollars and pounds, which are read
as those of the United States and of Britain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from analysis.lexicon import alternatives, read_rows, split_list
from analysis.models import Amount

_MUCH_MORE = 3


@cache
def _shared() -> dict[str, dict[str, str]]:
    """Each name that several moneys share, by what the lexicon reads it as: "rupee" → {"Indian": "INR" …}."""
    rows = [(row["code"], split_list(row["words"])) for row in read_rows("currencies")]
    found: dict[str, dict[str, str]] = {}
    for name, words in rows:
        bare = {word for word in words if (" " not in word and word[-1:] == "s") or word == "kroner"}
        whose = {
            word.rsplit(" ", 1)[0]: code
            for code, others in rows
            for word in others
            if " " in word and word.rsplit(" ", 1)[1] in bare and code.isupper()
        }
        if len(set(whose.values())) > 1 and not set(whose.values()) & {"USD", "GBP"}:
            found[name] = whose
    return found


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """The names by which an article may speak of the country of an adjective: "Indian" → India, New Delhi."""
    return {
        adjective: tuple({row["country"], *split_list(row["adjectives"]), *split_list(row["capitals"])})
        for row in read_rows("countries")
        for adjective in [row["country"], *split_list(row["adjectives"])]
    }


@cache
def _mention_re(shared: str) -> re.Pattern[str]:
    names = {name for adjective in _shared()[shared] for name in _names().get(adjective, (adjective,))}
    return re.compile(rf"\b(?:{alternatives(names)})\b")


def is_shared(unit: str) -> bool:
    """Whether several countries' moneys bear the name of a unit.

    >>> is_shared("rupee"), is_shared("EUR"), is_shared("kilometre")
    (True, False, False)
    """
    return unit in _shared()


def code_in(text: str, unit: str) -> str:
    """The code of the money that a text means by a shared name; the name itself where the text does not say.

    >>> code_in("Police in Nairobi said the Kenyan firm paid.", "shilling"), code_in("The firm paid.", "shilling")
    ('KES', 'shilling')
    """
    named: dict[str, int] = {}
    for mention in _mention_re(unit).finditer(text):
        named[mention.group()] = named.get(mention.group(), 0) + 1
    told: dict[str, int] = {}
    for adjective, code in _shared()[unit].items():
        told[code] = max(told.get(code, 0), _mentions(_names().get(adjective, (adjective,)), named))
    most = max(told.values())
    codes = [code for code, times in told.items() if times == most]
    usual = told.get(unit, 0)  # "riyals" are the Saudis' unless much more is said of another country
    return codes[0] if most and len(codes) == 1 and most >= _MUCH_MORE * usual else unit


def _mentions(names: Iterable[str], named: dict[str, int]) -> int:
    return sum(named.get(name, 0) for name in names)


def with_codes(text: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts of an article, those of a shared money with the code that the article means."""
    codes = {
        unit: code_in(text, unit) for unit in dict.fromkeys(amount.unit for amount in amounts if is_shared(amount.unit))
    }
    return [
        replace(amount, unit=code, cues=(*amount.cues, f"countries named: {code}"))
        if (code := codes.get(amount.unit, amount.unit)) != amount.unit
        else amount
        for amount in amounts
    ]
