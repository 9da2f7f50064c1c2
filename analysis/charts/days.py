"""An axis of days that reads without a key: the days of a chart come in, their places and tick labels go out.

Ticks are at round days, months or years; the first one, and each that begins another year, has its year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from matplotlib.dates import AutoDateLocator, num2date

from analysis.charts.scale import TICK_SIZE
from analysis.charts.text import width_of

SIDE = 0.3
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_LEAST_DAYS = 6.0
_MOST_TICKS = (8, 6, 5, 4, 3, 2)
_APART = 0.16


@dataclass(frozen=True)
class Days:
    """The axis of days, counted from 1970: from ``first`` to ``last`` on so many inches, with room at its sides."""

    first: float
    last: float
    width: float

    def place(self, day: float) -> float:
        """How many inches from the left edge a day stands."""
        return SIDE + (day - self.first) / (self.last - self.first) * (self.width - 2 * SIDE)

    def day(self, place: float) -> float:
        """The day that stands so many inches from the left edge."""
        return self.first + (place - SIDE) / (self.width - 2 * SIDE) * (self.last - self.first)

    def ticks(self) -> tuple[list[float], list[str]]:
        """Round days with their labels, as many as have room.

        >>> choose_days([20074.0, 20101.0], 7.0).ticks()[1]
        ['22 Dec 2024', '1 Jan 2025', '8 Jan']
        >>> choose_days([19000.0, 20101.0], 7.0).ticks()[1]
        ['2022', '2023', '2024', '2025']
        """
        start, end = (_EPOCH + timedelta(days=self.day(place)) for place in (0.0, self.width))
        found: tuple[list[float], list[str]] = ([], [])
        for most in _MOST_TICKS:
            locator = AutoDateLocator(tz="UTC", minticks=2, maxticks=most)  # type: ignore[no-untyped-call]
            # an axis of days has no hours
            locator.intervald[4] = locator.intervald[5] = locator.intervald[6] = []
            values = locator.tick_values(start, end)  # type: ignore[no-untyped-call]
            dates = num2date(values)  # type: ignore[no-untyped-call]
            days = [date for date in dates if self._has_room((date - _EPOCH) / _DAY)]
            numbers, labels = [(date - _EPOCH) / _DAY for date in days], _labels(days)
            if not found[0] or (len(numbers) >= 2 and len(found[0]) < 2):
                found = numbers, labels
            ends = [(self.place(n), width_of(label, TICK_SIZE) / 2) for n, label in zip(numbers, labels, strict=True)]
            if len(numbers) >= 2 and all(b - a >= wa + wb + _APART for (a, wa), (b, wb) in pairwise(ends)):
                return numbers, labels
        return found[0][:1], found[1][:1]

    def _has_room(self, day: float) -> bool:
        return 0.15 <= self.place(day) <= self.width - 0.15


def choose_days(days: list[float], width: float) -> Days:
    """The axis for some days, a week long at the least."""
    first, last = min(days), max(days)
    short = max(0.0, _LEAST_DAYS - (last - first)) / 2
    return Days(first - short, last + short, width)


def _labels(days: list[datetime]) -> list[str]:
    whole_years = all((day.month, day.day) == (1, 1) for day in days)
    whole_months = all(day.day == 1 for day in days)
    labels = []
    before = None
    for day in days:
        short = "" if whole_years else f"{day:%b}" if whole_months else f"{day.day} {day:%b}"
        year = f"{day:%Y}" if whole_years or day.year != before else ""
        labels.append(f"{short} {year}".strip())
        before = day.year
    return labels
