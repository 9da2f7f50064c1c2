"""Says what a share or a measure is of: a parsed sentence and an amount's tokens go in, a noun phrase comes out.

"a fifth of Ukraine" counts "of Ukraine", "40 tonnes of aid" counts "aid", "a siege of 18 months" counts the siege,
"5 km from the border" counts "distance from the border". Vocabulary: ``reporting_verbs``, whose subject speaks and is
not measured; kinds of units and verbs of cost are here. ``anchor`` is the token that the sentence hangs on, ``last``
the amount's last one, ``skip`` the places of all. Knowingly missed: measures of two things at once ("3 by 4 metres").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.models import Counted
from analysis.phrases import (
    following_noun,
    grammatical_object,
    grammatical_subject,
    join,
    phrase_of,
    trim,
    without_clauses,
)
from analysis.reporting import reporting_verbs
from analysis.states import state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LENGTHS = {"kilometre", "metre", "mile", "yard", "foot", "nautical mile", "centimetre", "inch", "millimetre"}
_TIMES = {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"}
_SPEEDS = {"kilometre per hour", "mile per hour", "metre per second", "knot", "kilometre per second"}
# "40 metres deep"
_DIMENSION_ADJECTIVES = {
    "long": "length", "high": "height", "tall": "height", "deep": "depth", "wide": "width", "thick": "thickness",
}  # fmt: skip
# "5 km north of the town"
_WAYS = {
    "from", "to", "north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "away", "off",
    "inside", "outside", "of", "beyond", "behind", "east-northeast", "up", "down",
}  # fmt: skip
# "the bridge cost $5m": the subject is what the money is for
_COSTS = {
    "is", "was", "are", "were", "be", "been", "cost", "costs", "costing", "totalled", "totaled", "totals", "reached",
    "stood", "stands", "rose", "fell", "amounted", "exceeded",
}  # fmt: skip
_DISTANCE_WORDS = 5
_STOP_RE = re.compile(r"[,.;:()]")


def share(doc: Doc, anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """What a percentage or a fraction is a share of: "of Ukraine occupied by Moscow's troops"."""
    for token in (anchor, last, anchor.head if anchor.head.i in skip else anchor):
        for of in token.children:
            if of.dep_ == "prep" and of.lower_ in ("of", "in") and of.i > last.i - 1:
                for inner in of.children:
                    if inner.dep_ != "pobj":
                        continue
                    if inner.lower_ in ("which", "whom") or inner.tag_ in ("WDT", "WP"):
                        return _relative_share(token, inner)
                    text = join([of, *(t for t in without_clauses(inner) if t.i not in skip)])
                    state = state_of(anchor, skip) or state_of(inner, skip)
                    text = trim(f"{text} {state}" if state else text)
                    return Counted(text, inner.lower_, (f"share of {inner.text}",))
    i = last.i + 1
    if i < len(doc) and doc[i].lower_ == "of":
        article = i + 1 < len(doc) and doc[i + 1].tag_ in ("DT", "PRP$", "PDT")
        noun = following_noun(doc, i + 2 if article else i + 1)
        if noun is not None:
            return _of_noun(noun, skip, f"share of {noun.text}", before="of ")
    head = anchor.head
    if (
        anchor.dep_ in ("nummod", "amod", "compound", "nmod", "predet", "det")
        and head.i not in skip
        and head.tag_.startswith("NN")
    ):
        return _of_noun(head, skip, f"counted: {head.text}")
    subject = grammatical_subject(anchor)
    if subject is not None and subject.tag_.startswith("NN") and subject.i not in skip:
        return _of_noun(subject, skip, f"subject of {head.text}")
    return None


def _of_noun(noun: Token, skip: set[int], cue: str, before: str = "") -> Counted:
    text, _ = phrase_of(noun, skip)
    return Counted(trim(before + text), noun.lower_, (cue,))


def _relative_share(token: Token, relative: Token) -> Counted | None:
    """ "Ukraine, nearly a fifth of which is occupied": the share is of the word before the relative clause."""
    antecedent: Token | None = None
    clause: Token | None = None
    if token.dep_ in ("appos", "nsubj", "nsubjpass") and token.head.tag_.startswith("NN"):
        antecedent = token.head
    else:
        clause = token.head
        if clause.dep_ == "relcl":
            antecedent = clause.head
    if antecedent is None:
        antecedent = next((t for t in reversed(token.doc[: token.i]) if t.tag_.startswith("NN")), None)
    if antecedent is None:
        return None
    verb = clause if clause is not None and clause.tag_ == "VBN" else None
    if verb is None:
        behind = token.doc[relative.i + 1 : relative.i + 6]
        verb = next((t for t in behind if t.tag_ in ("VBN", "JJ") and t.dep_ != "aux"), None)
    words = f"of {phrase_of(antecedent, set(), of=False)[0]}"
    if verb is not None:
        words += f" {verb.text}"
        agent = next((c for c in verb.children if c.dep_ in ("agent", "prep")), None)
        if agent is not None and len(list(agent.subtree)) <= 6:
            words += " " + join(agent.subtree)
    return Counted(trim(words), antecedent.lower_, ("relative clause",))


def measured(doc: Doc, anchor: Token, last: Token, skip: set[int], unit: str) -> Counted | None:
    """What a measure or a sum of money measures: tonnes of "aid", a "siege" of 18 months."""
    thing = _thing_of(anchor, last, skip, unit) or _thing_beside(anchor, last, skip)
    if thing is not None:
        return thing
    dimension = _dimension(doc, last, unit)
    if dimension == "distance":
        start = _behind(doc, last)
        after = "" if start is None else join(doc[start.i : min(start.i + _DISTANCE_WORDS, len(doc))])
        after = _STOP_RE.split(after)[0].strip()
        return Counted(trim(f"distance {after}"), "distance", (f"distance in {unit}s",))
    subject = grammatical_subject(last if last.head.i not in skip else anchor)
    if subject is not None and subject.i not in skip and subject.tag_.startswith("NN"):
        verb = subject.head.lower_
        if verb not in reporting_verbs() and not (unit.isupper() and verb not in _COSTS):
            return _of_noun(subject, skip, "subject of the measure", before=f"{dimension} of " if dimension else "")
    beside = grammatical_object(last.head, skip)
    if beside is not None:
        return _of_noun(beside, skip, f"object beside the measure: {beside.text}")
    return Counted(dimension, None, (f"dimension of {unit}",)) if dimension else None


def _thing_of(anchor: Token, last: Token, skip: set[int], unit: str) -> Counted | None:
    """What stands behind "of" or "in": "tonnes of aid", "$5m in damages"."""
    for token in dict.fromkeys((last, anchor, anchor.head)):
        for of in token.children:
            if of.dep_ != "prep" or of.lower_ not in ("of", "in") or of.i < last.i:
                continue
            inner = next((c for c in of.children if c.dep_ == "pobj"), None)
            if inner is None or inner.i in skip or not inner.tag_.startswith("NN"):
                continue
            if of.lower_ == "in" and (unit in _LENGTHS | _TIMES or inner.tag_.startswith("NNP")):
                continue
            text = join(t for t in without_clauses(inner) if t.i not in skip and t.tag_ not in ("DT", "PRP$"))
            state = state_of(inner, skip)
            text = trim(f"{text} {state}" if state and state not in text else text)
            return Counted(text, inner.lower_, (f"{of.text} {inner.text}",))
    return None


def _thing_beside(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The noun that a measure stands before or belongs to: "a 5-km road", "a siege of 18 months"."""
    head = anchor.head if anchor.head.i not in skip else last.head
    if head.i in skip:
        return None
    if (
        head.tag_.startswith("NN")
        and head.i > last.i
        and last.dep_ in ("nummod", "compound", "amod", "nmod", "npadvmod", "poss")
    ):
        return _of_noun(head, skip, f"measure of {head.text}")
    if head.i < last.i and head.lower_ in ("of", "at", "to") and head.head.tag_.startswith("NN"):
        owner = head.head
        return _of_noun(owner, skip | {t.i for t in head.subtree}, f"{owner.text} {head.text}")
    return None


def _behind(doc: Doc, last: Token) -> Token | None:
    """The word behind a measure, a bracketed conversion left out: "25 km (15 miles) off the coast"."""
    i = last.i + 1
    if i < len(doc) and doc[i].text == "(":
        i = next((t.i + 1 for t in doc[i : i + 8] if t.text == ")"), i)
    return doc[i] if i < len(doc) else None


def _dimension(doc: Doc, last: Token, unit: str) -> str | None:
    after = _behind(doc, last)
    if after is not None and after.lower_ in _DIMENSION_ADJECTIVES:
        return _DIMENSION_ADJECTIVES[after.lower_]
    if unit in _LENGTHS and after is not None and after.lower_ in _WAYS:
        return "distance"
    if unit in _TIMES:
        return "duration"
    return "speed" if unit in _SPEEDS else None
