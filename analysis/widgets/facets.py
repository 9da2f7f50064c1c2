"""The explorer's filters: values and their counts in, what is chosen out, and the same in words.

A facet is a list to choose from; "all chosen" is ``None``, as in ``select_claims``, so that a source which appears
later is chosen too. The count beside a value says how many claims it would leave under the other filters; the order
of values stays, but that those which would leave none stand last, and a list's own counts do not change with what is
chosen in it, so that nothing moves under the hand.
No lexicon is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import ipywidgets  # type: ignore[import-untyped]
import pandas as pd

from analysis.widgets.annotate import plain
from analysis.wording import count_of

NAME_LENGTH = 48
_SAID_LENGTH = 90
_NAMED = 3
_ROWS = 9
_SEVERAL = "click chooses one, Ctrl or Shift and click several"

Choices = dict[str, Any]


class Wording(NamedTuple):
    """How a facet is spoken of: its label, one and several of its values, what it says and its hint.

    ``letters`` are what its list has room for in a usual window beside the counts; ``blank`` is what a blank is called.
    """

    label: str
    one: str
    several: str
    phrase: str
    hint: str
    letters: int
    blank: str = ""


WORDINGS: dict[str, Wording] = {
    "sources": Wording("Said by", "source", "sources", "said by", "who vouches for the number", letters=32),
    "actors": Wording(
        *("Party", "party", "parties", "for", "for whom the source speaks, by the lexicon of actors"),
        letters=14,
        blank="no party",
    ),
    "outlets": Wording(
        *("Outlet", "outlet", "outlets", "outlet:", "who published the article"),
        letters=20,
        blank="no outlet named",
    ),
    "topic": Wording(
        "Of what", "counted thing", "counted things", "counting:", "what is counted or measured", letters=30
    ),
    "units": Wording("Unit", "unit", "units", "unit:", "count, percent, a currency or a measure", letters=14),
    "qualifiers": Wording(
        "Qualifier", "qualifier", "qualifiers", "qualifier:", "the words beside the number", letters=14
    ),
}


class Facet(ipywidgets.VBox):  # type: ignore[misc]
    """A list of values with their counts, most first, and All and None beneath it; ``recount`` gives other counts.

    >>> facet = Facet("sources", pd.Series(["Kyiv", "Moscow", "Kyiv"]))
    >>> facet.choice.options
    (('Kyiv (2)', 'Kyiv'), ('Moscow (1)', 'Moscow'))
    >>> facet.choose(("Kyiv", "gone"))
    >>> facet.chosen
    ('Kyiv',)
    >>> facet.choose(None)
    >>> facet.chosen is None
    True
    >>> facet.recount({"Kyiv": 1})
    >>> facet.choice.options
    (('Kyiv (1)', 'Kyiv'), ('Moscow (0)', 'Moscow'))
    """

    def __init__(self, name: str, values: pd.Series[str], *, flex: str = "1 1 130px") -> None:
        wording = WORDINGS[name]
        counts = values.value_counts()
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]).casefold()))
        self.values = tuple(str(value) for value, _ in ranked)
        short = {value: choice_name(value, wording) for value in self.values}
        often = Counter(short.values())
        # what would read alike is told in full
        self._names = {v: n if often[n] == 1 else short_name(v, _SAID_LENGTH, wording.blank) for v, n in short.items()}
        self.choice = ipywidgets.SelectMultiple(
            options=self._options({str(value): int(count) for value, count in ranked}),
            value=self.values,
            description=f'<span title="{wording.hint}; {_SEVERAL}">{wording.label}</span>',
            description_allow_html=True,  # ipywidgets shows no tooltip on a list
            rows=_ROWS,
            layout=ipywidgets.Layout(width="100%"),
        )
        self.all = ipywidgets.Button(description="All", tooltip=f"choose all {wording.several}")
        self.none = ipywidgets.Button(description="None", tooltip=f"choose no {wording.one}")
        self.all.on_click(lambda _: self.choose(None))
        self.none.on_click(lambda _: self.choose(()))
        buttons = ipywidgets.HBox([self.all, self.none])
        super().__init__([self.choice, buttons], layout=ipywidgets.Layout(flex=flex, min_width="0"))
        self.add_class("ncw-facet")

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """What is chosen; ``None`` is all of it, also where there is nothing to choose from."""
        chosen = set(self.choice.value)
        return None if len(chosen) == len(self.values) else tuple(v for v in self.values if v in chosen)

    def _options(self, counts: Mapping[str, int], kept: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
        order = sorted(self.values, key=lambda value: not counts.get(value) and value not in kept)
        return tuple((f"{self._names[value]} ({counts.get(value, 0):,})", value) for value in order)

    def recount(self, counts: Mapping[str, int]) -> None:
        """Shows other counts beside the values, those of none last; what is chosen stays chosen, and in its place."""
        options = self._options(counts, self.chosen or ())
        if options != self.choice.options:
            chosen = self.choice.value
            with self.choice.hold_sync():  # one message, or the list would be seen with nothing chosen
                self.choice.options = options
                self.choice.value = chosen

    def choose(self, values: Collection[str] | None) -> None:
        """Chooses these, as far as they exist; ``None`` is all."""
        self.choice.value = self.values if values is None else tuple(v for v in self.values if v in values)


def action_button(label: str, icon: str, tooltip: str) -> Any:
    """A button as wide as its words."""
    return ipywidgets.Button(description=label, icon=icon, tooltip=tooltip, layout={"width": "auto"})


def flexible(widget: Any, flex: str) -> Any:
    """The widget, made to share a row's width."""
    widget.layout.flex, widget.layout.min_width, widget.layout.width = flex, "0", "auto"
    return widget


def choice_name(value: str, wording: Wording) -> str:
    """A value as its facet's list names it."""
    return short_name(value, wording.letters, wording.blank)


def short_name(name: str, length: int = NAME_LENGTH, blank: str = "") -> str:
    """A value as a list shows it: on one line, its middle left out where it is long; ``blank`` is said for nothing.

    >>> short_name("the National Agency for the Coordination of Emergency Relief and Reconstruction")
    'the National Agency for the…and Reconstruction'
    >>> short_name("", blank="no outlet named")
    '— no outlet named —'
    """
    name = " ".join(plain(name).split()) or f"— {blank} —"
    if len(name) <= length:
        return name
    last = len(name.rpartition(" ")[2])
    room = max(length * 3 // 7, last + 1 if last < length * 2 // 3 else 0)  # a last word stays whole
    tail = name[-room:].partition(" ")[2] or name[-room:]
    head = name[: length - len(tail)]
    return f"{head.rpartition(' ')[0] or head[:-1]}…{tail}"


def filter_words(choices: Choices, values: Mapping[str, Sequence[str]]) -> str:
    """The filters in words, for the summary and the chart's caption; nothing filtered is ''.

    >>> values = {"sources": ("Kyiv", "Moscow", "Seoul", "Berlin", "Rome", "Oslo"), "outlets": ("Wire",)}
    >>> filter_words({"sources": ("Kyiv", "Rome"), "outlets": None, "since": date(2024, 12, 1)}, values)
    'said by Kyiv or Rome; published since 1 Dec 2024'
    >>> filter_words({"sources": values["sources"][1:], "text": " troops "}, values)
    'all sources but Kyiv; words “troops”'
    >>> filter_words({"sources": values["sources"][2:]}, values)
    'all sources but Kyiv and Moscow'
    >>> filter_words({"sources": None}, values)
    ''
    """
    parts = []
    for name, wording in WORDINGS.items():
        chosen = choices.get(name)
        if chosen is not None:
            parts.append(_facet_words(wording, chosen, values[name]))
    days = [(name, choices.get(name)) for name in ("since", "until")]
    spans = [f"{name} {day.day} {day:%b %Y}" for name, day in days if day is not None]
    if spans:
        parts.append(f"published {' '.join(spans)}")
    text = " ".join(str(choices.get("text", "")).split())
    if text:
        parts.append(f"words “{text}”")
    return "; ".join(parts)


def _facet_words(wording: Wording, chosen: Sequence[str], values: Sequence[str]) -> str:
    left_out = [value for value in values if value not in set(chosen)]
    if not chosen:
        return f"no {wording.one}"
    if len(chosen) <= _NAMED and len(chosen) <= len(left_out) + 1:
        return f"{wording.phrase} {_listed(chosen, 'or', wording.blank)}"
    if len(left_out) <= _NAMED:
        return f"all {wording.several} but {_listed(left_out, 'and', wording.blank)}"
    return f"{wording.phrase} {len(chosen):,} of {count_of(len(values), wording.one, wording.several)}"


def _listed(names: Sequence[str], word: str, blank: str) -> str:
    readable = [short_name(name, _SAID_LENGTH, blank).strip("— ") for name in names]
    return readable[0] if len(readable) == 1 else f"{', '.join(readable[:-1])} {word} {readable[-1]}"


def empty_words(choices: Choices, total: int) -> str:
    """Why nothing is left to show, and what to do about it.

    >>> empty_words({"sources": ()}, 12)
    'No source is chosen: choose one, or press Reset.'
    >>> empty_words({"since": date(2025, 1, 1), "until": date(2024, 1, 1)}, 12)
    'The first day is after the last: change one, or press Reset.'
    >>> empty_words({}, 0)
    'There are no claims to explore: put articles into the folder and run the cells again.'
    """
    if not total:
        return "There are no claims to explore: put articles into the folder and run the cells again."
    for name, wording in WORDINGS.items():
        if choices.get(name) == ():
            return f"No {wording.one} is chosen: choose one, or press Reset."
    since, until = choices.get("since"), choices.get("until")
    if isinstance(since, date) and isinstance(until, date) and since > until:
        return "The first day is after the last: change one, or press Reset."
    return "No claim passes all the filters: widen one, or press Reset."
