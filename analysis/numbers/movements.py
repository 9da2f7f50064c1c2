"""The words of movement: the words before an amount go in, whether they tell that something changed comes out.

"rose", "a fall", "was revised": which of them move an amount, and which way, is told by ``trends``. Vocabulary:
``movements``. Knowingly missed: movements told by a whole phrase ("went through the roof").
"""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon import alternatives, read_rows, small_letters, small_re, split_list

_LOOK_BACK = 90
# "raised its estimate of the soldiers killed in the war, and of those wounded from 1,000 to 2,700"
_LOOK_FAR_BACK = 160
_NOUN_REACHES = 40
# "rose a further 3 percent", "rose just 3 percent"
AT_ONCE_RE = re.compile(
    r"(?:\s+(?:an?\s+[a-z-]+(?:\s+leading)?|an?|by|just|only|another|further|additional|extra|average|of|record|total|back|[a-z]+ly))*\s*"
)


@cache
def movement_words() -> dict[str, tuple[str, dict[str, str]]]:
    """Trend of each form, and what it takes as each of its kinds: "cut" is a verb and a noun."""
    words: dict[str, tuple[str, dict[str, str]]] = {}
    for row in read_rows("movements"):
        for form in (row["word"], *split_list(row["forms"])):
            trend, kinds = words.get(form, ("none", {}))
            words[form] = (trend if row["trend"] == "none" else row["trend"], {**kinds, row["kind"]: row["takes"]})
    return words


@cache
def movement_re() -> re.Pattern[str]:
    """Any word of movement, in small letters."""
    return small_re(rf"(?<![\w-])(?:{alternatives(movement_words())})(?![\w-])")


def clause_start(before: str, look_back: int = _LOOK_BACK) -> int:
    """Where the clause begins that ends in an amount, at most so many characters back."""
    start = max(0, len(before) - look_back)
    breaks = [match.end() for match in re.finditer(r"[;:!?]|\.(?!\d)", before[start:])]
    return start + (breaks[-1] if breaks else 0)


def moves_at_once(before: str) -> bool:
    """Whether a verb of movement stands right before an amount: "fell 20p to 340p" is a step and where it led.

    >>> moves_at_once("Shares fell "), moves_at_once("They saw ")
    (True, False)
    """
    matches = list(movement_re().finditer(before, max(0, len(before) - _LOOK_BACK)))
    if not matches or not {"verb", "change"} & movement_words()[plain_words(matches[-1].group())][1].keys():
        return False
    return AT_ONCE_RE.fullmatch(before[matches[-1].end() :]) is not None


def tells_change(before: str) -> bool:
    """Whether the words before "from 30 to 40" tell of a change from one figure to another, so that it is no range.

    >>> tells_change("The toll rose "), tells_change("It sells shoes ")
    (True, False)
    """
    clause = before[clause_start(before, _LOOK_FAR_BACK) :]
    return any(
        "change" in kinds or "verb" in kinds or ("noun" in kinds and len(clause) - match.end() <= _NOUN_REACHES)
        for match in movement_re().finditer(small_letters(clause))
        for kinds in [movement_words()[plain_words(match.group())][1]]
    )


def only_changes(before: str) -> bool:
    """Whether words tell of a change whose way they leave open: "improved to 40 from 30", "was revised from 30 to 40".

    >>> only_changes("The ratio improved "), only_changes("The ratio rose ")
    (True, False)
    """
    clause = before[clause_start(before, _LOOK_FAR_BACK) :]
    found = [movement_words()[plain_words(match.group())] for match in movement_re().finditer(small_letters(clause))]
    return bool(found) and "change" in found[-1][1] and found[-1][0] == "none"


def plain_words(words: str) -> str:
    """Words in small letters with single spaces, as the lexicon has them.

    >>> plain_words("Went  Up")
    'went up'
    """
    return " ".join(words.lower().split())
