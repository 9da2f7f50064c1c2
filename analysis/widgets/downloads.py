"""Saved files as a person gets them: paths go in, links that hold the files themselves come out.

A link works however far away the server is. The last few savings stay in sight; what cannot be saved says why in the
same place. A very large file is named with its size and no link.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import ipywidgets  # type: ignore[import-untyped]

from analysis.widgets.annotate import escaped, message_html

_BATCHES_SHOWN = 3
_LINKED_BYTES = 8_000_000
_KINDS = {
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Downloads(ipywidgets.HTML):  # type: ignore[misc]
    """What was saved last, with a link to each file.

    >>> downloads = Downloads()
    >>> downloads.save(ipywidgets.Button(description="Save"), lambda: [], "nothing")
    >>> "nothing saved at" in downloads.value
    True
    """

    def __init__(self) -> None:
        super().__init__()
        self._batches: list[str] = []

    def save(self, button: Any, write: Callable[[], Sequence[Path]], what: str, of: str = "") -> None:
        """Does what a save button asks for, the button quiet meanwhile; ``what``, ``of`` which, is told beside it."""
        label, button.description, button.disabled = button.description, "Saving …", True
        try:
            batch = _batch_html(write(), what, of)
        except Exception as problem:  # ExportError names the path; a chart that cannot be drawn cannot be saved
            batch = message_html(f"Not saved: {problem or type(problem).__name__}", problem=True)
        finally:
            button.description, button.disabled = label, False
        self._batches = [batch, *self._batches][:_BATCHES_SHOWN]
        self.value = "".join(self._batches)


def _batch_html(paths: Sequence[Path], what: str, of: str) -> str:
    links = "".join(f"<li>{_link_html(path)}</li>" for path in paths)
    where = f" in <code>{escaped(str(paths[0].parent))}</code>" if paths else ""
    said = escaped(f"{what} saved at {datetime.now():%H:%M:%S}" + (f" ({of})" if of else ""))
    return f'<div class="ncw-saved"><p role="status">{said}{where}:</p><ul>{links}</ul></div>'


def _link_html(path: Path) -> str:
    name, size = escaped(path.name), path.stat().st_size
    if size > _LINKED_BYTES:
        return f"{name} ({size / 1e6:.1f} MB: too large to download from here)"
    kind = _KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    return f'<a download="{name}" href="data:{kind};base64,{content}">{name}</a> {_size(size)}'


def _size(size: int) -> str:
    """How large a file is, in words.

    >>> _size(900), _size(48_200), _size(2_345_678)
    ('900 bytes', '48 kB', '2.3 MB')
    """
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
