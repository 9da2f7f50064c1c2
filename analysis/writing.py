"""How a file is written so that nothing is lost and nothing is run: bytes or cells go in.

A file is whole or absent: it is written as a draft beside its place and moved there, never through a link. What a
spreadsheet might run as a formula is preceded by an apostrophe: where a cell begins, and where one would begin were the
file parted at another sign than the comma. ``unguarded`` gives every text back as it was.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

REVIEWS = "reviews"  # the folder beside the articles in which is kept what was decided and read; never read as articles
DEVICE_RE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])", re.IGNORECASE)  # names on Windows
# what may stand before a formula's first sign and not hide it: blanks, quotes, and signs that nobody sees
_UNSEEN = "[ \"'\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]*"
_FORMULA = rf"{_UNSEEN}[=+\-@＝＋－＠]"
# a cell that begins with a tab or a new line may be trimmed, and then run
_START_RE = re.compile(rf"{_FORMULA}|{_UNSEEN}[\t\r\n]")
# at these signs some spreadsheets part cells, and do not see the quotes around them
_BEHIND_RE = re.compile(rf"[;|\t\r\n](?={_FORMULA})")
_GUARDED_BEHIND_RE = re.compile(rf"([;|\t\r\n])'(?={_FORMULA})")
_QUOTED_RE = re.compile('[",;|\t\r\n]')


class LeadsOutError(Exception):
    """A file that would be written out of the folder, since a link stands in its way; the message says what to do."""


@contextmanager
def drafted(path: Path, content: bytes) -> Iterator[Path]:
    """A draft of the file beside its place, gone at the end unless it was moved there."""
    draft = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with draft.open("xb") as file:
            file.write(content)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def numbered(path: Path, number: int) -> Path:
    """The path under a number, so that nothing is overwritten.

    >>> numbered(Path("claims.csv"), 1).name, numbered(Path("claims.csv"), 2).name
    ('claims.csv', 'claims-2.csv')
    """
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def placed(draft: Path, path: Path) -> bool:
    """Whether a draft came to stand at a path; whatever stood there first, even a broken link, is left as it is."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            return False
        draft.rename(path)
    return True


def folder_of(articles: str | Path) -> Path:
    """The folder in which what belongs to some articles is kept; of a single file the one that it lies in."""
    path = Path(articles)
    return path.parent if path.is_file() else path


def keep_in_reviews(articles: str | Path, name: str, content: bytes) -> Path:
    """Writes a file into ``reviews/`` beside the articles, in the place of an older one at once; returns its path.

    Raises ``LeadsOutError`` where a link leads out of the folder, ``OSError`` where the folder cannot be written to.
    """
    folder = folder_of(articles)
    path = folder / REVIEWS / name
    path.parent.mkdir(exist_ok=True)
    if path.is_symlink() or path.parent.resolve() != folder.resolve() / REVIEWS:
        raise LeadsOutError(f"{path}: it leads out of the folder; put a plain file in its place")
    with drafted(path, content) as draft:
        draft.replace(path)
    return path


def guarded(cell: str) -> str:
    """A cell's text that no spreadsheet runs, wherever it parts the cells.

    >>> guarded("=1+1"), guarded("40"), guarded(" ＝1; -2")
    ("'=1+1", '40', "' ＝1;' -2")
    """
    guard = "'" if _START_RE.match(cell) else ""
    return guard + _BEHIND_RE.sub(r"\g<0>'", cell)


def unguarded(cell: str) -> str:
    """The text as it was before it was guarded, whatever it was.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded(guarded("'=1+1"))
    ('=1+1', "'tis", "'=1+1")
    """
    cell = cell[1:] if cell[:1] == "'" and _START_RE.match(cell, 1) else cell
    return _GUARDED_BEHIND_RE.sub(r"\1", cell)


def csv_cell(text: str) -> str:
    """A text as a cell of a CSV file: guarded, and in quotes where a sign of it might part cells; NUL becomes �.

    >>> csv_cell("a;b"), csv_cell("=1+1")
    ('"a;b"', "'=1+1")
    """
    text = guarded(text.replace("\x00", "\ufffd"))
    return '"' + text.replace('"', '""') + '"' if _QUOTED_RE.search(text) else text


def csv_line(cells: Iterable[str]) -> str:
    """Some texts as a line of a CSV file.

    >>> print(csv_line(["+40", "killed; wounded"]), end="")
    '+40,"killed; wounded"
    """
    return ",".join(map(csv_cell, cells)) + "\n"
