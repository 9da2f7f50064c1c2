"""Sources are chosen by weights that can be read, that were learned by a script, and that the script learns again."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.claims import prepare
from analysis.models import Article
from analysis.sources.chooser import EVERY, choose, weights

PROJECT = Path(__file__).parents[1]
WEIGHTS = PROJECT / "analysis" / "weights" / "sources.csv"
LEARN = PROJECT / "tests" / "training" / "fit_sources.py"


def rows() -> list[dict[str, str]]:
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_weight_says_on_how_much_it_stands() -> None:
    for row in rows():
        assert 0 <= int(row["right"]) <= int(row["seen"]), row
        assert int(row["seen"]) >= 10, f"{row['feature']}: too few candidates to learn from"
        assert abs(float(row["weight"])) < 10, row


def test_weights_stay_few_and_in_order() -> None:
    names = [row["feature"] for row in rows()]
    assert len(names) == len(set(names)) == len(weights())
    assert names[0] == EVERY
    assert names[1:] == sorted(names[1:], key=lambda name: (name.casefold(), name))
    assert len(names) <= 700


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("The mayor said that 40 boats had sunk.", "The mayor"),
        ("40 boats had sunk, according to the Harbour Institute.", "the Harbour Institute"),
        ("The storm took 40 boats and the river rose.", None),
        ("Nobody spoke of the 40 boats.", None),
    ],
)
def test_the_likeliest_candidate_is_chosen_or_none(text: str, chosen: str | None) -> None:
    finder, amounts, docs = prepare(Article("a", text))
    question = finder.question(amounts[0], docs)
    assert question is not None
    found = choose(question)
    assert (found.cue.mention.of(text) if found else None) == chosen


def corpus(folder: Path) -> tuple[Path, Path]:
    """A made-up corpus: speakers vouch for what they say, and doers for nothing that they do."""
    said = ["{who} {says} that {n} {things} had sunk.", "{n} {things} had sunk, {who} {says}."]
    done = ["{who} {did} {n} {things} on the beach.", "{n} {things} were {did} by {who}."]
    people = ["The mayor", "The minister", "Petra Reed", "The police", "A spokesman"]
    articles, numbers = folder / "articles.jsonl", folder / "numbers.jsonl"
    with articles.open("w", encoding="utf-8") as texts, numbers.open("w", encoding="utf-8") as annotated:
        for i in range(120):
            who, n = people[i % len(people)], 20 + i
            attributed = i % 3 > 0
            pattern = (said if attributed else done)[i % 2]
            says, did = ("said", "added", "warned")[i % 3], ("found", "painted", "moved")[i % 3]
            text = pattern.format(who=who, says=says, did=did, n=n, things=("boats", "huts")[i % 2])
            start, speaker = text.index(str(n)), text.index(who)
            head = speaker + len(who) - len(who.split()[-1])
            gold = {"source_spans": [[speaker, speaker + len(who)]], "source_head_span": [head, speaker + len(who)]}
            texts.write(json.dumps({"id": str(i), "text": text}) + "\n")
            row = {"article": str(i), "start": start, "end": start + len(str(n)), "gold": gold if attributed else None}
            annotated.write(json.dumps(row) + "\n")
    return articles, numbers


def test_the_script_learns_from_annotated_articles_and_learns_the_same_twice(tmp_path: Path) -> None:
    articles, numbers = corpus(tmp_path)
    learned = []
    for name in ("one.csv", "two.csv"):
        command = [sys.executable, LEARN, articles, numbers, "--output", tmp_path / name]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
        assert "cross-validated over 5 folds" in done.stdout
        learned.append((tmp_path / name).read_bytes())
    assert learned[0] == learned[1]
    with (tmp_path / "one.csv").open(encoding="utf-8", newline="") as file:
        found = {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
    assert found[EVERY] < 0
    assert max(found, key=lambda name: found[name]) != EVERY
