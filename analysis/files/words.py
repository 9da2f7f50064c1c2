"""Word documents: the paragraphs and tables of a ``.docx`` in the order of the document.

Inserted text is read, deleted text is not; footnotes, comments, headers and text boxes are left out. python-docx opens
the package with entities switched off, so that an entity bomb stays a few letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from analysis.files.extracts import ArticleError, Extract, Facts, fact
from analysis.files.heads import below_head
from analysis.files.limits import DOCUMENT_BYTES
from analysis.files.packing import check_archive

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pict", f"{_W}drawing", _FALLBACK}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(stream: BinaryIO) -> Iterator[Extract]:
    """The one article of a Word document, with the title and author of its properties."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    check_archive(stream, 3 * DOCUMENT_BYTES, "it is not a whole Word file; save it again in Word as .docx")
    try:
        document = Document(stream)
    except (KeyError, ValueError, PackageNotFoundError):
        raise ArticleError("it is not a Word document; save it again as .docx") from None
    body: Any = document.element.body
    blocks = [block for block in _blocks(body) if block.strip()]
    properties = document.core_properties
    own = Facts(title=fact(properties.title), author=fact(properties.author))
    first = document.paragraphs[0] if document.paragraphs else None
    if first is not None and first.style is not None and first.style.name == "Title":
        own = own.or_else(Facts(title=fact(first.text)))
    facts, text = below_head("\n\n".join(blocks) + "\n", own)
    yield Extract(text, facts)


def _blocks(parent: _Element) -> Iterator[str]:
    """Paragraphs, and each row of a table as one line."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield _words(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iterchildren(f"{_W}tr"):
                cells = [" ".join(_blocks(cell)).strip() for cell in row.iterchildren(f"{_W}tc")]
                yield " | ".join(cells)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child)


def _words(node: _Element) -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    if node.tag in _SIGNS:
        return _SIGNS[node.tag]
    if node.tag in _LEFT_OUT:
        return ""
    return "".join(map(_words, node))
