"""The evidence, marked where it stands: nothing altered, nothing lost, nothing that becomes markup."""

import re
from decimal import Decimal
from html import unescape

import pytest
from samples import claim

from analysis.models import Amount, Article, Claim, PassedOver, Span
from analysis.table import tabulate
from analysis.widgets.annotate import Mark, cut, evidence_segments, mark_claims, stylesheet

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(2)> \"quoted\" 'too'"


def marked(article, claims, passed_over=()):
    page = mark_claims(article, claims, passed_over)
    assert page.startswith(stylesheet())
    return page[len(stylesheet()) :]


def text_of(page):
    return unescape(re.sub(r"<[^>]*>", "", page))


def number_at(article, start, end, **more):
    forty = Decimal(40)
    return Claim(
        article, Amount(Span(start, end), Span(start, end), forty, forty, forty), Span(0, len(article.text)), **more
    )


def test_amount_source_and_cue_are_marked_with_the_reading_on_hover():
    one = claim(40, "at least", counted="people killed", source="the health ministry", cue="said")
    page = marked(one.article, [one])
    assert re.findall(r'<mark class="ncw-(\w+)"[^>]*>([^<]*)</mark>', page) == [
        ("amount", "at least 40"),
        ("source", "the health ministry"),
        ("cue", "said"),
    ]
    assert unescape(re.search(r'title="([^"]*)"', page)[1]) == (
        "at least 40 people killed — said by the health ministry — at least → made for a test"
    )


def test_the_text_of_the_page_is_the_text_of_the_article():
    one = claim()
    assert text_of(marked(one.article, [one])) == one.article.text


@pytest.mark.parametrize(
    ("source", "mention", "said"),
    [
        ("Kyiv", "It", "said by Kyiv"),
        (None, "it is estimated", "by nobody named"),
        (None, None, "in the outlet's own voice"),
    ],
)
def test_the_reading_says_who_vouches_for_the_number(source, mention, said):
    one = claim(source=source, mention=mention)
    assert f"— {said} —" in unescape(marked(one.article, [one]))


def test_a_stance_is_said_unless_it_is_a_plain_statement():
    one = claim(source="Kyiv", stance="estimates")
    assert "said by Kyiv (estimates)" in marked(one.article, [one])


def test_markup_in_an_article_stays_text():
    article = Article("a.txt", f"{HOSTILE} 40 {HOSTILE}")
    start = article.text.index("40")
    page = marked(article, [number_at(article, start, start + 2, counted=HOSTILE, source=HOSTILE, reason=HOSTILE)])
    assert set(re.findall(r"<(/?\w+)", page)) == {"div", "mark", "/mark", "/div"}
    assert text_of(page) == article.text


def test_a_mark_across_markup_characters_stays_whole():
    article = Article("a.txt", "a<b & 40 c>")
    assert ">&lt;b &amp; 40</mark>" in marked(article, [number_at(article, 1, 8)])


def test_overlapping_marks_lose_and_repeat_nothing():
    article = Article("a.txt", "The 40 Group said 40")
    inside_its_source = number_at(article, 4, 6, source="The 40 Group", source_mention=Span(0, 12), cue=Span(7, 17))
    page = marked(article, [inside_its_source])
    assert text_of(page) == article.text
    assert '<mark class="ncw-source ncw-amount"' in page
    assert '<mark class="ncw-source ncw-cue"' in page


def test_claims_that_share_a_source_mark_it_once_with_all_their_readings():
    article = Article("a.txt", "Kyiv said 40 and 50")
    both = [
        number_at(article, at, at + 2, source="Kyiv", source_mention=Span(0, 4), counted=counted)
        for at, counted in ((10, "hurt"), (17, "killed"))
    ]
    page = marked(article, both)
    assert page.count(">Kyiv</mark>") == 1
    assert "40 hurt — said by Kyiv&#10;50 killed — said by Kyiv" in page


def test_a_source_of_very_many_claims_has_a_short_hover():
    article = Article("a.txt", "Kyiv said " + "40 " * 100)
    claims = [
        number_at(article, at, at + 2, source="Kyiv", source_mention=Span(0, 4), counted=f"thing {at}")
        for at in range(10, 310, 3)
    ]
    title = re.search(r'title="([^"]*)">Kyiv<', marked(article, claims))[1]
    assert title.count("&#10;") == 6
    assert title.endswith("… and 94 more")


def test_passed_over_numbers_are_marked_with_the_reason():
    article = Article("a.txt", "In 2022 it began")
    page = marked(article, [], [PassedOver(article, Span(3, 7), "date")])
    assert '<mark class="ncw-passed" title="2022 — not a claim: date">2022</mark>' in page


def test_an_article_without_claims_is_shown_as_it_is():
    assert (
        marked(Article("a.txt", "Nothing\nhere"), [])
        == '<div class="ncw-article mathjax_ignore tex2jax_ignore">Nothing\nhere</div>'
    )
    assert marked(Article("a.txt", ""), []) == '<div class="ncw-article mathjax_ignore tex2jax_ignore"></div>'


def test_a_lone_surrogate_does_not_stop_the_page():
    page = marked(Article("a.txt", "a \ud800 b"), [])
    assert page.encode("utf-8").decode() == '<div class="ncw-article mathjax_ignore tex2jax_ignore">a \ufffd b</div>'


def test_five_megabytes_with_very_many_claims_are_marked_in_one_pass():
    article = Article("a.txt", "At least 40 people were hurt, it said. " * 130_000)
    claims = [number_at(article, at, at + 11) for at in range(0, len(article.text), 39 * 10)]
    assert marked(article, claims).count("<mark") == len(claims) == 13_000


def test_cut_gives_back_the_whole_stretch_whatever_the_marks():
    marks = [Mark(Span(a, b), "amount") for a in range(-2, 9) for b in range(-2, 12)]
    pieces = [span for span, _ in cut(Span(0, 8), marks)]
    assert pieces == [Span(n, n + 1) for n in range(8)]


def segments_of(one):
    row = tabulate([one]).to_dict("records")[0]
    return row, [tuple(segment) for segment in evidence_segments(row)]


def test_evidence_is_the_sentence_in_stretches():
    row, segments = segments_of(claim(40, source="Kyiv"))
    assert "".join(words for _, words in segments) == row["sentence"]
    assert [pair for pair in segments if pair[0]] == [("amount", "40"), ("source", "Kyiv"), ("cue", "said")]


def test_evidence_without_a_source_marks_the_amount_alone():
    _, segments = segments_of(claim(40, source=None))
    assert [kind for kind, _ in segments if kind] == ["amount"]


def test_a_source_in_another_sentence_follows_in_brackets():
    article = Article("a.txt", "Kyiv spoke. There were 40.")
    one = Claim(
        article,
        Amount(Span(23, 25), Span(23, 25), *[Decimal(40)] * 3),
        Span(12, 26),
        source="Kyiv",
        source_mention=Span(0, 4),
        cue=Span(5, 10),
    )
    _, segments = segments_of(one)
    assert segments == [
        ("", "There were "),
        ("amount", "40"),
        ("", "."),
        ("", " "),
        ("source elsewhere", "[Kyiv]"),
        ("", " "),
        ("cue elsewhere", "[spoke]"),
    ]
