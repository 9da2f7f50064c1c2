"""What the bodies of an article are called: its names go in; an acronym or "the agency" comes out as the full name.

"NIS" is the "National Intelligence Service", in whatever order the two stand; "the ministry" is the one named last,
"the rights group" the body that the article calls so. Vocabulary: ``short_forms``, ``roles``, the kinds of
``actors``. Knowingly missed: bodies that a text calls by what they are and never by a word of their name.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from analysis.naming.acronyms import find_acronyms, one_party
from analysis.naming.introduced import Found
from analysis.naming.roles import kinds_meant, kinds_told, role_nouns, stand_ins
from analysis.naming.words import Name, last_word, without_possessive
from analysis.vocabulary.parties import also_called, body_kind, country_named
from analysis.vocabulary.reporting import reporting_nouns

_MOST_NAMES = 200  # how far back a ministry's full name may stand, in names
_BODY = ("singular", "body")
_MEANT = {"spy": "intelligence"}
_OF_THE_WORLD = {"UN agency", "international"}
_LONGEST_OTHER = 5
_PREPOSITION_RE = re.compile(r"\s+(?:of|for|in|at|on|from)\s+(?:the\s+)?")
# "the agency in Example": where it sits, not what it is called
_SEAT_RE = re.compile(r"\s+(?:in|at|from|on)\s.*")
# "the House" is no White House: words that say too little to stand for a longer name
_GENERIC = {"House", "Party", "State", "Government", "Army", "Police", "Forces", "Force"}
# "the rights group Amnesty …", "Yonhap news agency", "Hamas, a militant group, …"
_BEFORE_RE = re.compile(r"(?P<words>(?:[\w.'’-]+\s+){0,3}[a-z]+)\s+$")
_AFTER_RE = re.compile(r"\s+(?P<words>(?:[a-z]+\s+)?[a-z]+)\b")
_BEHIND_RE = re.compile(
    r"(?:\s+in\s+[A-Z]\w+)?(?:,\s+|\s+\()(?:which\s+is\s+|who\s+are\s+)?(?:an?|the|its)\s+(?P<words>[^,.;:()\n“”\"]{3,70})"
)


# "the Norway-based group" is no more than the group
_SEATED_RE = re.compile(r"(?:[A-Z][\w.’'-]*\s+)*[\w.’'-]*\w-(?:based|registered)\s+")
# "the top court", "the country's disaster agency": they tell nothing of its name
_IDLE = {"country", "leading", "main", "nation", "same", "top"}
# "the Halen council" is no body called Halen
_OF_A_PLACE = {"administration", "army", "authority", "council", "court", "hospital", "ministry", "office", "police"}
# "a Security Council meeting" tells of a meeting
_ABOUT_RE = re.compile(r"\s+(?:building|election|meeting|member|resolution|session|summit|veto|vote)s?\b")
# what a name may have more than the short one: "the Red Cross" is the "Example Red Cross Society"
_ADDED = {
    "Association", "Committee", "Foundation", "Group", "International", "National", "Organisation", "Organization",
    "Service", "Society", "and", "for", "of", "the",
}  # fmt: skip


class Bodies:
    """The bodies of one article."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = [name for name in names if name.kind != "person"]
        self._starts = [name.span.start for name in self.names]
        self._firsts: dict[str, int] = {}  # where each name of several words stands first
        about: dict[str, int] = {}
        for name in self.names:
            if " " in name.text and name.kind == "body":
                told = about if _ABOUT_RE.match(text, name.span.end) else self._firsts
                told.setdefault(name.text, name.span.start)
        heads = {_head(full) for full in self._firsts}
        self._firsts |= {
            full: at for full, at in about.items() if full not in self._firsts and _head(full) not in heads
        }
        self._holding: dict[str, list[str]] = defaultdict(list)
        self._heads = {text: _head(text) for text in self._firsts}
        for text in self._firsts:
            for word in set(text.split()):
                self._holding[word].append(text)
        self._longer: dict[str, tuple[list[str], list[int], str | None]] = {}
        self._wider: dict[str, tuple[list[str], list[int], str | None]] = {}
        self._meant: dict[str, tuple[int, int]] = {}
        self._other_names: dict[str, str | None] = {}
        self._beside: dict[int, list[list[str]]] = {}

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Each acronym of the article with its full name."""
        return find_acronyms(self.text, self.names)

    def full(self, name: str, at: int) -> str:
        """The fullest name of a body: "NIS" or "Intelligence Service" → "Norway's National Intelligence Service"."""
        short = name.replace(".", "")
        name = self.acronyms.get(short) or self.acronyms.get(short.upper()) or self._known_as(short) or name
        if name in _GENERIC or country_named(name) is not None:
            return name
        if name not in self._longer:
            words, head = set(name.split()), _head(name)
            self._longer[name] = self._fitting(words, lambda o: self._heads[o] == head and words < set(o.split()))
        longer, starts, widest = self._longer[name]
        if not longer:
            return self._with_more(name, at) or name
        before = bisect.bisect_left(starts, at)
        return widest or (longer[before - 1] if before and " " not in name else name)

    def _known_as(self, short: str) -> str | None:
        """The longest name in the article of the body that the lexicon knows by an acronym: "MSF"."""
        if not short.isupper() or " " in short:
            return None
        if short not in self._other_names:
            others = (phrase for phrase in also_called(short) if " " in phrase and phrase in self.text)
            self._other_names[short] = max(others, key=lambda phrase: (phrase.istitle(), len(phrase)), default=None)
        return self._other_names[short]

    def _with_more(self, name: str, at: int) -> str | None:
        """The one body named before that has little more in its name: "the Red Cross" → "Example Red Cross Society"."""
        if " " not in name:
            return None
        if name not in self._wider:
            self._wider[name] = self._fitting(
                set(name.split()), lambda o: name != o and f" {name} " in f" {o} " and one_party(name, o)
            )
        wider, starts, _ = self._wider[name]
        other = wider[0] if bisect.bisect_left(starts, at) == 1 else ""
        more = without_possessive(other.replace(name, " ")).split()
        return other if more and all(word in _ADDED or country_named(word) for word in more) else None

    def _fitting(self, words: set[str], fits: Callable[[str], bool]) -> tuple[list[str], list[int], str | None]:
        """The bodies' names with some words that fit, where each stands first, and the one that holds all others."""
        held = min((self._holding.get(word, []) for word in words), key=len, default=[])
        fitting = [other for other in held if fits(other)]
        widest = max(fitting, key=len, default="")
        all_words = set(widest.split())
        whole = all(all_words.issuperset(other.split()) for other in fitting)
        return fitting, [self._firsts[other] for other in fitting], widest if whole else None

    def described(self, bare: str, at: int) -> Found | None:
        """The body that "the ministry" or "the rights group" means: the last one before that fits."""
        main, *complement = _PREPOSITION_RE.split(_SEAT_RE.sub("", _SEATED_RE.sub("", bare)), maxsplit=1)
        main = main.replace("think tank", "institute")
        words = main.split()
        noun = words[-1].lower() if words else ""
        if not noun or (role_nouns().get(noun, _BODY) != _BODY and not stand_ins(noun)):
            return None
        told = [*words[:-1], *(complement[0].split() if complement else [])]
        told = [word for word in told if _same(word) not in _IDLE]
        wanted = {_MEANT.get(word, _same(word)) for word in told}
        kinds = frozenset.intersection(kinds_meant(noun), *(kinds_told(word) for word in told))
        i = bisect.bisect_left(self._starts, at)
        looked, last = self._meant.get(bare, (0, -1))  # whom the same words meant the last time, and up to where
        looked, last = (0, -1) if looked > i else (looked, last)
        spoken_of = -1
        for k in range(i - 1, max(looked, i - _MOST_NAMES) - 1, -1):
            name = self.names[k]
            if body_kind(name.text) in kinds or self._is_called(name, noun, wanted):
                if _ABOUT_RE.match(self.text, name.span.end) is None:
                    last = k
                    break
                spoken_of = k if spoken_of < 0 else spoken_of
        last = spoken_of if last < 0 else last
        self._meant[bare] = i, last
        if last < max(0, i - _MOST_NAMES):
            return None
        name = self.names[last]
        sure = _ABOUT_RE.match(self.text, name.span.end) is None
        return Found(self.full(name.text, at), name.span.start if sure else -1)

    def named_later(self, bare: str, at: int) -> str | None:
        """The one body behind an offset that a headline's words fit: "the ministry", "Oslo spy agency"."""
        *before, noun = bare.split() or [""]
        heads = {noun.capitalize(), *(stand_ins(noun) if before else ())}
        told = {_MEANT.get(word, _same(word)) for word in before if word.islower()}
        if before and not (told and noun.islower()):
            return None
        national = len(told) < len(before)  # "Norway's health agency" is no agency of the world
        i = bisect.bisect_left(self._starts, at)
        behind = (name for name in self.names[i : i + _MOST_NAMES] if name.kind == "body" and " " in name.text)
        fitting = (
            name for name in behind if self._heads[name.text] in heads and told <= set(map(_same, name.text.split()))
        )
        later = {
            self.full(name.text, at) for name in fitting if not (national and body_kind(name.text) in _OF_THE_WORLD)
        }
        return later.pop() if len(later) == 1 else None

    def _is_called(self, name: Name, noun: str, wanted: set[str]) -> bool:
        """Whether a name holds a noun (or what it stands for) and the words before it, or is called so beside it."""
        if not name.text[0].isupper() or country_named(name.text) is not None:
            return False
        parts = name.text.split()
        capital = noun[:1].upper() + noun[1:]
        sure = name.kind != "other" or len(parts) <= _LONGEST_OTHER
        by_name = sure and len(parts) > 1 and (capital in parts or not stand_ins(noun).isdisjoint(parts))
        if by_name or body_kind(name.text) in kinds_meant(noun):
            return _tells(name.text, wanted)
        if name.kind == "place" or not (noun in role_nouns() or noun in reporting_nouns() or stand_ins(noun)):
            return False
        at = name.span.start
        if at not in self._beside:
            self._beside[at] = self._called(name)
        return any(words[-1] == noun and wanted <= {_same(w) for w in words} for words in self._beside[at])

    def _called(self, name: Name) -> list[list[str]]:
        """What stands beside a name to say what it is, word by word up to the noun."""
        found = []
        before = self.text[max(0, name.span.start - 60) : name.span.start]
        if match := _BEFORE_RE.search(before):
            found.append(match["words"].split())
        if match := _AFTER_RE.match(self.text, name.span.end, name.span.end + 40):
            words = match["words"].split()
            found += [part for part in (words[:1], words) if part[-1] not in _OF_A_PLACE]
        seat = re.search(r"\bin\s$", before) is not None  # "Friends of Sheep in Elmford, a group of farmers"
        if not seat and (match := _BEHIND_RE.match(self.text, name.span.end, name.span.end + 80)):
            found.append(_PREPOSITION_RE.split(re.split(r"\s+(?:that|which|who)\s", match["words"])[0])[0].split())
        return [words for words in found if words]


def _tells(name: str, wanted: set[str]) -> bool:
    """Whether a name holds some words, or is of the kind they tell: "the UN health agency" is one of the UN's."""
    kind = body_kind(name)
    parts = {_same(part) for part in name.split()}
    return all(word in parts or (kind in kinds if kind else kinds) for word in wanted for kinds in [kinds_told(word)])


def _head(name: str) -> str:
    """The noun of a body's name, the last word before "of" or "for"."""
    return last_word(re.split(r"\s+(?:of|for|on|in)\s+", name)[0])


def _same(word: str) -> str:
    """A word as it is compared: a country under its name, "defense" as "defence", one number."""
    word = without_possessive(word.strip(".,"))
    return (country_named(word) or word).lower().replace("defense", "defence").removesuffix("s")
