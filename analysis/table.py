"""The tables of claims and silences: one pandas row each, with the columns that README's codebook lists.

``tabulate`` lays claims out, ``voices`` and ``topics`` say who speaks and of what in each row. Blank is missing
(``NaN``/``NaT``/``<NA>``), never an empty string. Here ``Decimal`` turns to float.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.models import Claim, PassedOver, Silence, Span

# pyarrow, which reads .parquet, may be installed or not: with its strings half a letter ("\ud800") could not be kept
pd.set_option("mode.string_storage", "python")

OWN_VOICE = "— the outlet's own voice —"
UNNAMED = "— nobody named —"
UNTOLD = "— not told —"


class Column(NamedTuple):
    """A column of the table: its pandas dtype, its heading and what it means."""

    dtype: str
    heading: str
    meaning: str


COLUMNS: dict[str, Column] = {
    "published": Column("datetime64[s]", "Published", "the day the article was published"),
    "outlet": Column("str", "Outlet", "who published the article"),
    "source": Column("str", "Said by", "who vouches for the number; blank is the outlet's own voice, or nobody named"),
    "actor": Column("str", "Party", "the party that the source speaks for, by the lexicon of actors"),
    "stance": Column("str", "Stance", "how it is said: states, estimates, expects, plans, pledges, denies …"),
    "direct": Column("bool", "In quotes", "whether the number stands inside quotation marks"),
    "counted": Column("str", "Of what", "what is counted or measured, as the article words it"),
    "subject": Column("str", "Subject", "the comparable key behind the words, for grouping"),
    "low": Column("float64", "Low", "the lowest figure that the words allow; blank is open"),
    "value": Column("float64", "Value", "the figure that is written; blank for ranges and vague words"),
    "high": Column("float64", "High", "the highest figure that the words allow; blank is open"),
    "qualifier": Column("str", "Qualifier", "the words beside the number: exact, about, more than, at least …"),
    "unit": Column("str", "Unit", "count, percent (0–100), fraction (0–1), a currency's code or a measure"),
    "per": Column("str", "Per", "the time or thing of a rate: per day, per 100,000 people"),
    "trend": Column("str", "Trend", "up or down where the text says that the figure moved"),
    "earlier": Column("bool", "Earlier", "whether it is the figure from which another one moved: “up from 60”"),
    "place": Column("str", "Place", "where, if the text ties it to the number"),
    "event_date": Column("datetime64[s]", "When", "when it happened, if the text ties it to the number"),
    "date_text": Column("str", "When, in words", "the words that say when: “on Saturday”, “in the past week”"),
    "said_on": Column("datetime64[s]", "Said on", "the day the source gave the figure, if the text says so"),
    "said_text": Column("str", "Said when, in words", "the words that say when it was said: “on Monday”, “in October”"),
    "quote": Column("str", "Words", "the words of the amount, exactly as the article has them"),
    "sentence": Column("str", "Sentence", "the sentence that holds the amount"),
    "source_mention": Column("str", "Mention", "the words that the sentence uses for the source: “It”, “he”"),
    "cue": Column("str", "Cue", "the words that tie the number to its source: “said”, “according to”"),
    "reason": Column("str", "Read so because", "the words and lexicon rows that decided the reading"),
    "article": Column("str", "Article", "the article's file, relative to the folder read"),
    "start": Column("Int64", "Start", "where the amount's words start in the article's text"),
    "end": Column("Int64", "End", "where they end"),
    "source_start": Column("Int64", "Source start", "where the source's words start"),
    "source_end": Column("Int64", "Source end", "where they end"),
    "cue_start": Column("Int64", "Cue start", "where the cue starts"),
    "cue_end": Column("Int64", "Cue end", "where it ends"),
    "sentence_start": Column("Int64", "Sentence start", "where the sentence starts in the article's text"),
    "url": Column("str", "Link", "where the article came from"),
    "claim": Column("str", "Claim", "a stable id: the same on every machine and in every release"),
}

PASSED_OVER_COLUMNS: dict[str, Column] = {
    "article": COLUMNS["article"],
    "start": COLUMNS["start"],
    "end": COLUMNS["end"],
    "quote": COLUMNS["quote"],
    "value": Column("float64", "Value", "the number, where it has one"),
    "reason": Column("str", "Passed over as", "why this number is not a claim"),
    "unit": Column("str", "Unit", "of a measure or a sum; blank for a bare number"),
    "qualifier": Column("str", "Qualifier", "the words beside it, as in the claims table"),
    "counted": Column("str", "Counted", "of what it is one: one of the oldest mills"),
}

SILENCES_COLUMNS: dict[str, Column] = {
    "published": COLUMNS["published"],
    "outlet": COLUMNS["outlet"],
    "source": Column("str", "Silent", "who is silent; blank is the outlet's own voice, or nobody named"),
    "actor": COLUMNS["actor"],
    "stance": Column("str", "Stance", "does not confirm, gives no figure, no comment, cannot verify, denies"),
    "about": Column("str", "About", "what is kept back, as the sentence words it"),
    "quote": Column("str", "Words", "the words of the silence, exactly as the article has them"),
    "sentence": Column("str", "Sentence", "the sentence that holds the silence"),
    "source_mention": COLUMNS["source_mention"],
    "reason": COLUMNS["reason"],
    "article": COLUMNS["article"],
    "start": Column("Int64", "Start", "where the silence's words start in the article's text"),
    "end": COLUMNS["end"],
    "source_start": COLUMNS["source_start"],
    "source_end": COLUMNS["source_end"],
    "url": COLUMNS["url"],
}


def tabulate(claims: Iterable[Claim]) -> pd.DataFrame:
    """The claims as a table with ``COLUMNS``, in the order given; no claims give an empty table."""
    return framed([_row(claim) for claim in claims], COLUMNS)


def tabulate_passed_over(passed_over: Iterable[PassedOver]) -> pd.DataFrame:
    """The numbers that are no claims, with ``PASSED_OVER_COLUMNS``."""
    rows = [
        {
            "article": found.article.name,
            "start": found.span.start,
            "end": found.span.end,
            "quote": found.quote,
            "value": None if found.value is None else float(found.value),
            "reason": found.reason,
            "unit": found.unit,
            "qualifier": found.qualifier,
            "counted": found.counted,
        }
        for found in passed_over
    ]
    return framed(rows, PASSED_OVER_COLUMNS)


def tabulate_silences(silences: Iterable[Silence]) -> pd.DataFrame:
    """Those who give no figure, or neither confirm nor deny, with ``SILENCES_COLUMNS``, in the order given."""
    rows = [
        {
            "published": found.article.published,
            "outlet": found.article.outlet,
            "source": found.source,
            "actor": found.actor,
            "stance": found.stance,
            "about": found.about,
            "quote": found.quote,
            "sentence": found.sentence.of(found.article.text),
            "source_mention": _words(found.article.text, found.source_mention),
            "reason": found.reason,
            "article": found.article.name,
            "start": found.span.start,
            "end": found.span.end,
            "source_start": _start(found.source_mention),
            "source_end": _end(found.source_mention),
            "url": found.article.url,
        }
        for found in silences
    ]
    return framed(rows, SILENCES_COLUMNS)


def framed(rows: Sequence[Mapping[str, object]], columns: dict[str, Column]) -> pd.DataFrame:
    """A table with these columns of these types; what a row lacks is missing."""
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype="object").astype(column.dtype)  # type: ignore[call-overload]
            for name, column in columns.items()
        }
    )


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


def _start(span: Span | None) -> int | None:
    return None if span is None else span.start


def _end(span: Span | None) -> int | None:
    return None if span is None else span.end


def _row(claim: Claim) -> dict[str, object]:
    article, amount = claim.article, claim.amount
    text = article.text
    return {
        "published": article.published,
        "outlet": article.outlet,
        "source": claim.source,
        "actor": claim.actor,
        "stance": claim.stance,
        "direct": claim.direct,
        "counted": claim.counted,
        "subject": claim.subject,
        "low": None if amount.low is None else float(amount.low),
        "value": None if amount.value is None else float(amount.value),
        "high": None if amount.high is None else float(amount.high),
        "qualifier": amount.qualifier,
        "unit": amount.unit,
        "per": amount.per,
        "trend": amount.trend,
        "earlier": amount.earlier,
        "place": claim.place,
        "event_date": claim.event_date,
        "date_text": claim.date_text,
        "said_on": claim.said_on,
        "said_text": claim.said_text,
        "quote": claim.quote,
        "sentence": claim.sentence.of(text),
        "source_mention": _words(text, claim.source_mention),
        "cue": _words(text, claim.cue),
        "reason": claim.reason,
        "article": article.name,
        "start": amount.span.start,
        "end": amount.span.end,
        "source_start": _start(claim.source_mention),
        "source_end": _end(claim.source_mention),
        "cue_start": _start(claim.cue),
        "cue_end": _end(claim.cue),
        "sentence_start": claim.sentence.start,
        "url": article.url,
        "claim": claim.id,
    }


def require_columns(table: pd.DataFrame, *needed: str) -> None:
    """Refuses a table that lacks a column it needs, naming what is missing.

    >>> require_columns(pd.DataFrame({"value": [1]}), "value", "source")
    Traceback (most recent call last):
        ...
    ValueError: this is not a table of claims: it has no column source
    """
    missing = [name for name in needed if name not in table.columns]
    if missing:
        raise ValueError(f"this is not a table of claims: it has no column {', '.join(missing)}")


def cells_of(column: pd.Series, blank: str | None = None) -> list[Any]:
    """A column's cells as Python's own, with ``blank`` for what is missing; quicker to go through than the column.

    >>> cells_of(pd.Series(["Kyiv", None], dtype="str")), cells_of(pd.Series(["Kyiv", None], dtype="str"), "")
    (['Kyiv', None], ['Kyiv', ''])
    """
    cells: list[Any] = column.astype("object").where(column.notna(), blank).tolist()
    return cells


def voices(table: pd.DataFrame) -> pd.Series:
    """Who speaks in each row: the source, ``UNNAMED`` ("it is estimated") or ``OWN_VOICE``."""
    require_columns(table, "source", "source_mention")
    unnamed = table["source"].isna() & table["source_mention"].notna()
    return table["source"].mask(unnamed, UNNAMED).fillna(OWN_VOICE)


def topics(table: pd.DataFrame) -> pd.Series:
    """What each row is about: its comparable subject, else what is counted, else ``UNTOLD``."""
    require_columns(table, "subject", "counted")
    return table["subject"].fillna(table["counted"]).fillna(UNTOLD)
