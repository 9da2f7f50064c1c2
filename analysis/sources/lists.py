"""What has the source of the number before it: two amounts or sentences go in, whether the second goes on comes out.

"100 dead and 40 hurt" is one list, and "In addition, 40 were hurt" goes on with what the sentence before reported.
Vocabulary: ``states``. Knowingly missed: sentences that go on without a word that says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.lexicon import read_words
from analysis.models import Amount, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LIST_GAP = 60
# "…, 40", "… and 40", "… as well as 40"
_LIST_RE = re.compile(r"(?:,|\band\b|\bor\b|\bwell as\b|\bplus\b)\s+(?:the\s+|another\s+|of\s+)?$", re.IGNORECASE)
# "40 crowns to each of the 300", "two cows for each of its 80"
_SHARED_RE = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:to|for)\s+(?:each|every\s+one|all)(?:\s+of)?\s+(?:(?:the|its|his|her|their|our|those|these)\s+)?"
)
# "In addition, 40 were hurt", "Another 40 were hurt", "40 others were also hurt"
_RUNS_ON_RE = re.compile(
    r"""
    (?: In\s+addition | Additionally | Moreover | Furthermore | Besides | Also | Of\s+(?:those|these|them)
      | Among\s+(?:those|these|them) | (?:An?\s+)?(?:Another|Further|Additional) | A\s+total\s+of )\b
    | [^,;]{0,80}? \b (?: also ) \b
    """,
    re.VERBOSE,
)
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def lists(text: str, doc: Doc, start: int, first: Amount, second: Amount) -> bool:
    """Whether two amounts of a parsed sentence stand in one list: "100 dead and 40 hurt"."""
    gap = Span(first.span.end, second.span.start)
    between = gap.of(text)
    if gap.start > gap.end or len(between) > _LIST_GAP or not _LIST_RE.search(between):
        return False
    piece = doc.char_span(*gap.moved(-start), alignment_mode="contract")
    states = read_words("states")
    return not any(token.tag_ in _FINITE and token.lower_ not in states for token in piece or ())


def shares_out(text: str, first: Amount, second: Amount) -> bool:
    """Whether the second amount is of those among whom the first is given: "40 crowns to each of the 300 families"."""
    return _SHARED_RE.fullmatch(text, first.span.end, max(second.span.start, first.span.end)) is not None


def runs_on(text: str, before: Span, sentence: Span) -> bool:
    """Whether a sentence goes on with what the one before it in the paragraph reports: "In addition, 40 were hurt".

    >>> text = "Hale said 12 died. Another 40 were hurt. 7 boats sank."
    >>> runs_on(text, Span(0, 18), Span(19, 40)), runs_on(text, Span(19, 40), Span(41, 54))
    (True, False)
    """
    return "\n" not in text[before.end : sentence.start] and _RUNS_ON_RE.match(sentence.of(text)) is not None
