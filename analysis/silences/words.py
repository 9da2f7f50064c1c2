"""The words of silences, and a quick look for them: a text goes in, the places where a silence may stand come out.

A "no" (or "declined", "without") with a word of ``silences`` behind it in the same sentence is worth a parse; what
gives no figure needs a word for a figure there, too. Which of them are silences is for the grammar to say.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.lexicon import alternatives, read_rows, small_letters, split_list
from analysis.models import Span
from analysis.vocabulary.reporting import reporting_nouns

# "how many", "how long": what is asked for is a figure
MEASURES = ("many", "much", "long", "large", "big", "far", "often", "high", "deep", "few", "wide", "old")
# "this report", "those claims": what was told before
BACK = frozenset({"both", "such", "that", "the", "these", "this", "those"})
_NOT = r"\b(?:no|not|neither|nor|never|without|yet|cannot)\b|n[’']t\b"
_FARTHEST = 50  # letters between a "no" and its verb, or a verb and its object
_BEHIND = 120  # letters in which a question for a figure follows


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
    enough = _forms("verb", "denying", "passive", "noun", "answering", "discussing")
    return re.compile(rf"\b(?:(?P<enough>{enough})|(?P<telling>{_forms('telling')})|{_forms('giving')})\b")


@cache
def _giving_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_forms('telling', 'giving')})\b")


@cache
def _object_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_forms('figure', 'details', 'withheld', 'noun')})\b")


@cache
def _asked_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:how\s+(?:{'|'.join(MEASURES)})|whether|if)\b|{_object_re().pattern}")


def places_of_silences(text: str, sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The sentences of a text that may hold a silence, by number, with the offset of its word; one may come twice.

    >>> text = "It gave no reason. The army gave no figures. It did not say who or how many."
    >>> [(i, text[at : at + 4]) for i, at in places_of_silences(text, [Span(0, 18), Span(19, 44), Span(45, 76)])]
    [(1, 'gave'), (2, 'say ')]
    """
    small = small_letters(text)
    starts = [span.start for span in sentences]
    for match in _not_re().finditer(small):
        i = bisect.bisect_right(starts, match.start()) - 1
        if i < 0:
            continue
        start, end = sentences[i]
        near = min(end, match.end() + _FARTHEST)
        found = _silent_re().search(small, match.end(), near)
        if found is not None and (found["enough"] or _keeps_back(small, found, end)):
            yield i, found.start()
        elif match.group() == "no" and _object_re().search(small, match.end(), near):
            giving = list(_giving_re().finditer(small, max(match.start() - _FARTHEST, start), match.start()))
            if giving:
                yield i, giving[-1].start()
    for at in _denials(small):
        yield max(bisect.bisect_right(starts, at) - 1, 0), at


def _denials(text: str) -> Iterator[int]:
    """Where a report told before is denied: "this report was denied", "rejected the claims"."""
    for match in _rejecting_re().finditer(text):
        if _report_re().search(text, max(match.start() - _FARTHEST, 0), match.end() + _FARTHEST):
            yield match.start()


@cache
def _rejecting_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_forms('rejecting')})\b")


@cache
def _report_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(BACK))})\s(?:\w+\s)?(?:{alternatives(reporting_nouns())})\b")


def _keeps_back(small: str, verb: re.Match[str], end: int) -> bool:
    """Whether a word for a figure follows a verb in its sentence, or, where the verb tells, a question for one."""
    if verb["telling"]:
        return _asked_re().search(small, verb.end(), min(end, verb.end() + _BEHIND)) is not None
    return _object_re().search(small, verb.end(), min(end, verb.end() + _FARTHEST)) is not None
