"""Where somebody speaks: a name's or a role's place goes in, the words by which a text has him say something come out.

"Hale, the mayor, has said", "…," said the mayor, "a spokesman for the clinic said". Vocabulary: ``reporting_verbs``.
Knowingly missed: speech told by other verbs.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon import alternatives
from analysis.models import Span
from analysis.vocabulary.reporting import reporting_verbs

# "a spokesman (for the Harbour Institute) said"
_COMPLEMENT = r"(?:\s+(?P<of>(?:of|for|to|at|in|from|with)\s+(?:(?:Mr|Mrs|Ms|Dr|St)\.|[^,.;:\"“”\n]){2,70}?))?"
# "said a spokesman (for the Harbour Institute)."
_CLOSING_RE = re.compile(r"\s+(?P<of>(?:of|for|at|from|in)\s+(?!an?\s)[^,.;:\"“”\n]{2,60})[,.]")
_CLAUSE_RE = re.compile(r"\s(?:who|that|which)\s|^to\s[a-z](?!he\s)")


@cache
def said_behind_re(role: bool) -> re.Pattern[str]:
    """ "Hale said", "Hale, the mayor, has said"; for a role "the head of the clinic said" too."""
    verbs = alternatives(reporting_verbs())
    return re.compile(
        rf"{_COMPLEMENT if role else ''}"
        rf"(?:\s*\([^()]{{2,40}}\))?(?:,[^,;:\"“”\n]{{2,90}}(?:,[^,;:\"“”\n]{{2,60}})?,)?"
        rf",?\s+(?:(?:also|has|had|have|later|earlier|then|further|\w+ly)\s+){{0,2}}(?:{verbs})\b"
    )


@cache
def said_before_re() -> re.Pattern[str]:
    """ "…," said the mayor, Hale", "according to Hale"."""
    verbs = alternatives(form for form in reporting_verbs() if form.endswith(("d", "s")) or form == "told")
    return re.compile(rf"(?:[,”\"’'?!.]\s+(?:{verbs})|\baccording\s+to)\s+[^.;:\"“”\n]{{0,90}}$")


def complement_of(text: str, role: Span) -> str:
    """What stands behind a role to say whose it is, with a space before it; empty where nothing does.

    >>> complement_of("A spokesman for the clinic said so.", Span(0, 11))
    ' for the clinic'
    """
    said = said_behind_re(True).match(text, role.end)
    match = _CLOSING_RE.match(text, role.end) if said is None else said
    words = match["of"] if match is not None else None
    return " " + " ".join(words.split()) if words and not _CLAUSE_RE.search(words) else ""
