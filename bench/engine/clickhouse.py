"""ClickHouse's side (chdb): MergeTree by customer and time, one part; ``sql/clickhouse``."""

import json
from pathlib import Path
from typing import Any

from engine import shapes
from engine.questions import filled

SQL = Path(__file__).parent / "sql" / "clickhouse"


class ClickHouse:
    """``folder`` keeps the table; it is filled from the Parquet ``files`` where it is new."""

    def __init__(self, folder: Path, files: Path) -> None:
        import chdb.session

        new = not (folder / "filled").exists()
        folder.mkdir(parents=True, exist_ok=True)
        self._session = chdb.session.Session(str(folder))
        self._session.query("CREATE DATABASE IF NOT EXISTS bench")
        self._session.query("USE bench")
        if new:
            self._session.query("DROP TABLE IF EXISTS bench.events")
            self._session.query((SQL / "table.sql").read_text())
            self._session.query(f"INSERT INTO events SELECT * FROM file('{files}/*.parquet', Parquet)")
            self._session.query("OPTIMIZE TABLE events FINAL")
            (folder / "filled").touch()

    def variants(self, name: str) -> list[str]:
        return sorted(path.stem for path in SQL.glob(f"{name}*.sql") if path.stem.split(".")[0] == name)

    def ask(self, name: str) -> list[list[Any]]:
        """Rows of the answer. ``name``: of a question, or of one of its variants."""
        found = str(self._session.query(filled((SQL / f"{name}.sql").read_text()), "JSONCompactEachRow"))
        return [json.loads(line) for line in found.splitlines()]

    def compared(self, name: str, rows: list[list[Any]]) -> Any:
        question = name.split(".")[0]
        if question == "paths":
            return shapes.paths([(path, int(count)) for path, count, *_ in rows], rows[0][2], rows[0][3])
        return getattr(shapes, question)(rows)
