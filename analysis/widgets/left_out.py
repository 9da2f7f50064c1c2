"""What is not in the claims table: readings go in, tables out in which a person can check what was left out.

``PassedOver`` lists every number that is no claim with the reason and the words around it, ``Silences`` everybody who
gives no figure. Each is narrowed by one list, searched in its table, and saved with a link to each file. Nothing is
decided here. A choice is remembered for as long as the kernel lives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import ipywidgets  # type: ignore[import-untyped]
import pandas as pd

from analysis.export import save_selection
from analysis.models import PassedOver as Passed
from analysis.models import Reading
from analysis.table import (
    COLUMNS,
    OWN_VOICE,
    PASSED_OVER_COLUMNS,
    SILENCES_COLUMNS,
    UNNAMED,
    tabulate_passed_over,
    voices,
)
from analysis.widgets.annotate import evidence_segments, plain, stylesheet
from analysis.widgets.downloads import Downloads
from analysis.widgets.facets import action_button
from analysis.widgets.table_view import MOST, Cell, TableView, article_cell, day_words, text_cell
from analysis.wording import count_of

_AROUND = 110
_remembered: dict[str, str] = {}

_PASSED_COLUMNS: list[dict[str, str]] = [
    {"heading": "Published", "meaning": COLUMNS["published"].meaning, "kind": "short"},
    {"heading": "Outlet", "meaning": COLUMNS["outlet"].meaning, "kind": "words"},
    {"heading": "Number", "meaning": "the number's words; sorts by the number, where it has one", "kind": "number"},
    {"heading": "Passed over as", "meaning": PASSED_OVER_COLUMNS["reason"].meaning, "kind": "said"},
    {"heading": "In its words", "meaning": "the words around it; sorts by place in the article", "kind": "evidence"},
    {"heading": "Article", "meaning": COLUMNS["article"].meaning + "; web: where it came from", "kind": "words"},
]
_SILENT_COLUMNS: list[dict[str, str]] = [
    {"heading": "Published", "meaning": COLUMNS["published"].meaning, "kind": "short"},
    {"heading": "Outlet", "meaning": COLUMNS["outlet"].meaning, "kind": "words"},
    {"heading": "Who", "meaning": SILENCES_COLUMNS["source"].meaning, "kind": "said"},
    {"heading": "What they do", "meaning": SILENCES_COLUMNS["stance"].meaning, "kind": "words"},
    {"heading": "About", "meaning": SILENCES_COLUMNS["about"].meaning, "kind": "said"},
    {
        "heading": "Evidence",
        "meaning": "the sentence, with who is silent and the words that say so",
        "kind": "evidence",
    },
    {"heading": "Article", "meaning": COLUMNS["article"].meaning + "; web: where it came from", "kind": "words"},
]


class _LeftOut(ipywidgets.VBox):  # type: ignore[misc]
    """A table that is narrowed by one of its columns, searched and saved: what both have in common."""

    def __init__(
        self,
        table: pd.DataFrame,
        cells: Callable[[pd.DataFrame], list[list[Cell]]],
        *,
        by: str,
        label: str,
        name: str,
        exports: str | Path,
        view: TableView,
    ) -> None:
        self.records, self.exports, self.name = table, Path(exports), name
        self._cells, self._by = cells, by
        counts = table[by].value_counts()
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
        every = [(f"all ({len(table):,})", "")]
        self.kind = ipywidgets.Dropdown(
            options=every + [(f"{value} ({count:,})", str(value)) for value, count in ranked],
            description=label,
            tooltip="show only these, and save only these",
        )
        self.table = view
        self.save = action_button("Save table", "download", "the rows of this choice as XLSX, CSV and JSON Lines")
        self.downloads = Downloads()
        look = ipywidgets.HTML(stylesheet(), layout=ipywidgets.Layout(display="none"))
        rows = ipywidgets.HBox([self.kind]), ipywidgets.HBox([self.save])
        for row in rows:
            row.add_class("ncw-row")
        super().__init__([look, rows[0], self.table, rows[1], self.downloads])
        self.add_class("ncw-left-out")
        self.add_class("ncw-panel")
        if _remembered.get(name) in set(counts.index):
            self.kind.value = _remembered[name]
        self._show()
        self.kind.observe(lambda _: self._show(), "value")
        self.save.on_click(lambda _: self._save())

    @property
    def selection(self) -> pd.DataFrame:
        """The rows of the choice."""
        return self.records[self.records[self._by] == self.kind.value] if self.kind.value else self.records

    def _show(self) -> None:
        _remembered[self.name] = self.kind.value
        shown = self.selection
        self.save.disabled = shown.empty
        self.table.put(self._cells(shown.head(MOST)), len(shown), empty=f"No {self.table.nouns[1]}.")

    def _save(self) -> None:
        chosen, kind = self.selection, self.kind.value
        named = f"{self.name} {kind}".strip()

        def write() -> Sequence[Path]:
            return save_selection(chosen, None, self.exports, named, formats=("xlsx", "csv", "jsonl"))

        self.downloads.save(self.save, write, count_of(len(chosen), *self.table.nouns), kind)


class PassedOver(_LeftOut):
    """Every number that is no claim, with the reason and the words around it.

    >>> from analysis.models import Article
    >>> view = PassedOver([Reading(Article("a.txt", "Nothing."))])
    >>> view.table.rows, view.table.empty
    ([], 'No numbers passed over.')
    """

    def __init__(self, readings: Iterable[Reading], *, exports: str | Path = "../exports") -> None:
        found = [passed for reading in readings for passed in reading.passed_over]
        table = tabulate_passed_over(found)
        self._found = dict(zip(table.index, found, strict=True))
        table["context"] = pd.Series(["".join(_around(passed)) for passed in found], dtype="str")
        super().__init__(
            table,
            self._passed_cells,
            by="reason",
            label="Passed over as",
            name="passed over",
            exports=exports,
            view=TableView(columns=_PASSED_COLUMNS, nouns=["number passed over", "numbers passed over"]),
        )

    def _passed_cells(self, table: pd.DataFrame) -> list[list[Cell]]:
        return [_passed_cells(self._found[at], at) for at in table.index]


class Silences(_LeftOut):
    """Everybody who gives no figure, or neither confirms nor denies, in the articles' words.

    >>> from analysis.table import tabulate_silences
    >>> Silences(tabulate_silences([])).table.empty
    'No silences.'
    """

    def __init__(self, silences: pd.DataFrame, *, exports: str | Path = "../exports") -> None:
        super().__init__(
            silences,
            _silent_cells,
            by="stance",
            label="What they do",
            name="silences",
            exports=exports,
            view=TableView(columns=_SILENT_COLUMNS, nouns=["silence", "silences"], marks=["source", "cue"]),
        )


def _around(passed: Passed) -> tuple[str, str, str]:
    """The number with the words before and after it, as far as a few lines of its paragraph.

    >>> from analysis.models import Article, Span
    >>> _around(Passed(Article("a.txt", "Quiet.\\nIn 2022 it began."), Span(10, 14), "date"))
    ('In ', '2022', ' it began.')
    """
    text, (start, end) = passed.article.text, passed.span
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    head, tail = before.rpartition("\n")[2], after.partition("\n")[0]
    if head == before and start > _AROUND:
        head = "… " + head.partition(" ")[2]
    if tail == after and len(text) > end + _AROUND:
        tail = tail.rpartition(" ")[0] + " …"
    return head, passed.quote, tail


def _passed_cells(passed: Passed, at: int) -> list[Cell]:
    before, quote, after = map(plain, _around(passed))
    article = passed.article
    return [
        text_cell(f"{article.published:%Y-%m-%d}" if article.published else None),
        text_cell(article.outlet),
        {"text": quote, "key": None if passed.value is None else float(passed.value)},
        text_cell(passed.reason),
        {"parts": [["", before], ["passed", quote], ["", after]], "key": at},
        article_cell(article.name, article.url),
    ]


def _silent_cells(table: pd.DataFrame) -> list[list[Cell]]:
    rows = table.assign(voice=voices(table)).to_dict("records") if len(table) else []
    return [
        [
            text_cell(day_words(row["published"])),
            text_cell(row["outlet"]),
            text_cell(row["voice"]) | ({"quiet": True, "key": None} if row["voice"] in (OWN_VOICE, UNNAMED) else {}),
            text_cell(row["stance"]),
            text_cell(row["about"]),
            {"parts": [[segment.kind, plain(segment.text)] for segment in _evidence(row)], "key": at},
            article_cell(row["article"], row["url"]),
        ]
        for at, row in enumerate(rows)
    ]


def _evidence(row: dict[Any, Any]) -> list[Any]:
    """The sentence with who is silent, and the words of the silence marked as what ties the two together."""
    first = int(row["start"]) - max(0, row["sentence"].find(row["quote"]))
    silence = {"cue": row["quote"], "cue_start": row["start"], "cue_end": row["end"]}
    return evidence_segments(row | silence | {"sentence_start": first, "start": None, "end": None})
