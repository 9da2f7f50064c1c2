"""Roles and pronouns, by which a text names a source again: a stretch of text goes in, its roles come out.

"he" stands for a person or for "the spokesman", "it" for a body or for "the ministry", "they" for "officials".
Vocabulary: ``roles``, ``short_forms`` and ``kind_words``. Knowingly missed: roles of more than four words before
their noun, "they" for one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from analysis.lexicon import alternatives, read_rows, split_list
from analysis.models import Span

_PEOPLE = {"he", "she", "him", "her", "his"}
_THINGS = {"it", "its"}
_PLURALS = {"they", "them", "their"}
_FIRST = {"i", "we", "me", "us", "you"}
PRONOUNS = _PEOPLE | _THINGS | _PLURALS | _FIRST
# words that cannot stand inside a role: "said a lawmaker" → "a lawmaker"
BREAKS = PRONOUNS - {"us"} | {
    "said", "says", "told", "added", "by", "that", "and", "or", "with", "from", "in", "on", "at", "of", "to", "was",
    "were", "had", "has", "have", "as", "for", "but", "who", "which", "according", "the", "a", "an", "is", "are", "be",
    "been", "when", "while", "although", "though", "after", "before", "because", "if", "than", "where", "whose",
    "into", "over", "against", "among", "between", "under", "not", "so", "then", "also", "whether", "will",
    "would", "could", "should", "may", "might", "can", "did", "does", "do", "about", "through", "via", "like", "during",
}  # fmt: skip


class Noun(NamedTuple):
    """What the lexicon says of a role's noun: its number (singular, plural) and its kind (person, body)."""

    number: str
    kind: str


@dataclass(frozen=True)
class Role:
    """A role where it stands ("the local mayor"), with its kind: person, plural or body."""

    span: Span
    text: str
    kind: str


@cache
def role_nouns() -> dict[str, Noun]:
    """Each noun for those who speak, with its number and kind: "officials" → plural, person."""
    return {row["noun"]: Noun(row["number"], row["kind"]) for row in read_rows("roles")}


def is_persons(noun: str) -> bool:
    """Whether a noun is one person's role.

    >>> is_persons("mayor"), is_persons("officials"), is_persons("agency")
    (True, False, False)
    """
    return role_nouns().get(noun) == ("singular", "person")


def is_plural(noun: str) -> bool:
    """Whether a noun is a role of several: "officials"."""
    return noun in role_nouns() and role_nouns()[noun].number == "plural"


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
def _short_forms() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return {
        row["word"]: (frozenset(split_list(row["stands_for"])), frozenset(split_list(row["kinds"])))
        for row in read_rows("short_forms")
    }


def stand_ins(word: str) -> frozenset[str]:
    """The words of full names that a common noun can stand for: "the agency" → Service, Organization …"""
    return _short_forms().get(word, (frozenset(), frozenset()))[0]


def kinds_meant(word: str) -> frozenset[str]:
    """The kinds of ``actors.csv`` that a common noun can stand for: "the group" → armed group, rights …"""
    return _short_forms().get(word, (frozenset(), frozenset()))[1]


@cache
def _kind_words() -> dict[str, frozenset[str]]:
    return {row["word"].lower(): frozenset(split_list(row["kinds"])) for row in read_rows("kind_words")}


def kinds_told(word: str) -> frozenset[str]:
    """The kinds of ``actors.csv`` that a word before "group" or "agency" tells: "militant" → armed group."""
    return _kind_words().get(word.lower().replace(".", ""), frozenset())


def kind_meant(pronoun: str) -> str | None:
    """The kind that a pronoun stands for: person, plural or body; ``None`` for the first and second person.

    >>> kind_meant("she"), kind_meant("they"), kind_meant("it"), kind_meant("we")
    ('person', 'plural', 'body', None)
    """
    if pronoun in _FIRST:
        return None
    return "person" if pronoun in _PEOPLE else "plural" if pronoun in _PLURALS else "body"


def gender_meant(pronoun: str) -> str | None:
    """The gender of a pronoun for a person.

    >>> gender_meant("she"), gender_meant("his"), gender_meant("it")
    ('feminine', 'masculine', None)
    """
    return "feminine" if pronoun in ("she", "her") else "masculine" if pronoun in ("he", "him", "his") else None


def find_roles(text: str, span: Span) -> Iterator[Role]:
    """The roles of a stretch of text that no name follows ("President Hale" is no role).

    >>> text = "One of them, said a lawmaker, met the ministry."
    >>> [(role.text, role.kind) for role in find_roles(text, Span(0, len(text)))]
    [('a lawmaker', 'person'), ('ministry', 'body')]
    """
    for match in _role_re().finditer(text, span.start, span.end):
        words = match.group().split()
        words = words[1:] if words[0] in ("'s", "’s") else words  # what the role before it owns
        named = text[match.end() : match.end() + 3].strip()[:1].isupper()
        if named or (len(words) == 1 and words[0][0].isupper() and match.start() > span.start):
            continue
        noun = role_nouns().get(re.sub(r"\W", "", words[-1].lower()), Noun("singular", "person"))
        kind = "plural" if noun.number == "plural" else noun.kind
        role = _from_last_break(words)
        yield Role(Span(match.end() - len(role), match.end()), role, kind)


def _from_last_break(words: list[str]) -> str:
    """A role with its modifiers, from the last word on that cannot be one: "said a lawmaker" → "a lawmaker"."""
    breaks = [i for i, word in enumerate(words[:-1]) if word.lower() in BREAKS and (i or word.lower() not in _OPENERS)]
    return " ".join(words[breaks[-1] + 1 - (words[breaks[-1]].lower() in ("a", "an")) :] if breaks else words)


_OPENERS = {"a", "an", "the"}
