"""The records database: connection, transactions, migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from footpath.records.tables import METADATA

MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """One records database. ``url`` is an SQLAlchemy URL; ``sqlite:///path`` by default."""

    def __init__(self, url: str) -> None:
        if url.startswith("postgresql://"):
            url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
        self.url = url
        self.engine = sa.create_engine(url)
        if self.engine.dialect.name == "sqlite":
            _make_sqlite_safe(self.engine)

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A write transaction: it commits at the end of the block, or nothing of it happened."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A consistent view for reading; on SQLite it takes no write lock."""
        with self.engine.connect().execution_options(footpath_read_only=True) as connection:
            yield connection

    def migrate(self) -> None:
        """Bring the tables to the newest revision."""
        from alembic import command

        with self.engine.connect() as connection:
            config = _alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()

    def revision(self) -> str | None:
        """The revision that the tables are at; None where there are none.

        Asked of Alembic's own table: loading Alembic would double the time of opening a workspace.
        """
        with self.reading() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()

    def close(self) -> None:
        self.engine.dispose()


def newest_revision() -> str:
    """The revision that this version of Footpath writes: migrations are one line, their files numbered along it."""
    return max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def _alembic_config() -> "Config":  # type: ignore[name-defined] # noqa: F821
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _make_sqlite_safe(engine: sa.Engine) -> None:
    """WAL, full durability, foreign keys, and transactions that hold DDL too.

    pysqlite begins transactions late and commits before DDL; handing BEGIN to us closes both gaps.
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection, _record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA busy_timeout = 30000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        read_only = connection.get_execution_options().get("footpath_read_only")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


__all__ = ["METADATA", "Database", "newest_revision"]
