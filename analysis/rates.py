"""Which way and how often: the words around an amount go in, its trend ("rose to") and its rate ("a day") come out.

"200 attacks a day", "12 deaths per 100,000 people", "climbed to 40". Vocabulary: the verbs of movement and the
times are here, since they are few. Knowingly missed: rates before the amount ("a daily 40"), trends behind it
("40, up from 30" has one only for the 30).
"""

from __future__ import annotations

import re

_TIMES = "second|minute|hour|day|night|week|fortnight|month|quarter|season|year|decade"
_LY = {"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}
# "200 a day", "12 deaths per 100,000 people", "30 shells every hour", "40 attacks daily"
_PER_RE = re.compile(
    rf"""
    (?P<noun> (?: \s+ [^\W\d_][\w'’-]* ){{0,5}}? ) \s+          # what is counted: "shells"
    (?:
        (?: an?|per|each|every ) \s+
        (?P<unit>
            {_TIMES}
            | person|capita|head|household|patient|passenger|vehicle|student|inhabitant
            | (?: \d[\d,]* | hundred|thousand|million ) \s+ [^\W\d_]+    # "100,000 people"
        ) \b
        | (?P<ly> daily|hourly|weekly|monthly|annually|yearly ) \b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "40/day", "a 40-a-day habit", "$40 per person"
_GLUED_PER_RE = re.compile(rf"(?:/|-?\s?a-|\s?per\s)(?P<unit>{_TIMES}|person)\b", re.IGNORECASE)
_STOPS_RATE = {"in", "on", "at", "and", "or", "for", "with", "after", "said", "who", "that", "to", "by", "from", "but"}
# "the toll rose to 40"
_UP = (
    "rise|rises|rose|risen|rising|climb|climbs|climbed|climbing|jump|jumps|jumped|jumping|soar|soared|soaring"
    "|grow|grows|grew|grown|growing|increase|increases|increased|increasing|raised|raises|raise|raising|up"
    "|surge|surged|surging|swell|swelled|swelling|gained|gain|gains|expanded|expand|doubled|tripled|quadrupled"
)
# "output was cut by 40 per cent"
_DOWN = (
    "fall|falls|fell|fallen|falling|drop|drops|dropped|dropping|decline|declines|declined|declining"
    "|decrease|decreases|decreased|decreasing|lowered|lower|lowers|lowering|down|shrink|shrank|shrunk"
    "|contracted|contract|cut|cuts|reduced|reduce|reduces|plunged|plunge|slid|slide|slipped|slip"
    "|tumbled|tumble|narrowed|eased|lost|sank|halved"
)
_MOVED_RE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<gap>(?:[^.;:!?]|\.(?=\d)){{0,60}})$", re.IGNORECASE
)
# "81, up from 60"
_MOVED_BEHIND_RE = re.compile(
    r"(?:\s+[^\W\d_][\w'’-]*){0,4}?,?\s*[(—–-]?\s*(?:(?P<up>up)|(?P<down>down))\s+(?:from|by|on)\b", re.IGNORECASE
)
# "to", "by nearly", "to a total of"
_MOVE_LINK_RE = re.compile(
    r"""
    (?: ^ | \s ) (?: to|by|at )
    (?: \s+ (?: a|the|nearly|about|more|than|at|least|over|some|around|almost|total|of ) )* \s* $
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "rose from 30 to 40", "extended the siege from two to three weeks": two figures, no range
_CHANGE_RE = re.compile(rf"\b(?:{_UP}|{_DOWN}|changed|went|revised|moved|extended|expanded|widened)\b", re.IGNORECASE)


def find_rate(text: str, end: int) -> str | None:
    """The time or thing of a rate that follows an amount that ends at an offset.

    >>> find_rate("200 attacks a day", 3), find_rate("12 deaths per 100,000 people", 2), find_rate("12 deaths", 2)
    ('day', '100,000 people', None)
    """
    glued = _GLUED_PER_RE.match(text, end)
    if glued:
        return glued.group("unit").lower()
    match = _PER_RE.match(text, end)
    if match is None:
        return None
    between = match.group("noun").lower().split()
    if any(word in _STOPS_RATE for word in between) or (match.group("ly") and len(between) > 3):
        return None
    if match.group("ly"):
        return _LY[match.group("ly").lower()]
    return " ".join(match.group("unit").split())


def find_trend(before: str, after: str = "", *, is_share: bool = False) -> str:
    """up or down where the words beside an amount say that the figure moved to it or by it, else none.

    A percentage may follow its verb at once ("fell 12 percent"); a count may not ("lost 12 men"). The figure that
    was left behind ("from 30") has none.

    >>> find_trend("The toll rose to about "), find_trend("Output fell by "), find_trend("They saw ")
    ('up', 'down', 'none')
    >>> find_trend("Exports fell ", is_share=True), find_trend("It stands at ", ", up from 60")
    ('down', 'up')
    """
    match = _MOVED_BEHIND_RE.match(after) or _MOVED_RE.search(before[-80:])
    if match is None:
        return "none"
    gap = match.groupdict().get("gap")
    if gap is not None and not _MOVE_LINK_RE.search(gap) and not (is_share and not gap.strip()):
        return "none"
    return "up" if match.group("up") else "down"


def tells_change(before: str) -> bool:
    """Whether the words before an amount tell of a change, so that "from 30 to 40" is no range."""
    return _CHANGE_RE.search(before) is not None
