"""A shop to explore."""

from collections.abc import Iterator

import pytest
from files import shop
from playwright.sync_api import Page
from tests.http.server_process import Server

from footpath.workspace import Workspace


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a shop of 120 customers from two countries, each event of a campaign, for all tests here."""
    root = tmp_path_factory.mktemp("explore") / "shop"
    Workspace.create(root, timezone="Europe/Warsaw", currency="PLN").close()
    head, *lines = shop().decode().splitlines()
    countries = [("PL", "RO")[sum(line.split(",")[0].encode()) % 2] for line in lines]
    campaigns = [("spring", "summer", "")[place % 3] for place in range(len(lines))]
    rows = [",".join(row) for row in zip(lines, countries, campaigns, strict=True)]
    server = Server(root)
    file = "\n".join([f"{head},country,campaign", *rows]).encode()
    started = server.post("/api/imports", upload=server.upload("shop.csv", file))
    server.ended(started["import_id"], 120)
    yield server
    server.stop()


@pytest.fixture
def filled(page: Page, server: Server) -> Server:
    page.emulate_media(reduced_motion="reduce")
    return server
