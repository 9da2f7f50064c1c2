"""A chart inside a page: a figure comes in, inline SVG that follows JupyterLab's theme goes out.

Words are drawn as outlines, so nothing of an article can become markup; the alternative text is escaped. Colours
are the theme's own variables, with the chart's palette where there is no theme. The same figure gives the same
bytes, and no name in it clashes with another chart on the page.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
from typing import Any

import matplotlib
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from analysis.charts.marks import INKS, PALE
from analysis.charts.text import POINTS, advance_of, outline_of

THEME = {
    "paper": "--jp-layout-color0",
    "ink": "--jp-content-font-color1",
    "quiet": "--jp-content-font-color2",
    "axis": "--jp-border-color1",
    "line": "--jp-border-color2",
    "named": "--ncw-named",
}
"""Which of the page's colours stands for which ink: JupyterLab's own, and a lighter blue on its dark pages."""

_PALE_RE = re.compile(rf"opacity: {PALE:g}(?!\d)")

_LEFT_OUT_RE = re.compile(
    r"<!--.*?-->|<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>|<style.*?</style>", re.DOTALL
)
_ROOT_RE = re.compile(r'<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"[^>]*?(viewBox="[^"]*")[^>]*>')
_NAME_RE = re.compile(r' id="([^"]*)"')
_REFERENCE_RE = re.compile(r'(href="#|url\(#)([^")]*)')
_JOINED_RE = re.compile("[\u0300-\u036f\u0590-\u1fff\u2c80-\udfff\uf900-\uffef\U00010000-\U0010ffff]")
_DESCENT = 0.24
_BLANK_RE = re.compile(r"\n\s*")


def chart_html(figure: Figure, alternative: str) -> str:
    """The chart as an HTML figure with its alternative text.

    >>> picture = chart_html(Figure(figsize=(2, 1)), 'Two "claims" <b>')
    >>> picture.startswith('<figure role="img" aria-label="Two &quot;claims&quot; &lt;b&gt;"')
    True
    """
    svg = _LEFT_OUT_RE.sub("", _svg(figure))
    svg = _ROOT_RE.sub(_root, svg, count=1)
    for name, variable in THEME.items():
        svg = svg.replace(INKS[name], f"var({variable}, {INKS[name]})")
    svg = _PALE_RE.sub(f"opacity: var(--ncw-pale, {PALE:g})", svg)
    svg = _own_names(_BLANK_RE.sub("\n", svg).strip())
    label = html.escape("".join(letter for letter in alternative if letter.isprintable()))
    return f'<figure role="img" aria-label="{label}" style="margin: 0; max-width: 100%">{svg}</figure>'


class _Outlines(RendererSVG):
    """matplotlib's SVG renderer, with words set from outlines kept between charts: three times as fast.

    Letters stand where the layout's own widths put them. Scripts that are joined or run from right to left are
    left to matplotlib, which shapes them.
    """

    writer: Any

    def __init__(self, width: float, height: float, file: io.StringIO) -> None:
        super().__init__(width, height, file, metadata={"Date": None})  # type: ignore[no-untyped-call]
        self.letters: set[tuple[str, bool]] = set()

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        if _JOINED_RE.search(s):
            return super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-any-return, no-untyped-call]
        size, bold = prop.get_size_in_points(), _is_bold(prop)
        return sum(advance_of(letter, bold) for letter in s) * size, size, size * _DESCENT

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        if angle or _JOINED_RE.search(s):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        bold, scale = _is_bold(prop), prop.get_size_in_points() / 100
        moved = f"translate({x:.2f} {y:.2f}) scale({scale:g} {-scale:g})"
        self.writer.start("g", style=f"fill: {to_hex(gc.get_rgb())}", transform=moved)
        at = 0.0
        for letter in s:
            if outline_of(letter, bold):
                self.letters.add((letter, bold))
                self.writer.element("use", attrib={"xlink:href": f"#{_letter_name(letter, bold)}", "x": f"{at:.0f}"})
            at += 100 * advance_of(letter, bold)
        self.writer.end("g")

    def finalize(self) -> None:
        self.writer.start("defs")
        for letter, bold in sorted(self.letters):
            self.writer.element("path", id=_letter_name(letter, bold), d=outline_of(letter, bold))
        self.writer.end("defs")
        super().finalize()  # type: ignore[no-untyped-call]


def _letter_name(letter: str, bold: bool) -> str:
    return f"{'b' if bold else 'l'}{ord(letter):x}"


def _is_bold(prop: FontProperties) -> bool:
    return prop.get_weight() in ("bold", 700)


def _svg(figure: Figure) -> str:
    file = io.StringIO()
    dpi, painted = figure.get_dpi(), figure.patch.get_visible()
    width, height = (inches * POINTS for inches in figure.get_size_inches())
    try:
        figure.set_dpi(POINTS)
        figure.patch.set_visible(False)
        with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "claims", "svg.id": None}):
            renderer = _Outlines(float(width), float(height), file)
            figure.draw(renderer)
            renderer.finalize()
    finally:
        figure.set_dpi(dpi)
        figure.patch.set_visible(painted)
    return file.getvalue()


def _root(match: re.Match[str]) -> str:
    """The root element, as wide as the page allows; strokes are joined as matplotlib's own style sheet has them."""
    width, _, view = match.groups()
    look = "max-width: 100%; height: auto; display: block; stroke-linejoin: round; stroke-linecap: butt"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" aria-hidden="true" '
        f'width="{float(width) * 4 / 3:g}" {view} style="{look}">'
    )


def _own_names(svg: str) -> str:
    """The SVG with a prefix of its own before the names that it refers to, and without the other names."""
    used = {reference for _, reference in _REFERENCE_RE.findall(svg)}
    prefix = "c" + hashlib.sha256(svg.encode()).hexdigest()[:10]
    named = _NAME_RE.sub(lambda match: f' id="{prefix}-{match[1]}"' if match[1] in used else "", svg)
    return _REFERENCE_RE.sub(rf"\g<1>{prefix}-\g<2>", named)
