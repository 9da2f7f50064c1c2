"""Calls the reader of a kind of file: bytes go in, what it found comes out, with its format and the bytes' hash.

The rooms of the readers are imported when a file of theirs is first met, and their libraries with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import BinaryIO

from analysis.files.extracts import ArticleError, Extract, Trouble
from analysis.files.kinds import Kind
from analysis.files.limits import MEGABYTE

Reader = Callable[..., Iterator[Extract | Trouble]]  # of a stream; archives and mail take how deep they lie, too


def reader_of(kind: Kind) -> Reader:
    """The function that reads a kind of file."""
    reader: Reader = getattr(import_module(f"analysis.files.{kind.room}"), kind.reader)
    return reader


def read_stream(kind: Kind, stream: BinaryIO, deep: int | None = None) -> Iterator[Extract | Trouble]:
    """All that a file holds, in its order; ``deep`` is how deep a file of a kind that can hold itself lies in others.

    Raises ``ArticleError`` for a file that cannot be read, also where its library fails in a way of its own.
    """
    if kind.largest is not None:
        if stream.seek(0, 2) > kind.largest:
            raise ArticleError(
                f"it is larger than {kind.largest // MEGABYTE:,} MB; no article is, so split or shorten it"
            )
        stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    stream.seek(0)
    try:
        reader = reader_of(kind)
        for found in reader(stream) if deep is None else reader(stream, deep):
            if isinstance(found, Extract) and not found.source_hash:
                shape = f"{kind.format}, {found.format}" if found.format and kind.suffix != ".zip" else kind.format
                found = replace(found, format=shape, source_hash=digest)
            yield found
    except (ArticleError, MemoryError):
        raise
    except RecursionError:
        raise ArticleError(f"it is nested too deeply; {_INSTEAD}") from None
    except ImportError as error:
        raise ArticleError(f"reading {kind.suffix} needs a library; run: pip install {error.name}") from None
    except Exception as error:  # a library may fail in any way on a file that is broken or made to harm
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk's own failure
        raise ArticleError(f"it is not a sound {kind.suffix} file ({type(error).__name__}); {_INSTEAD}") from None


_INSTEAD = "open it in its own program and save it again, or its text as .txt"
