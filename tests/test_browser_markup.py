"""Articles that are full of payloads, in a real JupyterLab and in every page and picture that is saved: none runs."""

from __future__ import annotations

import html

import pytest
from lab import FLAGS, ROOT, found_chromium, jupyterlab, opened, playwright, project
from listening import Listener
from payloads import HOST, LIVE, write_articles

pytestmark = pytest.mark.browser

# run before the notebook's first cell: beside what the folder holds, readings made of the payloads in every field
STARTUP = f"""
import sys
sys.path.insert(0, {str(ROOT / "tests")!r})
import analysis.folder
from payloads import LIVE, read_with
analysis.folder.read_folder = read_with(LIVE, analysis.folder.read_folder)
"""
READY = {"01-workbook.ipynb": ".ncw-explorer .ncw-summary", "02-compare.ipynb": ".ncw-comparer .ncw-summary"}

# what stands in the outputs that no words could have brought, were they not taken for markup
STRANGE = """() => {
  const found = [];
  for (const element of document.querySelectorAll(".jp-OutputArea-output, .jp-OutputArea-output *")) {
    const name = element.localName;
    if (["script", "iframe", "object", "embed", "base", "meta", "form", "img", "math", "video"].includes(name)) {
      found.push(name);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push(`${name} ${attribute}`);
      if (/^(href|xlink:href|src|action|formaction|srcdoc|data)$/i.test(attribute)) {
        const own = value.startsWith("#") || (value.startsWith("data:") && element.hasAttribute("download"));
        const web = ["http:", "https:"].includes(element.protocol);
        if (!own && !web) found.push(`${name} ${attribute}=${value.slice(0, 60)}`);
        if (web && (element.target !== "_blank" || !element.relList.contains("noopener"))) found.push(value);
      }
    }
  }
  found.push(...[...document.querySelectorAll(".jp-OutputArea mjx-container")].map((maths) => maths.outerHTML));
  return found;
}"""

# a table draws more rows as it is scrolled
SCROLLED = """async boxes => {
  for (const box of boxes) {
    for (let count = -1; count < box.querySelectorAll("tr").length; ) {
      count = box.querySelectorAll("tr").length;
      box.scrollTop = box.scrollHeight;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("home")
    write_articles(home / "articles", LIVE)
    project(folder, *READY, articles=home / "articles")
    startup = home / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-payloads.py").write_text(STARTUP)
    with jupyterlab(folder, home) as address:
        yield address


@pytest.mark.parametrize("notebook", READY)
def test_nothing_that_an_article_says_runs_in_a_notebook(server, notebook):
    listeners = []
    with opened(server, notebook, READY[notebook], lambda page: listeners.append(Listener(page))) as page:
        for cell in page.locator(".jp-Notebook .jp-Cell").all():
            cell.scroll_into_view_if_needed()
            page.wait_for_timeout(100)
        page.locator(".ncw-table-box").evaluate_all(SCROLLED)
        page.wait_for_timeout(1000)
        assert page.evaluate(STRANGE) == []
        assert listeners[0].heard == [] and page.errors == []


@pytest.fixture
def blank():
    """An empty page, with its listener."""
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found_chromium(), args=FLAGS)
        page = browser.new_page()
        yield page, Listener(page)
        browser.close()


def test_no_page_and_no_picture_that_is_made_runs_what_an_article_says(blank, hostile, tmp_path):
    page, listener = blank
    pictures = sorted(hostile.exports.glob("*.svg"))
    assert len(pictures) >= 3
    for name, notebook in hostile.shown.items():
        made = tmp_path / f"{name}.html"
        made.write_text("\n".join(notebook.pages), encoding="utf-8")
        page.goto(made.as_uri())
        page.evaluate("document.body.innerHTML = document.body.innerHTML")  # as widgets do, and parsed twice
        page.wait_for_timeout(500)
    for picture in pictures:
        page.goto(picture.as_uri())
        page.wait_for_timeout(100)
    assert listener.heard == []


def test_the_listener_hears_a_page_that_lets_words_through(blank):
    """So that the silence above means something: the same payloads, each raw in a page of its own."""
    page, listener = blank
    frames = (f'<iframe srcdoc="{html.escape(text)}"></iframe>' for text in LIVE)
    page.set_content("".join(frames))
    page.wait_for_timeout(2000)
    ran = {number for kind, number in listener.heard if kind == "ran"}
    asked = {url.rpartition("/")[2] for kind, url in listener.heard if kind == "request" and HOST in url}
    assert len(ran) >= 40 and len(asked) >= 8
    for text, kind in (
        ("<script>alert(40)</script>", "dialog"),
        (f"<script>open('https://{HOST}/')</script>", "window"),
        (f"<meta http-equiv=refresh content='0;url=https://{HOST}/'>", "request"),
        ("<meta http-equiv=refresh content='0;url=data:text/html,40'>", "nothing"),
        ("<script>location = 'about:blank#40'; ran(40)</script>", "ran"),
    ):
        listener.heard.clear()
        page.set_content(text)
        page.wait_for_timeout(300)
        assert kind == "nothing" or kind in {what for what, *_ in listener.heard}, text
