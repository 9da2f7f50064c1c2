"""Says what a number on its own is the number of: "the toll is 8", "a crowd of 8,000", "the number of dead exceeds 40".

Its tokens and what was counted before in the sentence go in, a counted thing comes out. ``moved`` answers for
"the toll rose to 8". Vocabulary: ``tallies`` for the words that only count ("number", "total"), ``measuring_verbs``
for "reached", ``linking_nouns``. Knowingly missed: "it" and "this" as what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.clauses import PERCENT, grammatical_object, is_passive, own_subject
from analysis.counting.owners import country_adjective
from analysis.counting.phrases import again, as_counted, noun_before, phrase_of, trim
from analysis.counting.states import of_persons, state_of, states, tells
from analysis.lexicon import read_rows, read_words, split_list
from analysis.models import Counted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BE = {"is", "was", "are", "were", "be", "been", "being"}
# between a verb and its number: "stands at 40", "is around 40"
_THROUGH = {"than", "more", "to", "at", "as", "around", "about", "over", "under", "above", "below", "near", "nearly"}
# "a mother of four"
_PARENTS = {
    **dict.fromkeys(("mother", "father", "parent", "parents", "mum", "mom", "dad"), "children"),
    **dict.fromkeys(("grandmother", "grandfather", "grandparents"), "grandchildren"),
}
# what may stand between "and" and a state: "Seoul's wounded", "the wounded"
_OWNED_WITHIN = 6
_OWNERS = {"NNP", "NNPS", "POS", "DT", "PRP$"}
_LISTS = {"list", "lists"}
_LONGEST_TOLL = 2  # "overall toll"
_LONGEST_THING = 14  # words between "number of" and the verb that gives it
_AROUND_VERB = {"RB", "MD", "TO"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
MEANS = {"average", "mean", "median"}


@cache
def _tallies() -> dict[str, bool]:
    """Each word that only counts, with whether it says nothing by itself."""
    return {row["word"]: row["says"] == "nothing" for row in read_rows("tallies")}


def counts_only(word: str) -> bool:
    """Whether a word counts and says nothing by itself: "figure", "total"."""
    return _tallies().get(word, False)


@cache
def reaching_verbs() -> frozenset[str]:
    """The forms of the verbs whose subject is what is counted: "reached 40"."""
    rows = [row for row in read_rows("measuring_verbs") if not row["measures"]]
    return frozenset(form for row in rows for form in [row["verb"], *split_list(row["forms"])])


def tally_of(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """The thing whose number is told: "the toll is 40", "a crowd of 8,000", "the force numbers 12,000"."""
    head, before = anchor.head, earlier[-1] if earlier else None
    i = min(skip) - 1
    if i > 0 and anchor.doc[i].lower_ == "number" and anchor.doc[i - 1].lower_ in states():
        return thing_told(
            anchor.doc[i - 1], skip, before, "number of those before it"
        )  # "their dead and wounded number 40"
    if anchor.dep_ == "pobj" and head.lower_ == "of" and head.head.tag_.startswith("NN"):
        owner = head.head
        if owner.lower_ == "top":  # "these losses come on top of nine"
            subject = own_subject(owner.head.head) if owner.head.tag_ == "IN" else None
            return (
                thing_told(subject, skip, before, f"subject of '{owner.head.head.text}'")
                if subject is not None
                else None
            )
        if owner.lower_ in PERCENT:  # "38 percent of the 112,000 expected"
            told = next((c.text for c in anchor.rights if c.dep_ == "acl" and c.tag_ == "VBN"), "")
            whole = before.noun.removeprefix("of ") if before is not None else ""
            return as_counted(whole, told, f"as before: {whole}") if whole else None
        if owner.lower_ in _PARENTS:
            return as_counted(_PARENTS[owner.lower_], "", f"{owner.text} of the number")
        if owner.lower_ in read_words("linking_nouns", "word") or owner.lower_ in ("time", "moment"):
            return None
        if owner.lower_ in MEANS and len(phrase_of(owner, skip, of=False)[0].split()) == 1:
            each = [t.lower_ for t in anchor.doc[max(skip) + 2 : max(skip) + 3]]  # "an average of 56 per boat"
            of = (c for c in reversed(earlier) if not any((c.head or "").startswith(word) for word in each))
            return next((again(c) for c in of), None)
        if not _tallies().get(owner.lower_, False):
            return as_counted(trim(phrase_of(owner, skip, of=False)[0]), "", f"{owner.text} of the number")
        if before is not None and not any(c.dep_ == "prep" and c != head for c in owner.rights):
            return again(before)  # "the figure of 83"
        anchor, head = owner, owner.head
    verb = _verb_above(anchor)
    if verb is None:
        return None
    if head.lower_ in ("to", "at", "from", "by") and grammatical_object(verb, skip) is not None:
        return None  # "raised the toll to 40"
    subject = own_subject(verb) or (verb.head if verb.dep_ == "acl" and verb.tag_ == "VBG" else None)
    if subject is None and verb.dep_ == "xcomp" and (is_passive(verb.head) or verb.head.tag_ == "JJ"):
        subject = own_subject(verb.head)  # "is believed to be 40", "is likely to exceed 40"
    if subject is None and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        subject = own_subject(verb.head)  # "the staff is large, numbering 700"
    if subject is None and verb.dep_ == "dep" and verb.head.tag_ in ("VBD", "VBN") and verb.head.i < verb.i:
        subject = own_subject(verb.head)  # "houses reported damaged reached 837"
    if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        subject = verb.head
    reaches = (verb.lower_ in reaching_verbs() and not has_it(verb)) or verb.lower_ in _BE
    if subject is None or subject.i in skip or not reaches:
        return None
    if subject.tag_ == "JJS":  # "the strongest of the aftershocks measured 5.2"
        link = next((c for c in subject.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
        all_of = next((c for c in link.children if c.tag_ == "NNS"), None) if link is not None else None
        return as_counted(f"{subject.text} of {phrase_of(all_of, skip)[0]}", "", "one of all") if all_of else None
    return thing_told(subject, skip, before, f"subject of '{verb.text}'")


def has_it(verb: Token) -> bool:
    """Whether the number is told of "it": "the survey measured it at 6.2"."""
    return any(child.dep_ == "dobj" and child.lower_ in ("it", "them") for child in verb.rights)


def _verb_above(token: Token) -> Token | None:
    """The verb that a number completes: "is 40", "reached 40", "would have been more than 40"."""
    head = token.head
    if token.dep_ in ("pobj", "quantmod", "nummod") and (head.tag_ in ("RB", "RBR") or head.lower_ in _THROUGH):
        head = head.head
    if head.dep_ in ("acomp", "attr", "advmod") and head.lower_ in ("more", "fewer", "less", "many", "strong"):
        head = head.head
    plain = token.dep_ in ("attr", "dobj", "acomp", "npadvmod", "nummod", "pobj", "oprd", "quantmod")
    return head if plain and head.tag_.startswith(("VB", "MD")) else None


def number_told(doc: Doc, skip: set[int]) -> Counted | None:
    """What is counted before a verb that gives its number, by words: "the number of soldiers killed or hurt exceeds".

    The parser takes "killed" for the verb there and loses what it is told of.
    """
    last = min(skip) - 1
    given = doc[last + 1].tag_.startswith("VB")
    while last > 0 and (
        _gives(doc[last]) or doc[last].lower_ in _THROUGH or doc[last].tag_ in _AROUND_VERB or doc[last].is_space
    ):
        given = given or _gives(doc[last])
        last -= 1
    told = last
    while told > 0 and (doc[told].lower_ in states() or doc[told].tag_ in ("CC", "RB") or doc[told].is_space):
        told -= 1
    first = next((i + 1 for i in range(told, max(told - _LONGEST_THING, 1), -1) if doc[i].lower_ == "of"), 0)
    lost = any(t.tag_ == "CC" for t in doc[told + 1 : last])
    if not given or not lost or not first or not counts_only(doc[first - 2].lower_):
        return None
    words = doc[first : told + 1]
    if not len(words) or words[-1].tag_[:2] != "NN" or any(t.is_punct or t.tag_ in _FINITE for t in words):
        return None
    thing, state = (" ".join(part.text.split()) for part in (words, doc[told + 1 : last + 1]))
    return as_counted(trim(thing), state, f"{doc[first - 2].text} of what is told")


def _gives(token: Token) -> bool:
    return token.lower_ in _BE or token.lower_ in reaching_verbs()


def thing_told(noun: Token, skip: set[int], before: Counted | None, cue: str) -> Counted | None:
    """The phrase of a noun, or of the thing behind it: "estimate of the soldiers killed", "that of the injured"."""
    if noun.lower_ == "that":
        of = next((c for c in noun.rights if c.lower_ == "of"), None)
        noun = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), noun) if of is not None else noun
    if (not noun.tag_.startswith("NN") and noun.lower_ not in states()) or noun.lower_ in PERCENT:
        return None
    if noun.tag_.startswith("NNP") and noun.lower_ not in _tallies():
        return None
    if noun.lower_ in _tallies() or (noun.lower_ in _LISTS and _of_the(noun)):
        whose = next((c for c in noun.lefts if c.tag_ == "WP$"), None)
        clause = next((t for t in (noun.head, noun.head.head) if t.dep_ == "relcl"), None)
        if whose is not None and clause is not None:
            return as_counted(trim(phrase_of(clause.head, skip)[0]), "", cue)
        of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), None) if of is not None else None
        if inner is not None and inner.i not in skip and not of_event(noun, inner):
            if inner.lower_ in _tallies():
                return thing_told(inner, skip, before, cue)
            text, words = phrase_of(inner, set())
            state = state_of(inner, set())
            return as_counted(trim(text), state if state and state not in words else "", cue)
    both = _joined_states(noun)
    if both:
        mark = next((t for t in reversed(noun.doc[: noun.i][-_OWNED_WITHIN:]) if t.tag_ == "POS" and t.i), None)
        return replace(as_counted("", both, cue), owner=country_adjective(mark.nbor(-1)) if mark is not None else "")
    text = trim(phrase_of(noun, skip)[0])
    if noun.lower_ in _LISTS and text.split()[0].lower() in states():
        return as_counted("people", text.split()[0].lower(), cue)  # "the injured list stood at 40"
    if noun.lower_ == "toll" and len(text.split()) <= _LONGEST_TOLL and "death" not in text.lower():
        text = f"{text.removesuffix(noun.text)}death {noun.text}"
    told = next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and tells(c)), None)
    if told is not None and _tallies().get(noun.lower_, False):  # "the number freed this year"
        return told_of_number(told, before, cue)
    plain = all(c.tag_ in ("DT", "JJ", "PRP$") for c in noun.lefts)  # "the true number", "its overall total"
    if _tallies().get(noun.lower_, False) and plain and len(text.split()) <= _LONGEST_TOLL:
        return again(before) if before is not None else None
    state = "" if _tallies().get(noun.lower_) is not None else state_of(noun, skip) or ""
    return as_counted(text, "" if state.lower() in text.lower() else _kept(state), cue)


def told_of_number(told: Token, before: Counted | None, cue: str) -> Counted:
    """What the number is of that something is told of: "the number freed this year"."""
    known = before.noun if before is not None else "people" if of_persons(told.lower_) else ""
    return as_counted(known, told.text, cue)


def of_event(tally: Token, noun: Token) -> bool:
    """Whether a toll is that of an event ("the toll of the gale"), not of those who are counted ("of the dead")."""
    counted = noun.lower_ in read_words("persons") or noun.lower_ in states() or noun.tag_ != "NN"
    return tally.lower_ == "toll" and not counted


def _of_the(noun: Token) -> bool:
    """Whether a list is one of those in a state: "the list of the injured"."""
    ofs = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of")
    return any(c.dep_ == "pobj" and c.lower_ in states() for of in ofs for c in of.children)


def _joined_states(noun: Token) -> str:
    """The states that stand for those who are in them, joined: "their dead and their wounded come to 40"."""
    doc, words = noun.doc, [noun]
    if noun.lower_ not in states():
        return ""
    for step in (1, -1):
        i = noun.i + step
        found = False
        while 0 <= i < len(doc) and (doc[i].tag_ in _OWNERS or doc[i].lower_ == "and"):
            found = found or doc[i].lower_ == "and"
            i += step
        if found and 0 <= i < len(doc) and doc[i].lower_ in states() and doc[i].lower_ != noun.lower_:
            words.append(doc[i])
    return " and ".join(t.lower_ for t in sorted(words, key=lambda t: t.i)) if len(words) == 2 else ""


def _kept(state: str) -> str:
    return state if state in states() else ""


def beside(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The noun to which a number is added: "the fewest delegates (71 in all)"."""
    noun = noun_before(anchor.doc, last, skip)
    if noun is None or noun.tag_.startswith("NNP"):
        return None
    return as_counted(trim(phrase_of(noun, skip)[0]), "", f"beside {noun.text}")
