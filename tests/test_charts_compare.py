"""What a reader of a chart of disagreement or of revisions may rely on, asked of the figure itself."""

from __future__ import annotations

import random
import re
import time
import warnings
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure
from pictures import assert_readable, text_boxes, words_of
from samples import claim
from tables import claims_table

from analysis import read_folder
from analysis.charts.disagreement import chart_html, describe_disagreement, draw_disagreement
from analysis.charts.revisions import describe_revisions, draw_revisions
from analysis.compare import Comparison, compare
from analysis.table import tabulate

TROOPS = "killed: Norland troops"
DRAWN = [pytest.param(draw_disagreement, id="disagreement"), pytest.param(draw_revisions, id="revisions")]
DESCRIBED = [
    pytest.param(describe_disagreement, id="disagreement"),
    pytest.param(describe_revisions, id="revisions"),
]
NAMES = [
    "the health ministry",
    "the National Agency for the Coordination of Emergency Relief and Reconstruction of the Eastern Districts",
    "President Maria Example",
    "WWWWWW MMMMMM WWWWWWWWWWWWWW WWWWWWWWWWWWWWWWWWWWWW MMMMMMMMMMMM WWWW",
    "rebel commanders",
    "a spokesman",
    None,
]
HOSTILE = (
    "<script>alert(1)</script>",
    "$x^2$ and \\frac{1}{",
    "\ud800 alone",
    "한국 국가정보원",
    "a\nnew\r\nline",
    "x" * 300,
    " ",
)


@cache
def many(count: int, voices: int = 12) -> Comparison:
    """``count`` claims on one group, by so many voices, within a hundred days."""
    chance = random.Random(count)
    names = [*NAMES, *(f"witness {i}" for i in range(voices))][:voices]
    claims = []
    for i in range(count):
        figure = round(chance.lognormvariate(7, 0.5), chance.choice([0, -2]))
        qualifier = chance.choice(
            ["exact", "exact", "about", "more than", "at least", "up to", "nearly", "between", "vague"]
        )
        claims.append(
            claim(
                figure,
                qualifier,
                subject=TROOPS,
                source=chance.choice(names),
                outlet=f"Outlet {chance.randrange(9)}",
                published=date(2024, 10, 1) + timedelta(days=chance.randrange(100 if count > 5 else 4)),
                name=f"{i}.txt",
                stance=chance.choice(["states"] * 8 + ["estimates", "denies", "expects"]),
            )
        )
    return compare(tabulate(claims))


def rows(*said: dict[str, Any]) -> Comparison:
    return compare(claims_table(*said))


def two_at_odds() -> Comparison:
    return rows(
        {"source": "Army", "value": 1100.0, "qualifier": "about", "quote": "about 1,100", "place": "Kursk"},
        {
            "source": "President",
            "value": 3000.0,
            "qualifier": "more than",
            "quote": "more than 3,000",
            "place": "Kursk",
        },
        {"source": "Observers", "value": 1000.0, "qualifier": "at least", "quote": "at least 1,000", "place": "Kursk"},
    )


def marks_of(figure: Figure, kind: str) -> list[tuple[float, float]]:
    marks = [c for ax in figure.axes for c in ax.collections if c.get_label() == kind]
    return [(float(x), float(y)) for collection in marks for x, y in collection.get_offsets()]


def names_in_order(figure: Figure) -> list[str]:
    ax = figure.axes[0]
    named = [text for text in ax.texts if text.get_ha() == "right" and text.get_transform() is not ax.transData]
    return [text.get_text().replace("\n", " ") for text in sorted(named, key=lambda t: t.get_position()[1])]


def title_of(figure: Figure) -> str:
    return figure.texts[0].get_text().replace("\n", " ")


def caption_of(figure: Figure) -> str:
    caption = next(text for text in words_of(figure) if "not verified" in text.replace("\n", " "))
    return caption.replace("\n", " ")


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize(("count", "voices"), [(1, 1), (5, 3), (50, 12), (500, 12), (500, 300)])
def test_no_words_overlap_and_none_are_clipped(draw: Any, count: int, voices: int) -> None:
    filtered = "Sources: " + ", ".join(f"voice {i}" for i in range(200))
    assert_readable(draw(many(count, voices), TROOPS, filtered=filtered))


@pytest.mark.parametrize("draw", DRAWN)
def test_words_lie_on_no_mark(draw: Any) -> None:
    figure = draw(many(50), TROOPS)
    boxes = [box for word, box in text_boxes(figure) if word.startswith("“")]
    assert len(boxes) > 25
    kinds = {"exact", "about", "above", "below", "between: ends", "planned"}
    for ax in figure.axes:
        for marks in ax.collections:
            if marks.get_label() in kinds:
                for x, y in ax.transData.transform(marks.get_offsets()):
                    assert not any(box.contains(x, y) for box in boxes), marks.get_label()


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize(
    "figures",
    [[0.0], [0.0, 5.0, 500.0], [-5.0, 7.0], [1e-300, 1e300], [2e9, 3e12], [0.5, float("nan")]],
    ids=str,
)
def test_any_figures_can_be_drawn(draw: Any, figures: list[float]) -> None:
    figure = draw(rows(*({"value": figure} for figure in figures)), TROOPS)
    assert_readable(figure)
    assert all(len(ax.yaxis.get_ticklocs() if draw is draw_revisions else ax.get_xticks()) >= 2 for ax in figure.axes)


@pytest.mark.parametrize("draw", DRAWN)
def test_thousands_of_claims_are_drawn_and_what_is_left_out_is_said(draw: Any) -> None:
    figure = draw(many(5000, 400), TROOPS)
    assert_readable(figure)
    assert figure.get_size_inches()[1] < 16
    assert re.search(r"without a row|not drawn: those shown", caption_of(figure))


@pytest.mark.parametrize("draw", DRAWN)
def test_five_hundred_claims_are_drawn_within_a_second(draw: Any) -> None:
    comparison = many(500)
    draw(comparison, TROOPS)
    times = []
    for _ in range(3):
        start = time.process_time()
        draw(comparison, TROOPS)
        times.append(time.process_time() - start)
    assert min(times) < 1.0


@pytest.mark.parametrize("draw", DRAWN)
def test_nothing_told_is_said_and_nothing_drawn(draw: Any) -> None:
    for comparison in (rows(), two_at_odds()):
        figure = draw(comparison, "no such group", filtered="Outlet: Post")
        assert not figure.axes
        assert "none on this subject passes the filters" in " ".join(words_of(figure))
        assert_readable(figure)


@pytest.mark.parametrize("describe", DESCRIBED)
def test_nothing_told_is_said_in_words(describe: Any) -> None:
    assert "nothing is told of this subject" in describe(rows(), "no such group")


def test_title_states_the_finding() -> None:
    assert title_of(draw_disagreement(two_at_odds(), TROOPS)) == "2 of 3 sources cannot both be right"
    alike = rows({"value": 40.0}, {"value": 40.0, "article": "b"})
    assert title_of(draw_disagreement(alike, TROOPS)) == "No conflict among 2 sources"
    assert title_of(draw_disagreement(rows({}), TROOPS)) == "No conflict: only one source gives a figure"


def test_a_gap_is_bracketed_and_told_in_words() -> None:
    figure = draw_disagreement(two_at_odds(), TROOPS)
    assert "1,210 to 3,000:\n2.5 times" in words_of(figure)
    brackets = next(artist for artist in figure.artists if artist.get_label() == "brackets")
    assert len(brackets.get_segments()) == 1
    gap = next(c for c in figure.axes[0].collections if c.get_label() == "gap")
    xs = gap.get_paths()[0].vertices[:, 0]
    assert (min(xs), max(xs)) == (pytest.approx(1210), 3000)


@pytest.mark.parametrize(
    ("quote", "start"),
    [("more than 350", "“more than 350” 1 May, "), ("more than three hundred and fifty " * 3, "350+")],
)
def test_an_amount_is_never_cut_for_what_is_told_beside_it(quote: str, start: str) -> None:
    place = "the Valley of the Eastern Lakes"
    said = {"source": "Mayor", "value": 350.0, "qualifier": "more than", "place": place, "quote": quote.strip()}
    said["sentence"] = f"The mayor of the town said on the day after the storm that {said['quote']} soldiers had died."
    table = claims_table({"source": "Police", "value": 18.0}, said, {**said, "outlet": "Eastern Lakes Herald"})
    assert any(text.startswith(start) for text in words_of(draw_disagreement(compare(table), TROOPS)))


def test_the_ends_of_a_gap_are_drawn_around_the_words_that_stand_on_them() -> None:
    told = rows(
        {"source": "Army", "value": 1000.0},
        *({"source": "Army", "value": 1000.0 + 300 * n, "earlier": True} for n in range(1, 8)),
        {"source": "President", "value": 3000.0, "qualifier": "more than", "quote": "more than 3,000"},
    )
    figure = draw_disagreement(told, TROOPS)
    ax = figure.axes[0]
    boxes = [box.transformed(ax.transData.inverted()) for _, box in text_boxes(figure)]
    ends = next(c for c in ax.collections if c.get_label() == "gap: ends").get_segments()
    assert len(ends) > 2
    for (x, one), (_, other) in ends:
        assert not any(box.x0 < x < box.x1 and one < (box.y0 + box.y1) / 2 < other for box in boxes)


def test_rows_stand_in_the_order_of_their_figures() -> None:
    assert names_in_order(draw_disagreement(two_at_odds(), TROOPS)) == ["Observers", "Army", "President"]


def test_each_way_of_saying_has_its_shape_and_its_words_with_day_and_place() -> None:
    figure = draw_disagreement(two_at_odds(), TROOPS)
    assert [x for x, _ in marks_of(figure, "about")] == [1100]
    assert sorted(x for x, _ in marks_of(figure, "above")) == [1000, 3000]
    assert [x for x, _ in marks_of(figure, "spread: ends")] == [pytest.approx(990), pytest.approx(1210)]
    assert "“about 1,100” 1 May, Kursk" in words_of(figure)


def test_what_does_not_count_is_pale_and_said_so() -> None:
    comparison = rows(
        {"source": "Army"},
        {"source": "Army", "value": 12.0, "earlier": True},
        {"source": "Navy", "stance": "does not confirm"},
        {"source": "Navy", "value": 60.0, "sentence": "Navy said another 60 had been killed there on that day."},
    )
    figure = draw_disagreement(comparison, TROOPS)
    assert {"“12” 1 May, earlier", "“60” 1 May, a part", "“40” 1 May, not confirmed"} <= set(words_of(figure))
    caption = caption_of(figure)
    assert "1 claim in 1 article" in caption
    for words in ("a part of the whole", "a figure since moved away from", "not confirmed"):
        assert f"1 claim is {words}, pale here." in caption


def test_a_denial_is_crossed_and_joined_to_what_it_denies() -> None:
    comparison = rows({"source": "Army"}, {"source": "Navy", "stance": "denies"})
    figure = draw_disagreement(comparison, TROOPS)
    assert title_of(figure) == "What one source says, another denies: 1 denial among 2 sources"
    assert [x for x, _ in marks_of(figure, "denied")] == [40]
    assert "40 is denied" in words_of(figure)


def test_plans_are_diamonds() -> None:
    figure = draw_disagreement(rows({}, {"stance": "plans", "value": 900.0}), TROOPS)
    assert [x for x, _ in marks_of(figure, "planned")] == [900]


def test_wire_copy_counts_once_and_says_where_else_it_ran() -> None:
    said = {"source": "Army", "sentence": "The army said on that day that 40 soldiers of its own had been killed."}
    figure = draw_disagreement(rows(said, {**said, "outlet": "Globe"}), TROOPS)
    assert "“40” 1 May, also in Globe" in words_of(figure)
    assert len(marks_of(figure, "exact")) == 1
    assert "1 claim is a copy of words that ran before, counted once." in caption_of(figure)


def silent(comparison: Comparison, about: str | None, article: str = "000.txt") -> Comparison:
    row = {"article": article, "source": "Moscow", "actor": "Russia", "about": about, "stance": "does not confirm"}
    table = pd.DataFrame([{**row, "outlet": "Post", "published": pd.Timestamp("2024-05-02")}])
    return replace(comparison, silences=table)


@pytest.mark.parametrize(
    ("about", "article", "shown"),
    [
        ("losses of the troops", "z.txt", True),
        (None, "000.txt", True),
        (None, "z.txt", False),
        ("taxes", "z.txt", False),
    ],
)
def test_silences_on_a_group_are_rows_of_words(about: str | None, article: str, shown: bool) -> None:
    comparison = silent(two_at_odds(), about, article)
    figure = draw_disagreement(comparison, TROOPS)
    assert ("Moscow" in names_in_order(figure)) == shown
    assert any("neither confirms nor denies" in words for words in words_of(figure)) == shown
    assert ("Silent: Moscow." in describe_disagreement(comparison, TROOPS)) == shown


def test_silence_alone_is_a_chart_too() -> None:
    figure = draw_disagreement(silent(rows(), "losses of the troops"), TROOPS)
    assert title_of(figure) == "Killed: Norland troops: only silence"
    assert not figure.axes[0].get_xticklabels()
    assert_readable(figure)


def steps() -> Comparison:
    def on(day: int, value: float, **more: Any) -> dict[str, Any]:
        return {"source": "Army", "published": pd.Timestamp(2024, 5, day), "value": value, **more}

    return rows(
        on(2, 120.0, event_date=pd.Timestamp("2024-04-01")),
        on(4, 180.0, qualifier="at least", event_date=pd.Timestamp("2024-05-03")),
        on(9, 260.0, qualifier="about"),
        on(20, 241.0, sentence="Army had wrongly reported 260 earlier in May, and says 241 now."),
        on(5, 400.0, source="Mayor", stance="expects"),
        on(9, 350.0, source="Mayor", stance="expects"),
        on(9, 200.0, source="Navy", qualifier="up to"),
        {"source": "Clinic", "value": 70.0, "published": pd.NaT},
    )


def test_steps_stand_at_their_days_and_figures() -> None:
    figure = draw_revisions(steps(), TROOPS)
    army = next(line for line in figure.axes[0].lines if line.get_label() == "Army")
    assert army.get_ydata().tolist() == [120, 180, 260, 241]
    assert [pd.Timestamp(0) + pd.Timedelta(days=day) for day in army.get_xdata()] == [
        pd.Timestamp(2024, 5, day) for day in (2, 4, 9, 20)
    ]
    assert army.get_drawstyle() == "steps-post"
    assert title_of(figure) == "2 of 3 sources moved their figures: 2 raised, 1 lowered, 1 corrected"


def test_corrections_plans_bounds_events_and_the_undated_are_what_they_are() -> None:
    figure = draw_revisions(steps(), TROOPS)
    assert [y for _, y in marks_of(figure, "ring")] == [241]
    assert "“241” corrected" in words_of(figure)
    assert sorted(y for _, y in marks_of(figure, "planned")) == [350, 400]
    assert all(
        tip > bar
        for (_, tip), (_, bar) in zip(marks_of(figure, "above: arrow"), marks_of(figure, "above"), strict=True)
    )
    assert all(
        tip < bar
        for (_, tip), (_, bar) in zip(marks_of(figure, "below: arrow"), marks_of(figure, "below"), strict=True)
    )
    events = next(c for c in figure.axes[0].collections if c.get_label() == "events")
    assert len(events.get_segments()) == 1
    caption = caption_of(figure)
    for words in ("1 claim without a day not drawn.", "1 event outside these days.", "Dashed lines are plans"):
        assert words in caption
    assert any("Mayor" in words and "planned" in words for words in words_of(figure))


def two_floods(*, source: str = "Army", **more: Any) -> Comparison:
    """Figures of people killed in two articles that do not tell what ties them."""
    told = {"subject": "killed: people", "counted": "people killed"}
    first = {**told, "source": "Army", "value": 96.0}
    return rows(first, {**told, "source": source, "value": 148.0, **more})


def test_no_words_deny_a_movement_that_was_never_looked_for() -> None:
    why = "the articles do not say that it is the same event"
    alone = two_floods(published=pd.Timestamp(2024, 5, 2))
    figure = draw_revisions(alone, "killed: people")
    assert title_of(figure) == f"Not compared: {why}"
    assert "subject of their own (Merge and split)" in caption_of(figure)
    assert f"Not compared: {why}." in describe_revisions(alone, "killed: people")
    apart = title_of(draw_disagreement(two_floods(source="Mayor"), "killed: people"))
    assert apart == f"2 sources, not all compared: {why}"
    told = {"subject": "killed: people", "counted": "people killed", "source": "Mayor", "place": "Alder"}
    days = [{"published": pd.Timestamp(2024, 5, day)} for day in (1, 2)]
    army = {"subject": "killed: people", "counted": "people killed", "source": "Army"}
    said = [told | days[0], told | days[1] | {"value": 60.0}, army | days[0], army | days[1] | {"value": 60.0}]
    some = title_of(draw_revisions(rows(*said), "killed: people"))
    assert some == "1 of 2 sources moved its figure: 1 raised; 1 not compared"
    same = title_of(draw_revisions(rows({"source": "Army"}, {"source": "Mayor"}), TROOPS))
    assert same == "None of 2 sources moved its figure"


def test_a_figure_that_rose_within_one_sentence_is_drawn_from_the_day_of_the_one_before() -> None:
    one = {"source": "Army", "article": "a", "sentence": "It rose to 212 on Thursday, up from 148 on Monday."}
    newer = {**one, "value": 212.0, "quote": "212", "published": pd.Timestamp(2024, 5, 9)}
    older = {**newer, "value": 148.0, "quote": "148", "earlier": True, "event_date": pd.Timestamp(2024, 5, 6)}
    figure = draw_revisions(rows(newer, older), TROOPS)
    assert title_of(figure) == "The only source moved its figure: 1 raised"
    army = next(line for line in figure.axes[0].lines if line.get_label() == "Army")
    assert army.get_ydata().tolist() == [148, 212]
    assert "moved away from" not in caption_of(figure)


def test_what_is_withdrawn_is_crossed() -> None:
    comparison = rows({"source": "Army", "sentence": "Army withdrew its figure of 40 killed on that day."})
    assert comparison.revisions["step"].tolist() == ["withdrawn"]
    figure = draw_revisions(comparison, TROOPS)
    assert [y for _, y in marks_of(figure, "denied")] == [40]
    assert "withdrawn" in words_of(figure)


def test_no_two_lines_look_alike_without_their_colours() -> None:
    comparison = rows(*({"source": f"Ministry {i}", "value": 40.0 + i} for i in range(6)))
    samples = next(a for a in draw_revisions(comparison, TROOPS).artists if a.get_label() == "samples")
    looks = list(zip(map(str, samples.get_linestyles()), samples.get_linewidths(), strict=True))
    assert len(set(looks)) == 6


def test_many_frames_have_their_days_below_and_on_top() -> None:
    figure = draw_revisions(many(60, voices=9), TROOPS)
    assert len(figure.axes) > 1
    shown = {
        (n, side)
        for n, ax in enumerate(figure.axes)
        for side in ("top", "bottom")
        if ax.xaxis.get_visible() and ax.xaxis.get_tick_params()[f"label{side}"]
    }
    assert shown == {(0, "top"), (len(figure.axes) - 1, "bottom")}
    assert_readable(figure)


def test_what_is_pale_is_as_pale_as_its_page_asks() -> None:
    told = rows({"value": 300.0}, {"value": 500.0, "earlier": True})
    assert "opacity: var(--ncw-pale, 0.45)" in chart_html(draw_disagreement(told, TROOPS), "")


def test_days_are_told_with_their_year() -> None:
    figure = draw_revisions(steps(), TROOPS)
    labels = [label.get_text() for label in figure.axes[-1].get_xticklabels()]
    assert labels[0].endswith("May 2024") and len(labels) >= 3


def test_axis_is_linear_unless_the_figures_are_far_apart() -> None:
    assert draw_revisions(steps(), TROOPS).axes[0].get_yscale() == "linear"
    far = rows({"value": 5.0}, {"value": 500.0})
    figure = draw_revisions(far, TROOPS)
    assert figure.axes[0].get_yscale() == "log"
    assert any("(log scale)" in words for words in words_of(figure))


@pytest.mark.parametrize("draw", DRAWN)
def test_unlike_units_never_share_an_axis(draw: Any) -> None:
    table = claims_table({}, {"value": 50.0}, {"value": 3.0, "unit": "USD"})
    comparison = compare(table)
    mixed = replace(comparison, claims=comparison.claims.assign(group=TROOPS))
    figure = draw(mixed, TROOPS)
    assert "1 claim is in another unit, not drawn." in caption_of(figure)


@pytest.mark.parametrize(
    ("draw", "describe"), [(draw_disagreement, describe_disagreement), (draw_revisions, describe_revisions)]
)
@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_are_drawn_without_a_warning(draw: Any, describe: Any, words: str) -> None:
    said = {"source": words, "quote": words, "outlet": words, "place": words, "sentence": words}
    comparison = silent(rows(said, {**said, "value": 90.0}), words)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw(comparison, TROOPS, filtered=words)
        assert text_boxes(figure)
        page = chart_html(figure, describe(comparison, TROOPS))
    assert "script>alert" not in page
    ElementTree.fromstring(page)


@pytest.mark.parametrize("draw", DRAWN)
def test_html_takes_its_ink_from_the_theme_and_is_the_same_each_time(draw: Any) -> None:
    page = chart_html(draw(steps(), TROOPS), "")
    assert page == chart_html(draw(steps(), TROOPS), "")
    assert not re.search(r"(?<!, )#(1b1b1b|ffffff|5f5f5f|000000)", page)
    for variable in ("--jp-content-font-color1", "--jp-content-font-color2", "--jp-border-color2"):
        assert f"var({variable}, #" in page


@pytest.mark.parametrize("draw", DRAWN)
def test_charts_do_not_change_with_the_settings_around_them(draw: Any) -> None:
    import matplotlib

    calm = chart_html(draw(steps(), TROOPS), "")
    with matplotlib.rc_context(
        {"font.size": 30, "lines.linewidth": 9, "timezone": "Asia/Tokyo", "date.epoch": "2000-01-01"}
    ):
        assert chart_html(draw(steps(), TROOPS), "") == calm


def test_descriptions_tell_the_finding_and_who_says_what() -> None:
    said = describe_disagreement(two_at_odds(), TROOPS)
    assert said.startswith("Killed: Norland troops. 2 of 3 sources cannot both be right.")
    assert "Army (“about 1,100”) and President (“more than 3,000”): 1,210 to 3,000: 2.5 times." in said
    assert said.endswith("Claims as reported, not verified.")
    moved = describe_revisions(steps(), TROOPS)
    assert "Army: “120” on 2 May 2024, raised “180” on 4 May 2024" in moved
    assert "corrected “241” on 20 May 2024." in moved


def test_the_sample_articles_hold_the_gap_between_two_counts() -> None:
    comparison = compare(read_folder(Path(__file__).parents[1] / "seeds", progress=False).table)
    figure = draw_disagreement(comparison, comparison.groups["group"].iloc[0])
    words = " ".join(words_of(figure))
    assert re.fullmatch(r"2 of \d sources cannot both be right", title_of(figure))
    assert "about 1,100" in words and "3,000”" in words
    assert "1,210 to 3,000:\n2.5 times" in words
    assert_readable(figure)
    assert_readable(draw_revisions(comparison, comparison.groups["group"].iloc[0]))
