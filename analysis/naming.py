"""Gives a mention its fullest name: "It" becomes "Kyiv", "Kirby" becomes "John Kirby".

An article goes in once and becomes a ``NameBook``; a mention goes in, the name out, or ``None`` where the text
does not say (a pronoun with nobody before it). Vocabulary: ``titles``, ``roles`` and ``organisation_words``; the
parties of ``actors``. Knowingly missed: people of one name, cataphora ("before he spoke, Hale …").
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.actors import country_named
from analysis.lexicon import alternatives, read_rows, split_list
from analysis.models import Span

# a capitalised word; a full stop belongs to it only in initials ("J.", "U.S.") and short titles ("Gen.")
_CAPITAL = r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Sen|Rep|Gov|Prof|Adm|Brig|St|Rev)\.|(?:[A-Z]\.)+[A-Z]?\b\.?|[A-ZÀ-ÖØ-Þ][\w'’&-]*)"
_CHAIN_RE = re.compile(
    rf"{_CAPITAL}(?:(?:\s+(?:of|for|and|the|de|del|da|al|bin|ibn|van|von|der|la|&)(?:\s+the)?)?[ \t]+{_CAPITAL})*"
)
_POSSESSIVE_RE = re.compile(r"['’]s?$")
_ARTICLE_RE = re.compile(
    r"^(?:the|an?|its|their|his|her|our|one|another|some|this|that|these|those|several|two|three)\s+", re.IGNORECASE
)
_PEOPLE = {"he", "she", "him", "her", "his"}
_THINGS = {"it", "its"}
_PLURALS = {"they", "them", "their"}
_FIRST = {"i", "we", "me", "us", "you"}
PRONOUNS = _PEOPLE | _THINGS | _PLURALS | _FIRST
_SENTENCE_WORDS = {
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "It",
    "He",
    "She",
    "They",
    "We",
    "I",
    "You",
    "But",
    "And",
    "However",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "Its",
    "His",
    "Her",
    "Their",
    "Of",
    "As",
    "For",
    "After",
    "Before",
    "When",
    "While",
    "If",
    "Since",
    "Although",
    "Though",
    "Because",
    "So",
    "Then",
    "Meanwhile",
    "Also",
    "More",
    "Most",
    "Some",
    "Many",
    "Both",
    "Each",
    "Every",
    "No",
    "Not",
    "Now",
    "Still",
    "Yet",
    "Only",
    "About",
    "Nearly",
    "Almost",
    "At",
    "Least",
    "Up",
    "To",
    "From",
    "By",
    "With",
    "Without",
    "Under",
    "Over",
    "According",
    "Since",
    "Until",
    "During",
    "Among",
    "Between",
    "Last",
    "Next",
    "Today",
    "Yesterday",
    "Tomorrow",
    "Earlier",
    "Later",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "One",
    "Another",
    "Several",
    "Hundreds",
    "Thousands",
    "Dozens",
    "Around",
    "What",
    "Who",
    "Where",
    "Why",
    "How",
    "Our",
    "My",
    "Your",
    "Here",
    "Other",
    "Others",
}
_DATES = {
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
}


@dataclass(frozen=True)
class Name:
    """A capitalised name where it stands: without its titles, with its kind (person, body or other)."""

    span: Span
    text: str
    kind: str
    titles: tuple[str, ...] = ()


@cache
def _words_of(lexicon: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in read_rows(lexicon))


@cache
def _role_re() -> re.Pattern[str]:
    singular = [row["noun"] for row in read_rows("roles")]
    return re.compile(
        rf"\b(?:(?:an?|the|one|another|two|three|several|some|local|senior)\s+)?(?:[\w.'’-]+\s+){{0,4}}?(?:{alternatives(singular)})\b",
        re.IGNORECASE,
    )


@cache
def _role_numbers() -> dict[str, str]:
    return {row["noun"]: row["number"] for row in read_rows("roles")}


@cache
def _documents() -> frozenset[str]:
    return frozenset({row["noun"] for row in read_rows("reporting_nouns")})


class NameBook:
    """The names of one article, and how its short names and pronouns resolve."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self.sentences = sentences
        self._starts = [span.start for span in sentences]
        self.names = self._find_names()
        self._name_starts = [name.span.start for name in self.names]
        self._by_last: dict[str, dict[str, None]] = defaultdict(dict)
        self._acronyms: dict[str, str] = {}
        for name in self.names:
            self._by_last[_last_word(name.text)][name.text] = None
        self._bodies: dict[str, dict[str, None]] = defaultdict(dict)
        for name in self.names:
            if name.kind == "body" and " " in name.text:
                for word in name.text.split():
                    self._bodies[word][name.text] = None
        self._find_acronyms()

    def _find_names(self) -> list[Name]:
        """Capitalised chains, cut at sentence openers and titles, told apart by kind."""
        titles = _words_of("titles", "word")
        found: list[Name] = []
        for match in _CHAIN_RE.finditer(self.text):
            start, words = match.start(), match.group()
            for piece in re.finditer(r"\S+", words):
                bare = piece.group().strip(".,")
                if bare in _SENTENCE_WORDS or piece.group() in ("of", "for", "and", "the", "on", "to"):
                    continue
                start = match.start() + piece.start()
                words = words[piece.start() :]
                break
            else:
                continue
            titled = False
            held: list[str] = []
            while True:
                first, _, rest = words.partition(" ")
                if rest and first.strip(".,") in titles and rest.split()[0] not in ("of", "for", "and", "the", "on"):
                    held.append(first.strip(".,").lower())
                    start, words, titled = start + len(words) - len(rest.lstrip()), rest.lstrip(), True
                else:
                    break
            words = _POSSESSIVE_RE.sub("", words.rstrip(".,"))
            if not words or words in _SENTENCE_WORDS or words.strip(".") in titles:
                continue
            if {w.strip(".,") for w in words.split()} <= _DATES:
                continue
            found.append(Name(Span(start, start + len(words)), words, _kind(words, titled), tuple(held)))
        persons = {_last_word(name.text) for name in found if name.kind == "person" and " " in name.text}
        return [
            Name(name.span, name.text, "person", name.titles)
            if name.kind == "other" and " " not in name.text and name.text in persons
            else name
            for name in found
        ]

    def _find_acronyms(self) -> None:
        """ "National Intelligence Service (NIS)", or initials that match a longer name of the article."""
        for match in re.finditer(r"\(([A-Z][A-Za-z&]{1,9})\)", self.text):
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

    def resolve(self, mention: str, at: int) -> str | None:
        """The fullest name behind a mention that starts at an offset; ``None`` for a pronoun with no one before it."""
        words = " ".join(mention.split())
        lower = words.lower()
        if lower in PRONOUNS:
            return self._pronoun(lower, at)
        bare = _ARTICLE_RE.sub("", words) if not _is_name(words) else re.sub(r"^[Tt]he\s+", "", words)
        name = self._name_in(words, at)
        if name is not None:
            return name
        document = bare.split()[-1].lower() in _documents() if bare else False
        if document:
            owners = [name for name in self._between(at, at + len(words)) if name.kind in ("body", "person")]
            if len(owners) == 1 and owners[0].text in words:
                full = self.fullest(owners[0].text)
                return self._body_named(full) if full == owners[0].text else full
        if lower.startswith(("the ", "this ", "that ")):
            return self._definite(bare, at) or bare
        return bare or None

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
        bare = re.sub(r"^[Tt]he\s+", "", words)
        if len(inside) == 1 and inside[0].text == _POSSESSIVE_RE.sub("", bare):
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
            for other in self._by_last[_last_word(name)]
            if other != name and _kind(other, False) == "person" and len(other.split()) <= 4
        ]
        return longer[0] if longer else name

    def _definite(self, bare: str, at: int) -> str | None:
        """ "the ministry" → the last full name with that word, "the source" → "a source at the police command"."""
        bare = re.split(r"\s+(?:in|at|of|from|for)\s+", bare)[0]
        head = bare.split()[-1] if bare else ""
        capital = head[:1].upper() + head[1:]
        i = bisect.bisect_left(self._name_starts, at) - 1
        if " " not in bare and head.islower():
            for name in reversed(self.names[max(0, i - 200) : i + 1]):
                parts = name.text.split()
                if len(parts) > 1 and (capital in parts or not _stand_ins(head).isdisjoint(parts)):
                    return name.text
                if head in name.titles:
                    return self.fullest(name.text)
            before = self.text[max(0, at - 3000) : at]
            pattern = rf"\b(?:an?|one)\s+(?:[\w'’.-]+\s+){{0,3}}?{re.escape(head)}\b(?:\s+(?:at|for|of|in|from|with)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)?"
            last = None
            for last in re.finditer(pattern, before, re.IGNORECASE):
                pass
            if last is not None:
                return _ARTICLE_RE.sub("", " ".join(last.group().split()))
        return None

    def _pronoun(self, lower: str, at: int) -> str | None:
        if lower in _FIRST:
            return None
        wanted = "person" if lower in _PEOPLE else "plural" if lower in _PLURALS else "body"
        i = bisect.bisect_right(self._starts, at) - 1
        for step in range(0, 7):
            if i - step < 0:
                break
            sentence = self.sentences[i - step]
            end = min(sentence.end, at) if step == 0 else sentence.end
            found = self._candidate(Span(sentence.start, end), wanted)
            if found is not None:
                return found
        return None

    def _candidate(self, span: Span, wanted: str) -> str | None:
        """The first name or role of a stretch that a pronoun can stand for; a sentence's first is mostly its subject."""
        if span.end <= span.start:
            return None
        options: list[tuple[int, str]] = []
        names = self._between(span.start, span.end)
        for name in names:
            if name.kind == wanted or (
                wanted == "plural" and name.kind == "body" and name.text.endswith("s") and not country_named(name.text)
            ):
                options.append((name.span.start, self.fullest(name.text)))
        for match in _role_re().finditer(self.text, span.start, span.end):
            role = re.sub(r"\W", "", match.group().split()[-1].lower())
            number = _role_numbers().get(role, "singular")
            follows = self.text[match.end() : match.end() + 3].strip()[:1]
            if follows.isupper() or (match.group()[:1].isupper() and len(match.group().split()) == 1):
                continue
            body = role in _BODIES
            fits = {
                "person": number == "singular" and not body,
                "plural": number == "plural",
                "body": body and number == "singular",
            }[wanted]
            if fits and any(name.span.start < match.end() <= name.span.end for name in names):
                fits = False
            if fits:
                phrase = _role_phrase(match.group())
                phrase = self._definite(_ARTICLE_RE.sub("", phrase), match.start()) or _ARTICLE_RE.sub("", phrase)
                options.append((match.start(), phrase))
        return min(options)[1] if options else None


@cache
def _stand_ins(word: str) -> frozenset[str]:
    """The words of full names that a common noun can stand for: "the agency" → Service, Organization …"""
    rows = {row["word"]: row["stands_for"] for row in read_rows("short_forms")}
    return frozenset(split_list(rows.get(word, "")))


def _role_phrase(words: str) -> str:
    """A role with its modifiers, from the last word on that cannot be one: "said a lawmaker" → "a lawmaker"."""
    parts = words.split()
    breaks = [i for i, part in enumerate(parts[:-1]) if part.lower() in _BREAKS]
    return " ".join(parts[breaks[-1] + 1 :] if breaks else parts)


_BREAKS = {
    "said",
    "says",
    "told",
    "by",
    "that",
    "and",
    "or",
    "with",
    "from",
    "in",
    "on",
    "at",
    "of",
    "to",
    "was",
    "were",
    "had",
    "has",
    "have",
    "as",
    "for",
    "but",
    "who",
    "which",
    "added",
    "according",
    "the",
}
_BODIES = {
    "group",
    "organisation",
    "organization",
    "agency",
    "ministry",
    "department",
    "government",
    "military",
    "army",
    "navy",
    "company",
    "union",
    "council",
    "committee",
    "administration",
    "observatory",
    "watchdog",
    "service",
    "regulator",
    "institute",
    "center",
    "centre",
    "university",
    "bank",
    "court",
    "embassy",
    "coalition",
    "alliance",
    "party",
    "command",
    "office",
    "bureau",
    "team",
    "charity",
    "newspaper",
    "magazine",
    "station",
    "network",
    "portal",
    "hospital",
}


def _last_word(name: str) -> str:
    return name.split()[-1].strip(".,") if name.split() else name


def _is_name(words: str) -> bool:
    rest = re.sub(r"^[Tt]he\s+", "", words)
    return rest[:1].isupper()


def _kind(words: str, titled: bool) -> str:
    parts = [w.strip(".,") for w in words.split()]
    if titled:
        return "person"
    if any(_POSSESSIVE_RE.sub("", part) in _words_of("organisation_words", "word") for part in parts):
        return "body"
    if country_named(words) is not None or (words.isupper() and 2 <= len(words) <= 8):
        return "body"
    capitals = [part for part in parts if part[:1].isupper()]
    if (
        2 <= len(parts) <= 4
        and len(capitals) >= len(parts) - 1
        and "of" not in parts
        and "and" not in parts
        and "for" not in parts
        and "the" not in parts
    ):
        if any("'s" in part or "’s" in part for part in parts):
            return "other"
        return "person"
    return "other"
