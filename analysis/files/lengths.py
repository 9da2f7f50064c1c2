"""Refuses a text that would take the reader of claims too long: what reading costs is judged before it begins.

What costs is each number and the grammar of each sentence that holds one, and a little each sentence without.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.files.limits import (
    LONGEST_TEXT,
    READING_SECONDS,
    SECONDS_A_CHARACTER,
    SECONDS_A_NUMBER,
    SECONDS_A_SENTENCE,
)
from analysis.lexicon import alternatives, read_words

_SENTENCE_RE = re.compile(r"[^.!?\n\r]+(?:[.!?](?=\S)[^.!?\n\r]*)*")
_SPLIT = "split it into parts, by chapter or by day"


def too_long(text: str) -> str | None:
    """Why a text is not read, or ``None`` for one that can be.

    >>> too_long("Ten died.")
    >>> print(too_long("At least 40 died.\\n" * 60_000).partition(";")[0])
    it holds 60,000 sentences and 60,000 numbers, more than can be read at once
    """
    if len(text) > LONGEST_TEXT:
        return f"it is longer than {LONGEST_TEXT:,} characters; {_SPLIT}"
    if len(text) < 10_000:
        return None
    sentences = numbers = characters = 0
    for sentence in _SENTENCE_RE.finditer(text):
        sentences += 1
        found = len(_number_re().findall(sentence.group()))
        if found:
            numbers += found
            characters += len(sentence.group())
    cost = sentences * SECONDS_A_SENTENCE + numbers * SECONDS_A_NUMBER + characters * SECONDS_A_CHARACTER
    if cost <= READING_SECONDS:
        return None
    return f"it holds {sentences:,} sentences and {numbers:,} numbers, more than can be read at once; {_SPLIT}"


@cache
def _number_re() -> re.Pattern[str]:
    """Figures and number words, as one would count them by eye."""
    words = alternatives(word.lower() for name in ("numerals", "vague") for word in read_words(name, _COLUMN[name]))
    return re.compile(rf"\d[\d.,]*|\b(?:{words})\b", re.IGNORECASE)


_COLUMN = {"numerals": "word", "vague": "phrase"}
