"""Stretches of a text that tell a time or an age: the patterns that ``masks`` looks for, each with its reason.

Dates, clock times, ages, time windows ("the past 24 hours") and relative dates ("two years ago"). Knowingly missed:
dates and times of other languages, ages that follow no name, pronoun or unit ("Reyes is 34").
"""

from __future__ import annotations

import re

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
    r"|hundred|(?:half\s+)?a\s+dozen|(?:a\s+)?half-dozen|dozens\s+of|hundreds\s+of)"
)
# "hours", "centuries"
_TIME = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
    r"|centur(?:y|ies)|seasons?|terms?)"
)
# the letters that every word of _TIME has
_TIMES = (
    *("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade", "centur", "season"),
    "term",
)
# "moved 400 people over six months", "… over ten years"; but "babies over six months" and "people over 60 years"
_IN_A_TIME = (
    r"(?:people|men|women|adults|teenagers|voters|residents|those)\s+over\s+(?:"
    rf"{_NUM}\s+(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|decades?|seasons?|centuries)"
    r"|(?:\d|1[0-5]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen)\s+years)\b"
)
_DEPTH = r"(?:mm|cm|millimet(?:re|er)s?|centimet(?:re|er)s?|inch(?:es)?)"
# "mm", "mm fell", "rain had fallen in the valley"
_RAIN = (
    rf"(?:{_DEPTH}|(?:rain|rainfall|snow|snowfall|hail|{_DEPTH})(?:\s+(?:had|has|have|was|were))?"
    r"(?:\s+(?:fell|fallen|falling|recorded|measured|dumped))?(?:\s+(?:in|on|across|at|over|around)(?:\s+[a-z'’-]+){1,4}?)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"  # "18", "18th"
# "for over five years", "it took over five years": more than so many; elsewhere "over" tells in which time
_OVER = r"\b over (?<!['’]s\sover)" + "".join(
    rf"(?<!\b{word}\sover)"
    for word in (
        *("for", "after", "in", "of", "to", "by", "than", "at", "the", "an", "is", "was", "every", "there", "here"),
        *("last", "lasts", "lasted", "lasting", "took", "take", "takes", "taken", "taking", "spent", "spend", "spends"),
        *("wait", "waited", "served", "worked", "lived", "well", "been", "held", "just", "little", "bit"),
        *("shade", "touch", "slightly", "comfortably", "way", "not", "only"),
    )
)
YEAR = r"(?:1[5-9]\d\d|20\d\d)"  # "2024"

_AGE_HINTS = (
    "old", "young", "year", "age", "when", "since ", "until ", "under", "over", "below", "above", "eldest", "ties",
    "00",
)  # fmt: skip

# Each entry is one way in which a number is no claim; each line of a pattern shows what it matches. Before its flags
# stand the hints that ``masks`` looks for first.
TIME_MASKS: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    (
        "date",
        r"""
        \b\d{4}-\d\d-\d\d\b                                                # 2024-10-18
        | (?<![\d.,/]) [0-3]?\d ([/.]) [0-3]?\d \1 (?: \d{4}|\d\d ) \b         # 18/10/2024
        | \b\d{4}/\d{1,2}/\d{1,2}\b                                        # 2024/10/18
        """,
        ("0-0", "0/0", "0.0"),
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
        ("0",),
        0,
    ),
    # "October 18, 2024", "October 18 and 19"; but "in October 18 people died"
    (
        "date",
        rf"""
        \b{_MONTH} (?: \s+ | (?<=\.) ) {_DAY}                               # October 18
        (?:                                                                # and 19
            \s* (?: [-–—] | to|and|or|through ) \s* {_DAY}
            (?! \s+[a-z]+s\b | \s+people | \s*[-\w]*(?:year|%) | \s+per )  # but no "and 19 people"
        )*
        (?! [\d] | [.,]\d )                                                # October 18.5
        (?! \s* (?: % | per\s?cent | million|billion|thousand|people|hundred ) )
        (?: ,?\s+ {YEAR}\b )?                                              # 2024
        """,
        ("0",),
        0,
    ),
    # "1H24", "Q3 2024", "FY25"
    (
        "date",
        r"""
        \b (?: [1-4][HQ] | [HQ][1-4] ) (?: ['’]?(?!00)\d\d | \s['’]\d\d | \s?20\d\d )? \b    # 1H24, Q3 2024
        | \b (?: 20 )? \d\d [HQ][1-4] \b | \b [1-4][HQ] (?: FY )? \s? 20\d\d \b             # 2019Q3, 1Q 2020
        | \b FY \s? ['’]? (?: 20 )? \d\d (?: [HQ][1-4] )? \b                              # FY25
        """,
        ("0h", "0q", "h0", "q0", "fy"),
        0,
    ),
    # "Oct. 2024", "October of 2024"
    ("date", rf"\b{_MONTH},?\s+(?:of\s+)?{YEAR}\b", ("0000",), 0),
    (
        "date",
        rf"""
        \b (?: 1[5-9] | 20 ) \d0 ['’]?s\b                                  # the 1990s
        | ['’]\d0s\b                                                       # the '90s
        | (?<=\bby\s) 2[12][05]0 \b (?! \s+[a-z]+s\b )                    # by 2100
        | \b (?: in|of|since|by|until|back\s+in ) \s ['’‘] \d\d\b              # in '08
        | \b{YEAR} \s?[-–—/]\s? (?: {YEAR} | \d\d ) \b (?!\s*(?:%|per))    # 2012-13, 2014/15
        | \b (?: of|in|from ) \s {YEAR}[-–—]\d \b (?! [.,]?\d )                # the winter of 2014-5
        | \b (?: mid|early|late|pre|post|in|since )-{YEAR}\b               # mid-2022
        | \b{YEAR}-(?: style|era|\w+ed )\b                                 # 2022-style
        """,
        ("0000", "'0", "’0", "‘0"),
        0,
    ),
    (
        "date",
        r"""
        \b (?: A\.?D\.? | C\.?E\.? ) \s* \d{1,4}                          # A.D. 79 and 120
            (?: \s (?: and|to|or ) \s \d{1,4} (?!,?\d | \s[a-z]+s\b) )?
        | \b \d{1,4} \s? (?: A\.D\.?|B\.C\.E?\.?|AD|BCE?|CE ) (?! \w )    # 44 B.C.
        """,
        ("0",),
        0,
    ),
    (
        "clock time",
        r"""
        \b\d{1,2}[:.]\d\d (?: :\d\d )? \s*                                 # 5:30 p.m., 17.30 GMT
            (?: [ap]\.?\s?m\b\.? | [ap]m(?=[A-Z]) | hours|hrs|GMT|UTC|EST|EDT|BST|CET|IST|local )
        | \b (?: [01]?\d | 2[0-3] ):[0-5]\d (?: :\d\d )? \b (?! \s* (?: scale|odds ) )    # 17:30
        """,
        ("0:0", "0.0"),
        re.IGNORECASE,
    ),
    (
        "clock time",
        r"""
        \b (?: \d{1,2} | one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve ) \s?
            (?: [ap]\.m\b\.? | [ap]m\b | o['’]clock )                      # 5 pm, nine o'clock
        | \b \d{1,2} \s? [-–] \s? \d{1,2} \s? (?: [ap]\.m\b\.? | [ap]m\b )             # 10-11 a.m.
        | \b[0-2]\d[0-5]\d\s? (?: GMT|UTC|hours|hrs|local|h\b|EST|EDT|BST|CET|IST )       # 1400 GMT
        | \b (?: \d{1,2} | two|five|six|seven|ten ) \s+in\s+the\s+ (?: morning|afternoon|evening )    # 7 in the morning
        | \b (?: \d{1,2} ) \s+ (?: GMT|UTC ) \b                            # 14 GMT
        | (?<= at[ ] | by[ ] ) (?: approximately|about|around ) \s 0\d[0-5]\d \b    # at about 0415
        | (?: (?<= at[ ] ) | (?<= by[ ] ) | (?<= around[ ] ) | (?<= about[ ] ) | (?<= since[ ] ) ) 0\d[0-5]\d \b
        | \b [0-2]\d[0-5]\d \s (?= news(?:cast)?|bulletin ) \b             # the 1230 newscast
        """,
        ("am", "pm", ".m", "clock", "0000", "morning", "afternoon", "evening", "gmt", "utc"),
        re.IGNORECASE,
    ),
    (
        "age",
        rf"""
        \b (?:
        {_NUM} (?: [\s-]* (?: - | – | to|or|and ) [\s-]* {_NUM} )?         # 34-year-old, 2 to 4 years old
            (?: [\s-] (?: thousand|million|billion ) )? [\s-]+ (?:{_TIME}) [\s-]+ olds?\b
        | {_NUM} [\s-]+ year [\s-]+ (?: child|boy|girl|baby|toddler|infant|son|daughter ) \b    # a 5-year child
        | (?: I\sam | I['’]m | (?:s?he|who) (?: \s(?:is|was|turned) | ['’]s ) )    # who is 51
            (?: \s (?: now|only|just|about|around|almost|nearly ) )? \s \d\d
            (?= \s* [,;”"] | \s* \. (?!\d) | \s (?: and|now|I|when ) \b | $ )
        | (?: \b age, | , \s then ) \s \d\d (?= ,\s )                       # whose age, 44, ...; Reyes, then 38,
        | (?<! the\s ) (?: died|(?<!of\s)dead|retired|widowed|married|pregnant|orphaned ) \s at \s (?: just\s )? \d\d
            (?= \s* [,;] | \s* \. (?!\d) | \s (?: of|in|from|after|and|on|when ) \b )     # died at 43
        | (?: when|since|until ) \s (?: s?he|I|they ) \s (?: was|were|is|are|turned ) \s
            (?: (?: about|around|only|just|nearly ) \s )? {_NUM}           # when she was around nine, since he was 5
            (?= \s* [,;”"] | \s* \. (?!\d) | \s (?: and|when|years ) \b | $ )
        | ag(?: ed? | es ) \s+ (?: of\s+ )?                             # aged 34; ages of about 18 to 25
            (?: (?: between|from|under|over|about|around|up\s+to|at\s+least ) \s+ )*
            {_NUM} (?: (?: , \s {_NUM} )* (?: \s* (?: - | – | ,?\s?(?:to|and|or) ) \s* {_NUM} ) )?
            (?: \s+ (?: or|and ) \s+ (?: over|under|older|younger ) )? \b (?! \s* (?: % | per\s?cent ) )
        | (?: in\s+ )? (?: his|her|their|my|its ) \s+ (?: early\s+ | mid-?\s? | late\s+ )?    # in his 40s
            (?: \d0s | twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties ) \b
            (?: (?: , | ,?\s (?:and|or) ) \s (?: \d0s | forties|fifties|sixties|seventies|eighties|nineties ) \b )*
        | (?! {_IN_A_TIME} ) (?: people|children|kids|babies|infants|boys|girls|men|women|adults|teenagers|voters
              | residents|those|anyone|everyone|nobody|somebody ) \s      # children under 5, those over 60
            (?: under|over|below|above|younger\s+than|older\s+than ) \s+ {_NUM} \b
            (?! \s* (?: % | per | metres|feet|km|million|hundred|thousand ) )
        | (?: are|were ) \s (?: under \s (?: five|1[0-8]|21 ) | over \s (?: 1[68]|[5-8][05] ) )
            (?= \s* [,;:)”"] | \s* \. (?!\d) | \s (?: and|or ) \b | $ )           # most are under 18
        | at \s \d\d (?= ,? \s the \s (?: youngest|oldest|eldest ) \b )         # at 15 the youngest
        | (?: youngest|oldest|eldest ) (?: \s of\s (?: them|the\s\w+|those(?:\s\w+)? ) )? ,?
            (?: \s (?: is|was|being ) )? (?: \s only )? \s {_NUM} \b (?! \s (?: % | [a-z]+s\b ) )  # the oldest 14
        | (?<= [a-z]\s ) (?: younger|older ) \s than \s \d\d \b (?! \s* (?: % | per|years ) )    # those older than 12
        | as \s (?: young|old ) \s as \s {_NUM} \b (?! \s (?: million|billion|thousand ) )    # as young as nine
        | \d\d? \s? (?: [-–] | to )? \s? (?: \d\d )? [-\s] (?: and|or ) [-\s] (?: older|younger ) \b  # 45 and older
        | (?<= those\s | eople\s | dults\s | oters\s | women\s )                # those 65 and over
            {_NUM} \s (?: and|or ) \s (?: over|under|above|up ) \b
        | (?: among|of|for|all|by|than ) \s (?: [a-z]+\s )? (?: those|people|adults|voters|women|men|whites|blacks
              | latinos|hispanics|students|americans|workers ) \s \d\d \s? (?: to|[-–] ) \s? \d\d \b
            (?! \s* (?: % | per|points ) )                                 # among those 26 to 34
        | (?: under|over ) (?: [-\s]\d\d?s\b | \s+ (?: the\s+ )? age\s+of\s+ {_NUM} )    # under-18s, over the age of 18
        | (?: turned|turns|turning ) \s+ \d\d\b (?= [\s.,] (?! per | % ) )    # turned 40
        | {_NUM}\s+{_TIME}\s+of\s+age\b                                  # 40 years of age
        | (?: child|boy|girl|baby|infant|toddler ) \s of \s {_NUM} \s (?: years|months|weeks ) \b )
        """,
        _AGE_HINTS,
        re.IGNORECASE,
    ),
    (
        "age",
        r"""
        \b (?: boy|girl|son|daughter|child|toddler|brother|sister|cousin|nephew|niece|mother|father|aunt|uncle|wife
              | husband|widow|widower|baby|twins | grand(?:mother|father|son|daughter) ),[ ]\d\d?
            (?= ,\s | [.;] | \s and\b )                                     # the girl, 7, and her aunt
        | \b[A-Z][\w'’-]+,[ ]\d\d (?= ,\s | \s?[.;] (?!\d) )                        # Maria Reyes, 34, said
        | \b[a-z'’-]+,[ ][1-9]\d,                                          # the mayor, 34, who said
            (?= \s (?: [a-z]+\s )? (?: said|says|told|who|went|added|from|was|is|has ) \b )
        | \b[A-Z][\w'’-]+[ ]\(\d\d\)                                       # Nick Hale (34)
        | \b[A-Z][\w'’-]+[ ]\( (?: left|right|cent(?:er|re)|above|below|pictured|in\s[a-z]+ ) \),[ ]\d\d (?= \s?[.,;] )
        | \b (?: girls|boys|sons|daughters|children|kids|brothers|sisters|siblings|men|women ),    # two girls, 8 and 9,
            (?: [ ]\d\d?, )* [ ]\d\d? ,? [ ]and[ ]\d\d? (?= [,.;] (?!\d) )
        | \b (?: man|woman|boy|girl|widow|widower|nurse|teacher|farmer|doctor|pensioner|grandmother     # a nurse of 74
              | grandfather|mother|father|resident|student|villager|fisherman|shopkeeper|soldier ) [ ]of[ ]\d\d
            (?= ,\s | \s? [.;] | \s+ (?: who|said|says|told|was|is|from ) \b )
        """,
        (", 0", "(00)", " of 00"),
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
            {_NUM} (?: \s* (?: - | – | to|or|and ) \s* {_NUM} )? (?: -?plus | \+ )? [\s-]+
            (?: and[\s-]a[\s-]half[\s-]+ )? {_TIME} \b
            (?! (?<=quarters) \s+ of\b )                                  # but "the first three-quarters of his report"
        | \b (?: past|last|next|previous|coming ) \s+ {_TIME} \s+ and\s+an?\s+half \b    # the past decade and a half
        | {_OVER} \s+ {_NUM} \s+ {_TIME} \b                                # paid out over five years
            (?! -old | \s+ (?: ago|old|late|later|earlier|before|after|behind|long|of|to ) \b )
        | \b {_RAIN} \s+ in \s+ (?: (?: just|only|under|about|around|less\s+than ) \s+ )?
            {_NUM} \s+ {_TIME} \b                                         # 80 mm of rain fell in 24 hours
        | \b in \s+ (?: (?: just|only|under|about|around|less\s+than ) \s+ )? {_NUM} \s+ {_TIME} ,? \s+
            (?= (?: [a-z]+\s+ ){{0,3}} \d[\d.,]* \s? {_DEPTH} \b )          # in 24 hours, 80 mm fell
        | \b{_NUM}-{_TIME}\s+ (?: period|window|span|stretch ) \b          # a 24-hour period
        | \b{_NUM}-{_TIME}\s+ (?: low|high|peak|record|best|average|mean|trend ) s?\b    # a 50-year low
        | \b (?: first|worst|best|highest|lowest|biggest|largest|greatest|smallest|deadliest|bloodiest|longest|most
              | least|fewest|strongest|weakest|heaviest|steepest|sharpest|fastest|slowest|hottest|warmest|coldest
              | wettest|driest|time|high|low|level|peak ) \s+              # first time in three years
            (?: [\w-]+\s+ ){{0,3}} in\s+
            (?: (?: more\s+than | over | nearly | almost | at\s+least | about | some ) \s+ )? {_NUM}\s+{_TIME}\b
        """,
        _TIMES,
        re.IGNORECASE,
    ),
    (
        "relative date",
        rf"""
        \b (?! (?<=been\s) [^.;,]{{0,40}} \b since\b )                     # but "it has been two years since"
            (?: (?: about|some|around|nearly|almost|over|more\s+than|less\s+than|at\s+least|just ) \s+ )?
            {_NUM} (?: \s* (?: - | – | to|or ) \s* {_NUM} )?               # two years ago, three days later
            [\s-]+ (?: and[\s-]a[\s-]half[\s-]+ )? (?: (?! (?: an?|the|{_NUM} ) \s ) \w+\s+ )? {_TIME} \s+
            (?: ago|earlier|later|from\s+now|hence|previously|beforehand|afterwards|prior|before|after|since|into ) \b
        | \b an? \s+ {_TIME} \s+ and \s+ an? \s+ half \s+ (?: ago|earlier|later|before|after|from\s+now ) \b
        | \b{_NUM}-{_TIME}\s+anniversary                                   # the 10-year anniversary
        | \b (?: half | (?: a\s+ )? quarter ) (?: \s+ (?: of\s+ )? an?\s+ | - ) {_TIME} \s+    # half an hour later
            (?: ago|later|earlier|before|after|from\s+now ) \b
        """,
        _TIMES,
        re.IGNORECASE,
    ),
    # "on the 19th"; but "on the 19th floor"
    (
        "date",
        r"""
        \b (?: on|by|since|until|from|before|after|between ) \s+the\s+
        \d{1,2} (?: st|nd|rd|th ) \b (?! \s+ (?! and|or|of|to|at ) [a-z] )
        """,
        ("0st", "0nd", "0rd", "0th"),
        0,
    ),
    # "Maria Reyes 44 has"
    ("age", r"\b[A-Z][a-z]+[ ][A-Z][a-z]+[ ]\d\d(?=[ ](?:has|is|was|who|says|said)\b)", (" 00 ",), 0),
)
