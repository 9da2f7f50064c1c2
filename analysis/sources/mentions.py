"""The noun phrase that names a source: its head goes in, its tokens come out, clauses and appositions left out.

"the spokesman for the ministry, Alex Example, who …" gives "the spokesman for the ministry"; ``told_apart`` adds what
stands behind it without a comma. No lexicon is read; the
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
# "data available from the port", "a poll out on Friday", "records kept by the port"
_TELLING = {"acl", "relcl", "advmod", "amod", "appos", "npadvmod"}
_LONGEST_CLAUSE = 14


def mention_tokens(head: Token) -> list[Token]:
    """The tokens of a source's noun phrase, without clauses and appositions behind it."""
    before = _LEFT_DEPS if not head.tag_.startswith("NN") else (*_LEFT_DEPS, "nsubj")  # "a University of Elm poll"
    first = min([head.i, *(child.left_edge.i for child in head.lefts if child.dep_ in before)])
    while head.dep_ == "compound" and first and head.doc[first - 1].dep_ == "compound":
        # "Harbour Commission records show", which the parser takes for one word
        if head.doc[first - 1].head != head.head:
            break
        first = head.doc[first - 1].left_edge.i
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


def told_apart(head: Token, cue: Token) -> list[Token]:
    """The tokens of a mention with what tells it from others, without a comma: "the records kept by the port".

    A name right behind belongs to it too ("the envoy Alex Example"), but not the clause of the ``cue`` itself.
    """
    tokens = mention_tokens(head)
    for child in head.rights:
        tail = list(child.subtree)
        if child.dep_ not in _TELLING or tail[0].i != tokens[-1].i + 1 or len(tail) > _LONGEST_CLAUSE:
            continue
        if cue in tail or tail[0].is_punct:
            break
        tokens += tail[: next((k for k, t in enumerate(tail) if t.is_punct or t.i != tail[0].i + k), len(tail))]
    return tokens


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
