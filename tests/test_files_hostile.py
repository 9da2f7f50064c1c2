"""Files made to harm: each is read, or refused in one line that names it, in bounded time; the rest is read."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from file_writers import Written, as_html, as_pdf, as_txt, zipped
from hostile_files import ENDLESS, HOSTILE, traversal

from analysis.files import Problem, find_files, read_articles, reading
from analysis.files.extracts import ArticleError
from analysis.files.kinds import KINDS
from analysis.files.limits import LONGEST_TEXT, MEMORY_BYTES, SECONDS_A_FILE
from analysis.files.workshop import Workshop
from analysis.models import Article

SLACK = 3.0  # starting the process, on a busy machine


def read(folder: Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read_articles(find_files(folder, report=problems.append), problems.append)), problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("!first.txt", "~last.txt"):
        (tmp_path / name).write_text("At least 40 people were killed.\n")
    return tmp_path


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network is never touched"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("the network is never touched"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_harm_is_read_or_refused_in_one_line(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, said = HOSTILE[name]
    if name in ENDLESS:
        monkeypatch.setattr(reading, "Workshop", partial(Workshop, seconds=3.0))
    (folder / name).write_bytes(write())
    begun = time.monotonic()
    articles, problems = read(folder)
    assert time.monotonic() - begun < SECONDS_A_FILE + SLACK
    names = [article.name for article in articles]
    assert "!first.txt" in names and "~last.txt" in names
    if said:
        (problem,) = problems
        assert said in problem.message and str(folder / name) in problem.message and "\n" not in problem.message
    else:
        assert problems == [] and len(articles) == 3
        assert all(0 < len(article.text) <= LONGEST_TEXT for article in articles)


def test_a_name_that_leads_out_of_an_archive_is_refused_and_nothing_is_written(folder: Path) -> None:
    (folder / "a.zip").write_bytes(traversal())
    before = sorted(path.name for path in folder.rglob("*")) + sorted(path.name for path in folder.parent.iterdir())
    articles, problems = read(folder)
    assert [article.name for article in articles] == ["!first.txt", "a.zip/good.txt", "~last.txt"]
    assert len(problems) == 5 and all("leads out of the archive" in problem.message for problem in problems)
    assert (
        sorted(path.name for path in folder.rglob("*")) + sorted(path.name for path in folder.parent.iterdir())
        == before
    )


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("At least 40 people were killed.\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "b.txt").write_text("Ten died.\n")
    (tmp_path / "in" / "c.txt").symlink_to(tmp_path / "in" / "b.txt")
    (tmp_path / "in" / "d").symlink_to(tmp_path, target_is_directory=True)
    articles, problems = read(tmp_path / "in")
    assert [article.name for article in articles] == ["b.txt"], "and one file under two names is read once"
    (problem,) = problems
    assert problem.warning and "a.txt: it is a link out of the folder" in problem.message


def test_a_files_name_cannot_break_a_message(tmp_path: Path) -> None:
    (tmp_path / "a\nerror: b\u202etxt.pdf").write_bytes(b"")
    _, (problem,) = read(tmp_path)
    assert problem.message.isprintable() and "a\\nerror: b\\u202etxt.pdf" in problem.message


def test_what_takes_too_long_is_ended_and_the_next_file_read(tmp_path: Path) -> None:
    (tmp_path / "slow.html").write_bytes(HOSTILE["attributes.html"][0]())
    (tmp_path / "good.html").write_bytes(as_html(Written()))
    with Workshop(seconds=1.0) as workshop:
        with pytest.raises(ArticleError, match="longer than 1 s"):
            list(workshop.read(tmp_path / "slow.html", KINDS[".html"]))
        (extract,) = workshop.read(tmp_path / "good.html", KINDS[".html"])
    assert "At least 40" in extract.text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its memory")
def test_what_takes_too_much_memory_is_ended_and_the_next_file_read(tmp_path: Path) -> None:
    (tmp_path / "large.eml").write_bytes(HOSTILE["header.eml"][0]())
    (tmp_path / "good.html").write_bytes(as_html(Written()))
    with Workshop() as workshop:
        with pytest.raises(ArticleError, match=f"more memory than {MEMORY_BYTES >> 20} MB"):
            list(workshop.read(tmp_path / "large.eml", KINDS[".eml"]))
        assert len(list(workshop.read(tmp_path / "good.html", KINDS[".html"]))) == 1


def test_a_reader_that_is_left_early_is_not_mixed_with_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{i}.txt": b"Ten died." for i in range(50)}))
    (tmp_path / "good.html").write_bytes(as_html(Written()))
    with Workshop() as workshop:
        next(workshop.read(tmp_path / "a.zip", KINDS[".zip"]))
        (extract,) = workshop.read(tmp_path / "good.html", KINDS[".html"])
    assert "At least 40" in extract.text


def test_the_process_that_reads_may_neither_connect_nor_write_nor_start_programs(tmp_path: Path) -> None:
    tries = {
        "socket.create_connection(('127.0.0.1', 9))": "PermissionError",
        "socket.getaddrinfo('example.org', 80)": "PermissionError",
        f"open({str(tmp_path / 'a')!r}, 'w')": "PermissionError",
        "os.open('b', os.O_WRONLY | os.O_CREAT)": "PermissionError",
        "subprocess.run(['true'])": "PermissionError",
        "os.system('true')": "PermissionError",
    }
    for tried, expected in tries.items():
        code = (
            "import os, socket, subprocess, sys\nfrom analysis.files.worker import _refuse\nsys.addaudithook(_refuse)\n"
            f"try:\n    {tried}\nexcept Exception as error:\n    print(type(error).__name__)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1]
        )
        assert done.stdout.strip() == expected, tried
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_two_hundred_pages_is_read(tmp_path: Path) -> None:
    paragraphs = Written().paragraphs * 200
    (tmp_path / "report.pdf").write_bytes(as_pdf(Written(paragraphs=paragraphs), lines_a_page=32))
    articles, problems = read(tmp_path)
    assert problems == [] and articles[0].text.count("more than 1,200") == 200


def test_plain_text_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(as_txt(Written()))
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    articles, problems = read(tmp_path)
    assert len(articles) == 1 and problems == []
