"""What a page's own markup says of its article: title, outlet, author, date and URL, by JSON-LD, OpenGraph and meta.

Only what the publisher wrote down for machines is taken, never a date out of the visible text or the URL: a guess
would look like a fact. The first that says something wins: JSON-LD, then OpenGraph, meta tags, microdata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from analysis.files.extracts import Facts, fact
from analysis.files.heads import date_or_none

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_RE = re.compile(r"(?:.*Article|.*BlogPosting|Report)")
_SAVED_RE = re.compile(r"saved from url=\(\d+\)(\S+)")
_META_DATES = (
    "date", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "citation_publication_date",
)  # fmt: skip
_DEEPEST_JSON = 6


def read_markup(page: HtmlElement) -> Facts:
    """The facts that a parsed page declares."""
    metas = _metas(page)
    facts = _json_ld(page).or_else(_open_graph(metas)).or_else(_meta(metas)).or_else(_microdata(page))
    return facts.or_else(Facts(title=_title(page, facts.outlet), url=_link(page)))


def _metas(page: HtmlElement) -> dict[str, str]:
    """The meta tags by name or property; of two of one name the first."""
    found: dict[str, str] = {}
    for tag in page.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        content = (tag.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _facts(title: Any, outlet: Any, author: Any, day: date | None, where: str, url: Any) -> Facts:
    return Facts(fact(title), fact(outlet), fact(author), day, where if day else None, _address(url))


def _address(value: Any) -> str | None:
    """A web address; anything else that stands in its place is none."""
    url = fact(value)
    return url if url and re.match(r"https?://\S+\Z", url, re.IGNORECASE) else None


def _json_ld(page: HtmlElement) -> Facts:
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            told = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(told):
            if any(isinstance(kind, str) and _ARTICLE_RE.fullmatch(kind) for kind in _list(item.get("@type"))):
                return _facts(
                    item.get("headline") or item.get("name"),
                    _name(item.get("publisher")),
                    _names(item.get("author")),
                    date_or_none(item.get("datePublished")),
                    "JSON-LD",
                    item.get("url") or _id(item.get("mainEntityOfPage")),
                )
    return Facts()


def _items(told: Any, deep: int = 0) -> Iterator[dict[str, Any]]:
    """The things a JSON-LD block describes at its top; what lists hold of other pages is left out."""
    if isinstance(told, list) and deep < _DEEPEST_JSON:
        for each in told:
            yield from _items(each, deep + 1)
    elif isinstance(told, dict):
        yield told
        if deep < _DEEPEST_JSON:
            yield from _items(told.get("@graph"), deep + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any) -> str | None:
    for each in _list(value):
        name = fact(each.get("name") if isinstance(each, dict) else each)
        if name and _address(name) is None:
            return name
    return None


def _names(value: Any) -> str | None:
    names = [name for each in _list(value) if (name := _name(each))]
    return ", ".join(dict.fromkeys(names)) or None


def _id(value: Any) -> Any:
    return value.get("@id") if isinstance(value, dict) else value


def _open_graph(metas: dict[str, str]) -> Facts:
    author = metas.get("article:author", "")
    return _facts(
        metas.get("og:title"),
        metas.get("og:site_name"),
        None if _address(author) else author,
        date_or_none(metas.get("article:published_time") or metas.get("og:article:published_time")),
        "OpenGraph",
        metas.get("og:url"),
    )


def _meta(metas: dict[str, str]) -> Facts:
    days = (date_or_none(metas.get(name)) for name in _META_DATES)
    return _facts(
        metas.get("title") or metas.get("dc.title") or metas.get("twitter:title"),
        metas.get("application-name") or metas.get("dc.publisher") or metas.get("citation_journal_title"),
        metas.get("author") or metas.get("parsely-author") or metas.get("dc.creator"),
        next((day for day in days if day), None),
        "meta",
        None,
    )


def _microdata(page: HtmlElement) -> Facts:
    for tag in page.iter("time", "meta", "span"):
        if tag.get("itemprop") == "datePublished":
            day = date_or_none(tag.get("datetime") or tag.get("content"))
            if day:
                return Facts(published=day, published_from="microdata")
    return Facts()


def _title(page: HtmlElement, outlet: str | None) -> str | None:
    """The page's title, without the outlet that many sites put behind it."""
    title = fact(next((tag.text_content() for tag in page.iter("title")), None))
    if title and outlet:
        parted = re.fullmatch(r"(.+?)\s+[|–—-]\s+" + re.escape(outlet), title, re.IGNORECASE)
        return parted[1] if parted else title
    return title


def _link(page: HtmlElement) -> str | None:
    """The page's canonical address, or the one that a browser noted when it saved the page."""
    for tag in page.iter("link"):
        if (tag.get("rel") or "").lower() == "canonical" and (url := _address(tag.get("href"))):
            return url
    before = page.getroottree().getroot().itersiblings(preceding=True)
    notes = [note.text or "" for note in before if isinstance(note.tag, type(len)) or callable(note.tag)]
    saved = next((match for note in notes if (match := _SAVED_RE.search(note))), None)
    return _address(saved[1]) if saved else None
