"""Tells what the word "one" is: an amount and its parsed sentence go in, or the words around it; what it is comes out.

"One civilian was killed" counts; "the larger one" stands for a thing named before, "no one" and "one another" give no
number at all. Vocabulary: ``states``. Knowingly missed: "one" for people in general before a rare verb ("one muses").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.lexicon import read_words
from analysis.models import Amount, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# "no one", "the last one"
_PRONOUN_BEFORE_RE = re.compile(
    r"\b(?:no|any|some|every|each|another|this|that|which|the|last|first|next|new|good|bad|big)\s+$",
    re.IGNORECASE,
)
# "one another", "one would think", "one's"
_PRONOUN_BEHIND_RE = re.compile(
    r"\s+(?:another|after|by\s+one|and|or\s+(?:another|the\s+other)|can|could|may|might|must|should"
    r"|would|has\s+to)\b|['’]s\b"
)


def is_pronoun(text: str, one: Span) -> bool:
    """Whether the word "one" of an idiom gives no number: "no one came", "one another"; but "one of the ports".

    >>> is_pronoun("No one came.", Span(3, 6)), is_pronoun("It is one of the ports.", Span(6, 9))
    (True, False)
    """
    behind = text[one.end : one.end + 24]
    if behind.startswith(" of "):
        return False
    before = _PRONOUN_BEFORE_RE.search(text, max(0, one.start - 12), one.start)
    return before is not None or _PRONOUN_BEHIND_RE.match(behind) is not None


def lone_one(doc: Doc, amount: Amount, offset: int) -> str | None:
    """Why the word "one" counts nothing here: it stands for a thing named before, or its noun is not counted.

    "One civilian was killed" counts; "the larger one", "each one they lose", "one of the larger" do not.
    """
    piece = doc.char_span(*amount.number.moved(-offset), alignment_mode="expand")
    if piece is None or amount.unit != "count" or amount.qualifier not in ("exact", "about"):
        return None
    token = piece[-1]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NN", "NNP"):
        return None
    if after is not None and after.lower_ in read_words("states"):
        return None
    if token.dep_ == "dobj" and any(t.lower_ == "each" for t in doc[max(token.head.i - 2, 0) : token.head.i]):
        return None  # "the ports each sent one"
    if after is not None and after.lower_ == "of":
        return "idiom"
    named = token.i and doc[token.i - 1].tag_ in ("DT", "JJ", "JJR", "JJS")
    return "anaphoric" if named or token.dep_ in ("pobj", "dobj") else "idiom"
