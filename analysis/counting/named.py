"""Puts names for the pronouns of what is counted: a thing goes in, the thing with its names comes out.

"time for which she represented the county" becomes "time for which Field represented the county", and what a speaker
says of himself is told of him by name. Knowingly missed: "we", "they" and "it", which may be many things.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.counting.recalled import Recalled
from analysis.counting.rivals import short_name
from analysis.models import Counted

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PERSON_RE = re.compile(r"\b(?:he|she)\b(?!['’])")
_I_RE = re.compile(r"\bI(?P<verb>['’](?:ve|m)| (?:have|haven['’]t|am|do|don['’]t)\b)?(?![\w'’])")
_TOLD_OF_ONE = {
    "'ve": " has", "’ve": " has", "'m": " is", "’m": " is", "have": " has", "haven't": " hasn't", "haven’t": " hasn’t",
    "am": " is", "do": " does", "don't": " doesn't", "don’t": " doesn’t",
}  # fmt: skip
_NEAR = 60  # words in which the pronoun stands


def with_names(found: Counted, doc: Doc, first: int, offset: int, recalled: Recalled) -> Counted:
    """A thing with the name of whom "he" or "she" means, if the article names him; ``first`` is the number's place."""
    pronoun = _PERSON_RE.search(found.text)
    if pronoun is None or recalled.who is None:
        return found
    near = doc[max(first - _NEAR, 0) : first + _NEAR]
    word = next((token for token in near if token.lower_ == pronoun.group()), None)
    name = short_name(recalled.who(word.lower_, offset + word.idx) or "") if word is not None else ""
    return replace(found, text=_PERSON_RE.sub(name, found.text, count=1)) if name else found


def told_by(words: str, speaker: str | None) -> str:
    """What a speaker counts of himself, told of him.

    >>> told_by("time for which I've been baking", "Ann Field"), told_by("time I have", "Ann Field")
    ('time for which Field has been baking', 'time Field has')
    """
    if not speaker or len(speaker) == 1:  # "A:" in a transcript
        return words
    return _I_RE.sub(lambda i: short_name(speaker) + _TOLD_OF_ONE.get((i["verb"] or "").strip(), ""), words)
