"""Mail: the text of an ``.eml`` or Outlook ``.msg`` message, its subject, sender and day.

The plain part is read where there is one, else the page. The day is the one of sending, kept as "mail header".
Attached files are told and not read; nothing that a message points to is fetched.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import date
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO

from analysis.files.encodings import decode
from analysis.files.extracts import ArticleError, Extract, Facts, Trouble, fact
from analysis.files.heads import part_head
from analysis.files.pages import bytes_of, extract_page, page_text

if TYPE_CHECKING:
    from email.message import Message, MIMEPart

_HEADER = "mail header"


def read_eml(stream: BinaryIO) -> Iterator[Extract | Trouble]:
    """The text of a message as mail programs save it."""
    message = email.message_from_binary_file(stream, policy=email.policy.default)
    if not message.keys():
        raise ArticleError("it is not a saved message; save the mail again, or its text as .txt")
    facts = _facts(message)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise ArticleError("the message holds no text")
    attached = sum(1 for part in message.walk() if part.get_content_disposition() == "attachment")
    if attached:
        yield _attached(attached)
    if body.get_content_type() == "text/html":
        yield extract_page(page_text(bytes_of(body), body.get_content_charset()), facts)
    else:
        yield _plain(_text(body), facts)


def _facts(message: Message) -> Facts:
    day = _day(message.get("Date"))
    url = str(message.get("Archived-At") or "").strip(" <>")
    return Facts(
        title=fact(str(message.get("Subject") or "")),
        outlet=fact(str(message.get("Organization") or "")),
        author=fact(parseaddr(str(message.get("From") or ""))[0]),
        published=day,
        published_from=_HEADER if day else None,
        url=fact(url),
    )


def _day(header: object) -> date | None:
    try:
        return parsedate_to_datetime(str(header)).date() if header else None
    except (ValueError, TypeError, OverflowError):
        return None


def _text(part: MIMEPart) -> str:
    raw = bytes_of(part)
    try:
        return raw.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        return decode(raw)[0]


def _plain(text: str, facts: Facts) -> Extract:
    head, text = part_head(text.replace("\r\n", "\n"))
    return Extract(text, facts.or_else(head))


def _attached(count: int) -> Trouble:
    files = "an attached file is" if count == 1 else f"{count:,} attached files are"
    return Trouble(f"{files} not read; save what you need beside it", warning=True)


def read_msg(stream: BinaryIO) -> Iterator[Extract | Trouble]:
    """The text of a message as Outlook saves it."""
    from oxmsg import Message as OutlookMessage

    raw = stream.read()
    try:
        message = OutlookMessage.load(raw)
        headers = email.message_from_string(
            "\n".join(f"{key}: {value}" for key, value in message.message_headers.items())
        )
        sent, subject, sender = message.sent_date, message.subject, message.sender
        body, page = message.body, message.html_body
        attached = message.attachment_count
    except (ValueError, OSError, KeyError):
        raise ArticleError("it is not an Outlook message; save the mail as .eml, or its text as .txt") from None
    day = _day(headers.get("Date")) or (sent.date() if sent else None)
    facts = Facts(
        title=fact(subject),
        author=fact(parseaddr(sender or "")[0] or sender),
        published=day,
        published_from=_HEADER if day else None,
    )
    if 0 < attached < 10_000:
        yield _attached(attached)
    if body and body.strip():
        yield _plain(body, facts.or_else(_facts(headers)))
    elif page:
        yield extract_page(page, facts.or_else(_facts(headers)))
    else:
        raise ArticleError("the message holds no text")
