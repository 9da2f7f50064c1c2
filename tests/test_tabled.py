"""The rows of tables: what a number counts, where, and by whom, in every format that has tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.claims import find_claims
from analysis.folder import read_folder
from analysis.models import Article

ROWS = [["District", "Killed", "Displaced"], ["Upper Halen", "7", "1,200"], ["Total", "19", "4,600"]]
LEAD = "The storm swept over the country on Monday and left wide destruction behind it in several districts."
READ = [
    ("7", "Killed", "Upper Halen"),
    ("1,200", "Displaced", "Upper Halen"),
    ("19", "Killed", None),
    ("4,600", "Displaced", None),
]


def as_word(path: Path) -> None:
    document = Document()
    document.add_paragraph(LEAD)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for y, row in enumerate(ROWS):
        for x, words in enumerate(row):
            table.cell(y, x).text = words
    document.save(str(path))


def as_page(path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in row)}</tr>" for row in ROWS)
    path.write_text(f"<html><body><article><p>{LEAD}</p><table>{rows}</table><p>{LEAD}</p></article></body></html>")


def as_markdown(path: Path) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    path.write_text("\n".join([LEAD, "", lines[0], "|---|---:|---:|", *lines[1:], ""]))


def as_rtf(path: Path) -> None:
    rows = "".join("\\trowd " + "".join(f"{words}\\cell " for words in row) + "\\row\n" for row in ROWS)
    path.write_text(f"{{\\rtf1\\ansi {LEAD}\\par\n{rows}\\pard {LEAD}\\par}}")


def as_text(path: Path) -> None:
    path.write_text("\n".join([LEAD, *(" | ".join(row) for row in ROWS), LEAD]))


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.docx", as_word), ("a.html", as_page), ("a.md", as_markdown), ("a.rtf", as_rtf), ("a.txt", as_text)],
)
def test_a_row_counts_what_its_columns_head_says_in_every_format(tmp_path: Path, name: str, write) -> None:
    write(tmp_path / name)
    (reading,) = read_folder(tmp_path, progress=False).readings
    assert [(c.quote, c.counted, c.place) for c in reading.claims] == READ
    assert {c.source for c in reading.claims} == {None}
    assert all(c.amount.span.of(reading.article.text) == c.quote for c in reading.claims)


CASES = {
    "heads that only count": (
        "Item | Number\nTents | 40\nBlankets | 300",
        [("40", "Tents", None), ("300", "Blankets", None)],
    ),
    "rows that are no places": (
        "Team | Goals scored\nHalen Rovers | 40\nElm Town | 31",
        [("40", "Goals scored (Halen Rovers)", None), ("31", "Goals scored (Elm Town)", None)],
    ),
    "heads of years": (
        "Indicator | 2023 | 2024\nHouses damaged | 40 | 55",
        [("40", "Houses damaged", None), ("55", "Houses damaged", None)],
    ),
    "rows without a head": (
        "Houses damaged | 40\nUpper Halen | 31",
        [("40", "Houses damaged", None), ("31", None, None)],
    ),
    "a head without its first cell": (
        " | Killed | Hurt\nKenya | 14 | 20",
        [("14", "Killed", "Kenya"), ("20", "Hurt", "Kenya")],
    ),
    "a cell that says more": (
        "District | Losses\nUpper Halen | 40 boats\nLower Halen | at least 31",
        [("40", "boats", "Upper Halen"), ("at least 31", "Losses", "Lower Halen")],
    ),
    "rows of other lengths": ("District | Killed\nUpper Halen | 7 | 40", [("7", None, None), ("40", None, None)]),
}


@pytest.mark.parametrize("label", CASES)
def test_a_row_says_no_more_than_its_table(label: str) -> None:
    text, told = CASES[label]
    found = [(c.quote, c.counted, c.place) for c in find_claims(Article("a.txt", text)).claims]
    assert found[: len(told)] == told


@pytest.mark.parametrize("above", [True, False])
def test_the_source_is_whom_the_caption_names(above: bool) -> None:
    caption, table = "Losses by district. Source: Civil Safety Agency, 18 June", "District | Killed\nUpper Halen | 7"
    text = f"{caption}\n\n{table}" if above else f"{table}\n\n{caption}"
    (claim,) = (c for c in find_claims(Article("a.txt", text)).claims if c.quote == "7")
    assert claim.source == "Civil Safety Agency"
    assert claim.source_mention.of(text) == "Civil Safety Agency" and claim.cue.of(text) == "Source"


def test_a_source_further_away_is_not_the_tables() -> None:
    text = f"Source: Civil Safety Agency\n\n{LEAD}\n\nDistrict | Killed\nUpper Halen | 7"
    assert find_claims(Article("a.txt", text)).claims[-1].source is None


WORDS = st.sampled_from(
    [
        "7",
        "1,200",
        "40%",
        "about 30",
        "$5",
        "|",
        "||",
        " | ",
        "-",
        "–",
        "—",
        "•",
        "*",
        ";",
        ":",
        "\n",
        "Halen",
        "Killed",
        "tents",
    ]
)


@settings(
    derandomize=True, deadline=None, max_examples=150, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(WORDS, min_size=1, max_size=14))
def test_what_is_counted_is_never_a_sign_alone(words: list[str]) -> None:
    text = " ".join(words)
    for claim in find_claims(Article("a.txt", text)).claims:
        assert claim.counted is None or any(map(str.isalpha, claim.counted)), (text, claim)
        assert claim.subject is None or any(map(str.isalpha, claim.subject)), (text, claim)
        assert claim.amount.span.of(text) == claim.quote
