"""Finds the noun that a number stands beside: the tokens of a number go in, the noun's token comes out, or ``None``.

"40 farm workers", "31 of 36 drones", "five AK-47 rifles", "a 28-stop tour"; where the parse has lost the noun, the
words behind the number tell it. Vocabulary: ``states``, ``zero_plurals``. Knowingly missed: nouns that another
number's stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.counting.phrases import following_noun, is_model, whole_word
from analysis.counting.states import states
from analysis.lexicon import DAYS, MONTHS, read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE_NOUN = ("nummod", "amod", "compound", "nmod", "quantmod", "det", "poss", "advmod", "neg")
_CALIBRES = {"mm", "millimetre", "millimeter", "inch", "cm"}
FACED = {"charges", "deportation", "eviction", "execution", "famine", "hunger", "prison", "starvation", "trial"}
_LONGEST_SECOND = 6
_ADVERBS = {"already", "later", "now", "then"}


def noun_beside(doc: Doc, anchor: Token, last: Token, skip: set[int], one: bool) -> Token | None:
    """The noun that a number counts, beside it or behind "of"; ``one`` says that the number is 1."""
    for token in (anchor, last):
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i > last.i - 1), None)
        inner = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), None) if of is not None else None
        if inner is not None and inner.lower_ in ("us", "you") and inner.i not in skip:
            return inner
        if inner is not None and inner.i not in skip:
            # "40 of them", "12 of the 19" name nothing themselves
            unnamed = inner.tag_ in ("PRP", "DT", "WDT", "WP", "CD") or inner.lower_ in ("ours", "theirs", "number")
            return None if unnamed else whole_word(inner)
    if doc[last.i + 1 : last.i + 2].text == "per":
        return None  # "the 50,000 per day officials had hoped for"
    if any(f"taken {token.lower_}" in states() for token in doc[last.i + 1 : last.i + 3]):
        return None  # "took another 30 hostage", "30 were taken hostage"
    if doc[last.i + 1 : last.i + 2].text == "times":  # "worth 15 times its revenue"
        return doc[last.i + 1]
    at = last.i + 2 if doc[last.i + 1 : last.i + 2].text == "out" else last.i + 1
    behind = doc[at : at + 2]
    if len(behind) > 1 and behind[0].tag_ == "CD" and behind[1].lower_ in _CALIBRES:  # "ten 107 mm rockets"
        return following_noun(doc, last.i + 3)
    if len(behind) and _in_state(behind[0]):
        return None
    if len(behind) and behind[0].tag_ == "VBG" and doc[min(t.i for t in (anchor, last)) - 1].lower_ == "with":
        return None  # "in 21 of 34 towns, with 11 declaring emergencies"
    if len(behind) and is_model(behind[0]):  # "five AK-47 rifles"
        return following_noun(doc, last.i + 2)
    if len(behind) > 1 and behind[0].lower_ == "of" and behind[1].tag_ == "CD":  # "31 of 36 drones"
        return following_noun(doc, at + 2)
    if _in_bracket_behind(anchor.head, last):
        return None
    if anchor.head.lower_ in ("number", "figure") and anchor.dep_ == "nummod":  # "that 100 number"
        return None
    joined = _joined(doc, last)
    if joined is not None:
        return joined
    if len(behind) > 1 and behind[0].lower_ == "face" and behind[1].lower_ in FACED:  # "40 face charges"
        return None
    if len(behind) and behind[0].lower_ in _ADVERBS:  # "a camp built for 7,000 now shelters more"
        return None
    head = anchor.head
    adverb = anchor.dep_ == "npadvmod" and head.dep_ == "amod" and head.i == last.i + 1 and head.head.i > head.i
    if adverb and head.head.tag_ in ("NNS", "NNPS"):  # "fifteen hundred trained men": the parser's "hundred trained"
        return head.head
    on_day = head.text in DAYS and 0 < head.i < anchor.i and head.nbor(-1).tag_ == "IN"
    if head.text in MONTHS or on_day:  # "as of 12 March 38 people"
        return following_noun(doc, last.i + 1)
    named = head.i < min(skip) and head.tag_ in ("NNP", "NNPS")  # "leading Ben Moss 940 to 815"
    beside = anchor.dep_ in _BEFORE_NOUN and head.i not in skip and not named
    if beside and head.tag_.startswith("NN"):
        head = whole_word(head)
        bare = behind[:1].text == "more" and head.tag_ == "NN" and head.i == last.i + 2 and not one
        if bare and not head.lower_.endswith("s") and head.lower_ not in read_words("zero_plurals"):
            return None  # "40 more lie in the ditch"
        return head if one or head.tag_ in ("NNS", "NNPS") else _plural_behind(doc, last, head)
    if beside and head.tag_ in ("JJ", "VBG") and head.dep_ in ("pobj", "dobj", "nsubj", "attr"):
        return head
    cut = anchor == last and anchor.tag_ == "NNP" and anchor.i - 1 in skip  # "3.2 | m passengers"
    lost = cut or (anchor.dep_ != "nummod" and anchor.tag_ in ("CD", "NN", "NNS", "DT", "RB", "JJ"))
    if lost or (beside and head.tag_.startswith(("JJ", "VB"))):
        found = following_noun(doc, last.i + 1)
        single = found is not None and found.tag_ == "NN" and found.lower_ not in read_words("zero_plurals")
        return None if single and not one else found  # "20 million need help"
    return None


def _in_state(word: Token) -> bool:
    """Whether a state stands behind a number for those who are in it: "Two dead, three missing in a flood"."""
    if states().get(word.lower_, ("", ""))[1] != "adjective":
        return False
    behind = word.doc[word.i + 1 : word.i + 2]
    return not len(behind) or behind[0].is_punct or behind[0].tag_ in ("IN", "CC")


def _in_bracket_behind(noun: Token, last: Token) -> bool:
    """Whether a noun stands in brackets behind a number, with one of its own: "216 (48 households) were moved"."""
    between = noun.doc[last.i + 1 : noun.i]
    return between[:1].text == "(" and any(t.tag_ == "CD" for t in between) and all(t.text != ")" for t in between)


def _joined(doc: Doc, last: Token) -> Token | None:
    """The noun that a hyphen joins to a number: "a five-storey block", "a 28-stop tour", "a 400-strong crew"."""
    i = last.i + 1
    if doc[i : i + 2].text == "-strong":
        return following_noun(doc, i + 2)
    if i + 1 < len(doc) and doc[i].text == "-" and not last.whitespace_ and not doc[i].whitespace_:
        return doc[i + 1] if doc[i + 1].tag_ == "NN" else None
    return None


def makes_a_measure(noun: Token, last: Token) -> bool:
    """Whether a hyphen makes a number and a noun say how large another noun is: "a 24-page report"."""
    joined = noun.i == last.i + 2 and noun.nbor(-1).text == "-" and noun.tag_ == "NN"
    larger = noun.head.tag_.startswith("NN") and noun.head.i > noun.i
    return joined and larger and noun.dep_ in ("compound", "nmod", "amod")


def beyond_measure(noun: Token, last: Token) -> Token | None:
    """The noun behind two measures of which the first is joined by a hyphen: "a 90-page, $2 million guide"."""
    doc = noun.doc
    joined = noun.i == last.i + 2 and noun.nbor(-1).text == "-" and noun.tag_ == "NN"
    if not joined or doc[noun.i + 1 : noun.i + 2].text != ",":
        return None
    behind = doc[noun.i + 2 : noun.i + 2 + _LONGEST_SECOND]
    first = next((t for t in behind if t.tag_ not in ("CD", "$", "HYPH", "JJ", "NN", "VBN")), None)
    run = behind[: first.i - behind.start] if first is not None else behind
    plain = len(run) > 1 and run[-1].tag_ == "NN" and any(t.tag_ in ("CD", "$") for t in run)
    return run[-1] if plain else None


def _plural_behind(doc: Doc, last: Token, head: Token) -> Token:
    """What a number above one counts where its noun is singular.

    The plural that the parse has cut off ("400 farm | workers"), or the noun that the number makes a measure of ("a
    12 page letter"); a noun that has no plural form stays ("40 fighter aircraft").
    """
    found = following_noun(doc, last.i + 1)
    many = found is not None and (found.tag_ in ("NNS", "NNPS") or found.lower_ in read_words("zero_plurals"))
    if found is not None and many and found.i == head.i + 1:
        return found
    first = doc[last.i + 1] if last.i + 1 < len(doc) else head
    return first if first.tag_ == "NN" and head.tag_ == "NN" and head.lower_ not in read_words("zero_plurals") else head
