"""What the readers of files give: the text as extracted, the facts around it, and what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from analysis.files.limits import LONGEST_FACT


class ArticleError(ValueError):
    """A file that could not be read: what is wrong and what to do, and the line if it is known."""

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why if line is None else f"line {line}: {why}")
        self.why, self.line = why, line

    def at(self, place: str) -> str:
        """The message with the place in front: ``storm.txt:2: it is …``."""
        return f"{place}: {self.why}" if self.line is None else f"{place}:{self.line}: {self.why}"


@dataclass(frozen=True)
class Problem:
    """What went wrong with one file or line. A ``warning`` says that an article was refused or read in part.

    ``name`` is the article that it is about, or the file in which none was found, and ``why`` what is told of it;
    both are blank where it is about no single one. ``also`` are other articles with what is told of them by it.

    >>> print(Problem("a\\nb.txt: it holds no text").message)
    a\\nb.txt: it holds no text
    """

    message: str
    warning: bool = False
    name: str = ""
    why: str = ""
    also: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", in_one_line(self.message))
        object.__setattr__(self, "why", in_one_line(self.why))


def in_one_line(text: str) -> str:
    """A text whose line breaks and control signs are written out, so that a file's name can neither break a line nor
    turn it around.

    >>> in_one_line("a\\u202etxt.exe")
    'a\\\\u202etxt.exe'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


@dataclass(frozen=True)
class Facts:
    """What a file says about its article. ``published_from`` is where the date stands: "head", "JSON-LD"."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    published_from: str | None = None
    url: str | None = None

    def or_else(self, others: Facts) -> Facts:
        """These facts, and the others where these are blank.

        >>> Facts(title="Storm").or_else(Facts(title="A storm", outlet="Wire"))
        Facts(title='Storm', outlet='Wire', author=None, published=None, published_from=None, url=None)
        """
        own = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}
        if self.published is not None:
            own["published_from"] = self.published_from
        return replace(others, **own)


NO_FACTS = Facts()


def fact(value: object) -> str | None:
    """A fact's words: white space evened out, ``None`` for nothing, cut where nobody's title is so long.

    >>> fact("  A\\n storm "), fact(""), fact(17), fact(None), fact(["no"])
    ('A storm', None, '17', None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = " ".join(str(value)[: 4 * LONGEST_FACT].split()).replace("\0", "")
    return words[:LONGEST_FACT] or None


def facts_told(told: Mapping[str, object], published: date | None, where: str) -> Facts:
    """The facts that a head or a row tells under the codebook's names; ``where`` its date stands, if it has one.

    >>> facts_told({"title": " A storm ", "place": "Elmford"}, date(2024, 5, 2), "head").published_from
    'head'
    """
    words = {name: fact(told.get(name)) for name in ("title", "outlet", "author", "url")}
    return Facts(**words, published=published, published_from=where if published else None)


@dataclass(frozen=True)
class Extract:
    """One article as a reader found it.

    ``name`` and ``place`` are added to the file's own for an article inside it: "#3" and ":3", "/storm.html"; an
    ``id`` stands in place of both.
    """

    text: str
    facts: Facts = NO_FACTS
    format: str = ""
    source_hash: str = ""
    name: str = ""
    place: str = ""
    id: str | None = None

    def packed(self) -> dict[str, Any]:
        """The extract as JSON can carry it."""
        row = {f.name: getattr(self, f.name) for f in fields(self)}
        day = self.facts.published
        return {**row, "facts": {**vars(self.facts), "published": day.isoformat() if day else None}}

    @classmethod
    def unpacked(cls, row: dict[str, Any]) -> Extract:
        """The extract back again.

        >>> extract = Extract("Ten died.", Facts(published=date(2024, 12, 14)))
        >>> Extract.unpacked(extract.packed()) == extract
        True
        """
        facts = dict(row["facts"])
        facts["published"] = date.fromisoformat(facts["published"]) if facts["published"] else None
        return cls(**{**row, "facts": Facts(**facts)})


@dataclass(frozen=True)
class Trouble:
    """What a reader has to tell about a part of a file; ``place`` as in ``Extract``."""

    message: str
    place: str = ""
    warning: bool = False


def inside(place: str, found: Extract | Trouble) -> Extract | Trouble:
    """What a file in a file holds, as the outer one's own.

    >>> inside("/storm.eml", Extract("Ten died.", name="/a.txt", place="/a.txt")).name
    '/storm.eml/a.txt'
    """
    if isinstance(found, Trouble):
        return replace(found, place=place + found.place)
    return replace(found, name=place + found.name, place=place + found.place)
