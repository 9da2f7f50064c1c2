"""Stretches whose numbers are no claims, by their plain words: a sentence goes in, spans with a reason come out.

Dates, clock times, ages, phone numbers, addresses, time windows, relative dates, designations, list points, scores
and idioms. Vocabulary: ``idioms`` in ``lexicons/``, and the signs of ``currencies``, which are no designations.
Knowingly missed: dates and times of other languages, ages without their usual words ("Reyes is 34").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.lexicon import alternatives, read_words
from analysis.magnitudes import SIGNS_OF_CODES, money_symbols
from analysis.models import Span

# "Oct.", "October"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
# "24", "1,200", "three", "twenty-four", "half a dozen", "hundreds of"
_NUM = (
    r"(?:\d[\d,.]*\d|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|hundred|(?:half\s+)?a\s+dozen|dozens\s+of|hundreds\s+of)"
)
# "hours", "centuries"
_TIME = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
    r"|centur(?:y|ies)|seasons?|terms?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"  # "18", "18th"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"  # "2024"

# Each entry is one way in which a number is no claim; each line of a pattern shows what it matches.
_MASKS: tuple[tuple[str, str, int], ...] = (
    (
        "url",
        r"""
        https?://\S+                                                       # https://example.org/2024/12
        | www\.\S+                                                         # www.example.org/24
        | [\w.+-]+@[\w-]+\.\w[\w.]*                                        # desk24@example.org
        | (?<!\w) [@#][A-Za-z_]\w*                                         # @desk24
        | \b [\w-]+ \. (?: com|org|net|gov|edu|co\.uk ) (?: /\S* )?        # example.org/24
        """,
        0,
    ),
    (
        "phone",
        r"""
        \+\d[\d\s().-]{7,}\d                                               # +44 20 7946 0000
        | \(\d{3}\)\s?\d{3}[-. ]\d{4}                                      # (202) 555-0143
        | \b\d{3}[-.]\d{3}[-.]\d{4}\b                                      # 202-555-0143
        | \b1-8\d\d-\d{3}-\d{4}\b                                          # 1-800-555-0143
        | \b\d{3}-\d{4}\b (?=[^\d-])                                       # 555-0143
        """,
        0,
    ),
    (
        "date",
        r"""
        \b\d{4}-\d\d-\d\d\b                                                # 2024-10-18
        | \b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b                         # 18/10/2024
        | \b\d{4}/\d{1,2}/\d{1,2}\b                                        # 2024/10/18
        """,
        0,
    ),
    # "18 October 2024", "18-20 October", "the 18th of October", "27 Oct 88"
    (
        "date",
        rf"""
        \b{_DAY} (?: \s* (?: [-–—] | to|and|or | , ) \s* {_DAY} )*         # 18-20
        \s+ (?: of\s+ )? {_MONTH}                                          # of October
        (?: ,?\s+ (?: {YEAR} | '?\d\d\b (?![.,]\d) (?!\s+[a-z]) ) \b )?    # 2024, '24
        """,
        0,
    ),
    # "October 18, 2024", "October 18 and 19"; but "in October 18 people died"
    (
        "date",
        rf"""
        \b{_MONTH} \s+ {_DAY}                                              # October 18
        (?:                                                                # and 19
            \s* (?: [-–—] | to|and|or|through ) \s* {_DAY}
            (?! \s+[a-z]+s\b | \s+people | \s*[-\w]*(?:year|%) | \s+per )  # but no "and 19 people"
        )*
        (?! [\d] | [.,]\d )                                                # October 18.5
        (?! \s* (?: % | per\s?cent | million|billion|thousand|people|hundred ) )
        (?: ,?\s+ {YEAR}\b )?                                              # 2024
        """,
        0,
    ),
    # "Oct. 2024", "October of 2024"
    ("date", rf"\b{_MONTH},?\s+(?:of\s+)?{YEAR}\b", 0),
    (
        "date",
        rf"""
        \b (?: 1[5-9] | 20 ) \d0 ['’]?s\b                                  # the 1990s
        | ['’]\d0s\b                                                       # the '90s
        | \b{YEAR} \s?[-–—/]\s? (?: {YEAR} | \d\d ) \b (?!\s*(?:%|per))    # 2012-13, 2014/15
        | \b (?: mid|early|late|pre|post|in|since )-{YEAR}\b               # mid-2022
        | \b{YEAR}-(?: style|era|\w+ed )\b                                 # 2022-style
        """,
        0,
    ),
    (
        "clock time",
        r"""
        \b\d{1,2}[:.]\d\d (?: :\d\d )? \s*                                 # 5:30 p.m., 17.30 GMT
            (?: [ap]\.?\s?m\b\.? | hours|hrs|GMT|UTC|EST|EDT|BST|CET|IST|local )
        | \b (?: [01]?\d | 2[0-3] ):[0-5]\d (?: :\d\d )? \b (?! \s* (?: scale|odds ) )    # 17:30
        """,
        re.IGNORECASE,
    ),
    (
        "clock time",
        r"""
        \b (?: \d{1,2} | one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve ) \s?
            (?: [ap]\.m\b\.? | [ap]m\b | o['’]clock )                      # 5 pm, nine o'clock
        | \b[0-2]\d[0-5]\d\s? (?: GMT|UTC|hours|hrs|local|h\b|EST|EDT|BST|CET|IST )       # 1400 GMT
        | \b (?: \d{1,2} | two|five|six|seven|ten ) \s+in\s+the\s+ (?: morning|afternoon|evening )    # 7 in the morning
        | \b (?: \d{1,2} ) \s+ (?: GMT|UTC ) \b                            # 14 GMT
        """,
        re.IGNORECASE,
    ),
    (
        "age",
        rf"""
        \b{_NUM} [\s-]+ (?:{_TIME}) [\s-]+ olds?\b                         # 34-year-old, 34 years old
        | \b ag(?: ed? | es ) \s+ (?: of\s+ )?                             # aged 34; ages of about 18 to 25
            (?: (?: between|from|under|over|about|around|up\s+to|at\s+least ) \s+ )*
            {_NUM} (?: \s* (?: - | – | to|and|or ) \s* {_NUM} )?
            (?: \s+ (?: or|and ) \s+ (?: over|under|older|younger ) )? \b (?! \s* (?: % | per\s?cent ) )
        | \b (?: in\s+ )? (?: his|her|their|my|its ) \s+ (?: early\s+ | mid-?\s? | late\s+ )?    # in his 40s
            (?: \d0s | twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties ) \b
        | \b (?: under|over ) [-\s]\d\d?s\b                                # under-18s
        | \b (?: under|over ) \s+ (?: the\s+ )? age\s+of\s+ {_NUM}         # under the age of 18
        | \b (?: turned|turns|turning ) \s+ \d\d\b (?= [\s.,] (?! per | % ) )    # turned 40
        | \b{_NUM}\s+{_TIME}\s+of\s+age\b                                  # 40 years of age
        """,
        re.IGNORECASE,
    ),
    (
        "age",
        r"""
        \b[A-Z][\w'’-]+,[ ]\d\d (?= ,\s | \s?[.;] )                        # Maria Reyes, 34, said
        | \b[a-z'’-]+,[ ][1-9]\d,                                          # the mayor, 34, who said
            (?= \s (?: [a-z]+\s )? (?: said|says|told|who|went|added|from|was|is|has ) \b )
        | \b[A-Z][\w'’-]+[ ]\(\d\d\)                                       # Nick Hale (34)
        | \b (?: man|woman|boy|girl|widow|widower|nurse|teacher|farmer|doctor|pensioner|grandmother     # a nurse of 74
              | grandfather|mother|father|resident|student|villager|fisherman|shopkeeper|soldier ) [ ]of[ ]\d\d
            (?= ,\s | \s? [.;] | \s+ (?: who|said|says|told|was|is|from ) \b )
        """,
        0,
    ),
    (
        "time window",
        rf"""
        \b                                                                 # the past 24 hours, within two days
            (?: past|last|next|previous|coming|following|recent|preceding|first|final|opening|closing
              | subsequent|prior|latest|remaining|within ) \s+
            (?: the\s+ | about\s+ | around\s+ | at\s+least\s+ | more\s+than\s+ | nearly\s+ | a\s+ )?
            (?: few\s+ | several\s+ )?
            {_NUM} (?: \s* (?: - | – | to|or|and ) \s* {_NUM} )? [\s-]+ (?: and\s+a\s+half\s+ )? {_TIME} \b
        | \b{_NUM}-{_TIME}\s+ (?: period|window|span|stretch ) \b          # a 24-hour period
        | \b (?: first|worst|best|highest|lowest|biggest|largest|deadliest|time ) \s+    # first time in three years
            (?: \w+\s+ ){{0,2}} in\s+
            (?: (?: more\s+than | over | nearly | almost | at\s+least | about | some ) \s+ )? {_NUM}\s+{_TIME}\b
        """,
        re.IGNORECASE,
    ),
    (
        "relative date",
        rf"""
        \b (?: (?: about|some|around|nearly|almost|over|more\s+than|less\s+than|at\s+least|just ) \s+ )?
            {_NUM} (?: \s* (?: - | – | to|or ) \s* {_NUM} )?               # two years ago, three days later
            [\s-]+ (?: and\s+a\s+half\s+ )? (?: (?!an?\s|the\s) \w+\s+ )? {_TIME} \s+
            (?: ago|earlier|later|from\s+now|hence|previously|beforehand|afterwards|prior|before|after|since|into ) \b
        | \b{_NUM}-{_TIME}\s+anniversary                                   # the 10-year anniversary
        | \b half\s+an?\s+\w+\s+ (?: ago|later|earlier ) \b                # half an hour later
        """,
        re.IGNORECASE,
    ),
    # "on the 19th"; but "on the 19th floor"
    (
        "date",
        r"""
        \b (?: on|by|since|until|from|before|after|between ) \s+the\s+
        \d{1,2} (?: st|nd|rd|th ) \b (?! \s+ (?! and|or|of|to|at ) [a-z] )
        """,
        0,
    ),
    # "1." that opens a point of a list
    ("other", r"^\s*\(?\d{1,3}[.)](?=\s|$)", 0),
    # "5G", "3D", "4x4", "B52-2"
    ("designation", r"\b\d[GDK]\b|\b\d+x\d+\b|\b[A-Z]\d+[A-Z]?-\d+\b", 0),
    # "a 50-50 chance", "24/7", "9/11"
    ("idiom", r"\b(?:50|fifty)[-/](?:50|fifty)\b|\b24/7\b|\b9/11\b|\b7/7\b", re.IGNORECASE),
    # "Maria Reyes 44 has"
    ("age", r"\b[A-Z][a-z]+[ ][A-Z][a-z]+[ ]\d\d(?=[ ](?:has|is|was|who|says|said)\b)", 0),
    (
        "other",
        r"""
        (?<![\d.,-]) \b \d{1,3}[-–]\d{1,3} \b                              # a 3-0 win, a 5-4 ruling
            (?= \s+ (?: win|victory|defeat|loss|draw|lead|vote|ruling|decision|majority|thriller|triumph
                      | record|score|on\s+aggregate ) )
        | \b (?: won|beat|lost ) \s\d{1,3}[-–]\d{1,3}\b                    # won 3-0
        """,
        0,
    ),
)


@cache
def _masks() -> list[tuple[str, re.Pattern[str]]]:
    return [(reason, re.compile(pattern, flags | re.VERBOSE)) for reason, pattern, flags in _MASKS]


@cache
def _idiom_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(read_words('idioms', 'phrase'))})\b", re.IGNORECASE)


@cache
def _code_re() -> re.Pattern[str]:
    money = alternatives(symbol for symbol in money_symbols() if symbol.isalpha() and symbol not in SIGNS_OF_CODES)
    either = alternatives(SIGNS_OF_CODES)
    return re.compile(
        rf"""
        (?<![\w$]) (?! (?:{money}) \s?\d )                     # never money: "Rs300"
        (?! (?:{either}) \d+ (?: [.,]\d | \s?(?:m|bn|tn|[mbtr]+illion)\b ) )    # "R2.5m"; but "R21"
        [A-Z][A-Za-z]{{0,6}} (?:-|/)? \d+ [A-Za-z]* (?:-\d+)? \b    # KN-23, F16, Covid-19, MH17
        | \b[a-z]{{1,3}}\d+\b                                  # s300
        """,
        re.VERBOSE,
    )


def mask_spans(text: str) -> list[tuple[Span, str]]:
    """The stretches of a text whose numbers are no claims, with the reason; they may overlap.

    >>> [(span.of(t), why) for t in ["Fired on 18 October, aged 34."] for span, why in mask_spans(t)]
    [('18 October', 'date'), ('aged 34', 'age')]
    >>> mask_spans("At least 40 people were hurt.")
    []
    """
    found = [(Span(*match.span()), reason) for reason, pattern in _masks() for match in pattern.finditer(text)]
    found += [(Span(*match.span()), "idiom") for match in _idiom_re().finditer(text)]
    for match in _code_re().finditer(text):
        code = match.group()
        short = (code[0] in "GE" and code[1:].isdigit()) or code.startswith("COP")  # "G7", "COP29"
        found.append((Span(*match.span()), "name" if short else "designation"))
    return found


def mask_reason(figure: Span, masks: Sequence[tuple[Span, str]]) -> str | None:
    """The reason of the first mask that touches a figure.

    >>> mask_reason(Span(0, 2), [(Span(0, 10), "date")]), mask_reason(Span(12, 14), [(Span(0, 10), "date")])
    ('date', None)
    """
    return next((reason for span, reason in masks if span.start < figure.end and figure.start < span.end), None)
