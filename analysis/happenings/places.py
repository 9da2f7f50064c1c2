"""Where what is counted happened: a number's clause goes in, the place comes out as the text words it.

Only a phrase that hangs on the number's noun or verb is taken ("killed 12 in Goma"), never a dateline or the seat of
a source ("officials in Goma said"). Vocabulary: ``locations``, ``organisation_words``, ``given_names`` and the
countries of ``parties``. Knowingly missed: places without a name of their own ("in the village"), places told in
another sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.clauses import own_subject
from analysis.happenings.event_clauses import Happening
from analysis.lexicon import DAYS, MONTHS, read_rows, read_words
from analysis.models import Where
from analysis.vocabulary.parties import country_named, is_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# what may stand before any place, and what only before one that is known to be one
_PLAIN = {
    "in", "near", "outside", "inside", "across", "throughout", "around", "within", "off", "along", "beneath",
    "beyond", "alongside", "surrounding",
}  # fmt: skip
_CAREFUL = {"into", "at", "on", "to", "toward", "towards", "over", "through"}
_BESIDE = {"near", "outside", "off", "beyond"}  # the place is another one, so they stand with its name
_LEADS = _PLAIN | _CAREFUL
_DIRECTIONS = {
    "northern", "southern", "eastern", "western", "central", "northeastern", "northwestern", "southeastern",
    "southwestern", "north-eastern", "north-western", "south-eastern", "south-western", "upper", "lower", "downtown",
    "north", "south", "east", "west", "remote",
}  # fmt: skip
# within these, a place is looked for: "a village in Kunduz", "a camp near Calais"
_WITHIN = {"in", "near", "at", "outside", "on", "off", "inside"}
_NO_PLACES = {*DAYS, *MONTHS, "God", "Christmas", "Easter", "Ramadan", "Internet", "English", "Earth"}
_FIRMS = {"Co", "Corp", "LLC", "PAC", "Plc", "AG", "SA"}
_LEADING = ("prep", "dative")
_NAME_TAGS = {"NNP", "NNPS"}
_LONGEST = 9


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in read_rows("locations")}


def find_leads(tokens: Iterable[Token]) -> list[Token]:
    """The words of a sentence that may lead a place in: prepositions, what a calamity strikes, a place that hosts."""
    return [token for token in tokens if _leads_in(token) or _is_struck(token) or _hosts(token)]


def find_where(happening: Happening, leads: Iterable[Token]) -> Where | None:
    """The place that tells of a number's event; of several the one that hangs nearest to the number."""
    if happening.measures_way:
        return None  # "40 km north of Exampleton"
    best: tuple[tuple[int, bool, bool, int, int], str, str] | None = None
    for token in leads:
        if _is_of_saying(happening, token):
            continue
        level = happening.tells(token, place=True)
        if level is None and token.dep_ == "nsubj":  # a place that hosts
            level = (happening.hosts[token.head.i], 1) if token.head.i in happening.hosts else None
        if level is None:
            continue
        key = happening.rank(token, level)
        if best is not None and key >= best[0]:
            continue
        name = _place_after(token) if token.dep_ in _LEADING else _place(token, sure=False)
        if name is not None:
            best = key, token.lower_ if token.dep_ in _LEADING else token.head.lower_, name
    if best is None:
        return _antecedent(happening)
    _, word, name = best
    return Where(name, (f"where: {name}" if name.startswith(f"{word} ") else f"where: {word} {name}",))


def _leads_in(token: Token) -> bool:
    if token.dep_ not in _LEADING:
        return False
    return token.lower_ in _LEADS or (token.lower_ == "from" and _kinds().get(token.head.lower_) == "taken")


def _is_struck(token: Token) -> bool:
    """Whether a noun is what a calamity strikes: "swamped Goma", "hit eastern Exampleland"."""
    return token.dep_ == "dobj" and _kinds().get(token.head.lower_) == "struck"


def _hosts(token: Token) -> bool:
    """Whether a name is the place that hosts: "Exampleland shelters 40,000 refugees"."""
    return token.dep_ == "nsubj" and token.tag_ in _NAME_TAGS and _kinds().get(token.head.lower_) == "hosts"


def _is_hit_by(preposition: Token) -> bool:
    """Whether a calamity's verb leads to the place that it hit: "the storm slammed into Example Bay"."""
    subject = own_subject(preposition.head) if preposition.head.tag_.startswith("VB") else None
    return subject is not None and _kinds().get(subject.lower_) == "calamity"


def _is_sent_to(preposition: Token) -> bool:
    """Whether persons are sent to a place: "dispatched 40 soldiers to Exampleton"."""
    if preposition.lower_ != "to" or _kinds().get(preposition.head.lower_) != "sent":
        return False
    sent = next((c for c in preposition.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
    return sent is not None and any(t.lower_ in read_words("persons") for t in sent.subtree)


def _antecedent(happening: Happening) -> Where | None:
    """The place that a clause with "where" tells of: "Goma, where 12 died"."""
    for place in (*happening.hosts, *sorted(happening.shared)):
        verb = happening.doc[place]
        where = next((c for c in verb.lefts if c.lower_ == "where"), None) if verb.dep_ == "relcl" else None
        if where is not None and happening.doc[verb.head.i + 1 : where.i].text in ("", ",", "—", "–", "-", "--"):
            noun = verb.head
            noun = noun.head if noun.dep_ == "appos" and noun.head.tag_ in _NAME_TAGS else noun
            name = _place(noun, sure=True)
            return None if name is None else Where(name, (f"where: {name}, where",))
    return None


def _is_of_saying(happening: Happening, token: Token) -> bool:
    """Whether a phrase stands where the saying's place stands: "In Goma he said 40", "40, he said in Goma"."""
    cue = happening.cue
    if cue is None or (token.head.dep_ == "xcomp" and token.head.head.i == cue):  # "are feared to have died in"
        return False
    return token.i > cue if cue > min(happening.places) else token.i < cue


def _place_after(preposition: Token) -> str | None:
    """The place that a preposition leads in, as the text words it, or ``None``."""
    noun = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
    if noun is None:
        return None
    word = preposition.lower_
    sure = word in _PLAIN or word == "from" or _is_hit_by(preposition) or _is_sent_to(preposition)
    name = _place(noun, sure)
    direct = noun.tag_ in _NAME_TAGS or noun.lower_ in _kinds()
    if name is None or word not in _BESIDE or not direct:  # "outside the hall in Exampleton" is in Exampleton
        return name
    return f"{word} {'' if name[0].isupper() or name.split()[0] in _DIRECTIONS else 'the '}{name}"


def _place(noun: Token, sure: bool) -> str | None:
    kind = _kinds().get(noun.lower_)
    if noun.tag_ in _NAME_TAGS:
        first, last = _name_around(noun)
        words = noun.doc[first : last + 1]
        article = first > 0 and noun.doc[first - 1].tag_ in ("DT", "PRP$", "JJ", "JJS")
        if not _may_be_place(words.text, noun, sure and not article):
            return None
        return _full(noun.doc, first, last, noun)
    if not noun.tag_.startswith("NN"):
        return None
    before = _capitals_before(noun)
    if kind == "slide" and before is not None:  # "in the Exampleton landslide"
        return noun.doc[before : noun.i].text
    if before is not None and kind in ("class", "part", "site"):
        words = noun.doc[before : noun.i]
        if (
            any(t.tag_ == "POS" for t in words)
            or kind != "class"
            or any(t.tag_ in _NAME_TAGS and country_named(t.text) is None for t in words)
        ):
            return _full(noun.doc, before, noun.i, noun)
        named = next((c for c in noun.rights if c.dep_ == "appos" and c.tag_ in _NAME_TAGS), None)
        return _place(named, sure) if named is not None else None  # "the Norwegian capital, Exampleton"
    for child in noun.rights:
        if child.dep_ != "prep":
            continue
        inner = next((c for c in child.rights if c.dep_ == "pobj"), None)
        if inner is None:
            continue
        if child.lower_ == "of" and kind in ("class", "part"):
            name = _place(inner, sure=True)
            if name is None or kind == "class":
                return name
            first = noun.i
            while first and noun.doc[first - 1].lower_ in _DIRECTIONS:
                first -= 1
            return f"{noun.doc[first : child.i + 1].text} {name}"
        if child.lower_ in _WITHIN:
            return _place(inner, sure=child.lower_ in _PLAIN)
    return None


def _name_around(noun: Token) -> tuple[int, int]:
    """Where the name that ends in a noun begins and ends: "Russia's western Kursk region", "northern Iraq"."""
    doc, first, last = noun.doc, noun.i, noun.i
    while first and (
        doc[first - 1].tag_ in (*_NAME_TAGS, "POS", "HYPH")
        or doc[first - 1].lower_ in _DIRECTIONS
        or (doc[first - 1].text[0].isupper() and doc[first - 1].tag_.startswith("JJ"))
        or (doc[first - 1].text.endswith("-") and doc[first - 1].text[0].isupper())
    ):
        first -= 1
    while doc[first].tag_ in ("POS", "HYPH") and first < noun.i:
        first += 1
    while last + 1 < len(doc) and doc[last + 1].tag_ in _NAME_TAGS and doc[last + 1].head.i <= last + 1:
        last += 1
    if last + 1 < len(doc) and doc[last + 1].tag_ == "NN" and doc[last + 1].lower_ in _kinds():
        last += 1
    if last + 1 < len(doc) and doc[last + 1].tag_ == "CD" and doc[last + 1].head.i == noun.i:
        last += 1  # "Annex 12"
    return first, last


def _capitals_before(noun: Token) -> int | None:
    """Where the capitalised words right before a common noun begin: "Kursk region", "North Korean border"."""
    doc, first, named = noun.doc, noun.i, False
    while first:
        token = doc[first - 1]
        if token.lower_ in ("the", "a", "an"):
            break
        capital = token.text[0].isupper() and (token.tag_ in _NAME_TAGS or token.tag_.startswith("JJ"))
        inner = token.tag_ in ("POS", "HYPH", "NN", "JJ") or token.lower_ in _DIRECTIONS
        if not capital and not inner:
            break
        named |= capital
        first -= 1
    while first < noun.i and not doc[first].text[0].isupper():
        first += 1
    return first if named and first < noun.i else None


def _may_be_place(words: str, noun: Token, sure: bool) -> bool:
    last = next((word for word in reversed(words.split()) if not word.isdecimal()), None)
    if last is None:
        return False  # "in 2012", which the tagger took for a name
    parts = [part.strip(".,") for part in words.replace("-", " ").split()]
    if any(part in _NO_PLACES for part in parts):
        return False
    kind = _kinds().get(last.lower())
    if _kinds().get(words.lower()) == "name":
        return True
    if kind not in (None, "name") and " " not in words:
        return False
    inside = all(part.lower() in _DIRECTIONS or part.endswith(("'s", "’s")) for part in words.split()[:-1])
    if is_place(words) or (inside and is_place(noun.text)):
        return True
    if country_named(words) is not None:
        return False  # "in Spanish", "to the Ukrainians"
    body = any(part in read_words("organisation_words") or part in _FIRMS for part in parts)
    if kind == "name" or (kind in ("class", "site") and (sure or not body)):
        return True
    if len(parts) == 2 and parts[0] in read_words("given_names", "name"):
        return False
    if not sure or body:
        return False
    return not (last.isupper() and len(last) > 1)


def _full(doc: Doc, first: int, last: int, noun: Token) -> str:
    """A name with the wider place behind it: "Goma, Democratic Republic of Congo", "Hakkari province in Turkey"."""
    end = last
    at: Token = noun
    for _ in range(_LONGEST):
        conjunct = next((t for t in at.rights if t.dep_ in ("conj", "appos") and t.tag_ in _NAME_TAGS), None)
        if conjunct is None or any(
            t.tag_ not in (*_NAME_TAGS, "CC", ",", "POS") for t in doc[at.i + 1 : conjunct.i + 1]
        ):
            break
        if conjunct.dep_ == "conj" and _may_be_place(conjunct.text, conjunct, True):
            end = _name_around(conjunct)[1]
        at = conjunct
    if end == last and end + 2 < len(doc) and doc[end + 1].text == "," and doc[end + 2].tag_ == "NNP":
        stop = end + 2
        while stop + 1 < len(doc) and doc[stop + 1].tag_ in _NAME_TAGS:
            stop += 1
        after = doc[stop + 1].text if stop + 1 < len(doc) else "."
        inner = doc[end + 2]
        if (inner.is_ancestor(noun) or noun.is_ancestor(inner)) and after in (",", ".", ";", ")") and stop - end < 5:
            end = stop
    if end + 2 < len(doc) and doc[end + 1].lower_ in ("in", "of") and doc[end + 1].dep_ == "prep":
        inside = next((c for c in doc[end + 1].rights if c.dep_ == "pobj"), None)
        if (
            inside is not None
            and inside.tag_ in _NAME_TAGS
            and doc[end + 1].head.i in range(first, end + 1)
            and _may_be_place(inside.text, inside, True)
        ):
            end = _name_around(inside)[1]
    return " ".join(doc[first : end + 1].text.split())
