"""The room Explore: which moves really differ between two audiences, and where journeys are at a step."""

import re

import pytest
from exploring import opened, room, written
from playwright.sync_api import Page, expect
from tests.http.server_process import Server

pytestmark = pytest.mark.browser


def test_what_really_differs_between_two_audiences_is_marked(page: Page, filled: Server) -> None:
    rules = ['did "Order Completed"', 'not did "Order Completed"']
    one, two = (filled.post("/api/audiences", name=f"Rule {rule}", rule=rule)["id"] for rule in rules)
    page.goto(f"/explore/transitions?a={one}&ca={two}")
    expect(page.get_by_role("columnheader", name=room("column.p_adjusted"))).to_be_visible()
    start = filled.get("/api/analyses/transitions/start")["parameters"]
    answer = filled.post("/api/transitions", **start, audience=one, compare={"audience": two})
    shares = [row for row in answer["difference"] if row["p_adjusted"] is not None]
    differing = [(row["from"], row["to"]) for row in shares if row["p_adjusted"] <= 0.05]
    assert differing
    assert len(differing) < len(shares) <= 60
    bold = page.locator("tbody tr[data-differs]")
    expect(bold).to_have_count(len(differing))
    ends = {"START": room("cell.start"), "END": room("cell.end")}
    shown = [tuple(row.locator("td").all_inner_texts()[:2]) for row in bold.all()]
    assert sorted(shown) == sorted((ends.get(a, a), ends.get(b, b)) for a, b in differing)
    said = room("tested", differ=written(len(differing)), tests=written(len(shares)))
    expect(page.get_by_text(said)).to_be_visible()
    assert answer["test"]["differ"] == len(differing)


def test_a_cell_of_the_step_matrix_says_which_customers(page: Page, filled: Server) -> None:
    opened(page, "step_matrix")
    start = filled.get("/api/analyses/step_matrix/start")["parameters"]
    rows = filled.post("/api/step_matrix", **start)["rows"]
    for step in range(1, 11):
        assert sum(row["customers"] for row in rows if row["step"] == step) == 120
    cell = max((row for row in rows if row["step"] == 2), key=lambda row: int(row["customers"]))
    name = room("cell.end") if cell["name"] == "END" else cell["name"]
    page.get_by_role("button", name=re.compile(rf"^{re.escape(name)} · step 2,")).click()
    drawer = page.get_by_role("dialog", name=room("which.title"))
    expect(drawer.locator("b").first).to_have_text(written(cell["customers"]))
    expect(drawer.get_by_role("link")).to_have_count(min(20, cell["customers"]))
