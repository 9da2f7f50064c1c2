"""Which figures are about the same thing: rows of the claims table go in, for each its group's heading comes out.

A group is a subject, in one unit (kilometres and miles are one), for one stretch of time. What the table's ``subject``
leaves open is told by the words of ``counted``. A loss without its bearer ("100 killed") is of the nation or force
whose losses the same article tells of most, or else of people. The analyst's own merges and splits come last and win.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.compare.decisions import follow, one_line
from analysis.table import UNTOLD, cells_of

# states whose bearers are told together: "at least 100 North Koreans were killed … some 1,000 wounded"
_LOSSES = frozenset({"killed", "wounded", "casualties", "missing", "captured"})
PEOPLE = "people"
_PEOPLE_RE = re.compile(r"\b(?:people|persons?)\b", re.IGNORECASE)
_NAME_RE = re.compile(r"(?:[A-Z][\w.’'-]*\s?)+")
_ARTICLE_RE = re.compile(r"^(?:the|a|an|its|their|his|her|our|these|those)\s+", re.IGNORECASE)
# "46 percent of voters" leaves open what they did
_VAGUE_SHARE_RE = re.compile(r"of (?:the |all )?[\w'’-]+")
_OF_RE = re.compile(r"^of (?:the |its |their |all )?", re.IGNORECASE)


class Topic(NamedTuple):
    """A subject in its two parts: "killed: North Korean troops" → state "killed", thing "North Korean troops"."""

    state: str
    thing: str

    @property
    def heading(self) -> str:
        return f"{self.state}: {self.thing}" if self.state and self.thing else self.state or self.thing

    @property
    def definite(self) -> bool:
        """Whether two sources that count this can be expected to mean the same: not so "people" or "duration"."""
        if self.thing == UNTOLD or _VAGUE_SHARE_RE.fullmatch(self.thing):
            return False
        return bool(self.state or " " in self.thing or _NAME_RE.match(self.thing))


def topic_of(subject: str | None, counted: str | None) -> Topic:
    """A row's subject, or the words that it counts, as a topic.

    >>> topic_of("killed: North Korean troops", None), topic_of("casualties", None)
    (Topic(state='killed', thing='North Korean troops'), Topic(state='casualties', thing=''))
    >>> topic_of(None, "the size of the  wildfire").heading, topic_of(None, None).heading
    ('size of the wildfire', '— not told —')
    """
    if subject:
        state, _, thing = subject.rpartition(": ")
        return Topic(subject, "") if not state and subject in _LOSSES else Topic(state, thing)
    words = _ARTICLE_RE.sub("", " ".join((counted or "").split()))
    return Topic("", words or UNTOLD)


def topics(table: pd.DataFrame) -> list[Topic]:
    """Every row's topic, in the table's order; a bare state has got its bearers from its article."""
    columns = [cells_of(table[name]) for name in ("subject", "counted", "sentence")]
    found = [_as_said(topic_of(subject, words), sentence) for subject, words, sentence in zip(*columns, strict=True)]
    rows: dict[str, list[int]] = {}
    for i, article in enumerate(table["article"].tolist()):
        if found[i].state in _LOSSES:
            rows.setdefault(article, []).append(i)
    for members in rows.values():
        if not all(found[i].thing for i in members):
            _complete(found, members)
    return found


def _as_said(topic: Topic, sentence: str | None) -> Topic:
    """A loss as its sentence tells it: "100 were killed" does not say that they were people."""
    told = topic.thing != PEOPLE or topic.state not in _LOSSES or _PEOPLE_RE.search(sentence or "")
    return topic if told else Topic(topic.state, "")


def _complete(found: list[Topic], losses: Sequence[int]) -> None:
    """Gives an article's bare losses their bearers: those of the nation or force of most others, else people."""
    told = Counter(_name(found[i].thing) for i in losses if _NAME_RE.match(found[i].thing))
    first, second = (*told.most_common(2), ("", 0), ("", 0))[:2]
    name = first[0] if first[1] > second[1] else ""
    named = [found[i].thing for i in losses if name and _name(found[i].thing) == name]
    bearer = named[0] if named else PEOPLE
    for i in losses:
        if not found[i].thing:
            found[i] = Topic(found[i].state, bearer)
        elif found[i].thing in named:
            bearer = found[i].thing


def _name(thing: str) -> str:
    """The name in front of a thing: "North Korean troops" and "North Koreans" have one."""
    found = _NAME_RE.match(thing)
    return found[0].rstrip().removesuffix("s") if found else ""


def headings(
    subjects: Sequence[Topic],
    units: Sequence[str],
    stretches: Sequence[str],
    claims: Sequence[str],
    merged: Mapping[str, str] | None = None,
    moved: Mapping[str, str] | None = None,
) -> list[str]:
    """The heading of each row's group, from its topic, its common unit, its stretch of time and its claim's id.

    ``merged`` sends a whole group into another, ``moved`` single claims (by their id) into one. A heading names its
    unit only where the same subject is told in several; a decision on it holds with and without the unit.

    >>> rows = [Topic("killed", "people"), Topic("killed", "People"), Topic("", "of Ukraine occupied")]
    >>> headings(rows, ["count", "count", "percent"], ["", "in 7 days", ""], ["a", "b", "c"])
    ['killed: people', 'killed: people, in 7 days', 'share of Ukraine occupied']
    """
    bare = [_heading(topic, unit) for topic, unit in zip(subjects, units, strict=True)]
    told: dict[str, set[str]] = {}
    spelt: dict[str, Counter[str]] = {}
    for heading, unit in zip(bare, units, strict=True):
        told.setdefault(heading.casefold(), set()).add(unit)
        spelt.setdefault(heading.casefold(), Counter())[heading] += 1
    spelling = {key: min(forms, key=lambda form: _rank(form, forms[form])) for key, forms in spelt.items()}
    into, own = merged or {}, moved or {}
    found = []
    for heading, unit, stretch, claim in zip(bare, units, stretches, claims, strict=True):
        key = heading.casefold()
        end = [stretch] if stretch else []
        whole = ", ".join([spelling[key], *([f"in {unit}"] if len(told[key]) > 1 else []), *end])
        if not into and claim not in own:
            found.append(whole)
            continue
        plain = ", ".join([spelling[key], *end])
        name = own.get(claim) or (plain if one_line(whole) not in into and one_line(plain) in into else whole)
        ended = follow(into, name)
        found.append(whole if ended == plain else ended)
    return found


def _rank(form: str, count: int) -> tuple[int, int, str]:
    """Of a heading's spellings the commonest goes first, then the one with the fewest capitals."""
    return -count, sum(map(str.isupper, form)), form


def _heading(topic: Topic, unit: str) -> str:
    """A share's heading says that it is one: "of Ukraine occupied" → "share of Ukraine occupied"."""
    if unit == "percent":
        return f"share of {_OF_RE.sub('', topic.heading)}"
    return topic.heading
