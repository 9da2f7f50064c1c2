"""Sentences and short texts with what should be read in them: one test a case, its label as the name.

The cases are data, in ``cases/*.toml``; the head of each file says what its keys mean. A case of
``known_failures.toml`` is a wrong reading that is known: it must go on failing, and once it passes the test asks to
move it to the file that its ``kind`` names.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.claims import find_claims
from analysis.files.reading import read_text
from analysis.models import QUALIFIERS, REASONS, SILENCE_STANCES, STANCES, Article, Claim, Reading, Silence, Span

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"
KINDS = ("amounts", "passed_over", "counted", "sources", "stance", "happenings", "sayings", "silences")
AMOUNT_KEYS = {"low", "value", "high", "qualifier", "unit", "per", "trend"}
TEXT_KEYS = {"counted", "subject", "source", "mention", "stance", "direct", "actor", "place", "date_text", "event_date"}
TEXT_KEYS |= {"said_text", "said_on", "earlier"}
SILENCE_KEYS = {"quote", "source", "mention", "actor", "about", "stance"}
DATED = ("happenings", "sayings")
ALIKE = 30

Case = dict[str, Any]


def load(name: str) -> list[Case]:
    with (CASES / f"{name}.toml").open("rb") as file:
        return tomllib.load(file, parse_float=Decimal).get("case", [])


FILES = {name: load(name) for name in (*KINDS, "known_failures")}


def cases(kind: str) -> list[Any]:
    """The cases of a kind, the known failures among them marked as strict expected failures."""
    known = [case for case in FILES["known_failures"] if case.get("kind") == kind]
    why = "a known failure; if it passes now, move it to cases/{}.toml"
    return [pytest.param(case, id=case["label"]) for case in FILES[kind]] + [
        pytest.param(case, id=case["label"], marks=pytest.mark.xfail(reason=why.format(kind), strict=True))
        for case in known
    ]


@cache
def read(text: str, published: date | None = None) -> Reading:
    return find_claims(Article("case.txt", text, published=published))


def expected_bounds(claim: Case) -> tuple[Any, Any, Any]:
    """Low, value and high as the codebook derives them from the qualifier."""
    low, value, high = claim.get("low"), claim.get("value"), claim.get("high")
    match claim.get("qualifier", "exact"):
        case "exact":
            return value, value, value
        case "more than" | "at least":
            return value, value, None
        case "up to" | "nearly" | "fewer than":
            return None, value, value
        case "about":
            return None, value, None
        case "between":
            return low, None, high
    return low, None, None


def check_claims(case: Case, reading: Reading) -> None:
    found = [claim.quote for claim in reading.claims]
    assert found == [claim["quote"] for claim in case.get("claims", [])], "exactly these claims"
    if "passed" in case:
        check_passed_over(case, reading)
    for claim, expected in zip(reading.claims, case.get("claims", []), strict=True):
        if expected.keys() & AMOUNT_KEYS:
            check_amount(claim, expected)
        for key in expected.keys() & TEXT_KEYS:
            check_text(claim, key, expected[key])


def check_passed_over(case: Case, reading: Reading) -> None:
    """Each expected stretch holds numbers passed over for its reason, and no other number is passed over."""
    at, expected = 0, []
    for words, reason in case["passed"]:
        start = case["text"].index(words, at)
        at = start + len(words)
        expected.append((words, reason, Span(start, at)))
    left = list(reading.passed_over)
    for words, reason, span in expected:
        inside = [p for p in left if p.span.start < span.end and span.start < p.span.end]
        assert inside, f"{words!r} is not passed over"
        assert {p.reason for p in inside} == {reason}, f"{words!r} is passed over for another reason"
        left = [p for p in left if p not in inside]
    assert [(p.quote, p.reason) for p in left] == [], "these were passed over too"


def check_amount(claim: Claim, expected: Case) -> None:
    amount = claim.amount
    assert amount.qualifier == expected.get("qualifier", "exact")
    assert amount.unit == expected.get("unit", "count")
    assert (amount.low, amount.value, amount.high) == expected_bounds(expected)
    assert (amount.per or "") == expected.get("per", "")
    assert amount.trend == expected.get("trend", "none")


def check_text(claim: Claim, key: str, expected: Any) -> None:
    text = claim.article.text
    found: Any = getattr(claim, key, None)
    if key == "mention":
        found = bare(claim.source_mention.of(text)) if claim.source_mention else ""
        expected = bare(expected)
    if key == "direct":
        assert found is expected
        return
    if key == "earlier":
        assert claim.amount.earlier is expected, f"{key} of {claim.quote!r}"
        return
    if key in ("event_date", "said_on"):
        assert found == (expected or None), f"{key} of {claim.quote!r}"
        return
    accepted = expected if isinstance(expected, list) else [expected]
    assert (found or "") in accepted, f"{key} of {claim.quote!r}"


def bare(words: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE)


@pytest.mark.parametrize("case", cases("amounts"))
def test_an_amount_is_read_as_it_is_written(case: Case) -> None:
    check_claims(case, read(case["text"]))


@pytest.mark.parametrize("case", cases("passed_over"))
def test_a_number_that_is_no_claim_is_passed_over_with_its_reason(case: Case) -> None:
    check_claims(case, read(case["text"]))


@pytest.mark.parametrize("case", cases("counted"))
def test_what_is_counted_is_named_with_its_state(case: Case) -> None:
    check_claims(case, read(case["text"]))


@pytest.mark.parametrize("case", cases("sources"))
def test_a_number_has_the_source_that_vouches_for_it(case: Case) -> None:
    check_claims(case, read(case["text"]))


@pytest.mark.parametrize("case", cases("stance"))
def test_a_number_has_the_stance_of_its_cue(case: Case) -> None:
    check_claims(case, read(case["text"]))


@pytest.mark.parametrize("case", cases("happenings"))
def test_a_number_has_the_place_and_the_date_of_what_is_counted(case: Case) -> None:
    check_claims(case, read(case["text"], case.get("published")))


@pytest.mark.parametrize("case", cases("sayings"))
def test_a_number_has_the_day_on_which_its_source_gave_it(case: Case) -> None:
    check_claims(case, read(case["text"], case.get("published")))


@pytest.mark.parametrize("case", cases("silences"))
def test_a_silence_has_its_party_and_what_it_keeps_back(case: Case) -> None:
    reading = read(case["text"])
    assert [found.quote for found in reading.silences] == [silence["quote"] for silence in case["silences"]]
    for found, expected in zip(reading.silences, case["silences"], strict=True):
        for key, wanted in expected.items():
            assert silence_text(found, key) == wanted, f"{key} of {found.quote!r}"
    if "claims" in case:
        check_claims(case, reading)


def silence_text(silence: Silence, key: str) -> str:
    if key == "mention":
        return silence.source_mention.of(silence.article.text) if silence.source_mention else ""
    return getattr(silence, key) or ""


# --- two whole articles ---------------------------------------------------------------------------------------------


def golden(table: str, article: str) -> list[dict[str, str]]:
    with (ROOT / "tests" / "golden" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["article"] == article]


def number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def test_the_sample_article_on_kursk_is_read_exactly() -> None:
    """Seed 05 has the constructions of the article that the project is judged by, in our own words."""
    name = "05-kursk-assaults.txt"
    reading = find_claims(read_text(ROOT / "seeds" / name))
    rows = golden("claims", name)
    assert [claim.quote for claim in reading.claims] == [row["quote"] for row in rows]
    for claim, row in zip(reading.claims, rows, strict=True):
        amount = claim.amount
        assert (amount.low, amount.value, amount.high) == tuple(number(row[key]) for key in ("low", "value", "high"))
        assert (amount.qualifier, amount.unit) == (row["qualifier"], row["unit"]), claim.quote
        assert (claim.source or "") in {row["source"], "" if amount.qualifier == "vague" else row["source"]}, (
            claim.quote
        )
        assert claim.direct is (row["direct"] == "True")
        if claim.source:
            assert claim.stance == row["stance"], claim.quote
    passed = [(p.quote, p.reason) for p in reading.passed_over]
    for row in golden("passed_over", name):
        assert any(
            row["reason"] == reason and (quote in row["quote"] or row["quote"] in quote) for quote, reason in passed
        ), row


def example_article() -> Article:
    folder = SHARED / "seeds"
    files = sorted(folder.glob("000_*.txt")) if folder.is_dir() else []
    if not files:
        pytest.skip(f"the example article is not here ({folder} is missing)")
    return read_text(files[0])


def test_the_example_article_has_exactly_four_claims() -> None:
    reading = find_claims(example_article())
    assert [claim.quote for claim in reading.claims] == [
        "11,000",
        "tens of thousands",
        "nearly a fifth",
        "more than 200",
    ]
    koreans, russians, fifth, attacks = reading.claims
    bounds = [(c.amount.low, c.amount.value, c.amount.high) for c in reading.claims]
    assert bounds == [
        (11000, 11000, 11000),
        (20000, None, None),
        (None, Decimal("0.2"), Decimal("0.2")),
        (200, 200, None),
    ]
    assert [c.amount.qualifier for c in reading.claims] == ["exact", "vague", "nearly", "more than"]
    assert [c.amount.unit for c in reading.claims] == ["count", "count", "fraction", "count"]
    assert "North Koreans" in (koreans.counted or "")
    assert "Russians" in (russians.counted or "")
    assert fifth.counted == "of Ukraine occupied by Moscow's troops"
    assert attacks.counted == "artillery attacks"
    assert koreans.source == "Kyiv" and koreans.stance == "estimates"
    assert koreans.source_mention is not None and koreans.source_mention.of(koreans.article.text) == "It"
    assert russians.source in ("Kyiv", None)
    assert fifth.source is None
    assert attacks.source == "Ukraine's General Staff"
    assert not any(c.direct for c in reading.claims)


def test_the_example_article_has_four_numbers_passed_over() -> None:
    passed = Counter((p.quote, p.reason) for p in find_claims(example_article()).passed_over)
    assert passed == {("2022", "date"): 1, ("first", "ordinal"): 2, ("no numbers", "idiom"): 1}


# --- the case files themselves --------------------------------------------------------------------------------------


def every_case() -> list[tuple[str, Case]]:
    return [(name, case) for name, found in FILES.items() for case in found]


def test_there_are_two_hundred_cases_and_more() -> None:
    assert len(every_case()) >= 200


def test_labels_are_unique_and_plain() -> None:
    labels = Counter(case["label"] for _, case in every_case())
    assert [label for label, times in labels.items() if times > 1] == []
    assert [label for label in labels if label != label.strip() or not label] == []


def test_texts_are_unique_within_their_file() -> None:
    texts = Counter((case.get("kind", name), case["text"]) for name, case in every_case())
    assert [key for key, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_a_case_file_is_well_formed(name: str) -> None:
    for case in FILES[name]:
        where = f"cases/{name}.toml: {case.get('label', case)!r}"
        allowed = {"label", "text", "claims", "passed", "comment"}
        allowed |= {"kind", "published"} if name == "known_failures" else set()
        allowed |= {"published"} if name in DATED else set()
        allowed |= {"silences"} if case.get("kind", name) == "silences" else set()
        assert case.keys() <= allowed, f"{where}: unknown keys {sorted(case.keys() - allowed)}"
        told = {"silences"} if case.get("kind", name) == "silences" else {"claims", "passed"}
        assert {"label", "text"} <= case.keys() and told & case.keys(), f"{where}: something is missing"
        if name == "known_failures":
            assert case.get("kind") in KINDS, f'{where}: add kind = "…", one of {", ".join(KINDS)}'
            assert case.get("comment"), f"{where}: say in a comment what goes wrong"
        check_form(where, case.get("kind", name), case)


def check_form(where: str, kind: str, case: Case) -> None:
    for claim in case.get("claims", []):
        unknown = claim.keys() - AMOUNT_KEYS - TEXT_KEYS - {"quote"}
        assert not unknown, f"{where}: unknown keys {sorted(unknown)}"
        assert claim["quote"] in case["text"], f"{where}: the text does not hold {claim['quote']!r}"
        assert claim.get("qualifier", "exact") in QUALIFIERS and claim.get("stance", "states") in STANCES, where
    for silence in case.get("silences", []):
        assert silence.keys() <= SILENCE_KEYS, f"{where}: unknown keys {sorted(silence.keys() - SILENCE_KEYS)}"
        assert silence["quote"] in case["text"] and silence["stance"] in SILENCE_STANCES, where
    needed = {
        "amounts": {"value", "low", "earlier"},
        "counted": {"counted"},
        "stance": {"stance"},
        "sources": {"source", "quote"},
        "happenings": {"place", "date_text", "event_date"},
        "sayings": {"said_text", "said_on"},
    }
    said = {key for claim in case.get("claims", []) for key in claim}
    if kind in needed and case.get("claims"):
        assert said & needed[kind], f"{where}: a case of this file says {' or '.join(sorted(needed[kind]))}"
    for words, reason in case.get("passed", []):
        assert words in case["text"], f"{where}: the text does not hold {words!r}"
        assert reason in REASONS, f"{where}: {reason!r} is not one of {', '.join(REASONS)}"


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@cache
def benchmark_text() -> str:
    """All texts of the benchmarks, as plain words; ours must not be taken from them."""
    folder = SHARED / "bench"
    found: list[str] = []
    for path in sorted(folder.glob("*articles*.jsonl*")) if folder.is_dir() else []:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found += [json.loads(line)["text"] for line in raw.splitlines()]
    for path in sorted(folder.glob("newsquant*.json")) if folder.is_dir() else []:
        found += [row["text"] for row in json.loads(path.read_text(encoding="utf-8"))]
    return " | ".join(map(plain, found))


def test_no_case_is_taken_from_the_benchmarks() -> None:
    held = benchmark_text()
    if not held:
        pytest.skip(f"the benchmarks are not here ({SHARED / 'bench'} is missing)")
    taken = [
        case["label"]
        for _, case in every_case()
        for sentence in re.split(r"[.!?\n]", case["text"])
        if len(plain(sentence)) >= ALIKE and plain(sentence) in held
    ]
    assert taken == [], "write these in our own words"
