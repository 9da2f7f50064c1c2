"""Saved web pages: the article of ``.html``, ``.mhtml`` (Chrome, Hunchly) and ``.webarchive`` (Safari).

trafilatura tells the article from navigation, adverts, related stories and comments; here is what it gets, and what is
taken of the page's markup. Pictures, scripts and pages inside the page are never looked at.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import plistlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from analysis.files.encodings import decode
from analysis.files.extracts import ArticleError, Extract, Facts, fact
from analysis.files.heads import below_head
from analysis.files.markup import read_markup

if TYPE_CHECKING:
    from email.message import Message

    from lxml.html import HtmlElement

_CHARSET_RE = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_RE = re.compile(r"\s*<\?xml[^>]*\?>")
_NO_SIGN_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# what stands beside an article on many sites and is no part of it, by the names that sites give to it
_STORY = 400  # letters of a cell that may be a whole story
_MOST = 0.6
_HALF = 0.5
_BESIDE = (
    "related", "recommended", "recirculation", "most-read", "most-popular", "trending", "read-more", "more-stories",
    "comments", "comment-list", "disqus", "newsletter", "promo", "advert", "advertisement", "sponsored", "outbrain",
    "taboola", "share-tools", "social-share", "cookie", "paywall", "sidebar", "live-ticker",
)  # fmt: skip
_BESIDE_RE = re.compile(rf"^(?!has-|with-|no-)(?:.*[_-])?(?:{'|'.join(_BESIDE)})(?:$|[_-])", re.IGNORECASE)


def read_page(stream: BinaryIO) -> Iterator[Extract]:
    """The article of a saved page."""
    yield extract_page(page_text(stream.read()))


def page_text(raw: bytes, charset: str | None = None) -> str:
    """A page's source as text: by its byte order mark, what the sender or the page says, or how its bytes look."""
    found = _CHARSET_RE.search(raw[:4096])
    for name in (charset, found[1].decode("ascii") if found else None):
        if name and not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            try:
                return raw.decode(name)
            except (LookupError, UnicodeError):
                continue  # it says wrongly
    try:
        return decode(raw)[0]
    except ArticleError:
        return raw.decode("utf-8", "replace")  # one broken byte in a page's scripts does not spoil its article


def extract_page(source: str, facts: Facts | None = None) -> Extract:
    """The article in a page's source, with the facts of its markup; ``facts`` are used where the markup has none.

    Raises ``ArticleError`` for a page in which no article can be found.
    """
    from lxml.html import HtmlElement
    from trafilatura.core import bare_extraction
    from trafilatura.utils import load_html

    page = load_html(_NO_SIGN_RE.sub(" ", _XML_RE.sub("", source, count=1)))
    if not isinstance(page, HtmlElement):
        raise ArticleError("no page could be found in it; open it in a browser and copy the article into a .txt file")
    told = read_markup(page).or_else(facts or Facts())
    _drop_beside(page)
    _unwrap_layout(page)
    found = bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False)
    text = (found.text if found is not None and not isinstance(found, dict) else "") or ""
    told, text = below_head(text, told)
    return Extract(text, told)


def _drop_beside(page: HtmlElement) -> None:
    """Takes out what a site names as standing beside its articles, never what holds most of the page."""
    most = _HALF * len(page.text_content())
    for tag in list(page.iter("div", "section", "aside", "ul", "ol", "nav", "footer", "form", "dialog")):
        names = f"{tag.get('class') or ''} {tag.get('id') or ''}".split()
        if tag.getparent() is None or not any(map(_BESIDE_RE.search, names)):
            continue
        if len(tag.text_content()) < most and next(tag.iter("h1", "main"), None) is None:
            tag.drop_tree()


def _unwrap_layout(page: HtmlElement) -> None:
    """Old sites are laid out in tables: of a table with nearly all its words in one cell, that cell stays."""
    for table in list(page.iter("table")):
        sizes = [(len(cell.text_content()), cell) for cell in table.iter("td")]
        size, cell = max(sizes, key=lambda sized: sized[0], default=(0, table))
        while size and (
            inner := next((c for n, c in sizes if n >= _MOST * size and c in cell.iterdescendants()), None)
        ):
            cell = inner
        if size >= _STORY and size >= _MOST * len(table.text_content()):
            parent = table.getparent()
            if parent is not None:
                cell.tag, cell.tail = "div", table.tail
                parent.replace(table, cell)


def read_mhtml(stream: BinaryIO) -> Iterator[Extract]:
    """The article of a page that a browser saved as one file, its pictures beside it."""
    message = email.message_from_binary_file(stream, policy=email.policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if part is None:
        raise ArticleError("it holds no page; save the page again as .html")
    address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
    address = fact(str(address or ""))
    url = address if address and address.startswith(("http://", "https://")) else None
    yield extract_page(page_text(bytes_of(part), part.get_content_charset()), Facts(url=url))


def bytes_of(part: Message) -> bytes:
    """What a part of a message holds, as it was before it was wrapped for sending."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def read_webarchive(stream: BinaryIO) -> Iterator[Extract]:
    """The article of a page that Safari saved."""
    try:
        main = plistlib.load(stream)["WebMainResource"]
        raw, charset, url = main["WebResourceData"], main.get("WebResourceTextEncodingName"), main["WebResourceURL"]
    except (KeyError, TypeError, plistlib.InvalidFileException):
        raise ArticleError("it is not a page that Safari saved; save the page again as .html") from None
    if not isinstance(raw, bytes):
        raise ArticleError("it holds no page; save the page again as .html")
    yield extract_page(page_text(raw, charset if isinstance(charset, str) else None), Facts(url=fact(url)))
