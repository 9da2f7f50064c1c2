"""Phrases of the calendar: a sentence goes in, its date phrases come out, and the day that one of them names.

"on Saturday night", "in the past 24 hours", "by December": all are found, but only one that names a single day is
resolved, against the day of publication. Vocabulary: ``date_words``; weekdays, months and the ways in which they are
written are grammar. Knowingly missed: a month without a preposition ("the August floods"), holidays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from analysis.lexicon import DAYS, MONTHS, alternatives, read_rows
from analysis.models import Span

# words that say nothing of whether the day is past or to come; where it matters, the phrase names no day
PAST, FUTURE, UNKNOWN = "past", "future", "unknown"
# how far a day without its year may lie: beyond, the year is in doubt
_FARTHEST = timedelta(days=330)
_WEEK = timedelta(days=7)

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:{'|'.join(DAYS)})"
_MONTH = rf"(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' for m in MONTHS)}|Sept)\b\.?"
_NUM = (
    r"(?i:\d[\d,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several"
    r"|(?:a\s+)?few|a\s+couple\s+of)"
)
_STAGE = r"early|late|mid"
_WHICH = r"last|next|this\s+past|this\s+coming|this|the\s+following"
_WINDOW = r"past|last|next|previous|coming|following|preceding|first|recent"
# which words stand for which number in "two days ago"
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS_AGO_RE = re.compile(r"(?P<count>[\da-z]+)\s+days?\s+ago", re.IGNORECASE)
# "Friday and Saturday", "18-20 October": more than one day
_SEVERAL_RE = re.compile(r"\b(?:and|to|or|until|till|through|between)\b|(?<=\w)\s?[-–—]\s?(?=[\dA-Z])")
# "in the 2012 attacks", "at the Monday morning meeting"
_OF_NOUN_RE = re.compile(
    rf"(?:\w+\s+)?the\s+({_YEAR}(?:\s+and\s+{_YEAR})?|{_MONTH}\s+{_DAY}(?:,\s+{_YEAR})?|{_WEEKDAY}(?:\s+[a-z]+)?)"
)
# "Super Tuesday", "USA Today": a name
_IN_NAME_RE = re.compile(
    r"\b(?:Super|Black|Good|Cyber|Ash|Holy|Palm|Easter|Fat|Bloody|Giving|Election|USA)\s+$", re.IGNORECASE
)
_MARKS = {'"', "“", "”", "'", "‘", "’"}
# "up 8 percent from the spring before": what a figure is compared with
_COMPARED_RE = re.compile(r"from\s.*\s(?:ago|earlier)$", re.IGNORECASE)
# "in August.": the stop is the sentence's
_LAST_STOP_RE = re.compile(rf"(?:{'|'.join(MONTHS)})\.$")


@dataclass(frozen=True)
class DatePhrase:
    """Words that say when, with what they stand for; spans index the sentence."""

    span: Span
    text: str


@cache
def _words(kind: str) -> dict[str, str]:
    return {row["word"]: row["days"] for row in read_rows("date_words") if row["kind"] == kind}


@cache
def _cores() -> dict[str, str]:
    """The ways in which a date is written, the fullest first."""
    part, period = alternatives(_words("part")), rf"(?:{alternatives(_words('period'))}|centurie|night)s?"
    return {
        # "2024-10-18"
        "iso": r"\d{4}-\d\d-\d\d\b",
        # "18 October 2024", "the 18th of October", "18-20 October"
        "daymonth": rf"(?:{_DAY}\s*[-–—]\s*)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR}\b)?",
        # "October 18, 2024", "Oct. 18-20"; but no "October 18.5"
        "monthday": rf"{_MONTH}\s+{_DAY}(?:\s*[-–—]\s*{_DAY})?(?!\w|[.,]\d|\s*%)(?:,?\s+{_YEAR}\b)?",
        # "on the 19th"; but "on the 19th floor"
        "monthless": r"(?<=[Oo]n\sthe\s)(?:3[01]|[12]?\d)(?:st|nd|rd|th)\b"
        r"(?=\s*(?:$|[.,;:)])|\s+(?:[A-Z]|and\b|the\b))",
        # "next Friday", "Friday night"
        "weekday": rf"(?:(?i:{_WHICH})\s+)?{_WEEKDAY}\b(?:\s+(?i:{part})\b)?",
        # "yesterday morning"
        "offset": rf"(?i:{alternatives(_words('day'))})\b(?:\s+(?i:{part})\b)?",
        # "two days ago", "a week earlier"
        "ago": rf"{_NUM}\s+(?i:{period}\s+(?:ago|earlier|later))\b",
        # "October 2024", "early October"; alone only after a preposition
        "month": rf"(?:(?i:{_STAGE}|last|next|this)[\s-]+(?:(?i:in)\s+)?)?{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR}\b)?",
        # "the past 24 hours", "the last few weeks", "within two days"
        "window": rf"(?i:{_WINDOW})\s+(?:{_NUM}\s+)?(?i:{period})\b",
        "within": rf"(?i:within)\s+(?i:the\s+)?{_NUM}[\s-]+(?i:{period})\b",
        # "earlier this month", "the same week"
        "period": rf"(?i:this|that|same)\s+(?i:{period})\b",
        # "the spring of 2019", "summer 2019"
        "season": rf"(?i:spring|summer|autumn|fall|winter|end|start|beginning|middle)\s+(?:of\s+)?{_YEAR}\b",
        # "the 1990s"
        "decade": rf"(?:(?i:{_STAGE})[\s-]+)?(?:1[5-9]|20)\d0s\b",
        # "2019"; alone only after a preposition
        "year": rf"(?:(?i:{_STAGE})[\s-]+)?{_YEAR}\b(?![-–/,.]\d|\s*%|\s+(?i:people|men|women)\b)",
        "weekend": r"(?i:weekend)\b",
    }  # fmt: skip


@cache
def _phrase_re() -> re.Pattern[str]:
    core = "|".join(_cores().values())
    lead = alternatives(_words("lead"))
    modifier = alternatives(_words("modifier"))
    part = alternatives(_words("part"))
    join = r"(?:,?\s+(?:and|to|or|until|till|through|of|on)\s+(?:the\s+)?|\s*[-–—]\s*|,?\s+)"
    return re.compile(
        rf"""
        (?<![\w"=-])
        (?: (?i:{lead}) \s+ )?                                 # in
        (?: (?i:the|just|only) \s+ )*                          # the
        (?: (?i:{modifier}) \s+ (?: (?i:on|in) \s+ )? )?       # early
        (?: (?i:{part}) \s+ (?: (?i:on|of) \s+ )? )?           # dawn on
        (?: {core} )                                           # Friday
        (?: {join} (?: {core} ) )*                             # , March 3
        """,
        re.VERBOSE,
    )


@cache
def _core_re() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _cores().items()))


@cache
def _lead_re() -> re.Pattern[str]:
    return re.compile(rf"(?P<lead>{alternatives(_words('lead'))})\s", re.IGNORECASE)


def find_date_phrases(text: str) -> list[DatePhrase]:
    """The date phrases of a sentence, left to right, with the prepositions that lead them in.

    >>> [phrase.text for phrase in find_date_phrases("On Friday night 40 left, after 30 in the past two days.")]
    ['On Friday night', 'in the past two days']
    >>> find_date_phrases("It may march on 40 people.")
    []
    """
    found = []
    for match in _phrase_re().finditer(text):
        start, end = match.span()
        if (
            _is_bare(match.group())
            or _COMPARED_RE.match(match.group())
            or _IN_NAME_RE.search(text[max(0, start - 16) : start])
            or (text[start - 1 : start] in _MARKS and text[end : end + 1] in _MARKS and start)  # on “Today”
        ):
            continue
        lead, of_noun = _lead_re().match(match.group()), _OF_NOUN_RE.fullmatch(match.group())
        if of_noun is not None:
            start += of_noun.start(1)
        elif lead is not None and text[end : end + 2] in ("'s", "’s"):
            start += lead.end()  # "from Saturday's fire": the preposition is the fire's
        if _LAST_STOP_RE.search(match.group()):
            end -= 1
        found.append(DatePhrase(Span(start, end), text[start:end]))
    return found


def _is_bare(phrase: str) -> bool:
    """Whether a phrase is a month, a year or "weekend" alone, which may be a name or a number: "May", "2019"."""
    kinds = [(match.lastgroup, match.group()) for match in _core_re().finditer(phrase)]
    if len(kinds) != 1 or _lead_re().match(phrase):
        return False
    kind, core = kinds[0]
    return kind in ("year", "weekend", "decade") or (kind == "month" and core.isalpha())


@lru_cache(maxsize=4096)
def day_named(phrase: str, published: date | None, direction: str) -> date | None:
    """The one day that a phrase names; ``None`` for weeks, months and years, for bounds ("since"), and in doubt.

    Without ``published`` only a day with its year is known. A weekday is the last one up to the day of publication
    (``PAST``) or the first one from it on (``FUTURE``).

    >>> friday = date(2024, 10, 18)
    >>> [str(day_named(words, friday, PAST)) for words in ("on Wednesday night", "Oct. 7", "yesterday", "last week")]
    ['2024-10-16', '2024-10-07', '2024-10-17', 'None']
    >>> str(day_named("on Monday", friday, FUTURE)), day_named("by Monday", friday, FUTURE)
    ('2024-10-21', None)
    >>> print(day_named("tomorrow", date.max, FUTURE))
    None
    >>> str(day_named("on 7 October 2023", None, UNKNOWN)), day_named("on 7 October", None, PAST)
    ('2023-10-07', None)
    """
    if is_bound(phrase) or _SEVERAL_RE.search(re.sub(r"\d{4}-\d\d-\d\d", "", phrase)):
        return None
    try:
        return _counted_from(phrase, published, direction)
    except OverflowError:
        return None  # "tomorrow" on the last day of the calendar


def _counted_from(phrase: str, published: date | None, direction: str) -> date | None:
    """The one day that a phrase names, written out or counted from the day of publication."""
    kinds = {match.lastgroup: match.group() for match in _core_re().finditer(phrase)}
    written = kinds.pop("daymonth", None) or kinds.pop("monthday", None) or kinds.pop("iso", None)
    weekday = kinds.pop("weekday", None)
    if written is not None and not kinds:
        day = _dated(written, published, direction)
        return day if day is None or weekday is None or DAYS[day.weekday()] in weekday else None
    if published is None or len(kinds) + (weekday is not None) != 1:
        return None
    if weekday is not None:
        return _on_weekday(weekday, published, direction)
    if "offset" in kinds:
        words = _words("day")
        name = max((word for word in words if kinds["offset"].lower().startswith(word)), key=len, default=None)
        return None if name is None else published + timedelta(days=int(words[name]))
    if "monthless" in kinds:
        return _in_month(int(kinds["monthless"][:-2]), published, direction)
    ago = _DAYS_AGO_RE.fullmatch(kinds.get("ago", ""))
    count = count_of_days(ago["count"]) if ago else 0
    return published - timedelta(days=count) if count else None


def count_of_days(word: str) -> int:
    """How many days a word stands for, up to six: more are seldom meant to the day; 0 for any other word.

    >>> count_of_days("Two"), count_of_days("3"), count_of_days("several"), count_of_days("40")
    (2, 3, 0, 0)
    """
    count = _COUNTS.get(word.lower()) or (int(word) if word.isdecimal() else 0)
    return count if count < 7 else 0


def _in_month(day: int, published: date, direction: str) -> date | None:
    """ "the 19th": the last one up to the day of publication, or the first one from it on."""
    step = timedelta(days={PAST: -1, FUTURE: 1}.get(direction, 0))
    return next((found for n in range(31) if (found := published + n * step).day == day), None)


def is_bound(phrase: str) -> bool:
    """Whether a phrase only bounds the day: "since Friday", "by dawn on Friday"; but not "before dawn on Friday".

    >>> is_bound("since Friday"), is_bound("on Friday")
    (True, False)
    """
    lead = _lead_re().match(phrase)
    if lead is None:
        return False
    word = " ".join(lead["lead"].lower().split())
    hour = phrase[lead.end() :].split()[0] in _words("part") and word in ("before", "after", "around")
    return not (_words("lead")[word] or hour)


def _dated(written: str, published: date | None, direction: str) -> date | None:
    """ "7 October", in the year that is nearest in the direction of time; with its year it stands for itself."""
    from dateutil import parser  # late, like every library that is not always needed

    words = re.sub(r"\bof\b|,", " ", written)
    try:
        if re.search(rf"{_YEAR}(?!\d)", written):
            return parser.parse(words).date()
        if published is None or direction == UNKNOWN:
            return None
        days = [_in_year(words, published.year + step) for step in (-1, 0, 1)]
    except parser.ParserError:
        return None
    if direction == PAST:
        return next((d for d in reversed(days) if d and published - _FARTHEST < d <= published), None)
    return next((d for d in days if d and published <= d < published + _FARTHEST), None)


def _in_year(words: str, year: int) -> date | None:
    from dateutil import parser

    try:
        return parser.parse(f"{words} {year}").date()
    except parser.ParserError:
        return None  # 29 February


def _on_weekday(words: str, published: date, direction: str) -> date | None:
    """The weekday nearest in the direction of time; "last" and "next" only where both readings agree on a day."""
    from dateutil.relativedelta import relativedelta, weekday

    match = re.search(_WEEKDAY, words)
    assert match is not None
    day, which = weekday(DAYS.index(match.group())), words[: match.start()].lower().split()
    monday = published - timedelta(days=published.weekday())
    before, after = published + relativedelta(weekday=day(-1)), published + relativedelta(weekday=day(+1))
    if which == ["last"]:
        return before if before < monday else None
    if which == ["next"]:
        return after if after >= monday + _WEEK else None
    if which in (["this", "past"], ["this", "coming"]):
        return before if which[1] == "past" else after
    if which == ["this"]:
        direction = FUTURE if direction == UNKNOWN else direction
    elif which:
        return None
    return {PAST: before, FUTURE: after}.get(direction)
