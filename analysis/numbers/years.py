"""Whether a figure is a year: an amount and its sentence go in, the answer comes out.

"in 2019", "around 1987", "its 2018 results", "below 2005 levels"; but "1990 people". Vocabulary: ``states``, whose
verbs make a count of what follows ("destroyed 2014 barns"). Knowingly missed: years beyond 2099 and before 1500.
"""

from __future__ import annotations

import re

from analysis.lexicon import read_words
from analysis.models import Amount
from analysis.numbers.figures import Figure
from analysis.numbers.time_masks import YEAR

_BARE_YEAR_RE = re.compile(YEAR)
_YEAR_BEFORE = {
    "in", "since", "until", "till", "by", "from", "during", "before", "after", "early", "late", "mid", "the", "year",
    "through", "and", "to", "for", "back", "around", "spring", "summer", "autumn", "winter", "fall", "year's", "s",
}  # fmt: skip
_WORD_BEFORE_RE = re.compile(r"([\w'’]+)\W*$")
# "the end of 2015 leaves"
_PART_OF_YEAR_RE = re.compile(
    r"\b(?:end|start|beginning|rest|half|quarter|spring|summer|autumn|fall|winter|months?|days|most|much)\s+of\s+$",
    re.IGNORECASE,
)
# "1990 people", "2000 heavy shells"; but no "1990 was", "in 2022 this"
PLURAL_RE = re.compile(
    r"""
    \s+ (?: [a-z-]+\s+ )?
    (?: people|men|women|children|troops | (?! this|his|its|was|is|has|as|us|plus|yes ) [a-z]+[^s\W]s ) \b
    """,
    re.VERBOSE,
)
# "around 1987, when"
_ABOUT_RE = re.compile(r"\b(?:around|about|circa|ca\.|maybe|perhaps)\s+$", re.IGNORECASE)
_BEHIND_YEAR_RE = re.compile(
    r"\s*(?:$|[.,;:)”\"]|(?:when|and|or|as|by|to|in|he|she|it|they|after|but|will|was|is|has)\b)"
)
# "a rich 2016 donor", "its 2015 statements", "as 2015 comes to an end"; few things are counted so without a comma
_NEAR_NOW = re.compile(r"19[89][1-9]|20(?:0[1-9]|[1-2]\d|3[0-5])")
_COUNTED_RE = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:people|men|women|children|troops|soldiers|civilians|refugees|fighters|families|households|villagers"
    r"|residents|prisoners|detainees|migrants|workers|students|pupils|patients|deaths|injuries|homes|houses|buildings"
    r"|structures|vehicles|cars|tents|trees|shells|rockets|bombs|cattle|sheep|litres|times)\b"
)
_THAN_YEAR_RE = re.compile(r"\b(?:below|above|under|over|than|(?:since|until|from)\s+at\s+least)\s+$")
_LEVELS_RE = re.compile(
    r"['’]s\b|\s+(?:levels?|averages?|prices|figures|rates|values|totals|highs|lows|peaks|baselines?)\b"
)
# "Merck's 2018 sales", "its 2018 results"
_OWNED_RE = re.compile(r"(?:[^\W\d_]['’]s|\b(?:its|their|his|her|our|your|my))\s+$")
# "between 2019 and 2021"
_YEARS_RE = re.compile(rf"(?:between|from)?\s*{YEAR}\s+(?:and|to|or)\s+{YEAR}\b(?!\s+[a-z]+s\b)", re.IGNORECASE)


def is_year(text: str, amount: Amount, figure: Figure) -> bool:
    """Whether an amount of a sentence is a year, or a stretch of years.

    >>> from analysis.numbers.amounts import find_amounts
    >>> [is_year(text, *found) for text in ("Prices rose in 2022", "It fell below 2005 levels", "2,022 boats sank")
    ...  for found in find_amounts(text)]
    [True, True, False]
    """
    if amount.unit != "count":
        return False
    if amount.qualifier == "between":
        return _YEARS_RE.match(text, amount.span.start) is not None
    year, before, after = amount.number.of(text), text[: amount.number.start], text[amount.number.end :]
    if not _BARE_YEAR_RE.fullmatch(year):
        return False
    plain = amount.qualifier == "exact" and _stands_as_year(year, before, after)
    return plain or _is_about_a_year(before, after, figure)


def _is_about_a_year(before: str, after: str, figure: Figure) -> bool:
    """ "around 1987": no round number, and nothing counted behind; "below 2005 levels", "than 2018."."""
    if _NEAR_NOW.match(str(figure.value)) and (
        _LEVELS_RE.match(after) or (_THAN_YEAR_RE.search(before) and _BEHIND_YEAR_RE.match(after))
    ):
        return True
    round_number = figure.value is not None and figure.value % 50 == 0
    return _ABOUT_RE.search(before) is not None and not round_number and _BEHIND_YEAR_RE.match(after) is not None


def _stands_as_year(year: str, before: str, after: str) -> bool:
    """Whether 1500 to 2099 is a year: no plural follows, or a word such as "in" stands before it."""
    word = _WORD_BEFORE_RE.search(before)
    done = word is not None and word.group(1).lower() in read_words("states")  # "destroyed 2014 barns"
    if not PLURAL_RE.match(after) or (_NEAR_NOW.match(year) and not (done or _COUNTED_RE.match(after))):
        return True
    if word is None or _PART_OF_YEAR_RE.search(before):
        return word is not None
    return word.group(1).lower() in _YEAR_BEFORE or _OWNED_RE.search(before) is not None
