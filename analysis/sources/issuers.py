"""Says whose document it is: the words for a document and their place go in, the body that issued it comes out.

"A report by the Example Office says 40" is the Example Office's figure, and so is "the report" a paragraph later.
So is "the document" of which "the Office has issued a statement" told before. Vocabulary: ``documents`` and
``reporting_nouns``. Knowingly missed: issuers without a name of their own.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicon import alternatives, read_words
from analysis.models import Span
from analysis.naming.book import NameBook
from analysis.naming.roles import find_roles
from analysis.vocabulary.reporting import is_document, reporting_nouns

_LOOK_BACK = 3000  # characters over which a document is remembered
_ISSUED = r"""
    \b{noun}\b (?: [^.;,\n“"]{{0,40}}? \b(?:issued|released|published|compiled|prepared|produced|commissioned) )?
    \s+ (?:by|(?<=statement\ )from) \s+ (?:the\s+)?
"""
_GIVEN_OUT = r"""
    \b(?:issued|released|published|circulated) \s+ (?:an?|its|the|another)\s+ (?:[\w-]+\s+){{0,3}}? (?:{noun}) \b
"""
# "In a report released on Monday, the Example Office …"
_INSIDE = r"""
    \b in \s+ (?:an?|its)\s+ (?:[\w-]+\s+){{0,3}}? {noun} \b
    (?: \s+ (?:released|published|issued|on|this) [^,.\n]{{0,40}} )? ,\s+ (?:the\s+)?
"""
_STOP_RE = re.compile(r"[.!?][\"”’)]*\s|\n")
_ANY = "document"  # what every other may be called again
_DEFINITE_RE = re.compile(r"(?:the|this|that|its)\s", re.IGNORECASE)


def issuer_of(text: str, mention: Span, names: NameBook) -> str | None:
    """The body that issued the document of a mention; ``None`` where there is no document or nobody is named.

    >>> from analysis.grammar.parsing import paragraphs
    >>> text = "A report issued by the Example Office counted 40. The report says 12 are missing."
    >>> issuer_of(text, Span(50, 60), NameBook(text, paragraphs(text)))
    'Example Office'
    """
    if mention.of(text).lower() == "it":
        return _issuer_of_it(text, mention, names)
    words = re.findall(r"[\w-]+", mention.of(text).lower())
    noun = next((word for word in words if is_document(word)), None)
    if noun is None:
        return None
    pattern = re.compile(_ISSUED.format(noun=re.escape(noun)), re.VERBOSE | re.IGNORECASE)
    own = pattern.search(text, mention.start, mention.end + _LOOK_BACK // 30)
    if own is not None and own.start() < mention.end:
        return _named(own.end(), names) or _role(text, own.end(), names)
    if _DEFINITE_RE.match(mention.of(text)) is None:
        return None
    since = max(0, mention.start - _LOOK_BACK)
    by = list(pattern.finditer(text, since, mention.start))[-1:]
    inside = re.compile(_INSIDE.format(noun=re.escape(noun)), re.VERBOSE | re.IGNORECASE)
    told = list(inside.finditer(text, since, mention.start))[-1:]
    out = list(_given_out_re(noun).finditer(text, since, mention.start))[-1:]
    if out and (not by or by[0].start() < out[0].start()):
        return _subject(text, Span(since, out[0].start()), names)
    if by:
        return _named(by[0].end(), names)
    return _named(told[0].end(), names) if told else None


def _issuer_of_it(text: str, mention: Span, names: NameBook) -> str | None:
    """The body that issued the document that a pronoun means: "The report …. It says …"."""
    document = names.resolve("it", mention.start) or ""
    at = text.rfind(document, 0, mention.start) if is_document(document.rpartition(" ")[2]) else -1
    return issuer_of(text, Span(max(0, at - len("the ")), at + len(document)), names) if at >= 0 else None


@cache
def _given_out_re(noun: str) -> re.Pattern[str]:
    """ "has issued a statement": for "the document" whatever document it was."""
    nouns = re.escape(noun) if noun != _ANY else alternatives(read_words("documents", "noun") | set(reporting_nouns()))
    return re.compile(_GIVEN_OUT.format(noun=nouns), re.VERBOSE | re.IGNORECASE)


def _subject(text: str, before: Span, names: NameBook) -> str | None:
    """The full name of the first body of the sentence in which a stretch ends."""
    starts = [before.start, *(match.end() for match in _STOP_RE.finditer(text, *before))]
    named = names.between(starts[-1], before.end)
    bodies = [name for name in named if name.kind != "place" and text[name.span.start - 1 : name.span.start] != "["]
    return names.fullest(bodies[0].text) if bodies and bodies[0].kind == "body" else None


def _role(text: str, at: int, names: NameBook) -> str | None:
    """The issuers that are named by what they are, at an offset: "reports by local rights groups", "by the charity"."""
    role = next(find_roles(text, Span(at, at + _LOOK_BACK // 30)), None)
    if role is None or role.span.start != at:
        return None
    known = text[max(at - 4, 0) : at].lower() == "the "
    return (names.resolve(text[at - 4 : role.span.end], at - 4) if known else None) or role.text


def _named(at: int, names: NameBook) -> str | None:
    """The full name of a body that starts at an offset."""
    name = names.starting_at(at)
    return names.fullest(name.text) if name is not None and name.kind == "body" else None
