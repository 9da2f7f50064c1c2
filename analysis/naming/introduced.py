"""Finds how a text introduced somebody without a name: "the source" was "a security source at the Example Command".

A noun and a place go in, the last longer phrase with that noun before it comes out. Vocabulary: ``reporting_verbs``,
which no such phrase holds. Knowingly missed: phrases with more than three words before their noun.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.lexicon import DAYS, MONTHS
from analysis.naming.roles import BREAKS, is_plural
from analysis.naming.words import without_article
from analysis.vocabulary.reporting import is_reporting

# "Norway's health ministry", "the health ministry", "a security source at the Example Command"
_INTRODUCED = r"""
    (?P<words>
        (?: (?: [A-Z][\w’'-]*\s+ (?:of\s+)? ){{0,3}} [A-Z][\w.-]*['’]s \s+
          | \b(?:[Tt]he|[Aa]n?|[Oo]ne|[Ii]ts{several})\s+ )
        (?: (?:[\w’'-]+|(?:[A-Z]\.)+)\s+ ){{0,3}}? {head} \b
        (?:
            \s+ (?: at|for|of|in|from|with ) \s+ (?: the\s+ )? (?! {months} )
            (?: (?: (?: (?:Mr|Mrs|Ms|Dr|St|Gen)\. | [A-Z][\w'’-]* ) (?: \s+(?:of|for) )? \s?\b )+
              | (?<=the\ ) [a-z]+ (?: \s[a-z]+ )?? (?= \s+(?:said|says|told|added)\b ) )
        )?
    )
"""


# "Two security officials", "Halen officials"
_SEVERAL = r"|[Tt]wo|[Tt]hree|[Ff]our|[Ss]everal|[Ss]ome|(?!According)[A-Z][\w’'-]+"
_LONGEST_BEFORE, _LONGEST_BEHIND = 90, 140  # characters of such a phrase before and behind its noun
_FARTHEST = 2000  # an introduction older than so many characters is forgotten
# they make another office of one
OTHER_OFFICES = {"assistant", "deputy", "ex", "former", "vice"}


class Found(NamedTuple):
    """A name or a phrase for a mention, and where the text has it."""

    name: str
    place: int


class Introductions:
    """The phrases of one article by which it introduces people and bodies."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._phrases: dict[str, list[tuple[int, Found]]] = {}

    def last(self, noun: str, at: int) -> Found | None:
        """The last phrase before an offset that says more than the noun, or says it for the first time ("a source").

        >>> text = "The source left. A security source at the Example Command spoke. The source went on."
        >>> Introductions(text).last("source", text.rindex("The"))
        Found(name='security source at the Example Command', place=17)
        """
        if noun not in self._phrases:
            self._phrases[noun] = list(self._find(noun))
        phrases = self._phrases[noun]
        i = bisect.bisect_right(phrases, at, key=lambda phrase: phrase[0]) - 1
        return phrases[i][1] if i >= 0 and at - phrases[i][0] <= _FARTHEST else None

    def _find(self, noun: str) -> Iterator[tuple[int, Found]]:
        """Every introduction with a noun, each with the place where it ends."""
        months = "|".join((*MONTHS, *DAYS))
        several = _SEVERAL if is_plural(noun) else ""
        pattern = re.compile(_INTRODUCED.format(head=re.escape(noun), months=months, several=several), re.VERBOSE)
        done = 0
        # the noun is looked for first, then the phrase around it: most of a text has none
        for place in re.finditer(rf"\b{re.escape(noun)}\b", self.text):
            start = max(done, place.start() - _LONGEST_BEFORE)
            match = pattern.search(self.text, start, place.end() + _LONGEST_BEHIND)
            if match is None or not match.start() <= place.start() < match.end():
                continue
            done = match.end()
            words = " ".join(match["words"].split())
            told = without_article(words)
            more = " " in told and told.lower() != noun
            if (more or words[:2].lower() == "a ") and not _is_another(told, noun):
                yield match.end(), Found(told, match.start())


def _is_another(words: str, noun: str) -> bool:
    """Whether a phrase is of another, or a verb or a number stands before its noun: "the army said 40 (rebels)"."""
    before = words.lower().split(noun)[0].split()
    if before[-1:] and before[-1] in OTHER_OFFICES:  # "the deputy governor" introduces no governor
        return True
    return any(word in BREAKS or is_reporting(word) or word.isdigit() for word in before)
