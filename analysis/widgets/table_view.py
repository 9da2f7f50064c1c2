"""The claims table as people read it: a table of claims in, a sortable and searchable widget (or plain HTML) out.

Nine columns instead of thirty: how much is worded (> 200, ≈ 500, thousands (2,000+)) and sorts by its figure, like
units together, and the evidence is the sentence with the number, the source and the cue marked. No lexicon is read.
The widget is a few dozen lines of our own (table_view.js) because the claims change under it with every filter: a
reader's order and search stay, words reach the page as text and never as markup, and the look follows JupyterLab's
theme.
Knowingly missing: a widget shows the first ``MOST`` claims of a larger table, and says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from analysis.table import COLUMNS, OWN_VOICE, UNNAMED, require_columns, voices
from analysis.widgets.annotate import AS_WRITTEN, escaped, evidence_segments, lines_html, plain, stylesheet
from analysis.wording import count_of, readable_amounts

MOST = 2000
EMPTY = "No claims."
SHOWN: tuple[dict[str, str], ...] = (
    {"heading": "Published", "meaning": COLUMNS["published"].meaning, "kind": "short"},
    {"heading": "Outlet", "meaning": COLUMNS["outlet"].meaning, "kind": "words"},
    {"heading": "Said by", "meaning": COLUMNS["source"].meaning, "kind": "said"},
    {
        "heading": "Amount",
        "meaning": "how much, with the bound that the words allow: > more than, ≥ at least, ≤ up to, < fewer than, "
        "≈ about, – between, + a vague word; sorts by the figure, counts first, then percent",
        "kind": "number",
    },
    {"heading": "Of what", "meaning": COLUMNS["counted"].meaning, "kind": "words"},
    {
        "heading": "Where, when",
        "meaning": "the place and the date of what is counted, in the article's words, with the day that they name; "
        "blank where the text does not tie them to the number; a narrow window leaves this column out",
        "kind": "where",
    },
    {"heading": "Stance", "meaning": COLUMNS["stance"].meaning, "kind": "words"},
    {
        "heading": "Evidence",
        "meaning": "the sentence that holds the number, with the number, its source and the cue marked; a source that "
        "another sentence names follows in [brackets]; sorts by place in the article; hover over a cell: "
        "why it was read so",
        "kind": "evidence",
    },
    {"heading": "Article", "meaning": COLUMNS["article"].meaning + "; web: where it came from", "kind": "words"},
)

Cell = dict[str, Any]


def table_cells(table: pd.DataFrame) -> list[list[Cell]]:
    """The cells of ``SHOWN`` for every claim: ``text`` (or ``parts``, marked), and ``key`` to sort by.

    >>> from analysis.table import tabulate
    >>> table_cells(tabulate([]))
    []
    """
    require_columns(table, *COLUMNS)
    rows = table.assign(voice=voices(table), amount=readable_amounts(table)).to_dict("records")
    places = {(row["article"], row["start"]) for row in rows}
    order = {place: at for at, place in enumerate(sorted(places))}
    return [_cells(row, order[row["article"], row["start"]]) for row in rows]


def _cells(row: dict[Any, Any], place: int) -> list[Cell]:
    day = day_words(row["published"])
    said_by = text_cell(row["voice"])
    return [
        text_cell(day),
        text_cell(row["outlet"]),
        said_by | {"quiet": True, "key": None} if row["voice"] in (OWN_VOICE, UNNAMED) else said_by,
        {"text": plain(row["amount"]), "key": _figure(row), "group": _unit_group(row["unit"])},
        text_cell(row["counted"]),
        text_cell(_happened(row)),
        text_cell(row["stance"]),
        {
            "parts": [[segment.kind, plain(segment.text)] for segment in evidence_segments(row)],
            "key": place,
            "hint": plain(f"Read so because: {row['reason']}") if _is_text(row["reason"]) else "",
        },
        article_cell(row["article"], row["url"]),
    ]


def day_words(day: Any) -> str | None:
    """A day as tables have it; ``None`` for none."""
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"


def article_cell(article: str, url: object) -> Cell:
    """An article's name, with a link to where it came from."""
    return text_cell(article) | ({"link": url} if _is_web_address(url) else {})


def text_cell(words: object) -> Cell:
    """A cell of words that sorts by them; what is missing is empty and comes last."""
    return {"text": plain(words), "key": plain(words)} if isinstance(words, str) else {"text": "", "key": None}


def _happened(row: dict[Any, Any]) -> str | None:
    """ "Goma · on Friday (2024-12-13)"; ``None`` where neither is told."""
    day = "" if pd.isna(row["event_date"]) else f" ({row['event_date']:%Y-%m-%d})"
    when = f"{row['date_text']}{day}" if _is_text(row["date_text"]) else ""
    return " · ".join(part for part in (row["place"] if _is_text(row["place"]) else "", when) if part) or None


def _is_text(words: object) -> bool:
    return isinstance(words, str) and bool(words)


def _is_web_address(url: object) -> bool:
    """Only these become links: an address is an article's text too.

    >>> _is_web_address("https://example.org/a"), _is_web_address("javascript:alert(1)"), _is_web_address(None)
    (True, False, False)
    """
    return isinstance(url, str) and url == plain(url) and url.lower().startswith(("http://", "https://"))


def _figure(row: dict[Any, Any]) -> float | None:
    figures = (row["value"], row["low"], row["high"])
    scale = 100 if row["unit"] == "fraction" else 1
    return next((float(figure) * scale for figure in figures if not math.isnan(figure)), None)


def _unit_group(unit: object) -> str:
    """What keeps figures of like units together when they are sorted: counts, percent, then the others by name.

    >>> sorted(["USD", "fraction", "hectare", "count"], key=_unit_group)
    ['count', 'fraction', 'USD', 'hectare']
    """
    return {"count": "0", "percent": "1", "fraction": "1"}.get(plain(str(unit)), f"2 {plain(str(unit))}")


class TableView(anywidget.AnyWidget):
    """Rows of cells to sort (click a head), search and scroll; ``put`` gives it other rows.

    >>> view = TableView(nouns=["boat", "boats"])
    >>> view.put([[{"text": "Ada", "key": "Ada"}]], total=1)
    >>> view.rows, view.view
    ([[{'text': 'Ada', 'key': 'Ada'}]], 1)
    """

    _esm = Path(__file__).with_name("table_view.js")
    _css = Path(__file__).with_name("workbook.css")

    columns: traitlets.List[Any] = traitlets.List().tag(sync=True)
    nouns = traitlets.List(["claim", "claims"]).tag(sync=True)
    marks: traitlets.List[Any] = traitlets.List().tag(sync=True)
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    total = traitlets.Int(0).tag(sync=True)
    empty = traitlets.Unicode(EMPTY).tag(sync=True)
    searchable = traitlets.Bool(True).tag(sync=True)
    view = traitlets.Int(0).tag(sync=True)

    def put(self, rows: list[list[Cell]], total: int, *, empty: str = EMPTY) -> None:
        """Shows other rows, of ``total``, in one message to the browser; ``empty`` is what it says without any."""
        with self.hold_sync():
            self.rows, self.total, self.empty = rows, total, empty
            self.view += 1


class ClaimsTable(TableView):
    """The claims as a table; ``show`` gives it other claims.

    >>> from analysis.table import tabulate
    >>> view = ClaimsTable(tabulate([]))
    >>> view.rows, view.empty
    ([], 'No claims.')
    """

    def __init__(self, table: pd.DataFrame, *, empty: str = EMPTY, searchable: bool = True) -> None:
        rows = table_cells(table.head(MOST))
        super().__init__(columns=list(SHOWN), marks=["amount", "source", "cue"], searchable=searchable)
        self.put(rows, len(table), empty=empty)

    def show(self, table: pd.DataFrame, *, empty: str = EMPTY) -> None:
        """Shows other claims; ``empty`` is what it says when there are none."""
        self.put(table_cells(table.head(MOST)), len(table), empty=empty)


def table_html(table: pd.DataFrame, *, words: str = "", most: int = 100) -> str:
    """The same table as plain HTML, a chart's twin that stays in a notebook opened without a kernel.

    ``words`` is what the chart shows, in words, to stand above the rows.

    >>> from analysis.table import tabulate
    >>> table_html(tabulate([]), words="No claims to draw.")
    '<p class="mathjax_ignore tex2jax_ignore">No claims to draw.</p><p>No claims.</p>'
    """
    said = lines_html([words]) if words else ""
    if table.empty:
        return f"{said}<p>{EMPTY}</p>"
    rows = [[_cell_html(cell) for cell in cells] for cells in table_cells(table.head(most))]
    note = f"<p>The first {most:,} of {count_of(len(table), 'claim')}.</p>" if len(table) > most else ""
    return said + twin_html(SHOWN, rows) + note


def twin_html(columns: Sequence[Mapping[str, str]], rows: Iterable[Iterable[str]], look: str = "ncw-twin") -> str:
    """A table whose look follows the theme; the cells are HTML already."""
    heads = (
        f'<th scope="col" class="ncw-{column["kind"]}" title="{escaped(column["meaning"])}">'
        f"{escaped(column['heading'])}</th>"
        for column in columns
    )
    body = (
        "".join(f'<td class="ncw-{column["kind"]}">{cell}</td>' for column, cell in zip(columns, row, strict=True))
        for row in rows
    )
    return (
        f'{stylesheet()}<div class="{look} {AS_WRITTEN}"><table><thead><tr>{"".join(heads)}</tr></thead>'
        f"<tbody>{''.join(f'<tr>{cells}</tr>' for cells in body)}</tbody></table></div>"
    )


def _cell_html(cell: Cell) -> str:
    return "".join(_parts_html(cell["parts"])) if "parts" in cell else escaped(cell["text"])


def _parts_html(parts: Iterable[list[str]]) -> Iterator[str]:
    for kind, words in parts:
        classes = " ".join(f"ncw-{name}" for name in kind.split())
        yield f'<mark class="{classes}">{escaped(words)}</mark>' if kind else escaped(words)
