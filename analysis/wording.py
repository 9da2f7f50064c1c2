"""How figures, dates and selections are worded for a reader; a table goes in, text comes out.

Nothing here computes a claim: an open end stays open ("> 200"), a vague word stands
before its reading ("several hundred (200+)").
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from analysis.table import OWN_VOICE, UNNAMED, UNTOLD, require_columns, topics, voices

_SIGNS = {"about": "≈ ", "more than": "> ", "at least": "≥ ", "up to": "≤ ", "nearly": "nearly ", "fewer than": "< "}
_MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def readable_number(number: float) -> str:
    """A figure as people write it: separators below a million, magnitude words from there.

    >>> [readable_number(n) for n in (11000, 0.5, 2300000000, 1234567, 1e6, 2.125)]
    ['11,000', '0.5', '2.3 billion', '1,234,567', '1 million', '2.125']
    """
    for size, word in _MAGNITUDES:
        scaled = number / size
        if abs(scaled) >= 1 and round(scaled, 3) * size == number:
            return f"{scaled:,.3f}".rstrip("0").rstrip(".") + f" {word}"
    if number == int(number):
        return f"{int(number):,}"
    return f"{number:,.4f}".rstrip("0").rstrip(".")


def readable_amount(
    low: float, value: float, high: float, qualifier: str, unit: str = "count", per: str | None = None
) -> str:
    """One amount in a table cell: 11,000; > 200; ≈ 500; 20,000+; nearly 20 %.

    >>> nan = float("nan")
    >>> readable_amount(200, 200, nan, "more than")
    '> 200'
    >>> readable_amount(nan, 0.2, 0.2, "nearly", "fraction")
    'nearly 20 %'
    >>> readable_amount(20000, nan, nan, "vague")
    '20,000+'
    >>> readable_amount(1500, nan, 2000, "between", "USD", "day")
    '1,500–2,000 USD per day'
    >>> readable_amount(3, 3, 3, "exact", "kilometre")
    '3 kilometres'
    """
    scale, suffix = (100.0, " %") if unit == "fraction" else (1.0, " %" if unit == "percent" else "")
    low, value, high = (round(n * scale, 2 if unit == "fraction" else 10) for n in (low, value, high))
    if not math.isnan(value):
        text = _SIGNS.get(qualifier, "") + readable_number(value)
    elif not math.isnan(low) and not math.isnan(high):
        text = f"{readable_number(low)}–{readable_number(high)}"
    elif not math.isnan(low):
        text = readable_number(low) + "+"
    else:
        text = "≤ " + readable_number(high)
    if unit not in ("count", "percent", "fraction"):
        plural = unit.islower() and value != 1 and not unit.endswith("s") and unit != "percentage point"
        suffix = f" {unit}s" if plural else f" {unit}"
    return text + suffix + (f" per {per}" if isinstance(per, str) else "")


def readable_amounts(table: pd.DataFrame) -> pd.Series:
    """``readable_amount`` of every row; a vague one in the article's words, its reading in brackets."""
    require_columns(table, "low", "value", "high", "qualifier", "unit", "per", "quote")
    columns = (table[name] for name in ("quote", "low", "value", "high", "qualifier", "unit", "per"))
    amounts = [_worded(*row) for row in zip(*columns, strict=True)]
    return pd.Series(amounts, index=table.index, dtype="str")


def _worded(quote: object, low: float, value: float, high: float, qualifier: str, unit: str, per: str | None) -> str:
    amount = readable_amount(low, value, high, qualifier, unit, per)
    words = " ".join(quote.split()) if qualifier == "vague" and isinstance(quote, str) else ""
    return f"{words} ({amount})" if words else amount


def readable_dates(table: pd.DataFrame) -> str:
    """When the articles of a table were published: one day, a span of days, or ''."""
    days = table["published"].dropna()
    if days.empty:
        return ""
    first, last = days.min(), days.max()
    if first == last:
        return _day(first)
    return f"{_day(first)} – {_day(last)}"


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%b %Y}"


def count_of(number: int, singular: str, plural: str = "") -> str:
    """A count with its noun.

    >>> count_of(1, "claim"), count_of(1200, "claim"), count_of(0, "party", "parties")
    ('1 claim', '1,200 claims', '0 parties')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def summarise(table: pd.DataFrame) -> str:
    """One sentence on what a table of claims holds.

    >>> from analysis.table import tabulate
    >>> summarise(tabulate([]))
    'No claims.'
    """
    if table.empty:
        return "No claims."
    speakers = voices(table)
    named = speakers[~speakers.isin([OWN_VOICE, UNNAMED])].nunique()
    own = int((speakers == OWN_VOICE).sum())
    unnamed = int((speakers == UNNAMED).sum())
    said = [f"by {count_of(named, 'named source')}"] if named else []
    parts = [count_of(len(table), "claim"), *said, f"in {count_of(table['article'].nunique(), 'article')}"]
    sentence = " ".join(parts)
    dates = readable_dates(table)
    if dates:
        sentence += f" ({dates})"
    asides = []
    if own:
        asides.append(f"{own:,} in the outlets' own voice")
    if unnamed:
        asides.append(f"{unnamed:,} by nobody named")
    about = topics(table)
    untold = int((about == UNTOLD).sum())
    if untold < len(about):
        asides.append(count_of(about[about != UNTOLD].nunique(), "thing counted", "different things counted"))
    if untold:
        asides.append(f"{untold:,} that {'does' if untold == 1 else 'do'} not tell what is counted")
    return f"{sentence}; {', '.join(asides)}."


class Saved(list[Path]):
    """The files of a result; those ``kept`` were there before with the same content."""

    def __init__(self, paths: Iterable[Path] = (), kept: Iterable[Path] = ()) -> None:
        super().__init__(paths)
        self.kept = frozenset(kept)


def saved_words(paths: Sequence[Path]) -> str:
    """Where a selection was saved, a file a line; what is there already, or that nothing is saved, is said.

    >>> saved_words([])
    'Nothing is chosen, so nothing was saved.'
    >>> print(saved_words(Saved([Path("selection.csv"), Path("selection.png")], kept=[Path("selection.csv")])))
    already saved as selection.csv
    selection.png
    """
    kept = paths.kept if isinstance(paths, Saved) else frozenset()
    lines = [f"already saved as {path}" if path in kept else str(path) for path in paths]
    return "\n".join(lines) or "Nothing is chosen, so nothing was saved."
