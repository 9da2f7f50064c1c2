"""When a source gave its figure: the sentence of its cue goes in, the words that say when come out, with their day.

"said on Friday", "in a report released on Friday", "On Friday, X said": what hangs on the saying, as ``dates`` takes
what hangs on the number. "Two days later" and "the same day" count from the day of the saying told before.
Vocabulary: ``sayings``. Knowingly missed: a day told a sentence before ("He spoke on Friday. He said 40 …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.phrases import tokens_of
from analysis.happenings.date_words import PAST, DatePhrase, count_of_days, day_named, is_bound
from analysis.happenings.event_clauses import foretells, is_verb, says, tense_of, top_of
from analysis.lexicon import read_rows
from analysis.models import Amount, Source, When
from analysis.vocabulary.reporting import is_document

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_NOMINAL = {
    "prep", "pobj", "npadvmod", "tmod", "nmod", "compound", "poss", "dobj", "agent", "advmod", "amod", "dep", "dative",
    "nummod", "appos", "pcomp", "attr", "punct",
}  # fmt: skip
# behind these something else is told than the saying: "said after the vote on Friday", "told of the vote on Friday"
_APART = {
    "about", "of", "after", "before", "since", "following", "against", "because", "despite", "than", "ahead", "over",
}  # fmt: skip
# what stands before its noun: "a Friday interview", "Friday's report"
_BEFORE_NOUN = {"poss", "compound", "amod", "nmod", "nummod"}
# "gave 40 dollars on Friday": the gift's day
_HANDED = {"gave", "give", "gives", "given", "giving", "offered", "ordered"}
_STEPS = 8
_FAR_BACK = 3  # sentences over which "two days later" counts
_SAME_DAY_RE = re.compile(r"(?:on\s+)?(?:the|that)\s+same\s+day|(?:on\s+)?that\s+day", re.IGNORECASE)
_LATER_RE = re.compile(r"(?P<count>[\da-z]+)\s+days?\s+(?P<way>earlier|later)", re.IGNORECASE)
_TIMES_RE = re.compile(
    r"(?:in\s+|over\s+|during\s+)?(?:the\s+)?(?:past|first|next|coming|following|preceding)\b"
    r"|(?:in|over|during)\s+(?:the\s+)?(?:last|previous|recent)\b|within\b|(?:just|only)?\s*later\b",
    re.IGNORECASE,
)
# "(14 December)" behind a figure of a list
_BRACKETS = {"(": ")", "[": "]"}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("sayings") if row["kind"] == kind)


@dataclass
class Sayings:
    """The days on which the sources of one article gave their figures, asked for in the text's order."""

    published: date | None
    _day: date | None = None
    _sentence: int = -_FAR_BACK - 1

    def of(
        self,
        doc: Doc,
        offset: int,
        phrases: Sequence[DatePhrase],
        amount: Amount,
        source: Source,
        when: When | None,
        sentence: int,
    ) -> When | None:
        """When an amount's source gave it; ``doc`` is the sentence of the source's cue, which starts at ``offset``.

        ``when`` is what tells of the amount's event, ``sentence`` the number of its sentence.
        """
        phrase = _phrase(doc, offset, phrases, amount, source, when)
        if phrase is None:
            return None
        words = " ".join(phrase.text.split())
        before = self._day if sentence - self._sentence <= _FAR_BACK else None
        day, rule = _from_saying(words, before), "from the saying before"
        if day is None:
            day, rule = day_named(words, self.published, PAST), "from publication"
            rule = "as written" if day is not None and day == day_named(words, None, PAST) else rule
        if day is not None:
            if self.published is not None and day > self.published:
                day = None
            else:
                self._day, self._sentence = day, sentence
        return When(words, day, (f"said when: '{words}'{f' → {day} ({rule})' if day else ''}",))


def _from_saying(words: str, before: date | None) -> date | None:
    """ "Two days later", counted from the day on which something was said before."""
    if before is None:
        return None
    if _SAME_DAY_RE.fullmatch(words):
        return before
    match = _LATER_RE.fullmatch(words)
    count = count_of_days(match["count"]) if match else 0
    if match is None or not count:
        return None
    try:
        return before + timedelta(days=count if match["way"].lower() == "later" else -count)
    except OverflowError:
        return None


def _phrase(
    doc: Doc, offset: int, phrases: Sequence[DatePhrase], amount: Amount, source: Source, when: When | None
) -> DatePhrase | None:
    """The date phrase of a saying; of several the one nearest to the cue."""
    cue = tokens_of(doc, source.cue.moved(-offset)) if source.cue else []
    mention = tokens_of(doc, source.mention.moved(-offset)) if source.mention else []
    number = tokens_of(doc, amount.number.moved(-offset))
    if not cue:
        return None
    saying = _Saying(doc, cue, mention, number)
    best: tuple[int, DatePhrase] | None = None
    for phrase in phrases:
        piece = doc.char_span(*phrase.span, alignment_mode="expand")
        top = None if piece is None else top_of(piece)
        if (
            piece is None
            or top is None
            or (is_bound(phrase.text) and not _is_dated(phrase.text, piece.start, top))
            or _TIMES_RE.match(phrase.text)
            or (when is not None and number and " ".join(phrase.text.split()) == when.text)
            or any(piece.start <= token.i < piece.end for token in number)
            or not saying.has(piece.start, piece.end, top)
        ):
            continue
        distance = min(abs(piece.start - cue[0].i), abs(piece.end - cue[0].i))
        if best is None or distance < best[0]:
            best = distance, phrase
    if best is None or (amount.earlier and saying.moves):
        return None  # "raised its estimate from 40": that was given before
    return best[1]


def _is_dated(words: str, start: int, top: Token) -> bool:
    """Whether "from March" tells of what time a document is: "a study from March"."""
    return words.lower().startswith(("from ", "of ")) and _is_telling(top.doc[start - 1] if start else top)


class _Saying:
    """One saying in a parsed sentence: its cue, who speaks, and what hangs on them."""

    def __init__(self, doc: Doc, cue: list[Token], mention: list[Token], number: list[Token]) -> None:
        self.doc = doc
        self.cue = cue[0]
        self.at = min(token.i for token in (*cue, *mention))
        self.mention = {token.i for token in mention}
        self.first, self.last = min(self.mention, default=0), max(self.mention, default=0)
        self.number = min((token.i for token in number), default=None)
        self.listed = not self.cue.text[0].isalpha()
        self.noun = self.cue.tag_.startswith("NN")
        self.anchors = {token.i for token in cue}
        # verbs whose time is the saying's, too: of another's deed before it ("On Friday shots fell and Hale said"), and
        # of the speaker's own ("Hale left on Friday, saying")
        self.leading: set[int] = set()
        self.own: set[int] = set()
        self.moves = False
        self._climb(top_of(mention))

    def _climb(self, speaker: Token | None) -> None:
        verb = self.cue
        if self.noun:
            while verb.dep_ in ("pobj", "prep", "compound", "conj") and verb.head != verb:
                verb = verb.head
            if verb.dep_ in ("dobj", *_SUBJECTS) and is_verb(verb.head):
                self.anchors.add(verb.head.i)
                self.moves = verb.dep_ == "dobj"
        for _ in range(_STEPS):
            if not is_verb(verb) or verb.head == verb or verb.dep_ not in ("conj", "advcl", "xcomp", "parataxis"):
                break
            if not is_verb(verb.head) or (verb.dep_ == "advcl" and verb.tag_ != "VBG"):
                break
            apart = any(child.dep_ in _SUBJECTS for child in verb.lefts)
            verb = verb.head
            (self.leading if apart else self.own).add(verb.i)
        # "the announcement made by the ministry, according to which 40 died"
        if speaker is not None and speaker.head.lower_ == "by" and speaker.head.head.lower_ in _words("release"):
            self.anchors.add(speaker.head.head.i)

    def has(self, start: int, end: int, top: Token) -> bool:
        """Whether a date phrase from one token up to another tells of the saying."""
        if self.listed:
            return self._listed(start, end)
        if self._is_apart(start):
            return False
        if tense_of(self.cue) == "future" and is_verb(self.cue):
            return False
        after_number = self.number is not None and start > self.number
        if after_number and self.cue.lower_ in _HANDED:
            return False
        if foretells(self.cue.lower_) and (start > self.cue.i or tense_of(self.cue) != "past" or after_number):
            return False
        if (start == self.first or end - 1 == self.last) and {start, end - 1} <= self.mention and is_verb(self.cue):
            return True  # "On 23 December President Hale said", where the parse makes the day part of the name
        if self.number is not None and after_number and self.cue.i < self.number and not self._holds_number():
            return False
        if not self._goes_on(end) and (
            (
                start == self.last + 1 and self.mention and not is_verb(self.cue) and not self.noun
            )  # "in a poll last week"
            or (
                (start == self.cue.i + 1 or (end == self.cue.i and not self._is_of_deed(start)))
                and says(self.cue.lower_)
            )
        ):
            return True
        return self._hangs(top, start)

    def _is_apart(self, start: int) -> bool:
        """Whether a phrase stands on the other side of the number than the saying, or behind its "that"."""
        if self.number is not None and self.cue.i > self.number:
            return start < self.at and not (self.number < start)
        return self.cue.i < start and any(
            token.lower_ == "that" and token.dep_ in ("mark", "dobj", "nsubj")
            for token in self.doc[self.cue.i + 1 : start]
        )

    def _is_of_deed(self, start: int) -> bool:
        """Whether a phrase stands behind another verb: "The man held on Friday said"."""
        return start > 0 and is_verb(self.doc[start - 1])

    def _goes_on(self, end: int) -> bool:
        """Whether a phrase is only the beginning of a longer one: "Friday's vote"."""
        return end < len(self.doc) and self.doc[end].tag_ in ("POS", "HYPH")

    def _holds_number(self) -> bool:
        """Whether the number is the cue's own object: "spoke of 40 on Friday", not "said 40 died on Friday"."""
        assert self.number is not None
        token = self.doc[self.number]
        for _ in range(_STEPS):
            if token.i in self.anchors:
                return True
            if token.head == token or is_verb(token):
                return False
            token = token.head
        return False

    def _hangs(self, token: Token, start: int) -> bool:
        """Whether a phrase hangs on the saying, by way of nouns that are its occasion or its document."""
        first = token
        for step in range(_STEPS):
            head = token.head
            if token.i in self.anchors:
                return True
            if token.i in self.own:
                return start < self.cue.i or says(token.lower_)
            if token.i in self.leading and is_verb(token):
                return start < self.at and not any(child.dep_ in _SUBJECTS and child.i < start for child in token.lefts)
            if head == token:
                return False
            if is_verb(token):
                if token.dep_ in ("acl", "relcl") and token.lower_ in _words("release"):
                    if not _is_telling(head):
                        return False
                elif not (token.dep_ == "advcl" and token.lower_ in _words("speech") and head.i in self.anchors):
                    return False
            elif token.dep_ in _SUBJECTS:
                if head.i not in self.anchors or not (_is_telling(token) or step <= 2):
                    return False
            elif token.dep_ not in _NOMINAL:
                return False
            elif token is first:
                if token.dep_ in _BEFORE_NOUN and not _is_telling(head):
                    return False
            elif token.dep_ == "prep" and token.lower_ in _APART:
                return False
            token = head
        return False

    def _listed(self, start: int, end: int) -> bool:
        """Whether a phrase stands where a list's dates stand: "Kyiv: 40 (14 March)", "Kyiv, on 14 March: 40"."""
        doc = self.doc
        closing = _BRACKETS.get(doc[start - 1].text if start else "")
        if closing is not None and end < len(doc) and doc[end].text == closing:
            return all(not token.is_alpha for token in doc[end:])
        if self.cue.text in _BRACKETS:
            return start > self.cue.i
        return False


def _is_telling(noun: Token) -> bool:
    """Whether a noun is an occasion or a document of saying: "interview", "report"."""
    return noun.lower_ in _words("occasion") or is_document(noun.lower_)
