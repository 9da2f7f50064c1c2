"""Finds capitalised names: a text goes in, each name comes out where it stands, without its titles, with its kind.

"President Volodymyr Zelenskiy" is the person "Volodymyr Zelenskiy" with the title "president"; "the Example
Observatory for Human Rights" is a body. Vocabulary: ``titles`` and ``organisation_words``, and the countries of
``parties``. Knowingly missed: names in lower case ("bell hooks"), names that a sentence opener begins ("The Hague").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.lexicon import DAYS, MONTHS, read_words
from analysis.models import Span
from analysis.parties import country_named

# a capitalised word; a full stop belongs to it only in initials ("J.", "U.S.") and short titles ("Gen.")
_CAPITAL = r"""(?:
    (?: Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Sen|Rep|Gov|Prof|Adm|Brig|St|Rev ) \.
    | (?: [A-Z]\. )+ (?: [A-Z]\b )?
    | [A-ZÀ-ÖØ-Þ][\w'’&-]*
)"""
# "Gen. Alex J. Example", "Ministry of the Interior", "Ursula von der Leyen"
_CHAIN_RE = re.compile(
    rf"""
    {_CAPITAL}
    (?:
        (?: \s+ (?: of|for|and|the|de|del|da|al|bin|ibn|van|von|der|la|& ) (?: \s+the )? )?
        [ \t]+ {_CAPITAL}
    )*
    """,
    re.VERBOSE,
)
_LINKS = ("of", "for", "and", "the")
_POSSESSIVE_RE = re.compile(r"['’]s?$")
_THE_RE = re.compile(r"^[Tt]he\s+")
# "the ministry", "several officials"
_ARTICLE_RE = re.compile(
    r"^(?:the|an?|its|their|his|her|our|one|another|some|this|that|these|those|several|two|three)\s+", re.IGNORECASE
)
# capitals of a sentence's first word, and of the calendar
_SENTENCE_WORDS = {
    "The", "A", "An", "This", "That", "These", "Those", "There", "Here", "It", "He", "She", "They", "We", "I",
    "You", "Its", "His", "Her", "Their", "Our", "My", "Your", "What", "Who", "Where", "Why", "How", "When", "While",
    "If", "Since", "Until", "Although", "Though", "Because", "So", "Then", "Meanwhile", "However", "But", "And",
    "Also", "In", "On", "At", "Of", "As", "For", "After", "Before", "Up", "To", "From", "By", "With", "Without",
    "Under", "Over", "During", "Among", "Between", "Around", "According", "Not", "No", "Now", "Still", "Yet",
    "Only", "About", "Nearly", "Almost", "Least", "More", "Most", "Some", "Many", "Both", "Each", "Every",
    "Several", "Another", "Other", "Others", "Last", "Next", "Today", "Yesterday", "Tomorrow", "Earlier", "Later",
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Dozens", "Hundreds",
    "Thousands", *DAYS, *MONTHS,
}  # fmt: skip
_DATES = {*DAYS, *MONTHS}


@dataclass(frozen=True)
class Name:
    """A capitalised name where it stands: without its titles, with its kind (person, body or other)."""

    span: Span
    text: str
    kind: str
    titles: tuple[str, ...] = ()


def find_names(text: str) -> list[Name]:
    """The names of a text, left to right; one word that ends a person's name elsewhere is that person.

    >>> text = "Gen. Alex Example left. On Monday Example told the Harbour Institute of it."
    >>> [(name.text, name.kind) for name in find_names(text)]
    [('Alex Example', 'person'), ('Example', 'person'), ('Harbour Institute', 'body')]
    """
    found = [name for match in _CHAIN_RE.finditer(text) if (name := _name(match)) is not None]
    persons = {last_word(name.text) for name in found if name.kind == "person" and " " in name.text}
    return [
        Name(name.span, name.text, "person", name.titles)
        if name.kind == "other" and " " not in name.text and name.text in persons
        else name
        for name in found
    ]


def _name(chain: re.Match[str]) -> Name | None:
    """A capitalised chain, cut at sentence openers, titles and possessives."""
    for piece in re.finditer(r"\S+", chain.group()):
        if piece.group().strip(".,") not in _SENTENCE_WORDS and piece.group() not in _LINKS:
            break
    else:
        return None
    start, words = chain.start() + piece.start(), chain.group()[piece.start() :]
    known, titles = read_words("titles"), []
    while not _is_body(words):
        first, _, rest = words.partition(" ")
        if not rest or first.strip(".,") not in known or rest.split()[0] in _LINKS:
            break
        titles.append(first.strip(".,").lower())
        rest = rest.lstrip()
        start, words = start + len(words) - len(rest), rest
    words = without_possessive(words.rstrip(".,"))
    if not words or words in _SENTENCE_WORDS or words.strip(".") in known:
        return None
    if {word.strip(".,") for word in words.split()} <= _DATES:
        return None
    return Name(Span(start, start + len(words)), words, kind_of(words, titled=bool(titles)), tuple(titles))


def kind_of(words: str, titled: bool = False) -> str:
    """Whether a name is a person's, a body's or another: by title, organisation words, countries and shape.

    >>> kind_of("John Kirby"), kind_of("Example Institute"), kind_of("NATO"), kind_of("Donetsk")
    ('person', 'body', 'body', 'other')
    """
    if titled:
        return "person"
    if _is_body(words):
        return "body"
    parts = [word.strip(".,") for word in words.split()]
    if country_named(words) is not None or (words.isupper() and 2 <= len(words) <= 8):
        return "body"
    capitals = [part for part in parts if part[:1].isupper()]
    if not 2 <= len(parts) <= 4 or len(capitals) < len(parts) - 1 or not set(_LINKS).isdisjoint(parts):
        return "other"
    return "other" if any("'s" in part or "’s" in part for part in parts) else "person"


def _is_body(words: str) -> bool:
    """Whether a name holds a word that only bodies' names have: "General Staff" is no general called Staff."""
    parts = (without_possessive(word.strip(".,")) for word in words.split())
    return any(part in read_words("organisation_words") for part in parts)


def last_word(name: str) -> str:
    """The last word of a name, by which it is called short."""
    return name.split()[-1].strip(".,") if name.split() else ""


def without_possessive(words: str) -> str:
    """Words without the "'s" at their end."""
    return _POSSESSIVE_RE.sub("", words)


def without_the(words: str) -> str:
    """Words without a "the" before them."""
    return _THE_RE.sub("", words)


def without_article(words: str) -> str:
    """Words without an article, a pronoun or a small number before them."""
    return _ARTICLE_RE.sub("", words)
