"""The records database: its migrations make the tables that the code knows, and transactions are whole."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from footpath.records import tables
from footpath.records.database import METADATA, MIGRATIONS, Database, newest_revision


@pytest.fixture
def database(tmp_path: Path):
    made = Database(f"sqlite:///{tmp_path / 'records.db'}")
    yield made
    made.close()


def test_the_newest_revision_is_the_head_of_the_migrations():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_an_empty_database_has_no_revision_and_a_migrated_one_the_newest(database: Database):
    assert database.revision() is None
    database.migrate()
    assert database.revision() == newest_revision()


def test_the_migrations_make_the_tables_of_the_code(database: Database):
    database.migrate()
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_migrating_again_changes_nothing(database: Database):
    database.migrate()
    with database.transaction() as connection:
        connection.execute(sa.insert(tables.setting), {"key": "name", "value": "Ścieżka"})
    database.migrate()
    with database.reading() as connection:
        assert connection.execute(sa.select(tables.setting.c.value)).scalar() == "Ścieżka"


def test_a_transaction_that_fails_leaves_nothing_not_even_a_table(database: Database):
    database.migrate()
    with pytest.raises(sa.exc.OperationalError, match="no_such"), database.transaction() as connection:
        _write_and_fail(connection)
    with database.reading() as connection:
        assert connection.execute(sa.select(tables.setting)).all() == []
        assert not sa.inspect(connection).has_table("half")


def _write_and_fail(connection: sa.Connection) -> None:
    connection.execute(sa.insert(tables.setting), {"key": "name", "value": "x"})
    connection.exec_driver_sql("CREATE TABLE half (a INTEGER)")
    connection.exec_driver_sql("DROP TABLE no_such")
