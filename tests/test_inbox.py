"""Bringing articles in: what is written is safe, whole and read; what is refused is told; the last can be taken out."""

from __future__ import annotations

import json
import os
import socket
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from file_writers import Written, as_pdf, as_txt, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import inbox as room
from analysis.files import Problem, find_files, read_articles
from analysis.files.finding import RESERVED_RE
from analysis.files.heads import line_of, part_head
from analysis.files.kinds import KINDS, kind_of
from analysis.files.limits import LONGEST_TEXT
from analysis.files.names import safe_file_name
from analysis.files.reading import read_text
from analysis.inbox import Inbox, Told
from analysis.models import Article
from analysis.pasted import Pasted, RefusedError, file_of
from analysis.writing import DEVICE_RE

TEXT = "At least 40 people were hurt when the old pier broke, the harbour master said."
STORY = (
    "The river rose by two metres in the night, the mayor of Elmford said on Monday, and forty houses by the bridge "
    "stood under water when the fire brigade came with its boats. Nobody was hurt, she said, but some 300 people spent "
    "the night in the school, and the road to the coast will stay closed until the end of the week."
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network is never touched"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("the network is never touched"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """All files in the folder and around it, by their path."""
    files = (path for path in folder.parent.rglob("*") if path.is_file())
    return {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in files}


def bring(folder: Path, name: str, content: bytes | str, known: tuple[Article, ...] = ()) -> Told:
    raw = content.encode() if isinstance(content, str) else content
    (told,) = Inbox(folder, known).bring_files([(name, raw)])
    return told


def read(folder: Path) -> list[Article]:
    problems: list[Problem] = []
    articles = list(read_articles(find_files(folder, report=problems.append), problems.append))
    assert problems == []
    return articles


# --- names ----------------------------------------------------------------------------------------------------------

HOSTILE_NAMES = {
    "a way out of the folder": ("../../outside.txt", "outside.txt"),
    "a way out in the manner of Windows": ("..\\..\\outside.txt", "outside.txt"),
    "an absolute path": ("/etc/passwd.txt", "passwd.txt"),
    "a drive": ("C:\\Users\\a\\storm.txt", "storm.txt"),
    "a device on Windows": ("con.txt", "article-con.txt"),
    "a device with two endings": ("NUL.tar.txt", "article-NUL.tar.txt"),
    "a device with a small digit": ("COM¹.html", "article-COM¹.html"),
    "a hidden file": (".storm.txt", "storm.txt"),
    "an option of a command": ("--output.txt", "output.txt"),
    "a home folder": ("~storm.txt", "storm.txt"),
    "what the reader takes for a note": ("README.md", "article-README.md"),
    "the same in small letters": ("readme.storm.txt", "article-readme.storm.txt"),
    "the side file": ("articles.csv", "article-articles.csv"),
    "a folder that is never read": ("reviews/a.txt", "a.txt"),
    "a control sign": ("sto\x00rm\x1b[2J.txt", "storm[2J.txt"),
    "a line break": ("a\nb.txt", "a b.txt"),
    "text turned around": ("storm\u202etxt.pdf", "stormtxt.pdf"),
    "a sign without width": ("sto\u200brm.txt", "storm.txt"),
    "half a letter": ("sto\ud800rm.txt", "storm.txt"),
    "markup": ("<img src=x>.txt", "img src-x.txt"),
    "a command": ("$(reboot);.txt", "(reboot).txt"),
    "a stream on Windows": ("storm.txt:x.txt", "storm.txt-x.txt"),
    "nothing but signs": ("????.txt", "article.txt"),
    "spaces around": ("  storm .txt ", "storm.txt"),
    "large letters in the ending": ("STORM.PDF", "STORM.pdf"),
    "other letters": ("Наводнение в Łódź.txt", "Наводнение в Łódź.txt"),
    "a letter in two parts": ("U\u0308berflutung.txt", "Überflutung.txt"),
}


@pytest.mark.parametrize("label", HOSTILE_NAMES)
def test_a_name_becomes_one_that_is_safe_and_read(label: str) -> None:
    given_name, safe = HOSTILE_NAMES[label]
    assert safe_file_name(given_name) == safe


@pytest.mark.parametrize(
    "name", ["storm.exe", "storm", ".pdf", "storm.pdf.exe", "", "/", "..", "storm.txt/", "a.txt\\"]
)
def test_a_name_of_no_kind_that_is_read_has_no_safe_one(name: str) -> None:
    assert safe_file_name(name) is None


def test_a_long_name_is_cut_to_what_every_disk_allows() -> None:
    for letter in ("a", "ж", "😀"):
        name = safe_file_name(letter * 5000 + ".html")
        assert name is not None and name.endswith(".html") and len(name.encode()) <= 210


@settings(max_examples=400, deadline=None)
@given(st.text(st.characters(), max_size=40), st.sampled_from([*KINDS, ".TXT", ".exe"]))
def test_any_name_gives_a_name_that_stays_in_the_folder_and_is_read(stem: str, suffix: str) -> None:
    name = safe_file_name(stem + suffix)
    if name is None:
        return
    kind = kind_of(name)
    assert kind is not None and kind.suffix == suffix.lower()
    assert Path(name).name == name and not set(name) & set('<>:"/\\|?*') and name.isprintable()
    assert not name.startswith((".", "-", "~", " ")) and RESERVED_RE.fullmatch(name) is None
    assert DEVICE_RE.fullmatch(name.partition(".")[0]) is None
    assert safe_file_name(name) == name


# --- files ----------------------------------------------------------------------------------------------------------


def test_several_files_are_written_as_they_are_and_read(folder: Path) -> None:
    files = {"a.txt": as_txt(Written(paragraphs=(TEXT,))), "b.pdf": as_pdf(Written(paragraphs=(STORY,)))}
    told = Inbox(folder).bring_files(files.items())
    assert [each.problem for each in told] == [False, False]
    assert told[0].words.startswith(f"a.txt written into {folder}: 1 claim")
    assert everything(folder) == {f"articles/{name}": content for name, content in files.items()}
    assert [article.name for article in read(folder)] == ["a.txt", "b.pdf"]


@pytest.mark.parametrize("label", HOSTILE_NAMES)
def test_whatever_its_name_a_file_is_written_into_the_folder_and_nowhere_else(label: str, folder: Path) -> None:
    name, safe = HOSTILE_NAMES[label]
    suffix = Path(safe).suffix
    told = bring(folder, name, TEXT if suffix != ".csv" else f"id,text\n1,{TEXT.replace(',', ';')}\n")
    if suffix == ".pdf" or suffix == ".html":
        assert told.problem or [*everything(folder)] == [f"articles/{safe}"]  # no page and no PDF: refused
    else:
        assert not told.problem and [*everything(folder)] == [f"articles/{safe}"]
        assert len(read(folder)) == 1
    assert told.words.isprintable()


def test_nothing_is_ever_overwritten(folder: Path) -> None:
    (folder / "storm.txt").write_text("mine")
    (folder / "storm-2.txt").symlink_to(folder.parent / "nowhere.txt")
    told = bring(folder, "storm.txt", TEXT)
    assert told.path == folder / "storm-3.txt" and "storm.txt as storm-3.txt written" in told.words
    assert everything(folder) == {"articles/storm.txt": b"mine", "articles/storm-3.txt": TEXT.encode()}


def test_no_link_is_followed(folder: Path) -> None:
    outside = folder.parent / "precious.txt"
    outside.write_text("precious")
    (folder / "storm.txt").symlink_to(outside)
    told = bring(folder, "storm.txt", TEXT)
    assert told.path == folder / "storm-2.txt" and outside.read_text() == "precious"


REFUSED = {
    "an unknown suffix": ("storm.doc", b"x", "storm.doc: not added; only .txt, .md"),
    "an empty file": ("storm.txt", b"", "storm.txt: not added; it is empty"),
    "white space alone": ("storm.txt", b" \n\t\n", "storm.txt: not added; it holds no text"),
    "bytes that are no text": ("storm.txt", b"a\0b", "storm.txt: not added; line 1: it holds NUL bytes"),
    "a broken PDF": ("storm.pdf", b"%PDF-1.4 nothing", "storm.pdf: not added; it is not a whole PDF file"),
    "a broken archive": ("storm.zip", b"PK nothing", "storm.zip: not added; "),
    "another language": ("storm.txt", b"Zehn Menschen sind gestorben, sagte die Ministerin am Freitag. " * 9, "German"),
    "a table of something else": ("articles.csv", b"file,outlet\na.txt,Wire\n", "no column is called text"),
    "a head that is none": ("storm.txt", b"Published: 2024-13-40\n\nTen died.", "is not a date like 2024-12-14"),
    "too large a text": ("storm.txt", b"a" * 8_000_001, "storm.txt: not added; it is larger than 8 MB"),
    "a name without end": ("s" * 100_000 + ".doc", b"x", "not added; only .txt"),
    "a name made to harm": ("\x1b[31m<b>\u202e.doc", b"x", "\\x1b[31m<b>\\u202e.doc: not added"),
}


@pytest.mark.parametrize("label", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line_and_not_written(label: str, folder: Path) -> None:
    name, content, said = REFUSED[label]
    told = bring(folder, name, content)
    assert told.problem and said in told.words and told.words.isprintable() and len(told.words) < 400
    assert everything(folder) == {} and told.path is None


def test_one_bad_file_does_not_stop_the_others(folder: Path) -> None:
    told = Inbox(folder).bring_files([("a.exe", b"x"), ("b.txt", TEXT.encode())])
    assert [each.problem for each in told] == [True, False]
    assert [*everything(folder)] == ["articles/b.txt"]


def test_too_large_a_file_is_refused_before_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_read", lambda *_: pytest.fail("it is read"))
    monkeypatch.setattr(room, "ARCHIVE_BYTES", 10)
    told = bring(folder, "corpus.jsonl", b'{"text": "Ten died."}')
    assert "put it into the folder by hand" in told.words


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_that_is_none_is_told_and_not_made(made: bool, tmp_path: Path) -> None:
    place = tmp_path / "no-such-folder"
    if made:
        place.write_text("a file")
    told = bring(place, "storm.txt", TEXT)
    assert told.problem and "there is no folder" in told.words and place.exists() == made


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do all can write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told(folder: Path) -> None:
    folder.chmod(0o500)
    told = bring(folder, "storm.txt", TEXT)
    folder.chmod(0o700)
    assert told.problem and "permission denied" in told.words


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, "placed", full)
    told = bring(folder, "storm.txt", TEXT)
    assert told.problem and "no space left on device" in told.words and everything(folder) == {}


def test_a_corpus_tells_how_many_articles_it_holds(folder: Path) -> None:
    told = bring(folder, "march.zip", zipped({"a.txt": TEXT.encode(), "b.txt": STORY.encode()}))
    assert not told.problem and "2 articles" in told.words


# --- what is there already ------------------------------------------------------------------------------------------


def test_the_same_text_is_refused_with_the_name_of_the_one_that_is_there(folder: Path) -> None:
    (folder / "first.txt").write_text(STORY)
    told = bring(folder, "again.txt", STORY.replace(" ", "\n  "), tuple(read(folder)))
    assert told.problem and "again.txt: not added; first.txt in the folder has the same text" in told.words
    assert [*everything(folder)] == ["articles/first.txt"]


def test_the_same_text_in_another_format_is_refused_too(folder: Path) -> None:
    written = Written(paragraphs=(STORY, TEXT))
    told = Inbox(folder, ()).bring_files([("a.txt", as_txt(written)), ("b.pdf", as_pdf(written))])
    assert [each.problem for each in told] == [False, True] and "a.txt in the folder has the same text" in told[1].words


def test_the_same_text_at_another_outlet_is_another_article(folder: Path) -> None:
    inbox = Inbox(folder)
    inbox.bring_text(Pasted(STORY, "Flood", "Wire"))
    told = inbox.bring_text(Pasted(STORY, "Flood", "Harbour Gazette"))
    assert not told.problem and "it has the same text as Flood.txt of Wire" in told.words
    assert inbox.bring_text(Pasted(STORY)).problem, "who does not say where it ran is told that it is there"


@pytest.mark.parametrize("known", [True, False])
def test_a_text_is_held_against_all_of_the_same_text(folder: Path, *, known: bool) -> None:
    files = {name: f"Outlet: {outlet}\n\n{STORY}" for name, outlet in (("a.txt", "Gazette"), ("b.txt", "Wire"))}
    for name, text in files.items():
        (folder / name).write_text(text)
    inbox = Inbox(folder, tuple(read(folder)) if known else None)
    told = inbox.bring_files([("b.txt", files["b.txt"].encode()), ("c.txt", f"Outlet: WIRE\n\n{STORY}".encode())])
    assert [each.problem for each in told] == [True, True]
    assert all("b.txt in the folder has the same text" in each.words for each in told)
    assert not inbox.bring_text(Pasted(STORY, "Flood", "Mail")).problem


def test_the_very_bytes_of_a_file_are_refused_whatever_outlet_it_was_given(folder: Path) -> None:
    text = f"Outlet: Gazette\n\n{STORY}"
    (folder / "a.txt").write_text(text)
    (folder / "articles.csv").write_text("file,outlet\na.txt,Wire\n")
    told = bring(folder, "b.txt", text, None)
    assert told.problem and "a.txt in the folder has the same text" in told.words


def test_a_pasted_text_that_is_refused_is_called_so(folder: Path) -> None:
    (folder / "first.txt").write_text(STORY)
    told = Inbox(folder).bring_text(Pasted(STORY, "Flood"))
    assert told.words.startswith("The pasted text: not added; first.txt in the folder has the same text")


def test_a_word_file_that_is_cut_is_told_so_in_its_users_words(folder: Path) -> None:
    (told,) = Inbox(folder).bring_files([("a.docx", b"PK\3\4 cut")])
    assert "it is not a whole Word file; save it again in Word" in told.words


def test_nearly_the_same_text_is_written_and_told(folder: Path) -> None:
    (folder / "first.txt").write_text(STORY)
    told = bring(folder, "second.txt", "Flood at Elmford\n\n" + STORY.replace("300", "350"), tuple(read(folder)))
    assert not told.problem and "it has nearly the same text as first.txt" in told.words


def test_a_corpus_is_refused_only_if_all_of_it_is_there(folder: Path) -> None:
    inbox = Inbox(folder)
    inbox.bring_files([("a.txt", STORY.encode())])
    same, more = zipped({"x.txt": STORY.encode()}), zipped({"x.txt": STORY.encode(), "y.txt": TEXT.encode()})
    told = inbox.bring_files([("same.zip", same), ("more.zip", more)])
    assert [each.problem for each in told] == [True, False]
    assert "1 of its articles has the text of others in the folder" in told[1].words


def test_what_lies_in_the_folder_is_looked_through_where_nobody_read_it_before(folder: Path) -> None:
    (folder / "march.zip").write_bytes(zipped({"first.txt": STORY.encode()}))
    (folder / "broken.pdf").write_bytes(b"%PDF nothing")
    (told,) = Inbox(folder).bring_files([("again.txt", STORY.encode())])
    assert told.problem and "march.zip/first.txt in the folder has the same text" in told.words


def test_files_that_were_written_before_one_failed_can_be_taken_out(folder: Path, monkeypatch: Any) -> None:
    inbox = Inbox(folder)
    inbox.bring_files([("a.txt", STORY.encode())])
    monkeypatch.setattr(room, "_found", lambda articles: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        inbox.bring_files([("b.txt", TEXT.encode()), ("c.txt", b"Ten died.")])
    assert inbox.last == ("b.txt",)


def test_a_text_that_was_deleted_by_hand_can_be_brought_in_again(folder: Path) -> None:
    inbox = Inbox(folder)
    inbox.bring_files([("a.txt", STORY.encode())])
    (folder / "a.txt").unlink()
    (told,) = inbox.bring_files([("b.txt", STORY.encode())])
    assert not told.problem


def test_a_text_that_was_changed_by_hand_and_read_again_does_not_stand_for_what_it_was(folder: Path) -> None:
    inbox = Inbox(folder)
    inbox.bring_files([("a.txt", STORY.encode())])
    (folder / "a.txt").write_text("Nobody was hurt.")
    (told,) = inbox.kept_on(read(folder)).bring_files([("b.txt", STORY.encode())])
    assert not told.problem


def test_a_corpus_whose_ids_are_longer_than_any_name_shuts_nobody_out(folder: Path) -> None:
    (folder / "c.jsonl").write_text(json.dumps({"id": "x" * 300, "text": STORY}))
    (first, second) = Inbox(folder).bring_files([("a.txt", TEXT.encode()), ("b.txt", STORY.encode())])
    assert not first.problem and second.problem and "has the same text" in second.words


# --- pasted texts ---------------------------------------------------------------------------------------------------


def test_a_pasted_text_is_a_text_file_with_what_is_known_of_it(folder: Path) -> None:
    pasted = Pasted(TEXT, "Pier breaks", "The Gazette", "14 December 2024", "https://example.org/pier")
    told = Inbox(folder).bring_text(pasted)
    assert told.words.startswith("2024-12-14 Pier breaks.txt written into") and "1 claim" in told.words
    (article,) = read(folder)
    facts = (article.title, article.outlet, article.published, article.url)
    assert facts == ("Pier breaks", "The Gazette", date(2024, 12, 14), "https://example.org/pier")
    assert article.text == TEXT and article.published_from == "head"


def test_a_text_alone_is_enough(folder: Path) -> None:
    told = Inbox(folder).bring_text(Pasted(TEXT))
    assert told.path == folder / "At least 40 people were hurt when the.txt"
    (article,) = read(folder)
    assert article == Article(told.path.name, TEXT)


FORGED = {
    "a head": "Outlet: Forged\nPublished: 1999-01-01\n\nTen died.",
    "a head without a date": "Published: never\n\nTen died.",
    "a blank line and a head": "\nTitle: Forged\n\nTen died.",
    "blank lines": "\n\n \t\nTen died.\n\n",
    "a mark of UTF-8": "\ufeffTen died.",
    "Windows lines": "Ten died.\r\nTwo live.\rNow.\n",
    "a page break": "Ten died.\x0c\x0bTwo live.\x85\u2028Now.",
    "controls": "Ten\x01 died\x1b[31m.\x7f",
    "text turned around": "Ten \u202edied.",
    "a spreadsheet's formula": "=cmd|' /C calc'!A1 ten died.",
    "front matter": "---\ntitle: Forged\n---\nTen died.",
    "a page": "<html><title>Forged</title>Ten died.</html>",
    "a document": "{\\rtf1 Ten died.}",
}


@pytest.mark.parametrize("label", FORGED)
def test_a_text_forges_no_head_and_stays_as_it_is(label: str, tmp_path: Path) -> None:
    name, content = file_of(Pasted(FORGED[label], "A title", "Wire", "2024-12-14"))
    (tmp_path / name).write_bytes(content)
    assert read_text(tmp_path / name) == Article(name, FORGED[label], "Wire", date(2024, 12, 14), "A title")


BROKEN_LINES = {
    "a line break": ("Storm\nUrl: https://evil.example", "Storm Url: https://evil.example"),
    "two line breaks": ("Storm\r\n\r\nTen died.", "Storm Ten died."),
    "another line break": ("Storm\u2028Outlet: Evil\x85x", "Storm Outlet: Evil x"),
    "controls": ("St\x00or\x1bm\x7f", "Storm"),
    "text turned around": ("\u202emrotS\u202c", "mrotS"),
    "half a letter": ("Storm\ud800", "Storm"),
    "white space": ("  A \t storm  ", "A storm"),
    "a key": ("Published: 1999-01-01", "Published: 1999-01-01"),
    "markup": ("<b>Storm</b>", "<b>Storm</b>"),
    "only white space": (" \n ", None),
}


@pytest.mark.parametrize("label", BROKEN_LINES)
def test_a_title_or_outlet_cannot_break_the_head(label: str, tmp_path: Path) -> None:
    typed, kept = BROKEN_LINES[label]
    name, content = file_of(Pasted(TEXT, typed, typed, "2024-12-14"))
    (tmp_path / name).write_bytes(content)
    assert read_text(tmp_path / name) == Article(name, TEXT, kept, date(2024, 12, 14), kept)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip)
heads = st.sampled_from(["", "Title: x\n\n", "Published: x\n", "\n", "\ufeff", "Url:\r\n\r\n"])
lines = st.text(st.characters(), max_size=60)


@settings(max_examples=300, deadline=None)
@given(head=heads, text=texts, title=lines, outlet=lines, day=st.none() | st.dates())
def test_any_pasted_text_reads_back_as_it_was(
    head: str, text: str, title: str, outlet: str, day: date | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name, content = file_of(Pasted(head + text, title, outlet, day.isoformat() if day else ""))
    path = tmp_path_factory.getbasetemp() / "pasted.txt"
    path.write_bytes(content)
    read_back = read_text(path, name)
    assert read_back == Article(name, head + text, line_of(outlet) or None, day, line_of(title) or None)
    assert part_head(content.decode())[1] == head + text


REFUSED_TEXTS = {
    "no text": (Pasted(" \n"), "paste the article's text first"),
    "a NUL": (Pasted("Ten\ndied\0."), "line 2 of the text holds a sign that no text file can hold"),
    "half a letter": (Pasted("Ten died\udc80."), "line 1 of the text holds a sign that no text file can hold"),
    "half the world's date": (Pasted(TEXT, published="12/14/2024"), "“12/14/2024” is no date like 2024-12-14"),
    "no date": (Pasted(TEXT, published="yesterday\n\x1b"), "“yesterday\\n\\x1b” is no date"),
    "a date without end": (Pasted(TEXT, published="2" * 100_000), "is no date like"),
    "no web address": (Pasted(TEXT, url="javascript:alert(1)"), "is no web address; it begins with https://"),
    "an address with spaces": (Pasted(TEXT, url="https://example.org/a b"), "is no web address"),
    "a title without end": (Pasted(TEXT, title="a" * 5_000_000), "the title is longer than 1,000 characters"),
    "a very long text": (Pasted("a " * (LONGEST_TEXT // 2 + 1)), "the text is longer than 2,000,000 characters"),
    "too much to read": (Pasted("At least 40 died.\n" * 60_000), "more than can be read at once"),
    "another language": (Pasted("Zehn Menschen sind gestorben, sagte die Ministerin. " * 9), "it is in German"),
}


@pytest.mark.parametrize("label", REFUSED_TEXTS)
def test_a_text_that_cannot_be_kept_as_it_is_is_refused_in_one_line(label: str, folder: Path) -> None:
    pasted, said = REFUSED_TEXTS[label]
    told = Inbox(folder).bring_text(pasted)
    assert told.problem and said in told.words and told.words.isprintable() and len(told.words) < 400
    assert everything(folder) == {}


def test_fifty_million_characters_are_refused_at_once(folder: Path) -> None:
    begun = time.monotonic()
    told = Inbox(folder).bring_text(Pasted("ten died " * 5_600_000))
    assert told.problem and "longer than" in told.words and time.monotonic() - begun < 3


def test_a_refusal_says_what_to_do_and_is_an_error_of_its_own() -> None:
    with pytest.raises(RefusedError, match="paste the article's text first"):
        file_of(Pasted(""))


# --- taking out again -----------------------------------------------------------------------------------------------


def test_what_was_brought_in_last_can_be_taken_out_again(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    inbox = Inbox(folder)
    pasted = Pasted(TEXT, "Pier")
    inbox.bring_text(pasted)
    inbox.bring_files([("a.txt", STORY.encode()), ("b.txt", b"Nine boats sank off Ada.")])
    assert inbox.last == ("a.txt", "b.txt")
    told, given_back = inbox.take_out()
    assert [each.problem for each in told] == [False, False] and given_back is None
    assert sorted(everything(folder)) == ["articles/Pier.txt", "articles/mine.txt"] and inbox.last == ("Pier.txt",)
    told, given_back = inbox.take_out()
    assert given_back == pasted and [*everything(folder)] == ["articles/mine.txt"]
    assert inbox.last == () and inbox.take_out() == ([], None)
    assert not inbox.bring_text(pasted).problem, "what was taken out can be brought in again"


@pytest.mark.parametrize("changed", ["edited", "gone", "a link", "a folder"])
def test_what_is_no_more_as_it_was_written_stays(changed: str, folder: Path) -> None:
    inbox = Inbox(folder)
    path = inbox.bring_text(Pasted(TEXT, "Pier")).path
    assert path is not None
    if changed == "edited":
        path.write_text("Mended by hand.")
    else:
        path.unlink()
    if changed == "a link":
        (folder.parent / "precious.txt").write_bytes(file_of(Pasted(TEXT, "Pier"))[1])
        path.symlink_to(folder.parent / "precious.txt")
    if changed == "a folder":
        path.mkdir()
    before = everything(folder)
    (told,), given_back = inbox.take_out()
    assert told.problem and everything(folder) == before and given_back is None
