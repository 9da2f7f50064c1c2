"""One movement told by two amounts: the words between them go in, whether the second tells it too comes out.

"up 12 points, or 0.3 percent", "down 5 percent in March and 4 in April", "fell 3 percent at 1,460". Knowingly missed:
a third amount of one movement that stands in another clause.
"""

from __future__ import annotations

import re

from analysis.lexicon import small_letters
from analysis.numbers.trends import DELTAS, is_money, may_move

# "down 5 percent in March and 4 percent in April"
_ALSO_RE = re.compile(
    r"(?:\s+points?)?"
    r"(?:\s+(?:(?:in|on|at|for|from|among|since|over)\s+[\w .’'-]{1,30}?|[a-z]+[- ](?:on|over)[- ][a-z]+))?,?"
    r"\s+and\s+(?:by\s+)?"
)
# "oats shed 3 percent, Hill Farm's rye 2 percent"
_ALIKE_RE = re.compile(
    r",?\s+(?:and\s+|while\s+)?(?:the\s+)?(?:[A-Z][\w’'&-]*\s+){0,3}(?:[A-Z][\w&-]*['’]s(?:\s+[a-z]+)?|[A-Z][\w&-]*)\s+"
)
_STOPS_RE = re.compile(r"\s*(?:$|[.;])")
_LISTED_RE = re.compile(r"(?:,|\s+and)\s+\d")
# "fell 3 percent at 1,460", "lost 3 percent to end at 1,460"
_AT_RE = re.compile(
    r"(?:\s+(?:points?|us))?(?:,?\s+(?:higher|lower|firmer|weaker|stronger|softer|up|down))?,?(?:\s+to\s+(?:end|close|finish|settle|trade))?\s+at\s+"
)
# "up 12 points, or 0.3 percent", "up 12 points (0.3 percent)": the same movement once more
_AGAIN_RE = re.compile(r"(?:\s+[^\W\d_][\w'’-]*){0,2}\s*(?:,?\s+or(?:\s+(?:about|by|nearly|roughly))?\s*|\(\s*)")


def moves_again(between: str) -> bool:
    """Whether an amount tells the movement of the one before it once more: "up 12 points, or 0.3 percent".

    >>> moves_again(" points, or "), moves_again(" points in March and ")
    (True, False)
    """
    return _AGAIN_RE.fullmatch(small_letters(between)) is not None


def moves_also(between: str, unit: str, after: str = "") -> bool:
    """Whether an amount moves as the one before it in the same unit: "down 5 percent in March and 4 percent in April".

    >>> moves_also(" in March and ", "percent"), moves_also(" in March and lost ", "percent")
    (True, False)
    """
    if between == ", ":  # "down 5 percent, 4 percent and 3 percent"
        return unit in DELTAS and _LISTED_RE.match(after) is not None
    also = (
        unit in DELTAS or between.startswith(" point") or (is_money(unit) and between == " and ")
    )  # "rose to $3 and $4 respectively"
    return also and _ALSO_RE.fullmatch(small_letters(between)) is not None


def moves_alike(between: str, unit: str, after: str) -> bool:
    """Whether an amount tells without a verb that another thing moved as the one before: "and the Hill Index 3%".

    >>> moves_alike(", Hill Farm's ", "percent", "."), moves_alike(", Hill Farm had ", "percent", ".")
    (True, False)
    """
    return unit in DELTAS and _ALIKE_RE.fullmatch(between) is not None and _STOPS_RE.match(after) is not None


def stands_at(between: str, after: str, unit: str) -> bool:
    """Whether an amount tells where the movement of the one before it led: "fell 3 percent at 1,460".

    >>> stands_at(" to end at ", ".", "count"), stands_at(" at ", " shops", "count")
    (True, False)
    """
    return _AT_RE.fullmatch(small_letters(between)) is not None and may_move(unit, small_letters(after), "any")
