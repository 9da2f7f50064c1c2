"""Says what a number in a table's row counts: an article's text goes in, and for a number its column's head comes out.

A table is what its file's reader leaves of it: lines of one number of cells, parted by bars. Of "District | Killed" and
"Upper Halen | 7" the seven are killed, in Upper Halen. Vocabulary: ``place_words``, ``tallies`` for the heads that only
count ("Number"), ``states``. Nothing is guessed: of a row without a head nothing is counted, unless the row says it
itself ("Houses damaged | 40"). Knowingly missed: heads over several columns or rows, and units
that a head alone tells ("Damage, $m"), which stay in its words.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import groupby

from analysis.counting.phrases import as_counted, trim
from analysis.counting.states import states
from analysis.counting.tallied import counts_only
from analysis.lexicon import DAYS, MONTHS, read_words
from analysis.models import Counted, Span, Where
from analysis.vocabulary.parties import is_place

_LINE_RE = re.compile(r"[^\r\n]+")
_RULE_RE = re.compile(r"[\s|:=-]+")  # what Markdown draws below a head
_FIGURE_RE = re.compile(r"\W*\d[\d.,\s]*\W*")
_YEAR_RE = re.compile(r"\W*(?:19|20)\d\d\W*")
_LETTER_RE = re.compile(r"[^\W\d_]")
_WORD_RE = re.compile(r"[^\W\d_]+")
_PLACES = {
    "area", "areas", "commune", "country", "countries", "department", "locality", "location", "municipality", "nation",
    "place", "state", "town", "ward",
}  # fmt: skip
_WHOLES = {"all", "altogether", "overall", "sum", "total", "totals"}
_LONGEST_HEAD = 80
_LONGEST_CELL = 300  # what is longer is prose


@dataclass(frozen=True)
class Row:
    """A row's cells, and the ``head`` of the table, if it has one; ``table`` is the stretch from its first row on."""

    cells: tuple[Span, ...]
    head: tuple[str, ...]
    table: Span


@dataclass(frozen=True)
class Cell:
    """The cell of a number: whether it is ``bare``, the number alone, what it counts, where, and its table's place."""

    bare: bool
    words: frozenset[str]
    counted: Counted | None
    where: Where | None
    table: Span

    def own(self, counted: Counted | None) -> Counted | None:
        """What grammar says that the number counts, unless the table says it and the cell has no word of it."""
        words = _words_of(counted.text) if counted is not None else frozenset()
        return counted if self.counted is None or words & self.words else self.counted


class Tables:
    """The tables of one article.

    >>> tables = Tables("District | Killed\\n\\nUpper Halen | 7\\n")
    >>> cell = tables.cell_of(Span(33, 34))
    >>> cell.counted.text, cell.where.text
    ('Killed', 'Upper Halen')
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def cell_of(self, number: Span) -> Cell | None:
        """The cell in which a number stands with its hedges, by its place in the text; ``None`` outside tables."""
        i = bisect.bisect_right(self._starts, number.start) - 1
        if i < 0 or number.end > self._rows[i].cells[-1].end:
            return None
        row = self._rows[i]
        at = bisect.bisect_left(row.cells, number.end, key=lambda cell: cell.end)
        cell = row.cells[at]
        if cell.end - cell.start > _LONGEST_CELL:
            return None
        rest = self.text[cell.start : max(number.start, cell.start)] + " " + self.text[number.end : cell.end]
        bare = _LETTER_RE.search(rest) is None
        named = at and row.cells[0].end - row.cells[0].start <= _LONGEST_CELL
        first = _plain(row.cells[0].of(self.text)) if named else ""
        counted, where = _read(row.head[at] if row.head else "", row.head[0] if row.head else "", first)
        return Cell(bare, _words_of(rest), counted if at else None, where, row.table)

    @cached_property
    def _rows(self) -> list[Row]:
        return list(self._found()) if "|" in self.text else []

    @cached_property
    def _starts(self) -> list[int]:
        return [row.cells[0].start for row in self._rows]

    def _found(self) -> Iterator[Row]:
        lines = [Span(*match.span()) for match in _LINE_RE.finditer(self.text) if not match.group().isspace()]
        cells = [cells for line in lines if (cells := self._cells(line)) is not None]
        for many, group in groupby(cells, key=len):
            rows = list(group)
            if many == 1:  # a line without bars
                continue
            words = [cell.of(self.text).strip() for cell in rows[0]]
            is_head = len(rows) > 1 and all(_YEAR_RE.fullmatch(w) or not _FIGURE_RE.fullmatch(w) for w in words)
            head = tuple(map(_plain, words)) if is_head else ()
            table = Span(rows[0][0].start, rows[-1][-1].end)
            yield from (Row(row, head, table) for row in rows[is_head:])

    def _cells(self, line: Span) -> tuple[Span, ...] | None:
        """The cells of a line, without what is outside bars that enclose it; ``None`` for the rule below a head."""
        text = line.of(self.text)
        if "|" not in text:
            return (line,)
        if _RULE_RE.fullmatch(text):
            return None
        cells: list[Span] = []
        at = line.start
        for part in text.split("|"):
            cells.append(Span(at, at + len(part)))
            at += len(part) + 1
        both = text.strip().startswith("|") and text.strip().endswith("|")
        return tuple(cells[1:-1] if both else cells)


def _read(head: str, first_head: str, first: str) -> tuple[Counted | None, Where | None]:
    """What a number below a head counts in the row of a first cell, and where."""
    words = _words_of(first)
    whole = bool(words & _WHOLES) or not words
    placed = not whole and (bool(_words_of(first_head) & _place_heads()) or is_place(first))
    where = Where(first, (f"row: {first}",)) if placed else None
    told = _words_of(head)
    if told and not told <= _dates() and not all(map(counts_only, told)):
        counted = _as_counted(head, f"column: {head}")
        if placed or whole or counted is None:
            return counted, where
        return replace(counted, text=f"{counted.text} ({first})", owner=first), None
    says = bool(head) or any(word[:1].islower() for word in first.split()) or bool(words & states().keys())
    return (
        None if placed or not words or words <= _dates() or not says else _as_counted(first, f"row: {first}")
    ), where


def _as_counted(words: str, cue: str) -> Counted | None:
    noun, _, state = words.rpartition(" ")
    return as_counted(*((noun, state) if noun and state in states() else (words, "")), cue) if words else None


@cache
def _place_heads() -> set[str]:
    return _PLACES | {word.lower() for word in read_words("place_words", "word")}


@cache
def _dates() -> set[str]:
    return {word.lower() for word in (*DAYS, *MONTHS)}


def _words_of(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD_RE.findall(text))


def _plain(words: str) -> str:
    """A cell's words in one line, without the marks at their edges; blank where they are too many or none."""
    text = trim(" ".join(words.split()))
    return text if len(text) <= _LONGEST_HEAD and _LETTER_RE.search(text) else ""
