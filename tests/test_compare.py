"""What a user may rely on when articles are compared: who is held against whom, and who never is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import claims_table

from analysis.compare import Decisions, compare
from analysis.compare.intervals import allowed, clash
from analysis.compare.voices import voice_names

Row = dict[str, Any]
TEN_THOUSAND: Row = {"value": 10000.0, "qualifier": "at least"}


def quarrels(*rows: Row) -> list[tuple[str, str]]:
    """The words of each pair that is told to conflict."""
    conflicts = compare(claims_table(*rows)).conflicts
    return list(zip(conflicts["words_a"], conflicts["words_b"], strict=True))


@pytest.mark.parametrize(
    ("label", "one", "other", "conflict"),
    [
        ("an open bound and what lies above it", TEN_THOUSAND, {"value": 11000.0, "qualifier": "about"}, False),
        ("about and a far bound", {"value": 1100.0, "qualifier": "about"}, {"value": 3000.0, "qualifier": "more than"}, True),
        ("two counts", {"value": 12.0}, {"value": 13.0}, True),
        ("the same count", {"value": 12.0}, {"value": 12.0}, False),
        ("a rounded figure and one near it", {"value": 11000.0}, {"value": 11300.0}, False),
        ("none and some", {"value": 0.0, "quote": "no"}, {"value": 12.0}, True),
        ("up to and above", {"value": 40.0, "qualifier": "up to"}, {"value": 60.0}, True),
        ("a vague word and what it allows", {"value": None, "low": 200.0, "qualifier": "vague"}, {"value": 900.0}, False),
        ("a vague word and too few", {"value": None, "low": 200.0, "qualifier": "vague"}, {"value": 12.0}, True),
        ("a range and what is in it", {"value": None, "low": 10.0, "high": 20.0, "qualifier": "between"}, {"value": 15.0}, False),
        ("an estimate is loose", {"value": 105.0, "stance": "estimates"}, {"value": 112.0}, False),
        ("one source", {"value": 12.0, "source": "Army"}, {"value": 20.0, "source": "Army"}, False),
        ("two days, and what only grows has grown", {"published": pd.Timestamp("2024-04-30")}, {"value": 60.0}, False),
        ("two days, and the killed are fewer", {"published": pd.Timestamp("2024-04-30"), "value": 60.0}, {"value": 40.0}, True),
        ("too long ago", {"published": pd.Timestamp("2024-04-01"), "value": 60.0}, {"value": 40.0}, False),
        ("what moves, on two days", {"subject": "Norland troops", "value": 60.0, "published": pd.Timestamp("2024-04-30")}, {"subject": "Norland troops"}, False),
        ("what moves, on one day", {"subject": "Norland troops", "value": 60.0}, {"subject": "Norland troops"}, True),
        ("so far and in a week", {"value": 900.0}, {"value": 300.0, "date_text": "in the past week"}, False),
        ("so far and per day", {"value": 900.0}, {"value": 30.0, "per": "day"}, False),
        ("per day and per day", {"value": 90.0, "per": "day"}, {"value": 30.0, "per": "day"}, True),
        ("two places", {"place": "Kursk"}, {"value": 60.0, "place": "Sudzha"}, False),
        ("one place in two forms", {"place": "Russia's Kursk region"}, {"value": 60.0, "place": "Kursk"}, True),
        ("nobody's people in two articles", {"subject": "killed: people"}, {"subject": "killed: people", "value": 60.0}, False),
        ("nobody's people in one article", {"subject": "killed: people", "article": "a"}, {"subject": "killed: people", "value": 60.0, "article": "a"}, True),
        ("a plan and a count", {"value": 900.0, "stance": "plans"}, {"value": 40.0}, False),
        ("a plan and a plan", {"value": 900.0, "stance": "plans"}, {"value": 40.0, "stance": "pledges"}, True),
        ("what is not confirmed", {"value": 900.0, "stance": "does not confirm"}, {"value": 40.0}, False),
        ("on top of it", {"sentence": "Army said another 40 had been killed there on that day."}, {"value": 60.0}, False),
        ("a part of it", {"sentence": "Army said 90 were killed, including 40 in the first hour."}, {"value": 60.0}, False),
        ("what is feared", {"sentence": "Army said the toll could climb to 40 on that day."}, {"value": 60.0}, False),
        ("the figure it moved away from", {"value": 12.0, "earlier": True}, {"value": 60.0}, False),
        ("words too general", {"subject": None, "counted": "people"}, {"subject": None, "counted": "people", "value": 60.0}, False),
        ("a share and a fraction", {"value": 0.2, "unit": "fraction", "subject": None, "counted": "of Norland occupied"}, {"value": 20.0, "unit": "percent", "subject": None, "counted": "of Norland occupied"}, False),
        ("miles and kilometres", {"value": 10.0, "unit": "mile", "subject": None, "counted": "length of the Norland wall"}, {"value": 16.1, "unit": "kilometre", "subject": None, "counted": "length of the Norland wall"}, False),
        ("miles and too few kilometres", {"value": 10.0, "unit": "mile", "subject": None, "counted": "length of the Norland wall"}, {"value": 12.0, "unit": "kilometre", "subject": None, "counted": "length of the Norland wall"}, True),
    ],
)  # fmt: skip
def test_who_is_held_against_whom(label: str, one: Row, other: Row, conflict: bool) -> None:
    assert bool(quarrels(one, other)) is conflict, label
    assert bool(quarrels(other, one)) is conflict, f"{label}, the other way round"


def test_the_same_wire_copy_is_one_voice_heard_twice() -> None:
    words = {"sentence": "The army said on that day that 40 soldiers had been killed.", "source": "army"}
    table = claims_table(
        {**words, "outlet": "Post"}, {**words, "outlet": "Globe", "published": pd.Timestamp("2024-05-02")}
    )
    found = compare(table)
    assert found.claims["also_in"].tolist() == ["Globe", "Post"]
    assert found.claims["copy_of"].fillna("").tolist() == ["", found.claims["claim"][0]]
    assert found.groups["claims"].tolist() == [1]


def test_a_denial_meets_what_is_said() -> None:
    said, denied = {"value": 2000.0}, {"value": 2000.0, "stance": "denies"}
    conflicts = compare(claims_table(said, denied, {"value": 12.0, "source": "Hospital"})).conflicts
    assert conflicts[conflicts["kind"] == "denial"][["voice_a", "voice_b"]].values.tolist() == [
        ["Ministry 0", "Ministry 1"]
    ]
    assert not ((conflicts["kind"] == "conflict") & (conflicts["voice_b"] == "Ministry 1")).any()


def test_steps_of_one_source() -> None:
    days = [{"published": pd.Timestamp(f"2024-05-{day:02}"), "source": "Army"} for day in (1, 2, 3, 4, 5)]
    told = [{"value": 40.0}, {"value": 60.0, "qualifier": "about"}, {"value": 60.0}, {"value": 55.0}]
    wrong = {"value": 55.0, "sentence": "The Army took back its figure of 55 on that day."}
    steps = compare(claims_table(*(day | row for day, row in zip(days, [*told, wrong], strict=True)))).revisions
    assert steps["step"].tolist() == ["first", "raised", "repeated", "lowered", "withdrawn"]
    assert steps["before"].fillna("").tolist() == ["", "40", "60", "60", "55"]


@pytest.mark.parametrize(
    ("label", "one", "other", "same"),
    [
        ("a body with and without its country", ("South Korea's Joint Chiefs", "South Korea"), ("Joint Chiefs", "South Korea"), True),
        ("a body of two countries", ("Defence Ministry", "Russia"), ("Defence Ministry", "Ukraine"), False),
        ("spellings of one leader", ("Volodymyr Zelensky", "Ukraine"), ("Zelenskyy", "Ukraine"), True),
        ("a surname and its full name", ("Abdul Karim", "Norland"), ("Karim", "Norland"), True),
        ("two who share a surname", ("Abdul Karim", "Norland"), ("Yusuf Karim", "Norland"), False),
        ("two countries that look alike", ("South Korea", "South Korea"), ("North Korea", "North Korea"), False),
        ("a capital and a leader", ("Kyiv", "Ukraine"), ("Volodymyr Zelensky", "Ukraine"), False),
    ],
)  # fmt: skip
def test_one_voice(label: str, one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    names = voice_names({one: 2, other: 1})
    assert (names[one] == names[other]) is same, label


def test_what_the_analyst_decides_wins() -> None:
    table = claims_table({"subject": "Norland troops"}, {"subject": "Norland soldiers", "value": 60.0})
    assert compare(table).conflicts.empty
    merged = Decisions().decide("group", "Norland soldiers", "Norland troops")
    assert compare(table, decisions=merged).groups["group"].tolist() == ["Norland troops"]
    assert len(compare(table, decisions=merged).conflicts) == 1
    split = merged.decide("claim", table["claim"][0], "Norland's guards")
    assert set(compare(table, decisions=split).groups["group"]) == {"Norland troops", "Norland's guards"}
    alike = Decisions().decide("source", "Ministry 1", "Ministry 0")
    assert compare(table, decisions=alike).groups["voices"].max() == 1


FIGURES = st.floats(0.0, 1e9).map(lambda x: round(x, 1))
QUALIFIERS = st.sampled_from(["exact", "about", "more than", "at least", "up to", "nearly", "fewer than", "vague"])
STANCES = st.sampled_from(["states", "estimates"])


@st.composite
def told(draw: st.DrawFn) -> Row:
    value, qualifier = draw(FIGURES), draw(QUALIFIERS)
    row: Row = {"value": value, "qualifier": qualifier, "stance": draw(STANCES)}
    return {**row, "value": None, "low": value} if qualifier == "vague" else row


@settings(max_examples=40, deadline=None)
@given(told(), told())
def test_conflicts_are_symmetric_and_never_between_intervals_that_overlap(one: Row, other: Row) -> None:
    low, high = allowed(claims_table(one, other))
    apart = bool(clash(low[:1], high[:1], low[1:], high[1:])[0])
    assert bool(clash(low[1:], high[1:], low[:1], high[:1])[0]) is apart
    assert bool(quarrels(one, other)) is apart
    assert bool(quarrels(other, one)) is apart


@settings(max_examples=40, deadline=None)
@given(told(), told())
def test_widening_a_claim_never_makes_a_conflict(one: Row, other: Row) -> None:
    if quarrels(one, other):
        return
    value = one["value"] if one["value"] is not None else one["low"]
    wider = [{**one, "stance": "estimates"}, {"value": None, "low": 0.0, "high": None, "qualifier": "vague"}]
    if one["qualifier"] == "exact":
        wider += [{**one, "qualifier": word} for word in ("at least", "up to", "about")]
    for wide in wider:
        assert not quarrels({"value": value, **wide}, other), wide


@settings(max_examples=40, deadline=None)
@given(told(), told(), st.sampled_from([("kilometre", "mile"), ("hectare", "acre"), ("tonne", "kilogram")]))
def test_conversion_changes_no_verdict(one: Row, other: Row, units: tuple[str, str]) -> None:
    from pint import UnitRegistry

    same = {"subject": None, "counted": "length of the Norland wall"}
    large, small = units
    factor = UnitRegistry().Quantity(1.0, large).to(small).magnitude
    table = claims_table({**one, **same, "unit": large}, {**other, **same, "unit": large})
    converted = table.copy()
    converted.loc[1, ["low", "value", "high"]] = converted.loc[1, ["low", "value", "high"]].astype("float64") * factor
    converted.loc[1, "unit"] = small
    low, high = allowed(table)
    gaps = np.array([low[1] - high[0], low[0] - high[1]])
    far = gaps.max() > 0.12 * max(1.0, float(np.nanmax(table[["low", "value", "high"]].to_numpy("float64"))))
    near = gaps.max() < -1e-6 and not math.isinf(gaps.max())
    if far:
        assert len(compare(converted).conflicts) == len(compare(table).conflicts) == 1
    elif near and one["qualifier"] != "exact" and other["qualifier"] != "exact":
        assert compare(converted).conflicts.empty
