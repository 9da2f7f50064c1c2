"""Who speaks, as one voice: rows of the claims table go in, for each the fullest name of its source comes out.

"The National Intelligence Service" of one article and "South Korea's National Intelligence Service" of another are one
body if both speak for South Korea; "Zelensky" and "Volodymyr Zelenskiy" are rows of one leader in the lexicon
``actors``. What only looks alike is suggested to the analyst, never merged: South Korea and North Korea are 82 % alike.
An outlet that speaks for itself is a voice of its own.

A voice is a source, unless another level is asked for: the party that it speaks for, or the outlet that reports it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd

from analysis.compare.columns import kinds_of, laid_out
from analysis.compare.decisions import follow
from analysis.lexicon import read_rows, split_list
from analysis.wording import count_of

LEVELS = {"source": ("source", "sources"), "actor": ("party", "parties"), "outlet": ("outlet", "outlets")}
"""At which level voices may be told apart, and what one and several of them are called."""

Sources = Mapping[tuple[str, str], int]
"""How often each source and its party ('' for none) are met."""


def count_voices(number: int, level: str) -> str:
    """So many voices, in words.

    >>> count_voices(1, "source"), count_voices(3, "actor")
    ('1 source', '3 parties')
    """
    return count_of(number, *LEVELS[level])


@cache
def _owners() -> dict[str, list[str]]:
    """How a country stands in front of its bodies: "South Korea's", "South Korean"."""
    found: dict[str, list[str]] = {}
    for row in read_rows("countries"):
        names = [row["country"], *split_list(row["aliases"]), *split_list(row["capitals"])]
        adjectives = split_list(row["adjectives"])
        found[row["country"]] = [f"{owner} " for name in names for owner in (f"{name}'s", f"{name}’s", name)]
        found[row["country"]] += [f"{adjective} " for adjective in adjectives]
    return found


@cache
def _leaders() -> dict[tuple[str, str], str]:
    """The fullest of a leader's spellings by each of them: one party, one term, one way to begin the surname."""
    people: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in read_rows("actors"):
        if row["kind"] == "leader":
            people[row["actor"], row["terms"], row["phrase"].split()[-1][:5].casefold()].append(row["phrase"])
    return {
        (name, party): max(names, key=lambda n: (len(n.split()), -len(n), n))
        for (party, _, _), names in people.items()
        for name in names
    }


def _key(name: str, party: str) -> str:
    """A body's name without its country in front, in small letters."""
    for owner in _owners().get(party, ()):
        if name.casefold().startswith(owner.casefold()) and len(name) > len(owner):
            return name[len(owner) :].casefold()
    return name.casefold().removeprefix("the ")


def parties_of(sources: Sources) -> dict[tuple[str, str], str]:
    """For whom each speaks: an article that does not say it means the one party that others tell of.

    >>> parties_of({("Ministry", ""): 1, ("Ministry", "Norland"): 2})["Ministry", ""]
    'Norland'
    """
    told: dict[str, set[str]] = defaultdict(set)
    for name, party in sources:
        told[name].update({party} - {""})
    return {pair: pair[1] or (min(told[pair[0]]) if len(told[pair[0]]) == 1 else "") for pair in sources}


def voice_names(sources: Sources) -> dict[tuple[str, str], str]:
    """The one name for each source and its party.

    >>> names = voice_names({("National Intelligence Service", "South Korea"): 3,
    ...     ("South Korea's National Intelligence Service", "South Korea"): 1, ("Zelensky", "Ukraine"): 1,
    ...     ("Defence Ministry", "Ukraine"): 1, ("Defence Ministry", "Russia"): 1})
    >>> sorted(set(names.values()))[2:]
    ["South Korea's National Intelligence Service", 'Zelensky']
    """
    party_of = parties_of(sources)
    known = {(name, party): _leaders().get((name, party), name) for (name, _), party in party_of.items()}
    alike: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pair, count in sources.items():
        name, party = pair[0], party_of[pair]
        alike[_key(known[name, party], party), party][name] += count
    fullest = {key: max(names, key=lambda n: (len(n.split()), names[n], len(n), n)) for key, names in alike.items()}
    surnames: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (_, party), name in fullest.items():
        if " " in name and party:
            surnames[name.split()[-1].casefold(), party].add(name)
    told: dict[tuple[str, str], str] = {}
    for (name, party), full in known.items():
        longer = surnames.get((full.casefold(), party), set()) if " " not in full else set()
        told[name, party] = next(iter(longer)) if len(longer) == 1 else fullest[_key(full, party), party]
    shared = Counter(full for full, _ in {(full, party) for (_, party), full in told.items()})
    found = {}
    for pair in sources:
        name, party = pair[0], party_of[pair]
        full = told[name, party]
        found[pair] = f"{full} ({party or 'no party known'})" if shared[full] > 1 else full
    return found


def voices(table: pd.DataFrame, merged: Mapping[str, str] | None = None, level: str = "source") -> pd.Series[str]:
    """Who speaks in each row; ``merged`` are the analyst's own decisions, name to name.

    An outlet's own voice is "Outlet (own voice)", a figure for which nobody is named "nobody named (Outlet)". At the
    ``level`` "actor" a source whose party is not known keeps its own name; at "outlet" an article is its own outlet
    where it names none.
    """
    outlet = table["outlet"].where(table["outlet"] != "").fillna(table["article"])
    if level == "outlet":
        return outlet
    pairs, of = kinds_of(table["source"], table["actor"])
    met: Counter[tuple[str, str]] = Counter()
    for (source, party), count in zip(pairs, np.bincount(of).tolist(), strict=True):
        if source:
            met[source, party or ""] += count
    chosen = merged or {}
    names = {pair: follow(chosen, name) for pair, name in voice_names(met).items()}
    if level == "actor":
        names = {pair: party or names[pair] for pair, party in parties_of(met).items()}
    spoken = laid_out([names[source, party or ""] if source else None for source, party in pairs], of)
    mention = table["source_mention"].fillna("") != ""
    nobody = ("nobody named (" + outlet + ")").where(mention, outlet + " (own voice)")
    if level == "source":
        nobody = nobody.map({name: follow(chosen, name) for name in nobody.unique()})
    return spoken.fillna(nobody)
