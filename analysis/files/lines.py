"""Lines of a printed page go in, paragraphs come out: where a line breaks is the printer's, where a paragraph ends not.

A paragraph ends at a blank line, or where a line is clearly shorter than the page's lines and ends a sentence. Running
heads and page numbers, at the edge of most pages, are left out. A word that is broken at the end of a line is joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_GAP = 1.35  # of the usual distance of two lines
_LEAST_GAP = 6  # points; a raised sign is no line
_OFTEN = 0.15  # of the lines; the distance inside a paragraph, be most paragraphs of one line or two
_MOST_PARTED = 0.7
_SHORT = 0.8  # of the usual width
_EDGE = 2  # lines at the top and at the bottom that may be running heads
_ENDS_RE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_OPENS_RE = re.compile(r"(?:Outlet|Published|Title|Author|Url):|[•▪●◦*–—-]\s|\(?\d{1,2}[.)]\s", re.IGNORECASE)
_HYPHEN_RE = re.compile(r"(\w*[a-z])[-\u00ad\u2010]$")
# letters that a printer cast as one: "ﬁve" is five
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LETTERS_RE = re.compile(r"[^\W\d_]{3}")
_NUMBER_RE = re.compile(r"\d+")
_FOLIO_RE = re.compile(r"(?:page\s*)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


class PrintedLine(NamedTuple):
    """A line of a page and where it begins, in points from the page's lower left corner."""

    text: str
    left: float
    top: float


def part_lines(lines: Sequence[PrintedLine]) -> list[str]:
    """The lines of a page with a blank one before each that begins a paragraph: further down, or further in.

    Where that would part most lines, the places tell nothing (a table, a page of turned text) and none is added.

    >>> tops = (700, 686, 658, 644, 630)
    >>> [line for line in part_lines([PrintedLine(str(top), 60, top) for top in tops])]
    ['700', '686', '', '658', '644', '630']
    """
    if not lines:
        return []
    gaps = [round(a.top - b.top) for a, b in pairwise(lines)]
    often = Counter(gap for gap in gaps if gap >= _LEAST_GAP)
    usual = min((gap for gap, times in often.items() if times >= _OFTEN * len(gaps)), default=None)
    edge = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    found = [lines[0].text]
    parted = 0
    for line, gap in zip(lines[1:], gaps, strict=True):
        indented = 5 < line.left - edge < 40
        if (usual is not None and gap > _GAP * usual) or indented:
            found.append("")
            parted += 1
        found.append(line.text)
    return found if parted <= _MOST_PARTED * len(lines) else [line.text for line in lines]


def join_pages(pages: Sequence[str]) -> str:
    """The text of some pages as paragraphs, parted by blank lines.

    >>> print(join_pages(["At least 40 people were hurt in the storm that\\ncame on Friday.\\nDozens were new."]))
    At least 40 people were hurt in the storm that came on Friday.
    <BLANKLINE>
    Dozens were new.
    <BLANKLINE>
    """
    lines = [[line.rstrip() for line in page.translate(_LIGATURES).splitlines()] for page in pages]
    lines = [_without_edges(page, running) for running in [_running_heads(lines)] for page in lines]
    every = [line for page in lines for line in page]
    width = _width(every)
    whole = set(re.findall(r"\w+(?:-\w+)*", " ".join(every).lower()))
    return "\n\n".join(_paragraphs(lines, width, whole)) + "\n"


def _shape(line: str) -> str:
    """A line as a running head repeats it: "Daily 3 May – 12" is "Daily 4 May – 13"."""
    return _NUMBER_RE.sub("0", line.strip())


def _running_heads(pages: list[list[str]]) -> set[str]:
    """The lines at the edges of pages that come again on most of them."""
    seen: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        seen.update({_shape(line) for line in filled[:_EDGE] + filled[-_EDGE:]})
    return {line for line, times in seen.items() if times >= max(2, len(pages) / 2) and _LETTERS_RE.search(line)}


def _without_edges(page: list[str], running: set[str]) -> list[str]:
    filled = [i for i, line in enumerate(page) if line.strip()]
    edges = set(filled[:_EDGE] + filled[-_EDGE:])
    first_last = set(filled[:1] + filled[-1:])
    return [
        line
        for i, line in enumerate(page)
        if not (i in edges and _shape(line) in running)
        and not (i in first_last and len(filled) > 1 and _FOLIO_RE.fullmatch(line.strip()))
    ]


def _width(lines: list[str]) -> int:
    """How long a full line is: most lines of a text are full or nearly."""
    lengths = sorted(len(line) for line in lines if line.strip())
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _paragraphs(pages: list[list[str]], width: int, whole: set[str]) -> Iterator[str]:
    lines: list[str] = []
    for page in pages:
        for line in page:
            if lines and (not line.strip() or _OPENS_RE.match(line.strip()) or _is_over(lines, width)):
                yield _joined(lines, whole)
                lines = []
            if line.strip():
                lines.append(line.strip())
    if lines:
        yield _joined(lines, whole)


def _is_over(lines: list[str], width: int) -> bool:
    """Whether the paragraph ends with its last line, which stops short of the others."""
    last = lines[-1]
    if _OPENS_RE.match(last) and last.split(":")[0].lower() in ("outlet", "published", "title", "author", "url"):
        return True
    return len(last) < _SHORT * width and _ENDS_RE.search(last) is not None


def _joined(lines: list[str], whole: set[str]) -> str:
    """The lines of a paragraph as one.

    >>> _joined(["more than 200 artil-", "lery attacks on a well-", "known town"], {"well-known"})
    'more than 200 artillery attacks on a well-known town'
    """
    parts = [lines[0]]
    for line in lines[1:]:
        last = parts[-1]
        broken = _HYPHEN_RE.search(last) if line[:1].islower() else None
        if broken is not None:
            after = re.match(r"\w*", line)
            compound = f"{broken[1]}-{after[0] if after else ''}".lower()
            parts[-1] = last if compound in whole and last.endswith("-") else last[:-1]
        elif not last.endswith("-"):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)
