"""Which way a figure moved: the words around an amount go in, up, down or none comes out.

"climbed to 40", "fell 12 percent", "81, up from 60", "12 more deaths". Vocabulary: ``movements``, and the ``states`` of
which there are more. A movement that is itself counted ("a 12 percent drop", "an increase of 40") stands in the thing
counted and has no trend. Knowingly missed: movements told in another clause ("sales fell; the loss was 40").
"""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon import alternatives, read_words, small_letters
from analysis.numbers.movements import AT_ONCE_RE, clause_start, movement_re, movement_words, plain_words

# "was up 3 percent", "shares, down 3 percent", "1,460, up 3": "up" and "down" before an amount that is no share
_OPENS_RE = re.compile(r"(?:^|[,;:(–—-]|\d[ ]|\blast|\bstill|\balso|\bnow|\bfurther|ly)\s*$")
# "added a 3 percent tax": a thing of so much
_ARTICLE_RE = re.compile(r"\ban?\s*$")
# "to", "by nearly", "to a record high of"; but "due to"
_LINK_RE = re.compile(
    r"""
    (?<! due ) (?<! access ) (?<! thanks ) (?<! compared ) (?<! according ) (?: ^ | \s )
    (?: to | by | at (?= \s+ (?:an?|the) \s+ (?:[a-z-]+\s+)?? (?: annuali[sz]ed|annual|yearly|rate|pace ) \b ) )
    (?:
        \s+ (?: an?|the|nearly|about|more|than|at|least|over|some|around|almost|total|of|only|just
              | record|high|low|peak|level|average|all-time|new|fresh|as|much|many|further|another|additional
              | rate|pace|yearly|price|combined|seasonally|adjusted|estimated|annual|annualised|annualized|revised
              | (?: \w+-(?:year|month|week) ) )
    )* \s* ["“]? $
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "bringing the official toll so far to 35"; for small letters
_TOTAL_RE = re.compile(
    r"\b(?:bring|brings|bringing|brought|take|takes|taking|took|push|pushes|pushing|pushed)\s+(?:the|its|their|his|her)\s+"
    r"(?:[\w’'-]+\s+){0,4}?(?:total|toll|tally|count|number|figure|sum)s?\b(?P<gap>(?:(?!\bdown\b)[^.;:]){0,40})$"
)
# "lifted the ban, giving access to 40 sites": another verb's "to"
_NEW_CLAUSE_RE = re.compile(
    r",\s+(?:\w+ing|with)\b|\b(?:that|who|which|while|when|(?<!much\s)(?<!many\s)as(?!\s+(?:much|many)\b)|but|after|before|because|if|where)\b"
    r"|\band\b(?!(?:\s+[A-Z]\w*){0,3}\s+(?:to|by)\b)|\b(?:will|would|can|could|may|might|should)\b"
)
# ", up from 60", " ships, down by", " ships in the second quarter, up from"
_BEHIND_RE = re.compile(
    r"""
    (?: (?: \s+ (?! (?: and|but|who|that ) \b ) [^\W\d_][\w'’-]* ){0,8}? ,
        | (?: \s+ (?! (?: is|are|was|were ) \b ) [^\W\d_][\w'’-]* ){0,3}? )
    \s* [(—–-]? \s* (?<![^\s(—–-]) (?: (?P<up> up ) | (?P<down> down ) ) \s+
        (?: from|by | on \s+ (?: the\s+(?:year|month|week|day|quarter|same|previous) | last | a\s+year | \d{4} ) ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "than in 2013", "than a year ago", "than its previous close": what a figure of another time was
_BEFORE = (
    r"(?:(?:in|at|on|for|during)\s+)?(?:\d{4}|an?\s+(?:year|month|week)|(?:the|this)\s+(?:same|previous|time|prior|year-ago)|last"
    r"|(?:its|their|the)\s+(?:previous|prior|last|opening|closing|earlier|old)|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s)\b"
)
# "closed 3 percent higher", "settled 12 points lower"
_LAST = r"(?=\s*(?:[.,;)]|$|(?:and|at|on|in|as|while)\b))"
_HIGHER_RE = re.compile(
    rf"(?:\s+points?)?(?:,?\s+or\s+(?:about\s+)?\d[\d.]*\s?(?:%|per\s?cent),|,)?\s+(?:(?P<up>higher|stronger|firmer|up{_LAST})|(?P<down>lower|weaker|softer|down{_LAST}))\b"
    rf"(?!\s+than\b(?!\s+{_BEFORE}))"
)
# "22 percent fewer than in the same month"
_THAN_TIME_RE = re.compile(rf"\s+(?:(?P<more>more)|(?P<fewer>fewer|less))\s+than\s+{_BEFORE}")
# ", and 0.1 percent lower at 86 pence"
_JOINED_RE = re.compile(r"(?:,|\band|\bbut)\s+$")
_ENDS_RE = re.compile(r"\s*(?:$|[.,;)]|(?:at|to|on|in|after|against)\b)")
# "fell 12 points", "fell 12 to 1,460", "fell 12."
_NOTHING_COUNTED_RE = re.compile(
    r"\s*(?:$|[.,;:)]|an?\s+(?:year|month|week|day|decade)\b|(?:to|or|in|on|from|at|after|and|while|as)\b"
    r"|(?:points?|places?|spots?|notches|positions|seats|ticks|pips|lots|p|sen)\b)"
)
# "the biggest faller, off 8p at 142p", "up 3 percent and Milan off 2"
_OFF_RE = re.compile(r"(?:[,;(–—]\s*|\b(?:and|with|while)\s+(?:the\s+)?(?:[A-Z][\w’'&-]*\s+){1,3})off\s+$")
# "rose at a 3 percent annual pace"
_PACE_RE = re.compile(r"(?:[\s-]+(?:annual|annuali[sz]ed|yearly|monthly|quarterly|average))*\s+(?:rate|pace|clip)\b")
# "fell four points short of the goal"
_SHORT_RE = re.compile(r"(?:\s+\w+)?\s+short\s+of\b")
# "lost 54 percent to 46 percent": shares of two
_TO_SHARE_RE = re.compile(r"\s+(?:to|[-–])\s+\d[\d.]*\s*(?:%|per\s?cent)")
_SHARE_RE = re.compile(r"%|per\s?cent")
# "ended 3 percent up", "ended the day 3 percent up", "is still 3 percent lower"
_CARRIER_RE = re.compile(
    r"[\w’']+(?=(?:\s+(?:still|now|also|then|already|again))?(?:\s+the\s+(?:day|session|week|month|quarter|year))?\s*$)"
)
# "that's down 3 percent"
_IS_RE = re.compile(r"(?:that|it|he|she|which|who)['’]s|(?:they|we)['’]re", re.IGNORECASE)
# "was slightly higher at $40"
_HIGHER_AT_RE = re.compile(
    r"(?P<carrier>[\w’']+)\s+(?:\w+ly\s+)?(?:(?P<up>higher|up|stronger|firmer)|(?P<down>lower|down|weaker|softer))\s+at\s+$",
    re.IGNORECASE,
)
# "crude lost 11 cents", "the stock put on 6 dollars"; but "the firm lost 14 cents a share"
_TRADED_RE = re.compile(
    r"\b(?:shares?|stocks?|futures|crude|brent|wti|bullion|spot|index|gauge|benchmark|contracts?|tokens?)\b"
)
# "its growth target to 3 percent": no movement, what was set
_SET_RE = re.compile(
    r"\s+(?:targets?|forecasts?|outlooks?|estimates?|projections?|rates?|goals?|guidance|expectations?)\b"
)
# "added 40 cents to $12", "lost 12 points to 1,460", "added $2, or 3 percent"
_TO_SUM_RE = re.compile(
    r"\s+to\s+[^\w\s]?[a-z]{0,3}[^\w\s]?\d|\s+points?\s+to\s+\d[\d,]{3}"
    r"|(?:\s+(?:points?|pips|p|sen))?(?:,?\s+or\s+|\s+\()(?:about\s+|nearly\s+)?\d[\d.]*\s?(?:%|per\s?cent)"
)
DELTAS = (
    "fold", "percent", "percentage point", "basis point", "fraction", "degree", "degree Celsius", "degree Fahrenheit",
)  # fmt: skip
_LENGTHS = ("metre", "foot", "mile", "kilometre", "inch", "centimetre", "yard")
_LEAP_RE = re.compile(r"jump|leap|div|dove|climb|plung", re.IGNORECASE)
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")


@cache
def _more_re() -> re.Pattern[str]:
    """ "12 more deaths", "12 more people killed"; but "12 more than", "12 more weeks" """
    states = alternatives(read_words("states"))
    return re.compile(rf"\s+(?:(?P<up>more)|(?P<down>fewer))(?:\s+(?!than\b)[a-z]+){{0,2}}?\s+(?:{states})\b")


def find_trend(before: str, after: str = "", *, unit: str = "count") -> str:
    """up or down where the words beside an amount say that the figure moved to it or by it, else none.

    A share, a sum or a bare number may follow its verb at once ("fell 12 percent"); what is counted may not ("lost 12
    men"). The figure that was left behind ("from 30") has none.

    >>> find_trend("The toll rose to about "), find_trend("Output fell by "), find_trend("They saw ")
    ('up', 'down', 'none')
    >>> find_trend("Exports fell ", unit="percent"), find_trend("It stands at ", ", up from 60"), find_trend("It lost ")
    ('down', 'up', 'none')
    """
    after = small_letters(after)
    behind = _BEHIND_RE.match(after) or (_more_re().match(after) if unit == "count" else None)
    if behind is None and (unit in DELTAS or is_money(unit) or after.startswith(" point")):
        higher = _HIGHER_RE.match(after)
        ends = higher is not None and (_ENDS_RE.match(after, higher.end()) or after.startswith(" than ", higher.end()))
        alone = ends and _JOINED_RE.search(before)
        behind = higher if alone or _is_carried(before) else None
    if behind is None:
        behind = _THAN_TIME_RE.match(after)
    if before.endswith("+") and unit in ("percent", "percentage point"):
        return "up"  # "S&P +0.7%"
    if _OFF_RE.search(before[-60:]) and (unit in DELTAS or is_money(unit) or after.startswith(" point")):
        return "down"
    if behind is not None:
        ways = behind.groupdict()
        return "up" if ways.get("up") or ways.get("more") else "down"
    clause = before[clause_start(before) :]
    small = small_letters(clause)
    at = _HIGHER_AT_RE.search(clause) if small.rstrip().endswith("at") else None
    if at is not None and _is_carried(clause[: at.end("carrier")]) and may_move(unit, after, "any"):
        return "up" if at.group("up") else "down"
    total = _TOTAL_RE.search(small)
    if total is not None and _LINK_RE.search(total.group("gap")):
        return "up"
    for match in reversed(list(movement_re().finditer(small))):
        trend, kinds = movement_words()[plain_words(match.group())]
        if kinds.keys() == {"noun"} and _SET_RE.match(small, match.end()):
            continue
        if trend != "none" or "phrase" in kinds:
            return trend if _reaches(clause, match, after, unit) else "none"
    return "none"


def _reaches(clause: str, match: re.Match[str], after: str, unit: str) -> bool:
    """Whether a word of movement moves the amount behind the clause."""
    _, kinds = movement_words()[plain_words(match.group())]
    gap = clause[match.end() :]
    at_once = AT_ONCE_RE.fullmatch(gap) is not None and _ARTICLE_RE.search(gap) is None
    linked = _LINK_RE.search(gap) is not None and _NEW_CLAUSE_RE.search(gap) is None
    linked = linked or (gap.split() in (["at", "a"], ["at", "an"]) and _PACE_RE.match(after) is not None)
    if "adverb" in kinds:
        if (at_once or linked) and unit in DELTAS:
            return True
        to = linked and gap.split()[0].lower() == "to"
        if to and (match.group().lower() == "down" or after.startswith(" from ")):
            return True
        opens = _OPENS_RE.search(clause[: match.start()]) is not None
        return (linked or (at_once and may_move(unit, after, "any"))) and (
            opens or _is_carried(clause[: match.start()])
        )
    if "verb" not in kinds or ("noun" in kinds and gap.startswith(" of ")):
        return False
    if linked:
        if kinds["verb"] == "measure":
            return unit != "count"  # "spread to 40 acres", but "spread to three counties"
        if kinds["verb"] == "object":  # "lost 3 percent to 46 pence", but "lost 54 percent to 46 percent"
            return any(sign.isdigit() for sign in gap) and not (unit == "percent" and _SHARE_RE.search(gap))
        return True
    if unit in _LENGTHS and _LEAP_RE.match(match.group()):
        return False  # "jumped 8 metres"
    if _SHORT_RE.match(after) or (kinds["verb"] == "object" and _TO_SHARE_RE.match(after)):
        return False
    if at_once and kinds["verb"] == "object" and _is_traded(clause[: match.start()], after, unit):
        return True
    return at_once and may_move(unit, after, kinds["verb"])


def _is_traded(subject: str, after: str, unit: str) -> bool:
    """Whether a sum or points behind "lost" are how far a price moved: "crude lost 11 cents"."""
    traded = _TRADED_RE.search(small_letters(subject)) is not None
    if unit == "count" and traded and _NOTHING_COUNTED_RE.match(after):
        return True  # "futures lost 12.25"
    moves = is_money(unit) and (traded or unit in ("cent", "penny", "sen")) and _ENDS_RE.match(after) is not None
    return moves or (traded and after.startswith(" point"))


def may_move(unit: str, after: str, takes: str) -> bool:
    """Whether an amount right behind its word of movement is how far it moved: "fell 12 percent", no "12 men".

    >>> may_move("percent", " more", "any"), may_move("count", " men", "any")
    (True, False)
    """
    if unit in DELTAS:
        return True
    if takes != "any":
        return _TO_SUM_RE.match(after) is not None
    timed = unit in _TIMES and _TO_SUM_RE.match(after) is None  # "expectancy fell 1.5 years to 77.3"
    return is_money(unit) or (not timed and _NOTHING_COUNTED_RE.match(after) is not None)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency.

    >>> is_money("EUR"), is_money("count")
    (True, False)
    """
    return unit != "count" and unit in read_words("currencies", "code")


def _is_carried(before: str) -> bool:
    """Whether the verb before "up", "down" or "3 percent higher" lets it tell of a movement: "was", "edged"."""
    word = _CARRIER_RE.search(before)
    if word is not None and _IS_RE.fullmatch(word.group()):
        return True
    found = movement_words().get(word.group().lower()) if word else None
    return found is not None and "carrier" in found[1]
