"""What the comparer says: groups, claims and decisions in, their labels and words out.

Words of articles and of files never become markup.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from analysis.compare import Decision, Decisions
from analysis.compare.voices import LEVELS, count_voices
from analysis.compare.words import plain_heading
from analysis.widgets.annotate import escaped
from analysis.widgets.facets import short_name
from analysis.wording import count_of


def subject_label(row: Any, level: str = "source") -> str:
    """ "casualties: North Koreans · 6 claims, 4 sources, 1 conflict"."""
    said = [count_of(row.claims, "claim"), count_voices(row.voices, level)]
    if row.conflicts:
        said.append(count_of(row.conflicts, "conflict"))
    return f"{short_name(plain_heading(row.group), 60)} · {', '.join(said)}"


def claim_label(row: Any, between: str = " · ") -> str:
    """A claim in a list: its words, who says it, where."""
    return between.join(short_name(str(words), 60) for words in (row.quote, row.voice, row.article))


def alike_words(one: str, other: str) -> str:
    """A suggestion to merge two sources."""
    return (
        f"“{one}” and “{other}” look alike: if they are one, choose both and press Same source under Merge and split."
    )


def nothing_words(total: int, group: str, level: str = "source") -> str:
    """Why nothing is shown, and what to do about it."""
    if not total:
        return "There are no claims to compare: put articles into the folder and run the cells again."
    return (
        f"No {LEVELS[level][0]} is chosen: choose one, or press All."
        if group
        else "No subject has these words: change Find or Kind."
    )


def decided_html(
    decisions: Decisions, stale: Collection[Decision] = (), labels: Mapping[str, str] | None = None
) -> str:
    """What was decided, as a list with a line for each step; of what is ``stale`` it is said that it does nothing.

    A claim is told by its words among the ``labels``, or else by its id.

    >>> decided_html(Decisions().decide("group", "<b>", "killed: troops"))
    '<ul><li>subject <em>&lt;b&gt;</em> → <em>killed: troops</em></li></ul>'
    >>> decided_html(Decisions().decide("claim", ["a1", "b2"], "toll"), labels={"a1": "96, Mayor, day1.txt"})
    '<ul><li>claims <em>96, Mayor, day1.txt</em>; <em>b2</em> → <em>toll</em></li></ul>'
    """
    if not decisions.lines:
        return "<p>Nothing is merged or split.</p>"
    return f"<ul>{''.join(_step_html(step, stale, labels or {}) for step in decisions.steps)}</ul>"


def _step_html(step: Sequence[Decision], stale: Collection[Decision], labels: Mapping[str, str]) -> str:
    """What was decided at once; a step that a hand has mixed says where each of its things goes."""
    kinds = {"group": "subject", "source": "source", "claim": "claim"}
    ways: dict[tuple[str, str], list[str]] = {}
    for line in step:
        kind = kinds[line.level]
        name = labels.get(line.name, line.name) if line.level == "claim" else line.name
        gone = f" (does nothing: there is no such {kind} now)" if line in stale else ""
        ways.setdefault((kind, line.into), []).append(f"<em>{escaped(name)}</em>{gone}")
    told = (
        f"{kind}{'s' if len(names) > 1 else ''} {'; '.join(names)} → <em>{escaped(into)}</em>"
        for (kind, into), names in ways.items()
    )
    return f"<li>{', '.join(told)}</li>"
