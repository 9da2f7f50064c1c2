"""What speaks for a candidate being a number's source: a parse, a number, a candidate go in, feature names come out.

Each feature is a plain name ("cue says", "speaker: role"); ``chooser`` adds up their learned weights. Vocabulary:
``reporting_verbs``, ``verb_kinds``, ``reporting_nouns``, ``documents``, ``roles``, ``organisation_words``. Features
know grammar and lexicon classes, never a person or an outlet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.lexicon import read_words
from analysis.naming.roles import PRONOUNS, role_nouns
from analysis.vocabulary.reporting import is_document, reporting_verbs, verb_kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from analysis.models import Amount
    from analysis.sources.candidates import Candidate

_FIRST = {"i", "we", "you", "my", "our"}
_STRUCTURE = {
    "ccomp", "xcomp", "dobj", "prep", "advcl", "conj", "relcl", "acl", "nsubj", "nsubjpass", "parataxis", "attr",
    "appos", "pcomp", "oprd", "agent", "dep",
}  # fmt: skip
_DEFINITE = {"the", "this", "these", "those", "his", "her", "its", "their"}
PARTING = {",", "”", '"', "''", "—", "–", "-"}
_DASHES = {"—", "–", "--"}
_COMPARING = {"than", "compared"}
QUOTES = {'"', "“", "”", "''", "``"}


def evidence(
    doc: Doc,
    chain: Mapping[int, Token],
    amount: Amount,
    candidate: Candidate,
    saying: Sequence[Candidate],
    by_rule: bool,
    nearer: int | None,
    marks: Sequence[int],
) -> list[str]:
    """The features of a candidate for a number of the same sentence; ``by_rule``: grammar alone would choose it.

    ``chain`` is the number's word and all above it, ``saying`` the candidates whose cues say the number; ``nearer``
    is how many candidates stand between a number and one above it; ``marks`` are the places of quotation marks.
    """
    cue = candidate.cue
    number = next(iter(chain.values()))
    at = doc[cue.at]
    kind = candidate.kind
    relation, found = _path(chain, at, candidate.kind)
    holds = number.i in cue.content
    if holds:
        relation = "says"
    elif number.i in cue.speaker:
        relation = "in speaker"
    found += [f"kind: {kind}", f"{kind} {relation}"]
    if cue.content and not holds:
        found.append(f"{kind} says other words")
    speaker = _speaker(doc[cue.who])
    found += [f"speaker: {speaker}", f"{speaker} {relation}"]
    if kind in ("cue", "verb"):
        found += _verb(at, relation, speaker) + _kinds(at, chain, relation)
    elif kind in ("noun", "passive"):
        found.append(f"{kind}: {at.lower_} {relation}")
    elif kind == "document":
        found.append(f"{kind}: {at.lower_} {doc[cue.who].lower_}")
        found.append(f"document at start: {at.i < 2}")
    side = "behind" if number.i > at.i else "before"
    found += [f"number {side} {kind} {relation}", f"number {side} {kind} of {speaker} {relation}"]
    found += _amount(amount, kind) + _number(chain, number, at, relation)
    first, last = at.left_edge.i, at.right_edge.i
    if any(first <= mark <= last for mark in marks):
        found.append(f"marks below {relation}")
    if relation in ("over", "says"):
        found += _clauses(chain, at)
    found += _parting(chain, number, at, relation)
    if nearer is not None:
        found += [f"candidates nearer: {min(nearer, 3)}", f"{kind}, candidates nearer: {min(nearer, 3)}"]
    if by_rule:
        found.append("grammar chooses it")
    found += _others(candidate, saying)
    return found


def _others(candidate: Candidate, saying: Sequence[Candidate]) -> list[str]:
    """Whether another cue of the sentence says the number, inside or outside of this one."""
    found: set[str] = set()
    for other in saying:
        if other is candidate:
            continue
        if candidate.spans(other.cue.at):
            found.add("a cue inside says it")
        elif other.spans(candidate.cue.at):
            found.add("a cue outside says it")
        else:
            found.add("a cue beside says it")
    return [f"{candidate.kind}: {name}" for name in sorted(found)]


def _path(chain: Mapping[int, Token], at: Token, kind: str) -> tuple[str, list[str]]:
    """How the number hangs below the cue, or beside it."""
    if at.i in chain:
        under = list(takewhile(lambda token: token.i != at.i, chain.values()))
        below = under[-1] if under else at
        verbs = sum(token.tag_.startswith(("VB", "MD")) for token in under[1:])
        found = [f"{kind} over number: {below.dep_}", f"verbs between: {min(verbs, 3)}"]
        found += [f"between: {dep}" for dep in sorted({token.dep_ for token in under[:-1]} & _STRUCTURE)]
        if below.dep_ == "ccomp":
            found.append(f"that: {any(c.dep_ == 'mark' and c.lower_ == 'that' for c in below.children)}")
        return "over", found
    branch, head = at, at.head
    while head.i != branch.i and head.i not in chain:
        branch, head = head, head.head
    if head.i == branch.i:
        return "above", [f"{kind} above number's clause"]
    comma = branch.left_edge.i > 0 and branch.doc[branch.left_edge.i - 1].text in PARTING
    return "beside", [
        f"{kind} beside number: {branch.dep_}",
        f"beside, comma: {comma}",
        f"joint: {head.tag_[:2]}",
        f"joint is root: {head.dep_ == 'ROOT'}",
    ]


def _clauses(chain: Mapping[int, Token], at: Token) -> list[str]:
    """What kinds of clauses part a number from a cue: "(said that 40, who) left", "(said he was there) after 40"."""
    found = []
    for token in takewhile(lambda token: token.i != at.i, chain.values()):
        if token.dep_ == "relcl":
            edge = token.left_edge.i
            found.append(f"between: relcl, comma: {edge > 0 and token.doc[edge - 1].text == ','}")
        elif token.dep_ == "advcl":
            mark = next((c.lower_ for c in token.lefts if c.dep_ in ("mark", "advmod")), "none")
            found.append(f"between: advcl {mark}")
        elif token.dep_ == "acl":
            found.append(f"between: acl {token.tag_}")
    return found


def _parting(chain: Mapping[int, Token], number: Token, at: Token, relation: str) -> list[str]:
    """What parts a number from a cue: dashes between them, or a "than" ("pledged 40, more than the 12 who came")."""
    first, last = sorted((number.i, at.i))
    dashes = sum(is_dash(token) for token in number.doc[first + 1 : last])
    found = [f"dashes between: {min(dashes, 2)} {'behind' if number.i > at.i else 'before'} {relation}"]
    under = takewhile(lambda token: token.i != at.i, chain.values())
    if at.i in chain and any(token.lower_ in _COMPARING for token in under):
        found.append(f"compared {relation}")
    return found


def is_dash(token: Token) -> bool:
    """Whether a token is a dash between words: not the hyphen of "ten-year"."""
    spaced = token.text == "-" and token.whitespace_ != "" and token.i > 0 and token.nbor(-1).whitespace_ != ""
    return spaced or token.text in _DASHES


def _number(chain: Mapping[int, Token], number: Token, at: Token, relation: str) -> list[str]:
    """How a number is written, and in what kind of clause it stands."""
    digits = any(token.text[0].isdigit() for token in (number, *number.lefts))
    found = [f"number in {'digits' if digits else 'words'} {relation}"]
    if _is_definite(number):
        found.append(f"definite number {relation}")
    clause = next((token for token in chain.values() if token.tag_.startswith(("VB", "MD"))), None)
    if clause is not None and clause.i != at.i:
        found.append(f"number's clause is {clause.dep_} {relation}")
    return found


def _is_definite(number: Token) -> bool:
    """Whether a number is known before: "the 40 boats", "his three wins"."""
    head = number.head if number.tag_ == "CD" else number
    first = min([number.i, *(c.i for c in number.lefts)])
    return (first > 0 and number.doc[first - 1].lower_ in _DEFINITE) or head.doc[number.left_edge.i].lower_ in _DEFINITE


def _speaker(who: Token) -> str:
    lower = who.lower_
    if lower in _FIRST:
        return "first person"
    if lower in PRONOUNS:
        return "pronoun"
    if is_document(lower):
        return "document"
    if lower in role_nouns():
        return "role"
    if who.tag_ in ("NNP", "NNPS"):
        return "body" if lower.rstrip(".") in _body_words() else "name"
    return "plural" if who.tag_ == "NNS" else "other"


@cache
def _body_words() -> frozenset[str]:
    return frozenset(word.lower() for word in read_words("organisation_words"))


def _verb(verb: Token, relation: str, speaker: str) -> list[str]:
    children = list(verb.children)
    row = reporting_verbs().get(verb.lower_)
    name = row["verb"] if row else _stem(verb.lower_)
    found = [f"verb: {name}", f"verb: {name} {relation}", f"tag: {verb.tag_}"]
    if row:
        found += [f"stance: {row['stance']} {relation}", f"takes: {row['takes']} {relation}", f"reporting {relation}"]
        found.append(f"{speaker} reporting {relation}")
    if any(c.dep_ == "neg" for c in children):
        found.append("negated")
    if any(c.tag_ == "MD" for c in children):
        found.append("modal")
    if any(c.dep_ == "ccomp" for c in children):
        found.append(f"has clause {relation}")
    if any(c.dep_ == "xcomp" for c in children):
        found.append(f"has infinitive {relation}")
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in children):
        found.append("passive")
    if any(c.text in QUOTES for c in children):
        found.append("marks beside verb")
    if any(c.dep_ == "mark" and c.lower_ == "as" for c in children):
        found.append("as")
    found.append(f"verb is {verb.dep_}")
    if not any(c.dep_ in ("nsubj", "agent") for c in children):
        found.append("subject elsewhere")
    return found


def _kinds(verb: Token, chain: Mapping[int, Token], relation: str) -> list[str]:
    """What sort of verb it is, and by what the number hangs on it: "speech over of"."""
    below = next((token for token in chain.values() if token.head.i == verb.i), None) if verb.i in chain else None
    found = []
    for kind in verb_kinds().get(verb.lower_, ("other",)):
        found.append(f"{kind} {relation}")
        if below is not None and below.i != verb.i:
            found.append(f"{kind} over {below.dep_}")
            if below.dep_ == "prep":
                found.append(f"{kind} over {below.lower_}")
    return found


def _amount(amount: Amount, kind: str) -> list[str]:
    found = [f"{kind}, unit: {amount.unit if amount.unit in ('count', 'percent', 'fraction') else 'measure'}"]
    small = amount.unit == "count" and amount.qualifier == "exact" and (amount.value or 99) < 10
    found.append(f"{kind}, small count: {small}")
    return found


def _stem(word: str) -> str:
    for ending in ("ing", "ied", "ed", "ies", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word
