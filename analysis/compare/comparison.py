"""Many articles held against one another: a claims table goes in, a ``Comparison`` comes out.

Its tables say which claims are about the same thing, who speaks as one voice, who disagrees and how each figure moved.
It works from the claims table alone, so that a table that was saved, or corrected by hand, can be compared again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

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
from analysis.compare.statements import names_whose, statements
from analysis.compare.stretches import stretches
from analysis.compare.voices import LEVELS, voices
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
    level: str = "source"

    @property
    def level_of_steps(self) -> str:
        """Whose the revisions are: an outlet's are those of its sources."""
        return "source" if self.level == "outlet" else self.level

    def only(self, group: str, voices: Collection[str] | None = None) -> Comparison:
        """What concerns one group, and of it the voices given; ``None`` is all of them."""
        claims = self.claims[self.claims["group"] == group]
        conflicts = self.conflicts[self.conflicts["group"] == group]
        revisions = self.revisions[self.revisions["group"] == group]
        if voices is not None:
            claims = claims[claims["voice"].isin(list(voices))]
            revisions = revisions[revisions["claim"].isin(claims["claim"])]
            sides = (conflicts[f"voice_{side}"].isin(list(voices)) for side in ("a", "b"))
            conflicts = conflicts[next(sides) & next(sides)]
        groups = _groups(claims, conflicts, revisions)
        return replace(self, claims=claims, groups=groups, conflicts=conflicts, revisions=revisions)


def compare(
    claims: pd.DataFrame,
    silences: pd.DataFrame | None = None,
    decisions: Decisions | None = None,
    *,
    level: str = "source",
) -> Comparison:
    """Groups the claims and finds who disagrees and who revised.

    ``claims`` is the claims table. The outcome's ``claims`` has the same rows and besides: ``group``, and the ``state``
    and ``family`` of what is counted; ``voice``; ``as_of``, the day on which the source gave the figure (that of
    publication, unless the text tells of another time); ``stretch`` of time; ``lowest``, ``highest`` and ``figure`` in
    the group's ``common_unit``; ``copy_of`` and ``also_in`` for wire copy. ``groups`` has a row for each group, the
    most disputed first; ``conflicts`` and ``revisions`` are told in their rooms. Who is held against whom, and whose
    figure moved, is told at a ``level``: of sources, of the parties ("actor") that they speak for, or of outlets. An
    outlet is neither silent nor moves a figure: those stay its sources'.

    >>> from analysis.table import tabulate
    >>> compare(tabulate([])).groups.empty
    True
    """
    require_columns(claims, *COLUMNS)
    if level not in LEVELS:
        raise ValueError(f"{level!r} is no level: choose one of {', '.join(LEVELS)}")
    chosen = decisions or Decisions()
    full = _enriched(_typed(claims), chosen, level)
    comparable = statements(full)
    conflicts = find_conflicts(comparable)
    if level == "outlet":  # it reports many sources' figures, and none of them has moved because another was reported
        comparable = comparable.assign(voice=_column(voices(claims, chosen.sources), full))
    revisions = find_revisions(comparable)
    groups = _groups(full, conflicts, revisions)
    return Comparison(full, groups, conflicts, revisions, _silent(silences, level), chosen, level)


def _silent(silences: pd.DataFrame | None, level: str) -> pd.DataFrame | None:
    """The silences, at the level of parties with the party as their ``voice``."""
    if silences is None or level != "actor":
        return silences
    return silences.assign(voice=silences["actor"].fillna(silences["source"]))


def _typed(claims: pd.DataFrame) -> pd.DataFrame:
    """The table with the types of its columns, as one that was saved, or mended by hand, may lack them."""
    table = claims.reset_index(drop=True)
    for name, column in COLUMNS.items():
        if column.dtype.startswith("datetime"):
            table[name] = pd.to_datetime(table[name], errors="coerce").astype(column.dtype)  # type: ignore[call-overload]
        elif column.dtype == "bool":
            table[name] = table[name].isin([True, "True", "true", 1])
        elif table[name].dtype != column.dtype:
            cells = table[name].astype("object").where(table[name].notna(), None)
            table[name] = cells.astype(column.dtype)  # type: ignore[call-overload]
    table["unit"] = table["unit"].fillna("count")
    figures = ["low", "value", "high"]
    table[figures] = table[figures].where(np.isfinite(table[figures]))
    return table


def _enriched(claims: pd.DataFrame, decisions: Decisions, level: str) -> pd.DataFrame:
    units = common_units(claims["unit"].value_counts().index)
    stretch = stretches(claims)
    lowest, highest = allowed(claims)
    figure = claims["value"].fillna(claims[["low", "high"]].mean(axis=1)).to_numpy("float64")
    ways = [units[unit] for unit in claims["unit"].tolist()]
    factor, offset = (np.array([way[part] for way in ways], dtype="float64") for part in (1, 2))
    subjects, common = topics(claims), [way.unit for way in ways]
    ids = claims["claim"].tolist()
    own = headings(subjects, common, stretch, ids)
    grouped = headings(subjects, common, stretch, ids, decisions.groups, decisions.claims) if decisions.lines else own
    decided = [one != other for one, other in zip(own, grouped, strict=True)]
    copies = find_copies(claims)
    first = dict(zip(ids, grouped, strict=True))
    grouped = [first.get(of, group) for of, group in zip(copies["copy_of"], grouped, strict=True)]
    return claims.assign(
        group=_column(grouped, claims),
        state=_column([subject.state for subject in subjects], claims),
        definite=[subject.definite or chosen for subject, chosen in zip(subjects, decided, strict=True)],
        named=[names_whose(subject.thing) for subject in subjects],
        family=_column([family_of(*subject, unit) for subject, unit in zip(subjects, common, strict=True)], claims),
        voice=_column(voices(claims, decisions.sources, level), claims),
        as_of=claims["said_on"].fillna(claims["published"].where(claims["said_text"].isna())),
        stretch=_column(stretch, claims),
        lowest=lowest * factor + offset,
        highest=highest * factor + offset,
        figure=figure * factor + offset,
        common_unit=_column(common, claims),
        **copies,
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
    disputed = conflicts[conflicts["kind"] == "conflict"].groupby("group")
    denied = conflicts[conflicts["kind"] == "denial"].groupby("group")
    moved = revisions[revisions["step"].isin(["raised", "lowered", "corrected", "withdrawn"])].groupby("group")
    table["conflicts"] = disputed.size().reindex(table.index).fillna(0).astype("int64")
    table["denials"] = denied.size().reindex(table.index).fillna(0).astype("int64")
    table["widest"] = disputed["ratio"].max().reindex(table.index).astype("float64")
    table["revisions"] = moved.size().reindex(table.index).fillna(0).astype("int64")
    order = table.reset_index().sort_values(
        ["conflicts", "widest", "denials", "voices", "claims", "group"],
        ascending=[False, False, False, False, False, True],
    )
    return order.reset_index(drop=True)
