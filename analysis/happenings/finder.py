"""When and where: a parsed sentence goes in, and for each of its numbers the date and the place of what is counted.

It introduces the finders of dates and places to the clause of a number, and that of sayings to the sentence of a cue.
What does not depend on the number (the date phrases, the words that may lead a place in, the verbs of saying) is looked
for once in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from analysis.happenings.date_words import DatePhrase, find_date_phrases
from analysis.happenings.dates import find_when
from analysis.happenings.event_clauses import Happening, Sentence
from analysis.happenings.places import find_leads, find_where
from analysis.happenings.sayings import Sayings
from analysis.models import Amount, Article, Source, Span, When, Where

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Happenings:
    """The dates and places of one parsed sentence with the words ``text``, from ``offset`` on, and its date phrases."""

    def __init__(self, doc: Doc, text: str, offset: int, phrases: list[DatePhrase]) -> None:
        self.sentence = Sentence(doc, offset)
        self.phrases = phrases
        self.leads = find_leads(self.sentence.tokens)
        self.silent = not self.phrases and not self.leads and " where " not in text

    def of(self, amount: Amount, source: Source | None, published: date | None) -> tuple[When | None, Where | None]:
        """When and where what an amount counts happened, each ``None`` where its clause does not say."""
        if self.silent:
            return None, None
        happening = Happening(self.sentence, amount, source)
        return find_when(happening, self.phrases, published), find_where(happening, self.leads)


class Told:
    """When the sources of one article gave their figures; ``docs`` are its parsed sentences, which ``spans`` hold."""

    def __init__(self, article: Article, spans: Sequence[Span], docs: Mapping[int, Doc]) -> None:
        self.text = article.text
        self.spans = spans
        self.docs = docs
        self._sayings = Sayings(article.published)
        self._phrases: dict[int, list[DatePhrase]] = {}

    def phrases_of(self, sentence: int) -> list[DatePhrase]:
        """The date phrases of a sentence, by its number."""
        if sentence not in self._phrases:
            self._phrases[sentence] = find_date_phrases(self.spans[sentence].of(self.text))
        return self._phrases[sentence]

    def of(self, amount: Amount, sentence: int, source: Source | None, when: When | None, cued: int) -> When | None:
        """When an amount's source gave it, which is told in the sentence ``cued`` of its cue; ``None``: not told.

        ``when`` is what tells of the event that the amount of ``sentence`` counts, and so of no saying.
        """
        if source is None or cued not in self.docs:
            return None
        phrases = self.phrases_of(cued)
        if not phrases:
            return None
        own = when if cued == sentence else None
        return self._sayings.of(self.docs[cued], self.spans[cued].start, phrases, amount, source, own, sentence)
