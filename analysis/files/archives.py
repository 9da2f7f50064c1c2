"""Archives: each file in a ``.zip`` is read as if it lay in a folder; nothing is ever written to the disk.

An article is named by the archive and its own path, "march.zip/a/storm.html". Archives in archives are read a few deep.
A member's name is a label only; one that leads out of the archive is refused all the same.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from analysis.files.extracts import ArticleError, Extract, Trouble
from analysis.files.finding import RESERVED_RE
from analysis.files.kinds import kind_of
from analysis.files.limits import DEEPEST, DOCUMENT_BYTES, MEGABYTE, UNPACKED_BYTES
from analysis.files.packing import open_archive
from analysis.files.readers import read_stream

_OUTSIDE_RE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:")


def read_zip(stream: BinaryIO, deep: int = 1) -> Iterator[Extract | Trouble]:
    """The articles of an archive, in the order of their names; what is no article is left out."""
    if deep > DEEPEST:
        raise ArticleError(f"it is the {deep}th archive in an archive; unpack it into the folder")
    others = unpacked = 0
    with open_archive(stream, UNPACKED_BYTES) as archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            name = member.filename.replace("\\", "/")
            place = "/" + name
            if member.is_dir():
                continue
            if _OUTSIDE_RE.search(name):
                yield Trouble("its name leads out of the archive; it is left out", f"/{name}", warning=True)
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
                if unpacked > UNPACKED_BYTES:
                    raise ArticleError(f"more than {UNPACKED_BYTES // MEGABYTE:,} MB are unpacked by now")
                inner = io.BytesIO(raw)
                found = read_zip(inner, deep + 1) if kind.suffix == ".zip" else read_stream(kind, inner)
                for each in found:
                    yield _inside(place, each)
            except ArticleError as error:
                yield Trouble(error.why, place if error.line is None else f"{place}:{error.line}")
    if others:
        yield Trouble(f"{others:,} of its files are left out, since they are no files of articles", warning=True)


def _inside(place: str, found: Extract | Trouble) -> Extract | Trouble:
    """What a member holds, as the archive's own."""
    if isinstance(found, Trouble):
        return replace(found, place=place + found.place)
    return replace(found, name=place + found.name, place=place + found.place)


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
