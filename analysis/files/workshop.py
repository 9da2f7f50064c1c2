"""Has files read in a process of its own, which is ended when a file takes too long or too much.

The process is started when the first such file is met, reads one file after another, and is started again after it had
to be ended. What it sends is plain JSON, never objects: a process that was taken over can only tell wrong words.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from analysis.files.extracts import ArticleError, Extract, Trouble
from analysis.files.kinds import Kind
from analysis.files.limits import MEMORY_BYTES, SECONDS_A_FILE, SECONDS_AN_ARTICLE, SECONDS_TO_START
from analysis.files.worker import MEMORY

_HOUSE = Path(__file__).parents[2]
_INSTEAD = "save its text as .txt and read that"


class Workshop:
    """Reads files in another process, one at a time; use it in a ``with``, so that the process ends."""

    def __init__(self, seconds: float = SECONDS_A_FILE) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def __enter__(self) -> Workshop:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._process = None

    def read(self, path: Path, kind: Kind) -> Iterator[Extract | Trouble]:
        """What a file holds, as it is found.

        Raises ``ArticleError`` for a file that cannot be read within the limits, ``OSError`` for one that never opens.
        """
        done = False
        try:
            self._ask(path, kind)
            left = SECONDS_TO_START
            while True:
                asked = time.monotonic()
                answer = self._answer(left)
                left -= time.monotonic() - asked
                match answer["kind"]:
                    case "ready":
                        left = self.seconds
                    case "extract":
                        left += SECONDS_AN_ARTICLE
                        yield Extract.unpacked(answer["row"])
                    case "trouble":
                        yield Trouble(**answer["row"])
                    case "os":
                        done = True
                        raise OSError(answer["number"], answer["why"])
                    case "error":
                        done = True
                        raise ArticleError(answer["why"], answer["line"])
                    case "end":
                        done = True
                        return
        finally:
            if not done:
                self.close()

    def _ask(self, path: Path, kind: Kind) -> None:
        request = json.dumps({"path": os.fspath(path.resolve()), "suffix": kind.suffix}).encode("ascii") + b"\n"
        if self._process is None or self._process.poll() is not None:
            self._start()
        assert self._process is not None and self._process.stdin is not None
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
        except OSError:
            pass  # it has just ended; the missing answer says so

    def _start(self) -> None:
        self.close()
        paths = [str(_HOUSE), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "analysis.files.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"},
        )
        self._answers = queue.SimpleQueue()
        assert self._process.stdout is not None
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()

    def _answer(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=max(seconds, 0.001))
        except queue.Empty:
            raise ArticleError(f"reading it takes longer than {self.seconds:g} s; {_INSTEAD}") from None
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        status = self._process.wait() if self._process is not None else None
        if status == MEMORY:
            raise ArticleError(f"reading it takes more memory than {MEMORY_BYTES >> 20} MB; {_INSTEAD}")
        raise ArticleError(f"it broke the program that reads it; {_INSTEAD}")


def _listen(pipe: IO[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    """Hands on each line of a process, and an empty one at its end; reading a pipe knows no time limit by itself."""
    with contextlib.suppress(OSError, ValueError):
        for line in pipe:
            answers.put(line)
    answers.put(b"")
