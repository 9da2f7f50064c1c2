"""Chooses among candidate sources: a number, its parsed sentence and candidates go in, the best or none comes out.

A candidate's score is the sum of the weights of its features (``evidence``), from ``weights/sources.csv``; the best
candidate above nought is the source, and where none is the number is the outlet's own. The weights are learned by
``tests/training/fit_sources.py`` from annotated articles and rounded, so that they can be read.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.evidence import evidence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.candidates import Candidate
    from analysis.cues import Cue
    from analysis.models import Amount

_WEIGHTS = Path(__file__).parent / "weights" / "sources.csv"
# the name of the weight that every candidate has
EVERY = "every candidate"
_FIGURE_VERBS = {"give", "put"}
# plans and pledges that somebody else tells of are the teller's figures
_REPORTS = {"states", "estimates", "denies"}


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

    def features(self, candidate: Candidate) -> list[str]:
        """What speaks for and against a candidate (``evidence``)."""
        by_rule = candidate.cue is self.by_rule
        return evidence(self.doc, self.chain, self.amount, candidate, self.saying, by_rule)


def choose(question: Question) -> Candidate | None:
    """The candidate that vouches for a number; ``None`` where nobody does."""
    by_rule = next((c for c in question.candidates if c.cue is question.by_rule and c.cue.named), None)
    if by_rule is not None and _gives_figure(by_rule):
        return by_rule
    known = weights()
    best: Candidate | None = None
    highest = 0.0
    for candidate in question.candidates:
        if candidate.cue.named:
            score = known[EVERY] + sum(known.get(feature, 0.0) for feature in question.features(candidate))
            if score > highest:
                best, highest = candidate, score
    if by_rule is not None and best is not None and _relays(best, by_rule):
        return by_rule
    return best


def _gives_figure(candidate: Candidate) -> bool:
    """ "the ministry's estimate of 40", "the mayor gave 40": nothing else can be meant."""
    return candidate.kind == "noun" or candidate.cue.row in _FIGURE_VERBS


def _relays(outer: Candidate, inner: Candidate) -> bool:
    """Whether one cue hands on what another says: "Hale said the ministry reported 40" is the ministry's figure."""
    return inner.kind == outer.kind == "cue" and inner.cue.stance in _REPORTS and inner.cue.at in outer.scope
