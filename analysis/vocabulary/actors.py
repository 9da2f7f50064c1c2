"""Says for which party a source speaks: the words of a source come in, a party's canonical name goes out.

``parties`` says of each phrase what it is; how the phrases combine is here. A person or body that is merely from a
place does not speak for it, so every word of a source must be accounted for: one that no rule knows ("a Ukrainian
resident", "Washington Post", "former US officials") and the answer is ``None``. Capitals are listed as the press
uses them for a government; that takes no side in whose city it is.

Knowingly missed: sources that speak for two parties ("US and Israeli officials"), officials of a region or a
city, and bodies that the lexicons do not list. A bare capital is read as its state even where it may count for
the city ("Tokyo reported 40 cases"), and a world-famous leader's surname as the leader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from analysis.models import Source
from analysis.vocabulary.parties import Phrase, country_named, is_place, read_phrases

__all__ = ["Party", "actor_of", "country_named", "is_place", "party_of"]


@dataclass(frozen=True)
class Party:
    """Whom a source speaks for, and the rule that decided: a lexicon's row, and the office if one was needed."""

    name: str
    rule: str


class _Voice(NamedTuple):
    """A party that was read; ``bare`` if nothing but a country's name or capital stood there."""

    party: Party
    bare: bool = False


# A source is a row of kinds, one letter a phrase, as parties.py lists them; so these patterns are its grammar.
_OFFICE = "[oszmtTaywbpqg&]"
_REST = rf"""
    (?P<office> (?: {_OFFICE}'?d? | fd?(?={_OFFICE}) )+ )?   # "top official at the health ministry"
    (?P<name> [rnXCcSAL]{{1,6}} | G )?                       # "Volodymyr Zelenskiy", whatever it is made of; "AFAD"
    (?P<tail> [if] [dnXCcSAOGopsbqf]{{1,10}} )?              # "in Kabul", "to the United Nations"
"""
# "Ukraine's General Staff", "two senior US officials", "Georgia's prime minister", "Kyiv"
_STATE_RE = re.compile(rf"d?a?[dq]* (?P<who>[ACSc]) '? {_REST}", re.VERBOSE)
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


def _voice(phrases: list[Phrase]) -> _Voice | None:
    """The party for which a source without commas and brackets speaks."""
    symbols = "".join(phrase.symbol for phrase in phrases)
    for pattern in (_STATE_RE, _ORGAN_RE, _ORGANISATION_RE, _LEADER_RE):
        match = pattern.fullmatch(symbols)
        if match and (voice := _owner_voice(phrases, match)):
            return voice
    links = [place for place, symbol in enumerate(symbols) if symbol in "fi"]
    if len(links) > _MOST_LINKS:
        return None
    return next((voice for place in links if (voice := _linked_voice(phrases, symbols, place))), None)


def _owner_voice(phrases: list[Phrase], match: re.Match[str]) -> _Voice | None:
    """The party of "Ukraine's General Staff" and its like, where the owner comes before its office."""
    who, whose = phrases[match.start("who")], match["who"]
    office, name, tail = match["office"] or "", match["name"] or "", match["tail"] or ""
    if office:
        if not _speaks(office, whose):
            return None
    elif whose in "AS" or match.string.endswith("'") or (tail and whose != "O" and whose != "G"):
        return None
    named = phrases[match.start("name") : match.end("name")]
    if name == "G":
        if named[0].party != who.party:
            return None
    elif name and not (_takes_name(office) or (name == "X" and _split_office(office)[0] in "ozb")):
        owned = whose in "OG" and match.string[match.start("name") - 1] == "'"
        if not (owned and name.startswith("X")):  # but "MSF's Ann Field"
            return None
    if tail and not ("m" in _split_office(office)[0] or re.fullmatch("id?[CcS]", tail)):
        return None
    rivals = [phrase for phrase in named if phrase.symbol == "L"]
    front = match.string[: match.start("who")]
    if match.re is _ORGANISATION_RE and re.search("[ACO]'?&", front):  # "Hamas and Islamic Jihad"
        return None
    if match.re is _ORGAN_RE and match["front"]:
        rivals.append(phrases[match.start("front")])
    if any(rival.party != who.party for rival in rivals):
        return None
    if office:
        words = phrases[match.start("office") : match.end("office")]
        return _Voice(Party(who.party, f"{who.row} + office '{_join(words)}'"))
    if whose in "OGL":
        return _Voice(Party(who.party, who.row))
    kind = "capital" if whose == "c" else "name"
    return _Voice(Party(who.party, f"{who.row}, by its {kind} '{who.text}'"), bare=True)


def _linked_voice(phrases: list[Phrase], symbols: str, place: int) -> _Voice | None:
    """The party of "the foreign minister of France", "a source at the Pentagon", "Alex Field of Human Rights Watch"."""
    link, after = symbols[place], symbols[place + 1 :]
    head = _HEAD_RE.fullmatch(symbols[:place])
    office = head["office"] if head else ""
    word, _ = _split_office(office)
    if head and (land := _LAND_RE.fullmatch(after)):
        who = phrases[place + 1 + land.start("who")]
        if (link + land["who"], word) not in _FITTING or (land["name"] and word not in "tTm"):
            return None
        if any(phrase.symbol == "L" and phrase.party != who.party for phrase in phrases[place:]):
            return None
        return _Voice(Party(who.party, f"{who.row} + office '{_join(phrases[:place])}'"))
    person = place > 1 and _PERSON_RE.fullmatch(symbols[:place])
    if link != "f" or not (person or word in "oszmtTaywb"):
        return None
    if _takes_name(office):  # "the commander of Ukraine's air force Alex Field"
        after = after.rstrip("rnX")
    voice = _voice(phrases[place + 1 : place + 1 + len(after)])
    return voice if voice and not voice.bare else None


def _join(phrases: list[Phrase]) -> str:
    words = [phrase.text for phrase in phrases if phrase.text not in {"the", "a", "an", "The", "A", "An"}]
    return " ".join(words).replace("s '", "s'").replace(" '", "'s")


def _read(source: str, organs: bool, on: date | None) -> Party | None:
    """The one party for which all parts of a source speak: what is in brackets, and between commas."""
    outer, brackets = _PARENTHESIS_RE.sub(" ", source), _PARENTHESIS_RE.findall(source)
    parties: list[Party] = []
    parts = [list(read_phrases(part, organs, on)) for part in outer.split(",") if part.strip()]
    for phrases in parts:
        voice = _voice(phrases)
        if voice and not (voice.bare and len(parts) > 1):
            parties.append(voice.party)
        elif voice or not _PERSON_RE.fullmatch("".join(phrase.symbol for phrase in phrases)):
            return None
    for bracket in brackets:
        voice = _voice(list(read_phrases(bracket, organs, on)))
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


def party_of(source: Source | None, on: date | None = None) -> Party | None:
    """The party for which a source speaks by its name, or by what else the article calls it."""
    names = (source.name, *source.called) if source is not None and source.name else ()
    return next((party for name in names if (party := actor_of(name, on))), None)
