"""What the analyst decided about groups and voices: kept as lines of ``reviews/decisions.csv`` beside the articles.

The file is small, plain and in the order of deciding, so that it can be read, mended and shared; a decision is undone
by taking its lines away. Lines that were decided at once have the same number as their ``step``. Decisions name
headings, sources and the stable ids of claims: they hold when the folder is read again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from analysis.writing import REVIEWS, LeadsOutError, csv_line, folder_of, keep_in_reviews, unguarded

FILE = Path(REVIEWS) / "decisions.csv"
LEVELS = ("group", "claim", "source")
_COLUMNS = ("level", "name", "into")
_STEP = "step"
_STEP_RE = re.compile(r"[0-9]{1,9}")


class DecisionsError(ValueError):
    """A decisions file that cannot be read or written; the message names it and what to do."""


class Decision(NamedTuple):
    """One line: a group or source that goes into another, or a claim (by its id) that goes into a group.

    Lines of one ``step`` were decided at once; 0 is a step of its own, as in a file that tells none.
    """

    level: str
    name: str
    into: str
    step: int = 0


@dataclass(frozen=True)
class Decisions:
    """All decisions, the newest last; of two on the same thing the newest holds.

    >>> merged = Decisions().decide("group", "killed: soldiers", "killed: troops")
    >>> dict(merged.groups), len(merged.undo().lines)
    ({'killed: soldiers': 'killed: troops'}, 0)
    """

    lines: tuple[Decision, ...] = ()

    @cached_property
    def groups(self) -> dict[str, str]:
        """Headings of groups and what they were merged into."""
        return self._of("group")

    @cached_property
    def claims(self) -> dict[str, str]:
        """Ids of claims and the group that they were moved to."""
        return self._of("claim")

    @cached_property
    def sources(self) -> dict[str, str]:
        """Voices and the voice that they were merged into."""
        return self._of("source")

    @property
    def steps(self) -> list[tuple[Decision, ...]]:
        """The lines that were decided at once, together.

        >>> [len(step) for step in Decisions().decide("claim", ["a", "b"], "c").decide("group", "c", "d").steps]
        [2, 1]
        """
        found: dict[int, list[Decision]] = {}
        for number, line in enumerate(self.lines):
            found.setdefault(line.step or -1 - number, []).append(line)
        return [tuple(lines) for lines in found.values()]

    def _of(self, level: str) -> dict[str, str]:
        return {line.name: line.into for line in self.lines if line.level == level}

    def decide(self, level: str, name: str | Iterable[str], into: str) -> Decisions:
        """The decisions with one more, or one for each of several names; what goes into itself is left out.

        An older decision that sent ``into`` elsewhere no longer holds, so that nothing goes in a circle.
        """
        if level not in LEVELS:
            raise DecisionsError(f"{level!r} is not one of {', '.join(LEVELS)}")
        into = one_line(into)
        if not into:
            raise DecisionsError("a group needs a name: type one")
        names = map(one_line, [name] if isinstance(name, str) else name)
        step = 1 + max((line.step for line in self.lines), default=0)
        new = tuple(Decision(level, one, into, step) for one in names if one != into)
        taken = {(line.level, line.name) for line in new} | ({(level, into)} if level != "claim" else set())
        return replace(self, lines=(*(line for line in self.lines if line[:2] not in taken), *new))

    def out_of_date(
        self, groups: Collection[str], sources: Collection[str], claims: Collection[str]
    ) -> tuple[Decision, ...]:
        """Those that name what is no longer there, as after articles were changed or read anew: they do nothing now.

        >>> made = Decisions().decide("group", ["killed: soldiers", "Killed: troops"], "deaths")
        >>> [line.name for line in made.out_of_date(["killed: troops"], [], [])]
        ['killed: soldiers']
        """
        there = {
            level: {one_line(name).casefold() for name in [*names, *self._of(level).values()]}
            for level, names in (("group", [*groups, *self.claims.values()]), ("source", sources), ("claim", claims))
        }
        return tuple(line for line in self.lines if line.name.casefold() not in there[line.level])

    def undo(self, step: int = 0) -> Decisions:
        """The decisions without those of a step, or of the last one.

        >>> Decisions().decide("group", "a", "b").decide("claim", ["c", "d"], "e").undo().lines
        (Decision(level='group', name='a', into='b', step=1),)
        """
        if step or (self.lines and self.lines[-1].step):
            step = step or self.lines[-1].step
            return replace(self, lines=tuple(line for line in self.lines if line.step != step))
        return replace(self, lines=self.lines[:-1])


def one_line(name: str) -> str:
    """A name as the file holds it: on one line, with single spaces."""
    return " ".join(name.split())


def follow(into: Mapping[str, str], name: str) -> str:
    """Where a merged name has ended up; one that was merged on goes along, a circle stays where it began.

    >>> follow({"a": "b", "b": "c"}, "a"), follow({"a": "b", "b": "a"}, "a")
    ('c', 'a')
    """
    at = one_line(name)
    if at not in into:
        return name
    seen = {at}
    while at in into:
        at = into[at]
        if at in seen:
            return name
        seen.add(at)
    return at


def read_decisions(articles: str | Path) -> Decisions:
    """The decisions kept in a folder of articles; none where there is no file.

    >>> read_decisions("no-such-folder").lines
    ()
    """
    path = folder_of(articles) / FILE
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
            head = tuple(reader.fieldnames or _COLUMNS)
    except (FileNotFoundError, NotADirectoryError):
        return Decisions()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DecisionsError(f"{path}: it cannot be read ({error}); mend it or move it away") from error
    if not set(_COLUMNS) <= set(head):
        raise DecisionsError(f"{path}: its first line must name the columns {', '.join(_COLUMNS)}; mend it")
    lines = []
    for number, row in enumerate(rows, start=2):
        level, name, into = (one_line(unguarded(row.get(column) or "")) for column in _COLUMNS)
        if level not in LEVELS or not name or not into:
            raise DecisionsError(
                f"{path}: line {number} is no decision; it needs level ({', '.join(LEVELS)}), name and into"
            )
        step = (row.get(_STEP) or "").strip()
        lines.append(Decision(level, name, into, int(step) if _STEP_RE.fullmatch(step) else 0))
    return Decisions(tuple(lines))


def save_decisions(articles: str | Path, decisions: Decisions) -> Path:
    """Writes the decisions into the folder of articles and returns the file; an older one is replaced at once.

    A link out of the folder is refused.
    """
    lines = ((*line[:3], str(line.step or "")) for line in decisions.lines)
    text = "".join(map(csv_line, ((*_COLUMNS, _STEP), *lines)))
    try:
        return keep_in_reviews(articles, FILE.name, text.encode("utf-8", "backslashreplace"))
    except LeadsOutError as error:
        raise DecisionsError(str(error)) from error
    except OSError as error:
        path = folder_of(articles) / FILE
        raise DecisionsError(f"{path}: it cannot be written ({error.strerror}); is the folder writable?") from error
