"""What a silence keeps back: a verb or a noun of silence goes in, what it is silent about comes out as a phrase.

"did not say how many had died" keeps back "how many had died", "gave no figures for the valley" those for the valley.
Vocabulary: ``silences``. Knowingly missed: what was asked in the sentence before.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analysis.counting.phrases import join, trim
from analysis.silences.words import MEASURES, is_kind
from analysis.vocabulary.reporting import DATE_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = ("ccomp", "pcomp", "acl", "relcl", "advcl", "xcomp")
_ABOUT = ("about", "on", "of", "regarding", "concerning", "over", "as", "to", "into", "upon")
_OF_FIGURE = (*_ABOUT, "for")
_LEADING = (*_OF_FIGURE, "by")  # "for how long"
_LONGEST_CLAUSE = 30
_LONGEST_PHRASE = 12
_APART = ("relcl", "appos", "punct", "cc", "conj", "acl", "parataxis", "advcl", "npadvmod")
_REASONS = {"reason", "reasons", "time", "moment", "now", "article", "story", "column"}  # "for legal reasons"
_BREAKS = ("”", '"', ";", "—", "–", "(")
_ADDING = ("which", "who", "whose", "where", "and", "but", "saying", "citing")
_WHETHER = ("whether", "if")
_NONE = ("no", "neither", "any")
_FIRST_WORDS = ("that", "whether", "if", "how", "what", "which", "who", "why", "when", "where")


class Withheld(NamedTuple):
    """What is kept back: its words, blank where the sentence does not say, and the lexicon word that tells it.

    ``noun`` is the token of a figure or a comment that is not given; ``asked`` says that it is a question to answer
    with yes or no ("whether").
    """

    about: str | None
    word: str = ""
    noun: Token | None = None
    asked: bool = False


def topic_of(head: Token) -> str | None:
    """What a verb or noun is about: the clause that hangs on it, its object, or what "on" and "about" lead to."""
    clause = next((c for c in head.rights if c.dep_ in _CLAUSES and c.left_edge.lower_ in _FIRST_WORDS), None)
    if clause is not None:
        return _clause(clause)
    noun = next((c for c in head.rights if c.dep_ in ("dobj", "attr") and c.tag_.startswith("NN")), None)
    return phrase(noun) if noun is not None else _behind_preposition(head)


def figure_withheld(verb: Token) -> Withheld | None:
    """The figure, comment or answer that a verb of telling does not tell; ``None`` where it tells something else.

    ``None`` too for "no casualties": nothing is kept back where there was nothing.
    """
    for child in verb.rights:
        if is_kind(verb.lower_, "telling") and child.dep_ in ("ccomp", "advcl", "xcomp") and (found := _asked(child)):
            return found
        if child.dep_ in ("dobj", "attr", "oprd") and (found := _object(verb, child)):
            return found
        if child.dep_ == "prep" and child.lower_ in _LEADING and (found := _through(child)):
            return found
    return None


def is_answer_asked(verb: Token) -> Withheld | None:
    """What was asked of somebody who does not answer: "did not respond to a request for comment on the toll"."""
    nouns = [c for c in verb.rights if c.dep_ == "dobj"]
    nouns += [p for c in verb.rights if c.dep_ == "prep" and c.lower_ == "to" for p in c.children if p.dep_ == "pobj"]
    for noun in nouns:
        if not is_kind(noun.lower_, "asking"):
            continue
        wanted = _below(noun, "for", "seeking")
        if any(m.lower_ == "for" and m.dep_ == "mark" for c in noun.rights for m in c.lefts):
            continue  # "a request for the town to pay"
        if wanted is None:
            bare = _behind_preposition(noun) is None and not any(c.dep_ in ("acl", "relcl") for c in noun.rights)
            the = any(c.lower_ == "the" for c in noun.lefts)
            if bare and (noun.lower_.startswith("question") or the):
                continue  # in a debate, somebody who does not answer talks all the same
            return Withheld(_behind_preposition(noun), noun.lower_)
        if is_kind(wanted.lower_, "asking", "noun", "figure"):
            return Withheld(_behind_preposition(wanted), noun.lower_)
    return None


def _asked(clause: Token) -> Withheld | None:
    """ "how many were hurt", "whether anybody was hurt", "what the toll was"."""
    words = sorted(clause.subtree, key=lambda t: t.i)
    first = words[0].lower_
    if first in _WHETHER:
        # "would not say more if asked"
        return None if first == "if" and clause.dep_ == "advcl" else Withheld(_clause(clause), first, asked=True)
    if first == "how" and len(words) > 1 and words[1].lower_ in MEASURES:
        return Withheld(_clause(clause), f"how {words[1].lower_}")
    named = next((t for t in words[:4] if is_kind(t.lower_, "figure", "withheld")), None)
    if first in ("what", "which") and named is not None:
        return Withheld(_clause(clause), named.lower_)
    many = next((b.lower_ for a, b in pairwise(words) if a.lower_ == "how" and b.lower_ in MEASURES), None)
    return None if many is None else Withheld(_clause(clause), f"how {many}")  # "why and how many"


def _object(verb: Token, noun: Token) -> Withheld | None:
    """ "a figure", "no figure for the dead", "the cost of the bridge", "no comment"."""
    word = noun.lower_
    determiner = next((c.lower_ for c in noun.lefts if c.dep_ in ("det", "preconj")), "")
    none = determiner in _NONE
    only_none = verb.lower_ in ("have", "has", "had", "having", "make", "made", "makes", "making")
    if is_kind(word, "noun") and noun.tag_ == "NN":
        return Withheld(_behind_preposition(noun), word, noun) if none or determiner in ("a", "") else None
    if is_kind(word, "details"):
        told = _below(noun, *_OF_FIGURE)
        counted = told is not None and is_kind(told.lower_, "figure", "withheld")
        return (
            Withheld(_behind_preposition(noun, _OF_FIGURE), word, noun)
            if counted and not (only_none and not none)
            else None
        )
    bare = noun.tag_ == "NNS" and not any(c.dep_ in ("det", "poss") for c in noun.lefts)  # "did not have numbers"
    if is_kind(word, "figure") and (none or bare or not only_none):
        if word == "number" and determiner == "a" and _below(noun, "of") is not None:
            return None  # "did not give a number of reasons"
        kind = [t for t in noun.lefts if t.dep_ in ("compound", "nmod")]  # "casualty figures"
        alone = join([*kind, noun]) if kind or word == "toll" else None
        return Withheld(_behind_preposition(noun, _OF_FIGURE) or alone, word, noun)
    if is_kind(word, "withheld") and not only_none:
        return Withheld(phrase(noun), word)
    return None


def _through(preposition: Token) -> Withheld | None:
    """ "speculate on the toll", "on how many had died", "put a figure on"."""
    for child in preposition.children:
        if child.dep_ == "pcomp" and (found := _asked(child)):
            return found
        if child.dep_ == "pobj" and is_kind(child.lower_, "figure", "withheld"):
            return Withheld(phrase(child), child.lower_)
    return None


def _below(noun: Token, *prepositions: str) -> Token | None:
    """The noun behind one of a noun's prepositions."""
    pieces = (c for c in noun.rights if c.dep_ in ("prep", "acl") and c.lower_ in prepositions)
    return next((p for c in pieces for p in c.children if p.dep_ in ("pobj", "dobj")), None)


def _behind_preposition(head: Token, prepositions: tuple[str, ...] = _ABOUT) -> str | None:
    """What follows "about" or "on", with a figure "for": a noun phrase or a clause."""
    behind = [c for c in head.head.rights if c.i == head.i + 1]  # "gave no figures | for the ferry"
    for preposition in (*head.rights, *behind):
        if preposition.dep_ != "prep" or preposition.lower_ not in prepositions:
            continue
        for child in preposition.children:
            if child.dep_ == "pcomp" and child.left_edge.lower_ in _FIRST_WORDS:
                return _clause(child)
            if child.dep_ == "pobj" and child.lower_ not in DATE_WORDS | _REASONS:
                return phrase(child)
        if preposition.lower_ == "as":  # "as to how many"
            return _behind_preposition(preposition)
    return None


def phrase(noun: Token) -> str | None:
    """The words of a noun phrase without its article: "presence of the troops"; ``None`` for "it"."""
    if noun.tag_ in ("PRP", "DT", "WDT", "WP", "EX", "IN"):
        return None
    words = _whole(noun)
    while words and words[0].tag_ in ("DT", "PRP$", "PDT"):
        words = words[1:]
    return trim(join(words[:_LONGEST_PHRASE])) or None


def _whole(noun: Token) -> list[Token]:
    """A noun with what belongs to it, without the clauses behind it and the days ("on Tuesday")."""
    kept = [noun]
    for child in noun.children:
        infinitive = child.dep_ == "acl" and any(c.lower_ == "to" for c in child.lefts)
        if child.i > noun.i and not infinitive and (child.dep_ in _APART or child.tag_ == "CC"):
            continue
        if child.dep_ == "prep" and any(c.lower_ in DATE_WORDS for c in child.children):
            continue
        kept += _whole(child)
    return sorted(kept, key=lambda t: t.i)


def _clause(clause: Token) -> str | None:
    """The words of a clause, up to a quotation mark, a bracket or what is only added (", which …")."""
    kept: list[Token] = []
    for token in sorted(clause.subtree, key=lambda t: t.i)[:_LONGEST_CLAUSE]:
        behind_comma = bool(kept) and kept[-1].text == "," and token.lower_ in _ADDING
        if token.text in _BREAKS or behind_comma:
            break
        kept.append(token)
    return trim(join(kept)) or None
