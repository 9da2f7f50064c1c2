"""When and where: a parsed sentence goes in, and for each of its numbers the date and the place of what is counted.

It introduces the finders of dates and places to the clause of a number. What does not depend on the number (the date
phrases, the words that may lead a place in, the verbs of saying) is looked for once in a sentence.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from analysis.dates import find_when
from analysis.datewords import find_date_phrases
from analysis.event_clauses import Happening, Sentence
from analysis.models import Amount, Source, When, Where
from analysis.places import find_leads, find_where

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Happenings:
    """The dates and places of one parsed sentence, whose words are ``text``; it starts at ``offset`` in the article."""

    def __init__(self, doc: Doc, text: str, offset: int) -> None:
        self.sentence = Sentence(doc, offset)
        self.phrases = find_date_phrases(text)
        self.leads = find_leads(self.sentence.tokens)
        self.silent = not self.phrases and not self.leads and " where " not in text

    def of(self, amount: Amount, source: Source | None, published: date | None) -> tuple[When | None, Where | None]:
        """When and where what an amount counts happened, each ``None`` where its clause does not say."""
        if self.silent:
            return None, None
        happening = Happening(self.sentence, amount, source)
        return find_when(happening, self.phrases, published), find_where(happening, self.leads)
