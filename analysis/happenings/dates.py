"""When what is counted happened: a number's clause goes in, the words that say when come out, with the day they name.

The date of the saying ("said on Friday") is not the event's. Vocabulary: ``date_words``. Knowingly missed: dates told
in another sentence.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from analysis.happenings.date_words import FUTURE, UNKNOWN, DatePhrase, day_named
from analysis.happenings.event_clauses import Happening, foretells, says, top_of
from analysis.models import When

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_when(happening: Happening, phrases: list[DatePhrase], published: date | None) -> When | None:
    """The date phrase that tells of a number's event; of several the one that hangs nearest to the number."""
    if happening.measures_way:
        return None
    best: tuple[tuple[int, bool, bool, int, int], DatePhrase, Token] | None = None
    for phrase in phrases:
        piece = happening.doc.char_span(*phrase.span, alignment_mode="expand")
        top = None if piece is None else top_of(piece)
        if piece is None or top is None or happening.places & set(range(piece.start, piece.end)):
            continue
        level = None if _is_of_saying(happening, piece.start, piece.end) else happening.tells(top)
        if level is None or _is_of_noun(top, level):
            continue
        key = happening.rank(top, level)
        if best is None or key < best[0]:
            best = key, phrase, top
    if best is None:
        return None
    _, phrase, top = best
    words = " ".join(phrase.text.split())
    direction = happening.direction(top)
    if top.dep_ == "poss" and direction == FUTURE:
        direction = UNKNOWN  # "Friday's vote will …" may tell of a vote that is over
    day = day_named(words, published, direction)
    return When(words, day, (f"when: '{words}'{_rule(words, day, direction)}",))


def _rule(words: str, day: date | None, direction: str) -> str:
    """How a day was found, for the claim's reason: "→ 2024-03-01 (past, from publication)"."""
    if day is None:
        return ""
    if day == day_named(words, None, direction):
        return f" → {day} (as written)"
    return f" → {day} ({f'{direction}, ' if direction != UNKNOWN else ''}from publication)"


def _is_of_noun(top: Token, level: tuple[int, int]) -> bool:
    """Whether a phrase only says which a noun is that is not the counted one: "the vote of 2016", "overnight stays"."""
    return (top.lower_ == "of" and (level[0] > 2 or level[1] > 1)) or (
        top.lower_ == "overnight" and top.dep_ in ("amod", "compound")
    )


def _is_of_saying(happening: Happening, start: int, end: int) -> bool:
    """Whether a phrase stands where a saying's date stands: "said Friday 40", "On Friday he said 40"."""
    doc, cue = happening.doc, happening.cue
    if (start and says(doc[start - 1].lower_)) or (end < len(doc) and says(doc[end].lower_)):
        return True
    if cue is None:
        return False
    number = min(happening.places)
    if cue > number:
        return start > cue and not foretells(doc[cue].lower_)
    return start < cue or any(doc[i].lower_ == "that" for i in range(end, min(end + 2, number)))
