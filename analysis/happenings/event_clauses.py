"""The clause that a number stands in: a parsed sentence goes in, and which words tell of the number's own event.

"killing 12 in Goma on Friday" hangs on the number; "officials in Goma said on Friday" hangs on the saying. Vocabulary:
``states`` and ``reporting_verbs``. Knowingly missed: what a sentence before has told, and parses that hang a phrase
on the wrong word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.counting.phrases import tokens_of
from analysis.counting.states import states
from analysis.models import Amount, Source
from analysis.vocabulary.reporting import is_reporting, is_speaker, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass")
# words before a number that set it beside another one: "up from 30", "more than the 40"
_COMPARING = {
    "from", "than", "against", "versus", "compared", "like", "unlike", "after", "before", "since", "despite", "until",
}  # fmt: skip
# clauses that tell of the same time and place as the one they hang on
_SAME_TIME = {"when", "where", "after"}
# clauses of which a date at the start of the sentence tells, too: "On Friday, shots fell when 40 men came"
_MEANWHILE = {"when", "while", "as"}
# prepositions behind which something else is told than the number's event: "two more after the vote in Exampleton"
_APART = {
    "before", "since", "ahead", "than", "despite", "about", "against", "like", "unlike", "versus", "compared",
    "according", "including", "because", "under", "besides", "for", "until", "till", "over",
}  # fmt: skip
_PARTING = {"(", ")", ";", ":"}
_DASHES = {"—", "–", "--"}
_NOMINAL = {
    "prep", "pobj", "npadvmod", "tmod", "nmod", "compound", "poss", "dobj", "nsubj", "nsubjpass",
    "attr", "agent", "advmod", "amod", "dep", "dative", "oprd", "nummod", "quantmod",
}  # fmt: skip
# "in the two days after the vote in Exampleton"
_TIMES = {"hours", "day", "days", "week", "weeks", "month", "months", "year", "years"}
_STEPS = 8
_HIGHEST = 6  # how many words above a number its clause may reach
_NEAR = 4  # how many, so that what its subject's phrase tells is told of the number, too
# "40 were killed and 12 wounded in Exampleton": both there
_CASUALTIES = {"killed", "wounded", "missing"}
_WAYS = {
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "away", "off", "from", "(",
    "north-east", "north-west", "south-east", "south-west", "outside", "inland", "offshore", "short", "beyond",
}  # fmt: skip
_NO_ROW = {"takes": ""}
_FUTURE_AUXILIARIES = {"will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "could", "can", "should"}


class Sentence:
    """A parsed sentence with what is asked of it for each of its numbers; ``offset`` is its start in the article."""

    def __init__(self, doc: Doc, offset: int) -> None:
        self.doc = doc
        self.offset = offset
        self.tokens = list(doc)
        words = [token.text for token in self.tokens]
        self.marks = [i for i, word in enumerate(words) if word in _PARTING]
        self.dashes = [i for i, word in enumerate(words) if word in _DASHES or (word == "-" and self._is_free(i))]
        rows = reporting_verbs()
        # the verbs by which a clause is reported ("said", "told"), whoever speaks
        self.saying = frozenset(
            i
            for i, word in enumerate(words)
            if says(low := word.lower()) and rows.get(low, _NO_ROW)["takes"] != "object"
        )

    def _is_free(self, i: int) -> bool:
        return i > 0 and bool(self.tokens[i - 1].whitespace_)


class Happening:
    """What is told with one number: the words that it hangs on, the nearest first, up to its clause's verb."""

    def __init__(self, sentence: Sentence, amount: Amount, source: Source | None) -> None:
        self.sentence = sentence
        self.doc = doc = sentence.doc
        offset = sentence.offset
        inside = tokens_of(doc, amount.span.moved(-offset))
        number = tokens_of(doc, amount.number.moved(-offset)) or inside
        self.places = {token.i for token in inside}
        self.end = max(self.places, default=0)
        mention, cue = (
            tokens_of(doc, span.moved(-offset)) if span is not None else []
            for span in ((source.mention, source.cue) if source is not None else (None, None))
        )
        self.saying = sentence.saying | {token.i for token in (*mention, *cue) if not foretells(token.lower_)}
        self.cue = min((token.i for token in cue), default=None)
        behind = doc[self.end + 1].lower_ if self.end + 1 < len(doc) else ""
        self.measures_way = amount.unit not in ("count", "percent", "fraction") and behind in _WAYS
        self.hosts: dict[int, int] = {}
        self.shared: set[int] = set()
        self.reported: int | None = None
        self.listed_from: int | None = None
        self.compared: int | None = None
        self.sized = amount.unit != "magnitude"
        if number:
            self._climb(_top(number, self.places))

    def _climb(self, token: Token) -> None:
        """Notes the words above a number with their distance from it."""
        for place in self.places:
            self.hosts[place] = 0
        if any(child.dep_ == "poss" and child.tag_.startswith("NNP") for child in token.children):
            return
        for level in range(1, _HIGHEST + 1):
            head = token.head
            if head == token or self._ends_at(token) or (level > 1 and self._is_compound(token)):
                self.compared = None if is_verb(token) else head.i
                if any(child.dep_ in ("mark", "advmod") and child.lower_ in _MEANWHILE for child in token.lefts):
                    self.shared.add(head.i)
                return
            if token.dep_ == "conj" and is_verb(token):
                self.shared.add(head.i)
                aside = token.tag_ == "VBG" or (head.tag_ == "VBG" and _is_casualty(token))
                if not aside or head.i in self.saying:
                    return
                # "killing 12 and injuring 30", "leaving 12 dead and 30 hurt": what is told of the first, of both
                token = head
                continue
            if head.i in self.saying or token.dep_ == "appos":
                self.reported = head.i
                return
            if token.dep_ != "conj":
                self.hosts.setdefault(head.i, level)
            else:
                self.listed_from = head.i
            if token.dep_ in ("acl", "relcl"):
                return
            token = head

    def _is_compound(self, token: Token) -> bool:
        """Whether a word only says of what size its noun is: "a 15-member board"."""
        return (
            self.sized
            and token.dep_ in ("compound", "amod", "nmod")
            and token.i > 0
            and self.doc[token.i - 1].text == "-"
        )

    def _ends_at(self, token: Token) -> bool:
        """Whether what is told of the number ends with a word: a clause of its own, or a comparison."""
        if not is_verb(token):
            return token.lower_ in _COMPARING and token.dep_ in ("prep", "mark")
        if token.dep_ == "advcl":
            return token.tag_ not in ("VBG", "VBN") or any(c.dep_ in (*_SUBJECTS, "mark") for c in token.children)
        if token.dep_ == "ccomp":  # "caused a crane to fall"
            return not any(c.tag_ == "TO" for c in token.lefts)
        return token.dep_ not in ("xcomp", "conj", "acl", "relcl", "aux", "auxpass")

    def tells(self, token: Token, place: bool = False) -> tuple[int, int] | None:
        """How far above the number a phrase hangs, and how far below that, by its top word; ``None``: it is apart.

        A ``place`` may also hang on a verb that reports the number ("counted 40 boats in the bay") or on a purpose
        ("sent 40 men to dig in the bay"); a date does not tell when those were.
        """
        first = below = token
        if first.i in self.hosts or self._is_of_earlier(first.i) or self._is_parted(first.i):
            return None
        if first.i == self.end + 1 and first.head.i not in self.saying:
            return 1, 0  # "40 in April"
        for step in range(_STEPS):
            if token.i in self.hosts:
                return self.hosts[token.i], step
            if token.i in self.shared:
                leads = step == 1 and first.i < token.i
                leads = leads and not any(c.dep_ in _SUBJECTS for c in token.lefts if c.i < first.i)
                return (_HIGHEST + 1, step) if leads or first.i > self.end else None
            if token.i == self.compared and 0 < first.i - self.end <= 2:
                return _HIGHEST, step  # "up from 30 in December"
            near = step == 1 or (step == 2 and below.dep_ == "xcomp")  # "are feared to have died in Exampleton"
            if place and near and token.i == self.reported and first.i > self.end:
                return _HIGHEST + 2, step
            if token.i in self.saying or token.head == token or not self._passes(token, token is first, place):
                return None
            below, token = token, token.head
        return None

    def rank(self, top: Token, level: tuple[int, int]) -> tuple[int, bool, bool, int, int]:
        """By which of two phrases is the number's: hung lower, no other number between, behind it, nearer."""
        first, last = sorted((top.i, self.end))
        parted = any(self.doc[i].tag_ == "CD" and i not in self.places for i in range(first + 1, last))
        return level[0], parted, top.i < self.end, level[1], last - first

    def _is_of_earlier(self, place: int) -> bool:
        """Whether a phrase stands behind an earlier item of the number's list: "8 percent in Examplia and 7 more"."""
        return self.listed_from is not None and self.listed_from < place < min(self.places)

    def _is_parted(self, place: int) -> bool:
        """Whether a bracket, a colon or a single dash stands between a phrase and the number."""
        start, end = sorted((place, max(self.places)))
        dashes = sum(start <= dash < end for dash in self.sentence.dashes)
        return dashes % 2 == 1 or any(start <= mark < end for mark in self.sentence.marks)

    def _passes(self, token: Token, own: bool, place: bool) -> bool:
        """Whether a phrase below a word may tell of what is above it; ``own``: the word is the phrase's own."""
        head = token.head
        if not is_verb(token):
            if not own and token.dep_ == "prep" and self._leads_apart(token):
                return False
            named = is_speaker(token.lower_) or token.tag_.startswith(("NNP", "PRP"))
            if token.dep_ in _SUBJECTS and (named or self.hosts.get(head.i, 0) > _NEAR):
                return False
            if place and token.dep_ == "conj":  # "struck a mill and a market in Exampleton"
                return head.i not in self.places and not any(c.tag_ == "CD" for c in (token, *token.children))
            return token.dep_ in _NOMINAL or (token.dep_ == "conj" and _is_casualty(token))
        if place and token.dep_ == "acl" and token.tag_ == "VBN" and head.dep_ == "pobj":
            return True  # "in raids carried out in Exampleton"
        if token.dep_ in ("acl", "relcl"):
            return head.i in self.hosts and self.hosts[head.i] <= 2
        if token.dep_ == "advcl" and place and any(c.tag_ == "TO" for c in token.lefts):
            return head.i in self.hosts
        if token.dep_ == "advcl":
            marks = [c for c in token.children if c.dep_ in ("mark", "advmod") and c.lower_ in _SAME_TIME]
            marks += [c for c in head.rights if c.i < token.i and c.lower_ == "after"]  # "died after a quake hit"
            both = head.dep_ == "conj" and _is_casualty(head) and _is_casualty(head.head) and head.head.i in self.hosts
            hosted = head.i in self.hosts or both  # "40 died and 12 were hurt after a quake hit"
            return hosted and any(self._word_before(mark) not in _TIMES for mark in marks)
        if token.dep_ == "acomp":  # "are trapped in Exampleton"
            return head.i in self.hosts
        if token.dep_ == "xcomp":  # "are expected to arrive by Friday"
            return head.tag_ == "VBN"
        if token.dep_ == "conj":
            return head.i in self.hosts and _is_casualty(token) and _is_casualty(head)
        return False

    def _leads_apart(self, preposition: Token) -> bool:
        word, after_verb = preposition.lower_, is_verb(preposition.head)
        return word in _APART or (word == "after" and not after_verb) or (word == "with" and after_verb)

    def _word_before(self, token: Token) -> str:
        return str(self.doc[token.i - 1].lower_) if token.i else ""

    def direction(self, token: Token) -> str:
        """Whether what a phrase tells of is "past" or in the "future", by the verb that it hangs on, else "unknown"."""
        for _ in range(_STEPS):
            if is_verb(token):
                found = tense_of(token)
                if found != "unknown" or token.dep_ not in ("advcl", "xcomp", "conj", "aux", "auxpass"):
                    return found
            if token.head == token:
                break
            token = token.head
        return "unknown"


def foretells(word: str) -> bool:
    """Whether a reporting verb looks ahead, so that a date behind it is the event's: "expected by Friday".

    >>> foretells("expected"), foretells("said")
    (True, False)
    """
    return reporting_verbs().get(word, {}).get("stance") in ("expects", "plans", "pledges")


def says(word: str) -> bool:
    """Whether a verb reports what is or was, so that a date behind it is the saying's: "said on Friday".

    >>> says("expected"), says("said")
    (False, True)
    """
    return is_reporting(word) and not foretells(word)


def _is_casualty(token: Token) -> bool:
    return states().get(token.lower_, ("",))[0] in _CASUALTIES


def is_verb(token: Token) -> bool:
    """Whether a token is tagged as a verb or a modal."""
    return token.tag_.startswith(("VB", "MD"))


def tense_of(verb: Token) -> str:
    """ "past", "future" or, for a verb in the present or without a tense, "unknown"."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(helper.lower_ in _FUTURE_AUXILIARIES or helper.tag_ == "TO" for helper in helpers):
        return "future"
    if verb.tag_ == "VBD" or any(helper.tag_ == "VBD" or helper.lower_ in ("have", "has", "'ve") for helper in helpers):
        return "past"
    return "past" if verb.tag_ == "VBN" and not helpers else "unknown"


def top_of(tokens: Iterable[Token]) -> Token | None:
    """The first token of a phrase whose head stands outside it."""
    tokens = list(tokens)
    places = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in places or token.head == token), None)


def _top(number: list[Token], inside: set[int]) -> Token:
    outside = [token for token in number if token.head.i not in inside or token.head == token]
    return (outside or number)[-1]
