"""The claims table as people read it: what stands in the cells, by what it sorts, and that words stay words."""

import json
import re
from datetime import date

import pytest
from samples import claim, many_claims

from analysis.table import OWN_VOICE, UNNAMED, tabulate
from analysis.widgets.table_view import MOST, SHOWN, ClaimsTable, table_cells, table_html

HEADS = [column["heading"] for column in SHOWN]


def cells_of(*claims):
    return [dict(zip(HEADS, row, strict=True)) for row in table_cells(tabulate(claims))]


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        (claim(11000), "11,000"),
        (claim(200, "more than"), "> 200"),
        (claim(500, "about"), "≈ 500"),
        (claim(20000, "vague"), "thousands (20,000+)"),
        (claim(0.2, "nearly", unit="fraction"), "nearly 20 %"),
        (claim(30, "between", high=40), "30–40"),
    ],
)
def test_amounts_are_worded(made, shown):
    assert cells_of(made)[0]["Amount"]["text"] == shown


def test_amounts_sort_by_their_figures():
    claims = [claim(11000), claim(200, "more than"), claim(20000, "vague"), claim(0.2, "nearly", unit="fraction")]
    keys = [cells["Amount"]["key"] for cells in cells_of(*claims, claim(30, "between", high=40))]
    assert keys == [11000, 200, 20000, 20, 30]


def test_amounts_of_like_units_stand_together_counts_first():
    units = ["USD", "fraction", "hectare", "percent", "count"]
    groups = {unit: cells_of(claim(0.5, unit=unit))[0]["Amount"]["group"] for unit in units}
    assert groups["fraction"] == groups["percent"]
    assert sorted(units, key=groups.__getitem__) == ["count", "fraction", "percent", "USD", "hectare"]


def test_days_sort_in_their_order_and_blank_has_no_key():
    keys = [cells["Published"]["key"] for cells in cells_of(claim(published=date(2024, 3, 4)), claim(published=None))]
    assert keys == ["2024-03-04", None]


def test_blank_cells_are_empty_and_not_nan():
    cells = cells_of(claim(outlet=None, counted=None, published=None))[0]
    assert [cells[head]["text"] for head in ("Published", "Outlet", "Of what")] == ["", "", ""]
    json.dumps(cells, allow_nan=False)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({}, ""),
        ({"place": "Goma"}, "Goma"),
        ({"date_text": "last week"}, "last week"),
        ({"date_text": "on Friday", "event_date": date(2024, 3, 1)}, "on Friday (2024-03-01)"),
        ({"place": "Goma", "date_text": "on Friday", "event_date": date(2024, 3, 1)}, "Goma · on Friday (2024-03-01)"),
    ],
)
def test_where_and_when_stand_together_as_far_as_they_are_told(told, shown):
    assert cells_of(claim(**told))[0]["Where, when"]["text"] == shown


def test_the_outlets_own_voice_and_nobody_named_are_told_apart():
    own, unnamed = cells_of(claim(source=None), claim(source=None, mention="it is estimated"))
    assert own["Said by"] == {"text": OWN_VOICE, "key": None, "quiet": True}
    assert unnamed["Said by"]["text"] == UNNAMED


def test_evidence_marks_the_number_the_source_and_the_cue():
    cells = cells_of(claim(40, source="Kyiv"))[0]
    assert [part for part in cells["Evidence"]["parts"] if part[0]] == [
        ["amount", "40"],
        ["source", "Kyiv"],
        ["cue", "said"],
    ]
    assert cells["Evidence"]["hint"].startswith("Read so because: exact →")


def test_evidence_sorts_by_place_in_the_article():
    cells = cells_of(claim(name="b.txt"), claim(name="a.txt"))
    assert [row["Evidence"]["key"] for row in cells] == [1, 0]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", None])
def test_only_web_addresses_become_links(url):
    table = tabulate([claim()])
    table["url"] = url
    assert "link" not in table_cells(table)[0][-1]
    table["url"] = "https://example.org/a"
    assert table_cells(table)[0][-1] == {"text": "a.txt", "key": "a.txt", "link": "https://example.org/a"}


def test_every_head_explains_itself():
    assert all(column["meaning"] for column in SHOWN)
    assert HEADS == [
        "Published", "Outlet", "Said by", "Amount", "Of what", "Where, when", "Stance", "Evidence", "Article",
    ]  # fmt: skip


def test_the_widget_shows_other_claims_and_says_when_there_are_none():
    view = ClaimsTable(many_claims(20))
    assert (len(view.rows), view.total) == (20, 20)
    view.show(tabulate([]), empty="No source is chosen.")
    assert (view.rows, view.total, view.empty) == ([], 0, "No source is chosen.")


def test_a_larger_table_is_cut_and_counted_whole():
    view = ClaimsTable(tabulate([claim(n + 1) for n in range(MOST + 5)]))
    assert (len(view.rows), view.total) == (MOST, MOST + 5)


def test_what_reaches_the_browser_is_json_without_lone_surrogates():
    view = ClaimsTable(tabulate([claim(source="a \ud800 b", outlet="\ud800", name="\udfff.txt")]))
    json.dumps(view.rows, ensure_ascii=False, allow_nan=False).encode("utf-8")


def test_plain_html_escapes_what_articles_say():
    hostile = "<img src=x onerror=alert(1)>"
    page = table_html(tabulate([claim(source=hostile, counted=hostile, outlet=hostile, name=hostile)]))
    assert "<img" not in page
    assert "&lt;img" in page


def test_plain_html_has_a_row_for_each_claim_and_says_what_it_leaves_out():
    page = table_html(many_claims(30), most=20)
    assert len(re.findall("<tr><td", page)) == 20
    assert "The first 20 of 30 claims." in page


def test_a_table_without_the_columns_is_refused():
    with pytest.raises(ValueError, match="it has no column published"):
        ClaimsTable(many_claims(2).drop(columns="published"))
