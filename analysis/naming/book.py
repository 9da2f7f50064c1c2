"""Gives a mention its fullest name: "It" becomes "Kyiv", "Kirby" becomes "John Kirby".

An article goes in once and becomes a ``NameBook``; a mention goes in, the name out, or ``None`` where the text
does not say (a pronoun with nobody before it). ``names`` finds the names, ``people``, ``bodies`` and ``pronouns``
know them again. Vocabulary: ``reporting_nouns``, ``roles``. Knowingly missed: people of one name.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from functools import cached_property

from analysis.grammar.eased import DATELINE_RE
from analysis.grammar.quotations import Quotations
from analysis.models import Span
from analysis.naming.beside import name_behind, name_beside
from analysis.naming.bodies import Bodies
from analysis.naming.introduced import Introductions
from analysis.naming.kinds import is_title
from analysis.naming.names import find_names
from analysis.naming.people import People
from analysis.naming.pronouns import Pronouns
from analysis.naming.roles import PRONOUNS, is_persons, role_nouns
from analysis.naming.words import (
    Name,
    after_owner,
    outside,
    without_article,
    without_possessive,
    without_short_form,
    without_the,
)
from analysis.vocabulary.parties import country_named, is_place
from analysis.vocabulary.reporting import reporting_nouns

# "a spokesman for Hale" is not Hale
_OF_RE = re.compile(r"\b(?:of|for|to|with|from|by|in|at|on|under|behind)\s")
# "the Front on the eve of its feast": when, where and with what, no part of a name
_ASIDE_RE = re.compile(r"\s(?:on|at|with)\s(?:(?:the|its|an?)\s)?(?=[a-z\d])")
_TOWN_RE = re.compile(r"(?P<town>[A-Z]{3,}(?: [A-Z]{3,})?)\s+(?=[A-Z][a-z])")
# what may stand behind a name: "Alex Example QC"
_IN_LETTERS_RE = re.compile(r"\s\([A-Z]{2,5}\)\s$")  # "Superintendent of Police (SP) Alex Example"
_LETTERS_RE = re.compile(r"[,.'’]*(?:\s+[A-Z]{2,3})?[,.\s]*")
_ADORNING_RE = re.compile(r"[\w’'.]+-[a-z]+|[a-z]{5,}")  # "the Norway-based Open Sample"
_SAYS_RE = re.compile(r"\s+(?:also\s+)?(?:said|says|told|added|warned)\b")
# bodies whose names need not tell what they are
_OF_ANY_NAME = {
    "agency", "association", "body", "charity", "company", "firm", "group", "institute", "monitor", "network",
    "nonprofit", "organisation", "organization", "union", "watchdog",
}  # fmt: skip
_APPOSED = r"(?:[\w’'-]+\s+){{1,5}}{noun}(?:\s+(?:of|for|in|at)\s[^,.;:\n]{{2,60}})?[,.]"
_FIRMS = {"airline", "carrier", "company", "firm", "manufacturer", "operator", "retailer"}
_CHILDREN_RE = re.compile(r"[\s-]of[\s-](?:one|two|three|four|five|six|seven|eight|nine|ten)$")  # "the father of two"
_OF_A_LIFE_RE = re.compile(r"former|retired|ex|young|elderly|veteran|long-?time|\d+-year-old|\w+-born")
_PLURAL_RE = re.compile(r"\band\b|,")


class NameBook:
    """The names of one article, and how its short names and pronouns resolve."""

    def __init__(self, text: str, sentences: Sequence[Span], quotations: Quotations | None = None) -> None:
        self.text = text
        self.sentences = sentences
        self.quotations = quotations

    @cached_property
    def names(self) -> list[Name]:
        """All names of the article, left to right, without those of its datelines."""
        return outside(find_names(self.text), [match.span() for match in DATELINE_RE.finditer(self.text)])

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.span.start for name in self.names]

    @cached_property
    def _people(self) -> People:
        return People(self.text, self.names)

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self.text, self.names)

    @cached_property
    def _introductions(self) -> Introductions:
        return Introductions(self.text)

    @cached_property
    def _pronouns(self) -> Pronouns:
        return Pronouns(self.text, self.sentences, self, self.quotations)

    def ending_at(self, offset: int) -> Name | None:
        """The name that ends at an offset."""
        i = bisect.bisect_left(self._name_starts, offset) - 1
        return self.names[i] if i >= 0 and self.names[i].span.end == offset else None

    def resolve(self, mention: str, at: int) -> str | None:
        """The fullest name behind a mention that starts at an offset; ``None`` for a pronoun with no one before it."""
        dateline = _TOWN_RE.match(mention) if self.text[max(0, at - 1) : at] in ("", "\n") else None
        if dateline is not None and is_place(dateline["town"].title()):  # "MOSCOW Russian officials"
            mention, at = mention[dateline.end() :], at + dateline.end()
        mention = without_short_form(mention)
        words = " ".join(mention.split())
        lower = words.lower()
        if lower in PRONOUNS:
            return self._pronouns.resolve(lower, at)
        bare = without_the(words)
        if not bare[:1].isupper() or bare.startswith(("A ", "An ")):
            bare = without_article(words)
        end = at + len(mention)
        inside = self.between(at, end)
        cut = inside[0] if len(inside) == 1 else None
        if cut is not None and cut.kind == "body" and cut.span.end > end and cut.text.startswith(bare):
            return self.full_name(cut)  # "Doctors" of "Doctors Without Borders"
        name = self._person_in(mention, at, inside) or self.beside(bare, end)
        name = name or (self._people.titled(bare, at) if bare != words else None) or self._alone(words, at, inside)
        if name is not None:
            return name
        own = lower.partition(" ")[0]
        told = bare.rpartition(" ")[2].lower() in reporting_nouns()
        if told and own in ("its", "their"):
            return self._pronouns.resolve(own, at) or words  # "Its figures show"
        if told:
            owners = [name for name in inside if name.kind in ("body", "person")]
            full = self.fullest(owners[0].text, at) if len(owners) == 1 else ""
            if owners and full not in ("", owners[0].text):  # "an Observatory toll"
                return full
        owned = re.search(r"['’]s?\s", words) and not lower.startswith(("a ", "an ", "one ", "another "))
        if (owned or lower.startswith(("the ", "this ", "that "))) and not _PLURAL_RE.search(bare):
            found = self.meant(bare, at) or self._who_just_spoke(words, at)
            if found is not None:
                return found
        return self._without_seat(bare, at, inside) or None

    def fullest(self, name: str, at: int = 0) -> str:
        """The longest name of the article that this is short for: "Kirby" → "John Kirby", "NIS" → its full name."""
        body = self._bodies.full(name, at)
        return body if body != name else self._people.full(name, at)

    def is_named(self, span: Span) -> bool:
        """Whether a stretch holds the name of a person or a body: "Australians" and "a Democrat" name nobody."""
        inside = self.between(span.start, span.end)
        return any(n.kind != "place" and (country_named(n.text) is None or is_place(n.text)) for n in inside)

    def starting_at(self, offset: int) -> Name | None:
        """The name that starts at an offset."""
        return next(iter(self.between(offset, offset + 1)), None)

    def between(self, start: int, end: int) -> list[Name]:
        """The names that start in a stretch of the text, in order."""
        i = bisect.bisect_left(self._name_starts, start)
        return self.names[i : bisect.bisect_left(self._name_starts, end)]

    def _person_in(self, mention: str, at: int, inside: Sequence[Name]) -> str | None:
        """The person whom a mention names: at its end ("spokesperson John Kirby"), or first ("John Kirby of …")."""
        end = at + len(mention.rstrip())
        for name in inside:
            if name.kind != "person" or _PLURAL_RE.search(mention):
                continue
            before = mention[: name.span.start - at]
            opens = not before.strip() or len(before.split()) <= len(name.titles) + len(name.before.split())
            apart = _OF_RE.search(after_owner(before)) if not _IN_LETTERS_RE.search(before) else None
            if apart and name.titles and not any(map(is_title, before[apart.end() :].split())):
                last = before[: apart.start()].split()[-1:]  # "Secretary of State Alex Example"
                apart = None if [word.lower() for word in last] == list(name.titles[-1:]) else apart
            if apart and name.before and not name.titles:  # "the envoy to Harbourton Alex Example"
                apart = None if is_persons(before[: apart.start()].split()[-1:][0].lower()) else apart
            if apart and is_persons(before.split()[-1].lower()):  # "Ministry of Health spokesman Alex Example"
                apart = apart if is_persons(before[: apart.start()].split()[-1:][0].lower()) else None
            closes = not apart and _LETTERS_RE.fullmatch(self.text, name.span.end, end) is not None
            if closes or (opens and _OF_RE.match(self.text[name.span.end : end].lstrip(" ,"))):
                return self._people.full(name.text, name.span.start, name.titles)
        return None

    def beside(self, bare: str, end: int) -> str | None:
        """The full name that stands right behind a role, as its name or its apposition."""
        name = name_behind(self.text, bare, end, self.between) or name_beside(self.text, bare, end, self.between)
        return None if name is None else self.full_name(name)

    def _alone(self, words: str, at: int, inside: Sequence[Name]) -> str | None:
        """A mention that is one name and nothing more, made full."""
        bare = without_possessive(without_the(words))
        if len(inside) == 1 and inside[0].text == bare:
            return self.fullest(bare, at)
        before = bare.removesuffix(inside[-1].text).split() if inside and bare.endswith(inside[-1].text) else []
        described = before and role_nouns().get(before[-1]) == ("singular", "body")  # "the rights group Open Sample"
        adorned = before and inside[-1].kind == "body" and all(_ADORNING_RE.fullmatch(word) for word in before)
        short = before and len(inside) == 1 and inside[0].text.isupper() and country_named(inside[0].text) is None
        adorned = adorned or (short and all(map(str.islower, before)) and not _OF_RE.search(bare))  # "unit ERN"
        if described or adorned:
            full = self.full_name(inside[-1])
            return bare if full == " ".join(before) else full  # "UN refugee agency UNHCR"
        if bare.replace(".", "") in self._bodies.acronyms:
            return self._bodies.full(bare, at)
        return None

    def full_name(self, name: Name) -> str:
        """The fullest name of whom a name of the article names."""
        if name.kind == "person":
            return self._people.full(name.text, name.span.start, name.titles)
        return self._bodies.full(name.text, name.span.start)

    def called(self, name: str, mention: str) -> tuple[str, ...]:
        """What the article calls the source of a full name, here and elsewhere: "Norwegian health minister"."""
        words = mention.split()
        short = words[-1:] == name.split()[-1:] and len(words) <= len(name.split())  # "Hale" may be another Hale
        return (*(() if short else (mention,)), *self._people.called(name))

    def gender(self, name: str) -> str | None:
        """The gender of the person of a full name, as far as the article or a given name tells."""
        return self._people.gender(name)

    def meant(self, bare: str, at: int) -> str | None:
        """Whom "health minister" or "ministry" means at an offset: whoever was last named or introduced so."""
        found = self._people.described(bare, at) or self._bodies.described(bare, at)
        short = " " not in bare or (bare.count(" ") == 1 and bare.islower() and is_persons(bare.split()[-1]))
        introduced = self._introductions.last(bare.lower(), at) if short else None
        if introduced is None and found is None:
            return self._unveiled(bare, at) or self._bodies.named_later(bare, at)
        if introduced is None or (found is not None and found.place >= introduced.place):
            return found.name if found else None
        if (owner := self._in_apposition(introduced.place, bare.split()[-1])) is not None:
            return owner
        words = introduced.name
        deeper = self._people.described(words, introduced.place) or self._bodies.described(words, introduced.place)
        return deeper.name if deeper and deeper.place < introduced.place else words

    def _in_apposition(self, at: int, noun: str) -> str | None:
        """The name that a description at an offset stands behind: "Example, the parent company of Sample"."""
        name = self.ending_at(at - 2) if self.text[max(0, at - 2) : at] == ", " else None
        if name is not None and re.compile(_APPOSED.format(noun=re.escape(noun))).match(self.text, at) is None:
            return None
        role = role_nouns().get(noun)
        return self.full_name(name) if name and role and (name.kind == "person") == (role.kind == "person") else None

    def _who_just_spoke(self, words: str, at: int) -> str | None:
        """Whom "the group" or "the officer" means that fits nobody: whoever spoke right before, if one alone did.

        What is told besides must leave open who it is: "the retired nurse", but not "the deputy mayor".
        """
        article, *told, noun = _CHILDREN_RE.sub("", words).split() if " " in words else ("", words)
        role = role_nouns().get(noun.lower())
        if article.lower() != "the" or role is None or role.number != "singular":
            return None
        if role.kind == "body" and noun not in _OF_ANY_NAME:  # "the government" is its own name
            return None
        shown = bool(told) or words != f"{article} {noun}"
        if not all(_OF_A_LIFE_RE.fullmatch(word) or (role.kind == "body" and word.islower()) for word in told):
            return None
        return self._pronouns.just_spoke(role.kind, at, shown if role.kind == "person" else noun in _FIRMS)

    def _unveiled(self, bare: str, at: int) -> str | None:
        """The person of whom a first sentence tells the office and the next one the name: "…, the minister says."."""
        if len(self.sentences) < 2 or not self.sentences[0].start <= at < self.sentences[0].end:
            return None
        if not is_persons(bare.split()[-1].lower()) or _OF_RE.search(bare):
            return None
        start, end = self.sentences[1]
        name = next(iter(self.between(start, end)), None)
        first = name is not None and name.kind == "person" and name.span.start == start and " " in name.text
        return name.text if name is not None and first and _SAYS_RE.match(self.text, name.span.end) else None

    def _without_seat(self, words: str, at: int, inside: Sequence[Name]) -> str:
        """A body's name without its town or an aside: "National Service in Seoul" → "National Service"."""
        name, _, seat = words.partition(" in ")
        if not seat[:1].isupper():
            name = _ASIDE_RE.split(words, maxsplit=1)[0]
        known = next((known for known in inside if known.text == name and known.kind == "body"), None)
        return self.fullest(name, at) if known and name != words else words
