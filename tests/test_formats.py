"""Any number in any written form that is supported reads back as itself, with its bounds, unit and rate.

Numbers are made by hypothesis, the same ones on every run; spellings come from the word lists themselves, so that a
new row is tested with many numbers, not with its example alone.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_properties import in_words

from analysis.lexicon import read_rows, split_list
from analysis.models import Amount
from analysis.numbers.amounts import find_amounts
from analysis.numbers.numerals import find_figures

MANY = settings(derandomize=True, deadline=None, max_examples=300, database=None)
Ends = tuple[Decimal | int | None, Decimal | int | None, Decimal | int | None]

MAGNITUDES = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)]
HEDGES = {side: [row for row in read_rows("hedges") if row["side"] == side] for side in ("before", "after")}
# spellings that stand for a unit after any number; single letters and signs have rules of their own
UNITS = [
    (word, row["unit"])
    for row in read_rows("units")
    for word in split_list(row["words"])
    if len(word) > 3 and "/" not in word
]
SIGNS = [(sign, row["code"]) for row in read_rows("currencies") for sign in split_list(row["symbols"])]
MONEY_WORDS = [
    (word, row["code"]) for row in read_rows("currencies") for word in split_list(row["words"]) if len(word) > 2
]


def amounts(text: str) -> list[Amount]:
    return [amount for amount, _ in find_amounts(text)]


def only(text: str) -> Amount:
    found = amounts(text)
    assert len(found) == 1, (text, found)
    return found[0]


def values(text: str) -> list[Decimal | None]:
    return [figure.value for figure in find_figures(text)]


def indian(number: int) -> str:
    """Commas as in India: 1,50,000.

    >>> indian(150000), indian(12345678), indian(999)
    ('1,50,000', '1,23,45,678', '999')
    """
    head, tail = divmod(number, 1000)
    if not head:
        return str(tail)
    groups = [f"{tail:03}"]
    while head >= 100:
        head, group = divmod(head, 100)
        groups.append(f"{group:02}")
    return ",".join([str(head), *reversed(groups)])


def large_in_words(number: int) -> str:
    """A whole number below a quadrillion in words.

    >>> large_in_words(2_000_028)
    'two million and twenty-eight'
    """
    parts = []
    for word, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        count, number = divmod(number, size)
        if count:
            parts.append(f"{in_words(count)} {word}")
    if number or not parts:
        parts.append(("and " if parts and number < 100 else "") + in_words(number))
    return " ".join(parts)


# --- digits and words -----------------------------------------------------------------------------------------------


@MANY
@given(st.integers(0, 10**11))
def test_a_number_with_the_commas_of_india_reads_back(number: int) -> None:
    assert values(f"They saw {indian(number)} ships.") == [number]


@MANY
@given(st.integers(0, 10**15 - 1))
def test_a_large_number_in_words_reads_back(number: int) -> None:
    assert values(f"They saw {large_in_words(number)} ships.") == [number]


@MANY
@given(
    st.integers(1, 999), st.sampled_from([1, 10, 100]), st.sampled_from(MAGNITUDES), st.sampled_from([" ", "-", " "])
)
def test_a_number_with_a_magnitude_reads_back_with_a_space_or_a_hyphen(
    digits: int, parts: int, magnitude: tuple[str, int], gap: str
) -> None:
    mantissa = Decimal(digits) / parts
    assert values(f"They saw a {mantissa}{gap}{magnitude[0]} ship fleet.") == [mantissa * 10 ** magnitude[1]]


@MANY
@given(st.integers(1, 99), st.sampled_from([("half", "0.5"), ("quarter", "0.25")]), st.sampled_from(MAGNITUDES))
def test_so_many_and_a_half_million_reads_back(whole: int, part: tuple[str, str], magnitude: tuple[str, int]) -> None:
    wanted = [(whole + Decimal(part[1])) * 10 ** magnitude[1]]
    assert values(f"They saw {in_words(whole)} and a {part[0]} {magnitude[0]} ships.") == wanted
    assert values(f"They saw {whole} and a {part[0]} {magnitude[0]} ships.") == wanted


@MANY
@given(st.integers(1, 10**6), st.sampled_from(["minus {}", "minus-{}", "-{}", "−{}"]))
def test_a_negative_number_reads_back(number: int, form: str) -> None:
    assert values(f"The sum was {form.format(number)} points.") == [-number]


@MANY
@given(st.integers(1, 10**9))
def test_a_number_with_plus_or_minus_is_positive(number: int) -> None:
    assert values(f"The error is plus or minus {number} points.") == [number]


@MANY
@given(st.integers(2, 99), st.sampled_from(["{}fold", "{}-fold"]))
def test_so_many_fold_reads_back(number: int, form: str) -> None:
    amount = only(f"Trade rose {form.format(number)}.")
    assert (amount.value, amount.unit) == (number, "fold")
    if number < 20:
        assert only(f"Trade rose {in_words(number)}fold.").value == number


# --- parts of a whole -----------------------------------------------------------------------------------------------


@MANY
@given(st.integers(1, 19), st.integers(2, 20))
def test_a_fraction_in_digits_reads_back(first: int, second: int) -> None:
    part, whole = sorted((first, second)) if first != second else (1, second)
    found = values(f"It held {part}/{whole} of the ships.")
    if (part, whole) != (9, 11):  # a date
        assert len(found) == 1 and found[0] is not None and abs(found[0] - Decimal(part) / whole) < Decimal("0.000001")


@MANY
@given(
    st.integers(1, 9),
    st.sampled_from([10, 20, 25, 50, 100, 200, 500, 1000]),
    st.sampled_from(["in", "out of", "in every"]),
)
def test_so_many_in_so_many_reads_back(part: int, whole: int, joint: str) -> None:
    assert values(f"It held {part} {joint} {whole} ships.") == [Decimal(part) / whole]
    assert values(f"It held {in_words(part)} {joint} {whole} ships.") == [Decimal(part) / whole]


@MANY
@given(st.integers(0, 1000), st.sampled_from(["percent", "per cent", "pct", "percentage points", "basis points"]))
def test_a_share_in_words_reads_back(number: int, unit: str) -> None:
    wanted = {"percentage points": "percentage point", "basis points": "basis point"}.get(unit, "percent")
    for written in (in_words(number), f"{number:,}"):
        amount = only(f"They lost {written} {unit} this time.")
        assert (amount.value, amount.unit) == (number, wanted)


# --- units and money ------------------------------------------------------------------------------------------------


@MANY
@given(st.integers(2, 10**6), st.sampled_from([1, 10, 100]), st.sampled_from(UNITS))
def test_a_measure_reads_back_under_every_spelling_of_its_unit(digits: int, parts: int, unit: tuple[str, str]) -> None:
    word, name = unit
    number = Decimal(digits) / parts
    amount = only(f"They bought {number:,} {word} there.")
    assert (amount.value, amount.unit) == (number, "GBP" if word in ("pound", "pounds") and "million" in word else name)


@MANY
@given(st.integers(10, 10**5), st.sampled_from([1, 10, 100]), st.sampled_from(MAGNITUDES[1:]), st.sampled_from(SIGNS))
def test_a_sum_of_money_reads_back_under_every_sign(
    digits: int, parts: int, magnitude: tuple[str, int], sign: tuple[str, str]
) -> None:
    number = Decimal(digits) / parts
    for gap in ("", " "):
        amount = only(f"They paid {sign[0]}{gap}{number:,} {magnitude[0]} for it.")
        assert (amount.value, amount.unit) == (number * 10 ** magnitude[1], sign[1]), sign


@MANY
@given(st.integers(10, 10**5), st.sampled_from(MAGNITUDES[1:]), st.sampled_from(MONEY_WORDS))
def test_a_sum_of_money_reads_back_under_every_name(
    number: int, magnitude: tuple[str, int], money: tuple[str, str]
) -> None:
    amount = only(f"They paid {number:,} {magnitude[0]} {money[0]} for it.")
    assert (amount.value, amount.unit) == (number * 10 ** magnitude[1], money[1])


@MANY
@given(st.integers(1, 10**6), st.sampled_from(["a day", "per day", "every day", "/day", "daily", "-a-day"]))
def test_so_many_a_day_reads_back(number: int, rate: str) -> None:
    gap = "" if rate[0] in "/-" else " "
    amount = amounts(f"They sold {number:,}{gap}{rate}.")[0]
    assert (amount.value, amount.per) == (number, "day")


@MANY
@given(st.integers(1, 10**6), st.sampled_from([row["word"] for row in read_rows("rates") if row["takes"] == "thing"]))
def test_so_much_for_each_thing_reads_back(number: int, thing: str) -> None:
    for joint in ("a", "per"):
        amount = only(f"They paid ${number:,} {joint} {thing}.")
        assert (amount.value, amount.unit, amount.per) == (number, "USD", thing)


# --- bounds and ranges ----------------------------------------------------------------------------------------------


def ends(qualifier: str, value: Decimal) -> Ends:
    if qualifier in ("more than", "at least"):
        return value, value, None
    if qualifier in ("up to", "nearly", "fewer than"):
        return None, value, value
    return (None, value, None) if qualifier == "about" else (value, value, value)


@MANY
@given(st.integers(1, 10**6), st.booleans(), st.sampled_from(HEDGES["before"]))
def test_a_hedge_before_any_number_sets_its_bounds(number: int, thousands: bool, hedge: dict[str, str]) -> None:
    glued = hedge["phrase"].endswith("-")
    value = Decimal(number) * (1000 if thousands else 1)
    written = f"{number:,} thousand" if thousands else f"{number:,}"
    amount = only(f"They saw {hedge['phrase']}{'' if glued else ' '}{written} hectares.")
    assert (amount.qualifier, (amount.low, amount.value, amount.high)) == (
        hedge["qualifier"], ends(hedge["qualifier"], value),
    )  # fmt: skip


@MANY
@given(st.integers(1, 10**6), st.sampled_from(HEDGES["after"]))
def test_a_hedge_behind_any_number_sets_its_bounds(number: int, hedge: dict[str, str]) -> None:
    gap = "" if hedge["phrase"][0] in "-+" else " "
    amount = only(f"They counted {number:,}{gap}{hedge['phrase']} there.")
    assert (amount.qualifier, (amount.low, amount.value, amount.high)) == (
        hedge["qualifier"], ends(hedge["qualifier"], Decimal(number)),
    )  # fmt: skip


@MANY
@given(
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(MAGNITUDES),
    st.sampled_from(["{}-{} {}", "{}–{} {}", "{} to {} {}", "between {} and {} {}", "from {} to {} {}", "{}-to-{} {}"]),
    st.sampled_from(["", "$"]),
)
def test_both_ends_of_a_range_share_its_magnitude(
    first: int, second: int, magnitude: tuple[str, int], form: str, sign: str
) -> None:
    low, high = sorted((first, second + 99))
    text = f"They sold {form.format(f'{sign}{low}', f'{sign}{high}', magnitude[0])} of it."
    amount = only(text)
    zeros = 10 ** magnitude[1]
    assert (amount.low, amount.value, amount.high) == (low * zeros, None, high * zeros)
    assert (amount.qualifier, amount.unit) == ("between", "USD" if sign else "count")


@MANY
@given(
    st.integers(2, 9),
    st.integers(1, 9),
    st.sampled_from(MAGNITUDES),
    st.sampled_from(["between {} and {}", "{} to {}"]),
)
def test_a_range_in_words_shares_its_magnitude(first: int, more: int, magnitude: tuple[str, int], form: str) -> None:
    low, high = first, first + more
    amount = only(f"They saw {form.format(in_words(low), in_words(high))} {magnitude[0]} ships.")
    assert (amount.low, amount.high) == (low * 10 ** magnitude[1], high * 10 ** magnitude[1])


@pytest.mark.parametrize("word", ["rose", "fell", "climbed", "dropped"])
@pytest.mark.parametrize("form", ["{} percent", "by {} percent", "to {}", "by {}", "{}%"])
def test_a_movement_has_its_direction_in_every_form(word: str, form: str) -> None:
    wanted = "up" if word in ("rose", "climbed") else "down"
    for number in ("3", "0.4", "1,250", "twelve"):
        if form == "{}%" and number == "twelve":
            continue
        assert only(f"Output {word} {form.format(number)}.").trend == wanted
