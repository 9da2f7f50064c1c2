"""What a reader of a chart may rely on, asked of the figure itself: no picture is compared with another."""

from __future__ import annotations

import re
import warnings
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure
from pictures import assert_readable, text_boxes, words_of
from samples import claim, many_claims

from analysis.charts.claims import chart_html, describe_chart, draw_claims
from analysis.charts.scale import choose_scale
from analysis.table import tabulate
from analysis.wording import summarise

HOSTILE = (
    "<script>alert(1)</script>",
    "$x^2$ and \\frac{1}{",
    "=cmd()|' /C calc'!A0",
    "a\x00b\x07c",
    "\ud800 alone",
    "\u202egnirts\u202c",
    "한국 국가정보원",
    "مرحبا بالعالم",
    "🙂",
    "a\nnew\r\nline\u2028here",
    "--> <!-- ]]>",
    "x" * 300,
    " ",
)


def troops() -> pd.DataFrame:
    said = {"counted": "North Korean troops", "subject": "North Korean troops in Russia"}
    return tabulate(
        [
            claim(1500, source="the intelligence service", published=date(2024, 10, 18), **said),
            claim(3000, "about", source="the intelligence service", name="b.txt", **said),
            claim(10000, "about", source="the intelligence service", stance="expects", name="b.txt", **said),
            claim(10000, "at least", source="the Pentagon", name="c.txt", **said),
            claim(11000, "between", high=12000, source="the Pentagon", name="c.txt", **said),
            claim(11000, source="Kyiv", stance="estimates", name="d.txt", **said),
            claim(12000, "more than", source="a NATO official", name="d.txt", **said),
            claim(9000, "up to", source="a NATO official", name="d.txt", **said),
            claim(2000, "vague", source=None, name="d.txt", **said),
            claim(8000, source="Moscow", stance="denies", name="d.txt", **said),
        ]
    )


def marks_of(figure: Figure, kind: str) -> list[float]:
    """The figures at which marks of a kind stand in all panels."""
    return [
        float(x)
        for ax in figure.axes
        for marks in ax.collections
        if marks.get_label() == kind
        for x in marks.get_offsets()[:, 0]
    ]


def names_of(figure: Figure) -> list[list[str]]:
    """The voices of each panel, from top to bottom."""
    rows = []
    for ax in figure.axes:
        named = [text for text in ax.texts if text.get_position()[0] < 0 and text.get_ha() == "right"]
        names = [text for text in named if text.get_transform() is not ax.transData]
        rows.append([text.get_text().replace("\n", " ") for text in sorted(names, key=lambda t: t.get_position()[1])])
    return rows


def test_each_way_of_saying_a_number_has_its_own_shape_at_its_figure():
    figure = draw_claims(troops())
    assert {kind: sorted(marks_of(figure, kind)) for kind in ("exact", "planned", "above", "below", "denied")} == {
        "exact": [1500],
        "planned": [10000],
        "above": [10000, 12000],
        "below": [9000],
        "denied": [8000],
    }
    assert sorted(marks_of(figure, "about")) == [3000, 11000]
    assert marks_of(figure, "between: ends") == [11000, 12000]
    assert marks_of(figure, "vague")[0] == 2000


def test_arrows_point_to_the_open_end():
    figure = draw_claims(troops())
    assert all(tip > bar for tip, bar in zip(marks_of(figure, "above: arrow"), marks_of(figure, "above"), strict=True))
    assert all(tip < bar for tip, bar in zip(marks_of(figure, "below: arrow"), marks_of(figure, "below"), strict=True))


def test_vague_words_fade_to_the_right_and_end_nowhere():
    vague = next(c for c in draw_claims(troops()).axes[0].collections if c.get_label() == "vague")
    opacity = vague.get_facecolors()[:, 3]
    assert list(opacity) == sorted(opacity, reverse=True)
    assert opacity[-1] < 0.3


def test_legend_explains_the_shapes_in_use_and_no_others():
    few = words_of(draw_claims(tabulate([claim(40)])))
    assert "exact figure" in few
    assert "more than, at least" not in few
    assert "denied, or not confirmed" in words_of(draw_claims(troops()))


def test_unlike_units_and_rates_never_share_an_axis():
    table = tabulate([claim(40), claim(60, unit="USD"), claim(50), claim(7)])
    table.loc[3, "per"] = "day"
    figure = draw_claims(table)
    assert sorted(ax.get_title(loc="left") for ax in figure.axes) == [
        "People killed (USD)",
        "People killed (number)",
        "People killed (per day)",
    ]
    assert sorted(ax.get_xlabel() for ax in figure.axes) == ["", "USD", "per day"]


def test_a_fraction_stands_beside_percentages_as_a_percentage():
    figure = draw_claims(tabulate([claim(0.2, unit="fraction"), claim(18, unit="percent", source="Kyiv")]))
    assert len(figure.axes) == 1
    assert sorted(marks_of(figure, "exact")) == [18, pytest.approx(20)]
    assert figure.axes[0].get_xlabel() == "%"


@pytest.mark.parametrize(
    ("label", "figures", "kind", "percent"),
    [
        ("close together", [40, 60], "linear", False),
        ("twenty times is still linear", [5, 100], "linear", False),
        ("more than twenty times", [5, 101], "log", False),
        ("a zero is not lost", [0, 5, 101], "symlog", False),
        ("a zero in a narrow range", [0, 5, 50], "linear", False),
        ("negative and wide", [-5, 5, 500], "symlog", False),
        ("percentages", [1, 99], "linear", True),
        ("beyond a hundred per cent", [1, 300], "log", True),
        ("one figure", [11000], "linear", False),
        ("zero alone", [0], "linear", False),
        ("astronomic", [1e-300, 1e300], "log", False),
    ],
)
def test_scale_is_log_only_where_figures_are_far_apart(label, figures, kind, percent):
    scale = choose_scale(figures, 3.3, percent=percent)
    assert scale.kind == kind, label
    assert len(scale.ticks) >= 2, "one tick label alone tells no scale"
    assert all(0 <= scale.place(figure) <= scale.width for figure in figures)
    assert all(scale.figure(scale.place(f)) == pytest.approx(f, rel=1e-6, abs=1e-6) for f in figures)
    assert ("log scale" in scale.note) == (kind != "linear")


def test_percentages_stay_on_an_axis_of_0_to_100():
    scale = choose_scale([3, 97], 3.3, percent=True)
    assert (scale.first, scale.last) == (0, 100)
    assert 0 <= min(scale.ticks) <= max(scale.ticks) <= 100


@pytest.mark.parametrize("kind", ["linear", "log", "symlog"])
def test_figures_stand_where_matplotlib_has_them(kind):
    figures = {"linear": [40, 60], "log": [40, 9000], "symlog": [0, 3, 9000]}[kind]
    figure = draw_claims(tabulate([claim(n) for n in figures]))
    ax = figure.axes[0]
    scale = choose_scale(figures, ax.get_position().width * figure.get_size_inches()[0])
    assert ax.get_xscale() == kind
    for number in figures:
        share = ax.transAxes.inverted().transform(ax.transData.transform((number, 0)))[0]
        assert share * scale.width == pytest.approx(scale.place(number), abs=0.02)


def test_voices_keep_one_order_in_all_panels():
    panels = names_of(draw_claims(many_claims(70)))
    assert len(panels) > 3
    for upper, lower in combinations([name for names in panels for name in names], 2):
        below = [names.index(lower) > names.index(upper) for names in panels if {upper, lower} <= set(names)]
        assert len(set(below)) <= 1


def test_a_panel_has_rows_only_for_the_voices_that_speak_in_it():
    table = tabulate([claim(40, source="Kyiv"), claim(60, source="Moscow"), claim(9, counted="tanks", source="Kyiv")])
    assert [sorted(names) for names in names_of(draw_claims(table))] == [["Kyiv", "Moscow"], ["Kyiv"]]


def test_the_words_of_the_article_stand_beside_the_marks():
    words = words_of(draw_claims(troops()))
    assert "“more than 12,000”" in words
    assert "“between 11,000 and 12,000”" in words


def test_equal_claims_stack_and_are_worded_once():
    figure = draw_claims(tabulate([claim(40, name=f"{i}.txt") for i in range(4)]))
    assert marks_of(figure, "exact") == [40] * 4
    heights = {y for c in figure.axes[0].collections if c.get_label() == "exact" for _, y in c.get_offsets()}
    assert len(heights) == 4
    assert [word for word in words_of(figure) if "“" in word] == ["“40” ×4"]


def test_no_mark_of_a_row_lies_on_another_while_there_is_room():
    figure = draw_claims(tabulate([claim(n, source="Kyiv") for n in (40, 41, 42, 43)]))
    points = [tuple(p) for c in figure.axes[0].collections if c.get_label() == "exact" for p in c.get_offsets()]
    pixels = figure.axes[0].transData.transform(points)
    assert all(abs(a - b).max() > 8 for a, b in combinations(pixels, 2))


def long_names() -> pd.DataFrame:
    table = many_claims(24)
    table["source"] = [
        f"{i % 5} the " + "National Commission for the Coordination of Everything " * 3 for i in range(24)
    ]
    table["counted"] = [
        f"{i % 4} people displaced from the eastern districts since the offensive " * 3 for i in range(24)
    ]
    return table


def two_per_topic() -> pd.DataFrame:
    return tabulate(
        [
            claim(10 ** (1 + i % 6), counted=f"thing {i // 2}", source=f"voice {i % 3}", name=f"{i}.txt")
            for i in range(60)
        ]
    )


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(many_claims(0), id="0 claims"),
        pytest.param(many_claims(1), id="1 claim"),
        pytest.param(many_claims(5), id="5 claims"),
        pytest.param(many_claims(50), id="50 claims"),
        pytest.param(many_claims(500), id="500 claims"),
        pytest.param(troops(), id="one topic"),
        pytest.param(long_names(), id="long names"),
        pytest.param(two_per_topic(), id="thirty topics"),
    ],
)
def test_no_words_overlap_and_none_are_clipped(table):
    figure = draw_claims(table, filtered="Sources: " + ", ".join(f"voice {i}" for i in range(200)))
    assert_readable(figure)


def test_words_lie_on_no_mark():
    figure = draw_claims(many_claims(50))
    boxes = [box for word, box in text_boxes(figure) if word.startswith("“")]
    assert len(boxes) > 30
    for ax in figure.axes:
        for kind in ("exact", "about", "above", "below", "denied", "vague", "between: ends"):
            for marks in ax.collections:
                if marks.get_label() == kind:
                    for x, y in ax.transData.transform(marks.get_offsets()):
                        assert not any(box.contains(x, y) for box in boxes), kind


def test_an_empty_table_gives_an_honest_picture():
    words = " ".join(words_of(draw_claims(many_claims(0), filtered="Source: Kyiv")))
    assert "No claims to draw: none passes the filters." in words
    assert "Source: Kyiv." in words


def test_a_claim_without_a_finite_figure_is_counted_not_drawn():
    table = tabulate([claim(40), claim(50)])
    table.loc[0, ["low", "value", "high"]] = float("nan")
    table.loc[1, ["low", "value", "high"]] = float("inf")
    words = " ".join(words_of(draw_claims(table)))
    assert "No claims to draw: none of them has a figure." in words
    assert "2 claims without a figure not drawn." in words


def test_caption_says_what_is_shown_and_that_nothing_was_verified():
    caption = draw_claims(two_per_topic(), filtered="Outlet: Harbour Gazette").texts[-1].get_text().replace("\n", " ")
    assert caption.startswith("Outlet: Harbour Gazette. 60 claims in 60 articles, 4 Mar 2024.")
    said = "12 of 30 panels shown, one for each thing counted in one unit: those with the most sources and claims; "
    assert f"{said}all are in the table." in caption
    assert caption.endswith("Claims as reported, not verified.")


def test_topics_that_several_voices_speak_about_come_first():
    alone = [claim(n, counted="votes", source="Kyiv") for n in range(1, 9)]
    shared = [claim(40, counted="tanks", source="Kyiv"), claim(60, counted="tanks", source="Moscow")]
    assert [ax.get_title(loc="left") for ax in draw_claims(tabulate([*alone, *shared])).axes] == ["Tanks", "Votes"]


def test_claims_whose_counted_thing_is_unknown_come_last_and_are_not_called_a_thing():
    nameless = [claim(n, counted=None, source=f"voice {n}") for n in range(1, 6)]
    titles = [ax.get_title(loc="left") for ax in draw_claims(tabulate([*nameless, claim(40, counted="tanks")])).axes]
    assert titles == ["Tanks", "What is counted could not be told"]


def test_voices_without_a_row_are_owned_up_to():
    table = tabulate([claim(40 + i, source=f"witness {i}") for i in range(45)])
    words = words_of(draw_claims(table))
    assert "and 15 more sources" in words
    assert "the others are in the table" in words[-1].replace("\n", " ")


def test_title_is_the_given_one():
    assert draw_claims(many_claims(3), title="Who says what").texts[0].get_text() == "Who says what"


def test_a_table_that_lacks_a_column_is_refused_by_name():
    with pytest.raises(ValueError, match="qualifier"):
        draw_claims(many_claims(3).drop(columns="qualifier"))


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_are_drawn_without_a_warning(words):
    table = tabulate([claim(40, source=words, counted=words, outlet=words), claim(50, source=words, subject=words)])
    table["quote"], table["per"] = words, words
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw_claims(table, filtered=words, title=words)
        assert text_boxes(figure)
        page = chart_html(figure, describe_chart(table, filtered=words))
    assert "script>alert" not in page
    ElementTree.fromstring(page)


def test_charts_do_not_change_with_the_settings_around_them():
    import matplotlib

    before = dict(matplotlib.rcParams)
    calm = chart_html(draw_claims(troops()), "")
    assert dict(matplotlib.rcParams) == before
    with matplotlib.rc_context(
        {"font.size": 30, "axes.facecolor": "red", "lines.linewidth": 9, "svg.fonttype": "none"}
    ):
        assert chart_html(draw_claims(troops()), "") == calm


def test_description_says_who_says_lowest_and_highest():
    said = describe_chart(troops(), filtered="Since 1 October 2024")
    assert summarise(troops()) in said  # the same counts in the same words as above the chart
    assert "Since 1 October 2024." in said
    assert "lowest “1,500” by the intelligence service, highest “more than 12,000” by a NATO official." in said
    assert said.endswith("Claims as reported, not verified.")


def test_description_stops_after_six_topics():
    said = describe_chart(two_per_topic())
    assert "And 24 more." in said
    assert said.count("Thing ") == 6


def test_html_holds_words_as_outlines_only():
    page = chart_html(draw_claims(troops()), 'Says "40" <b>')
    assert "North Korean" not in page
    assert "<!--" not in page and "<?xml" not in page and "<text" not in page and "<style" not in page
    figure = ElementTree.fromstring(page)
    assert figure.get("role") == "img"
    assert figure.get("aria-label") == 'Says "40" <b>'


def test_html_takes_its_ink_from_the_theme():
    page = chart_html(draw_claims(troops()), "")
    for variable in ("--jp-content-font-color1", "--jp-layout-color0", "--jp-border-color1"):
        assert f"var({variable}, #" in page
    assert "var(--ncw-named, #1f78b4)" in page
    assert not re.search(r"(?<!, )#(1b1b1b|ffffff|5f5f5f|1f78b4)", page)


def test_names_in_two_charts_of_a_page_never_clash():
    pages = [chart_html(draw_claims(table), "") for table in (troops(), many_claims(5))]
    names = [set(re.findall(r' id="([^"]+)"', page)) for page in pages]
    assert names[0] and names[1] and not names[0] & names[1]
    for page, own in zip(pages, names, strict=True):
        assert set(re.findall(r'href="#([^"]+)"', page)) <= own


def test_html_is_the_same_each_time_and_leaves_the_figure_as_it_was():
    figure = draw_claims(troops())
    assert chart_html(figure, "a") == chart_html(figure, "a") == chart_html(draw_claims(troops()), "a")
    assert figure.get_dpi() == 100 and figure.patch.get_visible()


def test_width_follows_the_page():
    page = chart_html(draw_claims(troops()), "")
    assert "max-width: 100%; height: auto" in page
    assert 'viewBox="0 0 756' in page
