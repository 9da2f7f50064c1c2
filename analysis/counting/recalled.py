"""Remembers what an article has counted: each sentence's counted things go in, those that a later number may mean out.

"The quake had a magnitude of 6.4. The other centre put it at 6.6" measures the quake twice. ``resumed`` says which
numbers go back to what was counted before. Nothing is kept for longer than a few sentences but what a figure that is
large or broken enough to be known again counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from analysis.counting.measured import AREAS, TIMES, WEIGHTS
from analysis.counting.subjects import find_subject
from analysis.models import Amount, Counted

# over how many sentences a thing counted may be left out ("… had spoken of 1,500")
_CARRY = 3
# … and a thing that "the figure" may mean
_KEPT = 6
# how many of them: a table may be one long sentence
_MOST = 100
# up to which a number is too common to be known again by its value
FEW = 12
# how many times as large a figure may be as the one that it has moved from
_ALIKE = 10
_SHARES = ("percent", "fraction")


@dataclass
class Recalled:
    """What was counted in the sentence that is read, and just before it.

    ``earlier`` are the things and shares counted in this sentence, the nearest last; ``before`` is what a sentence
    just before counted first; ``last`` is the last amount of this sentence, with its thing. Of the number that is read,
    ``deed`` is what its clause tells ("won", "reached"), and ``guessed`` whether only its clause told what it counts,
    so that no other number should go back to it. ``rivals`` are the two of a race that was told last; ``who`` gives the
    name behind a pronoun at a place of the article.
    """

    who: Callable[[str, int], str | None] | None = None
    rivals: tuple[str, str] = ("", "")
    earlier: list[Counted] = field(default_factory=list)
    before: Counted | None = None
    deed: str = ""
    guessed: bool = False
    last: tuple[Amount, Counted] | None = None
    _sentence: int = -_CARRY - 1
    _told: list[tuple[int, Amount, Counted, str, bool]] = field(default_factory=list)
    _by_value: dict[tuple[str, Decimal], Counted] = field(default_factory=dict)

    def open(self, sentence: int) -> None:
        """A number of this sentence is read next."""
        if sentence == self._sentence:
            return
        near = sentence - self._sentence <= _CARRY
        self.before = self.earlier[0] if self.earlier and near else self.before if near else None
        self._told = [told for told in self._told[-_MOST:] if sentence - told[0] <= _KEPT]
        self._sentence, self.earlier, self.last = sentence, [], None

    def keep(self, amount: Amount, counted: Counted, part: bool = False) -> None:
        """What an amount of this sentence counts; ``part``: it counts a part of what was told before."""
        part = part or (bool(self._told) and self._told[-1][0] == self._sentence and self._told[-1][4])
        self.last = (amount, counted)
        if self.guessed:
            return
        if amount.unit == "count" or counted.noun.startswith("of "):
            self.earlier.append(counted)
        self._told.append((self._sentence, amount, counted, self.deed, part))
        if amount.value is None:
            return
        if (amount.value > FEW and amount.unit not in _SHARES) or not amount.is_whole:
            self._by_value[amount.unit, amount.value] = counted

    def beside(self, amount: Amount) -> Counted | None:
        """What the nearest amount of the same currency, share or dimension measured in this sentence."""
        kind = _kind(amount.unit)
        return next((counted for told, counted in self._near(0) if kind and _kind(told.unit) == kind), None)

    def of_value(self, amount: Amount) -> Counted | None:
        """What the same figure counted before in the article, unless it is a small one: "that figure of 126".

        >>> from decimal import Decimal
        >>> from analysis.models import Span
        >>> told, many = Recalled(), Decimal(126)
        >>> dead = Amount(Span(0, 3), Span(0, 3), many, many, many)
        >>> told.keep(dead, Counted("villagers dead"))
        >>> told.of_value(dead).text
        'villagers dead'
        """
        return None if amount.value is None else self._by_value.get((amount.unit, amount.value))

    def of_deed(self, deed: str, here: bool = False) -> Counted | None:
        """What a number not long before (``here``: in this sentence) counted of which the same was told.

        "Ann won 30 seats … Ben won 24".
        """
        told = (
            (counted, done)
            for at, amount, counted, done, _ in reversed(self._told[-_MOST:])
            if amount.unit == "count" and (at == self._sentence or not here)
        )
        return next((counted for counted, done in told if done == deed), None) if deed else None

    def same(self, amount: Amount, here: bool = False) -> Counted | None:
        """What the nearest number of the same kind counted, in this sentence (only ``here``) or just before.

        >>> from decimal import Decimal
        >>> from analysis.models import Span
        >>> told, three = Recalled(), Decimal(3)
        >>> deep = Amount(Span(0, 7), Span(0, 1), three, three, three, unit="metre")
        >>> told.open(0)
        >>> told.keep(deep, Counted("depth of well"))
        >>> told.open(1)
        >>> told.same(deep).text
        'depth of well'
        """
        kinds = _SHARES if amount.unit in _SHARES else (amount.unit,)
        near = self._near(0 if here else _CARRY)
        return next((counted for told, counted in near if told.unit in kinds), None)

    def of_size(self, amount: Amount) -> Counted | None:
        """What a count of this sentence counted that is of the amount's size, where the nearest count is not.

        "31,000 people in 13 districts, down from 50,000": the people.
        """
        near = [(told.value, counted) for told, counted in self._near(0) if told.unit == "count"]
        alike = [_alike(amount.value, value) for value, _ in near]
        if True not in alike or alike[0]:
            return None
        return near[alike.index(True)][1]

    def of_like_size(self, amount: Amount) -> Counted | None:
        """What a measure of this sentence measured that a bare number follows: "held 410 acres after taking 560"."""
        if amount.value is None or amount.value <= FEW:
            return None
        near = ((told, counted) for told, counted in self._near(0) if told.unit not in ("count", *_SHARES, *TIMES))
        return next((_in_unit(told, counted) for told, counted in near if _alike(amount.value, told.value)), None)

    def _near(self, reach: int = _CARRY) -> Iterator[tuple[Amount, Counted]]:
        """What this sentence and those just before it told, the nearest first."""
        for at, told, counted, *_ in reversed(self._told[-_MOST:]):
            if self._sentence - at <= reach:
                yield told, counted

    def nearest(self, here: bool = False) -> Counted | None:
        """What the nearest number counted or measured, shares left out; only ``here``, in this sentence."""
        near = self._near(0 if here else _CARRY)
        return next((_in_unit(told, counted) for told, counted in near if told.unit not in _SHARES), None)

    def figure(self) -> Counted | None:
        """What "the figure" of a sentence is likely to mean: a thing that can be compared, counted not long before."""
        first: dict[int, Counted] = {}
        for at, told, counted, _, part in self._told[:_MOST]:
            if at == self._sentence or told.unit != "count" or (part and at in first):
                continue  # the final number of victims is none of the women among them
            if at not in first or (_known(counted) and not _known(first[at])):
                first[at] = counted
        nearest = [first[at] for at in sorted(first, reverse=True)]
        known = next((counted for counted in nearest if _known(counted)), None)
        near = any(self._sentence - at <= _CARRY for at in first)
        return known or (nearest[0] if near else None)

    def magnitude(self) -> Counted | None:
        """What the nearest magnitude was the magnitude of: "put it at 6.6"."""
        return next((_in_unit(told, counted) for told, counted in self._near() if told.unit == "magnitude"), None)


def _kind(unit: str) -> str:
    """What a unit is a unit of, if amounts in it may be compared: "tonne" and "pound" both weigh; blank for a count."""
    if unit == "count" or unit in TIMES:
        return ""
    return "share" if unit in _SHARES else "weight" if unit in WEIGHTS else "area" if unit in AREAS else unit


def _in_unit(told: Amount, counted: Counted) -> Counted:
    """A thing measured, with the unit that a bare number is told in when it goes back to it."""
    return counted if told.unit == "count" else replace(counted, unit=told.unit)


def _alike(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two figures are of one size, so that the one may have become the other."""
    return bool(one and other) and one is not None and other is not None and one / _ALIKE < other < one * _ALIKE


def _known(counted: Counted) -> bool:
    return find_subject(counted, "count") is not None
