"""Saved pages of five kinds of site: the article and its facts are read, and no figure that stands around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from file_writers import AUTHOR, OUTLET, PARAGRAPHS, TITLE, URL
from site_pages import DECOYS, SITES

from analysis.files.extracts import Extract
from analysis.files.kinds import KINDS
from analysis.files.readers import read_stream

DATED = {
    "newspaper": "JSON-LD",
    "weblog": "OpenGraph",
    "old_tables": "meta",
    "agency": "microdata",
    "magazine": "OpenGraph",
}


def saved(site: str) -> bytes:
    return SITES[site]().encode("cp1252" if site == "old_tables" else "utf-8")


def extract(folder: Path, raw: bytes, suffix: str = ".html") -> Extract:
    path = folder / f"a{suffix}"
    path.write_bytes(raw)
    with path.open("rb") as stream:
        (found,) = read_stream(KINDS[suffix], stream)
    assert isinstance(found, Extract)
    return found


@pytest.mark.parametrize("site", SITES)
def test_no_decoy_is_taken(site: str, tmp_path: Path) -> None:
    text = extract(tmp_path, saved(site)).text
    assert [decoy for decoy in DECOYS if decoy in text] == []


@pytest.mark.parametrize("site", SITES)
def test_every_paragraph_of_the_article_is_read_in_order(site: str, tmp_path: Path) -> None:
    text = extract(tmp_path, saved(site)).text
    assert " ".join(text.split()) == " ".join(PARAGRAPHS)


@pytest.mark.parametrize("site", SITES)
def test_the_facts_stand_in_the_markup(site: str, tmp_path: Path) -> None:
    facts = extract(tmp_path, saved(site)).facts
    assert (facts.title, facts.outlet, facts.author, facts.url) == (TITLE, OUTLET, AUTHOR, URL)
    assert (facts.published, facts.published_from) == (date(2024, 11, 16), DATED[site])


def test_there_are_decoys_on_every_page() -> None:
    for site, page in SITES.items():
        assert sum(decoy in page() for decoy in DECOYS) >= 7, site
    assert not [decoy for decoy in DECOYS if decoy in " ".join(PARAGRAPHS)]
