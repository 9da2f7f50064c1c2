"""What a number is measured in: a text and a figure go in, the unit or the currency beside it comes out.

"$5", "5 km", "an 18-month siege", "14 straight years", "half an hour", "magnitude 5.6". Vocabulary: ``units`` and
``currencies`` in ``lexicons/``. Knowingly missed: units that stand apart from their number ("distances, in km, of 3").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.lexicon import alternatives, read_rows, split_list
from analysis.models import Span
from analysis.numbers.figures import Figure
from analysis.numbers.magnitudes import SIGNS_OF_CODES

# "a magnitude 5.6 earthquake", "magnitude of 7.8", "Mach 5"
_SCALE_RE = re.compile(r"\b(?:(?P<mach>mach\s)|magnitude(?:[\s-]of)?[\s-])$", re.IGNORECASE)
# "a 7.8 quake", "measured 7.8 on the Richter scale"
_QUAKE_RE = re.compile(r"[\s-]+(?:earthquake|quake|tremor|temblor|aftershock|foreshock|on\s+the\s+Richter\s+scale)s?\b")
_STRONGEST = 10
# "thousands of hectares"
_OF_RE = re.compile(r"\s+of(?=\s)")
# "half an hour", "three quarters of a mile", "a quarter of one percent", "half-mile"
_PART_OF_RE = re.compile(r"(?:\s+of)?\s+(?:an?|one|1)(?=\s)", re.IGNORECASE)
# "14 straight years", "two more weeks", "35-plus hours", "100 or so miles"
_BETWEEN = r"""(?: [\s-]? (?: plus|odd|\+ ) (?=[\s-])
    | \s+ (?: or\s+(?:so|more|less|fewer) | straight|consecutive|successive|full|more|additional|extra|further
             | whole|solid ) (?=\s) )?"""
_LONGEST_SYMBOL = 8
# letters that must not stand apart: "12in of rain", "40t", "8st", "9.8s", "14h"; but "12 in all", "the 80s"
_GLUED = {"h": "hour", "in": "inch", "s": "second", "st": "stone", "t": "tonne"}
_GLUED_RE = re.compile(rf"(?:{'|'.join(_GLUED)})\b(?!-)")
# 6'2", 6’2”
_FEET_RE = re.compile(r"['’′](?=1?\d(?:[\"”″]|['’′]{2}))")
_INCHES_RE = re.compile(r"(?:[\"”″]|['’′]{2})")
# a 15.6" laptop, at 30'; but 'he scored "40" again'
_OPEN_RE = {"inch": re.compile(r"[\"“]"), "foot": re.compile(r"(?<!\w)['‘]")}
_SIGNS = {'"': "inch", "”": "inch", "″": "inch", "'": "foot", "’": "foot", "′": "foot"}
_SIGN_ENDS_RE = re.compile(r"(?:[\s.,;:)/x×-]|$)")
_INCHES_OF_RE = re.compile(
    r"[\s-](?:screens?|displays?|TVs?|televisions?|monitors?|laptops?|tablets?|wheels?|rims|alloys?|alloy|tyres?|tires?|pipes?|LCD|LED"
    r"|OLED|touchscreens?|panels?|discs?|drives?|models?|versions?|of|x|by|in\s(?:length|diameter)|wide|long|deep|high|tall|thick)\b"
)
_A_RE = re.compile(r"\b(?:an?|the|its|new|with)\s$", re.IGNORECASE)
# "45c a share" are cents, "highs of 38c" degrees
_WARMTH_RE = re.compile(
    r"\b(?:temperatures?|heat|hot|heatwave|degrees|highs?|lows?|cold|cool(?:ed)?|warm(?:th|ing|er)?|stored|oven|boils?|melts?|freez\w+"
    r"|mercury|sunny|weather|sizzl\w+|baked?|fever|chill(?:ed)?)\b",
    re.IGNORECASE,
)
# "111.2 in."
_IN_RE = re.compile(r"\s?in\.(?=\s|[,;)]|$)")
# "2h 15m"
_MINUTES_RE, _HOURS_RE = re.compile(r"m\b"), re.compile(r"\d\s?h(?:rs?)?\s?$")
_SMALL_C_RE = re.compile(r"c\b(?!['’-])")
_PAID_RE = re.compile(
    r"[$€£¢₹]|\b(?:shares?|stocks?|dividends?|payouts?|prices?|cheaper|dearer|costs?|paid|pays?|fees?|tax|levy|litre|kilo|each|earnings|unit)\b",
    re.IGNORECASE,
)
_FEET_BEFORE_RE = re.compile(r"(?<!\d)\d['’′]$")
# "a 6-foot-7 forward"
_FOOT_BEFORE_RE = re.compile(r"\d-(?:foot|feet|ft)-$", re.IGNORECASE)

# "a quarter-point cut": of a percentage
_POINT_RE = re.compile(r"[\s-]point\b")
# "a mile and a half", "2 miles and a half"
_FIRST_GAP_RE = re.compile(r"[\w.,-]+(?=\s+\w+\s+and\s)")
# letters that stand apart from their number, too: "12 C in the shade", but "12 C Street"
_SPACED = ("C", "F", "J", "L", "V", "W", "g", "l")
_SPACED_RE = re.compile(r" (?:[a-z]|[A-Z]{2})|[.,;)/]|$")
# and those that must: "a current of 3 A.", but "Terminal 3A" and "3 A grades"
_APART = ("A", "K", "T", "b")
_APART_RE = re.compile(r" (?:at|and|to|or|in|on|from|per|for|when|across|through|while|flows)\b|[.,;)](?!\w)|$")
# "a capacitor of 3 F", "a charge of 3 C"
_CHARGED = {
    "F": ("farad", re.compile(r"\bcapaci(?:tor|tance)")),
    "C": ("coulomb", re.compile(r"\b(?:electric(?:al)?\s+charge|coulomb|charge\s+(?:of|on|was|is)\s+[-\d])")),
}
# "down 68 p at 112 p"; but "12 p pages"
_PENCE_RE = re.compile(r" (?:at|to|in|on|from|after|and|each|per)\b|[.,;)](?!m\b)|$")
# "nine km"
_WRITTEN = ("cm", "kg", "km", "mm")
# "four barrel bombs", "40 foot soldiers"
_NO_UNIT_RE = re.compile(r"(?:barrel bomb|foot (?:soldier|patrol|bridge)|night (?:raid|flight|attack|train|shift|bus))")
# screens: "1080p" are no pence
_LINES = (240, 360, 480, 720, 1080, 1440, 2160)
# "8,000 tons of aid, or 17 million pounds"
_WEIGHED_RE = re.compile(r"\b(?:tons?|tonnes?|kilograms?|kilos?)\b")
_LOOK_BACK = 80
# "8 Rand Hale" begins a name
_NAMES = ("Rand", "Won", "Real", "Dong", "Miles", "Penny", "Stone", "Knots", "Grams")
# codes of currencies that are words in capitals: "3 ALL BLACKS"
_WORDS = {"ALL", "BAM", "BOB", "COP", "CUP", "MAD", "PEN", "SOS", "TRY"}
_FEWEST_WON = 1000  # "40 won" is a victory, not a sum in South Korea


@dataclass(frozen=True)
class Unit:
    """A unit beside a number: its name (a currency's code for money), its words and the lexicon row."""

    name: str
    span: Span
    row: str


@cache
def unit_words() -> dict[str, str]:
    """The unit of measure that each word or sign stands for.

    >>> unit_words()["kms"], unit_words()["sq ft"]
    ('kilometre', 'square foot')
    """
    return {word: row["unit"] for row in read_rows("units") for word in split_list(row["words"])}


def _is_symbol(word: str) -> bool:
    """Whether a word is read in its own case only: "GB" and "mW", but "Tonnes" as "tonnes"."""
    return len(word) <= 3 or not word.islower()


@cache
def _unit_words() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """What stands behind a number; then the unit of each word in any case, and of each symbol in its own case."""
    plain: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for word, unit in unit_words().items():
        (symbols if _is_symbol(word) else plain)[word] = unit
    for row in read_rows("currencies"):
        code = [row["code"]] if len(row["code"]) == 3 and row["code"].isupper() and row["code"] not in _WORDS else []
        for word in [*code, *split_list(row["words"])]:
            if word.isupper() or len(word) == 1:
                symbols[word] = row["code"]
            else:
                plain[word.lower()] = row["code"]
    ordered = alternatives(word.lower() for word in [*plain, *symbols])
    pattern = rf"{_BETWEEN} (?P<gap> [\s–—‑-]* ) (?P<unit> {ordered} ) (?! [\w²³] )"
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE), plain, symbols


@cache
def _money_before() -> tuple[re.Pattern[str], dict[str, str]]:
    """A currency's sign before a number: "$", "Rs", "US$", and "US $", as some wires write it; but "A $5 loan"."""
    symbols = {symbol: row["code"] for row in read_rows("currencies") for symbol in split_list(row["symbols"])}
    symbols |= {
        f"{symbol[:-1]} $": code
        for symbol, code in symbols.items()
        if re.fullmatch(r"[A-Z.]+\$", symbol) and symbol != "A$"
    }
    return re.compile(rf"(?<![A-Za-z])(?P<symbol>{alternatives(symbols)})\s?$"), symbols


def find_unit(text: str, figure: Figure) -> Unit | None:
    """The unit or currency that stands beside a figure, before ("$5") or after ("5 km", "18-month").

    >>> from analysis.numbers.numerals import find_figures
    >>> text = "about 80 kilometres of road, and 5 lorries"
    >>> [unit.name if unit else None for unit in (find_unit(text, figure) for figure in find_figures(text))]
    ['kilometre', None]
    """
    start = figure.span.start
    pattern, symbols = _money_before()
    money = pattern.search(text[max(0, start - _LONGEST_SYMBOL) : start])
    if money and not _is_code(money.group("symbol"), text, figure):
        code, at = symbols[" ".join(money.group("symbol").split())], start - len(money.group())
        return Unit(code, Span(at, start), f"currencies: {money.group('symbol')}")
    scale = _SCALE_RE.search(text[max(0, start - 16) : start])
    if scale:
        name = "Mach" if scale.group("mach") else "magnitude"
        return Unit(name, Span(start - len(scale.group()), start), f"units: {name}")
    quake = _QUAKE_RE.match(text, figure.span.end)
    if quake and figure.kind == "digits" and figure.value is not None and figure.value < _STRONGEST:
        whole = figure.value == figure.value.to_integral_value() and "scale" not in quake.group()
        if not whole:
            return Unit("magnitude", figure.span, "units: magnitude")
    return _unit_after(text, figure)


def _is_code(symbol: str, text: str, figure: Figure) -> bool:
    """Whether a currency's sign begins a code: "R12" and "PS5"; large and decimal sums are money all the same."""
    return symbol in SIGNS_OF_CODES and figure.mantissa is None and not re.search(r"[.,]", figure.span.of(text))


def unit_name(unit: Unit | None, figure: Figure) -> str:
    """The name of a unit, or "fraction" or "count" for a bare number."""
    if unit is not None:
        return unit.name
    return "fraction" if figure.kind == "fraction" else "count"


def _unit_after(text: str, figure: Figure) -> Unit | None:
    pattern, plain, symbols = _unit_words()
    point = _POINT_RE.match(text, figure.span.end) if figure.kind == "fraction" else None
    if point is not None:
        return Unit("percentage point", Span(*point.span()), "units: point")
    part = figure.kind == "digits" and figure.value is not None and 0 < figure.value < 1
    joint = _PART_OF_RE if part else {"vague": _OF_RE, "fraction": _PART_OF_RE}.get(figure.kind)
    of = joint.match(text, figure.span.end) if joint else None
    match = pattern.match(text, of.end() if of else figure.span.end) or _inside(text, figure)
    if match is not None and match.group("unit") in _GLUED and not match.group("gap"):
        match = None  # "40t" are tonnes, no teslas
    if match is None and figure.kind == "digits":
        size = _size(text, figure)
        if size is not None:
            return size
    glued = _GLUED_RE.match(text, figure.span.end) if match is None and figure.kind == "digits" else None
    if glued is not None and (glued.group() != "s" or "." in figure.span.of(text)):
        return Unit(_GLUED[glued.group()], Span(*glued.span()), f"units: {glued.group()}")
    if figure.kind == "digits" and _SMALL_C_RE.match(text, figure.span.end):
        return _cents_or_degrees(text, figure)
    if _MINUTES_RE.match(text, figure.span.end) and _HOURS_RE.search(
        text[max(0, figure.span.start - 8) : figure.span.start]
    ):
        return Unit("minute", Span(figure.span.end, figure.span.end + 1), "units: m")
    if (
        match is None
        and figure.kind == "digits"
        and "." in figure.span.of(text)
        and _IN_RE.match(text, figure.span.end)
    ):
        return Unit("inch", Span(figure.span.end, text.index(".", figure.span.end) + 1), "units: in.")
    if match is None or (figure.kind == "fraction" and text[match.end() :].startswith(("'s", "’s"))):
        return None
    word, gap = match.group("unit"), match.group("gap")
    name = symbols.get(word) or plain.get(" ".join(word.lower().split()))
    after = text[match.end() : match.end() + 12]
    if name is None or any(mark in gap for mark in "\n–—") or _is_other_word(word, gap, after, figure, word in symbols):
        return None
    weighed = after.startswith(" of") or _WEIGHED_RE.search(
        text[max(0, figure.span.start - _LOOK_BACK) : figure.span.start]
    )
    if word in _CHARGED and _CHARGED[word][1].search(text):
        name = _CHARGED[word][0]
    if word.lower() in ("pound", "pounds") and figure.mantissa is not None and not weighed:
        name = "GBP"
    return Unit(name, Span(*match.span("unit")), f"units: {word}")


def _cents_or_degrees(text: str, figure: Figure) -> Unit | None:
    """ "45c a share", "highs of 38c"; ``None`` where the words beside it speak of both or neither."""
    start, end = figure.span
    warm = _WARMTH_RE.search(text) is not None
    paid = _PAID_RE.search(text, 0, start) is not None or _PAID_RE.search(text, end + 1) is not None
    return Unit("degree Celsius" if warm else "cent", Span(end, end + 1), "units: c") if warm != paid else None


def _size(text: str, figure: Figure) -> Unit | None:
    """ "6'2\"" is 6 feet and 2 inches, 55" a screen's width."""
    start, end = figure.span
    behind, before = text[end : end + 1], text[start - 1 : start]
    if behind and behind in "'’′" and _FEET_RE.match(text, end):
        return Unit("foot", Span(end, end + 1), "units: '")
    if behind and behind in "'’′\"”″" and before and before in "'’′":
        inches = _INCHES_RE.match(text, end)
        if inches is not None and _FEET_BEFORE_RE.search(text[max(0, start - 3) : start]):
            return Unit("inch", Span(*inches.span()), 'units: "')
    if before == "-" and _FOOT_BEFORE_RE.search(text[max(0, start - 7) : start]):
        return Unit("inch", figure.span, "units: foot")
    name = _SIGNS.get(behind)
    if name is not None and _SIGN_ENDS_RE.match(text, end + 1):
        wide = behind in "″′" or (name == "inch" and _INCHES_OF_RE.match(text, end + 1))
        may = name == "foot" or "." in figure.span.of(text) or _A_RE.search(text[max(0, start - 6) : start])
        if wide or (may and not len(_OPEN_RE[name].findall(text, 0, end)) % 2):
            return Unit(name, Span(end, end + 1), f"units: {behind}")
    return None


def _inside(text: str, figure: Figure) -> re.Match[str] | None:
    """ "a mile and a half": the unit stands inside its number."""
    gap = _FIRST_GAP_RE.match(text, figure.span.start, figure.span.end)
    return _unit_words()[0].match(text, gap.end(), figure.span.end) if gap else None


def _is_other_word(word: str, gap: str, after: str, figure: Figure, symbol: bool) -> bool:
    """Whether a word only looks like a unit: "5 A stars", "two in the city", "40 won", "10min. later"."""
    if len(word) == 1 and word.isalpha() and word != "m":
        if word in _APART:
            return gap != " " or figure.kind != "digits" or _APART_RE.match(after) is None
        apart_re = _SPACED_RE if word in _SPACED else _PENCE_RE if word == "p" else None
        spaced = gap and not (apart_re is not None and gap == " " and apart_re.match(after))
        if spaced or figure.kind != "digits":
            return True
    if symbol and len(word) <= 2 and word.isalpha() and figure.kind != "digits" and word not in _WRITTEN:
        return True
    if gap == " " and _NO_UNIT_RE.match(f"{word.lower()}{after}"):
        return True
    if word == "p" and figure.value in _LINES:
        return True
    if word in _NAMES and re.match(r" [A-Z][a-z]", after):
        return True
    if word == "won" and (figure.value or 0) < _FEWEST_WON:
        return True
    return word in ("sec", "min") and not gap.strip() and re.match(r"\.\s*[a-z]", after) is not None
