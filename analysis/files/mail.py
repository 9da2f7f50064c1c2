"""Mail: the text of an ``.eml`` or Outlook ``.msg`` message, its subject, sender and day.

The plain part is read where there is one, else the page. The day is the one of sending, kept as "mail header".
An attached file that may be an article is read as one of its own, "storm.eml/report.pdf"; pictures and signatures are
none, and what else is attached is told. Nothing that a message points to is fetched.
"""

from __future__ import annotations

import email
import email.message
import email.policy
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO

from analysis.files.encodings import decode
from analysis.files.extracts import ArticleError, Extract, Facts, Trouble, fact, inside
from analysis.files.heads import part_head
from analysis.files.kinds import kind_of
from analysis.files.limits import DEEPEST, MOST_ATTACHED
from analysis.files.pages import bytes_of, extract_page, page_text
from analysis.files.readers import read_stream

if TYPE_CHECKING:
    from email.message import Message, MIMEPart

    from oxmsg import Message as OutlookMessage

_HEADER = "mail header"
# what is attached and may be an article
_ARTICLES = (
    ".txt", ".md", ".rtf", ".html", ".htm", ".mhtml", ".mht", ".webarchive", ".pdf", ".docx", ".eml", ".msg",
)  # fmt: skip
# pictures, signatures, cards and calendars, and the footers that servers hang on
_FURNITURE_RE = re.compile(
    r".*\.(?:png|jpe?g|gif|bmp|tiff?|webp|svg|ico|heic|p7s|p7m|asc|sig|vcf|ics)|att\d+\.(?:txt|html?)|winmail\.dat|",
    re.IGNORECASE | re.DOTALL,
)
_SANE = 10_000  # a broken message may say that more is attached


def read_eml(stream: BinaryIO, deep: int = 1) -> Iterator[Extract | Trouble]:
    """The text of a message as mail programs save it, then the articles attached to it."""
    message = email.message_from_binary_file(stream, policy=email.policy.default)
    if not message.keys():
        raise ArticleError("it is not a saved message; save the mail again, or its text as .txt")
    facts = _facts(message)
    body = message.get_body(preferencelist=("plain", "html"))
    files = [(_file_name(part), part) for part in _parts(message) if part is not body]
    attached = [(name, _attached_bytes(part)) for name, part in files if name]
    if body is not None and body.get_content_type() == "text/html":
        yield extract_page(page_text(bytes_of(body), body.get_content_charset()), facts)
    elif body is not None and (_text(body).strip() or not attached):
        yield _plain(_text(body), facts)
    elif not attached:
        raise ArticleError("the message holds no text")
    yield from _attached(attached, deep)


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message that hold something, a message in it as a whole."""
    if message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.get_payload():
            if isinstance(part, email.message.Message):
                yield from _parts(part)
    else:
        yield message


def _file_name(part: Message) -> str:
    """The name under which a part is attached; blank for one that is a text or a page of the message itself."""
    name = part.get_filename()
    if part.get_content_type() == "message/rfc822":
        return f"{(name or 'message').removesuffix('.eml')}.eml"
    return name or ""


def _attached_bytes(part: Message) -> bytes | None:
    """What is attached; ``None`` for a message that is so broken that it cannot be written out again."""
    if part.get_content_type() != "message/rfc822":
        return bytes_of(part)
    inner = part.get_payload()
    whole = inner[0] if isinstance(inner, list) and inner else None
    try:
        return whole.as_bytes() if isinstance(whole, email.message.Message) else b""
    except Exception:  # the library may fail in any way on what is broken or made to harm
        return None


def _attached(files: Sequence[tuple[str, bytes | None]], deep: int) -> Iterator[Extract | Trouble]:
    """The articles among attached files; a name that comes twice is numbered."""
    others = 0
    seen: Counter[str] = Counter()
    for path, raw in files[:MOST_ATTACHED]:
        name = path.replace("\\", "/").rsplit("/", 1)[-1].strip()
        kind = kind_of(name)
        if _FURNITURE_RE.fullmatch(name):
            continue
        if kind is None or kind.suffix not in _ARTICLES or raw is None or deep > DEEPEST:
            others += 1
            continue
        seen[name] += 1
        stem = name[: -len(kind.suffix)]
        place = f"/{name}" if seen[name] == 1 else f"/{stem} ({seen[name]}){kind.suffix}"
        try:
            nested = deep + 1 if kind.suffix in (".eml", ".msg") else None
            for each in read_stream(kind, io.BytesIO(raw), nested):
                yield inside(place, each)
        except ArticleError as error:
            yield Trouble(error.why, place)
    others += len(files[MOST_ATTACHED:])
    if others:
        left = "an attached file is" if others == 1 else f"{others:,} attached files are"
        yield Trouble(f"{left} not read; save what you need beside it", warning=True)


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


def read_msg(stream: BinaryIO, deep: int = 1) -> Iterator[Extract | Trouble]:
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
        attached = _attached_to(message)
    except (ValueError, OSError, KeyError):
        raise ArticleError("it is not an Outlook message; save the mail as .eml, or its text as .txt") from None
    day = _day(headers.get("Date")) or (sent.date() if sent else None)
    facts = Facts(
        title=fact(subject),
        author=fact(parseaddr(sender or "")[0] or sender),
        published=day,
        published_from=_HEADER if day else None,
    )
    if body and body.strip():
        yield _plain(body, facts.or_else(_facts(headers)))
    elif page:
        yield extract_page(page, facts.or_else(_facts(headers)))
    elif not attached:
        raise ArticleError("the message holds no text")
    yield from _attached(attached, deep)


def _attached_to(message: OutlookMessage) -> list[tuple[str, bytes | None]]:
    """The files attached to an Outlook message; one that is another message has no bytes of its own."""
    if not 0 < message.attachment_count <= _SANE:
        return []
    found: list[tuple[str, bytes | None]] = []
    for file in message.attachments:
        whole = file.attached_by_value
        found.append((file.file_name or "", file.file_bytes if whole else None))
    return found
