"""Reads amounts: a sentence goes in, its figures come out with qualifier, bounds, unit, rate and trend.

"more than 200" has a low end and no high one; "between 120 and 150" is one amount with two ends; nothing is
invented that the words leave open. Each part has its own room: ``hedges``, ``units``, ``rates``, ``trends``,
``ranges``, ``earlier``. Knowingly missed: multiples ("twice as many"), sums ("30 plus 12").
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from analysis.earlier import is_earlier
from analysis.figures import Figure
from analysis.hedges import bounds, qualify
from analysis.models import Amount, Span
from analysis.numerals import find_figures
from analysis.ranges import find_range
from analysis.rates import find_rate
from analysis.trends import find_trend, moves_again
from analysis.units import find_unit, unit_name

__all__ = ["find_amounts", "find_unit", "shift"]


# "rose from 2 to 3 million"
_FROM_RE = re.compile(r"\bfrom\s+$", re.IGNORECASE)
# "leads 45 to 40 percent": shares of two, no range
_AGAINST_RE = re.compile(r"\s*(?:to|[-–])\s*")
_WHOLE = 100
_TO_RE = re.compile(r"\s+to\s+")
_ENDS_RE = re.compile(r"\s*(?:$|[.,;:)]|(?:in|by|on|at|and|after|over|this|last|for|since|when|while|as|but)\b)")
_TOO_LARGE = 1000
# how far around an amount it is told that another one came after it: characters, and amounts
_LOOK_BACK, _LOOK_AHEAD, _NEIGHBOURS = 250, 120, 3


def find_amounts(text: str, figures: list[Figure] | None = None) -> list[tuple[Amount, Figure]]:
    """Every amount of a sentence with the figure it was read from, left to right.

    Whether it is a claim at all is not asked here. Offsets index ``text``.

    >>> [(a.span.of(t), a.qualifier, a.low, a.high) for t in ["killed between 229 and 425 people"]
    ...  for a, _ in find_amounts(t)]
    [('between 229 and 425', 'between', Decimal('229'), Decimal('425'))]
    >>> [(a.span.of(t), a.unit) for t in ["fined up to $2.5bn, or 4 per cent"] for a, _ in find_amounts(t)]
    [('up to $2.5bn', 'USD'), ('4 per cent', 'percent')]
    >>> find_amounts("Nobody came first.")
    []
    """
    figures = [f for f in (find_figures(text) if figures is None else figures) if f.kind != "ordinal"]
    found: list[tuple[Amount, Figure]] = []
    i = 0
    while i < len(figures):
        figure = figures[i]
        if found and figure.span.start < found[-1][0].span.end:
            i += 1  # the digit of a unit: "32 m2"
            continue
        ranged = find_range(text, figure, figures[i + 1]) if i + 1 < len(figures) else None
        amount = ranged or _single(text, figure)
        if found and amount.trend == "none" and found[-1][0].trend != "none":
            amount = _moved_again(text, found[-1][0], amount)
        if found:
            earlier, amount = _same_unit(text, found[-1], (amount, figure))
            found[-1] = (earlier, found[-1][1])
        found.append((amount, figure))
        i += 2 if ranged else 1
    return _with_earlier(text, found)


def _with_earlier(text: str, found: list[tuple[Amount, Figure]]) -> list[tuple[Amount, Figure]]:
    """The amounts of a sentence, those marked that others moved away from: "rose from 60 to 81"."""
    marked = []
    for i, (amount, figure) in enumerate(found):
        start, end = amount.span
        earlier = is_earlier(
            text[max(0, start - _LOOK_BACK) : start],
            text[end : end + _LOOK_AHEAD],
            gaps=[text[end : later.span.start] for later, _ in found[i + 1 : i + 1 + _NEIGHBOURS]],
            moved=any(_moves(text, other) for other, _ in found[max(0, i - _NEIGHBOURS) : i]),
            measured=amount.unit != "count",
        )
        marked.append((replace(amount, earlier=True) if earlier else amount, figure))
    return marked


def _single(text: str, figure: Figure) -> Amount:
    unit = find_unit(text, figure)
    start = min(figure.span.start, unit.span.start) if unit else figure.span.start
    end = max(figure.span.end, unit.span.end) if unit else figure.span.end
    qualifier, start, end, cues = qualify(text, start, end, figure)
    low, value, high = bounds(qualifier, figure)
    return Amount(
        span=Span(start, end),
        number=figure.span,
        low=low,
        value=value,
        high=high,
        qualifier=qualifier,
        unit=unit_name(unit, figure),
        per=None if figure.kind == "fraction" else find_rate(text, end, measured=unit is not None),
        trend=find_trend(text[:start], text[end:], unit=unit_name(unit, figure)),
        cues=(*cues, *((unit.row,) if unit else ())),
    )


def _same_unit(text: str, earlier: tuple[Amount, Figure], later: tuple[Amount, Figure]) -> tuple[Amount, Amount]:
    """Two figures of one measure in its unit: "from 2 to 3 million tonnes", "leads 45 to 40 percent"."""
    (one, figure), (two, other) = earlier, later
    between = text[one.span.end : two.span.start]
    falls = one.value is not None and two.value is not None and two.value < one.value <= _WHOLE
    if two.unit == "percent" and one.unit == "count" and falls and _AGAINST_RE.fullmatch(between):
        return replace(one, unit="percent"), two
    if not (_TO_RE.fullmatch(between) and _FROM_RE.search(text[: one.span.start])):
        return one, two
    if two.unit == "count" and one.unit != "count" and _ENDS_RE.match(text[two.span.end :]):
        two = replace(two, unit=one.unit)
    elif one.unit == "count" and two.unit not in ("count", "fraction"):
        one = replace(one, unit=two.unit, per=two.per)
    if other.mantissa and other.value and figure.mantissa is None and (one.value or _TOO_LARGE) < _TOO_LARGE:
        one = _enlarged(one, other.value / other.mantissa)
    return one, two


def _moves(text: str, amount: Amount) -> bool:
    """Whether a figure may be where a movement led: "to 81 from 60"."""
    return amount.trend != "none" or text.endswith("to ", 0, amount.span.start)


def _enlarged(amount: Amount, times: Decimal) -> Amount:
    low, value, high = (None if end is None else end * times for end in (amount.low, amount.value, amount.high))
    return replace(amount, low=low, value=value, high=high)


def _moved_again(text: str, before: Amount, amount: Amount) -> Amount:
    """An amount with the trend of the one before it, if it is the same movement: "up 12 points, or 0.3 percent"."""
    again = before.unit != amount.unit and moves_again(text[before.span.end : amount.span.start])
    return replace(amount, trend=before.trend) if again else amount


def shift(amount: Amount, offset: int) -> Amount:
    """The same amount with its offsets moved from the sentence to the article."""
    return replace(amount, span=amount.span.moved(offset), number=amount.number.moved(offset))
