"""Says what an amount counts: a parsed sentence and an amount go in, the noun phrase with its state comes out.

"at least 100 soldiers were killed" counts "soldiers killed"; in "and about 1,000 wounded" the noun that the
sentence leaves out is filled in. For a measure it is what is measured. Vocabulary: ``states`` and ``kinds``.
Nothing is guessed: where the grammar does not say, the answer is ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from analysis.lexicon import read_rows, split_list
from analysis.models import Amount, Counted, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LENGTHS = {"kilometre", "metre", "mile", "yard", "foot", "nautical mile", "centimetre", "inch", "millimetre"}
_TIMES = {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"}
_SPEEDS = {"kilometre per hour", "mile per hour", "metre per second", "knot", "kilometre per second"}
_DIMENSION_ADJECTIVES = {
    "long": "length",
    "high": "height",
    "tall": "height",
    "deep": "depth",
    "wide": "width",
    "thick": "thickness",
}
_PARTITIVE = {
    "total",
    "number",
    "toll",
    "estimate",
    "figure",
    "count",
    "sum",
    "maximum",
    "minimum",
    "average",
    "majority",
    "group",
}
_NOT_STATES = {
    "reported", "said", "believed", "estimated", "expected", "thought", "known", "understood", "feared", "based", "put",
    "including", "included", "according", "compared", "made", "given", "done", "used", "confirmed", "likely", "set",
}  # fmt: skip
# words that say that something is counted without saying what
_EMPTY = {
    "total",
    "number",
    "figure",
    "estimate",
    "count",
    "sum",
    "figures",
    "estimates",
    "range",
    "tally",
    "plan",
    "maximum",
    "minimum",
}
_COSTS = {"is", "was", "are", "were", "be", "been", "cost", "costs", "costing", "totalled", "totaled", "totals", "reached", "stood", "stands", "rose", "fell", "amounted", "exceeded"}  # fmt: skip
_LEFT_DEPS = {"compound", "amod", "nmod", "poss", "advmod"}
_MAX_WORDS = 9


@cache
def _states() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["state"], row["kind"]) for row in read_rows("states")}


@cache
def _reporting() -> frozenset[str]:
    """Forms of reporting verbs: their subject speaks, so it is not what is counted."""
    return frozenset(form for row in read_rows("reporting_verbs") for form in [row["verb"], *split_list(row["forms"])])


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in read_rows("kinds")}


def find_counted(doc: Doc, amount: Amount, offset: int, earlier: Sequence[Counted] = ()) -> Counted | None:
    """What the amount counts; ``offset`` is where the parsed sentence starts in the article.

    ``earlier`` are the things counted before it in the same sentence, the nearest last: a noun that is left
    out is taken from them.
    """
    inside = _tokens(doc, Span(amount.span.start - offset, amount.span.end - offset))
    number = _tokens(doc, Span(amount.number.start - offset, amount.number.end - offset))
    if not inside or not number:
        return None
    anchor = _top(inside, prefer=number)
    skip = {token.i for token in inside}
    if amount.unit in ("percent", "fraction"):
        return _share(doc, anchor, inside, skip)
    if amount.unit != "count":
        return _measured(doc, anchor, inside, skip, amount)
    return _count(doc, anchor, inside, skip, earlier)


def _tokens(doc: Doc, span: Span) -> list[Token]:
    piece = doc.char_span(max(span.start, 0), min(span.end, len(doc.text)), alignment_mode="expand")
    return [] if piece is None else list(piece)


def _top(inside: list[Token], prefer: list[Token]) -> Token:
    """The token of the amount that the rest of the sentence hangs on: the one whose head is outside."""
    places = {token.i for token in inside}
    outside = [token for token in prefer if token.head.i not in places or token.head == token]
    if outside:
        return outside[-1]
    outside = [token for token in inside if token.head.i not in places or token.head == token]
    return outside[-1] if outside else prefer[-1]


def _count(doc: Doc, anchor: Token, inside: list[Token], skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    noun = _noun(doc, anchor, inside, skip)
    if noun is not None:
        text, words = _phrase(noun, skip)
        state = _state_of(noun, skip)
        if state and state.lower() not in words:
            text = f"{text} {state}"
        return Counted(_trim(text), noun.text.lower(), (f"counted: {noun.text}",))
    return _elliptical(anchor, skip, earlier)


def _noun(doc: Doc, anchor: Token, inside: list[Token], skip: set[int]) -> Token | None:
    last = inside[-1]
    for token in (anchor, last):
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i > last.i - 1), None)
        if of is not None:
            inner = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and inner.i not in skip:
                return None if inner.tag_ in ("PRP", "DT", "WDT", "WP") else inner
    head = anchor.head
    if (
        anchor.dep_ in ("nummod", "amod", "compound", "nmod", "quantmod", "det", "poss", "advmod", "neg")
        and head.i not in skip
    ):
        if head.tag_.startswith("NN") or (
            head.tag_ in ("JJ", "VBG") and head.dep_ in ("pobj", "dobj", "nsubj", "attr")
        ):
            return head
        if head.tag_.startswith(("JJ", "VB")):
            after = _following_noun(doc, last.i + 1)
            if after is not None:
                return after
    if anchor.dep_ not in ("nummod",) and anchor.tag_ in ("CD", "NN", "NNS", "DT", "RB", "JJ"):
        after = _following_noun(doc, last.i + 1)
        if after is not None:
            return after
    return None


def _following_noun(doc: Doc, i: int) -> Token | None:
    """The noun that ends the run of modifiers right behind the amount, for parses that lose it."""
    end = i
    while (
        end < len(doc)
        and end - i < 6
        and (
            doc[end].tag_ in ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "HYPH", "VBG")
            or doc[end].text in "-“\"'"
        )
    ):
        if (
            doc[end].lower_ in _states()
            and _states()[doc[end].lower_][1] != "noun"
            and doc[end].tag_ in ("VBN", "JJ", "VBD")
        ):
            return None if end == i else _last_noun(doc, i, end)
        end += 1
        if doc[end - 1].tag_ in ("NNS", "NNPS") and not (end < len(doc) and doc[end].tag_ in ("NN", "NNS", "POS")):
            break
    return _last_noun(doc, i, end)


def _last_noun(doc: Doc, start: int, end: int) -> Token | None:
    return next((doc[k] for k in range(end - 1, start - 1, -1) if doc[k].tag_.startswith("NN")), None)


def _phrase(noun: Token, skip: set[int], of: bool = True) -> tuple[str, set[str]]:
    """The noun phrase without number, article and clauses, and its words in lower case."""
    tokens: list[Token] = []
    for child in noun.lefts:
        if child.dep_ in _LEFT_DEPS and child.i not in skip and child.tag_ not in ("DT", "PRP$", "WP$", "PDT"):
            subtree = [t for t in child.subtree if t.i not in skip]
            if len(subtree) <= 6 and not any(
                t.tag_ == "CD" and t.i not in skip and t.dep_ == "nummod" for t in subtree[:1]
            ):
                tokens += [t for t in subtree if not (t.tag_ == "DT" and t.i == subtree[0].i)]
    # adverbs such as "just" and "even" before the number are no part of the thing
    tokens = [t for t in tokens if not (t.dep_ == "advmod" and t.head == noun)]
    tokens.append(noun)
    if of:
        tokens += _of_phrase(noun, skip)
    tokens = sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)
    return _join(tokens), {t.lower_ for t in tokens}


def _of_phrase(noun: Token, skip: set[int]) -> list[Token]:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            kept: list[Token] = [child]
            for inner in child.children:
                if inner.dep_ == "pobj":
                    kept += [t for t in _without_clauses(inner) if t.i not in skip]
            return kept if 1 < len(kept) <= _MAX_WORDS else []
    return []


def _without_clauses(head: Token) -> list[Token]:
    """The subtree of a noun without relative clauses, appositions, coordinated parts and loose prepositions."""
    kept = [head]
    for child in head.children:
        if child.dep_ in ("relcl", "appos", "punct", "cc", "conj", "acl", "parataxis") or (
            child.dep_ == "prep" and child.lower_ != "of"
        ):
            continue
        kept += _without_clauses(child)
    return sorted(kept, key=lambda t: t.i)


def _join(tokens: Iterable[Token]) -> str:
    pieces = []
    previous: Token | None = None
    for token in tokens:
        if previous is not None and (previous.i + 1 != token.i or previous.whitespace_):
            pieces.append(" ")
        pieces.append(token.text)
        previous = token
    return " ".join("".join(pieces).split())


def _trim(text: str) -> str:
    return re.sub(r"^[\s,;:.\"“”'’()\[\]-]+|[\s,;:.\"“”()\[\]-]+$", "", text)


def _state_of(noun: Token, skip: set[int]) -> str | None:
    """The state that the sentence gives a noun: killed, wounded, missing, sent …"""
    for child in noun.rights:
        if child.dep_ in ("acl", "amod", "relcl") and child.lower_ in _states() and child.i not in skip:
            return _with_conjuncts(child)
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ not in _NOT_STATES:
            return str(child.text)
        if child.dep_ == "relcl":
            state = _verb_state(child)
            if state:
                return state
    head, top = noun.head, noun
    while top.dep_ in ("conj", "appos") and head.tag_.startswith(("NN", "CD")):
        top, head = head, head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_.startswith(("NN", "CD")):
        top = noun.head.head
        head = top.head
    if top.dep_ == "nsubjpass" and head.tag_ in ("VBN", "VBD") and head.lower_ not in _NOT_STATES:
        return _with_conjuncts(head)
    if top.dep_ in ("nsubj", "nsubjpass"):
        return _verb_state(head)
    if top.dep_ == "dobj" and head.tag_.startswith("VB"):
        return _participle(head)
    if top.dep_ == "attr" and head.lower_ in ("were", "was", "are", "is"):
        after = next((c for c in head.rights if c.i > top.i and c.lower_ in _states() and c.tag_ == "VBN"), None)
        return None if after is None else _with_conjuncts(after)
    return None


def _verb_state(verb: Token) -> str | None:
    if verb.lower_ in _states() and verb.tag_ in ("VBD", "VBN", "JJ"):
        return _with_conjuncts(verb)
    for child in verb.children:
        if (
            child.dep_ in ("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl")
            and child.lower_ in _states()
            and child.tag_ in ("JJ", "VBN", "VBD", "VBG")
        ):
            return _with_conjuncts(child)
    return None


def _with_conjuncts(state: Token) -> str:
    words = [state.text]
    linked = {c.lower_ for c in state.children if c.dep_ == "cc"}
    if "or" in linked:
        for child in state.rights:
            if child.dep_ == "conj" and child.lower_ in _states():
                words += ["or", child.text]
    return " ".join(words)


def _participle(verb: Token) -> str | None:
    """The state that a verb leaves its object in: "killing 14 people" leaves people killed."""
    word = verb.lower_
    if word in _states():
        stem = re.sub(r"ing$", "", word)
        for form in (word, stem + "ed", stem + "d"):
            if form in _states() and not form.endswith("ing"):
                return form
        return None
    for stem in (re.sub(r"(?:ing|es|s)$", "", word), word):
        for form in (stem + "ed", stem + "d", word + "d"):
            if form in _states():
                return form
    return {
        "kills": "killed",
        "kill": "killed",
        "shoot": "shot",
        "sends": "sent",
        "send": "sent",
        "sending": "sent",
        "frees": "freed",
    }.get(word)


def _elliptical(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """A number that stands alone: "and about 1,000 wounded", "14 were killed", "the toll rose to 8"."""
    state = _state_of(anchor, skip)
    if state is None:
        after = [t for t in anchor.doc[max(skip) + 1 : max(skip) + 3] if t.lower_ in _states()]
        if after and after[0].i == max(skip) + 1:
            state = after[0].text
    if state is None and anchor.dep_ in ("pobj", "dobj", "attr", "npadvmod", "prep"):
        moved = _moved(anchor, skip, earlier)
        if moved is not None:
            return moved
        subject = _subject_of(anchor)
        if (
            subject is not None
            and subject.i not in skip
            and subject.head.lower_ not in _reporting()
            and (subject.tag_.startswith("NN") or subject.lower_ in _states())
        ):
            text, _ = _phrase(subject, skip)
            text = _unwrapped(subject, text)
            if subject.lower_ in _EMPTY and text.split()[-1].lower() in _EMPTY:
                return earlier[-1] if earlier else None
            if anchor.dep_ != "dobj" or subject.lower_ in _PARTITIVE:
                return Counted(_trim(text), subject.lower_, (f"subject of {anchor.head.head.text}",))
    if state is None and not earlier:
        return None
    noun = _noun_of(earlier)
    if state is None:
        return earlier[-1] if anchor.dep_ in ("conj", "appos", "dobj", "pobj", "nsubj", "nsubjpass", "attr") else None
    text = f"{noun} {state}" if noun else state
    return Counted(
        text,
        noun.split()[-1].lower() if noun else None,
        ("left out in the sentence",) if noun else (f"states: {state}",),
    )


def _moved(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """What a figure is put at or moved to: "put the toll at 40", "raised its estimate of the men killed from 30 to 40"."""
    put = _object_put(anchor, skip)
    if put is not None:
        text, _ = _phrase(put, skip)
        text = _unwrapped(put, text)
        if text.split()[-1].lower() in _EMPTY:
            return earlier[-1] if earlier else None
        return Counted(text, put.lower_, (f"object of {put.head.text}",))
    at = anchor
    while at.head.lower_ in ("from", "to", "at") and at.head != at:
        at = at.head
    clause = at.head
    if at == anchor or clause.dep_ != "acl" or clause.tag_ != "VBN":
        return None
    if clause.head.lower_ in ("those", "these", "them"):
        noun = _noun_of(earlier)
        return Counted(
            f"{noun} {clause.text}".strip(), noun.split()[-1].lower() if noun else None, ("left out in the sentence",)
        )
    if clause.head.tag_.startswith("NN"):
        text, _ = _phrase(clause.head, skip)
        return Counted(_trim(f"{text} {clause.text}"), clause.head.lower_, (f"counted: {clause.head.text}",))
    return None


def _object_put(anchor: Token, skip: set[int]) -> Token | None:
    """What is put at a figure: "put the toll at 40", "raised its estimate of the dead from 30 to 40"."""
    preposition = anchor.head
    if anchor.dep_ != "pobj" or preposition.lower_ not in ("at", "to", "from", "by"):
        return None
    verb = preposition.head
    if not verb.tag_.startswith("VB"):
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i not in skip and c.tag_.startswith("NN")), None)


def _unwrapped(noun: Token, text: str) -> str:
    """ "estimate of the soldiers killed", "number of dead": the thing itself."""
    if noun.lower_ not in _PARTITIVE:
        return _trim(text)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                thing, words = _phrase(inner, set())
                state = _state_of(inner, set())
                return _trim(f"{thing} {state}" if state and state not in words else thing)
    return _trim(text)


def _noun_of(earlier: Sequence[Counted]) -> str:
    """The noun of the thing counted before, without its state."""
    for counted in reversed(earlier):
        if not counted.head:
            continue
        words = counted.text.split()
        cut = next((i for i, word in enumerate(words) if word.lower() == counted.head), None)
        if cut is not None and counted.head not in _states():
            return " ".join(words[: cut + 1])
    return ""


def _subject_of(token: Token) -> Token | None:
    head = token.head
    for _ in range(6):
        if head.tag_.startswith(("VB", "MD")) or head.dep_ == "ROOT":
            subject = next((c for c in head.lefts if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
            if subject is not None or head.dep_ not in ("conj", "xcomp", "advcl", "acl"):
                return subject
        if head.head == head:
            break
        head = head.head
    return None


def _share(doc: Doc, anchor: Token, inside: list[Token], skip: set[int]) -> Counted | None:
    """What a percentage or a fraction is a share of: "of Ukraine occupied by Moscow's troops"."""
    last = inside[-1]
    for token in (anchor, last, anchor.head if anchor.head.i in skip else anchor):
        for of in token.children:
            if of.dep_ == "prep" and of.lower_ in ("of", "in") and of.i > last.i - 1:
                for inner in of.children:
                    if inner.dep_ != "pobj":
                        continue
                    if inner.lower_ in ("which", "whom") or inner.tag_ in ("WDT", "WP"):
                        return _relative_share(token, inner)
                    text = _join([of, *(t for t in _without_clauses(inner) if t.i not in skip)])
                    state = _state_of(anchor, skip) or _state_of(inner, skip)
                    return Counted(
                        _trim(f"{text} {state}" if state else text), inner.lower_, (f"share of {inner.text}",)
                    )
    follows = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if follows is not None and follows.lower_ == "of":
        noun = _following_noun(doc, _after_article(doc, last.i + 2))
        if noun is not None:
            text, _ = _phrase(noun, skip)
            return Counted(_trim(f"of {text}"), noun.lower_, (f"share of {noun.text}",))
    if (
        anchor.dep_ in ("nummod", "amod", "compound", "nmod", "predet", "det")
        and anchor.head.i not in skip
        and anchor.head.tag_.startswith("NN")
    ):
        text, _ = _phrase(anchor.head, skip)
        return Counted(_trim(text), anchor.head.lower_, (f"counted: {anchor.head.text}",))
    subject = _subject_of(anchor)
    if subject is not None and subject.tag_.startswith("NN") and subject.i not in skip:
        text, _ = _phrase(subject, skip)
        return Counted(_trim(text), subject.lower_, (f"subject of {anchor.head.text}",))
    return None


def _after_article(doc: Doc, i: int) -> int:
    return i + 1 if i < len(doc) and doc[i].tag_ in ("DT", "PRP$", "PDT") else i


def _relative_share(token: Token, relative: Token) -> Counted | None:
    """ "Ukraine, nearly a fifth of which is occupied": the share is of the word before the relative clause."""
    antecedent = (
        token.head if token.dep_ in ("appos", "nsubj", "nsubjpass") and token.head.tag_.startswith("NN") else None
    )
    clause = token.head if antecedent is None else None
    if antecedent is None and clause is not None and clause.dep_ == "relcl":
        antecedent = clause.head
    if antecedent is None:
        before = [t for t in token.doc[: token.i] if t.tag_.startswith("NN")]
        antecedent = before[-1] if before else None
    if antecedent is None:
        return None
    verb = clause if clause is not None and clause.tag_ == "VBN" else None
    if verb is None:
        verb = next(
            (t for t in token.doc[relative.i + 1 : relative.i + 6] if t.tag_ in ("VBN", "JJ") and t.dep_ != "aux"), None
        )
    text, _ = _phrase(antecedent, set(), of=False)
    words = f"of {text}"
    if verb is not None:
        words += f" {verb.text}"
        agent = next((c for c in verb.children if c.dep_ in ("agent", "prep")), None)
        if agent is not None and len(list(agent.subtree)) <= 6:
            words += " " + _join(agent.subtree)
    return Counted(_trim(words), antecedent.lower_, ("relative clause",))


def _measured(doc: Doc, anchor: Token, inside: list[Token], skip: set[int], amount: Amount) -> Counted | None:
    """What a measure or a sum of money measures: tonnes of "aid", a "siege" of 18 months."""
    last = inside[-1]
    for token in dict.fromkeys((last, anchor, anchor.head)):
        for of in token.children:
            if of.dep_ == "prep" and of.lower_ in ("of", "in", "for", "worth") and of.i >= last.i:
                inner = next((c for c in of.children if c.dep_ == "pobj"), None)
                if (
                    inner is not None
                    and inner.i not in skip
                    and inner.tag_.startswith("NN")
                    and of.lower_ in ("of", "in")
                ):
                    if of.lower_ == "in" and (amount.unit in _LENGTHS | _TIMES or inner.tag_.startswith("NNP")):
                        continue
                    text = _join(t for t in _without_clauses(inner) if t.i not in skip and t.tag_ not in ("DT", "PRP$"))
                    state = _state_of(inner, skip)
                    return Counted(
                        _trim(f"{text} {state}" if state and state not in text else text),
                        inner.lower_,
                        (f"{of.text} {inner.text}",),
                    )
    head = anchor.head if anchor.head.i not in skip else last.head
    if (
        head.i not in skip
        and head.tag_.startswith("NN")
        and head.i > last.i
        and last.dep_ in ("nummod", "compound", "amod", "nmod", "npadvmod", "poss")
    ):
        text, _ = _phrase(head, skip)
        return Counted(_trim(text), head.lower_, (f"measure of {head.text}",))
    if head.i not in skip and head.i < last.i and head.lower_ in ("of", "at", "to") and head.head.tag_.startswith("NN"):
        text, _ = _phrase(head.head, skip | {t.i for t in head.subtree})
        return Counted(_trim(text), head.head.lower_, (f"{head.head.text} {head.text}",))
    dimension = _dimension(doc, last, amount.unit)
    subject = _subject_of(last if last.head.i not in skip else anchor)
    if dimension == "distance":
        start = _behind(doc, last)
        after = "" if start is None else _join(doc[start.i : min(start.i + 5, len(doc))])
        after = re.split(r"[,.;:()]", after)[0].strip()
        return Counted(_trim(f"distance {after}"), "distance", (f"distance in {amount.unit}s",))
    if subject is not None and (
        subject.head.lower_ in _reporting() or (amount.unit.isupper() and subject.head.lower_ not in _COSTS)
    ):
        subject = None
    if subject is not None and subject.i not in skip and subject.tag_.startswith("NN"):
        text, _ = _phrase(subject, skip)
        text = f"{dimension} of {text}" if dimension else text
        return Counted(_trim(text), subject.lower_, ("subject of the measure",))
    obj = _object_near(last, skip)
    if obj is not None:
        text, _ = _phrase(obj, skip)
        return Counted(_trim(text), obj.lower_, (f"object beside the measure: {obj.text}",))
    return Counted(dimension, None, (f"dimension of {amount.unit}",)) if dimension else None


def _object_near(token: Token, skip: set[int]) -> Token | None:
    verb = token.head
    if not verb.tag_.startswith("VB"):
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.i not in skip and c.tag_.startswith("NN")), None)


def _behind(doc: Doc, last: Token) -> Token | None:
    """The word behind a measure, a bracketed conversion left out: "25 km (15 miles) off the coast"."""
    i = last.i + 1
    if i < len(doc) and doc[i].text == "(":
        i = next((t.i + 1 for t in doc[i : i + 8] if t.text == ")"), i)
    return doc[i] if i < len(doc) else None


def _dimension(doc: Doc, last: Token, unit: str) -> str | None:
    after = _behind(doc, last)
    if after is not None and after.lower_ in _DIMENSION_ADJECTIVES:
        return _DIMENSION_ADJECTIVES[after.lower_]
    if unit in _LENGTHS and after is not None and after.lower_ in {
        "from", "to", "north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "away", "off",
        "inside", "outside", "of", "beyond", "behind", "east-northeast", "up", "down",
    }:  # fmt: skip
        return "distance"
    if unit in _TIMES:
        return "duration"
    if unit in _SPEEDS:
        return "speed"
    return None


def find_subject(counted: Counted | None, unit: str, adjective: str | None = None) -> str | None:
    """The comparable key behind a counted thing, "killed: North Korean troops"; blank unless the lexicon knows it.

    >>> find_subject(Counted("North Korean soldiers killed", "soldiers"), "count")
    'killed: North Korean troops'
    >>> find_subject(Counted("artillery attacks", "attacks"), "count")
    'artillery attacks'
    >>> find_subject(Counted("seats", "seats"), "count") is None
    True
    """
    if counted is None or unit != "count":
        return None
    words = counted.text.split()
    states = [(_states()[w.lower()], i) for i, w in enumerate(words) if w.lower() in _states()]
    conditions = {state for (state, _), _ in states}
    head = (counted.head or "").lower()
    kind = _kinds().get(head)
    if not conditions and kind is None:
        return None
    state = ""
    if {"killed", "wounded"} <= conditions:
        state = "casualties"
    elif conditions:
        state = states[-1][0][0]
    at = next((i for i, w in enumerate(words) if w.lower() == head), None)
    before = [w for w in (words[:at] if at is not None else []) if w.lower() not in _states()]
    thing = kind or ("" if head in _states() or at is None else words[at])
    phrase = " ".join([*before, thing]).strip()
    if state and phrase:
        return f"{state}: {phrase}"
    return state or phrase or None
