"""Says what a number that stands alone counts: its tokens and what was counted before go in, a counted thing comes out.

"soldiers were killed and about 1,000 wounded", "17 survivors, three of them children", "the toll rose to 8", "put the
number of dead at 45", "Deaths: 14". Vocabulary: ``tallies`` for the words that only count ("number"), ``persons`` for
nouns that can be hurt, ``measuring_verbs`` for "reached". Knowingly missed: numbers whose noun another sentence has.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from analysis.clauses import grammatical_object, own_subject
from analysis.lexicon import read_rows, read_words, split_list
from analysis.models import Counted
from analysis.phrases import following_noun, phrase_of, plural, trim
from analysis.reporting import reporting_verbs
from analysis.states import state_of, states

if TYPE_CHECKING:
    from spacy.tokens import Token

_BE = {"is", "was", "are", "were", "be", "been", "being"}
_HELPERS = _BE | {"have", "has", "had", "more", "others", "got"}
_OPENS_LIST = {":", "-", "–", "—"}
_LONGEST_LABEL = 6


@cache
def _tallies() -> dict[str, bool]:
    """Each word that only counts, with whether it says nothing by itself."""
    return {row["word"]: row["says"] == "nothing" for row in read_rows("tallies")}


@cache
def reaching_verbs() -> frozenset[str]:
    """The forms of the verbs whose subject is what is counted: "reached 40"."""
    rows = [row for row in read_rows("measuring_verbs") if not row["measures"]]
    return frozenset(form for row in rows for form in [row["verb"], *split_list(row["forms"])])


def left_out(anchor: Token, last: Token, skip: set[int], earlier: Sequence[Counted], one: bool) -> Counted | None:
    """What a number that stands alone counts; ``earlier`` are the things counted before it in the sentence."""
    before = earlier[-1] if earlier else None
    return (
        _label(anchor, last, skip)
        or _part_of_them(anchor, last, skip, before)
        or _predicate(anchor, skip, before)
        or _with_state(anchor, skip, earlier, one)
        or _tally_of(anchor, skip, before)
        or _moved(anchor, skip, earlier)
        or (_again(before) if before is not None and _alone(anchor) else None)
    )


def _again(before: Counted) -> Counted:
    return Counted(before.text, before.head, (f"as before: {before.text}",), before.noun, before.state)


def _alone(anchor: Token) -> bool:
    return anchor.dep_ in ("conj", "appos", "dobj", "pobj", "nsubj", "nsubjpass", "attr", "npadvmod")


def _counted(noun: str, state: str | None, cue: str) -> Counted:
    """A noun phrase and a state, either of which may be blank."""
    state = state or ""
    head = noun.split()[-1].lower() if noun else None
    return Counted(trim(f"{noun} {state}"), head, (cue,), noun, state)


def _part_of_them(anchor: Token, last: Token, skip: set[int], before: Counted | None) -> Counted | None:
    """A part of what was counted: "three of them children", "45 of whom later died", "two of them in the capital"."""
    doc, i = anchor.doc, last.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ != "of" or doc[i + 1].tag_ not in ("PRP", "WP", "WDT", "DT"):
        return None
    i += 2
    while i < len(doc) and (doc[i].lower_ in _BE or doc[i].tag_ == "RB"):
        i += 1
    noun = following_noun(doc, i)
    known = before.state if before is not None else ""
    if noun is not None and before is not None and doc[i].tag_ != "VBN":
        return _counted(trim(phrase_of(noun, skip)[0]), known, f"part of them: {noun.text}")
    if before is None or not before.noun:
        return None
    return _counted(before.noun, _own_state(anchor, skip) or known, "part of what was counted before")


def _own_state(anchor: Token, skip: set[int]) -> str | None:
    """The state that a number alone is in; any verb without an object tells one: "40 entered"."""
    state = state_of(anchor, skip) or _state_behind(anchor, skip)
    if state is not None or anchor.dep_ != "nsubj":
        return state
    verb = anchor.head
    bare = verb.tag_ in ("VBD", "VBN") and verb.lower_ not in reporting_verbs() and verb.lower_ not in _BE
    return (
        str(verb.text)
        if bare and not any(c.dep_ in ("dobj", "acomp", "attr", "xcomp", "ccomp") for c in verb.children)
        else None
    )


def _predicate(anchor: Token, skip: set[int], before: Counted | None) -> Counted | None:
    """What a number alone is said to be: "of the 12 killed, 3 were children", "four of the dead were aid workers"."""
    verb = anchor.head
    if anchor.dep_ != "nsubj" or verb.lower_ not in _BE:
        return None
    noun = next((c for c in verb.rights if c.dep_ == "attr" and c.tag_ in ("NNS", "NNPS") and c.i not in skip), None)
    if noun is None:
        return None
    of = next((c for c in anchor.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    state = whole.text if whole is not None and whole.lower_ in states() else before.state if before is not None else ""
    return _counted(trim(phrase_of(noun, skip)[0]), state, f"said to be {noun.text}")


def _with_state(anchor: Token, skip: set[int], earlier: Sequence[Counted], one: bool) -> Counted | None:
    """A number with a state and no noun: "and about 1,000 wounded", "14 were killed"."""
    before = earlier[-1] if earlier else None
    state = _own_state(anchor, skip) if before is not None else state_of(anchor, skip) or _state_behind(anchor, skip)
    if state is None:
        return None
    noun = _noun_for(anchor, state, earlier)
    if not noun:
        return _counted("", state, f"state: {state}")
    if not one and earlier and noun.endswith(("person", "man", "woman", "child")):
        noun = plural(noun)
    return _counted(noun, state, f"left out: {noun}; state: {state}".replace(";", ","))


def _noun_for(anchor: Token, state: str, earlier: Sequence[Counted]) -> str:
    """The noun counted before that a state can be told of: one with a state itself, or the whole of a part."""
    for counted in reversed(earlier):
        if not counted.noun or (counted.head in states() and counted.head not in read_words("persons")):
            continue
        whole = anchor.dep_ in ("nsubj", "nsubjpass")
        if counted.state or whole:
            return counted.noun
    return ""


def _state_behind(anchor: Token, skip: set[int]) -> str | None:
    """The state right behind a number, where the parse has lost it: "14 wounded", "another 20 are still missing"."""
    doc, i = anchor.doc, max(skip) + 1
    while i < len(doc) and (doc[i].lower_ in _HELPERS or doc[i].tag_ in ("RB", "RBR")):
        i += 1
    return str(doc[i].text) if i < len(doc) and doc[i].lower_ in states() else None


def _tally_of(anchor: Token, skip: set[int], before: Counted | None) -> Counted | None:
    """The thing whose number is told: "the toll is 40", "a crowd of 8,000", "the force numbers 12,000"."""
    head = anchor.head
    if anchor.dep_ == "pobj" and head.lower_ == "of" and head.head.tag_.startswith("NN"):
        owner = head.head
        if not _tallies().get(owner.lower_, False):
            return _counted(trim(phrase_of(owner, skip, of=False)[0]), "", f"{owner.text} of the number")
        anchor, head = owner, owner.head
    verb = _verb_above(anchor)
    if verb is None:
        return None
    subject = own_subject(verb)
    reaches = verb.lower_ in reaching_verbs() or verb.lower_ in _BE
    if subject is None or subject.i in skip or not reaches:
        return None
    return _thing(subject, skip, before, f"subject of {verb.text}")


def _verb_above(token: Token) -> Token | None:
    """The verb that a number completes: "is 40", "reached 40", "would have been more than 40"."""
    head = token.head
    if token.dep_ in ("pobj", "quantmod", "nummod") and head.lower_ in ("than", "more", "to", "at", "as"):
        head = head.head
    if head.dep_ in ("acomp", "attr", "advmod") and head.lower_ in ("more", "fewer", "less", "many"):
        head = head.head
    plain = token.dep_ in ("attr", "dobj", "acomp", "npadvmod", "nummod", "pobj", "oprd", "quantmod")
    return head if plain and head.tag_.startswith(("VB", "MD")) else None


def _moved(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """What a figure is put at or moved to: "put the toll at 40", "rose to 8", "those killed from 30 to 40"."""
    at = anchor
    while at.dep_ in ("pobj", "quantmod", "prep", "nummod") and at.head.lower_ not in ("of", "in") and at.head != at:
        at = at.head
        if at.tag_.startswith("VB"):
            break
    before = earlier[-1] if earlier else None
    if at == anchor or not at.tag_.startswith("VB") or not _moves(anchor, at):
        return None
    if at.dep_ == "acl" and at.tag_ == "VBN":
        return _clause_moved(at, skip, earlier)
    put = grammatical_object(at, skip)
    if put is not None:
        return _thing(put, skip, before, f"object of {at.text}")
    subject = own_subject(at) or (own_subject(at.head) if at.dep_ in ("xcomp", "conj") else None)
    if subject is None or subject.i in skip or at.lower_ in reporting_verbs():
        return None
    return _thing(subject, skip, before, f"subject of {at.text}")


def _moves(anchor: Token, verb: Token) -> bool:
    """Whether the number hangs on the verb by "to", "at", "from", "by" or "as"."""
    chain, token = set(), anchor
    while token != verb:
        token = token.head
        chain.add(token.lower_)
    return bool(chain & {"to", "at", "from", "by", "as"}) or any(
        t.lower_ in ("to", "from") for t in anchor.doc[max(anchor.i - 2, 0) : anchor.i]
    )


def _clause_moved(clause: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    owner = clause.head
    if owner.lower_ in ("those", "these", "them"):
        return _counted(next((c.noun for c in reversed(earlier) if c.noun), ""), clause.text, "left out: those")
    if owner.tag_.startswith("NN"):
        return _counted(trim(phrase_of(owner, skip)[0]), clause.text, f"counted: {owner.text}")
    return None


def _thing(noun: Token, skip: set[int], before: Counted | None, cue: str) -> Counted | None:
    """The phrase of a noun, or of the thing behind it: "estimate of the soldiers killed", "number of dead"."""
    if not noun.tag_.startswith("NN") and noun.lower_ not in states():
        return None
    if noun.tag_.startswith("NNP") and noun.lower_ not in _tallies():
        return None
    if noun.lower_ in _tallies():
        of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), None) if of is not None else None
        if inner is not None and inner.i not in skip:
            text, words = phrase_of(inner, set())
            state = state_of(inner, set())
            return _counted(trim(text), state if state and state not in words else "", cue)
    text = trim(phrase_of(noun, skip)[0])
    if _tallies().get(noun.lower_, False) and text.lower() in (
        noun.lower_,
        f"total {noun.lower_}",
        f"overall {noun.lower_}",
    ):
        return _again(before) if before is not None else None
    state = "" if _tallies().get(noun.lower_) is not None else state_of(noun, skip) or ""
    return _counted(text, "" if state.lower() in text.lower() else _kept(state), cue)


def _kept(state: str) -> str:
    return state if state in states() else ""


def _label(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The label before a figure that ends the line: "Deaths: 14", "Houses damaged: 1,250"."""
    doc, first = anchor.doc, min(skip)
    if (
        any(token.is_alpha for token in doc[last.i + 1 :])
        or first < 2
        or doc[first - 1].text not in _OPENS_LIST
        or first - 1 > _LONGEST_LABEL
    ):
        return None
    words = [t for t in doc[: first - 1] if t.tag_ != "DT" and not t.is_punct]
    if not words or not any(t.tag_.startswith(("NN", "VB", "JJ")) for t in words) or any(t.tag_ == "CD" for t in words):
        return None
    label = trim(doc[words[0].i : first - 1].text)
    return _counted(label, "", f"label: {label}")
