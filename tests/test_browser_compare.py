"""Comparing in a real JupyterLab: pick a subject, see its sources, merge two subjects, run all again, still merged.

Besides: parties and outlets in place of sources, words that narrow the subjects, and charts that can be saved.
"""

import re
from pathlib import Path

import pytest
from lab import PATIENCE, jupyterlab, opened, playwright, project, run_all

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


def options(select):
    return [" ".join(text.split()) for text in select.locator("option").all_text_contents()]


def chosen(comparer):
    return " ".join(subjects(comparer).evaluate("list => list.selectedOptions[0].text").split())


def voices(comparer, label):
    """The names in the list of voices, without their counts."""
    return {text.rpartition(" (")[0] for text in options(comparer.get_by_label(label, exact=True))}


def pick(comparer, group):
    """Chooses a subject by its heading, and waits until it is shown."""
    label = next(text for text in options(subjects(comparer)) if text.startswith(f"{short_name(group, 60)} ·"))
    subjects(comparer).select_option(label=label)
    shown = re.compile(rf"on “?{re.escape(group)}”?[;:]")
    playwright.expect(comparer.locator(".ncw-summary")).to_have_text(shown)


def test_nothing_stands_on_stderr_and_every_chart_is_there(page, comparer, comparison):
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.locator(".jp-OutputArea figure[role=img]").count() == 4
    assert subjects(comparer).locator("option").count() == len(comparison.groups)


def test_a_subject_shows_its_sources_and_their_quarrel(comparer, comparison):
    conflict = comparison.conflicts.iloc[0]
    pick(comparer, conflict["group"])
    words = comparer.locator("figure").first.get_attribute("aria-label")
    assert conflict["voice_a"] in words and conflict["voice_b"] in words
    playwright.expect(comparer.locator(".ncw-summary")).to_contain_text("1 conflict")
    rows = comparison.claims[comparison.claims["group"] == conflict["group"]]
    playwright.expect(comparer.locator(".ncw-table-count")).to_contain_text(str(len(rows)))
    assert voices(comparer, "Said by") == set(rows["voice"])


def test_one_source_chosen_is_shown_alone_and_all_brings_the_others_back(comparer, comparison):
    conflict = comparison.conflicts.iloc[0]
    pick(comparer, conflict["group"])
    listed = comparer.get_by_label("Said by", exact=True)
    label = next(text for text in options(listed) if conflict["voice_b"] in text)
    listed.select_option(label=label)
    playwright.expect(comparer.locator(".ncw-summary")).to_contain_text("by 1 source on")
    assert conflict["voice_a"] not in comparer.locator("figure").first.get_attribute("aria-label")
    comparer.get_by_role("button", name="All", exact=True).click()
    playwright.expect(comparer.locator(".ncw-summary")).to_contain_text("1 conflict")


def test_parties_or_outlets_can_stand_in_place_of_sources(comparer, comparison):
    group = comparison.conflicts.iloc[0]["group"]
    pick(comparer, group)
    rows = comparison.claims[comparison.claims["group"] == group]
    level = comparer.get_by_label("Compare", exact=True)
    level.select_option(label="parties")
    playwright.expect(comparer.locator(".ncw-summary")).to_contain_text(re.compile(r"by \d+ parties"))
    assert voices(comparer, "Party") == set(rows["actor"].dropna())
    assert chosen(comparer).startswith(group)
    level.select_option(label="outlets")
    playwright.expect(comparer.locator(".ncw-summary")).to_contain_text(re.compile(r"in \d+ outlets"))
    assert len(voices(comparer, "Outlet")) == rows["outlet"].nunique()
    assert "Figures in" in comparer.locator("figure").first.get_attribute("aria-label")
    level.select_option(label="sources")
    playwright.expect(comparer.locator(".ncw-summary")).to_contain_text(re.compile(r"by \d+ sources"))
    assert voices(comparer, "Said by") == set(rows["voice"])


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


def test_the_charts_can_be_saved_and_downloaded(page, comparer, folder):
    comparer.get_by_role("button", name="Save charts").click()
    links = comparer.locator(".ncw-saved").first.locator("a[download]")
    playwright.expect(links).to_have_count(8, timeout=PATIENCE)
    with page.expect_download() as download:
        links.first.click()
    saved = folder / "exports" / download.value.suggested_filename
    assert Path(download.value.path()).read_bytes() == saved.read_bytes()
