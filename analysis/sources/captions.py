"""The source that the caption of a table names: a table's place goes in, "Source: Health Ministry" beside it comes out.

Only the line right above or right below the table is looked at.
"""

from __future__ import annotations

import re

from analysis.models import Source, Span
from analysis.naming.book import NameBook

_SOURCE_RE = re.compile(r"(?:^|[.;(]\s*|\s[-–—]\s)(?P<cue>sources?)\s*:\s*(?:the\s+)?(?P<name>\w[^,;.()|]{1,80})", re.I)
_LONGEST = 300


def source_of_table(text: str, table: Span, names: NameBook) -> Source | None:
    """Whom the caption of a table names; ``None`` where it names nobody."""
    before = text[max(0, table.start - _LONGEST) : table.start].rstrip(" \t\r\n|")
    above = table.start - len(text[max(0, table.start - _LONGEST) : table.start]) + before.rfind("\n") + 1
    behind = text[table.end : table.end + _LONGEST]
    below = table.end + len(behind) - len(behind.lstrip(" \t\r\n|"))
    for start in (below, above):
        end = text.find("\n", start)
        match = _SOURCE_RE.search(text[start : min(end if end >= 0 else len(text), start + _LONGEST)])
        if match is not None:
            mention = Span(*match.span("name")).moved(start)
            mention = Span(mention.start, mention.start + len(mention.of(text).rstrip()))
            name = names.resolve(mention.of(text), mention.start)
            return Source(name, mention, Span(*match.span("cue")).moved(start), "states", ("source of the table",))
    return None
