"""DuckDB's side: a table sorted by customer and time; ``sql/duckdb``."""

from pathlib import Path
from typing import Any

from engine import shapes
from engine.questions import filled

SQL = Path(__file__).parent / "sql" / "duckdb"
MEMORY = "6GB"


class Duck:
    """``folder`` keeps the table; it is filled from the Parquet ``files`` where it is new."""

    def __init__(self, folder: Path, files: Path) -> None:
        import duckdb

        new = not (folder / "filled").exists()
        folder.mkdir(parents=True, exist_ok=True)
        if new:
            (folder / "events.duckdb").unlink(missing_ok=True)
        self._connection = duckdb.connect(str(folder / "events.duckdb"), config={"memory_limit": MEMORY})
        if new:
            names = [str(path) for path in sorted(files.glob("*.parquet"))]
            self._connection.execute((SQL / "table.sql").read_text(), {"files": names})
            self._connection.execute("CHECKPOINT")
            (folder / "filled").touch()

    def variants(self, name: str) -> list[str]:
        return sorted(path.stem for path in SQL.glob(f"{name}*.sql") if path.stem.split(".")[0] == name)

    def ask(self, name: str) -> list[tuple[Any, ...]]:
        """Rows of the answer. ``name``: of a question, or of one of its variants."""
        return self._connection.execute(filled((SQL / f"{name}.sql").read_text())).fetchall()

    def compared(self, name: str, rows: list[tuple[Any, ...]]) -> Any:
        question = name.split(".")[0]
        if question == "paths":
            listed = [(_nodes(path), int(count)) for path, count, *_ in rows]
            return shapes.paths(listed, int(rows[0][2]), int(rows[0][3]))
        return getattr(shapes, question)(rows)


def _nodes(path: int | list[int]) -> list[int]:
    if isinstance(path, list):
        return path
    nodes = []
    while path:
        nodes.append(path % 32)
        path //= 32
    return nodes[::-1]
