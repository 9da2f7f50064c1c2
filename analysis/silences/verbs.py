"""Verbs of silence: a verb of a parse goes in, the silence that it makes comes out, if it makes one.

"No" has many places: "did not say", "declined to say", "without saying", "gave no figure", "has yet to confirm".
Vocabulary: ``silences``. Knowingly missed: a "no" in the main clause ("nobody would say that …").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.lexicon import split_list
from analysis.silences.silent import Silent, is_none
from analysis.silences.withheld import Withheld, figure_withheld, is_answer_asked, phrase, topic_of
from analysis.silences.words import is_kind, silence_words
from analysis.sources.cue import agent_of, can_act, make_cue
from analysis.sources.mentions import span_of
from analysis.sources.said import antecedent_of, speaker_of
from analysis.vocabulary.reporting import is_document, may_speak

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIONS = {"not", "n't", "n’t", "never", "neither", "nor"}
# "should not confirm" is somebody's wish
_WISHES = {"should", "must", "may", "might", "ought", "shall"}
# "chose not to comment" is a silence, "was asked not to comment" is none
# not "failed to": who fails to discuss a thing has not been asked
_REFUSED = {"declined", "declines", "declining", "refused", "refuses", "refusing", "unable", "unwilling"}
_CAN = {"can", "ca", "could", "cannot"}
# "has not confirmed Judge Hale" is about an office
_OFFICES = {"nominee", "nominees", "nomination", "appointment", "successor", "replacement", "justice", "judge", "him"}
_CHOOSING = {"chose", "chosen", "chooses", "decided", "opted", "preferred", "choosing"}
_NOBODY = {"you", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "no"}
_AUXILIARIES = ("aux", "auxpass", "neg", "preconj")


def silent_verb(verb: Token, row: dict[str, str]) -> Silent | None:
    """The silence of a verb with its lexicon row: "declined to say how many"; ``None`` where it is none."""
    if not verb.tag_.startswith("VB") and verb.dep_ != "ROOT":
        return None
    no = _silenced(verb) or _gives_no(verb, row)
    held = None if no is None else _held(verb, no, row)
    if no is None or held is None:
        return None
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    stance = _stance(verb, no, row, held)
    subject = _subject(verb, no, passive)
    if subject is None and not (passive and stance == "cannot verify"):
        return None
    if subject is not None and not _may_be_silent(subject, row):
        return None
    tokens = _words(verb, no, held)
    cue = None if subject is None else make_cue(tokens, subject, stance, frozenset(), row["word"])
    words = f"{row['word']} + {held.word}" if held.word else row["word"]
    return Silent(span_of(tokens), tuple(t.i for t in tokens), cue, held.about, stance, words)


def _gives_no(verb: Token, row: dict[str, str]) -> list[Token] | None:
    """The verb itself where its object has the "no": "gave no figures", or it refuses a thing: "declined comment"."""
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "attr")]
    if is_kind(row["word"], "refusing"):
        given = any(is_kind(c.lower_, "noun") for c in objects) and _negation(verb) is None
    else:
        given = is_kind(row["word"], "telling", "giving") and any(map(is_none, objects))
    return [verb] if given and not _is_wish(verb) else None


def _held(verb: Token, no: list[Token], row: dict[str, str]) -> Withheld | None:
    """What a silenced verb keeps back; ``None`` where it keeps nothing back that would be a figure or an answer."""
    passive = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    match split_list(row["kind"])[0]:
        case "telling" | "giving":
            cannot_tell = row["word"] == "tell" and any(c.lower_ in _CAN for c in verb.lefts)  # "can't tell whether"
            return None if passive is not None or cannot_tell else figure_withheld(verb)
        case "discussing":
            if passive is not None or not (no[0].lower_ in _REFUSED or any(c.tag_ == "MD" for c in verb.lefts)):
                return None  # "the two did not discuss it"
            return figure_withheld(verb) or Withheld(topic_of(verb))
        case "answering":
            return None if passive is not None else is_answer_asked(verb)
        case "refusing":
            comment = next((c for c in verb.rights if c.dep_ == "dobj" and is_kind(c.lower_, "noun")), None)
            return None if comment is None else Withheld(topic_of(comment), comment.lower_, comment)
        case "passive":
            drawn = any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.lefts)
            return Withheld(topic_of(verb)) if drawn else None
        case "verb" | "denying":
            thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
            if thing is not None and (thing.tag_ == "NNP" or thing.lower_ in _OFFICES) and row["word"] == "confirm":
                return None
            return Withheld(topic_of(verb) if passive is None else phrase(passive))
    return None


def _stance(verb: Token, no: list[Token], row: dict[str, str], held: Withheld) -> str:
    """The stance of a silence: the row's, but for what is kept back, and for those who have tried to confirm."""
    if held.asked and is_kind(row["word"], "telling", "discussing"):
        return "does not confirm"
    if held.word and is_kind(row["word"], "discussing"):
        return "gives no figure"
    if held.noun is not None and is_kind(held.word, "noun"):
        return silence_words()[held.word]["stance"]
    if row["word"] == "confirm" and not any(c.lower_ in ("nor", "or") for c in verb.rights if c.dep_ == "cc"):
        tried = {"unable", "independently", *_CAN}
        if any(t.lower_ in tried for t in (*no, *verb.lefts)):
            return "cannot verify"
    return row["stance"]


def _negation(verb: Token) -> Token | None:
    """The word that negates a verb: "not", "never", "neither", "nor"; not "not only"."""
    for child in verb.children:
        if (
            child.lower_ in _NEGATIONS
            and (child.i < verb.i or child.dep_ == "neg")
            and (child.dep_ in ("neg", "preconj", "advmod", "cc") or child.lower_ == "nor")
        ):
            behind = child.nbor(1).lower_ if child.i + 1 < len(verb.doc) else ""
            return None if behind in ("only", "just", "merely") else child
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject is not None and subject.left_edge.lower_ == "neither":
        return subject.left_edge
    return None


def _silenced(verb: Token) -> list[Token] | None:
    """The words that make a verb a silence ("not", "declined", "without"), or ``None``."""
    if _is_wish(verb):
        return None
    negation = _negation(verb)
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    head = verb.head
    if negation is not None:
        if infinitive and head.lower_ not in _CHOOSING:
            return None
        return [negation]
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "relcl") and head != verb:
        if is_kind(head.lower_, "refusing") and (infinitive or verb.tag_ == "VBG"):
            return None if _negation(head) is not None or _is_wish(head) else [head]
        if is_kind(head.lower_, "able") and (no := _negation(head.head)) is not None:
            return [no]
        if infinitive and any(c.lower_ == "yet" for c in (*head.children, *verb.lefts)):
            return [head]
    if verb.dep_ == "pcomp" and head.lower_ == "without":
        return [head]
    if verb.dep_ == "conj":
        return _inherited(verb)
    return None


def _is_wish(verb: Token) -> bool:
    return any(c.lower_ in _WISHES for c in verb.lefts if c.dep_ == "aux")


def _inherited(verb: Token) -> list[Token] | None:
    """A "no" that reaches over "or" and "nor": "declined to confirm or deny", "…, nor would he say"."""
    first = verb.head
    links = [c for c in first.rights if c.dep_ == "cc" and c.i < verb.i] + [c for c in verb.lefts if c.dep_ == "cc"]
    link = links[-1].lower_ if links else ""
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)
    if link == "nor":
        return [links[-1]] if own else _silenced(first)
    return _silenced(first) if link == "or" and not own else None


def _subject(verb: Token, no: list[Token], passive: bool) -> Token | None:
    """Whoever is silent."""
    if is_kind(verb.lower_, "passive"):
        return next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None) or speaker_of(_top(verb, no))
    if passive:
        return agent_of(verb)
    subject = speaker_of(_top(verb, no))
    if subject is None or not can_act(subject) or antecedent_of(subject).lower_ in _NOBODY:
        return None
    return subject


def _top(verb: Token, no: list[Token]) -> Token:
    """The verb at which whoever is silent stands: that of the refusal, if there is one."""
    top = verb
    for token in no:
        if is_kind(token.lower_, "refusing"):
            top = token if token.tag_.startswith("VB") else token.head
    if is_kind(verb.head.lower_, "able"):
        top = verb.head.head
    return top


def _may_be_silent(subject: Token, row: dict[str, str]) -> bool:
    """Whether a subject could have confirmed: a test confirms nothing either, but keeps nothing back."""
    who = antecedent_of(subject)
    return row["stance"] != "does not confirm" or (may_speak(who) and not is_document(who.lower_))


def _words(verb: Token, no: list[Token], held: Withheld | None) -> list[Token]:
    """The words of a silence: from its "no" or auxiliary to its verb, and the figure that is not given."""
    heads = [verb, *no, _top(verb, no)]
    behind = max((c.i for t in heads for c in t.lefts if c.dep_ in ("nsubj", "nsubjpass")), default=-1)
    parts = [c for t in heads for c in t.lefts if c.dep_ in _AUXILIARIES and c.i > behind]
    first = min([*heads, *parts], key=lambda t: t.i)
    if not first.text[0].isalpha():  # "we're yet to confirm"
        first = first.nbor(1)
    last = verb
    if held is not None and held.noun is not None and verb.i < held.noun.i:
        last = held.noun
    return [first, *([] if last == first else [last])]
