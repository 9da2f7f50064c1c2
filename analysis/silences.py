"""Finds those who give no figure, or neither confirm nor deny: a parsed sentence goes in, ``Silence`` rows come out.

``silent`` knows the words, ``sources`` whose they are, ``actors`` for which party. No lexicon is read here. Knowingly
missed: a silence whose party stands in another sentence, unless a pronoun leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analysis.actors import party_of
from analysis.models import Article, Silence
from analysis.silent import find_silent
from analysis.sources import SourceFinder

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_silences(article: Article, finder: SourceFinder, sentence: int, docs: Mapping[int, Doc]) -> Iterator[Silence]:
    """The silences of one sentence of an article, in its order; ``docs`` are the article's parsed sentences."""
    span = finder.sentences[sentence]
    for found in find_silent(docs[sentence]):
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
