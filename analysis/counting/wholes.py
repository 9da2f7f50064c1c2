"""Says of what a share is a share: the tokens of a percentage go in, the whole that "of" names comes out.

"40% of the city", "half of what a month brings", "nearly a fifth of which is occupied", "the share of pupils given a
place". ``shares`` asks it first and looks elsewhere in the clause itself. Knowingly missed: wholes that another
sentence names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.counting.clauses import grammatical_object
from analysis.counting.phrases import (
    clause_words,
    following_noun,
    join,
    phrase_of,
    plural,
    trim,
    whole_word,
    without_clauses,
)
from analysis.counting.states import state_cue, state_of
from analysis.models import Counted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BE = {"is", "was", "are", "were", "be", "been"}
_LONGEST_PREDICATE = _LONGEST_SUM = 6
_FARTHEST_SHARE = 20  # words from "share of" to its figure
SHARE_WORDS = {"share", "proportion", "percentage", "rate"}


def of_whole(anchor: Token, last: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """The whole behind "of": "40% of the city", "nearly a fifth of which is occupied"."""
    for token in (anchor, last, anchor.head if anchor.head.i in skip else anchor):
        for of in token.children:
            if of.dep_ != "prep" or of.lower_ != "of" or of.i <= last.i - 1:
                continue
            inner = next((c for c in of.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.tag_ == "CD" and earlier:  # "38 percent of the 112,000 planned"
                same = next((c.noun for c in reversed(earlier) if c.noun), "")
                told = next((c.text for c in inner.rights if c.dep_ == "acl" and c.tag_ == "VBN"), "")
                return share_of(f"of {same.removeprefix('of ')}", told, None, "share of a number") if same else None
            if inner is None:
                inner = next((c for c in of.children if c.dep_ == "pcomp" and c.i > of.i), None)
                what = inner is not None and last.doc[of.i + 1].lower_ == "what"
                words = [t for t in inner.subtree if t.i >= of.i] if inner is not None and what else []
                if words and len(words) <= _LONGEST_PREDICATE:  # "half of what a month brings"
                    return share_of(trim(join([of, *words])), None, None, "share of what is told")
            if inner is None or inner.tag_ == "CD":
                continue
            cut, inner = inner, whole_word(inner)
            if inner.lower_ in ("which", "whom") or inner.tag_ in ("WDT", "WP"):
                return _relative_share(token, inner)
            bare = inner.lower_ == "those" and not list(inner.rights) and any(c.noun for c in earlier)
            if inner.lower_ == "those" and not bare:  # "a third of those in need"
                words = [t for t in inner.subtree if t.i >= of.i and t.tag_ not in ("CD", "$")]
                words = words if len(words) <= _LONGEST_PREDICATE else [inner]
                return share_of(trim(join([of, *words])), _said_to_be(token), "those", "share of those")
            text = join([of, *(t for t in without_clauses(inner) if t.i not in skip and t.tag_ not in ("CD", "$"))])
            text = text if inner == cut else f"of {phrase_of(inner, skip)[0]}"  # "of your e-mails"
            state = state_of(anchor, skip) or state_of(last, skip) or state_of(inner, skip) or _said_to_be(token)
            wholes = [c for c in reversed(earlier) if c.noun] if inner.lower_ in ("them", "those") else []
            known = next((c.noun for c in wholes if c.state), wholes[0].noun if wholes else "")
            noun = f"of {known.removeprefix('of ')}" if known else trim(text)
            if inner.lower_ == "them":
                state = _who_they_are(inner) or state
            return share_of(noun, state if state and state not in noun else "", inner.lower_, f"share of {inner.text}")
    return None


def of_sum(doc: Doc, last: Token) -> Counted | None:
    """The whole that is a sum of money: "11 percent of the nearly $240 million spent by the clubs"."""
    if doc[last.i + 1 : last.i + 2].text != "of":
        return None
    near = doc[last.i + 2 : last.i + 2 + _LONGEST_SUM]
    sign = next((t for t in near if t.tag_ == "$"), None)
    if sign is None or any(t.tag_.startswith(("NN", "VB")) for t in doc[last.i + 2 : sign.i]):
        return None
    told = next((t for t in doc[sign.i : sign.i + _LONGEST_SUM] if t.tag_ == "VBN"), None)
    state = clause_words(told, set(), "").strip() if told is not None else None
    return share_of("of money", state, "money", "share of a sum")


def share_of(noun: str, state: str | None, head: str | None, cue: str) -> Counted:
    """A share's whole ("of the city") with its state."""
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


def of_lost(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """The whole right behind "of", where the parse has lost it."""
    i = last.i + 1
    i = i + 1 if i < len(doc) and doc[i].text == ")" else i  # "two thirds (68%) of voters"
    if i >= len(doc) or doc[i].lower_ != "of":
        return None
    article = i + 1 < len(doc) and doc[i + 1].tag_ in ("DT", "PRP$", "PDT")
    noun = following_noun(doc, i + 2 if article else i + 1)
    return None if noun is None else of_noun_shared(noun, skip, f"share of {noun.text}", before="of ")


def of_noun_shared(noun: Token, skip: set[int], cue: str, before: str = "", state: str | None = None) -> Counted:
    """A share's whole by its noun."""
    text = trim(before + phrase_of(noun, skip)[0])
    return share_of(text, state, noun.lower_, cue)


def called_share(doc: Doc, skip: set[int]) -> Counted | None:
    """The whole that a word such as "share" names, where the parse has lost it: "the share of pupils given a place"."""
    first = min(skip)
    before = doc[max(first - _FARTHEST_SHARE, 0) : first]
    at = next((t.i for t in before if t.lower_ in SHARE_WORDS), None)
    if at is None or doc[at + 1].lower_ != "of" or any(t.tag_ in ("CD", ":") for t in doc[at:first]):
        return None
    whole = next((c for c in doc[at + 1].children if c.dep_ == "pobj" and c.tag_.startswith("NN")), None)
    if whole is None:
        return None
    told = next((c for c in whole.rights if c.dep_ in ("acl", "csubj", "relcl") and c.tag_ == "VBN"), None)
    told = told or next((t for t in doc[whole.i + 1 : whole.i + 2] if t.tag_ == "VBN"), None)
    thing = grammatical_object(told, skip) if told is not None else None
    state = f"{told.text} {phrase_of(thing, skip)[0] if thing is not None else ''}".strip() if told is not None else ""
    return of_noun_shared(whole, skip, f"{doc[at].text} of {whole.text}", before="of ", state=state)


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
