"""What a user may rely on when articles are compared: who is held against whom, and who never is."""

from __future__ import annotations

import math
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import claims_table

from analysis.compare import Decisions, compare
from analysis.compare.intervals import allowed, clash
from analysis.compare.likeness import suggest_merges
from analysis.compare.voices import voice_names

Row = dict[str, Any]
TEN_THOUSAND: Row = {"value": 10000.0, "qualifier": "at least"}


def quarrels(*rows: Row) -> list[tuple[str, str]]:
    """The words of each pair that is told to conflict."""
    conflicts = compare(claims_table(*rows)).conflicts
    return list(zip(conflicts["words_a"], conflicts["words_b"], strict=True))


def _cases() -> list[Any]:
    with (Path(__file__).parent / "cases" / "comparisons.toml").open("rb") as file:
        return [pytest.param(case, id=case["label"]) for case in tomllib.load(file)["case"]]


def _row(told: Row) -> Row:
    row = {name: None if value == "none" else value for name, value in told.items()}
    return {name: pd.Timestamp(value) if isinstance(value, date) else value for name, value in row.items()}


@pytest.mark.parametrize("case", _cases())
def test_who_is_held_against_whom(case: dict[str, Any]) -> None:
    one, other, conflict = _row(case["one"]), _row(case["other"]), case["conflict"]
    assert bool(quarrels(one, other)) is conflict
    assert bool(quarrels(other, one)) is conflict, "the other way round"


def test_the_same_wire_copy_is_one_voice_heard_twice() -> None:
    words = {"sentence": "The army said on that day that 40 soldiers had been killed.", "source": "army"}
    table = claims_table(
        {**words, "outlet": "Post"}, {**words, "outlet": "Globe", "published": pd.Timestamp("2024-05-02")}
    )
    found = compare(table)
    assert found.claims["also_in"].tolist() == ["Globe", "Post"]
    assert found.claims["copy_of"].fillna("").tolist() == ["", found.claims["claim"][0]]
    assert found.groups["claims"].tolist() == [1]


FULL = {"subject": "North Korean troops", "counted": "North Korean troops"}


@pytest.mark.parametrize(
    ("label", "full", "short", "meet"),
    [
        ("in fewer words", FULL, {"subject": "troops", "counted": "troops"}, True),
        ("without words", FULL, {"subject": None, "counted": None}, True),
        ("another figure", FULL, {"subject": "troops", "counted": "troops", "value": 900.0}, False),
        ("in another article", FULL, {"subject": "troops", "counted": "troops", "article": "other.txt"}, False),
        ("other things", FULL, {"subject": "attacks", "counted": "attacks"}, False),
        ("what became of them", FULL, {"subject": "wounded: troops", "counted": "troops wounded"}, False),
        ("a small number of anybody", {**FULL, "value": 8.0}, {"subject": None, "counted": None, "value": 8.0}, False),
    ],
)
def test_a_figure_said_again_meets_itself(label: str, full: Row, short: Row, meet: bool) -> None:
    shared = {"article": "one.txt", "value": 11000.0}
    found = compare(claims_table({**shared, **full}, {**shared, **short}))
    assert (found.claims["group"].nunique() == 1) is meet, label


def test_a_denial_meets_what_is_said() -> None:
    said, denied = {"value": 2000.0}, {"value": 2000.0, "stance": "denies"}
    conflicts = compare(claims_table(said, denied, {"value": 12.0, "source": "Hospital"})).conflicts
    assert conflicts[conflicts["kind"] == "denial"][["voice_a", "voice_b"]].values.tolist() == [
        ["Ministry 0", "Ministry 1"]
    ]
    assert not ((conflicts["kind"] == "conflict") & (conflicts["voice_b"] == "Ministry 1")).any()


def test_who_denies_more_does_not_deny_the_figure_itself() -> None:
    denied = {"value": 57.0, "qualifier": "more than", "stance": "denies"}
    assert compare(claims_table({"value": 57.0}, denied)).conflicts.empty
    assert compare(claims_table({"value": 58.0}, denied)).conflicts["kind"].tolist() == ["denial"]


def test_one_voice_that_counts_twice_in_a_sentence_is_held_against_nobody() -> None:
    words = "Army said the flood killed 40 and drove 900 from the valley on that day."
    twice = {"source": "Army", "article": "a", "sentence": words}
    rows = [{**twice, "value": 40.0, "quote": "40"}, {**twice, "value": 900.0, "quote": "900"}, {"value": 60.0}]
    assert quarrels(*rows) == []


def test_steps_of_one_source() -> None:
    days = [{"published": pd.Timestamp(f"2024-05-{day:02}"), "source": "Army"} for day in (1, 2, 3, 4, 5)]
    told = [{"value": 40.0}, {"value": 60.0, "qualifier": "about"}, {"value": 60.0}, {"value": 55.0}]
    wrong = {"value": 55.0, "sentence": "The Army took back its figure of 55 on that day."}
    steps = compare(claims_table(*(day | row for day, row in zip(days, [*told, wrong], strict=True)))).revisions
    assert steps["step"].tolist() == ["first", "raised", "repeated", "lowered", "withdrawn"]
    assert steps["before"].fillna("").tolist() == ["", "40", "60", "60", "55"]


def test_a_plan_does_not_raise_a_count() -> None:
    plan = {"source": "Army", "value": 900.0, "quote": "900", "sentence": '"The plan is for 900," he said that day.'}
    steps = compare(claims_table({"source": "Army"}, {**plan, "published": pd.Timestamp("2024-05-02")})).revisions
    assert list(zip(steps["step"], steps["plan"], strict=True)) == [("first", False), ("first", True)]


@pytest.mark.parametrize(
    ("label", "one", "other", "party", "same"),
    [
        ("a body with and without its country", "South Korea's Joint Chiefs", "Joint Chiefs", "South Korea", True),
        ("spellings of one leader", "Volodymyr Zelensky", "Zelenskyy", "Ukraine", True),
        ("a surname and its full name", "Abdul Karim", "Karim", "Norland", True),
        ("two who share a surname", "Abdul Karim", "Yusuf Karim", "Norland", False),
        ("a capital and a leader", "Kyiv", "Volodymyr Zelensky", "Ukraine", False),
    ],
)
def test_one_voice(label: str, one: str, other: str, party: str, same: bool) -> None:
    names = voice_names({(one, party): 2, (other, party): 1})
    assert (names[one, party] == names[other, party]) is same, label


@pytest.mark.parametrize(
    ("label", "names", "suggested"),
    [
        ("two spellings", ["Ministry of Defence", "Ministry of Defense"], True),
        ("one and several", ["security source", "security sources"], True),
        ("two countries", ["South Korea's Defence Ministry", "North Korea's Defence Ministry"], False),
        ("a country in short", ["U.S. Department of Defence", "UK Department of Defence"], False),
        ("a country and its capital", ["Kyiv's military command", "Kyiv's military commands"], True),
        ("two numbers", ["73rd Brigade of the Guards", "74th Brigade of the Guards"], False),
        ("two outlets", ["ANC News (own voice)", "BNC News (own voice)"], False),
        ("whom two outlets do not name", ["nobody named (ANC News)", "nobody named (BNC News)"], False),
    ],
)
def test_only_what_may_be_one_is_suggested(label: str, names: list[str], suggested: bool) -> None:
    assert bool(suggest_merges(names)) is suggested, label


def test_bodies_of_two_countries_are_two_voices() -> None:
    names = voice_names({("Defence Ministry", "Russia"): 1, ("Defence Ministry", "Ukraine"): 1, ("Army", ""): 1})
    assert sorted(names.values()) == ["Army", "Defence Ministry (Russia)", "Defence Ministry (Ukraine)"]


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


def flood(*tolls: Row) -> Any:
    """A table of people killed by a flood, each told by an article of its own that ties it to nothing."""
    told = {"subject": "killed: people", "counted": "people killed", "source": "Interior Ministry"}
    return claims_table(*({**told, **toll} for toll in tolls))


DAYS = tuple(pd.Timestamp(f"2024-05-{day:02}") for day in (1, 2, 3))
BY_HAND = [
    ("one source on two days", [{"value": 96.0}, {"value": 148.0, "published": DAYS[1]}], ["raised"], 0),
    ("two sources on a day", [{"value": 96.0}, {"value": 148.0, "source": "Mayor"}], [], 1),
    ("a place and none", [{"value": 96.0, "place": "Alder"}, {"value": 148.0, "source": "Mayor"}], [], 1),
    (
        "two places and happenings",
        [
            {"value": 96.0, "place": "Alder", "event_date": DAYS[0]},
            {"value": 148.0, "place": "Elm", "event_date": DAYS[1], "published": DAYS[2]},
        ],
        ["raised"],
        0,
    ),
    ("no days", [{"value": 96.0, "published": None}, {"value": 148.0, "source": "Mayor", "published": None}], [], 1),
    (
        "two states, one of them not told",
        [{"value": 96.0, "subject": "toll"}, {"value": 148.0, "source": "Mayor"}],
        [],
        1,
    ),
    ("figures that agree", [{"value": 96.0}, {"value": 96.0, "source": "Mayor"}], [], 0),
]


@pytest.mark.parametrize(("label", "tolls", "steps", "conflicts"), BY_HAND, ids=[case[0] for case in BY_HAND])
def test_what_a_person_moved_to_one_subject_is_compared_whatever_the_articles_leave_out(
    label: str, tolls: list[Row], steps: list[str], conflicts: int
) -> None:
    table = flood(*tolls)
    apart = compare(table)
    assert apart.conflicts.empty and set(apart.revisions["step"]) <= {"first"}
    found = compare(table, decisions=Decisions().decide("claim", table["claim"], "toll of the flood"))
    assert found.groups["group"].tolist() == ["toll of the flood"]
    assert [step for step in found.revisions["step"] if step not in ("first", "repeated")] == steps
    assert len(found.conflicts) == conflicts
    assert not found.apart()


def test_what_was_not_compared_is_known() -> None:
    mayor = {"value": 148.0, "source": "Mayor"}
    assert compare(flood({"value": 96.0}, mayor)).apart() == {"killed: people"}
    assert not compare(flood({"value": 148.0}, mayor)).apart(), "they agree"
    both = {"place": "Alder"}
    assert not compare(flood({"value": 96.0} | both, mayor | both)).apart(), "they were compared"
    found = compare(flood({"value": 96.0}, mayor))
    assert not found.only("killed: people", ["Mayor"]).apart()


UP = "On Thursday the toll rose to 212, up from 148 on Monday, the Interior Ministry said."


@pytest.mark.parametrize(
    ("label", "more", "steps"),
    [
        ("the earlier figure and its day", {"event_date": DAYS[0]}, [("first", 1), ("raised", 3)]),
        ("its day is not told", {}, [("first", 3)]),
        ("it is the same day", {"event_date": DAYS[2]}, [("first", 3)]),
        ("in another sentence", {"event_date": DAYS[0], "sentence_start": 200}, [("first", 3)]),
        ("somebody else's", {"event_date": DAYS[0], "source": "Mayor"}, [("first", 3)]),
    ],
)
def test_a_figure_that_rose_within_one_sentence_is_revised(label: str, more: Row, steps: list[Any]) -> None:
    one = {"article": "a", "published": DAYS[2], "sentence": UP}
    newer = {**one, "value": 212.0, "quote": "212", "trend": "up", "event_date": DAYS[2]}
    found = compare(flood(newer, {**one, "value": 148.0, "quote": "148", "earlier": True, **more}))
    assert [(step, day.day) for step, day in found.revisions[["step", "as_of"]].itertuples(index=False)] == steps
    assert found.conflicts.empty


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


def test_claims_that_do_not_tell_what_they_count_come_last() -> None:
    untold = [{"subject": None, "counted": None, "article": f"{n}.txt"} for n in range(3)]
    assert compare(claims_table(*untold, {})).groups["group"].tolist() == ["killed: Norland troops", "— not told —"]
