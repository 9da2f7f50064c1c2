"""Writes the numbers of a text the plain English way: a text goes in, one of the same length comes out.

Digits of any script, spaces, points and apostrophes between thousands, a comma for the point, signs that are not seen:
each number is written with the digits 0 to 9, commas and a point, so that every place stays what it was and all who
read on need to know one way of writing. Knowingly missed: one group behind a point ("1.200" may be 1.2), a comma for
the point of a bare number ("2,5"), numbers in letters of their own (Chinese).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# signs that are not seen: where a line may break, what joins, which way to read; then signs set on a letter
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SET_ON = "\u0300-\u036f\u20d0-\u20f0\ufe00-\ufe0f"
_SPACES = "\u00a0\u2005-\u200a\u202f"
_BETWEEN = dict(zip("‐‑‒﹣－−―～〜，．٫٬،", "-----––––,..,,", strict=True))
_BEHIND = dict.fromkeys("％﹪٪", "%")
_BEFORE = {"＄": "$", "￡": "£", "￥": "¥", "￦": "₩"}
_SIGNS = {**_BETWEEN, **_BEHIND, **_BEFORE}

# what no text holds whose numbers are all plain: a quick look before any work
_HINT_RE = re.compile(
    rf"""
    [^\D0-9] | (?<=\d)[{"".join(_BETWEEN)}{_UNSEEN}{_SET_ON}] | [{"".join(_BEHIND)}]
    | [{"".join(_BEFORE)}{_UNSEEN}](?=\s?\d) | (?<=\d)(?: [{_SPACES}'’]\d{{3}} | \.\d{{3}}[.,]\d | ,\d\d(?!\d) )
    """,
    re.VERBOSE,
)
_DIGIT_RE = re.compile(r"[^\D0-9]")
_SIGN_RE = re.compile(
    rf"(?<=\d)[{''.join(_BETWEEN)}](?=\d) | (?<=[\d\s])[{''.join(_BEHIND)}] | [{''.join(_BEFORE)}](?=\s?\d)", re.VERBOSE
)
# "48<break>250", "48,<break>250", digits underlined one by one
_PARTED_RE = re.compile(
    rf"\d (?: [{_UNSEEN}{_SET_ON}]*+ (?: [.,] [{_UNSEEN}{_SET_ON}]*+ )? \d )*+ [{_SET_ON}]*+", re.VERBOSE
)
_COMMAS_RE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LEFT_OUT_RE = re.compile(rf"[{_UNSEEN}{_SET_ON}]")
# "5<joint>%", "at least <left to right>48"
_BESIDE_RE = re.compile(
    rf"(?<=\d)[{_UNSEEN}]++ (?= [\s%$€£] | $ ) | (?: ^ | (?<=[\s$€£]) ) [{_UNSEEN}]++ (?=\d)", re.VERBOSE
)
# how thousands are parted elsewhere: with a space of its own, an apostrophe, points; "€12,50" has a comma alone
_ELSEWHERE_RE = re.compile(
    rf"""
    (?: (?<!\d) (?<!\d[.,]) \d{{1,3}} (?: [{_SPACES}]\d{{3}} )+ (?!\d)
      | (?<![\w.,'’°]) \d{{1,3}} (?: (?: '\d{{3}} )+ | (?: ’\d{{3}} )+ ) (?! \d | ['’]\d )
    ) (?: (?P<point>\.)(?=\d) | (?P<comma>,)(?=\d\d?(?![.,]?\d)) )?
    | (?<![\w.,/@\#+°]) (?<!\w-) [1-9]\d{{0,2}} (?:
        (?: \.\d{{3}} )+ (?P<after>,)\d\d? | (?P<points> (?: \.\d{{3}} ){{2,}} )
      ) (?! [.,/-]?\d | [^\W\d_] )
    | (?: (?<=[€£$]) | (?<=[€£$]\s) | (?<=\bEUR\s) | (?<=\bCHF\s) ) \d+ (?P<money>,)\d\d (?! [.,]?\d )
    """,
    re.VERBOSE,
)
# four groups below 256 are the address of a computer; other numbers with points have their kind before them
_ADDRESS_RE = re.compile(r"(?:(?:1?\d?\d|2[0-4]\d|25[0-5])(?:\.|$)){4}")
_DESIGNED_RE = re.compile(
    r"\b(?:versions?|ver|v|build|release|firmware|update|ip|address|host|phone|tel|telephone|mobile|fax|call|dial|text"
    r"|whatsapp|hotline|section|article|chapter|paragraph|clause|rule|id|serial|no|nos|number)\b[.:]?\s+$",
    re.IGNORECASE,
)
_LOOK_BACK = 16


def plainly(text: str) -> str:
    """The text with its numbers written as English writes them.

    >>> plainly("１２０ boats, 48'250 crates, 1.234.567 men, €1.200,50 and 40−50 more")
    '120 boats, 48,250 crates, 1,234,567 men, €1,200.50 and 40–50 more'
    >>> plainly("48\\u200b250 of 4\\u200b8"), plainly("10.1.100.200, 6'2, 12.03.2024 and version 1.234.567")
    ('48,250 of 048', "10.1.100.200, 6'2, 12.03.2024 and version 1.234.567")
    """
    if _HINT_RE.search(text) is None:
        return text
    text = _DIGIT_RE.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    text = _SIGN_RE.sub(lambda match: _SIGNS[match[0]], text)
    text = _PARTED_RE.sub(_joined, text)
    text = _BESIDE_RE.sub(lambda match: " " * len(match[0]), text)
    return _ELSEWHERE_RE.sub(_grouped, text)


def _joined(parted: re.Match[str]) -> str:
    """A number without the signs that are not seen, as long as with them: commas and noughts take their place."""
    number, size = _LEFT_OUT_RE.sub("", parted[0]), len(parted[0])
    if len(number) == size:
        return number
    if _COMMAS_RE.fullmatch(number):
        number = number.replace(",", "")
    grouped = f"{Decimal(number):,}" if number.isdecimal() else number
    return grouped if len(grouped) == size else number.rjust(size, "0")


def _grouped(found: re.Match[str]) -> str:
    number = found[0]
    if found["points"] and (
        _ADDRESS_RE.fullmatch(number)
        or _DESIGNED_RE.search(found.string, max(0, found.start() - _LOOK_BACK), found.start())
    ):
        return number
    way = found.lastgroup
    at = len(number) if way in (None, "points") else found.start(way) - found.start()
    return re.sub(r"\D", ",", number[:at]) + ("." + number[at + 1 :] if at < len(number) else "")
