"""Says for which party a source speaks: the words of a source come in, a party's canonical name goes out.

Reads ``countries`` (names, adjectives, peoples, capitals), ``actors`` (palaces, ministries known by a building,
armed forces, organisations, leaders with their terms of office), ``offices`` (the words by which a country or
an organisation speaks) and ``organisation_words``. The vocabulary is there; how it combines is here.

A person or body that is merely from a place does not speak for it, so every word of a source must be accounted
for: one that no rule knows ("a Ukrainian resident", "Washington Post", "former US officials") and the answer is
``None``. Capitals are listed as the press uses them for a government; that takes no side in whose city it is.

Knowingly missed: sources that speak for two parties ("US and Israeli officials"), officials of a region or a
city, and bodies that the lexicons do not list. A bare capital is read as its state even where it may count for
the city ("Tokyo reported 40 cases"), and a world-famous leader's surname as the leader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.lexicon import read_rows, split_list


@dataclass(frozen=True)
class Party:
    """Whom a source speaks for, and the rule that decided: a lexicon's row, and the office if one was needed."""

    name: str
    rule: str


class _Entry(NamedTuple):
    """What the lexicons say of a phrase: its kind in one letter, the party that it names, and its row."""

    symbol: str
    party: str
    row: str
    terms: str = ""


class _Token(NamedTuple):
    symbol: str
    text: str
    entry: _Entry | None


class _Voice(NamedTuple):
    """A party that was read; ``bare`` if nothing but a country's name or capital stood there."""

    party: Party
    bare: bool = False


# Every kind of word is one letter, so that a source becomes a short string and the grammar a regular expression.
_OFFICE_SYMBOLS = {
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
_NAME_PARTICLES = frozenset("al el bin bint ibn de del della da dos das di du van von der den la le".split())

_REST = r"""
    (?P<office> (?: [oszmtTaywbpqg&]'?d? | fd?(?=[oszmtTaywbpq]) )+ )?   # "top official at the health ministry"
    (?P<name> [rnXCcSAL]{1,6} )?                                          # "Volodymyr Zelenskiy"
    (?P<tail> (?:i|f) [dnXCcSAOGopsbqf]{1,10} )?                          # "in Kabul", "to the United Nations"
"""
# "Ukraine's General Staff", "two senior US officials", "Georgia's prime minister", "President Volodymyr Zelenskiy"
_STATE_RE = re.compile(rf"[dq]* (?P<who> A | C | S | c ) '? {_REST}", re.VERBOSE)
# "South Korea's National Intelligence Service", "a Pentagon spokesman"
_ORGAN_RE = re.compile(rf"[dq]* (?P<front> (?:A|C'?) )? d?[pq]* (?P<who> G ) '? {_REST}", re.VERBOSE)
# "the Iran-backed Houthi rebels", "the UN's World Food Programme", "the Islamic State group"
_ORGANISATION_RE = re.compile(
    rf"(?: [dqgph&AC] | (?<=C)' | O['dg]*(?=[OA]) )* (?P<who> O ) (?: '?[pq]*g(?![oszmtTaywbpq]) | ' | (?<=O)[CA] )* {_REST}",
    re.VERBOSE,
)
# "President Zelenskiy", "Mr Putin", "Zelenskiy's office", "the Trump administration"
_LEADER_RE = re.compile(rf"d? [pqr]* [tTa]* r? (?P<who> L ) '? {_REST}", re.VERBOSE)
_HEAD_RE = re.compile(r"[dq]*(?:[oszmtTaywbpqg&]'?d?|fd?)*[oszmtTaywbpq]")
_PERSON_RE = re.compile(r"[rtT]*X[nXCcS]{1,4}")
_PARENTHESIS_RE = re.compile(r"\(([^()]*)\)")
_HYPHENATED_RE = re.compile(r".+-(?:based|backed|aligned|allied|supported)")
_WORD_RE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-.'](?!s\b)[^\W_]+)*\.?|'s?(?!\w)|\S")


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
    found = (match[0] for match in _WORD_RE.finditer(_fold(text)))
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
    lexicon = _Lexicon()
    countries = {row["country"] for row in read_rows("countries")}
    for row in read_rows("actors"):
        leader, organ = row["kind"] == "leader", row["actor"] in countries
        if leader or organs or not organ:
            symbol = "L" if leader else "G" if organ else "O"
            lexicon.add(row["phrase"], _Entry(symbol, row["actor"], f"actors.csv: {row['phrase']}", row["terms"]))
    for name, entry in _country_names().items():
        if entry.symbol != "P":
            lexicon.add(name, entry)
    for row in read_rows("offices"):
        entry = _Entry(_OFFICE_SYMBOLS[row["kind"]], "", row["phrase"])
        lexicon.add(row["phrase"], entry)
        lexicon.add(row["phrase"].lower(), entry)
    return lexicon


@cache
def _organisation_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("organisation_words"))


def _tokens(words: list[str], organs: bool, on: date | None) -> Iterator[_Token]:
    """The words as phrases of the lexicons, a leader out of office being any other name."""
    lexicon = _lexicon(organs)
    while words:
        found = lexicon.find(words)
        entry, length = found or (None, 1)
        text, words = " ".join(words[:length]), words[length:]
        if entry and _in_office(entry.terms, on):
            yield _Token(entry.symbol, text, entry)
        elif link := _LINKS.get(text.lower()):
            yield _Token(link, text, None)
        elif _HYPHENATED_RE.fullmatch(text):
            yield _Token("h", text, None)
        elif text in _NAME_PARTICLES:
            yield _Token("n", text, None)
        else:
            yield _Token("X" if text[0].isupper() and text not in _organisation_words() else "x", text, None)


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


def _has_voice(office: str, whose: str) -> bool:
    """Whether an office, in symbols, speaks for whose it is: an adjective (A), a capital (c) and so on."""
    head = re.split("f|'(?=.)", office.replace("d", ""))
    spoken = [part.strip("'") for part in head]
    if any(not part or part[-1] == "&" or part[0] == "&" for part in spoken):
        return False
    last, before = spoken[0][-1], spoken[0][:-1]
    if len(spoken) > 1 and "'" in office:  # "the president's office": the office is its last part
        last, before = spoken[-1][-1], "".join(spoken)[:-1]
    if whose in "cS":
        return last in "sT" or (last in "tay" and any(mark in "sT" for mark in before))
    if whose in "OGL":
        return last in "oszmtTaywb"
    if last in "ab":
        return any(mark in "oszmtTp" for mark in before) or (last == "b" and "p" in "".join(spoken))
    if last in "yw":
        return any(mark in "oszmtT" for mark in before)
    return last in "oszmtT"


def _voice(tokens: list[_Token]) -> _Voice | None:
    """The party for which a source without commas and brackets speaks."""
    symbols = "".join(token.symbol for token in tokens)
    for pattern in (_STATE_RE, _ORGAN_RE, _ORGANISATION_RE, _LEADER_RE):
        match = pattern.fullmatch(symbols)
        if match and (voice := _plain_voice(tokens, match)):
            return voice
    for place, symbol in enumerate(symbols):
        if symbol in "fi" and (voice := _linked_voice(tokens, place)):
            return voice
    return None


def _plain_voice(tokens: list[_Token], match: re.Match[str]) -> _Voice | None:
    """The party of "Ukraine's General Staff" and its like, whose name comes before its office."""
    who = tokens[match.start("who")].entry
    assert who is not None
    whose, office, name, tail = match["who"], match["office"] or "", match["name"] or "", match["tail"] or ""
    symbols = match.string
    if office:
        if not _has_voice(office, whose):
            return None
        if name and not set(office.rstrip("'")[-1] + re.split("[f']", office)[0][-1:]) & set("tTmay"):
            return None
    elif (whose == "A") or (name and whose != "L") or (tail and whose != "O"):
        return None
    elif whose in "CcS":
        alone = symbols.strip("d") in {"C", "c"}
        return _Voice(Party(who.party, _named(who.row, tokens[match.start("who")])), bare=True) if alone else None
    elif name or symbols.endswith("'"):
        return None
    if tail and not ("m" in office or (tail[0] == "i" and tail.lstrip("id") in {"C", "c", "S"})):
        return None
    others = [token.entry.party for token in tokens if token.entry and token.symbol in "LG"]
    if match.re is _ORGAN_RE and match["front"]:
        others += [entry.party for entry in (tokens[match.start("front")].entry,) if entry]
    if whose != "O" and not tail and any(party != who.party for party in others):
        return None
    if whose == "O" and name and any(token.symbol == "L" and token.entry.party != who.party for token in tokens if token.entry):
        return None
    rule = who.row
    if office:
        words = " ".join(t.text for t in tokens[match.start("office") : match.end("office")])
        rule += f" + office '{words}'"
    return _Voice(Party(who.party, rule.replace(" ' ", "'s ")))
