"""The kind of thing that a group is about, for sorting and for asking: casualties, troops, attacks, money, area …

Vocabulary: ``state_families`` for what became of things and whether its count only grows, ``kinds`` for the things
themselves; units tell the rest.
"""

from __future__ import annotations

from functools import cache

from analysis.compare.conversions import is_money
from analysis.lexicon import read_rows

OTHER = "other"
_AREAS = ("square", "hectare", "acre")


@cache
def _states() -> dict[str, tuple[str, str]]:
    return {row["state"]: (row["family"], row["course"]) for row in read_rows("state_families")}


@cache
def _kinds() -> dict[str, str]:
    found = {row["kind"]: row["family"] for row in read_rows("kinds")}
    return {**found, **{row["word"]: row["family"] for row in read_rows("kinds")}}


def grows(state: str) -> bool:
    """Whether a count of what came to this state only grows: the killed are never fewer on a later day.

    >>> grows("killed"), grows("displaced"), grows("")
    (True, False, False)
    """
    return _states().get(state, ("", ""))[1] == "grows"


def family_of(state: str, thing: str, unit: str) -> str:
    """The kind of thing that a state, a thing and a unit tell of; "other" where the lexicons do not say.

    >>> family_of("killed", "people", "count"), family_of("", "artillery attacks", "count")
    ('casualties', 'attacks')
    >>> family_of("", "size of the wildfire", "hectare"), family_of("", "aid", "USD"), family_of("", "tents", "count")
    ('area', 'money', 'other')
    """
    if unit == "percent":
        return "shares"
    if unit != "count":
        return "money" if is_money(unit) else "area" if unit.startswith(_AREAS) else "measures"
    if state in _states():
        return _states()[state][0]
    last = thing.rsplit(" ", 1)[-1].lower()
    return _kinds().get(thing.lower()) or _kinds().get(last, OTHER)
