"""The countries that some words name: text goes in, countries come out, and the text without them.

"Seoul", "South Koreans" and "South Korean" are of one country. Vocabulary: ``countries``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.lexicon import alternatives, read_rows, split_list

_FORMS = ("aliases", "adjectives", "people", "capitals")


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {}
    for row in read_rows("countries"):
        for form in (row["country"], *(form for column in _FORMS for form in split_list(row[column]))):
            forms[form.casefold()] = row["country"]
    return re.compile(rf"(?<!\w)(?:{alternatives(forms)})(?!\w)"), forms


@lru_cache(maxsize=65_536)
def countries_in(words: str) -> tuple[frozenset[str], str]:
    """The countries named, and the words without their names, in small letters.

    >>> countries_in("killed: North Korean troops")
    (frozenset({'North Korea'}), 'killed: troops')
    """
    pattern, forms = _countries()
    small = " ".join(words.casefold().split())
    found = frozenset(forms[" ".join(form.split())] for form in pattern.findall(small))
    return found, " ".join(pattern.sub("", small).split()) if found else small
