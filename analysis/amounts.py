"""Reads amounts: a sentence goes in, its figures come out with qualifier, bounds, unit and rate.

"more than 200" has a low end and no high one; "between 120 and 150" is one amount with two ends; nothing is
invented that the words leave open. Vocabulary: ``hedges``, ``units`` and ``currencies`` in ``lexicons/``.
Knowingly missed: multiples ("twice as many"), sums ("30 plus 12").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from analysis.lexicon import alternatives, read_rows, split_list
from analysis.models import Amount, Span
from analysis.numerals import Figure, find_figures

_LOOK_BACK = 48
_DASHES = "–—‑-"
_TIME_UNITS = "second|minute|hour|day|night|week|fortnight|month|quarter|season|year|decade"
# "200 a day", "12 deaths per 100,000 people", "30 shells every hour"
_PER_RE = re.compile(
    rf"(?P<noun>(?:\s+[^\W\d_][\w'’-]*){{0,5}}?)\s+(?:(?:an?|per|each|every)\s+(?P<unit>{_TIME_UNITS}|person|capita|head"
    r"|household|patient|passenger|vehicle|student|inhabitant|(?:\d[\d,]*|hundred|thousand|million)\s+[^\W\d_]+)\b"
    r"|(?P<ly>daily|hourly|weekly|monthly|annually|yearly)\b)",
    re.IGNORECASE,
)
_GLUED_PER_RE = re.compile(rf"(?:/|-?\s?a-|\s?per\s)(?P<unit>{_TIME_UNITS}|person)\b", re.IGNORECASE)
_LY = {"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}
_STOPS_RATE = {"in", "on", "at", "and", "or", "for", "with", "after", "said", "who", "that", "to", "by", "from", "but"}
_UP = "rise|rises|rose|risen|rising|climb|climbs|climbed|climbing|jump|jumps|jumped|jumping|soar|soared|soaring|grow|grows|grew|grown|growing|increase|increases|increased|increasing|raised|raises|raise|raising|up|surge|surged|surging|swell|swelled|swelling|gained|gain|gains|expanded|expand|doubled|tripled|quadrupled"
_DOWN = "fall|falls|fell|fallen|falling|drop|drops|dropped|dropping|decline|declines|declined|declining|decrease|decreases|decreased|decreasing|lowered|lower|lowers|lowering|down|shrink|shrank|shrunk|contracted|contract|cut|cuts|reduced|reduce|reduces|plunged|plunge|slid|slide|slipped|slip|tumbled|tumble|narrowed|eased|lost|sank|halved"
_MOVED_RE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<gap>[^.;:!?]{{0,45}})$", re.IGNORECASE)
_MOVE_LINK_RE = re.compile(
    r"(?:^|\s)(?:to|by|from|at)(?:\s+(?:a|the|nearly|about|more|than|at|least|over|some|around|almost|total|of))*\s*$",
    re.I,
)


# "a magnitude 5.6 earthquake", "magnitude of 7.8"
_SCALE_RE = re.compile(r"\bmagnitude(?:[\s-]of)?[\s-]$", re.IGNORECASE)
# "thousands of hectares"
_OF_RE = re.compile(r"\s+of(?=\s)")


@dataclass(frozen=True)
class Unit:
    """A unit beside a number: its name (a currency's code for money), its words and the lexicon row."""

    name: str
    span: Span
    row: str
    adjectival: bool = False


@cache
def _hedges_before() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["phrase"]: row["qualifier"] for row in read_rows("hedges") if row["side"] == "before"}
    between = r"(?:\s+(?:a\s+total\s+of|another|a\s+further|an\s+additional|a|an|the|only|just))?"
    pattern = rf"(?<![\w-])(?P<hedge>{alternatives(rows)}){between}\s*$"
    return re.compile(pattern, re.IGNORECASE), rows


@cache
def _hedges_after() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["phrase"]: row["qualifier"] for row in read_rows("hedges") if row["side"] == "after"}
    return re.compile(rf"[\s-]*(?P<hedge>{alternatives(rows)})(?!\w)(?!\s+than\b)", re.IGNORECASE), rows


@cache
def _unit_words() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    plain: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for row in read_rows("units"):
        for word in split_list(row["words"]):
            symbol = len(word) <= 3 or not word.islower()
            (symbols if symbol else plain)[word if symbol else word.lower()] = row["unit"]
    for row in read_rows("currencies"):
        for word in split_list(row["words"]):
            plain[word.lower()] = row["code"]
    ordered = alternatives([*plain, *symbols])
    return re.compile(rf"(?P<gap>[\s–—‑-]*)(?P<unit>{ordered})(?![\w²³])", re.IGNORECASE), plain, symbols


@cache
def _money_before() -> tuple[re.Pattern[str], dict[str, str]]:
    symbols = {symbol: row["code"] for row in read_rows("currencies") for symbol in split_list(row["symbols"])}
    ordered = "|".join(re.escape(s) for s in sorted(symbols, key=lambda s: (-len(s), s)))
    return re.compile(rf"(?<![A-Za-z])(?P<symbol>{ordered})\s?$"), symbols


def find_unit(text: str, figure: Figure) -> Unit | None:
    """The unit or currency that stands beside a figure, before ("$5") or after ("5 km", "18-month").

    >>> text = "about 80 kilometres of road"
    >>> find_unit(text, find_figures(text)[0]).name
    'kilometre'
    """
    start, _end = figure.span
    pattern, symbols = _money_before()
    money = pattern.search(text[max(0, start - 6) : start])
    if money:
        at = start - len(money.group())
        code = symbols[money.group("symbol")]
        return Unit(code, Span(at, start), f"currencies: {money.group('symbol')}")
    scale = _SCALE_RE.search(text[max(0, start - 16) : start])
    if scale:
        return Unit("magnitude", Span(start - len(scale.group()), start), "units: magnitude")
    return _unit_after(text, figure)


def _unit_after(text: str, figure: Figure) -> Unit | None:
    end = figure.span.end
    pattern, plain, symbols = _unit_words()
    of = _OF_RE.match(text, end) if figure.kind == "vague" else None
    match = pattern.match(text, of.end()) if of else pattern.match(text, end)
    if match is None:
        return None
    word, gap = match.group("unit"), match.group("gap")
    name = symbols.get(word) or plain.get(" ".join(word.lower().split()))
    if name is None or "\n" in gap or (any(dash in gap for dash in "–—")):
        return None
    if len(word) == 1 and word.isalpha() and (gap or figure.kind != "digits") and word != "m":
        return None
    if word in symbols and len(word) <= 2 and word.isalpha() and figure.kind != "digits":
        return None
    if word == "won" and (figure.value or 0) < 1000:
        return None
    if name in ("second", "minute") and figure.kind == "ordinal":
        return None
    after = text[match.end() : match.end() + 12]
    if word.lower() in ("pound", "pounds") and figure.mantissa is not None and not after.startswith(" of"):
        name = "GBP"
    if word in ("sec", "min") and not gap.strip() and after[:1] == ".":
        return None
    adjectival = "-" in gap
    return Unit(name, Span(match.start("unit"), match.end("unit")), f"units: {word}", adjectival)


def find_amounts(text: str, figures: list[Figure] | None = None) -> list[tuple[Amount, Figure]]:
    """Every amount of a sentence with the figure it was read from, left to right.

    Whether it is a claim at all is not asked here. Offsets index ``text``.

    >>> [(a.span.of(t), a.qualifier, a.low, a.high) for t in ["killed between 229 and 425 people"]
    ...  for a, _ in find_amounts(t)]
    [('between 229 and 425', 'between', Decimal('229'), Decimal('425'))]
    >>> [(a.span.of(t), a.unit) for t in ["fined up to $2.5bn, or 4 per cent"] for a, _ in find_amounts(t)]
    [('up to $2.5bn', 'USD'), ('4 per cent', 'percent')]
    """
    figures = [f for f in (find_figures(text) if figures is None else figures) if f.kind != "ordinal"]
    found: list[tuple[Amount, Figure]] = []
    i = 0
    while i < len(figures):
        figure = figures[i]
        if found and figure.span.start < found[-1][0].span.end:
            i += 1  # the digit of a unit: "32 m2"
            continue
        following = figures[i + 1] if i + 1 < len(figures) else None
        ranged = _range(text, figure, following) if following else None
        if ranged is not None:
            found.append((ranged, figure))
            i += 2
            continue
        found.append((_single(text, figure), figure))
        i += 1
    return found


def _single(text: str, figure: Figure) -> Amount:
    unit = find_unit(text, figure)
    start = min(figure.span.start, unit.span.start) if unit else figure.span.start
    end = max(figure.span.end, unit.span.end) if unit else figure.span.end
    qualifier, start, end, cues = _qualify(text, start, end, figure)
    low, value, high = _bounds(qualifier, figure)
    return Amount(
        span=Span(start, end),
        number=figure.span,
        low=low,
        value=value,
        high=high,
        qualifier=qualifier,
        unit=_unit_name(unit, figure),
        per=_per(text, end, unit),
        trend=_trend(text[:start]),
        cues=tuple(cues) + ((unit.row,) if unit else ()),
    )


def _unit_name(unit: Unit | None, figure: Figure) -> str:
    if unit is not None:
        return unit.name
    return "fraction" if figure.kind == "fraction" else "count"


def _qualify(text: str, start: int, end: int, figure: Figure) -> tuple[str, int, int, list[str]]:
    """The qualifier beside an amount and the span that includes it."""
    pattern, before = _hedges_before()
    after_pattern, after = _hedges_after()
    qualifier, cues = "vague" if figure.kind == "vague" else "exact", []
    if figure.kind == "vague":
        cues.append(f"vague: {' '.join(figure.span.of(text).lower().split())}")
    for _ in range(2):
        match = pattern.search(text[max(0, start - _LOOK_BACK) : start])
        if match is None or _is_other_sense(text, start, match):
            break
        phrase = " ".join(match.group("hedge").lower().split())
        start -= len(match.group()) - (match.start("hedge") - match.start())
        qualifier = before[phrase] if figure.kind != "vague" else "vague"
        cues.append(f"hedges: {phrase}")
    follows = after_pattern.match(text, end)
    if follows and not cues:
        phrase = " ".join(follows.group("hedge").lower().split())
        qualifier, end = after[phrase], follows.end()
        cues.append(f"hedges: {phrase}")
    return qualifier, start, end, cues


def _is_other_sense(text: str, start: int, match: re.Match[str]) -> bool:
    """Words that look like a hedge and are none: "all over 20 towns", "told us about 3 men"."""
    hedge = match.group("hedge").lower()
    before = text[max(0, start - _LOOK_BACK) : start][: match.start("hedge")].rstrip().lower()
    if hedge == "over":
        return before.endswith((" all", "spread", "ruled", "fought", "row", "disputes", "dispute", "control"))
    if hedge == "under":
        return before.endswith(
            (
                "buried",
                "trapped",
                "held",
                "came",
                "come",
                "comes",
                "placed",
                "put",
                "brought",
                "is",
                "are",
                "was",
                "were",
                "live",
                "living",
                "lives",
            )
        )
    if hedge in ("below", "above", "near"):
        return before.endswith(("the", "kilometres", "km", "miles", "metres", "feet"))
    if hedge == "about":
        return before.endswith(("talk", "talked", "talks", "know", "knew", "worried", "asked", "questions", "question"))
    return False


def _bounds(qualifier: str, figure: Figure) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    value = figure.value
    if qualifier == "vague" or value is None:
        return figure.low if figure.low is not None else value, None, figure.high
    if qualifier in ("more than", "at least"):
        return value, value, None
    if qualifier in ("up to", "nearly", "fewer than"):
        return None, value, value
    if qualifier == "about":
        return None, value, None
    return value, value, value


_JOIN_RE = re.compile(
    r"\s*(?P<join>[-–—‑]|\bto\b|\bto\s+as\s+(?:many|much)\s+as\b|\band\b|\bor\b|\bup\s+to\b)\s*", re.IGNORECASE
)
_BETWEEN_RE = re.compile(
    r"(?<!\w)(?P<word>between|from|anywhere\s+from|anywhere\s+between|ranging\s+from)\s+(?:(?:about|around|some|roughly|approximately|an\s+estimated|at\s+least|more\s+than|nearly|almost|over|under|fewer\s+than|less\s+than|up\s+to)\s+)?$",
    re.IGNORECASE,
)
_CHANGE_RE = re.compile(rf"\b(?:{_UP}|{_DOWN}|changed|went|revised|moved|extended|expanded|widened)\b", re.IGNORECASE)
_SOFT_RE = re.compile(
    r"(?:about|around|some|roughly|approximately|as\s+many\s+as|as\s+much\s+as|nearly|perhaps|maybe|even)\s+$",
    re.IGNORECASE,
)


_YEAR_RE = re.compile(r"(?:19|20)\d\d")


def _range(text: str, first: Figure, second: Figure) -> Amount | None:
    """One amount with two ends out of two neighbouring figures, or nothing."""
    if first.value is None or second.value is None or (first.kind == "fraction") != (second.kind == "fraction"):
        return None
    unit_first, unit_second = find_unit(text, first), find_unit(text, second)
    gap_start = max(first.span.end, unit_first.span.end if unit_first else 0)
    gap_end = min(second.span.start, unit_second.span.start if unit_second else len(text))
    gap = text[gap_start:gap_end]
    soft = _SOFT_RE.search(gap)
    match = _JOIN_RE.fullmatch(gap[: soft.start()] if soft else gap)
    if match is None:
        return None
    join = " ".join(match.group("join").lower().split())
    start = min(first.span.start, unit_first.span.start if unit_first else len(text))
    opening = _BETWEEN_RE.search(text[max(0, start - _LOOK_BACK) : start])
    word = opening.group("word").lower().split()[-1] if opening else ""
    if not _joins(text, start, join, word, first, second):
        return None
    low, high = first.value, second.value
    if second.mantissa is not None and first.mantissa is None and low <= second.mantissa:
        low *= second.value / second.mantissa
    if low >= high:
        return None
    if unit_first and unit_second and unit_first.name != unit_second.name:
        return None
    if unit_first and not unit_second and unit_first.span.start > first.span.start:
        return None  # "0.7 percent to 6,327"
    if _YEAR_RE.fullmatch(first.span.of(text)) and high > 2100:
        return None  # "in 2018 to 3.9 million"
    unit = unit_second or unit_first
    end = max(second.span.end, unit_second.span.end if unit_second else 0)
    cues = ["between"]
    if opening:
        start -= len(opening.group())
        cues = [f"{word} … {join}"]
    else:
        _qualifier, start, end, more = _qualify(text, start, end, first)
        cues += more
    return Amount(
        span=Span(start, end),
        number=first.span,
        low=low,
        value=None,
        high=high,
        qualifier="between",
        unit=_unit_name(unit, second),
        per=_per(text, end, unit),
        trend=_trend(text[:start]),
        cues=(*cues, *((unit.row,) if unit else ())),
    )


def _joins(text: str, start: int, join: str, opening: str, first: Figure, second: Figure) -> bool:
    if opening == "between":
        return join in ("and", "to") or join in _DASHES
    if join == "and":
        return False
    if join == "up to":
        return False
    if opening == "from":
        return not _CHANGE_RE.search(text[max(0, start - 160) : start])
    if join == "or":
        assert first.value is not None and second.value is not None
        near = second.value - first.value in (1, 2, 5, 10) or second.mantissa is not None
        return (near and second.value <= 100) or (second.mantissa is not None and first.mantissa is None)
    if join.startswith("to"):
        before = text[max(0, start - 40) : start]
        return not re.search(r"\b(?:won|lost|beat|voted|vote|by|score|ratio|odds)\s+$", before, re.IGNORECASE)
    return True


def _per(text: str, end: int, unit: Unit | None) -> str | None:
    """The time or thing of a rate that follows an amount: "200 attacks a day", "per 100,000 people"."""
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


def _trend(before: str) -> str:
    """up or down where the words before an amount say that the figure moved to it or by it."""
    match = _MOVED_RE.search(before[-60:])
    if match is None or not _MOVE_LINK_RE.search(match.group("gap") or ""):
        return "none"
    return "up" if match.group("up") else "down"


def shift(amount: Amount, offset: int) -> Amount:
    """The same amount with its offsets moved from the sentence to the article."""
    span = Span(amount.span.start + offset, amount.span.end + offset)
    number = Span(amount.number.start + offset, amount.number.end + offset)
    return replace(amount, span=span, number=number)
