"""A result: the answer of an analysis with its table."""

import html
import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa


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
