"""A real JupyterLab in Chromium, for tests that click what a person clicks.

A project of its own is made in a temporary folder; Chromium is Debian's package.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import nbformat
import pytest

IN_CI = os.environ.get("CI") == "true"
playwright = import_module("playwright.sync_api") if IN_CI else pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).parent.parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 60_000


def project(folder, *notebooks, articles=ROOT / "seeds"):
    """A project in an empty folder: articles, the notebooks that read them, and a place for exports."""
    shutil.copytree(articles, folder / "articles", ignore=shutil.ignore_patterns("reviews"))  # as in a fresh clone
    (folder / "notebooks").mkdir()
    for notebook in notebooks:
        _put_notebook(folder, notebook)
    shutil.copytree(ROOT / ".jupyterlab", folder / ".jupyterlab")
    return folder


def _put_notebook(folder, notebook):
    written = nbformat.read(ROOT / "notebooks" / notebook, as_version=4)
    cell = next(cell for cell in written.cells if "parameters" in cell.metadata.get("tags", []))
    cell.source = 'ARTICLES = "../articles"\nEXPORTS = "../exports"'
    nbformat.write(written, folder / "notebooks" / notebook)


def found_chromium():
    """Where Chromium is; a test that needs it is skipped without, and fails where all tests must run."""
    if CHROMIUM is None:
        missing = "Chromium is not installed (Debian: apt install chromium)"
        if IN_CI:
            pytest.fail(missing)
        pytest.skip(missing)
    return CHROMIUM


@contextmanager
def jupyterlab(folder, home):
    """The address of a JupyterLab with the project's settings and none of this machine's."""
    found_chromium()
    port = free_port()
    places = {
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTERLAB_SETTINGS_DIR": home / "lab",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
    }
    command = [sys.executable, "-m", "jupyterlab", "--config=.jupyterlab/config.py", "--no-browser", f"--port={port}"]
    command += ["--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0", "--IdentityProvider.token=test"]
    log = home / "log.txt"
    with log.open("w") as told:
        lab = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {name: str(place) for name, place in places.items()},
            stdout=told,
            stderr=told,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/api?token=test", lab, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            lab.terminate()
            lab.wait(20)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(address, lab, log):
    for _ in range(120):
        if lab.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=1)
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.5)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@contextmanager
def opened(server, notebook, ready, listen=lambda page: None):
    """The notebook in a window, all its cells run and ``ready`` on the page; ``page.errors`` are the page's own.

    ``listen`` is called with the page before anything is on it.
    """
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(PATIENCE)
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        listen(page)
        page.goto(f"{server}/lab/tree/notebooks/{notebook}?token=test&reset", wait_until="domcontentloaded")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        wait_for_kernel(server)
        run_all(page)
        playwright.expect(page.locator(ready)).to_be_visible()
        yield page
        browser.close()


def prompts(page):
    """What stands beside the cells of code that are on the page by now: '[ ]:', '[*]:' or '[3]:'."""
    return [prompt.strip() for prompt in page.locator(".jp-CodeCell .jp-InputArea-prompt").all_text_contents()]


def wait_for_kernel(server):
    """JupyterLab shows "idle" before a kernel is there; the server knows when one is."""
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        with urllib.request.urlopen(f"{server}/api/sessions?token=test", timeout=10) as answer:
            if any(session["kernel"]["execution_state"] == "idle" for session in json.load(answer)):
                return
        time.sleep(0.3)
    raise AssertionError("the notebook's kernel did not start")


def run_all(page):
    """Runs all cells and waits for the last; asks again when JupyterLab was not ready to be asked."""
    last = max((int(number) for number in re.findall(r"\d+", " ".join(prompts(page)))), default=0)

    def done(shown):
        return bool(re.search(r"\d", shown)) and int(re.search(r"\d+", shown)[0]) > last

    for _ in range(10):
        if page.locator(".jp-Dialog").count():
            page.locator(".jp-Dialog .jp-mod-accept").first.click()
        page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
        page.get_by_text("Run All Cells", exact=True).first.click()
        page.wait_for_timeout(2000)
        if page.locator(".jp-Dialog").count():
            page.locator(".jp-Dialog .jp-mod-accept").first.click()
        if any("*" in shown or done(shown) for shown in prompts(page)):
            break
    deadline = time.monotonic() + PATIENCE / 1000
    while not all(map(done, prompts(page))):
        assert time.monotonic() < deadline, f"cells still run: {prompts(page)}"
        page.wait_for_timeout(200)
