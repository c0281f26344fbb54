"""Which customers: a door for every cell of every analysis."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.http.server_process import bring

STEPS = ["Product Viewed", "Order Completed"]


@pytest.fixture(scope="module")
def filled(shared_server: Any) -> Any:
    bring(shared_server)
    return shared_server


def test_a_cell_says_who_stands_behind_it(filled: Any) -> None:
    first = filled.post("/api/funnel", steps=STEPS)["steps"][0]
    known = {row["id"] for row in filled.post("/api/customers/search")["rows"]}
    for measure in ("customers", "dropped", "in_window"):
        found = filled.post("/api/funnel/customers", steps=STEPS, cell={"step": 1}, measure=measure)
        assert (found["n"], found["unit"]) == (first[measure], "customers")
        assert len({customer["id"] for customer in found["customers"]} & known) == first[measure]
    some = filled.post("/api/funnel/customers", steps=STEPS, cell={"step": 1}, measure="customers", limit=1)
    assert len(some["customers"]) == 1 <= some["n"]


def test_what_has_nobody_behind_it_is_refused(filled: Any, refused: Callable[..., tuple[int, str]]) -> None:
    for cell, measure, sentence in (
        ({"step": 9}, "customers", "The answer has no row with step = 9 (any more)."),
        ({"step": 1}, "share", "“share” counts none."),
    ):
        body = {"steps": STEPS, "cell": cell, "measure": measure}
        answer = filled.client.post("/api/funnel/customers", json=body)
        assert refused(answer)[0] == 409
        assert sentence in answer.json()["error"]["sentence"]
