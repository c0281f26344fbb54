"""Lists of customers: by their keys, from a number; rules ask for them; what asks for one keeps it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from footpath.analyses.funnel import Funnel
from footpath.audiences.tokens import AudienceError
from footpath.workspace import Cell, Workspace, WorkspaceError

FUNNEL = Funnel(steps=["Look", "Buy"], window="9d")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workspace]:
    rows = [f"c{who},2026-03-01T{who:02d}:00:00Z,Look" for who in range(20)]
    rows += [f"c{who},2026-03-02T{who:02d}:00:00Z,Buy" for who in range(0, 20, 4)]
    (tmp_path / "events.csv").write_text("\n".join(["customer,time,event", *rows]))
    with Workspace.create(tmp_path / "workspace") as workspace:
        workspace.import_files(tmp_path / "events.csv")
        yield workspace


def test_rules_ask_for_customers_by_their_keys(shop: Workspace) -> None:
    saved = shop.lists.save("Called in May", ["c4", "c5", "c5", "nobody"])
    assert saved == {"name": "Called in May", "customers": 2, "unknown": 1}
    assert shop.count('in list "Called in May"') == (2, 20)
    assert shop.count('not in list "Called in May" and did "Buy"') == (4, 20)
    audience = shop.save_audience("May buyers", 'in list "Called in May" and did Buy')
    assert [row["rule"] for row in shop.audiences() if row["id"] == audience] == ['in list "Called in May" and did Buy']
    assert [step["customers"] for step in shop.run(FUNNEL, audience='in list "Called in May"').rows] == [2, 1]


def test_a_number_saves_whom_it_counts(shop: Workspace) -> None:
    saved = shop.lists.save_cell("Bought", FUNNEL, Cell({"step": 2}, "customers"))
    assert saved == {"name": "Bought", "customers": 5}
    assert shop.count('in list "Bought" and not did Buy')[0] == 0
    assert shop.count('did Buy and not in list "Bought"')[0] == 0
    shop.lists.save_cell("Bought", FUNNEL, Cell({"step": 1}, "customers"), audience="in list Bought")
    assert shop.count('in list "Bought"')[0] == 5, "a list of the same name is replaced"
    [row] = shop.lists.all()
    assert (row["name"], row["customers"]) == ("Bought", 5)


def test_a_list_that_is_asked_for_stays(shop: Workspace) -> None:
    shop.lists.save('The "best"', ["c1"])
    audience = shop.save_audience("Best", r'in list "The \"best\""')
    with pytest.raises(WorkspaceError, match="“Best” asks for the list"):
        shop.lists.delete('The "best"')
    shop.delete_audience(audience)
    shop.lists.delete('The "best"')
    assert shop.lists.all() == []
    with pytest.raises(WorkspaceError, match="No list of customers"):
        shop.lists.delete('The "best"')
    with pytest.raises(AudienceError, match="No list of customers"):
        shop.count('in list "The best"')
    with pytest.raises(AudienceError, match="word of the grammar"):
        shop.count('in "The best"')


def test_a_filter_of_events_refuses_a_list(shop: Workspace) -> None:
    shop.lists.save("One", ["c1"])
    with pytest.raises(AudienceError, match="is about customers"):
        shop.run(FUNNEL, where="in list One")
