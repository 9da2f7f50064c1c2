"""Corpora of text: one article a line of ``.jsonl`` or a row of ``.csv``, read one by one, never whole.

A row has ``text``, and any of ``id``, ``title``, ``outlet``, ``author``, ``published`` (or ``date``) and ``url``; other
columns are ignored. A row that cannot be read is told, and the next one is read.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from analysis.files.encodings import decode
from analysis.files.extracts import ArticleError, Extract, Trouble, fact, facts_told
from analysis.files.heads import read_date
from analysis.files.limits import ROW_BYTES

COLUMNS = ("id", "text", "title", "outlet", "author", "published", "date", "url")
_SAMPLE = 1_000_000
NO_TEXT = Trouble("no column is called text, so it is no corpus of articles; it is left out", warning=True)
_OBJECT = "each line must be one article as a JSON object"


def read_jsonl(stream: BinaryIO) -> Iterator[Extract | Trouble]:
    """The articles of a ``.jsonl`` corpus, each named by its ``id`` or its line."""
    number = 0
    while raw := stream.readline(ROW_BYTES + 1):
        number += 1
        place = f":{number}"
        if len(raw) > ROW_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(ROW_BYTES)
            yield Trouble(f"it is longer than {ROW_BYTES:,} bytes, which no article is; it is left out", place)
        elif raw.strip():
            try:
                row = _json(raw)
            except ArticleError as error:
                yield Trouble(error.why, place)
            else:
                yield from article_of(row, number, place)


def _json(raw: bytes) -> dict[str, object]:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ArticleError("it is not UTF-8 text") from None
    except (ValueError, RecursionError):  # not JSON, or an integer of thousands of digits
        raise ArticleError(f"it is not JSON; {_OBJECT}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ArticleError(f'it has no "text"; {_OBJECT}')
    return row


def article_of(row: Mapping[str, object], number: int, place: str) -> Iterator[Extract | Trouble]:
    """The article in one row of a corpus; a date that is none is told and left blank.

    >>> [found.facts.outlet for found in article_of({"text": "Ten died.", "outlet": "Wire"}, 1, ":1")]
    ['Wire']
    """
    text = row["text"]
    assert isinstance(text, str)
    published = fact(row.get("published")) or fact(row.get("date"))
    day = None
    if published:
        try:
            day = read_date(published)
        except (ValueError, OverflowError):
            yield Trouble(f"{published[:60]!r} is not a date like 2024-12-14; it is left blank", place, warning=True)
    facts = facts_told(row, day, "column")
    yield Extract(text, facts, name=f"#{number}", place=place, id=fact(row.get("id")))


def read_csv(stream: BinaryIO) -> Iterator[Extract | Trouble]:
    """The articles of a ``.csv`` corpus, as spreadsheets save it: commas, semicolons or tabs, UTF-8 or Windows.

    A table without a column called ``text`` is no corpus: it may be anything that lies in the folder, and is left out.
    Raises ``ArticleError`` for what is no table.
    """
    sample = stream.read(_SAMPLE)
    encoding = _encoding(sample)
    stream.seek(0)
    lines = _Lines(io.TextIOWrapper(stream, encoding, newline=""))
    rows = lines.rows()
    try:
        head = next(rows, [])
        columns = [cell.strip().casefold() for cell in head]
        if "text" not in columns:
            yield NO_TEXT
            return
        number = 1
        for cells in rows:
            number += 1
            row = dict(zip(columns, cells, strict=False))
            if row.get("text", "").strip():
                yield from article_of(row, number, f":{number}")
            elif any(map(str.strip, cells)):
                yield Trouble("it holds no text", f":{number}", warning=True)
    except UnicodeDecodeError:
        raise ArticleError(f"it is not {encoding} text from end to end; save it as UTF-8") from None
    except csv.Error:
        raise ArticleError("it is not a table; save it again as CSV", lines.number) from None


class _Lines:
    """The lines of a table, none longer than a row may be; the delimiter is the one of the head."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.stream, self.number = stream, 0

    def __iter__(self) -> Iterator[str]:
        while line := self.stream.readline(ROW_BYTES):
            self.number += 1
            if len(line) >= ROW_BYTES:
                raise csv.Error("a line without end")
            yield line

    def rows(self) -> Iterator[list[str]]:
        csv.field_size_limit(ROW_BYTES)
        first = self.stream.readline(ROW_BYTES)
        self.number = 1
        delimiter = max(",;\t", key=lambda sign: (_names_columns(first, sign), first.count(sign)))
        yield next(csv.reader([first], delimiter=delimiter), [])
        yield from csv.reader(self, delimiter=delimiter)


def _names_columns(head: str, delimiter: str) -> int:
    return len({cell.strip(' "\r\n').casefold() for cell in head.split(delimiter)} & set(COLUMNS))


def _encoding(sample: bytes) -> str:
    """The codec of a table by its beginning; a letter that is cut in two at the end is no error."""
    whole = sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1] or sample
    if whole.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    _, name = decode(whole)
    return {"UTF-8": "utf-8-sig", "Windows-1251": "cp1251", "Windows-1252": "cp1252"}.get(name, name)
