"""Denials of what somebody else reported: a verb of a parse goes in, the denial that it makes comes out, or ``None``.

"It was reported that 40 died, but this report was denied by the army": the figure stays whose it is, and the army is
told as denying it. A denial that tells the figure itself ("denied that 40 died") is a claim, and none of these.
Vocabulary: ``silences`` (kind "rejecting"), ``reporting_nouns``. Knowingly missed: "denied it", "called it a lie".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.silences.silent import Silent
from analysis.silences.words import BACK, is_kind
from analysis.sources.cue import agent_of, can_act, make_cue
from analysis.sources.mentions import span_of
from analysis.sources.said import antecedent_of, speaker_of
from analysis.vocabulary.reporting import may_speak, reporting_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STANCE = "denies"
_LONGEST = 200  # letters of what is denied
_MORE = ("prep", "relcl", "acl", "appos")  # "the report of 40 dead": it says itself what is denied


def denial(verb: Token, row: dict[str, str]) -> Silent | None:
    """The denial of a report told before; ``about`` is what stands before it in the sentence, if a figure does."""
    if not is_kind(verb.lower_, "rejecting") or not verb.tag_.startswith("VB"):
        return None
    thing = next((c for c in verb.children if c.dep_ in ("nsubjpass", "dobj")), None)
    if thing is None or any(c.dep_ == "neg" for c in verb.children) or not _points_back(thing):
        return None
    who = agent_of(verb) if thing.dep_ == "nsubjpass" else speaker_of(verb)
    if who is None or not can_act(who) or not may_speak(antecedent_of(who)):
        return None
    tokens = sorted((verb, thing), key=lambda token: token.i)
    cue = make_cue(tokens, who, STANCE, frozenset(), row["word"])
    first = min(verb.i, thing.left_edge.i, who.left_edge.i)
    words = span_of([tokens[0].doc[min(verb.i, thing.left_edge.i)], tokens[-1]])
    return Silent(words, tuple(t.i for t in tokens), cue, figure_told(verb.doc, first), STANCE, row["word"])


def behind(found: Silent, before: Doc | None) -> Silent | None:
    """A denial with what it denies: in its own sentence, or in the one before; ``None`` where no figure was told."""
    if found.stance != STANCE or found.about is not None:
        return found
    about = figure_told(before, len(before)) if before is not None else None
    return replace(found, about=about) if about is not None else None


def figure_told(doc: Doc, end: int) -> str | None:
    """The words of a sentence up to a place, if a number stands there."""
    words = doc[:end]
    while len(words) and (words[-1].is_punct or words[-1].tag_ == "CC" or words[-1].is_space):
        words = words[:-1]
    return " ".join(words.text.split())[:_LONGEST] if any(token.tag_ == "CD" for token in words) else None


def _points_back(thing: Token) -> bool:
    """Whether a noun means a report told before: "this report", "the claims", and says no more of it."""
    definite = any(c.lower_ in BACK for c in thing.lefts)
    return definite and thing.lower_ in reporting_nouns() and not any(c.dep_ in _MORE for c in thing.rights)
