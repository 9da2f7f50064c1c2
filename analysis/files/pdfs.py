"""PDF files: the text of the pages, its lines joined to paragraphs, and the title and author of the file.

Pages that are pictures are told to need OCR. Nothing in the file is run. The day on which a file was made is not the
one on which the article was published, so only a publication date in the file's own description (XMP: PRISM, Dublin
Core) is taken.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO

from analysis.files.extracts import ArticleError, Extract, Facts, Trouble, fact
from analysis.files.heads import below_head, date_or_none
from analysis.files.lines import PrintedLine, join_pages, part_lines

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.xmp import XmpInformation

_NAMED = 8
_PRISM_VERSIONS = ("3.0", "2.2", "2.1", "2.0", "1.2", "1.0")
_PRISM_DATES = ("publicationDate", "onlineDisplayDate", "coverDate", "publicationDisplayDate", "coverDisplayDate")
_FILE_NAME_RE = re.compile(r".*\.\w{2,5}|untitled.*|microsoft word.*", re.IGNORECASE)


def read_pdf(stream: BinaryIO) -> Iterator[Extract | Trouble]:
    """The one article of a PDF file."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError("it is locked with a password; save an open copy")
        texts = [_text(page) for page in reader.pages]
        facts = _facts(reader)
    except (DependencyError, FileNotDecryptedError):
        raise ArticleError("it is locked; print it to a new PDF and read that") from None
    except PyPdfError:
        raise ArticleError("it is not a whole PDF file; save it again, or its text as .txt") from None
    empty = [number for number, text in enumerate(texts, 1) if not text.strip()]
    if len(empty) == len(texts):
        raise ArticleError("its pages hold no text, only pictures; run OCR on it first (ocrmypdf, Acrobat)")
    if empty:
        numbers = ", ".join(map(str, empty[:_NAMED])) + (" …" if len(empty) > _NAMED else "")
        which = f"page {numbers} holds" if len(empty) == 1 else f"pages {numbers} hold"
        yield Trouble(f"{which} no text; if text is to be seen there, run OCR on the file first", warning=True)
    facts, text = below_head(join_pages(texts), facts)
    yield Extract(text, facts)


def _text(page: PageObject) -> str:
    """A page's lines, with a blank one where the gap to the next or its indent shows that a paragraph begins."""
    found = [PrintedLine("", 0.0, 0.0)]

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        left, top = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        first, *others = text.split("\n")
        begun = found[-1]
        found[-1] = begun._replace(text=begun.text + first) if begun.text.strip() else PrintedLine(first, left, top)
        found.extend(PrintedLine(line, left, top) for line in others)

    page.extract_text(visitor_text=visit)
    return "\n".join(part_lines([line for line in found if line.text.strip()]))


def _facts(reader: PdfReader) -> Facts:
    info = reader.metadata
    title = fact(info.title) if info else None
    author = fact(info.author) if info else None
    day, outlet, url = None, None, None
    with suppress(Exception):  # a description that is broken says nothing
        if (told := reader.xmp_metadata) is not None:
            days = (date_or_none(_prism(told, name)) for name in _PRISM_DATES)
            day = next((day for day in days if day), None) or next((_day(value) for value in told.dc_date or ()), None)
            outlet = fact(_prism(told, "publicationName")) or fact(next(iter(told.dc_publisher or ()), None))
            url = fact(_prism(told, "url"))
    return Facts(
        title=None if title and _FILE_NAME_RE.fullmatch(title) else title,
        outlet=outlet,
        author=author,
        published=day,
        published_from="PDF description" if day else None,
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _prism(told: XmpInformation, name: str) -> str | None:
    """What publishers say of an issue in words of their own (PRISM), in any of their versions."""
    for version in _PRISM_VERSIONS:
        for element in told.get_element("", f"http://prismstandard.org/namespaces/basic/{version}/", name):
            words = element.nodeValue or "".join(child.data for child in element.childNodes if child.nodeType == 3)
            if words.strip():
                return str(words.strip())
    return None


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else date_or_none(value)
