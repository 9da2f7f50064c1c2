"""The only reader of articles: files go in, ``Article`` comes out, problems are told in one line each.

Read are UTF-8 ``.txt`` files, all text or with an email-style head (``Outlet:``, ``Published:``, ``Title:``,
``Url:``, then a blank line), and ``.jsonl`` corpora, one article a line. In a folder ``README*``, ``articles.csv``,
``reviews/`` and hidden files are never read. Not a character of the text is changed. Other formats are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from analysis.models import Article

SUFFIXES = (".txt", ".jsonl")
_NAMED = 5
_HEAD_RE = re.compile(
    r"(?P<key>Outlet|Published|Title|Url):[ \t]*(?P<value>[^\r\n]*?)[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE
)
_BLANK_RE = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
# "14 December 2024", "Dec 14, 2024", "2024/12/14"; never 12/14/2024, which half the world reads the other way
_DATE_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d")
_RESERVED = re.compile(r"readme.*|articles\.csv|\..*", re.IGNORECASE)


class ArticleError(ValueError):
    """An article that could not be read; its message is one line that names the file and what is wrong."""


@dataclass(frozen=True)
class Problem:
    """What went wrong with one file or line. A ``warning`` says that an article was refused or read in part."""

    message: str
    warning: bool = False


@dataclass(frozen=True)
class File:
    """A file to read and the name that its article will have: its path relative to the folder asked for."""

    path: Path
    name: str


def find_files(*paths: Path | str, report: Callable[[Problem], None]) -> list[File]:
    """The readable files among paths (files, folders searched recursively, corpora), in the order of their names.

    A file that is asked for twice is read once. A path that is missing or not readable is reported and left out.
    """
    files: list[File] = []
    for path in map(Path, paths):
        try:
            if path.is_dir():
                files += _folder(path, report)
            elif not path.exists():
                report(Problem(f"{path}: there is no such file or folder"))
            elif path.suffix.lower() not in SUFFIXES or not path.is_file():
                report(Problem(f"{path}: only {' and '.join(SUFFIXES)} files are read; save the article as plain text"))
            else:
                files.append(File(path, path.name))
        except OSError as error:
            report(Problem(f"{path}: {_why(error)}"))
    return list({file.path.resolve(): file for file in reversed(files)}.values())[::-1]


def _folder(folder: Path, report: Callable[[Problem], None]) -> list[File]:
    files: list[File] = []
    waiting = [folder]
    others: list[str] = []
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            report(Problem(f"{here}: {_why(error)}"))
            continue
        for entry in entries:
            if _RESERVED.fullmatch(entry.name):
                continue
            if entry.is_dir():
                if entry.name != "reviews" and not entry.is_symlink():
                    waiting.append(entry)
            elif entry.exists() and not entry.is_file():
                continue  # a pipe or a socket never ends
            elif entry.suffix.lower() in SUFFIXES:
                files.append(File(entry, entry.relative_to(folder).as_posix()))
            else:
                others.append(entry.relative_to(folder).as_posix())
    if others:
        report(Problem(f"{folder}: left out, since only {' and '.join(SUFFIXES)} files are read: {_few(others)}", True))
    return sorted(files, key=lambda file: file.name)


def _few(names: list[str]) -> str:
    """Some names in words: all of a few, else the first and how many more."""
    names = sorted(names)
    return ", ".join(names) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more"


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower() + "; check the path and its permissions"


def read_articles(files: Iterable[File], report: Callable[[Problem], None]) -> Iterator[Article]:
    """The articles of the files, one by one; a file or line that cannot be read is reported and the rest goes on.

    Two articles never share a name: the second is reported, naming both, and left out.
    """
    seen: dict[str, str] = {}
    for file in files:
        try:
            for article, place in _read(file, report):
                if article.name in seen:
                    report(
                        Problem(
                            f"{place}: an article named {article.name!r} was already read from {seen[article.name]}"
                        )
                    )
                    continue
                seen[article.name] = place
                if article.text.strip():
                    yield article
                else:
                    report(Problem(f"{place}: it holds no text", warning=True))
        except ArticleError as error:
            report(Problem(str(error)))
        except OSError as error:
            report(Problem(f"{file.path}: {_why(error)}"))


def _read(file: File, report: Callable[[Problem], None]) -> Iterator[tuple[Article, str]]:
    if file.path.suffix.lower() == ".jsonl":
        yield from _read_corpus(file, report)
    else:
        yield read_text(file.path, file.name), str(file.path)


def read_text(path: Path, name: str | None = None) -> Article:
    """The article in a text file, its head read if it opens with one.

    Raises ``ArticleError`` for a file that is not UTF-8 text or whose ``Published:`` is not a date.
    """
    text = _decode(path.read_bytes(), path)
    head: dict[str, str] = {}
    at, line = 0, 1
    match = _HEAD_RE.match(text)
    while match:
        key = match.group("key").lower()
        head[key] = match.group("value")
        if key == "published":
            _check_date(head[key], f"{path}:{line}")
        at, line = match.end(), line + 1
        match = _HEAD_RE.match(text, at)
    blank = _BLANK_RE.match(text, at) if head else None
    if blank is None:
        return Article(name or path.name, text)
    return Article(
        name or path.name,
        text[blank.end() :],
        outlet=head.get("outlet") or None,
        published=_check_date(head.get("published", ""), str(path)),
        title=head.get("title") or None,
        url=head.get("url") or None,
    )


def _decode(raw: bytes, path: Path) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ArticleError(f"{path}:{line}: it is not UTF-8 text; save it as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ArticleError(f"{path}:{line}: it holds NUL bytes, so it is not a text file")
    return text


def _check_date(value: str, place: str) -> date | None:
    if not value:
        return None
    try:
        return read_date(value)
    except ValueError:
        raise ArticleError(
            f'{place}: "Published: {value[:60]}" is not a date like 2024-12-14; the article is left out'
        ) from None


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


def _read_corpus(file: File, report: Callable[[Problem], None]) -> Iterator[tuple[Article, str]]:
    with file.path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            place = f"{file.path}:{number}"
            if not raw.strip():
                continue
            try:
                yield _row(raw, number, file, place, report), place
            except ArticleError as error:
                report(Problem(str(error)))


def _row(raw: bytes, number: int, file: File, place: str, report: Callable[[Problem], None]) -> Article:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ArticleError(f"{place}: it is not UTF-8 text") from None
    except (ValueError, RecursionError):  # not JSON, or an integer of thousands of digits
        raise ArticleError(f"{place}: it is not JSON; each line must be one article as a JSON object") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ArticleError(f'{place}: it has no "text"; each line must be one article as a JSON object')

    def words(key: str) -> str | None:
        value = row.get(key)
        return str(value).strip() or None if isinstance(value, str | int | float) else None

    published = words("published") or words("date")
    day = None
    if published:
        try:
            day = read_date(published)
        except ValueError:
            report(
                Problem(f"{place}: {published[:60]!r} is not a date like 2024-12-14; it is left blank", warning=True)
            )
    name = words("id") or f"{file.name}#{number}"
    return Article(name, row["text"], words("outlet"), day, words("title"), words("url"))
