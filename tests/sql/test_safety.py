"""A question reads the tables and nothing else: each of these was an attempt at more."""

from pathlib import Path

import pytest

from footpath.sql.check import check
from footpath.sql.faults import SqlError
from footpath.workspace import Workspace

WRITES = [
    "CREATE TABLE a (i INTEGER)",
    "CREATE OR REPLACE VIEW events AS SELECT 1",
    "CREATE MACRO f(x) AS x",
    "INSERT INTO events VALUES (1)",
    "UPDATE events SET name = 'x'",
    "DELETE FROM events",
    "DELETE FROM events RETURNING *",
    "WITH x AS (INSERT INTO events VALUES (1) RETURNING *) FROM x",
    "WITH x AS (DELETE FROM events RETURNING *) FROM x",
    "WITH x AS (UPDATE events SET name = 'y' RETURNING *) FROM x",
    "DROP VIEW events",
    "ALTER VIEW events RENAME TO other",
    "TRUNCATE events",
    "MERGE INTO events USING log ON true WHEN MATCHED THEN DELETE",
    "COPY events TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.parquet'",
    "COPY events FROM '{file}'",
    "EXPORT DATABASE '{folder}/all'",
    "IMPORT DATABASE '{folder}/all'",
    "ATTACH '{folder}/other.db'",
    "DETACH memory",
    "USE memory.main",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL httpfs FROM community",
    "SET threads = 64",
    "SET memory_limit = '100GB'",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET VARIABLE x = 1",
    "RESET ALL",
    "PRAGMA database_list",
    "PRAGMA enable_profiling",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "COMMIT",
    "PREPARE q AS SELECT 1",
    "EXECUTE q",
    "DEALLOCATE q",
    "SHOW DATABASES",
    "SHOW ALL TABLES",
    "CREATE SECRET s (TYPE s3)",
    "COMMENT ON VIEW events IS 'x'",
    "EXPLAIN COPY events TO '{folder}/out.csv'",
    "EXPLAIN ANALYZE DELETE FROM events",
    "EXPLAIN EXPLAIN SELECT 1",
    "/* a */ EXPLAIN -- b\n CREATE TABLE a (i INTEGER)",
    "PIVOT events ON name USING count(*)",
]

ROWS_FROM_ELSEWHERE = [
    "FROM read_csv('{file}')",
    "FROM read_csv_auto('{file}')",
    "FROM read_text('{file}')",
    "FROM read_blob('{file}')",
    "FROM read_json('{file}')",
    "FROM read_json_objects('{file}')",
    "FROM read_parquet('{folder}/log/*.parquet')",
    "FROM parquet_scan('{folder}/log/*.parquet')",
    "FROM parquet_metadata('{file}')",
    "FROM sniff_csv('{file}')",
    "FROM glob('{folder}/*')",
    "FROM read_csv('https://example.org/a.csv')",
    "FROM \"READ_CSV\"('{file}')",
    "FROM main.read_csv('{file}')",
    "FROM system.main.read_text('{file}')",
    "FROM '{file}'",
    'FROM "{file}"',
    "FROM 's3://bucket/a.parquet'",
    "SELECT (SELECT max(content) FROM read_text('{file}'))",
    "SELECT * FROM events WHERE key IN (SELECT content FROM read_text('{file}'))",
    "WITH a AS (FROM read_text('{file}')) FROM a",
    "SELECT 1 UNION ALL SELECT content FROM read_text('{file}')",
    "FROM events, LATERAL (FROM read_text(key))",
    "DESCRIBE FROM read_csv('{file}')",
    "SUMMARIZE FROM read_csv('{file}')",
    "EXPLAIN FROM read_csv('{file}')",
    "FROM query('SELECT 1')",
    "FROM query_table('events')",
    "FROM json_execute_serialized_sql('{{}}')",
    "FROM arrow_scan(1, 2, 3)",
    "FROM python_arrow_scan(1)",
    "FROM pandas_scan(1)",
    "FROM seq_scan('events')",
    "FROM duckdb_settings()",
    "FROM duckdb_settings",
    "FROM duckdb_secrets()",
    "FROM duckdb_extensions()",
    "FROM duckdb_views()",
    "FROM duckdb_temporary_files()",
    "FROM pragma_database_list",
    "FROM sqlite_master",
    "FROM information_schema.tables",
    "FROM pg_catalog.pg_tables",
    "FROM enable_logging()",
    "FROM checkpoint()",
    "FROM which_secret('s3://a', 's3')",
    "FROM (SELECT 1 AS os) AS a, os",
    # A name given by WITH holds where it was given, not beside it.
    "FROM (WITH duckdb_settings AS (SELECT 1) FROM duckdb_settings) AS a, duckdb_settings AS b",
]

FUNCTIONS_THAT_LOOK_BESIDE = [
    "SELECT current_setting('temp_directory')",
    "SELECT getenv('HOME')",
    "SELECT getvariable('x')",
    "SELECT nextval('s')",
    "SELECT write_log('x')",
    "SELECT pg_sleep(100)",
    "SELECT sleep_ms(100)",
    "SELECT \"GETENV\"('HOME')",
    "SELECT main.getenv('HOME')",
    "SELECT list_transform(['HOME'], lambda x: getenv(x))",
]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.csv"
    file.write_text("word\nswordfish\n")
    return file


def ask(workspace: Workspace, query: str, secret: Path) -> str:
    """The sentence of the refusal."""
    with pytest.raises(SqlError) as refused:
        workspace.sql(query.format(file=secret, folder=secret.parent), time_limit=20)
    return str(refused.value)


@pytest.mark.parametrize("query", WRITES)
def test_only_questions_that_read_are_answered(workspace: Workspace, query: str, secret: Path) -> None:
    before = sorted(secret.parent.iterdir())
    sentence = ask(workspace, query, secret)
    assert "SELECT" in sentence or "cannot be used here" in sentence or "Line " in sentence
    assert sorted(secret.parent.iterdir()) == before
    assert workspace.sql("SELECT count(*) AS n FROM events").rows[0]["n"] == workspace.status()["events"]


@pytest.mark.parametrize("query", ROWS_FROM_ELSEWHERE)
def test_only_the_tables_of_the_workspace_are_read(workspace: Workspace, query: str, secret: Path) -> None:
    sentence = ask(workspace, query, secret)
    assert "There is no table" in sentence or "cannot be used here" in sentence
    assert "swordfish" not in sentence


@pytest.mark.parametrize("query", FUNCTIONS_THAT_LOOK_BESIDE)
def test_functions_see_their_arguments_alone(workspace: Workspace, query: str, secret: Path) -> None:
    assert "cannot be used here" in ask(workspace, query, secret)


def test_the_engine_is_shut_off_by_itself(workspace: Workspace, secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the check stands a lock: what the check lets through by mistake meets no file and no setting."""
    from footpath.sql import engine

    monkeypatch.setattr(engine, "check", lambda connection, text, tables: engine.Checked(text, text, frozenset()))
    folder = secret.parent
    for query in (
        f"SELECT * FROM read_csv('{secret}')",
        f"SELECT * FROM read_text('{secret}')",
        f"SELECT * FROM '{secret}'",
        f"SELECT * FROM glob('{folder}/*')",
        f"COPY (SELECT 1) TO '{folder}/out.csv'",
        f"ATTACH '{folder}/other.db'",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
        "INSTALL httpfs",
        "LOAD httpfs",
    ):
        with pytest.raises(SqlError) as refused:
            workspace.sql(query, time_limit=20)
        assert "swordfish" not in str(refused.value)
    assert [path.name for path in folder.iterdir()] == [secret.name]


def test_variables_of_the_program_are_no_tables(workspace: Workspace) -> None:
    import pyarrow as pa

    inside = pa.table({"a": [1]})
    with pytest.raises(SqlError, match="There is no table inside"):
        workspace.sql("FROM inside")
    assert inside.num_rows == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1",
        "select 1;",
        "-- a comment\nSELECT 1",
        "VALUES (1), (2)",
        "TABLE stages",
        "FROM stages",
        "FROM main.stages",
        "DESCRIBE events",
        "DESCRIBE SELECT name FROM events",
        "SUMMARIZE stages",
        "SHOW TABLES",
        "EXPLAIN SELECT count(*) FROM events",
        "EXPLAIN ANALYZE SELECT count(*) FROM stages",
        "EXPLAIN (FORMAT json) FROM stages",
        "EXPLAIN (SELECT 1)",
        "WITH a AS (FROM stages) SELECT count(*) FROM a",
        "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t WHERE x < 5) FROM t",
        "SELECT * FROM range(3) UNION ALL BY NAME SELECT 1 AS range EXCEPT SELECT 2",
        "SELECT DISTINCT ON (name) * EXCLUDE (place) FROM stages ORDER BY ALL LIMIT 10% OFFSET 1",
        "SELECT row_number() OVER (PARTITION BY stage ORDER BY name) FROM touchpoints QUALIFY true",
        "FROM touchpoints PIVOT (count(*) FOR channel IN ('web', 'app'))",
        "UNPIVOT stages ON id, name INTO NAME n VALUE v",
        "FROM stages, LATERAL (SELECT stages.place + 1)",
        "FROM stages AS a ASOF JOIN stages AS b ON a.place >= b.place",
        "SELECT [x + 1 FOR x IN [1, 2]], {'a': 1}, map {1: 2}, (1, 2), INTERVAL 1 DAY, 1 BETWEEN 0 AND 2",
        "SELECT count(*) FILTER (WHERE place > 1), list(name ORDER BY place) FROM stages GROUP BY CUBE (id)",
        "SELECT unnest([1, 2]), COLUMNS('na.*') FROM stages",
        "FROM json_each('{\"a\": 1}')",
        "FROM events TABLESAMPLE 10 ROWS",
        "SELECT read_csv FROM (SELECT 1 AS read_csv)",
        "WITH events AS (SELECT 1 AS one) SELECT one FROM events",
    ],
)
def test_what_reads_is_answered(workspace: Workspace, query: str) -> None:
    assert workspace.sql(query).heads


def test_the_check_names_the_tables_that_are_read(workspace: Workspace) -> None:
    import duckdb

    with duckdb.connect() as connection:
        asked = "WITH stages AS (FROM kinds) SELECT * FROM stages, (SELECT count(*) FROM main.LOG)"
        assert check(connection, asked, ["kinds", "stages", "log"]).tables == {"kinds", "log"}


def test_nothing_is_left_on_the_disk(workspace: Workspace) -> None:
    workspace.sql("SELECT * FROM events ORDER BY random()", memory="80MB")
    assert list((workspace.root / "spill").iterdir()) == []
