"""A silence inside one parsed sentence: what a verb or a noun of silence gives, before its party is known by name.

Two halves of one silence are put together here ("has not confirmed it and has not denied it"). No lexicon is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.sources.mentions import span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.models import Span
    from analysis.sources.cue import Cue


@dataclass(frozen=True)
class Silent:
    """One silence of a sentence.

    ``words`` are the offsets of its words, ``tokens`` the places of the first and the last (of each, where two were
    joined); ``cue`` holds who is silent, ``None`` where nobody is named; ``row`` names the lexicon's words.
    """

    words: Span
    tokens: tuple[int, ...]
    cue: Cue | None
    about: str | None
    stance: str
    row: str


def is_none(noun: Token) -> bool:
    """Whether a noun stands behind "no" or "neither"."""
    return any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj") for c in noun.lefts)


def belong_together(doc: Doc, first: Silent, second: Silent) -> bool:
    """Whether two silences are one: "has not confirmed it and has not denied it"."""
    head = doc[second.tokens[-1]]
    while head.dep_ == "conj" and head.i not in first.tokens:
        head = head.head
    return head.i in first.tokens


def together(doc: Doc, first: Silent, second: Silent) -> Silent:
    """Two silences as one, from the first word of the one to the last of the other."""
    tokens = tuple(sorted({*first.tokens, *second.tokens}))
    words = span_of([doc[tokens[0]], doc[tokens[-1]]])
    row = first.row if first.row == second.row else f"{first.row}, {second.row}"
    return replace(first, words=words, tokens=tokens, about=first.about or second.about, row=row)
