"""Offices and roles as a text tells them: the words beside a name go in, what they call its bearer comes out.

"Norway's Health Minister" is a minister, told from others by "health" and "Norway"; a deputy is no minister.
Vocabulary: ``titles``, ``roles`` and the countries of ``parties``. Knowingly missed: "chief of staff".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.naming.introduced import OTHER_OFFICES
from analysis.naming.kinds import gender_of, titles
from analysis.naming.roles import is_persons
from analysis.naming.words import without_possessive
from analysis.vocabulary.parties import country_named

_WORD_RE = re.compile(r"[^\W_](?:[\w.'’-]*[^\W_])?")
# they change whose office it is, unless the description says so as well
OTHER_OFFICE = OTHER_OFFICES | {"prime", "acting", "interim", "shadow", "attorney"}
_TWO_WORDS = {"secretary", "attorney", "director", "inspector", "consul", "governor", "solicitor", "surgeon"}
# who heads a body may be called by any of them
HEADS = {"boss", "chief", "director", "head"}
# they say nothing of whom is meant
_IDLE = {
    "the", "a", "an", "this", "that", "of", "for", "and", "country", "nation", "top", "senior", "new", "long-time",
    "longtime", "veteran", "own", "outgoing", "incoming", "its", "their", "our", "same", "man",
}  # fmt: skip


@dataclass(frozen=True)
class Description:
    """What an article calls a person in one place: the nouns ("minister") and all the words ("health", "Norway")."""

    place: int
    name: str
    nouns: frozenset[str]
    words: frozenset[str]
    phrase: str = ""


def words_of(text: str) -> list[str]:
    """The words of a text without marks and possessives."""
    return [without_possessive(match.group()) for match in _WORD_RE.finditer(text)]


def nouns_of(words: list[str]) -> set[str]:
    """The nouns by which the last word calls a person: "Gen" → general, "minister" → minister; none if it does not."""
    if not words:
        return set()
    last = words[-1].lower()
    if last == "minister" and len(words) > 1 and words[-2].lower() == "prime":
        return {"minister", "premier"}
    if last == "general" and len(words) > 1 and words[-2].lower() in _TWO_WORDS:
        return {words[-2].lower(), "general"}
    row = titles().get(last) if words[-1][0].isupper() else None
    told = set(row["roles"].split(";")) - {""} if row else set()
    if is_persons(last):
        told |= {last}
        told |= {r for r in titles().get(last, {}).get("roles", "").split(";") if r}
    if told and len(words) > 1 and words[-2].islower() and is_persons(words[-2]):  # "army chief General Example"
        told |= {words[-2]}
    if told and len(words) > 1 and words[-1][0].isupper():
        told |= nouns_of(words[:-1]) if titles().get(words[-2].lower()) and words[-2][0].isupper() else set()
    return told


def meaning_of(words: list[str]) -> frozenset[str]:
    """The words that tell one office from another, countries under their names: "the Turkish" → Turkey."""
    found: set[str] = set()
    skip = False
    for i, word in enumerate(words):
        pair = country_named(f"{word} {words[i + 1]}") if i + 1 < len(words) else None
        if skip:
            skip = False
        elif pair is not None:
            found.add(pair.lower())
            skip = True
        else:
            found.add((country_named(word) or word).lower())
    return frozenset(found - _IDLE)


def fits(wanted: frozenset[str], noun: str, told: Description, allowed: frozenset[str] = frozenset()) -> bool:
    """Whether a description holds all that is wanted, and is of no other office: a deputy is no minister."""
    own = {noun, "prime"} if noun == "premier" else {noun}
    return wanted <= told.words and not (told.words & OTHER_OFFICE) - wanted - allowed - own


def gender_of_role(words: str) -> str | None:
    """The gender that a role's noun tells: "spokeswoman", "queen"; ``None`` for most.

    >>> gender_of_role("the spokeswoman"), gender_of_role("the mayor")
    ('feminine', None)
    """
    gender = gender_of(words.split()[-1].capitalize()) if words else None
    return gender if gender in ("masculine", "feminine") else None
