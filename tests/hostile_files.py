"""Files that are made to harm a reader: each is small to write down and large, endless or false to read."""

from __future__ import annotations

import io
import json
import plistlib
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

from file_writers import PARAGRAPHS, Written, as_docx, as_eml, as_html, as_msg, as_pdf, page, pdf_of, zipped

MEGABYTE = 1_000_000


def zip_bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for i in range(11):
            archive.writestr(f"{i}.html", bytes(100 * MEGABYTE))
    return stream.getvalue()


def lying_zip() -> bytes:
    """A member that says it holds 100 bytes and unpacks to 30 MB."""
    raw = bytearray(zipped({"a.txt": bytes(30 * MEGABYTE)}))
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", raw, raw.index(mark) + at, 100)
    return bytes(raw)


def deep_zip() -> bytes:
    raw = zipped({"a.txt": b"At least 40 people were killed."})
    for _ in range(40):
        raw = zipped({"deeper.zip": raw})
    return raw


def zip_of_many() -> bytes:
    return zipped({f"{i}.txt": b"" for i in range(30_000)})


def zip_with_a_long_list() -> bytes:
    raw = zipped({"a.txt": b"Ten died."})
    at = raw.index(b"PK\5\6")
    return raw[: at + 12] + struct.pack("<L", 900 * MEGABYTE) + raw[at + 16 :]


def traversal() -> bytes:
    names = ("../../etc/cron.d/a.txt", "/etc/passwd.txt", "..\\..\\a.txt", "C:\\a.txt", "good.txt", "b/../../c.txt")
    return zipped(dict.fromkeys(names, b"At least 40 people were killed."))


def locked_zip() -> bytes:
    raw = bytearray(zipped({"a.txt": b"Ten died."}))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.index(mark) + at] |= 1
    return bytes(raw)


def pdf_page_loop() -> bytes:
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"])


def pdf_xref_loop() -> bytes:
    raw = as_pdf(Written())
    at = raw.rindex(b"startxref")
    return raw[:at].replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % raw.rindex(b"xref\n0")) + raw[at:]


def pdf_form_loop() -> bytes:
    form = b"/Fm1 Do"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources 5 0 R >>",
            b"<< /Length 7 >>\nstream\n/Fm1 Do\nendstream",
            b"<< /XObject << /Fm1 6 0 R >> >>",
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 5 0 R /Length %d >>\nstream\n%s\nendstream"
            % (len(form), form),
        ]
    )


def pdf_javascript() -> bytes:
    return as_pdf(Written(), extra="/OpenAction << /S /JavaScript /JS (app.alert\\(40 killed\\); while\\(1\\){}) >>")


def pdf_many_pages() -> bytes:
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [" + b"3 0 R " * 500_000 + b"] /Count 500000 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            b"<< /Length 12 >>\nstream\n(a) Tj (b) Tj\nendstream",
        ]
    )


def pdf_bomb() -> bytes:
    import zlib

    packed = zlib.compress(zlib.compress(b"(40) Tj " * 20 * MEGABYTE, 1), 1)
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(packed), packed),
        ]
    )


def scanned_pdf() -> bytes:
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            b"<< /Length 0 >>\nstream\n\nendstream",
        ]
    )


def _docx_with(document: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(as_docx(Written()))) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    return zipped({**members, "word/document.xml": document})


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def entity_bomb() -> bytes:
    entities = '<!ENTITY a0 "40 killed ">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    body = f"<w:document {_W}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    return _docx_with(f'<?xml version="1.0"?><!DOCTYPE w [{entities}]>{body}'.encode())


def file_entity() -> bytes:
    body = f"<w:document {_W}><w:body><w:p><w:r><w:t>Ten died. &a;</w:t></w:r></w:p></w:body></w:document>"
    return _docx_with(f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>{body}'.encode())


def docx_bomb() -> bytes:
    return _docx_with(f"<w:document {_W}><w:body>".encode() + bytes(301 * MEGABYTE))


def deep_docx() -> bytes:
    deep = 200_000
    body = b"<w:ins>" * deep + b"<w:p/>" + b"</w:ins>" * deep
    return _docx_with(f"<w:document {_W}><w:body>".encode() + body + b"</w:body></w:document>")


def deep_html() -> bytes:
    return ("<html><body>" + "<div>" * 300_000 + "<p>At least 40 people were killed.</p>").encode()


def html_of_attributes() -> bytes:
    return (
        b"<html><body><p " + b" ".join(b'a%d="1"' % i for i in range(800_000)) + b">At least 40 died.</p></body></html>"
    )


def html_of_open_tags() -> bytes:
    return b"<html><body>" + b"<b><i><p>40 <table>" * 60_000


def deep_json_ld() -> bytes:
    head = f'<script type="application/ld+json">{"[" * 200_000}</script>'
    return page(Written(), head=head).encode()


def deep_markdown() -> bytes:
    return b"> " * 400_000 + b"At least 40 died.\n\n" + b"[" * 50_000 + b"*a_" * 400_000


def deep_rtf() -> bytes:
    return b"{\\rtf1 " + b"{" * 1_000_000 + b"At least 40 died." + b"}" * 1_000_000 + b"}"


def rtf_of_signs() -> bytes:
    return b"{\\rtf1 " + b"\\'e4\\par " * 100_000 + b"}"


def deep_eml() -> bytes:
    raw = b"From: a@example.org\nSubject: Deep\n"
    for i in range(3_000):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
    return raw + b"\nAt least 40 died.\n"


def eml_of_headers() -> bytes:
    return b"From: a@example.org\n" + b"X-A: 40 killed, 1,000 hurt\n" * 300_000 + b"\nAt least 40 died.\n"


def eml_long_header() -> bytes:
    return (
        b"From: "
        + b'"a" <a@example.org>, ' * 200_000
        + b"\nSubject: "
        + b"=?utf-8?q?a?= " * 200_000
        + b"\n\nTen died.\n"
    )


def plist_bomb() -> bytes:
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE plist [{entities}]><plist><string>&a11;</string></plist>'.encode()


def plist_of_objects() -> bytes:
    """A list that says it holds four thousand million things; found by changing bytes at random."""
    raw = bytearray(plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY))
    raw[-24:-16] = (4_000_000_000).to_bytes(8, "big")
    return bytes(raw)


def plist_of_nothing() -> bytes:
    return plistlib.dumps({"WebMainResource": {"WebResourceData": [1], "WebResourceURL": 7}}, fmt=plistlib.FMT_BINARY)


def msg_loop() -> bytes:
    """The chain of sectors of a stream leads back to itself."""
    raw = bytearray(as_msg(Written(paragraphs=PARAGRAPHS * 4)))
    at = 512 * (1 + struct.unpack_from("<I", raw, 0x4C)[0])
    for i in range(0, 60):
        struct.pack_into("<I", raw, at + 4 * i, 0)
    return bytes(raw)


def msg_siblings_loop() -> bytes:
    """Each entry of the folder is its own neighbour."""
    raw = bytearray(as_msg(Written()))
    start = 512 * (1 + struct.unpack_from("<I", raw, 0x30)[0])
    for i in range(1, 6):
        struct.pack_into("<I", raw, start + 128 * i + 72, i)
    return bytes(raw)


def parquet_bomb() -> bytes:
    """Four hundred rows of ten million letters each, kept once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    text = pa.DictionaryArray.from_arrays(pa.array([0] * 400), pa.array(["40 killed " * MEGABYTE]))
    stream = io.BytesIO()
    pq.write_table(pa.table({"text": text}), stream, compression="zstd")
    return stream.getvalue()


def one_line_text() -> bytes:
    return b"40 killed " * 10 * MEGABYTE


def one_line_json() -> bytes:
    return (
        b'{"text": "'
        + b"40 killed " * 10 * MEGABYTE
        + b'"}\n{"id": "good", "text": "At least 40 people were killed."}\n'
    )


def one_line_csv() -> bytes:
    return b'text\n"' + b"40 killed " * 10 * MEGABYTE + b'"\n'


def million_numbers() -> bytes:
    return b" ".join(b"%d" % i for i in range(1_000_000))


def million_number_words() -> bytes:
    return b"two " * 450_000


def long_head() -> bytes:
    return b"Title: " + b"a " * 5 * MEGABYTE + b"\n\nAt least 40 died.\n"


def long_head_in_limits() -> bytes:
    return b"Title: " + b" " * 3 * MEGABYTE + b"a\n\nAt least 40 died.\n"


def head_of_lines() -> bytes:
    return b"Outlet: a\n" * 150_000 + b"\nAt least 40 died.\n"


def nul_bytes() -> bytes:
    return b"At least 40\0 people were killed.\n"


def lone_surrogates() -> bytes:
    return json.dumps({"text": "At least 40 \ud800 people were killed.", "title": "\udfff"}).encode() + b"\n"


def surrogates_in_utf8() -> bytes:
    return b"\xe2\x80\x9cAt least 40 people were killed\xe2\x80\x9d \xed\xa0\x80 in Kursk.\n"


def right_to_left() -> bytes:
    return "At least \u202e04\u202c people were killed, \u2067the ministry\u2069 said.\n".encode()


def html_mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@example.org", "Deep"
    message.set_content("<div>" * 100_000 + "<p>At least 40 people were killed.</p>", subtype="html")
    return message.as_bytes()


def cut(write: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: write()[: len(write()) // 2]


# file, how it is written, what its one line says ("" where it is read)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.zip": (zip_bomb, "unpacks to more than"),
    "lying.zip": (lying_zip, "lying.zip"),
    "deep.zip": (deep_zip, "archive"),
    "many.zip": (zip_of_many, "more than 20,000 files"),
    "list.zip": (zip_with_a_long_list, "more than 20,000 files"),
    "locked.zip": (locked_zip, "password"),
    "cut.zip": (cut(lambda: zipped({"a.txt": b"Ten died."})), "not a whole zip"),
    "pages.pdf": (pdf_page_loop, "pages.pdf"),
    "xref.pdf": (pdf_xref_loop, ""),
    "form.pdf": (pdf_form_loop, "form.pdf"),
    "script.pdf": (pdf_javascript, ""),
    "many.pdf": (pdf_many_pages, "many.pdf"),
    "bomb.pdf": (pdf_bomb, "bomb.pdf"),
    "scanned.pdf": (scanned_pdf, "OCR"),
    "empty.pdf": (lambda: b"", "not a whole PDF"),
    "entities.docx": (entity_bomb, "entities.docx"),
    "file.docx": (file_entity, ""),
    "bomb.docx": (docx_bomb, "unpacks to more than"),
    "deep.docx": (deep_docx, "deep.docx"),
    "cut.docx": (cut(lambda: as_docx(Written())), "cut.docx"),
    "deep.html": (deep_html, "deep.html"),
    "attributes.html": (html_of_attributes, "longer than 3 s"),
    "open.html": (html_of_open_tags, ""),
    "json.html": (deep_json_ld, ""),
    "empty.html": (lambda: b"", "empty.html"),
    "deep.md": (deep_markdown, "longer than 3 s"),
    "deep.rtf": (deep_rtf, ""),
    "signs.rtf": (rtf_of_signs, ""),
    "no.rtf": (lambda: b"Ten died.", "not an RTF"),
    "deep.eml": (deep_eml, "deep.eml"),
    "headers.eml": (eml_of_headers, ""),
    "header.eml": (eml_long_header, "header.eml"),
    "page.eml": (html_mail, "page.eml"),
    "no.eml": (lambda: b"\n\n", "not a saved message"),
    "bomb.webarchive": (plist_bomb, "bomb.webarchive"),
    "objects.webarchive": (plist_of_objects, "objects.webarchive"),
    "nothing.webarchive": (plist_of_nothing, "holds no page"),
    "loop.msg": (msg_loop, "loop.msg"),
    "siblings.msg": (msg_siblings_loop, "siblings.msg"),
    "no.msg": (lambda: b"Ten died.", "not an Outlook message"),
    "no.mhtml": (lambda: as_eml(Written(paragraphs=("Ten died.",))).split(b"--=")[0], "holds no page"),
    "bomb.parquet": (parquet_bomb, "bomb.parquet"),
    "no.parquet": (lambda: b"PAR1" * 40, "not a whole .parquet"),
    "line.txt": (one_line_text, "larger than 8 MB"),
    "line.jsonl": (one_line_json, "longer than"),
    "line.csv": (one_line_csv, "line.csv"),
    "numbers.txt": (million_numbers, "numbers"),
    "words.txt": (million_number_words, "numbers"),
    "head.txt": (long_head, "larger than 8 MB"),
    "spaces.txt": (long_head_in_limits, ""),
    "lines.txt": (head_of_lines, ""),
    "nul.txt": (nul_bytes, "NUL"),
    "half.jsonl": (lone_surrogates, ""),
    "half.txt": (surrogates_in_utf8, "not UTF-8"),
    "right.txt": (right_to_left, ""),
    "page.zip": (lambda: zipped({"a/b.html": deep_html(), "c.html": as_html(Written())}), "page.zip/a/b.html"),
}

# what is read until its time is up; the tests give it less
ENDLESS = {name for name, (_, said) in HOSTILE.items() if said == "longer than 3 s"}
