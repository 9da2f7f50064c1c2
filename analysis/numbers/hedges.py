"""The qualifier of an amount: its place in the text goes in, the qualifier, the wider place and the cues come out.

"more than 200" has a low end and no high one, "200 or so" neither; nothing is invented that the words leave open.
Vocabulary: ``hedges``. Knowingly missed: hedges further off ("more, by some counts, than 200"), more than two in a row.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from analysis.lexicon import alternatives, read_rows, split_list
from analysis.numbers.figures import Figure

LOOK_BACK = 48  # how many characters before a number a hedge may take
_MOST_HEDGES = 2
_COMPARES_RE = re.compile(r"(?:\bthan|\babout|\babove|\bbelow|\bover|\bunder)$", re.IGNORECASE)
# "will not send more than 3": as in "no more than 3"; but "not only more than 3"
_TURNED = {"more than": "up to", "fewer than": "at least"}
_NOT_RE = re.compile(
    r"""
    (?: \b(?: not|never|cannot|without ) | n['’]t ) \s+
    (?: (?! (?: only|just|because|that|if|whether|say|says|said|know|clear|mean|think|believe|even|yet|and|but|when )
        \b ) [\w’'-]+ \s+ ){0,4} $
    """,
    re.IGNORECASE | re.VERBOSE,
)
# "20-plus million", "20+ million"
_PLUS_RE = re.compile(r"(?P<hedge>plus|\+)", re.IGNORECASE)
# "5 percent plus inflation", "$5 million plus bonuses": another thing beside
_PLUS_THING_RE = re.compile(r"\s+plus\s+[a-z]")
# "40 boats or more"; but "40 boats or more pies"
_THINGS_RE = re.compile(
    r"\s+(?:[a-z-]+\s+)?[a-z]+(?=\s+(?:or\s+(?:more|less|fewer|so)|at\s+(?:least|most|the\s+most))(?:\s*(?:[.,;:)]|$)"
    r"|\s+(?:in|on|by|per|a|each|were|was|are|is|have|had|who)\b))"
)
# "$15 an hour or less"
_EACH_RE = re.compile(
    r"(?:\s+[a-z]+)?\s+(?:an?|per|every|each)\s+[a-z]+(?=\s+or\s+(?:more|less|fewer|so|higher|lower)\b)"
)
# "90 feet deep or more"
_DEEP_RE = re.compile(r"\s+(?:deep|high|long|tall|wide|thick|across|away)(?=\s+or\b)")
# "under a five-year contract" is no fewer, "closer to the 28-nation union" no about
_UNDER_RE = re.compile(r"\b(?:under|close\s+to|closer\s+to|about)$", re.IGNORECASE)
_OVER_RE = re.compile(r"(?<!for\s)(?<!after\s)(?<!in\s)(?<!of\s)\bover\s+an?\s+$", re.IGNORECASE)
_OVER_PLAY_RE = re.compile(r"\s+(?:innings|overs|holes|legs|laps)\b")
_FROM_RE = re.compile(r"\s+from\s+[^\w\s]?\d")
_FIGURE_RE = re.compile(r"\d\s+over\s+$", re.IGNORECASE)
# "is under 3 percent", "was under $40"; but "were under 40 feet of mud"
_NO_DEPTH_RE = re.compile(r"\s?(?:%|per\s?cent|pct|percentage|[mb]illion|bn\b|years?|hours?|minutes?|seconds?|mph)")
_LONG_RE = re.compile(r"-(?:second|minute|hour|day|week|month|year|decade)\b")
_DEAL_RE = re.compile(
    r"(?:-\w+){1,2}\s+(?:[a-z-]+\s+){0,2}?(?:contract|deal|agreement|plan|programme|program|lease|licence|license|pact|law|rule"
    r"|scheme|arrangement|regime|mandate|policy|sentence|union|bloc)s?\b"
)


@cache
def _hedges_before() -> tuple[re.Pattern[str], dict[str, str]]:
    """ "at least", "about another", "up to a total of"."""
    rows = {row["phrase"]: row["qualifier"] for row in _rows("before")}
    pattern = rf"""
        (?<![\w-]) (?P<hedge> {alternatives(rows)} )
        (?: \s+ (?: a\s+total\s+of | another | a\s+further | an\s+additional | an? | (?P<the> the ) | only | just ) )?
        \s* $
    """
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE), rows


@cache
def _hedges_after() -> tuple[re.Pattern[str], dict[str, str]]:
    """ "or more", "-plus"."""
    rows = {row["phrase"]: row["qualifier"] for row in _rows("after")}
    return re.compile(
        rf"[\s-]*?(?P<hedge>{alternatives(rows)})(?!\w)(?!\s+(?:than|to)\b|\s+[^\w\s]?\d)", re.IGNORECASE
    ), rows


@cache
def _other_senses() -> dict[str, re.Pattern[str]]:
    """The words behind which a hedge is none: "all over 20 towns", "told us about 3 men"."""
    return {
        row["phrase"]: re.compile(rf"(?<!\w)(?:{alternatives(split_list(row['not_after']))})\s*$", re.IGNORECASE)
        for row in _rows("before")
        if row["not_after"]
    }


def _rows(side: str) -> list[dict[str, str]]:
    return [row for row in read_rows("hedges") if row["side"] == side]


def qualify(text: str, start: int, end: int, figure: Figure) -> tuple[str, int, int, list[str]]:
    """The qualifier beside an amount, the start and end that include it, and the lexicon rows that decided."""
    vague = figure.kind == "vague"
    qualifier, cues = "vague" if vague else "exact", []
    if vague:
        cues.append(f"vague: {_plain(figure.span.of(text))}")
    before_re, before = _hedges_before()
    measured = (start, end) != figure.span
    for _ in range(_MOST_HEDGES):
        match = before_re.search(text[max(0, start - LOOK_BACK) : start])
        if match is None or _compares(match) or (_is_other_sense(match) and not _is_no_depth(text, start, figure)):
            break
        if _UNDER_RE.search(match.group("hedge")) and _DEAL_RE.match(text, figure.span.end):
            break
        if _OVER_PLAY_RE.match(text, figure.span.end) and match.group("hedge").lower() == "over":
            break  # "five hits over 6 innings"
        if _OVER_RE.search(text[max(0, start - LOOK_BACK) : start]) and _LONG_RE.match(text, figure.span.end):
            break  # "over a 20-year career"
        phrase = _plain(match.group("hedge"))
        if phrase == "up to" and _FROM_RE.match(text, end):
            break  # "pushed its offer up to 540p from 510p"
        if phrase == "over" and _FIGURE_RE.search(text[max(0, start - LOOK_BACK) : start]):
            break  # "a reading of 150 over 95"
        if phrase == "~" and figure.kind == "words":
            break  # "~ Two sailors", an item of a list
        start -= match.end() - match.start("hedge")
        if qualifier in ("exact", "about"):
            qualifier = before[phrase]  # "up to about 40" has a high end, "estimated at less than 40" too
            if qualifier in _TURNED and _NOT_RE.search(text[max(0, start - LOOK_BACK) : start]):
                qualifier = _TURNED[qualifier]
        cues.append(f"hedges: {phrase}")
    after_re, after = _hedges_after()
    deep = _DEEP_RE.match(text, end) if measured else None
    # behind the unit, behind the number ("10 or more years"), or before its magnitude ("20-plus million")
    things = None if measured or vague else _THINGS_RE.match(text, figure.span.end)
    each = _EACH_RE.match(text, end)
    follows = (
        after_re.match(text, deep.end() if deep else end)
        or (after_re.match(text, each.end()) if each else None)
        or after_re.match(text, figure.span.end)
        or _PLUS_RE.search(figure.span.of(text))
        or (after_re.match(text, things.end()) if things else None)
    )
    large = measured or figure.mantissa is not None
    if follows and not cues and not (large and _PLUS_THING_RE.match(text, follows.start())):
        phrase = _plain(follows.group("hedge"))
        qualifier, end = (
            after[phrase],
            max(end, follows.end() if follows.string is text and not (things or each) else end),
        )
        cues.append(f"hedges: {phrase}")
    return qualifier, start, end, cues


def bounds(qualifier: str, figure: Figure) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The low end, the value and the high end of a figure with its qualifier; what is left open is ``None``.

    >>> from analysis.numbers.numerals import find_figures
    >>> [[str(end) for end in bounds(q, find_figures("40")[0])] for q in ("at least", "about", "up to")]
    [['40', '40', 'None'], ['None', '40', 'None'], ['None', '40', '40']]
    """
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


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _compares(match: re.Match[str]) -> bool:
    """ "more than the 28 percent who came", "below the 30-day average": the figure itself is exact."""
    return match.group("the") is not None and _COMPARES_RE.search(match.group("hedge")) is not None


def _is_no_depth(text: str, start: int, figure: Figure) -> bool:
    """Whether an amount behind "is under" is no depth: a share, a sum or a time."""
    return (text[start] in "$£€" or _NO_DEPTH_RE.match(text, figure.span.end) is not None) and text[:start].endswith(
        "under "
    )


def _is_other_sense(match: re.Match[str]) -> bool:
    """Words that look like a hedge and are none: "all over 20 towns", "told us about 3 men"."""
    not_after = _other_senses().get(_plain(match.group("hedge")))
    return not_after is not None and not_after.search(match.string[: match.start("hedge")]) is not None
