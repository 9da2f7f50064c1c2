"""The side file: what an analyst knows better than the files say, by hand, in ``articles.csv`` in the folder.

One in an archive tells of the archive's articles. Its columns are ``file, title, outlet, author, published, url``, any
of them missing but ``file``, the article's name as the table shows it. A cell that is filled stands in place of what
the file says; a blank one changes nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from analysis.files.encodings import decode
from analysis.files.extracts import ArticleError, Facts, Problem, Trouble, fact, facts_told
from analysis.files.finding import why
from analysis.files.heads import read_date
from analysis.files.limits import MOST_SIDE_ROWS, TEXT_BYTES

SIDE_FILE = "articles.csv"
COLUMNS = ("file", "title", "outlet", "author", "published", "url")


@dataclass
class SideFiles:
    """The side files of the folders that are read, each read once."""

    report: Callable[[Problem], None]
    _rows: dict[Path, dict[str, Facts]] = field(default_factory=dict)
    _used: set[tuple[Path, str]] = field(default_factory=set)

    def facts(self, folder: Path, name: str) -> Facts:
        """What the folder's side file says of an article."""
        if folder not in self._rows:
            self._rows[folder] = read_side_file(folder / SIDE_FILE, self.report)
        told = self._rows[folder].get(name)
        if told is None:
            return Facts()
        self._used.add((folder, name))
        return told

    def tell_unused(self) -> None:
        """Reports the rows that no article answers to: a name that is misspelt changes nothing, and says so."""
        for folder, rows in self._rows.items():
            for name in rows:
                if (folder, name) not in self._used and (folder / name).suffix and not (folder / name).exists():
                    message = f"{folder / SIDE_FILE}: there is no article {name!r}; write its name as the table does"
                    self.report(Problem(message, warning=True))


def read_side_file(path: Path, report: Callable[[Problem], None]) -> dict[str, Facts]:
    """The facts in a side file by article; a row that cannot be read is reported and the others hold."""

    def tell(trouble: Trouble) -> None:
        report(Problem(f"{path}{trouble.place}: {trouble.message}", trouble.warning))

    try:
        if not path.is_file():
            return {}
        if path.stat().st_size > TEXT_BYTES:
            raise ArticleError(f"it is larger than {TEXT_BYTES:,} bytes; keep one row for each article")
        return side_rows(path.read_bytes(), tell)
    except ArticleError as error:
        report(Problem(error.at(str(path))))
    except OSError as error:
        report(Problem(f"{path}: {why(error)}"))
    return {}


def side_rows(raw: bytes, tell: Callable[[Trouble], None]) -> dict[str, Facts]:
    """The facts in the bytes of a side file; ``tell`` hears of each row that cannot be read.

    Raises ``ArticleError`` for what is no such table.
    """
    text, _ = decode(raw)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    found: dict[str, Facts] = {}
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
        if "file" not in reader.fieldnames:
            raise ArticleError(f"it has no column called file; its columns are {', '.join(COLUMNS)}")
        for number, row in enumerate(reader, 2):
            name = (row.get("file") or "").strip().replace("\\", "/").removeprefix("./")
            if number > MOST_SIDE_ROWS:
                raise ArticleError(f"it has more than {MOST_SIDE_ROWS:,} rows")
            if not name:
                continue
            if name in found:
                tell(Trouble(f"{name!r} has a row already; the later one is left out", f":{number}", warning=True))
                continue
            day, published = None, fact(row.get("published"))
            if published:
                try:
                    day = read_date(published)
                except (ValueError, OverflowError):
                    tell(Trouble(f"{published[:60]!r} is not a date like 2024-12-14", f":{number}"))
            found[name] = facts_told(row, day, SIDE_FILE)
    except csv.Error:
        raise ArticleError("it is not a table; save it again as CSV") from None
    return found
