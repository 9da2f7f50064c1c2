"""Who does what in a clause: tokens of a parse go in, subjects, objects and participles come out.

Vocabulary: ``participles`` for verbs that are irregular ("shoot" → "shot"). Knowingly missed: subjects that stand in
another sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.lexicon import read_rows, split_list

if TYPE_CHECKING:
    from spacy.tokens import Token

_FARTHEST = 6
PERCENT = {"percent", "%", "cent", "pc", "pct"}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def grammatical_subject(token: Token) -> Token | None:
    """The subject of the clause that a token stands in, a noun in place of "who" and "which"."""
    verb = token.head
    for _ in range(_FARTHEST):
        if verb.tag_.startswith(("VB", "MD")) or verb.dep_ == "ROOT":
            subject = own_subject(verb)
            if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                return verb.head
            if subject is not None or verb.dep_ not in ("conj", "xcomp", "advcl", "acl"):
                return subject
            if verb.dep_ == "acl" and verb.head.tag_.startswith("NN"):
                return verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject that stands at the verb itself."""
    return next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)


def grammatical_object(verb: Token, skip: set[int]) -> Token | None:
    """The noun that is the direct object of a verb, no other amount; ``None`` if the token is no verb."""
    if not verb.tag_.startswith("VB"):
        return None
    objects = (c for c in verb.children if c.dep_ == "dobj" and c.i not in skip and c.tag_.startswith("NN"))
    return next((c for c in objects if c.lower_ not in PERCENT), None)


def is_passive(verb: Token) -> bool:
    """Whether something is done to the verb's subject: "were sent"."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


@cache
def _irregular() -> dict[str, str]:
    """ "shoots" → "shot"."""
    return {form: row["participle"] for row in read_rows("participles") for form in split_list(row["forms"])}


def participle(verb: str, tag: str) -> str:
    """What has become of a verb's object, in one word; ``tag`` is the Penn tag of the form.

    >>> participle("killing", "VBG"), participle("frees", "VBZ"), participle("carry", "VB"), participle("shoots", "VBZ")
    ('killed', 'freed', 'carried', 'shot')
    """
    if verb in _irregular():
        return _irregular()[verb]
    if tag in ("VBN", "VBD"):
        return verb
    if tag == "VBG":
        return f"{verb.removesuffix('ing')}ed"
    if tag == "VBZ":
        verb = f"{verb[:-3]}y" if verb.endswith("ies") else re.sub(r"(?<=s|x|z|h)es$|s$", "", verb)
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"
