"""Reads the word lists in ``lexicons/``: CSV rows go out, each with an example of its use.

Vocabulary is data, one row a phrase, editable in a spreadsheet; grammar is code. Files are read once, the
first time that a room asks for them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "lexicons"

# The calendar is grammar: no reader will add a day to it.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``lexicons/NAME.csv`` as dictionaries, in the file's order.

    >>> read_rows("hedges")[0]["qualifier"] in {"about", "at least", "more than", "nearly", "up to", "fewer than"}
    True
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def read_words(name: str, column: str = "word") -> frozenset[str]:
    """All that stands in one column of ``lexicons/NAME.csv``.

    >>> "dead" in read_words("states"), "alive" in read_words("states")
    (True, False)
    """
    return frozenset(row[column] for row in read_rows(name))


def split_list(cell: str) -> list[str]:
    """The entries of a cell that holds several, parted by semicolons.

    >>> split_list("km; kilometres"), split_list("")
    (['km', 'kilometres'], [])
    """
    return [entry.strip() for entry in cell.split(";") if entry.strip()]


def alternatives(phrases: Iterable[str]) -> str:
    """A regular expression that matches any of the phrases, the longest first, spaces matching any white space.

    Phrases that begin alike share their beginning, so that a long list costs little more than a short one. Where case
    is ignored, give them in lower case: "MB/s" and "mb" begin alike only then.

    >>> alternatives(["at", "at least"])
    'at(?:\\\\s+least)?'
    """
    tree: dict[str, Any] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        branch = tree
        for sign in re.sub(" +", " ", phrase):
            branch = branch.setdefault(r"\s+" if sign == " " else _escaped(sign), {})
        branch[_END] = {}
    return _joined(tree)


_END = ""
_escaped = cache(re.escape)


def _joined(branch: dict[str, Any]) -> str:
    """The pattern of a tree of signs; what ends here may go on, the longer phrase first."""
    ways = [sign + _grouped(rest) for sign, rest in branch.items() if sign != _END]
    return "|".join(ways)


def _grouped(rest: dict[str, Any]) -> str:
    """What follows a sign: nothing, one way on, or several in brackets."""
    ways = [sign for sign in rest if sign != _END]
    if not ways:
        return ""
    if len(ways) == 1 and _END not in rest:
        return _joined(rest)
    return f"(?:{_joined(rest)})" + ("?" if _END in rest else "")


def small_letters(text: str) -> str:
    """A text in small letters, letter for letter as long, so that offsets stay.

    >>> small_letters("At LEAST 40"), len(small_letters("İzmir"))
    ('at least 40', 5)
    """
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def small_re(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression for texts in ``small_letters``: it tells no capitals, at a third of what IGNORECASE costs.

    >>> small_re(r"\\b14 GMT\\b").pattern
    '\\\\b14 gmt\\\\b'
    """
    return re.compile(re.sub(r"\\.|[A-Z]", lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), pattern), flags)
