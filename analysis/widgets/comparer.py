"""The comparer: a claims table in, a widget out that shows one subject's sources, quarrels and revisions.

It decides nothing about figures; ``analysis.compare`` does. What the analyst decides about groups and sources is kept
by the room ``deciding``. A choice is remembered by the comparer's name for as long as the kernel lives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import ipywidgets  # type: ignore[import-untyped]
import pandas as pd

from analysis.charts.disagreement import describe_disagreement, draw_disagreement
from analysis.charts.html import chart_html
from analysis.charts.revisions import describe_revisions, draw_revisions
from analysis.compare import Comparison, compare
from analysis.compare.likeness import suggest_merges
from analysis.compare.voices import LEVELS, count_voices
from analysis.compare.words import summarise_comparison
from analysis.export import save_selection
from analysis.widgets.annotate import escaped, message_html, stylesheet
from analysis.widgets.comparer_words import alike_words, claim_label, nothing_words, subject_label
from analysis.widgets.deciding import DecidingPanel
from analysis.widgets.downloads import Downloads
from analysis.widgets.facets import action_button, flexible, short_name
from analysis.widgets.table_view import ClaimsTable
from analysis.wording import count_of

ALL_KINDS = "all kinds"
_ROWS = 10
_MOST_ALIKE_LOOKED_AT = 200
_VOICE_LABELS = {"source": "Said by", "actor": "Party", "outlet": "Outlet"}
_remembered: dict[str, tuple[str | None, str]] = {}


class ClaimComparer(ipywidgets.VBox):  # type: ignore[misc]
    """Subjects to choose from; of the chosen one the sources, who disagrees, how it moved, and its claims.

    >>> from analysis.table import tabulate
    >>> comparer = ClaimComparer(tabulate([]), folder="no-such-folder", name="doctest")
    >>> comparer.group is None, comparer.subject.options
    (True, ())
    """

    def __init__(
        self,
        claims: pd.DataFrame,
        silences: pd.DataFrame | None = None,
        *,
        folder: str | Path,
        exports: str | Path = "../exports",
        name: str = "compare",
    ) -> None:
        self.claims, self.silences, self.exports, self.name = claims, silences, Path(exports), name
        group, level = _remembered.get(name, (None, "source"))
        self.kind = ipywidgets.Dropdown(description="Kind", tooltip="casualties, troops, attacks, money …")
        self.find = ipywidgets.Text(
            description="Find", placeholder="words of a subject", tooltip="all of these words in the subject"
        )
        self.level = ipywidgets.Dropdown(
            options=[(several, level) for level, (_, several) in LEVELS.items()],
            value=level,
            description="Compare",
            tooltip="who is held against whom: sources, the parties that they speak for, or the outlets that report it",
        )
        self.subject = ipywidgets.Select(
            rows=_ROWS, description="Subject", tooltip="most disputed first", layout={"width": "100%"}
        )
        self.voices = ipywidgets.SelectMultiple(
            rows=_ROWS, tooltip="click chooses one, Ctrl or Shift and click several", layout={"width": "100%"}
        )
        self.everyone = ipywidgets.Button(description="All", tooltip="choose all of this list")
        self.summary, self.disagreement, self.revisions = (ipywidgets.HTML() for _ in range(3))
        self.table = ClaimsTable(claims.head(0), searchable=False)
        self.deciding = DecidingPanel(folder, lambda group: self._recompare(group or self.group))
        self.save_charts = action_button(
            "Save charts", "download", "both charts as PNG, SVG and PDF, their rows as CSV"
        )
        self.save_table = action_button("Save table", "download", "this subject's claims as XLSX, CSV and JSON Lines")
        self.downloads = Downloads()
        self._held = False
        self._disagreed: Any = None
        self._revised: Any = None
        super().__init__(self._lay_out())
        self.add_class("ncw-comparer")
        self.add_class("ncw-panel")
        self._recompare(group)
        for narrowing in (self.kind, self.find):
            narrowing.observe(lambda _: self._list_subjects(self.group), "value")
        self.level.observe(lambda _: self._recompare(self.group), "value")
        self.subject.observe(lambda _: self._choose_subject(), "value")
        self.voices.observe(lambda _: self._show(), "value")
        self.everyone.on_click(lambda _: self._everyone())
        self.save_charts.on_click(lambda _: self._save(self.save_charts, self._write_charts))
        self.save_table.on_click(lambda _: self._save(self.save_table, self._write_table))

    @property
    def group(self) -> str | None:
        """The heading of the subject chosen."""
        chosen: str | None = self.subject.value
        return chosen

    @property
    def shown(self) -> Comparison:
        """The comparison of what is chosen alone."""
        chosen = tuple(self.voices.value)
        return self.comparison.only(self.group or "", chosen)

    def _lay_out(self) -> list[Any]:
        look = ipywidgets.HTML(stylesheet(), layout=ipywidgets.Layout(display="none"))
        narrowed = ipywidgets.HBox([self.kind, self.find, self.level])
        saving = ipywidgets.HBox([self.save_charts, self.save_table])
        for row in (narrowed, saving):
            row.add_class("ncw-row")
        subjects = flexible(ipywidgets.VBox([self.subject]), "3 1 380px")
        voices = flexible(ipywidgets.VBox([self.voices, ipywidgets.HBox([self.everyone])]), "2 1 280px")
        for column in (subjects, voices):
            column.add_class("ncw-facet")
        lists = ipywidgets.HBox([subjects, voices])
        lists.add_class("ncw-facets")
        return [
            *(look, narrowed, lists, self.summary, self.deciding, self.disagreement, self.revisions),
            *(self.table, saving, self.downloads),
        ]

    def _recompare(self, chosen: str | None) -> None:
        """Compares all claims anew under the decisions, and stays on the subject chosen if it is still there."""
        level = self.level.value
        self.summary.value = message_html("Comparing …", role="status")  # of very many claims it takes seconds
        self.comparison = compare(self.claims, self.silences, self.deciding.decisions, level=level)
        compared = self.comparison.claims
        moved = compared[compared["claim"].isin(self.deciding.decisions.claims)]
        labels = {str(row.claim): claim_label(row, ", ") for row in moved.itertuples()}
        self.deciding.tell_stale(self.comparison.stale, labels)
        groups = self.comparison.groups
        kinds = sorted(groups["family"].dropna().unique())
        self._held = True
        kind = self.kind.value if self.kind.value in kinds else ALL_KINDS
        self.kind.options = [ALL_KINDS, *kinds]
        self.kind.value = kind
        self.voices.description = _VOICE_LABELS[level]
        if chosen in set(groups["group"]) and chosen not in set(self._narrowed()["group"]):
            self.kind.value, self.find.value = ALL_KINDS, ""  # what was decided must not be out of sight
        self._held = False
        self._list_subjects(chosen)

    def _narrowed(self) -> pd.DataFrame:
        """The groups of the kind and with the words chosen."""
        groups = self.comparison.groups
        if self.kind.value != ALL_KINDS:
            groups = groups[groups["family"] == self.kind.value]
        for word in self.find.value.casefold().split():
            groups = groups[groups["group"].str.casefold().str.contains(word, regex=False)]
        return groups

    def _list_subjects(self, chosen: str | None) -> None:
        if self._held:
            return
        groups = self._narrowed()
        options = [(subject_label(row, self.comparison.level), row.group) for row in groups.itertuples()]
        names = [name for _, name in options]
        self._held = True
        self.subject.options = options
        self.subject.value = chosen if chosen in names else names[0] if names else None
        self._held = False
        self._choose_subject()

    def _choose_subject(self) -> None:
        if self._held:
            return
        group = self.group
        if group is not None:
            _remembered[self.name] = group, self.level.value
        rows = self.comparison.claims[self.comparison.claims["group"] == (group or "")]
        counts = rows.loc[rows["copy_of"].isna(), "voice"].value_counts()
        voices = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]).casefold()))
        self._held = True
        self.voices.options = [(f"{short_name(str(voice))} ({count:,})", str(voice)) for voice, count in voices]
        self.voices.value = tuple(str(voice) for voice, _ in voices)
        self._held = False
        self.deciding.show(group, self.comparison.groups["group"].tolist(), rows.itertuples())
        self._show()

    def _everyone(self) -> None:
        self.voices.value = tuple(value for _, value in self.voices.options)

    def _show(self) -> None:
        """Draws everything of the subject and the sources chosen, or says why there is nothing."""
        if self._held:
            return
        shown, group = self.shown, self.group or ""
        nothing = "" if len(shown.claims) else nothing_words(len(self.claims), group, shown.level)
        self.save_charts.disabled = self.save_table.disabled = bool(nothing)
        chosen, sources = tuple(self.voices.value), shown.level == "source"
        self.deciding.offer_voices(chosen, len(self.voices.options), sources=sources)
        if nothing:
            said, self.disagreement.value, self.revisions.value = nothing, "", ""
            self._disagreed = self._revised = None
        else:
            said = summarise_comparison(shown, group)
            self._disagreed, self.disagreement.value = self._drawn(draw_disagreement, describe_disagreement)
            self._revised, self.revisions.value = self._drawn(draw_revisions, describe_revisions)
        pairs = suggest_merges(list(chosen)[:_MOST_ALIKE_LOOKED_AT])[:2] if sources else []
        lines = "<br>".join([f"<strong>{escaped(said)}</strong>", *(escaped(alike_words(*pair[:2])) for pair in pairs)])
        self.summary.value = f'<div class="ncw-summary" role="status">{lines}</div>'
        self.table.show(shown.claims, empty=nothing)

    def _drawn(self, draw: Callable[..., Any], describe: Callable[..., str]) -> tuple[Any, str]:
        """A chart of what is shown, and its page; one that cannot be drawn says so in its place."""
        try:
            figure = draw(self.shown, self.group, filtered=self._filtered())
            return figure, f'<div class="ncw-chart">{chart_html(figure, describe(self.shown, self.group))}</div>'
        except Exception as problem:  # whatever it is, an older chart must not stay
            return None, message_html(f"The chart cannot be drawn: {problem or type(problem).__name__}", problem=True)

    def _filtered(self) -> str:
        chosen, every = len(self.voices.value), len(self.voices.options)
        return "" if chosen == every else f"{chosen:,} of {count_voices(every, self.comparison.level)}"

    def _save(self, button: Any, write: Callable[[], Sequence[Path]]) -> None:
        self.downloads.save(button, write, count_of(len(self.shown.claims), "claim"), self.group or "")

    def _write_charts(self) -> Sequence[Path]:
        shown, group = self.shown, self.group or ""
        charts = (
            ("who says what", self._disagreed, describe_disagreement),
            ("how it moved", self._revised, describe_revisions),
        )
        saved: list[Path] = []
        for name, figure, describe in charts:
            if figure is not None:
                formats = ("png", "svg", "pdf", "csv")
                named, said = f"{group} {name}", describe(shown, group)
                saved += save_selection(shown.claims, figure, self.exports, named, description=said, formats=formats)
        return saved

    def _write_table(self) -> Sequence[Path]:
        shown = self.shown
        return save_selection(shown.claims, None, self.exports, self.group or "", formats=("xlsx", "csv", "jsonl"))
