"""Why a claim was read so, in words: its amount and what was found for it go in, one line comes out."""

from __future__ import annotations

import re

from analysis.models import Amount, Counted, Source, When, Where

_BOUNDS = {
    **dict.fromkeys(("more than", "at least"), "low bound"),
    **dict.fromkeys(("up to", "nearly", "fewer than"), "high bound"),
    **dict.fromkeys(("between", "exact"), "both bounds"),
    "about": "no bounds",
    "vague": "the lexicon's low",
}


def reason_of(
    amount: Amount,
    counted: Counted | None,
    source: Source | None,
    actor: str | None,
    *found: When | Where | None,
) -> str:
    """The lexicon rows and rules that decided: "hedges: more than → low bound; 'reported' (report)"."""
    parts = [f"{', '.join(amount.cues)} → {_BOUNDS[amount.qualifier]}" if amount.cues else _BOUNDS[amount.qualifier]]
    if counted is not None:
        parts += counted.cues
    parts += source.cues if source is not None else ("no cue: own voice",)
    if actor is not None:
        parts.append(actor)
    for told in found:
        parts += told.cues if told is not None else ()
    return "; ".join(re.sub(r"\s+", " ", part) for part in parts)
