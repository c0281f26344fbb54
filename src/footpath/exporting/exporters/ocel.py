"""OCEL 2.0 as JSON: events that are about one object each, the customer."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar

import pyarrow as pa

from footpath.exporting.exporters._exporter import Exporter
from footpath.exporting.exporters.csv import stamp

_ROLES = ("channel", "surface", "actor", "value", "score", "scale")
_TYPES = {bool: "boolean", int: "integer", float: "float", str: "string"}


class Ocel(Exporter):
    """Object type ``customer``; the kinds of an event's attributes are declared with its type, after all are known."""

    name: ClassVar[str] = "ocel"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonocel", ".ocel.json", ".ocel")
    by_customer: ClassVar[bool] = True

    def write(self, events: Iterator[pa.Table], out: BinaryIO) -> None:
        types: dict[str, dict[str, str]] = {}
        out.write(b'{"objectTypes": [{"name": "customer", "attributes": []}],\n"events": [')
        listed = _Listed(out)
        number = 0
        seen: list[str] = []
        for table in events:
            for row in table.to_pylist():
                number += 1
                if not seen or seen[-1] != row["customer"]:
                    seen.append(row["customer"])
                listed.add(_event(row, number, types))
        out.write(b'\n],\n"objects": [')
        customers = _Listed(out)
        for customer in seen:
            customers.add({"id": customer, "type": "customer"})
        declared = [
            {"name": name, "attributes": [{"name": key, "type": kind} for key, kind in attributes.items()]}
            for name, attributes in sorted(types.items())
        ]
        out.write(b'\n],\n"eventTypes": ' + json.dumps(declared, ensure_ascii=False).encode() + b"}\n")


class _Listed:
    """The items of a JSON array, one a line."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._first = True

    def add(self, item: dict[str, Any]) -> None:
        self._out.write((b"\n" if self._first else b",\n") + json.dumps(item, ensure_ascii=False).encode())
        self._first = False


def _event(row: dict[str, Any], number: int, types: dict[str, dict[str, str]]) -> dict[str, Any]:
    given = {role: row[role] for role in _ROLES if row[role] is not None}
    given |= {(f"property:{name}" if name in _ROLES else name): v for name, v in json.loads(row["properties"]).items()}
    kinds = types.setdefault(row["name"], {})
    for name, value in given.items():
        kind = _TYPES.get(type(value), "string")
        kinds[name] = kind if kinds.get(name, kind) == kind else "string"
    return {
        "id": f"e{number}",
        "type": row["name"],
        "time": stamp(row["time"]),
        "attributes": [{"name": name, "value": value} for name, value in given.items()],
        "relationships": [{"objectId": row["customer"], "qualifier": "of"}],
    }
