"""Whom a pronoun stands for: a pronoun and its place go in, the name of the likeliest source before it comes out.

Sentences are looked through backwards; in each, whoever speaks comes before its subject, and that before all
others. Names inside quotation marks belong to others, "he" is nobody whom the article calls Mrs, "they" never one
person. Vocabulary: ``reporting_verbs`` and ``roles``. Knowingly missed: cataphora ("before he spoke, Hale …").
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Protocol

from analysis.grammar.eased import DATELINE_RE
from analysis.grammar.quotations import Quotations
from analysis.lexicon import alternatives
from analysis.models import Span
from analysis.naming.kinds import gender_of
from analysis.naming.offices import gender_of_role
from analysis.naming.roles import Role, find_roles, gender_meant, kind_meant, role_nouns
from analysis.naming.speaking import complement_of, said_before_re, said_behind_re
from analysis.naming.words import Name, last_word, without_article
from analysis.vocabulary.parties import body_kind, country_named, is_place
from analysis.vocabulary.reporting import reporting_nouns

_MOST_SENTENCES = {"person": 7, "body": 4, "plural": 4}
_DEEPEST = 40  # how many pronouns in a row may stand for one another, where none was asked for before
_SPEAKER, _SUBJECT, _OTHER = 2, 1, 0
_FEW = 10  # letters behind a name that make no sentence of it
_PREPOSITION_RE = re.compile(
    r"\b(?:in|on|at|of|for|with|from|to|by|against|about|under|like|between|among|over|than|into|across|near)\s+"
    r"(?:(?:the|an?|former|then|President|its|his|their)\s+|[A-Z][\w.'’-]*\s+){0,4}$"
)
_OWNER_RE = re.compile(r"['’]s?\s")
# "the director (of public health) Dr Alex Example"
_OFFICE_RE = re.compile(r"(?:of|for)(?: [a-z]+){1,4}")
# "Forty boats sank, (it said)": what stands before it is told by another
_ASIDE_RE = re.compile(r"[,”\"’']\s*$")
_PRONOUN_RE = re.compile(r"\b(?:he|she|it|they)\b", re.IGNORECASE)


@cache
def _document_re() -> re.Pattern[str]:
    """ "the latest survey", "a report"."""
    return re.compile(rf"\b(?:[Tt]he|[Aa]n?)\s+(?:[\w-]+\s+){{0,2}}?(?:{alternatives(reporting_nouns())})\b")


@dataclass(frozen=True)
class _Candidate:
    """Somebody in a sentence whom a pronoun may mean; ``name`` is looked up once he is chosen."""

    rank: int
    place: int
    name: Callable[[], str | None]
    again: bool = False  # the same pronoun once more


class Known(Protocol):
    """What must be known of an article's names before its pronouns can be looked at."""

    @property
    def names(self) -> Sequence[Name]:
        """All names, left to right."""

    def full_name(self, name: Name) -> str:
        """The fullest name of whom a name names."""

    def gender(self, name: str) -> str | None:
        """The gender of the person of a full name."""

    def meant(self, bare: str, at: int) -> str | None:
        """The name that "the ministry", without its article, means at an offset."""

    def beside(self, bare: str, end: int) -> str | None:
        """The name that stands behind a role as its apposition."""


class Pronouns:
    """The pronouns of one article."""

    def __init__(
        self, text: str, sentences: Sequence[Span], known: Known, quotations: Quotations | None = None
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.known = known
        self.names = known.names
        self.quotations = quotations
        self._starts = [span.start for span in sentences]
        self._name_starts = [name.span.start for name in self.names]
        self._found: dict[int, str | None] = {}
        self._depth = 0

    def resolve(self, pronoun: str, at: int) -> str | None:
        """The name behind a pronoun (in small letters) at an offset; ``None`` where nobody fits."""
        kind = kind_meant(pronoun)
        if kind is None:
            return None
        if at not in self._found and self._depth < _DEEPEST:
            self._depth += 1
            self._found[at] = self._look_back(pronoun, kind, at)
            self._depth -= 1
        return self._found.get(at)

    def _look_back(self, pronoun: str, kind: str, at: int) -> str | None:
        last = bisect.bisect_right(self._starts, at) - 1
        sentences = [self.sentences[k] for k in range(last, max(last - _MOST_SENTENCES[kind], -1), -1)]
        told: list[_Candidate] = []
        for k, sentence in enumerate(sentences):
            found = self._candidates(Span(sentence.start, min(sentence.end, at)), pronoun, kind)
            if k == 0 and self._is_aside(at + len(pronoun), Span(sentence.start, at)):
                told = [candidate for candidate in found if candidate.rank < _SPEAKER and not candidate.again]
                found = [candidate for candidate in found if candidate not in told]
            elif k == 1:  # who spoke just before speaks on; else whoever stands in what he tells
                found = [c for c in found if c.rank == _SPEAKER] + told + [c for c in found if c.rank < _SPEAKER]
            for candidate in found:
                name = candidate.name()
                if name is not None:
                    return name
        for candidate in told if len(sentences) == 1 else ():
            if (name := candidate.name()) is not None:
                return name
        return self._speaker_of_unknown_kind(sentences, at) if kind == "person" else None

    def _is_aside(self, end: int, before: Span) -> bool:
        """Whether a pronoun that ends at an offset speaks behind what it tells: "Forty boats sank, it said."."""
        return (
            _ASIDE_RE.search(before.of(self.text)) is not None
            and said_behind_re(False).match(self.text, end) is not None
        )

    def just_spoke(self, kind: str, at: int, or_acted: bool = False) -> str | None:
        """The one person or body who spoke in the sentence before that of an offset, where no other is named in it.

        Whoever only acted there will do if asked, a body also under a name that does not tell what it is.
        """
        k = bisect.bisect_right(self._starts, at) - 1
        inside = Span(self.sentences[k].start, at)
        if not k or any(self._rank(name.span, inside) == _SPEAKER for name in self._names_in(inside)):
            return None
        span = self.sentences[k - 1]
        first = _PRONOUN_RE.match(self.text, span.start, span.end)
        if first is not None and kind_meant(first.group().lower()) == kind and self._rank(Span(*first.span()), span):
            return self.resolve(first.group().lower(), first.start())  # "It added …. The organisation said …"
        named = [name for name in self._names_in(span) if country_named(name.text) is None]
        near = [name for name in named if name.kind == kind or (or_acted and kind == "body" and _may_be_firm(name))]
        opens = bool(near) and near[0].span.start - span.start <= len("The ") and span.end - near[0].span.end > _FEW
        enough = _SUBJECT if or_acted and opens else _SPEAKER
        spoke = next((n for n in near if self._rank(n.span, span) >= enough and not self._quoted(n.span.start)), None)
        alone = len({self.known.full_name(name) for name in near}) == 1
        return self.known.full_name(spoke) if spoke is not None and alone else None

    def _speaker_of_unknown_kind(self, sentences: Sequence[Span], at: int) -> str | None:
        """Where no person is near, the single name that speaks: "Hale said", though nothing tells who Hale is."""
        for sentence in sentences:
            for name in self._names_in(Span(sentence.start, min(sentence.end, at))):
                single = name.kind == "other" and " " not in name.text and not self._quoted(name.span.start)
                if single and self._rank(name.span, sentence) == _SPEAKER:
                    return name.text
        return None

    def _candidates(self, span: Span, pronoun: str, kind: str) -> list[_Candidate]:
        """All in a stretch whom a pronoun may mean, the likeliest first."""
        if (dateline := DATELINE_RE.match(self.text, span.start, span.end)) is not None:
            span = Span(dateline.end(), span.end)
        found: list[_Candidate] = []
        names = self._names_in(span)
        for name in names:
            if self._agrees(name, pronoun, kind) and not self._quoted(name.span.start):
                rank = self._rank(name.span, span, parted=bool(name.before) and not name.titles)
                enough = {"person": _OTHER, "body": _SUBJECT if is_place(name.text) else _OTHER, "plural": _SPEAKER}
                if rank >= enough[kind]:
                    found.append(_Candidate(rank, name.span.start, self._full(name)))
            elif kind == "body" and self._spoke_as_body(name, span):
                found.append(_Candidate(_SPEAKER, name.span.start, self._full(name)))
        if kind == "body":
            found += self._documents(span)
        for role in find_roles(self.text, span):
            inside = any(_ends(role, name, self.text) for name in names)
            gender = gender_of_role(role.text) if kind == "person" else None
            quoted = self._quoted(role.span.start)
            if role.kind == kind and not inside and not quoted and gender in (None, gender_meant(pronoun)):
                rank = self._rank(role.span, span, role=True)
                if rank or kind != "person":
                    found.append(_Candidate(rank, role.span.start, self._described(role.text, role.span, pronoun)))
        for match in _PRONOUN_RE.finditer(self.text, span.start, span.end):
            other = match.group().lower()
            if other == pronoun and match.start() < span.end and not self._quoted(match.start()):
                rank = self._rank(Span(*match.span()), span)
                found.append(_Candidate(rank, match.start(), self._again(other, match.start()), True))
        first = min((candidate.place for candidate in found if candidate.rank), default=-1)
        return sorted(
            (c for c in found), key=lambda c: (-c.rank if c.rank != _SUBJECT or c.place == first else 0, c.place)
        )

    def _documents(self, span: Span) -> Iterator[_Candidate]:
        """The reports of a stretch that say something: "The survey found …"."""
        for match in _document_re().finditer(self.text, span.start, span.end):
            words = Span(*match.span())
            if self._rank(words, span) == _SPEAKER and not self._quoted(words.start):
                bare = without_article(" ".join(match.group().split())) + complement_of(self.text, words)
                yield _Candidate(_SPEAKER, words.start, partial(without_article, bare))

    def _spoke_as_body(self, name: Name, sentence: Span) -> bool:
        """Whether a name of no known kind speaks behind an article, as bodies do: "the Example Governorate said"."""
        article = self.text[max(0, name.span.start - 4) : name.span.start].lower() == "the "
        unknown = name.kind in ("other", "place") and not is_place(name.text)
        speaks = article and unknown and self._rank(name.span, sentence) == _SPEAKER
        return speaks and not _is_plural(name.text) and not self._quoted(name.span.start)

    def _names_in(self, span: Span) -> Sequence[Name]:
        i = bisect.bisect_left(self._name_starts, span.start)
        return self.names[i : bisect.bisect_left(self._name_starts, span.end)]

    def _agrees(self, name: Name, pronoun: str, kind: str) -> bool:
        """Whether a name can be what a pronoun means, by kind, number and gender."""
        if kind == "person":
            return name.kind == "person" and self.known.gender(self.known.full_name(name)) in (
                None,
                gender_meant(pronoun),
            )
        if name.kind != "body":
            return False
        if kind == "plural":
            return _is_plural(name.text)
        return is_place(name.text) or " " in name.text or name.text.isupper() or body_kind(name.text) is not None

    def _rank(self, span: Span, sentence: Span, role: bool = False, parted: bool = False) -> int:
        """How likely somebody is meant again: who speaks, then who stands first and below no preposition."""
        before = self.text[sentence.start : span.start]
        below = not parted and _PREPOSITION_RE.search(before) is not None
        of_a_body = self.text.startswith((" of ", " at ", " from "), span.end)  # "Hale of the Harbour Institute said"
        if (not below and said_behind_re(role or of_a_body).match(self.text, span.end)) or said_before_re().search(
            before
        ):
            return _SPEAKER
        if below or _OWNER_RE.match(self.text, span.end):
            return _OTHER
        return _SUBJECT

    def _quoted(self, at: int) -> bool:
        return self.quotations is not None and self.quotations.at(at) is not None

    def _full(self, name: Name) -> Callable[[], str | None]:
        return lambda: self.known.full_name(name)

    def _described(self, words: str, span: Span, pronoun: str) -> Callable[[], str | None]:
        bare = without_article(words)
        definite = words.lower().startswith("the ") or " " not in words

        def name() -> str | None:
            whole = bare + complement_of(self.text, span)
            named = self.known.beside(bare, span.end)
            if named is None and definite:
                named = (self.known.meant(whole, span.start) if whole != bare else None) or self.known.meant(
                    bare, span.start
                )
            gender = self.known.gender(named) if named and kind_meant(pronoun) == "person" else None
            return (named or whole) if gender in (None, gender_meant(pronoun)) else None

        return name

    def _again(self, pronoun: str, at: int) -> Callable[[], str | None]:
        return lambda: self.resolve(pronoun, at)


def _ends(role: Role, name: Name, text: str) -> bool:
    """Whether a role is but a word of a name, or begins what it ends: "the envoy to Harbourton Alex Example"."""
    if name.span.start < role.span.end <= name.span.end:
        return " " in name.text
    between = text[role.span.end : name.span.start]
    if name.titles and _OFFICE_RE.fullmatch(" ".join(between.split()[: -len(name.titles)])):  # "head of health Dr Hale"
        return True
    if role.text.split()[-1].lower() in name.titles and between.lstrip().startswith("of "):  # "Secretary of State Hale"
        return True
    return bool(name.before) and not name.titles and 0 < len(between) <= 60 and not re.search(r"[,.;:]", between)


def _may_be_firm(name: Name) -> bool:
    """Whether a name of no known kind may be a firm's: "Harbour Dairies" is nobody's given name."""
    if " " not in name.text:
        return name.kind == "other" and not name.text.isupper() and name.text.lower() not in role_nouns()
    return name.kind == "other" or (not name.titles and gender_of(name.text.split()[0]) is None)


def _is_plural(name: str) -> bool:
    """Whether a name is one of many: "Israelis", "Syrian Democratic Forces", "Houthis"."""
    if is_place(name):
        return False
    noun = role_nouns().get(last_word(name).lower())
    people = name.endswith("s") and country_named(name) == country_named(name[:-1]) is not None
    return people or (noun is not None and noun.number == "plural") or body_kind(name) == "armed group"
