"""XES: logs of processes (IEEE 1849). One row an event; attributes of its trace stand in columns ``case:<key>``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from lxml import etree

from footpath.collecting.importers._importer import NOTHING_GIVEN, Given, Importer, Layout, RawBatch, Unreadable
from footpath.collecting.importers._rows import Rows
from footpath.collecting.importers._stream import Stream, head
from footpath.vocabulary.said import say

#: A log whose next event does not come within so many bytes is none.
MAX_GAP = 16 << 20
#: Events of one trace that are held until its end, where attributes of the trace may still come.
_TRACE_ROWS = 100_000
_CASE = "case:"


class Xes(Importer):
    """Read without entities, without network, and with libxml2's own limits on depth and length."""

    name: ClassVar[str] = "xes"
    suffixes: ClassVar[tuple[str, ...]] = (".xes", ".xml")

    def recognises(self, path: Path, head: bytes) -> bool:
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].replace(b"\0", b"")
        return start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff<"))

    def layout(self, path: Path, given: Given = NOTHING_GIVEN) -> Layout:
        first = head(path).replace(b"\0", b"")
        if b"<!DOCTYPE" in first or b"<!ENTITY" in first:
            raise Unreadable(say("file.xml_entities", file=path.name))
        if b"<log" not in first and b":log" not in first:
            raise Unreadable(say("file.no_xes", file=path.name))
        return Layout(importer=self.name, encoding="utf-8", separator="")

    def read(self, path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
        rows = Rows(path.name, batch_rows)
        with Stream(path) as stream:
            try:
                for number, row in enumerate(_events(_Watched(stream)), 1):
                    rows.add(number, row)
                    if rows.full:
                        yield rows.batch(stream.bytes_read)
            except etree.XMLSyntaxError as fault:
                raise Unreadable(say("file.bad_xml", file=path.name, fault=str(fault))) from fault
            if rows:
                yield rows.batch(stream.bytes_read)


class _Watched:
    """The stream as the parser reads it; ends the reading when no event has come for MAX_GAP bytes."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.gap = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.gap += len(data)
        if self.gap > MAX_GAP:
            name = self._stream.path.name
            raise Unreadable(say("file.no_events_in_xml", file=name, megabytes=MAX_GAP >> 20))
        return data


def _events(source: _Watched) -> Iterator[dict[str, str | None]]:
    """Rows in the order of the log. Memory: one trace, 100,000 events of it at most."""
    parser = etree.iterparse(
        source, events=("end",), tag=("{*}event", "{*}trace"),
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True,
    )  # fmt: skip
    waiting: list[dict[str, str | None]] = []
    for _, element in parser:
        source.gap = 0
        trace: Any = element
        if element.tag.endswith("event"):
            row = {child.get("key"): child.get("value") for child in element if child.get("key")}
            waiting.append(row)
            trace = element.getparent()
            element.clear()
            if len(waiting) < _TRACE_ROWS and trace is not None and trace.tag.endswith("trace"):
                continue
        case = {_CASE + child.get("key"): child.get("value") for child in trace if _is_attribute(child, trace)}
        for row in waiting:
            row.update(case)
            yield row
        waiting = []
        _forget(trace, element)


def _is_attribute(child: Any, trace: Any) -> bool:
    return trace.tag.endswith("trace") and child.get("key") is not None and not child.tag.endswith("event")


def _forget(trace: Any, element: Any) -> None:
    """Frees what is done with: the whole trace at its end, else its events so far."""
    if element is trace:
        trace.clear()
        log = trace.getparent()
        while log is not None and trace.getprevious() is not None:
            del log[0]
    elif trace is not None:
        for done in [child for child in trace if child.tag.endswith("event")][:-1]:
            trace.remove(done)
