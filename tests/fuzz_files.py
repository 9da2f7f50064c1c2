"""Reads thousands of broken files: each file of the golden suite with bytes changed, cut, doubled and moved.

Whatever comes, each must be read or refused in one line that names it, in bounded time; nothing else may happen. The
mutations are made from a seed, so that a finding can be made again: ``python tests/fuzz_files.py --count 10000``.
"""

from __future__ import annotations

import argparse
import io
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from file_writers import TABLE, WRITERS, Written, as_docx, with_attached, zipped

from analysis.files import Problem, find_files, read_articles
from analysis.files.limits import SECONDS_A_FILE

_SIGNS = (
    b"\0", b"\xff", b"<", b">", b"&", b'"', b"{", b"}", b"\\", b"(", b")", b"[", b"]", b"/", b"%", b"\n", b"\r\n",
    b"--", b"0",
    b"9" * 30, b"-1", b"\xd8\x00", b"\xe2\x80\xae", b"\xed\xa0\x80", b"endobj", b"<<", b"stream", b"PK\3\4",
    b"<!DOCTYPE", b"<![CDATA[",
    b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"NaN", b"1e999", b"\\u0", b"\\'", b"=?utf-16?q?", b"charset=",
    b"&#x110000;",
)  # fmt: skip


def suite() -> dict[str, bytes]:
    """The files that are broken: small, since a small file is broken in more telling places."""
    article = Written(paragraphs=Written().paragraphs[:3])
    files = {f"a{suffix}": write(article) for suffix, write in WRITERS.items()}
    return {
        **files,
        "b.docx": as_docx(article, TABLE),
        "b.zip": zipped({"a.docx": files["a.docx"], "a.pdf": files["a.pdf"]}),
        "c.zip": zipped(
            {"m/articles.csv": b"file,outlet,published\na.txt,Wire,2024-12-01\n", "m/a.txt": files["a.txt"]}
        ),
        "b.eml": with_attached({name: files[name] for name in ("a.txt", "a.pdf", "a.docx", "a.eml", "a.csv")}),
    }


def broken(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight things done to them; what is packed is sometimes broken inside."""
    if raw[:2] == b"PK" and chance.random() < 0.6:
        return _broken_inside(raw, chance)
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 4, 30, 400)))
        match chance.randrange(7):
            case 0 if at < len(data):
                data[at] = chance.randrange(256)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = chance.choice(_SIGNS)
            case 3:
                data[at:end] = data[at:end] * chance.choice((2, 3, 50))
            case 4:
                data[at:end] = chance.choice(_SIGNS)
            case 5:
                other = chance.randrange(len(data) + 1)
                data[at:at] = data[other : other + 200]
            case 6 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case _:
                del data[at:]
    return bytes(data)


def _broken_inside(raw: bytes, chance: random.Random) -> bytes:
    """A package with a member broken and its checksums right, so that the readers behind it see it."""
    with zipfile.ZipFile(io.BytesIO(raw)) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    name = chance.choice([*members, *[name for name in members if name.endswith("document.xml")] * 4])
    return zipped({**members, name: broken(members[name] or b" ", chance)})


def findings(count: int, seed: int) -> Iterator[str]:
    """What went wrong, a line each; how often a file was read or refused is printed at the end."""
    files, chance = suite(), random.Random(seed)
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        for batch in range(0, count, _BATCH):
            folder = Path(place) / str(batch)
            folder.mkdir()
            names = []
            for number in range(batch, min(batch + _BATCH, count)):
                name = chance.choice(list(files))
                path = folder / f"{number:06d}{Path(name).suffix}"
                path.write_bytes(broken(files[name], chance))
                names.append(path)
            yield from _findings(folder, names, told)
            for path in names:
                path.unlink()
    print(", ".join(f"{what} {times:,}" for what, times in sorted(told.items())))


_BATCH = 100


def _findings(folder: Path, paths: list[Path], told: Counter[str]) -> Iterator[str]:
    problems: list[Problem] = []
    begun = time.monotonic()
    slowest = 0.0
    seen: set[str] = set()
    try:
        for article in read_articles(find_files(folder, report=problems.append), problems.append):
            slowest, begun = max(slowest, time.monotonic() - begun), time.monotonic()
            seen.add(article.name.split("/")[0].split("#")[0])
            if article.name != article.name.strip() or not article.text.strip():
                yield f"{folder}: {article.name!r} is an article without a name or a text"
            told["read"] += 1
    except Exception as error:
        yield f"{folder}: {type(error).__name__}: {error}"
        return
    for problem in problems:
        told["warned" if problem.warning else "refused"] += 1
        if "\n" in problem.message or not problem.message.isprintable() or str(folder) not in problem.message:
            yield f"{problem.message!r} is not one line that names its file"
        if any(words in problem.message for words in ("takes longer than", "broke the program")):
            yield f"{problem.message} (look at it)"
    refused = " ".join(problem.message for problem in problems)
    for path in paths:
        if path.name not in seen and path.name not in refused:
            if path.suffix in (".jsonl", ".csv", ".parquet"):
                told["nothing in it"] += 1
            else:
                yield f"{path.name}: neither read nor refused"
    if slowest > len(paths) * SECONDS_A_FILE:
        yield f"{folder}: {slowest:.0f} s for one file"


def main() -> None:
    """Breaks as many files as are asked for and prints what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=10_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other files")
    chosen = parser.parse_args()
    begun = time.monotonic()
    found = list(findings(chosen.count, chosen.seed))
    print("\n".join(found) or "no findings", f"({time.monotonic() - begun:.0f} s)", sep="\n")


if __name__ == "__main__":
    main()
