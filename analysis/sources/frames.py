"""The reporting clause that the parser lost: a reporting verb goes in, who speaks and what is said come out.

"Six boats sank, local media report", "Economists at the port estimate losses of 40 boats": the words before and behind
the verb tell what the parse does not. Vocabulary: ``reporting_verbs``, ``roles``. Knowingly missed: speakers with a
clause of their own ("the aid group that runs the clinic said").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from analysis.vocabulary.reporting import DATE_WORDS, is_document, is_speaker, may_speak, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 16  # words of a speaker
_LONGEST_ASIDE = 12  # ", for its part,"
_NOMINAL = ("NN", "JJ", "DT", "PRP", "POS", "CD")
_LINKS = {"of", "for", "at", "in", "from", "with", "to", "inside", "near", "and", "&"}
_BESIDE_VERB = {"also", "had", "has", "have", "later", "earlier", "then", "further", "since", "now", "only"}
_PARTING = {",", ";", ":", "”", '"', "''", "—", "–", "-", "--"}
_CLOSING = {".", ",", ";", "”", '"', "''", "!", "?", "—", "–", "-", "--"}
# when and how it was said
_TAIL = {
    "on", "in", "at", "late", "early", "this", "last", "yesterday", "today", "earlier", "later", "by", "via", "during",
    "through", "as", "after", "before", "following", "when", "while", "citing", "adding", "overnight", "again", "here",
}  # fmt: skip
_DAY_TAIL = {"on", "late", "early", "this", "last", "yesterday", "today", "earlier", "later", "overnight"}
# they open what is said: "…, where, residents told the paper, a bridge fell"
_OPENING = {"where", "that", "which", "when", "and", "but", "because", "although", "meanwhile", "now"}
_STANCES = {"states", "estimates", "denies", "expects"}
_VERBS = {"VBD", "VBZ", "VBP", "MD", "VBN"}
_NOT_SAID = {"to", "so", "yes", "no", "same", "much", "nothing"}
_SAYS = {"said", "says", "tells", "told"}
_NEAR = 10  # words from a verb to the number or the clause that it reports


class Frame(NamedTuple):
    """Who reports, by the places of his words and of their noun, and the places of what is said."""

    speaker: range
    noun: int
    content: frozenset[int]


def lost_frame(verb: Token) -> Frame | None:
    """The report of a verb that has no speaker, or says nothing, by the parse."""
    doc, row = verb.doc, reporting_verbs()[verb.lower_]
    if row["stance"] not in _STANCES or verb.tag_ == "VBG" or not verb.text.islower() or not 0 < verb.i < len(doc) - 1:
        return None
    speaker = _speaker_before(doc, _verb_phrase(verb)) or _speaker_aside(verb)
    noun = None if speaker is None else _noun_of(doc, speaker)
    if speaker is None or noun is None or not _agree(noun, verb):
        return None
    before = doc[speaker.start - 1].text if speaker.start else ""
    said: range | None = None
    if _rates(verb) and speaker.start and before not in _PARTING:
        said = _up_to(doc, verb.i + 1, _CLOSING | {"("})
    elif speaker.start and _closes(verb, row["takes"]):
        if before in _PARTING or _parted_without_comma(doc, speaker.start, row["verb"]):
            said = _around(doc, speaker.start, verb)
    elif before in ("", ";") and _opens(verb, noun):
        said = _up_to(doc, verb.i + 1, {";"})
    return Frame(speaker, noun.i, frozenset(said)) if said else None


def _verb_phrase(verb: Token) -> int:
    """The place where a verb begins, with "has also" before it."""
    at = verb.i
    while at and verb.doc[at - 1].lower_ in _BESIDE_VERB:
        at -= 1
    return at


def _speaker_before(doc: Doc, end: int) -> range | None:
    """The words of the phrase that ends before a verb."""
    first = at = end
    while at and end - at < _LONGEST:
        token = doc[at - 1]
        if token.text == ")":
            opening = next((i for i in range(at - 2, max(at - 8, -1), -1) if doc[i].text == "("), None)
            if opening is None:
                return None
            at = opening
            continue
        if not (token.tag_.startswith(_NOMINAL) or token.lower_ in _LINKS or token.text == "-"):
            break
        at -= 1
        article = token.tag_ in ("DT", "PRP$")
        if token.tag_ == "PRP" or (
            article and not (at and (doc[at - 1].lower_ in _LINKS or doc[at - 1].tag_ == "POS"))
        ):
            return range(at, end)
        if token.lower_ not in _LINKS:
            first = at
    before = doc[at - 1].text if at else ""
    if first < end and (before in _PARTING or not at):
        return range(first, end)
    return _named_role(doc, end)


def _named_role(doc: Doc, end: int) -> range | None:
    """A role and a name that no article opens: "(40 riyals) shopkeeper Ann Field"."""
    at = end
    while at and doc[at - 1].tag_.startswith("NNP"):
        at -= 1
    if at and at < end and is_speaker(doc[at - 1].lower_) and doc[at - 1].tag_ == "NN":
        return range(at - 1, end)
    return None


def _speaker_aside(verb: Token) -> range | None:
    """The words before an aside in commas: "The programme, for its part, says"."""
    doc, end = verb.doc, verb.i - 1
    if doc[end].text != ",":
        return None
    comma = next((i for i in range(end - 1, max(end - _LONGEST_ASIDE, 0), -1) if doc[i].text == ","), None)
    if comma is None or any(doc[i].tag_ in _VERBS for i in range(comma, end)):
        return None
    return _speaker_before(doc, comma)


def _noun_of(doc: Doc, speaker: range) -> Token | None:
    """The noun of a speaker's words, if it may speak."""
    main = []
    for i in speaker:
        if doc[i].lower_ in _LINKS or doc[i].text == "(":
            break
        main.append(doc[i])
    noun = main[-1] if main else None
    if noun is None or not noun.tag_.startswith(("NN", "PRP")) or noun.tag_ == "PRP$" or noun.lower_ in DATE_WORDS:
        return None
    alone = len(speaker) == 1 and noun.text[:1].isupper()  # "Hale estimates that", which the parser takes for no name
    return noun if may_speak(noun) or alone else None


def _agree(noun: Token, verb: Token) -> bool:
    """Whether a verb in the present can be its noun's: "media report", "the paper reports"."""
    many = noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("media", "police", "they", "we", "i")
    if verb.lower_ == reporting_verbs()[verb.lower_]["verb"] and verb.tag_ not in ("VBD", "VBN"):  # the bare form
        return many
    return not many or not verb.lower_.endswith("s")


def _rates(verb: Token) -> bool:
    """Whether a verb gives a figure for what stands before it: "at a cost the Office put at $40"."""
    doc = verb.doc
    behind = doc[verb.i + 1 : verb.i + _NEAR]
    return behind[0].lower_ == "at" and verb.lower_ in ("put", "puts", "estimated", "estimates") and _has_number(behind)


def _has_number(tokens: Iterable[Token]) -> bool:
    return any(token.tag_ == "CD" for token in tokens)


def _closes(verb: Token, takes: str) -> bool:
    """Whether nothing that is said can stand behind a verb: "…, the mayor said (on Monday)."."""
    behind = verb.doc[verb.i + 1]
    if verb.tag_ == "VBN" and verb.lower_ not in _SAYS:  # "Ann Field, known here as Lex, was"
        return _ends_in_report(verb)
    if behind.text in _CLOSING or behind.lower_ in _TAIL or behind.lower_ in DATE_WORDS or behind.tag_ == "RB":
        return not verb.tag_.startswith("NN") or behind.text in _CLOSING or behind.lower_ in DATE_WORDS
    return takes == "hearer" and behind.tag_.startswith(("NN", "PRP"))


def _ends_in_report(verb: Token) -> bool:
    """Whether what the parser takes for a participle closes the report: "…, the Office (OH) reported on Monday."."""
    behind = verb.doc[verb.i + 1 :]
    told = behind[0].text == "." or behind[0].lower_ in _DAY_TAIL or behind[0].lower_ in DATE_WORDS
    return told and verb.lower_.endswith("ed") and not any(t.tag_ in _VERBS or t.text in _PARTING for t in behind)


def _opens(verb: Token, noun: Token) -> bool:
    """Whether what is said stands behind a verb: "Economists estimate losses of 40 boats"."""
    behind = verb.doc[verb.i + 1 : verb.i + 1 + _NEAR]
    first = behind[0]
    taken = verb.tag_.startswith(("NN", "JJ")) or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl"))
    if (
        not (taken or verb.lower_ in _SAYS)
        or first.text in _CLOSING
        or any(t.lower_ in _NOT_SAID or t.text in _PARTING for t in behind[:2])
    ):
        return False
    that = next((t.i for t in behind if t.lower_ == "that"), None)
    if that is not None and not any(t.tag_ in _VERBS for t in verb.doc[verb.i + 1 : that]):
        return True
    told = first.tag_ in ("CD", "DT", "EX", "NN", "NNS", "NNP", "PRP", "IN", "JJ", "RB")
    said = _has_number(behind) and not is_document(noun.lower_)
    return told and (said or verb.lower_ in ("said", "says")) and first.lower_ not in _TAIL


def _around(doc: Doc, start: int, verb: Token) -> range | None:
    """What is said before a speaker, if there is a clause among it; behind, where the clause only opens before."""
    first = next((i + 1 for i in range(start - 2, -1, -1) if doc[i].text == ";"), 0)
    if doc[start - 1].text == "," and start > 1 and doc[start - 2].lower_ in _OPENING:
        comma = next((t.i for t in doc[verb.i + 1 :] if t.text == ","), None)
        return None if comma is None else range(comma, len(doc))
    said = range(first, start)
    return said if any(doc[i].tag_ in _VERBS for i in said) else None


def _up_to(doc: Doc, start: int, ends: set[str]) -> range:
    return range(start, next((t.i for t in doc[start:] if t.text in ends), len(doc)))


def _parted_without_comma(doc: Doc, start: int, name: str) -> bool:
    """Whether a speaker can begin behind a word: "(12 hurt) a source said", not "(the toll that) a source said"."""
    before = doc[start - 1]
    if name not in ("say", "tell") or before.tag_ not in ("NN", "NNS", "NNP", "CD", "VBN", "RB", "JJ"):
        return False
    return not any(token.text in _PARTING for token in doc[:start])
