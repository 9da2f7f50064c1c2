"""Says what an amount counts: a parsed sentence and an amount go in, the noun phrase with its state comes out.

"at least 100 soldiers were killed" counts "soldiers killed"; ``ellipsis`` fills in the noun that the sentence leaves
out ("and about 1,000 wounded"); ``shares`` and ``measured`` answer for shares and measures. Vocabulary: ``states``
and what its room reads. Nothing is guessed: where the grammar does not say, the answer is ``None``. Knowingly missed:
nouns left out over a sentence's end for a few ("Forty soldiers died. Ten were officers"); ``carry_over`` fills in
larger ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.counting.apart import named_apart, number_of
from analysis.counting.clauses import own_subject
from analysis.counting.crowds import crowd
from analysis.counting.ellipsis import goes_on, left_out, part_said_to_be
from analysis.counting.labelled import label
from analysis.counting.measured import measured
from analysis.counting.money import money_for
from analysis.counting.moved import mark_passed, put_at
from analysis.counting.movements import movement_in
from analysis.counting.named import with_names
from analysis.counting.nouns import beyond_measure, makes_a_measure, noun_beside
from analysis.counting.owners import owner_of
from analysis.counting.parts import done_to, other, state_shared, where_from
from analysis.counting.phrases import (
    again,
    as_counted,
    of_home,
    phrase_of,
    plural,
    tokens_of,
    trim,
)
from analysis.counting.races import raced, standing
from analysis.counting.recalled import FEW, Recalled
from analysis.counting.resumed import (
    averaged,
    carry_over,
    compared,
    in_turn,
    is_magnitude,
    members_sent,
    resumed,
    same_figure,
    shared_out,
)
from analysis.counting.shares import share
from analysis.counting.states import state_cue, state_of, states
from analysis.counting.tallied import counts_only, number_told
from analysis.counting.unnamed import deed_of, of_like_clause, of_like_member, paired, told_by_clause, votes
from analysis.lexicon import read_words
from analysis.models import Amount, Counted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ADDED = {"further", "additional", "extra"}
_BY_UNIT = {"size", "speed", "temperature"}  # what a unit says by itself
_ENDS = {"maximum", "minimum", "plan"}
_SHARES = ("percent", "fraction")
_PARTS = {"including", "among them", "of them", "of whom", "of these", "of those", "them included"}
_PLAINLY = {"actual", "exact", "final", "latest", "new", "overall", "own", "real", "total", "true"}


def _moved_from(amount: Amount, recalled: Recalled) -> Counted | None:
    """What a measure that another one moved away from measures: "15,000 acres, up from 9,000"."""
    if not amount.earlier or amount.unit in _SHARES:
        return None
    return recalled.of_size(amount) if amount.unit == "count" else recalled.same(amount, here=True)


def find_counted(doc: Doc, amount: Amount, offset: int, recalled: Recalled) -> tuple[Amount, Counted | None]:
    """The amount in its unit, and what it counts; ``offset`` is where the parsed sentence starts in the article.

    What it counts is kept in ``recalled`` for the numbers that go back to it.
    """
    counted = _find(doc, amount, offset, recalled)
    if counted is not None:
        amount = replace(amount, unit=counted.unit) if counted.unit and amount.unit == "count" else amount
        recalled.keep(amount, counted, part=_told_as_part(doc, amount, offset))
    return amount, counted


def _told_as_part(doc: Doc, amount: Amount, offset: int) -> bool:
    """Whether a number is of a part of what was counted before it: "90 victims, among them 40 women"."""
    inside = tokens_of(doc, amount.span.moved(-offset))
    if not inside:
        return False
    before, behind = doc[max(inside[0].i - 2, 0) : inside[0].i], doc[inside[-1].i + 1 : inside[-1].i + 3]
    led = len(before) > 0 and (before[-1].lower_ in _PARTS or before.text.lower() in _PARTS)
    return led or behind.text.lower() in _PARTS


def _find(doc: Doc, amount: Amount, offset: int, recalled: Recalled) -> Counted | None:
    """What the amount counts.

    A noun that is left out is taken from what was counted before it in the same sentence; "another 40", "40 of them"
    go on with a sentence just before.
    """
    earlier, before = recalled.earlier, recalled.before
    inside = tokens_of(doc, amount.span.moved(-offset))
    number = tokens_of(doc, amount.number.moved(-offset))
    if not inside or not number:
        return None
    anchor, last = _top(inside, prefer=number), inside[-1]
    if anchor.tag_.startswith("VB") or anchor.tag_ == "IN" or anchor.dep_ == "prep":  # "exceeds 3,000": a hedge
        anchor = number[-1]
    skip = {token.i for token in inside}
    money = read_words("currencies", "code")
    recalled.deed = deed_of(anchor, skip) if amount.unit == "count" else ""
    found = (
        label(doc, last, skip, earlier) or _moved_from(amount, recalled) or raced(doc, skip, offset, amount, recalled)
    )
    if found is not None:
        pass
    elif amount.unit in _SHARES:
        if not earlier and before is not None and goes_on(doc, last, skip):
            earlier = [before]
        known = recalled.last[1] if recalled.last is not None else None
        if known is not None and known.noun.endswith("s") and doc[last.i + 1 : last.i + 3].text == "of them":
            earlier = [*earlier, known]
        found = compared(doc, last, skip, amount, recalled) or share(doc, anchor, last, skip, earlier)
    elif amount.unit in money:
        found = shared_out(doc, last, skip, amount, recalled) or money_for(doc, anchor, last, skip)
    elif amount.unit != "count":
        found = averaged(doc, skip, amount, recalled) or measured(doc, anchor, last, skip, amount.unit)
    else:
        one = amount.value == 1
        if not earlier and before is not None and goes_on(doc, last, skip):
            earlier = [before]
        found = (
            mark_passed(anchor, skip)
            or votes(doc, skip)
            or number_told(doc, skip)
            or part_said_to_be(anchor, skip, earlier)
            or _count(doc, anchor, last, skip, one, earlier, before)
            or number_of(doc, skip)
            or of_like_member(anchor, last, recalled)
            or (None if _is_score(doc, skip) else left_out(anchor, last, skip, earlier, one))
        )
    put = put_at(anchor, skip)
    found = (put if amount.unit not in money else None) or found or put or _subject_of_hedge(inside, skip)
    bare = found is not None and found.head is None and not found.noun and found.text != "duration"
    bare = bare or (found is not None and _only_a_figure(found))
    if found is None or (bare and amount.unit != "count"):
        same = recalled.same(amount, here=True) if found is not None and found.text in _BY_UNIT else None
        found = resumed(doc, anchor, skip, amount, recalled) or same or found
    if found is None and amount.unit != "count":
        found = _noun_before(doc, skip)
    if amount.unit == "count" and in_turn(doc, last) and len(earlier) > 1:
        found = again(earlier[-2])
    if found is None and amount.unit == "count":
        found = named_apart(doc, skip)
    if found is None:
        found = same_figure(amount, recalled)
    if found is None and amount.unit == "count" and not earlier:
        found = recalled.of_like_size(amount)
    if found is None:
        found = carry_over(before, amount)
    if found is None and amount.unit == "count" and (amount.value or 0) > FEW:
        found = crowd(anchor, skip, earlier[-1] if earlier else before)
    if found is None:
        found = paired(doc, skip, offset, amount, recalled) or of_like_clause(anchor, amount, recalled)
    same = recalled.beside(amount) if found is None else None
    if same is not None and amount.unit not in money and amount.unit not in _SHARES:
        found = again(same)
    recalled.guessed = found is None
    if found is None:
        found = told_by_clause(doc, anchor, last, skip, amount)
    if found is None and same is not None and same.noun != "money" and not same.text[:1].isupper():  # no name's share
        found = again(same)
    if amount.unit == "percent":
        found = standing(doc, anchor, skip, offset, found, recalled) or found
    if found is None or not any(map(str.isalnum, found.text)):  # a bar or a dash is nothing
        return None
    found = with_names(members_sent(found, earlier[-1] if earlier else before), doc, min(skip), offset, recalled)
    return replace(found, unit="magnitude") if amount.unit == "count" and is_magnitude(found, amount) else found


def _is_score(doc: Doc, skip: set[int]) -> bool:
    """Whether an article stands before a bare number: "she shot a 67"."""
    return min(skip) > 0 and doc[min(skip) - 1].lower_ in ("a", "an") and doc[max(skip)].tag_ == "CD"


def _only_a_figure(found: Counted) -> bool:
    """Whether a thing says no more than that it is a figure: "the amount", "the club's own estimate"."""
    *before, head = found.text.split() or [""]
    if head.lower() in _ENDS or not counts_only(head.lower()):
        return False
    return all(word.endswith(("'s", "’s")) or word.lower() in _PLAINLY for word in before)


def _noun_before(doc: Doc, skip: set[int]) -> Counted | None:
    """The noun that a measure follows at once: "heavy falls above 75 mm", "incomes over $50,000"."""
    noun = doc[min(skip) - 1] if min(skip) else None
    short = noun is not None and noun.i > 0 and noun.nbor(-1).text == "(" and noun.text.isupper()  # "(CFR 2.1%)"
    if noun is None or (noun.tag_ not in ("NN", "NNS") and not short):
        return None
    return as_counted(trim(phrase_of(noun, skip)[0]), "", f"{noun.text} before the measure")


def _subject_of_hedge(inside: list[Token], skip: set[int]) -> Counted | None:
    """What a verb that hedges an amount is told of: "losses are estimated at $40 million"."""
    verb = next((token for token in inside if token.tag_.startswith("VB")), None)
    if verb is None:
        return None
    subject = own_subject(verb) or (verb.head if verb.dep_ == "acl" else None)
    if subject is None or subject.i in skip or not subject.tag_.startswith("NN"):
        return None
    return as_counted(trim(phrase_of(subject, skip)[0]), "", f"subject of '{verb.text}'")


def _top(inside: list[Token], prefer: list[Token]) -> Token:
    """The token of the amount that the rest of the sentence hangs on: the one whose head is outside."""
    places = {token.i for token in inside}
    for tokens in (prefer, inside):
        outside = [token for token in tokens if token.head.i not in places or token.head == token]
        if outside:
            return outside[-1]
    return prefer[-1]


def _count(
    doc: Doc,
    anchor: Token,
    last: Token,
    skip: set[int],
    one: bool,
    earlier: Sequence[Counted],
    before: Counted | None,
) -> Counted | None:
    """The noun beside a number, with its state."""
    if min(skip) and doc[min(skip) - 1].text == "(" and doc[last.i + 1 : last.i + 2].text[:1] == ")":
        return None  # "other towns (4): 334 cases"
    noun = noun_beside(doc, anchor, last, skip, one)
    if noun is None or (noun.lower_ == "figure" and noun.i and noun.nbor(-1).text == "-"):  # "a six-figure sum"
        return None
    if noun.tag_ == "PRP":  # "20 of us"
        return as_counted("people", state_of(anchor, skip) or where_from(noun), f"people: {noun.text}")
    text, words = phrase_of(noun, skip)
    if makes_a_measure(noun, last):  # "a 24-page report"
        whole = phrase_of(noun.head, skip | {noun.i, noun.i - 1})[0]
        text = whole if noun.lower_ == "point" else f"{plural(noun.text)} of {whole}"
    beyond = beyond_measure(noun, last)
    if beyond is not None:  # "a 90-page, $2 million guide"
        text = f"{plural(noun.text)} of {phrase_of(beyond, skip | {noun.i, noun.i - 1})[0]}"
    if noun.lower_ == "others":
        text = other(text, earlier or ([before] if before is not None else []))
    text += of_home(noun)
    told = states().get(noun.lower_, ("", ""))[1] == "noun" and noun.lower_ not in read_words("persons")
    part = doc[last.i + 1 : last.i + 2].text == "of" and noun.i > last.i + 1
    own = "" if told else (done_to(doc, skip) if part else "") or state_of(noun, skip) or ""
    own = own or (state_of(anchor, skip) if part else "") or ""
    shared = "" if told else state_shared(doc, skip, earlier)
    state = own or shared
    if state.lower() in words:
        state = ""
    if state == "shot dead":
        text = text.removeprefix("dead ")
    first = min(skip)
    if first and doc[first - 1].lower_ in _ADDED:  # "a further 40 guards" are guards
        text = text.removeprefix(f"{doc[first - 1].text} ")
    if doc[last.i + 1 : last.i + 3].text == "-strong":
        text = trim(text).removeprefix("strong ")
    rule = "of" if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.i in skip else "noun"
    cues = (f"counted: {noun.text} ({rule})", *((state_cue(state),) if state else ()))
    head = text.split()[-1].lower() if noun.lower_ == "others" else str(noun.lower_)
    found = Counted(trim(f"{text} {state}"), head, cues, trim(text), state, bool(shared), owner_of(noun))
    return movement_in(found, doc[max(first - 2, 0) : first].text)
