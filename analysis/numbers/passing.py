"""Says which numbers are no claims: one amount and its neighbours go in, the reason comes out, or ``None``.

Years, numbers in names, bracketed conversions, references back and questions are kept in the passed-over table, so that
a reader can see what was left out and why; ``masks`` does the same for plain words, ``ones`` for the word "one",
``years`` tells the years. Vocabulary: ``name_heads``. Knowingly missed: references back above ten.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon import DAYS, MONTHS, alternatives, read_rows
from analysis.models import Amount, Span
from analysis.numbers.figures import Figure
from analysis.numbers.masks import mask_reason, mask_spans
from analysis.numbers.years import PLURAL_RE, is_year

__all__ = ["is_question", "mask_reason", "mask_spans", "reason_beside"]

# "the two sides", "these first three"
_DEFINITE_RE = re.compile(
    r"""
    \b (?: the|these|those|both|our|your ) (?: \s+ (?: other|remaining ) )? \s+ $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HIGHEST_BACK = 10
# "the two killed", "the three million": said for the first time
# "the two states that vote", "the four members of the panel": a phrase of its own
_NEWS_RE = re.compile(
    r"""
    \s* (?:
        (?: of\b | killed | dead | wounded | injured | million | billion | or\s+more )
      | (?: [\w'’-]+ \s+ ){1,3}? of \b
      | (?: [\w'’-]+ \s+ ){1,4}? (?: who|that|which|whose | hurt|killed|wounded|injured|missing|arrested )\b
    )
    """,
    re.VERBOSE,
)
# "the four-bedroom house", "the 12 page report": how large the thing is
_COMPOUND_RE = re.compile(
    r"-[a-z]|\s+(?:member|man|nation|seat)\s+[A-Z]"
    r"|\s+(?:page|room|bedroom|seat|storey|story|member|man|person|lane|team|judge|nation|speed|door|cylinder|inch|bit)\s+[a-z]"
)
# "how many thousands", "whether two"
_HOW_MANY_RE = re.compile(r"\bhow\s+many\s+$", re.IGNORECASE)
_ASKED_RE = re.compile(r"\b(?:how\s+many|whether)\s+$", re.IGNORECASE)
# "12 deaths per 100,000 people", "one in every 40 patients": the whole of a rate
_RATE_RE = re.compile(r"\b(?:per|every)\s+$")
_RATE_WHOLE_RE = re.compile(r"\s+(?:people|inhabitants|residents|population|live\s+births|patients)\b")
_PER_RE = re.compile(r"\bper\s+$")
# "the Falcon 7 is", "Hill 205."
_CAPITAL_BEFORE_RE = re.compile(r"([\w’'-]+) (?:([A-Z][\w’'-]*[a-z])|([A-Z]+)) $")
# "Camp 2 was built": one thing, so that its number is no count
_FIRST_WORD_RE = re.compile(r"^[“\"'‘]?([A-Z][\w’'-]*[a-z]) $")
_IS_RE = re.compile(r"\s+(?:is|was|has)\s+[a-z]")
# "a Falcon 7 driver", "the old Hale Pro 7 ships": behind its article a count stands before the name
_NAMED_RE = re.compile(
    r"(?:^|\s)(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Tt]his|[Tt]hat)\s+(?:[a-z-]+\s+){0,2}"
    r"(?:[A-Z][\w’'&-]*\s+){1,3}$"
)
_NO_NAMES = {
    "Only", "Just", "About", "Around", "Nearly", "Almost", "Over", "Under", "Some", "Of", "In", "By", "At", "To",
    "Another",
}  # fmt: skip
_BEHIND_NAME_RE = re.compile(
    r"""
    \s* (?:
        $ | [.,;:)\]”\"’?!]
        | (?: to (?!\s+\d) | with|in|on|at|off|near|and|or|is|was|are|has|had|what|does|for|from|as|by|of|that
            | which|will|can | (?: cost|weigh|get|come|start|use|offer|run|sell|need|make|look|feel|sit|ride|drive|seat
                | return|feature|ship|stay|go|hit|win|earn|charge|top|last|boast|deliver|produce|gain|pack|take|beat
                | support|work|remain|bring|add ) s ) \b
        | [A-Z]
    )
    """,
    re.VERBOSE,
)
# "1449075600": a post's or a moment's number; large figures of people and money are grouped, or have a word
_ID_RE = re.compile(r"\d{10,}")
# "a 7UP", "the 23andMe test"; but "40s" and "5x"
_GLUED_RE = re.compile(r"(?!s\b|x\b|ish\b|ers\b)[A-Za-z]")
_WORD_RE = re.compile(r"[A-Za-z]{3,}")
_SMALL_WORDS = {"the", "and", "for", "but", "nor", "with", "from", "into", "per", "via", "than"}
_CALENDAR = {
    *DAYS, *MONTHS, "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
}  # fmt: skip
# "80 km (50 miles)", "80 km (or about 50 miles)"
_BRACKET_RE = re.compile(
    r"[\w\s-]{0,24}[(\[]\s*(?:[^()]{1,24}?\s?(?:[/;]|or\b)\s?)?(?:or\s+|i\.e\.\s+|nearly\s+|about\s+|=\s*)?"
)
_BRACKET_END_RE = re.compile(r"[^()]{0,24}\)")
# units of one thing: "444bhp/331kW" says one power twice, "12kW/50Nm" two things
_ALIKE = (
    {"horsepower", "kilowatt", "watt", "megawatt"},
    {"newton metre", "foot pound-force"},
    {"mile per gallon", "litre per 100 kilometres", "kilometre per litre"},
    {"kilometre", "metre", "centimetre", "millimetre", "mile", "yard", "foot", "inch", "nautical mile"},
    {"kilometre per hour", "mile per hour", "metre per second", "knot"},
    {"gram", "kilogram", "tonne", "ton", "pound", "ounce", "stone"},
    {"litre", "millilitre", "gallon", "pint", "fluid ounce", "quart", "cubic foot", "cubic metre", "barrel"},
    {"hectare", "acre", "square kilometre", "square mile", "square metre", "square foot"},
    {"degree", "degree Celsius", "degree Fahrenheit", "kelvin"},
)
# "Group of Seven", "Seven Sisters"; a sentence may open with a capital
_OPENER_RE = re.compile(r"[“\"'‘.:!?]\s*$")
_NAME_BEFORE_RE = re.compile(r"\b[A-Z][\w&]*\s+(?:of\s+)?$")
_NAME_BEHIND_RE = re.compile(r"[\s-]+[A-Z]")
# "Is that 10,000 in all?", "Officials were asked: How many of the 40 came?"
_QUESTION_RE = re.compile(
    r"""
    ^ [^“\"]*? (?: ^ | :\s | ,\s ) (?: (?: And|But|So ) \s )?
    (?: Is|Are|Was|Were|Do|Does|Did|Has|Have|Had|Can|Could|Will|Would|Should|How\s+many|How\s+much ) \s
    [^.!]* \? \W* $
    """,
    re.VERBOSE,
)


@cache
def _head_re() -> tuple[re.Pattern[str], dict[str, str]]:
    """ "Flight 17", "Article No. 5"."""
    rows = {row["word"]: row["reason"] for row in read_rows("name_heads")}
    return re.compile(rf"(?<![\w-])(?P<head>{alternatives(rows)})[\s-]{{1,2}}(?:(?:No|no)\.?\s)?$"), rows


# "type 2 diabetes", "category 4 storms"; but "at this level 12 firms"
_SORTS = {"category", "grade", "level", "phase", "stage", "tier", "type", "version"}
_THIS_RE = re.compile(r"\b(?:this|that|which|every|some|any|no|the|one)\s+$", re.IGNORECASE)
_CAPITAL_RE = re.compile(r"[A-Z][a-z]+\s$")
# "Zones 3, 4 and 7": the rest of a list whose first number is part of a name
_LISTED_RE = re.compile(r"\b([A-Z][a-z]+s)\s(?:\d+,?\s(?:and\s|or\s)?)+$")


def reason_beside(text: str, amount: Amount, figure: Figure, previous: Amount | None) -> str | None:
    """Why one amount is no claim, from the words beside it; ``None`` when it may be one.

    >>> from analysis.numbers.amounts import find_amounts
    >>> def why(text): return [reason_beside(text, a, f, None) for a, f in find_amounts(text)]
    >>> why("Prices rose in 2022"), why("Flight 17 fell"), why("the two sides met"), why("17 boats sank")
    (['date'], ['name'], ['anaphoric'], [None])
    """
    before, after = text[: amount.number.start], text[amount.number.end :]
    count = amount.unit == "count"
    exact = count and amount.qualifier == "exact"
    ranged = count and amount.qualifier == "between"
    if _is_conversion(text, amount, previous):
        return "unit conversion"
    head_re, heads = _head_re()
    head = head_re.search(before[-24:])
    listed = _LISTED_RE.search(before[-40:])
    if listed and exact and listed.group(1) in heads:
        return heads[listed.group(1)]
    plain = head is not None and head.group("head").islower() and " " not in head.group("head")
    if head is not None and plain:  # "resolution 12 boats", but "Security Council resolution 2165 allows"
        plain = _CAPITAL_RE.search(before[-24:][: head.start()]) is None
    sort = head is not None and head.group("head") in _SORTS and _THIS_RE.search(before[-24:][: head.start()]) is None
    if head and (exact or ranged) and (sort or not (plain and PLURAL_RE.match(after))):
        return heads[head.group("head")]
    if is_year(text, amount, figure):
        return "date"
    if (exact and _is_numbered(text, amount.number)) or _is_in_name(text, figure):
        return "name"
    is_id = _ID_RE.fullmatch(amount.number.of(text)) is not None and not PLURAL_RE.match(after)
    if exact and figure.kind == "digits" and (is_id or _GLUED_RE.match(after)):
        return "designation"
    if exact and figure.value is not None and figure.kind != "fraction":
        back = 1 < figure.value <= _HIGHEST_BACK and not _COMPOUND_RE.match(after)
        if back and _DEFINITE_RE.search(before[-24:]) and not _NEWS_RE.match(after):
            return "anaphoric"
        if _ASKED_RE.search(before[-16:]):
            return "other"
    if figure.kind == "vague" and _HOW_MANY_RE.search(before[-16:]):
        return "other"
    if _PER_RE.search(before[-6:]) or (_RATE_WHOLE_RE.match(after) and _RATE_RE.search(before[-8:])):
        return "other"
    return None


def _is_numbered(text: str, number: Span) -> bool:
    """ "the Falcon 7 is", "Hill 205.": a small number right behind a capitalised word and before no noun."""
    written = number.of(text)
    if not written.isdecimal():
        return False
    first = _FIRST_WORD_RE.search(text[: number.start])
    if first is not None and int(written) > 1 and _IS_RE.match(text, number.end):
        return first.group(1) not in _NO_NAMES  # "Ifo 2 was built"
    if len(written) > 4:
        return False
    before = _CAPITAL_BEFORE_RE.search(text[: number.start])
    if before is None:
        return False
    named = before.group(0).split()[-1]
    if named in _CALENDAR or named.endswith(("'s", "’s")):
        return False
    plural = PLURAL_RE.match(text, number.end) or text.startswith("-", number.end)
    if not plural and _NAMED_RE.search(text[: number.start]) and not _is_headline(text):
        return True
    if _is_result(text):
        return False
    return _BEHIND_NAME_RE.match(text, number.end) is not None


def _is_conversion(text: str, amount: Amount, previous: Amount | None) -> bool:
    """ "(50 miles)" right after "80 km": the same measure once more."""
    bare = ("count", "percent", "fraction")
    if previous is None or previous.unit in bare or amount.unit in bare:
        return False
    between = text[previous.span.end : amount.span.start]
    if amount.unit == previous.unit and not (between.strip()[:1] in "([" and "/" in between):
        return False  # the third measure may be the first's again: "300 hp (224 kW / 304 PS)"
    if between.strip() == "/":
        both = {previous.unit, amount.unit}
        return all(unit.isupper() for unit in both) or any(both <= alike for alike in _ALIKE)
    if _BRACKET_RE.fullmatch(between) is None:
        return False
    return _BRACKET_END_RE.match(text, amount.span.end) is not None


def _is_result(text: str) -> bool:
    """Whether names fill a sentence, as in "Reyes 384, Sen. Hale 300 and Lund 37", where numbers are no names' own."""
    words: list[str] = re.findall(r"[A-Za-z]{4,}", text)
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _is_headline(text: str) -> bool:
    """Whether most words behind the first begin with a capital, so that capitals say nothing about names."""
    words: list[str] = [word for word in _WORD_RE.findall(text)[1:] if word not in _SMALL_WORDS]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_in_name(text: str, figure: Figure) -> bool:
    """ "Group of Seven", "Five Star Movement": a capitalised number word inside a capitalised phrase."""
    word, before = figure.span.of(text), text[: figure.span.start]
    if not before or not (word[:1].isupper() and word[1:2].islower()):
        return False
    if _is_headline(text) or _OPENER_RE.search(before):
        return False
    return bool(_NAME_BEFORE_RE.search(before) or _NAME_BEHIND_RE.match(text, figure.span.end))


def is_question(text: str) -> bool:
    """Whether a sentence asks and so claims nothing.

    >>> is_question("Is that 10,000 in all?"), is_question("Ten died, didn't they?")
    (True, False)
    """
    return _QUESTION_RE.match(text) is not None
