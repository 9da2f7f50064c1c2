"""Brings articles into the folder: uploaded files and pasted texts go in, one line on what came of each comes out.

A file is read before it is written, as the folder will be, so that nothing lies there that cannot be read; it gets a
name that is safe and that is read, never the place of another file, and is whole or absent. A text that is in the
folder already is refused, one that is nearly the same is told. What was brought in last can be taken out again, as
long as it is as it was written. Nothing here touches the network.
"""

from __future__ import annotations

import hashlib
import itertools
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from analysis.claims import read_claims
from analysis.files.duplicates import Duplicates
from analysis.files.extracts import Problem, in_one_line
from analysis.files.finding import File, find_files, why
from analysis.files.kinds import KINDS, kind_of, suffixes
from analysis.files.limits import ARCHIVE_BYTES, MEGABYTE
from analysis.files.names import safe_file_name
from analysis.files.reading import read_articles
from analysis.models import Article, Reading
from analysis.pasted import Pasted, RefusedError, file_of
from analysis.wording import count_of
from analysis.writing import drafted, numbered, placed

ACCEPTED = tuple(KINDS)  # the suffixes of what can be brought in
_LOOKED_AT = 200  # articles of a corpus or an archive that are looked at beforehand
_COUNTED = 60_000  # characters of a text whose claims are counted at once: half a second
_NAME_SHOWN = 80


@dataclass(frozen=True)
class Told:
    """What came of one file: a line, and whether it is a ``problem``; ``path`` is what was written or taken out."""

    words: str
    problem: bool = False
    path: Path | None = None


@dataclass(frozen=True)
class _Written:
    path: Path
    digest: str
    pasted: Pasted | None = None


@dataclass
class Inbox:
    """What is brought into one folder; ``known`` are the articles that are there, if they were read before.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     inbox = Inbox(Path(folder))
    ...     told = inbox.bring_text(Pasted("Forty boats sank.", title="Storm", published="14 Dec 2024"))
    ...     told.path.name, "1 claim" in told.words, inbox.bring_text(Pasted("Forty  boats sank.")).problem
    ('2024-12-14 Storm.txt', True, True)
    """

    folder: Path
    known: Sequence[Article] | None = None
    _batches: list[tuple[_Written, ...]] = field(default_factory=list)
    _added: list[tuple[Path, Article]] = field(default_factory=list)
    _texts: Duplicates | None = None

    def bring_files(self, files: Iterable[tuple[str, bytes]]) -> list[Told]:
        """Brings uploaded files in, each by its name and content; they are taken out again together."""
        written: list[_Written] = []
        try:
            return [self._bring(name, content, written) for name, content in files]
        finally:
            self._remember(written)

    def bring_text(self, pasted: Pasted) -> Told:
        """Brings a pasted text in, as a ``.txt`` file with a head that holds what is known of it."""
        written: list[_Written] = []
        try:
            name, content = file_of(pasted)
        except RefusedError as refused:
            return Told(f"Not added: {refused}", problem=True)
        told = self._bring(name, content, written, pasted)
        self._remember(written)
        return told

    @property
    def last(self) -> tuple[str, ...]:
        """The names of what was brought in last and can be taken out again."""
        return tuple(each.path.name for each in self._batches[-1]) if self._batches else ()

    def take_out(self) -> tuple[list[Told], Pasted | None]:
        """Takes out what was brought in last, and gives its pasted text back; what was changed since stays."""
        batch = self._batches.pop() if self._batches else ()
        told = [_taken_out(each) for each in batch]
        gone = {each.path for each in told if not each.problem}
        self._added = [(path, article) for path, article in self._added if path not in gone]
        self._texts = None
        return told, next((each.pasted for each in batch if each.pasted and each.path in gone), None)

    def kept_on(self, known: Sequence[Article] | None) -> Inbox:
        """The same inbox after the folder was read again: what was brought in can still be taken out."""
        read = {article.name for article in known or ()}
        added = [(path, article) for path, article in self._added if known is not None and article.name not in read]
        return Inbox(self.folder, known, self._batches, added)

    def _remember(self, written: Sequence[_Written]) -> None:
        if written:
            self._batches.append(tuple(written))

    @property
    def _there(self) -> Duplicates:
        """The texts of the folder, looked through when they are first needed."""
        if self._texts is None:
            if self.known is None:
                self.known = _read_without_claims(self.folder)
            self._texts = Duplicates()
            for article in (*self.known, *(article for _, article in self._added)):
                if self._is_there(article.name):
                    self._texts.add(article)
        return self._texts

    def _bring(self, name: str, content: bytes, written: list[_Written], pasted: Pasted | None = None) -> Told:
        shown = (
            "The pasted text" if pasted else in_one_line(name if len(name) <= _NAME_SHOWN else f"{name[:_NAME_SHOWN]}…")
        )
        try:
            safe = _named(name, len(content))
            articles, problems = _read(safe, content)
            if not articles:
                raise RefusedError(problems[0].why if problems else "no article was found in it")
            alike = self._alike(articles, whole=len(articles) < _LOOKED_AT)
            path = self._write(safe, content)
        except RefusedError as refused:
            return Told(f"{shown}: not added; {refused}.", problem=True)
        except OSError as error:
            return Told(f"{shown}: not added; {why(error)}.", problem=True)
        written.append(_Written(path, hashlib.sha256(content).hexdigest(), pasted))
        for article in articles:
            self._take_in(article, safe, path)
        named = path.name if pasted or path.name == name else f"{shown} as {path.name}"
        asides = [_found(articles), alike, *(problem.why for problem in problems[:1])]
        return Told(f"{named} written into {self.folder}: {'; '.join(filter(None, asides))}.", path=path)

    def _take_in(self, article: Article, safe: str, path: Path) -> None:
        """Knows of an article that was brought in, under the name that its file has got."""
        known = Article(
            article.name.replace(safe, path.name, 1), article.text, article.outlet, source_hash=article.source_hash
        )
        self._there.add(known)
        self._added.append((path, known))

    def _alike(self, articles: Sequence[Article], *, whole: bool) -> str:
        """What to tell of texts that are in the folder already; refused if there is nothing else in the file."""
        likes = map(self._there.like, articles)
        found = [like for like in likes if like is not None and self._is_there(like.name)]
        same = [like for like in found if like.same and not like.elsewhere]
        if whole and len(same) == len(articles):
            many = "" if len(articles) == 1 else f" (and so on for all of its {len(articles):,} articles)"
            better = "what you know better of it goes into articles.csv"
            raise RefusedError(f"{same[0].name} in the folder has the same text{many}; {better}")
        if len(articles) == 1:
            return "; ".join(like.words for like in found)
        have = "has" if len(found) == 1 else "have"
        return f"{len(found):,} of its articles {have} the text of others in the folder, or nearly" if found else ""

    def _is_there(self, name: str) -> bool:
        """Whether an article is still in the folder, as far as its name tells a file."""
        inside = Path(name.partition("#")[0])
        with suppress(OSError):  # an id in a corpus may be longer than any file's name
            if any((self.folder / path).is_file() for path in (inside, *inside.parents)):
                return True
        return kind_of(inside.name) is None

    def _write(self, name: str, content: bytes) -> Path:
        """Where the file was written: under its name, or the first number that is free."""
        if not self.folder.is_dir():
            raise RefusedError(f"there is no folder {in_one_line(str(self.folder))}; make it, or name another above")
        with drafted(self.folder / name, content) as draft:
            for number in itertools.count(1):
                path = numbered(self.folder / name, number)
                if placed(draft, path):
                    return path
        raise AssertionError("numbers do not end")


def _read_without_claims(folder: Path) -> list[Article]:
    problems: list[Problem] = []  # told when the folder is read
    return list(read_articles(find_files(folder, report=problems.append), problems.append))


def _named(name: str, size: int) -> str:
    """The name that a file may have in the folder; refused if it is of no kind, holds nothing or too much."""
    safe = safe_file_name(name)
    kind = kind_of(safe or "")
    if safe is None or kind is None:
        raise RefusedError(f"only {suffixes()} files are read, so save it as one of them")
    if not size:
        raise RefusedError("it is empty, so save it again and upload that")
    largest = kind.largest or ARCHIVE_BYTES
    if size > largest:
        what = "no article is, so split or shorten it" if kind.largest else "put it into the folder by hand"
        raise RefusedError(f"it is larger than {largest // MEGABYTE:,} MB; {what}")
    return safe


def _read(name: str, content: bytes) -> tuple[list[Article], list[Problem]]:
    """The first articles of a file, read in a place of its own, and what is to be told of them."""
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / name
        path.write_bytes(content)
        reading = read_articles([File(path, name, path.parent)], problems.append)
        articles = list(itertools.islice(reading, _LOOKED_AT))
        reading.close()  # type: ignore[attr-defined] # it has a process to end
    return articles, [problem for problem in problems if problem.why]


def _found(articles: Sequence[Article]) -> str:
    """How many claims a text holds, or how many articles a file."""
    if len(articles) > 1:
        return f"{len(articles):,} articles" if len(articles) < _LOOKED_AT else f"{len(articles):,} articles or more"
    if len(articles[0].text) > _COUNTED:
        return f"{count_of(len(articles[0].text.split()), 'word')}"
    try:
        readings: list[Reading] = list(read_claims(articles, lambda article, error: None))
    except Exception:  # the count is a courtesy: what is wrong is told when the cells are run again
        return ""
    return count_of(len(readings[0].claims), "claim") if readings else ""


def _taken_out(written: _Written) -> Told:
    """What came of taking a file out: it must be the very one that was written."""
    path = written.path
    try:
        if path.is_symlink() or not path.is_file():
            return Told(f"{path.name} is not there any more; nothing was taken out.", problem=True)
        if hashlib.sha256(path.read_bytes()).hexdigest() != written.digest:
            return Told(f"{path.name} was changed since it was written, so it stays; delete it by hand.", problem=True)
        path.unlink()
    except OSError as error:
        return Told(f"{path.name} stays; {why(error)}.", problem=True)
    return Told(f"{path.name} was taken out of {path.parent} again.", path=path)
