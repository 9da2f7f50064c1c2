"""Who makes how many claims on what: a comparison comes in, a table of counts or its figure goes out.

Only claims are counted here, never what they claim. A cell has its number; the fill behind it and the sign of a
conflict only help the eye. Voices stand in the one order of all charts; what finds no room is summed up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.charts.corpus import caption_words, empty_words
from analysis.charts.layout import MARGIN, NAME_SIZE, PAGE_WIDTH, UNIT_SIZE
from analysis.charts.marks import INKS
from analysis.charts.names import heading_lines, names_in_lines, quiet_voices, topic_of, voice_ranks
from analysis.charts.page import Sheet, style
from analysis.charts.text import LINE, drawable, height_of, width_of, wrap
from analysis.charts.words import VERIFIED
from analysis.compare import Comparison
from analysis.compare.voices import LEVELS
from analysis.compare.words import listed, told_once
from analysis.wording import count_of

SIGNS = {"conflict": "≠", "denial": "×"}
_MOST_VOICES = 14
_MOST_GROUPS = 7
_NAMES_WIDTH = 2.5
_WIDEST_COLUMN = 1.0
_LEAST_GAP = 0.14
_HEAD_LINES = 4
_ROW = 0.26
_DARKEST = 0.42
_MOST_DESCRIBED = 5
# stand behind every name, and are none
OTHERS, ALL, SILENCES = "\0others", "\0all", "\0silences"


@dataclass(frozen=True)
class Matrix:
    """Counts of claims: a row for each voice, a column for each group, then "others" and "all" of both.

    ``signs`` has the cells whose voice is in conflict with another one, or in a denial; ``silences`` how often each
    row's voice gave no figure or no comment, which is no claim and is not in ``counts``.
    """

    counts: pd.DataFrame
    signs: Mapping[tuple[str, str], str]
    silences: pd.Series | None
    hidden_voices: int
    hidden_groups: int
    quiet: frozenset[str]
    level: str

    @property
    def title(self) -> str:
        """What the table is of."""
        return (
            f"How many claims each {LEVELS[self.level][0]} {'reports' if self.level == 'outlet' else 'makes'} on what"
        )

    def at(self, voice: str, group: str) -> int:
        """A cell's number; that of silences where ``group`` is ``SILENCES``."""
        if group == SILENCES:
            return 0 if self.silences is None else int(self.silences[voice])
        return int(self.counts.to_numpy()[self.counts.index.get_loc(voice), self.counts.columns.get_loc(group)])

    @property
    def voices(self) -> list[str]:
        return [name for name in self.counts.index if name not in (OTHERS, ALL)]

    @property
    def groups(self) -> list[str]:
        return [name for name in self.counts.columns if name not in (OTHERS, ALL)]


def count_claims(comparison: Comparison, *, voices: int = _MOST_VOICES, groups: int = _MOST_GROUPS) -> Matrix:
    """The counts of a comparison's claims, copies left out; so many voices and groups have a line of their own.

    Where there is too little room, voices in conflict come before others, then those with most claims on these groups
    and most silences.
    """
    told = told_once(comparison.claims)
    ranks, silent = voice_ranks(told, comparison.level), _silent(comparison)
    for voice in silent.index:
        ranks.setdefault(voice, len(ranks))
    in_order = comparison.groups["group"].tolist()
    shown_groups = _shown(in_order, groups)
    disputed = _disputed(comparison.conflicts)
    all_told, here = (Counter(rows["voice"].tolist()) for rows in (told, told[told["group"].isin(shown_groups)]))
    here += Counter({str(voice): int(number) for voice, number in silent.items()})
    quarrels = {voice for voice, group, _ in disputed if group in set(shown_groups)}
    telling = sorted(ranks, key=lambda voice: (voice not in quarrels, -here[voice], -all_told[voice], ranks[voice]))
    shown = sorted(_shown(telling, voices), key=ranks.__getitem__)
    rows = told["voice"].where(told["voice"].isin(shown), OTHERS)
    columns = told["group"].where(told["group"].isin(shown_groups), OTHERS)
    counts = pd.crosstab(rows, columns)
    hidden_voices, hidden_groups = len(ranks) - len(shown), len(in_order) - len(shown_groups)
    counts = counts.reindex(
        index=[*shown, *([OTHERS] if hidden_voices else [])],
        columns=[*shown_groups, *([OTHERS] if hidden_groups else [])],
        fill_value=0,
    )
    counts[ALL] = counts.sum(axis=1)
    counts.loc[ALL] = counts.sum()
    signs: dict[tuple[str, str], str] = {}
    for voice, group, kind in disputed:
        cell = voice if voice in shown else OTHERS, group if group in shown_groups else OTHERS
        if SIGNS[kind] not in signs.get(cell, ""):
            signs[cell] = signs.get(cell, "") + SIGNS[kind]
    silences = None
    if len(silent):
        silences = (
            silent.groupby(lambda voice: voice if voice in shown else OTHERS).sum().reindex(counts.index, fill_value=0)
        )
        silences[ALL] = silent.sum()
    return Matrix(
        counts.astype("int64"), signs, silences, hidden_voices, hidden_groups, quiet_voices(told), comparison.level
    )


def draw_matrix(comparison: Comparison, *, filtered: str = "") -> Figure:
    """The table of counts as a figure; ``filtered`` says in words what was left out."""
    matrix = count_claims(comparison)
    grid = _Grid(matrix) if len(comparison.claims) else None
    empty = "" if grid else empty_words(comparison, filtered)
    caption = caption_words(comparison, filtered, *(_notes(matrix) if grid else ()))
    with matplotlib.rc_context(style()):
        sheet = Sheet(matrix.title, [], caption, grid.height if grid else 0.0, empty)
        if grid:
            width, height = sheet.figure.get_size_inches()
            box = MARGIN, sheet.top - grid.height, grid.width, grid.height
            ax = sheet.figure.add_axes(
                (box[0] / width, box[1] / height, box[2] / width, box[3] / height), label=matrix.title
            )
            ax.set_axis_off()
            ax.set_xlim(0, grid.width)
            ax.set_ylim(grid.height, 0)
            _draw_cells(ax, matrix, grid)
            _draw_names(ax, matrix, grid)
    return sheet.figure


def describe_matrix(comparison: Comparison, *, filtered: str = "") -> str:
    """The table in plain sentences: how many claims the most telling voices make, and on what."""
    matrix = count_claims(comparison)
    if not len(comparison.claims):
        return f"{matrix.title}. {empty_words(comparison, filtered)}"
    said = []
    for voice in sorted(matrix.voices, key=lambda voice: -matrix.at(voice, ALL))[:_MOST_DESCRIBED]:
        most = sorted(matrix.groups, key=lambda group: -matrix.at(voice, group))[:3]
        parts = [
            f"{drawable(topic_of(group))} {matrix.at(voice, group):,}" for group in most if matrix.at(voice, group)
        ]
        many = count_of(matrix.at(voice, ALL), "claim")
        said.append(f"{drawable(voice)} {many}" + (f" ({', '.join(parts)})" if parts else ""))
    signed = {voice for voice, _ in matrix.signs}
    signs = [drawable(voice) for voice in matrix.voices if voice in signed]
    disagree = f"In a conflict or a denial: {listed(signs)}." if signs else ""
    total = count_of(matrix.at(ALL, ALL), "claim")
    return " ".join(filter(None, (f"{matrix.title}: {total}. {'; '.join(said)}.", disagree, *_notes(matrix), VERIFIED)))


def _disputed(conflicts: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Who is in a conflict on which group, or in a denial: each once, conflicts first."""
    told = conflicts.sort_values("kind", kind="stable")
    sides = [zip(told[f"voice_{side}"], told["group"], told["kind"], strict=True) for side in "ab"]
    return list(dict.fromkeys((str(voice), str(group), str(kind)) for side in sides for voice, group, kind in side))


def _shown(names: list[str], most: int) -> list[str]:
    """Those with a line of their own; one that would be summed up alone has its own too."""
    return names if len(names) <= most + 1 else names[:most]


def _silent(comparison: Comparison) -> pd.Series:
    """How often each voice gives no figure or no comment; an outlet only reports silences."""
    silences = comparison.silences
    if silences is None or silences.empty or comparison.level == "outlet":
        return pd.Series(dtype="int64")
    who = silences["voice"] if "voice" in silences else silences["source"]
    return who.fillna("nobody named").value_counts()


def _notes(matrix: Matrix) -> list[str]:
    one, several = LEVELS[matrix.level]
    notes = ["The numbers count claims, not what is claimed."]
    used = "".join(matrix.signs.values())
    if SIGNS["conflict"] in used:
        notes.append(f"{SIGNS['conflict']} in conflict with another {one}.")
    if SIGNS["denial"] in used:
        notes.append(f"{SIGNS['denial']} denies another {one}’s figure, or has it denied.")
    hidden = (matrix.hidden_voices, one, several), (matrix.hidden_groups, "subject", "subjects")
    summed = [count_of(number, *nouns) for number, *nouns in hidden if number]
    if summed:
        notes.append(f"Summed up as others: {listed(summed)}.")
    if matrix.silences is not None:
        notes.append("A silence, where somebody gives no figure or denies another’s, is no claim and stands apart.")
    return notes


class _Grid:
    """Where the lines of the table stand, in inches from its upper left corner."""

    def __init__(self, matrix: Matrix) -> None:
        self.columns = [*matrix.counts.columns, *([SILENCES] if matrix.silences is not None else [])]
        inner = PAGE_WIDTH - 2 * MARGIN
        self.names = names_in_lines(matrix.voices, _NAMES_WIDTH, 1, NAME_SIZE)
        self.names[OTHERS] = (f"{matrix.hidden_voices:,} other {LEVELS[matrix.level][matrix.hidden_voices != 1]}",)
        self.names[ALL] = (f"all {LEVELS[matrix.level][1]}",)
        used = [lines[0] for lines in self.names.values() if lines]
        self.names_width = max(width_of(name, NAME_SIZE) for name in used) + _LEAST_GAP
        self.column = min(_WIDEST_COLUMN, (inner - self.names_width) / len(self.columns))
        room = self.column - _LEAST_GAP
        self.heads = {group: heading_lines(topic_of(group), room, _HEAD_LINES, UNIT_SIZE) for group in matrix.groups}
        self.heads[OTHERS] = wrap(count_of(matrix.hidden_groups, "other subject"), room, 2, UNIT_SIZE)
        self.heads[ALL] = wrap("all subjects", room, 2, UNIT_SIZE)
        self.heads[SILENCES] = wrap("silences, no claims", room, 2, UNIT_SIZE)
        self.head = height_of(max(len(self.heads[column]) for column in self.columns), UNIT_SIZE) + 0.08
        self.rows = list(matrix.counts.index)
        self.width = self.names_width + self.column * len(self.columns)
        self.height = self.head + _ROW * len(self.rows) + 0.16

    def left(self, column: int) -> float:
        return self.names_width + column * self.column

    def top(self, row: int) -> float:
        return self.head + row * _ROW


def _draw_cells(ax: Axes, matrix: Matrix, grid: _Grid) -> None:
    inside = matrix.counts.loc[matrix.voices, matrix.groups].to_numpy()
    most = max(3, int(inside.max(initial=0)))
    for i, voice in enumerate(grid.rows):
        for j, group in enumerate(grid.columns):
            number, left, top = matrix.at(voice, group), grid.left(j), grid.top(i)
            summed = _is_sum((voice, group)) or group == SILENCES
            if number and not summed:
                shade = 0.08 + (_DARKEST - 0.08) * (number / most) ** 0.5
                cell = Rectangle((left + 0.02, top + 0.02), grid.column - 0.04, _ROW - 0.04, lw=0)
                cell.set_facecolor((INKS["named"], shade))
                ax.add_patch(cell)
            middle, y = left + grid.column / 2, top + _ROW / 2
            words = f"{number:,}" if number else "·"
            ink = INKS["quiet" if summed or not number else "ink"]
            ax.text(middle, y, words, size=NAME_SIZE, color=ink, ha="center", va="center_baseline")
            if number and (sign := matrix.signs.get((voice, group))):
                beside = middle + width_of(words, NAME_SIZE) / 2 + 0.05
                ax.text(beside, y, sign, size=NAME_SIZE, weight="bold", color=INKS["ink"], va="center_baseline")


def _is_sum(names: Collection[str]) -> bool:
    return OTHERS in names or ALL in names


def _draw_names(ax: Axes, matrix: Matrix, grid: _Grid) -> None:
    for i, voice in enumerate(grid.rows):
        ax.text(
            grid.names_width - _LEAST_GAP,
            grid.top(i) + _ROW / 2,
            "".join(grid.names[voice]),
            size=NAME_SIZE,
            color=INKS["quiet" if voice in matrix.quiet or _is_sum([voice]) else "ink"],
            ha="right",
            va="center_baseline",
        )
    for j, group in enumerate(grid.columns):
        ax.text(
            grid.left(j) + grid.column / 2,
            grid.head - 0.05,
            "\n".join(grid.heads[group]),
            size=UNIT_SIZE,
            color=INKS["quiet" if group == SILENCES or _is_sum([group]) else "ink"],
            ha="center",
            va="bottom",
            linespacing=LINE,
        )
    last = grid.top(len(grid.rows))
    across = [((0.0, y), (grid.width, y)) for y in (grid.head, grid.top(len(grid.rows) - 1))]
    down = [((x, grid.head), (x, last)) for x in (grid.left(len(matrix.counts.columns) - 1),)]
    ax.add_collection(
        LineCollection([*across, *down], colors=INKS["axis"], linewidths=0.8, label="lines"), autolim=False
    )
