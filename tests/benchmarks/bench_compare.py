"""What it takes to compare many claims: ``python tests/benchmarks/bench_compare.py``.

Prints the processor's seconds for 12,500 to 100,000 made-up claims, over many groups and all in one, and ends with
status 1 when the largest takes more than ``LIMIT``, or when twice the claims take much more than twice as long.
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

SIZES = (12_500, 25_000, 50_000, 100_000)
LIMIT = 5.0
# n log n from 12,500 to 100,000 is 9.8 times; more than this is another law
STEEPEST = 12.0
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


def seconds(table: pd.DataFrame) -> float:
    began = time.process_time()
    compare(table)
    return time.process_time() - began


def main() -> int:
    seconds(made_up(1_000, one_group=False))  # imports and word lists
    failed = False
    for one_group, words in ((False, "many groups"), (True, "one group")):
        taken = [seconds(made_up(size, one_group)) for size in SIZES]
        told = ", ".join(f"{size:,} claims {took:.2f} s" for size, took in zip(SIZES, taken, strict=True))
        growth = taken[-1] / taken[0]
        print(f"{words}: {told}; {SIZES[-1] // SIZES[0]} times as many take {growth:.1f} times as long")
        failed |= taken[-1] > LIMIT or growth > STEEPEST
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
