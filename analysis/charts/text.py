"""Words on a chart: an article's text comes in, text that can be drawn and measured goes out.

Article text is hostile until shown otherwise: control characters, direction overrides, lone surrogates and
letters that the chart's font lacks become harmless before they reach a figure. Widths are summed from the
font's own advances, so that a layout can be computed without drawing, and is the same in PNG, SVG and PDF.
It knowingly leaves out kerning, which in this font only ever makes a line shorter, and allows a fiftieth for
the whole pixels of a PNG.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font, LoadFlags

POINTS = 72.0
LINE = 1.3
MISSING = "\ufffd"
_PIXELS = 1.02
_COMMANDS = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("z", 1)}
_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    """The text on one line, without what a chart cannot show; a letter that the font lacks becomes �.

    >>> drawable("at least\\n 40\\u202e \\x00people")
    'at least 40 people'
    >>> drawable("\\ud800 한 $x$")
    '� � $x$'
    """
    letters = []
    for letter in text:
        kind = unicodedata.category(letter)
        if letter.isspace() or kind in ("Zl", "Zp"):
            letters.append(" ")
        elif kind in ("Cc", "Cf"):
            continue
        else:
            letters.append(letter if ord(letter) in _letters() else MISSING)
    return " ".join("".join(letters).split())


@lru_cache(maxsize=8192)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """How many inches wide the text is at a size in points.

    >>> 0.5 < width_of("more than 200", 8) < 1.0
    True
    """
    return sum(_advance(letter, bold) for letter in text) * size * _PIXELS / POINTS


def height_of(lines: int, size: float) -> float:
    """How many inches high that many lines are."""
    return lines * size * LINE / POINTS


def shorten(text: str, letters: int) -> str:
    """The text cut to so many letters, at a word's end where one is near, with … in place of the rest.

    >>> shorten("between 1.2 million and 1.5 million people", 32)
    'between 1.2 million and 1.5…'
    >>> shorten("dozens", 32)
    'dozens'
    """
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > letters * 0.6 else cut).rstrip(" ,;:–—-") + "…"


def fit(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text shortened with … until it is no wider than so many inches.

    >>> fit("the National Agency for the Coordination of Relief", 1.5, 8)
    'the National Agency for…'
    """
    if width_of(text, size, bold) <= width:
        return text
    few, many = 1, len(text)
    while few < many:
        middle = (few + many + 1) // 2
        if width_of(shorten(text, middle), size, bold) <= width:
            few = middle
        else:
            many = middle - 1
    return shorten(text, few)


def wrap(text: str, width: float, lines: int, size: float, bold: bool = False) -> list[str]:
    """The text in at most so many lines of so many inches; the last is shortened with …

    >>> wrap("the National Agency for the Coordination of Relief", 1.5, 2, 8)
    ['the National Agency for', 'the Coordination of Relief']
    >>> wrap("", 1.5, 2, 8)
    []
    """
    wrapped: list[str] = []
    words = text.split()
    while words and len(wrapped) < lines:
        if len(wrapped) == lines - 1:
            wrapped.append(fit(" ".join(words), width, size, bold))
            break
        taken = 1
        while taken < len(words) and width_of(" ".join(words[: taken + 1]), size, bold) <= width:
            taken += 1
        wrapped.append(fit(" ".join(words[:taken]), width, size, bold))
        words = words[taken:]
    return wrapped


def wrap_before(head: str, end: str, width: float, lines: int, size: float, bold: bool = False) -> list[str]:
    """The text in lines like ``wrap``, but cut before its ``end``, which stays whole and, if it can, on one line.

    >>> wrap_before("the National Agency for Relief", "(own voice)", 1.5, 2, 8)
    ['the National Agency for', 'Relief (own voice)']
    >>> wrap_before("the National Agency for the Coordination of Relief", "(own voice)", 1.5, 2, 8)
    ['the National Agency for', 'the Coordin… (own voice)']
    """
    wrapped = wrap(f"{head} {end}", width, lines, size, bold)
    cut = bool(wrapped) and wrapped[-1].endswith("…")
    if not head or not end or (not cut and (len(wrapped) < 2 or wrapped[-1].endswith(end))):
        return wrapped
    above = wrap(head, width, lines - 1, size, bold)
    if above and not above[-1].endswith("…") and width_of(end, size, bold) <= width:
        return [*above, end]
    room = width - width_of(f" {end}", size, bold)
    if room < width * 0.3:
        return wrapped
    above = wrap(head, width, lines, size, bold)[: lines - 1]
    rest = " ".join(head.split()[sum(len(line.split()) for line in above) :])
    return [*above, f"{fit(rest, room, size, bold)} {end}"]


def advance_of(letter: str, bold: bool = False) -> float:
    """How far a letter moves the pen on, as a share of the text's size."""
    return _advance(letter, bold)


@lru_cache(maxsize=4096)
def outline_of(letter: str, bold: bool = False) -> str:
    """A letter's outline as SVG path data, upwards from its baseline, at a size of 100; '' for a blank.

    >>> outline_of(" "), outline_of("l")[:5]
    ('', 'M9.4 ')
    """
    font = _load(letter, bold)
    vertices, codes = font.get_path()
    points = [f"{x:.1f} {y:.1f}".replace(".0", "") for x, y in vertices]
    steps = []
    i = 0
    while i < len(points):
        command, taken = _COMMANDS[int(codes[i])]
        steps.append(command + " ".join(points[i : i + taken] if command != "z" else []))
        i += taken
    return "".join(steps)


@cache
def _font(bold: bool) -> FT2Font:
    return get_font(_FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"))


@cache
def _letters() -> frozenset[int]:
    return frozenset(_font(False).get_charmap()) & frozenset(_font(True).get_charmap())


def _load(letter: str, bold: bool) -> FT2Font:
    font = _font(bold)
    font.set_size(100, POINTS)
    font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return font


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    font = _font(bold)
    font.set_size(100, POINTS)
    return float(font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100
