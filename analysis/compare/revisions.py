"""How one source's figure moved: statements go in, steps come out, by the day on which the source gave them.

A step is the first figure of a voice on a group and place, or raised, lowered or repeated against the one before. Where
the text says that a figure was wrong it is a correction or a withdrawal, no new count; its words are in the lexicon
``corrections``.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd

from analysis.compare.statements import PLANNED
from analysis.lexicon import alternatives, read_rows

COLUMNS = ("group", "voice", "place", "as_of", "claim", "step", "words", "before", "figure", "event_date", "plan")


@cache
def _corrections() -> tuple[re.Pattern[str], dict[str, str]]:
    steps = {row["phrase"]: row["step"] for row in read_rows("corrections")}
    return re.compile(rf"\b(?:{alternatives(steps)})\b", re.IGNORECASE), steps


def correction_in(sentence: str) -> str | None:
    """The step that a sentence's own words make of its figure: "corrected", "withdrawn", or none.

    >>> correction_in("The agency had wrongly reported 40 dead."), correction_in("It reported 40 dead.")
    ('corrected', None)
    """
    pattern, steps = _corrections()
    found = pattern.search(sentence)
    return None if found is None else steps[" ".join(found[0].lower().split())]


def find_revisions(statements: pd.DataFrame) -> pd.DataFrame:
    """The steps of every voice that gave a day for its figures, in order of group, voice and day: ``COLUMNS``.

    ``figure`` is what is written, in the group's unit; ``plan`` tells plans and forecasts, which have steps of their
    own, from counts. A voice's figure told again by another article on the same day is no step.
    """
    dated = statements[statements["day"].notna() & statements["figure"].notna()].copy()
    dated["plan"] = dated["mode"] == PLANNED
    dated["told"] = [correction_in(text) for text in dated["sentence"]]
    keys = ["group", "voice", "place_key", "plan"]
    dated = dated.sort_values([*keys, "day", "article", "start"], kind="stable")
    dated = dated.drop_duplicates([*keys, "day", "figure", "told"], keep="first")
    same = dated.duplicated(keys)
    before, figure = dated["figure"].shift(), dated["figure"]
    step = np.select(
        [dated["told"].notna(), ~same, figure > before, figure < before],
        [dated["told"].fillna(""), "first", "raised", "lowered"],
        "repeated",
    )
    table = dated.assign(step=step, words=dated["quote"], before=dated["quote"].shift().where(same), as_of=dated["day"])
    return table.reindex(columns=list(COLUMNS)).reset_index(drop=True)
