"""The noun phrase of a noun: a token of a parse goes in, its words come out, without number, article and clauses.

"the 40 North Korean soldiers of the brigade, who …" gives "North Korean soldiers of the brigade". ``skip`` are the
places of the amount's own tokens. Vocabulary: ``states``, by which a run of modifiers ends. A modifier with a number
of its own is left out ("two 40-seat buses" are buses).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.states import states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT_DEPS = {"compound", "amod", "nmod", "poss", "advmod"}
_MODIFIERS = {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "HYPH", "VBG"}
# what hangs on a noun without being part of its phrase
_APART = {"relcl", "appos", "punct", "cc", "conj", "acl", "parataxis"}
_IRREGULAR_PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children"}
_LONGEST_MODIFIER = 6
_LONGEST_OF_PHRASE = 9
_EDGES_RE = re.compile(r"^[\s,;:.\"“”'’()\[\]-]+|[\s,;:.\"“”()\[\]-]+$")


def phrase_of(noun: Token, skip: set[int], of: bool = True) -> tuple[str, set[str]]:
    """The noun phrase without number, article and clauses, and its words in lower case."""
    tokens = [noun]
    for child in noun.lefts:
        if child.dep_ not in _LEFT_DEPS or child.i in skip or child.tag_ in ("DT", "PRP$", "WP$", "PDT"):
            continue
        subtree = [t for t in child.subtree if t.i not in skip]
        if len(subtree) > _LONGEST_MODIFIER or any(t.tag_ == "CD" or t.text[0].isdigit() for t in subtree):
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
        if child.tag_ == "HYPH":
            kept.append(child)
        elif child.dep_ not in _APART and (child.dep_ != "prep" or child.lower_ == "of"):
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


def plural(phrase: str) -> str:
    """A noun phrase for more than one; one that is plural already must not come in.

    >>> plural("person"), plural("Kurdish fighter"), plural("body")
    ('people', 'Kurdish fighters', 'bodies')
    """
    before, _, noun = phrase.rpartition(" ")
    stem = next((word for word in _IRREGULAR_PLURALS if noun.endswith(word)), None)
    if stem is not None:
        many = noun.removesuffix(stem) + _IRREGULAR_PLURALS[stem]
    elif re.search(r"[^aeiou]y$", noun):
        many = f"{noun[:-1]}ies"
    else:
        many = noun + ("es" if re.search(r"(?:s|x|ch|sh)$", noun) else "s")
    return f"{before} {many}".strip()
