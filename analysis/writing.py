"""How a file is written so that nothing is lost and nothing is run: bytes or cells go in.

A file is whole or absent: it is written as a draft beside its place and moved there. A cell that a spreadsheet might
run as a formula is preceded by an apostrophe.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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


def guarded(cell: str) -> str:
    """A cell's text that no spreadsheet runs.

    >>> guarded("=1+1"), guarded("40")
    ("'=1+1", '40')
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def unguarded(cell: str) -> str:
    """The text as it was before it was guarded.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA_STARTS) else cell
