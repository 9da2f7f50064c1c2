"""What a sentence says has become of a thing: a noun of a parse goes in, its state comes out, or ``None``.

"forty people were killed", "killing 14 people", "40 dead or missing", "shot down 40 drones", "the evacuation of 40
people". Vocabulary: ``states``; ``event_nouns`` for the evacuation and its like; a passive participle counts even if
no list has it ("40 votes cast"), unless it reports or stands in ``not_states``. Knowingly missed: states told in
another clause ("40 men. They were freed").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.clauses import is_passive, own_subject, participle
from analysis.lexicon import read_rows, read_words
from analysis.vocabulary.reporting import is_reporting, is_speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

# "200 men have become casualties"
_BECOME = {"become", "became", "becomes", "becoming"}
# the states that befall persons alone
_OF_PERSONS = {
    "killed", "wounded", "missing", "displaced", "captured", "convicted", "charged", "deported", "homeless", "hungry",
    "infected", "mobilised", "orphaned", "raped", "rescued", "sheltered", "shot", "tortured", "trapped", "treated",
    "vaccinated", "widowed",
}  # fmt: skip
# "40 people lost their lives"
_CLAIM = {"claim", "claimed", "claiming", "claims"}
_TAKE = {*_CLAIM, "cost", "costing", "costs", "take", "taken", "takes", "taking", "took"}
_LOSE = {"lose", "loses", "lost", "losing", "gave"}
_COMPLEMENTS = ("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl")
# "killed and wounded", "killed or badly wounded"
_JOINED_WITHIN = 3
_LONGEST_WANT = 4
_LEFT = {"left", "leaving", "leaves"}
_HIT = {"hit", "hits", "hitting"}


@cache
def states() -> dict[str, tuple[str, str]]:
    """Each word for a state with the state's name and the kind of word: "slain" → ("killed", "verb")."""
    return {row["word"]: (row["state"], row["kind"]) for row in read_rows("states")}


def of_persons(state: str) -> bool:
    """Whether a state is told of persons alone, so that it needs no noun: "14 were killed", not "14 were destroyed".

    >>> of_persons("killed"), of_persons("badly hurt or missing"), of_persons("destroyed"), of_persons("casualties")
    (True, True, False, False)
    """
    words = [state.lower(), *state.lower().split()]
    return any(word in states() and states()[word][0] in _OF_PERSONS and states()[word][1] != "noun" for word in words)


@cache
def _event_nouns() -> dict[str, str]:
    """ "evacuation" → "evacuated"."""
    return {row["word"]: row["state"] for row in read_rows("event_nouns")}


@cache
def tallies() -> frozenset[str]:
    """The words that count without being what is counted: number, total, dozens …"""
    return read_words("tallies") | read_words("vague", "phrase")


def state_cue(state: str) -> str:
    """Which row or rule gave a state, for the reason: "states: killed", "participle: cast"."""
    listed = state in states() or any(word in states() for word in state.lower().split())
    return f"{'states' if listed else 'participle'}: {state}"


def state_of(noun: Token, skip: set[int]) -> str | None:
    """The state that the sentence gives a noun: killed, wounded, missing, sent …"""
    return _state_beside(noun, skip) or _state_told(noun, skip)


def _state_beside(noun: Token, skip: set[int]) -> str | None:
    """A state that modifies the noun: "40 people killed", "40 people who died", "40 homes without power"."""
    for child in noun.rights:
        if child.i in skip:
            continue
        if child.dep_ == "acl" and noun.dep_ == "pobj" and is_speaker(noun.head.head.lower_):
            continue  # "a poll of 400 voters released on Friday"
        word = _whole(child)
        if child.dep_ in ("acl", "amod") and word in states():
            return _with_conjuncts(child, word)
        if child.dep_ == "acl" and child.tag_ == "VBN" and tells(child):
            return str(child.text)
        if child.dep_ == "relcl":
            subject = own_subject(child)
            state = _verb_state(child) if subject is not None and subject.tag_ in ("WDT", "WP") else None
            if state:
                return state
    return _reported_to_be(noun) or _want(noun)


def _reported_to_be(noun: Token) -> str | None:
    """What a thing is reported to be, by its words: "40 people reported missing", not "40 reported missing goats"."""
    behind = noun.doc[noun.i + 1 : noun.i + 4]
    if len(behind) < 2 or not is_reporting(behind[0].lower_) or not behind[0].lower_.endswith("ed"):
        return None
    told = states().get(behind[1].lower_, ("", "noun"))[1] != "noun" and noun.tag_ in ("NNS", "NNPS")
    return None if not told or (len(behind) > 2 and behind[2].tag_.startswith(("NN", "JJ"))) else str(behind[1].text)


def _want(noun: Token) -> str | None:
    """What a thing is without: "40 homes without power"."""
    behind = noun.doc[noun.i + 1 : noun.i + 2]
    return _want_of(behind[0]) if behind and behind[0].lower_ == "without" else None


def _want_of(without: Token) -> str | None:
    thing = next((c for c in without.children if c.dep_ == "pobj" and c.tag_.startswith("NN")), None)
    if thing is None:
        return None
    words = [t.text for t in without.doc[without.i : thing.i + 1]]
    return " ".join(words) if len(words) <= _LONGEST_WANT else None


def _state_told(noun: Token, skip: set[int]) -> str | None:
    """A state that the noun's clause tells: "40 people were killed", "killing 40 people"."""
    head, top = noun.head, noun
    while top.dep_ in ("conj", "appos") and head.tag_.startswith(("NN", "CD")):
        top, head = head, head.head
    if top.dep_ == "pobj" and head.lower_ == "of" and head.head.tag_.startswith(("NN", "CD")):
        owner = head.head
        if owner.lower_ in _event_nouns():
            return _event_nouns()[owner.lower_]
        if owner.i not in skip and owner.lower_ not in tallies():
            return None
        top = owner
        head = top.head
    if top.dep_ in ("nsubj", "nsubjpass"):
        verb = head.head if head.dep_ in ("aux", "auxpass") else head
        if noun.lower_ in _event_nouns() and not is_passive(verb):  # "19 arrests and six officers injured"
            return None
        return _verb_state(verb)
    if _at_a_toll(top):
        return "killed"
    if top.dep_ == "dobj" and head.lower_ in _TAKE and noun.lower_ == "lives":
        return "lost"
    if top.dep_ == "dobj" and head.lower_ in _CLAIM and noun.lower_ in read_words("persons"):
        return "killed"
    if top.dep_ == "dobj" and head.tag_.startswith("VB"):
        return None if _reached(head, top) else _state_left_by(head, top)
    if top.dep_ == "attr" and head.lower_ in ("were", "was", "are", "is"):
        after = next((c for c in head.rights if c.i > top.i and c.lower_ in states() and c.tag_ == "VBN"), None)
        return None if after is None else _with_conjuncts(after, _whole(after))
    return None


def _at_a_toll(noun: Token) -> bool:
    """Whether a noun says who stands in a toll: "the toll rose to 8 civilians", "put the death toll at 5 civilians"."""
    to = noun.head
    if noun.dep_ != "pobj" or to.lower_ not in ("at", "to") or noun.lower_ not in read_words("persons"):
        return False
    beside = [to.head, *(child for child in to.head.children if child.dep_ in ("dobj", "nsubj", "nsubjpass"))]
    return any(word.lower_ == "toll" for word in beside)


def _reached(verb: Token, noun: Token) -> bool:
    """Whether a number is where a toll has come to: "the toll hits 17"."""
    subject = own_subject(verb) if noun.tag_ == "CD" and verb.lower_ in _HIT else None
    return subject is not None and subject.lower_ in tallies()


def _whole(word: Token) -> str:
    """A word in lower case, with the next one if both make a state: "shot down", "unaccounted for"."""
    if word.i + 1 < len(word.doc):
        two = f"{word.lower_} {word.nbor().lower_}"
        if two in states():
            return two
    return str(word.lower_)


def tells(verb: Token) -> bool:
    """Whether a participle that no list has tells of a state: "cast" does, "reported" and "armed" do not."""
    return verb.lower_ not in read_words("not_states") and not is_reporting(verb.lower_)


def _verb_state(verb: Token) -> str | None:
    """The state that a verb gives its subject: "they died", "they were left homeless", "they were not found"."""
    word = _whole(verb)
    told: str | None = None
    if verb.lower_ in _LOSE and any(c.dep_ == "dobj" and c.lower_ in ("life", "lives") for c in verb.rights):
        return "died"
    adjective = verb.tag_ == "VBG" and states().get(word, ("", ""))[1] == "adjective"
    headline = verb.tag_ == "VBP" and participle(word, "VBN") == word and _next_tag(verb) in ("VBG", "IN")
    if (verb.tag_ in ("VBD", "VBN", "JJ") or adjective or headline) and word in states():
        alone = is_passive(verb) or not _has_object(verb)
        told = _with_conjuncts(verb, word) if states()[word][1] == "deed" or alone else None
    elif is_passive(verb) and verb.tag_ in ("VBN", "VBD") and tells(verb) and not _has_object(verb):
        told = _with_conjuncts(verb, word)
    if told is not None:
        return f"not {told}" if any(child.dep_ == "neg" for child in verb.children) else told
    return _complement(verb)


def _next_tag(word: Token) -> str:
    return str(word.nbor().tag_) if word.i + 1 < len(word.doc) else ""


def _has_object(verb: Token) -> bool:
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is None:
        return False
    # a headline's "sailors killed defending port", "miners hurt digging: union"
    doing = _next_tag(verb) == "VBG" and thing.i > verb.i + 1
    bare = thing.i == verb.i + 2 and thing.tag_ in ("NN", "NNP")
    return not (doing and (bare or any(t.text == ":" for t in verb.doc[verb.i : thing.i])))


def _complement(verb: Token) -> str | None:
    """A state that completes a verb: "are dead", "were left homeless", "are among the missing"."""
    for child in verb.children:
        word = _whole(child)
        completes = child.dep_ in _COMPLEMENTS and own_subject(child) is None
        acts = child.tag_ == "VBG" and states().get(word, ("", ""))[1] == "verb"  # "shells fell, killing three"
        if completes and word in states() and child.tag_ in ("JJ", "VBN", "VBD", "VBG") and not acts:
            return _with_conjuncts(child, word)
        if child.dep_ == "attr" and child.tag_ == "NNS" and child.lower_ in states() and verb.lower_ in _BECOME:
            return str(child.text)
        if child.dep_ == "xcomp" and child.lower_ in ("be", "been"):
            return _complement(child)
        if child.dep_ == "prep" and child.lower_ == "without" and child.i > verb.i:
            apart = any(t.text == "," for t in verb.doc[verb.i : child.i])
            return None if apart else _want_of(child)
        if child.dep_ == "prep" and child.lower_ in ("among", "amongst"):
            one = next((c for c in child.children if c.dep_ == "pobj" and c.lower_ in states()), None)
            if one is not None and states()[one.lower_][1] != "noun":
                return str(one.text)
    return None


def _with_conjuncts(state: Token, word: str) -> str:
    """A state with those that "or" and "and" join to it: "killed or wounded"."""
    words = [f"{state.text} {state.nbor().text}" if " " in word else state.text]
    link = next((c for c in state.children if c.dep_ == "cc" and c.lower_ in ("or", "and")), None)
    if link is not None:
        for child in state.rights:
            near = child.i - link.i < _JOINED_WITHIN and own_subject(child) is None
            near = near and child.nbor(-1).tag_ != "CD"  # "40 homeless and 12 dead"
            if child.dep_ == "conj" and child.lower_ in states() and near:
                words += [link.text, child.text]
    return " ".join(words)


def _state_left_by(verb: Token, noun: Token) -> str | None:
    """The state that a verb leaves its object in: "killing 14 people" leaves people killed."""
    done = participle(verb.lower_, verb.tag_)
    for place in (verb.i + 1, noun.i + 1):
        if place < len(verb.doc):
            two = f"{done} {verb.doc[place].lower_}"
            if two in states():
                return two
    left = next(
        (
            c
            for c in verb.rights
            if c.dep_ in _COMPLEMENTS and c.i > noun.i and c.lower_ in states() and c.dep_ != "attr"
        ),
        None,
    )
    without = next((c for c in verb.rights if c.lower_ == "without" and c.dep_ == "prep" and c.i > noun.i), None)
    if without is not None and verb.lower_ in _LEFT:  # "left 40 people in the valley without water"
        return _want_of(without)
    if left is not None and left.tag_ in ("JJ", "VBN", "VBD", "VBG") and verb.lower_ in _LEFT:
        return _with_conjuncts(left, _whole(left))
    return done if done in states() else None
