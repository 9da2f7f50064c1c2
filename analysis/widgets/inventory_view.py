"""The inventory as people read it: its table goes in, plain HTML comes out that stays in a notebook without a kernel.

Eight columns instead of eleven: an article's name with what is new about it and its format, its day with where that
stands. What the articles say becomes text, never markup.
Knowingly missing: of very many articles the first are shown, those that are new or could not be read before others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.inventory import INVENTORY_COLUMNS
from analysis.widgets.annotate import escaped, lines_html
from analysis.widgets.table_view import day_words, twin_html
from analysis.wording import count_of

MOST_ARTICLES = 1000
_SHOWN = {
    "article": "words",
    "outlet": "words",
    "published": "short",
    "title": "words",
    "words": "number",
    "claims": "number",
    "passed over": "number",
    "problems": "words",
}
_BESIDE = {"article": "format", "outlet": "author", "published": "date from"}


def inventory_html(inventory: pd.DataFrame, *, lines: Sequence[str] = (), most: int = MOST_ARTICLES) -> str:
    """The inventory of articles as plain HTML, blank where the article does not say; ``lines`` beneath it.

    >>> page = inventory_html(pd.DataFrame({"article": ["a.txt"], "outlet": ["<b>"], "words": [1200], "news": ["new"]}))
    >>> page[page.index("<tbody>") :].split("</td>")[:2]  # doctest: +NORMALIZE_WHITESPACE
    ['<tbody><tr><td class="ncw-words"><mark class="ncw-news">new</mark> a.txt',
     '<td class="ncw-words">&lt;b&gt;']
    """
    said = lines_html(lines) if lines else ""
    if inventory.empty:
        return f"<p>No articles.</p>{said}"
    table = inventory.reindex(columns=list(INVENTORY_COLUMNS))
    note = ""
    if len(table) > most:
        last = table["words"].notna() & table["news"].isna()
        table = table.iloc[last.to_numpy().argsort(kind="stable")].head(most)
        first = "those that are new or could not be read come first"
        note = f"<p>{most:,} of {count_of(len(inventory), 'article')}; {first}.</p>"
    columns = [
        {"heading": column.heading, "meaning": _meaning(name), "kind": _SHOWN[name]}
        for name, column in INVENTORY_COLUMNS.items()
        if name in _SHOWN
    ]
    rows = [[_cell(name, row) for name in _SHOWN] for row in table.to_dict("records")]
    return twin_html(columns, rows, "ncw-twin ncw-inventory") + note + said


def _meaning(name: str) -> str:
    beside = f"; beneath it: {INVENTORY_COLUMNS[_BESIDE[name]].meaning}" if name in _BESIDE else ""
    return INVENTORY_COLUMNS[name].meaning + beside


def _cell(name: str, row: dict[Any, Any]) -> str:
    words = escaped(_worded(row[name]))
    if name == "article" and (news := _worded(row["news"])):
        words = f'<mark class="ncw-news">{escaped(news)}</mark> {words}'
    if name in _BESIDE and (beside := _worded(row[_BESIDE[name]])):
        words += f'<br><span class="ncw-quiet">{escaped(beside)}</span>'
    return words


def _worded(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return day_words(value) or ""
    return value if isinstance(value, str) else f"{value:,}"
