"""Lists the files to read: paths go in, files with the names of their articles come out.

Folders are searched recursively. Never read are ``README*``, ``articles.csv``, ``reviews/`` and hidden files, and
nothing that a link in the folder points to outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.files.extracts import Problem
from analysis.files.kinds import kind_of, suffixes

_NAMED = 5
RESERVED_RE = re.compile(r"readme.*|articles\.csv|\..*|reviews/.*|__macosx/.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class File:
    """A file to read and the name that its article will have: its path relative to the folder asked for.

    ``folder`` is that folder, whose side files may tell more of it; for a single file the one that holds it.
    """

    path: Path
    name: str
    folder: Path

    @property
    def many(self) -> bool:
        """Whether it may hold any number of articles."""
        kind = kind_of(self.path.name)
        return kind is not None and kind.many


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
            elif kind_of(path.name) is None or not path.is_file():
                report(Problem(f"{path}: only {suffixes()} files are read; save the article as one of them"))
            else:
                files.append(File(path, path.name, path.parent))
        except OSError as error:
            report(Problem(f"{path}: {why(error)}"))
        except ValueError:
            report(Problem(f"{path}: it is not a path"))  # a NUL byte in it
    return list({file.path.resolve(): file for file in reversed(files)}.values())[::-1]


def _folder(folder: Path, report: Callable[[Problem], None]) -> list[File]:
    files: list[File] = []
    waiting, home = [folder], folder.resolve()
    others: list[str] = []
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            report(Problem(f"{here}: {why(error)}"))
            continue
        for entry in entries:
            if RESERVED_RE.fullmatch(entry.name):
                continue
            if entry.is_dir():
                if entry.name != "reviews" and not entry.is_symlink():
                    waiting.append(entry)
            elif entry.exists() and not entry.is_file():
                continue  # a pipe or a socket never ends
            elif kind_of(entry.name) is None:
                others.append(entry.relative_to(folder).as_posix())
            elif entry.is_symlink() and not entry.resolve().is_relative_to(home):
                why_not = "it is a link out of the folder; copy the file into it"
                name = entry.relative_to(folder).as_posix()
                report(Problem(f"{entry}: {why_not}", warning=True, name=name, why=why_not))
            else:
                files.append(File(entry, entry.relative_to(folder).as_posix(), folder))
    if others:
        report(Problem(f"{folder}: left out, since they are no files of articles: {_few(others)}", warning=True))
    return sorted(files, key=lambda file: file.name)


def _few(names: list[str]) -> str:
    """Some names in words: all of a few, else the first and how many more."""
    names = sorted(names)
    return ", ".join(names) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more"


def why(error: OSError) -> str:
    """What the system said of a path, and what to look at."""
    return (error.strerror or type(error).__name__).lower() + "; check the path and its permissions"
