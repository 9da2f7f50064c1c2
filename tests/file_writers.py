"""Writes one article as a file of every format that is read; used for the golden suite and the files that harm."""

from __future__ import annotations

import csv
import html
import io
import json
import plistlib
import struct
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

DATE = "2024-11-16"
TITLE = "River takes the lower town"
OUTLET = "Harbour Gazette"
AUTHOR = "Ines Falk"
URL = "https://example.org/harbour/lower-town"
PARAGRAPHS = (
    "At least 40 people were killed and more than 1,200 lost their homes when the Orne burst its banks above the lower "
    "town, the provincial health ministry said on Friday.",
    "The ministry had put the toll at 25 on Thursday. It now expects the number of injured, about 310 so far, to rise "
    "as crews reach the farms on the left bank.",
    "“We have counted 86 collapsed houses in two streets,” said Marta Oliveira, who leads the fire brigade. “Nearly a "
    "third of the old quarter is under water.”",
    "The army sent 350 soldiers and 14 boats. Between 2,000 and 2,500 residents were taken to schools and sports "
    "halls, according to the mayor’s office.",
    "Insurers estimate the damage at €1.4 billion, up from €900 million a day earlier. The Red Cross appealed for "
    "$12m.",
    "Dozens of villages had no power on Saturday. The grid operator said that 62 percent of its customers, or some "
    "48,000 households, were connected again by noon.",
    "The flood is the worst since 1987, when the same river rose by 6.2 metres within 36 hours.",
)
TABLE = (("District", "Killed", "Injured"), ("Lower town", "27", "190"), ("Left bank", "13", "120"))


@dataclass(frozen=True)
class Written:
    """What is written: the same article in each format."""

    title: str = TITLE
    outlet: str = OUTLET
    author: str = AUTHOR
    published: str = DATE
    url: str = URL
    paragraphs: tuple[str, ...] = PARAGRAPHS

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs) + "\n"

    @property
    def head(self) -> str:
        return (
            f"Outlet: {self.outlet}\nPublished: {self.published}\nTitle: {self.title}\nAuthor: {self.author}\n"
            f"Url: {self.url}\n\n"
        )


def as_txt(article: Written) -> bytes:
    return (article.head + article.text).encode()


def as_md(article: Written) -> bytes:
    front = f'---\ntitle: "{article.title}"\noutlet: {article.outlet}\nauthor: {article.author}\n'
    return f"{front}date: {article.published}\nurl: {article.url}\n---\n\n# {article.title}\n\n{article.text}".encode()


def as_rtf(article: Written) -> bytes:
    def escaped(text: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)

    lines = [*article.head.strip().split("\n"), *article.paragraphs]
    body = "\\par\\par\n".join(escaped(line) for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Times;}}}}\\f0 {body}\\par}}".encode("ascii")


def page(article: Written, before: str = "", after: str = "", head: str | None = None) -> str:
    """The article as a page; ``before`` and ``after`` stand around it."""
    body = "".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs)
    told = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "datePublished": article.published + "T08:30:00+01:00",
            "author": {"@type": "Person", "name": article.author},
            "publisher": {"@type": "Organization", "name": article.outlet},
            "url": article.url,
        }
    )
    head = f'<script type="application/ld+json">{told}</script>' if head is None else head
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{article.title}</title>{head}</head>'
        f"<body>{before}<article><h1>{article.title}</h1>{body}</article>{after}</body></html>"
    )


def as_html(article: Written) -> bytes:
    return page(article).encode()


def as_mhtml(article: Written) -> bytes:
    message = EmailMessage()
    message["Subject"] = article.title
    message["Snapshot-Content-Location"] = article.url
    message.set_content(page(article), subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG 4,000 dots", "image", "png", cid="<a@b>")
    return message.as_bytes()


def as_webarchive(article: Written) -> bytes:
    main = {
        "WebResourceData": page(article).encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": article.url,
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def as_docx(article: Written, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = article.title, article.author
    document.add_heading(article.title, 0)
    for line in (f"Outlet: {article.outlet}", f"Published: {article.published}", f"Url: {article.url}"):
        document.add_paragraph(line)
    for number, paragraph in enumerate(article.paragraphs):
        document.add_paragraph(paragraph)
        if table and number == 0:
            grid = document.add_table(rows=0, cols=len(table[0]))
            for row in table:
                for cell, words in zip(grid.add_row().cells, row, strict=True):
                    cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_eml(article: Written) -> bytes:
    message = EmailMessage()
    message["From"] = f"{article.author} <falk@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = article.title
    message["Organization"] = article.outlet
    message["Date"] = "Sat, 16 Nov 2024 09:12:00 +0100"
    message["Archived-At"] = f"<{article.url}>"
    message.set_content(article.text)
    message.add_alternative(page(article), subtype="html")
    return message.as_bytes()


def with_attached(files: dict[str, bytes]) -> bytes:
    """A message that carries files."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Desk <desk@example.org>", "What is attached"
    message.set_content("See what is attached.")
    for name, raw in files.items():
        message.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def as_pdf(article: Written, width: int = 84, lines_a_page: int = 24, extra: str = "") -> bytes:
    """A PDF with one text line for each printed one, a running head and page numbers."""
    printed = [*article.head.strip().split("\n"), ""]
    for paragraph in article.paragraphs:
        printed += [*textwrap.wrap(paragraph, width), ""]
    pages = [printed[at : at + lines_a_page] for at in range(0, len(printed), lines_a_page)]
    objects: list[bytes] = []
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode())
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< /Title ({article.title}) /Author ({article.author}) >>".encode())
    for i, lines in enumerate(pages):
        shown = [f"{article.outlet} – archive", *lines, str(i + 1)] if len(pages) > 1 else lines
        stream = b"BT /F1 11 Tf 60 780 Td 14 TL\n"
        for line in shown:
            words = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            stream += b"(" + words + b") Tj T*\n"
        stream += b"ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return pdf_of(objects, info=4)


def pdf_of(objects: list[bytes], info: int | None = None) -> bytes:
    """A PDF file of numbered objects, the first one its catalogue."""
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    known = b"/Info %d 0 R " % info if info else b""
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, known, table)


def as_msg(article: Written) -> bytes:
    """An Outlook message: property streams in a compound file."""
    headers = f"From: {article.author} <falk@example.org>\r\nOrganization: {article.outlet}\r\n"
    headers += f"Date: Sat, 16 Nov 2024 09:12:00 +0100\r\nArchived-At: <{article.url}>\r\n\r\n"
    texts = {0x001A: "IPM.Note", 0x0037: article.title, 0x007D: headers, 0x0C1A: article.author, 0x1000: article.text}
    streams = {f"__substg1.0_{key:04X}001F": text.encode("utf-16-le") for key, text in texts.items()}
    entries = b"".join(
        struct.pack("<HHIII", 0x001F, key, 6, len(text.encode("utf-16-le")) + 2, 0) for key, text in texts.items()
    )
    streams["__properties_version1.0"] = b"\0" * 32 + entries
    return compound_file(streams)


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file (the container of .msg and .doc) with streams in its root; each is padded to 4,096 bytes at
    least only in its place, so that no mini stream is needed beyond one for short streams.
    """
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    short = {name: body for name, body in streams.items() if len(body) < 4096}
    mini, mini_fat, starts = b"", [], {}
    for name, body in short.items():
        count = max(1, -(-len(body) // 64))
        starts[name] = len(mini_fat)
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), end]
        mini += body.ljust(count * 64, b"\0")
    sectors: list[bytes] = []
    fat: list[int] = []

    def place(body: bytes) -> int:
        count = max(1, -(-len(body) // 512))
        first = len(sectors)
        sectors.extend(body.ljust(count * 512, b"\0")[i * 512 : i * 512 + 512] for i in range(count))
        fat.extend([*range(first + 1, first + count), end])
        return first

    long = {name: place(body) for name, body in streams.items() if name not in short}
    mini_start = place(mini)
    mini_fat_start = place(struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(512, b"\xff"))
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", 5, mini_start, len(mini), child=1)]
    for i, name in enumerate(names, 1):
        start = starts[name] if name in short else long[name]
        entries.append(_entry(name, 2, start, len(streams[name]), right=i + 1 if i < len(names) else free))
    directory_start = place(b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0"))
    fat_start = len(sectors)
    fat.append(fat_sector)
    assert len(fat) <= 128
    sectors.append(struct.pack("<128I", *(fat + [free] * (128 - len(fat)))))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIII", 0, 1, directory_start, 0, 4096)
    header += struct.pack("<IIII", mini_fat_start, 1, end, 0) + struct.pack("<109I", fat_start, *[free] * 108)
    return header + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    entry = words.ljust(64, b"\0") + struct.pack("<HBB", len(words), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 16 + b"\0" * 4 + b"\0" * 16
    return entry + struct.pack("<IQ", start, size)


def _row(article: Written) -> dict[str, str]:
    return {
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published,
        "url": article.url,
        "text": article.text,
    }


def as_jsonl(article: Written) -> bytes:
    return (json.dumps(_row(article)) + "\n").encode()


def as_csv(article: Written) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, _row(article))
    writer.writeheader()
    writer.writerow(_row(article))
    return stream.getvalue().encode()


def as_parquet(article: Written) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.table({key: [value] for key, value in _row(article).items()}), stream)
    return stream.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED, 1)
    return stream.getvalue()


def as_zip(article: Written) -> bytes:
    return zipped({"2024/lower-town.html": as_html(article)})


WRITERS: dict[str, Callable[[Written], bytes]] = {
    ".txt": as_txt,
    ".md": as_md,
    ".rtf": as_rtf,
    ".html": as_html,
    ".mhtml": as_mhtml,
    ".webarchive": as_webarchive,
    ".docx": as_docx,
    ".eml": as_eml,
    ".msg": as_msg,
    ".pdf": as_pdf,
    ".jsonl": as_jsonl,
    ".csv": as_csv,
    ".parquet": as_parquet,
    ".zip": as_zip,
}
