"""How fast articles are read: ``python tests/benchmarks/bench_reading.py [CORPUS.jsonl] [--times 5] [--limit 0.25]``.

Prints the CPU time of ``python -m analysis extract`` over a corpus (without one, the shipped seeds), its start-up (the
same command on the first article) taken off, over one plain spaCy pass of the whole model over the same texts, in the
same run and on one thread; the peak memory; and how much longer an article of twenty times the length takes. Ends
with status 1 when one of them is above its limit.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
SEEDS_TIMES = 20
LONGER = 20
MOST_MEGABYTES = 600
MOST_GROWTH = 22.0
SHORT = 10_000  # characters: an article of which one twenty times as long is still read whole

# the plain pass that reading is measured by: every component of the model, one article after the other
PLAIN_PASS = """
import json, sys, time
import spacy
from analysis.grammar.parsing import MODELS
from importlib.util import find_spec
nlp = spacy.load(next(name for name in MODELS if find_spec(name)))
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
list(nlp.pipe(texts[:1]))
began = time.process_time()
for doc in nlp.pipe(texts):
    pass
print(time.process_time() - began)
"""


class Cost(NamedTuple):
    """What a command took: seconds of CPU time and megabytes of memory at its peak."""

    seconds: float
    megabytes: float


def run(*arguments: str) -> tuple[Cost, str]:
    """Runs Python on one thread; its cost, and what it printed."""
    environment = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen([sys.executable, *arguments], stdout=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(arguments[:3])} ended with status {process.returncode}")
        output.seek(0)
        unit = 1024**2 if sys.platform == "darwin" else 1024
        return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit), output.read()


def extract(corpus: Path, rounds: int) -> Cost:
    """The cheapest of some runs of the command line over a corpus."""
    command = ("-m", "analysis", "extract", str(corpus), "--output", str(claims_of(corpus)))
    costs = [run(*command)[0] for _ in range(rounds)]
    return Cost(min(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))


def claims_of(corpus: Path) -> Path:
    """Where the claims of a corpus are written."""
    return corpus.with_suffix(".claims.jsonl")


def write(path: Path, articles: Iterable[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


def read_corpus(path: Path | None, times: int) -> list[dict[str, object]]:
    """The articles of a corpus, or of the seeds without their heads, so many times over; each has its own name."""
    if path is not None:
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    else:
        seeds = sorted((ROOT / "seeds").glob("[0-9]*.txt"))
        texts = [seed.read_text(encoding="utf-8").partition("\n\n")[2] for seed in seeds]
    return [
        {"id": f"{n}-{time}", "published": "2024-12-28", "text": text}
        for time in range(times)
        for n, text in enumerate(texts)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", nargs="?", type=Path, help="a .jsonl corpus; without it, the seeds")
    parser.add_argument("--times", type=int, help="how many times over the corpus is read")
    parser.add_argument("--limit", type=float, default=0.45, help="how much of a plain spaCy pass reading may cost")
    parser.add_argument("--rounds", type=int, default=2, help="of how many runs the cheapest counts")
    chosen = parser.parse_args()
    articles = read_corpus(chosen.corpus, chosen.times or (1 if chosen.corpus else SEEDS_TIMES))
    with tempfile.TemporaryDirectory() as folder:
        corpus, first = Path(folder, "corpus.jsonl"), Path(folder, "first.jsonl")
        write(corpus, articles)
        write(first, articles[:1])
        started, whole = extract(first, chosen.rounds), extract(corpus, chosen.rounds)
        passes = [float(run("-c", PLAIN_PASS, str(corpus))[1]) for _ in range(chosen.rounds)]
        reading, plain = whole.seconds - started.seconds, min(passes)
        texts = [str(article["text"]) for article in articles]
        enough = next((n for n in range(1, len(texts)) if sum(map(len, texts[:n])) > SHORT), len(texts))
        short = "\n\n".join(texts[:enough])[:SHORT]
        many = write(Path(folder, "many.jsonl"), ({"id": str(n), "text": short} for n in range(LONGER)))
        long = write(Path(folder, "long.jsonl"), [{"text": "\n\n".join([short] * LONGER)}])
        apart, at_once = (extract(path, chosen.rounds).seconds - started.seconds for path in (many, long))
        if not claims_of(long).stat().st_size or min(apart, at_once) <= 0:
            raise SystemExit(f"an article {LONGER} times as long was not read or not timed: {at_once:.2f} s")
        growth = LONGER * at_once / apart
    ratio = reading / plain
    print(
        f"{len(articles)} articles: {reading:.2f} s beside {started.seconds:.2f} s of start-up; "
        f"a plain spaCy pass takes {plain:.2f} s; ratio {ratio:.3f} (limit {chosen.limit})"
    )
    print(f"peak memory {whole.megabytes:.0f} MB (limit {MOST_MEGABYTES} MB)")
    print(f"an article {LONGER} times as long takes {growth:.1f} times as long (limit {MOST_GROWTH})")
    return int(ratio > chosen.limit or whole.megabytes > MOST_MEGABYTES or growth > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
