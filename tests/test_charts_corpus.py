"""What a reader of the corpus at a glance may rely on, asked of the figures themselves."""

from __future__ import annotations

import re
import time
import warnings
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from compared import compared, losses, said
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from pictures import text_boxes, words_of
from samples import many_claims
from test_charts import HOSTILE, marks_of, names_of

from analysis.charts.corpus import describe_corpus, draw_corpus
from analysis.charts.groups import MOST_MARKS, lay_out_corpus
from analysis.charts.html import chart_html
from analysis.charts.matrix import ALL, OTHERS, count_claims, describe_matrix, draw_matrix
from analysis.charts.names import voice_ranks
from analysis.compare import Comparison

LONG = "the Interministerial Commission for the Coordination of Emergency Relief and Resettlement in the Lower Delta"


def long_names(count: int = 60) -> pd.DataFrame:
    table = many_claims(count)
    table["source"] = [f"{LONG} {i % 20}" if i % 3 else None for i in range(count)]
    table["outlet"] = [f"{LONG} Gazette {i % 5}" for i in range(count)]
    table["subject"] = [f"killed: residents of the {'north-eastern ' * (3 + i % 9)}districts" for i in range(count)]
    return table


def crowds() -> pd.DataFrame:
    """More voices and more groups than there is room for, and one row fuller than any."""
    claims = [said(10 + i, f"witness {i}") for i in range(40)]
    claims += [said(100 + i % 50, "the Joint Staff", days=i) for i in range(120)]
    claims += [said(5 + i, "the Institute", subject=f"thing {i}", counted=f"thing {i}") for i in range(30)]
    return compared(claims).claims


SIZES = {
    "0 claims": many_claims(0),
    "1 claim": many_claims(1),
    "5 claims": many_claims(5),
    "50 claims": many_claims(50),
    "500 claims": many_claims(500),
    "5,000 claims": many_claims(5000),
    "long names": long_names(),
    "crowds": crowds(),
}
_COMPARISONS: dict[str, Comparison] = {}


def of_size(size: str) -> Comparison:
    if size not in _COMPARISONS:
        _COMPARISONS[size] = compared(SIZES[size])
    return _COMPARISONS[size]


def titles_of(figure: Figure) -> list[str]:
    return [ax.get_title(loc="left").replace("\n", " ") for ax in figure.axes]


def caption_of(figure: Figure) -> str:
    return figure.texts[-1].get_text().replace("\n", " ")


@pytest.mark.parametrize("draw", [draw_corpus, draw_matrix])
@pytest.mark.parametrize("size", SIZES)
def test_no_words_overlap_and_none_are_clipped(size, draw):
    figure = draw(of_size(size), filtered="Sources: " + ", ".join(f"voice {i}" for i in range(200)))
    boxes = text_boxes(figure)
    left, lower, right, upper = np.array([box.padded(-1).extents for _, box in boxes]).T
    across = (left[:, None] <= right) & (left <= right[:, None])
    overlapping = np.argwhere(np.triu(across & (lower[:, None] <= upper) & (lower <= upper[:, None]), 1))
    assert [(boxes[i][0], boxes[j][0]) for i, j in overlapping] == []
    for word, box in boxes:
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1
        assert inside, f"{word!r} is clipped"


@pytest.mark.parametrize("size", SIZES)
def test_voices_have_one_order_on_all_panels_and_in_the_table(size):
    comparison = of_size(size)
    ranks = voice_ranks(comparison.claims[comparison.claims["copy_of"].isna()])
    voices = count_claims(comparison).voices
    assert voices == sorted(voices, key=ranks.__getitem__)
    panels = [[name for name in names if "other sources" not in name] for names in names_of(draw_corpus(comparison))]
    for upper, lower in combinations(dict.fromkeys(name for names in panels for name in names), 2):
        below = {names.index(lower) > names.index(upper) for names in panels if {upper, lower} <= set(names)}
        assert len(below) <= 1, (upper, lower)


def test_long_names_can_be_told_apart():
    for names in names_of(draw_corpus(of_size("long names"))):
        named = [name for name in names if "voice" not in name and "other sources" not in name and "nobody" not in name]
        assert len(set(named)) == len(named)


def test_a_heading_keeps_its_stretch_of_time():
    table = compared([said(40, "the Institute", subject="killed: " + "residents of the " * 8)]).claims
    table["per"] = "day"
    comparison = compared(table)
    assert titles_of(draw_corpus(comparison))[0].endswith(" per day")
    assert any(word.endswith("per day") for word in words_of(draw_matrix(comparison)))


def test_parties_come_first_then_those_without_then_outlets_then_nobody():
    table = compared([*losses(), said(7, "the mayor"), said(8, "the mayor", days=3)]).claims
    table.loc[table["source"] == "President Odell", "actor"] = "Southland"
    assert list(voice_ranks(table)) == [
        "President Odell",
        "the Institute",
        "the Joint Staff",
        "the mayor",
        "Harbour Gazette (own voice)",
    ]


@pytest.mark.parametrize("size", SIZES)
def test_counts_add_up_to_the_claims(size):
    comparison = of_size(size)
    matrix = count_claims(comparison)
    told = int(comparison.claims["copy_of"].isna().sum())
    inside = matrix.counts.drop(index=ALL, columns=ALL)
    assert int(inside.to_numpy().sum()) == matrix.at(ALL, ALL) == told
    assert inside.sum().tolist() == matrix.counts.loc[ALL].drop(ALL).tolist()
    assert inside.sum(axis=1).tolist() == matrix.counts[ALL].drop(ALL).tolist()
    expected = comparison.groups.set_index("group")["claims"]
    assert all(matrix.at(ALL, group) == expected[group] for group in matrix.groups)
    assert (
        len(matrix.voices) + matrix.hidden_voices
        == comparison.claims["voice"][comparison.claims["copy_of"].isna()].nunique()
    )


def test_every_claim_of_the_groups_shown_has_a_mark_while_rows_are_not_full():
    comparison = of_size("50 claims")
    assert len(lay_out_corpus(comparison, 12).marks) == int(comparison.claims["copy_of"].isna().sum())


def test_most_disputed_come_first_and_only_as_many_as_asked_for():
    comparison = compared(losses())
    titles = titles_of(draw_corpus(comparison))
    assert titles[0] == "Killed: Northland soldiers"
    assert [title.lower() for title in titles] == [group.lower() for group in comparison.groups["group"]]
    assert titles_of(draw_corpus(comparison, panels=1)) == titles[:1]
    assert "1 of 3 subjects shown, with 4 claims" in caption_of(draw_corpus(comparison, panels=1))


def test_the_gap_is_told_beside_the_title_and_drawn_between_the_two():
    figure = draw_corpus(compared(losses()))
    assert "×2.5" in words_of(figure)
    assert [text for text in words_of(figure) if text.startswith("×")] == ["×2.5"]
    (field,) = [patch for ax in figure.axes for patch in ax.patches if patch.get_label() == "gap"]
    assert isinstance(field, Rectangle)
    assert (field.get_x(), field.get_x() + field.get_width()) == pytest.approx((1210, 3000))
    assert "Grey field: the gap between two figures that cannot both hold" in caption_of(figure)


def test_a_narrow_gap_is_told_as_a_difference():
    figure = draw_corpus(compared([said(40, "the Joint Staff"), said(41, "the Institute")]))
    assert "1 apart" in words_of(figure)
    assert "×2" not in caption_of(figure)


def test_what_says_nothing_of_the_whole_is_pale():
    claims = [said(40, "the Joint Staff"), said(41, "the Institute", stance="does not confirm")]
    marks = lay_out_corpus(compared(claims), 6).marks
    assert {mark.point: mark.pale for mark in marks} == {40: False, 41: True}
    assert any(word.startswith("pale: does not count") for word in words_of(draw_corpus(compared(claims))))


def test_calm_claims_have_no_gap_and_no_word_about_it():
    figure = draw_corpus(compared([said(40, "the Joint Staff"), said(40, "the Institute")]))
    assert not [patch for ax in figure.axes for patch in ax.patches]
    assert "Grey field" not in caption_of(figure)


def test_a_denial_is_told_as_one_and_not_as_a_gap():
    figure = draw_corpus(compared([said(40, "the Joint Staff"), said(40, "the Institute", stance="denies")]))
    assert "denied" in words_of(figure)
    assert marks_of(figure, "denied") == [40]


def test_unlike_units_never_share_an_axis_and_like_ones_are_brought_to_one():
    claims = [
        said(n, "the Institute", subject="distance", counted="distance", unit=unit)
        for n, unit in [(10, "mile"), (9, "kilometre"), (8, "kilometre")]
    ]
    figure = draw_corpus(
        compared([*claims, said(5, "the Institute", subject="distance", counted="distance", unit="USD")])
    )
    assert sorted(ax.get_xlabel() for ax in figure.axes) == ["USD", "kilometres"]
    assert sorted(marks_of(figure, "exact")) == pytest.approx([5, 8, 9, 16.09344])


@pytest.mark.parametrize(
    ("label", "others", "median"),
    [
        ("four are too few", [], None),
        ("five stated figures", [said(1000, "the Institute", days=50)], 30),
        ("a bound is not stated", [said(1000, "the Institute", "at least", days=50)], None),
        ("a vague word is not stated", [said(1000, "the Institute", "vague", days=50)], None),
        ("a plan is not stated", [said(1000, "the Institute", stance="plans", days=50)], None),
        ("what is denied is not stated", [said(1000, "the Institute", stance="denies", days=50)], None),
        ("another one's figure", [said(1000, "the Joint Staff", days=50)], None),
    ],
)
def test_a_median_is_of_five_or_more_stated_figures(label, others, median):
    stated = [said(n, "the Institute", "about", days=20 + n) for n in (10, 20, 30, 40)]
    figure = draw_corpus(compared([*stated, *others]))
    ticks = [
        line[0][0]
        for ax in figure.axes
        for c in ax.collections
        if c.get_label() == "medians"
        for line in c.get_segments()
    ]
    assert ticks == ([] if median is None else [median]), label
    assert ("Upright line: the median" in caption_of(figure)) == bool(ticks)


def test_a_copy_is_drawn_once_and_owned_up_to():
    table = compared(losses()).claims
    comparison = compared(
        pd.concat(
            [table, table.assign(article="copy of " + table["article"], outlet="Example Wire")], ignore_index=True
        )
    )
    copies = int(comparison.claims["copy_of"].notna().sum())
    assert copies
    figure = draw_corpus(comparison)
    assert len(lay_out_corpus(comparison, 6).marks) == len(comparison.claims) - copies
    assert f"{copies} claims in copies of other articles are not counted again." in caption_of(figure)


def test_a_full_row_shows_some_from_the_lowest_to_the_highest_and_says_so():
    figure = draw_corpus(compared([said(n, "the Institute", days=n) for n in range(1, 201)]))
    shown = marks_of(figure, "exact")
    assert len(shown) == MOST_MARKS
    assert (min(shown), max(shown)) == (1, 200)
    assert f"A row has at most {MOST_MARKS} marks" in caption_of(figure)


def test_voices_without_a_row_share_the_last_one():
    comparison = of_size("crowds")
    figure = draw_corpus(comparison, panels=6)
    assert "33 other sources" in names_of(figure)[0]
    assert "The last row of a panel has the marks of all its other sources." in caption_of(figure)


def test_those_who_disagree_most_have_a_row_of_their_own():
    claims = [said(100, f"witness {i}", days=i // 4) for i in range(30) for _ in range(3)]
    comparison = compared([*claims, said(10, "President Odell"), said(900, "the Institute")])
    (names,) = names_of(draw_corpus(comparison))
    widest = comparison.conflicts.iloc[0]
    assert {widest["voice_a"], widest["voice_b"]} <= set(names)


def test_claims_whose_counted_thing_is_unknown_come_last_and_are_not_called_a_thing():
    nameless = [said(n, f"voice {n}", subject=None, counted=None) for n in (5, 50, 500)]
    assert titles_of(draw_corpus(compared([*nameless, said(40, "the Institute")]))) == [
        "Killed: Northland soldiers",
        "What is counted could not be told",
    ]


def test_the_table_has_numbers_in_its_cells_and_a_sign_for_a_conflict():
    comparison = compared(losses())
    matrix = count_claims(comparison)
    group = comparison.groups["group"].iloc[0]
    assert dict(matrix.signs) == {("the Joint Staff", group): "≠", ("President Odell", group): "≠"}
    words = words_of(draw_matrix(comparison))
    assert words.count("≠") == 2
    assert words.count("7") == 1
    assert "all sources" in words
    denied = compared([said(40, "the Joint Staff"), said(40, "the Institute", stance="denies")])
    assert set(count_claims(denied).signs.values()) == {"×"}


def test_the_table_sums_up_what_finds_no_room_and_says_how_many():
    comparison = of_size("crowds")
    matrix = count_claims(comparison, voices=5, groups=3)
    assert (len(matrix.voices), matrix.hidden_voices) == (5, 37)
    assert (len(matrix.groups), matrix.hidden_groups) == (3, 28)
    assert matrix.at(OTHERS, ALL) + sum(matrix.at(voice, ALL) for voice in matrix.voices) == len(comparison.claims)
    words = [word.replace("\n", " ") for word in words_of(draw_matrix(comparison))]
    assert "28 other sources" in words
    assert "24 other subjects" in words
    assert "Summed up as others: 28 sources and 24 subjects." in words[-1]


def test_silences_stand_apart_from_claims():
    silences = pd.DataFrame({"source": ["Northland", "Northland", None], "stance": ["gives no figure"] * 3})
    comparison = compared(losses(), silences)
    matrix = count_claims(comparison)
    assert matrix.at(ALL, ALL) == len(losses())
    assert matrix.silences is not None
    assert matrix.silences.to_dict() == {**dict.fromkeys(matrix.voices, 0), "Northland": 2, "nobody named": 1, ALL: 3}
    assert "is no claim and stands apart" in caption_of(draw_matrix(comparison))
    assert matrix.voices[-2:] == ["Northland", "nobody named"]


@pytest.mark.parametrize(
    ("label", "claims", "part"),
    [
        ("nothing", [], "The claims at a glance, most disputed first. No claims to compare."),
        ("one claim", losses()[:1], "1 claim in 1 article and 1 subject: the Joint Staff “about 1,100”."),
        (
            "the dispute",
            losses(),
            "1 conflict: the Joint Staff “about 1,100” against President Odell “more than 3,000” (2.5 times).",
        ),
        (
            "lowest and highest",
            losses(),
            "lowest “at least 500” by Harbour Gazette (own voice), highest “more than 3,000” by President Odell.",
        ),
        ("not verified", losses(), "Claims as reported, not verified."),
    ],
)
def test_alternative_text(label, claims, part):
    assert part in describe_corpus(compared(claims)), label


@pytest.mark.parametrize(
    ("label", "claims", "part"),
    [
        ("nothing", [], "How many claims each source makes on what. No claims to compare."),
        ("one claim", losses()[:1], "1 claim. the Joint Staff 1 claim (killed: Northland soldiers 1)."),
        ("who says most", losses(), "the Institute 3 claims (killed: Northland soldiers 1, tanks 1, distance 1)"),
        ("who disagrees", losses(), "In a conflict or a denial: the Joint Staff and President Odell."),
    ],
)
def test_alternative_text_of_the_table(label, claims, part):
    assert part in describe_matrix(compared(claims)), label


def test_alternative_text_says_how_many_more_groups_there_are():
    assert "And 25 more subjects." in describe_corpus(of_size("crowds"))


def test_an_empty_comparison_gives_an_honest_picture():
    for draw in (draw_corpus, draw_matrix):
        words = " ".join(words_of(draw(of_size("0 claims"), filtered="Source: Kyiv")))
        assert "No claims to compare: none passes the filters." in words
        assert "Source: Kyiv." in words


@pytest.mark.parametrize("size", ["500 claims", "5,000 claims", "crowds"])
def test_drawing_takes_less_than_two_seconds(size):
    comparison = of_size(size)
    before = time.process_time()
    draw_corpus(comparison)
    draw_matrix(comparison)
    assert time.process_time() - before < 2


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_hostile_words_are_drawn_without_a_warning(words):
    claims = [said(40, words, subject=words, counted=words, outlet=words), said(900, "the Institute", subject=words)]
    comparison = compared(claims)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for draw, describe in ((draw_corpus, describe_corpus), (draw_matrix, describe_matrix)):
            figure = draw(comparison, filtered=words)
            assert text_boxes(figure)
            page = chart_html(figure, describe(comparison, filtered=words))
            assert "script>alert" not in page
            ElementTree.fromstring(page)


def test_charts_follow_the_theme_and_are_the_same_each_time():
    comparison = compared(losses())
    for draw in (draw_corpus, draw_matrix):
        page = chart_html(draw(comparison), "")
        assert page == chart_html(draw(comparison), "")
        inks = set(re.findall(r"#[0-9a-f]{6}\b", re.sub(r"var\([^)]*\)|\"#[^\"]*\"|url\([^)]*\)", "", page)))
        assert inks <= {"#1f78b4", "#7d7d7d", "#c4441c"}
