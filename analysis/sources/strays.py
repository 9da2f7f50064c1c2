"""What belongs to a report though the parse hung it elsewhere: a reporting verb goes in, places of tokens come out.

"He said that A sent one; B sent two", "Hale, who said the number of those killed exceeds 40": the parser takes the
second half for another clause. Vocabulary: ``reporting_verbs``, ``verb_kinds``, ``roles``, ``movements``. Knowingly
missed: what is said in the sentence before.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analysis.lexicon import read_rows, split_list
from analysis.vocabulary.reporting import may_speak, reporting_verbs, verb_kinds

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "began on 17 December with 40 dead", "came next, on the 19th: at least 40 dead"
GIVING = {"answered", "began", "came", "followed", "opened", "replied", "responded", "started"}
_FIGURES = {
    "casualties",
    "count",
    "dead",
    "deaths",
    "estimate",
    "figure",
    "killed",
    "losses",
    "tally",
    "toll",
    "wounded",
}
# "the poll has Hale at 40"
_COUNTS = {
    "average", "averages", "count", "counts", "estimate", "estimates", "forecast", "forecasts", "model", "models",
    "poll", "polls", "projection", "projections", "survey", "surveys", "tallies", "tally",
}  # fmt: skip
HAVING = {"has", "had", "have", "gives", "gave", "give", "puts", "put"}
_QUOTES = {"quote", "quoted", "quotes", "quoting", "cite", "cited", "cites", "citing"}
# "its toll", "their forecast"
_MOVED = {
    "assessment", "count", "estimate", "estimates", "figure", "forecast", "forecasts", "prediction", "projection",
    "projections", "tally", "toll", "total",
}  # fmt: skip
_KEEPING = {"updated", "updates", "corrected", "corrects", "held", "holds", "kept", "keeps", "left", "leaves"}
# "gave a toll of 40", but "gave 40 people shelter"
_GIVEN = {
    "figure", "figures", "number", "numbers", "toll", "total", "count", "estimate", "estimates", "breakdown", "tally",
}  # fmt: skip
_FEW_WORDS = 4  # from a colon to the number behind it
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_MARKS = {"“", "”", '"', "''", "``"}


def clauses_behind(verb: Token) -> set[int]:
    """What goes on behind a that-clause, where the parser takes it for the main clause.

    "The mayor said that 40 died, 12 were hurt and 3 were missing": the parser makes "hurt" the sentence's verb.
    """
    inside = {t.i for t in verb.subtree}
    behind = {t.i for t in verb.head.subtree if t.i > verb.i} - inside
    if any(verb.doc[i].lower_ in reporting_verbs() and has_subject(verb.doc[i], "nsubj") for i in behind):
        return set()
    return behind


def told_in(prep: Token) -> set[int]:
    """The places of a that-clause behind a preposition and its noun; none where "that" is its subject."""
    for noun in prep.children:
        for clause in noun.children if noun.dep_ == "pobj" else ():
            that = next((c for c in clause.children if c.lower_ == "that" and c.dep_ in ("dobj", "mark", "pobj")), None)
            if (
                clause.dep_ in ("relcl", "acl", "ccomp")
                and that is not None
                and has_subject(clause, "nsubj", "nsubjpass")
            ):
                return {t.i for t in clause.subtree}
    return set()


def list_behind(doc: Doc, verb: Token) -> set[int]:
    """What a list parted by semicolons adds to what is said: "He said that A sent one; B sent two; …".

    It ends where somebody else speaks: "…; B sent two, and the report says that C sent three".
    """
    stop = next((t.i for t in doc[verb.i + 1 :] if t.text == ";"), None)
    if stop is None:
        return set()
    others = (t for t in doc[stop:] if t.lower_ in reporting_verbs() and has_subject(t, "nsubj"))
    other = next((t for t in others if all(c.dep_ != "dobj" for c in t.rights)), None)  # "the port holds 40 ships"
    if other is None:
        return set(range(stop, len(doc)))
    end = min([other.left_edge.i, *(c.left_edge.i for c in other.lefts if c.dep_ == "nsubj")])
    if doc[end - 1].tag_ != "CC":
        end = next((i for i in range(end - 1, stop, -1) if doc[i].text == ";"), stop)
    return set(range(stop, end))


def has_subject(verb: Token, *kinds: str) -> bool:
    """Whether a verb has a subject of some kinds of its own."""
    return any(child.dep_ in kinds for child in verb.children)


def behind_relative(verb: Token) -> set[int]:
    """What follows a relative clause that no comma closes, up to the next comma.

    "Hale, who said that the number of people killed exceeds 40": the parser makes "exceeds" the sentence's verb.
    """
    doc, inside = verb.doc, [t.i for t in verb.subtree]
    start, end = min(inside), max(inside) + 1
    opened = start > 0 and doc[start - 1].text == ","
    if not opened or end >= len(doc) or doc[end].tag_ not in _FINITE:
        return set()
    if any(child.dep_ in ("nsubj", "nsubjpass") and child != verb.head for child in doc[end].children):
        return set()
    stop = next((t.i for t in doc[end:] if t.text in (",", ";")), len(doc))
    return set(range(end, stop))


def gives_in_turn(verb: Token) -> tuple[Token, frozenset[int]] | None:
    """Who gives a figure in turn and what: "The Office began with 40 dead", "The Coast Guard came next: 40 dead"."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and may_speak(c) and c.tag_ != "PRP"), None)
    if subject is None:
        return None
    for child in verb.rights:
        given = next((c for c in child.children if c.dep_ == "pobj"), None) if child.lower_ == "with" else None
        if given is not None and given.lower_ in _FIGURES:
            return subject, frozenset(t.i for t in child.subtree)
    doc = verb.doc
    colon = next((t.i for t in doc[verb.i :] if t.text == ":"), None)
    if colon is None or not any(t.tag_ == "CD" for t in doc[colon + 1 : colon + 1 + _FEW_WORDS]):
        return None
    told = doc[colon + 1 :]
    return (subject, frozenset(t.i for t in told)) if any(t.lower_ in _FIGURES for t in told) else None


def gives_by_count(verb: Token) -> tuple[Token, frozenset[int]] | None:
    """Which count has or gives whom with what: "the poll has Hale leading by six points", "the tally gives her 40".

    Not what is told of the count itself: "the poll had 800 respondents".
    """
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in _COUNTS or verb.i + 1 >= len(verb.doc):
        return None
    whom = verb.nbor(1)
    if not whom.tag_.startswith(("NNP", "PRP")):
        return None
    inside = {t.i for t in subject.subtree}
    return subject, frozenset(t.i for t in verb.subtree if t.i > verb.i and t.i not in inside)


def moves_figure(noun: Token) -> tuple[Token, frozenset[int]] | None:
    """Who moves a figure of its own and from what to what: "the ministry raised its death toll from 12 to 40"."""
    verb = noun.head
    if noun.dep_ != "dobj" or noun.lower_ not in _MOVED or verb.lower_ not in _moving_verbs():
        return None
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject is not None and subject.tag_ == "WDT":  # "reported 12 deaths, which brought its toll to 40"
        subject = next((c for c in noun.lefts if c.tag_ == "PRP$"), None)
    if subject is None or not (may_speak(subject) or subject.tag_ in ("PRP", "PRP$")):
        return None
    phrases = [
        c for at in (verb, noun) for c in at.rights if c.dep_ == "prep" and c.lower_ in ("to", "from", "by", "at")
    ]
    told = frozenset(t.i for phrase in phrases for t in phrase.subtree)
    return (subject, told) if any(noun.doc[i].tag_ == "CD" for i in told) else None


@cache
def _moving_verbs() -> frozenset[str]:
    """ "raised", "cut", "revised"; and those that leave a figure where it was."""
    rows = [row for row in read_rows("movements") if row["kind"] in ("verb", "carrier", "change")]
    return frozenset((*_KEEPING, *(form for row in rows for form in [row["word"], *split_list(row["forms"])])))


def quoted_as(verb: Token) -> Token | None:
    """Who is quoted: "the paper quoted the mayor as saying that …"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lower_ not in _QUOTES:
        return None
    return next((c for c in verb.head.head.rights if c.dep_ == "dobj" and c.i < verb.i), None)


def after_whose(verb: Token) -> Token | None:
    """Who speaks in "the sick, whose number the Office estimates at 40": the parser takes "number" for the subject."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    before = verb.nbor(-1) if verb.i else verb
    lost = subject is not None and subject.i < before.i and subject.is_ancestor(before)
    whose = lost and subject is not None and any(c.tag_ == "WP$" for c in subject.lefts)
    return before if whose and (before.tag_.startswith("NNP") or may_speak(before)) else None


def goes_before_clause(thing: Token) -> bool:
    """Whether an object is the subject of the clause behind it: "the cable indicated 13 guards would be needed"."""
    clause = next((c for c in thing.head.rights if c.dep_ == "ccomp" and c.i > thing.i), None)
    if clause is None or clause.left_edge.i != thing.right_edge.i + 1:
        return False
    return clause.left_edge.tag_ in _FINITE and not has_subject(clause, "nsubj", "nsubjpass", "expl")


def claims_to_have(verb: Token) -> bool:
    """Whether a verb tells of a deed of its subject: "claimed to have killed nine and lost three"."""
    return any(c.dep_ == "xcomp" and any(aux.lower_ == "have" for aux in c.lefts) for c in verb.rights)


def behind_marks(verb: Token, clause: Token) -> bool:
    """Whether a participle tells how words were spoken: "“I walked,” the nurse said, sitting 40 metres away"."""
    spoken = any(t.text in _MARKS for t in verb.doc[clause.head.left_edge.i : verb.i])
    return spoken and not {"speech", "evidence"} & set(verb_kinds().get(clause.lower_, ()))


def only_acts(verb: Token, name: str) -> bool:
    """Whether a verb of two senses tells of a deed: "gave 40 people shelter", "placed 40 guards"."""
    if name == "give":
        objects = (c for c in verb.children if c.dep_ == "dobj")
        return not any(c.lower_ in _GIVEN or (c.tag_ == "CD" and all(t.tag_ != "$" for t in c.lefts)) for c in objects)
    return name == "place" and all(c.lower_ != "at" for c in verb.children)
