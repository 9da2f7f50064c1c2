"""Says what a measure measures: a parsed sentence and an amount's tokens go in, a noun phrase comes out.

"40 tonnes of aid" counts "aid", "a siege of 18 months" the siege, "5 km from the border" counts "distance from the
border", "the bridge is 300 metres long" counts "length of bridge"; ``money`` answers for sums of money. ``anchor`` is
the token that the sentence hangs on, ``last`` the amount's last one, ``skip`` the places of all. Vocabulary:
``dimensions`` for "long" and "deep", ``measuring_verbs`` for "weighs" and "lasted"; kinds of units are here. Knowingly
missed: measures of two things at once ("3 by 4 metres").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.clauses import grammatical_object, grammatical_subject, own_subject, participle
from analysis.lexicon import read_rows, read_words, split_list
from analysis.models import Counted
from analysis.phrases import join, phrase_of, trim, without_clauses
from analysis.reporting import reporting_verbs
from analysis.states import state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LENGTHS = {"kilometre", "metre", "mile", "yard", "foot", "nautical mile", "centimetre", "inch", "millimetre"}
_AREAS = {"acre", "hectare", "square kilometre", "square mile", "square metre", "square foot"}
_TIMES = {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"}
_SPEEDS = {"kilometre per hour", "mile per hour", "metre per second", "knot", "kilometre per second"}
_WEIGHTS = {"gram", "kilogram", "tonne", "ton", "pound", "ounce"}
_MEASURES = {
    "distance": _LENGTHS, "duration": _TIMES, "weight": _WEIGHTS, "size": _AREAS, "speed": _SPEEDS, "length": _LENGTHS,
}  # fmt: skip
_NO_THING = _LENGTHS | _SPEEDS | {"magnitude", "degree", "degree Celsius", "degree Fahrenheit", "percentage point"}
_BE = {"is", "was", "are", "were", "be", "been"}
# "5 km north of the town"
_WAYS = {
    "from", "to", "north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "away", "off",
    "inside", "outside", "of", "beyond", "behind", "up", "down", "short", "inland", "offshore", "upstream",
    "downstream", "deeper", "into", "toward", "towards", "along", "across", "closer", "further", "farther", "northern",
    "southern", "eastern", "western",
}  # fmt: skip
_LONGEST_WAY, _LONGEST_CLAUSE = 9, 5
_ENDS_WAY = {
    "and", "or", "but", "that", "which", "who", "where", "when", "after", "before", "as", "on", "at", "in", "by",
}  # fmt: skip


@cache
def _dimensions() -> dict[str, str]:
    """ "deep" → "depth"."""
    return {row["word"]: row["dimension"] for row in read_rows("dimensions")}


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
    way = _distance(doc, last, skip) if unit in _LENGTHS else None
    return (
        _dimension(doc, last, skip)
        or way
        or thing_of(anchor, last, skip, bare=unit in _TIMES | _LENGTHS)
        or thing_beside(anchor, last, skip)
        or _told(anchor, last, skip, unit)
        or _bare(unit)
    )


def of_noun(noun: Token, skip: set[int], cue: str, before: str = "") -> Counted:
    """The phrase of a noun, with what is said of it before: "length of bridge"."""
    noun_words = trim(phrase_of(noun, skip)[0])
    return Counted(trim(f"{before}{noun_words}"), noun.lower_, (cue,), noun_words)


def thing_of(anchor: Token, last: Token, skip: set[int], bare: bool = False) -> Counted | None:
    """What stands behind "of" or "in": "tonnes of aid", "$5m in damages"; ``bare`` only without an article."""
    for token in dict.fromkeys((last, anchor, anchor.head)):
        for of in token.children:
            if of.dep_ != "prep" or of.lower_ not in ("of", "in") or of.i < last.i:
                continue
            inner = next((c for c in of.children if c.dep_ == "pobj"), None)
            if inner is None or inner.i in skip or not inner.tag_.startswith("NN"):
                continue
            if of.lower_ == "in" and not _names_a_kind(inner):
                continue
            text = join(t for t in without_clauses(inner) if t.i not in skip and t.tag_ not in ("DT", "PRP$"))
            state = state_of(inner, skip) or state_of(last, skip) or ""
            noun = f"time in {text}" if bare and of.lower_ == "in" else trim(text)
            state = "" if state in text else state
            return Counted(trim(f"{noun} {state}"), inner.lower_, (f"{of.text} {inner.text}",), noun, state)
    return None


def _names_a_kind(noun: Token) -> bool:
    """Whether "in" is followed by a kind of thing ("in aid", "in damages"), not by a place or a time ("in May")."""
    if noun.tag_.startswith("NNP") or any(c.tag_ in ("DT", "PRP$", "CD", "POS") for c in noun.children):
        return False
    return noun.lower_.removesuffix("s") not in _TIMES and noun.lower_ not in ("total", "all", "order", "addition")


def thing_beside(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The noun that a measure stands before or belongs to: "a 5-km road", "a siege of 18 months"."""
    head = anchor.head if anchor.head.i not in skip else last.head
    if head.i in skip:
        return None
    if (
        head.tag_.startswith("NN")
        and head.i > last.i
        and last.dep_ in ("nummod", "compound", "amod", "nmod", "npadvmod", "poss", "quantmod")
    ):
        return of_noun(head, skip, f"measure of {head.text}")
    if head.i < last.i and head.lower_ in ("of", "at", "to") and head.head.tag_.startswith("NN"):
        owner = head.head
        if owner.lower_ in ("total", "course", "period", "sum", "maximum", "minimum", "average", "record", "space"):
            return None
        return of_noun(owner, skip | {t.i for t in head.subtree}, f"{owner.text} {head.text}")
    return None


def _behind(doc: Doc, last: Token) -> Token | None:
    """The word behind a measure, a bracketed conversion left out: "25 km (15 miles) off the coast"."""
    i = last.i + 1
    if i < len(doc) and doc[i].text == "(":
        i = next((t.i + 1 for t in doc[i : i + 8] if t.text == ")"), i)
    return doc[i] if i < len(doc) else None


def _dimension(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """ "300 metres long", "a crater 10 metres wide": the length or the width of the thing."""
    after = _behind(doc, last)
    dimension = _dimensions().get(after.lower_) if after is not None else None
    if after is None or dimension is None:
        return None
    thing = after
    while thing.dep_ == "conj" and thing.head.tag_ in ("JJ", "RB"):
        thing = thing.head
    owner = thing.head if thing.dep_ in ("amod", "acl", "advmod", "relcl") else own_subject(thing.head)
    if owner is not None and owner.tag_.startswith("VB"):
        owner = grammatical_object(owner, skip) or own_subject(owner)
    if owner is None or owner.i in skip or owner.tag_.startswith("PRP"):
        return Counted(dimension, None, (f"dimensions: {after.text}",))
    return of_noun(owner, skip, f"dimensions: {after.text}", before=f"{dimension} of ")


def _distance(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """ "the mill, 15 km north of the town": the distance of the mill north of the town."""
    start = _behind(doc, last)
    if start is None or start.lower_ not in _WAYS or (start.lower_ == "of" and start.i == last.i + 1):
        return None
    end = start.i + 1
    while end < len(doc) and end - start.i < _LONGEST_WAY:
        token = doc[end]
        if token.tag_ in (",", ".", ":", "-LRB-", "-RRB-", "''", "``", "WDT", "WP", "WRB") or token.lower_ in _ENDS_WAY:
            break
        if token.tag_.startswith("VB") or token.tag_ in ("PRP", "MD"):
            break
        end += 1
    words = list(doc[start.i : end])
    while words and words[-1].tag_ in ("DT", "IN", "RB", "TO", "HYPH") and len(words) > 1:
        words.pop()
    away = trim(join(words))
    owner = _placed(last, skip)
    of = f"of {trim(phrase_of(owner, skip, of=False)[0])} " if owner is not None else ""
    return Counted(trim(f"distance {of}{away}"), "distance", (f"distance: {start.text}",))


def _placed(last: Token, skip: set[int]) -> Token | None:
    """The thing that lies at a distance: "Tawila, 80 km west of", "the mill, which is located 15 km north of"."""
    head = last.head
    while head.i in skip or head.tag_ in ("RB", "IN", "JJ") or head.dep_ in ("advmod", "npadvmod"):
        if head.head == head:
            return None
        head = head.head
    if last.dep_ in ("appos", "npadvmod") and head.tag_.startswith("NN") and head.i < last.i:
        return head
    if not head.tag_.startswith("VB") or head.lower_ in reporting_verbs():
        return None
    subject = own_subject(head)
    if head.dep_ in ("acl", "relcl") and (subject is None or subject.tag_ in ("WDT", "WP")):
        subject = head.head
    if subject is None or not subject.tag_.startswith("NN") or head.lower_ in read_words("persons"):
        return None
    return subject if subject.i < last.i else None


def _told(anchor: Token, last: Token, skip: set[int], unit: str) -> Counted | None:
    """What the measure's clause tells: "the truce lasted 72 hours", "the fire has burned 12,000 acres"."""
    verb = _clause(anchor, last, skip)
    subject = grammatical_subject(last if last.head.i not in skip else anchor)
    relative = subject is not None and subject.tag_ in ("WDT", "WP")
    if relative and verb is not None and verb.head.tag_.startswith("NN"):
        subject = verb.head
    named = subject is not None and subject.i not in skip and subject.tag_.startswith("NN")
    measures = measuring_verbs().get(verb.lower_) if verb is not None else None
    owns = measures is not None and (not measures or unit in _MEASURES.get(measures, ()))
    if verb is not None and not owns and verb.lower_ not in _BE:
        by = subject if named else None
        done = _done(anchor, last, verb, by, unit) or (_for_long(last, verb, by) if unit in _TIMES else None)
        if done is not None:
            return done
    if not named or subject is None or subject.head.lower_ in reporting_verbs():
        beside = grammatical_object(last.head, skip)
        return of_noun(beside, skip, f"object beside the measure: {beside.text}") if beside is not None else None
    dimension = measures if owns and measures else _natural(unit)
    return of_noun(subject, skip, f"subject of {subject.head.text}", before=f"{dimension} of " if dimension else "")


def _clause(anchor: Token, last: Token, skip: set[int]) -> Token | None:
    """The verb that a measure hangs on: "lasted 72 hours", "waited for 72 hours"."""
    head = last.head if last.head.i not in skip else anchor.head
    if head.i not in skip and head.tag_ in ("IN", "TO"):
        head = head.head
    known = head.i not in skip or head.lower_ in measuring_verbs()
    return head if known and head.tag_.startswith("VB") else None


def _done(anchor: Token, last: Token, verb: Token, subject: Token | None, unit: str) -> Counted | None:
    """What is done to the measured thing: "burned 12,000 acres" counts the area burned."""
    if not any(token.dep_ == "dobj" and token.head == verb for token in (last, anchor)):
        return None
    kind = "area" if unit in _AREAS else "time" if unit in _TIMES else "amount"
    if unit in _NO_THING or verb.lower_ in ("have", "has", "had", "having"):
        return None
    words = f"{kind} {participle(verb.lower_, verb.tag_)}"
    place = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("in", "on") and c.i > last.i), None)
    inner = (
        next((c for c in place.children if c.dep_ == "pobj" and _names_a_kind(c)), None) if place is not None else None
    )
    if inner is not None and place is not None and unit in _TIMES:
        words += f" {place.text} {join(without_clauses(inner))}"
    elif subject is not None:
        words += f" by {phrase_of(subject, set(), of=False)[0]}"
    return Counted(trim(words), kind, (f"object of {verb.text}",))


def _for_long(last: Token, verb: Token, subject: Token | None) -> Counted | None:
    """ "people waited at the gate for six hours": the duration for which people waited at the gate."""
    link = last.head
    if subject is None or link.dep_ != "prep" or link.lower_ != "for" or not subject.i < verb.i < link.i:
        return None
    first = min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg") and c.i > subject.i)])
    told = [t for t in verb.doc[first : link.i] if not t.is_punct]
    if len(told) > _LONGEST_CLAUSE:
        told = [verb]
    who = trim(phrase_of(subject, set(), of=False)[0])
    return Counted(trim(f"duration for which {who} {join(told)}"), "duration", (f"{verb.text} for",), "duration")


def _natural(unit: str) -> str:
    """The dimension that a unit measures by itself."""
    return "duration" if unit in _TIMES else "size" if unit in _AREAS else ""


def _bare(unit: str) -> Counted | None:
    dimension = _natural(unit) or ("speed" if unit in _SPEEDS else "")
    return Counted(dimension, None, (f"dimension of {unit}",)) if dimension else None
