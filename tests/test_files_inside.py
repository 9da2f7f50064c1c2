"""Files in files: what is attached to mail, the side file of an archive, and what a PDF file says of itself."""

from __future__ import annotations

import json
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import pytest
from file_writers import Written, as_docx, as_eml, as_html, as_pdf, pdf_of, with_attached, zipped

from analysis.files import Problem, find_files, read_articles
from analysis.files.limits import MOST_ATTACHED
from analysis.files.mail import _attached_to
from analysis.models import Article

BODY = "At least 40 people were hurt, the ministry said."


def read(folder: Path, name: str, raw: bytes) -> tuple[list[Article], list[Problem]]:
    (folder / name).write_bytes(raw)
    problems: list[Problem] = []
    return list(read_articles(find_files(folder, report=problems.append), problems.append)), problems


# --- mail -----------------------------------------------------------------------------------------------------------


def mail(text: str = "See what is attached.", **attached: bytes) -> EmailMessage:
    """A message with files attached; a name's last underscore is its dot."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Desk <desk@example.org>", "Three stories"
    message["Date"] = "Mon, 18 Nov 2024 01:00:00 +0000"
    message.set_content(text)
    for name, raw in attached.items():
        stem, _, suffix = name.rpartition("_")
        message.add_attachment(raw, maintype="application", subtype="octet-stream", filename=f"{stem}.{suffix}")
    return message


def test_attached_articles_are_read_as_articles_of_their_own(tmp_path: Path) -> None:
    files = {"a_txt": BODY.encode(), "b_html": as_html(Written()), "c_pdf": as_pdf(Written())}
    articles, problems = read(tmp_path, "m.eml", mail(**files, d_docx=as_docx(Written())).as_bytes())
    assert problems == []
    assert [article.name for article in articles] == [
        *("m.eml", "m.eml/a.txt", "m.eml/b.html", "m.eml/c.pdf", "m.eml/d.docx"),
    ]
    assert [article.format for article in articles] == ["eml", "txt", "html", "pdf", "docx"]
    first, second, third, *_ = articles
    assert (first.published, first.published_from) == (date(2024, 11, 18), "mail header")
    assert second.text.strip() == BODY and second.published is None, "the day of a mail is not its attachment's"
    assert (third.title, third.published_from) == (Written().title, "JSON-LD")
    assert all("At least 40" in article.text for article in articles[1:])


def test_a_mail_forwarded_in_a_mail_is_read_under_its_own_name(tmp_path: Path) -> None:
    outer = mail(text="\n")
    inner = mail(text=BODY, story_txt=b"Ten died.")
    outer.add_attachment(inner)
    outer.add_attachment(inner, filename="storm.eml")
    articles, problems = read(tmp_path, "m.eml", outer.as_bytes())
    assert problems == [], "a message that only carries others is no article"
    assert [article.name for article in articles] == [
        *("m.eml/message.eml", "m.eml/message.eml/story.txt", "m.eml/storm.eml", "m.eml/storm.eml/story.txt"),
    ]
    assert articles[0].title == "Three stories" and articles[0].text.strip() == BODY


def test_two_attached_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    message = mail()
    for words in (b"Ten died.", b"Eleven died."):
        message.add_attachment(words, maintype="text", subtype="plain", filename="../../a.txt")
    articles, problems = read(tmp_path, "m.eml", message.as_bytes())
    assert problems == [] and [article.name for article in articles] == ["m.eml", "m.eml/a.txt", "m.eml/a (2).txt"]


def test_pictures_and_signatures_are_no_articles_and_are_not_told(tmp_path: Path) -> None:
    names = ("logo_png", "photo_JPG", "smime_p7s", "desk_vcf", "invite_ics", "ATT00001_txt", "ATT00002_htm")
    message = mail(text=BODY, **dict.fromkeys(names, b"40 killed"))
    picture = EmailMessage()
    picture.set_content(b"40", maintype="image", subtype="png", disposition="inline", cid="<a>", filename="inline.png")
    message.attach(picture)
    (article,), problems = read(tmp_path, "m.eml", message.as_bytes())
    assert article.text.strip() == BODY and problems == []


def test_what_else_is_attached_is_told(tmp_path: Path) -> None:
    raw = mail(text=BODY, table_xlsx=b"PK", pages_zip=b"PK", rows_csv=b"text\nTen died.\n").as_bytes()
    (_,), (problem,) = read(tmp_path, "m.eml", raw)
    assert problem.warning and "m.eml: 3 attached files are not read" in problem.message


def test_a_broken_attachment_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    articles, (problem,) = read(tmp_path, "m.eml", mail(a_pdf=b"%PDF", b_txt=b"Ten died.").as_bytes())
    assert [article.name for article in articles] == ["m.eml", "m.eml/b.txt"]
    assert f"{tmp_path / 'm.eml'}/a.pdf: it is not a whole PDF" in problem.message


def test_a_name_may_hold_a_colon(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "m.eml", with_attached({"Re: storm.pdf": b"%PDF nothing"}))
    assert problem.name == "m.eml/Re: storm.pdf" and problem.why.startswith("it is not a whole PDF file")


def test_a_mail_in_a_mail_that_is_too_broken_to_part_from_it_is_told(tmp_path: Path) -> None:
    inner = b"Content-Type: multipart/mixed\r\nFrom: a@example.org\r\n\r\nTen died \xe9.\r\n"
    head = b"From: b@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n"
    parts = b"--X\r\n\r\n" + BODY.encode() + b"\r\n--X\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"--X--\r\n"
    (article,), (problem,) = read(tmp_path, "m.eml", head + parts)
    assert article.text.strip() == BODY and "an attached file is not read" in problem.message


def test_a_scanned_attachment_is_told_to_need_ocr(tmp_path: Path) -> None:
    pages = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    scanned = pdf_of([*pages, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"])
    _, (problem,) = read(tmp_path, "m.eml", mail(a_pdf=scanned).as_bytes())
    assert "m.eml/a.pdf: its pages hold no text" in problem.message and "OCR" in problem.message


def test_mails_in_mails_are_read_a_few_deep(tmp_path: Path) -> None:
    message = mail(text=BODY)
    for _ in range(6):
        outer = mail(text=BODY)
        outer.add_attachment(message)
        message = outer
    articles, (problem,) = read(tmp_path, "m.eml", message.as_bytes())
    assert len(articles) == 4 and "an attached file is not read" in problem.message


def test_of_very_many_attached_files_the_first_are_read(tmp_path: Path) -> None:
    message = mail(**{f"a{n}_txt": b"Ten died." for n in range(MOST_ATTACHED + 20)})
    articles, (problem,) = read(tmp_path, "m.eml", message.as_bytes())
    assert len(articles) == MOST_ATTACHED + 1 and "20 attached files are not read" in problem.message


def test_a_mail_in_an_archive_gives_its_attachments(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, "z.zip", zipped({"in/m.eml": mail(a_txt=BODY.encode()).as_bytes()}))
    assert problems == [] and [article.name for article in articles] == ["z.zip/in/m.eml", "z.zip/in/m.eml/a.txt"]


def test_what_is_attached_to_an_outlook_message_has_bytes_unless_it_is_a_message() -> None:
    files = [
        SimpleNamespace(attached_by_value=True, file_name="a.txt", file_bytes=b"Ten died."),
        SimpleNamespace(attached_by_value=False, file_name="b.msg", file_bytes=None),
    ]
    message = SimpleNamespace(attachment_count=2, attachments=files)
    assert _attached_to(message) == [("a.txt", b"Ten died."), ("b.msg", None)]  # type: ignore[arg-type]
    assert _attached_to(SimpleNamespace(attachment_count=-1)) == []  # type: ignore[arg-type]


# --- archives -------------------------------------------------------------------------------------------------------

HEAD = "file,title,outlet,author,published,url\n"


def test_the_side_file_in_an_archive_tells_of_its_articles(tmp_path: Path) -> None:
    side = HEAD + "a.txt,,Dockside Post,,2024-12-01,\nb/c.eml,,Quay News,,,\n"
    members = {"a.txt": b"Outlet: Wire\n\nTen died.", "articles.csv": side.encode(), "b/c.eml": as_eml(Written())}
    (first, second), problems = read(tmp_path, "z.zip", zipped(members))
    assert problems == []
    assert (first.outlet, first.published, first.published_from) == ("Dockside Post", date(2024, 12, 1), "articles.csv")
    assert (second.outlet, second.title, second.published_from) == ("Quay News", Written().title, "mail header")


def test_a_side_file_in_a_folder_of_an_archive_tells_of_what_is_below_it(tmp_path: Path) -> None:
    members = {
        "march/articles.csv": (HEAD + "a.txt,,Dockside Post,,,\n").encode(),
        "march/a.txt": b"Ten died.",
        "april/a.txt": b"Ten died.",
    }
    articles, problems = read(tmp_path, "z.zip", zipped(members))
    assert problems == []
    assert [(article.name, article.outlet) for article in articles] == [
        ("z.zip/april/a.txt", None),
        ("z.zip/march/a.txt", "Dockside Post"),
    ]


def test_of_several_side_files_in_an_archive_the_nearest_tells(tmp_path: Path) -> None:
    rows = [json.dumps({"id": "storm", "text": BODY})]
    members = {
        "articles.csv": (HEAD + "a/b/x.txt,Far,Far,,,\na/y.txt,Far,Far,,,\nstorm,Far,Far,,,\n").encode(),
        "a/articles.csv": (HEAD + "b/x.txt,,Near,,,\nstorm,,Near,,,\n").encode(),
        **{"a/b/x.txt": b"Ten died.", "a/y.txt": b"Ten died.", "a/c.jsonl": "\n".join(rows).encode()},
    }
    articles, problems = read(tmp_path, "z.zip", zipped(members))
    assert [(article.name, article.outlet) for article in articles] == [
        *(("z.zip/a/b/x.txt", "Near"), ("storm", "Near"), ("z.zip/a/y.txt", "Far")),
    ]
    assert len(problems) == 2 and all("there is no article" in problem.message for problem in problems)


def test_the_folders_own_side_file_stands_over_the_archives(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text(HEAD + "z.zip/a.txt,,Quay News,,,\n")
    members = {"a.txt": b"Ten died.", "articles.csv": (HEAD + "a.txt,Storm,Dockside Post,,,\n").encode()}
    (article,), problems = read(tmp_path, "z.zip", zipped(members))
    assert problems == [] and (article.outlet, article.title) == ("Quay News", "Storm")


SIDE_PROBLEMS = {
    "a name that is misspelt": (HEAD + "b.txt,,Wire,,,\n", "z.zip/articles.csv: there is no article 'b.txt'"),
    "a date that is none": (HEAD + "a.txt,,,,12/14/2024,\n", "z.zip/articles.csv:2: '12/14/2024' is not a date"),
    "no column called file": ("name,outlet\na.txt,Wire\n", "z.zip/articles.csv: it has no column called file"),
}


@pytest.mark.parametrize("label", SIDE_PROBLEMS)
def test_what_is_wrong_in_an_archives_side_file_is_told(label: str, tmp_path: Path) -> None:
    side, said = SIDE_PROBLEMS[label]
    articles, (problem,) = read(tmp_path, "z.zip", zipped({"articles.csv": side.encode(), "a.txt": b"Ten died."}))
    assert len(articles) == 1 and said in problem.message


# --- what a PDF file says of itself ---------------------------------------------------------------------------------


def described(told: str) -> bytes:
    """A PDF file with a page and a description (XMP)."""
    spaces = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    }
    names = " ".join(f'xmlns:{short}="{space}"' for short, space in spaces.items())
    description = f'<rdf:RDF {names}><rdf:Description rdf:about="">{told}</rdf:Description></rdf:RDF>'.encode()
    shown = b"BT /F1 11 Tf 60 780 Td (At least 40 people were hurt, the ministry said.) Tj ET"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
            b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(description), description),
        ]
    )


CREATED = "<xmp:CreateDate>2025-02-03T10:00:00Z</xmp:CreateDate>"
DESCRIBED = {
    "the day of publication": (
        "<prism:publicationDate>2024-11-16</prism:publicationDate>"
        "<prism:publicationName>Dockside Post</prism:publicationName><prism:url>https://example.org/a</prism:url>",
        (date(2024, 11, 16), "PDF description", "Dockside Post", "https://example.org/a"),
    ),
    "the day on the cover": (
        "<prism:coverDate>2024-11-16</prism:coverDate>" + CREATED,
        (date(2024, 11, 16), "PDF description", None, None),
    ),
    "the day of publication before any other": (
        "<dc:date><rdf:Seq><rdf:li>2024-10-01</rdf:li></rdf:Seq></dc:date>"
        "<prism:publicationDate>2024-11-16T08:00:00Z</prism:publicationDate>",
        (date(2024, 11, 16), "PDF description", None, None),
    ),
    "the day on which the file was made": (CREATED, (None, None, None, None)),
    "a day that is none": ("<prism:publicationDate>soon</prism:publicationDate>", (None, None, None, None)),
}


@pytest.mark.parametrize("label", DESCRIBED)
def test_a_pdf_files_description_tells_when_it_was_published_not_made(label: str, tmp_path: Path) -> None:
    told, expected = DESCRIBED[label]
    (article,), problems = read(tmp_path, "a.pdf", described(told))
    assert problems == [] and article.text.strip() == BODY
    assert (article.published, article.published_from, article.outlet, article.url) == expected
