"""Says what a percentage or a fraction is a share of: its tokens go in, a noun phrase with its state comes out.

"a fifth of Ukraine" counts "of Ukraine", "55% were accepted" counts what was counted before as "of cases accepted",
"the fire is 35 percent contained" counts "fire contained", "unemployment is 40 percent" counts unemployment. ``anchor``
is the token that the sentence hangs on, ``last`` the amount's last one, ``skip`` the places of all. Vocabulary:
``reporting_verbs``, whose subject speaks. Knowingly missed: whose share it is where only the sentence before says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.counting.clauses import PERCENT, grammatical_object, grammatical_subject, is_passive, own_subject
from analysis.counting.phrases import (
    again,
    clause_words,
    following_noun,
    join,
    noun_before,
    phrase_of,
    plural,
    trim,
    without_clauses,
)
from analysis.counting.states import state_cue, state_of
from analysis.lexicon import read_words
from analysis.models import Counted
from analysis.vocabulary.reporting import is_reporting, is_speaker, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BE = {"is", "was", "are", "were", "be", "been"}
_LONGEST_PREDICATE = 6
_BY_DEGREE = ("npadvmod", "advmod", "nummod", "dep", "amod")  # "35 percent contained"
_PLACED = {"in", "at", "on", "among", "from"}
_COMPARED = {"up from", "down from", "compared with", "compared to", "as against"}
SHARE_WORDS = {"share", "proportion", "percentage", "rate"}
_SAY = {"say", "think", "want"}  # "one in five say", which the parser takes for nouns


def share(doc: Doc, anchor: Token, last: Token, skip: set[int], earlier: Sequence[Counted] = ()) -> Counted | None:
    """What a percentage or a fraction is a share of: "of Ukraine occupied by Moscow's troops"."""
    return (
        _of_whole(anchor, last, skip, earlier)
        or _of_lost(doc, last, skip)
        or _modified(anchor, last, skip)
        or _degree(anchor, last, skip)
        or _measure_of(anchor, last, skip)
        or _parted(doc, anchor, last, skip, earlier)
        or _beside(doc, last, skip)
        or _left_behind(doc, skip, earlier)
        or _listed(doc, last, earlier)
        or _told_of(anchor, skip)
    )


def _of_whole(anchor: Token, last: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """The whole behind "of": "40% of the city", "nearly a fifth of which is occupied"."""
    for token in (anchor, last, anchor.head if anchor.head.i in skip else anchor):
        for of in token.children:
            if of.dep_ != "prep" or of.lower_ != "of" or of.i <= last.i - 1:
                continue
            inner = next((c for c in of.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.tag_ == "CD" and earlier:  # "38 percent of the 112,000 planned"
                same = next((c.noun for c in reversed(earlier) if c.noun), "")
                told = next((c.text for c in inner.rights if c.dep_ == "acl" and c.tag_ == "VBN"), "")
                return _share(f"of {same.removeprefix('of ')}", told, None, "share of a number") if same else None
            if inner is None or inner.tag_ == "CD":
                continue
            if inner.lower_ in ("which", "whom") or inner.tag_ in ("WDT", "WP"):
                return _relative_share(token, inner)
            text = join([of, *(t for t in without_clauses(inner) if t.i not in skip and t.tag_ not in ("CD", "$"))])
            state = state_of(anchor, skip) or state_of(last, skip) or state_of(inner, skip) or _said_to_be(token)
            wholes = [c for c in reversed(earlier) if c.noun] if inner.lower_ == "them" else []
            known = next((c.noun for c in wholes if c.state), wholes[0].noun if wholes else "")
            noun = f"of {known.removeprefix('of ')}" if known else trim(text)
            if inner.lower_ == "them":
                state = _who_they_are(inner) or state
            return _share(noun, state if state and state not in noun else "", inner.lower_, f"share of {inner.text}")
    return None


def _share(noun: str, state: str | None, head: str | None, cue: str) -> Counted:
    cues = (cue, *((state_cue(state),) if state and not state.startswith("who ") else ()))
    return Counted(trim(f"{noun} {state or ''}"), head, cues, noun, state or "")


def _who_they_are(them: Token) -> str | None:
    """What stands right behind "of them": "half of them children" → "who are children"."""
    noun = them.nbor() if them.i + 1 < len(them.doc) else them
    ends = noun.i + 1 == len(noun.doc) or noun.nbor().is_punct
    plain = ends and (noun.tag_ == "JJ" or noun.lower_ in ("female", "male"))
    return f"who are {join([noun, *_and(noun)])}" if noun.tag_ in ("NNS", "NNPS") or plain else None


def _said_to_be(token: Token) -> str | None:
    """What the share is said to be: "half of the dead were women" → "who were women"."""
    if token.dep_ == "pobj" and token.head.lower_ == "in":  # "one in five of them is a child"
        token = token.head.head
    verb = token.head
    if token.dep_ != "nsubj" or verb.lower_ not in _BE:
        return None
    noun = next((c for c in verb.rights if c.dep_ == "attr" and c.tag_ in ("NN", "NNS", "NNPS")), None)
    if noun is not None and noun.tag_ == "NN":
        one = any(c.lower_ in ("a", "an") for c in noun.lefts) and not list(noun.rights)
        return f"who are {plural(noun.text)}" if one else None
    return None if noun is None else f"who {verb.text} {join([noun, *_and(noun)])}"


def _and(noun: Token) -> list[Token]:
    joined = [c for c in noun.children if c.dep_ in ("cc", "conj")]
    return joined if len(joined) == 2 and not any(c.dep_ == "conj" and list(c.children) for c in joined) else []


def _of_lost(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """The whole right behind "of", where the parse has lost it."""
    i = last.i + 1
    i = i + 1 if i < len(doc) and doc[i].text == ")" else i  # "two thirds (68%) of voters"
    if i >= len(doc) or doc[i].lower_ != "of":
        return None
    article = i + 1 < len(doc) and doc[i + 1].tag_ in ("DT", "PRP$", "PDT")
    noun = following_noun(doc, i + 2 if article else i + 1)
    return None if noun is None else _of_noun(noun, skip, f"share of {noun.text}", before="of ")


def _of_noun(noun: Token, skip: set[int], cue: str, before: str = "", state: str | None = None) -> Counted:
    text = trim(before + phrase_of(noun, skip)[0])
    return _share(text, state, noun.lower_, cue)


def _modified(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The noun that a share stands before: "a 40 percent tax", "half the people who came"."""
    head = anchor.head if anchor.head.i not in skip else last.head
    by = anchor.dep_ if anchor.head.i not in skip else last.dep_
    if by not in ("nummod", "amod", "compound", "nmod", "predet", "det", "quantmod") or head.i in skip:
        return None
    if not head.tag_.startswith("NN") or head.i < last.i or head.lower_ in PERCENT or head.lower_ in _SAY:
        return None
    state = state_of(head, skip)
    text = phrase_of(head, skip)[0]
    return _of_noun(head, skip, f"counted: {head.text}", state=state if state and state not in text else None)


def _degree(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """How far something has come: "the fire is 35 percent contained", "the appeal is 30% funded"."""
    for token in (last, anchor):
        done = token.head
        apart = done.i in skip or done.i < last.i or done.nbor(-1).text == "-"
        if apart or token.dep_ not in _BY_DEGREE or done.tag_ not in ("VBN", "JJ", "JJR", "VBD"):
            continue
        subject = own_subject(done) or own_subject(done.head)
        if done.dep_ == "amod" and done.head.tag_.startswith("NN"):
            subject = done.head
        if subject is None or subject.i in skip:
            subject = grammatical_subject(done)
        if done.lower_ in _BE or is_reporting(done.lower_):
            continue
        words = [done] if done.tag_ in ("VBN", "VBD") else []
        if subject is None or subject.i in skip or not subject.tag_.startswith("NN"):
            if words:
                return _share("", done.text, None, f"{done.text} to a degree")
            continue
        return _of_noun(subject, skip, f"{done.text} to a degree", state=join(words) or None)
    return None


def _measure_of(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """The noun whose size a share is: "a rate of 4.9 percent", "turnout at 40 percent"."""
    for token in (anchor, last):
        head = token.head
        if (
            token.dep_ == "pobj"
            and head.i not in skip
            and head.lower_ in ("of", "at", "to")
            and head.head.tag_.startswith("NN")
        ):
            owner = head.head
            named = owner.tag_.startswith("NNP") and head.lower_ != "at"
            if owner.i < head.i and owner.lower_ not in PERCENT and not named:
                return _of_noun(owner, skip | {t.i for t in head.subtree}, f"{owner.text} {head.text}")
    return None


def _parted(doc: Doc, anchor: Token, last: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """A share whose whole is left out: "of the cases, 55% were accepted", "while 21 percent oppose them"."""
    subject = next((t for t in (anchor, last, last.head) if t.dep_ in ("nsubj", "nsubjpass") and t.i in skip), None)
    clause = subject.head if subject is not None else _verb_behind(doc, last)
    if clause is None:
        clause = next(
            (c for t in (anchor, last) for c in t.rights if c.dep_ in ("relcl", "acl") and c.i > last.i), None
        )
    if clause is None or (clause.lower_ in _BE and not any(c.dep_ in ("acomp", "attr", "prep") for c in clause.rights)):
        return None
    counts = doc[0].lower_ in ("of", "among") or not any(doc[i].lower_ in PERCENT for i in skip)
    persons = [c for c in earlier if c.noun and (c.state or c.head in read_words("persons"))]
    shares = [c for c in earlier if c.noun.startswith("of ") or (counts and c.noun)] or persons
    first = next((c for c in doc[0].children if c.dep_ == "pobj" and c.tag_[:2] in ("NN", "JJ", "VB")), None)
    opened = f"of {phrase_of(first, skip)[0]}" if first is not None and doc[0].lower_ in ("of", "among") else ""
    whole = shares[-1].noun if shares else ""
    whole = whole if whole.startswith("of ") else opened or whole  # "of the dead, 40 percent were nuns"
    thing = bool(shares) and shares[-1].head is not None and shares[-1].head not in read_words("persons")
    whole = whole if not whole or whole.startswith("of ") else f"of {whole}"
    told = state_of(subject, skip) if subject is not None else None
    passive = clause.tag_ == "VBN" and is_passive(clause) and not is_reporting(clause.lower_)
    state = told or (
        str(clause.text) if passive and whole else clause_words(clause, skip, "that" if thing and counts else "who")
    )
    if not whole and not state:
        return None
    return _share(whole, state, None, "share of what was counted before" if whole else "clause of the share")


def _verb_behind(doc: Doc, last: Token) -> Token | None:
    """The verb right behind a share, where the parse has lost that the share is its subject: "4 in 10 say"."""
    i = last.i + 1
    while i < len(doc) and doc[i].tag_ == "RB":
        i += 1
    if i >= len(doc):
        return None
    said = doc[i].tag_ in ("VBP", "VBD", "VBZ", "VB", "MD") or doc[i].lower_ in _SAY
    return (doc[i].head if doc[i].dep_ in ("aux", "auxpass") else doc[i]) if said else None


def _told_of(anchor: Token, skip: set[int]) -> Counted | None:
    """What the share's clause tells of: "unemployment is 40 percent", "cut the number of polls by 64 percent"."""
    at = anchor.head if anchor.head.i not in skip else anchor.head.head
    if at.lower_ in ("by", "to", "from", "at") and at.i not in skip:
        put = grammatical_object(at.head, skip)
        if (
            put is not None
            and put.lower_ not in PERCENT
            and not put.tag_.startswith("NNP")
            and own_subject(at.head) is not None
            and phrase_of(put, skip)[0].lower() not in SHARE_WORDS
        ):
            return _of_noun(put, skip, f"object of '{at.head.text}'")
    subject = grammatical_subject(anchor)
    if subject is None or not subject.tag_.startswith("NN") or subject.i in skip:
        return None
    if subject.head.lower_ in reporting_verbs() and (anchor.dep_ == "dobj" or is_speaker(subject.lower_)):
        return None
    return _of_noun(subject, skip, f"subject of '{subject.head.text}'")


def _listed(doc: Doc, last: Token, earlier: Sequence[Counted]) -> Counted | None:
    """The share that a list goes on with: "83% of voters in the north, 74% in the south"."""
    behind = doc[last.i + 1 : last.i + 2]
    if not earlier or not earlier[-1].noun.startswith("of ") or not behind or behind[0].lower_ not in _PLACED:
        return None
    return again(earlier[-1])


def _left_behind(doc: Doc, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """The share that another has moved from: "30 percent of the province, down from 45 percent"."""
    first = min(skip)
    if doc[max(first - 2, 0) : first].text.lower() not in _COMPARED:
        return None
    return next((again(c) for c in reversed(earlier) if c.noun.startswith("of ")), None)


def _beside(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """The noun before a share in brackets or after a dash: "tight margins (around 4 percent)"."""
    noun = noun_before(doc, last, skip)
    return _of_noun(noun, skip, f"beside {noun.text}") if noun is not None else None


def _relative_share(token: Token, relative: Token) -> Counted | None:
    """ "Ukraine, nearly a fifth of which is occupied": the share is of the word before the relative clause."""
    antecedent: Token | None = None
    clause: Token | None = None
    if token.dep_ in ("appos", "nsubj", "nsubjpass") and token.head.tag_.startswith("NN"):
        antecedent = token.head
    else:
        clause = token.head
        if clause.dep_ == "relcl":
            antecedent = clause.head
    if antecedent is None:
        antecedent = next((t for t in reversed(token.doc[: token.i]) if t.tag_.startswith("NN")), None)
    if antecedent is None:
        return None
    verb = clause if clause is not None and clause.tag_ == "VBN" else None
    if verb is None:
        behind = token.doc[relative.i + 1 : relative.i + 6]
        verb = next((t for t in behind if t.tag_ in ("VBN", "JJ") and t.dep_ != "aux"), None)
    words = f"of {phrase_of(antecedent, set(), of=False)[0]}"
    state = ""
    if verb is not None:
        state = str(verb.text)
        agent = next((c for c in verb.children if c.dep_ in ("agent", "prep")), None)
        if agent is not None and len(list(agent.subtree)) <= _LONGEST_PREDICATE:
            state += " " + join(agent.subtree)
    return Counted(trim(f"{words} {state}"), antecedent.lower_, ("relative clause",), trim(words), state)
