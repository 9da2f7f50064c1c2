"""Says what a percentage or a fraction is a share of: its tokens go in, a noun phrase with its state comes out.

"a fifth of Ukraine" counts "of Ukraine", "55% were accepted" counts what was counted before as "of cases accepted",
"the fire is 35 percent contained" counts "fire contained", "unemployment is 40 percent" counts unemployment. ``anchor``
is the token that the sentence hangs on, ``last`` the amount's last one, ``skip`` the places of all. Vocabulary:
``reporting_verbs``, whose subject speaks. Knowingly missed: whose share it is where only the sentence before says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.counting.clauses import PERCENT, grammatical_object, grammatical_subject, is_passive, own_subject
from analysis.counting.phrases import (
    again,
    clause_words,
    join,
    noun_before,
    phrase_of,
)
from analysis.counting.states import state_of
from analysis.counting.wholes import SHARE_WORDS, called_share, of_lost, of_noun_shared, of_sum, of_whole, share_of
from analysis.lexicon import read_words
from analysis.models import Counted
from analysis.vocabulary.reporting import is_reporting, is_speaker, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BE = {"is", "was", "are", "were", "be", "been"}
_BY_DEGREE = ("npadvmod", "advmod", "nummod", "dep", "amod")  # "35 percent contained"
_PLACED = {"in", "at", "on", "among", "from"}
_COMPARED = {"up from", "down from", "compared with", "compared to", "as against"}
# behind a part by which something changed
_CLOSES_PART = {".", ",", ":", "-RRB-", "''", "IN", "CC", "RB", "TO", "WRB", "WDT"}
_WHEN = {"last", "next", "this", "each", "every", "yesterday", "today"}
_FAR = 12  # words from a verb to its "by a third"
_SAY = {"say", "think", "want"}  # "one in five say", which the parser takes for nouns


def share(doc: Doc, anchor: Token, last: Token, skip: set[int], earlier: Sequence[Counted] = ()) -> Counted | None:
    """What a percentage or a fraction is a share of: "of Ukraine occupied by Moscow's troops"."""
    return (
        of_whole(anchor, last, skip, earlier)
        or of_sum(doc, last)
        or of_lost(doc, last, skip)
        or _changed_by(doc, last, skip)
        or _modified(anchor, last, skip)
        or _degree(anchor, last, skip)
        or _measure_of(anchor, last, skip)
        or _parted(doc, anchor, last, skip, earlier)
        or _beside(doc, last, skip)
        or _left_behind(doc, skip, earlier)
        or _listed(doc, last, earlier)
        or _told_of(anchor, skip)
        or called_share(doc, skip)
    )


def _changed_by(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """What changed by a part: "cut flood defences by a third over ten years"; a percentage is found by its grammar."""
    by, behind = doc[max(min(skip) - 1, 0)], doc[last.i + 1 : last.i + 2]
    loose = not behind or behind[0].tag_ in _CLOSES_PART or behind[0].lower_ in _WHEN
    if by.lower_ != "by" or by.i in skip or last.lower_ in PERCENT or not loose:
        return None
    verb = next((t for t in reversed(doc[max(by.i - _FAR, 0) : by.i]) if t.tag_.startswith("VB")), None)
    if verb is None or is_reporting(verb.lower_):
        return None
    things = (t for t in doc[verb.i + 1 : by.i] if t.tag_.startswith("NN"))
    thing = grammatical_object(verb, skip) or next((t for t in things if t.dep_ in ("dobj", "nsubj")), None)
    thing = thing or own_subject(verb)
    named = thing is not None and thing.tag_.startswith("NN") and not thing.tag_.startswith("NNP")
    return of_noun_shared(thing, skip, f"{verb.text} by") if thing is not None and named and thing.i < by.i else None


def _modified(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The noun that a share stands before: "a 40 percent tax", "half the people who came"."""
    head = anchor.head if anchor.head.i not in skip else last.head
    by = anchor.dep_ if anchor.head.i not in skip else last.dep_
    if by not in ("nummod", "amod", "compound", "nmod", "predet", "det", "quantmod") or head.i in skip:
        return None
    if not head.tag_.startswith("NN") or head.i < last.i or head.lower_ in PERCENT or head.lower_ in _SAY:
        return None
    state = state_of(head, skip)
    text = phrase_of(head, skip)[0]
    return of_noun_shared(head, skip, f"counted: {head.text}", state=state if state and state not in text else None)


def _degree(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """How far something has come: "the fire is 35 percent contained", "the appeal is 30% funded"."""
    told = next((c for c in last.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.i == last.i + 1), None)
    if told is not None and last.dep_ == "attr" and last.head.lower_ in _BE:
        whole = own_subject(last.head)
        if whole is not None and whole.tag_.startswith("NN") and whole.i not in skip:
            return of_noun_shared(whole, skip, f"{told.text} to a degree", state=told.text)
    for token in (last, anchor):
        done = token.head
        apart = done.i in skip or done.i < last.i or (done.i > 0 and done.nbor(-1).text == "-")
        if apart or token.dep_ not in _BY_DEGREE or done.tag_ not in ("VBN", "JJ", "JJR", "VBD"):
            continue
        subject = own_subject(done) or own_subject(done.head)
        if done.dep_ == "amod" and done.head.tag_.startswith("NN"):
            subject = done.head
        if subject is None or subject.i in skip:
            subject = grammatical_subject(done)
        if done.lower_ in _BE or is_reporting(done.lower_):
            continue
        words = [done] if done.tag_ in ("VBN", "VBD") else []
        if subject is None or subject.i in skip or not subject.tag_.startswith("NN"):
            if words:
                return share_of("", done.text, None, f"{done.text} to a degree")
            continue
        return of_noun_shared(subject, skip, f"{done.text} to a degree", state=join(words) or None)
    return None


def _measure_of(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The noun whose size a share is: "a rate of 4.9 percent", "turnout at 40 percent"."""
    for token in (anchor, last):
        head = token.head
        if (
            token.dep_ == "pobj"
            and head.i not in skip
            and head.lower_ in ("of", "at", "to")
            and head.head.tag_.startswith("NN")
        ):
            owner = head.head
            named = owner.tag_.startswith("NNP") and head.lower_ != "at"
            if owner.i < head.i and owner.lower_ not in PERCENT and not named:
                return of_noun_shared(owner, skip | {t.i for t in head.subtree}, f"{owner.text} {head.text}")
    return None


def _parted(doc: Doc, anchor: Token, last: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """A share whose whole is left out: "of the cases, 55% were accepted", "while 21 percent oppose them"."""
    subject = next((t for t in (anchor, last, last.head) if t.dep_ in ("nsubj", "nsubjpass") and t.i in skip), None)
    clause = subject.head if subject is not None else _verb_behind(doc, last)
    if clause is None:
        clause = next(
            (c for t in (anchor, last) for c in t.rights if c.dep_ in ("relcl", "acl") and c.i > last.i), None
        )
    if clause is None or (clause.lower_ in _BE and not any(c.dep_ in ("acomp", "attr", "prep") for c in clause.rights)):
        return None
    counts = doc[0].lower_ in ("of", "among") or not any(doc[i].lower_ in PERCENT for i in skip)
    persons = [c for c in earlier if c.noun and (c.state or c.head in read_words("persons"))]
    shares = [c for c in earlier if c.noun.startswith("of ") or (counts and c.noun)] or persons
    first = next((c for c in doc[0].children if c.dep_ == "pobj" and c.tag_[:2] in ("NN", "JJ", "VB")), None)
    opened = f"of {phrase_of(first, skip)[0]}" if first is not None and doc[0].lower_ in ("of", "among") else ""
    whole = shares[-1].noun if shares else ""
    whole = whole if whole.startswith("of ") else opened or whole  # "of the dead, 40 percent were nuns"
    thing = bool(shares) and shares[-1].head is not None and shares[-1].head not in read_words("persons")
    whole = whole if not whole or whole.startswith("of ") else f"of {whole}"
    told = state_of(subject, skip) if subject is not None else None
    passive = clause.tag_ == "VBN" and is_passive(clause) and not is_reporting(clause.lower_)
    bare = clause.tag_ == "VBN" and clause.i == last.i + 1 and not list(clause.rights)  # "38% received"
    state = told or (
        str(clause.text)
        if (passive and whole) or bare
        else clause_words(clause, skip, "that" if thing and counts else "who")
    )
    if not whole and not state:
        return None
    return share_of(whole, state, None, "share of what was counted before" if whole else "clause of the share")


def _verb_behind(doc: Doc, last: Token) -> Token | None:
    """The verb right behind a share, where the parse has lost that the share is its subject: "4 in 10 say"."""
    i = last.i + 1
    while i < len(doc) and doc[i].tag_ == "RB":
        i += 1
    if i >= len(doc):
        return None
    said = doc[i].tag_ in ("VBP", "VBD", "VBZ", "VB", "MD") or doc[i].lower_ in _SAY
    return (doc[i].head if doc[i].dep_ in ("aux", "auxpass") else doc[i]) if said else None


def _told_of(anchor: Token, skip: set[int]) -> Counted | None:
    """What the share's clause tells of: "unemployment is 40 percent", "cut the number of polls by 64 percent"."""
    at = anchor.head if anchor.head.i not in skip else anchor.head.head
    if at.lower_ in ("by", "to", "from", "at") and at.i not in skip:
        put = grammatical_object(at.head, skip)
        if put is not None and phrase_of(put, skip)[0].lower() in SHARE_WORDS:
            return None  # "puts the share at two thirds"
        if (
            put is not None
            and put.lower_ not in PERCENT
            and not put.tag_.startswith("NNP")
            and own_subject(at.head) is not None
        ):
            return of_noun_shared(put, skip, f"object of '{at.head.text}'")
    subject = grammatical_subject(anchor)
    if subject is None or not subject.tag_.startswith("NN") or subject.i in skip:
        return None
    if subject.head.lower_ in reporting_verbs() and (anchor.dep_ == "dobj" or is_speaker(subject.lower_)):
        return None
    return of_noun_shared(subject, skip, f"subject of '{subject.head.text}'")


def _listed(doc: Doc, last: Token, earlier: Sequence[Counted]) -> Counted | None:
    """The share that a list goes on with: "83% of voters in the north, 74% in the south"."""
    behind = doc[last.i + 1 : last.i + 2]
    if not earlier or not earlier[-1].noun.startswith("of ") or not behind or behind[0].lower_ not in _PLACED:
        return None
    return again(earlier[-1])


def _left_behind(doc: Doc, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """The share that another has moved from: "30 percent of the province, down from 45 percent"."""
    first = min(skip)
    if doc[max(first - 2, 0) : first].text.lower() not in _COMPARED:
        return None
    return next((again(c) for c in reversed(earlier) if c.noun.startswith("of ")), None)


def _beside(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """The noun before a share in brackets or after a dash: "tight margins (around 4 percent)"."""
    noun = noun_before(doc, last, skip)
    return of_noun_shared(noun, skip, f"beside {noun.text}") if noun is not None else None
