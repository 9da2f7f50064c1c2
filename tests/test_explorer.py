"""The explorer, driven as an analyst would, without a kernel or a browser."""

import base64
import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from samples import claim, many_claims

from analysis.selection import select_claims
from analysis.table import OWN_VOICE, UNNAMED, UNTOLD, tabulate
from analysis.widgets import explorer as room
from analysis.widgets.explorer import ClaimExplorer


@pytest.fixture(autouse=True)
def nothing_remembered():
    room._remembered.clear()


def sample_claims():
    return [
        claim(11000, source="Kyiv", counted="soldiers", outlet="Wire", published=date(2024, 11, 4), name="a.txt"),
        claim(200, "more than", source="Kyiv", counted="attacks", outlet="Wire", name="a.txt"),
        claim(1500, source="Seoul", counted="soldiers", published=date(2024, 10, 18), name="b.txt"),
        claim(0.2, "nearly", source=None, counted="of the land", unit="fraction", outlet=None, name="b.txt"),
        claim(50, "vague", source=None, mention="it is estimated", counted="soldiers", published=None, name="c.txt"),
    ]


@pytest.fixture
def explorer(tmp_path):
    return ClaimExplorer(tabulate(sample_claims()), exports=tmp_path / "exports")


@pytest.fixture
def drawn(monkeypatch):
    """How often a chart was drawn, as a list that grows."""
    drawings = []

    def draw(*given, draw_claims=room.draw_claims, **more):
        drawings.append(more["filtered"])
        return draw_claims(*given, **more)

    monkeypatch.setattr(room, "draw_claims", draw)
    return drawings


def labels(control):
    return [label for label, _ in control.options]


def links(explorer):
    found = re.findall(r'<a download="([^"]*)" href="data:[^;]*;base64,([^"]*)"', explorer.downloads.value)
    return {unescape(name): base64.b64decode(content) for name, content in found}


def test_at_first_everything_is_chosen(explorer):
    assert len(explorer.selection) == 5
    assert explorer.choices == {
        **dict.fromkeys(["sources", "actors", "outlets", "topic", "units", "qualifiers", "since", "until"]),
        "text": "",
    }
    assert explorer.filtered == ""
    assert "5 claims by 2 named sources in 3 articles" in explorer.summary.value
    assert "3 different things counted." in explorer.summary.value


def test_sources_are_listed_with_counts_most_first_and_voices_without_a_name_apart(explorer):
    assert labels(explorer.sources) == ["Kyiv (2)", "Seoul (1)", f"{UNNAMED} (1)", f"{OWN_VOICE} (1)"]


def test_one_source_chosen_shows_its_claims_in_table_chart_and_summary(explorer):
    explorer.sources.value = ("Kyiv",)
    assert explorer.selection["source"].tolist() == ["Kyiv", "Kyiv"]
    assert len(explorer.table.rows) == 2
    assert "2 claims by 1 named source" in explorer.summary.value
    assert "2 of 5 claims. Filtered: said by Kyiv." in explorer.summary.value
    assert "Kyiv" in re.search(r'aria-label="([^"]*)"', explorer.chart.value)[1]
    assert "Seoul" not in explorer.chart.value


def test_the_selection_is_what_select_claims_gives_for_the_choices(explorer):
    explorer.counted.value = ("soldiers",)
    explorer.qualifiers.value = ("exact",)
    pd.testing.assert_frame_equal(explorer.selection, select_claims(explorer.claims, **explorer.choices))
    assert explorer.selection["value"].tolist() == [11000, 1500]


def test_the_outlets_own_voice_is_a_choice_of_its_own(explorer):
    explorer.sources.value = (OWN_VOICE,)
    assert explorer.selection["unit"].tolist() == ["fraction"]
    explorer.sources.value = (UNNAMED,)
    assert explorer.selection["qualifier"].tolist() == ["vague"]
    assert "said by nobody named" in explorer.summary.value


def test_a_blank_outlet_can_be_chosen(explorer):
    assert labels(explorer.outlets)[-1] == "— no outlet named — (1)"
    explorer.outlets.value = ("",)
    assert explorer.selection["unit"].tolist() == ["fraction"]


@pytest.mark.parametrize(
    ("control", "word"),
    [
        ("sources", "source"),
        ("actors", "party"),
        ("outlets", "outlet"),
        ("counted", "counted thing"),
        ("units", "unit"),
        ("qualifiers", "qualifier"),
    ],
)
def test_nothing_chosen_says_so_in_table_chart_and_summary(explorer, control, word):
    getattr(explorer, control).value = ()
    said = f"No {word} is chosen: choose one, or press Reset."
    assert explorer.selection.empty
    assert explorer.table.rows == []
    assert explorer.table.empty == said
    assert said in explorer.summary.value
    assert said in explorer.chart.value
    assert "<svg" not in explorer.chart.value
    assert explorer.save_chart.disabled
    assert explorer.save_table.disabled


def test_days_filter_both_included_and_leave_undated_claims_out_aloud(explorer):
    explorer.since.value = date(2024, 10, 18)
    explorer.until.value = date(2024, 11, 4)
    assert explorer.selection["value"].tolist() == [11000, 1500]
    assert "published since 18 Oct 2024 until 4 Nov 2024" in explorer.filtered
    assert "without the 1 claim of undated articles" in explorer.filtered


def test_each_filter_is_worded_with_the_label_of_its_list(explorer):
    explorer.outlets.value = ("Wire",)
    explorer.counted.value = ("soldiers",)
    explorer.units.value = ("count",)
    explorer.qualifiers.value = ("exact",)
    explorer.search.value = "kyiv"
    assert explorer.filtered == (
        "Filtered: outlet: Wire; counting: soldiers; unit: count; qualifier: exact; words “kyiv”"
    )


def test_what_is_not_told_is_one_choice_whatever_the_unit():
    untold = [claim(12, counted=None), claim(0.5, counted=None, unit="fraction"), claim(3)]
    explorer = ClaimExplorer(tabulate(untold))
    assert labels(explorer.counted) == [f"{UNTOLD} (2)", "people killed (1)"]
    assert "1 thing counted, 2 that do not tell what is counted." in explorer.summary.value
    explorer.counted.value = (UNTOLD,)
    assert len(explorer.selection) == 2
    assert explorer.filtered == "Filtered: counting: not told"
    assert "What is counted could not be told" in explorer.chart.value


def test_days_the_wrong_way_round_are_pointed_out(explorer):
    explorer.since.value = date(2024, 11, 4)
    explorer.until.value = date(2024, 10, 18)
    assert "The first day is after the last" in explorer.chart.value


def test_the_party_is_a_filter_of_its_own_and_blank_is_a_choice():
    claims = [claim(1, source="Kyiv", actor="Ukraine"), claim(2, source="General Staff", actor="Ukraine"), claim(3)]
    explorer = ClaimExplorer(tabulate(claims))
    assert labels(explorer.actors) == ["Ukraine (2)", "— no party — (1)"]
    explorer.actors.value = ("",)
    assert explorer.selection["value"].tolist() == [3]
    assert explorer.filtered == "Filtered: for no party"
    explorer.actors.value = ("Ukraine",)
    assert explorer.filtered == "Filtered: for Ukraine"


def test_the_count_beside_a_choice_says_how_many_it_would_leave_under_the_others(explorer):
    explorer.sources.value = ("Kyiv",)
    assert labels(explorer.sources) == ["Kyiv (2)", "Seoul (1)", f"{UNNAMED} (1)", f"{OWN_VOICE} (1)"]
    assert labels(explorer.counted) == ["soldiers (1)", "attacks (1)", "of the land (0)"]
    explorer.counted.value = ("soldiers",)
    assert labels(explorer.sources) == ["Kyiv (1)", "Seoul (1)", f"{UNNAMED} (1)", f"{OWN_VOICE} (0)"]
    assert explorer.sources.value == ("Kyiv",)
    explorer.search.value = "seoul"
    assert labels(explorer.sources)[:2] == ["Kyiv (0)", "Seoul (1)"]  # what is chosen stays in its place
    explorer.reset.click()
    assert labels(explorer.counted)[0] == "soldiers (3)"


def test_choices_that_would_leave_nothing_stand_last(explorer):
    explorer.search.value = "seoul"
    assert labels(explorer.sources) == ["Seoul (1)", "Kyiv (0)", f"{UNNAMED} (0)", f"{OWN_VOICE} (0)"]
    assert explorer.choices["sources"] is None
    explorer.sources.value = ("Seoul", "Kyiv")
    assert explorer.choices["sources"] == ("Kyiv", "Seoul")
    explorer.search.value = ""
    assert labels(explorer.sources)[0] == "Kyiv (2)"
    assert set(explorer.sources.value) == {"Kyiv", "Seoul"}


def test_search_looks_for_all_words(explorer):
    explorer.search.value = "SOLDIERS seoul"
    assert explorer.selection["source"].tolist() == ["Seoul"]
    explorer.search.value = "no such words"
    assert "No claim passes all the filters" in explorer.summary.value


def test_reset_chooses_everything_again_and_draws_once(explorer, drawn):
    explorer.sources.value = ("Kyiv",)
    explorer.units.value = ()
    explorer.search.value = "soldiers"
    drawn.clear()
    explorer.reset.click()
    assert len(explorer.selection) == 5
    assert explorer.search.value == ""
    assert drawn == [""]
    assert not explorer.save_chart.disabled


def test_all_and_none_beneath_a_list_draw_at_most_once(explorer, drawn):
    facet = explorer._facets["sources"]
    facet.none.click()
    assert explorer.selection.empty
    assert drawn == []
    facet.all.click()
    assert len(explorer.selection) == 5
    assert len(drawn) == 1


def test_each_change_draws_once_and_no_change_draws_nothing(explorer, drawn):
    explorer.sources.value = ("Kyiv",)
    assert drawn == ["Filtered: said by Kyiv"]
    explorer.sources.value = ("Kyiv",)
    explorer.search.value = ""
    assert len(drawn) == 1
    assert explorer.figure is explorer.figure
    assert len(drawn) == 1


def test_the_filters_are_in_the_charts_caption(explorer):
    explorer.sources.value = ("Kyiv",)
    assert any("said by Kyiv" in text.get_text() for text in explorer.figure.texts)


def test_a_chart_that_cannot_be_drawn_leaves_its_problem_and_no_older_chart(explorer, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("<b>no scale</b>")

    monkeypatch.setattr(room, "draw_claims", fail)
    explorer.sources.value = ("Kyiv",)
    assert "The chart cannot be drawn: &lt;b&gt;no scale&lt;/b&gt;" in explorer.chart.value
    assert "<svg" not in explorer.chart.value
    assert len(explorer.table.rows) == 2
    explorer.save_chart.click()
    assert "Not saved: &lt;b&gt;no scale" in explorer.downloads.value


def test_save_chart_writes_three_pictures_and_their_rows_with_links_that_hold_them(explorer):
    explorer.sources.value = ("Kyiv",)
    explorer.save_chart.click()
    saved = {path.name: path.read_bytes() for path in explorer.exports.iterdir()}
    assert sorted(saved) == [f"said-by-Kyiv.{ending}" for ending in ("csv", "pdf", "png", "svg")]
    assert links(explorer) == saved
    assert len(pd.read_csv(explorer.exports / "said-by-Kyiv.csv")) == 2
    assert "2 claims saved" in explorer.downloads.value
    assert "filtered: said by Kyiv" in explorer.downloads.value
    assert explorer.save_chart.description == "Save chart"
    assert not explorer.save_chart.disabled


def test_save_table_writes_the_rows_in_three_formats(explorer):
    explorer.save_table.click()
    folder = explorer.exports
    assert sorted(path.name for path in folder.iterdir()) == ["workbook.csv", "workbook.jsonl", "workbook.xlsx"]
    assert len(pd.read_excel(folder / "workbook.xlsx")) == 5
    rows = [json.loads(line) for line in (folder / "workbook.jsonl").read_text().splitlines()]
    assert [row["value"] for row in rows] == [11000, 200, 1500, 0.2, None]


def test_another_selection_is_saved_beside_the_first_and_not_over_it(explorer, tmp_path):
    explorer.save_table.click()
    explorer.sources.value = ("Kyiv",)
    explorer.save_table.click()
    grown = [*sample_claims(), claim(9000, source="Kyiv", counted="soldiers")]
    again = ClaimExplorer(tabulate(grown), exports=explorer.exports)
    again.save_table.click()
    assert len(pd.read_csv(explorer.exports / "workbook.csv")) == 5
    assert len(pd.read_csv(explorer.exports / "said-by-Kyiv.csv")) == 2
    assert len(pd.read_csv(explorer.exports / "said-by-Kyiv-2.csv")) == 3
    assert next(iter(links(again))) == "said-by-Kyiv-2.xlsx"


def test_a_folder_that_cannot_be_written_is_said_and_nothing_breaks(tmp_path):
    taken = tmp_path / "exports"
    taken.write_text("a file, not a folder")
    explorer = ClaimExplorer(many_claims(3), exports=taken)
    explorer.save_table.click()
    assert "Not saved: cannot write" in explorer.downloads.value
    assert not explorer.save_table.disabled


def test_choices_are_kept_when_the_cell_runs_again_on_a_grown_folder(explorer):
    explorer.sources.value = ("Kyiv",)
    explorer.search.value = "soldiers"
    grown = [*sample_claims(), claim(7, source="Pyongyang"), claim(9000, source="Kyiv", counted="soldiers")]
    again = ClaimExplorer(tabulate(grown))
    assert again.sources.value == ("Kyiv",)
    assert again.selection["value"].tolist() == [11000, 9000]
    assert again.search.value == "soldiers"


def test_all_chosen_stays_all_when_new_sources_appear(explorer):
    again = ClaimExplorer(tabulate([*sample_claims(), claim(7, source="Pyongyang")]))
    assert "Pyongyang" in again.sources.value
    assert again.choices["sources"] is None


def test_none_chosen_stays_none(explorer):
    explorer.sources.value = ()
    assert ClaimExplorer(tabulate(sample_claims())).sources.value == ()


def test_chosen_values_that_vanished_are_dropped(explorer):
    explorer.sources.value = ("Kyiv", "Seoul")
    assert ClaimExplorer(tabulate([claim(source="Seoul"), claim(source="Rome")])).sources.value == ("Seoul",)


def test_a_choice_of_which_nothing_is_left_gives_way_to_all(explorer):
    explorer.sources.value = ("Kyiv",)
    assert ClaimExplorer(tabulate([claim(source="Rome")])).sources.value == ("Rome",)


def test_explorers_of_different_names_remember_apart(explorer):
    explorer.sources.value = ("Kyiv",)
    assert ClaimExplorer(tabulate(sample_claims()), name="other").choices["sources"] is None


def test_an_empty_table_opens_kindly():
    explorer = ClaimExplorer(tabulate([]))
    for place in (explorer.summary, explorer.chart):
        assert "There are no claims to explore: put articles into the folder" in place.value
    assert explorer.choices["sources"] is None
    explorer.reset.click()
    assert explorer.save_chart.disabled
    assert explorer.figure.axes == []


def test_choices_return_once_an_empty_folder_has_articles_again(explorer):
    ClaimExplorer(tabulate([]))
    assert len(ClaimExplorer(tabulate(sample_claims())).selection) == 5
    explorer.sources.value = ("Kyiv",)
    ClaimExplorer(tabulate([]))
    assert ClaimExplorer(tabulate(sample_claims())).sources.value == ("Kyiv",)


HOSTILE = '<img src=x onerror="alert(1)">'


def test_what_an_article_says_never_becomes_markup(tmp_path):
    hostile = [claim(5, source=HOSTILE, counted=HOSTILE, outlet=HOSTILE, name="<b>.txt"), claim(6, source="=cmd()")]
    explorer = ClaimExplorer(tabulate(hostile), exports=tmp_path)
    explorer.search.value = "<b>"
    shown = explorer.summary.value
    explorer.search.value = ""
    explorer.sources.value = (HOSTILE,)
    explorer.save_chart.click()
    for page in (shown, explorer.summary.value, explorer.chart.value, explorer.downloads.value):
        assert "<img" not in page
        assert "<b>" not in page
    explorer.sources.value = ("=cmd()",)
    assert explorer.selection["source"].tolist() == ["=cmd()"]


def test_long_names_are_shortened_in_the_lists_only():
    name = "the National Agency for the Coordination of Emergency Relief and Reconstruction"
    explorer = ClaimExplorer(tabulate([claim(source=name)]))
    assert labels(explorer.sources) == ["the National…Reconstruction (1)"]
    assert explorer.sources.value == (name,)


def test_names_that_would_be_shortened_alike_are_listed_in_full():
    names = [f"the National Agency for {what} and Emergency Relief" for what in ("Water", "Food and Shelter")]
    explorer = ClaimExplorer(tabulate([claim(source=name) for name in names]))
    assert labels(explorer.sources) == [f"{name} (1)" for name in sorted(names)]


def test_every_control_has_a_label_and_a_hint():
    explorer = ClaimExplorer(many_claims(5))
    lists = [explorer.sources, explorer.actors, explorer.outlets, explorer.counted, explorer.units, explorer.qualifiers]
    assert all(re.fullmatch(r'<span title="[^"<]+">[\w ]+</span>', control.description) for control in lists)
    others = [explorer.since, explorer.until, explorer.search, explorer.reset, explorer.save_chart, explorer.save_table]
    assert all(control.description and control.tooltip for control in others)


def test_a_table_without_the_columns_is_refused():
    with pytest.raises(ValueError, match="it has no column quote"):
        ClaimExplorer(many_claims(2).drop(columns="quote"))


def test_a_file_too_large_for_a_link_is_named_with_its_place(explorer, monkeypatch):
    monkeypatch.setattr("analysis.widgets.downloads._LINKED_BYTES", 10)
    explorer.save_table.click()
    assert links(explorer) == {}
    assert "too large to download from here" in explorer.downloads.value
    assert Path(explorer.exports, "workbook.csv").is_file()


def test_the_table_is_saved_even_when_the_chart_cannot_be_drawn(tmp_path, monkeypatch):
    explorer = ClaimExplorer(many_claims(5), exports=tmp_path, name="no-chart")

    def broken(*_, **__):
        raise RuntimeError("no chart today")

    monkeypatch.setattr("analysis.widgets.explorer.draw_claims", broken)
    explorer.search.value = "there"
    explorer.save_table.click()
    assert {path.suffix for path in tmp_path.iterdir()} == {".xlsx", ".csv", ".jsonl"}
