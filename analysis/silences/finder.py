"""Finds those who give no figure, neither confirm nor deny, or deny what another reported.

A parsed sentence goes in, ``Silence`` rows come out. ``verbs``, ``nouns`` and ``denials`` know the words, ``sources``
whose they are, ``actors`` for which party. Vocabulary: ``silences``. Knowingly missed: silences in other words ("let
the figure pass"), and those of passives that name nobody ("the price was not disclosed").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analysis.models import Article, Silence
from analysis.silences.denials import STANCE, behind, denial
from analysis.silences.nouns import silent_noun
from analysis.silences.silent import Silent, belong_together, together
from analysis.silences.verbs import silent_verb
from analysis.silences.words import kinds_of, silence_words
from analysis.sources.finder import SourceFinder
from analysis.vocabulary.actors import party_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_silences(article: Article, finder: SourceFinder, sentence: int, docs: Mapping[int, Doc]) -> Iterator[Silence]:
    """The silences of one sentence of an article, in its order; ``docs`` are the article's parsed sentences."""
    span = finder.sentences[sentence]
    for silent in find_silent(docs[sentence]):
        found = behind(silent, docs.get(sentence - 1))
        if found is None:
            continue
        source = finder.of_cue(found.cue, sentence, docs) if found.cue is not None else None
        party = party_of(source, article.published)
        reasons = [f"silences: {found.row} → {found.stance}"]
        reasons += source.cues if source is not None else ("nobody named",)
        reasons += [party.rule] if party is not None else []
        yield Silence(
            article=article,
            span=found.words.moved(span.start),
            sentence=span,
            stance=found.stance,
            source=source.name if source else None,
            source_mention=source.mention if source else None,
            actor=party.name if party else None,
            about=found.about,
            reason=re.sub(r"\s+", " ", "; ".join(reasons)),
        )


def find_silent(doc: Doc) -> list[Silent]:
    """The silences of a parsed sentence, in order."""
    found: list[Silent] = []
    for silent in _each(doc):
        joined = found and silent.stance == found[-1].stance and belong_together(doc, found[-1], silent)
        if joined:
            found[-1] = together(doc, found[-1], silent)
        else:
            found.append(silent)
    halves = ("deny", "denial")  # of "neither confirmed nor denied", whose other half was not found
    return [silent for silent in found if silent.row not in halves or silent.stance == STANCE]


def _each(doc: Doc) -> Iterator[Silent]:
    for token in doc:
        row = silence_words().get(token.lower_)
        if row is None:
            continue
        if token.tag_.startswith("NN"):
            found = silent_noun(token, row) if "noun" in kinds_of(row) else None
        else:
            found = silent_verb(token, row) or denial(token, row)
        if found is not None:
            yield found
