"""Zip packages, looked at before they are unpacked: how many members, how much in them, and which packing.

A Word document is one too. What a package says of its members is held against the limits first; what it unpacks to is
counted again while it is read, since it may say wrongly.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from analysis.files.extracts import ArticleError
from analysis.files.limits import DIRECTORY_BYTES, MEGABYTE, MOST_MEMBERS

_END = b"PK\5\6"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NO_ZIP = "it is not a whole zip package; make it again"


def check_archive(stream: BinaryIO, most_bytes: int, broken: str = _NO_ZIP) -> None:
    """Refuses a package that would unpack to too much, or is none; leaves the stream at its beginning.

    ``broken`` is what is told of one that is none, or not whole.
    """
    with open_archive(stream, most_bytes, broken):
        pass
    stream.seek(0)


@contextmanager
def open_archive(stream: BinaryIO, most_bytes: int, broken: str = _NO_ZIP) -> Iterator[zipfile.ZipFile]:
    """The package in a stream.

    Raises ``ArticleError`` for one that is broken, locked, packed in an unusual way, or a bomb.
    """
    _check_directory(stream, broken)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise ArticleError(f"it holds more than {MOST_MEMBERS:,} files; pack them into several archives")
            if any(member.flag_bits & 1 for member in members):
                raise ArticleError("it is locked with a password; pack it again without one")
            if any(member.compress_type not in _PLAIN for member in members):
                raise ArticleError("it is packed in an unusual way; pack it again as a plain .zip")
            if sum(member.file_size for member in members) > most_bytes:
                raise ArticleError(f"it unpacks to more than {most_bytes // MEGABYTE:,} MB; unpack it and look")
            yield archive
    except (zipfile.BadZipFile, struct.error, EOFError, NotImplementedError, UnicodeError):
        raise ArticleError(broken) from None


def _check_directory(stream: BinaryIO, broken: str) -> None:
    """The size of the list of members, before anything is made of it: a list of millions is a bomb too."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT - 20))
    tail = stream.read()
    at = tail.rfind(_END)
    stream.seek(0)
    if at < 0 or len(tail) < at + _END_BYTES:
        raise ArticleError(broken)
    count, directory = struct.unpack_from("<HL", tail, at + 10)
    if directory > DIRECTORY_BYTES or count == 0xFFFF or b"PK\6\7" in tail[max(0, at - 20) : at]:
        raise ArticleError(f"it holds more than {MOST_MEMBERS:,} files; pack them into several archives")
