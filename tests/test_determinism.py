"""The same articles give the same bytes: run after run, under any hash seed, clock zone and locale, in any batches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis import claims
from analysis.export_tables import csv_bytes, jsonl_bytes, xlsx_bytes
from analysis.files.reading import read_text
from analysis.grammar import parsing
from analysis.table import tabulate, tabulate_passed_over, tabulate_silences

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


def extracted(folder: Path, suffix: str, **environment: str) -> tuple[bytes, bytes]:
    """All tables of the seeds as the command line writes them in a process of its own."""
    table, passed = folder / f"claims{suffix}", folder / f"passed{suffix}"
    command = [
        sys.executable,
        "-m",
        "analysis",
        "extract",
        "seeds",
        "--output",
        str(table),
        "--passed-over",
        str(passed),
    ]
    settings = {"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONHASHSEED": "0", **environment}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=settings)
    assert (done.returncode, done.stderr) == (0, "")
    return table.read_bytes(), passed.read_bytes()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    return extracted(tmp_path_factory.mktemp("first"), ".jsonl")


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({}, id="a second run"),
        pytest.param({"PYTHONHASHSEED": "1"}, id="hash seed 1"),
        pytest.param({"PYTHONHASHSEED": "4242"}, id="hash seed 4242"),
        pytest.param(
            {"TZ": "Pacific/Auckland", "LC_ALL": "C", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            id="another clock zone and locale, one thread",
        ),
    ],
)
def test_a_run_of_its_own_gives_the_same_bytes(
    environment: dict[str, str], first: tuple[bytes, bytes], tmp_path: Path
) -> None:
    assert extracted(tmp_path, ".jsonl", **environment) == first


def read() -> tuple[bytes, ...]:
    """All tables of the seeds in every format, read in this process."""
    readings = list(claims.read_claims(read_text(path) for path in sorted(SEEDS.glob("*.txt"))))
    table = tabulate(claim for reading in readings for claim in reading.claims)
    passed = tabulate_passed_over(found for reading in readings for found in reading.passed_over)
    silences = tabulate_silences(found for reading in readings for found in reading.silences)
    return tuple(write(each) for each in (table, passed, silences) for write in (csv_bytes, jsonl_bytes, xlsx_bytes))


@pytest.mark.parametrize("parsed", [1, 3, 1000])
@pytest.mark.parametrize("sentences", [1, 7, 1_000_000])
def test_other_batches_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, sentences: int, parsed: int) -> None:
    usual = read()
    monkeypatch.setattr(claims, "_BATCH_SENTENCES", sentences)
    monkeypatch.setattr(parsing, "_BATCH", parsed)
    assert read() == usual
