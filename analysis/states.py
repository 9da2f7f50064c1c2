"""What a sentence says has become of a thing: a noun of a parse goes in, its state comes out, or ``None``.

"forty people were killed", "killing 14 people", "40 dead or missing". Vocabulary: ``states`` in ``lexicons/``; a
passive participle counts even if it is not listed ("sent", "arrested"), unless it only reports. Knowingly missed:
states told in another clause ("40 men. They were freed").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.lexicon import read_rows

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_STATES = {
    "reported", "said", "believed", "estimated", "expected", "thought", "known", "understood", "feared", "based", "put",
    "including", "included", "according", "compared", "made", "given", "done", "used", "confirmed", "likely", "set",
}  # fmt: skip
_IRREGULAR = {
    "kills": "killed", "kill": "killed", "shoot": "shot", "sends": "sent", "send": "sent", "sending": "sent",
    "frees": "freed",
}  # fmt: skip


# "200 men have become casualties"
_BECOME = {"become", "became", "becomes", "becoming"}


@cache
def states() -> dict[str, tuple[str, str]]:
    """Each word for a state with the state's name and the kind of word: "slain" → ("killed", "verb")."""
    return {row["word"]: (row["state"], row["kind"]) for row in read_rows("states")}


def state_of(noun: Token, skip: set[int]) -> str | None:
    """The state that the sentence gives a noun: killed, wounded, missing, sent …"""
    for child in noun.rights:
        if child.dep_ in ("acl", "amod", "relcl") and child.lower_ in states() and child.i not in skip:
            return _with_conjuncts(child)
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ not in _NOT_STATES:
            return str(child.text)
        if child.dep_ == "relcl":
            state = _verb_state(child)
            if state:
                return state
    head, top = noun.head, noun
    while top.dep_ in ("conj", "appos") and head.tag_.startswith(("NN", "CD")):
        top, head = head, head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_.startswith(("NN", "CD")):
        top = noun.head.head
        head = top.head
    if top.dep_ == "nsubjpass" and head.tag_ in ("VBN", "VBD") and head.lower_ not in _NOT_STATES:
        return _with_conjuncts(head)
    if top.dep_ in ("nsubj", "nsubjpass"):
        return _verb_state(head)
    if top.dep_ == "dobj" and head.tag_.startswith("VB"):
        return _state_left_by(head)
    if top.dep_ == "attr" and head.lower_ in ("were", "was", "are", "is"):
        after = next((c for c in head.rights if c.i > top.i and c.lower_ in states() and c.tag_ == "VBN"), None)
        return None if after is None else _with_conjuncts(after)
    return None


def _verb_state(verb: Token) -> str | None:
    """The state that a verb gives its subject: "they died", "they were left homeless"."""
    if verb.lower_ in states() and verb.tag_ in ("VBD", "VBN", "JJ"):
        return _with_conjuncts(verb)
    for child in verb.children:
        if (
            child.dep_ in ("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl")
            and child.lower_ in states()
            and child.tag_ in ("JJ", "VBN", "VBD", "VBG")
        ):
            return _with_conjuncts(child)
        if child.dep_ == "attr" and child.tag_ == "NNS" and child.lower_ in states() and verb.lower_ in _BECOME:
            return str(child.text)
    return None


def _with_conjuncts(state: Token) -> str:
    """A state with those that "or" joins to it: "killed or wounded"."""
    words = [state.text]
    if any(child.dep_ == "cc" and child.lower_ == "or" for child in state.children):
        for child in state.rights:
            if child.dep_ == "conj" and child.lower_ in states():
                words += ["or", child.text]
    return " ".join(words)


def _state_left_by(verb: Token) -> str | None:
    """The state that a verb leaves its object in: "killing 14 people" leaves people killed."""
    word = verb.lower_
    if word in states():
        stem = re.sub(r"ing$", "", word)
        return next((f for f in (word, stem + "ed", stem + "d") if f in states() and not f.endswith("ing")), None)
    stem = re.sub(r"(?:ing|es|s)$", "", word)
    forms = (stem + "ed", stem + "d", word + "d", word + "ed")
    return next((form for form in forms if form in states()), _IRREGULAR.get(word))
