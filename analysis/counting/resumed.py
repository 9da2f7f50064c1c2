"""Says what a number goes back to: its tokens and what was counted before go in, the same thing comes out again.

"The club put the figure at 60", "it was fewer than five", "up from 40", "the imam's count of 134": the noun stands in
a sentence before, or earlier in this one. Vocabulary: ``tallies`` for the words that only count, ``reporting_verbs``
whose object may be a bare number. Knowingly missed: what the text has named without a number.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.counting.clauses import PERCENT, own_subject
from analysis.counting.phrases import again, as_counted, phrase_of, plural
from analysis.counting.recalled import FEW, Recalled
from analysis.counting.subjects import find_subject
from analysis.counting.tallied import MEANS, counts_only, reaching_verbs
from analysis.counting.wholes import SHARE_WORDS
from analysis.models import Amount, Counted
from analysis.vocabulary.reporting import reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BATCHES = {"batch", "contingent", "tranche", "wave"}
_BE = {"is", "was", "are", "were", "be", "been", "'s", "’s"}
_IT = {"it", "that", "this", "they"}
_OWN = {"who", "of", "whose"}  # "compared with four in ten who disagreed"
# "up from 40", "compared with 40"
_COMPARED = {("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), ("as", "against")}
_AGAINST = {"versus", "against"}
_GIVES = ("to", "for")
_LINKS = {"at", "to", "from", "by", "of", "as", "than", "around", "about", "over", "under", "above", "below", "near"}
# "I cannot corroborate 17"
_DOUBT = {"corroborate", "corroborated", "dispute", "disputed", "doubt", "verify", "verified", "use"}
_MORE = {"more", "fewer", "less", "higher", "lower", "up", "down", "above", "below"}
_FARTHEST = 5
_SHOCKS = {
    "aftershock", "aftershocks", "earthquake", "earthquakes", "magnitude", "quake", "quakes", "shock", "shocks",
    "tremor", "tremors",
}  # fmt: skip
_STRONGEST = 10  # the end of the scale of magnitudes


def resumed(doc: Doc, anchor: Token, skip: set[int], amount: Amount, recalled: Recalled) -> Counted | None:
    """What was counted before, for a number that a comparison, a pronoun or a word such as "figure" leads back to."""
    if _in_word(doc, skip):
        return None
    if _compares(doc, skip):
        here = recalled.nearest(here=True) if amount.unit == "count" and not recalled.earlier else None
        return _once_more(
            here or recalled.same(amount) or (recalled.nearest() if amount.unit == "count" else None), amount
        )
    if amount.unit == "percent" and doc[0].lower_ == "of":  # "of the $4 million asked for, 5 percent has come"
        whole = recalled.nearest(here=True)
        return None if whole is None else as_counted(f"of {whole.text}", "", f"share of {whole.text}")
    first = min(skip)
    if first > 2 and doc[first - 3].tag_ == "JJS" and doc[first - 2 : first].text in ("of them", "of these"):
        whole = recalled.earlier[-1] if recalled.earlier else None  # "38 tremors, the strongest of them 5.1"
        return None if whole is None else as_counted(f"{doc[first - 3].text} of {whole.noun}", "", "part of them")
    from_to = min(skip) and doc[min(skip) - 1].lower_ in ("from", "to")
    if amount.unit == "percent" and from_to and any(t.lower_ == "it" for t in doc[: min(skip)]):
        return _once_more(recalled.same(amount), amount)  # "for farmers it halved, from 98% to 46%"
    words = _above(anchor, skip)
    verb = next((t for t in words if t.tag_.startswith(("VB", "MD"))), None)
    subject = own_subject(verb) if verb is not None else None
    told = verb is not None and (verb.lower_ in _BE or verb.lower_ in reaching_verbs())
    told = told or (amount.unit != "count" and _linked(anchor, skip))
    if told and subject is not None and subject.lower_ in _IT and subject.i not in skip:
        return _once_more(_of_kind(recalled, amount), amount)
    if verb is not None and verb.lower_ in _BE and any(c.dep_ == "expl" and c.i < verb.i for c in verb.lefts):
        return _once_more(_of_kind(recalled, amount), amount)
    if subject is not None and subject.lower_ == "we" and verb is not None and verb.lower_ in {*_BE, "am"}:
        alone = amount.unit == "count" and anchor.head == verb
        return as_counted("people", "", "people: we") if alone else None
    thing = next((t for t in words if counts_only(t.lower_) or t.lower_ in MEANS), None)
    if thing is None and verb is not None:
        beside = [subject, *(c for c in verb.children if c.dep_ == "dobj")] if told or _linked(anchor, skip) else []
        thing = next((t for t in beside if t is not None and t.i not in skip and _only_counts(t, amount)), None)
        it = next((t for t in beside if t is not None and t.lower_ == "it" and t != subject), None)
        if it is not None and _linked(anchor, skip):
            return _once_more(_of_kind(recalled, amount), amount)
    said = verb is not None and (verb.lower_ in reporting_verbs() or verb.lower_ in _DOUBT) and verb.i < anchor.i
    reported = said and anchor.dep_ in ("dobj", "nsubj") and doc[min(skip) - 1].text != ","
    if thing is not None or (reported and amount.unit == "count"):
        return _once_more(_of_kind(recalled, amount), amount)
    return None


def shared_out(doc: Doc, last: Token, skip: set[int], amount: Amount, recalled: Recalled) -> Counted | None:
    """A further part of a sum that is given: "a grant of $400 to widows, $300 for the old and $200 to the hurt"."""
    first, to = min(skip), last.i + 1
    to += 1 if doc[to : to + 1].text.lower() == "each" else 0
    if not first or doc[first - 1].lower_ not in ("and", ",") or doc[to : to + 1].text not in _GIVES:
        return None
    part = recalled.same(amount, here=True)
    whom = next((t for t in doc[to + 1 : to + 5] if t.tag_[:2] in ("NN", "JJ", "VB")), None)
    if part is None or whom is None or not part.noun or " of " in part.text:
        return None
    while whom.dep_ in ("amod", "compound", "nmod") and whom.head.tag_.startswith("NN") and whom.head.i > whom.i:
        whom = whom.head
    those = doc[to + 1].lower_ == "those" and doc[to + 1 : whom.i + 1].text  # "for those with light wounds"
    whose = f"{doc[to].text} {those or phrase_of(whom, skip, of=False)[0]}"
    thing, done = (part.noun, part.state) if part.noun == "money" else (part.noun, "")
    done = " ".join(takewhile(lambda word: word not in _GIVES, done.split()))
    return as_counted(thing, f"{done} {whose}".strip(), f"as before: {thing}")


def is_magnitude(found: Counted, amount: Amount) -> bool:
    """Whether a number tells how strong a tremor was: "put the magnitude at 6", "the shock was 5.1"."""
    words = found.text.lower().split()
    if amount.value is None or not 0 < amount.value < _STRONGEST or amount.per or not words:
        return False
    return words[0] == "magnitude" or (not amount.is_whole and not _SHOCKS.isdisjoint(words))


def compared(doc: Doc, last: Token, skip: set[int], amount: Amount, recalled: Recalled) -> Counted | None:
    """What a share is more or less of: "1,942 raids, 22 percent fewer than before", "that is 14% higher"."""
    behind, before = doc[last.i + 1 : last.i + 2].text.lower(), doc[max(min(skip) - 2, 0) : min(skip)]
    share = recalled.last is not None and recalled.last[0].unit == amount.unit
    if share and recalled.last is not None and before.text.lower() in ("up from", "down from") and behind != "of":
        return _once_more(recalled.last[1], amount)
    if behind not in _MORE or not len(before):
        return None
    apart = before[-1].text in (",", "–", "—", "(") or before[-1].lower_ in ("but", "and")
    said_of_it = before[-1].lower_ in _BE and before[0].lower_ in _IT
    return _once_more(recalled.nearest(), amount) if apart or said_of_it else None


def averaged(doc: Doc, skip: set[int], amount: Amount, recalled: Recalled) -> Counted | None:
    """What an average is of, where the sentence has measured it: "60 mm of rain, twice the average of 30 mm"."""
    first = min(skip)
    mean = first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in MEANS
    return _once_more(recalled.same(amount), amount) if mean else None


def in_turn(doc: Doc, last: Token) -> bool:
    """Whether a bare number is one of two that stand for two things in turn: "with 41 and 180 respectively"."""
    for i in range(last.i + 1, min(last.i + _FARTHEST, len(doc))):
        if doc[i].lower_ == "respectively":
            return True
        if doc[i].tag_ not in ("CC", "CD", "RB", "JJR", "IN"):
            return False
    return False


def _once_more(counted: Counted | None, amount: Amount) -> Counted | None:
    if counted is None or not counted.text:
        return None
    many = amount.unit == "count" and not counted.unit and amount.value != 1 and amount.is_whole
    if many and counted.noun and " " not in counted.noun and counted.text.startswith(counted.noun):
        return as_counted(plural(counted.noun), counted.state, f"as before: {counted.text}")
    return again(counted)


def same_figure(amount: Amount, recalled: Recalled) -> Counted | None:
    """What the same figure counted before in the article."""
    known = recalled.of_value(amount)
    return again(known) if known is not None else None


def _of_kind(recalled: Recalled, amount: Amount) -> Counted | None:
    """What the same figure counted, else the nearest number of its kind; for a count, first a thing to be compared."""
    known = recalled.of_value(amount)
    if known is not None or amount.unit != "count":
        return known or recalled.same(amount)
    if not amount.is_whole:
        return recalled.magnitude()
    return recalled.earlier[-1] if recalled.earlier else recalled.figure()


def _in_word(doc: Doc, skip: set[int]) -> bool:
    """Whether a number is part of a word or of a score: "34-27", "two-pronged", "41 to 40"."""
    first, last = min(skip), max(skip)
    around = [doc[i].text for i in (first - 1, last + 1) if 0 <= i < len(doc)]
    return any(text in ("-", "–", "/") for text in around)


def _compares(doc: Doc, skip: set[int]) -> bool:
    first = min(skip)
    if not first:
        return False
    near = doc[first - 1].lower_
    if doc[max(skip) + 1 : max(skip) + 2].text.lower() in _OWN:
        return False
    return near in _AGAINST or (first > 1 and (doc[first - 2].lower_, near) in _COMPARED)


def _above(anchor: Token, skip: set[int]) -> list[Token]:
    """The words that a number hangs on, up to its verb, by links that name nothing: "at", "about", "figure of"."""
    words: list[Token] = []
    token = anchor
    for _ in range(_FARTHEST):
        if token.head == token:
            break
        token = token.head
        if token.i in skip:
            continue
        named = token.tag_.startswith("NN") and not counts_only(token.lower_) and token.lower_ not in {*PERCENT, *MEANS}
        if named:
            break
        words.append(token)
        if token.tag_.startswith(("VB", "MD")) or counts_only(token.lower_):
            break
    return words


def _linked(anchor: Token, skip: set[int]) -> bool:
    """Whether a number hangs on its verb by "at", "to" and the like: "put the figure at 40"."""
    token = anchor
    while token.head != token and token.head.i in skip:
        token = token.head
    return token.head.lower_ in _LINKS


def _only_counts(token: Token, amount: Amount) -> bool:
    counts = (
        counts_only(token.lower_)
        or token.lower_ in MEANS
        or (amount.unit in ("percent", "fraction") and token.lower_ in SHARE_WORDS)
    )
    return counts and not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights)


def carry_over(before: Counted | None, amount: Amount) -> Counted | None:
    """The thing that a sentence just before counted, for a number of more than a few that names nothing itself.

    Only what the lexicon knows as comparable is carried over ("soldiers sent", not "reporters").

    >>> from decimal import Decimal
    >>> from analysis.models import Span
    >>> above_ten = Amount(Span(0, 5), Span(0, 5), Decimal(1500), Decimal(1500), Decimal(1500))
    >>> carry_over(Counted("soldiers sent", "soldiers"), above_ten).text
    'soldiers sent'
    """
    size = amount.value if amount.value is not None else amount.low
    if (
        before is None
        or not before.head
        or find_subject(before, "count") is None
        or amount.unit != "count"
        or size is None
        or size <= FEW
    ):
        return None
    return again(before, "carried over:")


def members_sent(found: Counted, before: Counted | None) -> Counted:
    """The members of a batch whose number is told, if those sent have been counted: "the first batch was 1,500"."""
    batch = found.noun.split()[-1].lower() if found.noun else ""
    if batch not in _BATCHES or before is None or not before.noun or find_subject(before, "count") is None:
        return found
    text = f"{before.text} in {found.noun}"
    return Counted(text, before.head, found.cues, before.noun, before.state, owner=before.owner)
