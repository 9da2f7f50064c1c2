"""Names for files that are brought into a folder: any name goes in, one that is safe and that is read comes out.

A name may come from another machine, or be made to harm. What leads elsewhere, hides the file, means a device on
Windows, fools the eye or is kept for something else is taken out of it; letters of any script stay.
"""

from __future__ import annotations

import re
import unicodedata

from analysis.files.finding import RESERVED_RE
from analysis.files.kinds import kind_of
from analysis.writing import DEVICE_RE

_LONGEST_STEM = 100  # letters
_MOST_BYTES = 200  # of 255 that disks allow, since a number may be added
_PREFIX = "article"
_FORBIDDEN_RE = re.compile(r'[<>:"|?*#%&{}$!\'`^=+@;\\/]+')  # on Windows, in addresses and in command lines


def safe_file_name(name: str) -> str | None:
    """The name under which a file may lie in the folder; ``None`` if it is of no kind that is read.

    >>> safe_file_name("../../etc/Storm news.TXT"), safe_file_name("C:\\\\con.html"), safe_file_name("README.md")
    ('Storm news.txt', 'article-con.html', 'article-README.md')
    >>> safe_file_name("-rf \\u202etxt.pdf"), safe_file_name(".html.txt"), safe_file_name("storm.exe")
    ('rf txt.pdf', 'html.txt', None)
    """
    last = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())
    kind = kind_of(_printable(last).strip(" ."))
    if kind is None:
        return None
    stem = _printable(last).strip(" .").rpartition(".")[0]
    return _free_of_meaning(safe_stem(stem), kind.suffix)


def safe_stem(words: str) -> str:
    """Words as a name without a suffix; blank if nothing of them can be in one.

    >>> safe_stem("Flood: 40 dead?"), safe_stem("…/…"), safe_stem("Überflutung in Łódź")
    ('Flood- 40 dead', '…-…', 'Überflutung in Łódź')
    """
    stem = _FORBIDDEN_RE.sub("-", " ".join(_printable(words).split()))
    stem = _cut(stem.strip(" .-_~"))
    return stem.strip(" .-_~")


def _free_of_meaning(stem: str, suffix: str) -> str:
    """The whole name, where it means a device or is kept for something else with a word before it."""
    if not stem:
        return f"{_PREFIX}{suffix}"
    if RESERVED_RE.fullmatch(stem + suffix) or DEVICE_RE.fullmatch(stem.partition(".")[0].strip()):
        return f"{_PREFIX}-{stem}{suffix}"
    return stem + suffix


def _printable(name: str) -> str:
    """A name without controls, signs that turn a line around and halves of letters; white space is a space."""
    whole = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode("utf-8"))
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in whole)


def _cut(stem: str) -> str:
    """As much of a name as a disk allows."""
    return stem[:_LONGEST_STEM].encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
