"""Every row of the word lists of comparing does what it says: its example proves it."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.claims import read_claims
from analysis.compare.families import family_of
from analysis.compare.intervals import allowed
from analysis.compare.revisions import correction_in
from analysis.compare.scopes import counts_a_part, scope_of
from analysis.compare.stretches import stretch_of
from analysis.lexicon import read_rows
from analysis.models import Article
from analysis.table import tabulate

LISTS = ("corrections", "part_counters", "scopes", "state_families", "stretches", "tolerances")
Row = dict[str, str]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_and_every_cell_is_filled(name: str) -> None:
    rows = read_rows(name)
    keys = [tuple(cell.casefold() for cell in list(row.values())[:2]) for row in rows]
    assert keys == sorted(set(keys)), f"{name}.csv: sort its rows, and keep one of those that are alike"
    blank = [row for row in rows if not all(cell.strip() == cell and cell for cell in row.values())]
    assert not blank, f"{name}.csv: fill and strip the cells of {blank}"


def each(name: str) -> list[object]:
    return [pytest.param(row, id=" ".join(list(row.values())[:2])) for row in read_rows(name)]


@pytest.mark.parametrize("row", each("corrections"))
def test_words_of_correction_make_a_step(row: Row) -> None:
    assert correction_in(row["example"]) == row["step"]


@pytest.mark.parametrize("row", each("scopes"))
def test_words_of_scope_make_a_figure_a_part_or_an_addition(row: Row) -> None:
    start = row["example"].index("40")
    assert scope_of(row["example"], start, start + 2) == row["scope"]
    bare = "The ministry said 40 soldiers were killed."
    assert scope_of(bare, bare.index("40"), bare.index("40") + 2) == ""


@pytest.mark.parametrize("row", read_rows("part_counters"), ids=lambda row: row["word"])
def test_who_counts_a_part_is_known_by_its_name(row: Row) -> None:
    name, _, bare = row["example"].partition(" counted ")
    assert bare == "40 dead."
    assert row["word"] in name.lower()
    assert counts_a_part(name)


@pytest.mark.parametrize("row", each("stretches"))
def test_a_period_has_its_days(row: Row) -> None:
    told = stretch_of(row["example"], None)
    days = {f"in {count * float(row['days']):.3g} " for count in range(1, 8)}
    assert any(told.startswith(words) for words in days), f"{row['example']!r} is {told!r}"


@pytest.fixture(scope="module")
def tables() -> dict[str, object]:
    names = ("state_families", "tolerances")
    articles = [Article(f"{name} {i}", row["example"]) for name in names for i, row in enumerate(read_rows(name))]
    return {reading.article.text: tabulate(reading.claims) for reading in read_claims(articles)}


@pytest.mark.parametrize("row", each("state_families"))
def test_a_state_has_its_family(row: Row, tables: dict[str, object]) -> None:
    subject = tables[row["example"]]["subject"][0]  # type: ignore[index]
    assert subject.split(":")[0] == row["state"]
    assert family_of(row["state"], "things", "count") == row["family"]
    assert row["course"] in ("grows", "moves")


@pytest.mark.parametrize("row", each("tolerances"))
def test_words_have_their_tolerance(row: Row, tables: dict[str, object]) -> None:
    table = tables[row["example"]]
    lowest, highest = allowed(table)  # type: ignore[arg-type]
    figure = table["value"].fillna(table["low"]).to_numpy()  # type: ignore[index]
    assert np.isclose(lowest, figure * (1 - float(row["below"]))).all()
    open_end = row["words"] == "vague"
    assert open_end or np.isclose(highest, figure * (1 + float(row["above"]))).all()
