"""The kinds of files that are read: by suffix, which room reads them, how large they may be, and where.

``here`` says that the reader runs in this process: it is our own code on plain text. The others hand the bytes to a
library, which a hostile file may keep busy for ever; they run in a process that can be stopped.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.files.limits import ARCHIVE_BYTES, DOCUMENT_BYTES, TEXT_BYTES


@dataclass(frozen=True)
class Kind:
    """A kind of file: ``room`` of ``analysis.files`` whose function ``reader`` reads it."""

    suffix: str
    room: str
    reader: str
    largest: int | None = DOCUMENT_BYTES
    here: bool = False
    many: bool = False

    @property
    def format(self) -> str:
        """Its name in the inventory."""
        return self.suffix.removeprefix(".")


KINDS = {
    kind.suffix: kind
    for kind in (
        Kind(".txt", "plain", "read_text", TEXT_BYTES, here=True),
        Kind(".md", "plain", "read_markdown", TEXT_BYTES),
        Kind(".rtf", "plain", "read_rtf"),
        Kind(".html", "pages", "read_page"),
        Kind(".htm", "pages", "read_page"),
        Kind(".mhtml", "pages", "read_mhtml"),
        Kind(".mht", "pages", "read_mhtml"),
        Kind(".webarchive", "pages", "read_webarchive"),
        Kind(".pdf", "pdfs", "read_pdf"),
        Kind(".docx", "words", "read_docx"),
        Kind(".eml", "mail", "read_eml", many=True),
        Kind(".msg", "mail", "read_msg", many=True),
        Kind(".jsonl", "corpora", "read_jsonl", None, here=True, many=True),
        Kind(".csv", "corpora", "read_csv", None, here=True, many=True),
        Kind(".parquet", "tables", "read_parquet", None, many=True),
        Kind(".zip", "archives", "read_zip", ARCHIVE_BYTES, many=True),
    )
}


def kind_of(name: str) -> Kind | None:
    """The kind of a file by its name.

    >>> kind_of("a/STORM.HTML").room, kind_of("storm.doc"), kind_of(".pdf")
    ('pages', None, None)
    """
    stem, dot, suffix = name.replace("\\", "/").rsplit("/", 1)[-1].rpartition(".")
    return KINDS.get(dot + suffix.lower()) if stem else None


def suffixes() -> str:
    """All suffixes in words, for a message."""
    *most, last = KINDS
    return f"{', '.join(most)} and {last}"
