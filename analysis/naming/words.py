"""A name and its words: a name or a mention goes in, it comes out without what is no part of it.

No lexicon is read; the articles and small numbers that may stand before a source are here, and the words that have a
capital where a sentence begins.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from analysis.lexicon import DAYS, MONTHS
from analysis.models import Span

# "Jr" is no surname
SUFFIXES = {"Jr", "Sr", "II", "III", "IV"}
DATES = {*DAYS, *MONTHS}
# capitals of a sentence's first word, and of the calendar
SENTENCE_WORDS = {
    "The", "A", "An", "This", "That", "These", "Those", "There", "Here", "It", "He", "She", "They", "We", "I",
    "You", "Its", "His", "Her", "Their", "Our", "My", "Your", "What", "Who", "Where", "Why", "How", "When", "While",
    "If", "Since", "Until", "Although", "Though", "Because", "So", "Then", "Meanwhile", "However", "But", "And",
    "Also", "In", "On", "At", "Of", "As", "For", "After", "Before", "Up", "To", "From", "By", "With", "Without",
    "Under", "Over", "During", "Among", "Between", "Around", "According", "Not", "No", "Now", "Still", "Yet",
    "Only", "About", "Nearly", "Almost", "Least", "More", "Most", "Some", "Many", "Both", "Each", "Every",
    "Several", "Another", "Other", "Others", "Last", "Next", "Today", "Yesterday", "Tomorrow", "Earlier", "Later",
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Dozens", "Hundreds",
    "Thousands", "Despite", "Following", "Once", "Or", "Nor", "Yes", "Well", "Just", "Even", "Such", "Like",
    "Across", "Near", "Through", "Inside", "Outside", "Against", "Amid", "Than", "Whether", "Which", "Whose",
    "Perhaps", "Maybe", "Instead", "Moreover", "Nevertheless", "Separately", "Additionally", "Speaking", "Asked",
    "Citing", "Local", "Officials", "Neither", "Whereas", "Within", "Whatever", "Regarding", "Is", "Was", "Are", "Were",
    "Does", "Did", "Has", "Have", "Had", "Can", "Could", "Should", "Would", "Said", "Says", "Never", "Certainly",
    *DATES,
}  # fmt: skip
# "the National Example Agency, or NEA,", "the National Example Agency (NEA)"
_SHORT_FORM_RE = re.compile(r",?\s+(?:or|known\s+as)\s+(?:the\s+)?[A-Z]{2,8}$|\s+\([A-Z]{2,8}\)$")
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


def after_owner(before: str) -> str:
    """What stands before a name behind its owner: "the Bureau of Weather's (Ann Field)" → nothing."""
    return re.split(r"['’]s?\s", before)[-1] if re.search(r"['’]s?\s*$", before.rstrip() + " ") else before


def without_short_form(words: str) -> str:
    """Words without the acronym behind them.

    >>> without_short_form("the National Example Agency, or NEA")
    'the National Example Agency'
    """
    return _SHORT_FORM_RE.sub("", words)


def outside(names: list[Name], stretches: list[tuple[int, int]]) -> list[Name]:
    """The names that begin in none of some stretches; both are in the text's order."""
    starts = [start for start, _ in stretches]
    found = []
    for name in names:
        i = bisect.bisect_right(starts, name.span.start) - 1
        if i < 0 or stretches[i][1] <= name.span.start:
            found.append(name)
    return found
