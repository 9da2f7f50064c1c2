"""Reads news articles and tabulates every numeric claim in them, with who said so and in which words.

The notebooks' verbs are here; each room is imported when its verb is first used, so that opening one is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.folder import read_folder as read_folder

_VERBS = {
    "read_folder": "folder",
    "find_claims": "claims",
    "tabulate": "table",
    "select_claims": "selection",
    "summarise": "wording",
}

__all__ = list(_VERBS)


def __getattr__(name: str) -> Any:
    """The verb from its room."""
    if name not in _VERBS:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_VERBS[name]}"), name)
