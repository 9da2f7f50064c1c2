"""Two figures that are one amount: a text and two neighbouring figures go in, an amount with two ends comes out.

"between 120 and 150", "from 30 to 40 shells", "two or three", "2-3 million"; ``None`` where they are two amounts.
Vocabulary: the joints are grammar. Knowingly missed: ranges over other words ("40 dead, perhaps 60"), "80, 85".
"""

from __future__ import annotations

import re

from analysis.models import Amount, Span
from analysis.numbers.figures import Figure
from analysis.numbers.hedges import LOOK_BACK, qualify
from analysis.numbers.movements import moves_at_once, tells_change
from analysis.numbers.rates import find_rate
from analysis.numbers.trends import find_trend
from analysis.numbers.units import find_unit, unit_name

_DASHES = "–—‑-"
# "2–3", "30 to 40", "120 and 150", "two or three", "30 up to 40"
_JOIN_RE = re.compile(
    r"""
    \s* (?P<join>
        [-–—‑,] | - to - | - \s to \b | \b to \b
        | \b to \s+ as \s+ (?: many|much ) \s+ as \b | \b and \b | \b or \b | \b up \s+ to \b
    ) \s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "between", "from about", "ranging from at least"
_BETWEEN_RE = re.compile(
    r"""
    (?<!\w) (?P<word> between | from | anywhere\s+from | anywhere\s+between | ranging\s+from | starting\s+from ) \s+
    (?:
        (?: about | around | some | roughly | approximately | an\s+estimated | at\s+least | more\s+than | near(?:ly)?
          | close\s+to | just | almost | over | under | fewer\s+than | less\s+than | up\s+to ) \s+
    )? $
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "30 to perhaps 40"
_SOFT_RE = re.compile(
    r"""
    (?: about | around | some | roughly | approximately | as\s+many\s+as | as\s+much\s+as | nearly
      | perhaps | maybe | possibly | sometimes | even ) \s+ $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MAYBE = {"perhaps", "maybe", "possibly", "sometimes"}
_MOVED_RE = re.compile(r"\b(?:up|down)\s*$", re.IGNORECASE)
# "won by 30 to 40"
_SCORE_RE = re.compile(r"\b(?:won|lost|beat|voted|vote|passed|score|ratio|odds|by)(?:\s+(?:by|of))?\s+$", re.IGNORECASE)
# "lost the state 36 percent to 51 percent"
_CONTEST_RE = re.compile(
    r"\b(?:won|wins?|winning|lost|loses?|losing|beats?|beaten|beating|leads?|led|leading|trails?|trailed|trailing|ahead|behind"
    r"|defeated|approve|approved|favou?r(?:ed)?|disapprove)\b[^.;:]*$"
)
# "from 5 to 7 percent to 3 to 5 percent": the change is from one range to another
_TO_ANOTHER_RE = re.compile(r"\s+to\s+[^\w\s]?\d[\d.,]*[^\w\s]?\s*(?:to|[-–])\s*[^\w\s]?\d")
# "goes from 0 to 60 mph in 4 seconds"
_SPEEDS = ("mile per hour", "kilometre per hour")
# "by 1 to 1.5 degrees" is a range, "by 3 to 45" a step and where it led
_FAR_APART = 3
_YEAR_RE = re.compile(r"(?:19|20)\d\d")


def find_range(text: str, first: Figure, second: Figure) -> Amount | None:
    """One amount with two ends out of two neighbouring figures; ``None`` if they are two amounts.

    >>> from analysis.numbers.numerals import find_figures
    >>> def ends(t): return (amount := find_range(t, *find_figures(t))) and (str(amount.low), str(amount.high))
    >>> ends("between 120 and 150 men"), ends("2-3 million"), ends("40 men and 50 women")
    (('120', '150'), ('2000000', '3000000'), None)
    """
    if first.value is None or second.value is None or (first.kind == "fraction") != (second.kind == "fraction"):
        return None
    unit_first, unit_second = find_unit(text, first), find_unit(text, second)
    gap_start = max(first.span.end, unit_first.span.end if unit_first else 0)
    gap_end = min(second.span.start, unit_second.span.start if unit_second else len(text))
    gap = text[gap_start:gap_end]
    soft = _SOFT_RE.search(gap)
    match = _JOIN_RE.fullmatch(gap[: soft.start()] if soft else gap)
    if match is None:
        return None
    join = " ".join(match.group("join").lower().split())
    if join == ",":  # "300, sometimes 400 a day"
        if soft is None or soft.group().split()[0].lower() not in _MAYBE or second.value > _FAR_APART * first.value:
            return None
        join = "to"
    start = min(first.span.start, unit_first.span.start if unit_first else len(text))
    opening = _BETWEEN_RE.search(text[max(0, start - LOOK_BACK) : start])
    if opening and join in _DASHES and tells_change(text[: max(0, start - LOOK_BACK) + opening.start()]):
        opening = None  # "lifted to 5-6% from 4-5%"
    word = opening.group("word").lower().split()[-1] if opening else ""
    near = second.value <= _FAR_APART * first.value
    measured = unit_second is not None and unit_first is None and near
    stepped = join == "to" and not opening and not measured and (unit_first is not None or not near)
    if stepped and moves_at_once(text[:start]):
        return None  # "fell 20p to 340p"
    behind = text[max(second.span.end, unit_second.span.end if unit_second else 0) :]
    sprint = first.value == 0 and unit_second is not None and unit_second.name in _SPEEDS
    ranged = sprint or (word == "from" and _TO_ANOTHER_RE.match(behind) is not None)
    if not ranged and not _joins(text[:start], join, word, first, second, measured=measured):
        return None
    if (
        join == "to"
        and not opening
        and unit_first
        and unit_first.name == "percent"
        and _CONTEST_RE.search(text[:start])
    ):
        return None
    low, high = first.value, second.value
    if second.mantissa is not None and first.mantissa is None and low <= second.mantissa:
        low *= second.value / second.mantissa
    if low >= high:
        return None
    if unit_first and unit_second and unit_first.name != unit_second.name:
        return None
    if unit_first and not unit_second and unit_first.span.start > first.span.start:
        return None  # "0.7 percent to 6,327"
    if _YEAR_RE.fullmatch(first.span.of(text)) and high > 2100:
        return None  # "in 2018 to 3.9 million"
    unit = unit_second or unit_first
    end = max(second.span.end, unit_second.span.end if unit_second else 0)
    if opening:
        start -= len(opening.group())
        cues = [f"{word} … {join}"]
    else:
        _, start, end, more = qualify(text, start, end, first)
        cues = ["between", *more]
    left = word == "from" and _MOVED_RE.search(text[:start]) is not None  # "up from 4 to 5 percent"
    return Amount(
        span=Span(start, end),
        number=first.span,
        low=low,
        value=None,
        high=high,
        qualifier="between",
        unit=unit_name(unit, second),
        per=find_rate(text, end, measured=unit is not None),
        trend="none" if left else find_trend(text[:start], text[end:], unit=unit_name(unit, second)),
        cues=(*cues, *((unit.row,) if unit else ())),
    )


def _joins(before: str, join: str, opening: str, first: Figure, second: Figure, *, measured: bool) -> bool:
    """Whether a joint makes one amount: "between … and", "two or three", but no "and" or score by itself."""
    if opening == "between":
        return join in ("and", "to") or join in _DASHES
    if opening == "from" and join != "and":
        return not tells_change(before)
    if join in ("and", "up to"):
        return False
    shared = second.mantissa is not None
    if join == "or":
        lacks = first.mantissa is None
        gap = (second.value or 0) - (first.value or 0)
        return (shared and lacks) or ((shared or gap in (1, 2, 5, 10)) and (second.value or 0) <= 100)
    if not join.startswith("to"):
        return True
    score = _SCORE_RE.search(before[-40:])
    return score is None or (measured and score.group().strip() == "by")
