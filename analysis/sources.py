"""Says whose number it is: the sentences of an article and an amount go in, a ``Source`` or ``None`` comes out.

``None`` is the outlet's own voice. A cue in the number's own sentence decides first, the innermost one; then, for
a number in quotation marks, whoever speaks before or after the quotation, over sentences and paragraphs; then a
speaker label of a transcript. A number outside what is said stays the outlet's own. Knowingly missed: attributions
that run on without a mark ("The report, out on Monday, …. It …").
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.cues import Cue, find_cues, subject_cue
from analysis.labels import Labels, source_after_colon
from analysis.lexicon import read_words
from analysis.models import Amount, Source, Span
from analysis.naming import NameBook
from analysis.quotations import Quotation, Quotations
from analysis.reporting import is_reporting
from analysis.roles import PRONOUNS, role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FIRST_PERSON = {"i", "we", "you", "one", "people", "our", "my", "us"}
_LIST_GAP = 60
# "…, 40", "… and 40", "… as well as 40"
_LIST_RE = re.compile(r"(?:,|\band\b|\bor\b|\bwell as\b|\bplus\b)\s+(?:the\s+|another\s+|of\s+)?$", re.IGNORECASE)
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_FEW = 20
_MOST_PLACES = 4  # sentences in which a quotation's speaker is looked for
# "two officials said", "four people said"
_COMMON_SPEAKERS = {"people", "persons", "men", "women", "others"}
_BEFORE_MARKS_RE = re.compile(r"[^.!?\n]{0,20}[:,]\s*[“\"]")


class SourceFinder:
    """The attributions of one article."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], sentences: Sequence[Span], quotations: Quotations
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.sentences = sentences
        self.quotations = quotations
        self._sentence_starts = [span.start for span in sentences]
        self.names = NameBook(text, sentences, quotations)
        self.labels = Labels(text, paragraphs, self.names)
        self._cues: dict[int, list[Cue]] = {}
        self._places: dict[Span, list[int]] = {}

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(bisect.bisect_right(self._sentence_starts, offset) - 1, 0)

    def needed(self, amount: Amount) -> list[int]:
        """The sentences whose grammar decides an amount's source: its own, and those around its quotation."""
        own = self.sentence_at(amount.span.start)
        quotation = self.quotations.at(amount.span.start)
        if quotation is None:
            return [own]
        return [own, *(i for i in self._speaking_sentences(quotation) if i != own)]

    def _speaking_sentences(self, quotation: Quotation) -> list[int]:
        """Where a quotation's speaker may stand, the likeliest first: around its end, its start, its turn, nearby."""
        if quotation.span not in self._places:
            self._places[quotation.span] = self._look_for_speakers(quotation)
        return self._places[quotation.span]

    def _look_for_speakers(self, quotation: Quotation) -> list[int]:
        places: list[int] = []

        def add(offset: int) -> None:
            i = self.sentence_at(offset)
            if 0 <= offset < len(self.text) and i not in places and self._speaks_outside(i):
                places.append(i)

        stretches = self.quotations.of_turn(quotation.turn)
        for stretch in [quotation, *reversed(stretches)]:
            add(stretch.span.end)
            add(stretch.span.end - 1)
            add(stretch.span.start)
            add(stretch.span.start - 2)
        paragraph = quotation.paragraph
        for other in sorted(
            self.quotations.of_paragraph(paragraph), key=lambda q: abs(q.span.start - quotation.span.start)
        ):
            add(other.span.end)
            add(other.span.end - 1)
            add(other.span.start)
        first = stretches[0].paragraph if stretches else paragraph
        if not places and first:
            before = self.paragraphs[first - 1]
            add(before.end - 1)
            for other in reversed(self.quotations.of_paragraph(first - 1)):
                add(other.span.end)
                add(other.span.end - 1)
                add(other.span.start)
        return places[:_MOST_PLACES]

    def _speaks_outside(self, sentence: int) -> bool:
        """Whether a sentence has words outside quotation marks that could name a speaker."""
        span = self.sentences[sentence]
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

    def find(self, amount: Amount, docs: Mapping[int, Doc]) -> Source | None:
        """Who vouches for an amount; ``docs`` are the parsed sentences that ``needed`` asked for."""
        own = self.sentence_at(amount.span.start)
        quotation = self.quotations.at(amount.number.start)
        stance = "states"
        if own in docs:
            holding = self._holding(own, docs[own], amount)
            stance = next((cue.stance for cue in holding if cue.stance != "states"), "states")
            cues = self._in_order(own, holding, amount, quotation)
            if cues and (cues[-1].named or quotation is None):
                return self._source(cues[-1], own, stance)
        if quotation is not None:
            for i in self._speaking_sentences(quotation):
                if i in docs:
                    cue = self._speaker(i, docs[i], quotation)
                    if cue is not None:
                        return self._source(cue, i, stance if stance != "states" else cue.stance, "quotation")
        label = self.labels.source_of(amount.span.start, stance)
        return label or source_after_colon(self.text, self.sentences[own], self.names)

    def inside_source(self, amount: Amount, docs: Mapping[int, Doc]) -> bool:
        """Whether a number only counts the speakers ("two officials said")."""
        own = self.sentence_at(amount.span.start)
        if own not in docs or amount.unit != "count" or amount.qualifier != "exact" or (amount.value or 99) > _FEW:
            return False
        doc, number = docs[own], amount.number.moved(-self.sentences[own].start)
        piece = doc.char_span(*number, alignment_mode="expand")
        if piece is None:
            return False
        head = piece[-1].head
        if head.lower_ not in _COMMON_SPEAKERS and head.lower_ not in role_nouns():
            return False
        if head.dep_ == "nsubj" and is_reporting(head.head.lower_):
            return True
        return any(
            piece[0].i in cue.speaker
            and cue.row != "give"
            and cue.mention.start <= number.start
            and number.end <= cue.mention.end
            for cue in self._cues_of(own, doc)
        )

    def lists(self, first: Amount, second: Amount, docs: Mapping[int, Doc]) -> bool:
        """Whether two amounts stand in one list, so that the second has the first's source: "100 dead and 40 hurt"."""
        own = self.sentence_at(first.span.start)
        if own != self.sentence_at(second.span.start) or own not in docs or first.span.end > second.span.start:
            return False
        gap = Span(first.span.end, second.span.start)
        between = gap.of(self.text)
        if len(between) > _LIST_GAP or not _LIST_RE.search(between):
            return False
        piece = docs[own].char_span(*gap.moved(-self.sentences[own].start), alignment_mode="contract")
        states = read_words("states")
        return not any(token.tag_ in _FINITE and token.lower_ not in states for token in piece or ())

    def _cues_of(self, sentence: int, doc: Doc) -> list[Cue]:
        if sentence not in self._cues:
            self._cues[sentence] = find_cues(doc)
        return self._cues[sentence]

    def _holding(self, own: int, doc: Doc, amount: Amount) -> list[Cue]:
        """The cues of a sentence whose content holds an amount."""
        piece = doc.char_span(*amount.number.moved(-self.sentences[own].start), alignment_mode="expand")
        if piece is None:
            return []
        places = {token.i for token in piece}
        return [cue for cue in self._cues_of(own, doc) if places & cue.content]

    def _in_order(self, own: int, cues: list[Cue], amount: Amount, quotation: Quotation | None) -> list[Cue]:
        """The cues that may give an amount its source, the one that decides last: the innermost that names somebody."""
        offset = self.sentences[own].start
        near = amount.number.start - offset
        holding = [cue for cue in cues if not self._speaks_for_another(cue, offset, quotation)]
        holding.sort(key=lambda cue: (-cue.rank, -len(cue.content), -abs(cue.words.start - near)))
        if len(holding) > 1 and holding[-2].named and self._stands_for_outer(holding[-1], holding[-2], offset):
            holding[-2], holding[-1] = holding[-1], holding[-2]
        return holding

    def _stands_for_outer(self, inner: Cue, outer: Cue, offset: int) -> bool:
        """Whether an inner pronoun only repeats the outer speaker: "Hale said he wants four", not "she said he …"."""
        if outer.rank:
            return False
        words = [span.moved(offset).of(self.text).lower() for span in (inner.mention, outer.mention)]
        return words[0] in PRONOUNS and words[1] not in PRONOUNS

    def _speaks_for_another(self, cue: Cue, offset: int, quotation: Quotation | None) -> bool:
        """A first person inside quotation marks ("we estimate 40") is whoever is quoted."""
        if cue.name is not None:
            return False
        words = cue.mention.moved(offset).of(self.text).lower()
        quoted = quotation is not None and self.quotations.at(offset + cue.words.start) is quotation
        return words in _FIRST_PERSON or (words in PRONOUNS and quoted)

    def _speaker(self, sentence: int, doc: Doc, quotation: Quotation) -> Cue | None:
        """The cue outside quotation marks that stands nearest to a quotation."""
        offset = self.sentences[sentence].start
        best: tuple[int, int] | None = None
        chosen: Cue | None = None
        for cue in self._cues_of(sentence, doc):
            at = offset + cue.words.start
            if any(self.quotations.at(place) is not None for place in (at, offset + cue.mention.start)):
                continue
            distance = at - quotation.span.end if at >= quotation.span.end else quotation.span.start - at
            key = (cue.row.startswith("noun "), abs(distance))
            if best is None or key < best:
                best, chosen = key, cue
        return chosen or self._beside(doc, offset) or self._leads_in(doc, sentence)

    def _leads_in(self, doc: Doc, sentence: int) -> Cue | None:
        """The subject of a sentence that ends in a colon: "Hale made the following remark:"."""
        if not self.sentences[sentence].of(self.text).endswith(":"):
            return None
        subject = next((t for t in doc if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
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
            if any(mark in before for mark in '”"“') or _BEFORE_MARKS_RE.match(after):
                return cue
        return None

    def _source(self, cue: Cue, sentence: int, stance: str, why: str = "") -> Source:
        """A cue's words as the article has them, its mention resolved to the fullest name."""
        offset = self.sentences[sentence].start
        words = cue.words.moved(offset)
        mention = cue.mention.moved(offset)
        if not cue.named:
            return Source(None, mention, words, stance, (f"'{mention.of(self.text)}' names nobody",))
        named = cue.name.moved(offset) if cue.name else mention
        name = self.names.resolve(named.of(self.text), named.start)
        rule = f"'{words.of(self.text)}' ({cue.row}){' + ' + why if why else ''}"
        called = self.names.called(name, mention.of(self.text)) if name else ()
        return Source(name, mention, words, stance, (rule,), called)
