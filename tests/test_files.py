"""Reading files: heads, corpora, folders, and every kind of file that cannot be read, told in one line."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from analysis.files import ArticleError, Problem, find_files, read_articles
from analysis.files.heads import read_date
from analysis.files.reading import read_text
from analysis.models import Article

BODY = "At least 40 people were hurt, the ministry said.\n"
HEAD = "Outlet: Harbour Gazette\nPublished: 2024-12-14\nTitle: A storm\nUrl: https://example.org/storm\n\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*paths: Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    files = find_files(*paths, report=problems.append)
    return list(read_articles(files, problems.append)), problems


def only_problem(problems: list[Problem]) -> Problem:
    assert len(problems) == 1
    assert "\n" not in problems[0].message
    return problems[0]


# --- text files -----------------------------------------------------------------------------------------------------


def test_a_head_is_read_and_left_out_of_the_text(tmp_path: Path) -> None:
    article = read_text(write(tmp_path, "storm.txt", HEAD + BODY))
    assert article == Article(
        "storm.txt", BODY, "Harbour Gazette", date(2024, 12, 14), "A storm", "https://example.org/storm"
    )


def test_a_file_without_a_head_is_all_text(tmp_path: Path) -> None:
    assert read_text(write(tmp_path, "a.txt", BODY)) == Article("a.txt", BODY)


def test_a_head_may_lack_any_of_its_lines(tmp_path: Path) -> None:
    article = read_text(write(tmp_path, "a.txt", "Title: A storm\n\n" + BODY))
    assert (article.title, article.outlet, article.published, article.url) == ("A storm", None, None, None)
    assert article.text == BODY


def test_an_empty_line_of_a_head_stays_blank(tmp_path: Path) -> None:
    article = read_text(write(tmp_path, "a.txt", "Outlet:\nPublished: \nTitle: A storm\n\n" + BODY))
    assert (article.outlet, article.published, article.title) == (None, None, "A storm")


def test_a_head_is_read_in_any_order_and_case(tmp_path: Path) -> None:
    article = read_text(write(tmp_path, "a.txt", "TITLE: A storm\noutlet: Wire\n\n" + BODY))
    assert (article.title, article.outlet) == ("A storm", "Wire")


def test_a_head_ends_at_a_blank_line_or_is_none(tmp_path: Path) -> None:
    text = "Outlet: Wire\n" + BODY
    assert read_text(write(tmp_path, "a.txt", text)) == Article("a.txt", text)


def test_a_first_line_with_a_colon_is_no_head(tmp_path: Path) -> None:
    text = "MODERATOR: Welcome.\n\n" + BODY
    assert read_text(write(tmp_path, "a.txt", text)).text == text


def test_windows_line_ends_are_read_and_kept_in_the_text(tmp_path: Path) -> None:
    body = "Forty died.\r\nTen were hurt.\r\n"
    article = read_text(write(tmp_path, "a.txt", HEAD.replace("\n", "\r\n") + body))
    assert article.text == body
    assert (article.outlet, article.published) == ("Harbour Gazette", date(2024, 12, 14))


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_text(write(tmp_path, "a.txt", b"\xef\xbb\xbf" + (HEAD + BODY).encode())).text == BODY


def test_a_character_is_never_changed(tmp_path: Path) -> None:
    body = "“Forty” – e\u0301\u00a0\u200b\t 40\x0b\x85\u2028 <b>&amp;</b>\n\n\n"
    assert read_text(write(tmp_path, "a.txt", body)).text == body


@pytest.mark.parametrize("value", ["2024-13-40", "12/14/2024", "yesterday", "2024"])
def test_a_date_that_is_none_is_an_error_that_names_file_and_line(tmp_path: Path, value: str) -> None:
    path = write(tmp_path, "a.txt", f"Outlet: Wire\nPublished: {value}\n\n{BODY}")
    articles, problems = read(path)
    problem = only_problem(problems)
    assert articles == [] and not problem.warning
    assert problem.message.startswith(f"{path}:2:")
    assert value in problem.message and "2024-12-14" in problem.message


def test_a_date_with_a_time_is_its_day() -> None:
    assert read_date("2024-12-14T23:30:00+02:00") == date(2024, 12, 14)


def test_utf8_with_a_broken_byte_is_an_error_that_names_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "“One.”\n“Two.”\nThr".encode() + b"\xe2\x80 four.\n")
    articles, problems = read(path)
    problem = only_problem(problems)
    assert articles == [] and not problem.warning
    assert problem.message.startswith(f"{path}:3:") and "UTF-8" in problem.message


def test_a_utf16_file_is_read(tmp_path: Path) -> None:
    articles, problems = read(write(tmp_path, "a.txt", (HEAD + BODY).encode("utf-16")))
    assert problems == [] and articles[0].text == BODY and articles[0].outlet == "Harbour Gazette"


def test_a_binary_file_called_txt_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    articles, problems = read(path)
    assert articles == [] and not only_problem(problems).warning
    assert str(path) in problems[0].message


def test_ascii_with_nul_bytes_is_an_error(tmp_path: Path) -> None:
    articles, problems = read(write(tmp_path, "a.txt", b"Forty\0 died.\n"))
    assert articles == [] and "NUL" in only_problem(problems).message


@pytest.mark.parametrize("content", ["", " \n\t\n", HEAD, "\ufeff"])
def test_a_file_without_text_is_a_warning(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, "a.txt", content)
    articles, problems = read(path)
    problem = only_problem(problems)
    assert articles == [] and problem.warning
    assert str(path) in problem.message


def test_read_text_raises_one_kind_of_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="UTF-8"):
        read_text(write(tmp_path, "a.txt", b"\xe2\x82\xac \xff"))


# --- corpora --------------------------------------------------------------------------------------------------------


def corpus(folder: Path, *rows: object, name: str = "corpus.jsonl") -> Path:
    return write(folder, name, "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))


def test_a_corpus_has_one_article_a_line(tmp_path: Path) -> None:
    row = {"id": "storm-1", "outlet": "Wire", "published": "2024-12-14", "title": "A storm", "url": "u", "text": BODY}
    articles, problems = read(corpus(tmp_path, row))
    assert articles == [Article("storm-1", BODY, "Wire", date(2024, 12, 14), "A storm", "u")]
    assert problems == []


def test_other_keys_are_ignored_and_all_but_text_may_be_missing(tmp_path: Path) -> None:
    articles, problems = read(corpus(tmp_path, {"text": BODY, "claims": [1], "lang": "en"}))
    assert articles == [Article("corpus.jsonl#1", BODY)]
    assert problems == []


def test_date_stands_in_for_published(tmp_path: Path) -> None:
    articles, _ = read(corpus(tmp_path, {"text": BODY, "date": "2024-12-14T08:00:00Z"}))
    assert articles[0].published == date(2024, 12, 14)


def test_a_number_may_be_an_id(tmp_path: Path) -> None:
    articles, _ = read(corpus(tmp_path, {"text": BODY, "id": 17}))
    assert articles[0].name == "17"


def test_a_date_of_a_corpus_that_is_none_is_a_warning_and_left_blank(tmp_path: Path) -> None:
    path = corpus(tmp_path, {"text": BODY, "date": "last week"})
    articles, problems = read(path)
    assert articles[0].published is None
    assert only_problem(problems).warning and f"{path}:1" in problems[0].message


@pytest.mark.parametrize(
    "line",
    ["not json", '{"text": "cut', "[]", "17", '"text"', '{"title": "no text"}', '{"text": 17}', '{"text": null}'],
)
def test_a_line_that_is_no_article_is_an_error_and_the_rest_is_read(tmp_path: Path, line: str) -> None:
    path = corpus(tmp_path, {"text": "One."}, line, {"text": "Three."})
    articles, problems = read(path)
    assert [article.text for article in articles] == ["One.", "Three."]
    problem = only_problem(problems)
    assert problem.message.startswith(f"{path}:2:") and not problem.warning


def test_deeply_nested_json_is_an_error_like_any_other(tmp_path: Path) -> None:
    articles, problems = read(corpus(tmp_path, "[" * 100_000, {"text": "Two."}))
    assert [article.text for article in articles] == ["Two."]
    assert not only_problem(problems).warning


def test_a_line_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "c.jsonl", b'{"text": "f\xfcr"}\n{"text": "Two."}\n')
    articles, problems = read(path)
    assert [article.text for article in articles] == ["Two."]
    assert f"{path}:1" in only_problem(problems).message


def test_blank_lines_and_a_byte_order_mark_of_a_corpus_are_skipped(tmp_path: Path) -> None:
    path = write(tmp_path, "c.jsonl", b'\xef\xbb\xbf{"text": "One."}\r\n\r\n{"text": "Two."}')
    articles, problems = read(path)
    assert [(article.name, article.text) for article in articles] == [("c.jsonl#1", "One."), ("c.jsonl#3", "Two.")]
    assert problems == []


# --- folders and names ----------------------------------------------------------------------------------------------


def test_a_folder_is_read_recursively_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/deep/er/x.txt", "c.TXT"):
        write(tmp_path, name, BODY)
    articles, problems = read(tmp_path)
    assert [article.name for article in articles] == ["a/deep/er/x.txt", "a/z.txt", "b.txt", "c.TXT"]
    assert problems == []


def test_a_single_file_is_called_by_its_name(tmp_path: Path) -> None:
    articles, _ = read(write(tmp_path, "deep/a.txt", BODY))
    assert [article.name for article in articles] == ["a.txt"]


@pytest.mark.parametrize(
    "name",
    ["README.md", "README.txt", "readme.txt", "README", "articles.csv", "reviews/a.txt", ".hidden.txt", ".git/a.txt"],
)
def test_reserved_names_are_never_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, BODY)
    assert read(tmp_path) == ([], [])


def test_files_of_other_kinds_in_a_folder_are_left_out_and_named_in_one_warning(tmp_path: Path) -> None:
    write(tmp_path, "photo.jpg", b"\xff\xd8")
    write(tmp_path, "notes.odt", BODY)
    articles, problems = read(tmp_path)
    assert articles == [] and only_problem(problems).warning
    assert "notes.odt, photo.jpg" in problems[0].message


@pytest.mark.parametrize("value", ["14 December 2024", "14 Dec 2024", "December 14, 2024", "2024/12/14"])
def test_a_date_with_its_months_name_is_read(tmp_path: Path, value: str) -> None:
    articles, problems = read(write(tmp_path, "a.txt", f"Published: {value}\n\n{BODY}"))
    assert problems == [] and articles[0].published == date(2024, 12, 14)


def test_a_file_that_is_asked_for_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", BODY)
    articles, problems = read(path, tmp_path)
    assert len(articles) == 1 and problems == []


def test_a_file_of_another_kind_that_is_asked_for_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "notes.odt", BODY)
    articles, problems = read(path)
    assert articles == [] and not only_problem(problems).warning
    assert str(path) in problems[0].message and ".txt" in problems[0].message


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    articles, problems = read(tmp_path / "none", write(tmp_path, "a.txt", BODY))
    assert len(articles) == 1
    assert str(tmp_path / "none") in only_problem(problems).message and not problems[0].warning


def test_two_articles_of_one_name_are_an_error_that_names_both(tmp_path: Path) -> None:
    one, two = write(tmp_path, "one/a.txt", BODY), write(tmp_path, "two/a.txt", BODY)
    articles, problems = read(one, two)
    assert len(articles) == 1
    message = only_problem(problems).message
    assert str(one) in message and str(two) in message and not problems[0].warning


def test_two_rows_with_one_id_are_an_error_that_names_both_lines(tmp_path: Path) -> None:
    path = corpus(tmp_path, {"id": "x", "text": "One."}, {"id": "x", "text": "Two."})
    articles, problems = read(path)
    assert [article.text for article in articles] == ["One."]
    assert f"{path}:1" in only_problem(problems).message and f"{path}:2" in problems[0].message


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    write(tmp_path, "b.txt", b"\xff\0")
    write(tmp_path, "c.txt", "Published: soon\n\n" + BODY)
    write(tmp_path, "d.txt", BODY)
    articles, problems = read(tmp_path)
    assert [article.name for article in articles] == ["a.txt", "d.txt"]
    assert len(problems) == 2


def test_an_empty_folder_holds_no_article(tmp_path: Path) -> None:
    assert read(tmp_path) == ([], [])


def test_a_folder_without_read_permission_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked, plain = tmp_path / "locked", Path.iterdir
    write(tmp_path, "locked/a.txt", BODY)
    write(tmp_path, "open/b.txt", BODY)

    def iterdir(self: Path) -> object:
        if self == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return plain(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    articles, problems = read(tmp_path)
    assert [article.name for article in articles] == ["open/b.txt"]
    message = only_problem(problems).message
    assert str(locked) in message and "permission denied" in message


def test_a_file_without_read_permission_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked, plain = write(tmp_path, "a.txt", BODY), Path.read_bytes
    write(tmp_path, "b.txt", BODY)

    def read_bytes(self: Path) -> bytes:
        if self == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return plain(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    articles, problems = read(tmp_path)
    assert [article.name for article in articles] == ["b.txt"]
    assert str(locked) in only_problem(problems).message


def test_a_link_to_its_own_folder_is_not_followed_for_ever(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    articles, _ = read(tmp_path)
    assert [article.name for article in articles] == ["a.txt"]


def test_a_link_to_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    articles, problems = read(tmp_path)
    assert articles == [] and "gone.txt" in only_problem(problems).message


def test_an_integer_of_thousands_of_digits_is_a_problem_of_its_line_only(tmp_path: Path) -> None:
    rows = f'{{"text": "40 died.", "n": {"9" * 5000}}}\n{{"text": "Ten died."}}\n'
    articles, problems = read(write(tmp_path, "a.jsonl", rows))
    assert [article.text for article in articles] == ["Ten died."]
    assert "a.jsonl:1" in only_problem(problems).message


def test_a_pipe_in_the_folder_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    write(tmp_path, "a.txt", BODY)
    articles, problems = read(tmp_path)
    assert len(articles) == 1 and problems == []
