"""A sentence as the parser reads it best: an article's sentence goes in, one of the same length comes out.

What the parser stumbles over is written otherwise, letter for letter as long, so that every place stays what it was.
"""

from __future__ import annotations

import re

# "KABUL, March 3 (Example Wire) - The flood …": where the reporter sat, no speaker
DATELINE_RE = re.compile(
    r"^[ \t]*[A-Z][A-Z .'’-]+ (?: , [^\n—–-]{0,40}? )? \s* (?: \([^)\n]{0,40}\) )? \s* (?: (?: --? | – ) \s | — \s? )",
    re.MULTILINE | re.VERBOSE,
)
# "[Text] A communique …", "[Words indistinct] the envoy …": an editor's words
_EDITORS_RE = re.compile(r"\[[^\]\n]{1,40}\]\s+")
# "Meanwhile, [words indistinct] the envoy said": what an editor could not hear, or left out
_UNHEARD_RE = re.compile(
    r"\[[^\]\n]{0,30}\b(?:indistinct|inaudible|unintelligible|garbled|omitted|applause|laughter|crosstalk)\b[^\]\n]{0,60}\]"
)
# "up to 40", "up to $2.5bn", "up to a third": no phrasal verb
_UP_TO_RE = re.compile(
    r"\bup to(?= (?:[$£€]?\d|an? (?:third|half|quarter|fifth|tenth|dozen|hundred|thousand|million)\b))", re.IGNORECASE
)
# "(incl. approx. 2,000": its full stops end no sentence
_SHORT_RE = re.compile(r"\b(?:incl|approx)\.(?= (?:approx\.|\d))", re.IGNORECASE)
# "₹500": signs of money that the parser takes for names
_SIGN_RE = re.compile(r"[₹₦₱₩₺₽¥₫฿₴₪₨₡₲₵₸₼₾](?= ?\d)")
# "5 lakh": a number that the parser takes for a noun
_LAKH_RE = re.compile(r"\b(\d+)(\.\d+)?( (?:lakhs?|crores?))\b", re.IGNORECASE)
# "Upper Halen | 7 | 1,200": the bars between a table's cells, which the parser takes for nouns
_BAR_RE = re.compile(r"(?<!\S)\|+(?!\S)")
# half of a pair of surrogates, as JSON may have it ("\\ud800"): no text that the parser could read
_HALF_LETTER_RE = re.compile("[\ud800-\udfff]")


def eased(sentence: str) -> str:
    """The sentence for the parser.

    >>> eased("HALEN, 3 March (Example Wire) - Officials said up to 40 left.")
    '                                Officials said about 40 left.'
    """
    opening = DATELINE_RE.match(sentence) or _EDITORS_RE.match(sentence)
    if opening is not None:
        sentence = " " * opening.end() + sentence[opening.end() :]
    whole = _HALF_LETTER_RE.sub(" ", sentence)
    whole = _UNHEARD_RE.sub(lambda match: " " * len(match.group()), whole)
    whole = _SHORT_RE.sub(lambda match: "with " if match.group()[0] in "iI" else "about  ", whole)
    whole = _BAR_RE.sub(lambda match: ";" * len(match.group()), whole)
    whole = _LAKH_RE.sub(_as_digits, _SIGN_RE.sub("$", whole))
    return _UP_TO_RE.sub(lambda match: "About" if match.group()[0] == "U" else "about", whole)


def _as_digits(match: re.Match[str]) -> str:
    """A number with the word for its size, written in as many digits: "2.5 lakh" as "2.50000"."""
    whole, part, size = match.groups()
    return f"{whole}{part or '.'}{'0' * (len(size) - (not part))}"
