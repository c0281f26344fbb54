"""A browser, a page that must stay quiet, and a server on a fresh workspace."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from files import shop
from map_room import Room
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from tests.http.server_process import Server

from footpath.http.front import STATIC
from footpath.workspace import Workspace

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
#: How long anything may take to appear, ms: the first map of a fresh clone waits for its kernels to be compiled.
PATIENCE_MS = 20_000
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"


def need(path: Path, sentence: str) -> None:
    """Skips where ``path`` is missing; with REQUIRE_BROWSER=1 that is a failure."""
    if path.is_file():
        return
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    need(STATIC / "index.html", "The front end is not built. Run `make setup`.")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty workspace."""
    root = tmp_path / "shop"
    Workspace.create(root, timezone="Europe/Warsaw", currency="PLN").close()
    server = Server(root)
    yield server
    server.stop()


@pytest.fixture
def said() -> list[str]:
    """What the page said on its console, breaches of the policy too. A test may take out what it expects."""
    return []


@pytest.fixture
def page(browser: Browser, server: Server, said: list[str]) -> Iterator[Page]:
    """A page at the server, 1440 x 900, English. What it says on its console fails the test."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{server.port}",
        viewport={"width": 1440, "height": 900},
        locale="en-GB",
        timezone_id="Europe/Warsaw",
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


@pytest.fixture
def room(page: Page, server: Server) -> Room:
    """The map's room of a shop with 120 customers."""
    started = server.post("/api/imports", upload=server.upload("shop.csv", shop()))
    server.ended(started["import_id"], 120)
    page.emulate_media(reduced_motion="reduce")
    return Room(page, server)


@pytest.fixture
def axe() -> Any:
    """``axe(page)``: accessibility faults of the page as it stands, those that axe calls serious or critical."""
    need(AXE, "axe-core is not installed. Run `make setup`.")
    source = AXE.read_text(encoding="utf-8")

    def faults(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{fault['id']}: {fault['help']}: {node['html'][:200]} ({node.get('failureSummary', '')[:200]})"
            for fault in found["violations"]
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]

    return faults
