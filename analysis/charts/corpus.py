"""The corpus at a glance: a comparison comes in, a figure or its alternative text goes out.

``draw_corpus`` shows the most disputed groups as small panels, each with its own axis and unit, with one order of
voices throughout; ``matrix`` has the table of who makes how many claims on what.
"""

from __future__ import annotations

import matplotlib
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.charts.gaps_words import filter_words
from analysis.charts.groups import FEWEST_FOR_MEDIAN, MOST_MARKS, CorpusPage, GroupPanel, lay_out_corpus
from analysis.charts.layout import TITLE_GAP, TITLE_SIZE, UNIT_SIZE
from analysis.charts.marks import INKS
from analysis.charts.page import Sheet, legend_of, style
from analysis.charts.panels import draw_panel
from analysis.charts.text import drawable, width_of
from analysis.charts.words import VERIFIED, range_words
from analysis.compare import Comparison
from analysis.compare.voices import LEVELS
from analysis.compare.words import conflict_words, summarise_comparison
from analysis.wording import count_of, readable_dates

TITLE = "The claims at a glance, most disputed first"
_MOST_PANELS = 12


def draw_corpus(comparison: Comparison, *, filtered: str = "", panels: int = 6) -> Figure:
    """The chart of a comparison: so many groups, at most twelve; ``filtered`` says in words what was left out."""
    page = lay_out_corpus(comparison, min(panels, _MOST_PANELS))
    intro = drawable(summarise_comparison(comparison)) if page.panels else ""
    empty = "" if page.panels else empty_words(comparison, filtered)
    caption = _caption(comparison, page, filtered)
    with matplotlib.rc_context(style()):
        sheet = Sheet(TITLE, legend_of(page.marks), caption, page.height, empty, intro=intro)
        for shown in page.panels:
            ax = draw_panel(sheet.figure, shown.panel, sheet.top)
            _draw_gap(ax, shown)
            _draw_medians(ax, shown)
            _draw_aside(ax, shown)
    return sheet.figure


def describe_corpus(comparison: Comparison, *, filtered: str = "", panels: int = 6) -> str:
    """The chart in plain sentences, for those who do not see it."""
    page = lay_out_corpus(comparison, min(panels, _MOST_PANELS))
    about = filter_words(filtered)
    if not page.panels:
        return " ".join([f"{TITLE}.", empty_words(comparison, filtered), *about])
    sentences = [f"{TITLE}: small panels of dots and intervals, a row for each {LEVELS[comparison.level][0]}.", *about]
    sentences.append(drawable(summarise_comparison(comparison)))
    sentences += [_described(comparison, shown) for shown in page.panels]
    more = page.groups - len(page.panels)
    if more:
        sentences.append(f"And {count_of(more, 'more subject', 'more subjects')}.")
    return " ".join([*sentences, VERIFIED])


def corpus_extent(comparison: Comparison) -> str:
    """How much was read: "500 claims in 60 articles of 5 outlets, 1 Jan 2024 – 26 Oct 2024, in 12 subjects"."""
    claims = comparison.claims
    articles = count_of(claims["article"].nunique(), "article")
    outlets = claims["outlet"].nunique()
    of = f" of {count_of(outlets, 'outlet')}" if outlets else ""
    dates = readable_dates(claims)
    groups = count_of(len(comparison.groups), "subject")
    return f"{count_of(len(claims), 'claim')} in {articles}{of}{', ' + dates if dates else ''}, in {groups}"


def copies_words(comparison: Comparison) -> str:
    """What is said of copies: they are left out, and how many they are."""
    copies = int(comparison.claims["copy_of"].notna().sum())
    if not copies:
        return ""
    return (
        f"{count_of(copies, 'claim')} in copies of other articles {'is' if copies == 1 else 'are'} not counted again."
    )


def caption_words(comparison: Comparison, filtered: str, *notes: str) -> str:
    """A caption: what was filtered, how much was read, the chart's own notes, and that nothing was verified."""
    said = filter_words(filtered)
    if len(comparison.claims):
        said.append(corpus_extent(comparison) + ".")
    return " ".join(filter(None, (*said, *notes, copies_words(comparison), VERIFIED)))


def _caption(comparison: Comparison, page: CorpusPage, filtered: str) -> str:
    notes = []
    if len(page.panels) < page.groups:
        notes.append(
            f"{len(page.panels)} of {page.groups:,} subjects shown, with {count_of(page.claims_shown, 'claim')}; "
            "all are in the table."
        )
    if any(shown.gap for shown in page.panels):
        notes.append("Grey field: the gap between two figures that cannot both hold, by their words and dates.")
    if any(shown.dispute.startswith("×") for shown in page.panels):
        notes.append("×2: of the widest conflict, one figure is at least 2 times the other.")
    if any(shown.medians for shown in page.panels):
        notes.append(
            f"Upright line: the median of {FEWEST_FOR_MEDIAN} or more stated figures, bounds and plans left out."
        )
    if any(row.voice == "" for shown in page.panels for row in shown.panel.rows):
        notes.append(f"The last row of a panel has the marks of all its other {LEVELS[comparison.level][1]}.")
    if any(shown.marks_left_out for shown in page.panels):
        notes.append(f"A row has at most {MOST_MARKS} marks, evenly from its lowest to its highest claim.")
    if any(placed.overprints for shown in page.panels for row in shown.panel.rows for placed in row.marks):
        notes.append("In the fullest rows marks lie on one another.")
    if page.without_figure:
        notes.append(f"{count_of(page.without_figure, 'claim')} without a figure not drawn.")
    return caption_words(comparison, filtered, *notes)


def empty_words(comparison: Comparison, filtered: str) -> str:
    """Why a chart of a comparison is empty."""
    if len(comparison.claims):
        return "Nothing to draw: no claim has a figure."
    return "No claims to compare: none passes the filters." if filtered.strip() else "No claims to compare."


def _described(comparison: Comparison, shown: GroupPanel) -> str:
    conflicts = comparison.conflicts
    real = conflicts[(conflicts["group"] == shown.group) & (conflicts["kind"] == "conflict")]
    said = range_words(shown.panel.subject)
    if real.empty:
        return said
    widest = drawable(conflict_words(real.iloc[0]))
    return (
        f"{said} {count_of(len(real), 'conflict')}, the widest: {widest}."
        if len(real) > 1
        else f"{said} 1 conflict: {widest}."
    )


def _draw_gap(ax: Axes, shown: GroupPanel) -> None:
    gap, scale = shown.gap, shown.panel.scale
    if gap is None:
        return
    low, high = max(gap.low, scale.low), min(gap.high, scale.high)
    if low < high:
        field = Rectangle(
            (low, gap.top), high - low, gap.bottom - gap.top, color=INKS["line"], alpha=0.6, lw=0, zorder=0.5
        )
        field.set_label("gap")
        ax.add_patch(field)


def _draw_medians(ax: Axes, shown: GroupPanel) -> None:
    if shown.medians:
        lines = [((m.figure, m.top + 0.025), (m.figure, m.bottom - 0.025)) for m in shown.medians]
        ax.add_collection(
            LineCollection(lines, colors=INKS["ink"], linewidths=1.6, label="medians", zorder=5), autolim=False
        )


def _draw_aside(ax: Axes, shown: GroupPanel) -> None:
    """At the right of the title: how many claims by how many, and how far apart those are who disagree."""
    panel = shown.panel
    y = 1 + TITLE_GAP / panel.rows_height
    right = 1.0
    if shown.dispute:
        ax.text(
            right,
            y,
            shown.dispute,
            transform=ax.transAxes,
            size=TITLE_SIZE,
            color=INKS["ink"],
            weight="bold",
            ha="right",
        )
        right -= (width_of(shown.dispute, TITLE_SIZE, bold=True) + 0.1) / panel.scale.width
    ax.text(right, y, shown.counts, transform=ax.transAxes, size=UNIT_SIZE, color=INKS["quiet"], ha="right")
