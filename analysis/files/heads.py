"""Email-style heads and dates: a text goes in, the facts of its head and the text below it come out.

A head is lines of ``Outlet:``, ``Published:``, ``Title:``, ``Author:`` and ``Url:`` at the very top, any of them
missing, and then a blank line. Dates are only read where their form leaves no doubt.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

from analysis.files.extracts import ArticleError, Facts, fact, facts_told
from analysis.files.limits import LONGEST_FACT

HEAD = "head"
_KEYS = {"Outlet": "outlet", "Published": "published", "Title": "title", "Author": "author", "Url": "url"}
_LINE_RE = re.compile(rf"(?P<key>{'|'.join(_KEYS)}):(?P<value>[^\r\n]*)(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
# controls, signs that turn a line around, halves of letters, and what is no letter at all
_NO_SIGN_RE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
_BLANK_RE = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
# "14 December 2024", "Dec 14, 2024", "2024/12/14"; never 12/14/2024, which half the world reads the other way
_DATE_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d")


def part_head(text: str, *, loose: bool = False) -> tuple[Facts, str]:
    """The facts of a text's head and the text below it; a text without one comes back whole.

    ``loose``: the lines may stand in paragraphs of their own, as in a document, and need no blank line below; a line
    that reads otherwise belongs to the text. Else raises ``ArticleError`` for a ``Published:`` that is no date, or a
    line longer than any title.

    >>> part_head("Outlet: Wire\\nPublished: 2024-12-14\\n\\nTen died.")[1]
    'Ten died.'
    >>> part_head("Moderator: Ten died.")
    (Facts(title=None, outlet=None, author=None, published=None, published_from=None, url=None), 'Moderator: Ten died.')
    >>> part_head("Outlet: Wire\\n\\nTitle: Storm\\n\\nTen died.", loose=True)[0].title
    'Storm'
    """
    head: dict[str, str] = {}
    day: date | None = None
    at, line = 0, 1
    match = _LINE_RE.match(text)
    while match:
        key, value = match.group("key").lower(), match.group("value").strip()
        if loose and not _is_plain(key, value):
            break  # a page's own byline: "Published: Sat 14 Dec, 10:30 GMT"
        if len(value) > LONGEST_FACT:
            raise ArticleError(f"its {match.group('key')} is longer than {LONGEST_FACT:,} characters; shorten it", line)
        head[key] = value
        if key == "published" and value:
            try:
                day = read_date(value)
            except ValueError:
                raise ArticleError(
                    f'"Published: {value[:60]}" is not a date like 2024-12-14; the article is left out', line
                ) from None
        at, line = match.end(), line + 1
        while loose and at < len(text) and (blank := _BLANK_RE.match(text, at)) and blank.end() > at:
            at, line = blank.end(), line + 1
        match = _LINE_RE.match(text, at)
    below = at if loose else None
    if head and not loose and (blank := _BLANK_RE.match(text, at)):
        below = blank.end()
    if not head or below is None:
        return Facts(), text
    facts = facts_told(head, day, HEAD)
    return facts, text[below:]


def with_head(text: str, facts: Facts) -> str:
    """A text with a head that ``part_head`` parts from it again, whatever the text begins with.

    Each line of the head is there to be filled in later, also one that nothing is known for. A fact that no line of a
    head can hold, since it has line breaks in it, is laid on one line.

    >>> print(with_head("Title: none of this is a head", Facts(outlet="Wire", title="A\\nstorm")))
    Outlet: Wire
    Published:
    Title: A storm
    Author:
    Url:
    <BLANKLINE>
    Title: none of this is a head
    """
    lines = []
    for key, name in _KEYS.items():
        told = getattr(facts, name)
        value = told.isoformat() if isinstance(told, date) else line_of(told or "")
        lines.append(f"{key}: {value}".rstrip())
    return "\n".join(lines) + "\n\n" + text


def line_of(words: str) -> str:
    """Words as a line of a head can hold them: even white space, and no sign that breaks a line or turns it around.

    >>> line_of(" A\\u202e storm\\x00\\r\\nUrl: x ")
    'A storm Url: x'
    """
    return " ".join(_NO_SIGN_RE.sub("", " ".join(words.split())).split())


def _is_plain(key: str, value: str) -> bool:
    """Whether a line of a document is one of a head: as short as one, a date in a form that leaves no doubt."""
    return len(value) <= LONGEST_FACT and (key != "published" or not value or date_or_none(value) is not None)


def below_head(text: str, facts: Facts) -> tuple[Facts, str]:
    """A document's facts, and of its head where it has none; its text below the head and the headline.

    >>> below_head("Storm\\n\\nOutlet: Wire\\n\\nTen died.", Facts(title="Storm"))[1]
    'Ten died.'
    """
    head, text = part_head(without_title(text, facts.title), loose=True)
    facts = facts.or_else(head)
    return facts, without_title(text, facts.title)


def without_title(text: str, title: str | None) -> str:
    """A text without the headline that it repeats at its top: the title is no part of the article's text.

    >>> without_title("Storm kills  ten\\n\\nTen died.", "Storm kills ten")
    'Ten died.'
    """
    first, _, below = text.lstrip().partition("\n")
    return below.lstrip() if title and fact(first) == title and below.strip() else text


def read_date(value: str) -> date:
    """A day out of an ISO date or date and time, or a date with the month's English name.

    >>> read_date("2024-12-14"), read_date("2024-12-14T08:30:00Z")
    (datetime.date(2024, 12, 14), datetime.date(2024, 12, 14))
    >>> read_date("14 Dec 2024"), read_date("December 14, 2024")
    (datetime.date(2024, 12, 14), datetime.date(2024, 12, 14))
    >>> read_date("14 December")
    Traceback (most recent call last):
        ...
    ValueError: Invalid isoformat string: '14 December'
    """
    value = value.strip()
    for form in _DATE_FORMS:
        with suppress(ValueError):
            return datetime.strptime(value, form).date()
    return datetime.fromisoformat(value).date()


def date_or_none(value: object) -> date | None:
    """The day that a page's markup names, or ``None`` where it names none without a doubt.

    >>> date_or_none("2024-12-14T08:30:00+0000"), date_or_none("14/12/2024"), date_or_none(None)
    (datetime.date(2024, 12, 14), None, None)
    """
    if not isinstance(value, str) or len(value) > LONGEST_FACT:
        return None
    with suppress(ValueError, OverflowError):
        return read_date(value)
    return None
