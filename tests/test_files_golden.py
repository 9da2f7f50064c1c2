"""One article in every format: the same claims, the same facts, and words that stand where the offsets say."""

from __future__ import annotations

import hashlib
import socket
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from file_writers import AUTHOR, OUTLET, TABLE, TITLE, URL, WRITERS, Written, as_docx

from analysis.claims import find_claims
from analysis.files import Problem, find_files, read_articles
from analysis.models import Article, Reading

# where each format keeps the date
DATED = {
    ".txt": "head", ".md": "front matter", ".rtf": "head", ".html": "JSON-LD", ".mhtml": "JSON-LD",
    ".webarchive": "JSON-LD", ".docx": "head", ".eml": "mail header", ".msg": "mail header", ".pdf": "head",
    ".jsonl": "column", ".csv": "column", ".parquet": "column", ".zip": "JSON-LD",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    for suffix, write in WRITERS.items():
        (folder / f"a{suffix}").write_bytes(write(Written()))
    return folder


@pytest.fixture(scope="module")
def articles(folder: Path) -> dict[str, Article]:
    problems: list[Problem] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network is never touched"))
        patch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("the network is never touched"))
        found = list(read_articles(find_files(folder, report=problems.append), problems.append))
    assert problems == []
    return {"." + article.name.split("/")[0].split("#")[0].rpartition(".")[2]: article for article in found}


@cache
def reading(article: Article) -> Reading:
    return find_claims(article)


def told(article: Article) -> list[tuple[object, ...]]:
    """The claims of an article, all but ids, offsets and white space."""
    return [
        (
            " ".join(c.quote.split()), " ".join(c.sentence.of(article.text).split()),
            c.counted, c.subject, c.source, c.actor, c.stance, c.direct,
            c.amount.low, c.amount.value, c.amount.high, c.amount.unit, c.amount.qualifier,
            c.amount.per, c.amount.trend, c.place, c.event_date, c.date_text, c.said_on, c.said_text, c.reason,
        )
        for c in reading(article).claims
    ]  # fmt: skip


def test_every_format_is_in_the_suite(articles: dict[str, Article]) -> None:
    assert set(articles) == set(WRITERS) == set(DATED)


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_claims_are_the_same_in_every_format(suffix: str, articles: dict[str, Article]) -> None:
    expected = told(articles[".txt"])
    assert len(expected) > 15
    assert told(articles[suffix]) == expected


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_text_is_the_same_but_for_white_space(suffix: str, articles: dict[str, Article]) -> None:
    assert articles[suffix].text.split() == Written().text.split()


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_facts_are_the_same_in_every_format(suffix: str, articles: dict[str, Article]) -> None:
    article = articles[suffix]
    assert (article.title, article.outlet, article.author, article.url) == (TITLE, OUTLET, AUTHOR, URL)
    assert (article.published, article.published_from) == (date(2024, 11, 16), DATED[suffix])
    assert article.format == ("html" if suffix == ".zip" else suffix[1:])


@pytest.mark.parametrize("suffix", WRITERS)
def test_offsets_index_the_text_as_extracted(suffix: str, articles: dict[str, Article]) -> None:
    article = articles[suffix]
    for claim in reading(article).claims:
        span = claim.amount.span
        assert article.text[span.start : span.end] == claim.quote and claim.quote.strip()


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_source_files_hash_is_kept(suffix: str, folder: Path, articles: dict[str, Article]) -> None:
    raw = (folder / f"a{suffix}").read_bytes() if suffix != ".zip" else WRITERS[".html"](Written())
    assert articles[suffix].source_hash == hashlib.sha256(raw).hexdigest()
    assert len(articles[suffix].text_hash) == 64


def test_a_table_in_a_document_is_text_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(as_docx(Written(), TABLE))
    (article,) = read_articles(find_files(tmp_path, report=print), print)
    rows = "District | Killed | Injured\n\nLower town | 27 | 190\n\nLeft bank | 13 | 120"
    assert rows in article.text
    assert article.text.index("At least 40") < article.text.index(rows) < article.text.index("The ministry had put")
