"""Finds what a number counts by words that stand apart from it: its tokens go in, the noun with its state comes out.

"more guards than the 50", "the number of detained at 31", "hundreds if not thousands of clerks". The words are read as
they stand, because the parse tends to lose what they belong to. Vocabulary: ``states``, ``tallies``. Knowingly missed:
nouns more than a few words away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.counting.phrases import as_counted, following_noun, phrase_of, trim
from analysis.counting.states import of_persons, state_of, states, tallies
from analysis.counting.tallied import of_event
from analysis.models import Counted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MORE = {"more", "fewer", "less", "other"}
_JOINS = {"if", "not", "or", "even", "perhaps", "maybe"}
_NUMBERS = {"number", "numbers", "tally", "total", "toll"}
_THE = {"the", "those", "its", "their"}
_FARTHEST, _LONGEST_JOIN = 14, 5


def named_apart(doc: Doc, skip: set[int]) -> Counted | None:
    """The noun that a comparison or another number brings, away from the number itself."""
    return _compared_with(doc, skip) or _joined_with(doc, skip) or _won_in(doc, skip)


def _won_in(doc: Doc, skip: set[int]) -> Counted | None:
    """ "leads 940 to 815 in pledged seats": the seats."""
    to = doc[max(skip) + 1 : max(skip) + 3]
    at = max(skip) + (3 if len(to) > 1 and to[0].lower_ == "to" and to[1].tag_ == "CD" else 1)
    first = at == max(skip) + 3
    pair = first or (min(skip) > 1 and doc[min(skip) - 1].lower_ == "to" and doc[min(skip) - 2].tag_ == "CD")
    if not pair or doc[at : at + 1].text != "in":
        return None
    noun = following_noun(doc, at + 1)
    return _thing(noun, skip, "pair of numbers in") if noun is not None and noun.tag_ == "NNS" else None


def _compared_with(doc: Doc, skip: set[int]) -> Counted | None:
    """ "more guards on the bridge than the 50 that the club sent": the guards."""
    than = min(skip) - 1
    than -= 1 if than > 0 and doc[than].tag_ in ("DT", "PRP$") else 0
    if than < 2 or doc[than].lower_ != "than":
        return None
    for i in range(than - 1, max(than - _FARTHEST, -1), -1):
        if doc[i].tag_ == "CD" or doc[i].text in ".;:":
            return None
        if doc[i].lower_ in _MORE:
            noun = following_noun(doc, i + 1)
            return _thing(noun, skip, f"{doc[i].text} than the number") if noun is not None else None
    return None


def number_of(doc: Doc, skip: set[int]) -> Counted | None:
    """ "revised the number of rooms down to 26", "put the number of detained at 31"."""
    first = min(skip)
    for i in range(first - 1, max(first - _FARTHEST, 0), -1):
        token = doc[i]
        if token.tag_ in ("CD", "WDT", "WP", "CC", ",", ".", ":", "-LRB-", "-RRB-"):
            return None
        if token.lower_ == "of" and doc[i - 1].lower_ in _NUMBERS:
            at = i + 2 if doc[i + 1].lower_ in _THE else i + 1
            cue = f"{doc[i - 1].text} of"
            noun = following_noun(doc, at)
            if noun is not None and noun.i < first:
                return None if of_event(doc[i - 1], noun) else _thing(noun, skip, cue)
            told = at < first and states().get(doc[at].lower_, ("", "noun"))[1] != "noun"
            return as_counted("people" if of_persons(doc[at].lower_) else "", doc[at].text, cue) if told else None
    return None


def _joined_with(doc: Doc, skip: set[int]) -> Counted | None:
    """ "hundreds, if not thousands, of clerks": the clerks."""
    i = end = max(skip) + 1
    while i < len(doc) and i - end < _LONGEST_JOIN and (doc[i].lower_ in _JOINS or doc[i].text == ","):
        i += 1
    joined = i
    while i < len(doc) and (doc[i].tag_ == "CD" or doc[i].lower_ in tallies() or doc[i].text == ","):
        i += 1
    if joined == end or i == joined or doc[joined - 1].text == ",":
        return None
    noun = following_noun(doc, i + 1 if doc[i : i + 1].text.lower() == "of" else i)
    return _thing(noun, skip, "joined to another number") if noun is not None else None


def _thing(noun: Token, skip: set[int], cue: str) -> Counted:
    text, words = phrase_of(noun, skip)
    state = state_of(noun, skip) or ""
    return as_counted(trim(text), "" if state.lower() in words else state, cue)
