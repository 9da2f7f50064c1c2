"""Finds what stands in quotation marks: a text and its paragraphs go in, quotations come out.

A small machine over paragraphs: a quotation that is left open at a paragraph's end goes on in the next one if
that one opens with a mark. Straight and curly double marks are read, doubled single ones too; single marks are not,
since they are apostrophes. A quotation of a few words ("the so-called \\"safe zone\\"") counts like any other.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.models import Span

# "''" and "``" are double marks of old newswires
_MARK_RE = re.compile(r"[\"“”«»„]|''|``")
_OPENING = {"“", "«", "„", "``"}
_CLOSING = {"”", "»"}
_STRAIGHT = {'"', "''"}


@dataclass(frozen=True)
class Quotation:
    """One stretch between marks inside one paragraph; ``turn`` is shared by stretches that one quotation runs over."""

    span: Span
    paragraph: int
    turn: int
    closed: bool


class Quotations:
    """The quotations of an article, found by offset."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.found = list(found)
        self._starts = [quotation.span.start for quotation in self.found]
        self._turns: dict[int, list[Quotation]] = defaultdict(list)
        self._paragraphs: dict[int, list[Quotation]] = defaultdict(list)
        for quotation in self.found:
            self._turns[quotation.turn].append(quotation)
            self._paragraphs[quotation.paragraph].append(quotation)

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds an offset."""
        i = bisect.bisect_right(self._starts, offset) - 1
        if i >= 0 and self.found[i].span.end > offset:
            return self.found[i]
        return None

    def of_turn(self, turn: int) -> list[Quotation]:
        """All stretches of one quotation."""
        return self._turns.get(turn, [])

    def of_paragraph(self, paragraph: int) -> list[Quotation]:
        """The quotations of one paragraph, in order."""
        return self._paragraphs.get(paragraph, [])


def find_quotations(text: str, paragraphs: Sequence[Span]) -> Quotations:
    """The quotations of a text.

    >>> text = 'He said: "It is bad.\\n"Ten are dead." Others wept.'
    >>> [q.span.of(text) for q in find_quotations(text, [Span(0, 20), Span(21, 50)]).found]
    ['"It is bad.', '"Ten are dead."']
    """
    found: list[Quotation] = []
    turn = 0
    carried = False
    for number, paragraph in enumerate(paragraphs):
        opened: int | None = None
        continues = carried and _MARK_RE.match(text, paragraph.start) is not None
        if not continues:
            turn += 1
        carried = False
        for match in _MARK_RE.finditer(text, paragraph.start, paragraph.end):
            mark = match.group()
            if opened is None:
                if mark in _CLOSING or (mark in _STRAIGHT and _looks_closing(text, Span(*match.span()), paragraph)):
                    continue
                opened = match.start()
            elif mark not in _OPENING:
                found.append(Quotation(Span(opened, match.end()), number, turn, closed=True))
                opened = None
                turn += 1
        if opened is not None:
            found.append(Quotation(Span(opened, paragraph.end), number, turn, closed=False))
            carried = True
    return Quotations(found)


def _looks_closing(text: str, mark: Span, paragraph: Span) -> bool:
    """A straight mark with a word before it and a space behind it closes; inches ("6\\"") do too."""
    before = text[mark.start - 1] if mark.start > paragraph.start else " "
    after = text[mark.end] if mark.end < paragraph.end else " "
    return not before.isspace() and before not in "([—–-" and (after.isspace() or after in ".,;:)")
