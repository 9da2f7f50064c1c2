"""Says when a number that names nothing is one of people: its tokens go in, "people" with what they do comes out.

"a camp built for 7,000", "the hall can hold 400", "thousands took to the streets", "1.3 million face hunger".
Vocabulary: ``persons``; ``locations`` for towns and lands; ``reporting_verbs``, for those who only say something.
Knowingly missed: crowds of animals.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.clauses import grammatical_subject, own_subject
from analysis.counting.nouns import FACED
from analysis.counting.phrases import as_counted, clause_words, of_home, phrase_of, trim
from analysis.lexicon import read_rows, read_words
from analysis.models import Counted
from analysis.vocabulary.reporting import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_BE = {"is", "was", "are", "were", "be", "been", "being"}
# "built for 7,000", "beds for 40"
_MEANT = {"built", "designed", "made", "meant", "planned", "intended", "equipped"}
_HOLD = {"accommodate", "carry", "hold", "house", "seat", "shelter", "sleep"}
_PEOPLED = {"community", "nation", "neighborhood", "neighbourhood", "suburb"}
_AWAIT = {"await", "awaiting", "awaits", "expect", "expected", "expecting", "expects"}
_FARTHEST_FACE = 6
_ROOM = {
    "accommodation", "beds", "blankets", "food", "mattresses", "meals", "places", "rations", "room", "seats", "shelter",
    "space", "tents",
}  # fmt: skip


def meant_for(anchor: Token, skip: set[int]) -> Counted | None:
    """Those for whom something is there: "a camp built for 7,000", "the hall has beds for 40"."""
    first = min(skip)
    link = anchor.doc[first - 1] if first else anchor
    if link.lower_ != "for" or any(c.i > max(skip) for c in anchor.children):
        return None
    thing, verb = link.head, link.head
    if verb.lower_ in _MEANT and verb.tag_ == "VBN":
        whose = verb.head if verb.dep_ in ("acl", "relcl") else own_subject(verb)
        if whose is None or not whose.tag_.startswith("NN") or whose.i in skip:
            return as_counted("people", "", f"{verb.text} for the number")
        told = f"{phrase_of(whose, skip, of=False)[0]} was {verb.text}"
    elif thing.lower_ in _ROOM and thing.i not in skip:
        told = f"there {'are' if thing.tag_ == 'NNS' else 'is'} {phrase_of(thing, skip, of=False)[0]}"
    else:
        return None
    return Counted(f"people for whom {told}", "people", (f"{thing.text} for the number",), "people")


def living(anchor: Token) -> Counted | None:
    """Those who live in a place: "Elmford, home to 300"."""
    home = anchor.head.head if anchor.head.lower_ == "to" else anchor
    return as_counted("people" + of_home(anchor), "", "home to the number") if home.lower_ == "home" else None


@cache
def _settled() -> frozenset[str]:
    """What people live in: "a town", "the nation"."""
    return frozenset(row["word"] for row in read_rows("locations") if row["kind"] == "class") | _PEOPLED


def inhabitants(anchor: Token, skip: set[int]) -> Counted | None:
    """Those who live in what a bare number is the size of: "the nation of 51 million", "a village of about 300"."""
    of = anchor.head
    bare = anchor.dep_ == "pobj" and of.lower_ == "of" and not any(c.i > max(skip) for c in anchor.children)
    if not bare or of.head.lower_ not in _settled():
        return None
    whose = trim(phrase_of(of.head, skip, of=False)[0])
    return Counted(f"population of {whose}", "population", (f"{of.head.text} of the number",), f"population of {whose}")


def awaited(anchor: Token) -> Counted | None:
    """Those who are expected are people: "expecting thousands at the march"."""
    awaits = anchor.dep_ == "dobj" and anchor.head.lower_ in _AWAIT and anchor.tag_ in ("NNS", "CD")
    return as_counted("people", "expected", f"{anchor.head.text} the number") if awaits else None


def aboard(anchor: Token, last: Token, before: Counted | None) -> Counted | None:
    """Those on board, unless persons were counted before: "sank with 40 aboard", "was carrying 60 when it sank"."""
    if before is not None and before.head in read_words("persons"):
        return None
    behind = last.doc[last.i + 1 : last.i + 3]
    words = behind.text.lower()
    if words.startswith("aboard") or words == "on board":
        told = behind[:1].text if words.startswith("aboard") else behind.text
        return as_counted("people", told, f"{told} behind the number")
    carries = anchor.dep_ == "dobj" and anchor.head.lower_ == "carrying" and not list(anchor.rights)
    if not carries or (len(behind) and not (behind[0].is_punct or behind[0].tag_ in ("IN", "WRB"))):
        return None
    return as_counted("people", "carried", "carrying the number")


def can_hold(anchor: Token, skip: set[int]) -> Counted | None:
    """Those for whom there is room: "the boat was built to carry 60", "the hall can hold 400"."""
    verb = anchor.head
    if (
        anchor.dep_ != "dobj"
        or verb.tag_ != "VB"
        or verb.lower_ not in _HOLD
        or any(c.i > max(skip) for c in anchor.children)
    ):
        return None
    able = any(c.lower_ in ("can", "could", "to") for c in verb.lefts)
    thing = own_subject(verb) or (grammatical_subject(verb) if verb.dep_ in ("xcomp", "advcl") else None)
    if thing is not None and thing.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        thing = verb.head
    if not able or thing is None or not thing.tag_.startswith("NN") or thing.lower_ in read_words("persons"):
        return None
    text = f"people {phrase_of(thing, skip, of=False)[0]} can {verb.text}"
    return Counted(text, "people", (f"room to {verb.text} the number",), "people")


def crowd(anchor: Token, skip: set[int], before: Counted | None) -> Counted | None:
    """A bare number who do something are people, unless things were counted before: "some 400 lost their homes"."""
    verb = anchor.head.head if anchor.head.dep_ == "aux" else anchor.head
    persons = before is None or before.head == "people" or before.head in read_words("persons")
    if (
        anchor.dep_ != "nsubj"
        or not persons
        or verb.tag_ not in ("VBP", "VBD")
        or verb.lower_ in {*_BE, *reporting_verbs()}
    ):
        return None
    told = clause_words(verb, skip)
    return as_counted("people", told, f"{anchor.text} {told}") if len(told.split()) > 2 else None


def facing(last: Token) -> Counted | None:
    """Those whom something awaits are people: "1.3 million face hunger", "thousands in the north face famine"."""
    doc = last.doc
    for i in range(last.i + 1, min(last.i + _FARTHEST_FACE, len(doc) - 1)):
        if doc[i].lower_ in ("face", "faced") and doc[i + 1].lower_ in FACED:
            return as_counted("people", f"who {doc[i : i + 2].text}", f"who {doc[i].text}")
        if doc[i].is_punct or doc[i].tag_.startswith("VB"):
            break
    return None


def many(anchor: Token, skip: set[int]) -> Counted | None:
    """Hundreds or thousands who do something are people: "thousands took to the streets"."""
    verb = anchor.head.head if anchor.head.dep_ == "aux" else anchor.head
    if anchor.dep_ != "nsubj" or anchor.tag_ != "NNS" or not verb.tag_.startswith("VB") or verb.lower_ in _BE:
        return None
    told = clause_words(verb, skip)
    return as_counted("people", told, f"{anchor.text} {told}") if told else None
