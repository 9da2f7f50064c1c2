"""The evidence, marked where it stands: an article and its claims in, HTML out, nothing of the text altered.

Article text is hostile until shown otherwise: it is escaped here and can never become markup. Marks may overlap
(a source inside a quotation inside a claim): the text is cut at every mark's ends, in one pass, so that a long
article costs what its length and its marks cost. No lexicon is read. Knowingly missing: a mark that would cross
into another article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from analysis.models import Article, Claim, PassedOver, Span

AS_WRITTEN = "mathjax_ignore tex2jax_ignore"
"""The classes of what JupyterLab must leave as it is: "$5 million to $10 million" is no mathematics."""

_LONE_SURROGATES_RE = re.compile(r"[\x00\ud800-\udfff]")
_READINGS_SHOWN = 6


class Mark(NamedTuple):
    """A stretch of text to mark: ``kind`` is amount, source, cue or passed; ``reading`` is said on hover."""

    span: Span
    kind: str
    reading: str = ""


class Segment(NamedTuple):
    """A stretch of evidence: its kinds ("" for plain text, "source amount" where two meet) and its words."""

    kind: str
    text: str


def plain(text: str) -> str:
    r"""The text as a browser can be given it: what no encoding carries becomes �, one for one.

    >>> plain("40 \ud800 killed")
    '40 � killed'
    """
    return _LONE_SURROGATES_RE.sub("\ufffd", text)


def escaped(text: str) -> str:
    """The text as HTML that shows it and is nothing else.

    >>> escaped('<img onerror="x"> & more')
    '&lt;img onerror=&quot;x&quot;&gt; &amp; more'
    """
    return escape(plain(text))


def message_html(text: str, problem: bool = False, role: str = "note") -> str:
    """A sentence to a reader, such as why nothing is shown; a problem is an alert.

    >>> message_html("Nothing <yet>.")
    '<p class="ncw-nothing" role="note">Nothing &lt;yet&gt;.</p>'
    """
    kind = "ncw-problem" if problem else "ncw-nothing"
    return f'<p class="{kind}" role="{"alert" if problem else role}">{escaped(text)}</p>'


def lines_html(lines: Iterable[str]) -> str:
    """Sentences to a reader, each on its own line; printed, an address that they name would become a link.

    >>> lines_html(["2 claims <on> troops.", "Every file was read."])
    '<p class="mathjax_ignore tex2jax_ignore">2 claims &lt;on&gt; troops.<br>Every file was read.</p>'
    """
    return f'<p class="{AS_WRITTEN}">{"<br>".join(map(escaped, lines))}</p>'


def cut(within: Span, marks: Iterable[Mark]) -> Iterator[tuple[Span, tuple[Mark, ...]]]:
    """The stretches of ``within`` in order, each with the marks that cover it.

    >>> marks = [Mark(Span(0, 4), "source"), Mark(Span(2, 6), "amount")]
    >>> [(tuple(span), [mark.kind for mark in on]) for span, on in cut(Span(0, 8), marks)]
    [((0, 2), ['source']), ((2, 4), ['source', 'amount']), ((4, 6), ['amount']), ((6, 8), [])]
    >>> list(cut(Span(3, 3), marks))
    []
    """
    inside = []
    for mark in marks:
        span = Span(max(mark.span.start, within.start), min(mark.span.end, within.end))
        if span.start < span.end:
            inside.append((span, mark))
    inside.sort(key=lambda pair: pair[0])
    ends = {within.start, within.end}.union(*(span for span, _ in inside))
    on: list[tuple[Span, Mark]] = []
    following = iter([*inside, None])
    coming = next(following)
    for start, end in pairwise(sorted(ends)):
        on = [pair for pair in on if pair[0].end > start]
        while coming is not None and coming[0].start == start:
            on.append(coming)
            coming = next(following)
        yield Span(start, end), tuple(mark for _, mark in on)


def mark_claims(article: Article, claims: Iterable[Claim], passed_over: Iterable[PassedOver] = ()) -> str:
    """The whole article as HTML, with each claim's amount, source and cue marked and its reading on hover.

    Numbers passed over are marked faintly, with the reason.

    >>> from decimal import Decimal
    >>> from analysis.models import Amount
    >>> article = Article("a.txt", "<b> 40 hurt", outlet="Harbour Gazette")
    >>> hurt = Claim(article, Amount(Span(4, 6), Span(4, 6), *[Decimal(40)] * 3), Span(0, 11), counted="hurt")
    >>> mark_claims(article, [hurt]).split("</style>")[1]
    '<div class="ncw-article mathjax_ignore tex2jax_ignore">&lt;b&gt; <mark class="ncw-amount" \
title="40 hurt — in the outlet&#x27;s own voice">40</mark> hurt</div>'
    """
    text, pieces = article.text, [stylesheet(), f'<div class="ncw-article {AS_WRITTEN}">']
    for span, on in cut(Span(0, len(text)), _marks(claims, passed_over)):
        words = escaped(span.of(text))
        pieces.append(_marked(words, on) if on else words)
    return "".join([*pieces, "</div>"])


def _marked(words: str, on: tuple[Mark, ...]) -> str:
    kinds = " ".join(dict.fromkeys(f"ncw-{mark.kind}" for mark in on))
    readings = dict.fromkeys(mark.reading for mark in on if mark.reading)
    title = escaped("\n".join(readings)).replace("\n", "&#10;")
    return f'<mark class="{kinds}" title="{title}">{words}</mark>'


def _marks(claims: Iterable[Claim], passed_over: Iterable[PassedOver]) -> list[Mark]:
    """One mark for each place and kind: what several claims share is marked once, with all their readings."""
    shared: dict[tuple[Span, str], list[str]] = {}
    for claim in claims:
        reading = claim_reading(claim)
        places = ((claim.amount.span, "amount"), (claim.source_mention, "source"), (claim.cue, "cue"))
        for span, kind in places:
            if span is not None:
                shared.setdefault((span, kind), []).append(reading)
    for found in passed_over:
        shared.setdefault((found.span, "passed"), []).append(f"{found.quote} — not a claim: {found.reason}")
    return [Mark(span, kind, _listed(readings)) for (span, kind), readings in shared.items()]


def _listed(readings: list[str]) -> str:
    shown = readings[:_READINGS_SHOWN]
    left = len(readings) - len(shown)
    return "\n".join([*shown, f"… and {left:,} more"] if left else shown)


def claim_reading(claim: Claim) -> str:
    """How a claim was read, in one line: how much of what, who said so, and why it was read so."""
    what = " ".join(part for part in (claim.quote, claim.counted) if part)
    return " — ".join(part for part in (what, _said_by(claim), claim.reason) if part)


def _said_by(claim: Claim) -> str:
    if claim.source:
        return f"said by {claim.source}" + (f" ({claim.stance})" if claim.stance != "states" else "")
    return "by nobody named" if claim.source_mention else "in the outlet's own voice"


def evidence_segments(row: Mapping[str, Any]) -> list[Segment]:
    """A claim's sentence in stretches, each saying what it is; words that stand elsewhere follow in brackets.

    >>> row = dict(sentence="It estimates 11,000.", sentence_start=100, start=113, end=119, source_mention="It",
    ...            source_start=100, source_end=102, cue="estimates", cue_start=103, cue_end=112)
    >>> [tuple(segment) for segment in evidence_segments(row)]
    [('source', 'It'), ('', ' '), ('cue', 'estimates'), ('', ' '), ('amount', '11,000'), ('', '.')]
    >>> evidence_segments(row | dict(source_start=20, source_end=22))[-1]
    Segment(kind='source elsewhere', text='[It]')
    """
    sentence, first = row["sentence"], int(row["sentence_start"])
    within = Span(0, len(sentence))
    marks, elsewhere = [], []
    for kind, start, end in (
        ("amount", "start", "end"),
        ("source", "source_start", "source_end"),
        ("cue", "cue_start", "cue_end"),
    ):
        span = _span(row[start], row[end], first)
        if span is None:
            continue
        if span.end > within.start and span.start < within.end:
            marks.append(Mark(span, kind))
        elif kind in ("source", "cue"):
            words = row["source_mention" if kind == "source" else "cue"]
            elsewhere += [Segment("", " "), Segment(f"{kind} elsewhere", f"[{words}]")]
    inside = [Segment(" ".join(mark.kind for mark in on), span.of(sentence)) for span, on in cut(within, marks)]
    return [*inside, *elsewhere]


def _span(start: Any, end: Any, first: int) -> Span | None:
    try:
        return Span(int(start) - first, int(end) - first)
    except (TypeError, ValueError):  # pandas' NA and NaN: there is no such place
        return None


@cache
def stylesheet() -> str:
    """The workbook's look as a ``<style>`` element; it follows JupyterLab's theme."""
    css = Path(__file__).with_name("workbook.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"
