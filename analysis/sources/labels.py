"""Sources that punctuation names: an article's paragraphs and names go in, the label that covers a place comes out.

"MR. KIRBY: …" opens a turn of a transcript, "Forty killed in raid: ministry" ends a headline in its source.
Vocabulary: ``headings``; the honorifics of labels are here. Knowingly missed: labels on a line of their
own, a dash for the colon ("KIRBY – …").
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import dropwhile
from typing import NamedTuple

from analysis.lexicon import MONTHS, read_words
from analysis.models import Source, Span
from analysis.naming.book import NameBook
from analysis.naming.kinds import is_title, kind_of
from analysis.naming.roles import is_persons, role_nouns
from analysis.naming.words import Name, without_the
from analysis.vocabulary.parties import body_kind, country_named

# "MR. KIRBY: …", "– Alex Example (on the phone): …", "Q: …", "ALEX EXAMPLE, HARBOUR NEWS: …"
_LABEL_RE = re.compile(
    r"""
    (?: [-•*–—]\s* )? [\"“]?
    (?P<label> [A-Z][\w.'’-]* (?: [ \t]+ (?: [A-Z][\w.'’-]* | of|for|the|and|de ) ){0,6} )
    (?P<what> , [ \t]+ [A-Za-z][\w .,'’&/-]{1,60} )?   # "(ALEX EXAMPLE), HARBOUR NEWS", only behind capitals
    (?: [ \t]* \( [^)\n]{0,40} \) )?                 # "(on the phone)"
    : [ \t]+ (?=\S)
    """,
    re.VERBOSE,
)
# "[Example] We have …", behind an editor's "[Begin recording]" or not; "[Begin Example recording] We have …";
# "@example on X, 19 May: …"
_MARKED_RE = re.compile(
    r"""
    \[ Begin [ ] (?P<heard> [A-Z][\w.'’-]* (?: [ ][A-Z][\w.'’-]* ){0,3} ) [ ] (?:video[ ])?recording \] [ ] (?=\S) |
    (?: \[ [^\]\n]{1,30} \] \s+ )?
    (?: \[ (?P<name> [A-Z][\w.'’-]* (?: [ ][\w.'’-]+ ){0,3} ) \] [ ] (?=\S)
      | (?P<handle> @\w{2,30} ) (?: [ ]on[ ][A-Z][^:\n“\"]{0,30} )? : [ ]
    )
    """,
    re.VERBOSE,
)
# "Forty killed in raid: the Example ministry", "Forty killed in raid - ministry"
_LAST_COLON_RE = re.compile(r"[^.!?:]{3,}:\s+(?P<tail>[\w.'’ -]{2,60})$")
_LAST_DASH_RE = re.compile(r"[^!?:]{3,}\s[-–—]\s(?P<tail>(?:[\w.'’-]+\s){0,3}[a-z]+)$")
# "Question: …", "Answer: …"
_TURNS = {"question", "answer"}
# they speak for the outlet itself
_OF_THE_OUTLET = {"announcer", "correspondent", "narrator", "newsreader", "presenter", "reporter"}
# "Q Thanks for doing this.": a question in a transcript
_ASKED_RE = re.compile(r"(?P<label>Q)[ \t\xa0]+(?=[A-Z“\"])")
# "Alex Example (D-Ohio): “"
_BEFORE_QUOTATION_RE = re.compile(r"(?:[ \t]*\([^)\n]{1,40}\))?[ \t]*:\s*\Z")
_LONGEST_BRACKET = 50
# "(Health Ministry, 18 June)", "(Source: Health Ministry)", at a sentence's end
_BRACKETED_RE = re.compile(
    r"\((?:the\s+)?(?P<source>sources?:\s*)?(?P<words>[A-Z](?:[^()]|\([^()]*\)){2,160})\)[.\s]*\Z", re.IGNORECASE
)
# "• Schools closed: 40 (Health Ministry)"
_ITEM_RE = re.compile(r"[-•*–—·▪]\s")
_DATE_RE = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b|\b(?:19|20)\d\d\b")
_DIGIT_RE = re.compile(r"\d")
_LONGEST_HEADLINE = 160
_MOST_ROLE_WORDS = 4
# a transcript has at least so many turns, and so many for each paragraph
_FEWEST_TURNS = 2
_TURNS_SHARE = 0.1
_HONORIFIC_RE = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep)\.?\s+")
_ANY_HONORIFIC_RE = re.compile(r"^(?:MR|MRS|MS|DR|GEN|SEN|REP|Mr|Mrs|Ms|Dr|Gen|Sen|Rep)\.?\s+")


class Label(NamedTuple):
    """A speaker label: the paragraph that it opens, its place, and whether it is a transcript's (in capitals)."""

    paragraph: int
    span: Span
    capitals: bool


class Labels:
    """The speaker labels of one article."""

    def __init__(self, text: str, paragraphs: Sequence[Span], names: NameBook) -> None:
        self.text = text
        self.names = names
        self._starts = [span.start for span in paragraphs]
        self.found = self._find(paragraphs)
        self._paragraphs = [label.paragraph for label in self.found]

    def _find(self, paragraphs: Sequence[Span]) -> list[Label]:
        """The labels that open paragraphs; outside transcripts one counts where the article names it so."""
        labels: list[Label] = []
        marked: list[Label] = []
        known = {name.text.upper() for name in self.names.names if name.kind in ("person", "body")}
        spoken = self._roles_that_speak(paragraphs)
        for number, paragraph in enumerate(paragraphs):
            span = self._marked(paragraph)
            if span is not None:
                marked.append(Label(number, span, False))
                continue
            match = _LABEL_RE.match(self.text, paragraph.start, paragraph.end)
            if match is None or match.group("label").upper() in read_words("headings"):
                continue
            label = match.group("label")
            letters = re.sub(r"[^A-Za-z]", "", label)
            capitals = (len(letters) > 1 and letters.isupper()) or label in ("Q", "A")
            if match["what"] and not capitals:
                continue
            titled = _HONORIFIC_RE.match(label) is not None or label in spoken
            if number == 0 and self._heads(label, paragraph):
                marked.append(Label(number, Span(*match.span("label")), False))
            elif capitals or titled or label.upper() in known:
                labels.append(Label(number, Span(*match.span("label")), capitals or titled))
        turns = [label for label in labels if label.capitals]
        self._is_transcript = len(turns) >= max(_FEWEST_TURNS, _TURNS_SHARE * len(paragraphs)) or any(
            _ANY_HONORIFIC_RE.match(label.span.of(self.text)) for label in turns
        )
        if self._is_transcript:
            asked = ((number, _ASKED_RE.match(self.text, *paragraph)) for number, paragraph in enumerate(paragraphs))
            questions = [
                Label(number, Span(*match.span("label")), True) for number, match in asked if match is not None
            ]
            return sorted([*labels, *marked, *questions])
        seen = Counter(label.span.of(self.text).upper() for label in labels)
        named = Counter(name.text.upper() for name in self.names.names)
        return sorted([*marked, *(la for la in labels if self._is_named(la.span.of(self.text), named, seen))])

    def _heads(self, label: str, paragraph: Span) -> bool:
        """Whether a headline opens with its source: "Police: Forty held", but not "Halen: Forty held"."""
        if self.text[paragraph.end - 1] in '.!?”"' or paragraph.end - paragraph.start > _LONGEST_HEADLINE:
            return False
        role = label.split()[-1].lower() in role_nouns() and len(label.split()) <= _MOST_ROLE_WORDS
        known = body_kind(label) is not None if label.isupper() else kind_of(label) == "body"  # "HALEN" may be a town
        return role or (known and country_named(label) is None)

    def _marked(self, paragraph: Span) -> Span | None:
        """The label in brackets or the handle that opens a paragraph, if it is somebody's."""
        if self.text[paragraph.start] not in "[@":
            return None
        match = _MARKED_RE.match(self.text, paragraph.start, paragraph.end)
        if match is None or match["handle"]:
            return None if match is None else Span(*match.span("handle"))
        group = "heard" if match["heard"] else "name"
        name = match[group]
        first, last = name.split()[0].lower(), name.split()[-1].lower()
        somebody = last in _TURNS or is_persons(last) or is_persons(first) or self.names.fullest(name) != name
        if not _OF_THE_OUTLET.isdisjoint((first, last)):
            return None
        return Span(*match.span(group)) if somebody else None

    def _roles_that_speak(self, paragraphs: Sequence[Span]) -> set[str]:
        """The labels of a transcript that are roles in small letters: "Spokesperson: …", "Question: …"."""
        seen: Counter[str] = Counter()
        for paragraph in paragraphs:
            match = _LABEL_RE.match(self.text, paragraph.start, paragraph.end)
            last = match.group("label").split()[-1].lower() if match is not None else ""
            if match is not None and (last in _TURNS or is_persons(last)):
                seen[match.group("label")] += 1
        asked = any(label.lower() in _TURNS for label in seen)
        return set(seen) if asked and sum(seen.values()) > _FEWEST_TURNS else {la for la, n in seen.items() if n > 1}

    def _is_named(self, label: str, named: Counter[str], seen: Counter[str]) -> bool:
        """Whether a label is somebody's: titled, a body's, or a name that the article also has elsewhere."""
        if _ANY_HONORIFIC_RE.match(label) or (not label.isupper() and kind_of(label) == "body"):
            return True
        return named[label.upper()] > seen[label.upper()]

    def source_of(self, at: int, stance: str) -> Source | None:
        """The source whose label opens the paragraph of an offset, or an earlier one of a transcript's turn."""
        paragraph = max(bisect.bisect_right(self._starts, at) - 1, 0)
        i = bisect.bisect_right(self._paragraphs, paragraph) - 1
        if i < 0:
            return None
        label = self.found[i]
        same_turn = label.paragraph == paragraph or (label.capitals and self._is_transcript)
        if not same_turn or label.span.end > at:
            return None
        colon = Span(label.span.end, label.span.end + 1)
        return Source(self._name(label.span), label.span, colon, stance, ("speaker label",))

    def source_before(self, quotation: Span, stance: str) -> Source | None:
        """The name that a colon parts from a quotation: "Too early – Alex Example: “…"."""
        match = _BEFORE_QUOTATION_RE.search(self.text, max(0, quotation.start - _LONGEST_BRACKET), quotation.start)
        if match is None:
            return None
        name = self.names.ending_at(match.start())
        if name is None or name.kind == "other":
            return None
        at = self.text.index(":", match.start())
        return Source(self.names.fullest(name.text), name.span, Span(at, at + 1), stance, ("speaker label",))

    def _name(self, span: Span) -> str:
        label = _ANY_HONORIFIC_RE.sub("", span.of(self.text)).strip(" .")
        titled = label.title() if label.isupper() else label
        full = self.names.fullest(titled)
        if full.lower() == titled.lower():  # "SECRETARY EXAMPLE"
            bare = " ".join(dropwhile(is_title, titled.split()))
            longer = self.names.fullest(bare)
            full = longer if longer != bare else titled
        full = _ANY_HONORIFIC_RE.sub("", full) if full != titled else label
        return self._written.get(full.lower(), full.title() if full.isupper() and " " in full else full)

    @cached_property
    def _written(self) -> dict[str, str]:
        """Each name in small letters with the first way in which it is written, not all in capitals."""
        first: dict[str, str] = {}
        for name in self.names.names:
            if not name.text.isupper():
                first.setdefault(name.text.lower(), name.text)
        return first


def source_after_colon(text: str, sentence: Span, names: NameBook) -> Source | None:
    """The source that a headline ends in: "Forty killed in raid: ministry"."""
    words_of = sentence.of(text) if sentence.end - sentence.start < _LONGEST_HEADLINE else ""
    match = _LAST_COLON_RE.match(words_of) or _LAST_DASH_RE.match(words_of)
    if match is None or match.group("tail")[-1] in ".!?":
        return None
    tail = Span(sentence.start + match.start("tail"), sentence.start + match.end("tail"))
    words = match.group("tail").split()
    is_role = len(words) <= _MOST_ROLE_WORDS and words[-1].lower() in role_nouns()
    at = sentence.start + len(words_of[: match.start("tail")].rstrip()) - 1
    if not is_role and (text[at] != ":" or not _is_name(tail.of(text), names.between(tail.start, tail.end))):
        return None
    colon = Span(at, at + 1)
    meant = names.meant(without_the(tail.of(text)), tail.start) if is_role else None
    return Source(meant or names.resolve(tail.of(text), tail.start), tail, colon, "states", ("headline colon",))


def _is_name(tail: str, inside: Sequence[Name]) -> bool:
    """Whether a headline's last words are a name and not what happened ("Storm hits port: 3 Boats Lost")."""
    return bool(inside) and inside[-1].kind != "other" and tail.endswith(inside[-1].text) and not _DIGIT_RE.search(tail)


def source_in_brackets(text: str, sentence: Span, at: int, names: NameBook) -> Source | None:
    """The source that a sentence gives in brackets at its end: "12 suspected cases (Health Ministry, 18 June)".

    Only brackets with a date or the word "source" count: "(Labour)" and "(WHO)" tell of who somebody is.
    """
    match = _BRACKETED_RE.search(text, sentence.start, sentence.end)
    if match is None or match.start() < at:
        return None
    words = Span(*match.span("words"))
    bodies = [name for name in names.between(words.start, words.end) if name.kind == "body"]
    # in a list a body's name alone will do
    listed = _ITEM_RE.match(text, sentence.start) is not None and any(name.span == words for name in bodies)
    if match["source"] is None and not (listed or (bodies and _DATE_RE.search(words.of(text)))):
        return None
    end = text.find(",", words.start, words.end)
    mention = bodies[-1].span if bodies else Span(words.start, end if end > 0 else words.end)
    cue = Span(match.start(), match.start() + 1)
    return Source(names.resolve(mention.of(text), mention.start), mention, cue, "states", ("source in brackets",))
