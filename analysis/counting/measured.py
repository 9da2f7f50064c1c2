"""Says what a measure measures: a parsed sentence and an amount's tokens go in, a noun phrase comes out.

"40 tonnes of aid" counts "aid", "a siege of 18 months" the siege, "5 km from the border" counts "distance from the
border" (see ``dimensions``); ``money`` answers for sums of money. ``anchor`` is
the token that the sentence hangs on, ``last`` the amount's last one, ``skip`` the places of all. Vocabulary:
``measuring_verbs`` for "weighs" and "lasted", ``linking_nouns``; kinds of units are here. Knowingly missed: measures
of what another sentence names.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.clauses import (
    PERCENT,
    grammatical_object,
    grammatical_subject,
    is_passive,
    own_subject,
    participle,
)
from analysis.counting.dimensions import behind, dimension_of, distance_of, of_noun
from analysis.counting.durations import HAVE, plain_time, time_beside, time_of
from analysis.counting.phrases import join, phrase_of, shortened, trim, without_clauses
from analysis.counting.states import state_of, states, tallies
from analysis.lexicon import read_rows, read_words, split_list
from analysis.models import Counted
from analysis.vocabulary.reporting import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LENGTHS = {"kilometre", "metre", "mile", "yard", "foot", "nautical mile", "centimetre", "inch", "millimetre"}
AREAS = {"acre", "hectare", "square kilometre", "square mile", "square metre", "square foot"}
TIMES = {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"}
_SPEEDS = {"kilometre per hour", "mile per hour", "metre per second", "knot", "kilometre per second"}
WEIGHTS = {"gram", "kilogram", "tonne", "ton", "pound", "ounce"}
_MEASURES = {
    "distance": _LENGTHS, "duration": TIMES, "weight": WEIGHTS, "size": AREAS, "speed": _SPEEDS, "length": _LENGTHS,
}  # fmt: skip
_NO_THING = _LENGTHS | _SPEEDS | {"magnitude", "degree", "degree Celsius", "degree Fahrenheit", "percentage point"}
_SIZES = {"altitude", "area", "depth", "height", "length", "range", "speed", "weight", "width"}
_BE = {"is", "was", "are", "were", "be", "been"}
_COVER = {"cover", "covers", "covered", "covering"}
_LONGEST_WAY = 8


def linking_nouns() -> frozenset[str]:
    """The nouns that only link: "in order to", "over the course of"."""
    return read_words("linking_nouns")


@cache
def measuring_verbs() -> dict[str, str]:
    """Each form of a verb whose subject is measured with what it measures: "weighs" → "weight", "rose" → ""."""
    return {
        form: row["measures"]
        for row in read_rows("measuring_verbs")
        for form in [row["verb"], *split_list(row["forms"])]
    }


def measured(doc: Doc, anchor: Token, last: Token, skip: set[int], unit: str) -> Counted | None:
    """What a measure measures: tonnes of "aid", a "siege" of 18 months, the "length" of a bridge."""
    if last.dep_ == "conj" and last.head.lower_ == last.lower_ and last.head.i not in skip:
        skip = skip | {t.i for t in last.head.subtree}  # "for 40 seconds and 50 seconds"
        anchor = last = last.head
    within = "time in" if unit in TIMES else "" if unit in _LENGTHS else "in"
    return (
        (plain_time(doc, last, skip) or _since_last(last, skip) if unit in TIMES else None)
        or (_given_to(last) if unit in AREAS else None)
        or dimension_of(doc, last, skip, timed=unit in TIMES)
        or (_travelled(anchor, last, skip) or distance_of(doc, last, skip) if unit in _LENGTHS else None)
        or _area_of(thing_of(anchor, last, skip, within), last, unit)
        or thing_beside(anchor, last, skip, "size of " if unit in AREAS else "")
        or _told(anchor, last, skip, unit)
        or (_rain(doc) if unit in ("millimetre", "inch") else None)
        or (time_beside(doc, last, skip) if unit in TIMES else None)
        or (_given_to(last, of=False) if unit in AREAS else None)
        or _bare(unit)
    )


def _given_to(last: Token, of: bool = True) -> Counted | None:
    """ "70% of the 12,000 hectares planted with wheat": the area planted with wheat."""
    told = next((c for c in last.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.i == last.i + 1), None)
    if told is None or (of and (last.dep_ != "pobj" or last.head.lower_ != "of")):
        return None
    words = shortened((t for t in told.subtree if t.i >= told.i), set())
    return Counted(f"area {words}", "area", (f"area {told.text}",), "area", words)


def _rain(doc: Doc) -> Counted | None:
    """What a bare height is where a sentence speaks of rain: "heavy rain was recorded: in Elmford 71 mm"."""
    word = next((t for t in doc if t.lower_.startswith("rain") and t.tag_.startswith("NN")), None)
    return None if word is None else Counted("rainfall", "rainfall", (f"beside {word.text}",), "rainfall")


def _since_last(last: Token, skip: set[int]) -> Counted | None:
    """ "the first outbreak in the port for six years": the time since the last outbreak."""
    link = last.head
    if link.dep_ != "prep" or link.lower_ not in ("for", "in") or link.i in skip:
        return None
    noun = link.head
    if noun.lower_ == "first":  # "three cases were confirmed, the first for six years"
        subject = grammatical_subject(noun)
        noun = subject if subject is not None and subject.tag_ in ("NNS", "NN") and subject.i < noun.i else noun
    elif not any(c.lower_ == "first" and c.dep_ == "amod" for c in noun.lefts):
        return None
    if noun.lower_ == "time":
        return None
    what = phrase_of(noun, skip, of=False)[0].removeprefix("first").strip()
    return Counted(trim(f"time since last {what}"), "time", (f"first {link.text}",), "time")


def _area_of(thing: Counted | None, last: Token, unit: str) -> Counted | None:
    """ "burned 40 hectares of heath", "burned through 40 hectares of heath": the area of heath burned."""
    if thing is None or unit not in AREAS or thing.noun in ("size", "area"):
        return thing
    verb = last.head.head if last.head.lower_ in ("through", "across", "over") else last.head
    done = participle(verb.lower_, verb.tag_) if verb.tag_.startswith("VB") and last.i > verb.i else ""
    state = thing.state or (done if done in states() else "")
    return replace(thing, text=trim(f"area of {thing.noun} {state}"), state=state)


def thing_of(anchor: Token, last: Token, skip: set[int], within: str) -> Counted | None:
    """What stands behind "of" or "in": "tonnes of aid", "$5m in damages".

    ``within`` says what "in" means: "in", that the thing follows; "time in", a stay; blank, a place.
    """
    after = behind(last.doc, last)
    for token in dict.fromkeys((last, anchor, anchor.head, *([after.head] if after is not None else []))):
        for of in token.children:
            near = token in (last, anchor) or of == after
            if not near or of.dep_ != "prep" or of.lower_ not in ("of", "in") or of.i < last.i:
                continue
            inner = next((c for c in of.children if c.dep_ == "pobj"), None)
            if inner is None or inner.i in skip or not inner.tag_.startswith("NN"):
                continue
            whose = within == "in" and any(c.dep_ == "poss" for c in inner.children)  # "costs $4 in Elmford's market"
            if of.lower_ == "in" and (not within or whose or not _names_a_kind(inner)):
                continue
            text = join(t for t in without_clauses(inner) if t.i not in skip and t.tag_ not in ("DT", "PRP$"))
            state = state_of(inner, skip) or state_of(last, skip) or ""
            noun = f"{within} {text}" if within.startswith("time") and of.lower_ == "in" else trim(text)
            state = "" if state in text else state
            return Counted(trim(f"{noun} {state}"), inner.lower_, (f"{of.text} {inner.text}",), noun, state)
    return None


def _names_a_kind(noun: Token) -> bool:
    """Whether "in" is followed by a kind of thing ("in aid", "in damages"), not by a place or a time ("in May")."""
    if noun.tag_.startswith("NNP") or any(c.tag_ in ("DT", "PRP$", "CD", "POS") for c in noun.children):
        return False
    return noun.lower_.removesuffix("s") not in TIMES and noun.lower_ not in linking_nouns()


def thing_beside(anchor: Token, last: Token, skip: set[int], before: str = "") -> Counted | None:
    """The noun that a measure stands before or belongs to: "a 5-km road", "a siege of 18 months"."""
    head = anchor.head if anchor.head.i not in skip else last.head
    first = min(skip)
    if head.i in skip and first > 1 and last.doc[first - 1].lower_ == "of":  # "losses of between $40m and $50m"
        head = last.doc[first - 1]
    if head.i in skip:
        return None
    if head.dep_ in ("compound", "nmod") and head.head.i == head.i + 1 and head.i > last.i:
        head = head.head  # "a 40-acre | sports centre"
    if (
        head.tag_.startswith("NN")
        and head.i > last.i
        and last.dep_ in ("nummod", "compound", "amod", "nmod", "npadvmod", "poss", "quantmod")
    ):
        return of_noun(head, skip, f"measure of {head.text}", before=before)
    empty = linking_nouns() | tallies() | PERCENT
    cut = head.nbor(-1) if head.lower_ == "of" and 0 < head.i < min(skip) else None
    if cut is not None and cut.tag_.startswith("NN") and cut.lower_ not in empty:
        return _with_owner(of_noun(cut, skip | {t.i for t in head.subtree}, f"{cut.text} of", held=True), cut, skip)
    if head.i < last.i and head.lower_ in ("of", "at", "to", "for") and head.head.tag_.startswith("NN"):
        owner = head.head
        if owner.lower_ in empty:
            return None
        held, inside = head.lower_ == "of", skip | {t.i for t in head.subtree}
        return _with_owner(of_noun(owner, inside, f"{owner.text} {head.text}", held=held), owner, skip)
    return None


def _with_owner(found: Counted, size: Token, skip: set[int]) -> Counted:
    """The thing that has a depth, a height, a range: "the tremor struck at a depth of 5 km" → "depth of tremor"."""
    whose = _whose(size) if found.text.lower() in _SIZES else None
    return found if whose is None else replace(found, text=f"{found.text} of {phrase_of(whose, skip, of=False)[0]}")


def _whose(size: Token) -> Token | None:
    at = size.head if size.dep_ == "pobj" else size
    verb = at.head
    if size.dep_ not in ("pobj", "dobj") or not verb.tag_.startswith("VB") or verb.lower_ in reporting_verbs():
        return None
    subject = own_subject(verb)
    return subject if subject is not None and subject.tag_.startswith("NN") and subject.i < size.i else None


def _told(anchor: Token, last: Token, skip: set[int], unit: str) -> Counted | None:
    """What the measure's clause tells: "the truce lasted 72 hours", "the fire has burned 12,000 acres"."""
    verb = _clause(anchor, last, skip)
    subject = grammatical_subject(last if last.head.i not in skip else anchor)
    named = subject is not None and subject.i not in skip and subject.tag_.startswith("NN")
    measures = measuring_verbs().get(verb.lower_) if verb is not None else None
    plain = measures == "" and unit not in TIMES
    owns = plain or (measures is not None and unit in _MEASURES.get(measures, ()))
    purpose = _purpose(verb) if verb is not None and unit in TIMES else None
    if purpose is not None:
        return purpose
    if verb is not None and not owns:
        by = subject if named else None
        done = _done(anchor, last, verb, by, unit) or (time_of(last, verb, skip) if unit in TIMES else None)
        if done is not None:
            return done
    if verb is not None and verb.lower_ in _COVER and unit in AREAS and not named:
        return Counted(f"area {participle(verb.lower_, verb.tag_)}", "area", (f"object of '{verb.text}'",))
    if unit in TIMES and not owns and not (last.dep_ == "attr" and last.head.lower_ in _BE):
        return None
    told = subject is not None and subject.head.lower_ in reporting_verbs() and not is_passive(subject.head)
    if not named or subject is None or told:
        beside = grammatical_object(last.head, skip)
        if beside is None or beside.lower_ == last.lower_:  # "recorded 40 mm in the hills and 30 mm here"
            return None
        return of_noun(beside, skip, f"object beside the measure: {beside.text}")
    dimension = measures if owns and measures else _natural(unit)
    return of_noun(subject, skip, f"subject of '{subject.head.text}'", before=f"{dimension} of " if dimension else "")


def _travelled(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """ "the balloon flew 350 km": the distance flown by the balloon; "they walked 15 km to safety"."""
    verb = _clause(anchor, last, skip)
    if verb is None or not (measuring_verbs().get(verb.lower_) == "distance" or verb.lower_ in _COVER):
        return None
    if last.dep_ not in ("dobj", "npadvmod", "advmod", "attr") or last.i < verb.i:
        return None
    subject = grammatical_subject(last)
    named = subject is not None and subject.tag_.startswith("NN") and subject.i not in skip
    by = f"by {phrase_of(subject, skip, of=False)[0]}" if named and subject is not None else ""
    way = distance_of(last.doc, last, skip)
    to = way.text.removeprefix("distance ") if way is not None and not way.text.startswith("distance of ") else ""
    words = f"distance {participle(verb.lower_, verb.tag_)} {by}"
    words = f"{words} {to}" if len(f"{words} {to}".split()) <= _LONGEST_WAY else words
    return Counted(trim(" ".join(words.split())), "distance", (f"{verb.text} a distance",), "distance")


def _clause(anchor: Token, last: Token, skip: set[int]) -> Token | None:
    """The verb that a measure hangs on: "lasted 72 hours", "waited for 72 hours", "done in under 72 hours"."""
    for head in (last.head, anchor.head):
        if head.i in skip and head.tag_ != "IN" and head.lower_ not in measuring_verbs():
            continue
        while head.tag_ in ("IN", "TO") and head.head != head:
            head = head.head
        if head.tag_.startswith("VB"):
            return head
    return None


def _done(anchor: Token, last: Token, verb: Token, subject: Token | None, unit: str) -> Counted | None:
    """What is done to the measured thing: "burned 12,000 acres" counts the area burned."""
    if not any(token.dep_ == "dobj" and token.head == verb for token in (last, anchor)):
        return None
    kind = "area" if unit in AREAS else "time" if unit in TIMES else "amount"
    if unit in _NO_THING or verb.lower_ in HAVE or verb.lower_ in _BE:
        return None
    words = f"{kind} {participle(verb.lower_, verb.tag_)}"
    place = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("in", "on") and c.i > last.i), None)
    inner = (
        next((c for c in place.children if c.dep_ == "pobj" and _names_a_kind(c)), None) if place is not None else None
    )
    if inner is not None and place is not None and unit in TIMES:
        words += f" {place.text} {join(without_clauses(inner))}"
    elif subject is not None:
        words += f" by {phrase_of(subject, set(), of=False)[0]}"
    return Counted(trim(words), kind, (f"object of '{verb.text}'",))


def _purpose(verb: Token) -> Counted | None:
    """ "firefighters took five hours to put out the blaze": the time taken to put out the blaze."""
    done = next((c for c in verb.rights if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB"), None)
    if done is None or measuring_verbs().get(verb.lower_) != "duration":
        return None
    words = shortened((t for t in done.subtree if t.i >= done.i), set())
    return Counted(trim(f"time taken to {words}"), "time", (f"{verb.text} to {done.text}",), "time")


def _natural(unit: str) -> str:
    """The dimension that a unit measures by itself."""
    return "duration" if unit in TIMES else "size" if unit in AREAS else ""


def _bare(unit: str) -> Counted | None:
    dimension = _natural(unit) or ("speed" if unit in _SPEEDS else "temperature" if unit.startswith("degree ") else "")
    return Counted(dimension, None, (f"dimension of {unit}",)) if dimension else None
