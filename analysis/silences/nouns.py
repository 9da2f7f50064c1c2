"""Nouns of silence: a noun of a parse goes in, the silence that it makes comes out, if it makes one.

"There was no comment from the ministry", "From Kyiv there is neither a confirmation nor a denial", "No comment".
Vocabulary: ``silences``. Knowingly missed: parties that are not behind "from" or "by".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.silences.silent import Silent, is_none
from analysis.silences.withheld import topic_of
from analysis.silences.words import is_kind, silence_words
from analysis.sources.cue import make_cue
from analysis.sources.mentions import span_of
from analysis.sources.said import speaker_of
from analysis.vocabulary.reporting import is_reporting, may_speak

if TYPE_CHECKING:
    from spacy.tokens import Token

# "no comment was available from the ministry"
_COMES = {"was", "is", "came", "were", "has", "had"}


def silent_noun(noun: Token, row: dict[str, str]) -> Silent | None:
    """The silence of a noun with its lexicon row: "neither a confirmation nor a denial"; ``None`` where it is none."""
    if not is_none(noun):
        return None
    verb = noun.head
    available = noun.dep_ == "nsubj" and verb.lower_ in _COMES
    there = any(c.dep_ == "expl" for c in verb.lefts)
    said = noun.dep_ in ("dobj", "ccomp", "dep") and is_reporting(verb.lower_) and noun.lower_ == "comment"
    if not (there or available or said or noun.dep_ == "ROOT"):
        return None
    nouns = [noun, *(c for c in noun.rights if c.dep_ == "conj" and is_kind(c.lower_, "noun"))]
    places = nouns if noun.dep_ == "ROOT" else [*nouns, verb, *(c for c in verb.rights if c.dep_ == "acomp")]
    parties = [speaker_of(_saying(noun))] if said else [_party(place) for place in places]
    party = next((party for party in parties if party is not None), None)
    about = next((about for place in nouns if (about := topic_of(place)) is not None), None)
    if party is None and not (there and about is not None):
        return None
    first = next(c for c in noun.lefts if c.lower_ in ("no", "neither"))
    tokens = [first, nouns[-1]]
    words = ", ".join(silence_words()[place.lower_]["word"] for place in nouns)
    cue = None if party is None else make_cue(tokens, party, row["stance"], frozenset(), words)
    return Silent(span_of(tokens), (first.i, noun.i), cue, about, row["stance"], words)


def _saying(noun: Token) -> Token:
    """The verb that says "no comment": the one right before its quotation mark, or its head."""
    before = noun.left_edge.i - 1
    while before > 0 and noun.doc[before].is_punct:
        before -= 1
    return noun.doc[before] if before >= 0 and is_reporting(noun.doc[before].lower_) else noun.head


def _party(head: Token) -> Token | None:
    """Whoever no word comes from: "from Moscow", "by the ministry"."""
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by"):
            found = next((p for p in child.children if p.dep_ == "pobj"), None)
            if found is not None and may_speak(found):
                return found
    return None
