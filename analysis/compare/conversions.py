"""Units that measure the same, brought to one: a table's units go in, for each its common unit and the way there.

Kilometres and miles meet, a fraction is a percentage; money of two currencies stays apart, for no rate is known.
What a unit measures is known to ``pint``, which is asked only where a table holds measures.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any, NamedTuple

_PLAIN = {"count": "count", "percent": "percent", "fraction": "percent"}
_MONEY_LETTERS = 3


def is_money(unit: str) -> bool:
    """Whether a unit is a currency's code.

    >>> is_money("USD"), is_money("mile")
    (True, False)
    """
    return len(unit) == _MONEY_LETTERS and unit.isupper()


class Conversion(NamedTuple):
    """How a figure gets into the common unit: ``figure * factor + offset``."""

    unit: str
    factor: float = 1.0
    offset: float = 0.0


def common_units(units: Iterable[str]) -> dict[str, Conversion]:
    """For each unit the one that all of its kind are compared in: the first of them in ``units``.

    >>> common_units(["kilometre", "mile", "fraction", "USD", "magnitude"])["mile"]
    Conversion(unit='kilometre', factor=1.609344, offset=0.0)
    >>> common_units(["fraction"])["fraction"]
    Conversion(unit='percent', factor=100.0, offset=0.0)
    """
    found: dict[str, Conversion] = {}
    firsts: dict[Hashable, str] = {}
    for unit in dict.fromkeys(units):
        if unit in _PLAIN:
            found[unit] = Conversion(_PLAIN[unit], 100.0 if unit == "fraction" else 1.0)
            continue
        dimension = _dimension(unit)
        first = unit if dimension is None else firsts.setdefault(dimension, unit)
        found[unit] = Conversion(unit) if first == unit else _conversion(unit, first)
    return found


@cache
def _registry() -> Any:
    from pint import UnitRegistry

    return UnitRegistry(cache_folder=None)


@cache
def _quantity(unit: str) -> Any:
    """What ``pint`` knows by a unit's name, ``None`` for what it does not know and for money."""
    if is_money(unit):
        return None
    for name in (unit, unit.replace(" ", "_"), unit.replace("-", " ")):
        try:
            return _registry().Unit(name)
        except Exception:  # pint raises errors of many kinds at names that are no units
            continue
    return None


@cache
def _dimension(unit: str) -> Hashable:
    """What a unit measures; ``None`` if it is not known or measures nothing (a decibel)."""
    quantity = _quantity(unit)
    if quantity is None or quantity.dimensionless:
        return None
    return str(quantity.dimensionality)


@cache
def _conversion(unit: str, into: str) -> Conversion:
    """By two points of the scale, so that degrees are converted too."""
    registry = _registry()
    try:
        zero, one = (registry.Quantity(x, _quantity(unit)).to(_quantity(into)).magnitude for x in (0.0, 1.0))
    except Exception:  # pint's many kinds: a difference of degrees is no degree
        return Conversion(unit)
    return Conversion(into, round(one - zero, 12), round(zero, 12))
