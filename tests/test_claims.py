"""Whole articles: what is read in them, in which order, with which reasons, and what bad input does."""

from __future__ import annotations

import re
import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from analysis import claims as claims_room
from analysis.claims import find_claims, read_claims
from analysis.files.reading import read_text
from analysis.folder import read_folder
from analysis.grammar.parsing import ModelError, check_model, load_model
from analysis.models import QUALIFIERS, REASONS, STANCES, Amount, Article, Claim, PassedOver, Reading, Span

SEEDS = Path(__file__).parents[1] / "seeds"


def read(text: str) -> Reading:
    return find_claims(Article("a.txt", text))


def test_claims_and_numbers_passed_over_come_in_the_texts_order() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        reading = find_claims(read_text(path))
        for spans in ([c.amount.span for c in reading.claims], [p.span for p in reading.passed_over]):
            assert spans == sorted(spans)


def test_no_number_is_both_a_claim_and_passed_over() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        reading = find_claims(read_text(path))
        for found in reading.passed_over:
            inside = [
                c.quote
                for c in reading.claims
                if c.amount.span.start < found.span.end and found.span.start < c.amount.span.end
            ]
            assert inside == [], (path.name, found.quote)


def test_every_word_of_the_codebook_is_one_that_models_know() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        reading = find_claims(read_text(path))
        assert {c.amount.qualifier for c in reading.claims} <= set(QUALIFIERS)
        assert {c.stance for c in reading.claims} <= set(STANCES)
        assert {p.reason for p in reading.passed_over} <= set(REASONS)


def test_every_claim_gives_a_reason_in_lexicon_words() -> None:
    (claim,) = read("More than 200 shells fell, the ministry said.").claims
    assert "more than" in claim.reason and "low bound" in claim.reason
    assert "said" in claim.reason
    (claim,) = read("Dozens of shells fell.").claims
    assert "vague: dozens" in claim.reason and "own voice" in claim.reason


def test_an_article_without_a_number_has_no_claims() -> None:
    assert read("Nobody came. The harbour was quiet.") == Reading(
        Article("a.txt", "Nobody came. The harbour was quiet.")
    )


def test_an_article_without_a_number_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(sentences: list[str]) -> list[object]:
        assert sentences == [], "nothing should be parsed"
        return []

    monkeypatch.setattr(claims_room, "parse", refuse)
    assert read("The harbour was quiet.").claims == ()


def test_only_sentences_that_matter_are_parsed_and_none_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    parse = claims_room.parse

    def watch(sentences: list[str]) -> object:
        seen.extend(sentences)
        return parse(sentences)

    monkeypatch.setattr(claims_room, "parse", watch)
    read("The sea was calm. Forty boats sank. “We lost 12 nets,” he said. Gulls cried. In 2019 it was calm.")
    assert seen == ["Forty boats sank.", "“We lost 12 nets,” he said."]


@pytest.mark.parametrize("text", ["", " \n", "\x00", "<p></p>", "😀" * 50, "“" * 50, "40", "%", "$", "half"])
def test_scraps_of_text_never_raise(text: str) -> None:
    read(text)


def test_half_a_letter_is_read_over_and_stays_in_the_text() -> None:
    (claim,) = read("Hale said \ud800 40 boats sank.").claims
    assert (claim.source, claim.counted, claim.sentence.of(claim.article.text)[10]) == ("Hale", "boats sank", "\ud800")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_an_article_of_the_calendars_first_or_last_day_is_read(day: date) -> None:
    text = "40 boats sank yesterday. 30 will sail tomorrow. 20 sank on Friday. 10 sank on 1 March."
    assert len(find_claims(Article("a", text, published=day)).claims) == 4


def test_a_year_that_the_tagger_takes_for_a_name_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["It", "killed", "40", "in", "1600"]
    heads, deps = [1, 1, 1, 1, 3], ["nsubj", "ROOT", "dobj", "prep", "pobj"]
    tagged = Doc(load_model().vocab, words, tags=["PRP", "VBD", "CD", "IN", "NNP"], heads=heads, deps=deps)
    monkeypatch.setattr(claims_room, "parse", lambda sentences: [tagged for _ in sentences])
    assert [claim.place for claim in read("It killed 40 in 1600 ").claims if claim.quote == "40"] == [None]


@pytest.mark.parametrize("text", ["one in ²", "Half of them, or 1/², left."])
def test_a_raised_digit_in_a_ratio_never_raises(text: str) -> None:
    read(text)


def test_what_is_counted_is_blank_and_never_an_empty_text() -> None:
    claims = read("(0\x8f0. said ").claims
    assert claims and all(claim.counted != "" for claim in claims)


def test_the_mark_of_a_footnote_is_no_number() -> None:
    assert [claim.quote for claim in read("The army lost 12 tanks.¹ ² It denied it.").claims] == ["12"]


def test_markup_and_script_are_read_as_text() -> None:
    text = "<p>At least 40 people were hurt, the ministry said.</p><script>alert(12)</script>"
    claim = read(text).claims[0]
    assert claim.quote == "At least 40"
    assert claim.source in ("ministry", None)


def test_a_source_that_looks_like_a_formula_stays_text() -> None:
    text = "=cmd() said 40 lorries were stuck."
    for claim in read(text).claims:
        assert claim.quote == "40"
        assert claim.source is None or claim.source in text


def test_a_very_long_sentence_is_read_in_pieces() -> None:
    text = "They listed " + ", ".join(f"{n} boats of type{'x' * (n % 7)}" for n in range(1000, 1400)) + "."
    reading = read(text)
    assert len(reading.claims) + len(reading.passed_over) >= 390


def test_a_word_of_a_hundred_thousand_letters_is_read() -> None:
    assert [claim.quote for claim in read("x" * 100_000 + " 40 boats sank.").claims] == ["40"]


@pytest.mark.parametrize(
    "text", ["1" * 5000 + " boats sank.", "1," * 3000, "one " * 3000, "“" * 3000 + "40", "-" * 5000 + "4"]
)
def test_monotonous_text_is_read_in_good_time(text: str) -> None:
    read(text)


def test_an_article_of_five_megabytes_is_read_without_much_memory() -> None:
    paragraph = "The committee met again and talked about the harbour, the road and the weather in the valley. " * 10
    filler = "\n".join([paragraph] * 100)
    text = "\n".join(f"At least {n} boats sank, the ministry said.\n{filler}" for n in range(50, 105))
    assert len(text) > 5_000_000
    load_model()
    tracemalloc.start()
    try:
        reading = read(text)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [claim.amount.value for claim in reading.claims] == [Decimal(n) for n in range(50, 105)]
    assert {claim.source for claim in reading.claims} == {"ministry"}
    assert peak < 400_000_000


def test_articles_are_read_one_after_another_not_all_at_once() -> None:
    taken: list[int] = []

    def articles() -> object:
        for n in range(2000):
            taken.append(n)
            yield Article(f"{n}.txt", "Forty boats sank.")

    next(iter(read_claims(articles())))  # type: ignore[arg-type]
    assert len(taken) < 1000


def test_an_article_in_which_reading_fails_leaves_the_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    find = claims_room.find_counted

    def fails(doc: Any, *rest: Any) -> Any:
        if "Nine" in doc.text:
            raise IndexError("no such word")
        return find(doc, *rest)

    monkeypatch.setattr(claims_room, "find_counted", fails)
    articles = [
        Article("a.txt", "Forty boats sank."),
        Article("b.txt", "Nine boats sank."),
        Article("c.txt", "Ten left."),
    ]
    refused: list[tuple[str, str]] = []
    read = list(read_claims(articles, lambda article, error: refused.append((article.name, str(error)))))
    assert [reading.article.name for reading in read] == ["a.txt", "c.txt"]
    assert refused == [("b.txt", "no such word")]
    with pytest.raises(IndexError):
        list(read_claims(articles))


def test_an_id_depends_on_the_text_and_the_numbers_place_alone() -> None:
    text = "At least 40 people were hurt."
    article = Article("b.txt", text, outlet="Wire", published=date(2024, 1, 2))
    number = Span(9, 11)
    plain = Claim(article, Amount(number, number, Decimal(40), Decimal(40), Decimal(40)), Span(0, 29))
    hedged = Claim(article, Amount(Span(0, 11), number, Decimal(40), Decimal(40), None, "at least"), Span(0, 29))
    assert plain.id == hedged.id == find_claims(Article("a.txt", text)).claims[0].id == "fe2cd6374646"


def test_impossible_amounts_are_refused() -> None:
    span = Span(0, 2)
    with pytest.raises(ValueError, match="without a figure"):
        Amount(span, span, None, None, None)
    with pytest.raises(ValueError, match="without words"):
        Amount(Span(2, 2), span, Decimal(1), Decimal(1), Decimal(1))
    with pytest.raises(ValueError, match="is not one of"):
        Amount(span, span, Decimal(1), Decimal(1), Decimal(1), "roughly")
    with pytest.raises(ValueError, match="is not one of"):
        PassedOver(Article("a.txt", "40"), span, "no idea")


def test_quotes_are_cut_from_the_text_as_read_whatever_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Title: T\r\n\r\nÉté.\r\nAt least 40 people\r\nwere hurt.\r\n".encode())
    reading = find_claims(read_text(path))
    (claim,) = reading.claims
    assert claim.quote == "At least 40"
    assert re.search("At least 40", reading.article.text).start() == claim.amount.span.start  # type: ignore[union-attr]


# --- folders --------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_into_its_tables() -> None:
    found = read_folder(SEEDS, progress=False)
    assert found.problems == ()
    assert list(found.inventory["article"]) == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert found.inventory["claims"].sum() == len(found.table) > 50
    assert found.inventory["passed over"].sum() == len(found.passed_over) > 50
    assert set(found.table["article"]) == set(found.inventory["article"])


def test_an_empty_folder_gives_empty_tables_and_says_so(tmp_path: Path) -> None:
    found = read_folder(tmp_path, progress=False)
    assert found.table.empty and found.passed_over.empty and found.inventory.empty
    assert [problem.warning for problem in found.problems] == [True]
    assert str(tmp_path) in found.problems[0].message


def test_a_folder_that_grew_shows_the_new_articles_claims(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Forty boats sank.")
    before = read_folder(tmp_path, progress=False).table
    (tmp_path / "b.txt").write_text("Fifty boats sank.")
    after = read_folder(tmp_path, progress=False).table
    assert list(before["value"]) == [40] and list(after["value"]) == [40, 50]
    assert list(after["claim"])[:1] == list(before["claim"])


def test_a_number_of_very_many_digits_stops_no_article() -> None:
    many = "9" + ",999" * 20
    reading = find_claims(Article("a.txt", f"It stood at {many}. The club won {many} and lost 40 boats."))
    assert reading.claims[-1].amount.value == 40


# --- the language model ---------------------------------------------------------------------------------------------


def test_a_model_with_other_files_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"config\.cfg is missing.*pip install"):
        check_model(tmp_path)
    (tmp_path / "config.cfg").write_text("[nlp]\n")
    with pytest.raises(ModelError, match=r"config\.cfg is not the file of"):
        check_model(tmp_path)


def test_the_model_is_loaded_once() -> None:
    assert load_model() is load_model()
