"""Results on disk: figures and tables come in, paths of files go out; the only writer of results.

A file is whole or absent, never half written, and the same result gives the same bytes on every machine. Nothing
that is already there is overwritten unless ``replace`` says so: an equal file is kept, a different one gets a new
neighbour ("claims-2.csv"). Cells of text stay text in every format: a spreadsheet cannot run what an article says.
"""

from __future__ import annotations

import io
import itertools
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.export_tables import csv_bytes, jsonl_bytes, xlsx_bytes
from analysis.table import require_columns
from analysis.wording import Saved, count_of, readable_dates, summarise
from analysis.writing import DEVICE_RE, drafted, numbered, placed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SOFTWARE = "Numeric Claims Workbook"
FORMATS = ("png", "svg", "pdf", "csv", "xlsx", "jsonl")
_TITLE = "What each source claims"
_CHARTS = (".png", ".svg", ".pdf")
_TABLES = {".csv": csv_bytes, ".xlsx": xlsx_bytes, ".jsonl": jsonl_bytes}
_DPI = 200
_NAME_LETTERS = 60
_ARTICLES_NAMED = 30
_UNPRINTABLE_RE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


class ExportError(Exception):
    """A result that cannot be written; the message names the path and what to do."""


def save_chart(
    figure: Figure,
    path: str | Path,
    *,
    table: pd.DataFrame,
    title: str = "",
    description: str = "",
    replace: bool = False,
) -> Path:
    """Where the chart was saved: PNG, SVG or PDF by the suffix, with its evidence in the file's own metadata.

    ``table`` holds the claims that the chart shows: the file names their outlets, articles and ids.
    """
    path = Path(path)
    if path.suffix.lower() not in _CHARTS:
        raise ExportError(f"{path}: a chart is saved as .png, .svg or .pdf; give the file one of these endings")
    return _put(_chart_bytes(figure, path.suffix.lower(), table, title, description), path, replace)


def save_table(table: pd.DataFrame, path: str | Path, *, replace: bool = False) -> Path:
    """Where the table was saved: CSV, XLSX or JSON Lines by the suffix; claims or passed-over numbers."""
    path = Path(path)
    return _put(_table_bytes(table, path), path, replace)


def save_selection(
    table: pd.DataFrame,
    figure: Figure | None,
    folder: str | Path,
    name: str,
    *,
    title: str = "",
    description: str = "",
    formats: Sequence[str] = FORMATS,
    replace: bool = False,
) -> Saved:
    """Where a chart and the rows behind it were saved: files side by side under one name, in the formats given.

    Of an empty table nothing is written, without a figure no chart.
    """
    if table.empty:
        return Saved()
    stem = safe_name(name)
    contents = {}
    for ending in formats:
        path = Path(folder) / f"{stem}.{ending.lower().lstrip('.')}"
        if path.suffix not in _CHARTS:
            contents[path] = _table_bytes(table, path)
        elif figure is not None:
            contents[path] = _chart_bytes(figure, path.suffix, table, title, description)
    return _put_together(contents, replace)


def save_tables(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> Saved:
    """Where tables were saved as CSV, each under its name."""
    saved = Saved()
    for name, table in tables.items():
        path = Path(folder) / f"{safe_name(name)}.csv"
        places = _put_together({path: _table_bytes(table, path)}, replace=False)
        saved = Saved([*saved, *places], saved.kept | places.kept)
    return saved


def safe_name(name: str) -> str:
    """A file name without a path or an ending: letters, digits and dashes.

    >>> safe_name("North Korean troops: who says what?"), safe_name("../../etc/passwd"), safe_name("•")
    ('North-Korean-troops-who-says-what', 'etc-passwd', 'claims')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:_NAME_LETTERS].strip("-")
    return f"{stem}-claims" if DEVICE_RE.fullmatch(stem) else stem or "claims"


def _chart_bytes(figure: Figure, suffix: str, table: pd.DataFrame, title: str, description: str) -> bytes:
    from matplotlib import rc_context  # half a second that tables need not wait for

    require_columns(table, "claim", "outlet", "article")
    title = _plain(title or str(figure.get_label())) or _TITLE
    description = _plain(description or summarise(table))
    source, claims = _source_note(table), table["claim"].dropna().tolist()
    metadata: dict[str, object]
    if suffix == ".png":
        metadata = {"Title": title, "Description": description, "Source": source, "Software": SOFTWARE}
        metadata["Keywords"] = ", ".join(claims)
    elif suffix == ".svg":
        metadata = {"Title": title, "Description": description, "Source": source, "Creator": SOFTWARE}
        metadata |= {"Keywords": claims, "Date": None}
    else:
        metadata = {"Title": title, "Subject": f"{description} {source}", "Creator": SOFTWARE, "Author": SOFTWARE}
        metadata |= {"Keywords": ", ".join(claims), "CreationDate": None}
    file = io.BytesIO()
    look: dict[Any, Any] = {
        "svg.hashsalt": "claims",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
        "text.hinting": "none",
    }
    with rc_context(look):
        figure.savefig(file, format=suffix[1:], dpi=_DPI, facecolor="white", metadata=metadata)
    return file.getvalue()


def _source_note(table: pd.DataFrame) -> str:
    """Who published the claims, in which articles and when, and that they are not verified."""
    outlets = sorted(map(_plain, table["outlet"].dropna().unique().tolist()))
    articles = sorted(map(_plain, table["article"].dropna().unique().tolist()))
    named = ", ".join(articles[:_ARTICLES_NAMED])
    more = len(articles) - _ARTICLES_NAMED
    parts = [
        count_of(len(table), "claim"),
        f"outlets: {', '.join(outlets)}" if outlets else "",
        readable_dates(table),
        f"articles: {named}{f' and {more:,} more' if more > 0 else ''}" if articles else "",
    ]
    return "; ".join(filter(None, parts)) + ". Claims as reported, not verified."


def _plain(text: str) -> str:
    return _UNPRINTABLE_RE.sub(" ", text).strip()


def _table_bytes(table: pd.DataFrame, path: Path) -> bytes:
    to_bytes = _TABLES.get(path.suffix.lower())
    if to_bytes is None:
        raise ExportError(f"{path}: a table is saved as .csv, .xlsx or .jsonl; give the file one of these endings")
    try:
        return to_bytes(table)
    except ValueError as problem:
        raise ExportError(f"{path}: {problem}") from problem


def _put(content: bytes, path: Path, replace: bool) -> Path:
    return _put_together({path: content}, replace)[0]


def _put_together(contents: dict[Path, bytes], replace: bool) -> Saved:
    """Puts all files in place under the first number that is free, or taken by equal files."""
    if replace:
        for path, content in contents.items():
            with _written(path, content) as draft:
                draft.replace(path)
        return Saved(contents)
    for number in itertools.count(1):
        places = {numbered(path, number): content for path, content in contents.items()}
        if not all(_free_or_equal(path, content) for path, content in places.items()):
            continue
        kept = {path for path in places if os.path.lexists(path)}
        if all(_put_new(path, content) for path, content in places.items()):
            return Saved(places, kept)
    raise AssertionError("numbers do not end")


def _free_or_equal(path: Path, content: bytes) -> bool:
    with _problems_named(path):
        if not os.path.lexists(path):
            return True
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _put_new(path: Path, content: bytes) -> bool:
    """Whether the content is at the path now; another file that came first is left as it is."""
    if os.path.lexists(path):
        return _free_or_equal(path, content)
    with _written(path, content) as draft:
        return placed(draft, path) or _free_or_equal(path, content)


@contextmanager
def _written(path: Path, content: bytes) -> Iterator[Path]:
    """A draft of the file, in a folder that is there; problems are told by the file's name."""
    with _problems_named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with drafted(path, content) as draft:
            yield draft


@contextmanager
def _problems_named(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as problem:
        reason = (getattr(problem, "strerror", None) or str(problem)).lower()
        shown = str(path).encode("unicode_escape").decode() if not str(path).isprintable() else str(path)
        raise ExportError(f"cannot write {shown} ({reason}); choose another folder or file name") from problem
