"""No words of an article, of its facts or of its file's name ever become markup, wherever a notebook shows them.

Pages are parsed here, and held against those of harmless words of the same shape; test_browser_markup.py opens them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from payloads import LIVE, PAYLOADS, TAMED, readings_of, tamed
from shown import Shown, Walked, addresses, drawn_elements, elements

from analysis.__main__ import main
from analysis.compare import Decisions, compare
from analysis.widgets.annotate import mark_claims, message_html
from analysis.widgets.comparer_words import decided_html
from analysis.widgets.comparison_view import conflicts_html, revisions_html, silences_html
from analysis.widgets.inventory_view import inventory_html
from analysis.widgets.table_view import TableView, table_html

ALL = 10_000


def tables(words: list[str]) -> Iterator[tuple[str, str]]:
    """Every table and text that is HTML of its own, of readings in which the words stand in every field."""
    found = readings_of(words)
    comparison = compare(found.table, found.silences)
    decisions = Decisions()
    for text in words:
        decisions = decisions.decide("group", f"killed: {text}", f"killed: {text} again")
    yield from {
        "articles": "".join(mark_claims(r.article, r.claims, r.passed_over) for r in found.readings),
        "claims": table_html(found.table, words=" ".join(words), most=ALL),
        "inventory": inventory_html(found.inventory),
        "conflicts": conflicts_html(comparison, ALL),
        "revisions": revisions_html(comparison, ALL),
        "silences": silences_html(comparison, ALL),
        "decisions": decided_html(decisions, decisions.lines),
        "messages": "".join(message_html(text, problem) for text in words for problem in (True, False)),
    }.items()


def test_there_are_payloads_enough_and_each_is_another() -> None:
    assert len(set(PAYLOADS.values())) == len(PAYLOADS) >= 60


def test_every_payload_in_every_field_leaves_a_page_as_harmless_words_do() -> None:
    harmless = dict(tables(TAMED))
    for name, page in tables(LIVE):
        assert elements(page) == elements(harmless[name]), name
        assert addresses(page) == [], name


def test_a_page_that_lets_words_through_is_noticed() -> None:
    unescaped = [text for text in LIVE if elements(f"<td>{text}</td>") != elements(f"<td>{tamed(text)}</td>")]
    assert len(unescaped) > len(LIVE) / 2


def test_the_notebooks_show_no_element_that_harmless_words_would_not_give(hostile: Walked, harmless: Walked) -> None:
    for name, notebook in hostile.shown.items():
        assert len(notebook.pages) > 10
        usual = Counter[tuple[str, ...]]()
        for page in harmless.shown[name].pages:
            usual += elements(page)
        for page in notebook.pages:
            assert set(elements(page)) - set(usual) == set(), name


def test_every_payload_is_shown_and_no_chart_or_file_is_stopped_by_one(hostile: Walked) -> None:
    pages = "".join(page for notebook in hostile.shown.values() for page in notebook.pages)
    assert "cannot be drawn" not in pages and "Not saved" not in pages
    words = {text for notebook in hostile.shown.values() for text in _texts(notebook)}
    missing = [name for name, text in zip(PAYLOADS, LIVE, strict=True) if not any(_core(text) in w for w in words)]
    assert missing == []


def _texts(notebook: Shown) -> Iterator[str]:
    """The words of the tables that the browser draws."""
    for widget in notebook.widgets:
        if isinstance(widget, TableView):
            yield from ("\n".join(cell["text"] for cell in row if "text" in cell) for row in widget.rows)


def _core(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd").strip()


def test_only_addresses_of_the_web_become_links(hostile: Walked) -> None:
    for notebook in hostile.shown.values():
        assert all(str(link).lower().startswith(("https://", "http://")) for link in notebook.links)
        found = {address for page in notebook.pages for address in addresses(page)}
        own = ("#", "data:image/", "data:text/csv;", "data:application/")  # what was saved, to download
        assert [address for address in found if not address.startswith(own)] == []
    assert any(notebook.links for notebook in hostile.shown.values())


def test_charts_in_files_hold_words_as_words(hostile: Walked, harmless: Walked) -> None:
    drawn, usual = (sorted(walked.exports.glob("*.svg")) for walked in (hostile, harmless))
    kinds = set().union(*map(drawn_elements, usual))
    assert len(drawn) >= 3
    for path in drawn:
        assert set(drawn_elements(path)) <= kinds, path.name


def test_what_the_notebooks_print_moves_no_terminal(hostile: Walked) -> None:
    printed = "".join(notebook.printed for notebook in hostile.shown.values())
    assert printed and printed.replace("\n", "").isprintable()


def test_problems_are_printed_in_one_line_each_and_move_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ["\x1b[2J", "\r\n", "\x9b31m", "\u202e", *LIVE]
    story = " ".join(["The boats came back to the port."] * 4)  # each is told, by name, to be the first one's copy
    rows = (json.dumps({"id": f"{number} {name}", "text": story}) for number, name in enumerate(ids))
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    main(["extract", str(tmp_path), "--output", str(tmp_path / "claims.csv")])
    lines = capsys.readouterr().err.split("\n")
    assert sum("it has the same text as" in line for line in lines) == len(ids) - 1
    assert all(line.isprintable() for line in lines)
