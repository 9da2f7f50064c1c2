"""What the chart of a disagreement says in words: what is told of a group comes in, title, caption and text go out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from analysis.charts.scale import tick_label
from analysis.charts.statements import Told, aside_words, extent_words, read_group
from analysis.charts.text import drawable, shorten
from analysis.charts.words import VERIFIED
from analysis.compare import Comparison
from analysis.compare.apart import HOW_TO_COMPARE, WHY_APART
from analysis.compare.voices import LEVELS, count_voices
from analysis.wording import count_of

if TYPE_CHECKING:
    import pandas as pd

_FILTER_LETTERS = 400
_MOST_DESCRIBED = 6


def finding(told: Told) -> str:
    """The finding, as a title: who cannot be right together, or that nobody disagrees."""
    conflicts = told.conflicts[told.conflicts["kind"] == "conflict"]
    denials = len(told.conflicts) - len(conflicts)
    sources, (one, several) = told.sources, LEVELS[told.level]
    if not sources:
        return f"{told.title}: nobody gives a figure that counts" if told.rows else f"{told.title}: only silence"
    if len(conflicts):
        who = f"{len({*conflicts['voice_a'], *conflicts['voice_b']}):,} of {count_of(sources, one, several)}"
        who = f"Figures in {who}" if told.level == "outlet" else who
        pairs = f"{who} disagree: {len(conflicts):,} pairs cannot both be right"
        title = pairs if len(conflicts) > 1 else f"{who} cannot both be right"
        return title + (f"; {count_of(denials, 'denial')}" if denials else "")
    if denials:
        among = f"{count_of(denials, 'denial')} among {count_of(sources, one, several)}"
        return f"What one {one} says, another denies: {among}"
    if not told.comparable and sources > 1:
        return f"{count_of(sources, one, several)}, not compared: the words are too general"
    if told.apart:
        return f"{count_of(sources, one, several)}, not all compared: {WHY_APART}"
    return f"No conflict: only one {one} gives a figure" if sources == 1 else f"No conflict among {sources:,} {several}"


def gap_words(conflict: Any, whole: bool = False) -> str:
    """The gap of a row of conflicts in words: '1,210 to 3,000: 2.5 times'; ``whole`` figures are counts.

    >>> import collections
    >>> row = collections.namedtuple("Row", "kind gap_low gap_high")
    >>> gap_words(row("conflict", 908.6, 2067.5), whole=True), gap_words(row("denial", 40.0, 40.0))
    ('908 to 2,068: 2.3 times', '40 is denied')
    """
    low, high = (float(f"{figure:.10g}") for figure in (conflict.gap_low, conflict.gap_high))
    # half a soldier is no figure: what the words allow is a whole one
    if whole and high - low >= 1:
        low, high = float(math.floor(low)), float(math.ceil(high))
    if conflict.kind == "denial":
        return f"{tick_label(low)} is denied"
    return f"{tick_label(low)} to {tick_label(high)}: {times_words(low, high)}"


def times_words(low: float, high: float) -> str:
    """How far apart two figures are: in times, or their difference where they are near or on both sides of zero.

    >>> times_words(1210, 3000), times_words(10, 250), times_words(40, 41), times_words(0, 7)
    ('2.5 times', '25 times', '1 apart', '7 apart')
    """
    ratio = high / low if low > 0 else math.inf
    if not 1.1 <= ratio < math.inf:
        return f"{tick_label(float(f'{high - low:.6g}'))} apart"
    digits = f"{ratio:,.1f}" if ratio < 9.95 else f"{ratio:,.0f}"
    return f"{digits.removesuffix('.0')} times"


def nothing_told(told: Told, filtered: str = "") -> str:
    """Why a chart is empty."""
    if told.aside:
        return "No claims to draw: none of them counts."
    if filtered.strip():
        return "No claims to draw: none on this subject passes the filters."
    return "No claims to draw: nothing is told of this subject."


def caption_of(
    told: Told,
    filtered: str = "",
    *,
    hidden_voices: int = 0,
    hidden_silences: int = 0,
    brackets: int = 0,
    crowded: bool = False,
) -> str:
    """How much is told in how many articles on which days, what was left out, and that nothing was verified."""
    sentences = filter_words(filtered)
    if len(told.claims):
        sentences.append(extent_words(told.claims))
    sentences += aside_words(told)
    if hidden_voices:
        sentences.append(
            f"{count_voices(hidden_voices, told.level)} without a row: those shown are at odds, or have most claims; "
            "all are in the table."
        )
    if hidden_silences:
        sentences.append(f"{count_of(hidden_silences, 'silence')} more in the table.")
    if 0 < brackets < len(told.conflicts):
        sentences.append(f"{brackets} of {len(told.conflicts):,} conflicts have a bracket, the widest first.")
    if any(told.conflicts["kind"] == "conflict"):
        sentences.append(
            "A gap is between the highest figure that the lower words allow and the lowest of the higher; "
            "the words at odds stand out."
        )
    if told.apart:
        sentences.append(f"Not all figures were compared: {WHY_APART}; {HOW_TO_COMPARE}.")
    if crowded:
        sentences.append("In the fullest rows marks have no words or lie on one another.")
    return " ".join([*sentences, VERIFIED])


def filter_words(filtered: str) -> list[str]:
    """What was filtered, as a sentence."""
    return [shorten(drawable(filtered), _FILTER_LETTERS).rstrip(".") + "."] if filtered.strip() else []


def describe_disagreement(comparison: Comparison, group: str) -> str:
    """The chart of one group in plain sentences, for those who do not see it.

    >>> from analysis.compare import compare
    >>> from analysis.table import tabulate
    >>> describe_disagreement(compare(tabulate([])), "killed: people")
    'Killed: people. No claims to draw: nothing is told of this subject. Claims as reported, not verified.'
    """
    told = read_group(comparison, group)
    if not told.rows and told.silences.empty:
        return " ".join([f"{told.title}.", nothing_told(told), VERIFIED])
    title = finding(told)
    sentences = [title + "." if title.startswith(told.title) else f"{told.title}. {title}."]
    whole = told.unit == "count"
    sentences += [_conflict_words(row, whole) for row in told.conflicts.head(_MOST_DESCRIBED).itertuples(index=False)]
    if len(told.conflicts) > _MOST_DESCRIBED:
        sentences.append(f"And {len(told.conflicts) - _MOST_DESCRIBED:,} more pairs.")
    voices = list(told.rows)
    if voices:
        sentences.append(f"A row for each of {count_voices(len(voices), told.level)}, the lowest first:")
    for voice in voices[:_MOST_DESCRIBED]:
        marks = told.rows[voice]
        more = f" and {len(marks) - 1:,} more" if len(marks) > 1 else ""
        denied = " denies" if marks[0].denied and not marks[0].pale else ""
        sentences.append(f"{drawable(voice)}{denied} “{marks[0].words}”{marks[0].note}{more}.")
    if len(voices) > _MOST_DESCRIBED:
        sentences.append(f"And {len(voices) - _MOST_DESCRIBED:,} more, the highest by {drawable(voices[-1])}.")
    sentences += _silent_words(told.silences)
    sentences.append(caption_of(told))
    return " ".join(sentences)


def _silent_words(silences: pd.DataFrame) -> list[str]:
    """Who is silent, and who denies what another said."""
    if silences.empty:
        return []
    denies = silences["stance"] == "denies"
    told = {"Silent": silences[~denies], "Denied by": silences[denies]}
    names = {word: rows["voice"].unique()[:_MOST_DESCRIBED] for word, rows in told.items()}
    return [f"{word}: {', '.join(map(drawable, voices))}." for word, voices in names.items() if len(voices)]


def _conflict_words(row: Any, whole: bool) -> str:
    lower, higher = (
        f"{drawable(v)} (“{drawable(w)}”)" for v, w in ((row.voice_a, row.words_a), (row.voice_b, row.words_b))
    )
    if row.kind == "denial":
        return f"{higher} denies what {lower} says."
    return f"{lower} and {higher}: {gap_words(row, whole)}."
