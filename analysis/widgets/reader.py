"""The claims in their articles: readings in, a widget out that shows one article at a time with its claims marked.

It shows what ``annotate`` marks and decides nothing itself. No lexicon is read. The article chosen is remembered
for as long as the kernel lives, so that running the cell again stays on it. Knowingly missing: of a very long
article only the beginning is shown, and it says so.
"""

from __future__ import annotations

from collections.abc import Iterable

import ipywidgets  # type: ignore[import-untyped]

from analysis.models import Article, Reading
from analysis.widgets.annotate import escaped, mark_claims, plain, stylesheet
from analysis.wording import count_of

SHOWN_CHARACTERS = 300_000
_remembered: dict[str, str] = {}


class ArticleReader(ipywidgets.VBox):  # type: ignore[misc]
    """A list of articles, and the chosen one with its claims marked; hover over a mark for its reading.

    >>> reader = ArticleReader([Reading(Article("a.txt", "No numbers here.", title="Quiet"))])
    >>> reader.article.options
    (('Quiet (no claims)', 'a.txt'),)
    >>> "No numbers here." in reader.text.value
    True
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.readings = {reading.article.name: reading for reading in readings}
        options = [(_label(reading), name) for name, reading in self.readings.items()]
        self.article = ipywidgets.Dropdown(
            options=options, description="Article", tooltip="which article to read", layout={"width": "100%"}
        )
        self.passed_over = ipywidgets.Checkbox(
            value=False,
            description="also mark the numbers passed over",
            tooltip="numbers that are not claims, each with the reason on hover",
            indent=False,
        )
        self.head = ipywidgets.HTML()
        self.text = ipywidgets.HTML()
        look = ipywidgets.HTML(stylesheet(), layout=ipywidgets.Layout(display="none"))
        super().__init__([look, self.article, self.passed_over, self.head, self.text])
        self.add_class("ncw-reader")
        if _remembered.get("article") in self.readings:
            self.article.value = _remembered["article"]
        self._show()
        self.article.observe(lambda _: self._show(), "value")
        self.passed_over.observe(lambda _: self._show(), "value")

    def _show(self) -> None:
        reading = self.readings.get(self.article.value)
        if reading is None:
            self.head.value, self.text.value = "<p>There are no articles to read.</p>", ""
            return
        _remembered["article"] = reading.article.name
        shown = _beginning(reading)
        self.text.value = mark_claims(shown.article, shown.claims, shown.passed_over if self.passed_over.value else ())
        self.head.value = _head(reading, shown)


def _label(reading: Reading) -> str:
    article = reading.article
    what = " ".join(plain(article.title or article.name).split())
    day = f"{article.published:%Y-%m-%d}" if article.published else None
    found = count_of(len(reading.claims), "claim") if reading.claims else "no claims"
    return " · ".join(part for part in (day, plain(article.outlet or ""), f"{what} ({found})") if part)


def _beginning(reading: Reading) -> Reading:
    """The reading as far as it is shown: all of it, or a very long article's first paragraphs."""
    text = reading.article.text
    if len(text) <= SHOWN_CHARACTERS:
        return reading
    end = text.rfind("\n", 0, SHOWN_CHARACTERS) + 1 or SHOWN_CHARACTERS
    return Reading(
        Article(reading.article.name, text[:end]),
        tuple(claim for claim in reading.claims if claim.amount.span.end <= end),
        tuple(found for found in reading.passed_over if found.span.end <= end),
    )


def _head(reading: Reading, shown: Reading) -> str:
    words = f"{count_of(len(reading.claims), 'claim')}, {count_of(len(reading.passed_over), 'number')} passed over"
    key = " ".join(f'<mark class="ncw-{kind}">{kind}</mark>' for kind in ("amount", "source", "cue"))
    lines = [f"{escaped(reading.article.name)}: {words}. Marked, with the reading on hover: {key}"]
    if shown is not reading:
        lines.append(
            f"Only the first {len(shown.article.text):,} of {len(reading.article.text):,} characters are shown, "
            f"with {len(shown.claims):,} of the claims; the table has them all."
        )
    return f'<p class="ncw-reading">{"<br>".join(lines)}</p>'
