"""How long a filter change takes until table, summary and chart are new: ``python tests/benchmarks/bench_explorer.py``.

Prints the medians for the shipped seeds and for 500 claims, and ends with status 1 when one is above its limit.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from samples import many_claims  # noqa: E402

from analysis import read_folder  # noqa: E402
from analysis.widgets.explorer import ClaimExplorer  # noqa: E402

ROUNDS = 3


def changes(explorer: ClaimExplorer) -> Iterator[Callable[[], None]]:
    """What an analyst does: one source after the other, a unit, words to search, and Reset after each."""
    voices = [value for _, value in explorer.sources.options]
    units = [value for _, value in explorer.units.options]
    for value in voices[:8]:
        yield lambda value=value: setattr(explorer.sources, "value", (value,))
    yield explorer.reset.click
    yield lambda: setattr(explorer.sources, "value", tuple(voices[:4]))
    yield explorer.reset.click
    yield lambda: setattr(explorer.units, "value", (units[0],))
    yield explorer.reset.click
    yield lambda: setattr(explorer.search, "value", "the")
    yield explorer.reset.click


def seconds(table: pd.DataFrame) -> list[float]:
    explorer = ClaimExplorer(table, name="benchmark")
    taken = []
    for _ in range(ROUNDS):
        for change in changes(explorer):
            began = time.perf_counter()
            change()
            taken.append(time.perf_counter() - began)
    return taken


def main() -> int:
    tables = {
        "shipped seeds": (read_folder(ROOT / "seeds", progress=False).table, 0.3),
        "500 claims": (many_claims(500), 1.0),
    }
    slow = False
    for name, (table, limit) in tables.items():
        taken = seconds(table)
        median = statistics.median(taken)
        slow |= median > limit
        print(
            f"{name}: {len(table)} claims, {len(taken)} changes, median {median * 1000:.0f} ms "
            f"(limit {limit * 1000:.0f} ms), slowest {max(taken) * 1000:.0f} ms"
        )
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
