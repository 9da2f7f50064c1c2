"""Roles and pronouns, by which a text names a source again: a stretch of text goes in, its roles come out.

"he" stands for a person or for "the spokesman", "it" for a body or for "the ministry", "they" for "officials".
Vocabulary: ``roles`` and ``short_forms``; which roles are bodies is here. Knowingly missed: roles of more than
four words before their noun, "they" for one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.lexicon import alternatives, read_rows, split_list
from analysis.models import Span

_PEOPLE = {"he", "she", "him", "her", "his"}
_THINGS = {"it", "its"}
_PLURALS = {"they", "them", "their"}
_FIRST = {"i", "we", "me", "us", "you"}
PRONOUNS = _PEOPLE | _THINGS | _PLURALS | _FIRST
# words that cannot stand inside a role: "said a lawmaker" → "a lawmaker"
_BREAKS = {
    "said", "says", "told", "added", "by", "that", "and", "or", "with", "from", "in", "on", "at", "of", "to", "was",
    "were", "had", "has", "have", "as", "for", "but", "who", "which", "according", "the",
}  # fmt: skip
_BODIES = {
    "group", "organisation", "organization", "agency", "ministry", "department", "government", "military", "army",
    "navy", "company", "union", "council", "committee", "administration", "observatory", "watchdog", "service",
    "regulator", "institute", "center", "centre", "university", "bank", "court", "embassy", "coalition", "alliance",
    "party", "command", "office", "bureau", "team", "charity", "newspaper", "magazine", "station", "network", "portal",
    "hospital",
}  # fmt: skip


@dataclass(frozen=True)
class Role:
    """A role where it stands ("the local mayor"), with its kind: person, plural or body."""

    span: Span
    text: str
    kind: str


@cache
def role_nouns() -> dict[str, str]:
    """Each noun for those who speak, with its number: "officials" → plural."""
    return {row["noun"]: row["number"] for row in read_rows("roles")}


@cache
def _role_re() -> re.Pattern[str]:
    """ "an intelligence official", "two senior local lawmakers"."""
    return re.compile(
        rf"""
        \b (?: (?: an?|the|one|another|two|three|several|some|local|senior ) \s+ )?
        (?: [\w.'’-]+\s+ ){{0,4}}?
        (?: {alternatives(role_nouns())} ) (?: \s+ (?: {alternatives(role_nouns())} ) )* \b
        """,
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def stand_ins(word: str) -> frozenset[str]:
    """The words of full names that a common noun can stand for: "the agency" → Service, Organization …"""
    rows = {row["word"]: row["stands_for"] for row in read_rows("short_forms")}
    return frozenset(split_list(rows.get(word, "")))


def kind_meant(pronoun: str) -> str | None:
    """The kind that a pronoun stands for: person, plural or body; ``None`` for the first and second person.

    >>> kind_meant("she"), kind_meant("they"), kind_meant("it"), kind_meant("we")
    ('person', 'plural', 'body', None)
    """
    if pronoun in _FIRST:
        return None
    return "person" if pronoun in _PEOPLE else "plural" if pronoun in _PLURALS else "body"


def find_roles(text: str, span: Span) -> Iterator[Role]:
    """The roles of a stretch of text that no name follows ("President Hale" is no role).

    >>> text = "One of them, said a lawmaker, met the ministry."
    >>> [(role.text, role.kind) for role in find_roles(text, Span(0, len(text)))]
    [('a lawmaker', 'person'), ('ministry', 'body')]
    """
    for match in _role_re().finditer(text, span.start, span.end):
        words = match.group().split()
        named = text[match.end() : match.end() + 3].strip()[:1].isupper()
        if named or (len(words) == 1 and words[0][0].isupper()):
            continue
        noun = re.sub(r"\W", "", words[-1].lower())
        plural = role_nouns().get(noun, "singular") == "plural"
        kind = "plural" if plural else "body" if noun in _BODIES else "person"
        yield Role(Span(*match.span()), _from_last_break(words), kind)


def _from_last_break(words: list[str]) -> str:
    """A role with its modifiers, from the last word on that cannot be one: "said a lawmaker" → "a lawmaker"."""
    breaks = [i for i, word in enumerate(words[:-1]) if word.lower() in _BREAKS]
    return " ".join(words[breaks[-1] + 1 :] if breaks else words)
