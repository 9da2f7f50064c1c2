"""Says who is for whom in a vote or a poll: the figures of a race go in, "support for Field" comes out.

"Field leads Moss 46 percent to 40 percent" counts the support for the one and for the other, "by 58 percent to 33
percent farmers want a bridge" those who want it and those who do not, "leads by six points" the lead of the one over
the other, "in the poll Field is at 20 percent" the support for Field.
Who is ahead has the larger figure, whatever their order. Vocabulary: ``contests``. Knowingly missed: races of three.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.counting.clauses import PERCENT, grammatical_subject, own_subject
from analysis.counting.phrases import clause_words, phrase_of
from analysis.counting.recalled import Recalled
from analysis.counting.rivals import LEADS, POINTS, POLLS, Race, around, name_of, race_of, row_of, short_name
from analysis.lexicon import read_words
from analysis.models import Amount, Counted
from analysis.vocabulary.parties import is_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FIGURE = r"(?P<figure>\d+(?:\.\d+)?)\s?(?P<sign>%|per ?cent)?"
_LINK = r"(?:\s*[-–—]\s*|,?\s+(?:to|versus|vs\.?|against|compared (?:to|with))\s+)"
_WHOSE = r"(?:(?P<name>(?:[A-Z][\w.’'-]*\s)*[A-Z][\w.-]*)['’]s?\s+|(?:his|her|their)\s+)?"
_FIRST_RE = re.compile(rf"(?:(?<=[\s(])|^){_FIGURE}{_LINK}{_WHOSE}$")
_SECOND_RE = re.compile(rf"^{_LINK}{_WHOSE}{_FIGURE}(?!\w)")
_ASIDE = 8  # tokens in which the other figure of a pair is looked for
_BEFORE = 24  # tokens before a figure in which the word of its race stands
_LONGEST_BY = 5  # "by an average of nearly" six points
_LONGEST_ERROR, _FARTHEST_ERROR = 3, 12
_BREAKS, _NEW_CLAUSE = {";", ":", "(", "—", "--"}, {"while", "although", "though"}
_BESIDE = {"ahead", "behind"}
_PUTS = {"put", "puts"}
_SURVEYS = POLLS - {"average"}


def raced(doc: Doc, skip: set[int], offset: int, amount: Amount, recalled: Recalled) -> Counted | None:
    """What a figure of a vote or a poll counts: support for one of two rivals, the lead of one, a margin of error."""
    points = doc[max(skip) + 1 : max(skip) + 2].text.lower() in POINTS
    if points or amount.unit == "percentage point":
        found = _lead(doc, skip, offset, amount, recalled)
        if found is not None and points:
            words = f"points of {found.text}"
            found = replace(found, text=words, head="points", noun=words)
        return _error(doc, min(skip)) or found
    ahead = doc[max(skip) + 1 : max(skip) + 3].text.lower()
    if ahead == "ahead of" and amount.unit == "count" and recalled.last is not None:
        return _lead(doc, skip, offset, amount, recalled)
    if amount.unit not in ("percent", "count") or amount.value is None or max(skip) - min(skip) > _ASIDE:
        return None
    if amount.unit == "count" and not any(t.lower_ in PERCENT for t in doc[max(skip) + 1 : max(skip) + _ASIDE]):
        return None
    start = max(min(skip) - _ASIDE, 0)
    text, at = doc[start : max(skip) + _ASIDE + 1].text, offset + doc[start].idx
    before, behind = text[: amount.span.start - at], text[amount.span.end - at :]
    first, second = _FIRST_RE.search(before), _SECOND_RE.match(behind)
    other = first or second
    if other is None and amount.unit == "percent":
        if any(token.lower_ == "error" for token in doc[max(min(skip) - _LONGEST_BY, 0) : min(skip)]):
            return _error(doc, min(skip))
        by = _led_by(doc, min(skip) - _LONGEST_BY, min(skip)) and doc[max(skip) + 1 : max(skip) + 2].text != "of"
        return _lead(doc, skip, offset, amount, recalled) if by else None
    if other is None or (amount.unit == "count" and (second is None or not second["sign"])):
        return None
    opening = before[: first.start()] if first is not None else before
    if opening.rstrip().lower().endswith(("from", "$", "€", "£")):
        return None
    more = amount.value - Decimal(other["figure"])
    leads = more > 0 or (more == 0 and first is None)
    race = _race_before(doc, min(skip), offset, recalled)
    if race is None and first is not None and first["name"]:
        return _backing(short_name(first["name"]), "whose figure it is")
    if race is None:
        return _divided(doc, min(skip), leads)
    if first is not None and first["name"]:
        return _support(race, short_name(first["name"]), race.ahead)
    return _support(race, *((race.ahead, race.behind) if leads else (race.behind, race.ahead)))


def _support(race: Race, whom: str, rival: str) -> Counted | None:
    """Those who are for one of two rivals; of a group, if the race is told of one."""
    cue = f"contests: {race.word.text}"
    whom = whom or (f"a rival of {rival}" if rival else "")
    if race.group:
        state = f"who {race.word.text} {whom}"
        return Counted(f"of {race.group} {state}", None, (cue,), f"of {race.group}", state)
    what = "votes" if race.votes else "support"
    return Counted(f"{what} for {whom}", what, (cue,)) if whom else None


def _race_before(doc: Doc, first: int, offset: int, recalled: Recalled) -> Race | None:
    """The race that a pair of figures is told of, by the nearest word of one before it."""
    behind = (
        t for t in doc[first + 1 : first + _ASIDE] if t.lower_ in LEADS
    )  # "her 64-27 percent advantage over Moss"
    for word in (*behind, *reversed(doc[max(first - _BEFORE, 0) : first])):
        if word.i < first and (word.text in _BREAKS or word.lower_ in _NEW_CLAUSE):
            return None
        race = race_of(word, first, offset, recalled)
        if race is not None:
            return race
    return None


def standing(
    doc: Doc, anchor: Token, skip: set[int], offset: int, found: Counted | None, recalled: Recalled
) -> Counted | None:
    """Whose share of a poll it is: "in the poll Field is at 20 percent" counts the support for Field.

    ``found`` is what the share's clause tells: a name, or nothing where a pronoun stands.
    """
    asked = any(token.lower_ in _SURVEYS for token in around(doc[min(skip)]))
    if doc[min(skip) - 1].text in _BREAKS or not (asked or any(recalled.rivals)):
        return None
    guessed = found is not None and found.head is None and not found.noun  # "earned"
    if found is not None and not found.text[:1].isupper() and not guessed:
        return None
    beside = _standing_beside(doc, min(skip)) if asked else None
    if beside is not None:
        return _backing(short_name(phrase_of(beside, skip, of=False)[0]), f"{beside.text} beside the share")
    subject = grammatical_subject(anchor if anchor.head.i not in skip else anchor.head)
    if subject is None or subject.head.lower_ in _PUTS:
        return None
    name = name_of(subject, offset, recalled) if subject.lower_ in ("he", "she") or subject.tag_ == "NNP" else ""
    if found is not None and not guessed and short_name(found.text) != name:
        return None
    known = not _is_land(name) if asked else name in recalled.rivals
    return _backing(name, f"subject of '{subject.head.text}'") if name and known else None


def _standing_beside(doc: Doc, first: int) -> Token | None:
    """The name that a share stands at in a row of them: "Field at 20 percent, Moss with 12 percent, Hale 9 percent"."""
    near = [t for t in doc[max(first - _LONGEST_BY, 0) : first] if t.tag_ != "RB"]
    if not near:
        return None
    link = near[-1].lower_
    name = near[-1] if near[-1].tag_ == "NNP" else near[-2] if len(near) > 1 else near[-1]
    opens = next((t.text for t in reversed(doc[max(first - _BEFORE, 0) : name.i]) if t.tag_ != "NNP"), "")
    row = link in ("at", "with") or (
        link == "," and any(t.lower_ in PERCENT for t in doc[max(first - _BEFORE, 0) : first])
    )
    row = row or ((link == "by" or name == near[-1]) and opens in (",", "and"))  # "by 37 percent, Moss by 30 percent"
    return name if row and name.tag_ == "NNP" and not _is_land(name.text) else None


def _is_land(name: str) -> bool:
    return is_place(name) or name.lower() in read_words("locations")


def _backing(name: str, *cues: str) -> Counted:
    return Counted(f"support for {name}", "support", (*cues, "in a poll"))


def _divided(doc: Doc, first: int, leads: bool) -> Counted | None:
    """ "By 58 percent to 33 percent, farmers want a bridge": those who want it, and those who do not."""
    by = next((t for t in reversed(doc[max(first - _ASIDE, 0) : first + 1]) if t.lower_ == "by"), None)
    verb = by.head if by is not None else None
    group = own_subject(verb) if verb is not None and verb.tag_.startswith("VB") else None
    if verb is None or group is None or group.tag_ not in ("NNS", "NNPS", "DT"):
        return None
    whole = f"of {phrase_of(group, set())[0]}"
    told = next((c for c in group.rights if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    whole = f"{whole} {told.text}" if group.lower_ == "those" and told is not None else whole
    state = clause_words(verb, set()) if leads else "who disagree"
    return Counted(f"{whole} {state}", group.lower_, (f"by so many: {verb.text}",), whole, state)


def _error(doc: Doc, first: int) -> Counted | None:
    """ "a margin of error of plus or minus three points"."""
    error = next((t for t in reversed(doc[max(first - _FARTHEST_ERROR, 0) : first]) if t.lower_ == "error"), None)
    if error is None:
        return None
    margin = next((t for t in doc[max(error.i - _LONGEST_ERROR, 0) : error.i] if t.lower_ == "margin"), None)
    return Counted(doc[margin.i : error.i + 1].text, "margin", ("margin of error",)) if margin is not None else None


def _lead(doc: Doc, skip: set[int], offset: int, amount: Amount, recalled: Recalled) -> Counted | None:
    """ "leads by six points", "five points behind Moss": the lead of who is ahead over the other."""
    first, end = min(skip), max(skip) + 1
    end += doc[end : end + 1].text.lower() in POINTS
    if doc[end : end + 1].text and doc[end].tag_.startswith("NN"):
        return None  # "a six percentage point increase"
    race = next(
        (r for t in doc[end : end + 2] if t.lower_ in _BESIDE and (r := race_of(t, first, offset, recalled))), None
    )
    for i in range(first - 1, max(first - _BEFORE, -1), -1):
        if race is not None or doc[i].text in _BREAKS or doc[i].lower_ in _NEW_CLAUSE:
            break
        row = row_of(doc[i])
        choice = row is not None and row["takes"] == "choice" and amount.unit == "percent"
        if (
            row is not None
            and not choice
            and ((doc[i].lower_ in LEADS and doc[i].tag_ == "NN") or _led_by(doc, i, first))
        ):
            race = race_of(doc[i], first, offset, recalled)
        if doc[i].tag_.startswith("VB") and not _may_stand_between(doc[i]):
            break
    if race is None or race.group:
        return None
    words = f"lead {f'of {race.ahead}' if race.ahead else ''} {f'over {race.behind}' if race.behind else ''}"
    return Counted(" ".join(words.split()), "lead", (f"contests: {race.word.text}",))


def _led_by(doc: Doc, word: int, first: int) -> bool:
    """Whether only "by" and what goes with it stands between the word of a race and a figure."""
    return any(t.lower_ == "by" for t in doc[max(first - _LONGEST_BY, word + 1) : first])


def _may_stand_between(verb: Token) -> bool:
    """Whether a verb may stand between a lead and its size: "her lead over Moss has dropped to two points"."""
    return any(t.tag_ == "NN" and t.lower_ in LEADS for t in verb.doc[max(verb.i - _BEFORE, 0) : verb.i])
