"""The way in for articles: the folder's readings go in, a widget out that takes uploaded files and pasted texts.

It writes nothing itself and decides nothing; ``analysis.inbox`` does. What was typed and what can be taken out again is
remembered by the folder for as long as the kernel lives, so that running all cells again loses no text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import ipywidgets  # type: ignore[import-untyped]

from analysis.inbox import ACCEPTED, Inbox, Told
from analysis.models import Reading
from analysis.pasted import Pasted
from analysis.widgets.annotate import message_html, plain, stylesheet
from analysis.widgets.facets import action_button

_AGAIN = "Run all cells again, and it is in every table."
_ROWS = 7


@dataclass
class _Remembered:
    inbox: Inbox
    typed: Pasted


_remembered: dict[Path, _Remembered] = {}


class ArticleInbox(ipywidgets.VBox):  # type: ignore[misc]
    """A button that uploads files, and a box to paste a text into with what is known of it.

    >>> inbox = ArticleInbox(folder="no-such-folder")
    >>> inbox.text.value = "Forty boats sank."
    >>> inbox.add.click()
    >>> "there is no folder no-such-folder" in inbox.notice.value, inbox.text.value
    (True, 'Forty boats sank.')
    """

    def __init__(self, readings: Iterable[Reading] | None = None, *, folder: str | Path) -> None:
        known = None if readings is None else [reading.article for reading in readings]
        self.folder = Path(folder)
        before = _remembered.get(self.folder.absolute())
        self.inbox = before.inbox.kept_on(known) if before else Inbox(self.folder, known)
        typed = before.typed if before else Pasted("")
        self.upload = ipywidgets.FileUpload(
            accept=",".join(ACCEPTED),
            multiple=True,
            description="Upload files",
            tooltip="saved pages, PDFs, documents, mails, texts, or a corpus of them; several at once",
            layout={"width": "auto"},
        )
        self.text = ipywidgets.Textarea(
            typed.text,
            description="Text",
            placeholder="Paste an article’s text here, or upload files below",
            rows=_ROWS,
            continuous_update=False,
            layout={"width": "100%", "height": "auto"},
        )
        self.title = _line("Title", typed.title, "its headline", "its headline")
        outlets = sorted({plain(article.outlet) for article in known or () if article.outlet}, key=str.casefold)
        self.outlet = _line("Outlet", typed.outlet, "who published it", "those of the folder are offered", outlets)
        self.published = _line(
            "Published", typed.published, "2024-12-14", "the day: 2024-12-14, 14 December 2024 or December 14, 2024"
        )
        self.url = _line("Address", typed.url, "https://…", "where it was published; it starts with https://")
        self.add = action_button("Add article", "plus", "write it into the folder as a .txt file, under a new name")
        self.undo = action_button("Undo", "undo", "nothing was added yet")
        self.notice = ipywidgets.HTML()
        super().__init__(self._lay_out())
        self.add_class("ncw-inbox")
        self.add_class("ncw-panel")
        self._remember()
        self.upload.observe(lambda change: self._upload(change["new"]), "value")
        for typing in (self.text, self.title, self.outlet, self.published, self.url):
            typing.observe(lambda _: self._remember(), "value")
        self.add.on_click(lambda _: self._paste())
        self.undo.on_click(lambda _: self._take_out())

    @property
    def typed(self) -> Pasted:
        """The text in the box, and what was typed beside it."""
        return Pasted(**{name.name: getattr(self, name.name).value for name in fields(Pasted)})

    def _lay_out(self) -> list[Any]:
        about = ipywidgets.HBox([self.title, self.outlet, self.published, self.url])
        doing = ipywidgets.HBox([self.add, self.upload, self.undo])
        for row in (about, doing):
            row.add_class("ncw-row")
        look = ipywidgets.HTML(stylesheet(), layout=ipywidgets.Layout(display="none"))
        return [look, self.text, about, doing, self.notice]

    def _remember(self) -> None:
        _remembered[self.folder.absolute()] = _Remembered(self.inbox, self.typed)
        last = self.inbox.last
        self.undo.disabled = not last
        self.undo.tooltip = f"take {_few(last)} out of the folder again" if last else "nothing was added yet"

    def _fill(self, pasted: Pasted) -> None:
        for name in fields(Pasted):
            getattr(self, name.name).value = getattr(pasted, name.name)

    def _upload(self, files: Sequence[dict[str, Any]]) -> None:
        """Brings in what was uploaded; the button then holds nothing, so that the same file can be chosen again."""
        if files:
            brought = [(str(file["name"]), bytes(file["content"])) for file in files]
            self._tell(lambda: self.inbox.bring_files(brought))
            self.upload.value = ()

    def _paste(self) -> None:
        told = self._tell(lambda: [self.inbox.bring_text(self.typed)])
        if told and not told[0].problem:
            self._fill(Pasted(""))

    def _take_out(self) -> None:
        given_back: list[Pasted] = []

        def take_out() -> list[Told]:
            told, pasted = self.inbox.take_out()
            given_back.extend([pasted] if pasted else [])
            return told

        self._tell(take_out, again="Run all cells again, and it is out of every table.")
        if given_back and self.typed == Pasted(""):
            self._fill(given_back[0])  # to be mended and added again

    def _tell(self, work: Callable[[], list[Told]], again: str = _AGAIN) -> list[Told]:
        """Does the work, the buttons quiet meanwhile, and says what came of it, a line each."""
        told: list[Told] = []
        with self._quiet():
            try:
                told = work()
            except Exception as problem:  # whatever it is, a click must not end in silence
                told = [Told(f"Not added: {problem or type(problem).__name__}.", problem=True)]
        self._remember()
        many = again.replace("it is", "they are") if sum(not each.problem for each in told) > 1 else again
        done = [each.words for each in told if not each.problem]
        lines = [message_html(words, role="status") for words in done[:-1]]
        lines += [message_html(f"{words} {many}", role="status") for words in done[-1:]]
        self.notice.value = "".join([*(message_html(each.words, True) for each in told if each.problem), *lines])
        return told

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        self.notice.value = message_html("Reading …", role="status")
        for button in (self.add, self.upload, self.undo):
            button.disabled = True
        try:
            yield
        finally:
            for button in (self.add, self.upload):
                button.disabled = False


def _line(label: str, value: str, placeholder: str, tooltip: str, offered: Sequence[str] | None = None) -> Any:
    told = {"description": label, "placeholder": placeholder, "tooltip": tooltip, "continuous_update": False}
    if offered is None:
        return ipywidgets.Text(value=value, **told)
    return ipywidgets.Combobox(value=value, options=offered, **told)


def _few(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1:,} more"
