"""Finds who is reported to say what inside one parsed sentence: a parse goes in, cues come out.

A ``Cue`` is a reporting verb with its subject, "according to" with its name, a reporting noun with its owner, or
a passive that names nobody; each knows which tokens stand inside what is said. Vocabulary: ``reporting_verbs``,
``reporting_nouns`` and ``passives``. ``chooser`` chooses among the cues for each number. Knowingly missed: cues without
a verb or a noun of the lexicons ("in the ministry's view").
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.lexicon import read_words
from analysis.models import Span
from analysis.sources.cue import Cue, agent_of, can_act, is_passive, make_cue
from analysis.sources.frames import lost_frame
from analysis.sources.mentions import span_of
from analysis.sources.said import CLAUSES, antecedent_of, content_of, is_relative, speaker_of, stance_of
from analysis.sources.strays import GIVING, HAVING, gives_by_count, gives_in_turn, moves_figure
from analysis.vocabulary.reporting import DATE_WORDS, is_speaker, may_speak, reporting_nouns, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "data from the police"
_DOCUMENTS = {"data", "figures", "statistics", "report", "reports", "statement", "estimate", "estimates", "numbers"}
IN_TURN = "give in turn"
# "the WHO estimate of 40", "the UN count"
_FIGURES = {"assessment", "count", "estimate", "estimates", "figure", "figures", "tally", "toll"}
# verbs of many senses, which report only if their subject can speak
_AMBIGUOUS = ("give", "put", "know", "see", "show", "count", "hold", "set", "order", "measure", "assure", "list")
# "the ministry's estimate is 40"
_STATES_FIGURE = {
    "is", "was", "were", "are", "be", "been", "stands", "stood", "ran", "runs", "puts", "put", "came", "comes",
    "reached", "has", "had", "rose", "goes",
}  # fmt: skip
# beside the words of the lexicons
_FIXED_CUES = ("according", "per", "citing", "quoting", "has", "had", "have")


def _is_figure(child: Token) -> bool:
    """ "the ministry's estimate is 40", "stands at 40"; not "is higher by 40"."""
    up_to = child.lower_ == "to" and child.i and child.nbor(-1).lower_ == "up"  # "ran up to 40"
    return child.dep_ in ("attr", "ccomp", "dobj") or (child.dep_ == "prep" and (up_to or child.lower_ in ("at", "of")))


@cache
def _cue_words() -> frozenset[str]:
    """The words that may make a cue at all."""
    return frozenset((*_FIXED_CUES, *GIVING, *reporting_verbs(), *reporting_nouns()))


def find_cues(doc: Doc) -> list[Cue]:
    """Every attribution in a parsed sentence; spans are offsets in the sentence."""
    cues: list[Cue] = []
    for token in doc:
        lower = token.lower_
        if lower not in _cue_words():
            continue
        if lower == "according":
            cue = _according(doc, token)
        elif lower == "per" and token.dep_ == "prep":
            cue = _per(doc, token)
        elif lower in ("citing", "quoting") and token.tag_ == "VBG":
            cue = _citing(doc, token)
        elif lower in ("has", "had", "have") and (subject := _has_it(token)) is not None:
            content = frozenset(t.i for t in doc) - {t.i for t in token.subtree}
            cue = make_cue([token], subject, "states", content, "as … has it")
        elif lower in HAVING and (given := gives_by_count(token)) is not None:
            cue = make_cue([token], given[0], "states", given[1], IN_TURN)
        elif lower in reporting_verbs() and (token.tag_.startswith("VB") or token.dep_ == "ROOT"):
            cue = _verb(token) or _framed(token)
        elif lower in GIVING and (given := gives_in_turn(token)) is not None:
            cue = make_cue([token], given[0], "states", given[1], IN_TURN)
        elif lower in reporting_nouns() and token.tag_.startswith("NN"):
            cue = _framed(token) or _noun(token)
        elif lower in reporting_verbs():
            cue = _framed(token)
        else:
            continue
        if cue is not None:
            cues.append(cue)
    return cues


def _has_it(verb: Token) -> Token | None:
    """ "as Kyiv has it": whose words they are."""
    words = {child.lower_ for child in verb.children}
    if "as" not in words or "it" not in words:
        return None
    return next((child for child in verb.lefts if child.dep_ == "nsubj" and child.lower_ != "it"), None)


def _framed(verb: Token) -> Cue | None:
    """A report that only the words around its verb tell, where the parse does not."""
    frame = lost_frame(verb) if verb.lower_ in reporting_verbs() else None
    if frame is None:
        return None
    doc, row = verb.doc, reporting_verbs()[verb.lower_]
    bracket = next((i for i in frame.speaker if doc[i].text == "(" and i > frame.speaker.start), frame.speaker.stop)
    mention = span_of([doc[i] for i in range(frame.speaker.start, bracket)])
    speaker, stance = frozenset(frame.speaker), stance_of(verb, row)
    if stance is None:
        return None
    return Cue(
        span_of([verb]), mention, None, stance, frame.content, speaker, row["verb"], verb.i, frame.noun, whole=mention
    )


def _according(doc: Doc, token: Token) -> Cue | None:
    """ "according to the ministry": everything else in the sentence is said."""
    to = next((c for c in token.rights if c.lower_ == "to"), token)
    target = next((c for c in to.children if c.dep_ in ("pobj", "dobj")), None)
    if target is None and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
        target = next((t for t in doc[token.i + 2 : token.i + 9] if t.tag_.startswith("NN")), None)
        while target is not None and target.i + 1 < len(doc) and doc[target.i + 1].tag_.startswith("NNP"):
            target = doc[target.i + 1]
    inside = {t.i for t in token.subtree}
    if target is not None and is_relative(target):
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
        target.lower_ not in reporting_nouns() and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in target.children)
    ):
        return None
    # "According to the Agency, which …, 40 huts burned": the parser may take the huts for the Agency's other name
    taken = {t.i for c in target.rights if _is_told(c) for t in c.subtree} if token.i <= 1 else set()
    content = frozenset(t.i for t in doc if t.i not in inside) | taken
    last = to if to.i == token.i + 1 else token
    cue = make_cue([token, last], target, "states", content, "according to")
    return replace(cue, content=cue.content | taken, speaker=cue.speaker - taken)


def _is_told(child: Token) -> bool:
    """Whether an apposition holds a number: it is what is told, not who tells it."""
    return child.dep_ in ("appos", "conj") and any(t.tag_ == "CD" for t in child.subtree)


def _per(doc: Doc, token: Token) -> Cue | None:
    """ "40 people overnight, per the Red Cross": a name behind "per", where a rate has a thing."""
    target = next((c for c in token.children if c.dep_ == "pobj"), None)
    if target is None or not target.tag_.startswith("NNP") or target.lower_ in DATE_WORDS:
        return None
    content = frozenset(t.i for t in doc) - {t.i for t in token.subtree}
    return make_cue([token], target, "states", content, "according to")


def _citing(doc: Doc, token: Token) -> Cue | None:
    """ "citing the ministry": everything else in the sentence is said."""
    target = next((c for c in token.rights if c.dep_ in ("dobj", "pobj")), None)
    if target is None:
        return None
    inside = {t.i for t in token.subtree}
    content = frozenset(t.i for t in doc if t.i not in inside)
    return make_cue([token], target, "states", content, token.lower_)


def _verb(verb: Token) -> Cue | None:
    """ "the ministry said that", "it was reported by the ministry", "40 were reported dead"."""
    row = reporting_verbs()[verb.lower_]
    passive = is_passive(verb)
    agent = agent_of(verb)
    if passive and agent is None:
        return _passive(verb, row)
    subject = agent if passive else speaker_of(verb)
    if subject is not None and subject.lower_ == "one":
        subject = next((c for c in subject.children if c.dep_ == "appos"), subject)
    if subject is None or not can_act(subject):
        return None
    who = antecedent_of(subject)
    if (row["verb"] in _AMBIGUOUS or who.is_ancestor(verb)) and not may_speak(who):
        return None
    says_clause = any(c.dep_ in CLAUSES for c in verb.children)
    if subject.lower_ in ("which", "that") and not says_clause and not is_speaker(who.lower_):
        return None
    content = content_of(verb, row, subject, passive)
    stance = stance_of(verb, row)
    if not content or stance is None:
        return None
    return make_cue([verb], subject, stance, content, row["verb"])


def _passive(verb: Token, row: dict[str, str]) -> Cue | None:
    """ "It is estimated that", "40 are feared dead": a mention that names nobody."""
    if verb.lower_ not in read_words("passives"):
        return None
    auxiliary = next((c for c in verb.lefts if c.dep_ in ("auxpass", "aux")), verb)
    it = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj", "expl") and c.lower_ == "it"), None)
    said = CLAUSES | {"nsubjpass", "acomp", "advcl"}
    content = frozenset(t.i for c in verb.children if c.dep_ in said and c != it for t in c.subtree)
    if not content:
        return None
    mention = span_of([it or auxiliary, verb])
    stance = stance_of(verb, row) or "states"
    return Cue(
        span_of([verb]), mention, None, stance, content, frozenset(), f"passive {verb.lower_}", verb.i, verb.i, rank=2
    )


def _noun(noun: Token) -> Cue | None:
    """ "the ministry's estimate of 40", "a count by the Observatory", "the toll from the police"."""
    moved = moves_figure(noun)
    if moved is not None:
        return make_cue([noun], moved[0], reporting_nouns()[noun.lower_]["stance"], moved[1], f"noun {noun.lower_}")
    owner = next((c for c in noun.lefts if c.dep_ == "poss" and c.tag_.startswith(("NN", "PRP"))), None)
    if owner is None and noun.i and noun.nbor(-1).dep_ == "compound" and noun.lower_ in _FIGURES:
        owner = noun.nbor(-1) if noun.nbor(-1).tag_ == "NNP" else None  # "the WHO estimate of 40"
    if owner is None:
        links = ("by", "from") if noun.lower_ in _DOCUMENTS else ("by",)
        by = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ in links), None)
        owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if owner is not None and owner.lower_ in DATE_WORDS:  # "Monday's poll", "an estimate by Friday"
        return None
    if owner is None or not (owner.tag_.startswith(("NNP", "PRP")) or is_speaker(owner.lower_)):
        return None
    if noun.lower_ == "range" and not is_speaker(owner.lower_):  # "the missile's range"
        return None
    content = {t.i for t in noun.subtree}
    if owner.dep_ == "compound":
        content = {t.i for c in noun.rights if c.lower_ == "of" for t in c.subtree}
    if noun.dep_ == "nsubj" and noun.head.lower_ in _STATES_FIGURE:
        content |= {t.i for c in noun.head.children if _is_figure(c) for t in c.subtree}
    elif noun.dep_ == "pobj" and noun.head.lower_ == "by":
        # "By the Observatory's count, 40 died": all but these words
        content = {t.i for t in noun.doc} - {t.i for t in noun.head.subtree}
    stance = reporting_nouns()[noun.lower_]["stance"]
    cue = make_cue([noun], owner, stance, frozenset(content), f"noun {noun.lower_}")
    by_count = noun.dep_ == "pobj" and noun.head.lower_ == "by" and owner.i < noun.i
    return replace(cue, whole=Span(cue.mention.start, span_of([noun]).end)) if by_count else cue
