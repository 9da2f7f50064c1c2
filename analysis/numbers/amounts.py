"""Reads amounts: a sentence goes in, its figures come out with qualifier, bounds, unit, rate and trend.

"more than 200" has a low end and no high one; "between 120 and 150" is one amount with two ends; nothing is
invented that the words leave open. Each part has its own room: ``hedges``, ``units``, ``rates``, ``trends``,
``ranges``, ``lists``, ``earlier``. Knowingly missed: multiples ("twice as many"), sums ("30 plus 12").
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from analysis.models import Amount, Span
from analysis.numbers.earlier import is_earlier
from analysis.numbers.figures import Figure
from analysis.numbers.hedges import bounds, qualify
from analysis.numbers.lists import YEAR_RE, enlarged, is_near, share
from analysis.numbers.movements import only_changes, tells_change
from analysis.numbers.numerals import find_figures
from analysis.numbers.ranges import find_range
from analysis.numbers.rates import find_rate
from analysis.numbers.steps import moves_again, moves_alike, moves_also, stands_at
from analysis.numbers.trends import find_trend
from analysis.numbers.units import find_unit, unit_name

__all__ = ["find_amounts", "find_unit", "shift"]


# "rose from 2 to 3 million"
_FROM_RE = re.compile(r"\bfrom\s+$", re.IGNORECASE)
# "improved to 3 percent from 2"
_LED_TO_RE = re.compile(r"\bto\s+$", re.IGNORECASE)
# "3.1 million, up from 2.9", "3 percent compared with 2 a year ago", "8 metres, and the shortest is 6"; "a loss of
# 3 million euros from a profit of 2 million"
_THAN_RE = re.compile(
    r"""
    (?: \s+ (?: per|an? ) \s+ \w+ )?
    (?: \s+ (?: last|this )\s+\w+ | \s+ in\s+[\w ]{1,16} )? \s*,?\s*
    (?: (?: up|down|and|,|\s )*from | compared\s+(?:with|to) | against | versus | vs\.?
      | (?: while|and|but|whereas ) \s+ the \s+ (?: [a-z]+est|other|latter|average|median ) \s+ (?: is|was|stood\s+at )
    ) \s+
    (?: (?: expectations|forecasts|estimates|predictions ) \s+ (?: for|of ) \s+ )?
    (?: (?: an?|the|its|their ) \s+ (?: [a-z-]+ \s+ ){0,2}?
            (?: profit|loss|gain|deficit|surplus|average|median|total|high|low|peak|record|forecast|estimate
              | consensus|draw|build|drop|fall|rise|increase|decline|target|level|rate|price ) \s+ of \s+
      | an?\s+ (?: upwardly|downwardly )?\s* revised \s+ )?
    """,
    re.VERBOSE,
)
# "leads 45 to 40 percent": shares of two, no range
_AGAINST_RE = re.compile(r"\s*(?:to|[-–])\s*")
_WHOLE = 100
_TO_RE = re.compile(
    r"(?:\s+[a-z]+|\s+(?:in|on)\s+[\w., ]{1,20}|\s+(?:last|this|a)\s+\w+(?:\s+(?:ago|earlier))?)?\s+to\s+"
)
_ENDS_RE = re.compile(
    r"\s*(?:$|[.,;:)]|(?:in|by|on|at|and|after|over|this|last|for|since|when|while|as|but|earlier|now|today|currently|previously|before|then|the|a\s+(?:year|month|week))\b)"
)
# "3.1 million tonnes (2.9 million a year ago)"
_AGO_RE = re.compile(
    r"\s+(?:(?:an?|one)\s+(?:year|month|week|quarter)\s+(?:ago|earlier|before)|last\s+(?:year|month|week|quarter)|previously)\b"
)
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
            earlier, amount = _changed(text, *_same_unit(text, found[-1], (amount, figure)))
            found[-1] = (earlier, found[-1][1])
        found.append((share(text, found, amount, figure), figure))
        i += 2 if ranged else 1
    return _with_earlier(text, found)


def _with_earlier(text: str, found: list[tuple[Amount, Figure]]) -> list[tuple[Amount, Figure]]:
    """The amounts of a sentence, those marked that others moved away from: "rose from 60 to 81"."""
    marked: list[tuple[Amount, Figure]] = []
    for i, (amount, figure) in enumerate(found):
        start, end = amount.span
        earlier = is_earlier(
            text[max(0, start - _LOOK_BACK) : start],
            text[end : end + _LOOK_AHEAD],
            gaps=[text[end : later.span.start] for later, _ in found[i + 1 : i + 1 + _NEIGHBOURS]],
            moved=any(_moves(text, other) for other, _ in found[max(0, i - _NEIGHBOURS) : i]),
            measured=amount.unit != "count",
        )
        again = i > 0 and marked[-1][0].earlier and moves_again(text[marked[-1][0].span.end : start])
        marked.append((replace(amount, earlier=True) if earlier or again else amount, figure))
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
        per=None if figure.kind == "fraction" and unit is None else find_rate(text, end, measured=unit is not None),
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
    if _THAN_RE.fullmatch(between) or (between.strip() == "(" and _AGO_RE.match(text, two.span.end)):
        return one, _as_before(text, (one, figure), (two, other))
    if not (_TO_RE.fullmatch(between) and _FROM_RE.search(text[: one.span.start])):
        return one, two
    if two.unit == "count" and one.unit != "count" and _ENDS_RE.match(text, two.span.end):
        two = replace(two, unit=one.unit)
    elif one.unit == "count" and two.unit not in ("count", "fraction"):
        one = replace(one, unit=two.unit, per=two.per)
    end = two.high if two.qualifier == "between" else two.value
    if figure.mantissa is None and end and (one.value or _TOO_LARGE) < _TOO_LARGE <= end:
        times = other.value / other.mantissa if other.value and other.mantissa else _times(two, other)
        one = enlarged(one, times)
    return one, two


def _times(ranged: Amount, first: Figure) -> Decimal:
    """By how much the second figure of a range enlarges its first: a million in "2 to 3 million"."""
    return ranged.low / first.value if ranged.qualifier == "between" and ranged.low and first.value else Decimal(1)


def _as_before(text: str, earlier: tuple[Amount, Figure], later: tuple[Amount, Figure]) -> Amount:
    """A bare figure that is compared with a measure, as such a one: "3 million tonnes, up from 2.9"."""
    (one, figure), (two, other) = earlier, later
    if two.unit != "count" or two.value is None or not _ENDS_RE.match(text, two.span.end):
        return two
    if YEAR_RE.fullmatch(two.number.of(text)):
        return two  # "up 3 percent from 2012"
    times = figure.value / figure.mantissa if figure.value and figure.mantissa else Decimal(1)
    if times > 1 and other.mantissa is None and is_near(figure, two.value):
        two = enlarged(two, times)
    return replace(two, unit=one.unit, per=two.per or one.per) if one.unit not in ("count", "fraction") else two


def _changed(text: str, one: Amount, two: Amount) -> tuple[Amount, Amount]:
    """Two ends of a change whose way only they tell: "improved to 3 percent from 2"."""
    if one.unit != two.unit or one.value is None or two.value is None or one.value == two.value:
        return one, two
    between, before = text[one.span.end : two.span.start], text[: one.span.start]
    if _FROM_RE.fullmatch(between.lstrip(" ,")) and _LED_TO_RE.search(before) and only_changes(before):
        return replace(one, trend="up" if one.value > two.value else "down"), two
    open_way = only_changes(before) or (two.trend == "none" and tells_change(before))
    if _TO_RE.fullmatch(between) and _FROM_RE.search(before) and open_way:
        return one, replace(two, trend="up" if two.value > one.value else "down")
    return one, two


def _moves(text: str, amount: Amount) -> bool:
    """Whether a figure may be where a movement led: "to 81 from 60"."""
    return amount.trend != "none" or text.endswith("to ", 0, amount.span.start)


def _moved_again(text: str, before: Amount, amount: Amount) -> Amount:
    """An amount with the trend of the one before it, if it is the same movement: "up 12 points, or 0.3 percent"."""
    between = text[before.span.end : amount.span.start]
    share = text.startswith(" of ", amount.span.end)  # "cut sick days by 6%, and 9% of firms kept it"
    again = (
        moves_also(between, amount.unit, text[amount.span.end :]) and not share
        if before.unit == amount.unit
        else moves_again(between)
    )
    again = again and not (between.endswith("(") and _AGO_RE.match(text, amount.span.end))
    step = not text[: before.span.start].rstrip().endswith(("to", "at"))
    again = again or (
        step and before.unit == amount.unit and moves_alike(between, amount.unit, text[amount.span.end :])
    )
    led = again or stands_at(between, text[amount.span.end :], amount.unit)
    return replace(amount, trend=before.trend) if led else amount


def shift(amount: Amount, offset: int) -> Amount:
    """The same amount with its offsets moved from the sentence to the article."""
    return replace(amount, span=amount.span.moved(offset), number=amount.number.moved(offset))
