"""The workbook in a real JupyterLab, as an analyst has it on the screen: filter, look, save, add an article."""

import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
from lab import jupyterlab, opened, playwright, project, run_all
from PIL import Image
from pypdf import PdfReader

from analysis import read_folder
from analysis.export import safe_name
from analysis.table import OWN_VOICE, UNNAMED, voices
from analysis.widgets.facets import WORDINGS, choice_name

pytestmark = pytest.mark.browser

NOTEBOOK = "01-workbook.ipynb"
READY = ".ncw-explorer .ncw-summary"

NEW_ARTICLE = """Outlet: The Added Gazette <img src=x onerror=window.broken=true>
Published: 2025-02-03
Title: An article added later <script>window.broken=true</script>

The harbour master said on Monday that at least 777 crates were lost.

<img src=x onerror="window.broken=true"> <script>window.broken=true</script> is what a careless page would run.
"""

# Paints every ancestor's background, then the text's own colour, and compares what a person would see.
CONTRAST = """element => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const around = [];
  for (let at = element; at; at = at.parentElement) around.unshift(at);
  let behind = paint("white");
  for (const at of around) behind = paint(getComputedStyle(at).backgroundColor);
  const ink = paint(getComputedStyle(element).color);
  const [dark, bright] = [light(behind), light(ink)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return project(tmp_path_factory.mktemp("project"), NOTEBOOK)


@pytest.fixture(scope="module")
def server(folder, tmp_path_factory):
    with jupyterlab(folder, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def page(server):
    """The notebook, open, with all its cells run; errors of the page itself fail the test that ends with them."""
    with opened(server, NOTEBOOK, READY) as page:
        yield page


@pytest.fixture
def explorer(page):
    """The explorer on the page, with everything chosen."""
    explorer = page.locator(".ncw-explorer")
    explorer.get_by_role("button", name="Reset").click()
    playwright.expect(explorer.locator(".ncw-summary span")).to_have_count(0)
    yield explorer
    assert page.errors == []


@pytest.fixture
def claims(folder):
    return read_folder(folder / "articles", progress=False).table


def busiest_source(claims):
    """The named source with the most claims, and how many."""
    named = voices(claims)
    counts = named[~named.isin([OWN_VOICE, UNNAMED])].value_counts()
    return counts.index[0], int(counts.iloc[0])


def options_of(select, which):
    return [" ".join(text.split()) for text in select.locator(which).all_text_contents()]


def choose(explorer, label, *names):
    select = explorer.get_by_label(label, exact=True)
    wording = next(wording for wording in WORDINGS.values() if wording.label == label)
    wanted = {choice_name(name, wording) for name in names}
    options = [text for text in options_of(select, "option") if text.rpartition(" (")[0] in wanted]
    assert len(options) == len(names)
    select.select_option(label=options)


def chart_words(explorer):
    return explorer.locator("figure[role=img]").get_attribute("aria-label")


def settled(explorer, rows):
    """Waits until the explorer's table says that it holds so many claims."""
    words = re.compile(rf"^{rows:,} claims?")
    playwright.expect(explorer.locator(".ncw-table-count")).to_have_text(words)


def test_everything_is_shown_at_first_and_nothing_stands_on_stderr(page, explorer, claims):
    settled(explorer, len(claims))
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert chart_words(explorer).startswith("What each source claims")


def test_jupyterlab_asks_nothing_about_news(page, explorer):
    assert "jupyter news" not in page.locator("body").inner_text().lower()


def test_one_source_chosen_changes_table_chart_and_summary_to_it(explorer, claims):
    source, count = busiest_source(claims)
    before = chart_words(explorer)
    choose(explorer, "Said by", source)
    settled(explorer, count)
    said_by = explorer.locator(".ncw-table tbody tr td:nth-child(3)").all_inner_texts()
    assert said_by == [source] * count
    playwright.expect(explorer.locator(".ncw-summary")).to_contain_text(f"Filtered: said by {source}")
    assert source in chart_words(explorer) != before


def test_none_chosen_says_so_and_reset_brings_everything_back(explorer, claims):
    explorer.get_by_role("button", name="None").first.click()
    playwright.expect(explorer.locator(".ncw-summary")).to_contain_text("No source is chosen")
    playwright.expect(explorer.locator(".ncw-nothing")).to_contain_text("No source is chosen")
    playwright.expect(explorer.locator(".ncw-table-empty")).to_contain_text("No source is chosen")
    assert explorer.locator("figure").count() == 0
    playwright.expect(explorer.get_by_role("button", name="Save chart")).to_be_disabled()
    explorer.get_by_role("button", name="Reset").click()
    settled(explorer, len(claims))
    assert explorer.locator("figure svg").count() == 1


def test_days_and_words_filter_while_they_are_typed(explorer, claims):
    day = claims["published"].max()
    explorer.get_by_label("Since").fill(f"{day:%Y-%m-%d}")
    settled(explorer, int((claims["published"] >= day).sum()))
    explorer.get_by_label("Search", exact=True).press_sequentially("no such words")
    playwright.expect(explorer.locator(".ncw-nothing")).to_contain_text("No claim passes all the filters")


def test_heads_sort_by_the_figure_and_explain_themselves(explorer, claims):
    head = explorer.get_by_role("columnheader", name="Amount")
    assert "how much" in head.get_by_role("button").get_attribute("title")
    head.get_by_role("button").click()
    playwright.expect(head).to_have_attribute("aria-sort", "ascending")
    shown = explorer.locator(".ncw-table tbody tr td:nth-child(4)").all_inner_texts()
    counts = claims[claims["unit"] == "count"]
    figures = counts["value"].fillna(counts["low"]).fillna(counts["high"]).sort_values(kind="stable")
    ends = [float(re.search(r"[\d,.]+", shown[at])[0].replace(",", "")) for at in (0, 1)]
    assert ends == figures.head(2).tolist()
    source, count = busiest_source(claims)
    choose(explorer, "Said by", source)
    settled(explorer, count)
    playwright.expect(head).to_have_attribute("aria-sort", "ascending")
    for _ in range(2):
        head.get_by_role("button").click()
    playwright.expect(head).to_have_attribute("aria-sort", "none")


def test_the_count_beside_a_choice_follows_the_other_filters_and_the_lists_keep_their_choice(explorer, claims):
    party = claims["actor"].value_counts().index[0]
    theirs = claims[claims["actor"] == party]
    choose(explorer, "Party", party)
    settled(explorer, len(theirs))
    options = options_of(explorer.get_by_label("Said by", exact=True), "option")
    assert sum(int(text.rpartition(" (")[2].rstrip(")")) for text in options) == len(theirs)
    assert sum(text.endswith(" (0)") for text in options) == voices(claims).nunique() - voices(theirs).nunique()
    assert options_of(explorer.get_by_label("Said by", exact=True), "option:checked") == options
    parties = options_of(explorer.get_by_label("Party", exact=True), "option")
    assert f"{party} ({len(theirs)})" in parties and not any(text.endswith(" (0)") for text in parties)


def test_what_was_passed_over_can_be_narrowed_searched_and_saved(page, folder):
    passed = read_folder(folder / "articles", progress=False).passed_over
    view = page.locator(".ncw-left-out").first
    count = view.locator(".ncw-table-count")
    playwright.expect(count).to_have_text(f"{len(passed)} numbers passed over")
    dates = passed[passed["reason"] == "date"]
    view.get_by_label("Passed over as", exact=True).select_option(label=f"date ({len(dates)})")
    playwright.expect(count).to_have_text(f"{len(dates)} numbers passed over")
    view.get_by_label("Search in the table").fill("SEOUL")
    playwright.expect(view.locator("tbody tr mark.ncw-passed").first).to_have_text("18")
    view.get_by_role("button", name="Save table").click()
    playwright.expect(view.locator(".ncw-saved a[download]")).to_have_count(3)
    assert len(pd.read_csv(folder / "exports" / "passed-over-date.csv")) == len(dates)
    silent = page.locator(".ncw-left-out").nth(1)
    playwright.expect(silent.locator(".ncw-table-count")).to_contain_text("silences")


def test_the_claims_table_can_be_searched(page, explorer):
    table = page.locator(".ncw-table").first
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    table.get_by_label("Search in the table").click()
    table.get_by_label("Search in the table").press_sequentially("about north 11,000 bad", delay=5)
    playwright.expect(table.locator(".ncw-table-empty")).to_have_text("No claim in this table has these words.")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    table.get_by_label("Search in the table").fill("north 11,000")
    playwright.expect(table.locator(".ncw-table-count")).to_contain_text(" of ")
    rows = table.locator("tbody tr").all_inner_texts()
    assert rows and all("11,000" in row and "north" in row.lower() for row in rows)
    table.get_by_label("Search in the table").fill("")


def saved_by(page, explorer, button, endings):
    """Presses a save button; gives back each new file's bytes, having compared them with its download."""
    explorer.get_by_role("button", name=button).click()
    links = explorer.locator(".ncw-saved").first.locator("a[download]")
    playwright.expect(links).to_have_count(len(endings))
    contents = {}
    for at in range(len(endings)):
        with page.expect_download() as download:
            links.nth(at).click()
        contents[Path(download.value.suggested_filename).suffix[1:]] = Path(download.value.path()).read_bytes()
    assert sorted(contents) == sorted(endings)
    return contents


def test_each_save_button_writes_files_that_open_and_links_that_hold_them(page, explorer, claims, folder):
    source, count = busiest_source(claims)
    choose(explorer, "Said by", source)
    settled(explorer, count)
    chart = saved_by(page, explorer, "Save chart", ["png", "svg", "pdf", "csv"])
    table = saved_by(page, explorer, "Save table", ["xlsx", "csv", "jsonl"])
    for ending, content in (chart | table).items():
        assert content == (folder / "exports" / f"{safe_name(f'said by {source}')}.{ending}").read_bytes()
    picture = Image.open(io.BytesIO(chart["png"]))
    assert picture.width > 1000
    assert source in picture.text["Description"]
    assert ET.fromstring(chart["svg"]).tag == "{http://www.w3.org/2000/svg}svg"
    assert "What each source claims" in " ".join(PdfReader(io.BytesIO(chart["pdf"])).pages[0].extract_text().split())
    for rows in (pd.read_csv(io.BytesIO(table["csv"])), pd.read_excel(io.BytesIO(table["xlsx"]))):
        assert rows["source"].tolist() == [source] * count
    lines = [json.loads(line) for line in table["jsonl"].decode().splitlines()]
    assert [line["source"] for line in lines] == [source] * count


def test_text_reads_well_in_the_light_and_in_the_dark_theme(page, explorer):
    page.locator(".ncw-reader").get_by_label("also mark").check()
    playwright.expect(page.locator(".ncw-article mark.ncw-passed").first).to_be_visible()
    places = [
        ".ncw-summary strong",
        ".ncw-table-count",
        ".ncw-table th button",
        ".ncw-table td:nth-child(2)",
        ".ncw-table td .ncw-quiet",
        ".ncw-table td a",
        *(
            f".ncw-table {at} mark.ncw-{kind}"
            for at in ("td", ".ncw-table-key")
            for kind in ("amount", "source", "cue")
        ),
        ".ncw-article",
        ".ncw-article mark.ncw-passed",
        ".ncw-explorer .ncw-facet select",
        ".ncw-explorer .widget-button",
    ]
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        use_theme(page, theme)
        found = {place: page.locator(place).first.evaluate(CONTRAST) for place in places}
        assert not {place: ratio for place, ratio in found.items() if ratio < 4.5}, theme


def test_a_narrow_window_cuts_no_table_and_stands_the_lists_in_two_rows(page, explorer):
    page.set_viewport_size({"width": 1100, "height": 1000})
    try:
        page.wait_for_timeout(500)
        wide = "boxes => boxes.map(box => box.scrollWidth - box.clientWidth)"
        assert page.locator(".ncw-table-box, .ncw-twin").evaluate_all(wide) == [0] * 6
        tops = "lists => new Set(lists.map(list => list.getBoundingClientRect().top)).size"
        assert explorer.locator(".ncw-facet").evaluate_all(tops) == 2
        assert page.locator(".ncw-inventory").evaluate("box => box.scrollHeight - box.clientHeight") == 0
    finally:
        page.set_viewport_size({"width": 1400, "height": 1000})


def test_a_chosen_name_is_seen_in_a_list_that_is_typed_in(page, explorer, claims):
    source, count = busiest_source(claims)
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        use_theme(page, theme)
        select = explorer.get_by_label("Said by", exact=True)
        choose(explorer, "Said by", source)
        settled(explorer, count)
        select.focus()
        chosen = select.locator("option:checked")
        assert contrast_on_screen(chosen.screenshot()) > 4.5, theme


def contrast_on_screen(picture):
    """How far the ink of a picture stands from its ground: its commonest colour, and the one most unlike that."""
    colours = Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1_000_000)
    lights = [light(colour) for _, colour in sorted(colours, reverse=True)]
    return max((max(lights[0], other) + 0.05) / (min(lights[0], other) + 0.05) for other in lights)


def light(colour):
    parts = (part / 255 for part in colour)
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def use_theme(page, theme):
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Settings$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Theme$")).hover()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{theme}$")).click()
    light = str("Light" in theme).lower()
    page.wait_for_selector(f"body[data-jp-theme-name='{theme}'][data-jp-theme-light='{light}']", state="attached")


def test_a_new_article_appears_when_all_is_run_again_and_the_filter_is_kept(page, explorer, claims, folder):
    source, count = busiest_source(claims)
    choose(explorer, "Said by", source)
    settled(explorer, count)
    (folder / "articles" / "99-added.txt").write_text(NEW_ARTICLE, encoding="utf-8")
    run_all(page)
    whole = page.locator(".ncw-table").first
    playwright.expect(whole).to_contain_text("99-added.txt")
    evidence = whole.locator("tbody tr", has_text="99-added.txt")
    playwright.expect(evidence.locator("mark.ncw-amount")).to_have_text("at least 777")
    again = page.locator(".ncw-explorer")
    settled(again, count)
    chosen = options_of(again.get_by_label("Said by", exact=True), "option:checked")
    assert chosen == [f"{choice_name(source, WORDINGS['sources'])} ({count})"]
    again.get_by_role("button", name="Reset").click()
    settled(again, len(claims) + 1)
    reader = page.locator(".ncw-reader")
    reader.get_by_label("Article").select_option(index=reader.locator("select option").count() - 1)
    playwright.expect(reader.locator(".ncw-article")).to_contain_text("is what a careless page would run")
    assert page.evaluate("window.broken") is None
