"""Names what "one of" belongs to: a text and where "one" ends go in, "oldest mills" comes out, or ``None``.

Such a number counts nothing, so it is passed over without a parse; the words say of what it was one. Knowingly missed:
plurals without an s ("one of the sheep").
"""

from __future__ import annotations

import re

# "one of the", "one of my", "one of several"
_OF_RE = re.compile(
    r"\s+of\s+(?:(?:the|these|those|my|your|his|her|its|our|their|several|many|all)\s+)*", re.IGNORECASE
)
_WORD_RE = re.compile(r"[^\W\d_][\w’'-]*")
_PLURALS = {"people", "men", "women", "children", "police", "members"}
_SPACE_RE = re.compile(r"\s+")
_LONGEST = 7


def one_of_what(text: str, end: int) -> str | None:
    """The plural that "one of" belongs to, with the words before it.

    >>> one_of_what("It is one of the oldest mills in town", 9), one_of_what("one of them said", 3)
    ('oldest mills', None)
    >>> one_of_what("It is one of Elmford's best bakers.", 9)
    "Elmford's best bakers"
    """
    of = _OF_RE.match(text, end)
    if of is None:
        return None
    start, at = of.end(), of.end()
    for _ in range(_LONGEST):
        word = _WORD_RE.match(text, at)
        if word is None:
            return None
        if _is_plural(word.group()):
            return text[start : word.end()]
        space = _SPACE_RE.match(text, word.end())
        if space is None:
            return None
        at = space.end()
    return None


def _is_plural(word: str) -> bool:
    plain = word.lower()
    if plain in _PLURALS or plain.endswith(("women", "men", "people", "children")):
        return True
    return len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is", "'s", "’s"))
