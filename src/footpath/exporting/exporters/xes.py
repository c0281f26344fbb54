"""XES (IEEE 1849): a trace a customer, for process mining tools."""

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, ClassVar

import pyarrow as pa
from lxml import etree

from footpath.exporting.exporters._exporter import Exporter
from footpath.exporting.exporters.csv import stamp

_ROLES = ("channel", "surface", "actor", "value", "score", "scale")
_EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
)
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Xes(Exporter):
    """``concept:name`` and ``time:timestamp`` as the standard has them, everything else under its own name."""

    name: ClassVar[str] = "xes"
    suffixes: ClassVar[tuple[str, ...]] = (".xes",)
    by_customer: ClassVar[bool] = True

    def write(self, events: Iterator[pa.Table], out: BinaryIO) -> None:
        with etree.xmlfile(out, encoding="utf-8") as file:
            file.write_declaration()
            with file.element("log", {"xes.version": "1849-2016", "xes.features": ""}):
                for name, prefix, uri in _EXTENSIONS:
                    file.write(etree.Element("extension", name=name, prefix=prefix, uri=uri))
                for trace in _traces(events):
                    file.write(trace)


def _traces(events: Iterator[pa.Table]) -> Iterator[Any]:
    trace: Any = None
    customer: str | None = None
    for table in events:
        for row in table.to_pylist():
            if trace is None or row["customer"] != customer:
                if trace is not None:
                    yield trace
                customer, trace = row["customer"], etree.Element("trace")
                _attribute(trace, "concept:name", customer)
            _event(trace, row)
    if trace is not None:
        yield trace


def _event(trace: Any, row: dict[str, Any]) -> None:
    event = etree.SubElement(trace, "event")
    _attribute(event, "concept:name", row["name"])
    etree.SubElement(event, "date", key="time:timestamp", value=stamp(row["time"]))
    for role in _ROLES:
        _attribute(event, role, row[role])
    taken = {"concept:name", "time:timestamp", *_ROLES}
    for name, value in json.loads(row["properties"]).items():
        _attribute(event, f"property:{name}" if name in taken else name, value)


def _attribute(element: Any, key: str, value: Any) -> None:
    if value is None:
        return
    kind, text = "string", str(value)
    if isinstance(value, bool):
        kind, text = "boolean", "true" if value else "false"
    elif isinstance(value, int):
        kind = "int"
    elif isinstance(value, float):
        kind, text = "float", repr(value)
    etree.SubElement(element, kind, key=_sound(key), value=_sound(text))


def _sound(text: str) -> str:
    """``text`` without the characters that XML 1.0 has no way to write."""
    return _NO_XML.sub("\ufffd", text)
