"""The explorer: a claims table in, a widget out that filters it and shows the summary, the chart and the rows.

Everything on screen is of one selection: each change of a filter draws all of it anew, at once, and a chart that
cannot be drawn leaves its problem in its place, never an older chart. The widget needs no kernel, so plain pytest
can drive it. A choice is remembered by the explorer's name for as long as the kernel lives, so that running the
cell again on a grown folder keeps it. No lexicon is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ipywidgets  # type: ignore[import-untyped]
import pandas as pd
from matplotlib.figure import Figure

from analysis.charts.claims import chart_html, describe_chart, draw_claims
from analysis.export import save_selection
from analysis.selection import count_choices, facets_of, select_claims
from analysis.widgets.annotate import escaped, message_html, stylesheet
from analysis.widgets.downloads import Downloads
from analysis.widgets.facets import Choices, Facet, action_button, empty_words, filter_words
from analysis.widgets.table_view import ClaimsTable
from analysis.wording import count_of, readable_dates, summarise

_FILTERED = "Filtered: "
# who and what, each list with the share of its row that it takes
_FACETS: tuple[tuple[dict[str, str], str], ...] = (
    ({"sources": "5 1 222px", "actors": "2 1 132px", "outlets": "3 1 162px"}, "1 1 532px"),
    ({"topic": "4 1 214px", "units": "1 1 86px", "qualifiers": "1 1 102px"}, "1 1 418px"),
)
_remembered: dict[str, Choices] = {}


class ClaimExplorer(ipywidgets.VBox):  # type: ignore[misc]
    """Filters, summary, chart, table and export buttons over one claims table.

    >>> from analysis.table import tabulate
    >>> explorer = ClaimExplorer(tabulate([]), name="doctest")
    >>> len(explorer.selection), explorer.choices["sources"]
    (0, None)
    """

    def __init__(self, claims: pd.DataFrame, *, exports: str | Path = "../exports", name: str = "workbook") -> None:
        values = facets_of(claims)
        self.claims, self.exports, self.name = claims, Path(exports), name
        self._facets = {
            name: Facet(name, values[name], flex=flex) for names, _ in _FACETS for name, flex in names.items()
        }
        self.sources = self._facets["sources"].choice
        self.actors = self._facets["actors"].choice
        self.outlets = self._facets["outlets"].choice
        self.counted = self._facets["topic"].choice
        self.units = self._facets["units"].choice
        self.qualifiers = self._facets["qualifiers"].choice
        days = readable_dates(claims)
        hint = (
            f"by day of publication, both days included; the articles are of {days}" if days else "no article is dated"
        )
        self.since = ipywidgets.DatePicker(description="Since", tooltip=hint)
        self.until = ipywidgets.DatePicker(description="Until", tooltip=hint)
        self.search = ipywidgets.Text(
            description="Search",
            placeholder="words in the sentence, source, …",
            tooltip="all of these words, in the sentence, the source, what is counted or the outlet",
        )
        self.reset = action_button("Reset", "undo", "choose everything again")
        self.summary = ipywidgets.HTML()
        self.chart = ipywidgets.HTML()
        self.table = ClaimsTable(claims.head(0), searchable=False)
        self.save_chart = action_button(
            "Save chart", "download", "the chart as PNG, SVG and PDF, and its rows as CSV beside it"
        )
        self.save_table = action_button("Save table", "download", "the rows as XLSX, CSV and JSON Lines")
        self.downloads = Downloads()
        self._selection = claims
        self._figure: Figure | None = None
        self._filtered = ""
        self._shown: Choices | None = None
        self._held = False
        super().__init__(self._lay_out())
        self.add_class("ncw-explorer")
        self.add_class("ncw-panel")
        self._recall()
        self._show()
        for control in self._controls():
            control.observe(lambda _: self._show(), "value")
        self.reset.on_click(lambda _: self._choose({}))
        self.save_chart.on_click(lambda _: self._save(self.save_chart, self._write_chart))
        self.save_table.on_click(lambda _: self._save(self.save_table, self._write_table))

    @property
    def selection(self) -> pd.DataFrame:
        """The claims that pass the filters."""
        return self._selection

    @property
    def figure(self) -> Figure:
        """The chart of the selection."""
        if self._figure is None:
            self._figure = draw_claims(self._selection, filtered=self._filtered)
        return self._figure

    @property
    def filtered(self) -> str:
        """The filters in words; '' when nothing is filtered."""
        return self._filtered

    @property
    def choices(self) -> Choices:
        """What is chosen, as ``select_claims`` takes it."""
        return {
            **{name: facet.chosen for name, facet in self._facets.items()},
            "since": self.since.value,
            "until": self.until.value,
            "text": self.search.value,
        }

    def _controls(self) -> list[Any]:
        return [*(facet.choice for facet in self._facets.values()), self.since, self.until, self.search]

    def _lay_out(self) -> list[Any]:
        row = ipywidgets.HBox([self.since, self.until, self.search, self.reset])
        row.add_class("ncw-row")
        facets = ipywidgets.HBox([self._facet_group(names, flex) for names, flex in _FACETS])
        facets.add_class("ncw-facets")
        saving = ipywidgets.HBox([self.save_chart, self.save_table])
        saving.add_class("ncw-row")
        look = ipywidgets.HTML(stylesheet(), layout=ipywidgets.Layout(display="none"))
        return [look, facets, row, self.summary, self.chart, self.table, saving, self.downloads]

    def _facet_group(self, names: Iterable[str], flex: str) -> Any:
        """Lists that stay side by side; in a narrow window the groups stand beneath each other."""
        lists = [self._facets[name] for name in names]
        group = ipywidgets.HBox(lists, layout=ipywidgets.Layout(flex=flex, min_width="0"))
        group.add_class("ncw-facet-group")
        return group

    def _recall(self) -> None:
        """Chooses what was chosen when an explorer of this name was last used; what has vanished is dropped."""
        choices = dict(_remembered.get(self.name, {}))
        for name, facet in self._facets.items():
            chosen = choices.get(name)
            if chosen and not set(chosen) & set(facet.values):
                choices[name] = None
        self._choose(choices)

    def _choose(self, choices: Choices) -> None:
        """Sets every control, and shows the outcome once; what ``choices`` leaves out is reset."""
        with self._hold():
            for name, facet in self._facets.items():
                facet.choose(choices.get(name))
            self.since.value = choices.get("since")
            self.until.value = choices.get("until")
            self.search.value = choices.get("text", "")

    @contextmanager
    def _hold(self) -> Iterator[None]:
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._shown is not None:
            self._show()

    def _show(self) -> None:
        """Shows the selection everywhere, if it is another than the one shown."""
        choices = self.choices
        if self._held or choices == self._shown:
            return
        self._shown = choices
        if len(self.claims):  # a folder that is empty for once does not make the choices forgotten
            _remembered[self.name] = choices
        self._selection = select_claims(self.claims, **choices)
        self._filtered = self._filter_words(choices)
        self._figure = None
        nothing = empty_words(choices, len(self.claims)) if self._selection.empty else ""
        chart = message_html(nothing) if nothing else self._chart_html()
        self._recount(choices)
        self.summary.value = self._summary_html(nothing)
        self.chart.value = chart
        self.table.show(self._selection, empty=nothing)
        self.save_chart.disabled = self.save_table.disabled = bool(nothing)

    def _recount(self, choices: Choices) -> None:
        """Shows beside each value how many claims it would leave under the other filters."""
        counts = count_choices(self.claims, **choices)
        self._held = True
        for name, facet in self._facets.items():
            facet.recount(counts[name])
        self._held = False

    def _filter_words(self, choices: Choices) -> str:
        words = filter_words(choices, {name: facet.values for name, facet in self._facets.items()})
        undated = int(self.claims["published"].isna().sum())
        if undated and (choices["since"] or choices["until"]):
            words += f"; without the {count_of(undated, 'claim')} of undated articles"
        return words and f"{_FILTERED}{words}"

    def _summary_html(self, nothing: str) -> str:
        said = nothing or summarise(self._selection)
        lines = [f"<strong>{escaped(said)}</strong>"]
        if self._filtered:
            share = f"{len(self._selection):,} of {count_of(len(self.claims), 'claim')}"
            lines.append(f"<span>{share}. {escaped(self._filtered)}.</span>")
        return f'<div class="ncw-summary" role="status">{"<br>".join(lines)}</div>'

    def _chart_html(self) -> str:
        try:
            alternative = describe_chart(self._selection, filtered=self._filtered)
            return f'<div class="ncw-chart">{chart_html(self.figure, alternative)}</div>'
        except Exception as problem:  # whatever it is, an older chart must not stay
            return message_html(f"The chart cannot be drawn: {problem or type(problem).__name__}", problem=True)

    def _save(self, button: Any, write: Callable[[], Sequence[Path]]) -> None:
        of = self._filtered and f"{self._filtered[0].lower()}{self._filtered[1:]}"
        self.downloads.save(button, write, count_of(len(self._selection), "claim"), of)

    def _write_chart(self) -> Sequence[Path]:
        return self._write(self.figure, "png", "svg", "pdf", "csv")

    def _write_table(self) -> Sequence[Path]:
        return self._write(None, "xlsx", "csv", "jsonl")

    def _write(self, figure: Figure | None, *formats: str) -> Sequence[Path]:
        described = describe_chart(self._selection, filtered=self._filtered)
        name = self._filtered.removeprefix(_FILTERED) or self.name
        return save_selection(self._selection, figure, self.exports, name, description=described, formats=formats)
