"""Finds everybody in a parsed sentence who might vouch for a number: a parse goes in, candidates come out.

The cues of the lexicons come first (``cues``); then verbs of no lexicon with somebody who does them ("boasted of
40"), and documents that a clause leans on ("in a poll"). Which of them, if any, a number belongs to is decided by
``chooser``. Vocabulary: ``reporting_verbs``, ``documents``. Knowingly missed: sources without a verb,
a document or a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.sources.cue import Cue, agent_of, can_act, is_passive, make_cue
from analysis.sources.said import speaker_of, stance_of
from analysis.vocabulary.reporting import is_document, reporting_nouns, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MOST = 10  # hardly any sentence has more
_DOCUMENT_PREPOSITIONS = {"in", "by", "from", "per", "under"}


@dataclass(frozen=True)
class Candidate:
    """A cue of some kind; all that stands below its ``top`` might be said."""

    cue: Cue
    kind: str
    top: Token

    def spans(self, place: int) -> bool:
        """Whether the token at a place stands below the cue and is none of the speaker's words."""
        if place in self.cue.speaker:
            return False
        token = self.top.doc[place]
        return place == self.top.i or self.top.is_ancestor(token)


def find_candidates(doc: Doc, cues: Sequence[Cue]) -> list[Candidate]:
    """Every candidate source of a parsed sentence: its ``cues`` (``find_cues``), then the others, left to right."""
    found: list[Candidate] = []
    taken: set[int] = set()
    for cue in cues:
        found.append(Candidate(cue, _kind(cue), doc[cue.at]))
        if cue.named:
            taken.add(cue.at)
    for token in doc:
        if token.i in taken:
            continue
        other: Cue | None = None
        kind = "verb"
        if token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
            other = _any_verb(token)
        elif token.dep_ == "prep" and token.lower_ in _DOCUMENT_PREPOSITIONS:
            other, kind = _document(token), "document"
        if other is not None:
            found.append(Candidate(other, kind, token if kind == "verb" else token.head))
    return found


def nearest(candidates: list[Candidate], place: int) -> list[Candidate]:
    """The candidates that are asked for a number at a place: all, or in a sentence of very many the nearest."""
    if len(candidates) <= _MOST:
        return candidates
    furthest = sorted(abs(candidate.cue.at - place) for candidate in candidates)[_MOST - 1]
    return [candidate for candidate in candidates if abs(candidate.cue.at - place) <= furthest]


def _kind(cue: Cue) -> str:
    head = "according" if cue.row.startswith("as ") else cue.row.split(" ")[0]
    return head if head in ("noun", "passive", "according", "citing", "quoting") else "cue"


def _any_verb(verb: Token) -> Cue | None:
    row = reporting_verbs().get(verb.lower_)
    if row is not None and stance_of(verb, row) is None:
        return None  # "did not say"
    subject = agent_of(verb) if is_passive(verb) else speaker_of(verb)
    if subject is None or not can_act(subject):
        return None
    return make_cue([verb], subject, "states", frozenset(), f"verb {verb.lower_}")


def _document(prep: Token) -> Cue | None:
    target = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if target is None or not is_document(target.lower_):
        return None
    if (
        prep.lower_ == "under" and reporting_nouns().get(target.lower_, {}).get("stance") == "plans"
    ):  # a deed, as under a deal
        return None
    return make_cue([prep], target, "states", frozenset(), f"{prep.lower_} {target.lower_}")
