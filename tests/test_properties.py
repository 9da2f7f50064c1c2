"""What must hold for any input: numbers read back as themselves, spans cut their words, nothing raises.

Examples are made by hypothesis, the same ones on every run.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import claims as claims_room
from analysis.claims import find_claims, read_claims
from analysis.files.reading import read_text
from analysis.grammar.parsing import LONGEST_SENTENCE, paragraphs, split_sentences
from analysis.grammar.quotations import find_quotations
from analysis.models import REASONS, Article, Claim, Reading, Span
from analysis.numbers.amounts import find_amounts
from analysis.numbers.forms import plainly
from analysis.numbers.numerals import find_figures, may_hold_figure
from analysis.numbers.passing import mask_spans

SEEDS = Path(__file__).parents[1] / "seeds"
MANY = settings(derandomize=True, deadline=None, max_examples=300, database=None)
# a parse costs ten milliseconds
FEW = settings(
    derandomize=True, deadline=None, max_examples=100, database=None, suppress_health_check=[HealthCheck.too_slow]
)

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "none ten twenty thirty forty fifty sixty seventy eighty ninety"
UNITS, TENS = _UNITS.split(), _TENS.split()


def in_words(number: int, *, joined: str = " and ") -> str:
    """A whole number below a million as British English writes it.

    >>> in_words(28600), in_words(365)
    ('twenty-eight thousand six hundred', 'three hundred and sixty-five')
    """
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = joined + in_words(number % 100) if number % 100 else ""
        return f"{UNITS[number // 100]} hundred{rest}"
    rest = number % 1000
    between = joined if 0 < rest < 100 else " "
    return f"{in_words(number // 1000, joined=joined)} thousand" + (
        between + in_words(rest, joined=joined) if rest else ""
    )


def read_number(words: str) -> list[Decimal | None]:
    """The values of the figures in a sentence about an amount."""
    return [figure.value for figure in find_figures(plainly(f"They saw {words} ships."))]


# --- numbers read back ----------------------------------------------------------------------------------------------


SPACES = "\u00a0\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u2060\ufeff"
SET_ON = "\u0332\u0336\u20dd\ufe0f"
# what stands between thousands, and what before the rest
WAYS = [
    ("", "."),
    (",", "."),
    ("，", "．"),
    ("٬", "٫"),
    *((s, m) for s in (*SPACES, "'", "’") for m in ".,"),
    (".", ","),
]
DIGITS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"]


def as_written(number: str, way: tuple[str, str], digits: str) -> str:
    """A number in English form as it is written elsewhere."""
    return number.translate(str.maketrans(",.0123456789", "\0\1" + digits)).replace("\0", way[0]).replace("\1", way[1])


def in_a_way(number: str, way: tuple[str, str]) -> bool:
    """Whether a way of writing can be told for a number: one group behind a point may be a rest."""
    commas = number.count(",")
    return commas != 1 or way[0] != "." or "." in number


@MANY
@given(st.integers(0, 10**12), st.sampled_from(WAYS), st.sampled_from(DIGITS))
def test_any_whole_number_reads_back_with_any_separator(number: int, way: tuple[str, str], digits: str) -> None:
    plain = f"{number:,}"
    assert not in_a_way(plain, way) or read_number(as_written(plain, way, digits)) == [number]


@MANY
@given(st.integers(0, 10**9), st.integers(1, 99), st.sampled_from(WAYS), st.sampled_from(DIGITS))
def test_any_decimal_reads_back(whole: int, part: int, way: tuple[str, str], digits: str) -> None:
    if way[1] == "," and whole < 1000:
        return  # a bare number with a comma may be two
    plain = f"{whole:,}.{part}" if way[0] else f"{whole}.{part}"
    assert read_number(as_written(plain, way, digits)) == [Decimal(f"{whole}.{part}")]


@MANY
@given(st.integers(0, 10**9), st.integers(0, 999), st.sampled_from(["", ","]))
def test_any_decimal_with_a_long_rest_reads_back(whole: int, part: int, separator: str) -> None:
    assert read_number(f"{whole:{separator}}.{part}") == [Decimal(f"{whole}.{part}")]


@MANY
@given(
    st.integers(0, 10**9),
    st.lists(st.tuples(st.integers(1, 12), st.sampled_from(UNSEEN)), max_size=4),
    st.sampled_from(["", *SET_ON]),
    st.booleans(),
)
def test_signs_that_are_not_seen_change_no_number(
    number: int, unseen: list[tuple[int, str]], set_on: str, separated: bool
) -> None:
    words = f"{number:,}" if separated else str(number)
    for at, sign in unseen:
        if at < len(words):
            words = words[:at] + sign + words[at:]
    assert read_number("".join(c + set_on if c.isdecimal() else c for c in words)) == [number]


@MANY
@given(st.integers(1, 10**6), st.integers(0, 99), st.sampled_from("€$£"))
def test_any_sum_with_a_comma_for_the_point_reads_back(whole: int, part: int, sign: str) -> None:
    assert read_number(f"{sign}{whole},{part:02}") == [Decimal(f"{whole}.{part:02}")]


@MANY
@given(
    st.decimals(Decimal("0.01"), Decimal("999.99"), places=2),
    st.sampled_from([("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)]),
)
def test_any_decimal_with_a_magnitude_word_reads_back(mantissa: Decimal, magnitude: tuple[str, int]) -> None:
    word, zeros = magnitude
    assert read_number(f"{mantissa} {word}") == [mantissa * 10**zeros]


@MANY
@given(
    st.decimals(Decimal("0.1"), Decimal("999.9"), places=1),
    st.sampled_from([("k", 3), ("m", 6), ("mn", 6), ("bn", 9), ("tn", 12)]),
    st.sampled_from("£$€"),
)
def test_any_sum_of_money_with_a_short_magnitude_reads_back(
    mantissa: Decimal, magnitude: tuple[str, int], sign: str
) -> None:
    short, zeros = magnitude
    found = find_amounts(f"They paid {sign}{mantissa}{short} for it.")
    assert [(amount.value, amount.unit) for amount, _ in found] == [
        (mantissa * 10**zeros, {"£": "GBP", "$": "USD", "€": "EUR"}[sign])
    ]


@MANY
@given(st.integers(0, 999_999), st.sampled_from([" and ", " "]), st.booleans())
def test_any_number_in_words_reads_back(number: int, joined: str, capital: bool) -> None:
    words = in_words(number, joined=joined)
    assert read_number(words.capitalize() if capital else words) == [number]


def test_every_number_in_words_up_to_two_thousand_reads_back() -> None:
    wrong = [number for number in range(2001) if read_number(in_words(number)) != [number]]
    assert wrong == []


@MANY
@given(st.integers(0, 10_000), st.integers(0, 99), st.sampled_from(["%", " %", " percent", " per cent", " pct"]))
def test_any_percentage_reads_back(whole: int, part: int, sign: str) -> None:
    text = f"Turnout was {whole}.{part}{sign} this time."
    found = [(amount.value, amount.unit, amount.span.of(text)) for amount, _ in find_amounts(text)]
    assert found == [(Decimal(f"{whole}.{part}"), "percent", f"{whole}.{part}{sign}")]


@MANY
@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(["between {} and {}", "{} to {}", *("{}" + dash + "{}" for dash in "–‐‑‒−－～")]),
)
def test_any_range_reads_back(first: int, second: int, form: str) -> None:
    low, high = sorted((first, second + 10**6))
    found = [amount for amount, _ in find_amounts(plainly(f"They saw {form.format(f'{low:,}', f'{high:,}')} ships."))]
    assert [(a.low, a.value, a.high, a.qualifier) for a in found] == [(low, None, high, "between")]


# --- wild text ------------------------------------------------------------------------------------------------------

PIECES = [
    *"0123456789.,%$£-–—\n\r\t “”\"'’()½…:;４，٤٬٫−",
    *(SPACES + UNSEEN + SET_ON),
    *(
        "million",
        " dozen ",
        " people ",
        " said ",
        "at least ",
        " per cent",
        " and ",
        " one in ",
        "<b>",
        " m ",
        "\u2028",
    ),
]
WILD = st.lists(st.one_of(st.text(max_size=3), st.sampled_from(PIECES)), max_size=60).map("".join)


@MANY
@given(WILD)
def test_spans_cut_the_words_of_wild_text(text: str) -> None:
    for figure in find_figures(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
    for amount, figure in find_amounts(text):
        assert 0 <= amount.span.start <= amount.number.start < amount.number.end <= amount.span.end <= len(text)
        assert amount.number.start <= figure.span.start
    for span, reason in mask_spans(text):
        assert 0 <= span.start < span.end <= len(text) and reason in REASONS


@MANY
@given(WILD)
def test_numbers_are_written_plainly_at_their_places(text: str) -> None:
    plain = plainly(text)
    assert len(plain) == len(text) and plainly(plain) == plain
    changed = {ours for ours, theirs in zip(text, plain, strict=True) if ours != theirs}
    assert not any(sign.isalpha() for sign in changed)


@MANY
@given(WILD)
def test_the_quick_look_misses_no_figure(text: str) -> None:
    assert may_hold_figure(text) or not find_figures(text)


@MANY
@given(WILD)
def test_sentences_cover_all_that_is_no_space_in_order(text: str) -> None:
    spans = [span for block in paragraphs(text) for span in split_sentences(text, block)]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(0 < span.end - span.start <= LONGEST_SENTENCE for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@MANY
@given(WILD)
def test_quotations_stay_inside_the_text(text: str) -> None:
    for quotation in find_quotations(text, paragraphs(text)).found:
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)


@FEW
@given(WILD)
def test_reading_never_raises_and_every_span_is_in_the_text(text: str) -> None:
    check_spans(find_claims(Article("wild.txt", text)))


MARKUP = [
    *("40 people died", "“", "”", "\n", ". ", ", the ministry said", " <script>alert(1)</script> ", "\x07", "\u200b"),
    *("&nbsp;", "Kyiv: ", "at least ", " 2.5bn ", " in 2022 ", "It estimates ", "\ufeff", "=cmd() said ", "<p>"),
]


@FEW
@given(st.lists(st.sampled_from(MARKUP), max_size=25))
def test_markup_and_control_characters_are_text_like_any_other(pieces: list[str]) -> None:
    check_spans(find_claims(Article("wild.txt", "".join(pieces))))


def check_spans(reading: Reading) -> None:
    text = reading.article.text
    for claim in reading.claims:
        assert text[claim.amount.span.start : claim.amount.span.end] == claim.quote != ""
        assert claim.sentence.start <= claim.amount.span.start and claim.amount.span.end <= claim.sentence.end
        for span in (claim.source_mention, claim.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert claim.source is None or claim.source.strip()
        assert claim.counted is None or claim.counted.strip()
    for found in reading.passed_over:
        assert 0 <= found.span.start < found.span.end <= len(text)
    places = [claim.amount.number.start for claim in reading.claims]
    assert places == sorted(set(places))
    assert len({claim.id for claim in reading.claims}) == len(places)


# --- whole articles -------------------------------------------------------------------------------------------------


def seeds() -> list[Article]:
    return [read_text(path) for path in sorted(SEEDS.glob("*.txt"))]


def fields(claim: Claim, shift: int = 0) -> dict[str, object]:
    """A claim without its article, its id and its resolved names, offsets moved back by ``shift``."""

    def moved(span: Span | None) -> Span | None:
        return None if span is None else Span(span.start - shift, span.end - shift)

    amount = replace(claim.amount, span=moved(claim.amount.span), number=moved(claim.amount.number))
    return {
        "amount": amount,
        "sentence": moved(claim.sentence),
        "counted": claim.counted,
        "subject": claim.subject,
        "mention": moved(claim.source_mention),
        "cue": moved(claim.cue),
        "stance": claim.stance,
        "direct": claim.direct,
        "place": claim.place,
        "event_date": claim.event_date,
        "date_text": claim.date_text,
        "said_on": claim.said_on,
        "said_text": claim.said_text,
        "reason": claim.reason,
    }


PARAGRAPHS = [
    "The weather was mild along the coast, and the fishing fleet stayed in port.",
    "A festival of lanterns drew visitors to the old town on Sunday.",
    "Trains ran late in the north. Nobody could say why.",
]


@pytest.mark.parametrize("words", PARAGRAPHS)
@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.txt")))
def test_a_paragraph_elsewhere_changes_nothing_but_offsets_ids_and_names(name: str, words: str) -> None:
    article = read_text(SEEDS / name)
    before = find_claims(article)
    behind = find_claims(replace(article, text=f"{article.text}\n{words}\n"))
    assert [fields(claim) for claim in behind.claims] == [fields(claim) for claim in before.claims]
    if name != "03-briefing-transcript.txt":
        # a transcript's first line is its first speaker's; nothing may stand before it
        opened = find_claims(replace(article, text=f"{words}\n{article.text}"))
        assert [fields(claim, len(words) + 1) for claim in opened.claims] == [fields(claim) for claim in before.claims]


def test_two_runs_read_the_same() -> None:
    assert list(read_claims(seeds())) == list(read_claims(seeds()))


def test_the_order_and_company_of_articles_change_nothing() -> None:
    articles = seeds()
    alone = {article.name: find_claims(article) for article in articles}
    shuffled = articles.copy()
    random.Random(7).shuffle(shuffled)
    assert {reading.article.name: reading for reading in read_claims(shuffled)} == alone


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_the_size_of_a_batch_changes_nothing(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = list(read_claims(seeds()))
    monkeypatch.setattr(claims_room, "_BATCH_SENTENCES", size)
    assert list(read_claims(seeds())) == wanted


def case_texts() -> list[str]:
    """All texts of the labelled cases."""
    texts: set[str] = set()
    for path in (Path(__file__).parent / "cases").glob("*.toml"):
        tables = tomllib.loads(path.read_text(encoding="utf-8")).values()
        texts.update(case["text"] for cases in tables if isinstance(cases, list) for case in cases if "text" in case)
    return sorted(texts)


def garbled(text: str, chance: random.Random) -> str:
    """A text whose words are cut off, left out, turned round or shuffled: what no parser was made for."""
    words = text.split() or [text]
    at, other = chance.randrange(len(words)), chance.randrange(len(words))
    ways = (words[at:], words[: at + 1], words[:at] + words[at + 1 :], words[at:] + words[:at])
    swapped = words.copy()
    swapped[at], swapped[other] = words[other], words[at]
    return " ".join(chance.choice((*ways, swapped, chance.sample(words, len(words)))))


def test_garbled_sentences_are_read_like_any() -> None:
    chance, texts = random.Random(11), case_texts()
    assert len(texts) > 500
    articles = [Article(f"{n}.txt", garbled(chance.choice(texts), chance)) for n in range(1500)]
    for reading in read_claims(articles):
        text = reading.article.text
        assert all(claim.quote == claim.amount.span.of(text) for claim in reading.claims)
