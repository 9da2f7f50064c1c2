"""Text without a library's page or document around it: ``.txt`` as it stands, ``.md`` and ``.rtf`` to plain text.

Not a character of a ``.txt`` file is changed. Of Markdown and RTF the words are kept and the markup is left out; the
rows of a table stay lines, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from analysis.files.encodings import UTF8, decode
from analysis.files.extracts import ArticleError, Extract, Facts, fact, facts_told
from analysis.files.heads import below_head, date_or_none, part_head

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_RE = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:(?!---)[^\n]*\n)*)---[ \t]*(?:\r?\n|\Z)")
_FRONT_LINE_RE = re.compile(r"([A-Za-z_-]+)[ \t]*:[ \t]*(.*)")
_TAG_RE = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_RTF_ROW_RE = re.compile(r"^[^|\n]*\|[^\n]*\|$", re.MULTILINE)  # as striprtf gives a table's row
_RTF_INFO_RE = re.compile(r"\{\\(title|author)[ ]([^{}\\]*)\}")


def read_text(stream: BinaryIO) -> Iterator[Extract]:
    """The one article of a ``.txt`` file, its head read if it opens with one."""
    text, encoding = decode(stream.read())
    facts, below = part_head(text)
    yield Extract(below, facts, format="" if encoding == UTF8 else encoding)


def read_markdown(stream: BinaryIO) -> Iterator[Extract]:
    """The one article of a ``.md`` file, with the facts of its front matter; a first heading is its title."""
    from markdown_it import MarkdownIt

    text, encoding = decode(stream.read())
    facts, text = _front_matter(text)
    head, text = part_head(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    title = None
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title, tokens = fact(_words(tokens[1])), tokens[3:]
    facts = facts.or_else(head).or_else(Facts(title=title))
    yield Extract("\n\n".join(_blocks(tokens)) + "\n", facts, format="" if encoding == UTF8 else encoding)


def _front_matter(text: str) -> tuple[Facts, str]:
    match = _FRONT_RE.match(text)
    if match is None:
        return Facts(), text
    rows = (_FRONT_LINE_RE.match(line) for line in match["lines"].splitlines())
    told = {row[1].lower(): row[2].strip().strip("'\"") for row in rows if row}
    day = date_or_none(told.get("published")) or date_or_none(told.get("date"))
    facts = facts_told(told, day, "front matter")
    return facts, text[match.end() :]


def _blocks(tokens: list[Token]) -> Iterator[str]:
    """The paragraphs, headings, list entries and table rows, each as one line."""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type == "inline":
            if row is not None:
                row.append(_words(token))
            elif words := _words(token):
                yield words
        elif token.type in ("code_block", "fence", "html_block"):
            content = _TAG_RE.sub(" ", token.content) if token.type == "html_block" else token.content
            if content.strip():
                yield content.strip()


def _words(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts).strip()


def read_rtf(stream: BinaryIO) -> Iterator[Extract]:
    """The one article of an ``.rtf`` file."""
    from striprtf.striprtf import rtf_to_text

    raw = stream.read()
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise ArticleError("it is not an RTF document; save it again as .rtf or .txt")
    source = raw.decode("cp1252", "replace")
    info = {key: fact(value) for key, value in _RTF_INFO_RE.findall(source[:20_000])}
    text: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    text = _RTF_ROW_RE.sub(lambda row: " | ".join(map(str.strip, row.group()[:-1].split("|"))), text)
    facts, text = below_head(text, Facts(title=info.get("title"), author=info.get("author")))
    yield Extract(text, facts)
