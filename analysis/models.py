"""What passes between the rooms: articles in, claims out, every hit with its place in the text.

Numbers are ``Decimal`` here, because ``8.2 * 1e6`` is not 8200000 in binary floating point; ``table``
turns them into floats once, at the end. Spans are Python code point offsets into ``Article.text`` as it
was read, so ``text[start:end]`` is always the words themselves.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

QUALIFIERS = (
    "exact",
    "about",
    "more than",
    "at least",
    "up to",
    "nearly",
    "fewer than",
    "between",
    "vague",
)
STANCES = ("states", "estimates", "expects", "plans", "pledges", "denies", "does not confirm")
SILENCE_STANCES = ("does not confirm", "gives no figure", "no comment", "cannot verify", "denies")
REASONS = (
    "date",
    "clock time",
    "ordinal",
    "name",
    "designation",
    "age",
    "phone",
    "url",
    "time window",
    "relative date",
    "unit conversion",
    "anaphoric",
    "idiom",
    "other",
)


class Span(NamedTuple):
    """A stretch of an article's text.

    >>> Span(3, 9).of("At least 40")
    'least '
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def moved(self, offset: int) -> Span:
        """The same stretch counted from another place: a sentence's as the article's, or back.

        >>> Span(3, 9).moved(100), Span(103, 109).moved(-100)
        (Span(start=103, end=109), Span(start=3, end=9))
        """
        return Span(self.start + offset, self.end + offset)


@dataclass(frozen=True)
class Article:
    """One article as read: ``name`` is its file's path in the folder (or its id in a corpus).

    ``text`` is the text as extracted from the file, which every offset indexes. ``published_from`` says where the date
    stands ("head", "JSON-LD", "articles.csv"), ``format`` what kind of file it is, ``source_hash`` is the SHA-256 of
    its bytes; they tell of the file, so that the same article in another format is equal.
    """

    name: str
    text: str
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    published_from: str | None = field(default=None, compare=False)
    format: str = field(default="", compare=False)
    source_hash: str = field(default="", compare=False, repr=False)

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the text (UTF-8; lone surrogates hashed as they are), in hex."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Amount:
    """A number expression with the bounds that its words allow.

    ``span`` covers the qualifier and a measure's unit, ``number`` the number alone. An end that the words
    leave open is ``None``; ``value`` is the figure that is written, ``None`` for ranges and vague words.
    ``cues`` names the lexicon rows and rules that decided. ``earlier``: another figure came after this one ("from 30").

    >>> Amount(Span(0, 3), Span(0, 3), Decimal(9), Decimal(9), Decimal(4))
    Traceback (most recent call last):
        ...
    ValueError: low 9 is above high 4 at 0:3
    """

    span: Span
    number: Span
    low: Decimal | None
    value: Decimal | None
    high: Decimal | None
    qualifier: str = "exact"
    unit: str = "count"
    per: str | None = None
    trend: str = "none"
    cues: tuple[str, ...] = ()
    earlier: bool = False

    def __post_init__(self) -> None:
        place = f"{self.span.start}:{self.span.end}"
        if self.span.start >= self.span.end:
            raise ValueError(f"an amount without words at {place}")
        if self.low is None and self.value is None and self.high is None:
            raise ValueError(f"an amount without a figure at {place}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high} at {place}")
        if self.qualifier not in QUALIFIERS:
            raise ValueError(f"{self.qualifier!r} is not one of {QUALIFIERS} at {place}")

    @property
    def is_whole(self) -> bool:
        """Whether its value, if it has one, is a whole number, of however many digits.

        >>> [Amount(Span(0, 3), Span(0, 3), *[Decimal(many)] * 3).is_whole for many in ("6.4", "40", "9" * 60)]
        [False, True, True]
        """
        return self.value is None or self.value == self.value.to_integral_value()


@dataclass(frozen=True)
class Counted:
    """What an amount counts, as the noun phrase reads, with its state.

    ``head`` is its noun in lower case, ``noun`` the phrase without the state, ``state`` the state alone; both may be
    blank, as in "14 were killed". A ``part`` is of something counted before ("including 12 children"). ``owner`` is
    whose the things are, where the noun phrase does not say so ("Kyiv lost 40 tanks": "Ukrainian"); ``unit`` is the
    unit of a number that leaves it out ("12,000 acres, up from 9,000": "acre").
    """

    text: str
    head: str | None = None
    cues: tuple[str, ...] = ()
    noun: str = ""
    state: str = ""
    part: bool = False
    owner: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Source:
    """Who vouches for a number: the fullest name (``None``: nobody named), the words used, the cue.

    ``called`` is what else the article calls the source, by which it may speak for a party: "Norwegian minister".
    """

    name: str | None
    mention: Span | None = None
    cue: Span | None = None
    stance: str = "states"
    cues: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


@dataclass(frozen=True)
class When:
    """The words that say when something happened, and the day if they name one."""

    text: str
    day: date | None = None
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Where:
    """The place where something happened, as the text words it."""

    text: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """One figure that an article reports; CODEBOOK columns, before they become a table row."""

    article: Article = field(repr=False)
    amount: Amount
    sentence: Span
    counted: str | None = None
    subject: str | None = None
    source: str | None = None
    source_mention: Span | None = None
    cue: Span | None = None
    actor: str | None = None
    stance: str = "states"
    direct: bool = False
    place: str | None = None
    event_date: date | None = None
    date_text: str | None = None
    said_on: date | None = None
    said_text: str | None = None
    reason: str = ""

    @property
    def quote(self) -> str:
        return self.amount.span.of(self.article.text)

    @property
    def id(self) -> str:
        """A stable id: 12 hex digits made from the text's hash and the offset of the number itself.

        It depends on nothing else, so it is the same on every machine and in every release.

        >>> at_least_40 = Amount(Span(0, 11), Span(9, 11), Decimal(40), Decimal(40), None, "at least")
        >>> Claim(Article("a.txt", "At least 40 people were hurt."), at_least_40, Span(0, 29)).id
        'fe2cd6374646'
        """
        key = f"{self.article.text_hash}:{self.amount.number.start}"
        return hashlib.sha256(key.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class PassedOver:
    """A number expression that is not a claim, with the reason (one of ``REASONS``).

    ``unit`` is that of a measure or a sum: what a conversion is converted to, how long a stretch of time is;
    ``qualifier`` as in ``Amount``, a conversion's is the one of the amount that it converts. ``counted`` says of what
    a "one of" is one.
    """

    article: Article = field(repr=False)
    span: Span
    reason: str
    value: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None
    counted: str | None = None

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise ValueError(f"{self.reason!r} is not one of {REASONS}")

    @property
    def quote(self) -> str:
        return self.span.of(self.article.text)


@dataclass(frozen=True)
class Silence:
    """Words by which a party gives no figure, neither confirms nor denies, or denies another's.

    ``stance`` is one of ``SILENCE_STANCES``; ``source`` is ``None`` for the outlet's own voice, or where nobody is
    named; ``about`` where the sentence does not say what is kept back.
    """

    article: Article = field(repr=False)
    span: Span
    sentence: Span
    stance: str
    source: str | None = None
    source_mention: Span | None = None
    actor: str | None = None
    about: str | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.stance not in SILENCE_STANCES:
            raise ValueError(f"{self.stance!r} is not one of {SILENCE_STANCES}")

    @property
    def quote(self) -> str:
        return self.span.of(self.article.text)


@dataclass(frozen=True)
class Reading:
    """All that was found in one article."""

    article: Article
    claims: tuple[Claim, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    silences: tuple[Silence, ...] = ()
