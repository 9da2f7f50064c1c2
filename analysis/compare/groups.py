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

import numpy as np
import pandas as pd

from analysis.compare.columns import Places, kinds_of
from analysis.compare.conversions import is_money
from analysis.compare.decisions import follow, one_line
from analysis.compare.families import family_of
from analysis.compare.repeats import said_again
from analysis.table import UNTOLD, cells_of

# states whose bearers are told together: "at least 100 North Koreans were killed … some 1,000 wounded"
_LOSSES = frozenset({"killed", "wounded", "casualties", "missing", "captured"})
PEOPLE, TROOPS = "people", "troops"
# "He put the army's own losses at 40 dead."
_OWN_RE = re.compile(r"\bown\s+(?:casualties|dead|forces|losses|ranks|side|troops|wounded)\b", re.IGNORECASE)
_PEOPLE_RE = re.compile(r"\b(?:people|persons?)\b", re.IGNORECASE)
_NAME_RE = re.compile(r"(?:[A-Z][\w.’'-]*\s?)+")
_ARTICLE_RE = re.compile(r"^(?:the|a|an|its|their|his|her|our|these|those)\s+", re.IGNORECASE)
_TOLD_SHARE_RE = re.compile(r"\w(?:ed|en|wn|lt)$|\b(?:rate|rating|turnout|inflation|growth|unemployment)\b")
# of these an article seldom counts two lots without saying whose they are
_COMPARABLE = frozenset({"attacks", "displaced people", "troops"})
# "Alder death toll", "overall toll": a place or nothing, but nobody
_TOLL_RE = re.compile(r"^((?:[A-Z][\w’'.-]*\s)+|(?:overall|official|total|latest|current|new|final)\s)(?:death )?toll$")
_NAMED_RE = re.compile(r"\b[A-Z]")
# "seven different villages" are seven villages
_EMPTY_RE = re.compile(r"^(?:different|distinct|individual|separate|various)\s+(?=\w)", re.IGNORECASE)
# "size of wildfire", which the article has called "size of Alder Hill wildfire"
_MEASURED_RE = re.compile(r"(?P<dimension>[a-z]+) of (?:the )?(?P<name>(?:[A-Z][\w’'.-]*\s)+)?(?P<thing>[a-z]+)")
_OF_RE = re.compile(r"^of (?:the |its |their |all )?", re.IGNORECASE)


class Topic(NamedTuple):
    """A subject in its two parts: "killed: North Korean troops" → state "killed", thing "North Korean troops"."""

    state: str
    thing: str

    @property
    def heading(self) -> str:
        return f"{self.state}: {self.thing}" if self.state and self.thing else self.state or self.thing


def is_definite(topic: Topic, unit: str) -> bool:
    """Whether two sources that count this can be expected to mean the same: not so "people", "money raised".

    >>> [is_definite(Topic("", thing), "count") for thing in ("people", "artillery attacks", "email chains", "Syrians")]
    [False, True, False, True]
    >>> is_definite(Topic("", "of voters"), "percent"), is_definite(Topic("", "of Ukraine occupied"), "percent")
    (False, True)
    """
    state, thing = topic
    if thing == UNTOLD:
        return False
    if unit == "percent":
        # "46 percent of voters" leaves open what they did
        return bool(state or (_TOLD_SHARE_RE.search(thing) and not thing.startswith("who ")))
    if state or _NAME_RE.match(thing):
        return True
    if unit == "count":
        return " " in thing and family_of("", thing, unit) in _COMPARABLE
    return names_whose(thing) if is_money(unit) else " of " in thing


def topic_of(subject: str | None, counted: str | None) -> Topic:
    """A row's subject, or the words that it counts, as a topic.

    >>> topic_of("killed: North Korean troops", None), topic_of("casualties", None)
    (Topic(state='killed', thing='North Korean troops'), Topic(state='casualties', thing=''))
    >>> topic_of(None, "the size of the  wildfire").heading, topic_of(None, None).heading
    ('size of the wildfire', '— not told —')
    """
    if subject:
        state, _, thing = subject.rpartition(": ")
        toll = _TOLL_RE.match(counted or "")
        if toll and toll[1].strip() == thing:
            return Topic(state, "")
        return Topic(subject, "") if not state and subject in _LOSSES else Topic(state, _EMPTY_RE.sub("", thing))
    words = _ARTICLE_RE.sub("", " ".join((counted or "").split()))
    return Topic("", _EMPTY_RE.sub("", words) or UNTOLD)


def topics(table: pd.DataFrame) -> tuple[list[Topic], Places]:
    """The topics of a table, and which of them each row has; a bare state has got its bearers from its article."""
    rows, of = kinds_of(table["subject"], table["counted"])
    told = [topic_of(*row) for row in rows]
    known = {topic: place for place, topic in enumerate(dict.fromkeys(told))}
    found = np.array([known[topic] for topic in told], dtype="int64")[of]
    # "100 were killed" does not say that they were people
    for topic in [topic for topic in known if topic.thing in ("", PEOPLE) and topic.state in _LOSSES]:
        members = np.flatnonzero(found == known[topic])
        for at, sentence in zip(members.tolist(), cells_of(table["sentence"].iloc[members], ""), strict=True):
            if not topic.thing or not _PEOPLE_RE.search(sentence):
                bare = Topic(topic.state, TROOPS if _OWN_RE.search(sentence) else "")
                found[at] = known.setdefault(bare, len(known))
    losses = np.array([topic.state in _LOSSES for topic in known], dtype="bool")[found]
    lacking = losses & np.array([not topic.thing for topic in known], dtype="bool")[found]
    some = losses & table["article"].isin(table["article"][lacking].unique()).to_numpy()
    names = list(known)
    for members in table[some].groupby("article", sort=False).indices.values():
        at = np.flatnonzero(some)[members]
        completed = _completed([names[place] for place in found[at].tolist()])
        found[at] = [known.setdefault(topic, len(known)) for topic in completed]
    names = list(known)
    return names, said_again(table, names, _in_full(table["article"], names, found))


def _in_full(articles: pd.Series, topics: Sequence[Topic], found: Places) -> Places:
    """The topics of the rows, where what an article calls in short is what it calls in full elsewhere."""
    ends = [None if topic.state else _MEASURED_RE.fullmatch(topic.thing) for topic in topics]
    short = np.array([end is not None and not end["name"] for end in ends], dtype="bool")
    some = np.array([end is not None for end in ends], dtype="bool")[found]
    some &= articles.isin(articles[short[found]].unique()).to_numpy()
    rows = np.flatnonzero(some)
    for members in articles[some].groupby(articles[some], sort=False).indices.values():
        full: dict[tuple[str, str], set[int]] = {}
        for place in found[rows[members]].tolist():
            end = ends[place]
            if end is not None and end["name"]:
                full.setdefault((end["dimension"], end["thing"]), set()).add(place)
        for row in rows[members].tolist():
            end = ends[found[row]]
            named = full.get((end["dimension"], end["thing"]), set()) if end is not None and not end["name"] else set()
            if len(named) == 1:
                found[row] = min(named)
    return found


def _completed(losses: Sequence[Topic]) -> list[Topic]:
    """An article's losses with their bearers: those of the nation or force of most others, else people."""
    told = Counter(_name(topic.thing) for topic in losses if _NAME_RE.match(topic.thing))
    first, second = (*told.most_common(2), ("", 0), ("", 0))[:2]
    name = first[0] if first[1] > second[1] else ""
    named = [topic.thing for topic in losses if name and _name(topic.thing) == name]
    bearer = named[0] if named else PEOPLE
    found = []
    for topic in losses:
        if topic.thing in named:
            bearer = topic.thing
        found.append(topic if topic.thing else Topic(topic.state, bearer))
    return found


def _name(thing: str) -> str:
    """The name in front of a thing: "North Korean troops" and "North Koreans" have one."""
    found = _NAME_RE.match(thing)
    return found[0].rstrip().removesuffix("s") if found else ""


def names_whose(thing: str) -> bool:
    """Whether it is told whose the things are: then two articles that count them mean the same.

    >>> names_whose("North Korean troops"), names_whose("people")
    (True, False)
    """
    return _NAMED_RE.search(thing) is not None


class Kind(NamedTuple):
    """Rows that go into one group: a topic in a common unit for a stretch of time, or moved to a group by a person."""

    topic: Topic
    unit: str
    stretch: str = ""
    moved: str | None = None


class Heading(NamedTuple):
    """A group's heading; ``plain`` is it without its unit, which is named only where one subject is told in several."""

    whole: str
    plain: str


def headings(kinds: Sequence[Kind], counts: Sequence[int]) -> list[Heading]:
    """The heading of each kind of row by itself, before anybody decides; ``counts`` says how many rows each has.

    >>> kinds = [Kind(Topic("killed", "people"), "count"), Kind(Topic("killed", "People"), "count", "in 7 days"),
    ...     Kind(Topic("", "of Ukraine occupied"), "percent")]
    >>> [heading.whole for heading in headings(kinds, [1, 1, 1])]
    ['killed: people', 'killed: people, in 7 days', 'share of Ukraine occupied']
    """
    bare = [_heading(kind.topic, kind.unit) for kind in kinds]
    told: dict[str, set[str]] = {}
    spelt: dict[str, Counter[str]] = {}
    for heading, kind, count in zip(bare, kinds, counts, strict=True):
        told.setdefault(heading.casefold(), set()).add(kind.unit)
        spelt.setdefault(heading.casefold(), Counter())[heading] += count
    spelling = {key: min(forms, key=lambda form: _rank(form, forms[form])) for key, forms in spelt.items()}
    found = []
    for heading, kind in zip(bare, kinds, strict=True):
        key = heading.casefold()
        end = [kind.stretch] if kind.stretch else []
        units = [f"in {kind.unit}"] if len(told[key]) > 1 else []
        found.append(Heading(", ".join([spelling[key], *units, *end]), ", ".join([spelling[key], *end])))
    return found


def merged(kinds: Sequence[Kind], own: Sequence[Heading], into: Mapping[str, str]) -> list[str]:
    """The group that each kind of row goes into under an analyst's merges and moves.

    A decision on a heading holds with and without its unit, and however its letters were spelt then.

    >>> own = [Heading("killed: People", "killed: People")]
    >>> merged([Kind(Topic("killed", "People"), "count")], own, {"killed: people": "deaths"})
    ['deaths']
    """
    decided = {name.casefold(): name for name in into}
    found = []
    for kind, (whole, plain) in zip(kinds, own, strict=True):
        names = (decided.get(one_line(name).casefold()) for name in (whole, plain))
        ended = follow(into, kind.moved or next(filter(None, names), whole))
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
