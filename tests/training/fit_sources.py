"""Learns the weights by which ``analysis.sources.chooser`` tells a number's source, and says how good they are.

    python tests/training/fit_sources.py ARTICLES NUMBERS [--output analysis/weights/sources.csv]

ARTICLES is a corpus file (``.jsonl`` or ``.jsonl.gz``: ``id``, ``text``), NUMBERS has one annotated number a line:
``article, start, end, attributed`` and, where it is attributed, ``gold`` with ``source_spans`` and
``source_head_span`` (``implicit_source``: nobody is named). The annotations of PolNeAR have this form. Both stay
outside the project: what is kept of them is a weight for each feature.

A conditional logistic regression: of a number's candidates at most one is its source, and "nobody" stands among them
with a score of nought. Weights are held small (L2) and those that decide little are left out. Numbers in quotation
marks are no examples, since grammar finds their speakers. Folds are whole articles. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from tqdm import tqdm

from analysis.claims import prepare
from analysis.models import Article
from analysis.sources.candidates import Candidate
from analysis.sources.chooser import EVERY, Question, choose

FOLDS = 5
# a feature of fewer candidates is chance
FEWEST = 20
# how strongly weights are held small, and how small one must be to be left out: chosen by cross-validation
HELD, LEAST = 4.0, 0.1
# added to what is learned, since the annotated articles hardly know how figures are given in reports of war and
# disaster: grammar knows "spoke of 40", and who orders, plans or pledges 40 tells of a deed
ADDED = {
    "grammar chooses it": 0.6,
    "kind: verb": -0.3,
    "plan over": -0.5,
    "stance: plans says": -0.5,
    "stance: pledges says": -0.5,
}


@dataclass
class Example:
    """One annotated number: its candidates' features, which of them are right, and whether it has a source at all."""

    article: str
    question: Question
    attributed: bool
    ignored: bool = False
    candidates: list[Candidate] = field(default_factory=list)
    features: list[list[str]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("numbers", type=Path)
    parser.add_argument("--output", type=Path, default=Path("analysis/weights/sources.csv"))
    arguments = parser.parse_args()
    examples = list(read_examples(arguments.articles, arguments.numbers))
    names = sorted({example.article for example in examples})
    fold = {name: i % FOLDS for i, name in enumerate(names)}
    outcomes: Counter[str] = Counter()
    for k in range(FOLDS):
        learned = fit([example for example in examples if fold[example.article] != k])
        for example in examples:
            if fold[example.article] == k:
                outcomes.update(outcome(example, learned))
    print(report(outcomes))
    write(arguments.output, fit(examples), examples)


def read_examples(articles: Path, numbers: Path) -> Iterator[Example]:
    """The examples of a corpus: numbers outside quotation marks that the workbook reads as claims."""
    annotated: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number in lines(numbers):
        annotated[number["article"]].append(number)
    for row in tqdm(list(lines(articles)), unit="article"):
        finder, amounts, docs = prepare(Article(row["id"], row["text"]))
        for number in annotated[row["id"]]:
            found = [a for a in amounts if a.span.start < number["end"] and number["start"] < a.span.end]
            if found:
                amount = max(found, key=lambda a: min(a.span.end, number["end"]) - max(a.span.start, number["start"]))
                question = finder.question(amount, docs)
                if question is not None:
                    yield example_of(row["id"], number, question)


def example_of(article: str, number: dict[str, Any], question: Question) -> Example:
    gold = number.get("gold")
    example = Example(article, question, bool(gold), bool(gold and gold.get("implicit_source")))
    for candidate in question.candidates:
        if candidate.cue.named:
            example.candidates.append(candidate)
            example.features.append(question.features(candidate))
            example.right.append(bool(gold) and is_right(question, candidate, gold))
    return example


def is_right(question: Question, candidate: Candidate, gold: dict[str, Any]) -> bool:
    """Whether a candidate's noun stands in the annotated source, and the source's noun in the candidate's mention."""
    head = gold.get("source_head_span")
    mention = candidate.cue.mention.moved(question.offset)
    noun = question.doc[candidate.cue.who]
    at = question.offset + noun.idx
    if at < mention.start or at >= mention.end:
        at = mention.start
    inside = any(start <= at < end for start, end in gold["source_spans"])
    return inside and (head is None or (mention.start <= head[0] and head[1] <= mention.end))


def fit(examples: list[Example]) -> dict[str, float]:
    """The weight of each feature worth having, and of ``EVERY`` candidate."""
    learning = [example for example in examples if not example.ignored and example.features]
    seen = Counter(name for example in learning for features in example.features for name in set(features))
    kept = [EVERY, *sorted(name for name, count in seen.items() if count >= FEWEST)]
    weights = dict(zip(kept, regress(learning, {name: i for i, name in enumerate(kept)}), strict=True))
    for name, more in ADDED.items():
        weights[name] = weights.get(name, 0.0) + more
    return {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= LEAST or name == EVERY}


def regress(examples: list[Example], column: dict[str, int]) -> list[float]:
    """The likeliest weights, in the order of their columns; the first is that of ``EVERY`` candidate."""
    rows = [{0, *(column[name] for name in row if name in column)} for ex in examples for row in ex.features]
    places = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])
    columns = np.fromiter((i for row in rows for i in sorted(row)), dtype=np.int32)
    table = csr_matrix((np.ones(len(columns)), (places, columns)), shape=(len(rows), len(column)))
    of = np.repeat(np.arange(len(examples)), [len(example.features) for example in examples])
    right = np.array([good for example in examples for good in example.right])
    answered = np.bincount(of, right, len(examples)) > 0
    right &= answered[of]

    def cost(weights: Any) -> tuple[float, Any]:
        odds = np.exp(np.clip(table @ weights, -30, 30))
        every = 1 + np.bincount(of, odds, len(examples))
        good = np.where(answered, np.bincount(of, odds * right, len(examples)), 1.0)
        held = np.where(np.arange(len(weights)) > 0, weights, 0.0)
        slope = table.T @ (odds / every[of] - odds * right / good[of])
        return float(np.log(every / good).sum() + HELD / 2 * held @ held), slope + HELD * held

    found = minimize(cost, np.zeros(len(column)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return [float(weight) for weight in found.x]


def outcome(example: Example, weights: dict[str, float]) -> list[str]:
    """What choosing by some weights comes to for one example, by the ``chooser`` with all its rules."""
    if example.ignored:
        return []
    chosen = choose(example.question, weights)
    found = ["attributed" if example.attributed else "own voice"]
    if chosen is not None:
        found.append("given")
        found.append("right" if example.right[example.candidates.index(chosen)] else "wrong")
        if not example.attributed:
            found.append("own voice given")
    return found


def report(outcomes: Counter[str]) -> str:
    precision = outcomes["right"] / max(outcomes["given"], 1)
    recall = outcomes["right"] / max(outcomes["attributed"], 1)
    return (
        f"cross-validated over {FOLDS} folds, numbers outside quotation marks: right source "
        f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}; "
        f"own voice given a source {outcomes['own voice given'] / max(outcomes['own voice'], 1):.3f}"
    )


def write(path: Path, weights: dict[str, float], examples: list[Example]) -> None:
    """Writes the weights, with how many candidates had a feature and how many of them were right."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for example in examples:
        for features, good in zip(example.features, example.right, strict=True):
            names = {EVERY, *features}
            seen.update(names)
            right.update(names if good else ())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["feature", "weight", "seen", "right"])
        for name in sorted(weights, key=lambda name: (name != EVERY, name.casefold(), name)):
            writer.writerow([name, weights[name], seen[name], right[name]])
    print(f"{len(weights)} weights → {path}")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


if __name__ == "__main__":
    main()
