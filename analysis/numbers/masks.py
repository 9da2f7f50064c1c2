"""Stretches whose numbers are no claims, by their plain words: a sentence goes in, spans with a reason come out.

Phone numbers, addresses, designations, list points, scores, names and idioms, and what tells a time or an age
(``time_masks``). Vocabulary: ``idioms`` and ``number_names`` in ``lexicons/``, and the signs of ``currencies``, which
are no designations. Knowingly missed: scores that rise ("lost 1-3" is one, "1-3" alone a range), streets without their
usual word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.lexicon import alternatives, read_words, small_letters, small_re
from analysis.models import Span
from analysis.numbers.magnitudes import SIGNS_OF_CODES, money_symbols
from analysis.numbers.time_masks import TIME_MASKS

_SOME = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
# Each entry is one way in which a number is no claim; each line of a pattern shows what it matches. Before its flags
# stand the hints that ``has_hint`` looks for first.
_MASKS: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    (
        "url",
        r"""
        https?://\S+                                                       # https://example.org/2024/12
        | pic\.twitter\.com\S*
        | www\.\S+                                                         # www.example.org/24
        | [\w.+-]+@[\w-]+\.\w[\w.]*                                        # desk24@example.org
        | (?<!\w) [@#][A-Za-z_]\w*                                         # @desk24
        | \b [\w-]+ \. (?: com|org|net|gov|edu|co\.uk ) (?: /\S* )?        # example.org/24
        """,
        ("://", "pic.twitter.com", "www.", "@", "#", ".com", ".org", ".net", ".gov", ".edu", ".co.uk"),
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
        | \b (?: 911|999|112 ) (?: (?= \s (?: call|caller|operator|dispatcher|emergency )s? \b ) )    # a 911 call
        | \b (?: [Cc]all|[Cc]alls|[Cc]alled|[Cc]alling|[Dd]ial|[Dd]ialled|[Dd]ialed|to ) \s (?: 911|999|112 )
            (?= \s*[.,;:)”"] | \s+ (?: and|to|when|after|in|on|at|for|from|only|if|or ) \b )          # dialled 999.
        | (?<=via[ ]) (?: 911|999|112 ) \b
        | (?<=line[ ]) \d{3,4} \b (?! \s+ [a-z]+s\b )                     # the toll-free line 555
        | \b 1[38]00 (?: [ ]\d{3} ){2} \b                                 # 1800 555 014
        | \b 0\d{2,4}-\d{6,8} \b                                          # 0555-0143222
        """,
        ("000", "+0"),
        0,
    ),
    # "1." that opens a point of a list, "(1) he lied; (2) he fled"
    ("other", r"^\s*\(?\d{1,3}[.)](?=\s|$) | ^\s*\d{1,3}\s*(?:\n|$)", ("0",), 0),
    ("other", r"(?<=\s)\([1-9]\)(?=\s+[a-z])", ("(0)",), 0),
    # "the bottom three in the league"; but "the top three firms"
    (
        "other",
        r"""
        \b (?: top|bottom ) [ ] (?: \d{1,3} | two|three|four|five|six|seven|eight|nine|ten|twelve|twenty ) \b
        (?= \s* (?: [,;:)] | \. (?!\d) | $ )
            | \s+ (?: in|during|at|on|for|and|after|with|by|is|are|was|were|this|last ) \b )
        """,
        ("top ", "bottom "),
        0,
    ),
    # "the Falcon 11 Max"
    ("designation", r"\b\d{1,3}[ ](?:Pro|Max|Plus|Ultra|Mini|Lite|XL)\b", ("0 ",), 0),
    # "a stumble or two"
    ("idiom", r"\b(?:an?|the)[ ](?:[a-z-]+[ ]){1,2}or[ ]two\b", (" or two",), 0),
    # "15 degrees below zero"
    ("idiom", r"(?:(?<=\d[ ])|(?<=degrees[ ])|(?<=C[ ]))(?:below|above)[ ]zero\b", ("w zero", "e zero"), 0),
    # "5G", "3D", "4x4", "2.5.1", "3 Series", "B52-2", "10b-5", a broken letter ("Ã1⁄4"); no "12.03.2024"
    (
        "designation",
        r"\b\d[GDK]\b|\b\d+x\d+s?\b|\b(?!\d\d?\.\d\d?\.\d{4}\b)\d+(?:\.\d+){2,}\b|\b\d[ ]Series\b"
        r"|\b[A-Z]\d+[A-Z]?-\d+\b|\b\d+[a-z]-\d+\b|(?<=[^\W\d_])1⁄[24](?=[^\W\d_])",
        ("0g", "0d", "0k", "0x0", "0.0", "0 series", "-0", "0⁄0"),
        0,
    ),
    (
        "other",
        r"""
        (?<![\d.,$£€-]) \b \d{1,3}[-–]\d{1,3} \b                           # a 3-0 win, a 5-4 ruling
            (?= \s+ (?: win|victory|defeat|loss|draw|lead|vote|ruling|decision|majority|thriller|triumph
                      | record|score|start|deficit|rout|shutout|tie|advantage|margin|on\s+aggregate ) )
        | \b (?: won|beat|lost|drew ) (?: \sit )? \s\d{1,3}[-–]\d{1,3}\b               # won 3-0
        | (?<![\w–-]) \d{1,2} [-–] \d{1,2} [-–] \d{1,2} (?![\w–-])           # 8-0-1
        | \b \d{1,2}-for-\d{1,2} \b                                       # 3-for-4
        | (?<![\w.,$£€–-]) [0-7]-[0-7] (?: \s\(\d\d?(?:-\d\d?)?\) )?     # a match in sets: 3-6, 7-6 (7-4)
            (?: ,?\s (?:and\s)? [0-7]-[0-7] (?: \s\(\d\d?(?:-\d\d?)?\) )? (?![\w%/–-]|[.,]\d|\s?per) )+
        | [A-Z][\w'’-]+ [ ] \( 1?\d-1?\d (?: -\d\d? )? \)           # Kites (5-6)
        | ^ (?: [A-Z][\w'’-]+\s ){1,3} [A-Z][\w'’-]+ : \s \d\d? (?:\.5)? (?:/10)? (?= \s (?: [-–]\s )?  # Hale: 4
            (?: [A-Z][a-z]+ed | Was|Had|Did|Made|Gave|Got|Kept|Could|Not|Never|Lost|Won|Left|His|Her|A|An|The ) \b )
        | (?<! \w [A-Z] ) [A-Z][\w'’-]+ [ ] \( \d \)                       # the player's shirt: Nick Hale (4)
        """,
        ("0-0", "0–0", "(0)", "0-for-0", ": 0"),
        0,
    ),
    # "a two-for-one split", "a 2-to-1 ratio", "outnumbered by four to one"
    (
        "other",
        rf"""
        \b {_SOME} [ -] for [ -] {_SOME} \b
            (?= [ ] (?: [a-z]+[ ] )?? (?: split|share|stock|bonus|rights|swap|offer|deal|exchange|trade ) s?\b )
        | \b {_SOME} -to- (?:1|one) \b
        | \b (?: by|odds\sof|ratio\sof|margin\sof|outnumber(?:s|ed)? ) \s
            (?: (?: about|nearly|almost|roughly|more\sthan|over|around ) \s )?
            {_SOME} \s to \s (?:1|one) \b (?! [.,]?\d | \s [a-z]+s\b )
        """,
        ("-for-", " for ", "-to-", " to 0", " to one"),
        0,
    ),
    # "16-18 Example Avenue", "221 High Street"; but "40 Street Fighters"
    (
        "name",
        r"""
        \b \d{1,5} [A-Z]? (?: [-–]\d{1,5} )? \s (?: [NSEW]{1,2} \.? \s )?
        (?: (?: [A-Z][\w'’]+ | \d+(?:st|nd|rd|th) ) \s ){1,4}
        (?: Avenue|Ave|Street|St|Road|Rd|Lane|Boulevard|Blvd|Drive|Square|Terrace|Crescent|Parkway|Highway|Hwy|Quay ) \b
        """,
        ("0",),
        0,
    ),
    # "737 Max jets", "a 747 jet", "the 757 is"
    (
        "designation",
        r"""
        \b7[0-8]7-\d{1,3} (?: ER|LR|s )? \b                                # six 787-9s
        | \b7[0-8]7 (?= [ ] (?: MAX\b | Max\b | (?: jet|airliner|Dreamliner|plane|aircraft|freighter ) s?\b ) | s\b )
        | (?: (?<=[Tt]he[ ]) | (?<=his[ ]) | (?<=a[ ]) | (?<=old[ ]) ) 7[0-8]7
            (?= [.,;] | [ ](?:is|was|has|had|can|could|will|would|and|or|in|to|from
                | that|which|with|on|at|for|carrie[sd]|crashed|flew|landed ) \b )
        """,
        ("000", "000-0"),
        0,
    ),
    # "a 401(k) plan", "a 501(c)(3)"
    (
        "designation",
        r"\b(?:401|403|457|501|529)(?:\([a-z]\)(?:\(\d\))?|[bk]\b|(?=[ ]plans?\b))",
        ("000(", "000k", "000b", "000 plan"),
        0,
    ),
    # "155 mm shells", "a 9mm pistol", "a .50-calibre gun"
    (
        "designation",
        r"""
        (?<![\d.]) \d{1,3} (?:\.\d+)? [\s-]? (?: mm | millimet(?:re|er) ) [\s-] (?: [a-z-]+\s ){0,2}
            (?: mortar|howitzer|gun|cannon|shell|round|artillery|rocket|ammunition|pistol|handgun|bullet|grenade ) s?\b
        | (?:\b\d\d?)? \.? \d\d? [\s-]? cal (?: ib(?:re|er) )? \b
        """,
        ("mm", "millimet", "cal"),
        0,
    ),
    # "the 12-Step Programme"; but "a 28-Nation Summit"
    (
        "name",
        r"""
        \b \d{1,2} - (?! (?: Day|Hour|Man|Member|Mile|Minute|Month|Nation|Party|Point|Seat|State|Story|Storey|Team|Week
            |Woman|Year ) \b ) [A-Z][a-z]+ [ ] [A-Z][a-z]+
        """,
        ("0-",),
        0,
    ),
    # "#2"
    ("name", r"(?<![\w&])\#\d{1,3}\b", ("#0",), 0),
    # "Under 30 Summit"
    ("name", r"\bUnder[ ]\d\d\b(?=[ ][A-Z])", ("under 00",), 0),
    # "49ers", "76ers"
    ("name", r"\b\d+ers\b", ("0ers",), 0),
    # the number of a post or a parcel: "672138506081275904"
    ("designation", r"(?<![\d.,$£€]) \b \d{14,} \b (?![.,]\d)", ("0" * 14,), 0),
)


# "2-1", "104-98"; but "5-4 percent", "1-2-3"
_SCORE_RE = re.compile(
    r"(?<![\w.,$£€–-])(?<!voted )(?<!vote of )(?P<ours>\d{1,3})[-–](?P<theirs>\d{1,3})"
    r"(?![\w/–-]|[.,]\d|\s?(?:%|per\s?cent|pct|percentage)\b)"
)
_LOW_SCORE, _HALF, _HIGH_SCORE = 20, 50, 100  # between them stand the shares of a poll or a vote: "54-46", "41-41"
# "led 24-7", "improved to 24-12": shares of a poll are larger together
_LED_RE = re.compile(
    r"\b(?:led|leads?|leading|trail(?:s|ed|ing)?|outscor(?:ed|es|ing)|ahead|behind|down|up|went|is|are|was|were|record\s+of"
    r"|improved\s+to|opened|started"
    r"|(?:beat|beats|defeat(?:ed|s)?|downed|edged|routed|outshot|outgained|thrashed|stunned)(?:\s+(?:the|[A-Z][\w’'-]*)){1,4})\s+$"
)
_MOST_TOGETHER = 70


def _is_score(match: re.Match[str]) -> bool:
    """Whether two numbers with a dash between them fall, as no range does, and are no shares."""
    ours, theirs = int(match.group("ours")), int(match.group("theirs"))
    led = ours + theirs <= _MOST_TOGETHER and _LED_RE.search(match.string[: match.start()]) is not None
    return ours >= theirs and (led or ours <= _LOW_SCORE or ours > (_HALF if ours == theirs else _HIGH_SCORE))


@cache
def _masks() -> list[tuple[str, re.Pattern[str], tuple[str, ...], bool]]:
    """Each mask with its reason and its hints, and whether it is for the text in small letters."""
    return [
        (reason, (small_re if flags else re.compile)(pattern, re.VERBOSE), hints, bool(flags))
        for reason, pattern, hints, flags in (*_MASKS, *TIME_MASKS)
    ]


_DIGIT_RE = re.compile(r"\d")


def has_hint(shape: str, hints: tuple[str, ...]) -> bool:
    """Whether a mask may be in a text, given in small letters with each digit as 0: a quick look before a slow one.

    >>> has_hint("fired on 00 october", ("0",)), has_hint("fired on 00 october", ("000", "0-0"))
    (True, False)
    """
    return any(map(shape.__contains__, hints))


@cache
def _idiom_re() -> re.Pattern[str]:
    return small_re(rf"\b(?:{alternatives(read_words('idioms', 'phrase'))})\b")


@cache
def _name_re() -> re.Pattern[str]:
    """ "7-Eleven", "the Big Ten": names that hold a number, in their own case."""
    return re.compile(rf"(?<![\w-])(?<!\d[.,])(?:{alternatives(read_words('number_names', 'name'))})(?!\w)")


@cache
def _code_re() -> re.Pattern[str]:
    money = alternatives(symbol for symbol in money_symbols() if symbol.isalpha() and symbol not in SIGNS_OF_CODES)
    either = alternatives(SIGNS_OF_CODES)
    return re.compile(
        rf"""
        (?<![\w$]) (?= [A-Z][A-Za-z]{{0,6}} [-/]?\d )
        (?! (?:{money}) \s?\d )                                # never money: "Rs300"
        (?! (?:{either}) \d+ (?: [.,]\d | \s?(?:m|bn|tn|k|mln|bln|mn|trl?n|[mbtr]+illion)\b ) )  # "R2.5m", no "R21"
        [A-Z][A-Za-z]{{0,6}} (?:-|/)? \d+ (?: [A-Za-z]+\d* )* (?:-\d+s?)? \b    # KN-23, F16, Covid-19, H1N1
        | \b[A-Z]{{2,4}}\.\d{{1,2}}\b                             # ID.4
        | \b(?!kr\d)[a-z]{{1,3}}\d+\b                                  # s300
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
    small = small_letters(text)
    shape = _DIGIT_RE.sub("0", small)
    found = [
        (Span(*match.span()), reason)
        for reason, pattern, hints, is_small in _masks()
        if has_hint(shape, hints)
        for match in pattern.finditer(small if is_small else text)
    ]
    found += [(Span(*match.span()), "idiom") for match in _idiom_re().finditer(small)]
    found += [(Span(*match.span()), "name") for match in _name_re().finditer(text)]
    found += [(Span(*match.span()), "other") for match in _SCORE_RE.finditer(text) if _is_score(match)]
    for match in _code_re().finditer(text) if "0" in shape else ():
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
