"""What the amounts of one list share: an amount and those before it go in, they come out with one unit, rate or trend.

"5, 10 and 20 mg", "12 buns and 8 pies a day", "146 x 71 x 8 mm", "19 city/26 highway mpg". Knowingly missed: a unit
that stands only behind the first ("5 mg, 10 or 20").
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from analysis.models import Amount, Span
from analysis.numbers.figures import Figure
from analysis.numbers.trends import find_trend, is_money

YEAR_RE = re.compile(r"(?:1[89]|20)\d\d")
# "12 buns, 9 loaves and 8 pies a day"
_LISTED_RE = re.compile(r"(?:\s+[a-z-]+){1,2},?\s+and\s+")
_COMMA_RE = re.compile(r"(?:\s+[a-z-]+){1,2},\s+")
_EVERY_RE = re.compile(r"\s+[a-z]+ly\b|\s+annual\b")
# "5, 10 and 20 mg", "10- and 12-inch"; but "one in 64, or 1.56 percent"
_AND_RE = re.compile(r"-?\s+(?:and|or)\s+|\s?/\s?")
_AND_BEFORE_RE = re.compile(r"-?,\s+")
_BY_RE = re.compile(r"\s?[x×]\s?|[\s-]by[\s-]")
_SIDES = ("millimetre", "centimetre", "inch", "foot", "metre", "yard", "mile", "kilometre", "pixel")
# "19 city/26 highway mpg", "19 mpg city, 26 highway": what a car burns where
_MILEAGE = "mile per gallon"
_ROADS = r"\s+(?:(?:in|on)\s+the\s+)?(?:city|highway|combined)\b"
_ROAD_RE = re.compile(rf"{_ROADS}\s?(?:[/,]|,?\s*\band\b|,?\s*\bor\b)?\s*")
_ROAD_UNIT_RE = re.compile(rf"{_ROADS}\s+(?:mpg|MPG|miles\s+per\s+gallon)\b")
# "18 billion pounds, 0.4 billion less than a year before"
_LESS_RE = re.compile(r"\s+(?:more|less|higher|lower|below|above|short)\b")
# "raised by 250 million to 1.1 billion pounds", "2 million of the 3 million euros"
_OF_THE_RE = re.compile(
    r"\s+(?:to|from|(?:out\s+)?of\s+(?:the|its|their|a))\s+"
    r"|,?\s+(?:(?:up|down)\s+from|against|versus|vs\.?|compared\s+(?:with|to))\s+"
)
# "34,000 tonnes of maize and 25,000 of barley"
_OF_IT_RE = re.compile(r"\s+of\s+(?!the|them|these|those|its|their|his|her|which|whom|a|our)[a-z]+")
_OF_AND_RE = re.compile(r"\s+of\s+[a-z -]{1,30}?,?(?:\s+up\s+[^,;]{1,20},)?\s+and\s+")
_NO_SUM = ("count", "fraction", "percent", "percentage point", "fold")
_NEAR = 10  # how many times as much the one end of a change may be as the other


def enlarged(amount: Amount, times: Decimal) -> Amount:
    """An amount of so many times as much: the 2 of "2 to 3 million"."""
    low, value, high = (None if end is None else end * times for end in (amount.low, amount.value, amount.high))
    return replace(amount, low=low, value=value, high=high)


def is_near(figure: Figure, value: Decimal) -> bool:
    """Whether a bare value may have the magnitude of a figure beside it: 2.9 that of "3 million"."""
    return figure.mantissa is not None and figure.mantissa / _NEAR < value < figure.mantissa * _NEAR


def share(text: str, found: list[tuple[Amount, Figure]], last: Amount, figure: Figure) -> Amount:
    """The last amount of a list as those before it have it, which get the unit and the rate behind it.

    >>> from analysis.numbers.amounts import find_amounts
    >>> [amount.unit for amount, _ in find_amounts("It comes in 5, 10 and 20 mg, at 19 city/26 highway mpg.")]
    ['milligram', 'milligram', 'milligram', 'mile per gallon', 'mile per gallon']
    """
    last = _on_roads(text, found, last)
    if found:
        last = _share_sum(text, found, last, figure)
    if last.per is not None:
        _share_rate(text, found, last)
    if last.unit in _SIDES:
        _share_side(text, found, last)
    if last.unit not in ("count", "fraction"):
        return _share_unit(text, found, last, figure)
    return last


def _share_sum(text: str, found: list[tuple[Amount, Figure]], last: Amount, figure: Figure) -> Amount:
    """The last amount and the one before it in one unit: "2 million to 3 million euros", "to 2.5 from 2.8 percent"."""
    before, bare = found[-1]
    between = text[before.span.end : last.span.start]
    if (
        last.unit == "count"
        and figure.mantissa is not None
        and is_money(before.unit)
        and _LESS_RE.match(text, last.span.end)
    ):
        return replace(last, unit=before.unit) if between.rstrip().endswith(",") else last
    if last.unit == "count" and before.unit not in _NO_SUM and _OF_IT_RE.match(text, last.span.end):
        return replace(last, unit=before.unit) if _OF_AND_RE.fullmatch(between) else last
    behind = before.unit == "count" and last.span.start == last.number.start and before.span.end == before.number.end
    if behind and last.unit not in _NO_SUM and bare.mantissa is not None and _OF_THE_RE.fullmatch(between):
        found[-1] = (replace(before, unit=last.unit), bare)
    elif (
        behind
        and between == " from "
        and text[: before.span.start].endswith("to ")
        and last.unit not in ("count", "fraction")
    ):
        shared = replace(before, unit=last.unit, per=last.per)
        times = figure.value / figure.mantissa if figure.value and figure.mantissa else Decimal(1)
        larger = times > 1 and bare.mantissa is None and is_near(figure, before.value or Decimal(0))
        found[-1] = (enlarged(shared, times) if larger else shared, bare)
    return last


def _on_roads(text: str, found: list[tuple[Amount, Figure]], last: Amount) -> Amount:
    """The miles per gallon of an amount that tells on which roads: "19 city/26 highway miles per gallon"."""
    behind = _ROAD_UNIT_RE.match(text, last.span.end)
    if last.unit == "count" and behind is not None:
        last = replace(last, unit=_MILEAGE, per=None, span=Span(last.span.start, behind.end()))
    if last.unit not in ("count", _MILEAGE) or not found:
        return last
    after = last
    for k in range(len(found) - 1, -1, -1):
        amount, figure = found[k]
        if _ROAD_RE.fullmatch(text, amount.span.end, after.span.start) is None:
            break
        if after.unit == "count" and amount.unit == _MILEAGE:
            return replace(last, unit=_MILEAGE)
        if after.unit == _MILEAGE and amount.unit == "count":
            found[k] = (replace(amount, unit=_MILEAGE), figure)
        after = found[k][0]
    return last


def _share_rate(text: str, found: list[tuple[Amount, Figure]], last: Amount) -> None:
    """Gives the things counted in one list the rate behind the last: "12 buns and 8 pies a day"."""
    if _EVERY_RE.match(text, last.span.end):
        return  # "140 jets and 400 daily flights"
    after = last
    for k in range(len(found) - 1, -1, -1):
        amount, figure = found[k]
        joint = _LISTED_RE if after is last else _COMMA_RE
        if amount.per or {amount.unit, after.unit} != {"count"} or figure.kind == "vague":
            return
        if not joint.fullmatch(text, amount.span.end, after.span.start):
            return
        found[k] = (replace(amount, per=last.per), figure)
        after = amount


def _share_unit(text: str, found: list[tuple[Amount, Figure]], last: Amount, figure: Figure) -> Amount:
    """Gives the numbers of a list the unit behind the last, and the last its trend: "5, 10 and 20 mg"."""
    after = last
    times = figure.value / figure.mantissa if figure.value and figure.mantissa else Decimal(1)
    for k in range(len(found) - 1, -1, -1):
        amount, bare = found[k]
        joint = _AND_RE if after is last else _AND_BEFORE_RE
        alone = amount.unit == "count" and amount.value is not None and amount.span.end == amount.number.end
        listed = alone and bare.kind in ("digits", "words") and joint.fullmatch(text, amount.span.end, after.span.start)
        if not listed or YEAR_RE.fullmatch(amount.number.of(text)) or last.span.start < last.number.start:
            break
        shared = replace(amount, unit=last.unit, per=last.per)
        near = is_near(figure, amount.value or Decimal(0))
        found[k] = (enlarged(shared, times) if times > 1 and near and bare.mantissa is None else shared, bare)
        after = amount
    if after is last:
        return last
    if after.trend == "none":  # "lost 4, 7 and 11 percent"
        moved = find_trend(text[: after.span.start], text[last.span.end :], unit=last.unit)
        after = replace(after, trend=moved)
    if after.trend == "none":
        return last
    for k in range(len(found) - 1, -1, -1):
        amount, bare = found[k]
        found[k] = (replace(amount, trend=after.trend), bare)
        if amount.number == after.number:
            break
    return replace(last, trend=after.trend)


def _share_side(text: str, found: list[tuple[Amount, Figure]], last: Amount) -> None:
    """Gives the sides of a thing the unit behind the last: "146 x 71 x 8 mm", "an 8-by-11-inch sheet"."""
    after = last
    for k in range(len(found) - 1, -1, -1):
        amount, figure = found[k]
        if amount.unit != "count" or not _BY_RE.fullmatch(text, amount.span.end, after.span.start):
            return
        found[k] = (replace(amount, unit=last.unit), figure)
        after = amount
