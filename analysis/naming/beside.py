"""The name that stands beside a role: a role's words and place go in, the name right behind or in apposition comes out.

"Its spokesman Colonel Alex Example", "the interior minister, Alex Example, said". Vocabulary: ``roles`` and ``titles``.
Knowingly missed: names that stand before their role, which ``people`` knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from analysis.naming.kinds import is_title
from analysis.naming.roles import is_persons, role_nouns
from analysis.naming.words import Name

Between = Callable[[int, int], Sequence[Name]]
_OF_RE = re.compile(r"\b(?:of|for|to|with|from|by|in|at|on|under|behind)\s")
# ", Alex Example, said"; "a spokesman for the clinic(, Alex Example, said)"
_CLOSES_RE = re.compile(r"(?:\s*\(\d\d\))?(?:,|[.](?:\s|$)|\s+(?:said|says|told|added)\b)")
_COMPLEMENT_RE = re.compile(r"(?:\s+(?:of|for|to|at|in|from|with|[a-z]+ing)\s[^,.;:\"“”\n]{2,70})?,\s")
_CLOSES_AND_SAYS_RE = re.compile(r",\s+(?:also\s+)?(?:said|says|told|added|warned)\b")
# "a witness named Example", "Superintendent of Police (SP) Alex Example"
_OPENING_RE = re.compile(r" (?:named |called |(?P<office>\([A-Z]{2,5}\) (?=[A-Z])))?")
_RANK_RE = re.compile(r"-[A-Z][a-z]+\.?\s+")  # "Lt-Gen Alex Example", of which only "Lt" was asked for
_NEAR = 40
_FAR = 60


def name_behind(text: str, bare: str, end: int, between: Between) -> Name | None:
    """The name at once behind a role: "Its spokesman Colonel Alex Example", "the aid agency Sample".

    ``bare`` is the role without its article, ``end`` the place where it ends, and ``between`` gives the names that
    start in a stretch.
    """
    rank = _RANK_RE.match(text, end) if is_title(bare) else None
    if rank is not None:
        return next((name for name in between(rank.end(), rank.end() + 1) if name.kind == "person"), None)
    opening = _OPENING_RE.match(text, end)
    office = opening is not None and opening["office"] is not None
    noun = _OF_RE.split(bare)[0].split()[-1].lower() if office else bare.rpartition(" ")[2]
    role = role_nouns().get(noun)
    if opening is None or role is None or role.number != "singular" or (_OF_RE.search(bare) and not office):
        return None
    start = opening.end() - 1
    name = next(iter(between(start, start + _NEAR)), None)
    if name is None or name.kind == "place":
        return None
    titles = text[start : name.span.start].split()
    fits = name.kind == "person" if role.kind == "person" else not titles and not name.titles
    return name if fits and len(titles) <= len(name.titles) else None


def name_beside(text: str, bare: str, end: int, between: Between) -> Name | None:
    """The name in apposition behind a role: "the interior minister, Alex Example, (said)"."""
    comma = _COMPLEMENT_RE.match(text, end)
    main = _OF_RE.split(bare)[0].split()
    if comma is None or not main:
        return None
    noun, tail = main[-1], (bare + comma.group()).rstrip(", \n").split()[-1]
    known = is_persons(noun.lower()) or is_title(noun)
    relative = noun.islower() and tail.islower() and tail != noun  # "the son of a victim, Lena Example, …"
    behind = between(comma.end(), comma.end() + _FAR)
    if noun.islower() and role_nouns().get(noun) == ("singular", "body"):  # "the rescue office, ORE, said"
        body = next((name for name in behind if name.span.start == comma.end() and name.kind == "body"), None)
        return body if body is not None and _CLOSES_AND_SAYS_RE.match(text, body.span.end) else None
    if not known and (noun.lower() in role_nouns() or not noun.islower() or relative):
        return None
    name = next((name for name in behind if name.kind == "person"), None)
    if name is None or not (_CLOSES_RE if known else _CLOSES_AND_SAYS_RE).match(text, name.span.end):
        return None
    return name if len(text[comma.end() : name.span.start].split()) <= len(name.titles) else None
