"""Finds capitalised names: a text goes in, each name comes out where it stands, without its titles, with its kind.

"New York Mayor Alex Example" is the person "Alex Example" with the title "mayor"; "the Example Observatory for Human
Rights" is a body, "Example Valley" a place. What a single word or two stand for is decided by all that the article
says of them. Vocabulary: ``titles``, ``roles``, ``organisation_words``, ``place_words``, ``given_names`` and the
parties of ``parties``. Knowingly missed: names in lower case ("bell hooks"), names that a sentence opener begins
("The Hague"), bodies that look like people ("Virgin Blue").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from analysis.models import Span
from analysis.naming.context import kinds_by_context, without_openers
from analysis.naming.kinds import (
    LINKS,
    gender_of,
    is_body,
    is_place_name,
    is_surname,
    is_title,
    kind_of,
    title_words,
)
from analysis.naming.roles import kinds_meant, role_nouns
from analysis.naming.words import DATES, SENTENCE_WORDS, SUFFIXES, Name, last_word, without_possessive
from analysis.vocabulary.parties import body_kind, country_named

# a capitalised word; a full stop belongs to it only in initials ("J.", "U.S.") and short titles ("Gen.")
_CAPITAL = r"""(?:
    (?: Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Sen|Rep|Gov|Prof|Adm|Brig|St|Rev|Supt|Insp|Cmdr|Amb|Pres|Cpl|Pvt|Jr|Sr|Hon
        |Engr ) \.
    | (?: [A-Z]\. ){2,} (?: [A-Z]\b \.? )? | [A-Z]\. (?= [ \t][A-Z] ) | [A-Z]\.[A-Z]\b
    | (?: [Aa]l|[Ee]l|[Aa][nrsz]|[Aa]sh|[Uu][lr] ) -[A-Z][\w'’-]*
    | [A-ZÀ-ÖØ-Þ][\w'’&-]* (?: /[A-Z][\w'’&-]* )*
)"""
# "Gen. Alex J. Example", "Ministry of the Interior", "Ursula von der Leyen"
_CHAIN_RE = re.compile(
    rf"""
    {_CAPITAL}
    (?:
        (?:
            \s+ (?: of|for|and|the|de|del|da|dos|du|al|bin|bint|ben|ibn|van|von|der|la|le|& )
            (?: \s+ (?: the|la|der|den ) )?
        )?
        [ \t\xa0]+ {_CAPITAL}
    )*
    """,
    re.VERBOSE,
)
# "Iran-backed"
_PARTICIPLE_RE = re.compile(r"-(?:[a-z]+ed|(?:[a-z]+)?(?:led|run|held|born|style|wide))$")
# "anti-Example protests" name nobody, "then-Senator Example" does
_PREFIX_RE = re.compile(r"\w-$")
_EDITORS_WORD = "Begin "  # "[Begin Example recording]"
_PIECE_RE = re.compile(r"\S+")
_LETTERS = {"QC", "KC", "SC", "MP", "MEP", "MBE", "OBE", "CBE", "PhD", "MD"}  # "Alex Example QC"
_MOST_JOINED = 4  # words before "and": "Disaster Risk Reduction and Management Council"
_PUBLIC = {"ministry", "police", "court"}  # the kinds of bodies that a town or a region has
_INITIALS_RE = re.compile(r"(?:[A-Z]\.){2,}")
# "Children's Fund": these own no body, they are part of its name
_MEMBERS = {
    "Children", "Doctors", "Farmers", "Journalists", "Lawyers", "Men", "Miners", "Nurses", "People", "Peoples",
    "Prisoners", "Teachers", "Veterans", "Women", "Workers",
}  # fmt: skip
# words of a run of capitals that are looked at together; parting it costs the square of them
_LONGEST_RUN = 80
Word = tuple[int, str]


def find_names(text: str) -> list[Name]:
    """The names of a text, left to right; one word that ends a person's name elsewhere is that person.

    >>> text = "Gen. Alex Example left. On Monday Example told the Harbour Institute of it."
    >>> [(name.text, name.kind) for name in find_names(text)]
    [('Alex Example', 'person'), ('Example', 'person'), ('Harbour Institute', 'body')]
    """
    chains = (chain for chain in _CHAIN_RE.finditer(text) if chain.group() not in SENTENCE_WORDS)
    found = [name for chain in chains for name in _names(chain)]
    titled = {last_word(name.text) for name in found if name.titles}
    found = [part for name in found for part in _part_owner(name, titled)]
    found = without_openers(text, found)
    kinds = kinds_by_context(text, found, titled)
    found = [
        name if kinds.get(name.text, name.kind) == name.kind else replace(name, kind=kinds[name.text]) for name in found
    ]
    people = {last_word(name.text) for name in found if name.kind == "person"}
    return [
        replace(name, kind="person") if name.kind == "other" and " " not in name.text and name.text in people else name
        for name in found
    ]


def _names(chain: re.Match[str]) -> Iterator[Name]:
    """The names in a run of capitals (``_parted``), where they stand in the text."""
    start, words = chain.start(), chain.group()
    if words.startswith(_EDITORS_WORD) and chain.string[start - 1 : start] == "[":
        start, words = start + len(_EDITORS_WORD), words[len(_EDITORS_WORD) :]
    if _PREFIX_RE.search(chain.string, max(0, start - 2), start) and not is_title(words.split(None, 1)[0]):
        return
    for name in _names_in(words):
        yield Name(name.span.moved(start), name.text, name.kind, name.titles, name.before)


@lru_cache(maxsize=65536)
def _names_in(run: str) -> tuple[Name, ...]:
    words = [(piece.start(), piece.group()) for piece in _PIECE_RE.finditer(run)]
    runs = (words[at : at + _LONGEST_RUN] for at in range(0, len(words), _LONGEST_RUN))
    return tuple(name for each in runs for name in _parted(each))


def _parted(words: list[Word]) -> Iterator[Name]:
    """The names in a run of capitals, parted at titles, possessives and joining words."""
    for i, (_, word) in enumerate(words):
        if _PARTICIPLE_RE.search(word):  # "the US-led coalition": neither word is a name
            yield from _names_of(words[:i])
            yield from _names_of(words[i + 1 :])
            return
    for i in range(len(words) - 1):
        if words[i][1].endswith(".") and words[i + 1][1] in SENTENCE_WORDS and words[i + 1][1] not in LINKS:
            yield from _names_of(words[: i + 1])  # "in the U.S. He left"
            yield from _names_of(words[i + 1 :])
            return
    yield from _names_of(words)


def _names_of(words: list[Word]) -> Iterator[Name]:
    while words and (words[0][1].strip(".,") in SENTENCE_WORDS or words[0][1] in LINKS):
        words = words[1:]
    for piece in _pieces(words):
        yield from _titled(piece)


def _pieces(words: list[Word]) -> Iterator[list[Word]]:
    """A run of capitals, parted where two names meet: "Ann Field and Harbour Bank's Lee Hill" are three."""
    start = 0
    for i in range(1, len(words) - 1):
        left, rest = words[start:i], [word for _, word in words[i + 1 :]]
        word = words[i][1]
        if not left or i <= start:
            continue
        if (word == "and" and not _joined(left, rest)) or (
            word in ("of", "for") and (_is_person(left) or _is_many(left))
        ):
            yield left
            start = i + 1
    words = words[start:]
    for i in range(len(words) - 1):
        word = words[i][1]
        owner = without_possessive(word)
        owned = owner != word and word[-1] in "sS"
        if owned and not _owns_name(_text(words[: i + 1]), owner, words[i + 1 :]):
            yield words[: i + 1]
            yield from _pieces(words[i + 1 :])
            return
    if words:
        yield words


def _joined(left: list[Word], rest: list[str]) -> bool:
    """Whether "and" stands inside a name: "Ministry of Trade and Industry", "Food and Drug Administration"."""
    words = [word for _, word in left]
    if not rest or rest[0] == "the":
        return False
    if country_named(f"{' '.join(words)} and {rest[0]}"):
        return True
    if is_body(" ".join(words)):
        return ("of" in words or "for" in words) and not gender_of(rest[0])
    people = any(gender_of(word) for word in words)
    return len(words) <= _MOST_JOINED and not people and is_body(rest[-1]) and country_named(" ".join(words)) is None


def _is_person(words: list[Word]) -> bool:
    """Whether words before "of" are a person with a place or a body: "Senator Ann Field of Example"."""
    bare = [word for _, word in words]
    while bare and is_title(bare[0]):
        bare = bare[1:]
    text = " ".join(bare)
    titled = len(bare) < len(words)
    return bool(bare) and (titled or (len(bare) > 1 and gender_of(bare[0]) is not None)) and kind_of(text) != "body"


def _owns_name(owner: str, word: str, rest: list[Word]) -> bool:
    """Whether an owner is part of a body's name: "South Korea's National Service", "United Nations Children's Fund"."""
    body = is_body(_text(rest)) and not any(is_title(word) for _, word in rest[:-1])
    owner = without_possessive(owner)
    # "Gaza's Health Ministry", but "Clinton's Harbour Fund"
    public = not kinds_meant(rest[-1][1].lower()).isdisjoint(_PUBLIC) and gender_of(owner.split()[0]) is None
    return body and (word in _MEMBERS or country_named(owner) is not None or public)


def _text(words: list[Word]) -> str:
    return " ".join(word for _, word in words)


def _titled(words: list[Word]) -> Iterator[Name]:
    """The name in one piece without its titles, and before it the body or country whose title it is."""
    if len(words) > 1 and is_title(words[-1][1]) and gender_of(words[0][1]) is None and not is_body(_text(words)):
        while words and is_title(words[-1][1]):  # "New Zealand Prime Minister" names New Zealand and nobody
            words = words[:-1]
        if words and kind_of(without_possessive(_text(words))) in ("body", "place"):
            yield from _plain(words)
        return
    for at in range(len(words) - 2, -1, -1):
        tail = [word for _, word in words[at + 1 :]]
        if not is_title(words[at][1]) or tail[0].strip(".,") in SUFFIXES:
            continue
        if tail[0] in LINKS:  # "Secretary of State Alex Example"
            bodies = [k for k, word in enumerate(tail) if is_body(word)]
            if len(tail) < 4 or (not bodies and "and" in tail) or (bodies and not 2 <= len(tail) - 1 - bodies[-1] <= 3):
                break
            # "Minister for Home Affairs Alex B. Example"
            name = len(tail) - 1 - bodies[-1] if bodies else 3 if tail[-2].endswith(".") else 2
        elif (kind_of(" ".join(tail)) == "body" and not _all_capitals(words[at][1], tail)) or is_place_name(tail):
            break
        else:
            name = len(tail)
        first = at
        while first and is_title(words[first - 1][1]):
            first -= 1
        before = without_possessive(_text(words[:first]))
        titles = tuple(part for _, word in words[first : len(words) - name] for part in title_words(word))
        if before and kind_of(before) in ("body", "place"):
            yield from _plain(words[:first])
        yield from _plain(words[-name:], titles, before)
        return
    if not (len(words) == 1 and is_title(words[0][1])):
        yield from _plain(words)


def _all_capitals(title: str, tail: list[str]) -> bool:
    """Whether a title is in capitals too, so that those of the name tell nothing: "SECRETARY EXAMPLE"."""
    words = " ".join(tail)
    return title.isupper() and len(title) > 2 and words.isupper() and not is_body(words) and body_kind(words) is None


def _plain(words: list[Word], titles: tuple[str, ...] = (), before: str = "") -> Iterator[Name]:
    while words and (words[-1][1] in LINKS or (len(words) > 1 and words[-1][1] in _LETTERS)):
        words = words[:-1]
    while words and words[0][1].lower() in LINKS:
        words = words[1:]
    if len(words) > 2 and _is_many(words[:1]) and gender_of(words[1][1]):  # "Ministers Ann Field and …"
        words = words[1:]
    if not words:
        return
    last = words[-1][1].rstrip(",") if _INITIALS_RE.match(words[-1][1]) else words[-1][1].rstrip(".,")
    last = without_possessive(last)
    start, end = words[0][0], words[-1][0] + len(last)
    text = " ".join([*(word for _, word in words[:-1]), last])
    bare = {word.strip(".,") for word in text.split()}
    surname = bool(titles) and is_surname(titles[-1], text)
    if text and text not in SENTENCE_WORDS and not bare <= DATES and (surname or not all(map(is_title, text.split()))):
        yield Name(Span(start, end), text, kind_of(text, titled=bool(titles)), titles, before)


def _is_many(words: list[Word]) -> bool:
    """Whether words are the role of several: "Ministers", "Fighters (of the Front)"."""
    word = words[0][1] if len(words) == 1 else ""
    return word not in _MEMBERS and role_nouns().get(word.lower()) == ("plural", "person")


def _part_owner(name: Name, titled: set[str]) -> Iterator[Name]:
    """A body or people glued to a person behind a small letter: "(with the) Harbour Bureau Alex Example"."""
    words = name.text.split()
    for at in range(1, len(words)):
        front, tail = words[:at], words[at:]
        known = gender_of(tail[0]) or (tail[-1] in titled and not name.titles and len(tail) > 1)
        if len(tail) > 3 or is_body(" ".join(tail)) or not known:
            continue
        if is_body(front[-1]) or is_place_name(front) or country_named(" ".join(front)):
            cut = name.span.end - len(" ".join(tail))
            yield Name(Span(name.span.start, cut - 1), " ".join(front), kind_of(" ".join(front)))
            yield Name(Span(cut, name.span.end), " ".join(tail), "person", name.titles, " ".join(front))
            return
    yield name
