"""The noun phrase that names a source: its head goes in, its tokens come out, clauses and appositions left out.

"the spokesman for the ministry, Alex Example, who …" gives "the spokesman for the ministry". No lexicon is read; the
prepositions are here. Knowingly missed: mentions cut in two ("the ministry, on Friday, of defence").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.models import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREPOSITIONS = {"of", "at", "for", "from", "in", "with", "on", "to"}
_LEFT_DEPS = ("compound", "amod", "nmod", "poss", "det", "nummod", "quantmod", "predet", "case")
_CLAUSES = ("relcl", "appos", "acl", "punct", "parataxis", "advcl")
_LONGEST_PREPOSITION = 12
_LONGEST_CONJUNCT = 8


def mention_tokens(head: Token) -> list[Token]:
    """The tokens of a source's noun phrase, without clauses and appositions behind it."""
    first = min([head.i, *(child.left_edge.i for child in head.lefts if child.dep_ in _LEFT_DEPS)])
    while head.dep_ == "compound" and first and head.doc[first - 1].dep_ == "compound":
        # "Harbour Commission records show", which the parser takes for one word
        if head.doc[first - 1].head != head.head:
            break
        first -= 1
    last = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS:
            farthest, longest = last + 1, _LONGEST_PREPOSITION
        elif child.dep_ == "conj" and child.tag_.startswith(("NN", "PRP")):
            farthest, longest = last + 3, _LONGEST_CONJUNCT
        else:
            continue
        tail = _unbroken(child)
        if tail[0].i <= farthest and len(tail) <= longest:
            last = max(last, tail[-1].i)
    # where a dateline stood before the parse
    while first < head.i and head.doc[first].is_space:
        first += 1
    return [head.doc[i] for i in range(first, last + 1)]


def span_of(tokens: list[Token]) -> Span:
    """The stretch of the sentence that tokens take, from the first to the last."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def _unbroken(head: Token) -> list[Token]:
    """The subtree of a token without clauses, up to the first gap."""
    kept = [head]
    for child in head.children:
        if child.dep_ not in _CLAUSES:
            kept += _unbroken(child)
    kept.sort(key=lambda t: t.i)
    end = next((k for k in range(1, len(kept)) if kept[k].i != kept[k - 1].i + 1), len(kept))
    return kept[:end]
