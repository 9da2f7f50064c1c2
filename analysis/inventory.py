"""The inventory: what lies in a folder of articles, one row an article or unread file, and what is to be looked at.

Readings go in, and what was told of each file; a table comes out. It decides nothing: a row without a date, an outlet
or a claim says so, and where to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis.models import Article, Reading
from analysis.table import Column, framed

INVENTORY_COLUMNS: dict[str, Column] = {
    "article": Column("str", "Article", "the article's file, relative to the folder read, or its id in a corpus"),
    "format": Column("str", "Format", "what kind of file it is, and its encoding where that had to be found out"),
    "outlet": Column("str", "Outlet", "who published it"),
    "author": Column(
        "str", "Author", "who wrote it, as the file says; of a mail its sender, never taken for its outlet"
    ),
    "published": Column("datetime64[s]", "Published", "the day on which it was published"),
    "date from": Column("str", "Date from", "where that day stands: head, JSON-LD, mail header, articles.csv …"),
    "title": Column("str", "Title", "its headline"),
    "words": Column("Int64", "Words", "how many words its text has; blank for a file that could not be read"),
    "claims": Column("Int64", "Claims", "how many figures it reports"),
    "passed over": Column("Int64", "Passed over", "how many numbers in it are no claims: dates, names, ordinals …"),
    "news": Column("str", "News", "new, changed or renamed since the notebook was last run; blank if it is as it was"),
    "problems": Column("str", "To look at", "why it could not be read, or what is missing or twice, and what to do"),
}
_MOST_TOLD = 5
_SIDE_FILE = "articles.csv"


def take_inventory(readings: Iterable[Reading], told: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """One row an article in the order of reading, then the files of which nothing was read.

    ``told`` is what was told of each article or file, by the name that it has here.

    >>> rows = take_inventory([Reading(Article("a.txt", "Nothing new."))], {"b.pdf": ["it is broken"]})
    >>> rows[["article", "words", "problems"]].values.tolist()[0]
    ['a.txt', 2, 'no date and no outlet: give them in articles.csv; no claims']
    >>> rows[["article", "words", "problems"]].values.tolist()[1]
    ['b.pdf', <NA>, 'it is broken']
    """
    rows = [_row(reading, told.get(reading.article.name, ())) for reading in readings]
    read = {row["article"] for row in rows}
    unread = [{"article": name, "problems": _listed(why)} for name, why in told.items() if name not in read]
    return framed([*rows, *unread], INVENTORY_COLUMNS)


def _row(reading: Reading, told: Sequence[str]) -> dict[str, object]:
    article = reading.article
    return {
        "article": article.name,
        "format": article.format or None,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "date from": article.published_from,
        "title": article.title,
        "words": len(article.text.split()),
        "claims": len(reading.claims),
        "passed over": len(reading.passed_over),
        "problems": _listed([*told, *_missing(article), *([] if reading.claims else ["no claims"])]),
    }


def _missing(article: Article) -> list[str]:
    missing = [what for what, fact in (("no date", article.published), ("no outlet", article.outlet)) if fact is None]
    them = "one" if len(missing) == 1 else "them"
    return [f"{' and '.join(missing)}: give {them} in {_SIDE_FILE}"] if missing else []


def _listed(told: Sequence[str]) -> str | None:
    """What is told of one file, in one line; of very much the first."""
    more = len(told) - _MOST_TOLD
    return "; ".join([*told[:_MOST_TOLD], *([f"and {more:,} more"] if more > 0 else [])]) or None
