"""Small claims tables for tests: words in, rows with every column out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.table import COLUMNS, tabulate


def claims_table(*rows: Mapping[str, object]) -> pd.DataFrame:
    """A claims table of the rows given; what a row leaves out is as if 40 soldiers had been killed."""
    empty = tabulate([])
    full = [_row(number, row) for number, row in enumerate(rows)]
    return pd.DataFrame(full, columns=list(COLUMNS)).astype(empty.dtypes.to_dict())


def _row(number: int, row: Mapping[str, object]) -> dict[str, object]:
    value = row.get("value", 40.0)
    qualifier = row.get("qualifier", "exact")
    low, high = row.get("low"), row.get("high")
    if "low" not in row and qualifier in ("exact", "more than", "at least"):
        low = value
    if "high" not in row and qualifier in ("exact", "up to", "nearly", "fewer than"):
        high = value
    quote = str(row.get("quote", f"{value:g}" if isinstance(value, float) else "some"))
    source = row.get("source", f"Ministry {number}")
    sentence = str(
        row.get("sentence", f"On that day {source} told reporters that {quote} soldiers had been counted, no. {number}.")
    )
    start = sentence.find(quote)
    defaults: dict[str, object] = {
        "published": pd.Timestamp("2024-05-01"),
        "outlet": "Post",
        "source": source,
        "source_mention": source,
        "stance": "states",
        "direct": False,
        "counted": "soldiers killed",
        "subject": "killed: Norland troops",
        "unit": "count",
        "trend": "none",
        "article": f"{number:03}.txt",
        "start": start,
        "end": start + len(quote),
        "sentence_start": 0,
        "earlier": False,
        "claim": f"{number:012x}",
    }
    told = {**defaults, **row, "low": low, "high": high, "value": value, "qualifier": qualifier}
    return {**told, "quote": quote, "sentence": sentence}
