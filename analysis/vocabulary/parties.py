"""The phrases that name a party: a source's words go in, phrases come out, each with its kind and its party.

"the Russian embassy in London" becomes "the", "Russian" (an adjective of Russia), "embassy" (a mission), "in",
"London" (a capital); ``actors`` reads the row of kinds as a sentence. Vocabulary: ``countries`` (names, adjectives,
peoples, capitals), ``actors`` (palaces, ministries known by a building, armed forces, organisations, leaders with
their terms of office), ``offices`` (the words by which a country or an organisation speaks) and
``organisation_words``. Knowingly missed: names in other scripts, bodies that the lexicons do not list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.lexicon import read_rows, read_words, split_list


class _Entry(NamedTuple):
    """What the lexicons say of a phrase: its kind in one letter, the party that it names, and its row."""

    symbol: str
    party: str
    row: str
    terms: str = ""


class Phrase(NamedTuple):
    """A phrase of a source: its kind, its words, and the party and row if it names one."""

    symbol: str
    text: str
    party: str = ""
    row: str = ""


# Every kind of word is one letter, so that a source becomes a short string and the grammar a regular expression.
OFFICE_SYMBOLS = {
    "office": "o",  # speaks by itself: "officials", "the interior ministry"
    "authority": "z",  # the same, and may be tied to a place with "in": "the authorities in Kyiv"
    "state": "s",  # only a state has it: "Moscow's army" is Russia's, "Moscow's police" may be the city's
    "title": "t",  # one person's, whose name may follow: "spokeswoman"
    "state title": "T",  # the same, and only a state has it: "prime minister"
    "mission": "m",  # sits abroad: "the Russian embassy in London"
    "chief": "a",  # speaks if its body or its field is named: "intelligence chief"
    "agent": "y",  # speaks if its body is named: "a source at the General Staff"
    "document": "w",  # the same, and no name follows: "government data"
    "body": "b",  # speaks if its field is named: "disaster agency"
    "portfolio": "p",  # a field: "health"
    "quality": "q",  # changes nothing about whose it is: "senior", "deputy", "two"
    "honorific": "r",  # before a name: "Mr"
    "group": "g",  # says what an organisation is: "militant group"
}
# C country, S a name that it shares with something else, c capital, A adjective; G a state's organ, O an
# organisation, L a leader; ' a possessive, h "Iran-backed", n a name's particle, X a capitalised word, x any other.
_LINKS = {
    "'": "'",
    **dict.fromkeys(("of", "for", "at", "from", "with", "by"), "f"),
    **dict.fromkeys(("in", "to", "near"), "i"),
    **dict.fromkeys(("and", "&"), "&"),
    **dict.fromkeys(("the", "a", "an"), "d"),
}
_NAME_PARTICLES = {"al", "bin", "bint", "da", "de", "del", "der", "di", "dos", "du", "el", "ibn", "van", "von"}

# "Iran-backed"
_HYPHENATED_RE = re.compile(r".+-(?:based|backed|aligned|allied|supported)")
# "the U.S.-backed group's Gen. Field"
_WORD_RE = re.compile(
    r"""
    (?: [^\W\d_]\. ){2,}                             # U.S.
    | [^\W_]+ (?: [-.'] (?!s\b) [^\W_]+ )* \.?       # Iran-backed, Gen.
    | 's? (?!\w)                                     # a possessive
    | \S
    """,
    re.VERBOSE,
)


def _fold(text: str) -> str:
    """The text with straight apostrophes and without accents, so that "Erdoğan" and "Erdogan" are one."""
    if text.isascii():
        return text
    text = text.translate({ord("’"): "'", ord("‘"): "'", ord("ı"): "i", ord("ø"): "o", ord("ł"): "l"})
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


def _words(text: str) -> list[str]:
    """The words and marks of a text; a possessive is a mark of its own, and points are dropped.

    >>> _words("the U.S.'s Gen. Smith")
    ['the', 'US', "'", 'Gen', 'Smith']
    """
    text = _fold(text)
    if text.replace(" ", "").isalpha():  # most have no marks, and are cut at a tenth of the cost
        return text.split()
    found = (match[0] for match in _WORD_RE.finditer(text))
    return [word for word in ("'" if word == "'s" else word.replace(".", "") for word in found) if word]


def _bare(text: str) -> str:
    """A name without "the" and accents, to look it up by."""
    words = _words(text)
    return " ".join(words[1:] if words and words[0] in {"the", "The"} else words)


class _Lexicon:
    """Phrases, the longest tried first; a name keeps the case of its first word, the rest may vary."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, ...], _Entry] = {}
        self._longest: dict[str, int] = {}

    def add(self, phrase: str, entry: _Entry) -> None:
        first, *rest = _words(phrase)
        self._entries.setdefault((first, *(word.lower() for word in rest)), entry)
        self._longest[first] = max(self._longest.get(first, 0), 1 + len(rest))

    def find(self, words: list[str]) -> tuple[_Entry, int] | None:
        """The entry of the longest phrase that the words begin with, and its length."""
        for first in dict.fromkeys((words[0], words[0].lower())):
            for length in range(min(self._longest.get(first, 0), len(words)), 0, -1):
                entry = self._entries.get((first, *(word.lower() for word in words[1:length])))
                if entry:
                    return entry, length
        return None


@cache
def _country_names() -> Mapping[str, _Entry]:
    """Every name, capital, adjective and people of ``countries.csv``, the earlier kinds first."""
    names: dict[str, _Entry] = {}
    rows = read_rows("countries")
    for column, symbol in (("country", "C"), ("aliases", "C"), ("capitals", "c"), ("adjectives", "A"), ("people", "P")):
        for row in rows:
            shared = split_list(row["shared"])
            for name in split_list(row[column]):
                entry = _Entry("S" if name in shared else symbol, row["country"], f"countries.csv: {row['country']}")
                names.setdefault(_bare(name), entry)
    return names


@cache
def _lexicon(organs: bool) -> _Lexicon:
    """All phrases; without ``organs`` those that name a state's organ are left to the office words."""
    lexicon, names = _Lexicon(), _country_names()
    countries = {row["country"] for row in read_rows("countries")}
    for row in read_rows("actors"):
        leader, organ = row["kind"] == "leader", row["actor"] in countries
        if organs or leader or not organ or _words(row["phrase"])[0] in names:  # "Indian Health Service" is America's
            symbol = "L" if leader else "G" if organ else "O"
            lexicon.add(row["phrase"], _Entry(symbol, row["actor"], f"actors.csv: {row['phrase']}", row["terms"]))
    for name, entry in names.items():
        if entry.symbol != "P":
            lexicon.add(name, entry)
    for row in read_rows("offices"):
        entry = _Entry(OFFICE_SYMBOLS[row["kind"]], "", row["phrase"])
        lexicon.add(row["phrase"], entry)
        lexicon.add(row["phrase"].lower(), entry)
    return lexicon


def read_phrases(text: str, organs: bool, on: date | None) -> Iterator[Phrase]:
    """The phrases of a source, left to right, a leader out of office being any other name.

    >>> [(phrase.symbol, phrase.text) for phrase in read_phrases("two Russian officials", False, None)]
    [('q', 'two'), ('A', 'Russian'), ('o', 'officials')]
    """
    lexicon, words = _lexicon(organs), _words(text)
    while words:
        found = lexicon.find(words)
        entry, length = found or (None, 1)
        text, words = " ".join(words[:length]), words[length:]
        if entry and _in_office(entry.terms, on):
            yield Phrase(entry.symbol, text, entry.party, entry.row)
        elif link := _LINKS.get(text.lower()):
            yield Phrase(link, text)
        elif _HYPHENATED_RE.fullmatch(text):
            yield Phrase("h", text)
        elif text in _NAME_PARTICLES:
            yield Phrase("n", text)
        else:
            yield Phrase("X" if text[0].isupper() and text not in read_words("organisation_words") else "x", text)


def _in_office(terms: str, on: date | None) -> bool:
    """Whether a day lies in one of the terms; without a day, or without terms, it does.

    >>> _in_office("2017-01-20/2021-01-20;2025-01-20/", date(2024, 12, 14))
    False
    """
    if on is None or not terms:
        return True
    day = on.isoformat()
    spans = (term.split("/") for term in split_list(terms))
    return any(since <= day <= (until or day) for since, until in spans)


@lru_cache(maxsize=65536)
def country_named(text: str) -> str | None:
    """The country of which a text is the name, a capital, the adjective or the people, and nothing more.

    >>> country_named("North Koreans"), country_named("the Netherlands"), country_named("Kyiv residents")
    ('North Korea', 'Netherlands', None)
    """
    entry = _country_names().get(_bare(text))
    return entry.party if entry else None


def is_place(text: str) -> bool:
    """Whether a text is the name of a country or of a capital, and nothing more.

    >>> is_place("Kyiv"), is_place("Ukrainian")
    (True, False)
    """
    entry = _country_names().get(_bare(text))
    return entry is not None and entry.symbol in "CSc"


@cache
def _bodies() -> Mapping[str, str]:
    """The kind of every party of ``actors.csv`` that is no leader: "Hamas" → armed group."""
    return {_bare(row["phrase"]): row["kind"] for row in read_rows("actors") if row["kind"] != "leader"}


@lru_cache(maxsize=65536)
def body_kind(text: str) -> str | None:
    """The kind of the party that a text names, if it is a body of ``actors.csv`` and nothing more.

    >>> body_kind("the Kremlin"), body_kind("WHO"), body_kind("Vladimir Putin")
    ('palace', 'UN agency', None)
    """
    return _bodies().get(_bare(text))


@cache
def _phrases() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """All phrases of ``actors.csv`` for a party and a kind, without the states' own."""
    countries = {row["country"] for row in read_rows("countries")}
    found: dict[tuple[str, str], list[str]] = {}
    for row in read_rows("actors"):
        if row["actor"] not in countries:
            found.setdefault((row["actor"], row["kind"]), []).append(row["phrase"])
    return {key: tuple(phrases) for key, phrases in found.items()}


@cache
def also_called(text: str) -> tuple[str, ...]:
    """All that a body of ``actors.csv``, no state's, is called: "MSF" is also "Doctors Without Borders".

    >>> "Doctors Without Borders" in also_called("MSF"), also_called("Example")
    (True, ())
    """
    row = next((row for row in read_rows("actors") if row["phrase"] == text and row["kind"] != "leader"), None)
    return _phrases().get((row["actor"], row["kind"]), ()) if row else ()


@lru_cache(maxsize=65536)
def led_by(name: str) -> str | None:
    """The country or party that a person of ``actors.csv`` leads or led.

    >>> led_by("Vladimir Putin"), led_by("Hamas")
    ('Russia', None)
    """
    return _leaders().get(_bare(name))


@cache
def _leaders() -> Mapping[str, str]:
    return {_bare(row["phrase"]): row["actor"] for row in read_rows("actors") if row["kind"] == "leader"}
