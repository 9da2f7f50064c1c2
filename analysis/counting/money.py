"""Says what a sum of money is for: a parsed sentence and an amount's tokens go in, a noun phrase comes out.

"$26m in aid" counts "aid", "a $50m budget" the budget, "the bridge cost $5m" counts "cost of bridge", "damage is put
at $5m" the damage, and what is only given or spent is money: "money spent on roads". Vocabulary: ``measuring_verbs``
for costs, ``participles`` for irregular verbs. Knowingly missed: who pays, where another sentence says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.counting.clauses import grammatical_object, is_passive, own_subject, participle
from analysis.counting.dimensions import of_noun
from analysis.counting.measured import linking_nouns, measuring_verbs, thing_beside, thing_of
from analysis.counting.phrases import join, noun_before, phrase_of, trim, without_clauses
from analysis.counting.states import tallies
from analysis.counting.tallied import counts_only
from analysis.lexicon import read_rows, split_list
from analysis.models import Counted
from analysis.vocabulary.reporting import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BE = {"is", "was", "are", "were", "be", "been", "become", "became", "'s", "’s"}
# what a price itself does: "dues have gone up to $40"
_MOVES = {
    "climbed", "climbing", "climbs", "closed", "closing", "closes", "fallen", "falling", "falls", "fell", "goes",
    "going", "gone", "jumped", "jumping", "jumps", "rise", "risen", "rises", "rising", "rose", "slid", "slipped",
    "soared", "went",
}  # fmt: skip
# "spent $5m on roads", "gave $5m to the fund"
_ENDS = ("for", "on", "to", "into", "toward", "towards", "against")
_LONGEST_END, _LONGEST_BOTH = 7, 5
_ROOT = "money"
_PAY_DAYS = {"hour", "day", "week", "month", "year"}
_IN_SUM = {"CD", "$", "RB", "JJR", "RBR", "IN", "DT", "SYM", "RBS"}
# "made available", "set aside"
_BESIDE = ("prt", "oprd", "acomp", "ccomp", "advmod")


def money_for(doc: Doc, anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """What a sum of money is for, or what is done with it."""
    return (
        thing_of(anchor, last, skip, "in")
        or _with_end(thing_beside(anchor, last, skip), last)
        or _worth(anchor, last, skip)
        or _clause_behind(anchor, last)
        or _clause(anchor, last, skip)
        or _beside(doc, last, skip)
        or _plan_of(doc, skip)
    )


def _with_end(thing: Counted | None, last: Token) -> Counted | None:
    """The thing with what it is for, right behind the sum: "the release of $5m for flooded families"."""
    link = last.doc[last.i + 1 : last.i + 2]
    if thing is None or link.text != "for" or len(thing.text.split()) >= _LONGEST_BOTH - 1:
        return thing
    inner = next((c for c in link[0].children if c.dep_ == "pobj" and c.tag_.startswith("NN")), None)
    words = [t for t in without_clauses(inner) if t.tag_ not in ("DT", "PRP$")] if inner is not None else []
    if not 1 <= len(words) <= _LONGEST_BOTH or any(t.tag_ in ("CD", "$", "NNP") for t in words):
        return thing
    return replace(thing, text=f"{thing.text} for {join(words)}")


def _plan_of(doc: Doc, skip: set[int]) -> Counted | None:
    """The noun that a sum belongs to where no clause says more: "against the plan of $5m"."""
    first = min(skip)
    noun = doc[first - 2] if first > 1 and doc[first - 1].lower_ == "of" else None
    if noun is None or not noun.tag_.startswith("NN") or noun.lower_ in linking_nouns():
        return None
    if counts_only(noun.lower_) and noun.lower_ != "plan":
        return None
    return of_noun(noun, skip | {first - 1}, f"{noun.text} of")


def _worth(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """ "stock worth $5m", "gifts valued at $5m", "donations totalling $5m": the noun before."""
    token = anchor if anchor.head.i not in skip else last
    head = token.head
    if head.lower_ in ("at", "to"):
        head = head.head
    before = _before_worth(token.doc, skip)
    if before is not None:
        return of_noun(before, skip, f"{before.text} worth")
    if head.i in skip or head.i > token.i:
        return None
    owner = head.head
    if head.lower_ == "worth" or (head.dep_ == "acl" and (head.lower_ in measuring_verbs() or head.tag_ == "VBN")):
        if head.dep_ in ("acomp", "prep", "attr") and owner.tag_.startswith("VB"):
            subject = own_subject(owner)
            if subject is not None and head.lower_ == "worth" and subject.lower_ in ("he", "she"):
                return Counted(f"worth of {subject.lower_}", "worth", (f"{subject.text} {owner.text} worth",))
            owner = subject if subject is not None else owner
        if owner.tag_.startswith("NN") and owner.i not in skip:
            return of_noun(owner, skip, f"{owner.text} {head.text}")
    return None


def _before_worth(doc: Doc, skip: set[int]) -> Token | None:
    """The noun right before "worth": "cash worth 5 million", "the deal, worth a reported $5m"."""
    i = min(skip) - 1
    while i > 1 and doc[i].tag_ in ("DT", "VBN", "RB", "JJ") and doc[i].lower_ != "worth":
        i -= 1
    if i < 1 or doc[i].lower_ != "worth":
        return None
    noun = doc[i - 2] if doc[i - 1].text == "," and i > 1 else doc[i - 1]
    return noun if noun.tag_.startswith("NN") or noun.dep_ in ("nsubj", "dobj", "pobj") else None


def _clause_behind(anchor: Token, last: Token) -> Counted | None:
    """A clause behind the sum: "the $5m raised by the club", "the $5m that the club raised"."""
    for token in (anchor, last):
        for clause in token.rights:
            if clause.dep_ not in ("acl", "relcl") or clause.tag_ not in ("VBD", "VBN", "VBP", "VBZ", "VB"):
                continue
            if any(c.tag_ == "TO" for c in clause.lefts):  # "$8 million to recover"
                continue
            if token.doc[last.i + 1 : last.i + 3].text == ", of":  # "$8 million, of which half is spent"
                continue
            subject = own_subject(clause)
            inner = next((c for c in clause.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
            clause = inner if inner is not None and clause.tag_ != "VBN" else clause  # "that it expects to raise"
            by = subject if subject is not None and subject.tag_.startswith("NN") else None
            return _money(clause, last, by)
    return None


def _clause(anchor: Token, last: Token, skip: set[int]) -> Counted | None:
    """What the sum's clause tells: it is spent, given, or the price of a thing."""
    token = anchor if anchor.head.i not in skip else last
    if token.head.lower_ == "of" and token.head.head.lower_ in tallies():  # "a total of $5m"
        token = token.head.head
    while token.dep_ in ("quantmod", "nummod", "compound", "conj") and token.head.i not in skip and token.head != token:
        if token.dep_ == "conj" and token.head.tag_ not in ("CD", "NN", "NNS", "$"):
            break
        token = token.head  # "from 20 to 35 dinars", "$20 million and $30 million"
    verb, link = token.head, ""
    if verb.dep_ == "prep" and verb.i not in skip:
        verb, link = verb.head, verb.lower_
        if verb.dep_ == "prep":
            verb, link = verb.head, verb.lower_
    if verb.lower_ in ("more", "less") and verb.i not in skip:
        verb = verb.head
    while verb.i > last.i and verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.lefts):
        verb = verb.head  # "needs $8 million to recover"
    if not verb.tag_.startswith(("VB", "MD")) or (verb.i in skip and verb.lower_ not in measuring_verbs()):
        return None
    subject = own_subject(verb)
    if subject is not None and subject.i in skip:
        return _money(verb, last, None) if is_passive(verb) else _for_end(verb, last)
    if subject is None and verb.dep_ in ("conj", "xcomp", "advcl", "acl"):
        subject = own_subject(verb.head) or (verb.head if verb.dep_ == "acl" and verb.tag_ == "VBG" else None)
    if subject is not None and subject.tag_ in ("WDT", "WP") and verb.head.tag_.startswith("NN"):
        subject = verb.head
    named = subject if subject is not None and subject.tag_.startswith("NN") and subject.i not in skip else None
    measures = measuring_verbs().get(verb.lower_)
    if verb.lower_ in _BE or measures in ("", "cost"):
        thing = grammatical_object(verb, skip) if link in ("to", "at", "from", "by") else None
        thing = thing or named
        if thing is None:
            return Counted(measures, measures, (f"measuring_verbs: {verb.text}",)) if measures == "cost" else None
        return of_noun(
            thing, skip, f"measuring_verbs: {verb.text}", before=f"{measures} of " if measures == "cost" else ""
        )
    if measures == "price" and link in ("for", "at"):
        thing = grammatical_object(verb, skip) or named
        return of_noun(thing, skip, f"{verb.text} for", before="price of ") if thing is not None else None
    if link in ("at", "to", "from", "by", "as", "than"):
        put = grammatical_object(verb, skip)
        if put is None and (is_passive(verb) or (link in ("to", "at") and verb.lower_ not in reporting_verbs())):
            put = named
        if put is not None:
            return of_noun(put, skip, f"object of '{verb.text} {link}'")
    if verb.lower_ in _MOVES and named is not None:
        return of_noun(named, skip, f"subject of '{verb.text}'")
    if link == "for" and grammatical_object(verb, skip) is not None:  # "thanked the port for $5m to repair boats"
        return _for_end(verb, last)
    if link == "for":
        by = f" by {phrase_of(named, set(), of=False)[0]}" if named is not None else ""
        done = participle(verb.lower_, verb.tag_)
        return Counted(f"{_ROOT} {done} for{by}", _ROOT, (f"'{verb.text} for'",), _ROOT, done)
    if not link and token.dep_ in ("dobj", "oprd", "attr", "npadvmod", "conj"):
        return _paid_to(verb, last, named) if is_passive(verb) else _money(verb, last, named)
    return None


def _paid_to(verb: Token, last: Token, subject: Token | None) -> Counted:
    """ "the club was paid $5m": money paid to the club; "a guard is paid $50 a day": the pay of the guard."""
    each, time = last.doc[last.i + 1 : last.i + 2], last.doc[last.i + 2 : last.i + 3]
    if subject is not None and each.text in ("a", "an", "per", "every") and time.text in _PAY_DAYS:
        return Counted(f"pay of {phrase_of(subject, set(), of=False)[0]}", "pay", (f"{verb.text} each {time}",), "pay")
    to = f" to {phrase_of(subject, set(), of=False)[0]}" if subject is not None else ""
    return Counted(trim(f"{_ROOT} {verb.text}{to}"), _ROOT, (f"object of '{verb.text}'",), _ROOT, str(verb.text))


def _money(verb: Token, last: Token, subject: Token | None) -> Counted:
    """ "spent $5m on roads": money spent on roads; "pledged $5m": money pledged by the country."""
    done = participle(verb.lower_, verb.tag_)
    beside = next((c for c in verb.rights if c.i == verb.i + 1 and c.dep_ in _BESIDE), None)
    done = f"{done} {beside.text}" if beside is not None and beside.tag_ in ("RP", "JJ", "RB") else done
    given = next((c for c in verb.rights if c.dep_ in ("dative", "dobj") and _is_other(c, last)), None)
    to = f"to {phrase_of(given, set(), of=False)[0]}" if given is not None else ""
    end = f"{to} {_end_of(verb, last)}".strip()
    by = phrase_of(subject, set(), of=False)[0] if subject is not None else ""
    if by and (not end or len(f"{by} {end}".split()) <= _LONGEST_BOTH):
        end = f"by {by} {end}"
    return Counted(trim(f"{_ROOT} {done} {end}"), _ROOT, (f"object of '{verb.text}'",), _ROOT, done)


@cache
def _signs() -> frozenset[str]:
    """What the parser may take for a noun: "gave Rs 4 lakh"."""
    return frozenset(symbol for row in read_rows("currencies") for symbol in split_list(row["symbols"]))


def _is_other(noun: Token, last: Token) -> bool:
    """Whether a noun right before a sum is given it: "promised every family $5,000"."""
    end = noun.right_edge.i
    apart = end < last.i and not any(token.tag_ in ("CD", "$") for token in noun.subtree)
    if not noun.tag_.startswith("NN") or not apart or noun.lower_ in tallies() or noun.text in _signs():
        return False
    return all(token.tag_ in _IN_SUM and token.lower_ != "of" for token in last.doc[end + 1 : last.i])


def _for_end(verb: Token, last: Token) -> Counted | None:
    end = _end_of(verb, last)
    return Counted(f"{_ROOT} {end}", _ROOT, (f"subject of '{verb.text}'",), _ROOT) if end else None


def _end_of(verb: Token, last: Token) -> str:
    """What money goes to: "on roads", "for relief operations", "to help refugees"."""
    for child in [*verb.rights, *last.rights]:
        if child.i < last.i:
            continue
        if child.dep_ in ("prep", "dative") and child.lower_ in (*_ENDS, "by" if is_passive(verb) else "for"):
            inner = next((c for c in child.children if c.dep_ == "pobj" and c.tag_.startswith("NN")), None)
            words = [child, *without_clauses(inner)] if inner is not None else []
        elif child.dep_ == "agent":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            words = [child, *without_clauses(inner)] if inner is not None else []
        elif child.dep_ in ("advcl", "xcomp", "acl", "relcl") and child.tag_ == "VB" and child.i > last.i:
            to = next((c for c in child.lefts if c.tag_ == "TO"), None)
            inner = grammatical_object(child, set())
            words = [to, child, *(without_clauses(inner) if inner is not None else [])] if to is not None else []
        else:
            continue
        if 1 < len(words) <= _LONGEST_END and not any(t.tag_ in ("CD", "$") for t in words):
            return _plain(words)
    return ""


def _plain(words: Sequence[Token]) -> str:
    return join(t for t in words if t.tag_ not in ("DT", "PRP$"))


def _beside(doc: Doc, last: Token, skip: set[int]) -> Counted | None:
    """The noun before a sum in brackets or behind a colon: "tight margins ($4)", "Cost: $5m"."""
    noun = noun_before(doc, last, skip)
    return of_noun(noun, skip, f"beside {noun.text}") if noun is not None else None
