"""The names on the charts of a comparison: claims go in, the one order of voices goes out; names go in, lines go out.

Parties with most claims come first, in each the voices with most claims; then the named whose party is not known, the
outlets' own voices, and nobody named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.charts.subjects import UNKNOWN
from analysis.charts.text import drawable, wrap, wrap_before
from analysis.compare.words import plain_heading
from analysis.table import UNTOLD

_STRETCHES = ("in ", "per ", "since ", "on ")


def voice_ranks(claims: pd.DataFrame, level: str = "source") -> dict[str, int]:
    """Each voice's place from the top, the same on every chart of the claims; an outlet is of no party."""
    unnamed = _is_unnamed(claims)
    party = claims["actor"].fillna("").tolist() if level != "outlet" else [""] * len(claims)
    sizes = Counter(name for name in party if name)
    often = Counter((voice, name) for voice, name in zip(claims["voice"].tolist(), party, strict=True) if name)
    parties: dict[str, str] = {}
    for voice, name in sorted(often, key=lambda pair: (-often[pair], pair)):
        parties.setdefault(voice, name)
    counts = Counter(claims["voice"].tolist())
    nobody = claims["source_mention"].notna().groupby(claims["voice"]).any()

    def place(voice: str) -> tuple[bool, bool, bool, int, str, int, str]:
        name = parties.get(voice, "")
        quiet = unnamed[voice]
        return (quiet, quiet and bool(nobody[voice]), not name, -sizes[name], name, -counts[voice], voice)

    return {voice: rank for rank, voice in enumerate(sorted(counts, key=place))}


def quiet_voices(claims: pd.DataFrame) -> frozenset[str]:
    """The voices that name nobody: an outlet's own, or nobody named."""
    return frozenset(voice for voice, unnamed in _is_unnamed(claims).items() if unnamed)


def _is_unnamed(claims: pd.DataFrame) -> Mapping[str, bool]:
    return claims["source"].isna().groupby(claims["voice"]).all().to_dict()  # type: ignore[return-value]


def names_in_lines(voices: Iterable[str], width: float, lines: int, size: float) -> dict[str, tuple[str, ...]]:
    """Each voice's name in lines; those that would look alike when cut at their end are cut at their beginning.

    >>> long = "the National Commission for the Relief of District "
    >>> names_in_lines([long + "6", long + "7", "Kyiv"], 1.5, 1, 8)[long + "7"]
    ('…the Relief of District 7',)
    """
    names = {voice: name_lines(voice, width, lines, size) for voice in voices}
    often = Counter(names.values())
    return {
        voice: cut if often[cut] == 1 else _end_of(drawable(voice), width, lines, size) or cut
        for voice, cut in names.items()
    }


def _end_of(name: str, width: float, lines: int, size: float) -> tuple[str, ...]:
    """As much of a name's end as has room, after an ellipsis."""
    words = name.split()
    for start in range(1, len(words)):
        wrapped = wrap("…" + " ".join(words[start:]), width, lines, size)
        if not wrapped[-1].endswith("…"):
            return tuple(wrapped)
    return ()


def name_lines(voice: str, width: float, lines: int, size: float) -> tuple[str, ...]:
    """A voice's name in lines of so many inches; its last brackets stay whole, what stands before them is cut.

    >>> name_lines("Press Room of the Ministry of External Affairs (own voice)", 1.5, 2, 8)
    ('Press Room of the', 'Ministry of… (own voice)')
    >>> name_lines("The Evening Observer (own voice)", 1.5, 2, 8)
    ('The Evening Observer', '(own voice)')
    >>> name_lines("The Evening Observer (own voice)", 1.5, 1, 8)
    ('The Evenin… (own voice)',)
    """
    words = drawable(voice)
    head, bracket, tail = words.rpartition(" (")
    return tuple(wrap_before(head, f"({tail}", width, lines, size) if bracket else wrap(words, width, lines, size))


def topic_of(group: str) -> str:
    """A group's heading as a chart has it."""
    return UNKNOWN + group.removeprefix(UNTOLD) if group.startswith(UNTOLD) else plain_heading(group)


def heading_lines(topic: str, width: float, lines: int, size: float, bold: bool = False) -> list[str]:
    """A heading in lines; its stretch of time stays whole.

    >>> heading_lines("casualties: North Korean soldiers and officers, in 7 days", 1.5, 2, 8)
    ['casualties: North Korean', 'soldiers and… in 7 days']
    """
    head, comma, end = drawable(topic).rpartition(", ")
    if comma and end.startswith(_STRETCHES):
        return wrap_before(f"{head},", end, width, lines, size, bold)
    return wrap(drawable(topic), width, lines, size, bold)
