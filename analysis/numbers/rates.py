"""How often and for each what: the words behind an amount go in, its rate ("a day", "per share") comes out.

"200 attacks a day", "12 deaths per 100,000 people", "$80 a barrel", "£9 per sq ft", "40 per person per day".
Vocabulary: ``rates``, and ``units`` of measure. Knowingly missed: rates before the amount ("a daily 40"), "$5 each".
"""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon import alternatives, read_rows, read_words
from analysis.numbers.units import unit_words

# words between an amount and its rate that end what is counted
_STOPS_RATE = {"in", "on", "at", "and", "or", "for", "with", "after", "said", "who", "that", "to", "by", "from", "but"}
# "a year ago" tells when, "a quarter of them" how many, "a quarter-point" how much; but "£9 a year from May"
_NO_RATE_RE = re.compile(
    r"\s+(?:ago|earlier|later|before|after|since|old|prior|previously|from(?!\s+[A-Z])|into|apart|of|long)\b"
    r"|-[a-z]"
)
# "155 litres per person per day"
_AGAIN_RE = re.compile(
    r"\s+(?:per|an?|each|every)\s+(?P<time>second|minute|hour|day|night|week|month|year)\b(?!\s+(?:ago|earlier|later))"
)
# "£5m in interest every year"
_FOR_WHAT = 2
_WITHIN = {"under", "over", "about", "just", "less", "half", "only"}  # "300 feet in under a minute"
_NO_THINGS = {"cent", "se", "diem", "every"}
# "312 per 100,000 over a week"
_NO_THING = (
    r"(?:over|in|at|on|for|during|last|since|an?|each|per|and|or|by|to|from|is|was|were|are|compared|this|that)\b"
)
# of how many: "per 100,000 people", "every hundred live births"
_SIZE = r"(?: \d[\d,]* | hundred|thousand|million )"
# how many words what is counted may have: "40 attacks by night fighters a day", "3 goals a game"
_MOST_WORDS = 5
_FEWER_WORDS = {"thing": 1, "alone": 3}


@cache
def _names() -> dict[str, dict[str, str]]:
    """The name of each rate's word, under how it is joined: time, thing, per, alone; and of each unit of measure."""
    names: dict[str, dict[str, str]] = {"time": {}, "thing": {}, "per": {}, "alone": {}}
    for row in read_rows("rates"):
        names[row["takes"]][row["word"]] = row["per"]
    names["unit"] = {word: unit for word, unit in unit_words().items() if unit not in names["time"]}
    names["any"] = {**names["unit"], **names["per"], **names["thing"], **names["time"]}
    return names


@cache
def _numbers() -> frozenset[str]:
    """The words of another number, whose rate it may be: "2 billion is growing five percent a year"."""
    return read_words("numerals") | {"percent"}


@cache
def _rate_re() -> re.Pattern[str]:
    """What joins a rate to an amount, then its word; the words stand here once, since they are a thousand."""
    names = _names()
    only_per = alternatives(map(str.lower, names["per"].keys() - names["unit"].keys()))
    return re.compile(
        rf"""
        (?: \s? \( [^()]{{2,40}} \) )?                                     # $40 (£30) a barrel
        (?P<noun> (?: \s+ [^\W\d_][\w'’-]* ){{0,{_MOST_WORDS}}}? )         # what is counted: "shells"
        (?:
            (?:
                (?P<any> \s?/\s? | -\s?(?:an?|per)- | [\s-]+per[\s-] )      # 40/day, per square foot
                | \s+ (?: an?|each|every ) \s+ (?! (?:{only_per}) \b )    # a day, a share, an ounce
                | \s+ (?: per|every|per\s+every ) \s+ (?P<size> {_SIZE} ) (?: \s+live )? \s+    # per 100 sq km
            )
            (?P<word> {alternatives(map(str.lower, names["any"]))} )
            | \s+ (?: per|every|per\s+every ) \s+                          # per 100,000 people
                (?P<many> {_SIZE} (?: \s+live )? \s+ (?! {_NO_THING} ) [^\W\d_]+ | \d{{1,3}}(?:,?000)+ )
            | \s+ per \s+ (?: (?: diluted|basic|ordinary|common ) \s+ )? (?P<free> [^\W\d_][\w’'-]* )    # per client
            | \s+ (?P<alone> {alternatives(map(str.lower, names["alone"]))} )    # daily; but "2m monthly users"
                (?! \s+ (?: active|users|readers|listeners|viewers|subscribers ) \b )
        )
        (?![\w²³])
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def find_rate(text: str, end: int, *, measured: bool = False) -> str | None:
    """The time or thing of a rate that follows an amount that ends at an offset.

    ``measured`` says that the amount has a unit, so that "$80 a barrel" is a rate and "40 men a mile off" is none.

    >>> find_rate("200 attacks a day", 3), find_rate("12 deaths per 100,000 people", 2), find_rate("12 deaths", 2)
    ('day', '100,000 people', None)
    >>> find_rate("$80 a barrel", 3, measured=True), find_rate("£9 per sq ft", 2), find_rate("40 died a year ago", 2)
    ('barrel', 'square foot', None)
    """
    match = _rate_re().match(text, end)
    if match is None:
        return None
    kind, word = _kind(match)
    between = match.group("noun").lower().split()
    if measured and len(between) == _FOR_WHAT and between[0] == "in" and between[1] not in _WITHIN and kind == "time":
        between = []
    if len(between) > _FEWER_WORDS.get(kind, _MOST_WORDS) or any(
        other in _STOPS_RATE or other in _numbers() for other in between
    ):
        return None
    every = " every " in match.group()
    if kind == "many" and every and measured and between and between[0] != "of":
        return None  # "a star 40 light years away every 33 days"
    if kind == "many":
        size, _, thing = word.partition(" ")
        return f"{size} {_names()['unit'].get(thing, thing)}".strip()
    if kind == "free" and word.lower() not in _NO_THINGS:
        return word.lower()
    if kind in ("time", "thing") and _NO_RATE_RE.match(text, match.end()):
        return None
    if kind == "unit" and (between or not measured):
        return None
    names = _names().get(kind, {})
    name = names.get(word) or names.get(word.lower())
    again = _AGAIN_RE.match(text, match.end()) if name else None
    return f"{name} per {again.group('time')}" if again else name


def _kind(match: re.Match[str]) -> tuple[str, str]:
    """How a rate is joined to its amount, and its word or "100 square kilometres"."""
    if (word := match["word"]) is None:
        kind = match.lastgroup or ""
        return kind, " ".join(match.group(kind).split())
    word = " ".join(word.split())
    if match["size"]:
        return "many", f"{match['size']} {word}"
    if match["any"]:
        return "any", word
    return next(kind for kind in ("time", "thing", "unit") if word.lower() in _small_names(kind)), word


@cache
def _small_names(kind: str) -> frozenset[str]:
    return frozenset(map(str.lower, _names()[kind]))
