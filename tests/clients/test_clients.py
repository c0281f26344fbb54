"""Clients as their makers publish them, pointed at a running server by nothing but their own option for the host."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from tests.clients import installed
from tests.clients.stand_in import losing_answers
from tests.http.server_process import Server

import footpath

SEGMENT = ("segment_python.py", "rudder_python.py", "segment_node.mjs", "rudder_node.cjs")
POSTHOG = ("posthog_python.py", "posthog_node.mjs")
JITSU = ("jitsu_node.cjs",)
ALL = {
    *("Identified", "Order Completed", "Product Viewed", "Page Viewed", "Screen Viewed", "Group Joined", "Keys Joined"),
}


@pytest.fixture(scope="session", autouse=True)
def packages() -> None:
    installed.install()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    root = tmp_path / "shop"
    footpath.create(root).close()
    server = Server(root)
    yield server
    if server.process.poll() is None:
        server.stop()


@pytest.fixture
def stood(server: Server) -> Callable[[], dict[str, Any]]:
    """``stood()``: stops the server and says what stands in the store: the one customer's events, by their names."""

    def stood() -> dict[str, Any]:
        server.stop()
        with footpath.open(server.root) as workspace:
            assert workspace.verify()["problems"] == []
            (source,) = workspace.sources.all()
            events = workspace.customer("user-1")["events"]
            assert source["rejected"] == 0, workspace.rejected(source["id"])
            assert source["events"] == len(events)
            assert workspace.customer("anonymous:anon-1")["events"] == events
            assert workspace.customer("email:ada@example.com")["events"] == events
        assert len({event["name"] for event in events}) == len(events)
        return {event["name"]: event for event in events}

    return stood


def made(server: Server) -> tuple[str, str]:
    """The address of the server and a write key."""
    return f"http://127.0.0.1:{server.port}", server.post("/api/sources", name="Shop")["write_key"]


def looked_at(events: dict[str, Any]) -> None:
    """What every client says of the same order, page, person and group."""
    assert events["Order Completed"]["value"] == 49.5
    assert events["Order Completed"]["properties"]["product"] == "Żółta kurtka 雨衣"
    assert events["Product Viewed"]["properties"]["price"] == 9
    assert events["Page Viewed"]["surface"] == "/product/:id"
    assert events["Identified"]["properties"]["plan"] == "pro"
    assert events["Group Joined"]["properties"]["group"] == "org-1"
    assert events["Group Joined"]["properties"]["name"] == "Acme"
    assert {name for name, event in events.items() if event["actor"] == "system"} == {
        *({"Identified", "Group Joined", "Keys Joined"} & set(events)),
    }


@pytest.mark.parametrize("script", [*SEGMENT, *POSTHOG])
def test_what_a_client_sends_stands_in_one_journey(
    server: Server, stood: Callable[[], dict[str, Any]], script: str
) -> None:
    installed.send(script, *made(server))
    events = stood()
    assert set(events) == ALL
    looked_at(events)
    assert (events["Screen Viewed"]["surface"], events["Screen Viewed"]["channel"]) == ("Cart", "app")


@pytest.mark.parametrize("script", JITSU)
def test_jitsu(server: Server, stood: Callable[[], dict[str, Any]], script: str) -> None:
    installed.send(script, *made(server))
    events = stood()
    assert set(events) == ALL - {"Screen Viewed", "Keys Joined"}
    looked_at(events)


@pytest.mark.parametrize("script", [*SEGMENT, *POSTHOG])
def test_what_is_sent_again_counts_once(server: Server, stood: Callable[[], dict[str, Any]], script: str) -> None:
    _, key = made(server)
    with losing_answers(server.port) as (host, statuses):
        installed.send(script, host, key)
    assert statuses[0] == 503
    assert set(statuses[1:]) == {200}
    assert set(stood()) == ALL


def test_ga4_as_documented(server: Server) -> None:
    host, key = made(server)
    body = {
        "client_id": "anon-1",
        "user_id": "user-1",
        "events": [
            {"name": "page_view", "params": {"page_location": "https://shop.example/product/12", "page_title": "T"}},
            {"name": "purchase", "params": {"currency": "PLN", "value": 49.5, "items": [{"item_id": "7"}]}},
        ],
    }
    query = {"measurement_id": "G-1", "api_secret": key}
    checked = httpx.post(f"{host}/debug/mp/collect", params=query, json=body)
    assert (checked.status_code, checked.json()) == (200, {"validationMessages": []})
    assert httpx.post(f"{host}/mp/collect", params=query, json=body).status_code == 204
    assert httpx.post(f"{host}/mp/collect", params={**query, "api_secret": "x"}, json=body).status_code == 401
    server.stop()
    with footpath.open(server.root) as workspace:
        events = workspace.customer("user-1")["events"]
        assert workspace.customer("anonymous:anon-1")["events"] == events
    assert [event["name"] for event in events] == ["Page Viewed", "purchase"]
    assert (events[0]["surface"], events[1]["value"]) == ("/product/:id", 49.5)
    said = {"currency": "PLN", "value": 49.5, "items": '[{"item_id": "7"}]'}
    assert said.items() <= events[1]["properties"].items()
