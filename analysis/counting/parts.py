"""Says what a part shares with its whole: the words beside a number go in, a state or a noun comes out.

"40 people were killed, among them a clerk and two guards" counts two guards killed, "shot down 17 of the 23 drones"
those shot down, "two others" behind "three guards" other guards. Vocabulary: ``states``, ``persons``. Knowingly missed:
parts of a whole that another sentence names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.counting.clauses import is_passive, participle
from analysis.counting.phrases import phrase_of, plural
from analysis.counting.states import states
from analysis.lexicon import read_words
from analysis.models import Counted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST_PART, _IN_PART = 6, {"DT", "JJ", "NN", "NNP", "CD"}


def done_to(doc: Doc, skip: set[int]) -> str:
    """What a verb right before a number leaves a part in: "shot down 17 of the 23 drones launched"."""
    i = min(skip) - 1
    done = ""
    for verb in doc[max(i - 1, 0) : i + 1]:
        after = doc[verb.i + 1 : i + 1].text
        if verb.tag_.startswith("VB") and not is_passive(verb):
            told = f"{participle(verb.lower_, verb.tag_)} {after}".strip()
            done = told if told in states() else done
    return done


def where_from(us: Token) -> str:
    """Where those come from who speak: "six of us from the same street"."""
    link = us.doc[us.i + 1 : us.i + 2]
    if link.text.lower() != "from":
        return ""
    place = next((c for c in link[0].children if c.dep_ == "pobj"), None)
    return f"from {phrase_of(place, set())[0]}" if place is not None else ""


def other(text: str, earlier: Sequence[Counted]) -> str:
    """ "two others" after "three guards" are other guards."""
    hurt = [counted for counted in earlier if counted.state in states() or counted.head in read_words("persons")]
    persons = [counted.noun for counted in hurt if counted.noun]
    same = plural(persons[-1]) if persons else ""
    return text.replace("others", f"other {same}") if same and "other" not in same else text


def state_shared(doc: Doc, skip: set[int], earlier: Sequence[Counted]) -> str:
    """The state of a whole that a part shares: "40 people were killed, including 12 children"."""
    i = min(skip) - 1
    if i > 0 and doc[i].lower_ == "and":  # "among them a clerk and two guards"
        i = next((k for k in range(i - 1, max(i - _LONGEST_PART, -1), -1) if doc[k].tag_ not in _IN_PART), i)
    i = i - 1 if i > 0 and doc[i].lower_ == "them" else i
    if i < 0 or doc[i].lower_ not in ("including", "among"):
        return ""
    return next((counted.state for counted in reversed(earlier) if counted.state in states()), "")
