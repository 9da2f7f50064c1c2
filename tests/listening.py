"""Listens whether a page ran what an article says: the payloads' own call, dialogs, requests, windows, and leaving."""

from __future__ import annotations

from urllib.parse import urlsplit

HERE = ("127.0.0.1", "localhost")


class Listener:
    """What a page did of its own will; ``heard`` is empty where it did nothing."""

    def __init__(self, page):
        self.page, self.heard, self.home = page, [], None
        page.context.expose_binding("ran", lambda _, number=None: self._hear("ran", number))
        page.on("dialog", self._dismiss)
        page.on("request", self._ask)
        page.on("popup", lambda other: self._hear("window", other.url))
        page.on("framenavigated", self._move)

    def _hear(self, *what):
        self.heard.append(what)

    def _dismiss(self, dialog):
        if dialog.type == "beforeunload":  # JupyterLab asks whether to leave a notebook that is not saved
            dialog.accept()
        else:
            self._hear("dialog", dialog.message)
            dialog.dismiss()

    def _ask(self, request):
        if not _is_here(request.url):
            self._hear("request", request.url)

    def _move(self, frame):
        if frame == self.page.main_frame and not _is_here(frame.url):
            self._hear("left for", frame.url)


def _is_here(url):
    parts = urlsplit(url)
    return parts.hostname in HERE or parts.scheme in ("about", "blob", "file") or url.startswith("data:image/")
