"""Says how long, how deep or how far: the tokens of a length go in, "depth of crater" comes out.

"a crater four metres deep" counts "depth of crater", "the mill, 15 km north of the town" counts "distance of mill
north of the town". Vocabulary: ``dimensions`` for "deep" and "long"; ways and directions are here. Knowingly missed:
two dimensions at once ("3 by 4 metres").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.clauses import grammatical_object, own_subject
from analysis.counting.phrases import following_noun, join, phrase_of, shortened, trim
from analysis.counting.states import states
from analysis.lexicon import DAYS, read_rows, read_words
from analysis.models import Counted
from analysis.vocabulary.reporting import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "5 km north of the town"
_WAYS = {
    "from", "to", "north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "away", "off",
    "inside", "outside", "of", "beyond", "behind", "beneath", "underneath", "up", "down", "short", "inland", "offshore",
    "upstream", "downstream", "deeper", "into", "toward", "towards", "along", "across", "closer", "further", "farther",
    "northern", "southern", "eastern", "western", "above", "below",
}  # fmt: skip
_LONGEST_WAY = 9
_TO_COME = {"expected", "forecast", "predicted"}
_ENDS_WAY = {
    "and", "or", "but", "that", "which", "who", "where", "when", "after", "before", "as", "on", "at", "in", "by",
}  # fmt: skip


@cache
def _dimensions() -> dict[str, str]:
    """ "deep" → "depth"."""
    return {row["word"]: row["dimension"] for row in read_rows("dimensions")}


def of_noun(noun: Token, skip: set[int], cue: str, before: str = "", held: bool = False) -> Counted:
    """The phrase of a noun, with what is said of it before: "length of bridge".

    A noun that is ``held`` by the measure ("showers of 40 mm") has its state, too: "showers expected".
    """
    noun_words = trim(phrase_of(noun, skip)[0])
    clause = next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.i == noun.i + 1), None)
    if clause is not None and noun_words.lower() in read_words("tallies"):  # "the amount spent on roads"
        by = next((c for c in clause.rights if c.dep_ == "agent"), None)
        more = by is not None and any(t.dep_ == "prep" and t.lower_ in ("on", "for") for t in clause.subtree)
        agents = {t.i for t in by.subtree if t.dep_ != "prep"} if by is not None and more else set()
        told = shortened((t for t in clause.subtree if t.i >= clause.i and t.i not in agents), skip)
        return Counted(trim(f"{before}{noun_words} {told}"), noun.lower_, (cue,), noun_words, told)
    verb = noun.head
    known = verb.lower_ in _TO_COME or states().get(verb.lower_, ("", ""))[1] == "verb"
    done = held and noun.dep_ == "nsubjpass" and known and not any(c.dep_ == "neg" for c in verb.children)
    state = str(verb.text) if done and verb.lower_ not in noun_words.lower() else ""
    return Counted(trim(f"{before}{noun_words} {state}"), noun.lower_, (cue,), noun_words, state)


def behind(doc: Doc, last: Token) -> Token | None:
    """The word behind a measure, a bracketed conversion left out: "25 km (15 miles) off the coast"."""
    i = last.i + 1
    if i < len(doc) and doc[i].text == "(":
        i = next((t.i + 1 for t in doc[i : i + 8] if t.text == ")"), i)
    return doc[i] if i < len(doc) else None


def dimension_of(doc: Doc, last: Token, skip: set[int], timed: bool) -> Counted | None:
    """ "300 metres long", "a crater 10 metres wide", "a 40-metre-high wall": the length, width or height of it."""
    after = behind(doc, last)
    joined = after is not None and after.text == "-" and after.i + 1 < len(doc)
    after = doc[after.i + 1] if after is not None and joined else after  # "a 40-metre-high wall"
    dimension = _dimensions().get(after.lower_) if after is not None else None
    if after is None or dimension is None:
        return None
    dimension = "duration" if timed else dimension
    thing = after
    while thing.dep_ == "conj" and thing.head.tag_ in ("JJ", "RB"):
        thing = thing.head
    owner = thing.head if thing.dep_ in ("amod", "acl", "advmod", "relcl") else own_subject(thing.head)
    if joined:
        skip = skip | {after.i - 1, after.i}
        owner = following_noun(doc, after.i + 1)
    if owner is not None and owner.tag_.startswith("VB"):
        owner = grammatical_object(owner, skip) or own_subject(owner)
    if owner is not None and owner.tag_ in ("WDT", "WP") and owner.head.dep_ == "relcl":
        owner = owner.head.head
    if owner is None or owner.i in skip or not owner.tag_.startswith("NN"):
        return Counted(dimension, None, (f"dimensions: {after.text}",))
    return of_noun(owner, skip, f"dimensions: {after.text}", before=f"{dimension} of ")


def distance_of(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """ "the mill, 15 km north of the town": the distance of the mill north of the town; no "15-km north wall"."""
    if last.i and last.nbor(-1).text == "-":
        return None
    start = behind(doc, last)
    within = min(skip) > 0 and doc[min(skip) - 1].lower_ == "within"
    if start is None or start.lower_ not in _WAYS or (start.lower_ == "of" and start.i == last.i + 1 and not within):
        return None
    if start.lower_ in ("from", "to") and doc[start.i + 2 : start.i + 3].text == last.text:
        return None  # "to 11 metres from 9 metres"
    end = start.i + 1
    while end < len(doc) and end - start.i < _LONGEST_WAY:
        token = doc[end]
        if token.tag_ in (",", ".", ":", "-LRB-", "-RRB-", "''", "``", "WDT", "WP", "WRB") or token.lower_ in _ENDS_WAY:
            break
        if token.tag_ in ("PRP", "MD") or (token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound")):
            break
        end += 1
    words = list(doc[start.i : end])
    while words and words[-1].tag_ in ("DT", "IN", "RB", "TO", "HYPH") and len(words) > 1:
        words.pop()
    if words[-1].lower_ in ("from", "to"):  # "two miles from where it sank"
        words = []
    away = f"from {trim(join(words[1:]))}" if within and words and words[0].lower_ == "of" else trim(join(words))
    at = min(skip) - 2
    beside = at >= 0 and doc[at + 1].text == "," and doc[at].tag_.startswith("NN") and doc[at].text not in DAYS
    owner = doc[at] if beside else _placed(last, skip)
    of = f"of {trim(phrase_of(owner, skip, of=False)[0])} " if owner is not None else ""
    if not (of or away):
        return None
    return Counted(trim(f"distance {of}{away}"), "distance", (f"distance: {start.text}",))


def _placed(last: Token, skip: set[int]) -> Token | None:
    """The thing that lies at a distance: "Exampleton, 80 km west of", "a mill that lies 9 km south of"."""
    head = last.head
    while head.i in skip or head.tag_ in ("RB", "IN", "JJ") or head.dep_ in ("advmod", "npadvmod"):
        if head.head == head:
            return None
        head = head.head
    if last.dep_ in ("appos", "npadvmod") and head.tag_.startswith("NN") and head.i < last.i:
        return head
    if not head.tag_.startswith("VB") or head.lower_ in reporting_verbs():
        return None
    subject = grammatical_object(head, skip) or own_subject(head)
    if head.dep_ in ("acl", "relcl") and (subject is None or subject.tag_ in ("WDT", "WP")):
        subject = head.head
    if subject is None or not subject.tag_.startswith("NN"):
        return None
    return subject if subject.i < last.i else None
