"""Finds who speaks a quotation: a text and its sentences go in, the sentences to parse, then a cue come out.

A speaker stands before or after the marks, in the sentences around the quotation, around its other stretches or around
its neighbours. Vocabulary: ``roles`` and ``reporting_verbs``; beside the marks any verb will do. Knowingly missed:
speakers named a paragraph away and not beside a quotation.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.grammar.quotations import Quotation, Quotations
from analysis.models import Span
from analysis.sources.cue import Cue, can_act, make_cue, subject_cue
from analysis.sources.said import antecedent_of, speaker_of, stance_of
from analysis.vocabulary.reporting import may_speak, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MOST_PLACES = 4  # sentences in which a quotation's speaker is looked for
_NEAR_COLON = 7  # words
# a main clause, or one that the parser hangs on what is quoted
_MAIN = {"ROOT", "ccomp", "parataxis"}
# "- 40 tents", "• 40 tents", "2) 40 tents"
_ITEM_RE = re.compile(r"[-•*–—·▪]\s|\(?\d{1,2}[.)]\s")
_CLOSING = {"”", '"', "''"}
_NOMINAL = ("NN", "PRP", "DT", "JJ", "POS")
_LONGEST_SPEAKER = 6  # words
_BEFORE_MARKS_RE = re.compile(r"[^.!?\n]{0,20}[:,]\s*[“\"]")


class Speakers:
    """The speakers of one article's quotations."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], sentences: Sequence[Span], quotations: Quotations
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.sentences = sentences
        self.quotations = quotations
        self._sentence_starts = [span.start for span in sentences]
        self._paragraph_starts = [span.start for span in paragraphs]
        self._places: dict[Span, list[int]] = {}
        self._of_turn: dict[int, list[int]] = {}
        self._useful: dict[int, list[Quotation]] = {}
        self._outside: dict[int, bool] = {}

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(bisect.bisect_right(self._sentence_starts, offset) - 1, 0)

    def lead_in(self, offset: int) -> int | None:
        """The sentence whose colon opens the paragraph of an offset, or the list of items that it belongs to."""
        i = self._list_starts[max(bisect.bisect_right(self._paragraph_starts, offset) - 1, 0)]
        before = self.paragraphs[i - 1].end - 1 if i > 0 else -1
        return self.sentence_at(before) if before >= 0 and self.text[before] == ":" else None

    @cached_property
    def _list_starts(self) -> list[int]:
        """For each paragraph the first item of its list; itself where it is no item."""
        starts: list[int] = []
        listed = False
        for i, paragraph in enumerate(self.paragraphs):
            item = _ITEM_RE.match(self.text, paragraph.start) is not None
            starts.append(starts[-1] if item and listed else i)
            listed = item
        return starts

    def leader(self, doc: Doc) -> Cue | None:
        """Who speaks in a sentence that ends in a colon: whoever reports at its end ("Hale put it this way:")."""
        for verb in reversed(doc[-_NEAR_COLON:]):
            row = reporting_verbs().get(verb.lower_)
            if row is None or not verb.tag_.startswith("VB"):
                continue
            subject = speaker_of(verb)
            if subject is not None and can_act(subject) and may_speak(antecedent_of(subject)):
                return make_cue([verb], subject, stance_of(verb, row) or "states", frozenset(), row["verb"])
        return None

    def sentences_of(self, quotation: Quotation) -> list[int]:
        """Where a quotation's speaker may stand, the likeliest first: around its end, its start, its turn, nearby."""
        if quotation.span not in self._places:
            self._places[quotation.span] = self._look(quotation)
        return self._places[quotation.span]

    def _look(self, quotation: Quotation) -> list[int]:
        stretches = self.quotations.of_turn(quotation.turn)
        if quotation.turn not in self._of_turn:
            self._of_turn[quotation.turn] = self._first(self._ends, reversed(stretches))
        led = self._speaking(*self._colon_before(stretches[0] if stretches else quotation))
        places = [*dict.fromkeys([*led, *self._ends(quotation), *self._of_turn[quotation.turn]])]
        paragraph = quotation.paragraph
        if len(places) < _MOST_PLACES:
            places = self._first(self._around, self._nearest(quotation), places)
        first = stretches[0].paragraph if stretches else paragraph
        if not places and first:
            places = self._speaking(self.paragraphs[first - 1].end - 1)
            places = self._first(self._around, reversed(self._useful_in(first - 1)), places)
        return places[:_MOST_PLACES]

    def _colon_before(self, quotation: Quotation) -> list[int]:
        """Where the colon stands that leads into a quotation, in its paragraph or at the end of the one before."""
        start = quotation.span.start
        at = start - 1
        while at >= 0 and self.text[at].isspace():
            at -= 1
        return [at] if at >= 0 and self.text[at] == ":" else []

    def _first(
        self, look: Callable[[Quotation], list[int]], where: Iterable[Quotation], found: Sequence[int] = ()
    ) -> list[int]:
        """The sentences found so far and those that quotations lead to, until there are enough."""
        places = dict.fromkeys(found)
        for quotation in where:
            places.update(dict.fromkeys(look(quotation)))
            if len(places) >= _MOST_PLACES:
                break
        return list(places)

    def _ends(self, quotation: Quotation) -> list[int]:
        """The sentences of a stretch in which its speaker may stand: those of its end, then of its start."""
        start, end = quotation.span
        return self._speaking(end, end - 1, self._behind(quotation), start, start - 2)

    def _around(self, quotation: Quotation) -> list[int]:
        """The sentences of a quotation in which a neighbour's speaker may stand."""
        return self._speaking(quotation.span.end, quotation.span.end - 1, quotation.span.start)

    def _speaking(self, *offsets: int) -> list[int]:
        """The sentences of some offsets that have words of their own."""
        found = dict.fromkeys(self.sentence_at(offset) for offset in offsets if 0 <= offset < len(self.text))
        return [i for i in found if self._speaks_outside(i)]

    def _useful_in(self, paragraph: int) -> list[Quotation]:
        """The quotations of a paragraph beside which anybody can speak."""
        if paragraph not in self._useful:
            self._useful[paragraph] = [q for q in self.quotations.of_paragraph(paragraph) if self._around(q)]
        return self._useful[paragraph]

    def _nearest(self, quotation: Quotation) -> Iterator[Quotation]:
        """The quotations of the same paragraph that lead to a sentence, the nearest first."""
        useful, at = self._useful_in(quotation.paragraph), quotation.span.start
        after = bisect.bisect_left(useful, at, key=lambda q: q.span.start)
        before = after - 1
        while before >= 0 or after < len(useful):
            left = at - useful[before].span.start if before >= 0 else None
            right = useful[after].span.start - at if after < len(useful) else None
            if right is None or (left is not None and left <= right):
                yield useful[before]
                before -= 1
            else:
                yield useful[after]
                after += 1

    def _behind(self, quotation: Quotation) -> int:
        """Where the words behind a quotation begin in its paragraph: '"…!" Hale said.'"""
        end = self.paragraphs[quotation.paragraph].end
        return next((at for at in range(quotation.span.end, end) if not self.text[at].isspace()), quotation.span.end)

    def _speaks_outside(self, sentence: int) -> bool:
        """Whether a sentence has words outside quotation marks that could name a speaker."""
        if sentence not in self._outside:
            self._outside[sentence] = self._has_words(self.sentences[sentence])
        return self._outside[sentence]

    def _has_words(self, span: Span) -> bool:
        outside, at = 0, span.start
        while at < span.end:
            quotation = self.quotations.at(at)
            if quotation is None:
                outside += self.text[at].isalpha()
                if outside > 3:
                    return True
                at += 1
            else:
                at = quotation.span.end
        return False

    def speaker(self, sentence: int, doc: Doc, quotation: Quotation, cues: Sequence[Cue]) -> Cue | None:
        """The cue outside quotation marks that stands nearest to a quotation."""
        offset = self.sentences[sentence].start
        best: tuple[int, int] | None = None
        chosen: Cue | None = None
        for cue in cues:
            at = offset + cue.words.start
            if not cue.named or any(
                self.quotations.at(place) is not None for place in (at, offset + cue.mention.start)
            ):
                continue
            distance = at - quotation.span.end if at >= quotation.span.end else quotation.span.start - at
            key = (cue.row.startswith("noun "), abs(distance))
            if best is None or key < best:
                best, chosen = key, cue
        right_behind = None if chosen is not None else self._right_behind(doc, offset)
        return chosen or right_behind or self._beside(doc, offset) or self._leads_in(doc, sentence, quotation)

    def _right_behind(self, doc: Doc, offset: int) -> Cue | None:
        """Who speaks by the words right behind closing marks, where the parse does not tell: '“…,” said Hale, who'."""
        for mark in doc[:-1]:
            if mark.text not in _CLOSING or self.quotations.at(offset + mark.nbor(1).idx) is not None:
                continue
            first = mark.i + 1
            behind = doc[first : first + _LONGEST_SPEAKER]
            verb = next((t for t in behind if t.lower_ in reporting_verbs()), None)
            if verb is None:
                continue
            nouns = doc[first : verb.i] if verb.i > first else [*takewhile(_names, doc[verb.i + 1 :])]
            if len(nouns) and all(_names(t) for t in nouns) and (may_speak(nouns[-1]) or nouns[-1].is_title):
                return make_cue([verb], nouns[-1], "states", frozenset(), reporting_verbs()[verb.lower_]["verb"])
        return None

    def _leads_in(self, doc: Doc, sentence: int, quotation: Quotation) -> Cue | None:
        """The subject of the words that a colon ends: "Hale made the following remark:", "a sign that read: “…”"."""
        span = self.sentences[sentence]
        first = next(iter(self.quotations.of_turn(quotation.turn)), quotation)
        colon = next((at - span.start for at in self._colon_before(first) if span.start <= at < span.end), None)
        if colon is None and span.of(self.text).endswith(":"):
            colon = span.end - span.start - 1
        if colon is None:
            return None
        before = [t for t in doc if t.idx < colon]
        if before and before[-1].tag_ in ("VBZ", "VBD") and (subject := speaker_of(before[-1])) and can_act(subject):
            return subject_cue(subject)
        subject = next((t for t in before if t.dep_ == "nsubj" and may_speak(t) and t.head.dep_ in _MAIN), None)
        return None if subject is None else subject_cue(subject)

    def _beside(self, doc: Doc, offset: int) -> Cue | None:
        """A speaker whose verb is in no lexicon: '“…,” the mayor went on': subject and verb right beside the marks."""
        for token in doc:
            at = offset + token.idx
            if (
                token.dep_ not in ("nsubj", "nsubjpass")
                or self.quotations.at(at) is not None
                or not token.head.tag_.startswith("VB")
            ):
                continue
            cue = subject_cue(token)
            if self.quotations.at(offset + cue.words.start) is not None:
                continue
            first, last = offset + min(cue.mention.start, cue.words.start), offset + max(cue.mention.end, cue.words.end)
            before, after = self.text[max(0, first - 3) : first], self.text[last : last + 24]
            leads_in = _BEFORE_MARKS_RE.match(after) is not None and may_speak(antecedent_of(token))
            if leads_in or (any(mark in before for mark in '”"“') and not any(t.tag_ == "CD" for t in token.lefts)):
                return cue
        return None


def _names(token: Token) -> bool:
    """Whether a word may belong to a speaker's name or role."""
    return token.tag_.startswith(_NOMINAL) or token.is_title
