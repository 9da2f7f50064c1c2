"""Chooses among candidate sources: a number, its parsed sentence and candidates go in, the best or none comes out.

A candidate's score is the sum of the weights of its features (``evidence``), from ``weights/sources.csv``; the best
candidate above nought is the source, and where none is the number is the outlet's own. The weights are learned by
``tests/training/fit_sources.py`` from annotated articles and rounded, so that they can be read.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.lexicon import read_words
from analysis.naming.roles import role_nouns
from analysis.sources.cues import IN_TURN
from analysis.sources.evidence import PARTING, QUOTES, evidence
from analysis.vocabulary.reporting import is_document, reporting_nouns, verb_kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.models import Amount
    from analysis.sources.candidates import Candidate
    from analysis.sources.cue import Cue

_WEIGHTS = Path(__file__).parents[1] / "weights" / "sources.csv"
# the name of the weight that every candidate has
EVERY = "every candidate"
# plans and pledges that somebody else tells of are the teller's figures
_REPORTS = {"states", "estimates", "denies"}
_PICTURES = {"footage", "imagery", "images", "photographs", "photos", "pictures", "video", "videos"}
_MADE_BY = {"by", "from", "taken", "released", "shot"}
# listeners that are no roles
_LISTENERS = {"fans", "followers", "listeners", "people", "readers", "viewers"}
_TIMES = {"minute", "hour", "day", "week", "month", "year", "decade", "century"}
_OVER_TIME = {"after", "during", "for", "in", "over", "throughout", "within"}
_OF_WHOM = {"of whom", "of which"}
# "on Monday in Elmford" behind the verb
_FEW_WORDS = 4
# ", fundraising documents show": words of the speaker that the parser may lose, with the comma
_LOST_WORDS = 3


@cache
def weights() -> dict[str, float]:
    """The learned weight of each feature.

    >>> weights()["cue says"] > 0 > weights()["every candidate"]
    True
    """
    with _WEIGHTS.open(encoding="utf-8", newline="") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


@dataclass(frozen=True)
class Question:
    """Whose number is it? A number outside quotation marks in its parsed sentence, which starts at ``offset``.

    ``by_rule`` is the cue that grammar alone would choose, which speaks for it.
    """

    doc: Doc
    number: Token
    amount: Amount
    candidates: Sequence[Candidate]
    by_rule: Cue | None
    offset: int

    @cached_property
    def chain(self) -> dict[int, Token]:
        """The number's word and all above it, by place, the nearest first."""
        return {token.i: token for token in (self.number, *self.number.ancestors)}

    @cached_property
    def saying(self) -> list[Candidate]:
        """The candidates whose cue says the number by the lexicons."""
        return [other for other in self.candidates if other.cue.named and self.number.i in other.cue.content]

    @cached_property
    def _nearer(self) -> dict[int, int]:
        """For the place of each cue above the number, how many such cues stand nearer."""
        above = {candidate.cue.at for candidate in self.candidates if candidate.cue.named}
        return {at: n for n, at in enumerate(at for at in self.chain if at in above)}

    @cached_property
    def _marks(self) -> list[int]:
        """The places of quotation marks."""
        return [token.i for token in self.doc if token.text in QUOTES]

    def features(self, candidate: Candidate) -> list[str]:
        """What speaks for and against a candidate (``evidence``)."""
        by_rule = candidate.cue is self.by_rule
        nearer = self._nearer.get(candidate.cue.at)
        return evidence(self.doc, self.chain, self.amount, candidate, self.saying, by_rule, nearer, self._marks)


def choose(question: Question, learned: Mapping[str, float] | None = None, bar: float = 0.0) -> Candidate | None:
    """The candidate that vouches for a number, by the ``learned`` weights or others; ``None`` where nobody does."""
    by_rule = next((c for c in question.candidates if c.cue is question.by_rule and c.cue.named), None)
    if by_rule is not None and _times_the_saying(question, by_rule):
        return None
    if by_rule is not None and (
        _gives_figure(question, by_rule) or _closes(question, by_rule) or _is_part(question, by_rule)
    ):
        return by_rule
    shower = None if by_rule is None else _who_shows(question, by_rule)
    if shower is not None:
        return shower
    known = weights() if learned is None else learned
    best: Candidate | None = None
    highest = bar
    for candidate in question.candidates:
        out = _is_parted(question, candidate) or _judges(question, candidate) or _addresses(question, candidate)
        out = out or _times_the_saying(question, candidate)
        if candidate.cue.named and not out:
            score = known[EVERY] + sum(known.get(feature, 0.0) for feature in question.features(candidate))
            if score > highest:
                best, highest = candidate, score
    if by_rule is not None and best is not None and _relays(question, best, by_rule):
        return by_rule
    if best is None and any(c.kind == "noun" and c.cue is not question.by_rule for c in question.saying):
        return by_rule  # "reported 18 deaths, which brought its toll to 40": two cues say it
    return best


def _who_shows(question: Question, pictures: Candidate) -> Candidate | None:
    """Who says what pictures of nobody show: "Aerial images showed 40 roofs gone, the mapping group said"."""
    doc, who = question.doc, question.doc[pictures.cue.who]
    theirs = any(c.dep_ == "poss" or c.tag_.startswith("NNP") or c.lower_ in _MADE_BY for c in who.children)
    if who.lower_ not in _PICTURES or theirs:
        return None
    others = (c for c in question.saying if c.kind == "cue" and pictures.cue.at in c.cue.content)
    return next((c for c in others if not is_document(doc[c.cue.who].lower_)), None)


def _gives_figure(question: Question, candidate: Candidate) -> bool:
    """ "The ministry's estimate of 40", "the mayor gave 40 dead": nothing else can be meant.

    "His plan to build 40" tells of a deed, and so does "the mayor gave $40".
    """
    cue = candidate.cue
    under = list(takewhile(lambda token: token.i != cue.at, question.chain.values()))
    if candidate.kind == "noun":
        return cue.stance != "plans" or [token.lower_ for token in under if token.dep_ != "pobj"][-1:] == ["of"]
    told = question.amount.unit == "count" or any(token.lower_ in reporting_nouns() for token in under)
    at = under[-1:] != [] and under[-1].lower_ == "at"  # "put the toll at 40", but "put 40 in the field"
    return cue.row == IN_TURN or (cue.row == "put" and at) or (cue.row == "give" and told)


def _closes(question: Question, candidate: Candidate) -> bool:
    """Whether a report ends its sentence behind a comma: "Forty died and ten were hurt, the Office said on Monday"."""
    doc, cue = question.doc, candidate.cue
    places = {cue.at, *cue.speaker}
    first = min(places)
    near = doc[max(first - _LOST_WORDS, 0) : first]
    parted = any(t.text in PARTING and question.number.i < t.i for t in near)
    return candidate.kind == "cue" and parted and sum(not t.is_punct for t in doc[max(places) + 1 :]) <= _FEW_WORDS


def _is_parted(question: Question, candidate: Candidate) -> bool:
    """Whether somebody begins to speak behind the semicolon that ends a number's clause: "40 left; Hale said that"."""
    if question.number.i > candidate.cue.at:
        return False
    first = min([candidate.cue.at, candidate.cue.who, *candidate.cue.speaker])
    return question.number.i < first and question.doc[first - 1].text == ";"


def _times_the_saying(question: Question, candidate: Candidate) -> bool:
    """Whether a time is that of the saying and not said: "for 60 years the Office denied it"."""
    at = candidate.cue.at
    if question.amount.unit not in _TIMES or question.number.i > at or at not in question.chain:
        return False
    *_, link = takewhile(lambda token: token.i != at, question.chain.values())
    return link.dep_ == "prep" and link.lower_ in _OVER_TIME


def _is_part(question: Question, candidate: Candidate) -> bool:
    """Whether a number is part of one that is said: "the Office said it treated 52 people, of whom seven died"."""
    doc, at = question.doc, question.number.i
    of_whom = next((i for i in (at - 2, at + 1) if i > candidate.cue.at and doc[i : i + 2].text in _OF_WHOM), None)
    wholes = [i for i in range(candidate.cue.at, of_whom or 0) if doc[i].tag_ == "CD"]
    return candidate.kind == "cue" and wholes != [] and set(wholes) <= candidate.cue.content


def _addresses(question: Question, candidate: Candidate) -> bool:
    """Whether a number only counts the listeners: "the mayor described it to dozens of reporters"."""
    under = list(takewhile(lambda token: token.i != candidate.cue.at, question.chain.values()))
    if candidate.kind not in ("cue", "verb") or not under or len(under) == len(question.chain):
        return False
    if under[-1].lower_ != "to":
        return False
    told = next((c for c in under[-1].rights if c.dep_ == "pobj"), None)
    heads = () if told is None else (told, *(c for of in told.rights if of.lower_ == "of" for c in of.rights))
    verbs = any(token.tag_.startswith("VB") for token in under)
    return not verbs and any(head.lower_ in role_nouns() or head.lower_ in _LISTENERS for head in heads)


def _judges(question: Question, candidate: Candidate) -> bool:
    """Whether a verb only judges a deed of which a clause tells: "the minister denounced the raid that killed 40"."""
    if "judgement" not in verb_kinds().get(question.doc[candidate.cue.at].lower_, ()):
        return False
    under = list(takewhile(lambda token: token.i != candidate.cue.at, question.chain.values()))
    if not under or len(under) == len(question.chain) or under[-1].dep_ not in ("dobj", "prep"):
        return False
    deed = next((token for token in under if token.tag_.startswith("VB")), None)
    harm = (
        deed is not None
        and deed.dep_ == "relcl"
        and deed.tag_ in ("VBD", "VBN")
        and (deed.lower_ in read_words("states") or deed.lower_ == "left")
    )
    return harm


def _relays(question: Question, outer: Candidate, inner: Candidate) -> bool:
    """Whether one cue hands on what another says: "Hale said the ministry reported 40" is the ministry's figure.

    "The Office said its staff counted 40" is the Office's.
    """
    verb = question.doc[inner.cue.at]
    if verb.tag_ == "VB" and verb.dep_ == "xcomp":  # "Hale said the ministry planned to admit 40"
        return False
    if "plan" in verb_kinds().get(verb.lower_, ()):  # "the ministry has agreed to take 40, Hale said"
        return False
    cues = inner.kind == outer.kind == "cue" and inner.cue.stance in _REPORTS and outer.spans(inner.cue.at)
    return cues and question.doc[min([inner.cue.who, *inner.cue.speaker])].tag_ not in ("PRP$", "PRP")
