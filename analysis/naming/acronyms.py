"""The acronyms of an article: its text and the names of its bodies go in, each acronym comes out with its full name.

"The National Example Service (NES)", "the NES (National Example Service)", "the National Example Service, or NES"; last
the names whose first letters fit. Vocabulary: the kinds of ``actors``. Knowingly missed: acronyms that the article
spells out in no way.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from analysis.naming.words import Name, without_possessive, without_the
from analysis.vocabulary.parties import body_kind, country_named

# "National Intelligence Service (NIS)"
_BRACKETED_RE = re.compile(r"\((?:the\s+)?(?P<short>[A-Z][A-Za-z&.]{1,11})(?:\s*[,;][^()]{0,40})?\)")
# "the NIS (National Intelligence Service)"
_SPELT_OUT_RE = re.compile(r"\b(?P<short>[A-Z]{2,8})\s+\((?:the\s+)?(?P<full>[A-Z][^()]{5,90})\)")
# "the National Intelligence Service, or NIS,", "… , known as NIS"
_OR_RE = re.compile(
    r"(?P<full>(?:[A-Z][\w'’-]*\s+(?:(?:of|for|and|the|on|to|in)\s+){0,2}){1,9}[A-Z][\w'’-]*),?\s+"
    r"(?:or|known\s+as|known\s+by\s+its\s+(?:\w+\s+)?acronym,?|abbreviated\s+as)\s+(?:the\s+)?(?P<short>[A-Z]{2,8})\b"
)
# "the National Example Agency, NEA, said"
_APPOSED_RE = re.compile(r"(?<=[a-z]), (?P<short>[A-Z]{3,8}),\s+(?=[a-z])(?!and\b|or\b|as\b)")
_SMALL = {"of", "for", "and", "the", "on", "to", "in", "de", "des", "du", "la", "&", "against", "with", "sans"}
_LONGEST = 130
_LONGEST_OTHER = 5


def find_acronyms(text: str, names: Sequence[Name]) -> dict[str, str]:
    """Each acronym with its full name, those that the text explains before those that only fit.

    >>> from analysis.naming.names import find_names
    >>> text = "The National Example Agency (NEA) met. The NEA said so."
    >>> find_acronyms(text, find_names(text))
    {'NEA': 'National Example Agency'}
    """
    found: dict[str, str] = {}
    starts = [name.span.start for name in names]
    for match in _BRACKETED_RE.finditer(text):
        short = match["short"].replace(".", "")
        if sum(letter.isupper() for letter in short) >= 2:
            words = re.split(r"[,.;:()“”\"\n]\s", text[max(0, match.start() - _LONGEST) : match.start()].rstrip())[-1]
            full = _spelt(words.split(), short) or _ending_before(names, starts, match.start())
            if full is not None:
                found.setdefault(short, full)
    for match in _APPOSED_RE.finditer(text):
        full = _ending_before(names, starts, match.start())
        if full is not None:
            found.setdefault(match["short"], full)
    for pattern in (_SPELT_OUT_RE, _OR_RE):
        for match in pattern.finditer(text):
            full = _spelt(match["full"].split(), match["short"])
            if full is not None:
                found.setdefault(match["short"], full)
    alone = {name.text.replace(".", "") for name in names}
    for name in names:
        if name.kind == "other" and len(name.text.split()) > _LONGEST_OTHER:  # a headline's capitals
            continue
        for short in _initials(name.text):
            if short in alone and one_party(short, name.text):
                found.setdefault(short, name.text)
    return found


def _ending_before(names: Sequence[Name], starts: Sequence[int], at: int) -> str | None:
    """The body's name that ends before an acronym, whatever its letters: "Doctors Without Borders (MSF)"."""
    i = bisect.bisect_left(starts, at) - 1
    name = names[i] if i >= 0 else None
    near = name is not None and " " in name.text and at - 3 <= name.span.end <= at and name.kind == "body"
    return name.text if name is not None and near and country_named(name.text) is None else None


def one_party(short: str, full: str) -> bool:
    """Whether nothing that the lexicon says of two names speaks against their being one."""
    kinds = body_kind(short), body_kind(full)
    return None in kinds or kinds[0] == kinds[1]


def _letters(words: Sequence[str], small: bool) -> str:
    kept = [part for word in words for part in word.split("-") if part and (small or part.lower() not in _SMALL)]
    return "".join(part if part.isupper() and len(part) > 1 else part[0] for part in kept).replace(".", "")


def _spelt(words: Sequence[str], short: str) -> str | None:
    """The last words before an acronym that spell it out, with its small words or without; ``None`` if they do not."""
    short = short.upper()
    for at in range(len(words) - 1, -1, -1):
        tail = words[at:]
        spellings = (_letters(tail, True).upper(), _letters(tail, False).upper())
        if tail[0][:1].isupper() and len(tail) > 1 and short in spellings:
            return without_the(without_possessive(" ".join(tail)))
    return None


def _initials(name: str) -> list[str]:
    """The acronyms that would fit a name, with and without a country or a first word before it.

    >>> _initials("Norway's National Example Service")
    ['NNES', 'NNE', 'NES']
    """
    words = without_the(name).split()
    found: list[str] = []
    for at in range(max(0, len(words) - 1)):
        rest = words[at:]
        if not rest[0][:1].isupper():
            continue
        letters = _letters(rest, False)
        firsts = "".join(word[0] for word in rest if word.lower() not in _SMALL)
        plain = not any(word.isupper() and len(word) > 1 for word in rest)
        found += [letters] if not plain or letters == firsts else [letters, firsts]
        if plain and len(letters) > 3:  # "Centers for Disease Control and Prevention": CDC
            found.append(letters[:-1])
    whole = found[:3]
    return [short for short in found if len(short) > 2 or (len(short) > 1 and short in whole and len(words) == 2)]
