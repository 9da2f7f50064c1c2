"""Bytes go in, text comes out: UTF-8, UTF-16 and 32, Windows-1251 and 1252, or a plain word that it is no text.

Nothing is replaced: bytes that no encoding explains are an error. UTF-8 comes first, since text in another encoding
is almost never valid UTF-8. What is left is told by how letters above ASCII stand: in Windows-1252 alone among ASCII
letters ("für"), in Windows-1251 in whole words. Knowingly missed: other one-byte and East Asian encodings.
"""

from __future__ import annotations

import codecs
import re

from analysis.files.extracts import ArticleError

UTF8 = "UTF-8"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", UTF8),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# signs that no text holds: C0 controls but for tab, line and page breaks, and escape (teletype feeds)
_CONTROL_RE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NO_TEXT_RE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_SPACE_RE = re.compile("[ \n]")
_CYRILLIC_WORD_RE = re.compile(rb"[\xa8\xb8\xaa\xba\xaf\xbf\xb2\xb3\xa5\xb4\xc0-\xff]{3,}")
_HIGH_RE = re.compile(rb"[\xc0-\xff]")


def decode(raw: bytes) -> tuple[str, str]:
    """The text in some bytes and the name of its encoding.

    Raises ``ArticleError`` for bytes that are no text, with the line.

    >>> decode("für".encode("cp1252")), decode("Погибли десять".encode("cp1251"))
    (('für', 'Windows-1252'), ('Погибли десять', 'Windows-1251'))
    >>> decode("Ten died.".encode("utf-16-le"))
    ('Ten died.', 'UTF-16')
    >>> decode(b"Ten\\0 died.")
    Traceback (most recent call last):
        ...
    analysis.files.extracts.ArticleError: line 1: it holds NUL bytes, so it is not a text file
    """
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, codec, name), name
    if b"\0" in raw:
        return _without_mark(raw), "UTF-16"
    try:
        return raw.decode("utf-8"), UTF8
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    _refuse_broken_utf8(raw, line)
    if (control := _CONTROL_RE.search(raw)) is not None:
        line = raw.count(b"\n", 0, control.start()) + 1
        raise ArticleError("it is not a text file; save the article as plain text in UTF-8", line)
    high = len(_HIGH_RE.findall(raw))
    in_words = sum(len(_HIGH_RE.findall(word)) for word in _CYRILLIC_WORD_RE.findall(raw))
    codec, name = ("cp1251", "Windows-1251") if in_words > 0.5 * high else ("cp1252", "Windows-1252")
    try:
        return raw.decode(codec), name
    except UnicodeDecodeError:
        raise ArticleError("it is not UTF-8 text; save it as UTF-8", line) from None


def _strictly(raw: bytes, codec: str, name: str) -> str:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"it is not {name} text, as its first bytes say; save it as UTF-8", raw.count(b"\n", 0, error.start) + 1
        ) from None
    return _no_nul(text)


def _no_nul(text: str) -> str:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ArticleError("it holds NUL bytes, so it is not a text file", line)
    return text


def _without_mark(raw: bytes) -> str:
    """UTF-16 that does not say so: every other byte of its spaces, digits and Latin letters is NUL."""
    even, odd = raw[::2].count(0), raw[1::2].count(0)
    if len(raw) % 2 == 0 and max(even, odd) > 20 * min(even, odd) and 20 * max(even, odd) > len(raw):
        try:
            text = raw.decode("utf-16-le" if odd > even else "utf-16-be")
        except UnicodeDecodeError:
            text = "\0"
        if _NO_TEXT_RE.search(text) is None and 20 * len(_SPACE_RE.findall(text)) > len(text):
            return text
    raise ArticleError("it holds NUL bytes, so it is not a text file", raw.count(b"\n", 0, raw.index(b"\0")) + 1)


def _refuse_broken_utf8(raw: bytes, line: int) -> None:
    """UTF-8 with a broken byte is no other encoding: read as one, every quotation mark would be three strange signs."""
    shown = raw.decode("utf-8", "replace")
    broken = shown.count("\ufffd")
    whole = sum(1 for c in shown if c > "\x7f") - broken
    if whole >= broken:
        raise ArticleError("it is not UTF-8 text; save it as UTF-8", line)
