"""The comparer: a claims table in, a widget out that shows one subject's sources, quarrels and revisions.

It decides nothing about figures; ``analysis.compare`` does. What the analyst decides about groups and sources is kept
in the folder of articles, so that it holds when everything is run again. A choice is remembered by the comparer's name
for as long as the kernel lives.
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
from analysis.compare import Comparison, Decisions, DecisionsError, compare, read_decisions, save_decisions
from analysis.compare.decisions import folder_of
from analysis.compare.likeness import most_alike, suggest_merges
from analysis.compare.words import summarise_comparison
from analysis.export import save_selection
from analysis.widgets.annotate import escaped, message_html, stylesheet
from analysis.widgets.comparer_words import claim_label, decided_html, nothing_words, subject_label
from analysis.widgets.facets import short_name
from analysis.widgets.table_view import ClaimsTable
from analysis.wording import count_of, saved_words

ALL_KINDS = "all kinds"
_ROWS = 10
_remembered: dict[str, str] = {}


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
        self.folder = folder_of(folder)
        self.kind = ipywidgets.Dropdown(description="Kind", tooltip="casualties, troops, attacks, money …")
        self.find = ipywidgets.Text(
            description="Find", placeholder="words of a subject", tooltip="all of these words in the subject"
        )
        self.subject = ipywidgets.Select(
            rows=_ROWS, description="Subject", tooltip="most disputed first", layout={"width": "100%"}
        )
        self.voices = ipywidgets.SelectMultiple(
            rows=_ROWS,
            description="Said by",
            tooltip="click chooses one, Ctrl or Shift and click several",
            layout={"width": "100%"},
        )
        self.everyone = ipywidgets.Button(description="All", tooltip="choose all sources")
        self.summary, self.disagreement, self.revisions = (ipywidgets.HTML() for _ in range(3))
        self.table = ClaimsTable(claims.head(0), searchable=False)
        self.same_subject = ipywidgets.Dropdown(
            description="Same as", tooltip="another subject, those that read alike first", layout={"width": "100%"}
        )
        self.merge = _button("Merge subjects", "compress", "put this subject's claims into the one named here")
        self.same_source = _button("Same source", "users", "treat the sources chosen above as one: two or more of them")
        self.pick = ipywidgets.SelectMultiple(
            rows=6,
            description="Claims",
            tooltip="the claims that are about something else",
            layout={"width": "100%"},
        )
        self.new_subject = ipywidgets.Text(
            description="Are about", placeholder="a subject of their own", layout={"width": "100%"}
        )
        self.split = _button("Move claims", "expand", "give the claims chosen here the subject named here")
        self.undo = _button("Undo", "undo", "take the last decision back")
        self.decided, self.notice = ipywidgets.HTML(), ipywidgets.HTML()
        self.save_charts = _button("Save charts", "download", "both charts as PNG, SVG and PDF, and their rows as CSV")
        self.save_table = _button("Save table", "download", "this subject's claims as XLSX, CSV and JSON Lines")
        self._held = False
        self._disagreed: Any = None
        self._revised: Any = None
        super().__init__(self._lay_out())
        self.add_class("ncw-comparer")
        self.decisions, self._undone = Decisions(), list[Decisions]()
        try:
            self.decisions = read_decisions(self.folder)
        except DecisionsError as error:
            self._tell(str(error), problem=True)
        self._recompare(_remembered.get(self.name))
        self.kind.observe(lambda _: self._list_subjects(self.group), "value")
        self.find.observe(lambda _: self._list_subjects(self.group), "value")
        self.subject.observe(lambda _: self._choose_subject(), "value")
        self.voices.observe(lambda _: self._show(), "value")
        self.everyone.on_click(lambda _: self._everyone())
        self.merge.on_click(lambda _: self._merge())
        self.same_source.on_click(lambda _: self._merge_sources())
        self.split.on_click(lambda _: self._split())
        self.undo.on_click(lambda _: self._take_back())
        self.save_charts.on_click(lambda _: self._save(self._write_charts))
        self.save_table.on_click(lambda _: self._save(self._write_table))

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
        narrowed = ipywidgets.HBox([self.kind, self.find])
        saving = ipywidgets.HBox([self.save_charts, self.save_table])
        for row in (narrowed, saving):
            row.add_class("ncw-row")
        sources = ipywidgets.VBox([self.voices, ipywidgets.HBox([self.everyone])])
        lists = ipywidgets.HBox([_flexible(self.subject, "3 1 380px"), _flexible(sources, "2 1 280px")])
        lists.add_class("ncw-facets")
        merging = ipywidgets.HBox([_flexible(self.same_subject, "1 1 320px"), self.merge, self.same_source])
        splitting = ipywidgets.HBox([_flexible(self.new_subject, "1 1 320px"), self.split, self.undo])
        for row in (merging, splitting):
            row.add_class("ncw-row")
        deciding = ipywidgets.Accordion([ipywidgets.VBox([merging, self.pick, splitting, self.decided])])
        deciding.set_title(0, "Merge and split: what is the same, and what is not")
        return [
            *(look, narrowed, lists, self.summary, self.disagreement, self.revisions),
            *(self.table, deciding, saving, self.notice),
        ]

    def _recompare(self, chosen: str | None) -> None:
        """Compares all claims anew under the decisions, and stays on the subject chosen if it is still there."""
        self.comparison = compare(self.claims, self.silences, self.decisions)
        groups = self.comparison.groups
        kinds = sorted(groups["family"].dropna().unique())
        self._held = True
        kind = self.kind.value if self.kind.value in kinds else ALL_KINDS
        self.kind.options = [ALL_KINDS, *kinds]
        self.kind.value = kind
        if chosen in set(groups["group"]) and chosen not in set(self._narrowed()["group"]):
            self.kind.value, self.find.value = ALL_KINDS, ""  # what was decided must not be out of sight
        self._held = False
        self._list_subjects(chosen)
        self.undo.disabled = not self.decisions.lines
        self.decided.value = decided_html(self.decisions)

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
        options = [(subject_label(row), row.group) for row in groups.itertuples()]
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
            _remembered[self.name] = group
        rows = self.comparison.claims[self.comparison.claims["group"] == (group or "")]
        counts = rows.loc[rows["copy_of"].isna(), "voice"].value_counts()
        voices = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]).casefold()))
        alike = most_alike(group, self.comparison.groups["group"].tolist()) if group else []
        self._held = True
        self.voices.options = [(f"{short_name(str(voice))} ({count:,})", str(voice)) for voice, count in voices]
        self.voices.value = tuple(str(voice) for voice, _ in voices)
        self.same_subject.options = [(short_name(name, 80), name) for name in alike]
        self.same_subject.value = None  # nothing is merged by one careless click
        self.pick.options = [(claim_label(row), row.claim) for row in rows.itertuples()]
        self.merge.disabled = not alike
        self._held = False
        self._show()

    def _everyone(self) -> None:
        self.voices.value = tuple(value for _, value in self.voices.options)

    def _show(self) -> None:
        """Draws everything of the subject and the sources chosen, or says why there is nothing."""
        if self._held:
            return
        shown, group = self.shown, self.group or ""
        nothing = "" if len(shown.claims) else nothing_words(len(self.claims), group)
        self.save_charts.disabled = self.save_table.disabled = bool(nothing)
        chosen = len(self.voices.value)
        self.same_source.disabled = chosen < 2 or chosen == len(self.voices.options) > 2
        if nothing:
            said, self.disagreement.value, self.revisions.value = nothing, "", ""
            self._disagreed = self._revised = None
        else:
            said = summarise_comparison(shown, group)
            self._disagreed, self.disagreement.value = self._drawn(draw_disagreement, describe_disagreement)
            self._revised, self.revisions.value = self._drawn(draw_revisions, describe_revisions)
        alike = [
            f"“{one}” and “{other}” look alike: if they are one, choose both and press Same source."
            for one, other, _ in suggest_merges(list(self.voices.value)[:200])[:2]
        ]
        lines = "<br>".join([f"<strong>{escaped(said)}</strong>", *map(escaped, alike)])
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
        return "" if chosen == every else f"{chosen:,} of {count_of(every, 'source')}"

    def _merge(self) -> None:
        one, other = self.group, self.same_subject.value
        if not one or not other:
            self._tell("Choose the subject that it is the same as first.", problem=True)
            return
        self._decide(lambda kept: kept.decide("group", one, other), other)

    def _merge_sources(self) -> None:
        first, *others = self.voices.value
        self._decide(lambda kept: kept.decide("source", others, first))

    def _split(self) -> None:
        if not self.pick.value:
            self._tell("Choose the claims to move first.", problem=True)
            return
        claims, name = self.pick.value, self.new_subject.value
        self._decide(lambda kept: kept.decide("claim", claims, name))

    def _take_back(self) -> None:
        """Undoes the last decision made here, however many lines it was, or else the file's last line."""
        before = self._undone.pop() if self._undone else None
        self._decide(lambda kept: before if before is not None else kept.undo(), undoing=True)

    def _decide(
        self, change: Callable[[Decisions], Decisions], chosen: str | None = None, *, undoing: bool = False
    ) -> None:
        """Changes what is kept in the folder, and compares again; what cannot be read or kept is left as it is."""
        try:
            kept = read_decisions(self.folder)  # somebody else may have decided since
            decisions = change(kept)
            path = save_decisions(self.folder, decisions)
        except DecisionsError as error:
            self._tell(str(error), problem=True)
            return
        if not undoing:
            self._undone.append(kept)
        self.decisions = decisions
        self._tell(f"{count_of(len(decisions.lines), 'decision')} kept in {path}.")
        self._recompare(chosen or self.group)

    def _save(self, write: Callable[[], Sequence[Path]]) -> None:
        try:
            self._tell(saved_words(write()))
        except Exception as problem:  # ExportError names the path
            self._tell(f"Not saved: {problem or type(problem).__name__}", problem=True)

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

    def _tell(self, words: str, problem: bool = False) -> None:
        self.notice.value = message_html(words, problem, role="status")


def _button(label: str, icon: str, tooltip: str) -> Any:
    return ipywidgets.Button(description=label, icon=icon, tooltip=tooltip, layout={"width": "auto"})


def _flexible(widget: Any, flex: str) -> Any:
    """The widget, made to share a row's width."""
    widget.layout.flex, widget.layout.min_width, widget.layout.width = flex, "0", "auto"
    return widget
