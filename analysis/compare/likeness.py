"""Names that look alike: headings or sources go in, what a person may want to merge comes out.

Only ever a suggestion. South Korea and North Korea are 82 % alike, and a Russian and a Ukrainian defence ministry even
more: names of unlike countries, years or outlets are told apart before any letters are compared. The likeness is that
of ``rapidfuzz``, of words in any order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.compare.countries import countries_in
from analysis.compare.families import family_of

_ALIKE = 86.0
_SUGGESTED = 12
_NUMBER_RE = re.compile(r"\d[\d.,]*")
# an outlet's own voice, or somebody whom it does not name: no other outlet's
_OUTLETS_RE = re.compile(r" \(own voice\)$|^nobody named \(")
_TAIL_RE = re.compile(r", (?:in|since|per) .*$")


def _told_apart(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """What no likeness of letters can make up for: the countries and the numbers in a name."""
    return countries_in(name)[0], tuple(_NUMBER_RE.findall(name))


def most_alike(name: str, others: Sequence[str]) -> list[str]:
    """The other headings, those most like ``name`` first; equals in their own order.

    One of the same state or its kind and of the same stretch of time goes before one of another, and those of another
    country come last.

    >>> most_alike("killed: soldiers", ["aid", "wounded: soldiers", "killed: Norland soldiers"])
    ['killed: Norland soldiers', 'wounded: soldiers', 'aid']
    >>> most_alike("casualties: North Koreans", ["casualties: South Koreans", "casualties: North Korean troops"])
    ['casualties: North Korean troops', 'casualties: South Koreans']
    """
    from rapidfuzz import fuzz, process

    rest = [other for other in others if other != name]
    bare = [_TAIL_RE.sub("", heading) for heading in (name, *rest)]
    scores = process.cdist(bare[:1], bare[1:], scorer=fuzz.token_set_ratio)[0].tolist() if rest else []
    state, family, tail, (countries, numbers) = _parts(name)

    def rank(other: str, score: float) -> tuple[bool, bool, bool, bool, float]:
        its_state, its_family, its_tail, (its_countries, its_numbers) = _parts(other)
        foreign = bool(countries and its_countries and countries != its_countries)
        akin = its_state == state or its_family == family
        return foreign, score < _ALIKE, not akin, its_tail != tail or its_numbers != numbers, -score

    ranks = {other: rank(other, score) for other, score in zip(rest, scores, strict=True)}
    return sorted(rest, key=ranks.__getitem__)


def _parts(heading: str) -> tuple[str, str, str, tuple[frozenset[str], tuple[str, ...]]]:
    """A heading's state, the kind of thing that it is about, its stretch of time, and what tells it apart."""
    tail = _TAIL_RE.search(heading)
    state, _, thing = _TAIL_RE.sub("", heading).rpartition(": ")
    return state, family_of(state, thing, "count"), tail[0] if tail else "", _told_apart(heading)


def suggest_merges(names: Sequence[str], parties: Mapping[str, str] | None = None) -> list[tuple[str, str, int]]:
    """Names that look alike, the most alike first, with how much in percent: for a person to look at.

    Names of unlike parties are left out, and so are names that differ in a country or a number, and outlets.

    >>> suggest_merges(["Ministry of Defence", "Ministry of Defense", "South Korea's army", "North Korea's army"])
    [('Ministry of Defence', 'Ministry of Defense', 95)]
    """
    from rapidfuzz import fuzz, process

    unique = [name for name in dict.fromkeys(names) if not _OUTLETS_RE.search(name)]
    if len(unique) < 2:
        return []
    scores = process.cdist(unique, unique, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, dtype="float32")
    found = []
    for i, j in zip(*scores.nonzero(), strict=True):
        one, other = unique[int(i)], unique[int(j)]
        kin = len({p for name in (one, other) if (p := (parties or {}).get(name))}) <= 1
        if i < j and kin and _told_apart(one) == _told_apart(other):
            found.append((one, other, round(float(scores[i, j]))))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:_SUGGESTED]
