"""The noun phrase of a noun: a token of a parse goes in, its words come out, without number, article and clauses.

"the 40 North Korean soldiers of the brigade, who …" gives "North Korean soldiers of the brigade". ``skip`` are the
places of the amount's own tokens. Vocabulary: ``states``, by which a run of modifiers ends. Knowingly missed:
modifiers with a number of their own ("two 40-seat buses").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.models import Span
from analysis.states import states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT_DEPS = {"compound", "amod", "nmod", "poss", "advmod"}
_MODIFIERS = {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "HYPH", "VBG"}
_LONGEST_MODIFIER = 6
_LONGEST_OF_PHRASE = 9
_EDGES_RE = re.compile(r"^[\s,;:.\"“”'’()\[\]-]+|[\s,;:.\"“”()\[\]-]+$")


def tokens_of(doc: Doc, span: Span) -> list[Token]:
    """The tokens that a stretch of a parsed sentence touches; none where it lies outside."""
    length = doc[-1].idx + len(doc[-1]) if len(doc) else 0  # Doc.text would join all words first
    if span.end <= 0 or span.start >= length:
        return []
    piece = doc.char_span(max(span.start, 0), min(span.end, length), alignment_mode="expand")
    return [] if piece is None else list(piece)


def phrase_of(noun: Token, skip: set[int], of: bool = True) -> tuple[str, set[str]]:
    """The noun phrase without number, article and clauses, and its words in lower case."""
    tokens = [noun]
    for child in noun.lefts:
        if child.dep_ not in _LEFT_DEPS or child.i in skip or child.tag_ in ("DT", "PRP$", "WP$", "PDT"):
            continue
        subtree = [t for t in child.subtree if t.i not in skip]
        if len(subtree) > _LONGEST_MODIFIER or (subtree[0].tag_ == "CD" and subtree[0].dep_ == "nummod"):
            continue
        first = subtree[0].i
        tokens += [t for t in subtree if not (t.tag_ == "DT" and t.i == first)]
    # adverbs such as "just" and "even" before the number are no part of the thing
    tokens = [t for t in tokens if not (t.dep_ == "advmod" and t.head == noun)]
    if of:
        tokens += _of_phrase(noun, skip)
    tokens = sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)
    return join(tokens), {t.lower_ for t in tokens}


def _of_phrase(noun: Token, skip: set[int]) -> list[Token]:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            kept: list[Token] = [child]
            for inner in child.children:
                if inner.dep_ == "pobj":
                    kept += [t for t in without_clauses(inner) if t.i not in skip]
            return kept if 1 < len(kept) <= _LONGEST_OF_PHRASE else []
    return []


def without_clauses(head: Token) -> list[Token]:
    """The subtree of a noun without relative clauses, appositions, coordinated parts and loose prepositions."""
    kept = [head]
    for child in head.children:
        if child.dep_ in ("relcl", "appos", "punct", "cc", "conj", "acl", "parataxis") or (
            child.dep_ == "prep" and child.lower_ != "of"
        ):
            continue
        kept += without_clauses(child)
    return sorted(kept, key=lambda t: t.i)


def join(tokens: Iterable[Token]) -> str:
    """The words of tokens as one text, with one space where something was left out."""
    pieces = []
    previous: Token | None = None
    for token in tokens:
        if previous is not None and (previous.i + 1 != token.i or previous.whitespace_):
            pieces.append(" ")
        pieces.append(token.text)
        previous = token
    return " ".join("".join(pieces).split())


def trim(text: str) -> str:
    """A phrase without the marks at its edges.

    >>> trim("“the soldiers killed,")
    'the soldiers killed'
    """
    return _EDGES_RE.sub("", text)


def following_noun(doc: Doc, i: int) -> Token | None:
    """The noun that ends the run of modifiers right behind the amount, for parses that lose it."""
    end = i
    while end < len(doc) and end - i < _LONGEST_MODIFIER and (doc[end].tag_ in _MODIFIERS or doc[end].text in "-“\"'"):
        token = doc[end]
        if token.tag_ in ("VBN", "JJ", "VBD") and states().get(token.lower_, ("", "noun"))[1] != "noun":
            break
        end += 1
        if token.tag_ in ("NNS", "NNPS") and not (end < len(doc) and doc[end].tag_ in ("NN", "NNS", "POS")):
            break
    return next((doc[k] for k in range(end - 1, i - 1, -1) if doc[k].tag_.startswith("NN")), None)


def grammatical_subject(token: Token) -> Token | None:
    """The subject of the clause that a token stands in."""
    head = token.head
    for _ in range(6):
        if head.tag_.startswith(("VB", "MD")) or head.dep_ == "ROOT":
            subject = next((c for c in head.lefts if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
            if subject is not None or head.dep_ not in ("conj", "xcomp", "advcl", "acl"):
                return subject
        if head.head == head:
            break
        head = head.head
    return None


def grammatical_object(verb: Token, skip: set[int]) -> Token | None:
    """The noun that is the direct object of a verb; ``None`` if the token is no verb."""
    if not verb.tag_.startswith("VB"):
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i not in skip and c.tag_.startswith("NN")), None)
