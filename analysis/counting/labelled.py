"""Says what a figure of a list or a table line counts: its tokens go in, the label that stands before it comes out.

"Deaths: 14; Houses damaged: 1,250 (full), 40 (partial)" counts deaths and twice the houses damaged. Vocabulary:
``states``, ``titles`` of those who speak. Knowingly missed: labels that stand in another line, as in a table's head.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.counting.phrases import again, as_counted, trim
from analysis.counting.states import states
from analysis.lexicon import read_words
from analysis.models import Counted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENS = {":", "-", "–", "—"}
# where a part of a line ends and the next begins
_STARTS_PART = {";", "•", "|", "*", "·", ")"}
_ENDS_PART = {";", "•", "|", "*", "·", "(", ",", "."}
_CODE = "<>=/"  # what is left of a page's code
_LONGEST_LABEL, _SHORTEST_LABEL = 6, 3
_CUE = "label:"


def label(doc: Doc, last: Token, skip: set[int], earlier: Sequence[Counted] = ()) -> Counted | None:
    """The label before a figure that ends a line or a part of it; ``earlier`` is what was counted before it there."""
    first, behind = min(skip), doc[last.i + 1 :]
    ends_line = not any(token.is_alpha for token in behind)
    if first < 2 or not (ends_line or behind[0].text in _ENDS_PART):
        return None
    opening = doc[first - 1]
    if opening.text == "," and earlier and earlier[-1].cues and earlier[-1].cues[0].startswith(_CUE):
        return again(earlier[-1], _CUE)
    if opening.text not in _OPENS:
        return None
    dashed = opening.text != ":" and bool(opening.whitespace_ and doc[first - 2].whitespace_)
    words = _label_words(doc, first - 1, dashed)
    plain = dashed and len(words) < _SHORTEST_LABEL and all(t.tag_[:2] in ("NN", "JJ", "VB") for t in words)
    if not words or not (opening.text == ":" or ends_line or plain):
        return None
    text = trim(doc[words[0].i : first - 1].text)
    speaker = words[0].text.rstrip(".").capitalize() in read_words("titles", "word")  # "MS. EXAMPLE: Twelve"
    if speaker or len(text) < _SHORTEST_LABEL:  # "A: Twelve", the answer to a question
        return None
    noun, _, state = text.rpartition(" ")
    return as_counted(*((noun, state) if noun and state in states() else (text, "")), f"{_CUE} {text}")


def _label_words(doc: Doc, end: int, dashed: bool) -> list[Token]:
    """The words of a label that ends before a place; none where they are too many, have a number or no noun."""
    starts = _STARTS_PART | {","} if dashed else _STARTS_PART
    start = next((i + 1 for i in range(end - 1, -1, -1) if doc[i].text in starts), 0)
    words = [token for token in doc[start:end] if token.tag_ != "DT" and not token.is_punct]
    code = any(token.text in _CODE for token in doc[start:end])
    named = any(token.tag_.startswith(("NN", "VB", "JJ")) for token in words)
    plain = len(words) <= _LONGEST_LABEL and named and not code and not any(token.tag_ == "CD" for token in words)
    return words if plain else []
