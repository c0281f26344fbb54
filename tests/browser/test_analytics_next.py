"""Segment's library for browsers, as its makers publish it, in a page of another site."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser
from tests.clients import installed
from tests.http.server_process import Server

import footpath

pytestmark = pytest.mark.browser

PAGE = """<!doctype html>
<html lang="pl"><title>Sklep</title><link rel="icon" href="data:,"><script src="/index.js"></script></html>"""
SEND = """async ({ host, writeKey }) => {
  const analytics = AnalyticsNext.AnalyticsBrowser.load(
    { writeKey, cdnURL: `http://${host}` },
    { integrations: { "Segment.io": { apiHost: `${host}/v1`, protocol: "http" } } },
  );
  await analytics.ready();
  await analytics.page("Docs", "Home");
  await analytics.track("Product Viewed", { price: 9 });
  const anonymous = (await analytics.user()).anonymousId();
  await analytics.identify("user-1", { email: "ada@example.com", plan: "pro" });
  await analytics.track("Order Completed", { revenue: 49.5, product: "Żółta kurtka 雨衣" });
  await analytics.screen("App", "Cart");
  await analytics.group("org-1", { name: "Acme" });
  await analytics.alias("user-1", "anon-1");
  return anonymous;
}"""


class _Site(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if not self.path.startswith("/product"):
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def site() -> Iterator[str]:
    """A shop's page that loads the library from its own site."""
    installed.install()
    folder = installed.MODULES / "@segment" / "analytics-next" / "dist" / "umd"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_a_page_sends_stands_in_one_journey(browser: Browser, server: Server, site: str) -> None:
    key = server.post("/api/sources", name="Shop")["write_key"]
    context = browser.new_context(locale="pl-PL", timezone_id="Europe/Warsaw")
    page = context.new_page()
    said: list[str] = []
    statuses: list[tuple[str, int]] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: statuses.append((answer.url, answer.status)))
    page.goto(f"{site}/product/12?utm_source=mail&utm_campaign=spring")
    anonymous = page.evaluate(SEND, {"host": f"127.0.0.1:{server.port}", "writeKey": key})
    page.wait_for_load_state("networkidle")
    context.close()
    server.stop()
    ours = [(url, status) for url, status in statuses if f":{server.port}/" in url]
    assert {status for _, status in ours} <= {200, 204}, ours
    assert not [url for url, _ in statuses if "127.0.0.1" not in url]
    assert said == []
    with footpath.open(server.root) as workspace:
        (source,) = workspace.sources.all()
        events = workspace.customer("user-1")["events"]
        assert workspace.customer(f"anonymous:{anonymous}")["events"] == events
        assert workspace.customer("email:ada@example.com")["events"] == events
    assert (source["events"], source["rejected"], source["skipped"]) == (7, 0, 0)
    found = {event["name"]: event for event in events}
    assert [event["name"] for event in events if event["actor"] == "customer"] == [
        *("Page Viewed", "Product Viewed", "Order Completed", "Screen Viewed"),
    ]
    assert set(found) - {"Page Viewed", "Product Viewed", "Order Completed", "Screen Viewed"} == {
        *("Identified", "Group Joined", "Keys Joined"),
    }
    viewed = found["Page Viewed"]
    assert (viewed["surface"], viewed["channel"]) == ("/product/:id", "web")
    assert viewed["properties"]["page_title"] == "Sklep"
    assert viewed["properties"]["locale"] == "pl-PL"
    assert viewed["properties"]["campaign"] == "spring"
    assert (viewed["properties"]["source"], viewed["properties"]["device"]) == ("mail", "desktop")
    assert found["Order Completed"]["value"] == 49.5
    assert found["Order Completed"]["properties"]["product"] == "Żółta kurtka 雨衣"
