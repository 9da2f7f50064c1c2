"""The process that reads files with libraries: a request a line comes in, what was found goes out, a line each.

It is started by ``workshop`` and lives until its input ends. It may neither use the network, nor start programs, nor
write files: a library that tries is refused. A hostile file can keep it busy or fill its memory; then it is ended.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from analysis.files.extracts import ArticleError, Extract
from analysis.files.kinds import KINDS, Kind
from analysis.files.limits import MEMORY_BYTES
from analysis.files.readers import read_stream, reader_of

_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen", "os.system",
    "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename", "shutil.rmtree",
)  # fmt: skip


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers each request with what the file holds, then with its end."""

    def say(**words: Any) -> None:
        answers.write(json.dumps(words).encode("ascii") + b"\n")
        answers.flush()

    for line in requests:
        request = json.loads(line)
        kind = KINDS[request["suffix"]]
        try:
            reader_of(kind)
            _load_libraries(kind)
            say(kind="ready")
            with Path(request["path"]).open("rb") as stream:
                for found in read_stream(kind, stream):
                    if isinstance(found, Extract):
                        say(kind="extract", row=found.packed())
                    else:
                        say(kind="trouble", row=vars(found))
            say(kind="end")
        except ArticleError as error:
            say(kind="error", why=error.why, line=error.line)
        except OSError as error:
            say(kind="os", number=error.errno, why=error.strerror or type(error).__name__)
        except MemoryError:
            os._exit(MEMORY)


# what takes a while to load, by the room that needs it; it is loaded before a file's time begins to run
_LIBRARIES = {
    "mail": ("lxml.html", "trafilatura.core"),
    "pages": ("lxml.html", "trafilatura.core"),
    "pdfs": ("pypdf",),
    "tables": ("pyarrow.parquet",),
    "words": ("docx",),
}


def _load_libraries(kind: Kind) -> None:
    for library in _LIBRARIES.get(kind.room, ()):
        with suppress(ImportError):  # the reader says what is to be installed
            import_module(library)


MEMORY = 9  # the exit status of a worker whose memory is full


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the limits of size and time hold there alone
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ValueError, OSError):
        return  # macOS knows the limit but may not set it


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(13, f"a file that is read may not do this: {event}")
    if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise PermissionError(13, "a file that is read may not write")


def main() -> None:
    """Serves standard input; what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = io.TextIOWrapper(open(os.devnull, "wb"))  # noqa: PTH123, SIM115 - it stays open
    os.dup2(nowhere.fileno(), 1)
    sys.stdout = sys.stderr = nowhere
    sys.dont_write_bytecode = True
    _limit_memory()
    sys.addaudithook(_refuse)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
