"""``footpath sql``."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

COUNT = "SELECT name, count(*) AS n, sum(value) AS value FROM events GROUP BY ALL ORDER BY n DESC, name"
ENDLESS = "SELECT count(*) FROM range(1000000000) AS a, range(1000000) AS b WHERE a.range + b.range = 7"


def test_a_table_is_shown(run: Any, shop: Path) -> None:
    done = run("sql", COUNT, "-w", shop)
    assert done.code == 0
    assert "Product Viewed" in done.out
    assert "5 rows" in done.out


def test_json_holds_all_rows(run: Any, shop: Path) -> None:
    answer = run("sql", COUNT, "-w", shop, "--json", "--rows", 1).json
    assert answer["schema"] == 1
    assert answer["heads"] == ["name", "n", "value"]
    assert {row["name"]: row["n"] for row in answer["rows"]} == {
        "Product Viewed": 3, "Order Completed": 2, "Survey Answered": 2, "Ad Clicked": 1, "Call Received": 1,
    }  # fmt: skip
    assert answer["more"] is False


def test_rows_beyond_those_shown_are_told(run: Any, shop: Path) -> None:
    assert "There are more" in run("sql", "FROM events", "-w", shop, "--rows", 2).out


def test_rows_too_wide_for_the_screen_have_a_line_a_column(run: Any, shop: Path) -> None:
    out = run("sql", "SELECT * FROM events ORDER BY arrival LIMIT 2", "-w", shop).out
    assert "row 1" in out
    assert "row 2" in out
    assert any(line.split() == ["channel", "ads"] for line in out.splitlines())


def test_a_file_is_written(run: Any, shop: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    done = run("sql", COUNT, "-w", shop, "--out", target)
    assert (done.code, done.out) == (0, "")
    assert f"5 rows are in {target} (parquet)." in done.err
    assert pq.read_table(target).column_names == ["name", "n", "value"]
    told = run("sql", COUNT, "-w", shop, "--out", tmp_path / "out.csv", "--json").json
    assert told == {"schema": 1, "file": str(tmp_path / "out.csv"), "format": "csv", "rows": 5}


def test_tables_are_listed(run: Any, shop: Path) -> None:
    assert "touchpoints" in run("sql", "--tables", "-w", shop).out
    listed = run("sql", "--tables", "-w", shop, "--json").json["tables"]
    assert {"name": "country", "type": "VARCHAR"} in listed[0]["columns"]


def test_what_is_wrong_is_a_sentence(run: Any, shop: Path, tmp_path: Path) -> None:
    for arguments, code, words in (
        (("SELECT nme FROM stages",), 1, "Line 1, column 8: There is no column nme."),
        (("COPY events TO 'x.csv'",), 1, "Only questions that read are answered"),
        ((ENDLESS, "--time-limit", "0.2"), 1, "It was stopped after"),
        (("SELECT 1", "--memory", "much"), 1, "“much” is no amount of memory"),
        (("SELECT 1", "--out", tmp_path / "answer.doc"), 1, "does not say its format"),
        ((), 2, "Give a question in SQL"),
        (("SELECT 1", "--tables"), 2, "Give a question in SQL"),
    ):
        done = run("sql", *arguments, "-w", shop)
        assert (done.code, done.out) == (code, "")
        assert words in done.err
        assert "Traceback" not in done.err


def test_ctrl_c_stops_it(shop: Path) -> None:
    """As a shell sends it: the signal to the process, while the engine works."""
    script = (
        "import os, signal, threading\n"
        "from footpath.sql import limits\n"
        "look = limits.Watch.look\n"
        "def looking(*given):\n"
        "    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "    look(*given)\n"
        "limits.Watch.look = looking\n"
        "from footpath.cli import main\n"
        "main()\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script, "sql", ENDLESS, "-w", str(shop)],
        capture_output=True, text=True, env=environment, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (128 + signal.SIGINT, "")
    assert "Traceback" not in done.stderr


def test_the_json_is_json(run: Any, shop: Path) -> None:
    out = run("sql", "SELECT 'nan'::DOUBLE AS a, 'żółw' AS b", "-w", shop, "--json").out
    assert json.loads(out)["rows"] == [{"a": None, "b": "żółw"}]
