"""The inventory is honest, the same article in two files is told, and a run says what is new since the last."""

from __future__ import annotations

import csv
import os
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.files.duplicates import Duplicates
from analysis.folder import Readings, read_folder
from analysis.inventory import INVENTORY_COLUMNS
from analysis.models import Article, Reading
from analysis.news import News, since_last_run
from analysis.widgets.inventory_view import inventory_html
from analysis.writing import REVIEWS

ONE = "At least 40 people were hurt when the old pier broke, the harbour master said. Two boats sank.\n"
TWO = "Outlet: Wire\nPublished: 2024-12-14\nTitle: Flood\n\nSome 300 people spent the night in the school.\n"
STORY = (
    "The river rose by two metres in the night, the mayor of Elmford said on Monday, and forty houses by the bridge "
    "stood under water when the fire brigade came with its boats. Nobody was hurt, she said, but some 300 people spent "
    "the night in the school, and the road to the coast will stay closed until the end of the week.\n"
)
SEEDS = Path(__file__).parents[1] / "seeds"
RECORD = Path(REVIEWS) / "last_read.csv"


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def run(folder: Path) -> News:
    return since_last_run(read_folder(folder, progress=False), folder)


def lines_of(news: News) -> str:
    return " ".join(news.lines)


def row(folder: Path, name: str) -> dict[str, object]:
    (found,) = read_folder(folder, progress=False).inventory.set_index("article").loc[[name]].to_dict("records")
    return {str(key): value for key, value in found.items()}


# --- the inventory --------------------------------------------------------------------------------------------------


def test_the_inventory_has_the_columns_that_are_written_down_also_where_nothing_was_read(tmp_path: Path) -> None:
    for inventory in (read_folder(tmp_path, progress=False).inventory, read_folder(SEEDS, progress=False).inventory):
        assert list(inventory.columns) == list(INVENTORY_COLUMNS)
        assert [str(kind) for kind in inventory.dtypes] == [column.dtype for column in INVENTORY_COLUMNS.values()]
        assert inventory["news"].isna().all()


def test_what_an_article_does_not_say_is_blank_and_told_with_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, a_txt="Nothing happened.", b_txt=TWO, c_txt="Published: 2024-12-14\n\nTen died.")
    assert row(tmp_path, "a.txt")["problems"] == "no date and no outlet: give them in articles.csv; no claims"
    assert pd.isna(row(tmp_path, "b.txt")["problems"]) and row(tmp_path, "b.txt")["date from"] == "head"
    assert row(tmp_path, "c.txt")["problems"] == "no outlet: give one in articles.csv"
    (tmp_path / "articles.csv").write_text("file,outlet\nc.txt,Gazette\n")
    assert row(tmp_path, "c.txt")["outlet"] == "Gazette" and pd.isna(row(tmp_path, "c.txt")["problems"])


UNREAD = {
    "a broken PDF": ("a.pdf", b"%PDF nothing", "it is not a whole PDF file"),
    "no text": ("a.txt", b"\x00\x01", "line 1: it holds NUL bytes"),
    "an empty file": ("a.txt", b"", "it holds no text"),
    "another language": ("a.txt", b"Zehn Menschen sind gestorben, sagte die Ministerin. " * 9, "it is in German"),
    "a table of something else": ("a.csv", b"x,y\n1,2\n", "no column is called text"),
    "a head that is none": ("a.txt", b"Published: 2024-13-40\n\nTen died.", "line 1: "),
}


@pytest.mark.parametrize("label", UNREAD)
def test_a_file_that_could_not_be_read_has_a_row_with_the_reason(label: str, tmp_path: Path) -> None:
    name, content, said = UNREAD[label]
    write(tmp_path, z_txt=TWO)
    (tmp_path / name).write_bytes(content)
    inventory = read_folder(tmp_path, progress=False).inventory
    assert inventory["article"].tolist() == ["z.txt", name]
    found = row(tmp_path, name)
    assert str(found["problems"]).startswith(said) and pd.isna([found["words"], found["claims"]]).all()
    assert "1 file could not be read" in lines_of(run(tmp_path))


def test_a_corpus_has_one_row_for_what_is_wrong_in_it(tmp_path: Path) -> None:
    lines = ['{"text": "Ten died."}', *["no JSON"] * 8]
    write(tmp_path, c_jsonl="\n".join(lines))
    inventory = read_folder(tmp_path, progress=False).inventory
    assert inventory["article"].tolist() == ["c.jsonl#1", "c.jsonl"]
    assert inventory["problems"].iloc[1].startswith("line 2: it is not JSON")
    assert inventory["problems"].iloc[1].endswith("; and 3 more")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_has_a_row(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").symlink_to(write(tmp_path, b_txt=ONE) / "b.txt")
    assert str(row(tmp_path / "in", "a.txt")["problems"]).startswith("it is a link out of the folder")


def test_the_inventorys_page_is_words_and_no_markup_and_hides_no_row_in_a_box() -> None:
    hostile = '<img src=x onerror="x">'
    article = Article(hostile, "Ten died.", hostile, title=hostile, format=hostile, published_from=hostile)
    page = inventory_html(News(Readings((Reading(article),)), datetime.now(), new=(hostile,)).inventory)
    assert "<img" not in page and page.count("&lt;img src=x onerror=&quot;x&quot;&gt;") == 5
    assert '<mark class="ncw-news">new</mark> &lt;img' in page
    assert '<div class="ncw-twin ncw-inventory ' in page
    assert inventory_html(Readings(()).inventory) == "<p>No articles.</p>"


def test_the_inventorys_page_shows_what_there_is_and_blanks() -> None:
    articles = (
        Article("a.txt", "word " * 1200, "Wire", published=datetime(2024, 12, 14).date(), published_from="head"),
    )
    page = inventory_html(Readings(tuple(map(Reading, articles))).inventory)
    for shown in ("<td", "1,200</td>", '2024-12-14<br><span class="ncw-quiet">head</span>', "no claims"):
        assert shown in page
    assert "nan" not in page.lower().partition("<tbody>")[2] and "<NA>" not in page and "&lt;NA" not in page


def test_of_very_many_articles_those_to_look_at_are_shown_first() -> None:
    readings = Readings(tuple(Reading(Article(f"{n:04}.txt", "Nothing.")) for n in range(30)))
    page = inventory_html(News(readings, datetime.now(), new=("0029.txt",)).inventory, most=10)
    assert "0029.txt" in page and "0008.txt" in page and "0009.txt" not in page and "10 of 30 articles" in page


def test_the_sender_of_a_mail_is_shown_as_its_author_and_never_as_its_outlet(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text("From: Kestria Relief Desk <desk@example.org>\nSubject: Storm\n\nSeven died.\n")
    (row,) = read_folder(tmp_path, progress=False).inventory.to_dict("records")
    assert row["author"] == "Kestria Relief Desk" and pd.isna(row["outlet"])


# --- the same article twice -----------------------------------------------------------------------------------------

ALIKE = {
    "white space": (STORY.replace(" ", "\n"), "the same text as"),
    "a headline above it": ("FLOOD IN ELMFORD\n\n" + STORY, "nearly the same text as"),
    "a few words changed": (STORY.replace("300", "about 350").replace("Monday", "Tuesday"), "nearly the same text as"),
    "signs and large letters": (STORY.replace(",", " –").upper(), "nearly the same text as"),
    "the last sentence cut": (STORY.rpartition(". ")[0] + ".", None),
    "another story": (ONE * 3, None),
    "another story with one sentence of it": (ONE * 3 + STORY.partition(". ")[0], None),
}


@pytest.mark.parametrize("label", ALIKE)
def test_an_article_that_is_there_twice_is_told_and_read_all_the_same(label: str, tmp_path: Path) -> None:
    other, said = ALIKE[label]
    write(tmp_path, a_txt=STORY, b_txt=other)
    found = read_folder(tmp_path, progress=False)
    assert len(found.readings) == 2 and set(found.table["article"]) == {"a.txt", "b.txt"}
    messages = [problem.message for problem in found.problems if problem.warning]
    if said is None:
        assert messages == [] or label == "the last sentence cut"
    else:
        (message,) = messages
        assert message.startswith(f"b.txt: it has {said} a.txt; the claims of both stand in the tables")
        assert said in found.inventory["problems"].iloc[1]


def test_the_inventory_flags_both_articles_of_a_pair_each_naming_the_other(tmp_path: Path) -> None:
    write(tmp_path, a_txt=f"Outlet: Wire\n\n{STORY}", b_txt=f"Outlet: Gazette\n\n{STORY}", c_txt=STORY)
    told = read_folder(tmp_path, progress=False).inventory.set_index("article")["problems"]
    assert "the same text as b.txt of Gazette" in told["a.txt"] and "the same text as c.txt;" in told["a.txt"]
    assert "the same text as a.txt of Wire" in told["b.txt"] and "the same text as a.txt;" in told["c.txt"]


def test_one_wire_story_at_two_outlets_is_told_but_nobody_is_asked_to_take_one_out(tmp_path: Path) -> None:
    write(tmp_path, a_txt=f"Outlet: Wire\n\n{STORY}", b_txt=f"Outlet: Gazette\n\n{STORY}")
    (problem,) = read_folder(tmp_path, progress=False).problems
    assert problem.message == "b.txt: it has the same text as a.txt of Wire; the claims of both stand in the tables"


def test_a_few_words_may_be_the_same_by_chance(tmp_path: Path) -> None:
    write(tmp_path, a_txt="At least 40 people were killed.", b_txt="At least 40 people were killed.")
    assert read_folder(tmp_path, progress=False).problems == ()


def test_a_thousand_articles_with_the_same_footer_are_no_copies_and_cost_what_they_cost_one_by_one() -> None:
    texts = Duplicates()
    footer = " ".join(f"footer{n}" for n in range(40))
    for n in range(1000):
        story = " ".join(f"word{n}x{m}" for m in range(60))
        assert texts.add(Article(f"{n}.txt", f"{story} {footer}")) is None
    assert max(map(len, texts._runs)) <= 100 and len(texts._doors) <= 8000


def test_a_long_text_is_held_against_another_in_the_time_that_reading_it_takes() -> None:
    long = " ".join(f"word{n % 70_000}" for n in range(250_000))
    texts = Duplicates()
    assert texts.add(Article("a.txt", long)) is None
    like = texts.add(Article("b.txt", long.replace("word77 ", "another ")))
    assert like is not None and like.name == "a.txt" and not like.same


# --- what is new ----------------------------------------------------------------------------------------------------


def test_the_first_run_has_no_news_and_the_next_says_that_there_is_none(tmp_path: Path) -> None:
    write(tmp_path, a_txt=ONE)
    first = run(tmp_path)
    assert first.since is None and first.new == () and "2 claims. The next run says what is new" in lines_of(first)
    second = run(tmp_path)
    assert second.since is not None and "Nothing is new since the last run" in lines_of(second)
    assert second.inventory["news"].isna().all()


def test_what_is_new_changed_renamed_and_gone_is_told_with_its_claims(tmp_path: Path) -> None:
    write(tmp_path, a_txt=ONE, b_txt=TWO, c_txt="Nine boats sank off Ada.", d_txt=STORY)
    run(tmp_path)
    write(tmp_path, a_txt=ONE + "Fifty trees fell.\n", e_txt="Seven bridges fell in Ada.")
    (tmp_path / "b.txt").rename(tmp_path / "f.txt")
    (tmp_path / "c.txt").unlink()
    news = run(tmp_path)
    assert (news.new, news.changed, news.gone) == (("e.txt",), ("a.txt",), ("c.txt",))
    assert news.renamed == (("b.txt", "f.txt"),)
    assert (news.claims_new, news.claims_gone) == (2, 1), "only the claims of other sentences are other claims"
    marks = news.inventory.set_index("article")["news"]
    assert marks.dropna().to_dict() == {"a.txt": "changed", "e.txt": "new", "f.txt": "renamed, was b.txt"}
    assert (
        "1 new (e.txt), 1 changed (a.txt), 1 renamed (b.txt → f.txt), 1 gone (c.txt); 2 claims new, 1 claim gone."
        in lines_of(news)
    )
    assert "Nothing is new" in lines_of(run(tmp_path))


def test_a_folder_that_was_empty_has_news_when_it_is_filled(tmp_path: Path) -> None:
    run(tmp_path)
    assert run(write(tmp_path, a_txt=ONE)).new == ("a.txt",)


def test_many_new_articles_are_counted_and_the_first_are_named(tmp_path: Path) -> None:
    run(tmp_path)
    write(tmp_path, **{f"{letter}_txt": f"Ten {letter} died." for letter in "abcdefgh"})
    assert "8 new (a.txt, b.txt, c.txt, d.txt, e.txt and 3 more)" in lines_of(run(tmp_path))


def test_the_command_line_and_reading_alone_keep_nothing(tmp_path: Path) -> None:
    write(tmp_path, a_txt=ONE)
    read_folder(tmp_path, progress=False)
    assert main(["extract", str(tmp_path), "--output", str(tmp_path / "out.xlsx")]) == 0
    assert not (tmp_path / REVIEWS).exists()


def test_a_single_file_is_not_held_against_its_folder(tmp_path: Path) -> None:
    write(tmp_path, a_txt=ONE, b_txt=TWO)
    run(tmp_path)
    assert run(tmp_path / "a.txt").since is None
    assert "Nothing is new" in lines_of(run(tmp_path / "a.txt")) and "Nothing is new" in lines_of(run(tmp_path))


BROKEN = {
    "nothing": b"",
    "bytes that are no text": b"\xff\xfe\x00",
    "another table": b"level,name,into\ngroup,a,b\n",
    "no time": b"article,text,claims,read\n",
    "a time that is none": b"article,text,claims,read\n,,,yesterday\n",
    "a time without end": b"article,text,claims,read\n,,,99999-01-01T00:00:00\n",
    "a time before all time": b"article,text,claims,read\n,,,0001-01-01T00:00:00+14:00\n",
    "a row too short": b"article,text,claims,read\n,,,2024-12-14T10:00:00+00:00\na.txt\n",
    "NUL bytes": b"article,text,claims,read\n\0,,,\n",
    "quotation marks left open": b'article,text,claims,read\n,,,2024-12-14T10:00:00+00:00\n"a.txt,x,y\n',
}


@pytest.mark.parametrize("label", BROKEN)
def test_a_broken_record_stops_no_run_and_is_written_anew(label: str, tmp_path: Path) -> None:
    write(tmp_path, a_txt=ONE)
    (tmp_path / REVIEWS).mkdir()
    (tmp_path / RECORD).write_bytes(BROKEN[label])
    news = run(tmp_path)
    assert news.since is None and "it could not be read, so this run counts as the first" in lines_of(news)
    assert "Nothing is new" in lines_of(run(tmp_path))


def test_a_record_that_is_a_folder_or_a_link_out_is_left_alone_and_told(tmp_path: Path) -> None:
    (tmp_path / "in" / REVIEWS).mkdir(parents=True)
    outside = write(tmp_path, precious_csv="precious") / "precious.csv"
    (tmp_path / "in" / RECORD).symlink_to(outside)
    assert "leads out of the folder" in lines_of(run(tmp_path / "in")) and outside.read_text() == "precious"
    (tmp_path / "in" / RECORD).unlink()
    if os.name != "nt":
        os.mkfifo(tmp_path / "in" / RECORD)
        assert "could not be read" in lines_of(run(tmp_path / "in")), "a pipe is not waited for"
    (tmp_path / "in" / RECORD).unlink(missing_ok=True)
    (tmp_path / "in" / RECORD).mkdir()
    assert "cannot be written to, so the next run cannot tell what is new" in lines_of(run(tmp_path / "in"))


def test_a_folder_that_cannot_be_written_to_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, a_txt=ONE)
    monkeypatch.setattr(Path, "mkdir", denied)
    news = run(tmp_path)
    assert "1 article, 2 claims." in lines_of(news) and "the next run cannot tell what is new" in lines_of(news)


def test_names_are_kept_as_they_are_and_never_run(tmp_path: Path) -> None:
    names = ["=1+1.txt", "-rf.txt", "a,b.txt", 'a"b.txt', "ж.txt", "a\u202eb.txt"]
    if os.name != "nt":
        names += ["a\nb.txt", os.fsdecode(b"a\xffb.txt")]
    for at, name in enumerate(names):
        (tmp_path / name).write_text(f"{at + 3} boats sank.")
    run(tmp_path)
    news = run(tmp_path)
    assert "Nothing is new" in lines_of(news) and len(news.readings.readings) == len(names)
    with (tmp_path / RECORD).open(newline="", encoding="utf-8", errors="surrogatepass") as file:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cells in csv.reader(file) for cell in cells)
    for name in names:
        (tmp_path / name).unlink()
    assert all(line.isprintable() for line in run(tmp_path).lines), "a name breaks no line"
