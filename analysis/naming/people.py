"""Who the people of an article are: its names go in; a surname or a description comes out as the full name.

"Kirby" is "John Kirby"; "the health minister" is whom the article calls so beside the name, before it ("Health
Minister Alex Example") or behind it ("Alex Example, the health minister,"). An office never goes to its deputy or its
spokesman. Vocabulary: ``titles``, ``roles``, ``given_names``, and leaders by ``parties``. Knowingly missed: people
told apart by nothing but the matter.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from analysis.naming.introduced import Found
from analysis.naming.kinds import gender_of, is_title
from analysis.naming.offices import HEADS, OTHER_OFFICE, Description, fits, meaning_of, nouns_of, words_of
from analysis.naming.words import SUFFIXES, Name
from analysis.vocabulary.parties import country_named, led_by

_NEAR = 250  # within so many characters, a surname is that of the last person who bore it
_BEFORE = 110
# ", the interior minister, …", ", who heads the clinic"
_BEHIND_RE = re.compile(
    r"(?:,\s+|\s+\(|\s+[–—-]+\s+)(?:who\s+(?:is|was|serves\s+as|(?P<heads>heads|leads|runs|directs))\s+)?(?:the|an?|its|his|her|their|our)?\s*"
    r"(?P<words>[^,.;:()\n“”\"]{3,90})"
)
# "The country's interior minister, …"
_APART_RE = re.compile(
    r"(?:^|[\s“\"(])(?P<words>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[\w.-]+['’]s)\s+[^,.;:()\n“”\"]{3,100}),\s+$"
)
# "Senator Alex Example of Norway"
_OF_PLACE_RE = re.compile(r"\s+of\s+(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)")
# ", better known as Lex"
_ALIAS_RE = re.compile(
    r",?\s+\(?(?:(?:who\s+is\s+)?(?:\w+\s+)?known\s+(?:simply\s+)?(?:as|by\s+his\s+nickname)|nicknamed)\s+[“\"']?"
    r"(?P<alias>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?)"
)
# a mark that ends what stands before a name; "U.S." and "Maj. Gen." do not
_STOP_RE = re.compile(
    r"[,;:()“”\"\n.](?:(?<!\.)|(?<![A-Z]\.)(?<!\bMaj\.)(?<!\bGen\.)(?<!\bLt\.)(?<!\bCol\.)(?<!\bSgt\.)(?<!\bCapt\.)"
    r"(?<!\bAdm\.)(?<!\bBrig\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)"
    r"(?<!\bProf\.)(?<!\bRev\.)(?<!\bInsp\.)(?<!\bSupt\.)(?<!\bEngr\.))\s"
)
_OFFICE_RE = re.compile(r"(?P<title>[^,]*[A-Z][\w-]+)\s+(?:of|for)(?:\s+(?:[A-Z][\w’-]*|and|the|of))+")
_PREPOSITION_RE = re.compile(r"\s+(?:of|for|at|in|with|from|to|on|under|in charge of)\s+")
_CUT_RE = re.compile(
    r"(?:.*[\s,.;:()“”\"]|^)(?:the|an?|and|or|but|that|by|to|with|from|in|on|at|as|is|was|were|said|says|told|"
    r"while|when|after|before|because|if|than|like|his|her|its|their|our|my|who|which|it|he|she|they)\s",
    re.DOTALL,
)
_ACTING = frozenset({"acting", "interim"})  # they hold the office where nobody else does
# "the head of the region"
_HEADS = {
    **dict.fromkeys(("region", "province", "oblast", "prefecture"), "governor"),
    **dict.fromkeys(("city", "town", "municipality"), "mayor"),
    "state": "president",
}
# offices that have one holder, so that they name him even before he is named
_SOLE = {"president", "premier", "governor", "mayor", "king", "queen", "pope", "chancellor", "emperor", "sultan"}


class People:
    """The people of one article."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = [name for name in names if name.kind == "person"]
        self._full: dict[str, dict[str, None]] = defaultdict(dict)
        self._gender: dict[str, str] = {}
        self._places: dict[str, list[int]] = defaultdict(list)
        for name in self.names:
            self._places[name.text].append(name.span.start)
            if " " in name.text:
                # the last but one may be the surname as well: "Ruiz" of "Alvaro Ruiz Example"
                for word in {_key(_surname(name.text)), *map(_key, name.text.split()[:-1])}:
                    self._full[word][name.text] = None
            gender = _gender(name)
            if gender in ("masculine", "feminine"):
                self._gender.setdefault(name.text, gender)

    def gender(self, name: str) -> str | None:
        """The gender of a person, as far as a title or a given name tells it."""
        return self._gender.get(name)

    def full(self, name: str, at: int, titled: tuple[str, ...] = ()) -> str:
        """The longest name that a name is short for: "Kirby" → "John Kirby"; itself where the article has no other.

        Of two people of one surname it is the one just named, unless the surname was used for the first one before.
        """
        name = self._aliases.get(name, name)
        words = name.split()
        own = {_key(word) for word in words}
        gender = next((g for title in titled if (g := gender_of(title)) in ("masculine", "feminine")), None)
        longer = [
            other
            for other in self._full.get(_key(words[-1]) if words else "", ())
            if len(other.split()) > len(words)
            and own <= {_key(word) for word in other.split()}
            and (gender is None or self.gender(other) in (None, gender))
        ]
        by_last = [other for other in longer if _key(_surname(other)) == _key(words[-1])]
        if not (longer := by_last or (longer if len(words) == 1 else [])):
            return name
        near = max(longer, key=lambda other: _last_before(self._places[other], at + 1))
        place = _last_before(self._places[near], at + 1)
        just_named = place >= 0 and at - place <= _NEAR and not self._settled(name, near)
        return _widest(near if just_named else longer[0], longer)

    @cached_property
    def _aliases(self) -> dict[str, str]:
        """The other names that the article tells: "Alex Example, known as Lex"."""
        found = {}
        for name in self.names:
            if " " in name.text and (match := _ALIAS_RE.match(self.text, name.span.end)):
                found[match["alias"]] = name.text
        return found

    def _settled(self, surname: str, other: str) -> bool:
        """Whether a surname had served alone, twice or more, before a second person of that name came up."""
        alone = self._places.get(surname, [])
        return len(alone) > 1 and alone[1] < self._places[other][0]

    def titled(self, letters: str, at: int) -> str | None:
        """The person named last before an offset whose titles begin with some letters: "CM" → a chief minister."""
        places = self._by_letters.get(letters, [])
        i = bisect.bisect_left(places, at, key=lambda name: name.span.start)
        return self.full(places[i - 1].text, places[i - 1].span.start) if i else None

    @cached_property
    def _by_letters(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            if len(name.titles) > 1:
                found["".join(title[0] for title in name.titles).upper()].append(name)
        return found

    def described(self, words: str, at: int) -> Found | None:
        """The person whom a description means, where the article names one: "the health minister" → "Alex Example"."""
        main, *complement = _PREPOSITION_RE.split(words, maxsplit=1)
        told = words_of(main)
        if not told:
            return None
        if told[-1].lower() == "head" and complement and words_of(complement[0])[-1:]:
            office = _HEADS.get(words_of(complement[0])[-1].lower())
            told, complement = ([office], []) if office else (told, complement)
        noun, wanted = told[-1].lower(), meaning_of([*told[:-1], *(words_of(complement[0]) if complement else [])])
        called = self._by_noun.get(noun, ())
        fitting = [d for d in called if fits(wanted, noun, d)]
        fitting = fitting or [d for d in called if fits(wanted, noun, d, _ACTING)]
        if (
            not fitting
            and wanted.isdisjoint(OTHER_OFFICE)
            and (noun in _SOLE or all(country_named(word.title()) for word in wanted))
        ):
            fitting = [d for d in called if d.words <= {noun}]  # "leader Alex Example" may be the Norwegian leader
            fitting = fitting if len({d.name for d in fitting}) == 1 else []
        if not fitting:
            return None
        earlier = [d for d in fitting if d.place < at]
        if earlier:
            people = {self.full(d.name, d.place): d.place for d in earlier}
            last = max(people, key=lambda name: (_last_before(self._mentions.get(name, []), at), people[name]))
            return Found(last, max(_last_before(self._mentions.get(last, []), at), people[last]))
        later = {self.full(d.name, d.place) for d in fitting}
        return Found(later.pop(), at) if len(later) == 1 and (wanted or noun in _SOLE) else None

    @cached_property
    def _mentions(self) -> dict[str, list[int]]:
        """Where each person is named, by whatever name."""
        found: dict[str, list[int]] = defaultdict(list)
        for name in self.names:
            found[self.full(name.text, name.span.start, name.titles)].append(name.span.start)
        return found

    @cached_property
    def _by_noun(self) -> dict[str, list[Description]]:
        """All that the article calls its people, by noun; a leader of the lexicon is a "leader" as well."""
        found: dict[str, dict[tuple[str, frozenset[str]], Description]] = defaultdict(dict)
        for name in self.names:
            for description in self._descriptions(name):
                for noun in description.nouns:
                    found[noun].setdefault((description.name, description.words), description)
        return {noun: list(descriptions.values()) for noun, descriptions in found.items()}

    def called(self, name: str) -> tuple[str, ...]:
        """What the article calls a person beside the name, as it stands there: "Norwegian health minister"."""
        return tuple(self._phrases.get(name, ()))

    @cached_property
    def _phrases(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for descriptions in self._by_noun.values():
            for description in descriptions:
                if description.phrase:
                    found[self.full(description.name, description.place)][description.phrase] = None
        return found

    def _descriptions(self, name: Name) -> Iterator[Description]:
        start, end = name.span
        party = led_by(name.text)
        if party is not None:
            yield Description(start, name.text, frozenset({"leader"}), frozenset({party.lower(), "leader"}))
        before = self.text[max(0, start - _BEFORE) : start]
        pieces = [_CUT_RE.sub("", _STOP_RE.split(before)[-1])]
        if name.titles:
            pieces.append(" ".join([name.before, *(title.capitalize() for title in name.titles)]))
        untitled = _without_titles(before, name.titles)
        if untitled.rstrip().endswith(",") and (match := _APART_RE.search(untitled)):
            pieces.append(match["words"])
        if match := _BEHIND_RE.match(self.text, end, end + _BEFORE):
            pieces.append(("head of the " if match["heads"] else "") + match["words"])
        if name.titles and (match := _OF_PLACE_RE.match(self.text, end)):
            pieces.append(f"{name.titles[-1].capitalize()} of {match['place']}")
        for piece in pieces:
            main = words_of(_PREPOSITION_RE.split(" " + piece, maxsplit=1)[0] if piece is not pieces[0] else piece)
            office = _OFFICE_RE.fullmatch(piece.strip())  # "Secretary of State"
            nouns = nouns_of(main) or (nouns_of(words_of(office["title"])) if office else set())
            whose = _HEADS.get(piece.rpartition(" ")[2].lower()) if nouns & HEADS else None
            nouns |= {*HEADS, *([whose] if whose else ())} if nouns & HEADS else set()
            if nouns:
                phrase = " ".join(piece.split())
                yield Description(start, name.text, frozenset(nouns), meaning_of(words_of(piece)), phrase)


def _without_titles(before: str, titles: Sequence[str]) -> str:
    """What stands before a name, without its titles: "the commander, General " → "the commander, "."""
    words = before.rstrip().rsplit(None, len(titles))
    told = [word.strip(".,").lower() for word in words[1:]] if titles else []
    return words[0] + " " if told and is_title(words[-1]) and words[0].endswith(",") else before


def _last_before(places: Sequence[int], at: int) -> int:
    """The last of some places, in order, that lies before an offset; -1 if none does."""
    i = bisect.bisect_left(places, at)
    return places[i - 1] if i else -1


def _widest(name: str, others: Sequence[str]) -> str:
    """The longest of some names that holds all words of a name, in which only a middle name or more is new."""
    own = set(name.split())
    return max((other for other in others if own <= set(other.split())), key=len, default=name)


def _surname(name: str) -> str:
    """The word by which a person is called short: "Jr" is no surname."""
    words = [word for word in name.split() if word.strip(".,") not in SUFFIXES]
    return words[-1] if words else name


def _key(word: str) -> str:
    """A word of a name, as it is compared: without the Arabic article and a mark behind it."""
    return re.sub(r"^(?:al|el)-", "", word.strip(".,").lower())


def _gender(name: Name) -> str | None:
    told = (gender_of(word) for word in (*name.titles, name.text.split()[0]))
    return next((gender for gender in told if gender in ("masculine", "feminine")), None)
