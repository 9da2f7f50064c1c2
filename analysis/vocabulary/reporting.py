"""The words of reporting: a word goes in, its lexicon row comes out, or whether it reports or may speak.

Vocabulary: ``reporting_verbs`` ("said", "estimates"), ``reporting_nouns`` ("data", "report"), ``verb_kinds`` and
``roles`` ("the spokesman"). Knowingly missed: verbs of more than one word ("points out" is read by its "points").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.lexicon import DAYS, MONTHS, read_rows, read_words, split_list

if TYPE_CHECKING:
    from spacy.tokens import Token

# "reported by Friday": a day is no speaker
DATE_WORDS = frozenset(word.lower() for word in (*DAYS, *MONTHS, "today"))


@cache
def reporting_verbs() -> dict[str, dict[str, str]]:
    """Each form of a reporting verb with the verb's row."""
    return {form: row for row in read_rows("reporting_verbs") for form in [row["verb"], *split_list(row["forms"])]}


@cache
def reporting_nouns() -> dict[str, dict[str, str]]:
    """Each noun for what is reported ("estimate", "data") with its row."""
    return {row["noun"]: row for row in read_rows("reporting_nouns")}


@cache
def verb_kinds() -> dict[str, tuple[str, ...]]:
    """Each form of a verb with its kinds: "urged" → speech, plan."""
    return {
        form: tuple(split_list(row["kinds"]))
        for row in read_rows("verb_kinds")
        for form in [row["verb"], *split_list(row["forms"])]
    }


_BESIDE_RE = re.compile(r"\b(?:an?|the|some|its|his|her|their)\s+([a-z]+)\s+$", re.IGNORECASE)


def stance_beside(text: str, figure: int) -> str:
    """How the word right before a figure says it, the figure's start given: "an estimated 40", "the planned 40".

    >>> stance_beside("an estimated 40", 13), stance_beside("an immense 40", 11)
    ('estimates', 'states')
    """
    word = _BESIDE_RE.search(text, max(0, figure - 40), figure)
    row = reporting_verbs().get(word[1].lower(), {}) if word else {}
    told = word is not None and (word[1].endswith("ed") or word[1] == "forecast")
    return row.get("stance", "states") if told else "states"


def is_reporting(word: str) -> bool:
    """Whether a word is a form of a reporting verb, in lower case.

    >>> is_reporting("said"), is_reporting("sank")
    (True, False)
    """
    return word in reporting_verbs() or word in ("described", "declined", "refused")


def is_document(word: str) -> bool:
    """Whether a noun, in lower case, is something that shows or holds figures: a memo, a poll, data.

    >>> is_document("memo"), is_document("poll"), is_document("tower")
    (True, True, False)
    """
    return word in read_words("documents", "noun") or word in reporting_nouns()


def is_speaker(word: str) -> bool:
    """Whether a noun, in lower case, is a role or a document that speaks.

    >>> is_speaker("spokesman"), is_speaker("data"), is_speaker("tower")
    (True, True, False)
    """
    return word in read_words("roles", "noun") or is_document(word)


def may_speak(subject: Token) -> bool:
    """Whether a subject can be a source: a name, a pronoun, a role or a document."""
    return subject.tag_.startswith("NNP") or subject.tag_ == "PRP" or is_speaker(subject.lower_)
