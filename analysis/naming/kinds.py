"""What a name is: the words of a name go in; person, body, place or other comes out, by lexicon and by shape.

Vocabulary: ``titles``, ``roles``, ``given_names``, ``organisation_words``, ``place_words`` and the parties of
``parties``. Knowingly missed: bodies that look like people ("Virgin Blue"), which only the rest of the text can tell.
"""

from __future__ import annotations

from functools import cache, lru_cache

from analysis.lexicon import read_rows, read_words
from analysis.naming.roles import is_persons
from analysis.vocabulary.parties import body_kind, country_named

LINKS = ("of", "for", "and", "the")
_PLACE_OPENERS = {
    "Lake",
    "Mount",
    "Fort",
    "Cape",
    "San",
    "Santa",
    "Los",
    "Las",
    "New",
    "North",
    "South",
    "East",
    "West",
}

_BEFORE_SURNAMES = {"mr", "mrs", "ms"}
_ROYAL = {"Baron", "Bishop", "Duke", "King", "Major", "Marshal", "Pope", "Prince"}  # "Mr King"


@cache
def titles() -> dict[str, dict[str, str]]:
    """Each title with its row, in small letters."""
    return {row["word"].lower(): row for row in read_rows("titles")}


@cache
def title_words(word: str) -> tuple[str, ...]:
    """The title that a word is, in small letters, both halves of "Vice-President"; empty if it is none."""
    bare = word.strip(".,").lower()
    if word[:1].isupper() and (bare in titles() or is_persons(bare)):
        return (bare,)
    parts = bare.split("-")
    return tuple(parts) if len(parts) > 1 and all(part in titles() or part == "ex" for part in parts) else ()


def is_title(word: str) -> bool:
    """Whether a capitalised word is a title or a role: "Gen.", "Vice-President", "Spokesman"."""
    return bool(title_words(word))


def is_surname(title: str, word: str) -> bool:
    """Whether a word behind "Mr" is a surname, though it is a role as well.

    >>> is_surname("mr", "Farmer"), is_surname("mr", "President"), is_surname("general", "Farmer")
    (True, False, False)
    """
    return title in _BEFORE_SURNAMES and (word in _ROYAL or word.lower() not in titles())


@cache
def _given_names() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in read_rows("given_names")}


def gender_of(word: str) -> str | None:
    """The gender of a given name or a title (masculine, feminine, either); ``None`` if it is neither.

    >>> gender_of("Maria"), gender_of("Harbour")
    ('feminine', None)
    """
    return _given_names().get(word) or titles().get(word.lower(), {}).get("gender") or None


def is_place_name(words: list[str]) -> bool:
    """Whether words are a place's name by their first or last: "Red River", "Mount Example"."""
    return len(words) > 1 and (words[-1].strip(".,") in read_words("place_words") or words[0] in _PLACE_OPENERS)


@lru_cache(maxsize=65536)
def kind_of(words: str, titled: bool = False) -> str:
    """Whether a name is a person's, a body's, a place's or another: by title, lexicons and shape.

    >>> kind_of("John Kirby"), kind_of("Example Institute"), kind_of("NATO"), kind_of("Donetsk"), kind_of("Red River")
    ('person', 'body', 'body', 'other', 'place')
    """
    if titled:
        return "person"
    parts = [word.strip(".,") for word in words.split()]
    if any(mark.isdigit() for mark in words):
        return "other"
    if parts and gender_of(parts[0]) and len(parts) == 2 and parts[1] not in read_words("organisation_words"):
        return "person"
    if country_named(words) is not None:
        return "body"
    if is_place_name(parts) and not is_body(parts[-1]):
        return "place"
    if is_body(words) or body_kind(words) is not None or (words.isupper() and 2 <= len(words) <= 8):
        return "body"
    capitals = [part for part in parts if part[:1].isupper()]
    if not 2 <= len(parts) <= 4 or len(capitals) < len(parts) - 1 or not set(LINKS).isdisjoint(parts):
        return "other"
    return "other" if any("'s" in part or "’s" in part for part in parts) else "person"


def is_body(words: str) -> bool:
    """Whether a name holds a word that only bodies' names have: "General Staff" is no general called Staff."""
    parts = (word.strip(".,").removesuffix("'s").removesuffix("’s") for word in words.split())
    return any(part in read_words("organisation_words") for part in parts)
