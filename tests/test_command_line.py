"""``python -m analysis extract``: tables in three formats, one line on stderr for each problem, the exit status."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from analysis.__main__ import main
from analysis.table import COLUMNS, PASSED_OVER_COLUMNS, SILENCES_COLUMNS

ROOT = Path(__file__).parents[1]
TEXT = "Outlet: Wire\nPublished: 2024-12-14\n\nAt least 40 boats sank in 2019, the ministry said. Dozens were new.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "in"


def extract(*arguments: object) -> int:
    return main(["extract", *map(str, arguments)])


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_jsonl(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def errors(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_a_folder_gives_a_csv_table(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract(folder, "--output", tmp_path / "claims.csv") == 0
    out, err = capsys.readouterr()
    assert err == "" and "2 claims in 1 article" in out and "claims.csv" in out
    forty, dozens = read_csv(tmp_path / "claims.csv")
    assert list(forty) == list(COLUMNS)
    assert (forty["low"], forty["value"], forty["high"]) == ("40", "40", "")
    assert (dozens["low"], dozens["value"], dozens["high"]) == ("24", "", "")
    assert (forty["published"], forty["outlet"], forty["source"]) == ("2024-12-14", "Wire", "ministry")
    assert (forty["article"], forty["quote"]) == ("a.txt", "At least 40")


def test_blank_is_null_in_json_lines(folder: Path, tmp_path: Path) -> None:
    assert extract(folder, "--output", tmp_path / "claims.jsonl") == 0
    forty, dozens = read_jsonl(tmp_path / "claims.jsonl")
    assert list(forty) == list(COLUMNS)
    assert forty["high"] is None and forty["url"] is None and forty["value"] == 40
    assert dozens["source"] is None and dozens["source_start"] is None and dozens["value"] is None
    assert forty["direct"] is False and forty["published"] == "2024-12-14"
    raw = (tmp_path / "claims.jsonl").read_text(encoding="utf-8")
    assert "NaN" not in raw and '""' not in raw


def test_a_workbook_opens_with_numbers_and_blanks(folder: Path, tmp_path: Path) -> None:
    assert extract(folder, "--output", tmp_path / "claims.xlsx") == 0
    sheet = openpyxl.load_workbook(tmp_path / "claims.xlsx").active
    head, forty, dozens = list(sheet.iter_rows(values_only=True))
    assert list(head) == list(COLUMNS)
    assert forty[head.index("value")] == 40 and forty[head.index("high")] is None
    assert dozens[head.index("source")] is None


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx", ".CSV"])
def test_the_numbers_passed_over_are_written_on_request(folder: Path, tmp_path: Path, suffix: str) -> None:
    passed = tmp_path / f"passed{suffix}"
    assert extract(folder, "--output", tmp_path / "claims.csv", "--passed-over", passed) == 0
    assert passed.stat().st_size > 0
    if suffix == ".csv":
        (row,) = read_csv(passed)
        assert list(row) == list(PASSED_OVER_COLUMNS)
        assert (row["quote"], row["value"], row["reason"]) == ("2019", "2019", "date")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx"])
def test_silences_are_written_on_request(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text("Forty boats sank. Norway did not say how many were new.\n", encoding="utf-8")
    silences = tmp_path / f"silences{suffix}"
    assert extract(tmp_path / "a.txt", "--output", tmp_path / "claims.csv", "--silences", silences) == 0
    assert silences.stat().st_size > 0
    if suffix == ".csv":
        (row,) = read_csv(silences)
        assert list(row) == list(SILENCES_COLUMNS)
        assert (row["source"], row["stance"], row["about"]) == ("Norway", "gives no figure", "how many were new")


def test_a_file_and_a_corpus_are_read_like_a_folder(folder: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(json.dumps({"id": "x", "text": "Forty boats sank."}) + "\n")
    assert extract(folder / "a.txt", corpus, "--output", tmp_path / "claims.csv") == 0
    assert [row["article"] for row in read_csv(tmp_path / "claims.csv")] == ["a.txt", "a.txt", "x"]


def test_an_earlier_output_is_replaced(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "claims.csv"
    output.write_text("old")
    assert extract(folder, "--output", output) == 0
    assert len(read_csv(output)) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "in"]


def test_a_new_folder_for_the_output_is_made(folder: Path, tmp_path: Path) -> None:
    assert extract(folder, "--output", tmp_path / "new" / "er" / "claims.csv") == 0
    assert (tmp_path / "new" / "er" / "claims.csv").is_file()


BAD: dict[str, bytes] = {
    "broken.txt": "“für” ".encode() + b"\xff",
    "binary.txt": b"\x89PNG\0\xff",
    "date.txt": b"Published: 2024-13-40\n\nForty boats sank.\n",
    "broken.jsonl": b'not json\n{"text": "Forty boats sank.", "id": "y"}\n',
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_one_line_that_names_it_and_status_one(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(BAD[name])
    assert extract(folder, "--output", tmp_path / "claims.csv") == 1
    (line,) = errors(capsys)
    assert str(folder / name) in line and line.startswith("error: ")
    assert "a.txt" in {row["article"] for row in read_csv(tmp_path / "claims.csv")}, "the others are read all the same"


def test_files_of_many_formats_are_read_and_the_status_tells_of_errors_only(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "<p>At least 40 boats sank, the ministry said. Dozens were new.</p>"
    (folder / "b.html").write_text(f"<html><body><article>{words}</article></body></html>", encoding="utf-8")
    (folder / "c.txt").write_text(
        "Mindestens vierzig Boote sind gesunken, sagte das Ministerium. " * 8, encoding="utf-8"
    )
    assert extract(folder, "--output", tmp_path / "claims.csv") == 0
    (line,) = errors(capsys)
    assert line.startswith("warning: ") and f"{folder / 'c.txt'}: it is in German" in line
    assert [row["article"] for row in read_csv(tmp_path / "claims.csv")] == ["a.txt", "a.txt", "b.html", "b.html"]
    (folder / "d.pdf").write_bytes(b"%PDF-1.7")
    assert extract(folder, "--output", tmp_path / "claims.csv") == 1
    assert [line.partition(":")[0] for line in errors(capsys)] == ["warning", "error"]


def test_every_bad_path_has_its_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    assert extract(tmp_path / "none", tmp_path / "photo.jpg", folder, "--output", tmp_path / "claims.csv") == 1
    lines = errors(capsys)
    assert len(lines) == 2 and "none" in lines[0] and "photo.jpg" in lines[1]
    assert len(read_csv(tmp_path / "claims.csv")) == 2


def test_an_empty_file_is_a_warning_and_leaves_the_status_at_nought(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").write_text("")
    assert extract(folder, "--output", tmp_path / "claims.csv") == 0
    (line,) = errors(capsys)
    assert line.startswith("warning: ") and str(folder / "empty.txt") in line


def test_an_empty_folder_gives_an_empty_table_and_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    assert extract(tmp_path / "in", "--output", tmp_path / "claims.csv") == 0
    (line,) = errors(capsys)
    assert line.startswith("warning: ") and str(tmp_path / "in") in line
    assert (tmp_path / "claims.csv").read_text().splitlines() == [",".join(COLUMNS)]


def test_an_article_without_a_number_gives_an_empty_table_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The harbour was quiet.\n")
    assert extract(tmp_path / "a.txt", "--output", tmp_path / "claims.jsonl") == 0
    assert errors(capsys) == []
    assert (tmp_path / "claims.jsonl").read_bytes() == b""


def test_two_articles_of_one_name_are_an_error_that_names_both(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Fifty boats sank.\n")
    assert extract(folder / "a.txt", tmp_path / "a.txt", "--output", tmp_path / "claims.csv") == 1
    (line,) = errors(capsys)
    assert str(folder / "a.txt") in line and str(tmp_path / "a.txt") in line


def test_a_folder_that_cannot_be_opened_is_an_error(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> object:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert extract(folder, "--output", tmp_path / "claims.csv") == 1
    lines = errors(capsys)
    assert str(folder) in lines[0] and "permission denied" in lines[0]


def test_an_output_that_cannot_be_written_is_an_error(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert extract(folder, "--output", tmp_path / "file" / "claims.csv") == 1
    (line,) = errors(capsys)
    assert line.startswith("error: ") and "claims.csv" in line


def test_an_output_of_another_format_is_misuse(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        extract(folder, "--output", "claims.doc")
    assert stop.value.code == 2
    assert ".csv" in capsys.readouterr().err


def run(folder: Path, output: Path, seed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analysis", "extract", str(folder), "--output", str(output)]
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": ""}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)


def test_the_command_runs_from_a_shell_and_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    first = run(ROOT / "seeds", tmp_path / "one.csv", "1")
    second = run(ROOT / "seeds", tmp_path / "two.csv", "2")
    assert (first.returncode, first.stderr) == (0, "") == (second.returncode, second.stderr)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_nothing_that_can_be_read_leaves_an_older_table_as_it_is(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "claims.csv"
    assert extract(folder, "--output", output) == 0
    older = output.read_bytes()
    assert extract(tmp_path / "misspelt", "--output", output) == 1
    assert output.read_bytes() == older


@pytest.mark.parametrize(
    ("passed", "silences", "option"),
    [("a", None, "--passed-over"), (None, "a", "--silences"), ("a", "a", "--passed-over"), ("b", "b", "--silences")],
)
def test_two_tables_never_go_into_one_file(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    passed: str | None,
    silences: str | None,
    option: str,
) -> None:
    chosen: list[object] = ["--passed-over", tmp_path / f"{passed}.csv"] if passed else []
    chosen += ["--silences", tmp_path / f"{silences}.csv"] if silences else []
    with pytest.raises(SystemExit) as stopped:
        extract(folder, "--output", tmp_path / "a.csv", *chosen)
    assert stopped.value.code == 2 and f"another one for {option}" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize("option", ["--passed-over", "--silences"])
def test_an_input_is_never_another_table_either(tmp_path: Path, option: str) -> None:
    corpus = tmp_path / "a.jsonl"
    corpus.write_text('{"text": "Ten died."}\n', encoding="utf-8")
    with pytest.raises(SystemExit):
        extract(corpus, "--output", tmp_path / "claims.csv", option, corpus)
    assert corpus.read_text(encoding="utf-8") == '{"text": "Ten died."}\n'


def test_an_input_is_never_an_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "a.jsonl"
    corpus.write_text('{"text": "Ten died."}\n', encoding="utf-8")
    with pytest.raises(SystemExit):
        extract(corpus, "--output", corpus)
    assert corpus.read_text(encoding="utf-8") == '{"text": "Ten died."}\n' and "a.jsonl" in capsys.readouterr().err


def test_an_output_that_is_not_utf8_never_breaks_the_closing_line(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "analysis", "extract", str(folder), "--output", str(tmp_path / "a.csv")]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True)
    assert done.returncode == 0 and b"2 claims in 1 article" in done.stdout
