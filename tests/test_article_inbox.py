"""The box for articles in the notebook: what is clicked is done once, said in one line, and no text is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from analysis.folder import read_folder
from analysis.widgets import article_inbox as room
from analysis.widgets.article_inbox import ArticleInbox

TEXT = "At least 40 people were hurt when the old pier broke, the harbour master said."


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    room._remembered.clear()


def box(folder: Path) -> ArticleInbox:
    """The box as the notebook has it after a run."""
    return ArticleInbox(read_folder(folder, progress=False).readings, folder=folder)


def upload(inbox: ArticleInbox, **files: bytes) -> None:
    """What JupyterLab sends for files that were chosen."""
    inbox.upload.value = tuple(
        {
            "name": name.replace("_", "."),
            "type": "",
            "size": len(content),
            "content": memoryview(content),
            "last_modified": datetime(2024, 12, 14),
        }
        for name, content in files.items()
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fill(inbox: ArticleInbox, **typed: str) -> None:
    for name, words in typed.items():
        getattr(inbox, name).value = words


def test_a_pasted_article_is_written_told_and_the_fields_are_cleared(tmp_path: Path) -> None:
    inbox = box(tmp_path)
    fill(inbox, text=TEXT, title="Pier", outlet="Gazette", published="2024-12-14", url="https://example.org")
    inbox.add.click()
    assert names(tmp_path) == ["2024-12-14 Pier.txt"]
    assert "1 claim" in inbox.notice.value and "Run all cells again, and it is in every table." in inbox.notice.value
    assert 'role="status"' in inbox.notice.value
    assert inbox.typed == room.Pasted("") and not inbox.undo.disabled and "2024-12-14 Pier.txt" in inbox.undo.tooltip
    assert read_folder(tmp_path, progress=False).inventory["outlet"].tolist() == ["Gazette"]


def test_what_is_refused_stays_in_the_fields_and_is_an_alert(tmp_path: Path) -> None:
    inbox = box(tmp_path)
    fill(inbox, text=TEXT, published="14/12/2024")
    inbox.add.click()
    assert names(tmp_path) == [] and inbox.text.value == TEXT and inbox.published.value == "14/12/2024"
    assert 'role="alert"' in inbox.notice.value and inbox.undo.disabled
    assert not inbox.add.disabled and not inbox.upload.disabled


def test_uploaded_files_are_written_and_the_button_is_free_for_the_same_file_again(tmp_path: Path) -> None:
    inbox = box(tmp_path)
    upload(inbox, a_txt=TEXT.encode(), b_txt=b"Nine boats sank off Ada.", c_exe=b"x")
    assert names(tmp_path) == ["a.txt", "b.txt"] and inbox.upload.value == ()
    assert inbox.notice.value.count("<p ") == 3 and inbox.notice.value.count('role="alert"') == 1
    assert "they are in every table" in inbox.notice.value
    upload(inbox, a_txt=TEXT.encode())
    assert "a.txt in the folder has the same text" in inbox.notice.value and names(tmp_path) == ["a.txt", "b.txt"]


def test_undo_takes_the_last_out_and_gives_a_pasted_text_back_to_be_mended(tmp_path: Path) -> None:
    inbox = box(tmp_path)
    fill(inbox, text=TEXT, title="Pire")
    inbox.add.click()
    upload(inbox, b_txt=b"Nine boats sank off Ada.")
    inbox.undo.click()
    assert names(tmp_path) == ["Pire.txt"] and inbox.text.value == ""
    inbox.undo.click()
    assert names(tmp_path) == [] and (inbox.text.value, inbox.title.value) == (TEXT, "Pire")
    assert inbox.undo.disabled and "taken out" in inbox.notice.value and "out of every table" in inbox.notice.value


def test_undo_does_not_write_over_what_was_typed_meanwhile(tmp_path: Path) -> None:
    inbox = box(tmp_path)
    fill(inbox, text=TEXT)
    inbox.add.click()
    fill(inbox, text="Another text.")
    inbox.undo.click()
    assert inbox.text.value == "Another text."


def test_running_the_cells_again_loses_neither_text_nor_undo(tmp_path: Path) -> None:
    inbox = box(tmp_path)
    upload(inbox, a_txt=TEXT.encode())
    fill(inbox, text="Half a sentence", title="T")
    again = box(tmp_path)
    assert (again.text.value, again.title.value, again.notice.value) == ("Half a sentence", "T", "")
    assert not again.undo.disabled
    again.undo.click()
    assert names(tmp_path) == []


def test_another_folder_has_a_box_of_its_own(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    upload(box(tmp_path / "a"), a_txt=TEXT.encode())
    assert box(tmp_path / "b").undo.disabled


def test_hostile_words_become_no_markup(tmp_path: Path) -> None:
    inbox = box(tmp_path)
    fill(inbox, text=TEXT, title="<img src=x onerror=alert(1)>", published="<script>")
    inbox.add.click()
    assert "<script>" not in inbox.notice.value
    fill(inbox, published="")
    inbox.add.click()
    upload(inbox, **{"<img src=x>_exe": b"x"})
    assert "<img" not in inbox.notice.value and "&lt;img src=x&gt;.exe" in inbox.notice.value


def test_what_goes_wrong_is_said_and_the_text_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = box(tmp_path)

    def fail(*_: Any) -> None:
        raise RuntimeError("the moon is full")

    monkeypatch.setattr(inbox.inbox, "bring_text", fail)
    fill(inbox, text=TEXT)
    inbox.add.click()
    assert "Not added: the moon is full" in inbox.notice.value and inbox.text.value == TEXT and not inbox.add.disabled


def test_the_outlets_of_the_folder_are_offered_so_that_one_is_not_written_in_two_ways(tmp_path: Path) -> None:
    for name, outlet in (("a", "the Wire"), ("b", "Gazette"), ("c", "Gazette")):
        (tmp_path / f"{name}.txt").write_text(f"Outlet: {outlet}\n\n{name} boats sank.")
    assert box(tmp_path).outlet.options == ("Gazette", "the Wire")


def test_every_field_says_what_it_is_for() -> None:
    inbox = ArticleInbox(folder="no-such-folder")
    for field in (inbox.title, inbox.outlet, inbox.published, inbox.url):
        assert field.description and field.tooltip and field.placeholder
    assert inbox.text.placeholder and ".pdf" in inbox.upload.accept and inbox.upload.multiple
