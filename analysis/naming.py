"""Gives a mention its fullest name: "It" becomes "Kyiv", "Kirby" becomes "John Kirby".

An article goes in once and becomes a ``NameBook``; a mention goes in, the name out, or ``None`` where the text
does not say (a pronoun with nobody before it). ``names`` finds the names, ``roles`` the roles. Vocabulary:
``reporting_nouns``, and the countries of ``parties``. Knowingly missed: people of one name, cataphora ("before he
spoke, Hale …").
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence

from analysis.models import Span
from analysis.names import Name, find_names, kind_of, last_word, without_article, without_possessive, without_the
from analysis.parties import country_named
from analysis.reporting import reporting_nouns
from analysis.roles import PRONOUNS, find_roles, kind_meant, stand_ins

_LOOK_BACK = 3000  # how far back a source may have been introduced, in characters
_MOST_SENTENCES = 7  # and a pronoun's name, in sentences
_MOST_NAMES = 200  # and a ministry's full name, in names
# "National Intelligence Service (NIS)"
_BRACKETED_RE = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
# "KABUL, March 3 (Example Wire) - The flood …": where the reporter sat, no speaker
_DATELINE_RE = re.compile(
    r"^[ \t]*[A-Z][A-Z .'’-]+ (?: , [^\n—–-]{0,40}? )? \s* (?: \([^)\n]{0,40}\) )? \s* (?: --? | — | – ) \s",
    re.MULTILINE | re.VERBOSE,
)
_PLACE_RE = re.compile(r"\s+(?:in|at|of|from|for)\s+")


def _outside(names: list[Name], stretches: list[tuple[int, int]]) -> list[Name]:
    """The names that begin in none of some stretches; both are in the text's order."""
    starts = [start for start, _ in stretches]
    found = []
    for name in names:
        i = bisect.bisect_right(starts, name.span.start) - 1
        if i < 0 or stretches[i][1] <= name.span.start:
            found.append(name)
    return found


def _introduction_re(head: str) -> re.Pattern[str]:
    """ "a security source at the Example Command", for the head "source"."""
    return re.compile(
        rf"""
        \b (?: an?|one ) \s+ (?: [\w'’.-]+\s+ ){{0,3}}? {re.escape(head)} \b
        (?: \s+ (?: at|for|of|in|from|with ) \s+ (?: the\s+ )? [A-Z][\w'’-]* (?: \s+[A-Z][\w'’-]* )* )?
        """,
        re.IGNORECASE | re.VERBOSE,
    )


class NameBook:
    """The names of one article, and how its short names and pronouns resolve."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = sentences
        self._starts = [span.start for span in sentences]
        datelines = [match.span() for match in _DATELINE_RE.finditer(text)]
        self.names = _outside(find_names(text), datelines)
        self._name_starts = [name.span.start for name in self.names]
        self._by_last: dict[str, dict[str, None]] = defaultdict(dict)
        self._acronyms: dict[str, str] = {}
        for name in self.names:
            self._by_last[last_word(name.text)][name.text] = None
        self._bodies: dict[str, dict[str, None]] = defaultdict(dict)
        for name in self.names:
            if name.kind == "body" and " " in name.text:
                for word in name.text.split():
                    self._bodies[word][name.text] = None
        self._find_acronyms()

    def _find_acronyms(self) -> None:
        """ "National Intelligence Service (NIS)", or initials that match a longer name of the article."""
        for match in _BRACKETED_RE.finditer(self.text):
            i = bisect.bisect_left(self._name_starts, match.start()) - 1
            for name in self.names[max(0, i - 1) : i + 1]:
                if match.start() - 3 <= name.span.end <= match.start() and " " in name.text:
                    self._acronyms[match.group(1)] = name.text
        for name in self.names:
            words = [w for w in re.split(r"[\s-]+", name.text) if w[:1].isupper() and not w.endswith(("'s", "’s"))]
            for cut in range(len(words) - 1):
                self._acronyms.setdefault(
                    "".join(w[0] for w in words[cut:]),
                    " ".join(name.text.split()[-len(words) + cut :]) if cut else name.text,
                )

    def ending_at(self, offset: int) -> Name | None:
        """The name that ends at an offset."""
        i = bisect.bisect_left(self._name_starts, offset) - 1
        return self.names[i] if i >= 0 and self.names[i].span.end == offset else None

    def resolve(self, mention: str, at: int) -> str | None:
        """The fullest name behind a mention that starts at an offset; ``None`` for a pronoun with no one before it."""
        words = " ".join(mention.split())
        lower = words.lower()
        if lower in PRONOUNS:
            return self._pronoun(lower, at)
        bare = without_the(words)
        if not bare[:1].isupper() or bare.startswith(("A ", "An ")):
            bare = without_article(words)
        name = self._name_in(words, at)
        if name is not None:
            return name
        if bare and bare.split()[-1].lower() in reporting_nouns():
            owners = [name for name in self._between(at, at + len(words)) if name.kind in ("body", "person")]
            if len(owners) == 1 and owners[0].text in words:
                full = self.fullest(owners[0].text)
                return self._body_named(full) if full == owners[0].text else full
        if lower.startswith(("the ", "this ", "that ")):
            return self._definite(bare, at) or self._without_seat(bare, at)
        return self._without_seat(bare, at) or None

    def _without_seat(self, words: str, at: int) -> str:
        """A body's name without the town it sits in: "National Service in Seoul" → "National Service"."""
        name, _, seat = words.partition(" in ")
        known = any(known.text == name and known.kind == "body" for known in self._between(at, at + len(words) + 4))
        return name if known and seat[:1].isupper() else words

    def _body_named(self, word: str) -> str:
        """The full name of a body that one word of it stands for: "Observatory" → "Example Observatory for …"."""
        return max(self._bodies.get(word, {}), key=len, default=word)

    def _name_in(self, words: str, at: int) -> str | None:
        """The person named inside a mention ("White House spokesperson John Kirby"), or a short name made full."""
        inside = self._between(at, at + len(words))
        people = [name for name in inside if name.kind == "person"]
        if people and (
            people[-1].span.end >= at + len(words) - 1 or (len(inside) == 1 and len(people[0].text) > 0.5 * len(words))
        ):
            return self.fullest(people[-1].text)
        if len(inside) == 1 and inside[0].text == without_possessive(without_the(words)):
            return self.fullest(inside[0].text)
        return None

    def _between(self, start: int, end: int) -> list[Name]:
        i = bisect.bisect_left(self._name_starts, start)
        found = []
        while i < len(self.names) and self.names[i].span.start < end:
            found.append(self.names[i])
            i += 1
        return found

    def fullest(self, name: str) -> str:
        """The longest name of the article that this is short for: "Kirby" → "John Kirby", "NIS" → its full name."""
        if name in self._acronyms:
            return self._acronyms[name]
        if " " in name:
            return name
        longer = [
            other
            for other in self._by_last[last_word(name)]
            if other != name and kind_of(other) == "person" and len(other.split()) <= 4
        ]
        return longer[0] if longer else name

    def _definite(self, bare: str, at: int) -> str | None:
        """ "the ministry" → the last full name with that word, "the source" → "a source at the police command"."""
        bare = _PLACE_RE.split(bare)[0]
        head = bare.split()[-1] if bare else ""
        capital = head[:1].upper() + head[1:]
        i = bisect.bisect_left(self._name_starts, at) - 1
        if " " not in bare and head.islower():
            for name in reversed(self.names[max(0, i - _MOST_NAMES) : i + 1]):
                parts = name.text.split()
                if len(parts) > 1 and (capital in parts or not stand_ins(head).isdisjoint(parts)):
                    return name.text
                if head in name.titles:
                    return self.fullest(name.text)
            before = self.text[max(0, at - _LOOK_BACK) : at]
            introductions = list(_introduction_re(head).finditer(before))
            if introductions:
                return without_article(" ".join(introductions[-1].group().split()))
        return None

    def _pronoun(self, lower: str, at: int) -> str | None:
        kind = kind_meant(lower)
        if kind is None:
            return None
        i = bisect.bisect_right(self._starts, at) - 1
        for k in range(i, max(i - _MOST_SENTENCES, -1), -1):
            sentence = self.sentences[k]
            found = self._candidate(Span(sentence.start, min(sentence.end, at)), kind)
            if found is not None:
                return found
        return None

    def _candidate(self, span: Span, kind: str) -> str | None:
        """The first name or role of a stretch that a pronoun can stand for: a sentence's subject, mostly."""
        if span.end <= span.start:
            return None
        options: list[tuple[int, str]] = []
        names = self._between(span.start, span.end)
        for name in names:
            if name.kind == kind or (
                kind == "plural" and name.kind == "body" and name.text.endswith("s") and not country_named(name.text)
            ):
                options.append((name.span.start, self.fullest(name.text)))
        for role in find_roles(self.text, span):
            if role.kind == kind and not any(name.span.start < role.span.end <= name.span.end for name in names):
                bare = without_article(role.text)
                options.append((role.span.start, self._definite(bare, role.span.start) or bare))
        return min(options)[1] if options else None
