"""Says who the two of a race are: a word such as "led" goes in, who is ahead and who behind comes out.

"Field leads Moss", "her edge over Moss", "farmers favour Field over Moss", "Field lost the county to Moss". Who is not
told is known from the race that the article told of before. Vocabulary: ``contests``. Knowingly missed: races of three.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from analysis.counting.clauses import PERCENT, grammatical_subject, is_passive, own_subject
from analysis.counting.phrases import phrase_of, trim
from analysis.counting.recalled import Recalled
from analysis.lexicon import read_rows, read_words, split_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

POLLS = {"average", "poll", "polls", "polling", "respondents", "survey", "surveyed", "surveys"}
POINTS = {"point", "points"}
LEADS = {"advantage", "edge", "lead"}
_FARTHEST_NAME, _LONGEST_NAME = 12, 4
_AGAINST, _JUST_BEHIND = {"over", "against", "past"}, {"of", "to"}
_TO = {"over", "to"}
_AROUND = 60
_INSIDE = ("compound", "nmod", "poss")
_OBJECTS = {"him": "he", "her": "she", "them": "they", "his": "he", "their": "they"}


@dataclass(frozen=True)
class Race:
    """The word of a race, who is ahead in it and who behind, of whom the support is told; blank where nobody says."""

    word: Token
    ahead: str
    behind: str
    group: str
    votes: bool


@cache
def _contests() -> dict[str, dict[str, str]]:
    """ "led" → the row of "lead"."""
    return {form: row for row in read_rows("contests") for form in [row["word"], *split_list(row["forms"])]}


def around(token: Token) -> SpacySpan:
    """The words before and behind a word of the sentence; a table may be one long sentence."""
    return token.doc[max(token.i - _AROUND, 0) : token.i + _AROUND]


def row_of(word: Token) -> dict[str, str] | None:
    """The row of a word that tells of a race; nouns and verbs that look alike are told apart."""
    row = _contests().get(word.lower_)
    modifies = word.dep_ in ("amod", "compound") and not (word.i and word.nbor(-1).tag_ == "NNS")
    if row is None or modifies or (row["takes"] == "choice" and not word.tag_.startswith("VB")):
        return None
    plain = not row["forms"] or row["word"] in LEADS
    return row if word.tag_.startswith("VB") or plain else None


def race_of(word: Token, first: int, offset: int, recalled: Recalled) -> Race | None:
    """The race that a word tells of; who is not told may be known from the race that the article told of last."""
    row = row_of(word)
    if row is None:
        return None
    one, other = _rivals(word, row["takes"], first)
    names = [name_of(token, offset, recalled) for token in (one, other)]
    recalled.rivals = _between(word) or recalled.rivals
    if row["takes"] == "choice":
        return _choice(word, names, one, recalled)
    if not any(names):
        return None
    known = [name or _partner(recalled, names[1 - k]) for k, name in enumerate(names)]
    recalled.rivals = (known[0], known[1]) if all(known) else recalled.rivals
    ahead, behind = known if row["side"] == "ahead" else reversed(known)
    asked = any(token.lower_ in POLLS for token in around(word)) or any(c.tag_ == "MD" for c in word.lefts)
    return Race(word, ahead, behind, "", row["counts"] == "votes" and not asked)


def _choice(word: Token, names: list[str], group: Token | None, recalled: Recalled) -> Race | None:
    """ "farmers favour Field over Moss": whom a group is for."""
    passive = is_passive(word)
    liked = names[0] if passive else names[1]
    if not liked[:1].isupper():
        return None
    over = next((t for t in word.doc[word.i + 1 : word.i + _FARTHEST_NAME] if t.lower_ in _TO and _is_named(t)), None)
    thing = _named_behind(over) if over is not None else None
    other = short_name(phrase_of(thing, set(), of=False)[0]) if thing is not None else ""
    other = other or _partner(recalled, liked) or _liked_by_others(word, liked)
    recalled.rivals = (liked, other) if other else recalled.rivals
    several = group is not None and group.tag_ in ("NNS", "NNPS") and not passive
    return Race(word, liked, other, phrase_of(group, set())[0] if several and group is not None else "", votes=False)


def _liked_by_others(word: Token, liked: str) -> str:
    """Whom another group of the sentence is for: "farmers favour Field, 72 percent to 8 percent, and millers Moss"."""
    words = (t for t in around(word) if t != word and (row := row_of(t)) is not None and row["takes"] == "choice")
    names = (short_name(phrase_of(t, set(), of=False)[0]) for w in words if (t := _opponent(w, "choice")) is not None)
    return next((name for name in names if name[:1].isupper() and name.split()[-1:] != liked.split()[-1:]), "")


def _between(word: Token) -> tuple[str, str] | None:
    """The two of "a race between Field and Moss"."""
    doc = word.doc
    start = next((t.i + 1 for t in around(word) if t.lower_ == "between"), len(doc))
    link = next((t.i for t in doc[start : start + _FARTHEST_NAME] if t.lower_ == "and"), start)
    names = doc[start:link], doc[link + 1 : link + 1 + _LONGEST_NAME]
    one, other = ([t.text for t in takewhile(lambda t: t.tag_ in ("NNP", "NNPS"), name)] for name in names)
    return (
        (short_name(" ".join(one)), short_name(" ".join(other))) if one and other and len(one) == link - start else None
    )


def _partner(recalled: Recalled, name: str) -> str:
    """The rival of somebody, as the article told last."""
    last = name.split()[-1:]
    pair = recalled.rivals
    return next((pair[1 - k] for k in (0, 1) if pair[k].split()[-1:] == last), "") if last and all(pair) else ""


def _rivals(word: Token, takes: str, first: int) -> tuple[Token | None, Token | None]:
    """Who does what the word of a race tells, and against whom."""
    verb = word.tag_.startswith("VB")
    if verb:
        one = own_subject(word) or (word.head if word.dep_ == "acl" else grammatical_subject(word))
    else:
        owner = next((c for c in word.lefts if c.dep_ == "poss"), None)
        link = word.head if word.dep_ == "pobj" and word.head.head.tag_.startswith("NN") else None
        if word.dep_ == "pobj" and word.head.lower_ == "with":  # "shows Field with a lead over Moss"
            owner = owner or _name_before(word.doc, word.head.i)
        one = owner or (link.head if link is not None else grammatical_subject(word))
    if one is not None and one.tag_ in ("WDT", "WP") and one.head.dep_ == "relcl":
        one = one.head.head
    if one is None or one.i >= word.i:
        start = min((c.i for c in word.lefts if c.dep_ in ("aux", "auxpass")), default=word.i)
        one = _name_before(word.doc, start) or _name_before(word.doc, first)
    thing = next((c for c in word.rights if c.dep_ == "dobj" and c.lower_ not in PERCENT | POINTS), None)
    other = thing if verb and takes != "prize" else None
    other = other or _opponent(word, takes)
    return one, other if other is None or other != one else None


def _name_before(doc: Doc, i: int) -> Token | None:
    """The name right before a word or a figure: "shows Field 16 points ahead"."""
    return doc[i - 1] if i and (doc[i - 1].tag_ == "NNS" or _is_capital(doc[i - 1])) else None


def _is_capital(word: Token) -> bool:
    """Whether a word may be a name, whatever the parser takes it for: "Trump leads"."""
    return word.text[:1].isupper() and word.tag_[:2] in ("NN", "VB", "JJ")


def _opponent(word: Token, takes: str) -> Token | None:
    """The name that stands behind the word of a race, at once or after "over": "a lead in the north over Moss"."""
    doc = word.doc
    for token in doc[word.i + 1 : word.i + _FARTHEST_NAME]:
        near = token.i - word.i <= 2 and token.lower_ in _JUST_BEHIND
        link = token.lower_ in _AGAINST or near
        at_once = (
            token.i == word.i + 1 and takes != "prize" and (token.tag_.startswith("NNP") or token.lower_ in _OBJECTS)
        )
        if not (link or at_once):
            continue
        found = _named_behind(doc[token.i + link - 1])
        if found is not None:
            return found
    return None


def _is_named(link: Token) -> bool:
    """Whether a name stands right behind a preposition."""
    return link.doc[link.i + 1 : link.i + 2].text[:1].isupper()


def _named_behind(link: Token) -> Token | None:
    """The noun or the pronoun that stands right behind a word, with its last word if it is a name."""
    found = next((t for t in link.doc[link.i + 1 :][:_LONGEST_NAME] if t.tag_ not in ("DT", "JJ", ",")), None)
    while found is not None and found.dep_ in _INSIDE and found.i < found.head.i <= found.i + _LONGEST_NAME:
        if not found.head.tag_.startswith("NN") or found.head.lower_ in PERCENT | POINTS:
            break
        found = found.head
    return found if found is not None and (found.tag_.startswith("NN") or found.lower_ in _OBJECTS) else None


def name_of(token: Token | None, offset: int, recalled: Recalled) -> str:
    """Who is named by a token, the name for a pronoun and for "the senator"; blank where it is nobody."""
    if token is None or token.lower_ in PERCENT | POLLS | POINTS:
        return ""
    who = recalled.who
    if token.tag_.startswith("PRP"):
        pronoun = _OBJECTS.get(token.lower_, token.lower_)
        return short_name(who(pronoun, offset + token.idx) or "") if who is not None else ""
    if token.tag_ == "NNS" or _is_capital(token):
        return short_name(trim(phrase_of(token, set(), of=False)[0]))
    the = next((c for c in token.lefts if c.lower_ in ("the", "his", "her", "their")), None)
    if the is None or token.tag_ != "NN":
        return ""
    words = trim(phrase_of(token, set(), of=False)[0])
    mention = token.doc[the.i : token.i + 1].text
    return short_name((who(mention, offset + the.idx) if who is not None else None) or words)


def short_name(name: str) -> str:
    """The last name of a person, by which the rivals of a race are told apart; other names as they are.

    >>> short_name("Senator Bernard Hale"), short_name("Green Party"), short_name("Ms. Field")
    ('Hale', 'Green Party', 'Field')
    """
    words = name.split()
    known = any(word.rstrip(".") in _of_persons() for word in words[:-1])
    return words[-1] if known and words[-1] not in read_words("organisation_words", "word") else name


@cache
def _of_persons() -> frozenset[str]:
    return read_words("titles", "word") | read_words("given_names", "name")
