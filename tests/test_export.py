"""What a user may rely on once a result is on disk."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from samples import claim, many_claims

from analysis import export, export_tables
from analysis.charts.claims import draw_claims
from analysis.export import ExportError, safe_name, save_chart, save_selection, save_table
from analysis.models import Article, PassedOver, Silence, Span
from analysis.table import COLUMNS, tabulate, tabulate_passed_over, tabulate_silences
from analysis.wording import saved_words

HOSTILE = (
    "=cmd()|' /C calc'!A0",
    "\t=1",
    "a\x00b\x0bc",
    "\ud800",
    "\u202egnirts",
    'a, "b"\nc\r\nd',
    "https://example.org",
    "0012",
    "_x0041_",
    "\uffff",
)
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return tabulate(
        [
            claim(11000, "about", source="Kyiv", name="a.txt"),
            claim(0.5, "between", high=0.75, source=None, outlet="Example Wire", published=None, name="b.txt"),
            claim(20000, "vague", source="the health ministry", name="c.txt"),
        ]
    )


@pytest.fixture(scope="module")
def figure(table) -> Figure:
    return draw_claims(table)


def hostile_table() -> pd.DataFrame:
    table = many_claims(len(HOSTILE))
    for name in ("quote", "sentence", "source", "outlet", "article"):
        table[name] = list(HOSTILE)
    return table


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


def read_jsonl(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n")[:-1]]


def test_csv_has_whole_numbers_iso_dates_and_empty_blanks(table, tmp_path):
    first, second, third = read_csv(save_table(table, tmp_path / "claims.csv"))
    assert list(first) == list(COLUMNS)
    assert (first["value"], first["low"], first["published"], first["start"]) == ("11000", "", "2024-03-04", "11")
    assert (second["low"], second["high"], second["source"], second["published"]) == ("0.5", "0.75", "", "")
    assert (third["low"], third["high"], third["direct"]) == ("20000", "", "False")


def test_json_lines_has_null_for_blank_and_whole_numbers(table, tmp_path):
    path = save_table(table, tmp_path / "claims.jsonl")
    first, second, _ = read_jsonl(path)
    assert list(first) == list(COLUMNS)
    assert (first["value"], first["low"], first["published"]) == (11000, None, "2024-03-04")
    assert (second["low"], second["source"], second["published"], second["direct"]) == (0.5, None, None, False)
    assert b"11000.0" not in path.read_bytes() and b"NaN" not in path.read_bytes() and b'""' not in path.read_bytes()


def test_xlsx_has_real_numbers_dates_and_a_header_that_explains_itself(table, tmp_path):
    sheet = load_workbook(save_table(table, tmp_path / "claims.xlsx")).active
    head = {cell.value: cell for cell in sheet[1]}
    assert list(head) == list(COLUMNS)
    assert sheet.freeze_panes == "A2" and head["value"].font.bold
    assert head["stance"].comment.text.endswith(COLUMNS["stance"].meaning)
    row = {name: sheet.cell(2, cell.column) for name, cell in head.items()}
    assert (row["value"].value, row["value"].data_type, row["low"].value) == (11000, "n", None)
    assert row["published"].value == datetime(2024, 3, 4) and row["published"].is_date
    assert row["direct"].value is False
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    assert all(8 <= width <= 61 for width in widths)


def test_numbers_that_were_passed_over_are_saved_too(tmp_path):
    article = Article("a.txt", "In 2022 it was Room 101.")
    over = tabulate_passed_over([PassedOver(article, Span(3, 7), "date"), PassedOver(article, Span(20, 23), "name")])
    assert [row["quote"] for row in read_csv(save_table(over, tmp_path / "over.csv"))] == ["2022", "101"]
    assert read_jsonl(save_table(over, tmp_path / "over.jsonl"))[0]["value"] is None
    sheet = load_workbook(save_table(over, tmp_path / "over.xlsx")).active
    assert sheet.title == "passed over" and sheet["F1"].comment is not None


def test_silences_are_saved_too(tmp_path):
    found = tabulate_silences(
        [Silence(Article("a.txt", "It gave no toll."), Span(3, 15), Span(0, 16), "gives no figure")]
    )
    assert [row["quote"] for row in read_csv(save_table(found, tmp_path / "silences.csv"))] == ["gave no toll"]
    assert read_jsonl(save_table(found, tmp_path / "silences.jsonl"))[0]["source"] is None
    sheet = load_workbook(save_table(found, tmp_path / "silences.xlsx")).active
    assert sheet.title == "silences" and sheet["E1"].comment is not None


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_an_empty_table_is_saved_with_its_columns(ending, tmp_path):
    assert save_table(many_claims(0), tmp_path / f"none.{ending}").exists()


def test_letters_are_not_escaped_in_json_lines(tmp_path):
    table = tabulate([claim(40, source="Олена — Зеленський")])
    assert "Олена — Зеленський".encode() in save_table(table, tmp_path / "claims.jsonl").read_bytes()


def test_infinite_figures_leave_json_valid(tmp_path):
    path = save_table(pd.DataFrame({"value": [float("inf"), 1e300]}), tmp_path / "odd.jsonl")
    assert [row["value"] for row in read_jsonl(path)] == [None, 1e300]


def test_days_before_the_calendar_of_spreadsheets_are_text(tmp_path):
    path = save_table(tabulate([claim(40, published=date(1815, 6, 18))]), tmp_path / "old.xlsx")
    assert load_workbook(path).active["A2"].value == "1815-06-18"


def test_too_many_rows_for_a_sheet_are_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(export_tables, "SHEET_ROWS", 2)
    with pytest.raises(ExportError, match=r"3 rows, and a sheet holds 2; save the table as \.csv"):
        save_table(many_claims(3), tmp_path / "claims.xlsx")


def test_png_carries_its_evidence(figure, table, tmp_path):
    path = save_chart(figure, tmp_path / "chart.png", table=table, title="Who says what", description="Three claims.")
    with Image.open(path) as picture:
        info = picture.info
        assert round(info["dpi"][0]) == 200
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert (info["Title"], info["Description"]) == ("Who says what", "Three claims.")
    assert info["Source"] == (
        "3 claims; outlets: Example Wire, Harbour Gazette; 4 Mar 2024; articles: a.txt, b.txt, c.txt. "
        "Claims as reported, not verified."
    )
    assert info["Keywords"].split(", ") == table["claim"].tolist()
    assert info["Software"] == "Numeric Claims Workbook"


def test_svg_carries_its_evidence(figure, table, tmp_path):
    root = ElementTree.parse(save_chart(figure, tmp_path / "chart.svg", table=table, description="Three.")).getroot()
    said = {
        name: "".join(root.find(f".//{DC}{name}").itertext()).strip() for name in ("title", "description", "source")
    }
    assert said["title"] == "What each source claims"
    assert said["description"] == "Three."
    assert "not verified" in said["source"]
    assert [item.text for item in root.iterfind(f".//{DC}subject//*") if item.text.strip()] == table["claim"].tolist()
    assert root.find(f".//{DC}date") is None


def test_pdf_carries_its_evidence(figure, table, tmp_path):
    path = save_chart(figure, tmp_path / "chart.pdf", table=table, title="Who — says", description="Three claims.")
    info = PdfReader(path).metadata
    assert (info.title, info.creator) == ("Who — says", "Numeric Claims Workbook")
    assert info.subject.startswith("Three claims. 3 claims; outlets: Example Wire")
    assert info["/Keywords"].split(", ") == table["claim"].tolist()
    assert info.creation_date is None


def test_all_ids_of_a_large_selection_are_in_the_file(tmp_path):
    table = many_claims(5000)
    path = save_chart(draw_claims(table.head(3)), tmp_path / "chart.png", table=table)
    with Image.open(path) as picture:
        assert picture.info["Keywords"].split(", ") == table["claim"].tolist()


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_hostile_words_reach_metadata_harmlessly(ending, tmp_path):
    table = hostile_table()
    words = "<script>$x$\x00\ud800 --> ]]> 한국"
    path = save_chart(draw_claims(table), tmp_path / f"c.{ending}", table=table, title=words, description=words)
    if ending == "svg":
        assert not ElementTree.parse(path).getroot().findall(".//{*}script")


def test_the_same_files_are_made_in_every_process(tmp_path):
    program = (
        "import sys; from samples import many_claims; from analysis.charts.claims import draw_claims\n"
        "from analysis.export import save_selection\n"
        "table = many_claims(60); save_selection(table, draw_claims(table), sys.argv[1], 'set')"
    )
    tests = Path(__file__).parent
    digests = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        path = os.pathsep.join([str(tests), str(tests.parent)])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        subprocess.run([sys.executable, "-c", program, str(folder)], check=True, env=environment, cwd=tmp_path)
        digests.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()})
    assert len(digests[0]) == 6
    assert digests[0] == digests[1]


def test_a_workbook_holds_no_time_of_writing(table, tmp_path):
    with zipfile.ZipFile(save_table(table, tmp_path / "claims.xlsx")) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"2000-01-01" in parts.read("docProps/core.xml")


def test_an_equal_file_is_kept_and_a_different_one_gets_a_neighbour(table, tmp_path):
    path = tmp_path / "claims.csv"
    assert save_table(table, path) == path
    assert save_table(table, path) == path
    assert save_table(table.head(1), path) == tmp_path / "claims-2.csv"
    assert save_table(table.head(2), path) == tmp_path / "claims-3.csv"
    assert save_table(table.head(1), path) == tmp_path / "claims-2.csv"
    assert len(read_csv(path)) == 3


def test_an_unchanged_selection_is_not_saved_again_and_that_is_said(table, tmp_path):
    first = export.save_selection(table, None, tmp_path, "selection", formats=("csv", "jsonl"))
    again = export.save_selection(table, None, tmp_path, "selection", formats=("csv", "jsonl"))
    assert again == first == sorted(tmp_path.iterdir())
    assert saved_words(first) == "\n".join(map(str, first))
    assert saved_words(again) == "\n".join(f"already saved as {path}" for path in first)
    other = export.save_selection(table.head(1), None, tmp_path, "selection", formats=("csv",))
    assert saved_words(other) == str(tmp_path / "selection-2.csv")
    assert not export.save_tables({"subjects": table}, tmp_path).kept
    assert export.save_tables({"subjects": table}, tmp_path).kept == {tmp_path / "subjects.csv"}


def test_replace_overwrites(table, tmp_path):
    path = save_table(table, tmp_path / "claims.csv")
    assert save_table(table.head(1), path, replace=True) == path
    assert len(read_csv(path)) == 1


def test_a_missing_folder_is_made_and_no_draft_is_left(table, tmp_path):
    save_table(table, tmp_path / "new" / "deep" / "claims.csv")
    assert [path.name for path in (tmp_path / "new" / "deep").iterdir()] == ["claims.csv"]


def test_a_file_that_appears_while_writing_is_not_overwritten(table, tmp_path, monkeypatch):
    path = tmp_path / "claims.csv"
    link = os.link

    def late(draft, target):
        if not path.exists():
            path.write_text("somebody else's")
        link(draft, target)

    monkeypatch.setattr(export.os, "link", late)
    assert save_table(table, path) == tmp_path / "claims-2.csv"
    assert path.read_text() == "somebody else's"


def test_a_disk_without_links_is_written_all_the_same(table, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(export.os, "link", refuse)
    assert read_csv(save_table(table, tmp_path / "claims.csv"))


def test_a_failed_write_leaves_nothing_and_keeps_what_was_there(table, tmp_path, monkeypatch):
    path = save_table(table, tmp_path / "claims.csv")
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ExportError, match="no space left on device"):
        save_table(table.head(1), path, replace=True)
    assert [file.name for file in tmp_path.iterdir()] == ["claims.csv"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("below a file", "file/claims.csv"),
        ("too long", "x" * 300 + ".csv"),
        ("unknown ending", "claims.docx"),
        ("no ending", "claims"),
        ("an impossible name", "a\x00b.csv"),
    ],
)
def test_a_path_that_cannot_be_written_is_named_in_one_line(label, name, table, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ExportError) as problem:
        save_table(table, tmp_path / name)
    said = str(problem.value)
    assert "\n" not in said and "\x00" not in said, label
    assert tmp_path.name in said and ("choose" in said or "give" in said)


def test_a_folder_in_the_place_of_a_file_is_left_alone(table, tmp_path):
    (tmp_path / "claims.csv").mkdir()
    assert save_table(table, tmp_path / "claims.csv") == tmp_path / "claims-2.csv"
    with pytest.raises(ExportError, match=r"claims\.csv"):
        save_table(table, tmp_path / "claims.csv", replace=True)


def test_a_table_is_not_saved_as_a_chart_nor_a_chart_as_a_table(table, figure, tmp_path):
    with pytest.raises(ExportError, match=r"\.csv, \.xlsx or \.jsonl"):
        save_table(table, tmp_path / "claims.png")
    with pytest.raises(ExportError, match=r"\.png, \.svg or \.pdf"):
        save_chart(figure, tmp_path / "chart.csv", table=table)


def test_a_selection_is_saved_side_by_side_under_one_number(table, figure, tmp_path):
    first = save_selection(table, figure, tmp_path, "North Korean troops")
    assert [path.name for path in first] == [
        f"North-Korean-troops.{e}" for e in ("png", "svg", "pdf", "csv", "xlsx", "jsonl")
    ]
    assert save_selection(table, figure, tmp_path, "North Korean troops") == first
    again = save_selection(table.head(1), figure, tmp_path, "North Korean troops")
    assert {path.stem for path in again} == {"North-Korean-troops-2"}
    assert len(list(tmp_path.iterdir())) == 12


def test_a_selection_takes_only_the_formats_asked_for(table, figure, tmp_path):
    paths = save_selection(table, figure, tmp_path, "a", formats=("svg", "csv"))
    assert [path.name for path in paths] == ["a.svg", "a.csv"]
    with pytest.raises(ExportError, match="docx"):
        save_selection(table, figure, tmp_path, "b", formats=("csv", "docx"))
    assert not (tmp_path / "b.csv").exists()


def test_an_empty_selection_writes_nothing(table, figure, tmp_path):
    assert save_selection(table.head(0), figure, tmp_path / "exports", "a") == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("", "claims"),
        ("Київ", "claims"),
        ("Café — 40 %", "Cafe-40"),
        ("con", "con-claims"),
        ("a" * 200, "a" * 60),
        (".hidden", "hidden"),
        ("a\x00b\nc", "a-b-c"),
    ],
)
def test_names_of_files_are_letters_digits_and_dashes(name, safe):
    assert safe_name(name) == safe
