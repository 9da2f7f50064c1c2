"""Says which numbers are no claims: a sentence goes in, spans with a reason come out.

Dates, clock times, ordinals, names and designations, ages, phone numbers, addresses, time windows, relative
dates, bracketed conversions, references back and idioms are kept in the passed-over table, so that a reader can
see what was left out and why. Two looks: ``mask_spans`` at the plain words, ``reason_beside`` at one amount and
its neighbours. Vocabulary: ``name_heads``, ``idioms`` and ``none_of``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from analysis.lexicon import alternatives, read_rows
from analysis.models import Amount, Span
from analysis.numerals import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_NUM = r"(?:\d[\d,.]*\d|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|hundred|(?:half\s+)?a\s+dozen|dozens\s+of|hundreds\s+of)"
_TIME = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)|seasons?|terms?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_NOT_DECIMAL = r"(?![\d]|[.,]\d)"

# Each line is one way in which a number is no claim, with a sentence it matches.
_MASKS: tuple[tuple[str, str, int], ...] = (
    # "see https://example.org/2024/12"
    (
        "url",
        r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w[\w.]*|(?<!\w)[@#][A-Za-z_]\w*|\b[\w-]+\.(?:com|org|net|gov|edu|co\.uk)(?:/\S*)?",
        0,
    ),
    # "call +44 20 7946 0000", "(202) 555-0143"
    (
        "phone",
        r"\+\d[\d\s().-]{7,}\d|\(\d{3}\)\s?\d{3}[-. ]\d{4}|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b1-8\d\d-\d{3}-\d{4}\b|\b\d{3}-\d{4}\b(?=[^\d-])",
        0,
    ),
    # "2024-10-18", "18/10/2024"
    ("date", r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b|\b\d{4}/\d{1,2}/\d{1,2}\b", 0),
    # "18 October 2024", "18-20 October", "the 18th of October", "27 Oct 88"
    (
        "date",
        rf"\b{_DAY}(?:\s*(?:[-–—]|to|and|or|,)\s*{_DAY})*\s+(?:of\s+)?{_MONTH}(?:,?\s+(?:{_YEAR}|'?\d\d\b(?![.,]\d)(?!\s+[a-z]))\b)?",
        0,
    ),
    # "October 18, 2024", "October 18 and 19", "Oct. 2024"
    (
        "date",
        rf"\b{_MONTH}\s+{_DAY}(?:\s*(?:[-–—]|to|and|or|through)\s*{_DAY}(?!\s+[a-z]+s\b|\s+people|\s*[-\w]*(?:year|%)|\s+per))*{_NOT_DECIMAL}(?!\s*(?:%|per\s?cent|million|billion|thousand|people|hundred))(?:,?\s+{_YEAR}\b)?",
        0,
    ),
    ("date", rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", 0),
    # "the 1990s", "the '90s", "2012-13", "2014/15", "mid-2022"
    (
        "date",
        rf"\b(?:1[5-9]|20)\d0['’]?s\b|['’]\d0s\b|\b{_YEAR}\s?[-–—/]\s?(?:{_YEAR}|\d\d)\b(?!\s*(?:%|per))|\b(?:mid|early|late|pre|post|in|since)-{_YEAR}\b|\b{_YEAR}-(?:style|era|\w+ed)\b",
        0,
    ),
    # "5:30 p.m.", "at 5 pm", "1400 GMT", "9 o'clock"
    (
        "clock time",
        r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?|hours|hrs|GMT|UTC|EST|EDT|BST|CET|IST|local)|\b(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?\b(?!\s*(?:scale|odds))",
        re.IGNORECASE,
    ),
    (
        "clock time",
        r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s?(?:[ap]\.m\b\.?|[ap]m\b|o['’]clock)|\b[0-2]\d[0-5]\d\s?(?:GMT|UTC|hours|hrs|local|h\b|EST|EDT|BST|CET|IST)|\b(?:\d{1,2}|two|five|six|seven|ten)\s+in\s+the\s+(?:morning|afternoon|evening)|\b(?:\d{1,2})\s+(?:GMT|UTC)\b",
        re.IGNORECASE,
    ),
    # "34-year-old", "aged 34", "34 years old", "under-18s", "in his 40s"
    (
        "age",
        rf"\b{_NUM}[\s-]+(?:{_TIME})[\s-]+olds?\b|\bag(?:ed?|es)\s+(?:of\s+)?(?:(?:between|from|under|over|about|around|up\s+to|at\s+least)\s+)*{_NUM}(?:\s*(?:-|–|to|and|or)\s*{_NUM})?(?:\s+(?:or|and)\s+(?:over|under|older|younger))?\b(?!\s*(?:%|per\s?cent))|\b(?:in\s+)?(?:his|her|their|my|its)\s+(?:early\s+|mid-?\s?|late\s+)?(?:\d0s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b|\b(?:under|over)[-\s]\d\d?s\b|\b(?:under|over)\s+(?:the\s+)?age\s+of\s+{_NUM}|\b(?:turned|turns|turning)\s+\d\d\b(?=[\s.,](?!per|%))|\b{_NUM}\s+{_TIME}\s+of\s+age\b",
        re.IGNORECASE,
    ),
    # "Maria Reyes, 34, said", "Nick Hale (34)"
    (
        "age",
        r"\b[A-Z][\w'’-]+, \d\d(?=,\s|\s?[.;])|\b[a-z'’-]+, [1-9]\d,(?=\s(?:[a-z]+\s)?(?:said|says|told|who|went|added|from|was|is|has)\b)|\b[A-Z][\w'’-]+ \(\d\d\)",
        0,
    ),
    # "the past 24 hours", "within two days", "a 24-hour period", "for the first time in three years"
    (
        "time window",
        rf"\b(?:past|last|next|previous|coming|following|recent|preceding|first|final|opening|closing|subsequent|prior|latest|remaining|within)\s+(?:the\s+|about\s+|around\s+|at\s+least\s+|more\s+than\s+|nearly\s+|a\s+)?(?:few\s+|several\s+)?{_NUM}(?:\s*(?:-|–|to|or|and)\s*{_NUM})?[\s-]+(?:and\s+a\s+half\s+)?{_TIME}\b|\b{_NUM}-{_TIME}\s+(?:period|window|span|stretch)\b|\b(?:first|worst|best|highest|lowest|biggest|largest|deadliest|time)\s+(?:\w+\s+){{0,2}}in\s+(?:(?:more\s+than|over|nearly|almost|at\s+least|about|some)\s+)?{_NUM}\s+{_TIME}\b",
        re.IGNORECASE,
    ),
    # "two years ago", "three days later"
    (
        "relative date",
        rf"\b(?:(?:about|some|around|nearly|almost|over|more\s+than|less\s+than|at\s+least|just)\s+)?{_NUM}(?:\s*(?:-|–|to|or)\s*{_NUM})?[\s-]+(?:and\s+a\s+half\s+)?(?:\w+\s+)?{_TIME}\s+(?:ago|earlier|later|from\s+now|hence|previously|beforehand|afterwards|prior|before|after|since|into)\b|\b{_NUM}-{_TIME}\s+anniversary|\bhalf\s+an?\s+\w+\s+(?:ago|later|earlier)\b",
        re.IGNORECASE,
    ),
    # "on the 19th"
    (
        "date",
        r"\b(?:on|by|since|until|from|before|after|between)\s+the\s+\d{1,2}(?:st|nd|rd|th)\b(?!\s+(?!and|or|of|to|at)[a-z])",
        0,
    ),
    # "1." that opens a point of a list
    ("other", r"^\s*\(?\d{1,3}[.)](?=\s|$)", 0),
    # "5G", "3D", "4x4"
    ("designation", r"\b\d[GDK]\b|\b\d+x\d+\b|\b[A-Z]\d+[A-Z]?-\d+\b", 0),
    ("idiom", r"\b(?:50|fifty)[-/](?:50|fifty)\b|\b24/7\b|\b9/11\b|\b7/7\b", re.IGNORECASE),
    # "Maria Reyes 44 has"
    ("age", r"\b[A-Z][a-z]+ [A-Z][a-z]+ \d\d(?= (?:has|is|was|who|says|said)\b)", 0),
    # "won 3-0": the higher score first; "a 5-4 ruling"
    (
        "other",
        r"(?<![\d.,-])\b\d{1,3}[-–]\d{1,3}\b(?=\s+(?:win|victory|defeat|loss|draw|lead|vote|ruling|decision|majority|thriller|triumph|record|score|on\s+aggregate))|\b(?:won|beat|lost)\s\d{1,3}[-–]\d{1,3}\b",
        0,
    ),
)


@cache
def _masks() -> list[tuple[str, re.Pattern[str]]]:
    return [(reason, re.compile(pattern, flags)) for reason, pattern, flags in _MASKS]


@cache
def _idiom_re() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(row['phrase'] for row in read_rows('idioms'))})\b", re.IGNORECASE)


@cache
def _code_re() -> re.Pattern[str]:
    symbols = {s for row in read_rows("currencies") for s in row["symbols"].replace(";", " ").split() if s.isalpha()}
    money = "|".join(sorted(map(re.escape, symbols), key=lambda s: (-len(s), s)))
    # "KN-23", "F16", "Covid-19", "MH17": letters, then digits; never money ("Rs300") nor "mid-2022"
    return re.compile(
        rf"(?<![\w$])(?!(?:{money})\s?\d)[A-Z][A-Za-z]{{0,6}}(?:-|/)?\d+[A-Za-z]*(?:-\d+)?\b|\b[a-z]{{1,3}}\d+\b"
    )


@cache
def _head_re() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["word"]: row["reason"] for row in read_rows("name_heads")}
    return re.compile(rf"(?<![\w-])(?P<head>{alternatives(rows)})[\s-]{{1,2}}(?:(?:No|no)\.?\s)?$"), rows


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
        short = (match.group()[:1] in "GE" and match.group()[1:].isdigit()) or match.group().startswith("COP")
        found.append((Span(*match.span()), "name" if short else "designation"))
    return found


def mask_reason(figure: Span, masks: Sequence[tuple[Span, str]]) -> str | None:
    """The reason of the first mask that touches a figure."""
    for span, reason in masks:
        if span.start < figure.end and figure.start < span.end:
            return reason
    return None


_PLURAL_RE = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:people|men|women|children|troops|(?!this|his|its|was|is|has|as|us|plus|yes)[a-z]+[^s\W]s)\b"
)
_YEAR_BEFORE = {
    "in", "since", "until", "till", "by", "from", "during", "before", "after", "of", "early", "late", "mid", "the",
    "year", "through", "and", "to", "for", "back", "around", "spring", "summer", "autumn", "winter", "fall", "year's", "s",
}  # fmt: skip
_DEFINITE_RE = re.compile(
    r"\b(?:the|these|those|both|all|its|their|his|her|our|your)(?:\s+(?:other|remaining|first|last|all))?\s+$",
    re.IGNORECASE,
)
_BARE_YEAR_RE = re.compile(_YEAR)


def reason_beside(text: str, amount: Amount, figure: Figure, previous: Amount | None) -> str | None:
    """Why one amount is no claim, from the words beside it; ``None`` when it may be one.

    >>> from analysis.numerals import find_figures
    >>> from analysis.amounts import find_amounts
    >>> def why(text): return [reason_beside(text, a, f, None) for a, f in find_amounts(text)]
    >>> why("Prices rose in 2022"), why("Flight 17 fell"), why("the two sides met"), why("17 boats sank")
    (['date'], ['name'], ['anaphoric'], [None])
    """
    start, end = amount.number
    before, after = text[:start], text[end:]
    written = text[start:end]
    if _is_conversion(text, amount, previous):
        return "unit conversion"
    if amount.unit == "count" and _BARE_YEAR_RE.fullmatch(written) and amount.qualifier == "exact":
        word = re.search(r"([\w'’]+)\W*$", before)
        dated = word is None or word.group(1).lower() in _YEAR_BEFORE
        if not _PLURAL_RE.match(after) or (dated and word is not None and word.group(1).lower() != "of"):
            return "date"
    head, rows = _head_re()
    match = head.search(before[-24:])
    if match and amount.unit == "count" and amount.qualifier in ("exact", "between") and not _PLURAL_RE.match(after):
        return rows[match.group("head")]
    if amount.unit == "count" and amount.qualifier == "between" and _YEARS_RE.match(text, amount.span.start):
        return "date"
    if amount.unit == "count" and amount.qualifier == "exact" and _numbered(text, amount.number):
        return "name"
    named = _in_name(text, figure)
    if named:
        return "name"
    value = figure.value
    if amount.unit == "count" and amount.qualifier == "exact" and value is not None and figure.kind != "fraction":
        definite = _DEFINITE_RE.search(before[-24:])
        if (
            definite
            and 1 < value <= 12
            and not re.match(r"\s*(?:of\b|killed|dead|wounded|injured|million|billion|or\s+more)", after)
        ):
            return "anaphoric"
        if re.search(r"\b(?:how\s+many|whether)\s+$", before[-16:], re.IGNORECASE):
            return "other"
    if figure.kind == "vague" and re.search(r"\bhow\s+many\s+$", before[-16:], re.IGNORECASE):
        return "other"
    if re.match(r"\s+(?:people|inhabitants|residents|population|live\s+births|patients)\b", after) and re.search(
        r"\b(?:per|every)\s+$", before[-8:]
    ):
        return "other"
    if re.search(r"\bper\s+$", before[-6:]):
        return "other"
    return None


_YEARS_RE = re.compile(rf"(?:between|from)?\s*{_YEAR}\s+(?:and|to|or)\s+{_YEAR}\b(?!\s+[a-z]+s\b)", re.IGNORECASE)
_BEHIND_NAME_RE = re.compile(
    r"\s*(?:$|[.,;:)\]”\"’?!]|(?:to|with|in|on|at|and|or|is|was|are|has|had|what|does|for|from|as|by|of|that|which|will|can)\b|[A-Z])"
)


def _numbered(text: str, number: Span) -> bool:
    """ "the Falcon 7 is", "Hill 205.": a small number right behind a capitalised word and before no noun."""
    written = text[number.start : number.end]
    before = re.search(r"([\w’'-]+) (?:([A-Z][\w’'-]*[a-z])|([A-Z]{2,})) $", text[: number.start])
    if (
        before is None
        or _is_headline(text)
        or not written.isdigit()
        or len(written) > 4
        or before.group(0).split()[-1] in _CALENDAR
    ):
        return False
    return _BEHIND_NAME_RE.match(text, number.end) is not None


_CALENDAR = set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October "
    "November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)


def _is_conversion(text: str, amount: Amount, previous: Amount | None) -> bool:
    """ "(50 miles)" right after "80 km": the same measure once more."""
    if previous is None or amount.unit in ("count", "percent", "fraction", previous.unit):
        return False
    if previous.unit in ("count", "percent", "fraction"):
        return False
    between = text[previous.span.end : amount.span.start]
    closes = re.match(r"[^()]{0,24}\)", text[amount.span.end :])
    return (
        bool(re.fullmatch(r"[\w\s-]{0,24}[(\[]\s*(?:or\s+|i\.e\.\s+|nearly\s+|about\s+|=\s*)?", between) and closes)
        or between.strip() == "/"
    )


def _is_headline(text: str) -> bool:
    """Whether most words begin with a capital, so that capitals say nothing about names."""
    words = re.findall(r"[A-Za-z]{4,}", text)
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _in_name(text: str, figure: Figure) -> bool:
    """ "Group of Seven", "Five Star Movement": a capitalised number word inside a capitalised phrase."""
    word = text[figure.span.start : figure.span.end]
    if not (word[:1].isupper() and word[1:2].islower()) or figure.span.start == 0:
        return False
    if _is_headline(text):
        return False
    opener = re.search(r"[“\"'‘.:!?]\s*$", text[: figure.span.start])
    if opener:
        return False
    return bool(re.search(r"\b[A-Z][\w&]*\s+(?:of\s+)?$", text[: figure.span.start])) or bool(
        re.match(r"[\s-]+[A-Z]", text[figure.span.end :])
    )


_QUESTION_RE = re.compile(
    r"^[^“\"]*?(?:^|:\s|,\s)(?:(?:And|But|So)\s)?(?:Is|Are|Was|Were|Do|Does|Did|Has|Have|Had|Can|Could|Will|Would|Should|How\s+many|How\s+much)\s[^.!]*\?\W*$"
)


def is_question(text: str) -> bool:
    """Whether a sentence asks and so claims nothing.

    >>> is_question("Is that 10,000 in all?"), is_question("Ten died, didn't they?")
    (True, False)
    """
    return _QUESTION_RE.match(text) is not None


def lone_one(doc: Doc, amount: Amount, offset: int) -> str | None:
    """Why the word "one" counts nothing here: it stands for a thing named before, or its noun is not counted.

    "One civilian was killed" counts; "the larger one", "one said" do not.
    """
    piece = doc.char_span(amount.number.start - offset, amount.number.end - offset, alignment_mode="expand")
    if piece is None or amount.unit != "count" or amount.qualifier not in ("exact", "about"):
        return None
    token = piece[-1]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NN", "NNP"):
        return None
    if after is not None and after.lower_ in {row["word"] for row in read_rows("states")}:
        return None
    return "anaphoric" if token.i and doc[token.i - 1].tag_ in ("DT", "JJ", "JJR", "JJS") else "idiom"
