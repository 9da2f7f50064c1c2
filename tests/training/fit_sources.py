"""Learns the weights by which ``analysis.chooser`` tells a number's source, and says how good they are.

    python tests/training/fit_sources.py ARTICLES NUMBERS [--output analysis/weights/sources.csv]

ARTICLES is a corpus file (``.jsonl`` or ``.jsonl.gz``: ``id``, ``text``), NUMBERS has one annotated number a line:
``article, start, end, attributed`` and, where it is attributed, ``gold`` with ``source_spans`` and
``source_head_span`` (``implicit_source``: nobody is named). The annotations of PolNeAR have this form. Both stay
outside the project: what is kept of them is a weight for each feature.

An L1 logistic regression over all candidates chooses the features, an L2 one weighs them, without numbers in quotation
marks, whose speakers grammar finds. Folds are whole articles. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from analysis.candidates import Candidate
from analysis.chooser import EVERY, Question
from analysis.claims import prepare
from analysis.models import Article

FOLDS = 5
# a feature of fewer candidates is chance
FEWEST = 10
# how strongly features are thinned out (L1) and weights held small (L2): inverse strengths, chosen by cross-validation
CHOOSING, WEIGHING = 0.3, 0.3
# how likely a candidate must be to be chosen, and one that grammar chooses, too: the annotated articles hardly know
# how figures are given in reports of war and disaster ("spoke of 40"), which grammar knows
LIKELY, LIKELY_BY_GRAMMAR = 0.52, 0.25
BY_GRAMMAR = "grammar chooses it"


@dataclass
class Example:
    """One annotated number: its candidates' features, which of them are right, and whether it has a source at all."""

    article: str
    attributed: bool
    ignored: bool = False
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
    example = Example(article, bool(gold), bool(gold and gold.get("implicit_source")))
    for candidate in question.candidates:
        if candidate.cue.named:
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
    """The weight of each feature worth having, and of ``EVERY`` candidate, lowered by what a source must be likely."""
    rows, right = [], []
    for example in examples:
        if not example.ignored:
            rows += [dict.fromkeys(features, 1.0) for features in example.features]
            right += example.right
    seen = Counter(name for row in rows for name in row)
    kept = {name for name, count in seen.items() if count >= FEWEST}
    chosen = regress(rows, right, kept, LogisticRegression(l1_ratio=1, solver="liblinear", C=CHOOSING, random_state=0))
    kept = {name for name, weight in chosen.items() if name != EVERY and abs(weight) > 0.01}
    weighed = regress(rows, right, kept, LogisticRegression(C=WEIGHING, max_iter=5000))
    weighed[EVERY] -= log_odds(LIKELY)
    weighed[BY_GRAMMAR] = weighed.get(BY_GRAMMAR, 0.0) + log_odds(LIKELY) - log_odds(LIKELY_BY_GRAMMAR)
    return {name: round(weight, 2) for name, weight in weighed.items()}


def log_odds(likely: float) -> float:
    return math.log(likely / (1 - likely))


def regress(
    rows: list[dict[str, float]], right: list[bool], kept: set[str], model: LogisticRegression
) -> dict[str, float]:
    vectors = DictVectorizer()
    table = vectors.fit_transform([{name: 1.0 for name in sorted(row) if name in kept} for row in rows])
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    model.fit(table, right)
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    return weights | {EVERY: float(model.intercept_[0])}


def outcome(example: Example, weights: dict[str, float]) -> list[str]:
    """What choosing by some weights comes to for one example."""
    if example.ignored:
        return []
    scores = [weights[EVERY] + sum(weights.get(name, 0.0) for name in features) for features in example.features]
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    given = best is not None and scores[best] > 0
    found = ["attributed" if example.attributed else "own voice"]
    if given:
        found.append("given")
        found.append("right" if example.right[best or 0] else "wrong")
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
