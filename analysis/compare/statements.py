"""Claims that may be held against one another: rows with group, voice, day and interval go in, statements come out.

Left out are copies, figures that their source had moved away from or gave on a day that is not told, parts and
additions ("another 40", "40 of whom"), what may yet be, and what somebody does not confirm. Plans are held against
plans, never against what was counted. A figure moved away from whose day is told beside the newer one stays as the one
before it. A scene is where two statements may meet: one place, and one article unless the group names whose the things
are ("killed: people" of two articles are two disasters). What a person moved to a subject is of one scene, whatever
the articles tell or leave out.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.compare.columns import in_order, kinds_of
from analysis.compare.scopes import PLANNED, counts_a_part, depends, scopes
from analysis.lexicon import DAYS, MONTHS

SAID, DENIED, BEFORE = "said", "denied", "before"
_MODES = {"states": SAID, "estimates": SAID, "expects": PLANNED, "plans": PLANNED, "pledges": PLANNED, "denies": DENIED}
# "Russia's Kursk region", "the Kursk front", "eastern Kursk" are told of one place; "eastern Russia" is not Russia
_WHOSE_RE = re.compile(r"^.*?['’]s?\s+(?=[A-Z])")
_CLASS_RE = re.compile(
    r"^(?:the\s+)?(?:(?:city|town|village|region|province|district|state|island|port|camp)\s+of\s+)?"
    r"|\s+(?:region|province|district|front|oblast|governorate|county|city|area|state|prefecture|peninsula)$",
    re.IGNORECASE,
)
_POSSESSIVE_RE = re.compile(r"[’']s\b")
# "in Baton Rouge", "near the town of Sudzha"; "on Friday" is no place, nor is "in March"
_DATELINE_RE = re.compile(r"^\W*((?:[A-Z]{4,}\s)+)")
_IN_PLACE_RE = re.compile(
    r"\b(?:(?i:in|at|near|around|outside|off)\s+(?:[a-z]+\s+){0,3}?|(?:province|city|town|village|district|port) of\s+)"
    rf"(?!(?:{'|'.join((*DAYS, *MONTHS))})\b)((?:[A-Z][\w.’'-]*\s?)+)"
)

_TOLL_RE = re.compile(r"^((?:[A-Z][\w’'.-]*\s)+)(?:death )?toll$")
_NOWHERE: frozenset[str] = frozenset()
# what is looked at when statements are held against one another
_NEEDED = (
    *(
        "group",
        "state",
        "named",
        "same",
        "voice",
        "actor",
        "source",
        "source_mention",
        "as_of",
        "stretch",
        "common_unit",
    ),
    *(
        "lowest",
        "highest",
        "figure",
        "place",
        "event_date",
        "trend",
        "qualifier",
        "quote",
        "sentence",
        "counted",
        "article",
        "start",
        "claim",
    ),
)


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


def statements(claims: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``claims`` that can be compared, in order of their day, with ``mode`` and ``scene``.

    ``claims`` has the claims table's columns and ``group``, ``definite``, ``named``, ``same``, ``voice``, ``as_of``,
    ``copy_of``. The ``mode`` "before" is of figures that a source had moved away from, with their own ``day``.
    ``about`` holds the places of its sentence, where the scene is one article and no place is tied to the figure.
    """
    modes, scope = claims["stance"].map(_MODES), scopes(claims)
    modes = modes.mask((modes == SAID) & (scope == PLANNED), PLANNED)
    before = _told_before(claims)
    modes = modes.mask((modes == SAID) & before, BEFORE)
    keep = modes.notna() & claims["copy_of"].isna() & (~claims["earlier"] | before) & ~depends(claims, scope)
    keep &= claims["definite"] & (claims["said_text"].isna() | claims["said_on"].notna())
    found = claims.loc[keep, list(_NEEDED)].assign(mode=modes[keep])
    # a hospital's dead are no more than a part of all
    sources = found["source"].fillna("")
    parts = sources.map({source: counts_a_part(source) for source in sources.unique()}).astype("bool")
    found["highest"] = found["highest"].mask(parts & (found["mode"] == SAID), np.inf)
    # "the Alder toll" is that of a place
    tolls = found["counted"].str.extract(_TOLL_RE)[0].where(found["state"] != "")
    found["place"] = found["place"].fillna(tolls.astype("str"))
    places = found["place"].fillna("")
    found["place_key"] = places.map({place: place_key(place) for place in places.unique()}).astype("str")
    found["day"] = found["as_of"].astype("datetime64[s]")
    late = found["mode"] == BEFORE
    found["day"] = found["day"].mask(late, found["event_date"].astype("datetime64[s]"))
    # a day that tells which happening is meant must not part what a person holds to be one
    found["event_date"] = found["event_date"].mask(late | found["same"])
    found["named"] |= found["same"]
    found["place_key"] = found["place_key"].mask(found["same"], "")
    alone = (~found["named"] & (found["place_key"] == "") | found["day"].isna()) & ~found["same"]
    found["scene"] = found["place_key"] + "\n" + found["article"].where(alone, "")
    sentences = {text: places_in(text) for text in found.loc[alone, "sentence"].unique()}
    words = [sentences[text] if one else _NOWHERE for text, one in zip(found["sentence"], alone, strict=True)]
    found["about"] = pd.Series(words, index=found.index, dtype="object")
    return found.iloc[in_order(found, "day", "article", "start")]


def _told_before(claims: pd.DataFrame) -> pd.Series[bool]:
    """Which figures their source had moved away from, with the day of each, in the sentence of the newer figure.

    "It rose to 212 on Thursday, up from 148 on Monday, the ministry said."
    """
    keys = kinds_of(*(claims[name] for name in ("article", "sentence_start", "group", "voice", "common_unit")))[1]
    earlier = claims["earlier"].to_numpy("bool")
    newer = np.isin(keys, keys[~earlier])
    dated = (claims["event_date"] < claims["as_of"]).to_numpy("bool")
    return pd.Series(earlier & newer & dated, index=claims.index)
