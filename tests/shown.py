"""What a notebook shows, without a kernel: its cells are run here, and what they display, print and offer is kept.

Widgets are found by walking from what is displayed, so that one that a notebook gains is looked at without a word here.
"""

from __future__ import annotations

import ast
import contextlib
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import ipywidgets
import nbformat
import pytest
from IPython.display import HTML
from lxml import etree
from payloads import read_with, write_articles

from analysis import folder as reading

LONG_AGO = datetime(2024, 3, 4, tzinfo=UTC)
NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


class Shown:
    """A notebook after its last cell: ``pages`` are the pieces of HTML seen so far, ``printed`` is what was printed."""

    def __init__(self, notebook: Path, articles: Path, exports: Path, words: Sequence[str] = ()) -> None:
        self.words = words
        self.displayed: list[Any] = []
        self.pages: list[str] = []
        printed = io.StringIO()
        names: dict[str, Any] = {"display": self.displayed.append}
        with contextlib.redirect_stdout(printed):
            for cell in nbformat.read(notebook, as_version=4).cells:
                if cell.cell_type == "code":
                    self._run(cell.source, names)
                    if "parameters" in cell.metadata.get("tags", []):
                        names |= {"ARTICLES": str(articles), "EXPORTS": str(exports)}
        self.printed = printed.getvalue()
        self.look()

    def _run(self, source: str, names: dict[str, Any]) -> None:
        """Runs a cell; the value of its last line is displayed."""
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            if value is not None:
                self.displayed.append(value)

    @property
    def widgets(self) -> list[Any]:
        """Every widget on the page, from top to bottom."""
        return [widget for shown in self.displayed if isinstance(shown, ipywidgets.Widget) for widget in _walk(shown)]

    def look(self) -> None:
        """Keeps the HTML that is on the page now."""
        self.pages += [shown.data for shown in self.displayed if isinstance(shown, HTML)]
        for widget in self.widgets:
            if isinstance(widget, ipywidgets.HTML | ipywidgets.HTMLMath) and widget.value:
                self.pages.append(widget.value)
            if getattr(widget, "description_allow_html", False):
                self.pages.append(widget.description)
        self.pages = list(dict.fromkeys(self.pages))

    def click_through(self, few: int) -> None:
        """Ticks every box, chooses a few of every list, of each list others, and saves everything; looks each time.

        Where articles are added, some are: uploaded, and typed or pasted.
        """
        for widget in self.widgets:
            if isinstance(widget, ipywidgets.Checkbox):
                widget.value = not widget.value
                self.look()
        for turn, widget in enumerate(self.widgets):
            options = list(getattr(widget, "options", ()))
            for at in range(turn % (len(options) or 1), len(options), max(1, -(-len(options) // few))):
                value = _value(options[at])
                widget.value = (value,) if isinstance(widget, ipywidgets.SelectMultiple) else value
                self.look()
            if options and isinstance(widget, ipywidgets.SelectMultiple):
                widget.value = tuple(map(_value, widget.options))
        for widget in self.widgets:
            if isinstance(widget, ipywidgets.FileUpload):
                widget.value = tuple(map(_uploaded, self.words))
                self.look()
            if isinstance(widget, ipywidgets.Textarea):
                widget.value = "\n".join(["At least 40 boats sank.", *self.words])
        for widget in self.widgets:
            if isinstance(widget, ipywidgets.Button) and widget.description.startswith(("Save", "Add")):
                widget.click()
                self.look()

    @property
    def links(self) -> list[object]:
        """The addresses that the tables' cells link to."""
        tables = (widget for widget in self.widgets if hasattr(widget, "rows") and hasattr(widget, "columns"))
        return [cell["link"] for table in tables for row in table.rows for cell in row if "link" in cell]


@dataclass(frozen=True)
class Walked:
    """Both notebooks after a walk, and the folder into which everything was saved."""

    shown: dict[str, Shown]
    exports: Path


def walk(words: list[str], folder: Path, few: int, articles: Path | None = None) -> Walked:
    """Both notebooks, with everything saved and a few of each list chosen, on articles of the words or others."""
    if articles is None:
        articles = folder / "articles"
        write_articles(articles, words)
    exports = folder / "exports"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_folder", read_with(words, reading.read_folder))
        shown = {path.stem: Shown(path, articles, exports, words[:12]) for path in NOTEBOOKS}
        for notebook in shown.values():
            notebook.click_through(few)
    return Walked(shown, exports)


def _uploaded(text: str) -> dict[str, Any]:
    content = f"At least 40 boats sank, {text} said.".encode("utf-8", "replace")
    return {"name": f"{text}.txt", "type": "", "size": len(content), "content": content, "last_modified": LONG_AGO}


def _value(option: Any) -> Any:
    return option[1] if isinstance(option, tuple) else option


def _walk(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _walk(child)


class _Elements(HTMLParser):
    """Counts a page's elements, each with the names of its attributes, and keeps what its addresses are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[tuple[str, ...]] = Counter()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag, *sorted(name for name, _ in attrs)] += 1
        self.addresses += [value or "" for name, value in attrs if name.endswith(("href", "src", "action", "data"))]

    def handle_comment(self, data: str) -> None:
        self.found["<!--"] += 1

    def handle_decl(self, decl: str) -> None:
        self.found["<!"] += 1

    def unknown_decl(self, data: str) -> None:
        self.found["<!["] += 1

    def handle_pi(self, data: str) -> None:
        self.found["<?"] += 1


def elements(page: str) -> Counter[tuple[str, ...]]:
    """How often each element, with the names of its attributes, stands in a page."""
    return _parsed(page).found


def addresses(page: str) -> list[str]:
    """What a page's links and pictures lead to."""
    return _parsed(page).addresses


def _parsed(page: str) -> _Elements:
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser


def drawn_elements(path: Path) -> Counter[tuple[str, ...]]:
    """The same of a chart in a file, which must be whole XML."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    return Counter((str(element.tag), *sorted(map(str, element.attrib))) for element in root.iter())
