"""Comparing in a real JupyterLab: pick a subject, see its sources, merge two subjects, run all again, still merged."""

import re

import pytest
from lab import jupyterlab, opened, playwright, project, run_all

from analysis import read_folder
from analysis.compare import compare, read_decisions
from analysis.widgets.facets import short_name

pytestmark = pytest.mark.browser

NOTEBOOK = "02-compare.ipynb"
READY = ".ncw-comparer .ncw-summary"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return project(tmp_path_factory.mktemp("project"), NOTEBOOK)


@pytest.fixture(scope="module")
def page(folder, tmp_path_factory):
    with (
        jupyterlab(folder, tmp_path_factory.mktemp("home")) as server,
        opened(server, NOTEBOOK, READY) as page,
    ):
        yield page


@pytest.fixture
def comparer(page):
    yield page.locator(".ncw-comparer")
    assert page.errors == []


@pytest.fixture(scope="module")
def comparison(folder):
    readings = read_folder(folder / "articles", progress=False)
    return compare(readings.table, readings.silences)


def subjects(comparer):
    return comparer.get_by_label("Subject", exact=True)


def chosen(comparer):
    return " ".join(subjects(comparer).evaluate("list => list.selectedOptions[0].text").split())


def pick(comparer, group):
    """Chooses a subject by its heading, and waits until it is shown."""
    options = [" ".join(text.split()) for text in subjects(comparer).locator("option").all_text_contents()]
    label = next(text for text in options if text.startswith(f"{short_name(group, 60)} ·"))
    subjects(comparer).select_option(label=label)
    shown = re.compile(rf"on “?{re.escape(group)}”?[;:]")
    playwright.expect(comparer.locator(".ncw-summary")).to_have_text(shown)


def test_nothing_stands_on_stderr_and_every_chart_is_there(page, comparer, comparison):
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.locator(".jp-OutputArea figure[role=img]").count() >= 4
    assert subjects(comparer).locator("option").count() == len(comparison.groups)


def test_a_subject_shows_its_sources_and_their_quarrel(comparer, comparison):
    conflict = comparison.conflicts.iloc[0]
    pick(comparer, conflict["group"])
    words = comparer.locator("figure").first.get_attribute("aria-label")
    assert conflict["voice_a"] in words and conflict["voice_b"] in words
    playwright.expect(comparer.locator(".ncw-summary")).to_contain_text("1 conflict")
    rows = comparison.claims[comparison.claims["group"] == conflict["group"]]
    playwright.expect(comparer.locator(".ncw-table-count")).to_contain_text(str(len(rows)))
    listed = comparer.get_by_label("Said by", exact=True).locator("option")
    assert listed.count() == rows["voice"].nunique()


def test_words_narrow_the_subjects(comparer, comparison):
    comparer.get_by_label("Find", exact=True).fill("attack")
    wanted = comparison.groups["group"].str.casefold().str.contains("attack").sum()
    playwright.expect(subjects(comparer).locator("option")).to_have_count(int(wanted))
    comparer.get_by_label("Find", exact=True).fill("")
    playwright.expect(subjects(comparer).locator("option")).to_have_count(len(comparison.groups))


def test_merged_subjects_stay_merged_when_everything_is_run_again(page, comparer, comparison, folder):
    names = comparison.groups["group"].tolist()
    one, other = "North Koreans", "North Korean troops"
    assert {one, other} <= set(names)
    pick(comparer, one)
    comparer.get_by_text("Merge and split").click()
    comparer.get_by_label("Same as", exact=True).select_option(label=other)
    comparer.get_by_role("button", name="Merge subjects").click()
    playwright.expect(subjects(comparer).locator("option")).to_have_count(len(names) - 1)
    assert chosen(comparer).startswith(other)
    assert read_decisions(folder / "articles").groups == {one: other}
    run_all(page)
    again = page.locator(".ncw-comparer")
    playwright.expect(subjects(again).locator("option")).to_have_count(len(names) - 1)
    assert chosen(again).startswith(other)
    again.get_by_text("Merge and split").click()
    again.get_by_role("button", name="Undo").click()
    playwright.expect(subjects(again).locator("option")).to_have_count(len(names))
    assert read_decisions(folder / "articles").lines == ()


def test_the_charts_can_be_saved(comparer, folder):
    comparer.get_by_role("button", name="Save charts").click()
    playwright.expect(comparer.locator("[role=status]").last).to_contain_text("exports")
    assert {path.suffix for path in (folder / "exports").iterdir()} >= {".png", ".svg", ".pdf", ".csv"}
