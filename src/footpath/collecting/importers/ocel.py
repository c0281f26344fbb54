"""OCEL 2.0 as JSON: object-centric event logs. One row an event; the objects it is about stand in columns
``object:TYPE``, their attributes, where the event is about one of the type, in ``TYPE:ATTRIBUTE``.

The customer is the objects of one type (``--map customer=object:Order``). An event about several of a type names them
with `` | `` between: a recipe splits them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from footpath.collecting.importers._importer import NOTHING_GIVEN, Given, Importer, Layout, RawBatch, Unreadable
from footpath.collecting.importers._rows import Rows
from footpath.collecting.importers._stream import Stream

#: The document is read whole: of at most so many bytes.
MAX_BYTES = 1 << 30
BETWEEN = " | "
_SIGNS = (b'"objectTypes"', b'"eventTypes"')


class Ocel(Importer):
    """Events, objects and their relations (ocel-standard.org, JSON exchange format 2.0)."""

    name: ClassVar[str] = "ocel"
    suffixes: ClassVar[tuple[str, ...]] = (".json", ".jsonocel", ".ocel")
    rank: ClassVar[int] = 1

    def recognises(self, path: Path, head: bytes) -> bool:
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and any(sign in head for sign in _SIGNS)

    def layout(self, path: Path, given: Given = NOTHING_GIVEN) -> Layout:
        return Layout(importer=self.name, encoding="utf-8", separator="", rows=len(_document(path)["events"]))

    def read(self, path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
        document = _document(path)
        objects = {one["id"]: one for one in document["objects"]}
        events, size = document["events"], path.stat().st_size
        rows = Rows(path.name, batch_rows)
        for number, event in enumerate(events, 1):
            rows.add(number, _row(event, objects))
            if rows.full:
                yield rows.batch(size * number // len(events))
        if rows:
            yield rows.batch(size)


def _document(path: Path) -> dict[str, Any]:
    """The log, its parts of the right shape. Unreadable."""
    with Stream(path) as stream:
        data = stream.read_full(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{path.name} is an OCEL log of more than {MAX_BYTES >> 20:,} MB. Export the events as CSV.")
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"{path.name} is no sound JSON: {fault}. Export the log again.") from fault
    events, objects = document.get("events"), document.get("objects", [])
    sound = (
        isinstance(events, list)
        and isinstance(objects, list)
        and all(map(_named, events))
        and all(map(_named, objects))
    )
    if not sound:
        raise Unreadable(
            f"{path.name} names object types, but its events and objects are not those of OCEL 2.0 "
            "(lists of {id, type, …}). Export the log as OCEL 2.0 JSON."
        )
    return {"events": events, "objects": objects}


def _named(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("id"), str) and isinstance(one.get("type"), str)


def _row(event: dict[str, Any], objects: dict[str, dict[str, Any]]) -> dict[str, str | None]:
    row: dict[str, str | None] = {"id": event["id"], "event": event["type"], "time": _text(event.get("time"))}
    row |= {_free(name, row): _text(value) for name, value, _ in _attributes(event)}
    related: dict[str, list[str]] = {}
    for relation in event.get("relationships") or []:
        found = objects.get(relation.get("objectId", "")) if isinstance(relation, dict) else None
        if found is not None and found["id"] not in related.setdefault(found["type"], []):
            related[found["type"]].append(found["id"])
    for kind, ids in related.items():
        row[f"object:{kind}"] = BETWEEN.join(ids)
        if len(ids) == 1:
            row |= {f"{kind}:{name}": value for name, value in _known(objects[ids[0]], event.get("time")).items()}
    return row


def _known(one: dict[str, Any], at: Any) -> dict[str, str | None]:
    """The attributes of an object as they were at a time: an attribute may change; times of one zone sort as text."""
    found: dict[str, tuple[str, str | None]] = {}
    for name, value, time in _attributes(one):
        when = time or ""
        if (not at or when <= str(at)) and (name not in found or when >= found[name][0]):
            found[name] = when, _text(value)
    return {name: value for name, (_, value) in found.items()}


def _attributes(one: dict[str, Any]) -> Iterator[tuple[str, Any, str | None]]:
    for attribute in one.get("attributes") or []:
        if isinstance(attribute, dict) and isinstance(attribute.get("name"), str):
            yield attribute["name"], attribute.get("value"), attribute.get("time")


def _free(name: str, row: dict[str, str | None]) -> str:
    return f"attribute:{name}" if name in row else name


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
