"""A table as the bytes of a file: pandas comes in, CSV, XLSX or JSON Lines go out.

Whole numbers are written whole, dates as ISO days (real dates in XLSX), blanks as blanks. What a format cannot
hold is changed as little as possible: a lone surrogate becomes its escape (� in XLSX), a character that XML or CSV
forbids becomes �, and an XLSX cell ends with … at 32,767 characters.
"""

from __future__ import annotations

import io
import json
import re
from datetime import date, datetime
from typing import Any

import pandas as pd
import xlsxwriter  # type: ignore[import-untyped]

from analysis.table import COLUMNS, PASSED_OVER_COLUMNS, SILENCES_COLUMNS, Column
from analysis.writing import csv_cell, guarded

SHEET_ROWS = 1_048_575
CELL_LETTERS = 32_767
_NOT_XML_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_EXCEL_DAY = date(1900, 3, 1)
_LARGEST_WHOLE = 1e21
_CREATED = datetime(2000, 1, 1)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table as CSV; what a spreadsheet might run as a formula in a text is preceded by an apostrophe.

    ``writing.unguarded`` takes the apostrophes away again.

    >>> csv_bytes(pd.DataFrame({"quote": ["=1+1", "a, b"], "value": [11000.0, 0.5]})).decode().split()
    ['quote,value', "'=1+1,11000", '"a,', 'b",0.5']
    """
    columns = [[_csv_cell(cell) for cell in _cells(table[name])] for name in table.columns]
    lines = [",".join(csv_cell(str(name)) for name in table.columns)]
    lines += map(",".join, zip(*columns, strict=True))
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def jsonl_bytes(table: pd.DataFrame) -> bytes:
    """The table as JSON Lines.

    >>> jsonl_bytes(pd.DataFrame({"quote": ["nearly 40", None], "value": [40.0, float("nan")]}))
    b'{"quote": "nearly 40", "value": 40}\\n{"quote": null, "value": null}\\n'
    """
    names = [str(name) for name in table.columns]
    rows = zip(*(map(_json_cell, _cells(table[name])) for name in table.columns), strict=True)
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False) for row in rows)
    return "".join(line + "\n" for line in lines).encode("utf-8", "backslashreplace")


def xlsx_bytes(table: pd.DataFrame) -> bytes:
    """The table as a workbook of one sheet, its header frozen, each heading with a note on what it means."""
    if len(table) > SHEET_ROWS:
        raise ValueError(f"{len(table):,} rows, and a sheet holds {SHEET_ROWS:,}; save the table as .csv or .jsonl")
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"title": "Numeric claims", "author": "Numeric Claims Workbook", "created": _CREATED})
        head = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        words = workbook.add_format({"quote_prefix": True})
        title, columns = _kind(table)
        sheet = workbook.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for position, name in enumerate(table.columns):
            cells = _cells(table[name])
            sheet.write_string(0, position, str(name), head)
            meaning = columns.get(str(name))
            if meaning:
                sheet.write_comment(0, position, meaning.meaning, {"author": "", "x_scale": 2})
            sheet.set_column(position, position, _column_width(str(name), cells))
            for row, cell in enumerate(cells, start=1):
                _write_cell(sheet, row, position, cell, day, words)
        if len(table.columns):
            sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    return file.getvalue()


def _kind(table: pd.DataFrame) -> tuple[str, dict[str, Column]]:
    """What a table holds, with the meaning of its columns: claims, silences, or numbers passed over."""
    if "claim" in table.columns:
        return "claims", COLUMNS
    return ("silences", SILENCES_COLUMNS) if "about" in table.columns else ("passed over", PASSED_OVER_COLUMNS)


def _cells(column: pd.Series) -> list[Any]:
    """A column's cells as Python's own: ``None`` for blank, whole numbers as ``int``, days as ``date``."""
    blank = column.isna().tolist()
    return [None if empty else _cell(value) for value, empty in zip(column.tolist(), blank, strict=True)]


def _cell(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        moment = value.to_pydatetime()
        return moment.date() if moment == datetime(moment.year, moment.month, moment.day) else moment
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_WHOLE:
        return int(value)
    return None if value == "" else value


def _csv_cell(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return str(cell)
    return csv_cell(cell.isoformat() if isinstance(cell, date) else str(cell))


def _json_cell(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell in (float("inf"), float("-inf")):
        return None
    return cell


def _write_cell(sheet: Any, row: int, position: int, cell: Any, day: Any, words: Any) -> None:
    """Writes a cell; ``words`` is the look of a text that would be a formula if somebody typed it."""
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, position, cell)
    elif isinstance(cell, int | float) and abs(cell) < float("inf"):
        sheet.write_number(row, position, cell)
    elif isinstance(cell, date) and date(cell.year, cell.month, cell.day) >= _FIRST_EXCEL_DAY:
        sheet.write_datetime(row, position, cell, day)
    else:
        text = _sheet_text(cell.isoformat() if isinstance(cell, date) else str(cell))
        sheet.write_string(row, position, text, words if guarded(text) != text else None)


def _sheet_text(text: str) -> str:
    """The text as a cell can hold it; its length is counted as spreadsheets do, in UTF-16."""
    text = _NOT_XML_RE.sub("\ufffd", text)
    if len(text) * 2 <= CELL_LETTERS or len(text.encode("utf-16-le")) // 2 <= CELL_LETTERS:
        return text
    return text.encode("utf-16-le")[: (CELL_LETTERS - 1) * 2].decode("utf-16-le", "ignore") + "…"


def _column_width(name: str, cells: list[Any]) -> float:
    longest = max((len(str(cell)) for cell in cells[:300] if cell is not None), default=0)
    return min(max(len(name) + 4, longest + 1, 8), 60 if name == "sentence" else 32)
