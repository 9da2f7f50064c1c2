"""Says when a number counts a movement: "an increase of 1,200 tenants" has no 1,200 tenants, but an increase in them.

A counted thing and the words before its number go in, the movement in it comes out. Vocabulary: ``movements``.
Knowingly missed: movements told by a verb, which ``numbers.trends`` reads.
"""

from __future__ import annotations

from functools import cache

from analysis.lexicon import read_rows, split_list
from analysis.models import Counted


@cache
def _nouns() -> frozenset[str]:
    rows = [row for row in read_rows("movements") if row["kind"] == "noun" and row["takes"] == "any"]
    return frozenset(form for row in rows for form in [row["word"], *split_list(row["forms"])])


@cache
def movements() -> frozenset[str]:
    """The forms of the verbs by which a figure moves by itself: "fell", "has risen"."""
    rows = [row for row in read_rows("movements") if row["kind"] == "verb" and row["trend"] != "none"]
    return frozenset(form for row in rows for form in [row["word"], *split_list(row["forms"])] if " " not in form)


def movement_in(counted: Counted, before: str) -> Counted:
    """The movement that a number counts, if the two words before it are a noun of movement and "of"; else the thing.

    >>> movement_in(Counted("jobs", "jobs", noun="jobs"), "cut of").text
    'cut in jobs'
    """
    movement, _, of = before.lower().partition(" ")
    if of != "of" or movement not in _nouns():
        return counted
    text, noun = (f"{movement} in {words}" if words else "" for words in (counted.text, counted.noun))
    return Counted(text, movement, counted.cues, noun, counted.state, counted.part)
