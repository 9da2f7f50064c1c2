"""The stretch of time that a figure covers: rows of the claims table go in, "in 7 days", "since October" come out.

A total so far, a figure for a period and a figure per day are never compared with one another, nor two periods of
unlike length. Vocabulary: ``stretches`` has a period's length in days. A target ("by December") and the day of a
count ("by 23 October") are no stretch: they are about a total too.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from analysis.compare.columns import kinds_of, laid_out
from analysis.lexicon import DAYS, MONTHS, alternatives, read_rows

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS |= {"nine": 9, "ten": 10, "twelve": 12, "couple of": 2, "single": 1}
# the last day or days, or how long it took; "next" and "coming" are for what is planned
_WINDOW = r"past|last|previous|preceding|recent|coming|next|first|following|within|in|over|during|for"
_UNTIL_RE = re.compile(
    r"(?:by|until|till|up to|as of|to|so far|now|currently|at present|a|the|later)\b.*", re.IGNORECASE
)
_WINDOWED_RE = re.compile(rf"(?:of\s+)?(?:the\s+)?(?:{_WINDOW})\b", re.IGNORECASE)
_OF_PERIOD_RE = re.compile(r"\b(?P<period>of the (?:past|last|previous|preceding|first)\b.+)$", re.IGNORECASE)
# "In the past 30 days we counted 92."
_OPENING_RE = re.compile(r"^\W*((?:In|Over|During|Within) the (?:last|past)(?: [\w-]+)? [a-z]+)\b")
_SINCE_RE = re.compile(r"(?:ever )?since\s+(?:the\s+)?(?P<start>.+)", re.IGNORECASE)
# a day, though the article is not dated and nobody can tell which: "on Thursday", "March 3"
_MONTH = "|".join(MONTHS)
_PART = "today|yesterday|tonight|morning|afternoon|evening"
_ONE_DAY_RE = re.compile(rf"\b(?:{'|'.join(DAYS)}|{_PART}|(?:{_MONTH}) \d{{1,2}}(?!\d)|\d{{1,2}} (?:{_MONTH}))\b")
_LEAD_RE = re.compile(r"(?:in|on|during|throughout|over|for|of|at|from|the)\s+", re.IGNORECASE)


@cache
def _days() -> dict[str, float]:
    return {row["word"]: float(row["days"]) for row in read_rows("stretches")}


@cache
def _period_re() -> re.Pattern[str]:
    number = rf"(?:\d+|{alternatives(_NUMBERS)})"
    return re.compile(
        rf"(?:\b(?:{_WINDOW})\b.*?)?(?:\b(?P<number>{number})[\s-]+)?\b(?P<period>{alternatives(_days())})\b(?!\s+(?:ago|earlier|later))",
        re.IGNORECASE,
    )


def stretch_of(date_text: str | None, per: str | None, single: bool = False) -> str:
    """The stretch in words; '' is a total. A ``single`` day is none: it tells which happening is meant.

    >>> stretch_of("in the past week", None), stretch_of("within 24 hours", None), stretch_of(None, "day")
    ('in 7 days', 'in 1 day', 'per day')
    >>> stretch_of("since the start of October", None), stretch_of("by December", None), stretch_of(None, None)
    ('since start of October', '', '')
    >>> stretch_of("last weekend", None, single=True), stretch_of("on Saturday", None), stretch_of("in 2023", None)
    ('', '', 'in 2023')
    """
    if per:
        return f"per {per}"
    words = " ".join((date_text or "").split())
    since = _SINCE_RE.match(words)
    if since is not None:
        return f"since {since['start']}"
    if single or not words or _UNTIL_RE.fullmatch(words) or _ONE_DAY_RE.search(words):
        return ""
    period = _period_re().search(words)
    if period is not None and (_WINDOWED_RE.match(words) or words.lower() == "overnight"):
        number = (period["number"] or "1").lower()
        days = (int(number) if number.isdigit() else _NUMBERS[number]) * _days()[period["period"].lower()]
        return f"in {days:.3g} {'day' if round(days, 2) == 1 else 'days'}"
    return f"in {_LEAD_RE.sub('', words, count=1)}"


def stretches(table: pd.DataFrame) -> pd.Series[str]:
    """The stretch of each row of a claims table; "losses of the past week" tells it too."""
    opening = table["sentence"].str.extract(_OPENING_RE)[0].where(table["date_text"].isna())
    kinds, of = kinds_of(
        table["date_text"].fillna(opening), table["per"], table["counted"], table["event_date"].notna()
    )
    return laid_out([stretch_of(text or _period_in(counted), per, day) for text, per, counted, day in kinds], of)


def _period_in(counted: str | None) -> str | None:
    """The period that stands with what is counted: "losses of the preceding week"."""
    found = _OF_PERIOD_RE.search(counted or "")
    return found and found["period"]
