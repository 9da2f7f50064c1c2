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

from analysis.cues import Cue, find_cues, is_reporting, subject_cue
from analysis.lexicon import read_rows
from analysis.models import Amount, Source, Span
from analysis.naming import PRONOUNS, NameBook
from analysis.quotations import Quotation, Quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

# "MR. KIRBY: …", "SPOKESPERSON: …", "Q: …"; a name in ordinary letters counts where the article names it so
_LABEL_RE = re.compile(
    r"(?:[-•*–—]\s*)?[\"“]?(?P<label>[A-Z][\w.'’-]*(?:[ \t]+(?:[A-Z][\w.'’-]*|of|for|the|and|de)){0,6})(?:[ \t]*\([^)\n]{0,40}\))?:[ \t]+(?=\S)"
)
_FIRST_PERSON = {"i", "we"}
_LAST_COLON_RE = re.compile(r"[^.!?:]{3,}:\s+(?P<tail>(?:the\s+)?[A-Z][\w.'’ -]{2,60})$")
_NOT_SPEAKERS = {"UPDATE", "CORRECTION", "NOTE", "EDITOR'S NOTE", "ORIGINAL STORY", "BREAKING", "WATCH", "READ MORE", "PHOTO", "VIDEO", "RELATED"}  # fmt: skip
_FEW = 20


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
        self._paragraph_starts = [span.start for span in paragraphs]
        self.names = NameBook(text, sentences)
        self._labels = self._find_labels()
        self._label_paragraphs = sorted(self._labels)
        in_capitals = [number for number, (_, capitals) in self._labels.items() if capitals]
        self._is_transcript = len(in_capitals) >= 2 or 0 in in_capitals
        self._cues: dict[int, list[Cue]] = {}

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(bisect.bisect_right(self._sentence_starts, offset) - 1, 0)

    def _paragraph_at(self, offset: int) -> int:
        return max(bisect.bisect_right(self._paragraph_starts, offset) - 1, 0)

    def needed(self, amount: Amount) -> list[int]:
        """The sentences whose grammar decides an amount's source: its own, and those around its quotation."""
        own = self.sentence_at(amount.span.start)
        quotation = self.quotations.at(amount.span.start)
        if quotation is None:
            return [own]
        return [own, *(i for i in self._speaking_sentences(quotation) if i != own)]

    def _speaking_sentences(self, quotation: Quotation) -> list[int]:
        """Where a quotation's speaker may stand, the likeliest first: around its end, its start, its turn, nearby."""
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
        return places[:4]

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
            cues = self._in_sentence(own, docs[own], amount, quotation)
            stance = next((cue.stance for cue in cues if cue.stance != "states"), "states")
            if cues and cues[-1].named:
                return self._source(cues[-1], own, stance)
            cue = cues[-1] if cues else None
            if cue is not None and quotation is None:
                return self._source(cue, own, stance)
        if quotation is not None:
            for i in self._speaking_sentences(quotation):
                if i in docs:
                    cue = self._speaker(i, docs[i], quotation)
                    if cue is not None:
                        return self._source(cue, i, stance if stance != "states" else cue.stance, "quotation")
        return self._labelled(amount, stance) or self._after_colon(own)

    def inside_source(self, amount: Amount, docs: Mapping[int, Doc]) -> bool:
        """Whether a number only counts the speakers ("two officials said")."""
        own = self.sentence_at(amount.span.start)
        if own not in docs or amount.unit != "count" or amount.qualifier != "exact" or (amount.value or 99) > _FEW:
            return False
        doc, offset = docs[own], self.sentences[own].start
        piece = doc.char_span(amount.number.start - offset, amount.number.end - offset, alignment_mode="expand")
        if piece is None:
            return False
        speakers = {row["noun"] for row in read_rows("roles")} | {"people", "persons", "men", "women", "others"}
        if (
            piece[-1].head.dep_ == "nsubj"
            and piece[-1].head.lower_ in speakers
            and is_reporting(piece[-1].head.head.lower_)
        ):
            return True
        for cue in self._cues_of(own, doc):
            if piece[0].i in cue.speaker and cue.mention is not None and cue.row != "give":
                start, end = amount.number.start - offset, amount.number.end - offset
                if (
                    cue.mention.start <= start < cue.mention.end
                    and piece[-1].head.lower_ in speakers
                    and end <= cue.mention.end
                ):
                    return True
        return False

    def _cues_of(self, sentence: int, doc: Doc) -> list[Cue]:
        if sentence not in self._cues:
            self._cues[sentence] = find_cues(doc)
        return self._cues[sentence]

    def _in_sentence(self, own: int, doc: Doc, amount: Amount, quotation: Quotation | None) -> list[Cue]:
        """The cues whose content holds an amount, the one that decides last: the innermost that names somebody."""
        offset = self.sentences[own].start
        piece = doc.char_span(amount.number.start - offset, amount.number.end - offset, alignment_mode="expand")
        if piece is None:
            return []
        places = {token.i for token in piece}
        near = amount.number.start - offset
        holding = [
            cue
            for cue in self._cues_of(own, doc)
            if places & cue.content and not self._speaks_for_another(cue, offset, quotation)
        ]
        holding.sort(key=lambda cue: (-cue.rank, -len(cue.content), -abs(cue.words.start - near)))
        while len(holding) > 1 and holding[-2].named and self._stands_for_outer(holding[-1], holding[-2], offset):
            holding.insert(len(holding) - 2, holding.pop())
            break
        return holding

    def _stands_for_outer(self, inner: Cue, outer: Cue, offset: int) -> bool:
        """Whether an inner pronoun only repeats the outer speaker: "Hale said he wants four", not "she said he …"."""
        if inner.mention is None or outer.mention is None or outer.rank:
            return False
        words = [
            Span(cue.start + offset, cue.end + offset).of(self.text).lower() for cue in (inner.mention, outer.mention)
        ]
        return words[0] in PRONOUNS and words[1] not in PRONOUNS

    def _speaks_for_another(self, cue: Cue, offset: int, quotation: Quotation | None) -> bool:
        """A first person inside quotation marks ("we estimate 40") is whoever is quoted."""
        if cue.name is None and cue.mention is not None:
            words = cue.mention.of(self.text[offset:][: cue.mention.end]).lower()
            if words in _FIRST_PERSON or words in ("you", "one", "people", "our", "my", "us"):
                return True
            if (
                words in PRONOUNS
                and quotation is not None
                and self.quotations.at(offset + cue.words.start) is quotation
            ):
                return True
        return False

    def _speaker(self, sentence: int, doc: Doc, quotation: Quotation) -> Cue | None:
        """The cue outside quotation marks that stands nearest to a quotation."""
        offset = self.sentences[sentence].start
        best: tuple[int, int] | None = None
        chosen: Cue | None = None
        for cue in self._cues_of(sentence, doc):
            at = offset + cue.words.start
            if self.quotations.at(at) is not None or cue.mention is None:
                continue
            if self.quotations.at(offset + cue.mention.start) is not None:
                continue
            distance = at - quotation.span.end if at >= quotation.span.end else quotation.span.start - at
            key = (cue.row.startswith("noun "), abs(distance))
            if best is None or key < best:
                best, chosen = key, cue
        return chosen or self._beside(doc, offset, quotation)

    def _beside(self, doc: Doc, offset: int, quotation: Quotation) -> Cue | None:
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
            if cue.mention is None or self.quotations.at(offset + cue.words.start) is not None:
                continue
            first, last = offset + min(cue.mention.start, cue.words.start), offset + max(cue.mention.end, cue.words.end)
            before, after = self.text[max(0, first - 3) : first], self.text[last : last + 24]
            if any(mark in before for mark in '”"“') or re.match(r"[^.!?\n]{0,20}[:,]\s*[“\"]", after):
                return cue
        return None

    def _source(self, cue: Cue, sentence: int, stance: str, why: str = "") -> Source:
        offset = self.sentences[sentence].start
        words = Span(cue.words.start + offset, cue.words.end + offset)
        verb = words.of(self.text)
        if cue.mention is None:
            return Source(None, None, words, stance, (f"'{verb}' names nobody",))
        mention = Span(cue.mention.start + offset, cue.mention.end + offset)
        if not cue.named:
            return Source(None, mention, words, stance, (f"'{mention.of(self.text)}' names nobody",))
        named = Span(cue.name.start + offset, cue.name.end + offset) if cue.name else mention
        name = self.names.resolve(named.of(self.text), named.start)
        return Source(name, mention, words, stance, (f"'{verb}' ({cue.row}){' + ' + why if why else ''}",))

    def _find_labels(self) -> dict[int, tuple[Span, bool]]:
        """The speaker label that opens a paragraph: its span, and whether it is a transcript's (in capitals)."""
        labels: dict[int, tuple[Span, bool]] = {}
        known = {name.text for name in self.names.names if name.kind in ("person", "body")}
        for number, paragraph in enumerate(self.paragraphs):
            match = _LABEL_RE.match(self.text, paragraph.start, paragraph.end)
            if match is None:
                continue
            label = match.group("label")
            letters = re.sub(r"[^A-Za-z]", "", label)
            capitals = (len(letters) > 1 and letters.isupper()) or label in ("Q", "A")
            titled = re.sub(r"^(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep)\.?\s+", "", label)
            spoken = titled != label or label in known
            if (capitals or spoken) and label.upper() not in _NOT_SPEAKERS:
                labels[number] = (Span(match.start("label"), match.end("label")), capitals or titled != label)
        return labels

    def _labelled(self, amount: Amount, stance: str) -> Source | None:
        """The speaker whose label opens this paragraph, or an earlier one of the same turn of a transcript."""
        number = self._paragraph_at(amount.span.start)
        i = bisect.bisect_right(self._label_paragraphs, number) - 1
        if i < 0:
            return None
        span, capitals = self._labels[self._label_paragraphs[i]]
        same_turn = self._label_paragraphs[i] == number or (capitals and self._is_transcript)
        if not same_turn or span.end > amount.span.start:
            return None
        return Source(self._label_name(span), span, Span(span.end, span.end + 1), stance, ("speaker label",))

    def _label_name(self, span: Span) -> str:
        label = re.sub(r"^(?:MR|MRS|MS|DR|GEN|SEN|REP|Mr|Mrs|Ms|Dr|Gen|Sen|Rep)\.?\s+", "", span.of(self.text)).strip(
            " ."
        )
        titled = label.title() if label.isupper() else label
        full = self.names.fullest(titled)
        if full != titled:
            return full
        return next(
            (name.text for name in self.names.names if name.text.lower() == label.lower() and not name.text.isupper()),
            label,
        )

    def _after_colon(self, sentence: int) -> Source | None:
        """A headline that ends in its source: "Forty killed in raid: ministry"."""
        span = self.sentences[sentence]
        match = _LAST_COLON_RE.match(self.text[span.start : span.end]) if span.end - span.start < 160 else None
        if match is None or match.group("tail")[-1] in ".!?":
            return None
        tail = Span(span.start + match.start("tail"), span.start + match.end("tail"))
        if not any(tail.start <= name.span.start < tail.end for name in self.names.names):
            return None
        return Source(
            self.names.resolve(tail.of(self.text), tail.start),
            tail,
            Span(tail.start - 2, tail.start - 1),
            "states",
            ("headline colon",),
        )
