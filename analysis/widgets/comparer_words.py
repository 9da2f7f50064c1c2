"""What the comparer says: groups, claims and decisions in, their labels and words out.

Words of articles and of files never become markup.
"""

from __future__ import annotations

from collections.abc import Collection
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


def claim_label(row: Any) -> str:
    """A claim in a list: its words, who says it, where."""
    return " · ".join(short_name(str(words), 60) for words in (row.quote, row.voice, row.article))


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


def decided_html(decisions: Decisions, stale: Collection[Decision] = ()) -> str:
    """What was decided, as a list; of what is ``stale`` it is said that it does nothing.

    >>> decided_html(Decisions().decide("group", "<b>", "killed: troops"))
    '<ul><li>subject <em>&lt;b&gt;</em> → <em>killed: troops</em></li></ul>'
    """
    if not decisions.lines:
        return "<p>Nothing is merged or split.</p>"
    kinds = {"group": "subject", "source": "source", "claim": "claim"}
    lines = (
        f"<li>{kinds[line.level]} <em>{escaped(line.name)}</em> → <em>{escaped(line.into)}</em>"
        f"{f' (does nothing: there is no such {kinds[line.level]} now)' if line in stale else ''}</li>"
        for line in decisions.lines
    )
    return f"<ul>{''.join(lines)}</ul>"
