"""What it takes to compare many claims: ``python tests/benchmarks/bench_compare.py``.

Prints the processor's seconds for 25,000 to 100,000 made-up claims in tables of every shape, and ends with status 1
when the largest takes more than ``LIMIT``, or when four times the claims take much more than n log n allows.
"""

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from tables import claims_table  # noqa: E402

from analysis.compare import compare  # noqa: E402

SIZES = (25_000, 50_000, 100_000)
LIMIT = 5.0
# n log n from 25,000 to 100,000 is 4.5 times; more than this is another law
STEEPEST = 5.5
CLAIMS_A_GROUP, CLAIMS_A_SOURCE = 50, 500
QUALIFIERS = ["exact", "about", "more than", "at least", "up to", "nearly", "vague"]


def made_up(size: int, one_group: bool) -> pd.DataFrame:
    """A claims table with figures spread over a year, outlets, sources and groups (or all of one group)."""
    chance = np.random.default_rng(size)
    groups = np.zeros(size, dtype="int64") if one_group else chance.integers(0, size // CLAIMS_A_GROUP, size)
    things = np.array([f"killed: Norland {number} troops" for number in range(int(groups.max()) + 1)])[groups]
    sources = np.array([f"Ministry {number}" for number in range(size // CLAIMS_A_SOURCE)])
    figures = np.round(np.exp(chance.normal(6, 1.5, size)))
    qualifiers = chance.choice(QUALIFIERS, size, p=[0.5, 0.2, 0.1, 0.1, 0.04, 0.03, 0.03])
    low = np.where(np.isin(qualifiers, ["exact", "more than", "at least", "vague"]), figures, np.nan)
    high = np.where(np.isin(qualifiers, ["exact", "up to", "nearly"]), figures, np.nan)
    order = np.arange(size)
    columns = {
        "published": pd.Timestamp("2024-01-01") + pd.to_timedelta(chance.integers(0, 365, size), unit="D"),
        "outlet": np.array([f"Outlet {number}" for number in range(40)])[chance.integers(0, 40, size)],
        "source": sources[chance.integers(0, len(sources), size)],
        "counted": things,
        "subject": things,
        "low": low,
        "value": np.where(qualifiers == "vague", np.nan, figures),
        "high": high,
        "qualifier": qualifiers,
        "quote": [f"{figure:.0f}" for figure in figures],
        "sentence": [f"On day {i} the ministry said {f:.0f} soldiers were killed." for i, f in enumerate(figures)],
        "article": [f"{number:06}.txt" for number in order // 10],
        "start": order % 10 * 100 + 30,
        "end": order % 10 * 100 + 33,
        "sentence_start": order % 10 * 100,
        "claim": [f"{number:012x}" for number in order],
    }
    pattern = claims_table({})
    rest = {name: pattern[name].repeat(size).to_numpy() for name in pattern.columns if name not in columns}
    return pd.DataFrame(columns | rest, columns=pattern.columns).astype(pattern.dtypes.to_dict())


def many_groups(size: int) -> pd.DataFrame:
    return made_up(size, one_group=False)


def one_group(size: int) -> pd.DataFrame:
    return made_up(size, one_group=True)


def one_day(size: int) -> pd.DataFrame:
    """All of one group and one day: whoever speaks may contradict everybody."""
    return one_group(size).assign(published=pd.Timestamp("2024-01-01").as_unit("s"))


def day_by_day(size: int) -> pd.DataFrame:
    """Fifty sources that give a figure for each of some groups on each of 500 days."""
    table, order = one_group(size), pd.Series(range(size))
    things = ("killed: Norland " + (order // 25_000).astype("str") + " troops").astype("str")
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta(order // 50 % 500, unit="D")
    sources = ("Ministry " + (order % 50).astype("str")).astype("str")
    return table.assign(source=sources, subject=things, counted=things, published=days.astype("datetime64[s]"))


def copies(size: int) -> pd.DataFrame:
    """Every article has run at another outlet a day before."""
    table = many_groups(size // 2)
    later = table.assign(
        article="copy of " + table["article"],
        claim="f" + table["claim"].str[1:],
        outlet="Example Wire",
        published=table["published"] + pd.Timedelta(days=1),
    )
    return pd.concat([table, later], ignore_index=True).astype(table.dtypes.to_dict())


SHAPES = {
    "many groups": many_groups,
    "one group": one_group,
    "one group on one day": one_day,
    "50 sources a day": day_by_day,
    "all with copies": copies,
}


def seconds(table: pd.DataFrame) -> float:
    began = time.process_time()
    compare(table)
    return time.process_time() - began


def main() -> int:
    seconds(many_groups(1_000))  # imports and word lists
    failed = False
    for words, shape in SHAPES.items():
        taken = [seconds(shape(size)) for size in SIZES]
        told = ", ".join(f"{size:,} claims {took:.2f} s" for size, took in zip(SIZES, taken, strict=True))
        growth = taken[-1] / taken[0]
        print(f"{words}: {told}; {SIZES[-1] // SIZES[0]} times as many take {growth:.1f} times as long")
        failed |= taken[-1] > LIMIT or growth > STEEPEST
    print(f"limit: {LIMIT:.0f} s for {SIZES[-1]:,} claims, growth {STEEPEST} times: {'FAILED' if failed else 'held'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
