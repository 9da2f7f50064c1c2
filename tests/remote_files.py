"""Files of articles that ask whoever reads them to fetch something: pictures, styles, entities, templates, feeds."""

from __future__ import annotations

import io
import plistlib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage

from file_writers import URL, Written, as_docx, as_eml, as_md, as_pdf, as_rtf, page

# one that must be looked up, and one that needs no name
PLACES = ("http://remote.invalid", "http://127.0.0.1:9")
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ENTITIES = "".join(f'<!ENTITY r{i} SYSTEM "{place}/entity">' for i, place in enumerate(PLACES))
DOCTYPE = f'<!DOCTYPE html PUBLIC "x" "{PLACES[1]}/page.dtd" [{ENTITIES}<!ENTITY % p SYSTEM "{PLACES[1]}/p"> %p;]>'


def _asked(place: str) -> str:
    """Everything in a page that a browser would fetch."""
    return (
        f'<base href="{place}/"><link rel="stylesheet" href="{place}/a.css"><script src="{place}/a.js"></script>'
        f'<link rel="canonical" href="{place}/page"><link rel="alternate" type="application/rss+xml" href="{place}/f">'
        f'<meta http-equiv="refresh" content="0;url={place}/"><style>@import "{place}/b.css";</style>'
        f'<img src="{place}/a.png" srcset="{place}/b.png 2x"><iframe src="{place}/in.html"></iframe>'
        f'<object data="{place}/o"></object><embed src="{place}/e"><video src="{place}/v" poster="{place}/p"></video>'
        f'<svg><image xlink:href="{place}/s.png"/><use href="{place}/u.svg#x"/></svg>'
        f'<amp-img src="{place}/amp.png"></amp-img><frame src="{place}/frame">'
    )


def remote_html() -> bytes:
    return page(Written(), before="".join(map(_asked, PLACES)), after="".join(map(_asked, PLACES))).encode()


def remote_xhtml() -> bytes:
    whole = page(Written(), before="<p>&r0; &r1;</p>").replace("<!DOCTYPE html>", "")
    xi = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{PLACES[1]}/x.xml"/>'
    sheet = f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{PLACES[1]}/a.xsl"?>{DOCTYPE}'
    return (sheet + whole.replace("<article>", f"<article>{xi}")).encode()


def remote_mhtml() -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = f"{PLACES[1]}/page"
    message.set_content(remote_html().decode(), subtype="html", cte="quoted-printable")
    message.add_related(f"@import '{PLACES[1]}/c.css'", subtype="css")
    return message.as_bytes()


def remote_webarchive() -> bytes:
    main = {"WebResourceData": remote_html(), "WebResourceMIMEType": "text/html", "WebResourceURL": f"{PLACES[1]}/page"}
    main["WebResourceTextEncodingName"] = "UTF-8"
    more = [{"WebResourceURL": f"{PLACES[1]}/a.css", "WebResourceMIMEType": "text/css"}]
    frames = [{"WebMainResource": main, "WebSubresources": more}]
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": more, "WebSubframeArchives": frames})


def remote_docx() -> bytes:
    """A document with a template, pictures, a frame and entities from elsewhere."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = (
        '<Relationship Id="rR{at}" Type="'
        + kinds
        + '/{kind}" Target="'
        + PLACES[1]
        + '/{kind}" TargetMode="External"/>'
    )
    wanted = ("attachedTemplate", "image", "oleObject", "frame", "subDocument", "hyperlink")
    more = "".join(relation.format(at=at, kind=kind) for at, kind in enumerate(wanted))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx(Written()))) as whole, zipfile.ZipFile(packed, "w") as written:
        for name in whole.namelist():
            part = whole.read(name)
            if name in ("word/_rels/document.xml.rels", "_rels/.rels"):
                part = part.replace(b"</Relationships>", more.encode() + b"</Relationships>")
            if name == "word/document.xml":
                end = part.index(b"?>") + 2
                part = part[:end] + f"<!DOCTYPE x [{ENTITIES}]>".encode() + part[end:]
            written.writestr(name, part)
        settings = f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">{more}</Relationships>'
        written.writestr("word/_rels/settings.xml.rels", settings)
    return packed.getvalue()


def remote_pdf() -> bytes:
    place = PLACES[1]
    return as_pdf(
        Written(),
        extra=f"/OpenAction << /S /URI /URI ({place}/a) >> /AA << /WC << /S /SubmitForm /F ({place}/f) >> >> "
        f"/AcroForm << /XFA [(x) ({place}/xfa)] >> /URI << /Base ({place}/) >> "
        f"/Names << /EmbeddedFiles << /Names [(a) << /FS /URL /F ({place}/file) >>] >> >>",
    )


def remote_eml() -> bytes:
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Date"] = "falk@example.org", "Storm", "Sat, 16 Nov 2024 09:12:00 +0100"
    outer.set_content(remote_html().decode(), subtype="html")
    outer["List-Unsubscribe"] = f"<{PLACES[1]}/u>"
    outer.add_attachment("40", subtype="calendar")
    external = f'message/external-body; access-type=URL; URL="{PLACES[1]}/body"'.encode()
    return outer.as_bytes().replace(b"text/calendar", external)


def remote_rtf() -> bytes:
    field = (
        f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{PLACES[1]}/a.png"}}{{\\fldrslt x}}}}{{\\*\\template {PLACES[1]}/t}}'
    )
    return as_rtf(Written()).replace(b"\\f0 ", b"\\f0 " + field.encode(), 1)


def remote_md() -> bytes:
    links = f"![a]({PLACES[1]}/a.png) <img src={PLACES[1]}/b.png> [r]\n\n[r]: {PLACES[1]}/r\n"
    return as_md(Written()) + links.encode()


def remote_jsonl() -> bytes:
    from file_writers import as_jsonl

    return as_jsonl(replace(Written(), url=f"{PLACES[1]}/article")).replace(URL.encode(), PLACES[0].encode())


REMOTE: dict[str, Callable[[], bytes]] = {
    "remote.html": remote_html,
    "entities.html": remote_xhtml,
    "remote.mhtml": remote_mhtml,
    "remote.webarchive": remote_webarchive,
    "remote.docx": remote_docx,
    "remote.pdf": remote_pdf,
    "remote.eml": remote_eml,
    "plain.eml": lambda: as_eml(Written()).replace(b"example.org", b"remote.invalid"),
    "remote.rtf": remote_rtf,
    "remote.md": remote_md,
    "remote.jsonl": remote_jsonl,
}
