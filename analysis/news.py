"""What is new since the notebook was last run: readings go in; out comes which articles and claims were not there then.

What was read is kept in ``reviews/last_read.csv`` beside the articles, since a kernel forgets: each article's name,
the hash of its text, and a short hash of each claim's sentence and amount, so that a claim whose sentence stays is no
new one where another sentence of the article was changed. Only the notebook asks for this; reading alone writes
nothing. A file that is broken, or a folder that cannot be written to, is told and stops nobody.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pandas as pd

from analysis.files.extracts import in_one_line
from analysis.folder import Readings
from analysis.models import Reading
from analysis.wording import count_of
from analysis.writing import REVIEWS, LeadsOutError, csv_line, folder_of, keep_in_reviews, unguarded

FILE = "last_read.csv"
_COLUMNS = ("article", "text", "claims", "read")
_LARGEST = 200_000_000  # bytes; a folder of 100,000 articles needs 30 million
_MOST_CLAIMS = 10_000_000  # characters of one cell
_NAMED = 5


@dataclass(frozen=True)
class News:
    """What is new: names of articles, and how many claims came and went. ``since`` is blank on the first run."""

    readings: Readings
    since: datetime | None = None
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    claims_new: int = 0
    claims_gone: int = 0
    trouble: str = ""

    @property
    def inventory(self) -> pd.DataFrame:
        """The inventory of what was read, with its column ``news`` filled in."""
        marks = dict.fromkeys(self.new, "new") | dict.fromkeys(self.changed, "changed")
        marks |= {name: f"renamed, was {before}" for before, name in self.renamed}
        inventory = self.readings.inventory
        return inventory.assign(news=inventory["article"].map(marks).astype("str"))

    @property
    def lines(self) -> list[str]:
        """What was read, what is new, and what stands in no row of the inventory, a line each."""
        readings = self.readings
        read = f"{count_of(len(readings.readings), 'article')}, {count_of(len(readings.table), 'claim')}."
        rows = readings.inventory
        unread = int(rows["words"].isna().sum())
        look = f"{count_of(unread, 'file')} could not be read in whole or in part: see the end of the table."
        loose = [problem.message for problem in readings.problems if not problem.name]
        lines = [f"{read} {self._news_words()}", *([look] if unread else []), *loose]
        if not unread and not loose:
            lines.append("Every file was read.")
        return [*lines, *([in_one_line(self.trouble)] if self.trouble else [])]

    def _news_words(self) -> str:
        if self.since is None:
            return "The next run says what is new since this one."
        when = f"{self.since.day} {self.since:%b %Y, %H:%M}"
        parts = [
            f"{len(names):,} {what} ({_few(names)})"
            for what, names in (
                ("new", self.new),
                ("changed", self.changed),
                ("renamed", [f"{before} → {name}" for before, name in self.renamed]),
                ("gone", self.gone),
            )
            if names
        ]
        claims = [
            f"{count_of(count, 'claim')} {what}"
            for what, count in (("new", self.claims_new), ("gone", self.claims_gone))
            if count
        ]
        said = "; ".join(filter(None, [", ".join(parts), ", ".join(claims)]))
        return f"Since the last run ({when}): {said}." if said else f"Nothing is new since the last run ({when})."


@dataclass(frozen=True)
class _Read:
    """One article as it was read: the hash of its text, and those of its claims."""

    text: str
    claims: tuple[str, ...]


def since_last_run(readings: Readings, articles: str | Path) -> News:
    """What is new since this was last asked of the same folder (or file); what was read now is kept for the next time.

    >>> since_last_run(Readings(()), "no-such-folder").since is None
    True
    """
    path = folder_of(articles) / REVIEWS / _file_of(articles)
    now = {reading.article.name: _as_read(reading) for reading in readings.readings}
    trouble = ""
    before: dict[str, _Read] | None = None
    since = None
    try:
        before, since = _kept(path)
    except (OSError, ValueError, OverflowError, csv.Error):
        trouble = f"{path}: it could not be read, so this run counts as the first; it is written anew."
    if folder_of(articles).is_dir():
        trouble = _keep(articles, now) or trouble
    return (
        News(readings, trouble=trouble) if before is None or since is None else _compared(readings, before, now, since)
    )


def _compared(readings: Readings, before: dict[str, _Read], now: dict[str, _Read], since: datetime) -> News:
    gone = [name for name in before if name not in now]
    texts = {before[name].text: name for name in reversed(gone)}
    new, renamed = [], []
    for name in now:
        if name not in before:
            was = texts.pop(now[name].text, None)
            if was is None:
                new.append(name)
            else:
                renamed.append((was, name))
    moved = {was for was, _ in renamed}
    claims_then, claims_now = _claims(before.values()), _claims(now.values())
    return News(
        readings,
        since,
        tuple(new),
        tuple(name for name in now if name in before and now[name].text != before[name].text),
        tuple(renamed),
        tuple(name for name in gone if name not in moved),
        (claims_now - claims_then).total(),
        (claims_then - claims_now).total(),
    )


def _claims(read: Iterable[_Read]) -> Counter[str]:
    return Counter(claim for each in read for claim in each.claims)


def _as_read(reading: Reading) -> _Read:
    text = reading.article.text
    words = (f"{' '.join(claim.sentence.of(text).split())}\n{claim.quote}" for claim in reading.claims)
    claims = tuple(sha256(each.encode("utf-8", "surrogatepass")).hexdigest()[:10] for each in words)
    return _Read(reading.article.text_hash[:32], claims)


def _file_of(articles: str | Path) -> str:
    """A single file or corpus has a record of its own, lest it be held against the folder that it lies in."""
    path = Path(articles)
    return f"last_read {path.name}.csv" if path.is_file() else FILE


def _kept(path: Path) -> tuple[dict[str, _Read] | None, datetime | None]:
    """What was read the last time and when; ``None`` where nothing is kept.

    Raises ``ValueError``, ``OverflowError``, ``csv.Error`` or ``OSError`` for a file that is no such record.
    """
    try:
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return None, None
    if not path.is_file() or size > _LARGEST:
        raise ValueError("no record")  # a pipe never ends
    text = path.read_bytes().decode("utf-8-sig", "surrogatepass")
    csv.field_size_limit(max(csv.field_size_limit(), _MOST_CLAIMS))
    reader = csv.reader(io.StringIO(text, newline=""))
    if tuple(next(reader, ())) != _COLUMNS:
        raise ValueError("other columns")
    *_, read = next(reader, [""])  # the first row tells when, so that a folder that was empty has its time too
    since = datetime.fromisoformat(read).astimezone()
    return {unguarded(name): _Read(text, tuple(claims.split())) for name, text, claims, _ in reader}, since


def _keep(articles: str | Path, now: dict[str, _Read]) -> str:
    """Keeps what was read; what is to be told if that cannot be."""
    lines: list[tuple[str, ...]] = [_COLUMNS, ("", "", "", datetime.now().astimezone().isoformat(timespec="seconds"))]
    lines += [(name, read.text, " ".join(read.claims), "") for name, read in now.items()]
    text = "".join(map(csv_line, lines))
    with suppress(OSError):
        try:
            keep_in_reviews(articles, _file_of(articles), text.encode("utf-8", "surrogatepass"))
            return ""
        except LeadsOutError as error:
            return str(error)
    return f"{folder_of(articles)}: it cannot be written to, so the next run cannot tell what is new."


def _few(names: Iterable[str]) -> str:
    first = [in_one_line(name) for name in names]
    more = len(first) - _NAMED
    return ", ".join(first[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
