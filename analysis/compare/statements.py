"""Claims that may be held against one another: rows with group, voice, day and interval go in, statements come out.

Left out are copies, figures that their source had moved away from or gave on a day that is not told, parts and
additions ("another 40", "40 of whom"), what may yet be, and what somebody does not confirm. Plans are held against
plans, never against what was counted. A scene is where two statements may meet: one place, and one article unless the
group names whose the things are ("killed: people" of two articles are two disasters).
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from analysis.compare.columns import in_order
from analysis.lexicon import DAYS, MONTHS, alternatives, read_rows

SAID, PLANNED, DENIED = "said", "planned", "denied"
_MODES = {"states": SAID, "estimates": SAID, "expects": PLANNED, "plans": PLANNED, "pledges": PLANNED, "denies": DENIED}
# "Russia's Kursk region", "the Kursk front", "eastern Kursk" are told of one place; "eastern Russia" is not Russia
_WHOSE_RE = re.compile(r"^.*?['’]s?\s+(?=[A-Z])")
_CLASS_RE = re.compile(
    r"^(?:the\s+)?(?:(?:city|town|village|region|province|district|state|island|port|camp)\s+of\s+)?"
    r"|\s+(?:region|province|district|front|oblast|governorate|county|city|area|state|prefecture|peninsula)$",
    re.IGNORECASE,
)
# "the toll could climb to 30": no count yet
_MAY_RE = re.compile(r"\b(?:could|may|might|would)\b(?:\s+\w+){1,4}\s*$", re.IGNORECASE)
_POSSESSIVE_RE = re.compile(r"[’']s\b")
_NAMED_RE = re.compile(r"\b[A-Z]")
# "in Baton Rouge", "near the town of Sudzha"; "on Friday" is no place, nor is "in March"
_DATELINE_RE = re.compile(r"^\W*((?:[A-Z]{4,}\s)+)")
_IN_PLACE_RE = re.compile(
    r"\b(?:(?i:in|at|near|around|outside|off)\s+(?:[a-z]+\s+){0,3}?|(?:province|city|town|village|district|port) of\s+)"
    rf"(?!(?:{'|'.join((*DAYS, *MONTHS))})\b)((?:[A-Z][\w.’'-]*\s?)+)"
)

_NOWHERE: frozenset[str] = frozenset()
# what is looked at when statements are held against one another
_NEEDED = (
    *("group", "state", "named", "voice", "actor", "source", "source_mention", "as_of", "stretch", "common_unit"),
    *("lowest", "highest", "figure", "place", "event_date", "trend", "quote", "sentence", "article", "start", "claim"),
)


@cache
def _scopes(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    scopes = {row["phrase"]: row["scope"] for row in read_rows("scopes") if row["side"] == side}
    words = alternatives(scopes)
    pattern = rf"\b({words})\s+\W*$" if side == "before" else rf"\W*({words})\b"
    return re.compile(pattern, re.IGNORECASE), scopes


def scope_of(sentence: str, start: int, end: int) -> str:
    """What a figure at ``start:end`` of a sentence is beside others: a "part", "further", only "feared", or "" itself.

    >>> scope_of("The ministry said another 40 were killed.", 26, 28)
    'further'
    >>> scope_of("The ministry said 40 were killed.", 18, 20), scope_of("60 came, 40 of whom swam.", 9, 11)
    ('', 'part')
    """
    before, after = sentence[max(0, start - 40) : start], sentence[end : end + 30]
    for side, found in (("before", _scopes("before")[0].search(before)), ("after", _scopes("after")[0].match(after))):
        if found is not None:
            return _scopes(side)[1][" ".join(found[1].lower().split())]
    return "feared" if _MAY_RE.search(before) else ""


def place_key(place: str | None) -> str:
    """A place without what it is of and what it is, to tell whether two are the same.

    >>> place_key("Russia's Kursk region"), place_key("the Kursk front"), place_key(None)
    ('kursk', 'kursk', '')
    """
    return _CLASS_RE.sub("", _WHOSE_RE.sub("", place)).strip().casefold() if place else ""


def places_in(sentence: str) -> frozenset[str]:
    """The words of the places that a sentence speaks of: two that share none may tell of two happenings.

    >>> sorted(places_in("Clashes in Baton Rouge on Saturday injured two officers near the town of Zachary."))
    ['baton', 'rouge', 'zachary']
    """
    names = [*_IN_PLACE_RE.findall(sentence), *_DATELINE_RE.findall(sentence)]
    found = (word for name in names for word in _POSSESSIVE_RE.sub("", name).split())
    return frozenset(word.strip(".’'").casefold() for word in found)


def names_whose(thing: str) -> bool:
    """Whether it is told whose the things are: then two articles that count them mean the same.

    >>> names_whose("North Korean troops"), names_whose("people")
    (True, False)
    """
    return _NAMED_RE.search(thing) is not None


def depends(claims: pd.DataFrame) -> pd.Series[bool]:
    """Which figures say nothing by themselves: additions, what is feared, and parts of what their sentence counts."""
    spans = claims["start"] - claims["sentence_start"], claims["end"] - claims["sentence_start"]
    at = [span.fillna(0).astype("int64").tolist() for span in spans]
    scopes = [scope_of(*row) for row in zip(claims["sentence"].fillna("").tolist(), *at, strict=True)]
    scope = pd.Series(scopes, index=claims.index)
    told = claims.groupby(["article", "sentence_start"], sort=False)["group"]
    # "16 boats set off, two of them capsized": these two are all that capsized
    whole = (told.transform("size") > 1) & ~claims.duplicated(["article", "sentence_start", "group"], keep=False)
    return (scope != "") & ~((scope == "part") & whole)


def statements(claims: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``claims`` that can be compared, in order of their day, with ``mode`` and ``scene``.

    ``claims`` has the claims table's columns and ``group``, ``definite``, ``named``, ``voice``, ``as_of``, ``copy_of``.
    ``about`` holds the places of its sentence, where the scene is one article and no place is tied to the figure.
    """
    modes = claims["stance"].map(_MODES)
    keep = modes.notna() & claims["copy_of"].isna() & ~claims["earlier"] & ~depends(claims)
    keep &= claims["definite"] & (claims["said_text"].isna() | claims["said_on"].notna())
    found = claims.loc[keep, list(_NEEDED)].assign(mode=modes[keep])
    places = found["place"].fillna("")
    found["place_key"] = places.map({place: place_key(place) for place in places.unique()}).astype("str")
    found["day"] = found["as_of"].astype("datetime64[s]")
    alone = ~found["named"] & (found["place_key"] == "") | found["day"].isna()
    found["scene"] = found["place_key"] + "\n" + found["article"].where(alone, "")
    sentences = {text: places_in(text) for text in found.loc[alone, "sentence"].unique()}
    words = [sentences[text] if one else _NOWHERE for text, one in zip(found["sentence"], alone, strict=True)]
    found["about"] = pd.Series(words, index=found.index, dtype="object")
    return found.iloc[in_order(found, "day", "article", "start")]
