"""Makes articles of files: what the readers extract, the side file and the limits come together here.

Problems are told in one line each that names the file; one bad file never stops the others.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from analysis.files.extracts import ArticleError, Extract, Facts, Problem, Trouble
from analysis.files.finding import File, why
from analysis.files.kinds import KINDS, Kind, kind_of
from analysis.files.languages import foreign_language
from analysis.files.lengths import too_long
from analysis.files.readers import read_stream
from analysis.files.side import SideFiles
from analysis.files.workshop import Workshop
from analysis.models import Article

Report = Callable[[Problem], None]
# "/corpus.csv:12"; but "/Re: storm.pdf" is a name
_LINE_RE = re.compile(r":(?P<number>\d+)\Z")


def read_articles(files: Iterable[File], report: Report) -> Iterator[Article]:
    """The articles of the files, one by one; a file or line that cannot be read is reported and the rest goes on.

    Two articles never share a name: the second is reported, naming both, and left out.
    """
    seen: dict[str, str] = {}
    sides = SideFiles(report)
    with Workshop() as workshop:
        for file in files:
            for extract, place in _extracts(file, workshop, report):
                name = extract.id or file.name + extract.name
                if name in seen:
                    told = f"an article named {name!r} was already read from {seen[name]}"
                    report(
                        Problem(f"{place}: {told}", name=name, why=f"another one of this name is left out ({place})")
                    )
                    continue
                seen[name] = place
                refused = _refusal(extract.text)
                if refused is None:
                    yield _article(extract, name, sides.facts(file.folder, name))
                else:
                    report(Problem(f"{place}: {refused}", warning=True, name=name, why=refused))
    sides.tell_unused()


def _extracts(file: File, workshop: Workshop, report: Report) -> Iterator[tuple[Extract, str]]:
    """What a file holds, each with the place that messages name."""
    kind = kind_of(file.path.name)
    assert kind is not None, f"{file.path} is no file of articles"
    try:
        for found in _open(file.path, kind, workshop):
            place = f"{file.path}{found.place}"
            if isinstance(found, Trouble):
                line = _LINE_RE.search(found.place)
                name = file.name + (found.place[: line.start()] if line else found.place)
                told = f"line {line['number']}: {found.message}" if line else found.message
                report(Problem(f"{place}: {found.message}", found.warning, name=name, why=told))
            else:
                yield found, place
    except ArticleError as error:
        report(Problem(error.at(str(file.path)), name=file.name, why=str(error)))
    except OSError as error:
        report(Problem(f"{file.path}: {why(error)}", name=file.name, why=why(error)))


def _open(path: Path, kind: Kind, workshop: Workshop) -> Iterator[Extract | Trouble]:
    if not kind.here:
        yield from workshop.read(path, kind)
    elif kind.many:
        with path.open("rb") as stream:
            yield from read_stream(kind, stream)
    else:
        yield from read_stream(kind, io.BytesIO(path.read_bytes()))


def _refusal(text: str) -> str | None:
    """Why a text is not read, if it is not."""
    if not text.strip():
        return "it holds no text"
    language = foreign_language(text)
    if language is not None:
        return f"it is in {language}, and only English is read; it is left out"
    return too_long(text)


def _article(extract: Extract, name: str, by_hand: Facts) -> Article:
    facts = by_hand.or_else(extract.facts)
    return Article(
        name,
        extract.text,
        outlet=facts.outlet,
        published=facts.published,
        title=facts.title,
        url=facts.url,
        author=facts.author,
        published_from=facts.published_from,
        format=extract.format,
        source_hash=extract.source_hash,
    )


def read_text(path: Path, name: str | None = None) -> Article:
    """The article in one ``.txt`` file, its head read if it opens with one.

    Raises ``ArticleError`` for a file that is no text or whose ``Published:`` is not a date.
    """
    (extract,) = read_stream(KINDS[".txt"], io.BytesIO(path.read_bytes()))
    assert isinstance(extract, Extract)
    return _article(extract, name or path.name, Facts())
