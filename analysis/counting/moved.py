"""Says what has come to a figure: the tokens of a number go in, the thing that moved or was put there comes out.

"the toll rose to 8", "put the dead at 45", "a cost that the club put at $5m", "cases passed the 600 mark". Vocabulary:
``measuring_verbs``, ``reporting_verbs``, ``tallies``. Knowingly missed: what "it" is that rose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.counting.clauses import grammatical_object, is_passive, own_subject
from analysis.counting.measured import measuring_verbs
from analysis.counting.phrases import as_counted, phrase_of, trim
from analysis.counting.tallied import counts_only, has_it, reaching_verbs, thing_told, told_of_number
from analysis.counting.wholes import SHARE_WORDS
from analysis.lexicon import read_words
from analysis.models import Counted
from analysis.vocabulary.reporting import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = {"mark", "threshold", "milestone", "barrier"}
_PAST = {"past", "beyond"}


def moved(anchor: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    """What a figure is put at or moved to: "put the toll at 40", "rose to 8", "those killed from 30 to 40"."""
    at = anchor
    while at.dep_ in ("pobj", "quantmod", "prep", "nummod") and at.head.lower_ not in ("of", "in") and at.head != at:
        at = at.head
        if at.tag_.startswith("VB"):
            break
    before = earlier[-1] if earlier else None
    link = anchor.head
    if link.lower_ == "at" and link.head.dep_ == "pobj" and link.head.head.head.lower_ == "that":
        return thing_told(link.head.head.head, skip, before, "put at")  # "and that of the injured at 20"
    if (
        link.lower_ in ("to", "at")
        and link.i
        and link.nbor(-1).lower_ in reaching_verbs()
        and link.head.tag_[:2] == "NN"
    ):
        return thing_told(link.head, skip, before, f"{link.nbor(-1).text} {link.text}")  # a headline's verb
    if at == anchor or not at.tag_.startswith("VB") or not _moves(anchor, at):
        return None
    if at.dep_ == "acl" and at.tag_ == "VBN":
        return _clause_moved(at, skip, earlier)
    put = grammatical_object(at, skip)
    whose = next((c for c in at.lefts if counts_only(c.lower_) and any(d.tag_ == "WP$" for d in c.lefts)), None)
    if whose is not None or put is not None:
        put = whose or put
        return None if put is None else thing_told(put, skip, before, f"object of '{at.text}'")
    if at.lower_ not in reaching_verbs() and not is_passive(at) and link.lower_ not in _PAST:
        return None
    subject = own_subject(at) or (own_subject(at.head) if at.dep_ in ("xcomp", "conj") else None)
    told = at.lower_ in reporting_verbs() and not (link.lower_ in ("at", "as") and is_passive(at))  # "was put at 19"
    if subject is None or subject.i in skip or told or has_it(at):
        return None
    return thing_told(subject, skip, before, f"subject of '{at.text}'")


def _moves(anchor: Token, verb: Token) -> bool:
    """Whether the number hangs on the verb by "to", "at", "from", "by" or "as"."""
    chain, token = set(), anchor
    while token != verb:
        token = token.head
        chain.add(token.lower_)
    return bool(chain & {"to", "at", "from", "by", "as", *_PAST}) or any(
        t.lower_ in ("to", "from") for t in anchor.doc[max(anchor.i - 2, 0) : anchor.i]
    )


def put_at(anchor: Token, skip: set[int]) -> Counted | None:
    """ "put the range at 340 km", "estimated the displaced at 12,000": what stands between the verb and "at"."""
    head = anchor.head
    while head.i in skip and head.head != head:
        head = head.head
    puts = head.head.lower_ in reporting_verbs() or head.head.lower_ in measuring_verbs()
    if head.lower_ != "at":
        return None
    if not puts:
        noun = head.head  # "measured the tremor at 5.9", where the parse hangs "at" on the tremor
        verb = noun.head.lower_
        puts = noun.dep_ == "dobj" and (verb in reporting_verbs() or verb in measuring_verbs())
        return as_counted(trim(phrase_of(noun, skip)[0]), "", f"object of '{verb} at'") if puts else None
    thing = next((c for c in head.head.children if c.dep_ == "dobj" and c.i < head.i and c.i not in skip), None)
    if head.head.dep_ == "relcl" and (thing is None or thing.tag_ in ("WDT", "WP")):
        thing = head.head.head  # "losses that the ministry put at 40"
    if thing is None:  # "at a cost the audit office (AO) put at $4m", where the parse hangs the cost on "put"
        places = (c for link in head.head.lefts if link.dep_ == "prep" for c in link.children if c.dep_ == "pobj")
        thing = next((c for c in places if any(d.dep_ == "appos" for d in c.rights)), None)
    if thing is None or thing.lower_ in read_words("tallies", "word") or thing.tag_ in ("PRP", "NNP", "WDT", "WP"):
        return None
    if phrase_of(thing, skip)[0].lower() in SHARE_WORDS:
        return None
    return as_counted(trim(phrase_of(thing, skip)[0]), "", f"object of '{head.head.text} at'")


def mark_passed(anchor: Token, skip: set[int]) -> Counted | None:
    """What has passed a mark: "cases passed the 600 mark"."""
    mark = anchor.head
    if mark.lower_ not in _MARKS or mark.dep_ != "dobj" or anchor.dep_ not in ("nummod", "compound"):
        return None
    subject = own_subject(mark.head)
    if subject is None or not subject.tag_.startswith("NN") or subject.i in skip:
        return None
    return as_counted(trim(phrase_of(subject, skip)[0]), "", f"subject of '{mark.head.text}'")


def _clause_moved(clause: Token, skip: set[int], earlier: Sequence[Counted]) -> Counted | None:
    owner = clause.head
    if owner.lower_ in ("those", "these", "them"):
        return as_counted(next((c.noun for c in reversed(earlier) if c.noun), ""), clause.text, "left out: those")
    if counts_only(owner.lower_):
        return told_of_number(clause, earlier[-1] if earlier else None, f"{owner.text} {clause.text}")
    if owner.tag_.startswith("NN"):
        return as_counted(trim(phrase_of(owner, skip)[0]), clause.text, f"counted: {owner.text}")
    return None
