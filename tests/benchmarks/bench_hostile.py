"""What files made to harm cost: ``python tests/benchmarks/bench_hostile.py [NAME ...] [--limit 10]``.

Each file of ``hostile_files.py``, and texts of nothing but claims of many kinds as long as they are still read, goes
through ``python -m analysis extract`` by itself. Prints the CPU time, the time by the clock (both beside the start-up,
which a plain sentence takes) and the peak memory of each; ends with status 1 where the CPU time or
the memory is above its limit.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile_files import HOSTILE  # noqa: E402

from analysis.files.lengths import too_long  # noqa: E402

MOST_MEGABYTES = 1000
START = "At least 40 people were killed, the ministry said.\n"
LETTERS, VOWELS = "bcdfghjklmnprstvw", "aeiou"


def name(chance: random.Random) -> str:
    """A name that nobody has."""
    return "".join(chance.choice(LETTERS) + chance.choice(VOWELS) for _ in range(3)).capitalize()


def repeated(text: str) -> Callable[[random.Random], str]:
    return lambda _: text


def report(chance: random.Random) -> str:
    """A paragraph as reports have them: one sentence in three with a number."""
    return (
        f"The survey team went back to {name(chance)} in the spring, when the roads were open again. "
        "Many of the families had come home and were mending their roofs before the rain. "
        f"The district office said {chance.randrange(20, 900)} of {chance.randrange(1000, 9000):,} houses had been "
        "repaired by then, and the rest would follow.\n"
    )


# a piece of each text; it is repeated as often as the text may be long
DENSE: dict[str, Callable[[random.Random], str]] = {
    "a report": report,
    "lines": repeated("At least 40 died.\n"),
    "number words": repeated("two "),
    "digits": repeated("40 "),
    "one source": repeated("The Health Ministry said at least 40 people were killed and 12 wounded on Monday. "),
    "she": repeated("Dr Hale said more than 1,200 fled. She said 300 of them were hurt. She counted 12 boats. "),
    "a run-on": repeated("the group said the group said the group said 40 people died. "),
    "bodies": lambda chance: f"Norway's {name(chance)} Service said 40 people died; the group said 12. ",
    "persons": lambda chance: f"{name(chance)} {name(chance)}, a doctor, said 40 people died. He said 12 were hurt. ",
    "surnames": lambda chance: f"{name(chance)} said 40 died. ",
    "quotations": lambda chance: f"“We saw 40 men,” {name(chance)} {name(chance)} said. “I saw 12 more. And 9 boats.” ",
    "parties": lambda chance: f"The minister said 40 died. The {name(chance)} Party said 12. The party said it saw 3. ",
    "one line of figures": lambda chance: f"{chance.randrange(10**6):,}, ",
}


def dense(piece: Callable[[random.Random], str]) -> str:
    """The longest text of some pieces that is still read."""
    chance, pieces = random.Random(1), [""]
    while too_long("".join(pieces)) is None:
        pieces += [piece(chance) for _ in range(len(pieces))]
    low, high = 0, len(pieces)
    while high - low > max(1, len(pieces) // 200):
        middle = (low + high) // 2
        low, high = (low, middle) if too_long("".join(pieces[:middle])) else (middle, high)
    return "".join(pieces[:low])


def cost(path: Path) -> tuple[float, float, float]:
    """The seconds of CPU time and by the clock and the megabytes that reading a file takes, start-up and all."""
    begun = time.monotonic()
    arguments = ["-m", "analysis", "extract", str(path), "--output", f"{path}.claims.csv"]
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss / unit


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="which files or texts; all without one")
    parser.add_argument("--limit", type=float, default=10.0, help="how many seconds one may take beside the start-up")
    chosen = parser.parse_args()
    above = 0
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "plain.txt")
        plain.write_text(START, encoding="utf-8")
        started, waited, _ = min(cost(plain) for _ in range(2))
        print(f"start-up {started:.1f} s, {waited:.1f} s by the clock", flush=True)
        for each in chosen.names or [*HOSTILE, *DENSE]:
            path = Path(folder, each if each in HOSTILE else f"{each.replace(' ', '-')}.txt")
            path.write_bytes(HOSTILE[each][0]() if each in HOSTILE else dense(DENSE[each]).encode())
            seconds, clock, megabytes = cost(path)
            seconds, clock = max(seconds - started, 0.0), max(clock - waited, 0.0)
            above += seconds > chosen.limit or megabytes > MOST_MEGABYTES
            what = f"{each} ({path.stat().st_size:,} bytes)"
            print(f"{seconds:6.1f} s {clock:6.1f} s {megabytes:6.0f} MB  {what}", flush=True)
            path.unlink()
    return int(above > 0)


if __name__ == "__main__":
    sys.exit(main())
