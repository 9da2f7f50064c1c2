"""Makes a file of a pasted text: the text and what was typed beside it go in, a name and the file's content come out.

The file is plain text below a head, and reads back as the very same text with the very same facts, whatever the text
begins with. What cannot be kept as it is, is refused in one line that says what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analysis.files.extracts import Facts, in_one_line
from analysis.files.heads import line_of, read_date, with_head
from analysis.files.lengths import too_long
from analysis.files.limits import LONGEST_FACT, LONGEST_TEXT
from analysis.files.names import safe_file_name, safe_stem

_SHOWN = 80
_WORDS_IN_NAME = 8
_NO_TEXT_RE = re.compile("[\x00\ud800-\udfff]")  # no text file can hold them


class RefusedError(Exception):
    """Why something is not brought in, and what to do."""


@dataclass(frozen=True)
class Pasted:
    """A text and what is known of it, each as it was typed."""

    text: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""


def file_of(pasted: Pasted) -> tuple[str, bytes]:
    """The name and content of the file that a pasted text makes; refused where a field cannot be kept as it is.

    >>> name, content = file_of(Pasted("Ten died.", "A storm", "Wire", "14 Dec 2024"))
    >>> name, content.decode().splitlines()[:2]
    ('2024-12-14 A storm.txt', ['Outlet: Wire', 'Published: 2024-12-14'])
    >>> file_of(Pasted("Ten died.", published="12/14/2024"))
    Traceback (most recent call last):
        ...
    analysis.pasted.RefusedError: “12/14/2024” is no date like 2024-12-14 or 14 December 2024; mend it.
    """
    text = pasted.text
    if not text.strip():
        raise RefusedError("paste the article's text first.")
    if len(text) > LONGEST_TEXT:
        raise RefusedError(f"{(too_long(text) or '').replace('it', 'the text', 1)}.")
    if (found := _NO_TEXT_RE.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise RefusedError(f"line {line:,} of the text holds a sign that no text file can hold; delete it.")
    facts = Facts(
        title=_line(pasted.title, "title"),
        outlet=_line(pasted.outlet, "outlet"),
        published=_day(pasted.published),
        url=_address(pasted.url),
    )
    about = facts.title or " ".join(text.split(None, _WORDS_IN_NAME)[:_WORDS_IN_NAME])
    stem = safe_stem(f"{facts.published or ''} {safe_stem(about)}") or "pasted article"
    name = safe_file_name(f"{stem}.txt")
    assert name is not None
    return name, with_head(text, facts).encode("utf-8")


def _line(words: str, what: str) -> str | None:
    if len(words) > LONGEST_FACT:
        raise RefusedError(f"the {what} is longer than {LONGEST_FACT:,} characters; shorten it.")
    return line_of(words) or None


def _day(words: str) -> date | None:
    words = words.strip()
    if not words:
        return None
    try:
        return read_date(words[:LONGEST_FACT])
    except (ValueError, OverflowError):
        shown = in_one_line(words[:_SHOWN])
        raise RefusedError(f"“{shown}” is no date like 2024-12-14 or 14 December 2024; mend it.") from None


def _address(words: str) -> str | None:
    url = _line(words, "address")
    if url is not None and (" " in url or not url.lower().startswith(("http://", "https://"))):
        shown = url[:_SHOWN]
        raise RefusedError(f"“{shown}” is no web address; it begins with https:// and has no spaces. Mend it.")
    return url
