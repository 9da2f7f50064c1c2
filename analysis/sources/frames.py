"""The reporting clause that the parser lost: a reporting verb goes in, who speaks and what is said come out.

"Six boats sank, local media report", "A sack now costs 40 riyals shopkeeper Ann Field said": the words before and
behind the verb tell what the parse does not. Vocabulary: ``reporting_verbs``, ``roles``. Knowingly missed: speakers
with a clause of their own ("the aid group that runs the clinic said").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.vocabulary.reporting import DATE_WORDS, is_document, is_speaker, may_speak, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 16  # words of a speaker
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
_TELLING = {"tell", "brief", "inform"}
_STANCES = {"states", "estimates", "denies", "expects"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_VERBS = {*_FINITE, "VBN"}


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
    speaker = _speaker_before(verb)
    if speaker is None:
        return None
    noun = _noun_of(doc, speaker)
    if noun is None or not _agree(noun, verb):
        return None
    before = doc[speaker.start - 1].text if speaker.start else ""
    if _closes(verb, row["verb"]) and speaker.start:
        said = _said_before(doc, speaker.start)
        if said and (before in _PARTING or _parted_without_comma(doc, speaker.start, row["verb"])):
            return Frame(speaker, noun.i, frozenset(said))
    return None


def _speaker_before(verb: Token) -> range | None:
    """The words of the phrase that ends before a verb."""
    doc = verb.doc
    end = verb.i
    while end and doc[end - 1].lower_ in _BESIDE_VERB:
        end -= 1
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
        opens = token.tag_ in ("DT", "PRP$") and not (
            at and (doc[at - 1].lower_ in _LINKS or doc[at - 1].tag_ == "POS")
        )
        if opens or token.tag_ == "PRP":
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
    return noun if may_speak(noun) else None


def _agree(noun: Token, verb: Token) -> bool:
    """Whether a verb in the present can be its noun's: "media report", "the paper reports"."""
    row = reporting_verbs()[verb.lower_]
    if verb.lower_ == row["verb"]:  # the bare form
        return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("media", "police", "they", "we", "i")
    return True


def _closes(verb: Token, name: str) -> bool:
    """Whether nothing that is said can stand behind a verb: "…, the mayor said (on Monday)."."""
    behind = verb.doc[verb.i + 1]
    if behind.text in _CLOSING or behind.lower_ in _TAIL or behind.lower_ in DATE_WORDS or behind.tag_ == "RB":
        return not verb.tag_.startswith("NN") or behind.text in _CLOSING or behind.lower_ in DATE_WORDS
    return name in _TELLING and behind.tag_.startswith(("NN", "PRP"))


def _said_before(doc: Doc, end: int) -> set[int]:
    """The words before a speaker, if there is a clause among them."""
    start = next((i + 1 for i in range(end - 2, -1, -1) if doc[i].text == ";"), 0)
    said = range(start, end)
    return set(said) if any(doc[i].tag_ in _VERBS for i in said) else set()


def _parted_without_comma(doc: Doc, start: int, name: str) -> bool:
    """Whether a speaker can begin behind a word: "(12 hurt) a source said", not "(the toll that) a source said"."""
    before = doc[start - 1]
    if name not in ("say", "tell") or before.tag_ not in ("NN", "NNS", "NNP", "CD", "VBN", "RB", "JJ"):
        return False
    return not any(token.text in _PARTING for token in doc[:start])
