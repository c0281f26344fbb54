"""A few events written in the format of each importer."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import quoteattr

import pyarrow as pa
import pyarrow.parquet as pq
from tests.workbook import row, workbook

Row = dict[str, Any]


def _csv(rows: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _jsonl(rows: list[Row]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _parquet(rows: list[Row]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def _xes(rows: list[Row]) -> bytes:
    events = "".join(
        "<trace><event>"
        + "".join(f"<string key={quoteattr(k)} value={quoteattr(str(v))}/>" for k, v in row.items() if v is not None)
        + "</event></trace>"
        for row in rows
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0">{events}</log>'.encode()


def _xlsx(rows: list[Row]) -> bytes:
    lines = [list(rows[0]), *(list(line.values()) for line in rows)]
    return workbook(Events="".join(row(number, *line) for number, line in enumerate(lines, 1)))


def _ocel(rows: list[Row]) -> bytes:
    def attributes(row: Row, *names: str) -> list[Row]:
        return [{"name": name, "value": row[name]} for name in names if row[name] is not None]

    return json.dumps(
        {
            "objectTypes": [{"name": "customer", "attributes": []}],
            "eventTypes": [{"name": name, "attributes": []} for name in sorted({row["event"] for row in rows})],
            "objects": [{"id": who, "type": "customer"} for who in sorted({row["customer"] for row in rows})],
            "events": [
                {
                    "id": f"e{number}",
                    "type": row["event"],
                    "time": row["time"],
                    "attributes": attributes(row, "channel", "amount", "items", "note"),
                    "relationships": [{"objectId": row["customer"], "qualifier": "of"}],
                }
                for number, row in enumerate(rows)
            ],
        },
        ensure_ascii=False,
    ).encode()


WRITERS: dict[str, Callable[[list[Row]], bytes]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "ocel": _ocel,
    "parquet": _parquet,
    "xes": _xes,
    "xlsx": _xlsx,
}
