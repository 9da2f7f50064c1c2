"""What there is none of: a text in small letters goes in, the places where "no" or "none" is the number 0 come out.

"no deaths", "none of the boats was sunk", "not a single tent came". Vocabulary: ``none_of`` and ``states``. Knowingly
missed: "nobody", "nothing", "without loss".
"""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon import alternatives, read_rows, read_words, small_re


@cache
def _none_re() -> re.Pattern[str]:
    """ "no deaths", "no civilian casualties", "no firefighters were hurt": the number is "no"."""
    nouns = alternatives(read_words("none_of", "phrase"))
    harmed = alternatives(row["word"] for row in read_rows("states") if row["kind"] == "verb")
    return small_re(
        rf"""
        \b no (?! \s+ (?: one|body|details?|figures?|reports? ) \b | \s+ [a-z]+ \s+ than \b ) (?=
            \s+
            (?: (?: civilian|reported|confirmed|known|further|new|more|other|serious|military ) \s+ ){{0,2}}
            (?: (?: {nouns} ) \b
              | (?: [\w.-]+ \s+ ){{1,2}} (?: {nouns} ) \s+ (?: were | (?:have|had)\s+been ) \b
              | (?: [\w.-]+ \s+ ){{1,3}}
                (?: were | (?:have|had)\s+been ) \s+ (?: reported\s+ )? (?: {harmed} | missing|dead|hurt ) \b )
        )
        """,
        re.VERBOSE,
    )


@cache
def _not_one_re() -> re.Pattern[str]:
    """ "none of the boats was sunk", "not a single tent came"; but "none of the plans is new", "not a single word"."""
    harmed = alternatives(row["word"] for row in read_rows("states") if row["kind"] == "verb")
    return small_re(
        rf"""
        \b none (?= \s+ of \s+ (?: the|its|his|her|their|our|these|those|\d[\d,]* ) \s+ (?: [\w.-]+ \s+ ){{1,4}}?
            (?: was|were | (?:has|have|had)\s+been ) \s+ (?: [a-z]+ly \s+ )? (?: {harmed} ) \b )
        | \b not \s+ a \s+ single (?= \s+ (?! one|thing|word|day|moment|doubt|step|reason|time|way|piece ) [a-z]+ )
        """,
        re.VERBOSE,
    )


def none_places(small: str) -> dict[int, int]:
    """Where each such "no", "none" or "not a single" starts and ends.

    >>> none_places("there were no deaths, and no one came.")
    {11: 13}
    """
    return {match.start(): match.end() for find in (_none_re(), _not_one_re()) for match in find.finditer(small)}
