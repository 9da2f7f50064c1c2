"""Says what a stretch of time is the time of: its tokens and the verb that it hangs on go in, a noun phrase comes out.

"people waited at the gate for six hours" measures the time for which people waited, "ten minutes to spare" the time to
spare. Knowingly missed: who "they" are, and times that hang on no verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.counting.clauses import own_subject, participle
from analysis.counting.dimensions import behind
from analysis.counting.phrases import LONGEST_CLAUSE, phrase_of, shortened, trim
from analysis.models import Counted
from analysis.vocabulary.reporting import is_reporting

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HAVE = {"have", "has", "had", "having"}
# "in five days", "for six hours"
_SPANS = {
    "for": "for", "in": "in", "within": "in", "over": "in", "during": "in", "after": "after", "throughout": "for",
}  # fmt: skip
_NEAR, _LONGEST_WHO = 4, 2
# "15 minutes late"
_BEHIND = {"ahead", "apart", "away", "early", "late", "left", "long", "old", "remaining"}
# "ten minutes from the end"
_MOMENTS = {
    "arrival", "beginning", "close", "collapse", "day", "deadline", "defeat", "departure", "end", "finish", "now",
    "opening", "start", "time", "today", "victory", "whistle",
}  # fmt: skip
_PLACED = {"at", "in", "on", "with"}
_EMPTY_VERBS = {"be", "been", "being", *HAVE}
_EMPTY_SUBJECTS = {"it", "there", "that", "this", "what", "one", "which", "who"}


def time_of(last: Token, verb: Token, skip: set[int]) -> Counted | None:
    """ "people waited at the gate for six hours": the time for which people waited; also "in five days", "later"."""
    to = last.doc[last.i + 1 : last.i + 3]
    given = verb.lower_ in HAVE or last.head.lower_ == "with"
    if given and len(to) > 1 and to[0].tag_ == "TO" and to[1].tag_ == "VB":  # "ten minutes to spare"
        return Counted(f"time {to.text}", "time", (f"time {to.text}",), "time")
    link, after = last.head, behind(last.doc, last)
    if link.dep_ in ("prep", "pcomp") and link.head.dep_ == "prep":  # "in under five hours"
        link = link.head
    if link.lower_ == "later" or (link == verb and last.dep_ in ("npadvmod", "advmod", "dobj")):
        how = "for"
    elif link.dep_ == "prep" and link.head == verb and link.lower_ in _SPANS:
        how = _SPANS[link.lower_]
    elif link.dep_ == "prep" and link.head == verb and link.lower_ in ("around", "about"):
        how = "for"
    else:
        return None
    how = "after" if after is not None and after.lower_ == "later" else how
    subject = own_subject(verb)
    if subject is None and verb.dep_ == "conj":
        subject = own_subject(verb.head)
    if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        subject = verb.head
    if subject is None or subject.i in skip or subject.lower_ in _EMPTY_SUBJECTS or subject.i > verb.i:
        return None
    helpers = [c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass", "neg") and c.i > subject.i and c.tag_ != "TO"]
    under = _under(verb, link)
    if under is not None and how == "for":
        whose = "" if subject.tag_ == "PRP" else f" of {_short_name(subject, skip)}"
        return Counted(f"duration of {under.text}{whose}", "duration", (f"{verb.text} under",), "duration")
    near = how != "after" and link.i > verb.i and link.dep_ == "prep"
    who = _pronoun(subject) if subject.tag_ == "PRP" else _short_name(subject, skip)
    most = max(LONGEST_CLAUSE + 1 - len(who.split()), len(helpers) + 1)
    words = shortened(verb.doc[min([verb.i, *helpers]) : link.i if near else _with_object(verb, last)], skip, most)
    if near and len(words.split()) == 1 and after is not None and after.dep_ == "prep" and after.head in (verb, last):
        way = _way(after, skip)  # "I walked for two hours towards the smoke"
        words += f" {way}" if " " in way else ""
    how = "" if verb.lower_ in HAVE else f"{how} which "
    apart = "" if words.startswith(("'", "’")) else " "
    return Counted(trim(f"time {how}{who}{apart}{words}"), "time", (f"{verb.text} for a time",), "time")


def _under(verb: Token, link: Token) -> Token | None:
    """ "the town has been under siege for 18 months": the siege."""
    if verb.lower_ not in _EMPTY_VERBS:
        return None
    prep = next((c for c in verb.rights if c.lower_ == "under" and c.i < link.i), None)
    noun = next((c for c in prep.children if c.dep_ == "pobj" and c.tag_ == "NN"), None) if prep is not None else None
    return noun if noun is not None and not any(c.dep_ == "det" for c in noun.lefts) else None


def _short_name(noun: Token, skip: set[int]) -> str:
    """A noun's phrase; of a person with an office the name alone: "Minister of Works Ann Hale" → "Ann Hale"."""
    words = trim(phrase_of(noun, skip, of=False)[0])
    run = noun.i
    while run and noun.doc[run - 1].tag_ == "NNP":
        run -= 1
    office = run < noun.i and (" of " in words or any(word[:1].islower() for word in words.split()))
    if office and noun.tag_ == "NNP":
        return str(noun.doc[max(noun.i - 1, run) : noun.i + 1].text)
    return words if noun.tag_ == "NNP" else " ".join(words.split()[-_LONGEST_WHO:])


def _way(link: Token, skip: set[int]) -> str:
    """A preposition with its noun: "towards smoke"; of a person with an office the name alone: "with Ann Hale"."""
    noun = next((c for c in link.children if c.dep_ == "pobj"), None)
    named = next((c for c in noun.rights if c.dep_ == "appos" and c.tag_ == "NNP"), noun) if noun is not None else None
    if named is None or named.tag_ != "NNP":
        return shortened(link.subtree, skip)
    return f"{link.text} {_short_name(named, skip)}"


def _with_object(verb: Token, last: Token) -> int:
    """The place behind a verb, or behind its object if that stands near and behind the time: "kept the tally"."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.tag_ in ("NN", "NNS")), None)
    near = thing is not None and last.i < verb.i and thing.i - verb.i <= _NEAR
    return thing.i + 1 if thing is not None and near else verb.i + 1


def plain_time(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """What a time is by the words right beside it: an interval, the time of an office, how far off a place is."""
    return _interval(doc, skip) or _tenure(doc, last, skip) or _way_from(doc, last, skip)


def _way_from(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """How far off a place is, told by the time that the way takes: "a mill five minutes from the harbour"."""
    link = doc[last.i + 1] if last.i + 1 < len(doc) else last
    noun = next((c for c in link.children if c.dep_ == "pobj"), None) if link.lower_ == "from" else None
    if noun is None or not noun.tag_.startswith("NN") or noun.lower_ in _MOMENTS or noun.i in skip:
        return None
    return Counted(f"distance from {trim(phrase_of(noun, skip)[0])}", "distance", (f"{last.text} from",), "distance")


def _interval(doc: Doc, skip: set[int]) -> Counted | None:
    """ "every 30 days": an interval."""
    every = doc[max(min(skip) - 1, 0)]
    found = every.lower_ in ("every", "each") and every.i not in skip
    return Counted("interval", "interval", (f"{every.text} so much time",)) if found else None


def _tenure(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """ "her four years as mayor", "Field's eight years at the mill": the time as mayor, Field's time at the mill."""
    link, before = doc[last.i + 1 : last.i + 2], doc[max(min(skip) - 1, 0)]
    owned = before.tag_ in ("PRP$", "POS") and before.i not in skip
    if link.text.lower() != "as" and not (owned and link.text.lower() in _PLACED):
        return None
    noun = next((c for c in link[0].children if c.dep_ == "pobj" and c.tag_.startswith("NN")), None)
    if link[0].dep_ != "prep" or noun is None:
        return None
    whose = f"{_short_name(before.head, skip)}'s " if before.tag_ == "POS" and before.head.tag_ == "NNP" else ""
    words = f"{whose}time {link.text} {trim(phrase_of(noun, skip)[0])}"
    return Counted(words, "time", (f"time {link.text} {noun.text}",), "time")


def time_beside(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """What a stretch of time is where its clause has no subject that says more: "15 minutes late", "met for an hour".

    "the seven years I have taught here" is the time I have taught here, "one month remaining in office" the time
    remaining in office.
    """
    after = doc[last.i + 1 : last.i + 2]
    if (
        after
        and after[0].lower_ not in ("more", "less")
        and (after[0].lower_ in _BEHIND or after[0].tag_ in ("JJR", "RBR", "VBG", "VBN"))
    ):
        acts = after[0].tag_ in ("VBG", "VBN") or after[0].lower_ in ("left", "remaining")
        words = shortened(doc[last.i + 1 : _end_of_clause(doc, last.i + 2)], skip) if acts else after[0].text
        return Counted(trim(f"time {words}"), "time", (f"time {after[0].text}",), "time")
    told = next((c for c in last.rights if c.dep_ == "relcl" and c.i > last.i), None)
    if told is not None:
        words = shortened(doc[last.i + 1 : _end_of_clause(doc, told.i + 1)], skip, LONGEST_CLAUSE + 1)
        return (
            Counted(trim(f"time {words}"), "time", (f"time {told.text}",), "time") if len(words.split()) > 1 else None
        )
    return _time_doing(doc, last)


def _time_doing(doc: Doc, last: Token) -> Counted | None:
    """ "spoke to the crowd for seven minutes", "moved the start of the term by four weeks"."""
    link = last.head if last.dep_ in ("pobj", "pcomp") else last
    verb = link.head
    if not verb.tag_.startswith("VB") or verb.i > last.i or is_reporting(verb.lower_) or verb.lower_ in _EMPTY_VERBS:
        return None
    if link.lower_ == "by":
        thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.tag_.startswith("NN")), None)
        done = participle(verb.lower_, verb.tag_)
        if thing is None or thing.i > last.i:
            return None
        return Counted(trim(f"{phrase_of(thing, set())[0]} {done}"), thing.lower_, (f"{verb.text} by",), "time")
    if link != last and link.lower_ not in _SPANS:
        return None
    to = "to " if verb.tag_ == "VB" and verb.i and verb.nbor(-1).tag_ == "TO" else ""
    if not (to or verb.tag_ in ("VBG", "VBN")):
        return None
    words = shortened(doc[verb.i : link.i], set())
    return Counted(trim(f"time {to}{words}"), "time", (f"{verb.text} for a time",), "time")


def _end_of_clause(doc: Doc, start: int) -> int:
    """Where a clause ends that starts before a place: at the next mark."""
    return next((t.i for t in doc[start:] if t.is_punct), len(doc))


def _pronoun(word: Token) -> str:
    return str(word.text if word.text == "I" else word.lower_)
