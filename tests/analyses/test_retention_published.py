"""Retention of a public shop: the published cohort table, month by month."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from footpath.analyses.retention import Retention
from footpath.workspace import Workspace

RECIPE = Path(__file__).parents[2] / "docs" / "recipes" / "online_retail_uci.yaml"


@pytest.fixture(scope="module")
def shop(data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = data("online_retail_uci")
    with Workspace.create(tmp_path_factory.mktemp("retail") / "ws", timezone="Europe/London") as workspace:
        workspace.import_files(folder, recipe=RECIPE)
        yield workspace


def test_equals_the_published_cohort_table(shop: Workspace, data: Callable[[str], Path]) -> None:
    published = json.loads((data("online_retail_uci") / "reference_totals_and_cohorts.json").read_text())
    table = published["cohort_active_customers_all_rows"]
    answer = shop.run(Retention(unit="month")).to_dict()
    found = {
        row["cohort"][:7]: [cell["returned"] + cell["returned_so_far"] for cell in row["cells"]]
        for row in answer["cohorts"]
    }
    del table["2011-12"]  # The data end on its 9th day: the cohort is not whole.
    assert found == {month: [returned or 0 for returned in row] for month, row in table.items()}
    assert found["2010-12"] == [948, 362, 317, 367, 341, 376, 360, 336, 336, 374, 354, 474, 260]


def test_the_month_that_is_not_over_is_marked_and_in_no_mean(shop: Workspace) -> None:
    answer = shop.run(Retention(unit="month")).to_dict()
    december = answer["cohorts"][0]["cells"]
    assert (december[1]["share"], december[1]["complete"]) == (pytest.approx(0.3819, abs=5e-5), True)
    assert [december[12][word] for word in ("customers", "returned", "share", "waiting", "returned_so_far")] == [
        0,
        0,
        None,
        948,
        260,
    ]
    assert not december[12]["complete"]
    over = [row["cells"][1] for row in answer["cohorts"] if row["cells"][1]["complete"]]
    assert answer["mean"][1]["customers"] == sum(cell["customers"] for cell in over)
    assert answer["mean"][1]["share"] == pytest.approx(
        sum(cell["returned"] for cell in over) / sum(cell["customers"] for cell in over), abs=1e-6
    )


def test_of_orders_only(shop: Workspace) -> None:
    answer = shop.run(Retention(start="Purchase", back="Purchase", unit="month")).to_dict()
    found = [cell["returned"] + cell["returned_so_far"] for cell in answer["cohorts"][0]["cells"]]
    assert found == [885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]
