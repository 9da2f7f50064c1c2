"""Which figure another one moved away from: the words around an amount go in, whether it is the earlier one comes out.

"from 60 to 81", "81, up from 60", "81, compared with 60 a year earlier", "a previous toll of 60". A figure that is only
compared with something else of the same time is none ("40 percent of men, compared with 30 percent of women").
Vocabulary: ``movements``; the joints are grammar. Knowingly missed: what another clause compares ("It was 60 in May.").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.lexicon import MONTHS
from analysis.numbers.movements import tells_change

_LOOK_BACK = 90
_AT_ONCE = 2  # "a sharp drop from 60": words in which the movement stands
# "the", "its earlier estimate of", "last year's", "a high of"
_FILLING = r"""
    (?: \s+ (?: an?|the|its|their|his|her|just|only|some|already|record|total|estimated|reported
        | (?: (?:last|the\s+previous|the\s+same) \s+ (?:year|month|week|quarter|season)['’]s )
        | (?: (?:all-time|previous|earlier|prior|old|original|initial|current|present|revised|preliminary|projected)
              (?: \s+ (?:official|death) )? )
        | (?: (?:estimate|estimates|toll|tally|count|figure|forecast|total|peak|high|low|average|level|number|record
              |target|projection|price|rate|base) \s+ of )
        ) ){0,4}
"""
# "up from", "downward from"
_MOVED_FROM_RE = re.compile(
    rf"\b(?:up|down|upwards?|downwards?)(?:\s+\w+ly)?\s+from{_FILLING}\s*$", re.IGNORECASE | re.VERBOSE
)
_FROM_RE = re.compile(rf"(?<![\w-])from{_FILLING}\s*$", re.IGNORECASE | re.VERBOSE)
_WITH_RE = re.compile(
    rf"(?:\bcompared?\s+(?:with|to)|\bcomparison\s+(?:with|to)|\bversus|\bvs\.?|\bagainst|\bthan){_FILLING}\s*$",
    re.IGNORECASE | re.VERBOSE,
)
# "had been 60", "which was previously 60", "previously estimated at 60"
_HAD_BEEN_RE = re.compile(
    r"""
    (?: (?: had | ['’]d ) \s+ (?: (?:previously|earlier|originally|initially|long) \s+ )?
            (?: been | stood | totall?ed )
        (?: \s+ (?: put | estimated | set | given | reported | fixed | pegged ) )? (?: \s+ (?: at|as ) )?
    | (?: previously | originally | initially ) (?: \s+ (?: was|were|been ) )?
        (?: \s+ (?: put | estimated | reported | thought | stated ) )?
        (?: \s+ (?: at|as|to \s+ be ) )?
    | (?<! or\s ) (?: was | were ) \s+ (?: previously | originally | initially )
    ) \s* $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_THERE_RE = re.compile(
    r"\bthere\s+had\s+(?:\w+\s+)?been\s*$|\b(?:he|she|who|they|we|i|it)\s+had\s+been\s*$", re.IGNORECASE
)
# "a previous toll of 60", "an earlier estimate of"
_PREVIOUS_RE = re.compile(
    r"""
    \b (?: previous | earlier | prior | old ) \s+ (?: (?:official|all-time|death|record) \s+ )?
    (?: estimate | toll | tally | count | figure | forecast | total | peak | high | low | average | level | number
      | record | target | projection | price | rate | best ) s?
    (?: \s+ (?: by | from ) \s+ (?: [\w’'-]+ \s+ ){1,5}? (?: had \s+ )? (?: put | puts | gave | set )
            (?: \s+ (?: it | them | a | the \s+ (?: \w+ \s+ )? (?: number|toll|figure|total|count|tally ) ) )?
            (?: \s+ (?: at|as|of ) )?
      | \s+ (?: of | was | had \s+ been | stood \s+ at ) ) (?: \s+ (?:an?|just|only) )? \s* $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PERIOD = r"(?:year|month|week|day|quarter|decade|season|session|time|period|century|summer|winter|spring|autumn|fall)"
# what tells of a time before: "a year earlier", "the week before", "in 2013", "last year"; or behind ", or 3 cents,"
_BEFORE_RE = re.compile(
    rf"""
    (?: ,? \s+ or \s+ [^\w\s]? \d[\d.,]* (?: \s (?:cents|pence|percent|euros|a\s+share) ){{0,2}} (?= , ) )?
    (?: \s+ (?! (?: and|but|while|who|which|that|when|compared|versus|in\s+20 ) \b ) [\w%$’'.-]+ ){{0,7}}? \s* [,(]? \s*
    (?: (?: an? | the | one | two | three | four | five | ten | several | few | \d+ ) \s+ {_PERIOD}s? \s+
            (?: ago | earlier | before | prior | previously )
      | (?: for \s+ | during \s+ | in \s+ | at \s+ | on \s+ )? (?: the \s+ )?
            (?: same | previous | prior | preceding | year-ago | year-earlier | corresponding )
            \s+ (?: [\w-]+ \s+ ){{0,2}}? {_PERIOD}
      | (?: in \s+ | during \s+ )? last \s+ {_PERIOD}
      | (?: just | only ) \s+ \w+ \s+ {_PERIOD}s? \s+ ago
      | (?: back \s+ )? in \s+ (?: (?:early|late|mid)[\s-] )? (?: (?:{"|".join(MONTHS)}) \b \s* ,? \s* )?
            (?: 1[89]\d\d | 20\d\d ) \b
      | in \s+ (?:{"|".join(MONTHS)}) \b | yesterday \b | previously \b | earlier \b | the \s+ {_PERIOD} \s+ before \b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "from 30 people to 40", "from $2 billion in May to $3 billion"
_TO_RE = re.compile(
    r"(?:\s+[\w%’'.-]+){0,6}?,?\s+to(?:\s+(?:an?|the|just|only|its|their|now|as|much|many|low|high)){0,3}\s*"
)
# nothing of its own is counted: "to 40 from 30."; but "a rise from 30 donors"
_BARE_RE = re.compile(
    r"\s*(?:$|[.,;:)]|(?:in|a|an|on|at|last|the|two|three|just|only|per|during|before|earlier|and|but|as|when|while|this)\b)"
)
_NUMBER = r"(?:toll|count|total|tally|figure|number|estimate|forecast|rate|price|share|average|record|level|target)s?"
_NUMBERS_RE = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)
# where any rule could apply
_MAY_RE = re.compile(
    r"(?<![\w-])(?:from|with|to|versus|vs|against|than|had|previous(?:ly)?|earlier|prior|old|originally|initially|['’]d)\b",
    re.IGNORECASE,
)


def is_earlier(
    before: str, after: str, *, gaps: Iterable[str] = (), moved: bool = False, measured: bool = False
) -> bool:
    """Whether an amount between these words is the one that another figure moved away from.

    ``gaps``: the words up to each of the next figures; ``moved``: a figure before it tells a movement; ``measured``:
    it has a unit, so that it counts nothing by itself.

    >>> is_earlier("It rose from ", " to 81", gaps=[" to "]), is_earlier("81, up from ", "."), is_earlier("It has ", "")
    (True, True, False)
    >>> is_earlier("81, compared with ", " a year earlier"), is_earlier("81 men, compared with ", " women")
    (True, False)
    """
    words = before[-_LOOK_BACK:]
    if not _MAY_RE.search(words[-60:]):
        return False
    if _MOVED_FROM_RE.search(words) or _PREVIOUS_RE.search(words):
        return True
    match = _FROM_RE.search(words)
    if match is not None:
        clause = before[: len(before) - len(words) + match.start()]
        if not tells_change(clause):
            return False
        stands_alone = measured or _BARE_RE.match(after) is not None
        at_once = tells_change(" ".join(clause.split()[-_AT_ONCE:]) + " ")
        return ((moved or at_once) and stands_alone) or any(_TO_RE.fullmatch(gap) for gap in gaps)
    if _WITH_RE.search(words):
        return _BEFORE_RE.match(after) is not None
    if _HAD_BEEN_RE.search(words) is None or _THERE_RE.search(words):
        return False
    return (measured or _BARE_RE.match(after) is not None) and (
        re.search(r"(?:previously|originally|initially)\s", words[-40:], re.IGNORECASE) is not None
        or _NUMBERS_RE.search(words) is not None
    )
