"""The sample articles are what their README says, and the golden tables account for every number in them."""

from __future__ import annotations

import csv
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.models import QUALIFIERS, REASONS, STANCES

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
GOLDEN = ROOT / "tests" / "golden"
HEADLESS = "03-briefing-transcript.txt"
HEAD = ("Outlet", "Published", "Title", "Url")
NAMES = sorted(path.name for path in SEEDS.glob("*.txt"))

DIGITS_RE = re.compile(r"\d[\d,.]*")

# Written-out numbers that must be accounted for too; "no" and "none" are left to the reader's eye.
WORDS_RE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|tens|dozens?|scores?"
    r"|hundreds?|thousands?|millions?|half|third|quarter|fifth|tenth|first|second)\b",
    re.IGNORECASE,
)

# What the codebook says a vague word is at least; longest first.
VAGUE = (("tens of thousands", 20_000), ("thousands", 2_000), ("hundred", 200), ("scores", 40), ("dozens", 24))


def read_seed(name: str) -> tuple[dict[str, str], str]:
    """The head and the text of a seed, read without the project's own reader, which this must not depend on."""
    content = (SEEDS / name).read_text(encoding="utf-8")
    if name == HEADLESS:
        return {}, content
    head, _, text = content.partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), text


def read_golden(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


CLAIMS = read_golden("claims.csv")
PASSED_OVER = read_golden("passed_over.csv")
SILENCES = read_golden("silences.csv")


def label(row: dict[str, str]) -> str:
    return f"{row['article']}: {row['quote']!r} #{row['occurrence']}"


def find_quote(row: dict[str, str]) -> tuple[int, int] | None:
    """Where the row's quote stands in its article's text, or None; a quote may overlap an earlier one."""
    _, text = read_seed(row["article"])
    start = -1
    for _ in range(int(row["occurrence"])):
        start = text.find(row["quote"], start + 1)
        if start < 0:
            return None
    return start, start + len(row["quote"])


def uncovered(name: str, pattern: re.Pattern[str]) -> list[str]:
    """What the pattern finds in an article and no golden row covers, each with the words around it."""
    _, text = read_seed(name)
    spans = [find_quote(row) for row in CLAIMS + PASSED_OVER if row["article"] == name]
    return [
        text[max(0, hit.start() - 20) : hit.end() + 20]
        for hit in pattern.finditer(text)
        if not any(
            span and span[0] <= hit.start() and hit.start() + len(hit.group().rstrip(",.")) <= span[1] for span in spans
        )
    ]


def bounds(row: dict[str, str]) -> tuple[float | None, float | None, float | None]:
    low, value, high = (float(row[column]) if row[column] else None for column in ("low", "value", "high"))
    return low, value, high


def test_there_are_ten_articles_from_at_least_six_outlets() -> None:
    assert len(NAMES) == 10
    assert len({read_seed(name)[0].get("Outlet") for name in NAMES} - {None}) >= 6


@pytest.mark.parametrize("name", [name for name in NAMES if name != HEADLESS])
def test_a_seed_opens_with_a_head(name: str) -> None:
    head, text = read_seed(name)
    assert tuple(head) == HEAD
    assert all(line and line == line.strip() for line in head.values())
    assert date(2024, 10, 1) <= date.fromisoformat(head["Published"]) <= date(2025, 1, 31)
    assert head["Url"].startswith("https://example.org/")
    assert text[0].strip(), "one blank line after the head, not more"


def test_the_headless_seed_has_no_head_but_a_first_line_that_looks_like_one() -> None:
    _, text = read_seed(HEADLESS)
    first = text.splitlines()[0]
    assert re.match(r"[A-Z]+: ", first)
    assert first.split(":")[0].title() not in HEAD


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_says_that_it_is_a_sample(name: str) -> None:
    text = " ".join(read_seed(name)[1].split())
    assert "This is a sample article written for the Numeric Claims Workbook" in text
    assert "invented" in text.split("This is a sample article")[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_is_short_and_ends_with_a_newline(name: str) -> None:
    _, text = read_seed(name)
    assert 150 <= len(text.split()) <= 450
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_the_readme_mentions_every_seed_and_no_other() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([^`\s]+\.txt)`", readme)) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_seed_has_golden_claims_and_numbers_passed_over(name: str) -> None:
    assert any(row["article"] == name for row in CLAIMS), f"add the claims of {name} to tests/golden/claims.csv"
    assert any(row["article"] == name for row in PASSED_OVER)


@pytest.mark.parametrize("row", CLAIMS + PASSED_OVER + SILENCES, ids=label)
def test_a_golden_quote_stands_in_its_article(row: dict[str, str]) -> None:
    assert row["article"] in NAMES
    span = find_quote(row)
    assert span, f"{label(row)}: the text does not hold it that many times"
    _, text = read_seed(row["article"])
    around = text[max(0, span[0] - 3) : span[1] + 3]
    assert not re.search(r"\w\Z", text[: span[0]]) and not re.match(r"\w|[,.]\d", text[span[1] :]), around


def test_golden_rows_follow_the_articles_and_do_not_overlap() -> None:
    for rows in (CLAIMS, PASSED_OVER, SILENCES):
        places = [(row["article"], find_quote(row)) for row in rows]
        assert places == sorted(places), "sort the rows by article and by place in the text"
    places = sorted((row["article"], find_quote(row)) for row in CLAIMS + PASSED_OVER)
    for (name, before), (other, after) in pairwise(places):
        assert name != other or before[1] <= after[0], f"{name}: {before} and {after} overlap"


@pytest.mark.parametrize("row", CLAIMS, ids=label)
def test_bounds_agree_with_the_qualifier(row: dict[str, str]) -> None:
    low, value, high = bounds(row)
    match row["qualifier"]:
        case "exact":
            assert low is not None and low == value == high
        case "more than" | "at least":
            assert low is not None and low == value and high is None
        case "up to" | "nearly" | "fewer than":
            assert high is not None and high == value and low is None
        case "about":
            assert value is not None and low is None and high is None
        case "between":
            assert value is None and low is not None and high is not None and low < high
        case "vague":
            assert value is None and high is None
            assert low == next(least for word, least in VAGUE if word in row["quote"].lower())


@pytest.mark.parametrize("row", CLAIMS, ids=label)
def test_a_claim_is_filled_in_with_the_codebooks_words(row: dict[str, str]) -> None:
    assert row["qualifier"] in QUALIFIERS
    assert row["stance"] in STANCES
    assert row["unit"] in {"count", "percent", "fraction", "kilometre"}
    assert {row["direct"], row["earlier"]} <= {"True", "False"}
    assert row["counted"] and all(cell == cell.strip() for cell in row.values())
    assert row["source_mention"] or not row["source"], "a source is mentioned by some words"


@pytest.mark.parametrize("row", CLAIMS, ids=label)
def test_a_source_is_in_the_words_of_the_article(row: dict[str, str]) -> None:
    text = " ".join(read_seed(row["article"])[1].split())
    assert row["source"] in text
    assert row["source_mention"] in text


@pytest.mark.parametrize("row", CLAIMS, ids=label)
def test_place_and_date_are_in_the_words_of_the_article(row: dict[str, str]) -> None:
    text = " ".join(read_seed(row["article"])[1].split())
    assert row["place"] in text and row["date_text"] in text
    assert row["said_text"] in text
    for day, words in (("event_date", "date_text"), ("said_on", "said_text")):
        assert not row[day] or (row[words] and date.fromisoformat(row[day]))


@pytest.mark.parametrize("row", CLAIMS, ids=label)
def test_direct_claims_stand_inside_quotation_marks_and_others_do_not(row: dict[str, str]) -> None:
    _, text = read_seed(row["article"])
    before = text[: find_quote(row)[0]]
    inside = before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")
    assert inside == (row["direct"] == "True")


@pytest.mark.parametrize("row", PASSED_OVER, ids=label)
def test_what_is_passed_over_has_a_reason_of_the_codebook(row: dict[str, str]) -> None:
    assert row["reason"] in REASONS


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_a_claim_or_passed_over(name: str) -> None:
    assert uncovered(name, DIGITS_RE) == [], "add each to claims.csv or passed_over.csv in tests/golden/"
    assert uncovered(name, WORDS_RE) == [], "add each to claims.csv or passed_over.csv in tests/golden/"


def test_the_set_holds_every_qualifier_every_stance_and_every_reason() -> None:
    assert {row["qualifier"] for row in CLAIMS} == set(QUALIFIERS)
    assert {row["stance"] for row in CLAIMS} == set(STANCES)
    assert {row["reason"] for row in PASSED_OVER} == set(REASONS)


def test_no_named_person_is_quoted() -> None:
    """Words inside quotation marks belong to roles; a person with a name is reported indirectly."""
    for row in CLAIMS:
        if row["direct"] == "True":
            assert row["source"][0].islower(), label(row)
