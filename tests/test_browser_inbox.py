"""Bringing articles in, in a real JupyterLab: paste one, upload one, run all again, find them as new, take one out."""

import io
import re
import zipfile

import pytest
from lab import PATIENCE, ROOT, jupyterlab, opened, playwright, project, run_all

pytestmark = pytest.mark.browser

NOTEBOOK = "01-workbook.ipynb"
READY = ".ncw-inbox textarea"
TEXT = "Outlet: none of this is a head\n\nThe harbour master said that at least 777 crates were lost.\n"
STORM = b"At least 12 people were hurt off <b>Ada</b> <img src=x onerror=window.broken=true>, the mayor said.\n"
TITLE = "Pier breaks <script>window.broken=true</script>"


def large_archive():
    """An archive of one article and a picture that is no article: larger than a server takes that is not told to."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("flood.txt", "Some 300 people spent the night in the school of Elmford.")
        archive.writestr("photo.jpg", b"\xff\xd8" + bytes(12_000_000))
    return held.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return project(tmp_path_factory.mktemp("project"), NOTEBOOK)


@pytest.fixture(scope="module")
def page(folder, tmp_path_factory):
    with jupyterlab(folder, tmp_path_factory.mktemp("home")) as server, opened(server, NOTEBOOK, READY) as page:
        yield page


def upload(page, inbox, *files):
    with page.expect_file_chooser() as chooser:
        inbox.get_by_role("button", name="Upload files").click()
    kinds = {"mimeType": "application/octet-stream"}
    chooser.value.set_files([{"name": name, "buffer": content} | kinds for name, content in files])


def told(inbox, words):
    playwright.expect(inbox.locator("[role=status], [role=alert]").filter(has_text=words)).to_be_visible(
        timeout=PATIENCE
    )


def rows_of_the_inventory(page):
    return page.locator(".ncw-inventory tbody tr")


def test_an_article_is_pasted_and_one_uploaded_and_both_stand_in_the_inventory_as_new(page, folder):
    seeds = sorted((path.name, path.stat().st_mtime_ns) for path in (ROOT / "seeds").rglob("*"))
    articles = folder / "articles"
    listed = sorted(path.name for path in articles.iterdir() if path.name != "reviews")
    inbox = page.locator(".ncw-inbox")
    before = rows_of_the_inventory(page).count()
    playwright.expect(inbox.get_by_role("button", name="Undo")).to_be_disabled()

    inbox.get_by_label("Text").fill(TEXT)
    inbox.get_by_label("Title").fill(TITLE)
    inbox.get_by_label("Published").fill("12/14/2024")
    inbox.get_by_role("button", name="Add article").click()
    told(inbox, "is no date like 2024-12-14")
    playwright.expect(inbox.locator("textarea")).to_have_value(TEXT)
    inbox.get_by_label("Published").fill("14 December 2024")
    inbox.get_by_role("button", name="Add article").click()
    told(inbox, re.compile(r"written into ../articles: 1 claim.*Run all cells again"))
    playwright.expect(inbox.locator("textarea")).to_have_value("")

    upload(page, inbox, ("storm.txt", STORM), ("../../storm.exe", b"MZ"), ("big.zip", large_archive()))
    told(inbox, "storm.exe: not added; only .txt")
    told(inbox, "storm.txt written into ../articles: 1 claim")
    told(inbox, "big.zip written into ../articles")
    assert (articles / "big.zip").stat().st_size > 12_000_000 and (articles / "storm.txt").read_bytes() == STORM

    run_all(page)
    new = rows_of_the_inventory(page).filter(has=page.locator("mark.ncw-news"))
    playwright.expect(new).to_have_count(3)
    assert rows_of_the_inventory(page).count() == before + 4, "and the archive's own row, for its picture"
    playwright.expect(new.filter(has_text="2024-12-14")).to_contain_text(TITLE)
    said = page.locator(".jp-OutputArea-output", has_text="Since the last run").first
    playwright.expect(said).to_contain_text("3 new")
    playwright.expect(said).to_contain_text("3 claims new")
    playwright.expect(page.locator(".ncw-table").first).to_contain_text("at least 777")

    again = page.locator(".ncw-inbox")
    again.get_by_role("button", name="Undo").click()
    told(again, "storm.txt was taken out")
    assert not (articles / "storm.txt").exists() and not (articles / "big.zip").exists()
    again.get_by_role("button", name="Undo").click()
    playwright.expect(again.locator("textarea")).to_have_value(TEXT)
    run_all(page)
    playwright.expect(rows_of_the_inventory(page)).to_have_count(before)
    playwright.expect(page.locator(".jp-OutputArea-output", has_text="Since the last run").first).to_contain_text(
        "3 gone"
    )
    playwright.expect(page.locator(".ncw-inbox textarea")).to_have_value(TEXT)

    assert sorted(path.name for path in articles.iterdir()) == [*listed, "reviews"]
    assert sorted((path.name, path.stat().st_mtime_ns) for path in (ROOT / "seeds").rglob("*")) == seeds
    assert page.evaluate("window.broken") is None and page.errors == []
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_in_a_narrow_window_every_field_stays_on_the_page(page):
    page.set_viewport_size({"width": 800, "height": 900})
    try:
        page.wait_for_timeout(500)
        inbox = page.locator(".ncw-inbox")
        assert inbox.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
        for label in ("Title", "Outlet", "Published", "Address"):
            assert inbox.get_by_label(label).bounding_box()["width"] > 80
    finally:
        page.set_viewport_size({"width": 1400, "height": 1000})
