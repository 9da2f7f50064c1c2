"""The noun phrase of a noun: a token of a parse goes in, its words come out, without number, article and clauses.

"the 40 North Korean soldiers of the brigade, who …" gives "North Korean soldiers of the brigade". ``skip`` are the
places of the amount's own tokens. Vocabulary: ``states``, by which a run of modifiers ends. A modifier with a number
of its own is left out ("two 40-seat buses" are buses).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.counting.clauses import PERCENT, own_subject
from analysis.counting.states import state_cue, states
from analysis.lexicon import read_words
from analysis.models import Counted, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT_DEPS = {"compound", "amod", "nmod", "poss", "advmod"}
_NO_WORDS = {"DT", "PRP$", "WP$", "PDT"}
_MODIFIERS = {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "HYPH", "VBG"}
# what hangs on a noun without being part of its phrase
_APART = {"relcl", "appos", "punct", "cc", "conj", "acl", "parataxis"}
_IRREGULAR_PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children"}
_LONGEST_MODIFIER = _LONGEST_PREDICATE = 6
LONGEST_CLAUSE = 5
_ARTICLES = ("DT", "PRP$")
_ENDS_CLAUSE = ("CC", "WDT", "WP", "CD")
_LONGEST_OF_PHRASE = 9
_LEADS_TO = {"(", "–", "—", "-", "--", ":"}
_BULLETS = {"•", "▪", "●", "■", "*"}
_FOOTNOTE_RE = re.compile(r"(?<=[^\W\d_])[¹²³⁰⁴-⁹]+$")
_EDGES_RE = re.compile(r"^[\s,;:.\"“”'’()\[\]-]+|[\s,;:.\"“”()\[\]-]+$")


def tokens_of(doc: Doc, span: Span) -> list[Token]:
    """The tokens that a stretch of a parsed sentence touches; none where it lies outside."""
    length = doc[-1].idx + len(doc[-1]) if len(doc) else 0  # Doc.text would join all words first
    if span.end <= 0 or span.start >= length:
        return []
    piece = doc.char_span(max(span.start, 0), min(span.end, length), alignment_mode="expand")
    return [] if piece is None else list(piece)


def phrase_of(noun: Token, skip: set[int], of: bool = True) -> tuple[str, set[str]]:
    """The noun phrase without number, article and clauses, and its words in lower case."""
    tokens = [noun]
    for child in noun.lefts:
        model = is_model(child)
        if (child.dep_ not in _LEFT_DEPS and not model) or child.i in skip or child.tag_ in _NO_WORDS:
            continue
        if child.lower_ == "average" and child.i and child.nbor(-1).lower_ == "on" and child.i < min(skip, default=0):
            continue
        subtree = [t for t in child.subtree if t.i not in skip]
        apart = any(child.i < place < noun.i for place in skip)  # "shelling damaged | 14 | blocks", cut by the parse
        joined = apart and any(child.i < t.i and t.tag_ == "CC" for t in noun.doc[child.i : min(skip)])
        if (
            joined  # "a clerk and two | guards"
            or (apart and child.dep_ != "poss" and not child.tag_.startswith("JJ"))
            or len(subtree) > _LONGEST_MODIFIER
            or any((t.tag_ == "CD" and not model) or (t.text[0].isdigit() and not _in_name(t)) for t in subtree)
        ):
            continue
        first = subtree[0].i
        tokens += [t for t in subtree if not (t.tag_ == "DT" and t.i == first)]
    # adverbs such as "just" and "even" before the number are no part of the thing
    tokens = [t for t in tokens if not (t.dep_ == "advmod" and t.head == noun)]
    if of:
        tokens += _of_phrase(noun, skip)
    tokens = sorted({t.i: t for t in [*tokens, *_prefix(noun, skip)]}.values(), key=lambda t: t.i)
    return join(tokens), {t.lower_ for t in tokens}


def _in_name(ordinal: Token) -> bool:
    """Whether an ordinal is a part of a name: "the 8th Brigade"."""
    return ordinal.text.endswith(("st", "nd", "rd", "th")) and ordinal.head.tag_ == "NNP"


def is_model(token: Token) -> bool:
    """Whether a number is the name of a model: "AK-47" in "five AK-47 rifles"."""
    return token.tag_ == "CD" and token.text[0].isalpha() and any(letter.isdigit() for letter in token.text)


def whole_word(noun: Token) -> Token:
    """The last part of a word that the parser has cut at its hyphens: "co" leads to "defendants"."""
    doc, i = noun.doc, noun.i
    while i + 2 < len(doc) and doc[i + 1].text == "-" and not (doc[i].whitespace_ or doc[i + 1].whitespace_):
        if not doc[i + 2].tag_.startswith("NN"):
            break
        i += 2
    return doc[i]


def _prefix(noun: Token, skip: set[int]) -> list[Token]:
    """The parts of a word that stand before its hyphens: "co-" of "co-defendants"."""
    doc, i = noun.doc, noun.i
    while i > 1 and doc[i - 1].text == "-" and not (doc[i - 1].whitespace_ or doc[i - 2].whitespace_):
        i -= 2
    return [t for t in doc[i : noun.i] if not skip & set(range(i, noun.i))]


def _of_phrase(noun: Token, skip: set[int]) -> list[Token]:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            kept: list[Token] = [child]
            for inner in child.children:
                if inner.dep_ == "pobj":
                    kept += [t for t in without_clauses(inner) if t.i not in skip]
            return kept if 1 < len(kept) <= _LONGEST_OF_PHRASE else []
    return []


def without_clauses(head: Token) -> list[Token]:
    """The subtree of a noun without relative clauses, appositions, coordinated parts and loose prepositions."""
    kept = [head]
    for child in head.children:
        if child.tag_ == "HYPH":
            kept.append(child)
        elif child.dep_ not in _APART and (child.dep_ != "prep" or child.lower_ == "of"):
            kept += without_clauses(child)
    return sorted(kept, key=lambda t: t.i)


def join(tokens: Iterable[Token]) -> str:
    """The words of tokens as one text, with one space where something was left out."""
    pieces = []
    previous: Token | None = None
    for token in tokens:
        if token.text in _BULLETS:
            continue
        if previous is not None and (previous.i + 1 != token.i or previous.whitespace_):
            pieces.append(" ")
        pieces.append(_FOOTNOTE_RE.sub("", token.text))
        previous = token
    return " ".join("".join(pieces).split())


def noun_before(doc: Doc, last: Token, skip: set[int]) -> Token | None:
    """The noun to which an amount in brackets or behind a dash is added: "profit margins (around 4 percent)"."""
    i = min(skip) - 1
    if i < 1 or doc[i].text not in _LEADS_TO or not doc[i - 1].tag_.startswith("NN"):
        return None
    if len(doc[i - 1].text) == 1:  # "A: Twelve", an answer
        return None
    if doc[i].text == "(" and any(t.tag_.startswith(("VB", "MD")) for t in _to_bracket(doc, last)):
        return None
    noun = doc[i - 1]
    if noun.lower_ in PERCENT:
        return None
    while noun.head.i < noun.i and noun.head.tag_ == "IN" and noun.head.head.tag_.startswith("NN"):
        noun = noun.head.head
    return noun


def _to_bracket(doc: Doc, last: Token) -> list[Token]:
    """The words behind an amount up to the bracket that closes."""
    words: list[Token] = []
    for token in doc[last.i + 1 : last.i + 12]:
        if token.text == ")":
            break
        words.append(token)
    return words


def trim(text: str) -> str:
    """A phrase without the marks at its edges.

    >>> trim("“the soldiers killed,")
    'the soldiers killed'
    """
    return _EDGES_RE.sub("", text)


def following_noun(doc: Doc, i: int) -> Token | None:
    """The noun that ends the run of modifiers right behind the amount, for parses that lose it."""
    end = i
    while end < len(doc) and end - i < _LONGEST_MODIFIER:
        token = doc[end]
        told = token.tag_ in ("VBN", "JJ", "VBD") and states().get(token.lower_, ("", "noun"))[1] != "noun"
        inside = token.dep_ == "amod" and token.head.i == end + 1 and token.head.tag_ in ("NNS", "NNPS")
        after = doc[end + 1 : end + 3]  # "where 475 pledged seats will be filled"
        inside = inside or (len(after) > 1 and after[0].tag_ == "NNS" and after[1].tag_ in ("MD", "VBZ", "VBP"))
        plain = token.tag_ in _MODIFIERS or token.text in "-“\"'"
        if (told or not plain) and not (told and inside):  # "won 61 pledged delegates"
            break
        end += 1
        if token.tag_ in ("NNS", "NNPS") and not (end < len(doc) and doc[end].tag_ in ("NN", "NNS", "POS")):
            break
    return next((doc[k] for k in range(end - 1, i - 1, -1) if doc[k].tag_.startswith("NN")), None)


def of_home(noun: Token) -> str:
    """Where those live whose home a place is called: "Elmford is home to 40,000 people" → " of Elmford"."""
    home = noun.head.head if noun.head.lower_ == "to" else noun
    if home.lower_ != "home":
        return ""
    place = home.head if home.dep_ == "appos" else own_subject(home.head) if home.dep_ == "attr" else None
    place = home.nbor(-2) if place is None and home.i > 1 and home.nbor(-1).text == "," else place
    return f" of {phrase_of(place, set())[0]}" if place is not None and place.tag_.startswith("NNP") else ""


def clause_words(verb: Token, skip: set[int], who: str = "who") -> str:
    """A verb with what stands right behind it, told of those who are counted: "who took to the streets"."""
    end = verb.i + 1
    doc = verb.doc
    while (
        end < len(doc) and end - verb.i < _LONGEST_PREDICATE and doc[end].text not in ',.;:—–()"“”' and end not in skip
    ):
        if doc[end].lower_ != "either" and (doc[end].tag_ in _ENDS_CLAUSE or doc[end].dep_ == "mark"):
            break
        end += 1
    first = verb.i
    helpers = [c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg") and c.tag_ != "TO"]
    if helpers:
        first = min(helpers)
    words = [t for t in doc[first:end] if t.i not in skip and t.tag_ not in ("WP", "WDT")]
    while words and words[-1].tag_ in ("IN", "DT", "TO", "RB", "PRP$", "MD"):
        words.pop()
    does = verb.tag_ == "VBG" and not helpers  # "with 42 percent preferring the bridge"
    return "" if not words else join(words) if does else f"{who} {join(words)}"


def shortened(words: Iterable[Token], skip: set[int], most: int = LONGEST_CLAUSE) -> str:
    """A clause's first words, up to a number, and no word at its end that leads on: "has been in a hotel"."""
    plain = takewhile(lambda t: t.tag_ not in ("CD", "$") or t.i in skip, words)
    told = [
        t
        for t in plain
        if not t.is_punct and t.i not in skip and (t.tag_ not in _ARTICLES or t.lower_ == "no" or t.dep_ == "dobj")
    ]
    told = told[:most]
    while len(told) > 1 and told[-1].tag_ in ("IN", "RB", "TO", "CC", "JJ"):
        told.pop()
    return join(told)


def as_counted(noun: str, state: str | None, cue: str) -> Counted:
    """A counted thing of a noun phrase and a state, either of which may be blank.

    >>> as_counted("trucks of aid", "seized", "").text, as_counted("trucks of aid", "seized", "").head
    ('trucks of aid seized', 'trucks')
    """
    head = noun.split(" of ")[0].split()[-1].lower() if noun.split(" of ")[0].split() else None
    cues = (cue, *((state_cue(state),) if state and state not in cue else ()))
    return Counted(trim(f"{noun} {state or ''}"), head, tuple(c for c in cues if c), noun, state or "")


def again(before: Counted, cue: str = "as before:") -> Counted:
    """What was counted before, once more: "40 in the port and 12 in the town"."""
    return replace(before, cues=(f"{cue} {before.text}",), part=False)


def plural(phrase: str) -> str:
    """A noun phrase for more than one; what is plural or has no plural stays.

    >>> plural("person"), plural("Kurdish fighter"), plural("body"), plural("police"), plural("soldiers")
    ('people', 'Kurdish fighters', 'bodies', 'police', 'soldiers')
    """
    before, _, noun = phrase.rpartition(" ")
    known = noun.endswith(tuple(_IRREGULAR_PLURALS.values())) or noun.lower() in read_words("zero_plurals")
    if known or " of " in phrase or re.search(r"[^su]s$", noun):
        return phrase
    stem = next((word for word in _IRREGULAR_PLURALS if noun.endswith(word)), None)
    if stem is not None:
        many = noun.removesuffix(stem) + _IRREGULAR_PLURALS[stem]
    elif re.search(r"[^aeiou]y$", noun):
        many = f"{noun[:-1]}ies"
    else:
        many = noun + ("es" if re.search(r"(?:s|x|ch|sh)$", noun) else "s")
    return f"{before} {many}".strip()
