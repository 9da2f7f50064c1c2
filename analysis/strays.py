"""What belongs to a report though the parse hung it elsewhere: a reporting verb goes in, places of tokens come out.

"He said that A sent one; B sent two", "Hale, who said the number of those killed exceeds 40": the parser takes the
second half for another clause. Vocabulary: ``reporting_verbs``, ``roles``. Knowingly missed: what is said in the
sentence before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.reporting import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def clauses_behind(verb: Token) -> set[int]:
    """What goes on behind a that-clause, where the parser takes it for the main clause.

    "The mayor said that 40 died, 12 were hurt and 3 were missing": the parser makes "hurt" the sentence's verb.
    """
    inside = {t.i for t in verb.subtree}
    behind = {t.i for t in verb.head.subtree if t.i > verb.i} - inside
    if any(verb.doc[i].lower_ in reporting_verbs() and has_subject(verb.doc[i], "nsubj") for i in behind):
        return set()
    return behind


def told_in(prep: Token) -> set[int]:
    """The places of a that-clause behind a preposition and its noun; none where "that" is its subject."""
    for noun in prep.children:
        for clause in noun.children if noun.dep_ == "pobj" else ():
            that = next((c for c in clause.children if c.lower_ == "that" and c.dep_ in ("dobj", "mark", "pobj")), None)
            if (
                clause.dep_ in ("relcl", "acl", "ccomp")
                and that is not None
                and has_subject(clause, "nsubj", "nsubjpass")
            ):
                return {t.i for t in clause.subtree}
    return set()


def list_behind(doc: Doc, verb: Token) -> set[int]:
    """What a list parted by semicolons adds to what is said: "He said that A sent one; B sent two; …"."""
    stop = next((t.i for t in doc[verb.i + 1 :] if t.text == ";"), None)
    if stop is None or any(t.lower_ in reporting_verbs() and has_subject(t, "nsubj") for t in doc[stop:]):
        return set()
    return set(range(stop, len(doc)))


def has_subject(verb: Token, *kinds: str) -> bool:
    """Whether a verb has a subject of some kinds of its own."""
    return any(child.dep_ in kinds for child in verb.children)


def behind_relative(verb: Token) -> set[int]:
    """What follows a relative clause that no comma closes, up to the next comma.

    "Hale, who said that the number of people killed exceeds 40": the parser makes "exceeds" the sentence's verb.
    """
    doc, inside = verb.doc, [t.i for t in verb.subtree]
    start, end = min(inside), max(inside) + 1
    opened = start > 0 and doc[start - 1].text == ","
    if not opened or end >= len(doc) or doc[end].tag_ not in _FINITE:
        return set()
    if any(child.dep_ in ("nsubj", "nsubjpass") and child != verb.head for child in doc[end].children):
        return set()
    stop = next((t.i for t in doc[end:] if t.text in (",", ";")), len(doc))
    return set(range(end, stop))
