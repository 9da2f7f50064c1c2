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
    """A phrase of a source: its kind, its words, and the party and row if it names one."""

    symbol: str
    text: str
    party: str = ""
    row: str = ""


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
_NAME_PARTICLES = frozenset(
    ["al", "bin", "bint", "da", "de", "del", "der", "di", "dos", "du", "el", "ibn", "van", "von"]
)

_OFFICE = "[oszmtTaywbpqg&]"
_REST = rf"""
    (?P<office> (?: {_OFFICE}'?d? | fd?(?={_OFFICE}) )+ )?   # "top official at the health ministry"
    (?P<name> [rnXCcSAL]{{1,6}} )?                           # "Volodymyr Zelenskiy", whatever it is made of
    (?P<tail> [if] [dnXCcSAOGopsbqf]{{1,10}} )?              # "in Kabul", "to the United Nations"
"""
# "Ukraine's General Staff", "two senior US officials", "Georgia's prime minister", "Kyiv"
_STATE_RE = re.compile(rf"[dq]* (?P<who>[ACSc]) '? {_REST}", re.VERBOSE)
# "South Korea's National Intelligence Service", "a Pentagon spokesman"
_ORGAN_RE = re.compile(rf"[dq]* (?P<front>(?:A|C'?)?) d?[pq]* (?P<who>G) '? {_REST}", re.VERBOSE)
# "the Iran-backed Houthi rebels", "the UN's World Food Programme", "the UN Libya mission"
_ORGANISATION_RE = re.compile(
    rf"(?: [dqgph&AC] | (?<=C)' | O'? )* (?P<who>O) '? (?: [AC](?={_OFFICE}) )? {_REST}", re.VERBOSE
)
# "President Zelenskiy", "Mr Putin", "Zelenskiy's office", "the Trump administration"
_LEADER_RE = re.compile(rf"[dpqr]* [tTay]* r? (?P<who>L) '? {_REST}", re.VERBOSE)
# what may stand before "of Ukraine": "the foreign minister", "a source at the general staff of the armed forces"
_HEAD_RE = re.compile(rf"[dq]* (?P<office> (?: {_OFFICE}'?d? | fd? )* {_OFFICE} )", re.VERBOSE)
# and after "the foreign minister of": "France Alex Field"
_LAND_RE = re.compile(r"d? (?P<who>[CSc]) (?P<name>[rnXCcSAL]{1,6})? (?: id?[Cc] )?", re.VERBOSE)
# which heads fit which link and land: "army of Ukraine", "authorities in Kyiv", but no "embassy in Ukraine"
_FITTING = {("fC", head) for head in "oszmtT"} | {("fS", head) for head in "sT"} | {("fc", head) for head in "sTz"}
_FITTING |= {("iC", "z"), ("ic", "z")}
_MOST_LINKS = 6  # "of", "for", "in" ...: every one is tried as the joint, so a runaway source is not read
_PERSON_RE = re.compile(r"[rtT]*[XnCcS]{1,5}")
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
            yield _Token(entry.symbol, text, entry.party, entry.row)
        elif link := _LINKS.get(text.lower()):
            yield _Token(link, text)
        elif _HYPHENATED_RE.fullmatch(text):
            yield _Token("h", text)
        elif text in _NAME_PARTICLES:
            yield _Token("n", text)
        else:
            yield _Token("X" if text[0].isupper() and text not in _organisation_words() else "x", text)


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


def _split_office(office: str) -> tuple[str, str]:
    """The one word that speaks, and those that support it: the last before "of", after a possessive the owned."""
    head, _, rest = office.replace("d", "").partition("f")
    head = head.rstrip("'")
    return head[-1:] or "-", head[:-1] + rest


def _speaks(office: str, whose: str) -> bool:
    """Whether an office (in symbols) speaks for an owner: a country (A, C), a capital (c, S), else a body or leader."""
    word, support = _split_office(office)
    if whose in "cS":
        return word in "sT" or (word in "tay" and not {"s", "T"}.isdisjoint(support))
    if whose in "OGL":
        return word in "oszmtTaywbg" and (whose == "O" or "g" not in office)
    if "g" in office:
        return False
    needs = {"a": "oszmtTp", "b": "oszmtTp", "y": "oszmtT", "w": "oszmtT"}
    return word in "oszmtT" or not set(needs.get(word, "")).isdisjoint(support)


def _takes_name(office: str) -> bool:
    return not set("tTmay").isdisjoint((office.rstrip("'d")[-1:], _split_office(office)[0]))


def _voice(tokens: list[_Token]) -> _Voice | None:
    """The party for which a source without commas and brackets speaks."""
    symbols = "".join(token.symbol for token in tokens)
    for pattern in (_STATE_RE, _ORGAN_RE, _ORGANISATION_RE, _LEADER_RE):
        match = pattern.fullmatch(symbols)
        if match and (voice := _owner_voice(tokens, match)):
            return voice
    links = [place for place, symbol in enumerate(symbols) if symbol in "fi"]
    if len(links) > _MOST_LINKS:
        return None
    return next((voice for place in links if (voice := _linked_voice(tokens, symbols, place))), None)


def _owner_voice(tokens: list[_Token], match: re.Match[str]) -> _Voice | None:
    """The party of "Ukraine's General Staff" and its like, where the owner comes before its office."""
    who, whose = tokens[match.start("who")], match["who"]
    office, name, tail = match["office"] or "", match["name"] or "", match["tail"] or ""
    if office:
        if not _speaks(office, whose):
            return None
    elif whose in "AS" or match.string.endswith("'") or (tail and whose != "O" and whose != "G"):
        return None
    if name and not _takes_name(office):
        owned = whose in "OG" and match.string[match.start("name") - 1] == "'"
        if not (owned and name.startswith("X")):  # but "MSF's Ann Field"
            return None
    if tail and not ("m" in _split_office(office)[0] or re.fullmatch("id?[CcS]", tail)):
        return None
    rivals = [token for token in tokens[match.start("name") : match.end("name")] if token.symbol == "L"]
    if match.re is _ORGAN_RE and match["front"]:
        rivals.append(tokens[match.start("front")])
    if any(rival.party != who.party for rival in rivals):
        return None
    if office:
        words = tokens[match.start("office") : match.end("office")]
        return _Voice(Party(who.party, f"{who.row} + office '{_join(words)}'"))
    if whose in "OGL":
        return _Voice(Party(who.party, who.row))
    kind = "capital" if whose == "c" else "name"
    return _Voice(Party(who.party, f"{who.row}, by its {kind} '{who.text}'"), bare=True)


def _linked_voice(tokens: list[_Token], symbols: str, place: int) -> _Voice | None:
    """The party of "the foreign minister of France", "a source at the Pentagon", "Alex Field of Human Rights Watch"."""
    link, after = symbols[place], symbols[place + 1 :]
    head = _HEAD_RE.fullmatch(symbols[:place])
    office = head["office"] if head else ""
    word, _ = _split_office(office)
    if head and (land := _LAND_RE.fullmatch(after)):
        who = tokens[place + 1 + land.start("who")]
        if (link + land["who"], word) not in _FITTING or (land["name"] and word not in "tTm"):
            return None
        if any(token.symbol == "L" and token.party != who.party for token in tokens[place:]):
            return None
        return _Voice(Party(who.party, f"{who.row} + office '{_join(tokens[:place])}'"))
    person = place > 1 and _PERSON_RE.fullmatch(symbols[:place])
    if link != "f" or not (person or word in "oszmtTaywb"):
        return None
    if _takes_name(office):  # "the commander of Ukraine's air force Alex Field"
        after = after.rstrip("rnX")
    voice = _voice(tokens[place + 1 : place + 1 + len(after)])
    return voice if voice and not voice.bare else None


def _join(tokens: list[_Token]) -> str:
    words = [token.text for token in tokens if token.text not in {"the", "a", "an", "The", "A", "An"}]
    return " ".join(words).replace("s '", "s'").replace(" '", "'s")


def _read(source: str, organs: bool, on: date | None) -> Party | None:
    """The one party for which all parts of a source speak: what is in brackets, and between commas."""
    outer, brackets = _PARENTHESIS_RE.sub(" ", source), _PARENTHESIS_RE.findall(source)
    parties: list[Party] = []
    parts = [list(_tokens(_words(part), organs, on)) for part in outer.split(",") if part.strip()]
    for tokens in parts:
        voice = _voice(tokens)
        if voice and not (voice.bare and len(parts) > 1):
            parties.append(voice.party)
        elif voice or not _PERSON_RE.fullmatch("".join(token.symbol for token in tokens)):
            return None
    for bracket in brackets:
        voice = _voice(list(_tokens(_words(bracket), organs, on)))
        if voice and not voice.bare:
            parties.append(voice.party)
    return parties[0] if len({party.name for party in parties}) == 1 else None


@lru_cache(maxsize=65536)
def actor_of(source: str | None, on: date | None = None) -> Party | None:
    """The party for which a source speaks; ``on`` is the article's day, for leaders come and go.

    >>> actor_of("President Volodymyr Zelenskiy")
    Party(name='Ukraine', rule='actors.csv: Volodymyr Zelenskiy')
    >>> actor_of("Ukraine's General Staff")
    Party(name='Ukraine', rule="countries.csv: Ukraine + office 'General Staff'")
    >>> actor_of("Donald Trump", on=date(2024, 12, 14)), actor_of("a Ukrainian resident")
    (None, None)
    """
    if not source:
        return None
    return _read(source, False, on) or _read(source, True, on)


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
