"""The words of silences, and a quick look for them: a text goes in, the places where a silence may stand come out.

A "no" (or "declined", "without") with a word of ``silences`` behind it in the same sentence is worth a parse; what
gives no figure needs a word for a figure there, too. Which of them are silences is for the grammar to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.lexicon import alternatives, read_rows, small_letters, split_list

# "how many", "how long": what is asked for is a figure
MEASURES = ("many", "much", "long", "large", "big", "far", "often", "high", "deep", "few", "wide", "old")
_NOT = r"\b(?:no|not|neither|nor|never|without|yet|cannot)\b|n[’']t\b"
_FARTHEST = 70  # letters between a "no" and its verb
_BEHIND = 160  # letters in which a verb's figure follows


@cache
def silence_words() -> dict[str, dict[str, str]]:
    """Each form of a word of silences with its row.

    >>> silence_words()["declined"]["kind"], silence_words()["casualties"]["kind"]
    ('refusing', 'withheld')
    """
    return {form: row for row in read_rows("silences") for form in [row["word"], *split_list(row["forms"])]}


def is_kind(word: str, *kinds: str) -> bool:
    """Whether a word in lower case is in the list under one of some kinds.

    >>> is_kind("toll", "figure"), is_kind("toll", "withheld", "noun")
    (True, False)
    """
    row = silence_words().get(word)
    return row is not None and not kinds_of(row).isdisjoint(kinds)


def kinds_of(row: dict[str, str]) -> set[str]:
    """What a row's word can be: a comment is a noun, and one comments."""
    return set(split_list(row["kind"]))


def _forms(*kinds: str) -> str:
    return alternatives(form for form in silence_words() if is_kind(form, *kinds))


@cache
def _not_re() -> re.Pattern[str]:
    return re.compile(rf"{_NOT}|\b(?:{_forms('refusing')})\b")


@cache
def _silent_re() -> re.Pattern[str]:
    """What follows a "no": a word that is enough, or a verb that needs a word for a figure behind it."""
    enough = _forms("verb", "denying", "passive", "noun", "answering")
    return re.compile(rf"\b(?:(?P<enough>{enough})|{_forms('telling', 'giving')})\b")


@cache
def _figure_re() -> re.Pattern[str]:
    asked = rf"how\s+(?:{'|'.join(MEASURES)})|whether|if"
    return re.compile(rf"\b(?:{asked}|{_forms('figure', 'withheld', 'verb', 'noun')})\b")


def places_of_silences(text: str) -> Iterator[int]:
    """The offsets in a text at which a silence may stand: those of the word that is silent.

    >>> text = "It gave no reason. The army gave no figures. It did not say who or how many."
    >>> [text[at : at + 4] for at in places_of_silences(text)]
    ['gave', 'say ']
    """
    small = small_letters(text)
    for match in _not_re().finditer(small):
        end = _end_of_sentence(small, match.end())
        found = _silent_re().search(small, match.end(), min(end, match.end() + _FARTHEST))
        if found is not None and (
            found["enough"] or _figure_re().search(small, found.end(), min(end, found.end() + _BEHIND))
        ):
            yield found.start()
        elif match.group() == "no" and _figure_re().search(small, match.end(), min(end, match.end() + _FARTHEST)):
            before = list(_silent_re().finditer(small, max(match.start() - _FARTHEST, 0), match.start()))
            if before:
                yield before[-1].start()


def _end_of_sentence(small: str, start: int) -> int:
    """Where the paragraph ends at the latest: full stops are left to those who know abbreviations."""
    end = small.find("\n", start)
    return len(small) if end < 0 else end
