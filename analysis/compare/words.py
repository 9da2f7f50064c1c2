"""What a comparison comes to, in words: a ``Comparison`` goes in, one computed sentence comes out.

Figures stand in the articles' own words. Copies of wire reports are not counted again; a denial is told as a denial
and a silence as a silence, never as a claim. Nothing is added up, averaged or ranked but the conflicts by their gap.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from analysis.compare.apart import WHY_APART
from analysis.compare.comparison import Comparison
from analysis.compare.silent import silences_on
from analysis.table import UNTOLD
from analysis.wording import count_of, readable_number

_MOVED = ("raised", "lowered", "corrected", "withdrawn")
_DENIALS = {"denies": "denied", "does not confirm": "not confirmed"}
_LONGEST_WORDS = 80
_NEAR = 1.1


def summarise_comparison(comparison: Comparison, group: str | None = None) -> str:
    """How many claims by whom, how many conflicts and the widest, for one group or (``None``) for all.

    >>> from analysis.compare import compare
    >>> from analysis.table import tabulate
    >>> summarise_comparison(compare(tabulate([]))), summarise_comparison(compare(tabulate([])), "casualties")
    ('No claims.', 'No claims on casualties.')
    """
    claims = told_once(comparison.claims)
    conflicts, revisions = comparison.conflicts, comparison.revisions
    if group is not None:
        claims, conflicts, revisions = (table[table["group"] == group] for table in (claims, conflicts, revisions))
    silences = _silences(comparison, group)
    about = f" on {heading_words(group)}" if group is not None else ""
    if claims.empty:
        return _sentence([f"No claims{about}", *silences])
    extent = about or _extent(claims)
    if len(claims) == 1:
        first = f"1 claim{extent}: {_figure(claims.iloc[0])}"
    else:
        first = f"{len(claims):,} claims {speakers(claims, comparison.level)}{extent}"
    apart = bool(comparison.apart(group))
    parts = [first, *_conflicts(conflicts, len(claims), everywhere=group is None, apart=apart)]
    steps = revisions.loc[~revisions["plan"].astype("bool"), "step"] if len(revisions) else revisions["step"]
    moved = int(steps.isin(_MOVED).sum())
    if moved:
        parts.append(f"{count_of(moved, 'figure')} revised")
    if len(claims) > 1:
        parts += _denied(claims, conflicts)
    return _sentence([*parts, *silences])


def told_once(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims without the copies of others."""
    return claims[claims["copy_of"].isna()]


def heading_words(group: str) -> str:
    """A group's heading inside a sentence.

    >>> heading_words("casualties"), heading_words("killed: people"), heading_words("— not told —")
    ('casualties', '“killed: people”', 'what could not be told')
    """
    return f"“{group}”" if ":" in group else plain_heading(group)


def plain_heading(group: str) -> str:
    """A group's heading as people read it.

    >>> plain_heading("share of — not told —"), plain_heading("killed: people")
    ('share of what could not be told', 'killed: people')
    """
    return group.replace(UNTOLD, "what could not be told")


def speakers(claims: pd.DataFrame, level: str = "source") -> str:
    """Who makes some claims, by their number: sources, outlets that speak for themselves, and whoever is not named.

    At the level of outlets it is how many outlets have them.
    """
    if level == "outlet":
        return f"in {count_of(claims['voice'].nunique(), 'outlet')}"
    named = claims["source"].notna()
    own = ~named & claims["source_mention"].isna()
    sources, outlets = (claims.loc[rows, "voice"].nunique() for rows in (named, own))
    parts = [count_of(sources, "source")] if sources else []
    if level == "actor":
        known = claims.loc[named & (claims["voice"] == claims["actor"]), "voice"].nunique()
        parts = [count_of(known, "party", "parties")] if known else []
        parts += [count_of(sources - known, "source without a party", "sources without a party")] * (sources > known)
    if outlets:
        parts.append(f"{count_of(outlets, 'outlet')} in {'its' if outlets == 1 else 'their'} own voice")
    if not (named | own).all():
        parts.append("somebody not named")
    return f"by {listed(parts)}"


def listed(parts: Sequence[str]) -> str:
    """The parts as a sentence lists them.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"]), listed([])
    ('a', 'a and b', 'a, b and c', '')
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def times_words(ratio: float) -> str:
    """How many times as much; '' where the two are near, or one is nothing.

    >>> [times_words(ratio) for ratio in (2.479, 1.034, 2.0, 27.3, 1250.0, float("inf"))]
    ['2.5', '', '2', '27', '1,250', '']
    """
    if not _NEAR <= ratio < math.inf:
        return ""
    return f"{ratio:,.1f}".removesuffix(".0") if ratio < 9.95 else f"{ratio:,.0f}"


def gap_words(conflict: pd.Series) -> str:
    """How far apart the two of a conflict are: "2.5 times", or "1 apart"."""
    times = times_words(conflict["ratio"])
    apart = readable_number(float(f"{conflict['gap_high'] - conflict['gap_low']:.6g}"))
    return f"{times} times" if times else f"{apart} apart"


def conflict_words(conflict: pd.Series) -> str:
    """Who is held against whom, with what each says and how far apart that is; a denial as one."""
    lower, higher = (f"{conflict[f'voice_{side}']} {_quoted(conflict[f'words_{side}'])}" for side in "ab")
    if conflict["kind"] == "denial":
        return f"{conflict['voice_b']} denies {_quoted(conflict['words_b'])}, told by {conflict['voice_a']}"
    return f"{lower} against {higher} ({gap_words(conflict)})"


def _conflicts(conflicts: pd.DataFrame, claims: int, *, everywhere: bool, apart: bool) -> list[str]:
    """How many conflicts there are and the widest; how many denials of what another one says."""
    real = conflicts[conflicts["kind"] == "conflict"]
    denials = conflicts[conflicts["kind"] == "denial"]
    parts = []
    if len(real):
        many = f"{count_of(len(real), 'conflict')}{_within(real)}"
        if everywhere:
            many += f" in {count_of(real['group'].nunique(), 'subject')}"
        widest = conflict_words(real.iloc[0])
        about = f", on {heading_words(real.iloc[0]['group'])}" if everywhere else ""
        parts.append(f"{many}{about}: {widest}" if len(real) == 1 else f"{many}; the widest{about}: {widest}")
    elif claims > 1:
        parts.append(f"no conflict among those compared ({WHY_APART} for all)" if apart else "no conflict")
    if len(denials):
        first = conflict_words(denials.iloc[0])
        many = f"{len(denials):,} denials of what others say, the first: "
        parts.append(first if len(denials) == 1 else many + first)
    return parts


def _within(conflicts: pd.DataFrame) -> str:
    within = int(conflicts["same_party"].sum())
    if not within:
        return ""
    return " (within one party)" if within == len(conflicts) else f" ({within:,} of them within one party)"


def _extent(claims: pd.DataFrame) -> str:
    groups = claims["group"].nunique()
    return f" in {count_of(claims['article'].nunique(), 'article')} and {count_of(groups, 'subject')}"


def _figure(claim: pd.Series) -> str:
    stance = f" {claim['stance']}" if claim["stance"] in _DENIALS else ""
    return f"{claim['voice']}{stance} {_quoted(claim['quote'])}"


def _denied(claims: pd.DataFrame, conflicts: pd.DataFrame) -> list[str]:
    """How many figures are denied or not confirmed, unless the one denial has been told as what it contradicts."""
    stances = claims["stance"].value_counts()
    told = int((conflicts["kind"] == "denial").sum())
    found = {stance: int(stances[stance]) for stance in _DENIALS if stance in stances}
    if told == found.get("denies") == 1:
        del found["denies"]
    return [f"{count_of(number, 'figure')} {_DENIALS[stance]}" for stance, number in found.items()]


def _silences(comparison: Comparison, group: str | None) -> list[str]:
    """How often somebody gives no figure or no comment, or denies what another said."""
    silences = comparison.silences if group is None else silences_on(comparison, group)
    if silences is None or silences.empty:
        return []
    told = silences["stance"].fillna("silent").value_counts().to_dict()
    denied = told.pop("denies", 0)
    kinds = [
        f"{stance} {number:,}" for stance, number in sorted(told.items(), key=lambda kind: (-kind[1], str(kind[0])))
    ]
    parts = [f"{count_of(len(silences) - denied, 'silence')} ({', '.join(kinds)})"] if kinds else []
    return [*parts, f"{count_of(denied, 'denial')} of what another said"] if denied else parts


def _quoted(words: object) -> str:
    """An article's words inside a sentence, on one line, cut where they run on."""
    text = " ".join(words.split()) if isinstance(words, str) else ""
    if len(text) > _LONGEST_WORDS:
        text = text[: _LONGEST_WORDS - 1].rstrip() + "…"
    return f"“{text}”"


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(part for part in parts if part)
    return text if text.endswith(".") else text + "."
