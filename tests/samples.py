"""Tables of claims made to measure, for tests of what comes after the reading."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.models import Amount, Article, Claim, Span
from analysis.table import tabulate

_WORDS = {
    "exact": "{n:,}",
    "about": "about {n:,}",
    "more than": "more than {n:,}",
    "at least": "at least {n:,}",
    "up to": "up to {n:,}",
    "nearly": "nearly {n:,}",
    "fewer than": "fewer than {n:,}",
    "between": "between {n:,} and {m:,}",
    "vague": "thousands",
}


def claim(
    number: float = 40,
    qualifier: str = "exact",
    *,
    high: float | None = None,
    counted: str | None = "people killed",
    subject: str | None = None,
    source: str | None = "the health ministry",
    mention: str | None = None,
    cue: str = "said",
    unit: str = "count",
    outlet: str | None = "Harbour Gazette",
    published: date | None = date(2024, 3, 4),
    name: str = "a.txt",
    **more: Any,
) -> Claim:
    """A claim in an article of one sentence that says it, every span in its place."""
    n = Decimal(str(number))
    m = Decimal(str(high)) if high is not None else n * 2
    words = _WORDS[qualifier].format(n=n, m=m)
    low, value, top = {
        "exact": (n, n, n),
        "about": (None, n, None),
        "more than": (n, n, None),
        "at least": (n, n, None),
        "up to": (None, n, n),
        "nearly": (None, n, n),
        "fewer than": (None, n, n),
        "between": (n, None, m),
        "vague": (n, None, None),
    }[qualifier]
    mention = mention or source
    opening = f"There were {words} {counted or ''}"
    text = f"{opening}, {mention} {cue}." if mention else f"{opening}."
    start = len("There were ")
    said = text.rindex(mention) if mention else 0
    return Claim(
        article=Article(name, text, outlet=outlet, published=published, url="https://example.org/" + name),
        amount=Amount(
            Span(start, start + len(words)), Span(start, start + len(words)), low, value, top, qualifier, unit
        ),
        sentence=Span(0, len(text)),
        counted=counted,
        subject=subject,
        source=source,
        source_mention=Span(said, said + len(mention)) if mention else None,
        cue=Span(said + len(mention) + 1, said + len(mention) + 1 + len(cue)) if mention else None,
        reason=f"{qualifier} → made for a test",
        **more,
    )


def many_claims(count: int, seed: int = 0) -> pd.DataFrame:
    """``count`` claims of every qualifier by ten voices in six outlets about eight things, the same for one seed."""
    chance = random.Random(seed)
    sources = [
        "the health ministry",
        "the National Agency for the Coordination of Emergency Relief and Reconstruction",
        "President Maria Example",
        "the General Staff",
        "a regional police chief",
        "the Observatory",
        "rebel commanders",
        "the World Relief Federation",
        None,
        None,
    ]
    outlets = [
        "Harbour Gazette",
        "Example Wire",
        "The Daily Sample",
        "Northern Broadcasting",
        "Letter from the Delta",
        None,
    ]
    topics = [
        ("soldiers killed", "count", 3),
        ("people displaced from the eastern districts since the beginning of the offensive", "count", 5),
        ("artillery attacks", "count", 2),
        ("aid pledged", "USD", 7),
        ("of the province under rebel control", "percent", 1),
        ("area burned", "hectare", 4),
        ("houses destroyed", "count", 3),
        ("people wounded", "count", 2),
    ]
    claims = []
    for i in range(count):
        counted, unit, size = chance.choice(topics)
        number = round(chance.uniform(1, 9.9) * 10**size)
        if unit == "percent":
            number = chance.randint(1, 100)
        claims.append(
            claim(
                number,
                chance.choice(list(_WORDS)),
                counted=counted,
                source=chance.choice(sources),
                unit=unit,
                outlet=chance.choice(outlets),
                published=date(2024, 1, 1) + timedelta(days=chance.randint(0, 300)),
                name=f"{i % 60:03}-{i}.txt",
                stance=chance.choice(["states", "states", "estimates", "denies"]),
            )
        )
    return tabulate(claims)
