"""XES: traces and their attributes."""

from pathlib import Path

import pyarrow as pa

from footpath.collecting.importers.xes import Xes

LOG = """<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">
<global scope="event"><string key="concept:name" value="?"/></global>
<trace><string key="concept:name" value="one"/>
  <event><string key="concept:name" value="a"/><int key="n" value="1"/>
    <list key="l"><string key="x" value="y"/></list></event>
  <event><string key="concept:name" value="b"/></event>
  <string key="late" value="yes"/></trace>
<trace><string key="concept:name" value="two"/><event><string key="concept:name" value=""/></event></trace>
<trace><string key="concept:name" value="empty"/></trace></log>"""


def read(path: Path, batch_rows: int) -> list[dict[str, str]]:
    importer = Xes()
    tables: list[pa.Table] = [raw.table for raw in importer.read(path, importer.layout(path), batch_rows=batch_rows)]
    return [{k: v for k, v in row.items() if v is not None} for table in tables for row in table.to_pylist()]


def test_attributes_of_the_trace_stand_with_each_event(tmp_path: Path) -> None:
    path = tmp_path / "a.xes"
    path.write_text(LOG)
    expected = [
        {"concept:name": "a", "n": "1", "case:concept:name": "one", "case:late": "yes"},
        {"concept:name": "b", "case:concept:name": "one", "case:late": "yes"},
        {"case:concept:name": "two"},
    ]
    assert read(path, 100) == expected
    assert read(path, 1) == expected
