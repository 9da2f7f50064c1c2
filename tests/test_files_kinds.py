# ruff: noqa: E501 - texts in other languages stand as they are
"""What is particular to each kind of file: facts that stand apart, encodings, rows, languages and the side file."""

from __future__ import annotations

import io
import json
import textwrap
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from file_writers import PARAGRAPHS, WRITERS, Written, as_docx, as_eml, as_html, as_pdf, as_txt, page, pdf_of, zipped

from analysis.files import Problem, find_files, read_articles
from analysis.files.encodings import decode
from analysis.files.extracts import ArticleError
from analysis.files.languages import foreign_language
from analysis.files.lines import join_pages
from analysis.folder import read_folder
from analysis.models import Article

BODY = "At least 40 people were hurt, the ministry said."


def read(folder: Path, **files: bytes | str) -> tuple[list[Article], list[Problem]]:
    """What is read of a folder with these files; a name's last underscore is its dot."""
    for name, content in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_bytes(content.encode() if isinstance(content, str) else content)
    problems: list[Problem] = []
    return list(read_articles(find_files(folder, report=problems.append), problems.append)), problems


# --- encodings ------------------------------------------------------------------------------------------------------

UKRAINIAN = "Щонайменше 40 людей загинули, повідомило міністерство.\nЇх було більше."
ENCODED = {
    "UTF-8": ("“Forty” – für Ελλάδα 40 €", "utf-8"),
    "UTF-8 with a mark": ("“Forty” – für", "utf-8-sig"),
    "UTF-16 with a mark": ("“Forty” – für 40", "utf-16"),
    "UTF-16, little end first": ("“Forty” people – für all\n", "utf-16-le"),
    "UTF-16, big end first": ("“Forty” people – für all\n", "utf-16-be"),
    "UTF-16 in Ukrainian": (UKRAINIAN, "utf-16-le"),
    "UTF-32": ("“Forty” people", "utf-32"),
    "Windows-1252": ("“Forty” – für 40 € in Curaçao, naïve", "cp1252"),
    "Windows-1252 with dashes only": ("It was forty – or ‘fifty’ – he said", "cp1252"),
    "Windows-1251": (UKRAINIAN.replace("Ї", "Ї"), "cp1251"),
    "Windows-1251 among English": ("He said «Погибли сорок человек» and left, 40 € short.", "cp1251"),
}


@pytest.mark.parametrize("label", ENCODED)
def test_an_encoding_is_recognised(label: str) -> None:
    text, codec = ENCODED[label]
    assert decode(text.encode(codec))[0] == text


NO_TEXT = {
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "signs that no text holds": b"f\xfcr\x01\x02",
    "broken UTF-8": "“One” – ".encode() + b"\xff",
    "one NUL": b"Forty\0 died.",
    "NULs by twos": b"F\0\0o\0\0r\0\0",
    "an odd UTF-16": "Forty".encode("utf-16") + b"\0",
    "a byte that Windows-1252 lacks": b"f\xfcr \x81",
}


@pytest.mark.parametrize("label", NO_TEXT)
def test_what_is_no_text_is_refused(label: str) -> None:
    with pytest.raises(ArticleError):
        decode(NO_TEXT[label])


def test_the_encoding_is_told_where_it_had_to_be_found_out(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, a_txt="F\xfcr 40.".encode("cp1252"), b_txt=BODY.encode("utf-16"), c_txt=BODY)
    assert [article.format for article in articles] == ["txt, Windows-1252", "txt, UTF-16", "txt"]
    assert problems == []


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16"])
def test_a_page_is_read_in_the_encoding_it_says_or_has(codec: str, tmp_path: Path) -> None:
    source = as_html(Written()).decode().replace('<meta charset="utf-8">', f'<meta charset="{codec}">')
    articles, problems = read(
        tmp_path, a_html=source.encode(codec), b_html=source.replace("charset", "x").encode(codec)
    )
    assert problems == [] and [a.text.split() for a in articles] == [Written().text.split()] * 2


# --- languages ------------------------------------------------------------------------------------------------------

LANGUAGES = {
    "German": "Bei dem Hochwasser sind nach Angaben des Ministeriums mindestens vierzig Menschen ums Leben gekommen. Die "
    "Feuerwehr sucht noch nach Vermissten, und das Wasser steht in vielen Straßen. Die Bewohner wurden in Schulen gebracht, "
    "wo sie auf Hilfe warten, die erst am Abend kommen soll.",
    "French": "Au moins quarante personnes ont été tuées dans les inondations, selon le ministère de la Santé. Les pompiers "
    "cherchent encore des disparus et l’eau recouvre plusieurs rues du vieux quartier. Les habitants ont été conduits dans "
    "les écoles, où ils attendent de l’aide.",
    "Spanish": "Al menos cuarenta personas murieron en las inundaciones, según el ministerio de Sanidad. Los bomberos buscan "
    "todavía a los desaparecidos y el agua cubre varias calles del barrio viejo. Los vecinos fueron llevados a las escuelas, "
    "donde esperan la ayuda que no llega.",
    "Russian": "По меньшей мере сорок человек погибли при наводнении, сообщило министерство здравоохранения. Пожарные всё ещё "
    "ищут пропавших без вести, и вода стоит на многих улицах старого города. Жителей отвезли в школы, где они ждут помощи, "
    "которая придёт только вечером, как сказал мэр.",
    "Ukrainian": "Щонайменше сорок людей загинули під час повені, повідомило міністерство охорони здоров’я. Рятувальники ще "
    "шукають зниклих, і вода стоїть на багатьох вулицях старого міста. Мешканців відвезли до шкіл, де вони чекають на "
    "допомогу, яка прийде лише ввечері, як сказав міський голова.",
    "Arabic": "قتل أربعون شخصا على الأقل في الفيضانات وفقا لما ذكرته وزارة الصحة يوم الجمعة ولا يزال رجال الإطفاء يبحثون عن "
    "المفقودين والمياه تغمر العديد من شوارع الحي القديم وقد نقل السكان إلى المدارس حيث ينتظرون المساعدة التي لن تصل قبل "
    "المساء كما قال رئيس البلدية للصحفيين في مؤتمر صحفي قصير",
    "Chinese": "卫生部周五表示，洪水已造成至少四十人死亡。消防队员仍在搜寻失踪人员，老城区许多街道被水淹没。居民被送往学校，在那里等待要到晚上才能到达的援助。市长说，"
    "情况非常严重，但是没有人放弃希望。",
    "Turkish": "Sağlık Bakanlığı cuma günü yaptığı açıklamada selde en az kırk kişinin öldüğünü söyledi. İtfaiyeciler hâlâ "
    "kayıpları arıyor ve eski mahallenin birçok sokağı su altında. Mahalle sakinleri okullara götürüldü, orada akşama "
    "kadar gelmeyecek olan yardımı bekliyorlar, dedi belediye başkanı gazetecilere. Yarın yeni bir açıklama daha yapılacak.",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_some_length_in_another_language_is_refused_by_name(language: str, tmp_path: Path) -> None:
    articles, (problem,) = read(tmp_path, a_txt=LANGUAGES[language])
    assert articles == [] and problem.warning
    assert f"a.txt: it is in {language}, and only English is read" in problem.message


ENGLISH = {
    "a report": " ".join(PARAGRAPHS),
    "a short text in another language": "Mindestens 40 Menschen starben.",
    "a list of places and figures": "Kharkiv 12, Sumy 9, Donetsk 31, Kherson 4, Odesa 2. " * 12,
    "a table": "Region | Killed | Wounded\nKursk | 40 | 120\nBelgorod | 12 | 33\nBryansk | 7 | 19\n" * 10,
    "figures only": "40 120 33 " * 200,
    "headlines": "Storm kills 40. Grid fails. Markets fall 3 percent. Minister quits. Rescuers find 12 alive. " * 5,
    "capitals": " ".join(PARAGRAPHS).upper(),
    "English with a long foreign quotation": " ".join(PARAGRAPHS[:3]) + " " + LANGUAGES["German"][:200],
}


@pytest.mark.parametrize("label", ENGLISH)
def test_english_and_short_texts_are_read(label: str) -> None:
    assert foreign_language(ENGLISH[label]) is None


def test_a_foreign_text_leaves_the_exit_status_at_nought(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LANGUAGES["German"], encoding="utf-8")
    found = read_folder(tmp_path)
    assert found.readings == () and [problem.warning for problem in found.problems] == [True]


# --- the side file --------------------------------------------------------------------------------------------------

HEAD = "file,title,outlet,author,published,url\n"


def test_the_side_file_stands_in_place_of_what_the_file_says(tmp_path: Path) -> None:
    side = HEAD + "a.html,,Dockside Post,,2024-12-01,\nb/c.txt,A storm,,,,https://example.org/b\n"
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_text("Outlet: Wire\n\n" + BODY)
    (first, second), problems = read(tmp_path, a_html=as_html(Written()), articles_csv=side)
    assert (first.outlet, first.published, first.published_from) == ("Dockside Post", date(2024, 12, 1), "articles.csv")
    assert first.title == Written().title, "a blank cell changes nothing"
    assert (second.title, second.outlet, second.url, second.published_from) == (
        "A storm",
        "Wire",
        "https://example.org/b",
        None,
    )
    assert problems == []


def test_the_side_file_is_used_for_a_file_that_is_asked_for_alone(tmp_path: Path) -> None:
    read(tmp_path, a_txt=BODY, articles_csv=HEAD + "a.txt,,Wire,,,\n")
    (article,) = read_articles(find_files(tmp_path / "a.txt", report=print), print)
    assert article.outlet == "Wire"


def test_the_side_file_knows_articles_of_corpora_and_archives(tmp_path: Path) -> None:
    rows = json.dumps({"id": "x", "text": BODY}) + "\n"
    side = HEAD.replace(",", ";") + "x;;Wire;;;\nb.zip/c.txt;;Post;;;\n"
    articles, problems = read(tmp_path, a_jsonl=rows, b_zip=zipped({"c.txt": BODY.encode()}), articles_csv=side)
    assert [article.outlet for article in articles] == ["Wire", "Post"] and problems == []


SIDE_PROBLEMS = {
    "a date that is none": (HEAD + "a.txt,,,,12/14/2024,\n", "articles.csv:2: '12/14/2024' is not a date", False),
    "no column called file": ("name,outlet\na.txt,Wire\n", "no column called file", False),
    "an article that is not there": (HEAD + "b.txt,,Wire,,,\n", "there is no article 'b.txt'", True),
    "two rows for one": (HEAD + "a.txt,,Wire,,,\na.txt,,Post,,,\n", "has a row already", True),
    "no text": ("\0\1", "NUL", False),
}


@pytest.mark.parametrize("label", SIDE_PROBLEMS)
def test_what_is_wrong_with_a_side_file_is_told_and_the_articles_are_read(label: str, tmp_path: Path) -> None:
    side, said, warning = SIDE_PROBLEMS[label]
    articles, (problem,) = read(tmp_path, a_txt=BODY, articles_csv=side)
    assert len(articles) == 1 and said in problem.message and problem.warning == warning


# --- corpora and archives -------------------------------------------------------------------------------------------

ROWS = [("x", "Forty, or “40”, died.", "14 December 2024"), ("y", "Ten\ndied.", "soon")]


@pytest.mark.parametrize(
    ("delimiter", "codec"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")]
)
def test_a_table_of_articles_is_read_as_spreadsheets_save_it(delimiter: str, codec: str, tmp_path: Path) -> None:
    lines = [("ID", " Text", "Published"), *ROWS]
    table = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines) + "\r\n"
    articles, (problem,) = read(tmp_path, a_csv=table.encode(codec))
    assert [(a.name, a.text) for a in articles] == [("x", ROWS[0][1]), ("y", ROWS[1][1])]
    assert [(a.published, a.published_from) for a in articles] == [(date(2024, 12, 14), "column"), (None, None)]
    assert problem.warning and "a.csv:3: 'soon' is not a date" in problem.message


def test_a_table_without_a_column_of_text_is_left_out_with_a_warning(tmp_path: Path) -> None:
    articles, (problem,) = read(tmp_path, a_csv="region,killed\nKursk,40\n")
    assert articles == [] and "a.csv: no column is called text" in problem.message and problem.warning


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, a_csv='text\n"' + "Word after word. " * 60_000 + '"\n')
    assert problems == [] and len(articles[0].text) > 1_000_000


def test_without_pyarrow_a_parquet_file_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lib" / "pyarrow").mkdir(parents=True)
    (tmp_path / "lib" / "pyarrow" / "__init__.py").write_text("raise ImportError('pyarrow')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"))
    (tmp_path / "in").mkdir()
    _, (problem,) = read(tmp_path / "in", a_parquet=WRITERS[".parquet"](Written()))
    assert "a.parquet: reading .parquet needs pyarrow; run: pip install pyarrow" in problem.message


def test_a_zip_is_read_like_a_folder(tmp_path: Path) -> None:
    members = {
        "b.html": as_html(Written()),
        "a/c.pdf": as_pdf(Written()),
        "a/d.jsonl": json.dumps({"text": BODY}).encode() + b"\n\nnot JSON\n",
        "a/e.zip": zipped({"f.txt": as_txt(Written())}),
        "README.md": b"Not 40 articles.",
        "__MACOSX/._b.html": b"\0",
        "reviews/g.txt": b"Ten died.",
        "photo.jpg": b"\xff\xd8",
    }
    articles, problems = read(tmp_path, z_zip=zipped(members))
    assert [a.name for a in articles] == ["z.zip/a/c.pdf", "z.zip/a/d.jsonl#1", "z.zip/a/e.zip/f.txt", "z.zip/b.html"]
    assert [problem.message.partition("z.zip")[2].partition(";")[0] for problem in problems] == [
        "/a/d.jsonl:3: it is not JSON",
        ": 1 of its files are left out, since they are no files of articles",
    ]


# --- documents ------------------------------------------------------------------------------------------------------


def test_pages_without_text_are_told(tmp_path: Path) -> None:
    body = b"BT /F1 11 Tf 60 780 Td (At least 40 people were hurt.) Tj ET"
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    raw = pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R 5 0 R 5 0 R] /Count 3 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
            sheet % 6,
            sheet % 7,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
            b"<< /Length 0 >>\nstream\n\nendstream",
        ]
    )
    (article,), (problem,) = read(tmp_path, a_pdf=raw)
    assert article.text == "At least 40 people were hurt.\n"
    assert problem.warning and "a.pdf: pages 2, 3 hold no text" in problem.message and "OCR" in problem.message


def test_the_day_on_which_a_file_was_made_is_no_date_of_publication(tmp_path: Path) -> None:
    article = Written(published="")
    raw = as_pdf(article).replace(b"/Title (", b"/CreationDate (D:20230102000000Z) /Title (")
    articles, problems = read(tmp_path, a_pdf=raw, b_docx=as_docx(article))
    assert problems == [] and [a.published for a in articles] == [None, None]


def test_deleted_words_of_a_document_are_left_out_and_inserted_ones_read(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml

    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document, stream = Document(io.BytesIO(as_docx(Written(paragraphs=(BODY,))))), io.BytesIO()
    changed = (
        f"<w:p {names}><w:del><w:r><w:delText>Ten</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Dozens</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> died.</w:t></w:r></w:p>"
    )
    document.element.body.insert(4, parse_xml(changed))
    document.save(stream)
    (article,), _ = read(tmp_path, a_docx=stream.getvalue())
    assert "Dozens died." in article.text and "Ten" not in article.text


def test_a_mail_of_a_page_only_is_read_and_attached_files_are_told(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "Desk <d@example.org>",
        "Flood",
        "Mon, 18 Nov 2024 01:00:00 +0300",
    )
    message.set_content(page(Written(), head=""), subtype="html")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="a.zip")
    (article,), (problem,) = read(tmp_path, a_eml=message.as_bytes())
    assert article.text.split() == Written().text.split()
    assert (article.title, article.author, article.published) == (Written().title, "Desk", date(2024, 11, 18))
    assert problem.warning and "an attached file is not read" in problem.message


def test_a_mail_without_a_date_has_none(tmp_path: Path) -> None:
    raw = b"\n".join(line for line in as_eml(Written()).split(b"\n") if not line.startswith(b"Date:"))
    (article,), _ = read(tmp_path, a_eml=raw)
    assert article.published is None and article.published_from is None


def test_a_short_page_is_read(tmp_path: Path) -> None:
    (article,), problems = read(tmp_path, a_html=page(Written(paragraphs=(BODY,))))
    assert problems == [] and article.text.strip() == BODY


def test_a_byline_in_a_page_is_no_broken_head(tmp_path: Path) -> None:
    byline = "Published: Sat 14 Dec, 10:30 GMT"
    (article,), problems = read(tmp_path, a_html=page(Written(paragraphs=(byline, *PARAGRAPHS)), head=""))
    assert problems == [] and article.published is None and article.text.startswith(byline)


UNSURE = ["14/12/2024", "2024", "last week", "1734134400", "0001", ""]


@pytest.mark.parametrize("day", UNSURE)
def test_a_date_that_is_in_doubt_stays_blank(day: str, tmp_path: Path) -> None:
    (article,), problems = read(tmp_path, a_html=page(Written(), head=f'<meta name="date" content="{day}">'))
    assert article.published is None and article.published_from is None and problems == []


def test_a_date_in_the_visible_text_or_the_address_is_no_date_of_the_page(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://example.org/2024/11/16/flood">'
    (article,), _ = read(tmp_path, a_html=page(Written(), "<p>Published on 16 November 2024</p>", head=head))
    assert article.published is None and article.url == "https://example.org/2024/11/16/flood"


TABLES = {
    "html": page(Written()).replace(
        "</p><p>The ministry",
        "</p><table><tr><th>Town</th><th>Killed</th></tr><tr><td>Orne</td><td>27</td></tr></table><p>The ministry",
    ),
    "md": f"{PARAGRAPHS[0]}\n\n| Town | Killed |\n|---|---|\n| Orne | 27 |\n\n{PARAGRAPHS[1]}\n",
    "docx": as_docx(Written(), (("Town", "Killed"), ("Orne", "27"))),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_stands_in_its_place_a_line_each_row(kind: str, tmp_path: Path) -> None:
    (article,), problems = read(tmp_path, **{f"a_{kind}": TABLES[kind]})
    lines = [line.strip("| ") for line in article.text.splitlines() if line.strip("|- \t")]
    at = lines.index("Town | Killed")
    assert lines[at - 1 : at + 3] == [PARAGRAPHS[0], "Town | Killed", "Orne | 27", PARAGRAPHS[1]] and problems == []


# --- printed lines --------------------------------------------------------------------------------------------------

PRINTED = {
    "a broken word": ("The army sent 350 sol-\ndiers to the town.", "The army sent 350 soldiers to the town."),
    "a broken figure": ("It takes a 200-\nkilometre detour.", "It takes a 200-kilometre detour."),
    "a broken compound": ("A well-known dam. A well-\nknown man.", "A well-known dam. A well-known man."),
    "a ligature": ("Some ﬁve and ﬂat eﬀorts.", "Some five and flat efforts."),
    "a list": ("Dead by town:\n• Orne: 40\n• Lisle: 12", "Dead by town:\n\n• Orne: 40\n\n• Lisle: 12"),
    "a page number": ("Ten died.\n17", "Ten died."),
    "a page number of all": ("Page 3 of 12\nTen died.", "Ten died."),
    "a figure alone on a page": ("40", "40"),
}


@pytest.mark.parametrize("label", PRINTED)
def test_printed_lines_are_joined(label: str) -> None:
    printed, expected = PRINTED[label]
    assert join_pages([printed]).strip() == expected


def test_running_heads_are_left_out_and_a_sentence_goes_on_over_the_page() -> None:
    text = " ".join(PARAGRAPHS)
    lines = textwrap.wrap(text, 70)
    pages = [f"Flood report {i}\n" + "\n".join(lines[at : at + 4]) for i, at in enumerate(range(0, len(lines), 4), 1)]
    assert join_pages(pages).split() == text.split()
