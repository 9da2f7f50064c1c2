"""Says what a number that stands alone counts: its tokens and what was counted before go in, a counted thing comes out.

"soldiers were killed and about 1,000 wounded", "17 survivors, three of them children"; ``tallied`` answers for "the
toll rose to 8". Vocabulary: ``states``; ``persons`` for nouns that can be hurt. Knowingly missed: numbers whose noun
another sentence has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.counting.clauses import own_subject, participle
from analysis.counting.crowds import aboard, awaited, can_hold, facing, inhabitants, living, many, meant_for
from analysis.counting.moved import moved
from analysis.counting.owners import country_adjective
from analysis.counting.phrases import again, as_counted, following_noun, phrase_of, plural, trim
from analysis.counting.states import of_persons, state_of, states
from analysis.counting.tallied import beside, counts_only, tally_of
from analysis.lexicon import read_words
from analysis.models import Counted
from analysis.vocabulary.reporting import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BE = {"is", "was", "are", "were", "be", "been", "being"}
_ADDED = {"another", "further", "additional"}
_HEDGES = {"above", "below", "over", "under"}
_HELPERS = _BE | {"have", "has", "had", "more", "others", "got"}


def left_out(anchor: Token, last: Token, skip: set[int], earlier: Sequence[Counted], one: bool) -> Counted | None:
    """What a number that stands alone counts; ``earlier`` are the things counted before it in the sentence."""
    earlier = [counted for counted in earlier if not counted.noun.startswith("of ")]  # shares
    more = last.doc[last.i + 1 : last.i + 2].text == "more"  # "40 clerks in 9 tents, while 12 more are at home"
    parallel = more and (anchor.dep_ in ("nsubj", "nsubjpass") or anchor.head.dep_ in ("nsubj", "nsubjpass"))
    before = earlier[0] if earlier and parallel else earlier[-1] if earlier else None
    return (
        _in_all(last, skip)
        or aboard(anchor, last, before)
        or meant_for(anchor, skip)
        or living(anchor)
        or inhabitants(anchor, skip)
        or _hedged_noun(anchor, skip)
        or can_hold(anchor, skip)
        or _predicate(anchor, skip, before)
        or _part_of_them(anchor, last, skip, before)
        or _with_state(anchor, skip, earlier, one)
        or (_whole_before(anchor, skip) if before is None else None)
        or tally_of(anchor, skip, earlier)
        or moved(anchor, skip, earlier)
        or (beside(anchor, last, skip) if before is None else None)
        or _state_before(anchor, skip, earlier)
        or (_again_with(before, last) if before is not None and _alone(anchor, last) else None)
        or many(anchor, skip)
        or (again(before) if before is not None and more else None)
        or facing(last)
        or (awaited(anchor) if before is None else None)
    )


def _hedged_noun(anchor: Token, skip: set[int]) -> Counted | None:
    """The noun that a hedge leads from to its number: "a village with a population under 500"."""
    hedge, noun = anchor.doc[min(skip)], anchor.doc[max(min(skip) - 1, 0)]
    plain = noun.tag_ == "NN" and noun.i < hedge.i and any(c.tag_ in ("DT", "PRP$", "JJ") for c in noun.lefts)
    told = plain and hedge.lower_ in _HEDGES and not counts_only(noun.lower_)
    return as_counted(noun.text, "", f"{noun.text} {hedge.text}") if told else None


def _in_all(last: Token, skip: set[int]) -> Counted | None:
    """Those whose number stands behind them: "the injured, 48 in all", "half of the soldiers, 240 altogether"."""
    doc, first = last.doc, min(skip)
    behind = doc[last.i + 1 : last.i + 3].text.lower()
    told = behind in ("in all", "in total") or behind.startswith("altogether")
    if first < 2 or doc[first - 1].text != "," or not told:
        return None
    noun = doc[first - 2]
    while noun.dep_ == "pobj" and noun.head.lower_ != "of" and noun.head.head.tag_.startswith("NN"):
        noun = noun.head.head  # "crews from two towns, 48 in all"
    if noun.lower_ in states() and states()[noun.lower_][1] != "noun":
        return as_counted("people" if of_persons(noun.lower_) else "", noun.text, f"{noun.text}, in all")
    return as_counted(trim(phrase_of(noun, skip)[0]), "", f"{noun.text}, in all") if noun.tag_ == "NNS" else None


def goes_on(doc: Doc, last: Token, skip: set[int]) -> bool:
    """Whether a number goes on with what was counted before: "another 40", "two more", "40 of them"."""
    behind = [t.lower_ for t in doc[last.i + 1 : last.i + 3]]
    added = doc[min(skip)].lower_ in _ADDED or (min(skip) > 0 and doc[min(skip) - 1].lower_ in _ADDED)
    return added or behind[:1] == ["more"] or behind in (["of", "them"], ["of", "those"], ["of", "these"])


def part_said_to_be(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """What a part of the hurt or the dead is said to be: "four of the dead were aid workers"."""
    of = next((c for c in anchor.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    if of is None or not any(c.dep_ == "pobj" and c.lower_ in states() for c in of.children):
        return None
    return _predicate(anchor, skip, earlier[-1] if earlier else None)


def _again_with(before: Counted, last: Token) -> Counted:
    """What was counted before, with what the number adds: "five missing and 27 with burns"."""
    behind = last.doc[last.i + 1 : last.i + 4]
    if (
        before.text.startswith(("people for whom ", "people "))
        and before.cues[:1]
        and before.cues[0].endswith("the number")
    ):
        return as_counted(before.noun, "", f"as before: {before.noun}")
    if before.state and before.noun and len(behind) > 1 and behind[0].lower_ == "with" and behind[1].tag_[:2] == "NN":
        return as_counted(before.noun, behind[:2].text, f"as before: {before.noun}")
    if before.noun and before.noun != "people" and last.dep_ in ("pobj", "dobj"):
        return as_counted(before.noun, "", f"as before: {before.noun}")  # another clause's "130 aboard"
    subject = own_subject(last.head)
    if not before.owner or subject is None or not subject.tag_.startswith("NNP"):
        return again(before)
    several = any(c.dep_ == "conj" for c in subject.children)  # "Chile sent 24 planes; Peru and Kenya each sent one"
    return replace(again(before), owner="" if several else country_adjective(subject))


def _alone(anchor: Token, last: Token) -> bool:
    """Whether a number stands where its noun would: "and 4 in the east"."""
    behind = last.doc[last.i + 1 : last.i + 2]
    if behind and behind[0].lower_ in ("in", "at", "on", "from"):
        return True
    if behind and behind[0].text == "(" and last.doc[anchor.i - 1].text == "," and anchor.i == last.i:
        return True  # "1,340 houses (full), 2,780 (partial)"
    return anchor.dep_ in ("conj", "appos", "dobj", "pobj", "nsubj", "nsubjpass", "attr", "npadvmod")


def _part_of_them(anchor: Token, last: Token, skip: set[int], before: Counted | None) -> Counted | None:
    """A part of what was counted: "three of them children", "45 of whom later died", "two of them in the capital"."""
    doc, i = anchor.doc, last.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ != "of" or doc[i + 1].tag_ not in ("PRP", "WP", "WDT", "DT"):
        return None
    i += 2
    while i < len(doc) and (doc[i].lower_ in _BE or doc[i].tag_ == "RB"):
        i += 1
    at = min(skip) - 2
    near = doc[at] if at >= 0 and doc[at + 1].text == "," and doc[at].tag_ in ("NNS", "NNPS") else None
    if before is None:
        before = _whole_before(anchor, skip)
    related = doc[last.i + 2].tag_ in ("WP", "WDT")
    if near is not None and (before is None or (related and before.head not in _holders(near))):
        before = as_counted(trim(phrase_of(near, skip)[0]), "", "")
    noun = following_noun(doc, i)
    known = before.state if before is not None else ""
    if noun is not None and before is not None and doc[i].tag_ != "VBN":
        return as_counted(trim(phrase_of(noun, skip)[0]), known, f"part of them: {noun.text}")
    if before is None or not before.noun:
        return None
    return as_counted(before.noun, _own_state(anchor, skip) or known, "part of what was counted before")


def _holders(noun: Token) -> set[str]:
    """A noun and those that it belongs to: in "five boats from the ports" the ports and the boats."""
    held = {noun.lower_}
    while noun.dep_ in ("pobj", "prep", "conj", "appos") and noun.head != noun:
        noun = noun.head
        held.add(noun.lower_)
    return held


def _whole_before(anchor: Token, skip: set[int]) -> Counted | None:
    """The whole that the clause opens with: "of those villages, four were empty"."""
    for of in anchor.head.lefts:
        if of.dep_ == "prep" and of.lower_ in ("of", "among") and of.i < anchor.i:
            whole = next((c for c in of.children if c.dep_ == "pobj" and c.tag_.startswith("NN")), None)
            if whole is not None and whole.i not in skip:
                return as_counted(trim(phrase_of(whole, skip)[0]), "", f"of {whole.text}")
            those = next((c for c in of.children if c.dep_ == "pobj" and c.lower_ == "those"), None)
            told = next((c for c in those.rights if c.dep_ == "acl" and c.tag_ == "VBN"), None) if those else None
            if told is not None and of_persons(told.lower_):  # "of those rescued, 11 were hurt"
                return as_counted("people", told.text, f"of those {told.text}")
    return None


def _own_state(anchor: Token, skip: set[int]) -> str | None:
    """The state that a number alone is in; any verb without an object tells one: "40 entered"."""
    state = state_of(anchor, skip) or _state_behind(anchor, skip)
    if state is not None or anchor.dep_ != "nsubj":
        return state
    verb = anchor.head
    bare = verb.tag_ in ("VBD", "VBN") and verb.lower_ not in reporting_verbs() and verb.lower_ not in _BE
    completed = any(c.dep_ in ("dobj", "acomp", "attr", "xcomp", "ccomp") for c in verb.rights)
    return str(verb.text) if bare and not completed else None


def _predicate(anchor: Token, skip: set[int], before: Counted | None) -> Counted | None:
    """What a number alone is said to be: "of the 12 killed, 3 were children", "four of the dead were aid workers"."""
    verb = anchor.head
    if anchor.dep_ != "nsubj" or verb.lower_ not in _BE:
        return None
    noun = next((c for c in verb.rights if c.dep_ == "attr" and c.tag_ in ("NNS", "NNPS") and c.i not in skip), None)
    if noun is None:
        return None
    ofs = (c for c in (*anchor.children, *verb.lefts) if c.dep_ == "prep" and c.lower_ == "of")
    of = next(ofs, None)
    whole = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    hurt = next((c for c in (whole, *whole.rights) if c.lower_ in states()), None) if whole is not None else None
    state = hurt.text if hurt is not None else before.state if before is not None else ""
    return replace(as_counted(trim(phrase_of(noun, skip)[0]), state, f"said to be {noun.text}"), part=True)


def _with_state(anchor: Token, skip: set[int], earlier: Sequence[Counted], one: bool) -> Counted | None:
    """A number with a state and no noun: "and about 1,000 wounded", "14 were killed"."""
    before = earlier[-1] if earlier else None
    own = _own_state(anchor, skip) if before is not None else state_of(anchor, skip) or _state_behind(anchor, skip)
    state = _state_next(anchor, skip) or own
    if state is None:
        return None
    noun = _noun_for(anchor, earlier)
    if not noun:
        return as_counted("people" if of_persons(state) else "", state, "")
    if not one:
        noun = plural(noun)
    return as_counted(noun, state, f"left out: {noun}")


def _noun_for(anchor: Token, earlier: Sequence[Counted]) -> str:
    """The noun counted before that a state can be told of: one with a state itself, or the whole of a part."""
    for counted in reversed(earlier):
        event = counted.head in states() and counted.head not in read_words("persons")
        if not counted.noun or counted.part or event:
            continue
        whole = anchor.dep_ in ("nsubj", "nsubjpass")
        if counted.state or whole:
            return counted.noun
    return ""


def _state_next(anchor: Token, skip: set[int]) -> str | None:
    """The state that stands for those who are in it: "lost 6,000 dead and wounded"."""
    i = max(skip) + 1
    if i < len(anchor.doc) and f"taken {anchor.doc[i].lower_}" in states():
        return f"taken {anchor.doc[i].text}"
    if i + 1 < len(anchor.doc) and anchor.doc[i : i + 2].text.lower() in states():
        return str(anchor.doc[i : i + 2].text)
    if i >= len(anchor.doc) or anchor.doc[i].lower_ not in states() or states()[anchor.doc[i].lower_][1] == "deed":
        return None
    if _acts(anchor.doc[i]):
        return None
    words = [anchor.doc[i].text]
    if i + 2 < len(anchor.doc) and anchor.doc[i + 1].lower_ in ("and", "or") and anchor.doc[i + 2].lower_ in states():
        words += [anchor.doc[i + 1].text, anchor.doc[i + 2].text]
    return " ".join(words)


def _acts(word: Token) -> bool:
    """Whether a word that may be a state is what the counted do: "some 400 lost their homes"."""
    things = (c for c in word.rights if c.dep_ == "dobj" and c.i > word.i + 1 and c.lower_ not in ("life", "lives"))
    return word.tag_ == "VBD" and next(things, None) is not None


def _state_behind(anchor: Token, skip: set[int]) -> str | None:
    """The state right behind a number, where the parse has lost it: "14 wounded", "another 20 are still missing"."""
    doc, i = anchor.doc, max(skip) + 1
    while i < len(doc) and (doc[i].lower_ in _HELPERS or doc[i].tag_ in ("RB", "RBR")):
        i += 1
    if i >= len(doc) or doc[i].lower_ not in states():
        return None
    return None if _acts(doc[i]) else str(doc[i].text)


def _state_before(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """The state right before a number: "leaving injured about 50"."""
    word = anchor.doc[min(skip) - 1] if min(skip) else anchor
    done = participle(word.lower_, word.tag_) if word.tag_ in ("VBG", "VB", "VBZ", "VBP") else str(word.text)
    told = word.i not in skip and word.tag_[:2] in ("VB", "JJ") and done.lower() in states()
    if not told:
        return None
    return as_counted(_noun_for(anchor, earlier) or ("people" if of_persons(done) else ""), done, "")
