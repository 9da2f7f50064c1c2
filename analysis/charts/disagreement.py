"""Who disagrees on one thing: a comparison and a group's heading come in, a figure or its words in place of it go out.

``draw_disagreement`` has a row for each voice, the lowest figure first, a mark for each claim by what its words allow,
and a bracket with the gap for each pair that cannot both be right. Who is silent has a row of words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.gaps import Bracket, choose_conflicts, draw_brackets, draw_bridge, lay_brackets
from analysis.charts.gaps_words import caption_of, describe_disagreement, finding, nothing_told
from analysis.charts.html import chart_html
from analysis.charts.lanes import WORDS_SIZE, Mark, fill_row, reaches_of
from analysis.charts.layout import MARGIN, NAME_GAP, NAME_SIZE, TITLE_SIZE, UNIT_SIZE, Panel, Row
from analysis.charts.marks import KINDS
from analysis.charts.names import names_in_lines
from analysis.charts.page import INNER, Sheet, legend_of, style
from analysis.charts.panels import draw_panel
from analysis.charts.scale import Scale, choose_scale
from analysis.charts.statements import Told, day_words, read_group, stressed
from analysis.charts.subjects import Subject, unit_words
from analysis.charts.text import drawable, fit, height_of, shorten, width_of, wrap
from analysis.compare import Comparison
from analysis.compare.voices import LEVELS

__all__ = ["chart_html", "describe_disagreement", "draw_disagreement"]

_NAMES_WIDTH = 2.3
_BRACKETS_WIDTH = 2.05
_MOST_ROWS = 30
_MOST_SILENT = 6
_TALLEST = 11.0
_MANY = 120
_ROW_PADDING = 0.09
_ABOUT_LETTERS = 60
_KINDS = KINDS | {"about": "about, nearly, or an estimate", "below": "up to, fewer than"}


@dataclass(frozen=True)
class Page:
    """The panel of a group with its brackets, and how many voices and silences it leaves out."""

    panel: Panel
    brackets: tuple[Bracket, ...]
    hidden_voices: int
    hidden_silences: int


def draw_disagreement(comparison: Comparison, group: str, *, filtered: str = "") -> Figure:
    """The chart of one group of a comparison; ``filtered`` says in words what was left out before.

    >>> from analysis.compare import compare
    >>> from analysis.table import tabulate
    >>> figure = draw_disagreement(compare(tabulate([])), "killed: people")
    >>> [text.get_text() for text in figure.texts][:2]
    ['Killed: people', 'No claims to draw: nothing is told of this subject.']
    """
    told = read_group(comparison, group)
    conflicts = choose_conflicts(told.conflicts)
    told = stressed(told, [*conflicts["claim_a"], *conflicts["claim_b"]])
    if not told.rows and told.silences.empty:
        with matplotlib.rc_context(style()):
            return Sheet(told.title, [], caption_of(told, filtered), 0.0, nothing_told(told, filtered)).figure
    page = _lay_out(told, conflicts)
    marks = [placed for row in page.panel.rows for placed in row.marks]
    caption = caption_of(
        told,
        filtered,
        hidden_voices=page.hidden_voices,
        hidden_silences=page.hidden_silences,
        brackets=len(page.brackets),
        crowded=any(not placed.words and placed.size < 1 for placed in marks),
    )
    with matplotlib.rc_context(style()):
        sheet = Sheet(
            finding(told), legend_of((placed.shown for placed in marks), kinds=_KINDS), caption, page.panel.height
        )
        ax = draw_panel(sheet.figure, page.panel, sheet.top)
        rows_top = sheet.top - page.panel.head
        draw_bridge(ax, page.panel, page.brackets)
        left = page.panel.left + page.panel.names_width + page.panel.scale.width
        draw_brackets(sheet.figure, page.brackets, left, rows_top)
    return sheet.figure


def _lay_out(told: Told, conflicts: pd.DataFrame) -> Page:
    shown = _shown(told, conflicts)
    silent, hidden_silences = _silent(told)
    room = INNER - (_BRACKETS_WIDTH if len(conflicts) else 0.1)
    names = names_in_lines(shown, _NAMES_WIDTH, 2, NAME_SIZE)
    hidden = len(told.rows) - len(shown)
    if hidden:
        names[""] = (f"and {hidden:,} more {LEVELS[told.level][hidden > 1]}",)
    lines = [line for name in (*names.values(), *(name for name, _ in silent)) for line in name]
    names_width = max(0.9, *(width_of(line, NAME_SIZE) for line in lines)) + NAME_GAP
    scale = _scale(told, shown, room - names_width)
    many = sum(len(told.rows[voice]) for voice in shown) > _MANY
    for lanes, crowded in ((8, 7), (4, 6), (3, 5), (2, 5), (1, 4))[2 * many :]:
        rows = _rows(told, names, silent, scale, lanes, crowded)
        height = rows[-1].top + rows[-1].height
        if height <= _TALLEST:
            break
    label = " ".join(filter(None, (drawable(unit_words(told.unit, told.per)), scale.note)))
    panel = Panel(
        Subject(told.heading, told.unit, told.per, told.rows),
        tuple(wrap(told.title, room, 2, TITLE_SIZE, bold=True)),
        tuple(wrap(label, names_width - 0.3, 2, UNIT_SIZE)) if told.rows else (),
        scale,
        rows,
        height,
        names_width,
        MARGIN,
    )
    return Page(panel, lay_brackets(told, conflicts, panel), hidden, hidden_silences)


def _shown(told: Told, conflicts: pd.DataFrame) -> list[str]:
    """The voices that have a row: those at odds first, then those of the most claims; in the order of their figures."""
    at_odds = [*conflicts["voice_a"], *conflicts["voice_b"], *told.conflicts["voice_a"], *told.conflicts["voice_b"]]
    often = sorted(told.rows, key=lambda voice: -len(told.rows[voice]))
    chosen = set(list(dict.fromkeys([*(voice for voice in at_odds if voice in told.rows), *often]))[:_MOST_ROWS])
    return [voice for voice in told.rows if voice in chosen]


def _silent(told: Told) -> tuple[list[tuple[tuple[str, ...], str]], int]:
    """Who is silent, each with name and words, and how many more there are."""
    if told.silences.empty:
        return [], 0
    told_by: dict[tuple[str, str], list[str]] = {}
    silences = told.silences.sort_values("published", kind="stable", na_position="last")
    several = silences["published"].dt.year.nunique() > 1
    row: Any
    for row in silences.itertuples(index=False):
        about = f" ({shorten(drawable(row.about), _ABOUT_LETTERS)})" if isinstance(row.about, str) else ""
        words = f"{silence_words(row.stance)}{about}, {day_words(row.published, several)}"
        told_by.setdefault((row.voice, row.stance), []).append(words)
    rows = [
        (tuple(wrap(drawable(voice), _NAMES_WIDTH, 2, NAME_SIZE)), words[0] + _again(len(words)))
        for (voice, _), words in told_by.items()
    ]
    return rows[:_MOST_SILENT], max(0, len(rows) - _MOST_SILENT)


def _again(times: int) -> str:
    return f" ×{times}" if times > 1 else ""


def silence_words(stance: str) -> str:
    """How a silence reads in a row."""
    return {"does not confirm": "neither confirms nor denies"}.get(stance, drawable(stance))


def _scale(told: Told, shown: list[str], width: float) -> Scale:
    marks = [mark for voice in shown for mark in told.rows[voice]]
    if not marks:
        # silence has no figures, and no axis
        return replace(choose_scale([], width), ticks=())
    reaches = reaches_of((mark, 1.0) for mark in marks)
    whole = told.unit == "count" and not told.per and all(mark.point.is_integer() for mark in marks)
    return choose_scale(list(reaches), width, percent=told.unit == "percent", whole=whole, reach=reaches.__getitem__)


def _rows(
    told: Told,
    names: dict[str, tuple[str, ...]],
    silent: list[tuple[tuple[str, ...], str]],
    scale: Scale,
    lanes: int,
    crowded: int,
) -> tuple[Row, ...]:
    rows: list[Row] = []
    top = 0.0
    for voice, name in names.items():
        marks: list[Mark] = told.rows.get(voice, [])
        placed, taken, apart = fill_row(marks, scale, lanes, crowded) if marks else ([], 0, 0.0)
        height = max(taken * apart, height_of(len(name), NAME_SIZE)) + _ROW_PADDING
        shift = top + (height - taken * apart) / 2
        moved = tuple(replace(mark, y=shift + mark.y) for mark in placed)
        rows.append(Row(voice, name, top, height, moved, quiet=not voice or voice in told.unnamed))
        top += height
    for name, words in silent:
        height = height_of(len(name), NAME_SIZE) + _ROW_PADDING
        rows.append(Row("", name, top, height, (), said=fit(words, scale.width, WORDS_SIZE)))
        top += height
    return tuple(rows)
