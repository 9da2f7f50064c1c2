"""Many articles held against one another: a claims table goes in, a ``Comparison`` comes out.

Its tables say which claims are about the same thing, who speaks as one voice, who disagrees and how each figure moved.
It works from the claims table alone, so that a table that was saved, or corrected by hand, can be compared again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis.compare.apart import HELD, groups_apart
from analysis.compare.columns import kinds_of, laid_out
from analysis.compare.conflicts import find_conflicts
from analysis.compare.conversions import common_units
from analysis.compare.copies import find_copies
from analysis.compare.decisions import Decision, Decisions
from analysis.compare.families import family_of
from analysis.compare.groups import Kind, headings, is_definite, merged, names_whose, topics
from analysis.compare.intervals import allowed
from analysis.compare.revisions import find_revisions
from analysis.compare.statements import statements
from analysis.compare.stretches import stretches
from analysis.compare.voices import LEVELS, voices
from analysis.table import COLUMNS, UNTOLD, require_columns


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
    held: pd.DataFrame | None = None
    """The statements that were held against one another where they share a ``scene``."""
    stale: tuple[Decision, ...] = ()
    """The decisions that name what is no longer there."""

    @property
    def level_of_steps(self) -> str:
        """Whose the revisions are: an outlet's are those of its sources."""
        return "source" if self.level == "outlet" else self.level

    def apart(self, group: str | None = None) -> frozenset[str]:
        """The groups, or the one given if it is one, with figures that differ and were never compared (``apart``)."""
        if self.held is None:
            return frozenset()
        return groups_apart(self.held if group is None else self.held[self.held["group"] == group])

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
        held = None if self.held is None else self.held[self.held["claim"].isin(claims["claim"])]
        return replace(self, claims=claims, groups=groups, conflicts=conflicts, revisions=revisions, held=held)


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
    typed = _typed(claims)
    full = _enriched(typed, chosen, level)
    comparable = statements(full)
    conflicts = find_conflicts(comparable)
    held = comparable[[*HELD]]
    if level == "outlet":  # it reports many sources' figures, and none of them has moved because another was reported
        comparable = comparable.assign(voice=voices(full, chosen.sources))
    revisions = find_revisions(comparable)
    groups = _groups(full, conflicts, revisions)
    return Comparison(
        full, groups, conflicts, revisions, _silent(silences, level), chosen, level, held, _stale(typed, chosen)
    )


def _stale(claims: pd.DataFrame, decisions: Decisions) -> tuple[Decision, ...]:
    """The decisions that name no group, source or claim of the table as it is before anything is decided."""
    if not decisions.lines:
        return ()
    own = _enriched(claims, Decisions(), "source")
    groups = own[["group", "common_unit"]].drop_duplicates()
    plain = [group.replace(f", in {unit}", "", 1) for group, unit in groups.itertuples(index=False)]
    return decisions.out_of_date([*groups["group"], *plain], own["voice"].unique().tolist(), own["claim"].tolist())


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
    ways = common_units(claims["unit"].value_counts().index)
    factor, offset = (
        claims["unit"].map({unit: way[part] for unit, way in ways.items()}).astype("float64") for part in (1, 2)
    )
    lowest, highest = allowed(claims)
    figure = claims["value"].fillna(claims[["low", "high"]].mean(axis=1))
    subjects, topic = topics(claims)
    moved = claims["claim"].map(decisions.claims)
    columns = claims["unit"].map({unit: way.unit for unit, way in ways.items()}), stretches(claims), moved
    rows, of = kinds_of(pd.Series(topic), *columns)
    kinds = [Kind(subjects[place], *words) for place, *words in rows]
    counts = np.bincount(of).tolist()
    own = headings(kinds, counts)
    grouped = merged(kinds, own, decisions.groups)
    definite = [
        is_definite(kind.topic, kind.unit) or name != heading.whole or kind.moved is not None
        for kind, heading, name in zip(kinds, own, grouped, strict=True)
    ]
    group, copies = laid_out(grouped, of), find_copies(claims)
    first = group.set_axis(claims["claim"])
    return claims.assign(
        group=group.mask(copies["copy_of"].notna(), copies["copy_of"].map(first[~first.index.duplicated("last")])),
        state=laid_out(_states(kinds, counts, grouped), of),
        definite=np.array(definite, dtype="bool")[of],
        named=np.array([names_whose(kind.topic.thing) for kind in kinds], dtype="bool")[of],
        family=laid_out([family_of(*kind.topic, kind.unit) for kind in kinds], of),
        same=moved.notna(),
        voice=voices(claims, decisions.sources, level),
        as_of=claims["said_on"].fillna(claims["published"].where(claims["said_text"].isna())),
        stretch=columns[1],
        lowest=lowest * factor + offset,
        highest=highest * factor + offset,
        figure=figure * factor + offset,
        common_unit=columns[0],
        **copies,
    )


def _states(kinds: Sequence[Kind], counts: Sequence[int], groups: Sequence[str]) -> list[str]:
    """What became of the things of each kind; of those that a person moved to one subject what is told of most."""
    told: dict[str, Counter[str]] = {}
    for kind, count, group in zip(kinds, counts, groups, strict=True):
        if kind.moved is not None and kind.topic.state:
            told.setdefault(group, Counter())[kind.topic.state] += count
    most = {group: states.most_common(1)[0][0] for group, states in told.items()}
    return [
        kind.topic.state if kind.moved is None else most.get(group, "")
        for kind, group in zip(kinds, groups, strict=True)
    ]


def _groups(claims: pd.DataFrame, conflicts: pd.DataFrame, revisions: pd.DataFrame) -> pd.DataFrame:
    """One row a group: how much is claimed by how many, between which figures, and how far apart they are.

    Claims that do not tell what they count come last.
    """
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
    table["untold"] = [UNTOLD in str(group) for group in table.index]  # they are not alike, and no dispute
    order = table.reset_index().sort_values(
        ["untold", "conflicts", "widest", "denials", "voices", "claims", "group"],
        ascending=[True, False, False, False, False, False, True],
    )
    return order.drop(columns="untold").reset_index(drop=True)
