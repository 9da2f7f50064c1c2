"""Says what an amount counts: a parsed sentence and an amount go in, the noun phrase with its state comes out.

"at least 100 soldiers were killed" counts "soldiers killed"; in "and about 1,000 wounded" the noun that the
sentence leaves out is filled in; ``measured`` answers for shares and measures. Vocabulary: ``states`` and
``reporting_verbs``. Nothing is guessed: where the grammar does not say, the answer is ``None``. Knowingly missed:
nouns left out over a sentence's end for a few ("Forty soldiers died. Ten were officers"); ``carry_over`` fills in
larger ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.measured import measured, share
from analysis.models import Amount, Counted
from analysis.phrases import following_noun, grammatical_object, grammatical_subject, phrase_of, tokens_of, trim
from analysis.reporting import reporting_verbs
from analysis.states import state_of, states
from analysis.subjects import find_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE_NOUN = ("nummod", "amod", "compound", "nmod", "quantmod", "det", "poss", "advmod", "neg")
_FEW = 12  # up to which a number alone is taken for a part of what was counted, or for something else
# words that say that something is counted without saying what
_EMPTY = {
    "total", "number", "figure", "estimate", "count", "sum", "figures", "estimates", "range", "tally", "plan",
    "maximum", "minimum",
}  # fmt: skip
# "the number of people": what is counted stands behind "of"
_PARTITIVE = {
    "total", "number", "toll", "estimate", "figure", "count", "sum", "maximum", "minimum", "average", "majority",
    "group",
}  # fmt: skip


def find_counted(doc: Doc, amount: Amount, offset: int, earlier: Sequence[Counted] = ()) -> Counted | None:
    """What the amount counts; ``offset`` is where the parsed sentence starts in the article.

    ``earlier`` are the things counted before it in the same sentence, the nearest last: a noun that is left
    out is taken from them.
    """
    inside = tokens_of(doc, amount.span.moved(-offset))
    number = tokens_of(doc, amount.number.moved(-offset))
    if not inside or not number:
        return None
    anchor, last = _top(inside, prefer=number), inside[-1]
    skip = {token.i for token in inside}
    if amount.unit in ("percent", "fraction"):
        found = share(doc, anchor, last, skip)
    elif amount.unit != "count":
        found = measured(doc, anchor, last, skip, amount.unit)
    else:
        found = _count(doc, anchor, last, skip) or _elliptical(anchor, skip, earlier)
    return found if found is not None and found.text else None


def carry_over(before: Counted | None, amount: Amount) -> Counted | None:
    """The thing that a sentence just before counted, for a number of more than a few that names nothing itself.

    Only what the lexicon knows as comparable is carried over ("soldiers sent", not "reporters").

    >>> from decimal import Decimal
    >>> above_ten = Amount(Span(0, 5), Span(0, 5), Decimal(1500), Decimal(1500), Decimal(1500))
    >>> carry_over(Counted("soldiers sent", "soldiers"), above_ten).text
    'soldiers sent'
    """
    size = amount.value if amount.value is not None else amount.low
    if (
        before is None
        or find_subject(before, "count") is None
        or amount.unit != "count"
        or size is None
        or size <= _FEW
    ):
        return None
    return Counted(before.text, before.head, (f"carried over: {before.text}",))


def _top(inside: list[Token], prefer: list[Token]) -> Token:
    """The token of the amount that the rest of the sentence hangs on: the one whose head is outside."""
    places = {token.i for token in inside}
    for tokens in (prefer, inside):
        outside = [token for token in tokens if token.head.i not in places or token.head == token]
        if outside:
            return outside[-1]
    return prefer[-1]


def _count(doc: Doc, anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The noun beside a number, with its state."""
    noun = _noun(doc, anchor, last, skip)
    if noun is None:
        return None
    text, words = phrase_of(noun, skip)
    state = state_of(noun, skip)
    if state and state.lower() not in words:
        text = f"{text} {state}"
    return Counted(trim(text), noun.text.lower(), (f"counted: {noun.text}",))


def _noun(doc: Doc, anchor: Token, last: Token, skip: set[int]) -> Token | None:
    for token in (anchor, last):
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i > last.i - 1), None)
        inner = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), None) if of is not None else None
        if inner is not None and inner.i not in skip:
            return None if inner.tag_ in ("PRP", "DT", "WDT", "WP") else inner
    head = anchor.head
    beside = anchor.dep_ in _BEFORE_NOUN and head.i not in skip
    if beside and (
        head.tag_.startswith("NN") or (head.tag_ in ("JJ", "VBG") and head.dep_ in ("pobj", "dobj", "nsubj", "attr"))
    ):
        return head
    lost = anchor.dep_ != "nummod" and anchor.tag_ in ("CD", "NN", "NNS", "DT", "RB", "JJ")
    if lost or (beside and head.tag_.startswith(("JJ", "VB"))):
        return following_noun(doc, last.i + 1)
    return None


def _elliptical(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """A number that stands alone: "and about 1,000 wounded", "14 were killed", "the toll rose to 8"."""
    state = state_of(anchor, skip) or _state_behind(anchor, skip)
    if state is None:
        if anchor.dep_ in ("pobj", "dobj", "attr", "npadvmod", "prep"):
            moved = _moved(anchor, skip, earlier) or _told_of_subject(anchor, skip, earlier)
            if moved is not None:
                return moved
        alone = anchor.dep_ in ("conj", "appos", "dobj", "pobj", "nsubj", "nsubjpass", "attr")
        return earlier[-1] if earlier and alone else None
    noun = _noun_of(earlier)
    if not noun:
        return Counted(state, None, (f"states: {state}",))
    return Counted(f"{noun} {state}", noun.split()[-1].lower(), ("left out in the sentence",))


def _state_behind(anchor: Token, skip: set[int]) -> str | None:
    """The state right behind a number: "14 wounded"."""
    i = max(skip) + 1
    return anchor.doc[i].text if i < len(anchor.doc) and anchor.doc[i].lower_ in states() else None


def _says_only(text: str, words: set[str]) -> bool:
    """Whether a phrase ends in one of some words, or is nothing at all."""
    return not text or text.split()[-1].lower() in words


def _told_of_subject(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """The subject of which a number is told: "the toll rose to 8", "the number of dead is 40"."""
    subject = grammatical_subject(anchor)
    if subject is None or subject.i in skip or subject.head.lower_ in reporting_verbs():
        return None
    if not subject.tag_.startswith("NN") and subject.lower_ not in states():
        return None
    text = _unwrapped(subject, skip)
    if subject.lower_ in _EMPTY and _says_only(text, _EMPTY):
        return earlier[-1] if earlier else None
    if anchor.dep_ == "dobj" and subject.lower_ not in _PARTITIVE:
        return None
    return Counted(text, subject.lower_, (f"subject of {anchor.head.head.text}",))


def _moved(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """What a figure is put at or moved to: "put the toll at 40", "those killed from 30 to 40"."""
    put = _object_put(anchor, skip)
    if put is not None:
        text = _unwrapped(put, skip)
        if _says_only(text, _EMPTY):
            return earlier[-1] if earlier else None
        return Counted(text, put.lower_, (f"object of {put.head.text}",))
    at = anchor
    while at.head.lower_ in ("from", "to", "at") and at.head != at:
        at = at.head
    clause = at.head
    if at == anchor or clause.dep_ != "acl" or clause.tag_ != "VBN":
        return None
    if clause.head.lower_ in ("those", "these", "them"):
        noun = _noun_of(earlier)
        head = noun.split()[-1].lower() if noun else None
        return Counted(f"{noun} {clause.text}".strip(), head, ("left out in the sentence",))
    if clause.head.tag_.startswith("NN"):
        text, _ = phrase_of(clause.head, skip)
        return Counted(trim(f"{text} {clause.text}"), clause.head.lower_, (f"counted: {clause.head.text}",))
    return None


def _object_put(anchor: Token, skip: set[int]) -> Token | None:
    """What is put at a figure: "put the toll at 40", "raised its estimate of the dead from 30 to 40"."""
    preposition = anchor.head
    if anchor.dep_ != "pobj" or preposition.lower_ not in ("at", "to", "from", "by"):
        return None
    return grammatical_object(preposition.head, skip)


def _unwrapped(noun: Token, skip: set[int]) -> str:
    """The phrase of a noun, or of the thing itself: "estimate of the soldiers killed", "number of dead"."""
    text, _ = phrase_of(noun, skip)
    if noun.lower_ not in _PARTITIVE:
        return trim(text)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                thing, words = phrase_of(inner, set())
                state = state_of(inner, set())
                return trim(f"{thing} {state}" if state and state not in words else thing)
    return trim(text)


def _noun_of(earlier: Sequence[Counted]) -> str:
    """The noun of the thing counted before, without its state."""
    for counted in reversed(earlier):
        if not counted.head:
            continue
        words = counted.text.split()
        cut = next((i for i, word in enumerate(words) if word.lower() == counted.head), None)
        if cut is not None and counted.head not in states():
            return " ".join(words[: cut + 1])
    return ""
