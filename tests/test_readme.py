"""What README promises beside its examples, which run as doctests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)", README))))
def test_every_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).is_file()


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\((docs/[^)]+\.png)\)", README)
    assert len(pictures) >= 2 and all(len(words) > 20 for words, _ in pictures)
