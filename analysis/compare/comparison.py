"""Many articles held against one another: a claims table goes in, a ``Comparison`` comes out.

Its tables say which claims are about the same thing, who speaks as one voice, who disagrees and how each figure moved.
It works from the claims table alone, so that a table that was saved, or corrected by hand, can be compared again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.compare.conflicts import find_conflicts
from analysis.compare.conversions import common_units
from analysis.compare.copies import find_copies
from analysis.compare.decisions import Decisions
from analysis.compare.families import family_of
from analysis.compare.groups import headings, topics
from analysis.compare.intervals import allowed
from analysis.compare.revisions import find_revisions
from analysis.compare.statements import statements
from analysis.compare.stretches import stretches
from analysis.compare.voices import voices
from analysis.table import COLUMNS, require_columns


@dataclass(frozen=True)
class Comparison:
    """The tables of a comparison; ``compare`` says what they hold."""

    claims: pd.DataFrame
    groups: pd.DataFrame
    conflicts: pd.DataFrame
    revisions: pd.DataFrame
    silences: pd.DataFrame | None = None
    decisions: Decisions = field(default_factory=Decisions)


def compare(
    claims: pd.DataFrame, silences: pd.DataFrame | None = None, decisions: Decisions | None = None
) -> Comparison:
    """Groups the claims and finds who disagrees and who revised.

    ``claims`` is the claims table. The outcome's ``claims`` has the same rows and besides: ``group``, and the ``state``
    and ``family`` of what is counted; ``voice``; ``as_of``, the day on which the source gave the figure, else that of
    publication; ``stretch`` of time; ``lowest``, ``highest`` and ``figure`` in the group's ``common_unit``; ``copy_of``
    and ``also_in`` for wire copy. ``groups`` has a row for each group, the most disputed first; ``conflicts`` and
    ``revisions`` are told in their rooms.

    >>> from analysis.table import tabulate
    >>> compare(tabulate([])).groups.empty
    True
    """
    require_columns(claims, *COLUMNS)
    chosen = decisions or Decisions()
    full = _enriched(claims, chosen)
    comparable = statements(full)
    conflicts, revisions = find_conflicts(comparable), find_revisions(comparable)
    return Comparison(full, _groups(full, conflicts, revisions), conflicts, revisions, silences, chosen)


def _enriched(claims: pd.DataFrame, decisions: Decisions) -> pd.DataFrame:
    units = common_units(claims["unit"].value_counts().index)
    stretch = stretches(claims)
    lowest, highest = allowed(claims)
    figure = claims["value"].fillna(claims[["low", "high"]].mean(axis=1)).to_numpy("float64")
    ways = [units[unit] for unit in claims["unit"].tolist()]
    factor, offset = (np.array([way[part] for way in ways], dtype="float64") for part in (1, 2))
    subjects, common = topics(claims), [way.unit for way in ways]
    ids = claims["claim"].tolist()
    grouped = headings(subjects, common, stretch, ids, decisions.groups, decisions.claims)
    return claims.assign(
        group=_column(grouped, claims),
        state=_column([subject.state for subject in subjects], claims),
        definite=[subject.definite or claim in decisions.claims for subject, claim in zip(subjects, ids, strict=True)],
        family=_column([family_of(*subject, unit) for subject, unit in zip(subjects, common, strict=True)], claims),
        voice=_column(voices(claims, decisions.sources), claims),
        as_of=claims["said_on"].fillna(claims["published"]),
        stretch=_column(stretch, claims),
        lowest=lowest * factor + offset,
        highest=highest * factor + offset,
        figure=figure * factor + offset,
        common_unit=_column(common, claims),
        **find_copies(claims),
    )


def _column(words: list[str], claims: pd.DataFrame) -> pd.Series[str]:
    return pd.Series(words, index=claims.index, dtype="str")


def _groups(claims: pd.DataFrame, conflicts: pd.DataFrame, revisions: pd.DataFrame) -> pd.DataFrame:
    """One row a group: how much is claimed by how many, between which figures, and how far apart they are."""
    told = claims[claims["copy_of"].isna()].groupby("group", sort=False)
    table = pd.DataFrame(
        {
            "family": told["family"].first(),
            "unit": told["common_unit"].first(),
            "claims": told.size(),
            "voices": told["voice"].nunique(),
            "actors": told["actor"].nunique(),
            "outlets": told["outlet"].nunique(),
            "articles": told["article"].nunique(),
            "lowest": told["figure"].min(),
            "highest": told["figure"].max(),
            "first": told["as_of"].min(),
            "last": told["as_of"].max(),
        }
    )
    disputed = conflicts.groupby("group")
    moved = revisions[revisions["step"].isin(["raised", "lowered", "corrected", "withdrawn"])].groupby("group")
    table["conflicts"] = disputed.size().reindex(table.index).fillna(0).astype("int64")
    table["widest"] = disputed["ratio"].max().reindex(table.index).astype("float64")
    table["revisions"] = moved.size().reindex(table.index).fillna(0).astype("int64")
    order = table.reset_index().sort_values(
        ["conflicts", "widest", "voices", "claims", "group"], ascending=[False, False, False, False, True]
    )
    return order.reset_index(drop=True)
