"""One attribution and what it is made of: tokens of a parse go in, a ``Cue`` comes out.

Whoever does a verb, and whether anybody can, is told here too, for all rooms that make cues. Vocabulary: none but
``reporting``'s days and months. Knowingly missed: sources of more than one mention ("Hale and, later, the ministry").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.models import Span
from analysis.sources.mentions import mention_tokens, span_of, told_apart
from analysis.sources.said import antecedent_of, is_relative, words_of
from analysis.vocabulary.reporting import DATE_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_SPEAKER = {
    "there", "this", "these", "those", "what", "nobody", "none", "one", "some", "many", "such", "that", "percent", "%",
    "’s", "'s", "us",
}  # fmt: skip


@dataclass(frozen=True)
class Cue:
    """One attribution inside a sentence: the source's words, and the tokens of what is said.

    ``name`` is set where an apposition gives the mention its name; ``rank`` orders kinds of cues that claim the same
    number: 0 a verb or a name, 1 "citing", 2 a passive that names nobody. ``at`` and ``who`` are the places of the cue
    word and of the mention's noun. ``whole`` is the mention with all that tells it apart ("the records kept by the
    port").
    """

    words: Span
    mention: Span
    name: Span | None
    stance: str
    content: frozenset[int]
    speaker: frozenset[int]
    row: str
    at: int
    who: int
    rank: int = 0
    whole: Span | None = None

    @property
    def named(self) -> bool:
        """Whether the cue names anybody at all."""
        return self.rank < 2


def subject_cue(subject: Token) -> Cue:
    """The cue that a subject and its verb make beside a quotation, whatever the verb."""
    verb = subject.head
    return make_cue([verb], subject, "states", frozenset(), f"beside the quotation: {verb.lower_}")


def make_cue(words: list[Token], head: Token, stance: str, content: frozenset[int], row: str) -> Cue:
    """The cue of a source whose noun, or the relative pronoun for it, is known."""
    who = antecedent_of(head)
    speaker = frozenset(words_of(who, words[0]))
    appos = next((c for c in who.rights if c.dep_ == "appos" and c.tag_.startswith("NNP")), None)
    name = None
    if appos is not None and not who.tag_.startswith("NNP"):
        name = span_of(mention_tokens(appos))
    elif who != head:
        name = span_of(mention_tokens(who))
    rank = 1 if row in ("citing", "quoting") else 0
    mention = span_of(mention_tokens(head))
    whole = span_of(told_apart(head, words[0]))
    return Cue(span_of(words), mention, name, stance, content - speaker, speaker, row, words[0].i, who.i, rank, whole)


def is_passive(verb: Token) -> bool:
    """ "it was reported", and "as reported by the ministry"."""
    kinds = {c.dep_ for c in verb.children}
    return not kinds.isdisjoint(("auxpass", "nsubjpass")) or (
        verb.tag_ == "VBN" and "agent" in kinds and "nsubj" not in kinds
    )


def can_act(subject: Token) -> bool:
    """Whether a subject is somebody or something at all: not "there", "what" or a bare number."""
    who = antecedent_of(subject)
    return (
        who.lower_ not in _NO_SPEAKER
        and who.tag_ not in ("WP", "WDT", "EX", "CD")
        and (who != subject or not is_relative(subject))
    )


def agent_of(verb: Token) -> Token | None:
    """Whoever does what a passive says: "reported by the ministry", not "by Friday"."""
    return next((p for c in verb.children if c.dep_ == "agent" for p in c.children if _is_agent(p)), None)


def _is_agent(token: Token) -> bool:
    return token.dep_ == "pobj" and token.lower_ not in DATE_WORDS and token.tag_ != "CD"
