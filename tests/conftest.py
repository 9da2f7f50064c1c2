"""What more than one file of tests needs and what takes a while to make."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """Both notebooks, walked through on articles that are full of payloads."""
    from payloads import LIVE
    from shown import walk

    return walk(LIVE, tmp_path_factory.mktemp("hostile"), few=1)


@pytest.fixture(scope="session")
def harmless(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """The same of harmless words, fewer of them."""
    from payloads import TAMED
    from shown import walk

    return walk(TAMED[::2], tmp_path_factory.mktemp("harmless"), few=2)
