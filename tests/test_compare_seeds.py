"""The sample articles compared: what a careful reader of them lists, and nothing else.

``golden/conflicts.csv`` and ``golden/revisions.csv`` were written by hand before any code ran.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis import read_folder
from analysis.compare import Comparison, compare
from analysis.compare.words import summarise_comparison

ROOT = Path(__file__).parents[1]


@cache
def comparison() -> Comparison:
    readings = read_folder(ROOT / "seeds", progress=False)
    return compare(readings.table, readings.silences)


def golden(name: str) -> list[dict[str, str]]:
    with (ROOT / "tests" / "golden" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(stamp: pd.Timestamp) -> str:
    return f"{stamp:%Y-%m-%d}"


def figure(words: str) -> float:
    return float(re.sub(r"[^\d.]", "", words))


def test_the_conflicts_are_those_that_a_careful_reader_lists() -> None:
    found = comparison().conflicts.to_dict("records")
    told = [
        (r["kind"], r["group"], r["voice_a"], figure(r["words_a"]), r["voice_b"], figure(r["words_b"]), day(r["as_of"]))
        for r in found
    ]
    wanted = [
        (r["kind"], r["group"], r["voice_a"], figure(r["words_a"]), r["voice_b"], figure(r["words_b"]), r["as_of"])
        for r in golden("conflicts")
    ]
    assert told == wanted


@pytest.mark.parametrize("row", golden("revisions"), ids=lambda row: f"{row['voice']}: {row['words']}")
def test_each_step_of_a_source_is_found_in_its_order(row: dict[str, str]) -> None:
    steps = comparison().revisions
    mine = steps[(steps["group"] == row["group"]) & (steps["voice"] == row["voice"]) & ~steps["plan"]]
    told = [(day(r.as_of), figure(r.words), r.step) for r in mine.itertuples() if r.step != "repeated"]
    wanted = [
        (r["as_of"], figure(r["words"]), r["step"])
        for r in golden("revisions")
        if (r["group"], r["voice"]) == (row["group"], row["voice"])
    ]
    assert told == wanted


def test_the_summary_is_computed() -> None:
    said = summarise_comparison(comparison(), "casualties: North Koreans")
    assert re.match(
        r"\d+ claims by \d sources\b.* on “casualties: North Koreans”; 1 conflict: South Korea's Joint", said
    )
    assert "“about 1,100” against Volodymyr Zelenskiy" in said and "2.5 times" in said


def test_moscow_is_silent_in_every_article_on_the_troops() -> None:
    silent = comparison().silences
    assert silent is not None
    assert (silent.loc[silent["source"] == "Moscow", "stance"] == "does not confirm").sum() >= 9
