"""Every table says what the Python API says."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from footpath.store.snapshot import ranges
from footpath.vocabulary.scales import SCALE_NAMES
from footpath.workspace import Workspace

AWKWARD = {"order", "Time", "a.b", 'say "hi"', "kind_size"}


@pytest.fixture(scope="module")
def people(workspace: Workspace) -> list[dict[str, Any]]:
    """Every customer as `customer` shows him."""
    total = workspace.customers(limit=1)["total"]
    return [workspace.customer(row["id"]) for row in workspace.customers(limit=total)["rows"]]


def moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def texts(properties: dict[str, Any]) -> dict[str, str]:
    """Properties as the journeys keep them: text; what is empty is not there."""
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in properties.items()
        if value not in (None, "")
    }


def test_the_store_behind_the_tests_has_ranges_and_spans(workspace: Workspace) -> None:
    found = ranges(workspace._store.snapshot().manifest)
    assert len(found) > 3
    assert any(len(part.rows) > 1 for part in found)


def test_events_are_those_of_the_customers(workspace: Workspace, people: list[dict[str, Any]]) -> None:
    rows = workspace.sql("SELECT * FROM events").rows
    by_customer: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_customer.setdefault(row["customer"], []).append(row)
    assert set(by_customer) == {person["id"] for person in people}
    for person in people:
        mine = by_customer[person["id"]]
        assert {row["key"] for row in mine} == {person["key"]}
        same = ("name", "channel", "surface", "actor", "touchpoint", "stage", "value")
        assert [[moment(row["time"]), *(row[name] for name in same)] for row in mine] == [
            [event["time"], *(event[name] for name in same)] for event in person["events"]
        ]
        for row, event in zip(mine, person["events"], strict=True):
            assert row["scale"] == event["scale"]
            assert row["score"] == event["score"]


def test_every_declared_property_is_a_column(workspace: Workspace, people: list[dict[str, Any]]) -> None:
    declared = {dimension.name for dimension in workspace._store.snapshot().dictionaries.declared}
    assert declared >= AWKWARD
    renamed = {"Time": "Time_2"}  # the column of the event's time is there first, and SQL looks past case
    heads = workspace.sql("SELECT * FROM events LIMIT 0").heads
    assert {renamed.get(name, name) for name in declared} <= set(heads)
    kept = {name: renamed.get(name, name) for name in declared}
    counted = Counter(
        (name, text)
        for person in people
        for event in person["events"]
        for name, text in texts(event["properties"]).items()
        if name in declared
    )
    for name in declared:
        quoted = kept[name].replace('"', '""')
        found = workspace.sql(
            f'SELECT "{quoted}" AS text, count(*) AS n FROM events WHERE "{quoted}" IS NOT NULL GROUP BY 1'
        ).rows
        if name in AWKWARD or name in ("country", "device", "campaign"):
            assert {row["text"]: row["n"] for row in found} == {
                text: n for (other, text), n in counted.items() if other == name
            }


def test_customers_are_those_of_the_list(workspace: Workspace, people: list[dict[str, Any]]) -> None:
    found = {row["id"]: row for row in workspace.sql("SELECT * FROM customers").rows}
    assert set(found) == {person["id"] for person in people}
    for person in people:
        row = found[person["id"]]
        assert row["key"] == person["key"]
        assert row["events"] == person["total"]
        assert moment(row["first"]) == person["events"][0]["time"]
        assert moment(row["last"]) == person["events"][-1]["time"]
        columns = {name: row.get(name) for name in person["traits"] if name not in AWKWARD}
        assert columns == {name: text for name, text in person["traits"].items() if name in columns}


def test_kinds_touchpoints_and_stages_are_those_of_the_map(workspace: Workspace) -> None:
    snapshot, definitions = workspace._store.snapshot(), workspace.definitions()
    kinds = workspace.sql("SELECT * FROM kinds").rows
    assert [(row["name"], row["channel"] or "") for row in kinds] == [
        (kind.name, kind.channel) for kind in snapshot.dictionaries.kinds[1:]
    ]
    names = {stage.id: stage.name for stage in definitions.stages}
    assert [(row["place"], row["id"], row["name"]) for row in workspace.sql("FROM stages").rows] == [
        (place, stage.id, stage.name) for place, stage in enumerate(definitions.stages, 1)
    ]
    assert [(row["id"], row["name"], row["stage"]) for row in workspace.sql("FROM touchpoints").rows] == [
        (one.id, one.name, names.get(one.stage or "")) for one in definitions.touchpoints
    ]
    met = workspace.sql("SELECT DISTINCT touchpoint, stage FROM events WHERE touchpoint IS NOT NULL").rows
    placed = {(one.name, names.get(one.stage or "")) for one in definitions.touchpoints}
    assert met
    assert {(row["touchpoint"], row["stage"]) for row in met} <= placed


def test_the_log_holds_every_event_with_all_properties(workspace: Workspace, people: list[dict[str, Any]]) -> None:
    joined = workspace.sql(
        """
        SELECT count(*) AS n, count(DISTINCT l.arrival) AS arrivals,
               bool_and(e.time = l.time AND e.name = l.name AND e.customer = l.customer AND e.key = l.key) AS agree,
               bool_and(e.channel IS NOT DISTINCT FROM l.channel AND e.value IS NOT DISTINCT FROM l.value) AS whole
        FROM events AS e JOIN log AS l USING (arrival)
        """
    ).rows[0]
    events = workspace.status()["events"]
    assert joined == {"n": events, "arrivals": events, "agree": True, "whole": True}
    zoe = next(person for person in people if person["key"] == "zoe")
    rows = workspace.sql("SELECT properties->>'order' AS o, import_id FROM log WHERE key = 'zoe' ORDER BY time").rows
    assert [row["o"] for row in rows] == [event["properties"]["order"] for event in zoe["events"]] == ["1st", "2nd"]
    assert {row["import_id"] for row in rows} == {2}


def test_scores_carry_their_scale(workspace: Workspace) -> None:
    rows = workspace.sql("SELECT scale, score FROM events WHERE score IS NOT NULL").rows
    assert rows
    assert {row["scale"] for row in rows} <= set(SCALE_NAMES.values())


def test_dimensions_by_rule_are_columns_too(workspace: Workspace) -> None:
    groups = [{"name": "Small screens", "values": ["mobile", "tablet"]}]
    workspace.edit({"do": "set_dimension", "name": "Screen", "property": "device", "groups": groups, "other": "Large"})
    try:
        found = workspace.sql(
            "SELECT device, Screen, count(*) AS n FROM events WHERE device IS NOT NULL GROUP BY ALL"
        ).rows
        assert found
        assert all((row["Screen"] == "Small screens") == (row["device"] in ("mobile", "tablet")) for row in found)
        assert "Large" in {row["Screen"] for row in found}
    finally:
        workspace.undo()


def test_the_list_of_tables_names_every_column_that_can_be_asked_for(workspace: Workspace) -> None:
    listed = {one["name"]: one["columns"] for one in workspace.sql.tables()}
    assert list(listed) == ["events", "customers", "kinds", "touchpoints", "stages", "log"]
    for name, columns in listed.items():
        asked = workspace.sql(f"FROM {name} LIMIT 0")
        assert [column["name"] for column in columns] == asked.heads
        assert [column["type"] for column in columns] == asked.types


def test_an_empty_workspace_answers(tmp_path: Any) -> None:
    with Workspace.create(tmp_path / "empty") as empty:
        for one in empty.sql.tables():
            assert empty.sql(f"FROM {one['name']}").rows == []
        assert empty.sql("SELECT count(*) AS n, max(time) AS last FROM events").rows == [{"n": 0, "last": None}]
