"""Says whose number it is: the sentences of an article and an amount go in, a ``Source`` or ``None`` comes out.

``None`` is the outlet's own voice. Outside quotation marks the ``chooser`` picks among the candidates of the number's
own sentence; inside, it is whoever speaks the quotation, over sentences and paragraphs (``speakers``); then a speaker
label of a transcript. A number outside what is said stays the outlet's own. Knowingly missed: attributions
that run on without a mark ("The report, out on Monday, …. It …").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.grammar.quotations import Quotation, Quotations
from analysis.models import Amount, Source, Span
from analysis.naming.book import NameBook
from analysis.naming.roles import PRONOUNS, role_nouns
from analysis.sources.candidates import Candidate, find_candidates, nearest
from analysis.sources.chooser import Question, choose
from analysis.sources.cue import Cue
from analysis.sources.cues import find_cues
from analysis.sources.issuers import issuer_of
from analysis.sources.labels import Labels, source_after_colon, source_in_brackets
from analysis.sources.lists import lists, runs_on, shares_out
from analysis.sources.speakers import Speakers
from analysis.vocabulary.parties import body_kind
from analysis.vocabulary.reporting import is_document, is_reporting, reporting_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_FIRST_PERSON = {"i", "we", "you", "one", "people", "our", "my", "us"}
_VIEWS = {"belief", "guess", "hope", "look", "sense", "understanding", "view"}  # "our first look tells us"
# "an article of this newspaper": the outlet speaks of itself
_ITSELF_RE = re.compile(
    r"\bth(?:is|e\s+present)\s+(?:newspaper|paper|website|site|page|article|story|publication)\b", re.I
)
_NEAR = 60  # between a figure and the one that it moved from, in letters
_FEW = 20
# how little may speak for somebody who is quoted with a few words: few of them are nobody's
_HALF_QUOTED = -1.0
# "two officials said", "four people said"
_COMMON_SPEAKERS = {"people", "persons", "men", "women", "others"}


class SourceFinder:
    """The attributions of one article."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], sentences: Sequence[Span], quotations: Quotations
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.quotations = quotations
        self.speakers = Speakers(text, paragraphs, sentences, quotations)
        self.names = NameBook(text, sentences, quotations)
        self.labels = Labels(text, paragraphs, self.names)
        self._cues: dict[int, list[Cue]] = {}
        self._candidates: dict[int, list[Candidate]] = {}

    def needed(self, offset: int) -> list[int]:
        """The sentences whose grammar decides whose words stand at an offset: its own, those around its quotation."""
        own = self.speakers.sentence_at(offset)
        quotation = self.quotations.at(offset)
        if quotation is None:
            lead = self.speakers.lead_in(offset)
            return [own] if lead is None else [own, lead]
        return [own, *(i for i in self.speakers.sentences_of(quotation) if i != own)]

    def find(self, amount: Amount, docs: Mapping[int, Doc]) -> Source | None:
        """Who vouches for an amount; ``docs`` are the parsed sentences that ``needed`` asked for."""
        own = self.speakers.sentence_at(amount.span.start)
        quotation = self.quotations.at(amount.number.start)
        holding = self._holding(own, docs[own], amount) if own in docs else []
        stance = next((cue.stance for cue in holding if cue.stance != "states"), "states")
        inner = None
        if quotation is None:
            cue = self._chosen(own, docs[own], amount, holding) if own in docs else None
            if cue is not None:
                return self._source(cue, own, stance if cue in holding else cue.stance)
        else:
            for cue in reversed(self._in_order(own, holding, amount, quotation)):
                if cue.named and not self._is_quoted(cue, own, quotation):
                    return self._source(cue, own, stance)
                inner = inner or cue
        label = None
        if quotation is not None:
            label = self._half_quoted(own, docs, amount, quotation) or self._quoted_source(quotation, docs, stance)
        label = label or self.labels.source_of(amount.span.start, stance)
        if label is None and inner is not None and inner.named:
            return self._source(inner, own, stance)
        label = label or self._led_in(amount, docs, stance)
        sentence = self.sentences[own]
        return (
            label
            or source_after_colon(self.text, sentence, self.names)
            or source_in_brackets(self.text, sentence, amount.span.end, self.names)
        )

    def question(self, amount: Amount, docs: Mapping[int, Doc]) -> Question | None:
        """Whose number an amount is, as a question to the ``chooser``; ``None`` where quotation marks answer it."""
        own = self.speakers.sentence_at(amount.span.start)
        if own not in docs or self.quotations.at(amount.number.start) is not None:
            return None
        return self._ask(own, docs[own], amount, self._holding(own, docs[own], amount))

    def _ask(self, own: int, doc: Doc, amount: Amount, holding: list[Cue]) -> Question | None:
        """The question for an amount whose number ``holding`` cues say; ``None`` where the parse lost the number."""
        number = self._number_in(own, doc, amount)
        if number is None:
            return None
        if own not in self._candidates:
            self._candidates[own] = find_candidates(doc, self._cues_of(own, doc))
        ordered = self._in_order(own, holding, amount, None)
        by_rule = ordered[-1] if ordered else None
        asked = nearest(self._candidates[own], number.root.i)
        return Question(doc, number.root, amount, asked, by_rule, self.sentences[own].start)

    def _chosen(self, own: int, doc: Doc, amount: Amount, holding: list[Cue]) -> Cue | None:
        """The cue that vouches for an amount outside quotation marks, or one that names nobody."""
        question = self._ask(own, doc, amount, holding)
        if question is None:
            return None
        chosen = choose(question)
        cue = chosen.cue if chosen is not None else question.by_rule
        if cue is None or (chosen is None and cue.named):
            return None
        # "we" is a transcript's speaker, or nobody that the article names
        return None if self._speaks_for_another(cue, question.offset, None) else cue

    def _led_in(self, amount: Amount, docs: Mapping[int, Doc], stance: str) -> Source | None:
        """Whoever speaks before the colon that opens the number's paragraph or list: "The ministry said:"."""
        lead = self.speakers.lead_in(amount.span.start)
        if lead is None or lead not in docs:
            return None
        cue = self.speakers.leader(docs[lead])
        return None if cue is None else self._source(cue, lead, stance, "the colon before")

    def _quoted_source(self, quotation: Quotation, docs: Mapping[int, Doc], stance: str) -> Source | None:
        """Whoever speaks a quotation: the name before its colon, or the speaker around it."""
        first = next(iter(self.quotations.of_turn(quotation.turn)), quotation)
        label = self.labels.source_before(first.span, stance)
        if label is not None:
            return label
        for i in self.speakers.sentences_of(quotation):
            if i in docs:
                cue = self.speakers.speaker(i, docs[i], quotation, self._cues_of(i, docs[i]))
                if cue is not None:
                    return self._source(cue, i, stance if stance != "states" else cue.stance, "quotation")
        before = self.speakers.sentence_at(max(quotation.span.start - 2, 0))
        if before in docs and self.sentences[before].end <= quotation.span.start:
            cue = self.speakers.leader(docs[before])
            return None if cue is None else self._source(cue, before, stance, "quotation")
        return None

    def _half_quoted(self, own: int, docs: Mapping[int, Doc], amount: Amount, quotation: Quotation) -> Source | None:
        """Whoever uses the few words of a sentence that are quoted: "the mayor called it a “$40 million error”"."""
        start, end = self.sentences[own]
        before = self.text[start : quotation.span.start].rstrip()
        parted = before[-1:] in ("", ",", ":", ".") or self.text[quotation.span.end - 2] == ","
        if own not in docs or quotation.span.end > end or parted:
            return None
        question = self._ask(own, docs[own], amount, [])
        chosen = None if question is None else choose(question, None, _HALF_QUOTED)
        if chosen is None or self._is_quoted(chosen.cue, own, quotation):
            return None
        return self._source(chosen.cue, own, chosen.cue.stance)

    def _is_quoted(self, cue: Cue, own: int, quotation: Quotation) -> bool:
        """Whether a cue of the number's sentence stands inside the number's quotation, or its speaker in another."""
        start = self.sentences[own].start
        quoted = self.quotations.at(start + cue.words.start)
        return quoted is quotation or (quoted is None and self.quotations.at(start + cue.mention.start) is not None)

    def inside_source(self, amount: Amount, docs: Mapping[int, Doc]) -> bool:
        """Whether a number only counts the speakers ("two officials said")."""
        own = self.speakers.sentence_at(amount.span.start)
        if own not in docs or amount.unit != "count" or amount.qualifier != "exact" or (amount.value or 99) > _FEW:
            return False
        doc, number = docs[own], amount.number.moved(-self.sentences[own].start)
        piece = self._number_in(own, doc, amount)
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

    def goes_on(self, first: Amount, second: Amount, docs: Mapping[int, Doc]) -> bool:
        """Whether an amount has the source of the one before: in its list ("100 dead and 40 hurt"), or run on."""
        before, own = (self.speakers.sentence_at(amount.span.start) for amount in (first, second))
        if own == before:
            moved = second.earlier and second.span.start - first.span.end <= _NEAR  # "recorded 40, up from 30"
            return (
                moved
                or shares_out(self.text, first, second)
                or (own in docs and lists(self.text, docs[own], self.sentences[own].start, first, second))
            )
        quoted = self.quotations.at(second.number.start) is not None
        return own == before + 1 and not quoted and runs_on(self.text, self.sentences[before], self.sentences[own])

    def _cues_of(self, sentence: int, doc: Doc) -> list[Cue]:
        if sentence not in self._cues:
            start = self.sentences[sentence].start
            self._cues[sentence] = [cue for cue in find_cues(doc) if self._may_own(cue, doc[cue.who], start)]
        return self._cues[sentence]

    def _may_own(self, cue: Cue, who: Token, start: int) -> bool:
        """Whether a name before a noun is its owner, a body: "the WHO estimate", not "the GDP estimate"."""
        if not cue.row.startswith("noun ") or who.dep_ != "compound":
            return True
        at = start + who.idx
        names = [name for name in self.names.between(at - 40, at + 1) if name.span.end == at + len(who.text)]
        return any(body_kind(name.text) or self.names.fullest(name.text) != name.text for name in names)

    def _number_in(self, own: int, doc: Doc, amount: Amount) -> SpacySpan | None:
        """The words of an amount's number in its parsed sentence."""
        return doc.char_span(*amount.number.moved(-self.sentences[own].start), alignment_mode="expand")

    def _holding(self, own: int, doc: Doc, amount: Amount) -> list[Cue]:
        """The cues of a sentence whose content holds an amount."""
        number = self._number_in(own, doc, amount)
        if number is None:
            return []
        places = {token.i for token in number}
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
        first, last = (words.split() or [""])[0], (words.split() or [""])[-1]
        ours = first in ("our", "my") and (last in _VIEWS or last in reporting_nouns() or is_document(last))
        return words in _FIRST_PERSON or ours or (words in PRONOUNS and quoted)

    def of_cue(self, cue: Cue, sentence: int, docs: Mapping[int, Doc]) -> Source:
        """Who speaks, or is silent, in a cue of a sentence; "we" and "I" are whoever speaks there."""
        at = self.sentences[sentence].start + cue.words.start
        quotation = self.quotations.at(at)
        if self._speaks_for_another(cue, self.sentences[sentence].start, None):
            label = None if quotation is None else self._quoted_source(quotation, docs, cue.stance)
            label = label or self.labels.source_of(at, cue.stance)
            if label is not None:
                return label
        return self._source(cue, sentence, cue.stance)

    def _source(self, cue: Cue, sentence: int, stance: str, why: str = "") -> Source:
        """A cue's words as the article has them, its mention resolved to the fullest name."""
        offset = self.sentences[sentence].start
        words = cue.words.moved(offset)
        mention = cue.mention.moved(offset)
        if not cue.named:
            return Source(None, mention, words, stance, (f"'{mention.of(self.text)}' names nobody",))
        if _ITSELF_RE.search(mention.of(self.text)):
            return Source(None, mention, words, stance, (f"'{mention.of(self.text)}' is the outlet itself",))
        named = cue.name.moved(offset) if cue.name else mention
        if " " in mention.of(self.text) and not self.names.is_named(named):  # "the owner, a Democrat"
            named = mention
        name = issuer_of(self.text, mention, self.names) or self.names.resolve(named.of(self.text), named.start)
        rule = f"'{words.of(self.text)}' ({cue.row}){' + ' + why if why else ''}"
        called = self.names.called(name, mention.of(self.text)) if name else ()
        whole = cue.whole.moved(offset) if cue.whole else mention
        return Source(name, whole, words, stance, (rule,), called)
