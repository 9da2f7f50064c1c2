"""What was passed over and who is silent can be narrowed, searched and saved, and stays words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.claims import find_claims
from analysis.models import Article, Reading
from analysis.table import OWN_VOICE, tabulate_silences
from analysis.widgets import left_out as room
from analysis.widgets.left_out import PassedOver, Silences
from analysis.widgets.table_view import MOST

TEXT = """In 2022 the mayor came first. On 4 March 2023 he said that 40 boats had sunk.

The ministry gave no toll. The owner declined to comment."""


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    room._remembered.clear()


@pytest.fixture(scope="module")
def reading() -> Reading:
    return find_claims(Article("boats.txt", TEXT, outlet="Wire", url="https://example.org/boats"))


@pytest.fixture
def passed(reading: Reading, tmp_path: Path) -> PassedOver:
    return PassedOver([reading], exports=tmp_path)


@pytest.fixture
def silences(reading: Reading, tmp_path: Path) -> Silences:
    return Silences(tabulate_silences(reading.silences), exports=tmp_path)


def cells(view: PassedOver | Silences, heading: str) -> list[str]:
    at = [column["heading"] for column in view.table.columns].index(heading)
    return [
        "".join(f"[{words}]" if kind else words for kind, words in row[at]["parts"])
        if "parts" in row[at]
        else row[at]["text"]
        for row in view.table.rows
    ]


def test_every_number_passed_over_has_its_reason_and_its_words(passed: PassedOver, reading: Reading) -> None:
    assert cells(passed, "Number") == [found.quote for found in reading.passed_over]
    assert "date" in cells(passed, "Passed over as") and "ordinal" in cells(passed, "Passed over as")
    assert cells(passed, "In its words")[0].startswith("In [2022] the mayor came first.")
    assert all("ministry" not in words for words in cells(passed, "In its words")), "a paragraph of its own"
    assert passed.table.rows[0][-1]["link"] == "https://example.org/boats"


def test_one_reason_can_be_chosen_and_is_kept_when_the_cell_runs_again(passed: PassedOver, reading: Reading) -> None:
    assert passed.kind.options[0] == (f"all ({len(reading.passed_over)})", "")
    passed.kind.value = "ordinal"
    assert cells(passed, "Number") == ["first"]
    assert passed.table.total == 1
    assert PassedOver([reading]).kind.value == "ordinal"
    assert PassedOver([]).kind.value == ""


def test_the_rows_of_the_choice_are_saved_with_their_words(passed: PassedOver, tmp_path: Path) -> None:
    passed.kind.value = "ordinal"
    passed.save.click()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"passed-over-ordinal.{ending}" for ending in ("csv", "jsonl", "xlsx")
    ]
    saved = pd.read_csv(tmp_path / "passed-over-ordinal.csv")
    assert saved[["quote", "reason"]].to_numpy().tolist() == [["first", "ordinal"]]
    assert "the mayor came first" in saved["context"].item()
    assert "1 number passed over saved" in passed.downloads.value
    assert len(re.findall("<a download=", passed.downloads.value)) == 3


def test_long_surroundings_are_cut_at_words(tmp_path: Path) -> None:
    text = f"{'before ' * 60}the 1st {'after ' * 60}end."
    view = PassedOver([find_claims(Article("long.txt", text))])
    assert re.fullmatch(r"… (before )+the \[1st\]( after)+ …", cells(view, "In its words")[0])


def test_the_silent_stand_with_their_words(silences: Silences) -> None:
    assert "The ministry [gave no toll]." in "\n".join(cells(silences, "Evidence")).replace(
        "[The ministry]", "The ministry"
    )
    assert {"gives no figure", "no comment"} == set(cells(silences, "What they do"))
    silences.kind.value = "no comment"
    assert len(cells(silences, "Who")) == 1
    silences.save.click()
    assert "1 silence saved" in silences.downloads.value


def test_nobodys_silence_is_the_outlets_own() -> None:
    reading = find_claims(Article("a.txt", "It was not immediately possible to verify the figure of 40 boats."))
    view = Silences(tabulate_silences(reading.silences))
    assert set(cells(view, "Who")) <= {OWN_VOICE, "— nobody named —"}


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    for view, words in (
        (PassedOver([], exports=tmp_path), "No numbers passed over."),
        (Silences(tabulate_silences([]), exports=tmp_path), "No silences."),
    ):
        assert (view.table.rows, view.table.empty) == ([], words)
        assert view.save.disabled
        view.save.click()
    assert list(tmp_path.iterdir()) == []


def test_what_reaches_the_browser_is_words_and_json() -> None:
    text = "<img src=x> In 2022 \udc80 <b>it</b> came first, and =cmd() too."
    view = PassedOver([find_claims(Article("<b>.txt", text, url="javascript:alert(1)"))])
    json.dumps(view.table.rows, ensure_ascii=False, allow_nan=False).encode("utf-8")
    assert "link" not in view.table.rows[0][-1]


def test_a_very_long_table_is_cut_and_counted_whole() -> None:
    view = PassedOver([find_claims(Article("years.txt", "In 2022 it began.\n\n" * (MOST + 5)))])
    assert (len(view.table.rows), view.table.total) == (MOST, MOST + 5)
