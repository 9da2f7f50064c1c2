"""Names that look alike: headings or sources go in, what a person may want to merge comes out.

Only ever a suggestion: South Korea and North Korea are 82 % alike, and a Russian and a Ukrainian defence ministry even
more. The likeness is that of ``rapidfuzz``, of words in any order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_ALIKE = 86.0
_SUGGESTED = 12


def most_alike(name: str, others: Sequence[str]) -> list[str]:
    """The other names, those most like ``name`` first; equals in their own order.

    >>> most_alike("killed: soldiers", ["aid", "killed: Norland soldiers", "killed: soldiers"])
    ['killed: Norland soldiers', 'aid']
    """
    from rapidfuzz import fuzz, process

    rest = [other for other in others if other != name]
    return [other for other, _, _ in process.extract(name, rest, scorer=fuzz.token_set_ratio, limit=None)]


def suggest_merges(names: Sequence[str], parties: Mapping[str, str] | None = None) -> list[tuple[str, str, int]]:
    """Names that look alike, the most alike first, with how much in percent: for a person to look at.

    Names of unlike parties are left out, and so are names that differ in a word of a country.

    >>> suggest_merges(["Ministry of Defence", "Ministry of Defense", "South Korea", "North Korea"])
    [('Ministry of Defence', 'Ministry of Defense', 95)]
    """
    from rapidfuzz import fuzz, process

    unique = list(dict.fromkeys(names))
    if len(unique) < 2:
        return []
    scores = process.cdist(unique, unique, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, dtype="float32")
    found = []
    for i, j in zip(*scores.nonzero(), strict=True):
        one, other = unique[int(i)], unique[int(j)]
        if i < j and len({p for name in (one, other) if (p := (parties or {}).get(name))}) <= 1:
            found.append((one, other, round(float(scores[i, j]))))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:_SUGGESTED]
