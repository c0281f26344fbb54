"""A result: the answer of an analysis with its table."""

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa

from footpath.exporting.tables import Format, Written, format_of, stream_table, write_table
from footpath.exporting.whole_file import whole_file

_MOMENTS = ("from", "cohort")  # columns that name calendar periods, where an analysis has such

_MIXED = ("value", "other", "difference")  # columns of a comparison, of every measure


class Result:
    """An answer. ``.table`` works with pandas, Polars and DuckDB (Arrow); ``.to_dict()`` is the JSON answer."""

    def __init__(self, answer: dict[str, Any], rows: list[dict[str, Any]], heads: Sequence[str]) -> None:
        self._answer = answer
        self._rows = rows
        self._heads = list(heads)

    @property
    def heads(self) -> list[str]:
        """Columns of the main table, in order."""
        return self._heads

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the main table."""
        return self._rows

    @property
    def table(self) -> pa.Table:
        """The rows of the answer's main table; its columns also where it has no row."""
        if not self._rows:
            return pa.table({name: pa.nulls(0) for name in self._heads})
        return pa.Table.from_pylist(self._rows)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready values (docs/json.md)."""
        return self._answer

    def to_json(self) -> str:
        return json.dumps(self._answer, ensure_ascii=False)

    def write(self, path: str | Path, file_format: str | None = None) -> Written:
        """Write the table as CSV, XLSX or Parquet, or the answer as JSON: by the suffix, else ``file_format``.

        The file is whole or not there; one that is there is replaced. Unwritable says what hinders.
        """
        target = Path(path)
        chosen = format_of(target, file_format)
        if chosen != "json":
            return write_table(self._as(chosen), target, chosen, self._about())
        with whole_file(target) as part:
            part.write_text(self.to_json(), encoding="utf-8")
        return Written(target.name, chosen, len(self._rows), target.stat().st_size)

    def stream(self, file_format: Format) -> Iterator[bytes]:
        """The bytes of the file that ``write`` makes. What hinders is raised before the first."""
        if file_format == "json":
            return iter([self.to_json().encode()])
        return stream_table(self._as(file_format), file_format, self._about())

    def _as(self, file_format: Format) -> pa.Table:
        """The table as a format has it: periods are dates where it has such, those of hours times in UTC.

        Of a comparison a column holds counts and shares alike: in CSV, where numbers are text, counts stay whole.
        """
        table = self.table
        if file_format == "csv" and "difference" in self._answer:
            for name in _MIXED:
                texts = pa.array([None if row[name] is None else str(row[name]) for row in self._rows], pa.string())
                table = table.set_column(table.column_names.index(name), name, texts)
        for place, name in enumerate(table.column_names):
            if file_format == "csv" or name not in _MOMENTS or not pa.types.is_string(table.schema.types[place]):
                continue
            for kind in (pa.timestamp("s", tz="UTC"), pa.date32()):
                with suppress(pa.ArrowInvalid):
                    table = table.set_column(place, name, table[name].cast(kind))
                    break
        return table

    def _about(self) -> dict[str, Any]:
        """What a reader of the table alone has to know."""
        answer, compared = self._answer, self._answer.get("difference") is not None
        about = {name: answer[name] for name in ("analysis", "definition", "n")}
        if "breakdown" in answer:
            about["breakdown"] = answer["breakdown"]["property"]
        about |= _scope(answer)
        if compared:
            about |= {f"other_{name}": text for name, text in _scope(answer["other"]).items()}
        snapshot = answer["snapshot"]
        about["snapshot"] = (
            f"version {snapshot['version']}, newest event {snapshot['at']}, events {snapshot['events']:,}"
        )
        return about

    def __repr__(self) -> str:
        return f"<{self._answer['analysis']}: n {self._answer['n']:,}, {len(self._rows)} rows>"

    def _repr_html_(self) -> str:
        if not self._rows:
            return f"<p>{html.escape(self._answer['definition'])}</p>"
        names = list(self._rows[0])
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape('' if row[n] is None else str(row[n]))}</td>" for n in names) + "</tr>"
            for row in self._rows
        )
        caption = html.escape(self._answer["definition"])
        return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _scope(answer: Mapping[str, Any]) -> dict[str, str]:
    period = answer["period"]
    begin, end = period["from"] or "the beginning", period["to"] or "the end"
    return {
        "period": f"from {begin} to before {end}, {period['timezone']}",
        "audience": answer["audience"] or "all customers",
        "where": answer["where"] or "all events",
    }
