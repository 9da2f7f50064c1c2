"""Tells the same article in other files: articles go in one by one; out comes which earlier one each repeats.

Two texts are the same if they differ in white space alone, and nearly the same if they share half of all the runs of
five words in either: a wire story with another head, some words changed or the last paragraphs cut. Among newspaper
articles every pair that shared half was one story, printed again or updated, and no other pair shared more than a
seventh. Of the runs of a long text a fixed lot is compared, those with the smallest hashes, so that an article costs
what its length costs, and a folder what its articles cost. Nothing is left out for it: a claim is what an article
reports, and whether one story in two files is one article is for a person to say.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, replace
from hashlib import blake2b
from zlib import crc32

from analysis.models import Article

_RUN = 5  # words
_SHARED = 0.5
_COMPARED = 96  # runs a text; what is shared is then told to within a twentieth
_DOORS = 8  # the smallest of them, by which an earlier text is found
_SAME_BY_CHANCE = 20  # words: fewer may be the same in two articles, as "Ten people died." is
_NEARLY_BY_CHANCE = 40
_WORD_RE = re.compile(r"\w+")


@dataclass(frozen=True)
class Likeness:
    """Which earlier article has the text, whether it is the ``same`` to the word, and at which outlet it stands."""

    name: str
    same: bool
    outlet: str | None = None
    elsewhere: bool = False

    @property
    def words(self) -> str:
        """What is told of it, and what to do.

        >>> Likeness("storm.txt", same=True).words
        'it has the same text as storm.txt; the claims of both stand in the tables, so take one of them out'
        """
        alike = "the same text as" if self.same else "nearly the same text as"
        if self.elsewhere:
            return f"it has {alike} {self.name} of {self.outlet}; the claims of both stand in the tables"
        do = "so take one of them out" if self.same else "so look whether one of them should go"
        return f"it has {alike} {self.name}; the claims of both stand in the tables, {do}"

    def of_other(self, article: Article) -> str:
        """What is told of the earlier one, if ``article`` is the later."""
        return replace(self, name=article.name, outlet=article.outlet).words


class Duplicates:
    """The texts met so far.

    >>> texts = Duplicates()
    >>> story = "The river rose by two metres in the night, the mayor of Elmford said, and forty houses by the old "
    >>> story += "bridge stood under water when the fire brigade came with its boats; nobody was hurt, she added."
    >>> texts.add(Article("first.txt", story))
    >>> texts.add(Article("again.txt", story.replace(" ", "\\n"))).words.partition(";")[0]
    'it has the same text as first.txt'
    >>> texts.add(Article("changed.txt", "FLOOD IN ELMFORD " + story.replace("forty", "40"))).words.partition(";")[0]
    'it has nearly the same text as first.txt'
    >>> texts.add(Article("other.txt", "Nothing of it is true, the mayor said."))
    """

    def __init__(self) -> None:
        self._texts: dict[bytes, dict[str, int]] = {}  # by outlet, "" for none
        self._files: dict[tuple[str, bytes], int] = {}
        self._doors: dict[int, int] = {}
        self._articles: list[tuple[str, str | None]] = []
        self._runs: list[array[int]] = []

    def add(self, article: Article) -> Likeness | None:
        """Takes an article in; which earlier one it repeats, if any."""
        whole, runs = _hash_of(article.text), _runs_of(article.text)
        found = self._like(article, whole, runs)
        at = len(self._articles)
        self._articles.append((article.name, article.outlet))
        self._texts.setdefault(whole, {}).setdefault((article.outlet or "").casefold(), at)
        self._files.setdefault((article.source_hash, whole), at)
        self._runs.append(runs)
        for run in runs[:_DOORS]:
            self._doors.setdefault(run, at)
        return None if _has_fewer(article.text, _SAME_BY_CHANCE) else found

    def like(self, article: Article) -> Likeness | None:
        """Which of the articles met so far has the same text, of however few words, or else nearly the same.

        A copy of a file's very bytes is of the same outlet, whatever was told of the first one elsewhere.
        """
        whole = _hash_of(article.text)
        copied = self._files.get((article.source_hash, whole)) if article.source_hash else None
        if copied is not None:
            return Likeness(self._articles[copied][0], same=True)
        return self._like(article, whole, _runs_of(article.text))

    def _like(self, article: Article, whole: bytes, runs: array[int]) -> Likeness | None:
        if (outlets := self._texts.get(whole)) is not None:
            at = self._at_outlet(outlets, article.outlet)
            return self._likeness(at, article, same=True)
        if _has_fewer(article.text, _NEARLY_BY_CHANCE):
            return None
        behind = sorted({self._doors[run] for run in runs[:_DOORS] if run in self._doors})
        shared, first = max(((_shared(runs, self._runs[at]), -at) for at in behind), default=(0.0, 0))
        return self._likeness(-first, article, same=False) if shared >= _SHARED else None

    @staticmethod
    def _at_outlet(outlets: dict[str, int], outlet: str | None) -> int:
        """Of the articles of one text, the first at an outlet or at none; else the first of all."""
        if outlet is None:
            return min(outlets.values())
        here = [outlets[name] for name in (outlet.casefold(), "") if name in outlets]
        return min(here or outlets.values())

    def _likeness(self, at: int, article: Article, *, same: bool) -> Likeness:
        name, outlet = self._articles[at]
        elsewhere = bool(outlet and article.outlet and outlet.casefold() != article.outlet.casefold())
        return Likeness(name, same, outlet, elsewhere)


def _has_fewer(text: str, words: int) -> bool:
    return len(text.split(None, words)) < words


def _hash_of(text: str) -> bytes:
    return blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _runs_of(text: str) -> array[int]:
    """The smallest hashes of a text's runs of words, in order; the same on every machine."""
    words = [word.encode("utf-8", "replace") for word in _WORD_RE.findall(text.casefold())]
    runs = {crc32(b" ".join(words[at : at + _RUN])) for at in range(max(1, len(words) - _RUN + 1))}
    return array("I", sorted(runs)[:_COMPARED])


def _shared(one: array[int], other: array[int]) -> float:
    """The share of the runs of either text that both have, judged by the smallest."""
    smallest = sorted({*one, *other})[:_COMPARED]
    both = {*one} & {*other}
    return sum(run in both for run in smallest) / len(smallest)
