"""A name and its words: a name or a mention goes in, it comes out without what is no part of it.

No lexicon is read; the articles and small numbers that may stand before a source are here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.models import Span

# "Jr" is no surname
SUFFIXES = {"Jr", "Sr", "II", "III", "IV"}
_POSSESSIVE_RE = re.compile(r"['’]s?$")
_THE_RE = re.compile(r"^[Tt]he\s+")
# "the ministry", "several officials"
_ARTICLE_RE = re.compile(
    r"^(?:the|an?|its|their|his|her|our|one|another|some|this|that|these|those|several|two|three)\s+", re.IGNORECASE
)


@dataclass(frozen=True)
class Name:
    """A capitalised name where it stands: without its titles, with its kind (person, body, place or other).

    ``before`` are the capitalised words in front of a title, which say whose it is: "New York" Mayor Alex Example.
    """

    span: Span
    text: str
    kind: str
    titles: tuple[str, ...] = ()
    before: str = ""


def last_word(name: str) -> str:
    """The last word of a name, by which it is called short."""
    return name.split()[-1].strip(".,") if name.split() else ""


def without_possessive(words: str) -> str:
    """Words without the "'s" at their end."""
    return _POSSESSIVE_RE.sub("", words)


def without_the(words: str) -> str:
    """Words without a "the" before them."""
    return _THE_RE.sub("", words)


def without_article(words: str) -> str:
    """Words without an article, a pronoun or a small number before them."""
    return _ARTICLE_RE.sub("", words)
