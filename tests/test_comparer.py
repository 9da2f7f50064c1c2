"""The comparer, driven as an analyst would, without a kernel or a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from compared import compared, losses, said

from analysis.compare import compare
from analysis.compare.words import summarise_comparison
from analysis.table import tabulate
from analysis.widgets import comparer as room
from analysis.widgets.comparer import ClaimComparer
from analysis.widgets.comparison_view import conflicts_html, revisions_html, silences_html

GROUP = "killed: Northland soldiers"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    room._remembered.clear()


def two_parties() -> pd.DataFrame:
    """Two bodies of one party at odds with one another and with another party; one source of no known party."""
    claims = [
        said(1100, "the Joint Staff", "about", actor="Southland", outlet="Wire"),
        said(1900, "the Institute", actor="Southland", outlet="Gazette"),
        said(3000, "President Odell", "more than", actor="Northland", outlet="Gazette"),
        said(3100, "a driver", outlet="Gazette"),
        said(4000, "President Odell", days=3, actor="Northland", outlet="Wire"),
    ]
    return tabulate(claims)


def silent() -> pd.DataFrame:
    row = {"article": "s.txt", "outlet": "Wire", "source": "the Palace", "actor": "Northland", "stance": "no comment"}
    return pd.DataFrame([row | {"about": "how many soldiers were killed", "published": pd.Timestamp("2024-03-05")}])


@pytest.fixture
def comparer(tmp_path: Path) -> ClaimComparer:
    return ClaimComparer(two_parties(), silent(), folder=tmp_path, exports=tmp_path / "exports", name="levels")


def voices(comparer: ClaimComparer) -> list[str]:
    return [value for _, value in comparer.voices.options]


def pairs(comparison: Any) -> set[frozenset[str]]:
    conflicts = comparison.conflicts
    return {frozenset(pair) for pair in zip(conflicts["voice_a"], conflicts["voice_b"], strict=True)}


def test_sources_are_compared_unless_another_level_is_chosen(comparer: ClaimComparer) -> None:
    assert comparer.level.value == "source"
    assert set(voices(comparer)) == {"the Joint Staff", "the Institute", "President Odell", "a driver"}
    assert frozenset(["the Joint Staff", "the Institute"]) in pairs(comparer.comparison)
    assert comparer.voices.description == "Said by"


def test_parties_are_held_against_parties_and_never_against_themselves(comparer: ClaimComparer) -> None:
    comparer.level.value = "actor"
    assert voices(comparer) == ["Northland", "Southland", "a driver"]
    assert pairs(comparer.comparison) == {frozenset(["Northland", "Southland"]), frozenset(["a driver", "Southland"])}
    assert "by 2 parties and 1 source without a party" in comparer.summary.value
    assert "3 of 3 parties disagree" in comparer.disagreement.value
    assert "Silent: Northland." in comparer.disagreement.value
    assert "1 of 3 parties moved its figure" in comparer.revisions.value
    assert comparer.deciding.same_source.disabled


def test_an_outlet_reports_figures_and_neither_moves_them_nor_is_silent(comparer: ClaimComparer) -> None:
    comparer.level.value = "outlet"
    assert voices(comparer) == ["Gazette", "Wire"]
    assert "5 claims in 2 outlets" in comparer.summary.value
    assert "Figures in 2 of 2 outlets cannot both be right" in comparer.disagreement.value
    assert "Silent: the Palace." in comparer.disagreement.value
    assert "1 of 4 sources moved its figure" in comparer.revisions.value
    comparer.voices.value = ("Wire",)
    assert "2 claims in 1 outlet" in comparer.summary.value
    assert "the Institute" not in comparer.revisions.value


def test_a_level_keeps_the_subject_and_is_remembered(comparer: ClaimComparer, tmp_path: Path) -> None:
    comparer.level.value = "actor"
    assert comparer.group == GROUP
    again = ClaimComparer(two_parties(), folder=tmp_path, name="levels")
    assert (again.level.value, again.group) == ("actor", GROUP)


def test_nobody_chosen_is_said_in_the_levels_own_words(comparer: ClaimComparer) -> None:
    comparer.level.value = "outlet"
    comparer.voices.value = ()
    assert "No outlet is chosen: choose one, or press All." in comparer.summary.value
    assert comparer.disagreement.value == comparer.revisions.value == ""
    assert comparer.save_table.disabled
    comparer.everyone.click()
    assert len(comparer.table.rows) == 5


def test_what_is_saved_has_links_that_hold_it(comparer: ClaimComparer) -> None:
    comparer.save_table.click()
    comparer.save_charts.click()
    names = set(re.findall(r'<a download="([^"]+)"', comparer.downloads.value))
    assert {path.name for path in comparer.exports.iterdir()} == names
    assert {name.rpartition(".")[2] for name in names} == {"csv", "jsonl", "xlsx", "png", "svg", "pdf"}
    assert "5 claims saved at" in comparer.downloads.value and GROUP in comparer.downloads.value


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    comparer = ClaimComparer(tabulate([]), folder=tmp_path)
    assert "There are no claims to compare: put articles into the folder" in comparer.summary.value
    comparer.level.value = "actor"
    comparer.everyone.click()
    assert comparer.save_charts.disabled and comparer.deciding.merge.disabled


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="'speaker' is no level: choose one of source, actor, outlet"):
        compare(tabulate([]), level="speaker")


@pytest.mark.parametrize("level", ["source", "actor", "outlet"])
def test_every_level_tells_of_all_claims_of_a_subject(level: str) -> None:
    table = compared(losses()).claims
    comparison = compare(table, level=level)
    assert len(comparison.claims) == len(table)
    assert comparison.only(GROUP).claims["voice"].notna().all()
    assert summarise_comparison(comparison).startswith("7 claims")


def cells(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(<td.*?)</tr>", page)
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows]


def test_an_empty_table_says_what_was_not_compared() -> None:
    people = {"subject": "killed: people", "counted": "people killed"}
    claims = [
        said(96, "the Institute", **people),
        said(148, "the Institute", days=1, **people),
        said(350, "a mayor", **people),
    ]
    comparison = compared(claims)
    for page in (revisions_html(comparison), conflicts_html(comparison)):
        assert "not compared: the articles do not say that it is the same event; move the claims to a subject" in page
    assert "no conflict among those compared" in summarise_comparison(comparison)
    whole = compared(losses()[4:5])
    assert "no source moved a figure" in revisions_html(whole) and "no two sources" in conflicts_html(whole)


def test_the_tables_of_a_comparison_name_everybody_and_escape_what_articles_say() -> None:
    silences = silent().assign(source_mention=None, sentence="<b>The Palace</b> made no comment.")
    nobody = silences.assign(source=None, source_mention="officials")
    comparison = compare(two_parties(), pd.concat([silences, nobody]))
    assert [row[2] for row in cells(silences_html(comparison))] == ["the Palace", "— nobody named —"]
    assert "<b>" not in silences_html(comparison) and "&lt;b&gt;The Palace" in silences_html(comparison)
    assert [row[4:] for row in cells(revisions_html(comparison))] == [["raised", "more than 3,000", "4,000"]]
    widest = cells(conflicts_html(comparison))[0]
    assert widest[2:6] == ["about 1,100", "the Joint Staff", "3,100", "a driver"]
    assert "The first 1 of" in conflicts_html(comparison, most=1)
