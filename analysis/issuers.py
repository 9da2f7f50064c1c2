"""Says whose document it is: the words for a document and their place go in, the body that issued it comes out.

"A report by the Example Office says 40" is the Example Office's figure, and so is "the report" a paragraph later.
Vocabulary: ``documents`` and ``reporting_nouns``. Knowingly missed: issuers without a name of their own, and documents
that a verb gives to somebody ("the Office published a report").
"""

from __future__ import annotations

import re

from analysis.models import Span
from analysis.naming import NameBook
from analysis.reporting import is_document

_LOOK_BACK = 3000  # characters over which a document is remembered
_ISSUED = r"""
    \b{noun}\b (?: [^.;,\n“"]{{0,40}}? \b(?:issued|released|published|compiled|prepared|produced|commissioned) )?
    \s+ by \s+ (?:the\s+)?
"""
_DEFINITE_RE = re.compile(r"(?:the|this|that|its)\s", re.IGNORECASE)


def issuer_of(text: str, mention: Span, names: NameBook) -> str | None:
    """The body that issued the document of a mention; ``None`` where there is no document or nobody is named.

    >>> from analysis.parsing import paragraphs
    >>> text = "A report issued by the Example Office counted 40. The report says 12 are missing."
    >>> issuer_of(text, Span(50, 60), NameBook(text, paragraphs(text)))
    'Example Office'
    """
    words = re.findall(r"[\w-]+", mention.of(text).lower())
    noun = next((word for word in words if is_document(word)), None)
    if noun is None:
        return None
    pattern = re.compile(_ISSUED.format(noun=re.escape(noun)), re.VERBOSE | re.IGNORECASE)
    own = pattern.search(text, mention.start, mention.end + _LOOK_BACK // 30)
    if own is not None and own.start() < mention.end:
        return _named(own.end(), names)
    if _DEFINITE_RE.match(mention.of(text)) is None:
        return None
    before = list(pattern.finditer(text, max(0, mention.start - _LOOK_BACK), mention.start))
    return _named(before[-1].end(), names) if before else None


def _named(at: int, names: NameBook) -> str | None:
    """The full name of a body that starts at an offset."""
    name = names.starting_at(at)
    return names.fullest(name.text) if name is not None and name.kind == "body" else None
