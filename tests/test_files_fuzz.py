"""Broken files, made by ``fuzz_files.py``: a few hundred here, ten thousand by its own command; and what it found."""

from __future__ import annotations

from fuzz_files import findings


def test_broken_files_are_read_or_refused() -> None:
    assert list(findings(200, seed=7)) == []
