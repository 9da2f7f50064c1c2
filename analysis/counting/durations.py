"""Says what a stretch of time is the time of: its tokens and the verb that it hangs on go in, a noun phrase comes out.

"people waited at the gate for six hours" measures the time for which people waited, "ten minutes to spare" the time to
spare. Knowingly missed: who "they" are, and times that hang on no verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.counting.clauses import own_subject
from analysis.counting.dimensions import behind
from analysis.counting.phrases import LONGEST_CLAUSE, phrase_of, shortened, trim
from analysis.models import Counted

if TYPE_CHECKING:
    from spacy.tokens import Token

HAVE = {"have", "has", "had", "having"}
# "in five days", "for six hours"
_SPANS = {
    "for": "for", "in": "in", "within": "in", "over": "in", "during": "in", "after": "after", "throughout": "for",
}  # fmt: skip
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
    near = how != "after" and link.i > verb.i and link.dep_ == "prep"
    who = _pronoun(subject) if subject.tag_ == "PRP" else trim(phrase_of(subject, skip, of=False)[0])
    most = max(LONGEST_CLAUSE + 1 - len(who.split()), len(helpers) + 1)
    words = shortened(verb.doc[min([verb.i, *helpers]) : link.i if near else verb.i + 1], skip, most)
    how = "" if verb.lower_ in HAVE else f"{how} which "
    apart = "" if words.startswith(("'", "’")) else " "
    return Counted(trim(f"time {how}{who}{apart}{words}"), "time", (f"{verb.text} for a time",), "time")


def _pronoun(word: Token) -> str:
    return str(word.text if word.text == "I" else word.lower_)
