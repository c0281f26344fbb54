"""The room Explore as a visitor uses it: its words, its table, its questions."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.http.server_process import Server
from words import word

EIGHT = ("funnel", "paths", "transitions", "retention", "attribution", "sessions", "trends", "step_matrix")
EVERY = pytest.mark.parametrize("name", EIGHT)


def room(path: str, **values: str) -> str:
    text = word(f"explore.room.{path}")
    for name, value in values.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return text


def starting(server: Server, name: str) -> dict[str, Any]:
    parameters: dict[str, Any] = server.get(f"/api/analyses/{name}/start")["parameters"]
    return parameters


def rows_of(page: Page) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in page.locator("tbody tr").all()]


def written(value: Any) -> str:
    return f"{value:,}"


def opened(page: Page, name: str) -> None:
    page.goto(f"/explore/{name}")
    expect(page.locator("tbody tr").first).to_be_visible()


def asked(page: Page, name: str, act: Callable[[], Any]) -> dict[str, Any]:
    """What the page sent for ``name`` because of ``act``, once its answer stands."""
    with page.expect_response(lambda response: response.url.endswith(f"/api/{name}")) as sent:
        act()
    body: dict[str, Any] = json.loads(sent.value.request.post_data or "{}")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return body


def reconciles(page: Page, server: Server, name: str, body: dict[str, Any]) -> None:
    """The figures on the page are those of the API: every count of the first rows stands in its row."""
    table = server.post(f"/api/{name}", **{"rows": 100_000, **body})["table"]
    counted = next(row["counted"] for row in server.get("/api/analyses")["analyses"] if row["name"] == name)
    shown = rows_of(page)
    assert len(shown) == min(60, table["total"])
    assert shown
    for row, cells in zip(table["rows"], shown, strict=False):
        said = [cell.split(" ")[0] for cell in cells]
        for column in counted:
            if row[column] is not None:
                assert written(row[column]) in said, (column, row, cells)


def word_of(page: Page, parameter: str) -> Locator:
    label = room(f"parameter.{parameter}")
    return page.get_by_role("button", name=re.compile(f"^{re.escape(label)}"))


def choose(page: Page, parameter: str, choice: str) -> None:
    word_of(page, parameter).click()
    page.get_by_role("menuitem", name=room(f"choice.{choice}"), exact=True).click()


def fill(page: Page, parameter: str, text: str) -> None:
    word_of(page, parameter).click()
    field = page.get_by_role("textbox", name=room(f"parameter.{parameter}"))
    field.fill(text)
    field.press("Enter")
