"""The claims table: its columns, its blanks, and the filters that make it smaller."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from samples import claim

from analysis.claims import find_claims
from analysis.models import Article, Claim, PassedOver, Silence, Span
from analysis.selection import BLANK, count_choices, select_claims
from analysis.table import (
    COLUMNS,
    OWN_VOICE,
    PASSED_OVER_COLUMNS,
    SILENCES_COLUMNS,
    UNNAMED,
    UNTOLD,
    require_columns,
    tabulate,
    tabulate_passed_over,
    tabulate_silences,
    topics,
    voices,
)

CODEBOOK = (
    "published outlet source actor stance direct counted subject low value high qualifier unit per trend place "
    "event_date date_text quote sentence source_mention cue reason article start end source_start source_end cue_start "
    "cue_end url claim said_on said_text earlier"
)


@pytest.fixture
def table() -> pd.DataFrame:
    claims = [
        claim(40, source="the ministry", outlet="Gazette", published=date(2024, 3, 4)),
        claim(50, "at least", source=None, outlet="Wire", published=date(2024, 3, 5), counted="boats sunk"),
        claim(30, source="the army", outlet=None, published=None, unit="percent", name="b.txt"),
    ]
    return tabulate(claims)


def read_table(text: str) -> pd.DataFrame:
    return tabulate(find_claims(Article("a.txt", text)).claims)


def test_the_table_has_every_column_of_the_codebook() -> None:
    assert set(CODEBOOK.split()) <= set(COLUMNS)
    assert list(tabulate([]).columns) == list(COLUMNS)


def test_no_claims_give_an_empty_table_with_the_same_types(table: pd.DataFrame) -> None:
    empty = tabulate([])
    assert empty.empty and list(map(str, empty.dtypes)) == list(map(str, table.dtypes))
    assert {name: str(empty[name].dtype) for name in COLUMNS} == {name: c.dtype for name, c in COLUMNS.items()}


def test_a_row_holds_what_its_claim_does() -> None:
    (row,) = read_table("More than 200 shells fell, the ministry said.").to_dict("records")
    assert (row["low"], row["value"]) == (200.0, 200.0) and pd.isna(row["high"])
    assert (row["qualifier"], row["unit"], row["trend"], row["stance"]) == ("more than", "count", "none", "states")
    assert (row["quote"], row["source"], row["cue"]) == ("More than 200", "ministry", "said")
    assert row["sentence"] == "More than 200 shells fell, the ministry said."
    assert row["direct"] is False and row["article"] == "a.txt"


def test_offsets_cut_the_words_out_of_the_text() -> None:
    text = "It rained.\nMore than 200 shells fell, the ministry said."
    (row,) = read_table(text).to_dict("records")
    assert text[row["start"] : row["end"]] == row["quote"]
    assert text[row["source_start"] : row["source_end"]] == row["source_mention"]
    assert text[row["cue_start"] : row["cue_end"]] == row["cue"]
    assert text[row["sentence_start"] :].startswith(row["sentence"])


def test_blank_is_missing_and_never_an_empty_text() -> None:
    table = read_table("Dozens of shells fell. It is estimated that 40 burst.")
    assert table["source"].isna().all()
    assert table["outlet"].isna().all() and table["published"].isna().all() and table["url"].isna().all()
    assert pd.isna(table["value"][0]) and pd.isna(table["high"][0])
    assert pd.isna(table["source_start"][0]) and not pd.isna(table["source_start"][1])
    for name in table.columns:
        assert not (table[name].dropna().astype(str) == "").any(), name


def test_decimals_become_the_nearest_floats() -> None:
    table = read_table("The dam held 8.2 million litres, two-thirds of it mud.")
    assert list(table["value"]) == [8_200_000.0, float(Decimal("0.666667"))]


def test_numbers_passed_over_have_a_table_of_their_own() -> None:
    found = find_claims(Article("a.txt", "It was the first fire since 2019."))
    table = tabulate_passed_over(found.passed_over)
    columns = ["article", "start", "end", "quote", "value", "reason", "unit", "qualifier", "counted"]
    assert list(table.columns) == list(PASSED_OVER_COLUMNS) == columns
    assert list(table["reason"]) == ["ordinal", "date"]
    assert pd.isna(table["value"][0]) and table["value"][1] == 2019
    assert tabulate_passed_over([]).empty


def test_silences_have_a_table_of_their_own() -> None:
    text = "It rained. Norway gave no figures for the ferry. The toll could not be verified."
    article = Article("a.txt", text, outlet="Wire", published=date(2024, 3, 4), url="https://example.org/a")
    table = tabulate_silences(find_claims(article).silences)
    assert list(table.columns) == list(SILENCES_COLUMNS)
    assert {name: str(table[name].dtype) for name in table} == {n: c.dtype for n, c in SILENCES_COLUMNS.items()}
    ferry, toll = table.to_dict("records")
    assert (ferry["source"], ferry["actor"], ferry["about"]) == ("Norway", "Norway", "ferry")
    assert (ferry["stance"], ferry["quote"], ferry["outlet"]) == ("gives no figure", "gave no figures", "Wire")
    assert ferry["sentence"] == "Norway gave no figures for the ferry." and ferry["url"] == "https://example.org/a"
    assert text[ferry["start"] : ferry["end"]] == ferry["quote"]
    assert text[ferry["source_start"] : ferry["source_end"]] == ferry["source_mention"]
    assert toll["stance"] == "cannot verify" and pd.isna(toll["source"]) and pd.isna(toll["source_start"])
    assert tabulate_silences([]).empty


def test_a_silence_of_another_stance_is_refused() -> None:
    with pytest.raises(ValueError, match="'says nothing' is not one of"):
        Silence(Article("a.txt", "It did not."), Span(3, 10), Span(0, 11), "says nothing")


def test_a_number_passed_over_keeps_its_value() -> None:
    article = Article("a.txt", "in 2019")
    table = tabulate_passed_over([PassedOver(article, Span(3, 7), "date", Decimal(2019), qualifier="exact")])
    (row,) = table.drop(columns=["unit", "counted"]).to_dict("records")
    assert row == {
        "article": "a.txt", "start": 3, "end": 7, "quote": "2019", "value": 2019.0, "reason": "date",
        "qualifier": "exact",
    }  # fmt: skip
    assert table["unit"].isna().all() and table["counted"].isna().all()


def test_a_lone_one_says_of_what_it_is_one() -> None:
    reading = find_claims(Article("a.txt", "Smoke rose from one of the oldest mills."))
    assert list(tabulate_passed_over(reading.passed_over)["counted"]) == ["oldest mills"]


def test_a_conversion_keeps_its_unit_and_the_qualifier_of_what_it_converts() -> None:
    reading = find_claims(Article("a.txt", "The road is more than 80 km (50 miles) long."))
    (row,) = tabulate_passed_over(reading.passed_over).to_dict("records")
    assert (row["value"], row["unit"], row["qualifier"], row["reason"]) == (50, "mile", "more than", "unit conversion")


def test_the_outlets_own_voice_and_nobody_named_are_two_voices() -> None:
    table = read_table("Dozens of shells fell. It is estimated that 40 burst. The army said 12 hit the port.")
    assert list(voices(table)) == [OWN_VOICE, UNNAMED, "army"]


def test_a_topic_is_the_subject_or_else_what_is_counted_or_not_told() -> None:
    claims = [claim(subject="killed"), claim(counted="boats"), claim(counted=None), claim(counted=None, unit="percent")]
    table = tabulate(claims)
    assert list(topics(table)) == ["killed", "boats", UNTOLD, UNTOLD]
    assert len(select_claims(table, topic=[UNTOLD])) == 2


# --- filters --------------------------------------------------------------------------------------------------------


def chosen(table: pd.DataFrame, **filters: object) -> list[float]:
    return list(select_claims(table, **filters)["value"])  # type: ignore[arg-type]


def test_no_filter_keeps_every_row(table: pd.DataFrame) -> None:
    assert chosen(table) == [40, 50, 30]


def test_an_empty_choice_keeps_no_row(table: pd.DataFrame) -> None:
    for facet in ("sources", "outlets", "topic", "units", "qualifiers"):
        assert chosen(table, **{facet: ()}) == [], facet


def test_sources_are_chosen_by_voice(table: pd.DataFrame) -> None:
    assert chosen(table, sources=["the ministry"]) == [40]
    assert chosen(table, sources=[OWN_VOICE, "the army"]) == [50, 30]


def test_a_blank_outlet_is_chosen_by_an_empty_text(table: pd.DataFrame) -> None:
    assert chosen(table, outlets=["Wire"]) == [50]
    assert chosen(table, outlets=[""]) == [30]


def test_units_qualifiers_and_topics_are_chosen(table: pd.DataFrame) -> None:
    assert chosen(table, units=["percent"]) == [30]
    assert chosen(table, qualifiers=["at least"]) == [50]
    assert chosen(table, topic=["boats sunk"]) == [50]


def test_both_ends_of_a_span_of_days_are_included_and_rows_without_a_date_are_not(table: pd.DataFrame) -> None:
    assert chosen(table, since=date(2024, 3, 4), until=date(2024, 3, 4)) == [40]
    assert chosen(table, since=date(2024, 3, 4)) == [40, 50]
    assert chosen(table, until=date(2024, 3, 3)) == []


def test_text_is_looked_for_word_by_word_whatever_its_case(table: pd.DataFrame) -> None:
    assert chosen(table, text="BOATS") == [50]
    assert chosen(table, text="ministry gazette") == [40]
    assert chosen(table, text="ministry wire") == []
    assert chosen(table, text=".*") == []
    assert chosen(table, text="  ") == [40, 50, 30]


def test_filters_narrow_together(table: pd.DataFrame) -> None:
    assert chosen(table, sources=["the ministry", "the army"], units=["count"]) == [40]


def test_a_selection_leaves_the_table_as_it_was(table: pd.DataFrame) -> None:
    before = table.copy()
    select_claims(table, sources=())
    pd.testing.assert_frame_equal(table, before)


def test_a_table_without_its_columns_is_refused_by_their_names() -> None:
    with pytest.raises(ValueError, match="it has no column outlet, source"):
        require_columns(pd.DataFrame({"value": [1]}), "value", "outlet", "source")
    with pytest.raises(ValueError, match="not a table of claims"):
        select_claims(pd.DataFrame({"value": [1]}))


def test_selecting_from_an_empty_table_gives_an_empty_one() -> None:
    assert chosen(tabulate([]), sources=["x"], text="y", since=date(2024, 1, 1)) == []


def test_the_reading_of_a_seed_is_tabulated_in_order() -> None:
    from analysis.files.reading import read_text

    path = Path(__file__).parents[1] / "seeds" / "05-kursk-assaults.txt"
    claims: list[Claim] = list(find_claims(read_text(path)).claims)
    table = tabulate(claims)
    assert list(table["claim"]) == [found.id for found in claims]
    assert (table["published"] == pd.Timestamp("2024-12-14")).all()
    assert (table["outlet"] == "Meridian Wire").all()


def test_the_party_that_a_source_speaks_for_can_be_chosen() -> None:
    claims = [claim(1, source="Kyiv", actor="Ukraine"), claim(2, source="a driver"), claim(3, source=None)]
    table = tabulate(claims)
    assert select_claims(table, actors=["Ukraine"])["value"].tolist() == [1]
    assert select_claims(table, actors=[BLANK])["value"].tolist() == [2, 3]


def test_a_choice_is_counted_under_all_other_filters_and_not_under_its_own() -> None:
    claims = [claim(1, outlet="Wire"), claim(2, "about", outlet="Wire"), claim(3, "about", outlet="Post", counted="x")]
    table = tabulate(claims)
    counts = count_choices(table, outlets=["Wire"], text="there", since=date(2024, 1, 1))
    assert counts["outlets"] == {"Wire": 2, "Post": 1}
    assert counts["qualifiers"] == {"exact": 1, "about": 1}
    assert counts["topic"] == {"people killed": 2}
    assert count_choices(table, outlets=(), qualifiers=["about"])["outlets"] == {"Wire": 1, "Post": 1}
    assert count_choices(table, outlets=())["qualifiers"] == {}
    assert count_choices(table, until=date(2024, 1, 1))["outlets"] == {}
