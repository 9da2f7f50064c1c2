"""Archives: each file in a ``.zip`` is read as if it lay in a folder; nothing is ever written to the disk.

An article is named by the archive and its own path, "march.zip/a/storm.html". Archives in archives are read a few deep.
An ``articles.csv`` in it tells of the articles beside and below it. A member's name is a label only; one that leads out
of the archive is refused all the same.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from analysis.files.extracts import ArticleError, Extract, Facts, Trouble, inside
from analysis.files.finding import RESERVED_RE
from analysis.files.kinds import kind_of
from analysis.files.limits import DEEPEST, DOCUMENT_BYTES, MEGABYTE, TEXT_BYTES, UNPACKED_BYTES
from analysis.files.packing import open_archive
from analysis.files.readers import read_stream
from analysis.files.side import SIDE_FILE, side_rows

_OUTSIDE_RE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:")


def read_zip(stream: BinaryIO, deep: int = 1) -> Iterator[Extract | Trouble]:
    """The articles of an archive, in the order of their names; what is no article is left out."""
    if deep > DEEPEST:
        raise ArticleError(f"it is the {deep}th archive in an archive; unpack it into the folder")
    others = unpacked = 0
    sides = _Sides()
    with open_archive(stream, UNPACKED_BYTES) as archive:
        for member in archive.infolist():
            name = member.filename.replace("\\", "/")
            folder, file = name[: name.rfind("/") + 1], name.rsplit("/", 1)[-1]
            if file.casefold() == SIDE_FILE and not _OUTSIDE_RE.search(name) and not folder.startswith("__MACOSX/"):
                try:
                    raw = _unpack(archive, member, TEXT_BYTES)
                    unpacked += len(raw)
                    _check_unpacked(unpacked)
                    yield from sides.read(folder, raw)
                except ArticleError as error:
                    yield Trouble(error.why, "/" + name)
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            name = member.filename.replace("\\", "/")
            place = "/" + name
            if member.is_dir():
                continue
            if _OUTSIDE_RE.search(name):
                yield Trouble("its name leads out of the archive; it is left out", f"/{name}", warning=True)
                continue
            if name.rsplit("/", 1)[-1].casefold() == SIDE_FILE:
                continue
            kind = kind_of(name)
            if any(RESERVED_RE.fullmatch(part) for part in name.split("/")) or re.match(
                r"(?i)reviews/|__macosx/", name
            ):
                continue
            if kind is None:
                others += 1
                continue
            try:
                raw = _unpack(archive, member, kind.largest or DOCUMENT_BYTES)
                unpacked += len(raw)
                _check_unpacked(unpacked)
                inner = io.BytesIO(raw)
                found = read_zip(inner, deep + 1) if kind.suffix == ".zip" else read_stream(kind, inner)
                for each in found:
                    each = inside(place, each)
                    yield sides.told(each) if isinstance(each, Extract) else each
            except ArticleError as error:
                yield Trouble(error.why, place if error.line is None else f"{place}:{error.line}")
    yield from sides.unused()
    if others:
        yield Trouble(f"{others:,} of its files are left out, since they are no files of articles", warning=True)


class _Sides:
    """The side files of an archive, each for the articles below its folder; the nearest one tells of an article."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Facts]] = {}
        self._nearest: dict[str, str] = {}  # the deepest folder whose side file has a row of this name
        self._used: set[tuple[str, str]] = set()

    def read(self, folder: str, raw: bytes) -> Iterator[Extract | Trouble]:
        """Reads the side file of a folder ("a/"); yields what cannot be read of it."""
        troubles: list[Trouble] = []
        try:
            self._rows[folder] = side_rows(raw, troubles.append)
        except ArticleError as error:
            troubles.append(Trouble(error.why))
        for name in self._rows.get(folder, ()):
            if len(folder) > len(self._nearest.setdefault(name, folder)):
                self._nearest[name] = folder
        yield from (inside(f"/{folder}{SIDE_FILE}", trouble) for trouble in troubles)

    def told(self, extract: Extract) -> Extract:
        """An article with what the side files say of it."""
        for folder, name in self._places(extract):
            if name in self._rows.get(folder, ()):
                self._used.add((folder, name))
                return replace(extract, facts=self._rows[folder][name].or_else(extract.facts))
        return extract

    def _places(self, extract: Extract) -> Iterator[tuple[str, str]]:
        """Each folder whose side file may tell of an article, with its name there, the nearest first."""
        if extract.id:
            yield self._nearest.get(extract.id, ""), extract.id
        elif self._rows:
            name, at = extract.name[1:], len(extract.name)
            while at:
                at = name.rfind("/", 0, at - 1) + 1
                yield name[:at], name[at:]

    def unused(self) -> Iterator[Trouble]:
        """A row that no article answers to: a name that is misspelt changes nothing, and says so."""
        for folder, rows in self._rows.items():
            for name in rows:
                if (folder, name) not in self._used:
                    message = f"there is no article {name!r} in the archive; write its name as it stands there"
                    yield Trouble(message, f"/{folder}{SIDE_FILE}", warning=True)


def _check_unpacked(size: int) -> None:
    if size > UNPACKED_BYTES:
        raise ArticleError(f"more than {UNPACKED_BYTES // MEGABYTE:,} MB are unpacked by now")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, largest: int) -> bytes:
    """What a member holds, counted as it comes."""
    try:
        with archive.open(member) as packed:
            raw = packed.read(largest + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise ArticleError("it is broken; pack it again") from None
    if len(raw) > largest:
        raise ArticleError(f"it is larger than {largest // MEGABYTE:,} MB; no article is")
    return raw
