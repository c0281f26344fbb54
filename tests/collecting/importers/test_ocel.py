"""OCEL 2.0: objects of each type in a column, attributes as they were at the time of the event."""

import json
from pathlib import Path
from typing import Any

import pytest

from footpath.collecting.importers import pick
from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.importers.ocel import Ocel

LOG: dict[str, Any] = {
    "objectTypes": [{"name": "Order", "attributes": []}, {"name": "Item", "attributes": []}],
    "eventTypes": [{"name": "place", "attributes": []}],
    "objects": [
        {
            "id": "o1",
            "type": "Order",
            "attributes": [
                {"name": "price", "time": "2024-01-01T00:00:00Z", "value": 10},
                {"name": "price", "time": "2024-01-03T00:00:00Z", "value": 12.5},
            ],
        },
        {"id": "i1", "type": "Item"},
        {"id": "i2", "type": "Item"},
    ],
    "events": [
        {
            "id": "e1",
            "type": "place",
            "time": "2024-01-02T00:00:00Z",
            "attributes": [{"name": "by", "value": "web"}, {"name": "time", "value": "late"}],
            "relationships": [
                {"objectId": "o1", "qualifier": "of"},
                {"objectId": "i1", "qualifier": "holds"},
                {"objectId": "i2", "qualifier": "holds"},
                {"objectId": "i2", "qualifier": "shows"},
                {"objectId": "gone", "qualifier": "of"},
            ],
        },
        {
            "id": "e2",
            "type": "pay",
            "time": "2024-01-04T00:00:00Z",
            "relationships": [{"objectId": "o1", "qualifier": ""}],
        },
    ],
}


def _rows(path: Path) -> list[dict[str, Any]]:
    importer = pick(path)
    assert isinstance(importer, Ocel)
    rows = [row for raw in importer.read(path, importer.layout(path), batch_rows=1) for row in raw.table.to_pylist()]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def test_events_with_their_objects_and_attributes(tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_text(json.dumps(LOG, indent=1))
    assert _rows(path) == [
        {
            "id": "e1",
            "event": "place",
            "time": "2024-01-02T00:00:00Z",
            "by": "web",
            "attribute:time": "late",
            "object:Order": "o1",
            "Order:price": "10",
            "object:Item": "i1 | i2",
        },
        {"id": "e2", "event": "pay", "time": "2024-01-04T00:00:00Z", "object:Order": "o1", "Order:price": "12.5"},
    ]


@pytest.mark.parametrize(
    "broken", [{"events": {}}, {"events": [1]}, {"events": [{"id": "e"}]}, {"objects": [{"id": 3, "type": "x"}]}]
)
def test_a_log_of_another_shape_is_said(tmp_path: Path, broken: dict[str, Any]) -> None:
    path = tmp_path / "log.json"
    path.write_text(json.dumps(LOG | broken))
    with pytest.raises(Unreadable, match=r"not those of OCEL 2\.0"):
        _rows(path)
