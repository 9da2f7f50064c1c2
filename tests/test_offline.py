"""The network is never touched: files that ask for it are read, the notebooks run, and everything is saved without it.

Twice over: a hook of Python's own writes down and refuses what is asked for (``offline/``, anywhere), and the system
ends a process that asks for a socket all the same (``no_network.py``, in C too, Linux alone). Both reach the processes
that are started on the way. A kernel and its notebook talk over this machine itself; test_notebooks.py has the hook
allow that.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from file_writers import WRITERS, Written
from no_network import NOT_HERE
from remote_files import REMOTE

TESTS = Path(__file__).parent
WALK = """
import sys
from pathlib import Path
import shown
walked = shown.walk([], Path(sys.argv[1]), few=1, articles=Path(sys.argv[2]))
print(len([*walked.exports.iterdir()]))
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article in every format, and files that ask for the network."""
    folder = tmp_path_factory.mktemp("articles")
    for suffix, write in WRITERS.items():
        (folder / f"a{suffix}").write_bytes(write(Written()))
    for name, write_remote in REMOTE.items():
        (folder / name).write_bytes(write_remote())
    return folder


def offline(log: Path, *arguments: str, hook: bool = True, system: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs Python without a network: by the hook, by the system, or by both; where there is no system, by the hook."""
    path = os.pathsep.join([*([str(TESTS / "offline")] if hook else []), str(TESTS), str(TESTS.parent)])
    filtered = [sys.executable, str(TESTS / "no_network.py")] if system else []
    environment = {**os.environ, "PYTHONPATH": path, "OFFLINE_LOG": str(log)}
    command = [*filtered, sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=TESTS.parent, timeout=300)
    if not system or done.returncode != NOT_HERE:
        return done
    if not hook:
        pytest.skip("this system has no filter of calls that a program may set")
    warnings.warn("no filter of the system's calls here: what a library does in C was not looked at", stacklevel=2)
    return offline(log, *arguments, system=False)


def told(log: Path) -> str:
    return log.read_text() if log.exists() else ""


def test_the_command_line_reads_every_format_without_a_network(articles: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("claims.csv", "passed.xlsx", "silences.jsonl")]
    options = ["--output", outputs[0], "--passed-over", outputs[1], "--silences", outputs[2]]
    log = tmp_path / "log.txt"
    done = offline(log, "-m", "analysis", "extract", str(articles), *map(str, options))
    assert told(log) == ""
    assert done.returncode == 0, done.stderr
    assert "broke" not in done.stderr  # a reader that was ended
    with outputs[0].open(encoding="utf-8", newline="") as file:
        read = {row["article"].split("/")[0].split("#")[0] for row in csv.DictReader(file)}
    assert read == {f"a{suffix}" for suffix in WRITERS} | set(REMOTE)


def test_the_notebooks_run_and_save_everything_without_a_network(articles: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    done = offline(log, "-c", WALK, str(tmp_path / "walk"), str(articles))
    assert done.returncode == 0, done.stderr
    assert told(log) == ""
    assert int(done.stdout.split()[-1]) > 20


# each opens a socket or looks up a name: in Python, in C, in a process of its own, and in the process that reads files
TRIES = {
    "a connection": "import socket; socket.create_connection(('192.0.2.1', 80), 0.1)",
    "a name": "import socket; socket.getaddrinfo('remote.invalid', 80)",
    "a page": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    "a datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
    "a process": "import subprocess, sys; subprocess.run([sys.executable, '-c', "
    "'import socket; socket.getaddrinfo(\"remote.invalid\", 80)'], check=True)",
    "a library in C": "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)",
}


guards = pytest.mark.parametrize("system", [True, False], ids=["by the system", "by the hook"])


@guards
@pytest.mark.parametrize("tried", TRIES)
def test_whoever_asks_for_the_network_is_noticed(tried: str, tmp_path: Path, system: bool) -> None:
    if not system and tried == "a library in C":
        pytest.skip("Python's hook does not see what a library does in C; the system does")
    log = tmp_path / "log.txt"
    done = offline(log, "-c", TRIES[tried], hook=not system, system=system)
    assert done.returncode != 0
    assert system or told(log)


@guards
def test_what_stays_on_this_machine_is_let_be(tmp_path: Path, system: bool) -> None:
    local = (
        "import socket, subprocess, sys; socket.socketpair(); subprocess.run([sys.executable, '-c', ''], check=True)"
    )
    assert offline(tmp_path / "log.txt", "-c", local, hook=not system, system=system).returncode == 0
    assert told(tmp_path / "log.txt") == ""
