"""Says what an amount counts where nothing beside it names a thing: its clause goes in, what is told there comes out.

"the committee will gain at least 24" counts those gained by the committee, "wages range from $15 to $26" measures the
wages, "18 million pesos is missing" is money missing. These are last resorts: ``counted`` asks here when every other
room has no answer. Knowingly missed: what a pronoun stands for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.counting.clauses import PERCENT, is_passive, own_subject, participle
from analysis.counting.measured import linking_nouns
from analysis.counting.phrases import again, clause_words, phrase_of, shortened, trim
from analysis.counting.recalled import Recalled
from analysis.lexicon import MONTHS, read_words
from analysis.models import Amount, Counted
from analysis.vocabulary.reporting import is_reporting, is_speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BE = {"is", "was", "are", "were", "be", "been", "being", "'s", "’s", "'re", "’re"}
_HAVE = {"has", "have", "had", "having", "get", "gets", "got", "'ve", "’ve"}
_GAIN = {
    form
    for verb in ("claim", "collect", "earn", "gain", "pick", "receive")
    for form in (verb, f"{verb}s", f"{verb}ed", f"{verb.removesuffix('e')}ing")
} | {"received", "win", "wins", "won", "winning"}
_TAKE = {"take", "takes", "took", "taken", "need", "needs", "needed", "require", "requires", "required"}
_PAIR = r"\d+(?:\s?[-–]\s?(?:to\s?[-–]\s?)?|\s+to\s+)\d+"
_VOTED = r"vot(?:e|es|ed|ing)(?: of)?|ruled|deadlocked"
_VOTE_RE = re.compile(
    rf"(?:{_VOTED})\s+(?:by\s+)?{_PAIR}|{_PAIR}(?:\s\w+)?\s(?:decision|opinion|ruling|verdict|vote)\b"
)
_BESIDE_VOTE, _NEAR_VOTE = 7, 30
_VOTES = {"vote", "voted", "votes", "voting", "ruled", "deadlocked", "ruling"}
_PAIRS = {"to", "-", "–", "—", "and", "or", "versus", "vs", "vs.", "against", "from", ","}
_LONGEST_CLIMB, _LONGEST_PAIR = 6, 3
_SUBJECT_DEPS = ("nsubj", "nsubjpass")
_OBJECT_DEPS = ("dobj", "oprd", "npadvmod", "conj", "dep", "advmod", "attr")


def paired(doc: Doc, skip: set[int], offset: int, amount: Amount, recalled: Recalled) -> Counted | None:
    """What the other number of a pair or a row counts: "led by 940 to 815", "45 percent against 18 percent"."""
    told = recalled.last
    if told is None or told[0].unit != amount.unit:
        return None
    between = [t for t in doc[: min(skip)] if t.idx >= told[0].span.end - offset]
    plain = 0 < len(between) <= _LONGEST_PAIR and all(t.lower_ in _PAIRS or t.is_space for t in between)
    return again(told[1]) if plain else None


def deed_of(anchor: Token, skip: set[int]) -> str:
    """What a number's clause tells of it, by which a like clause is known again: "won" for "won 24"."""
    verb, link, at = _verb_of(anchor, skip)
    if verb is None or link or verb.lower_ in _BE or is_reporting(verb.lower_):
        return ""
    if verb.lower_ in _HAVE:
        return f"{verb.lower_} {at.dep_ in _SUBJECT_DEPS}"
    return f"{participle(verb.lower_, verb.tag_)} {at.dep_ in _SUBJECT_DEPS}"


def of_like_member(anchor: Token, last: Token, recalled: Recalled) -> Counted | None:
    """What the like clause of the same sentence counted: "Elm had 40 fires; Ash, with 900 homes, had 12"."""
    plain = anchor.dep_ == "dobj" and anchor.i == last.i and not any(c.i > last.i for c in last.children)
    same = recalled.of_deed(recalled.deed, here=True) if plain and len(recalled.earlier) > 1 else None
    return again(same) if same is not None else None


def of_like_clause(anchor: Token, amount: Amount, recalled: Recalled) -> Counted | None:
    """What a count of the same deed counted: "Ann won 26 seats. Ben won 12"; for "Ben has 12", what was counted."""
    if amount.unit != "count":
        return None
    owns = anchor.dep_ == "dobj" and anchor.head.lower_ in _HAVE | _GAIN
    same = (None if owns else recalled.of_deed(recalled.deed)) or (recalled.figure() if owns else None)
    return again(same) if same is not None else None


def told_by_clause(doc: Doc, anchor: Token, last: Token, skip: set[int], amount: Amount) -> Counted | None:
    """What the amount's clause tells of it; in a line without a verb, the noun that the number stands at."""
    if amount.unit == "count" and not amount.is_whole:
        return None  # an index that rose to 6,327.80 counts nothing
    if doc[max(min(skip) - 1, 0)].lower_ == "worth":
        return None  # a sum of money without its sign
    money = amount.unit in read_words("currencies", "code")
    root = "money" if money else "those" if amount.unit == "count" else ""
    if amount.unit == "count" and _in_vote(doc, skip):
        return _guess("votes", "votes for and against")
    verb, link, at = _verb_of(anchor, skip)
    whose = _whose(doc, skip) if not money else None
    if whose is not None:
        return whose
    if verb is None:
        finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc)
        return None if finite else _noun_at(doc, skip)
    behind = doc[last.i + 1 : last.i + 2]
    if behind.text and (behind[0].tag_ == "VBG" or behind[0].lower_ in ("who", "that")) and amount.unit == "count":
        words = clause_words(behind[0], skip, "") if behind[0].tag_ == "VBG" else shortened(doc[last.i + 2 :], skip)
        who = "" if behind[0].tag_ == "VBG" else "who "
        return _guess(f"those {who}{words.strip()}", f"clause behind the number: {behind.text}") if words else None
    if at.dep_ in _SUBJECT_DEPS and at.head == verb:
        return _told_of_it(verb, root, skip)
    if verb.lower_ in _TAKE and not link:
        done = next((c for c in verb.rights if c.dep_ in ("xcomp", "advcl", "relcl") and c.tag_ == "VB"), None)
        done = done or next(
            (t for t in doc[last.i + 2 : last.i + 3] if t.tag_ == "VB" and t.nbor(-1).tag_ == "TO"), None
        )
        if done is not None and done.i > last.i:
            needed = f"needed to {shortened(doc[done.i :], skip)}"
            return _guess(f"money {needed}" if money else needed, f"{verb.text} to {done.text}")
    return _in_clause(verb, link, at, root, skip)


def _in_clause(verb: Token, link: str, at: Token, root: str, skip: set[int]) -> Counted | None:
    subject = _subject(verb, skip)
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.i not in skip and c.tag_.startswith("NN")), None)
    if thing is not None and (any(t.i in skip for t in thing.subtree) or thing.lower_ in linking_nouns() | PERCENT):
        thing = None
    done = _done(verb)
    by = trim(phrase_of(subject, set(), of=False)[0]) if subject is not None else ""
    if link and thing is not None and thing.tag_ != "NNP" and done:
        return _guess(f"{phrase_of(thing, skip)[0]} {done}", f"object of '{verb.text} {link}'")
    if not link and at.dep_ in _OBJECT_DEPS and done and not is_passive(verb):
        first = "" if by and root == "those" else root
        return _guess(f"{first} {done}{f' by {by}' if by else ''}", f"object of '{verb.text}'")
    passive = is_passive(verb)
    if subject is None or (is_reporting(verb.lower_) and not passive) or is_speaker(subject.lower_):
        return None
    state = participle(verb.lower_, verb.tag_) if passive else ""
    return _guess(f"{phrase_of(subject, skip)[0]} {state}", f"subject of '{verb.text}'")


def _guess(words: str, cue: str) -> Counted:
    return Counted(trim(words), None, (cue,))


def _in_vote(doc: Doc, skip: set[int]) -> bool:
    """Whether a number is one of two beside votes: "by 9,200 to 8,100 votes"."""
    first, last = min(skip), max(skip)
    pair = any(
        doc[link : link + 1].text in ("to", "-", "–") and doc[other : other + 1].text[:1].isdigit()
        for link, other in ((last + 1, last + 2), (first - 1, first - 2))
        if min(link, other) >= 0
    )
    return pair and any(token.lower_ in _VOTES for token in doc[max(first - _NEAR_VOTE, 0) : last + _NEAR_VOTE])


def votes(doc: Doc, skip: set[int]) -> Counted | None:
    """The votes for and against of a decision: "a 5-to-4 ruling", "by a 9-6 vote", "voted 5 to 4"."""
    first, last = min(skip), max(skip)
    if not any(
        token.text in ("to", "-", "–") for token in (*doc[max(first - 1, 0) : first], *doc[last + 1 : last + 2])
    ):
        return None
    start = max(first - _BESIDE_VOTE, 0)
    text = doc[start : last + _BESIDE_VOTE].text
    at = doc[first].idx - doc[start].idx
    pair = next((m for m in _VOTE_RE.finditer(text) if m.start() <= at < m.end()), None)
    return _guess("votes", "votes for and against") if pair is not None else None


def _verb_of(anchor: Token, skip: set[int]) -> tuple[Token | None, str, Token]:
    """The verb above an amount, the preposition between them, and the token that hangs on the verb."""
    token, link = anchor, ""
    for _ in range(_LONGEST_CLIMB):
        head = token.head
        if head == token:
            return None, link, token
        if head.i not in skip and head.tag_.startswith(("VB", "MD")):
            return head, link, token
        if head.i not in skip and head.dep_ == "prep":
            link = str(head.lower_)
        token = head
    return None, link, token


def _subject(verb: Token, skip: set[int]) -> Token | None:
    """The noun that does what the verb tells, or has it done to it."""
    for _ in range(3):
        subject = own_subject(verb)
        if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            subject = verb.head
        if subject is None and verb.dep_ == "acl" and verb.head.tag_.startswith("NN"):
            subject = verb.head
        if subject is not None or verb.dep_ not in ("conj", "xcomp", "advcl", "acl"):
            return subject if subject is not None and subject.tag_.startswith("NN") and subject.i not in skip else None
        verb = verb.head
    return None


def _done(verb: Token) -> str:
    """The participle of a verb that does something to its object; blank for "has" and "said"."""
    if verb.lower_ in _BE or verb.lower_ in _HAVE or is_reporting(verb.lower_):
        return ""
    beside = next((c for c in verb.rights if c.dep_ == "prt" and c.i == verb.i + 1), None)
    return f"{participle(verb.lower_, verb.tag_)}{f' {beside.text}' if beside is not None else ''}"


def _whose(doc: Doc, skip: set[int]) -> Counted | None:
    """Whose figure it is in a row of them: "Ann Field at 14 percent", "to Field's 41 percent"."""
    i = min(skip) - 1
    if i < 1:
        return None
    if doc[i].tag_ == "JJ" and doc[i - 1].tag_ == "POS":
        i -= 1
    name = doc[i - 2] if doc[i - 1].text == "," and i > 1 else doc[i - 1]
    named = doc[i].tag_ == "POS" or (doc[i].lower_ in ("at", "with") and name.tag_.startswith("NNP"))
    if not named or not name.tag_.startswith("NN"):
        return None
    return _guess(phrase_of(name, skip)[0], f"{name.text} {doc[i].text}")


def _told_of_it(verb: Token, root: str, skip: set[int]) -> Counted | None:
    """What is told of an amount that is a subject: "18 million pesos is missing", "three of them belonged to it"."""
    words = clause_words(verb, skip, "").strip()
    first, _, rest = words.partition(" ")
    if not words or is_reporting(verb.lower_) or words.lower() in _HAVE | _BE:
        return None
    told = f"who {words}" if root == "those" else rest if first.lower() in _BE else f"that {words}" if root else words
    return _guess(f"{root} {told}", f"subject of '{verb.text}'")


def _noun_at(doc: Doc, skip: set[int]) -> Counted | None:
    """The noun that a number of a line without a verb stands at: "Elmford (14)", "Yes 58%", "Three to a room"."""
    first, last = min(skip), max(skip)
    if doc[first - 1 : first].text == ":":  # a speaker's name
        return None
    before = next((t for t in reversed(doc[max(first - 2, 0) : first]) if t.is_alpha), None)
    if before is not None and before.tag_[:2] in ("NN", "UH", "JJ") and before.text not in MONTHS:
        return _guess(phrase_of(before, skip)[0], f"{before.text} before the number")
    behind = next((t for t in doc[last + 1 : last + 4] if t.tag_.startswith("NN")), None)
    if behind is None or behind.text in MONTHS:
        return None
    apart = doc[last + 1].tag_ in ("IN", "TO")  # "three to a room"
    words = f"those {doc[last + 1 : behind.i + 1].text}" if apart else phrase_of(behind, skip)[0]
    return _guess(words, f"{behind.text} behind the number")
