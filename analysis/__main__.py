"""The command line: ``python -m analysis extract PATH... --output claims.csv``.

Paths go in, tables go out, in the format of the output's suffix; ``--passed-over`` and ``--silences`` ask for two more.
A path that cannot be read gives one line on stderr and exit status 1; the others are read all the same.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path

FORMATS = (".csv", ".jsonl", ".xlsx")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0, 1 for an unreadable path or unwritable output, 2 for misuse."""
    parser = argparse.ArgumentParser(prog="python -m analysis", description="Tabulate the numeric claims of articles.")
    commands = parser.add_subparsers(dest="command", required=True)
    extract = commands.add_parser("extract", help="read articles and write the claims table")
    extract.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="an article (.txt, .html, .pdf, .docx …), a folder, a corpus or a .zip of them",
    )
    extract.add_argument(
        "--output", required=True, type=_table_path, help="claims.csv, .jsonl or .xlsx; an older one is replaced"
    )
    extract.add_argument("--passed-over", type=_table_path, help="a second table: the numbers that are no claims")
    extract.add_argument("--silences", type=_table_path, help="a third table: those who give no figure")
    chosen = parser.parse_args(arguments)
    outputs: dict[Path, Path] = {}
    for option, path in (("--passed-over", chosen.passed_over), ("--silences", chosen.silences)):
        outputs[chosen.output.resolve()] = chosen.output
        if path is not None and (taken := outputs.setdefault(path.resolve(), path)) is not path:
            parser.error(f"{taken}: each table needs its own file; name another one for {option}")
    for path in chosen.paths:
        if Path(path).resolve() in outputs:
            parser.error(f"{path}: it is to be read, so it cannot be an output too; name another file")
    return _extract(chosen.paths, chosen.output, chosen.passed_over, chosen.silences)


def _table_path(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in FORMATS:
        raise argparse.ArgumentTypeError(f"{text}: the table is written as {', '.join(FORMATS)}; choose one of them")
    return path


def _extract(paths: Sequence[str], output: Path, passed_over: Path | None, silences: Path | None) -> int:
    from analysis.export import ExportError, save_table
    from analysis.folder import read_folder
    from analysis.grammar.parsing import ModelError
    from analysis.wording import count_of

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        found = read_folder(*paths, progress=sys.stderr.isatty())
        for problem in found.problems:
            print(f"{'warning' if problem.warning else 'error'}: {problem.message}", file=sys.stderr)
        failed = any(not problem.warning for problem in found.problems)
        if failed and not found.readings:
            return 1  # nothing could be read: an older table stays as it is
        saved = [save_table(found.table, output, replace=True)]
        if passed_over is not None:
            saved.append(save_table(found.passed_over, passed_over, replace=True))
        if silences is not None:
            saved.append(save_table(found.silences, silences, replace=True))
    except (ExportError, ModelError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    claims, articles = count_of(len(found.table), "claim"), count_of(len(found.readings), "article")
    print(f"{claims} in {articles} → {', '.join(map(str, saved))}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
