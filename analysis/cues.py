"""Finds who is reported to say what inside one parsed sentence: a parse goes in, cues come out.

A ``Cue`` is a reporting verb with its subject, "according to" with its name, a reporting noun with its owner, or
a passive that names nobody; each knows which tokens stand inside what is said. Vocabulary: ``reporting_verbs`` and
``reporting_nouns``. ``sources`` chooses among the cues for each number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.lexicon import read_rows, split_list
from analysis.models import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = {"ccomp", "xcomp", "parataxis", "oprd"}
_OBJECTS = {"dobj", "attr", "dative", "npadvmod"}
_CONTENT_PREPOSITIONS = {"of", "about", "at", "as", "with", "along", "including", "between", "for", "among", "over"}
_SPEECH_PREPOSITIONS = {"of", "about", "that"}
_UNNAMED = {"estimated", "reported", "believed", "feared", "thought", "said", "expected", "understood", "alleged", "presumed", "known", "rumoured", "rumored", "projected", "forecast"}  # fmt: skip
_RELATIVES = {"who", "which", "that", "whom"}
_NO_SPEAKER = {
    "there",
    "this",
    "these",
    "those",
    "what",
    "nobody",
    "none",
    "one",
    "some",
    "many",
    "such",
    "that",
    "percent",
    "%",
}
_MENTION_PREPOSITIONS = {"of", "at", "for", "from", "in", "with", "on", "to"}
_DOCUMENTS = {"data", "figures", "statistics", "report", "reports", "statement", "estimate", "estimates", "numbers"}
_PARTING = {",", "”", '"', "—", "–", "-", "''"}
_STATES_FIGURE = {
    "is",
    "was",
    "were",
    "are",
    "be",
    "been",
    "stands",
    "stood",
    "ran",
    "runs",
    "puts",
    "put",
    "came",
    "comes",
    "reached",
    "has",
    "had",
}
_FIGURES = {
    "figure",
    "figures",
    "number",
    "numbers",
    "toll",
    "total",
    "count",
    "estimate",
    "estimates",
    "breakdown",
    "tally",
}
_AUDIENCE = {"tell", "brief", "inform", "remind", "assure"}
_DATE_WORDS = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
}
_DOCUMENT_VERBS = {"show", "find", "indicate", "suggest"}


@dataclass(frozen=True)
class Cue:
    """One attribution inside a sentence: the source's words, and the tokens of what is said.

    ``name`` is set where an apposition gives the mention its name; ``rank`` orders kinds of cues that claim the same
    number: 0 a verb or a name, 1 "citing", 2 a passive that names nobody.
    """

    words: Span
    mention: Span | None
    name: Span | None
    stance: str
    content: frozenset[int]
    speaker: frozenset[int]
    row: str
    rank: int = 0

    @property
    def named(self) -> bool:
        """Whether the cue names anybody at all."""
        return self.rank < 2


@cache
def _verbs() -> dict[str, dict[str, str]]:
    return {form: row for row in read_rows("reporting_verbs") for form in [row["verb"], *split_list(row["forms"])]}


@cache
def _nouns() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in read_rows("reporting_nouns")}


def is_reporting(word: str) -> bool:
    """Whether a word is a form of a reporting verb, in lower case.

    >>> is_reporting("said"), is_reporting("sank")
    (True, False)
    """
    return word in _verbs() or word in ("described", "declined", "refused")


def find_cues(doc: Doc) -> list[Cue]:
    """Every attribution in a parsed sentence; spans are offsets in the sentence."""
    cues: list[Cue] = []
    for token in doc:
        lower = token.lower_
        if lower == "according":
            cue = _according(doc, token)
        elif lower in ("citing", "quoting") and token.tag_ == "VBG":
            cue = _citing(doc, token)
        elif lower in _verbs() and (token.tag_.startswith("VB") or token.dep_ == "ROOT"):
            cue = _verb(doc, token)
        elif lower in _nouns() and token.tag_.startswith("NN"):
            cue = _noun(doc, token)
        else:
            continue
        if cue is not None:
            cues.append(cue)
    return cues


def subject_cue(subject: Token) -> Cue:
    """The cue that a subject and its verb make beside a quotation, whatever the verb."""
    verb = subject.head
    words = Span(verb.idx, verb.idx + len(verb.text))
    return _make(subject.doc, words, subject, "states", frozenset(), f"beside the quotation: {verb.lower_}")


def _according(doc: Doc, token: Token) -> Cue | None:
    to = next((c for c in token.rights if c.lower_ == "to"), token)
    target = next((c for c in to.children if c.dep_ in ("pobj", "dobj")), None)
    if target is None and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
        target = next((t for t in doc[token.i + 2 : token.i + 9] if t.tag_.startswith("NN")), None)
        while target is not None and target.i + 1 < len(doc) and doc[target.i + 1].tag_.startswith("NNP"):
            target = doc[target.i + 1]
    inside = {t.i for t in token.subtree}
    if target is not None and target.lower_ in _RELATIVES:
        # "the Chiefs of Staff, according to whom …"
        inside |= {t.i for t in doc[: token.i]}
        target = next(
            (
                t
                for t in reversed(doc[: token.i])
                if t.tag_.startswith("NN") and t.dep_ in ("pobj", "nsubj", "dobj", "attr") and t.head.lower_ != "of"
            ),
            None,
        )
    if target is None or (
        target.lower_ not in _nouns() and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in target.children)
    ):
        return None
    content = frozenset(t.i for t in doc if t.i not in inside)
    return _make(doc, Span(token.idx, token.idx + len("according to")), target, "states", content, "according to")


def _citing(doc: Doc, token: Token) -> Cue | None:
    target = next((c for c in token.rights if c.dep_ in ("dobj", "pobj")), None)
    if target is None:
        return None
    inside = {t.i for t in token.subtree}
    content = frozenset(t.i for t in doc if t.i not in inside)
    return _make(doc, Span(token.idx, token.idx + len(token.text)), target, "states", content, token.lower_)


def _make(doc: Doc, words: Span, head: Token, stance: str, content: frozenset[int], row: str) -> Cue:
    mention = mention_tokens(head)
    speaker = frozenset(t.i for t in head.subtree)
    appos = next((c for c in head.rights if c.dep_ == "appos" and c.tag_.startswith("NNP")), None)
    name = None
    if appos is not None and not head.tag_.startswith("NNP"):
        named = mention_tokens(appos)
        name = _span(named)
    rank = 1 if row in ("citing", "quoting") else 0
    return Cue(words, _span(mention), name, stance, content - speaker, speaker, row, rank)


def _span(tokens: list[Token]) -> Span:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def mention_tokens(head: Token) -> list[Token]:
    """The tokens of a source's noun phrase, without clauses and appositions behind it."""
    first = head
    for child in head.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "det", "nummod", "quantmod", "predet", "case"):
            edge = child.left_edge
            if edge.i < first.i:
                first = edge
    last = head
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _MENTION_PREPOSITIONS:
            tail = list(_plain_subtree(child))
            if tail and tail[0].i <= last.i + 1 and len(tail) <= 12:
                last = tail[-1]
        elif child.dep_ == "case" or child.dep_ == "cc":
            continue
        elif child.dep_ == "conj" and child.tag_.startswith(("NN", "PRP")):
            tail = list(_plain_subtree(child))
            if tail and tail[0].i <= last.i + 3 and len(tail) <= 8:
                last = tail[-1]
    return [head.doc[i] for i in range(first.i, last.i + 1)]


def _plain_subtree(head: Token) -> list[Token]:
    kept = [head]
    for child in head.children:
        if child.dep_ in ("relcl", "appos", "acl", "punct", "parataxis", "advcl"):
            continue
        kept += _plain_subtree(child)
    kept.sort(key=lambda t: t.i)
    run = [kept[0]]
    for token in kept[1:]:
        if token.i != run[-1].i + 1:
            break
        run.append(token)
    return run


def _verb(doc: Doc, verb: Token) -> Cue | None:
    row = _verbs()[verb.lower_]
    children = list(verb.children)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in children)
    agent = next(
        (
            p
            for c in children
            if c.dep_ == "agent"
            for p in c.children
            if p.dep_ == "pobj" and p.lower_ not in _DATE_WORDS and p.tag_ != "CD"
        ),
        None,
    )
    words = Span(verb.idx, verb.idx + len(verb.text))
    if passive and agent is None:
        return _passive(doc, verb, row)
    subject = agent if passive else _subject(verb)
    if subject is not None and subject.lower_ == "one":
        subject = next((c for c in subject.children if c.dep_ == "appos"), subject)
    if subject is None or subject.lower_ in _NO_SPEAKER or subject.tag_ in ("WP", "WDT", "EX"):
        return None
    if subject.tag_ == "CD" or (
        row["verb"] in ("give", "put", "know", "see", "show", "count", "hold", "set", "offer", "order")
        and not _may_speak(subject)
    ):
        return None
    content = _content(doc, verb, row, subject, passive)
    if not content:
        return None
    stance = _stance(verb, row, children)
    return None if stance is None else _make(doc, words, subject, stance, content, row["verb"])


def _may_speak(subject: Token) -> bool:
    return subject.tag_.startswith("NNP") or subject.tag_ == "PRP" or subject.lower_ in _speakers()


@cache
def _speakers() -> frozenset[str]:
    return frozenset({row["noun"] for row in read_rows("roles")} | set(_nouns()))


def _stance(verb: Token, row: dict[str, str], children: list[Token]) -> str | None:
    around = [*children, *(verb.head.children if verb.dep_ == "conj" else ())]
    negated = any(c.dep_ == "neg" or c.lower_ in ("neither", "never") for c in children) or any(
        c.lower_ == "neither" for c in around
    )
    if negated and row["verb"] in ("confirm", "deny"):
        return "does not confirm"
    if negated and row["stance"] not in ("expects", "plans"):
        return None
    return row["stance"]


def _subject(verb: Token) -> Token | None:
    """Whoever speaks: the verb's subject, or that of the verb it hangs on ("…, adding that")."""
    at = verb
    for _ in range(5):
        subject = next((c for c in at.children if c.dep_ == "nsubj" or (c.dep_ == "nsubjpass" and at != verb)), None)
        if subject is not None:
            if subject.lower_ in _RELATIVES and at.dep_ == "relcl":
                return at.head
            return subject
        if at.dep_ == "acl" and at.head.tag_.startswith(("NN", "PRP")):
            return at.head
        if at.dep_ == "relcl":
            return at.head if at != verb or at.tag_ == "VBG" else None
        if at.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux") and at.head != at:
            if at.dep_ == "ccomp" and at.tag_ in ("VBD", "VBZ", "VBP"):
                return None
            at = at.head
            continue
        return None
    return None


def _content(doc: Doc, verb: Token, row: dict[str, str], subject: Token, passive: bool) -> frozenset[int]:
    takes_object = row["takes"] == "object"
    document = subject.lower_ in _nouns() and row["verb"] in _DOCUMENT_VERBS
    takes_object = takes_object and _may_speak(subject)
    content: set[int] = set()
    clause = False
    if row["verb"] == "give" and not any(
        c.dep_ == "dobj" and (c.tag_ == "CD" or c.lower_ in _FIGURES) for c in verb.children
    ):
        return frozenset()
    for child in verb.children:
        if child == subject or subject.is_ancestor(child) or (child.is_ancestor(subject) and child.dep_ != "ccomp"):
            continue
        kept = document and child.i > verb.i and child.dep_ in ("prep", "advmod", "npadvmod", "advcl")
        if (
            child.dep_ in _CLAUSES
            or (child.dep_ == "nsubjpass" and passive and row["verb"] not in _AUDIENCE)
            or (child.dep_ == "advcl" and child.lower_ in ("if", "whether"))
        ):
            kept = clause = True
        elif child.dep_ in _OBJECTS:
            kept = takes_object or document
        elif child.dep_ == "prep":
            allowed = _CONTENT_PREPOSITIONS if takes_object or document else _SPEECH_PREPOSITIONS
            kept = kept or child.lower_ in allowed or (child.lower_ == "for" and row["stance"] == "plans")
        elif (
            child.dep_ == "advcl"
            and child.tag_ == "VBG"
            and child.i > verb.i
            and not any(c.dep_ == "nsubj" for c in child.children)
        ):
            kept = clause or takes_object
        elif (
            child.dep_ == "conj"
            and child.i > verb.i
            and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        ):
            kept = child.lower_ not in _verbs() and clause and child.tag_ not in ("VBD", "VBZ", "VBP")
        if kept:
            content |= {t.i for t in child.subtree}
    if clause and verb.dep_ == "ROOT":
        content |= _list_behind(doc, verb)
    if clause and content and max(content) < subject.left_edge.i and verb.i - subject.left_edge.i < 12:
        # what is said stands first, so all of it does: "Forty died and ten were hurt, the mayor said"
        content |= set(range(subject.left_edge.i if subject.i < verb.i else verb.i))
    own = subject.head == verb
    if not content and own and verb.dep_ in ("parataxis", "ccomp", "advcl", "dep", "conj") and not passive:
        # "Forty died, the mayor said": the parser hung the reporting clause on what is said
        inside = {t.i for t in verb.subtree}
        beside = _neighbour_is_comma(doc, inside)
        if beside and verb.head.tag_.startswith(("VB", "NN", "CD")):
            content = {t.i for t in doc if t.i not in inside}
    if clause and verb.dep_ in ("parataxis",):
        inside = {t.i for t in verb.subtree}
        if _neighbour_is_comma(doc, inside) and len(inside) <= 8:
            content |= {t.i for t in doc if t.i not in inside}
    return frozenset(content - {t.i for t in subject.subtree})


def _list_behind(doc: Doc, verb: Token) -> set[int]:
    """What a list parted by semicolons adds to what is said: "He said that A sent one; B sent two; …"."""
    stop = next((t.i for t in doc[verb.i + 1 :] if t.text == ";"), None)
    return set() if stop is None else set(range(stop, len(doc)))


def _neighbour_is_comma(doc: Doc, inside: set[int]) -> bool:
    """Whether a comma, a dash or a quotation mark parts a clause from what stands before or behind it."""
    words = [i for i in inside if not doc[i].is_punct]
    if not words:
        return False
    before = doc[min(words) - 1].text if min(words) else ""
    after = doc[max(words) + 1].text if max(words) + 1 < len(doc) else ""
    return before in _PARTING or after in _PARTING


def _passive(doc: Doc, verb: Token, row: dict[str, str]) -> Cue | None:
    """ "It is estimated that", "40 are feared dead": a mention that names nobody."""
    if verb.lower_ not in _UNNAMED:
        return None
    auxiliaries = [c for c in verb.children if c.dep_ in ("auxpass", "aux") and c.i < verb.i]
    it = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj", "expl") and c.lower_ == "it"), None)
    first = it or (auxiliaries[0] if auxiliaries else verb)
    words = Span(first.idx, verb.idx + len(verb.text))
    content = frozenset(
        t.i
        for c in verb.children
        if c.dep_ in _CLAUSES | {"nsubjpass", "oprd", "acomp", "advcl"} and c != it
        for t in c.subtree
    )
    stance = _stance(verb, row, list(verb.children)) or "states"
    return (
        Cue(
            Span(verb.idx, verb.idx + len(verb.text)),
            words,
            None,
            stance,
            content,
            frozenset(),
            f"passive {verb.lower_}",
            2,
        )
        if content
        else None
    )


def _noun(doc: Doc, noun: Token) -> Cue | None:
    """ "the ministry's estimate of 40", "a count by the Observatory", "the toll from the police"."""
    owner = next((c for c in noun.lefts if c.dep_ == "poss" and c.tag_.startswith(("NN", "PRP"))), None)
    if owner is None:
        links = ("by", "from") if noun.lower_ in _DOCUMENTS else ("by",)
        by = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ in links), None)
        owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
        if owner is not None and owner.lower_ in _DATE_WORDS:
            owner = None
    if owner is None or not (owner.tag_.startswith(("NNP", "PRP")) or owner.lower_ in _speakers()):
        return None
    content = {t.i for t in noun.subtree}
    if noun.dep_ == "nsubj" and noun.head.lower_ in _STATES_FIGURE:
        content |= {t.i for c in noun.head.children if c.dep_ in ("attr", "ccomp", "prep", "dobj") for t in c.subtree}
    row = _nouns()[noun.lower_]
    return _make(
        doc, Span(noun.idx, noun.idx + len(noun.text)), owner, row["stance"], frozenset(content), f"noun {noun.lower_}"
    )
