"""The claims in their articles: choose one, see it marked."""

import re

import pytest
from samples import claim

from analysis.models import Article, PassedOver, Reading, Span
from analysis.widgets import reader as room
from analysis.widgets.reader import ArticleReader


@pytest.fixture(autouse=True)
def nothing_remembered():
    room._remembered.clear()


def reading(name, **more):
    one = claim(40, name=name, **more)
    return Reading(one.article, (one,), (PassedOver(one.article, Span(0, 5), "idiom"),))


def marks(reader):
    return re.findall(r'<mark class="ncw-(\w+)"', reader.text.value)


def test_articles_are_listed_with_day_outlet_name_and_number_of_claims():
    reader = ArticleReader([reading("a.txt"), Reading(Article("b.txt", "Nothing."))])
    assert [label for label, _ in reader.article.options] == [
        "2024-03-04 · Harbour Gazette · a.txt (1 claim)",
        "b.txt (no claims)",
    ]


def test_choosing_an_article_shows_it_marked():
    reader = ArticleReader([reading("a.txt"), reading("b.txt", source="Kyiv")])
    assert "Kyiv" not in reader.text.value
    reader.article.value = "b.txt"
    assert "Kyiv</mark>" in reader.text.value
    assert "b.txt: 1 claim, 1 number passed over" in reader.head.value
    assert marks(reader) == ["amount", "source", "cue"]


def test_passed_over_numbers_are_marked_when_asked_for():
    reader = ArticleReader([reading("a.txt")])
    reader.passed_over.value = True
    assert marks(reader) == ["passed", "amount", "source", "cue"]


def test_the_article_chosen_stays_when_the_cell_runs_again():
    ArticleReader([reading("a.txt"), reading("b.txt")]).article.value = "b.txt"
    assert ArticleReader([reading("0.txt"), reading("a.txt"), reading("b.txt")]).article.value == "b.txt"
    assert ArticleReader([reading("a.txt")]).article.value == "a.txt"


def test_no_articles_are_said_kindly():
    reader = ArticleReader([])
    assert "There are no articles to read." in reader.head.value
    assert reader.text.value == ""


def test_of_a_very_long_article_the_beginning_is_shown_and_it_says_so():
    one = claim(40)
    long = Article("long.txt", one.article.text + "\n" + "Nothing to see. " * 40_000)
    reader = ArticleReader([Reading(long, (one,))])
    assert len(reader.text.value) < 400_000
    assert re.search(r"Only the first [\d,]+ of [\d,]+ characters are shown, with 1 of the claims", reader.head.value)
    assert marks(reader) == ["amount", "source", "cue"]


def test_names_and_titles_are_text():
    article = Article("<b>.txt", "<i>x</i>", title="<img src=x>", outlet="\ud800")
    reader = ArticleReader([Reading(article)])
    assert "<b>" not in reader.head.value
    assert "<i>" not in reader.text.value
    assert reader.article.options[0][0].startswith("\ufffd · <img src=x>")
