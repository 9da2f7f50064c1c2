"""Who is silent on a group: a comparison and a heading go in, the rows of its silences that belong to it come out.

A silence belongs to a group if it says so (a column ``group``), if what it keeps back ("the number of troops") tells of
the same things, in a like state and of no other country, or if it keeps back who knows what in an article that tells of
the group, and the group is of happenings: nobody is silent on a distance.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.compare.countries import countries_in
from analysis.compare.groups import PEOPLE
from analysis.lexicon import read_rows
from analysis.table import cells_of

if TYPE_CHECKING:
    from analysis.compare.comparison import Comparison

_WORD_RE = re.compile(r"[^\W\d_]{3,}")
_PLURAL_RE = re.compile(r"(?:(?:ie|e)?s|y|ns?)$")
_OF_LOSSES = frozenset({"captured", "casualties", "killed", "missing", "wounded"})
_PERSONS = frozenset({PEOPLE, "troops", "fighters", "civilians", "migrants", "children", "women"})
# "share of", "distance of": what a heading measures, as the things stand there
_MEASURES = frozenset({"amount", "area", "cost", "distance", "duration", "estimate", "money", "share", "size", "time"})
# "the figure", "how many", "a number": nothing of what is counted
_FIGURES = frozenset(
    """
    and any been count detail fighting figure for from had has have her his how its many number presence single that
    the their them total training was were what whether with
    """.split()  # noqa: SIM905
)


class _About(NamedTuple):
    """What some words are about: what became of things, the things, and whose they are."""

    states: frozenset[str]
    things: frozenset[str]
    countries: frozenset[str]


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, str]]:
    """The state that a word tells, and the kind that it is one of."""
    states = {row["word"]: row["state"] for row in read_rows("states")}
    states |= {row["state"]: row["state"] for row in read_rows("states")}
    return {**states, "toll": "killed", "tolls": "killed"}, {row["word"]: row["kind"] for row in read_rows("kinds")}


@lru_cache(maxsize=65_536)
def _about(words: str) -> _About:
    """What a heading, or what is kept back, is about; the words for figures are nothing of it.

    >>> told = _about("how many of the North Korean soldiers were dead")
    >>> sorted(told.states), sorted(told.things), sorted(told.countries)
    (['killed'], ['troops'], ['North Korea'])
    """
    countries, rest = countries_in(words)
    state_of, kind_of = _lexicon()
    states, things = set(), set()
    for word in _WORD_RE.findall(rest):
        if word in state_of:
            states.add(state_of[word])
        elif word not in _FIGURES and word.removesuffix("s") not in _FIGURES:
            things.add(kind_of.get(word) or _PLURAL_RE.sub("", word))
    return _About(frozenset(states), frozenset(things), countries)


def _concerns(about: _About, group: _About, *, near: bool) -> bool:
    """Whether a silence is on a group; ``near`` says that one article tells of both."""
    if not any(about):
        told = group.states or group.countries or not group.things.isdisjoint(_lexicon()[1].values())
        return near and bool(told) and group.things.isdisjoint(_MEASURES)
    if about.countries and group.countries and about.countries.isdisjoint(group.countries):
        return False
    shared = (about.things & group.things) - _MEASURES
    if about.states and group.states:
        akin = about.states & group.states or (
            "casualties" in about.states | group.states and _OF_LOSSES.issuperset(about.states | group.states)
        )
        apart = about.things and group.things and not shared and PEOPLE not in about.things | group.things
        return bool(akin) and not apart and (near or bool(shared - {PEOPLE} or about.countries & group.countries))
    if about.states and not shared:
        return False
    # of one country are its people and its troops, but not its missiles
    whose = about.countries & group.countries and group.things <= _PERSONS
    return bool(shared - {PEOPLE} or whose) or (near and bool(shared))


def silences_on(comparison: Comparison, group: str) -> pd.DataFrame:
    """The silences on a group, in their order, with ``voice``: who is silent, and their article's outlet and day."""
    silences = comparison.silences
    if silences is None or silences.empty:
        return pd.DataFrame({"voice": pd.Series(dtype="str")})
    if "group" in silences:
        chosen = silences["group"] == group
    else:
        heading = _about(group)
        near = silences["article"].isin(comparison.claims.loc[comparison.claims["group"] == group, "article"])
        rows = zip(cells_of(silences["about"], ""), near.tolist(), strict=True)
        chosen = pd.Series([_concerns(_about(words), heading, near=at) for words, at in rows], dtype="bool")
        chosen = chosen.set_axis(silences.index) & (near | (silences["stance"] != "denies"))  # what stands before it
    found = silences[chosen]
    who = found["voice"] if "voice" in found else found["source"]
    nobody = "nobody named" + found["outlet"].map(" ({})".format, na_action="ignore").fillna("")
    return found.assign(voice=who.fillna(nobody).astype("str"))
