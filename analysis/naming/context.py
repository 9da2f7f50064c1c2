"""What the rest of an article tells of a name's kind: a text and its names go in, the kinds of the unsure come out.

Two capitals are a person's name by their shape, but "in Example Hatch" is a place, "the rights group Open Sample" a
body, and a run of capitals in a headline no name at all unless the text has it as well. Vocabulary: ``roles``, and
that of ``kinds``. Knowingly missed: bodies that an article never says to be one ("Virgin Blue").
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.models import Span
from analysis.naming.kinds import gender_of
from analysis.naming.roles import is_persons, role_nouns
from analysis.naming.words import Name, last_word

# a line that may be a headline: "Ministry Counts Forty Dead In Harbour Fire"
_LINE_RE = re.compile(r"^[^\n]{15,160}$", re.MULTILINE)
_LONG_WORD_RE = re.compile(r"(?<![\w'’])[^\W\d_][\w'’-]{3,}")
# the place where a sentence begins
_OPENING_RE = re.compile(r"(?:^|[\n.!?:“”\"’'])\s*$")
_SMALL_WORD_RE = re.compile(r"(?<![\w’'-])[a-z]{2,}(?![\w’'-])")
_FEW_WORDS = 3
_FEW_CAPITALS = 4
# "in Example", "across the Example"; "the Example"
_PLACED_RE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]cross|[Oo]utside|around|throughout|inside|into|[Aa]t|off|along)\s+(?:[a-z]+ern\s+)?"
    r"(?:the\s+)?$|\b[Tt]he\s+$"
)
# ", 53, …", "(53)", ", who …"
_AGED_RE = re.compile(r"\s*,\s+\d\d\s*,|\s+\(\d\d\)|,?\s+who\b")
# "Yusuf, a fisherman from Example", "Yusuf*, a 27-year-old", "Yusuf, 27,"
_SOMEBODY_RE = re.compile(
    r"\*?,\s+(?:\d\d,|(?:an?|the|its|their)\s+(?:[a-z][\w’'-]*\s+){0,3}?(?:\d\d-year-old\b|([a-z]+)(?=,|\s+(?:in|of|from|at|who|with|and)\b)))"
)
# "a witness named Yusuf"
_NAMED_RE = re.compile(
    r"\b([a-z]+)\s+(?:named|called|identified(?:\s+only)?\s+as|who\s+gave\s+(?:his|her)\s+name\s+as)\s+$"
)
_NEAR = 24
# "the rights group Open Sample"; "Open Sample, a rights group, …"
_LAST_WORD_RE = re.compile(r"\b([a-z]+)\s+$")
# "Open Sample director Alex Example"
_OFFICER_RE = re.compile(r" ([a-z]+) (?=[A-Z][a-z]+ [A-Z][a-z])")
# no roles, but what stands behind them is a body: "the open-source project Open Sample"
_UNDERTAKINGS = {"blog", "database", "initiative", "platform", "portal", "programme", "project", "site", "tracker"}
_APPOSITION_RE = re.compile(
    r",\s+(?:an?|the)\s+((?:[\w-]+\s+){0,3}?[a-z]+)(?=[,.]|\s+(?:of|for|that|which|based|in)\b)"
)


def kinds_by_context(text: str, names: Sequence[Name], titled: set[str]) -> dict[str, str]:
    """The kind of every name that has a person's shape; ``titled`` are the surnames that have a title somewhere."""
    placed, aged, called = _places_and_people(text, names)
    kinds = {name.text: "person" for name in names if name.kind == "person" and (name.titles or name.text in aged)}
    for name in names:
        if name.kind == "person" and name.text not in kinds:
            sure = last_word(name.text) in titled or gender_of(name.text.split()[0]) is not None
            kind = "body" if name.text in called else "place" if name.text in placed else "person"
            kinds[name.text] = "person" if sure else kind
    kinds |= {name.text: "person" for name in names if _is_somebody(text, name)}
    headlines = _headlines(text)
    outside = {name.text for name in names if not _in_any(name.span.start, headlines)}
    unsure = (name for name in names if name.text not in outside)
    kinds |= {name.text: "other" for name in unsure if not (_sure_person(name) or _sure_body(name))}
    return kinds


def without_openers(text: str, found: list[Name]) -> list[Name]:
    """The names, without a word that only begins the sentence of somebody known: "Asserting Hale", "Top Hale aides"."""
    full = {last_word(name.text) for name in found if name.kind == "person" and gender_of(name.text.split()[0])}
    unsure = [
        name
        for name in found
        if name.kind == "person" and not name.titles and name.text.count(" ") == 1 and last_word(name.text) in full
    ]
    opening = {
        name.span: name.text.split()[0]
        for name in unsure
        if not gender_of(name.text.split()[0])
        and _OPENING_RE.search(text, max(0, name.span.start - 3), name.span.start)
    }
    small = set(_SMALL_WORD_RE.findall(text)) if opening else set()
    return [
        replace(name, span=Span(name.span.end - len(last_word(name.text)), name.span.end), text=last_word(name.text))
        if name.span in opening and (opening[name.span].endswith("ing") or opening[name.span].lower() in small)
        else name
        for name in found
    ]


def _headlines(text: str) -> list[Span]:
    """The lines in which all long words are capitals, so that no run of them is a name for sure."""
    found = []
    for line in _LINE_RE.finditer(text):
        words = _LONG_WORD_RE.findall(line.group())
        if len(words) > _FEW_WORDS and sum(word[0].isupper() for word in words) > 0.8 * len(words):
            found.append(Span(*line.span()))
    return found


def _sure_person(name: Name) -> bool:
    """Whether a name is a person's even in a headline, by its title or its given name."""
    words = name.text.split()
    return len(words) == 2 and (bool(name.titles) or gender_of(words[0]) is not None)


def _sure_body(name: Name) -> bool:
    """Whether a name is a body's or a place's even in a headline: it is no run of many words."""
    return name.kind in ("body", "place") and len(name.text.split()) <= _FEW_CAPITALS


def _in_any(place: int, spans: list[Span]) -> bool:
    i = bisect.bisect_right(spans, place, key=lambda span: span.start) - 1
    return i >= 0 and place < spans[i].end


def _places_and_people(text: str, names: Sequence[Name]) -> tuple[set[str], set[str], set[str]]:
    """The names that stand where places do ("in Example"), those of an age, and those called a body ("the group")."""
    placed, aged, called = set(), set(), set()
    short = {name.text for name in names if name.text.isupper() and len(name.text) >= _FEW_WORDS}
    for name in names:
        if name.kind == "person" and not name.titles:
            if "".join(word[0] for word in name.text.split()) in short:  # "Displacement Tracking Matrix", "DTM"
                called.add(name.text)
            if _PLACED_RE.search(text, max(0, name.span.start - _NEAR), name.span.start):
                placed.add(name.text)
            if _AGED_RE.match(text, name.span.end, name.span.end + _NEAR):
                aged.add(name.text)
            if _called_body(text, name):
                called.add(name.text)
    return placed, aged, called


def _is_somebody(text: str, name: Name) -> bool:
    """Whether a single name of no known kind is a person's: "Yusuf, a fisherman from Example"."""
    if name.kind != "other" or " " in name.text:
        return False
    called = _NAMED_RE.search(text, max(0, name.span.start - 60), name.span.start)
    if called is not None:
        return is_persons(called[1]) or called[1] in ("man", "woman", "boy", "girl")
    told = _SOMEBODY_RE.match(text, name.span.end, name.span.end + 60)
    return told is not None and (told[1] is None or is_persons(told[1]))


def _called_body(text: str, name: Name) -> bool:
    """Whether what stands beside a name says that it is a body: "the rights group Open Sample"."""
    if (whose := _OFFICER_RE.match(text, name.span.end, name.span.end + 40)) and is_persons(whose[1]):
        return True
    before = _LAST_WORD_RE.search(text, max(0, name.span.start - _NEAR), name.span.start)
    behind = _APPOSITION_RE.match(text, name.span.end, name.span.end + 60)
    nouns = [before.group(1) if before else "", *(behind.group(1).split()[-1:] if behind else ())]
    return any(noun in _UNDERTAKINGS or role_nouns().get(noun) == ("singular", "body") for noun in nouns)
