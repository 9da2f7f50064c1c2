"""What a chart says in words: a table comes in, the caption and the alternative text go out.

Both word figures as the article does and name who reports them; neither adds, averages or ranks what is open-ended
beyond saying which stands lowest and highest on the axis.
"""

from __future__ import annotations

import pandas as pd

from analysis.charts.lanes import Mark
from analysis.charts.layout import Page
from analysis.charts.scale import tick_label
from analysis.charts.subjects import Subject, find_subjects, unit_words
from analysis.charts.text import drawable, shorten
from analysis.table import OWN_VOICE, UNNAMED
from analysis.wording import count_of, readable_dates, summarise

TITLE = "What each source claims"
VERIFIED = "Claims as reported, not verified."
_MOST_DESCRIBED = 6
_FILTER_LETTERS = 400


def empty_message(table: pd.DataFrame, filtered: str = "") -> str:
    """Why a chart is empty."""
    if len(table):
        return "No claims to draw: none of them has a figure."
    if filtered.strip():
        return "No claims to draw: none passes the filters."
    return "No claims to draw: the table is empty."


def caption_of(table: pd.DataFrame, page: Page, filtered: str = "") -> str:
    """What was filtered, how much is shown of how many articles, from when, and that nothing was verified."""
    sentences = []
    if filtered.strip():
        sentences.append(_sentence(shorten(drawable(filtered), _FILTER_LETTERS)))
    if len(table):
        sentences.append(_extent(table) + ".")
    shown = len(page.panels)
    if shown < page.subjects:
        sentences.append(
            f"{shown} of {page.subjects:,} panels shown, one for each thing counted in one unit: "
            "those with the most sources and claims; all are in the table."
        )
    if page.hidden_voices:
        sentences.append("A panel names the sources with the most claims; the others are in the table.")
    if any(mark.overprints for panel in page.panels for row in panel.rows for mark in row.marks):
        sentences.append("In the fullest rows marks lie on one another.")
    if page.without_figure:
        sentences.append(f"{count_of(page.without_figure, 'claim')} without a figure not drawn.")
    return " ".join([*sentences, VERIFIED])


def describe_chart(table: pd.DataFrame, filtered: str = "") -> str:
    """The chart in plain sentences, for those who do not see it.

    >>> from analysis.table import tabulate
    >>> describe_chart(tabulate([]), "Source: Kyiv")
    'What each source claims. No claims to draw: none passes the filters. Source: Kyiv.'
    """
    subjects, _ = find_subjects(table)
    about = [_sentence(shorten(drawable(filtered), _FILTER_LETTERS))] if filtered.strip() else []
    if not subjects:
        return " ".join([f"{TITLE}.", empty_message(table, filtered), *about])
    sentences = [f"{TITLE}: dots and intervals, a row for each source.", *about, summarise(table)]
    sentences += [range_words(subject) for subject in subjects[:_MOST_DESCRIBED]]
    more = len(subjects) - _MOST_DESCRIBED
    if more > 0:
        sentences.append(f"And {more:,} more.")
    return " ".join([*sentences, VERIFIED])


def _extent(table: pd.DataFrame) -> str:
    dates = readable_dates(table)
    articles = count_of(table["article"].nunique(), "article")
    return f"{count_of(len(table), 'claim')} in {articles}{', ' + dates if dates else ''}"


def _sentence(text: str) -> str:
    return drawable(text).rstrip(".") + "."


def range_words(subject: Subject) -> str:
    """Who says lowest and who highest of one counted thing, in the article's words."""
    said = [(mark, voice) for voice, marks in subject.rows.items() for mark in marks]
    lowest = min(said, key=lambda pair: (pair[0].point, pair[0].shape != "below"))
    highest = max(said, key=lambda pair: (pair[0].end, pair[0].shape in ("above", "vague")))
    unit = unit_words(subject.unit, subject.per)
    topic = subject.title + (f" ({drawable(unit)})" if unit else "")
    if len(said) == 1:
        return _sentence(f"{topic}: {_said(*lowest)}")
    if lowest == highest:
        return _sentence(f"{topic}: {len(said):,} claims, none outside {_said(*lowest)}")
    if lowest[0].point == highest[0].end:
        return _sentence(f"{topic}: {len(said):,} claims, all at one figure, such as {_said(*lowest)}")
    return _sentence(f"{topic}: {len(said):,} claims, lowest {_said(*lowest)}, highest {_said(*highest)}")


def _said(mark: Mark, voice: str) -> str:
    words = f"“{mark.words}”" if mark.words else tick_label(mark.point)
    who = voice.strip("— ") if voice in (OWN_VOICE, UNNAMED) else drawable(voice)
    return f"{words}{' (denied or not confirmed)' if mark.denied else ''} by {who}"
