"""Reads whole folders: paths go in, the tables of everything found come out.

This is the notebook's and the command line's way in; it introduces the reader of files to the finder of claims and
shows a progress bar on work that takes a while. Problems are collected, one line each; nothing stops at one bad file.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd
from tqdm.auto import tqdm  # type: ignore[import-untyped]

from analysis.claims import read_claims
from analysis.files import Problem, find_files, read_articles
from analysis.files.duplicates import Duplicates
from analysis.files.kinds import suffixes
from analysis.inventory import take_inventory
from analysis.models import Article, Reading
from analysis.table import tabulate, tabulate_passed_over, tabulate_silences

_PATIENCE = 2.0


@dataclass(frozen=True)
class Readings:
    """All that was read: one ``Reading`` an article, and the problems met on the way."""

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...] = field(default=())

    @property
    def problem_lines(self) -> list[str]:
        """What to tell of the problems, a line each; of none that there was none.

        >>> Readings(()).problem_lines
        ['Every file was read.']
        """
        return [problem.message for problem in self.problems] or ["Every file was read."]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The claims table."""
        return tabulate(claim for reading in self.readings for claim in reading.claims)

    @cached_property
    def passed_over(self) -> pd.DataFrame:
        """The numbers that are no claims, with the reason."""
        return tabulate_passed_over(found for reading in self.readings for found in reading.passed_over)

    @cached_property
    def silences(self) -> pd.DataFrame:
        """Those who give no figure, or neither confirm nor deny."""
        return tabulate_silences(found for reading in self.readings for found in reading.silences)

    @cached_property
    def inventory(self) -> pd.DataFrame:
        """One row an article and one a file that could not be read, with ``inventory.INVENTORY_COLUMNS``."""
        told: dict[str, list[str]] = {}
        for problem in self.problems:
            for name, why in ((problem.name, problem.why), *problem.also):
                if name:
                    told.setdefault(name, []).append(why)
        return take_inventory(self.readings, told)


def read_folder(*paths: Path | str, progress: bool = True) -> Readings:
    """Reads the articles of folders, files and corpora, and every numeric claim in them.

    A progress bar appears when the work takes longer than two seconds. A path that does not exist and a file that
    cannot be read are told in ``problems``; so is an article that has another one's text, and both are read.

    >>> read_folder("no-such-folder").problems[0].message
    'no-such-folder: there is no such file or folder'
    """
    problems: list[Problem] = []
    files = find_files(*paths, report=problems.append)
    if not files and not problems:
        where = ", ".join(map(str, paths))
        problems.append(Problem(f"{where}: it holds no articles; put files into it ({suffixes()})", warning=True))
    articles = _held_together(read_articles(files, problems.append), problems)
    total = None if any(file.many for file in files) else len(files)

    def refuse(article: Article, error: Exception) -> None:
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
        failed = f"reading it failed ({where}); please report this with the article"
        problems.append(Problem(f"{article.name}: {failed}", name=article.name, why=failed))

    readings = tuple(_with_progress(read_claims(articles, refuse), progress, total))
    return Readings(readings, tuple(problems))


def _held_together(articles: Iterable[Article], problems: list[Problem]) -> Iterator[Article]:
    """The articles as they come; one that repeats an earlier one is told."""
    texts = Duplicates()
    for article in articles:
        alike = texts.add(article)
        if alike is not None:
            told = f"{article.name}: {alike.words}"
            also = ((alike.name, alike.of_other(article)),)
            problems.append(Problem(told, warning=True, name=article.name, why=alike.words, also=also))
        yield article


def _with_progress(readings: Iterable[Reading], shown: bool, total: int | None) -> Iterator[Reading]:
    """The readings as they come, with a bar that comes up only when they take long; how many may not be known."""
    started = time.monotonic()
    bar = None
    for count, reading in enumerate(readings, 1):
        yield reading
        if bar is None and shown and time.monotonic() - started > _PATIENCE:
            bar = tqdm(desc="Reading", unit=" articles", initial=count, total=total, leave=False)
        elif bar is not None:
            bar.update()
    if bar is not None:
        bar.total = bar.n  # a file that gave no article is no bar that stopped half way
        bar.close()
