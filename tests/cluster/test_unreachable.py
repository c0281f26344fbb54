"""Clusters that cannot answer: a sentence, within the time that was given."""

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from tests.cluster.conftest import listens
from tests.cluster.processes import free_port, kill, until

from footpath.analyses.transitions import Transitions
from footpath.store.engines._engine import EngineError
from footpath.store.engines.dask import Dask
from footpath.store.engines.spark import Spark
from footpath.workspace import Workspace

pytestmark = pytest.mark.cluster

Start = Callable[..., Popen[bytes]]


@pytest.fixture(autouse=True)
def unconnected(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has not asked Spark yet."""
    monkeypatch.setattr("pyspark.SparkContext._active_spark_context", None)


@pytest.mark.parametrize(
    "engine",
    [
        lambda: Dask(scheduler=f"tcp://127.0.0.1:{free_port()}", timeout=1),
        lambda: Dask(scheduler="what://ever", timeout=1),
        lambda: Spark(scheduler=f"spark://127.0.0.1:{free_port()}", timeout=1),
        lambda: Spark(scheduler="spark://nowhere", timeout=1),
    ],
    ids=["dask", "no address", "spark", "no port"],
)
def test_a_scheduler_that_is_not_there(workspace: Workspace, engine: Callable[[], Any]) -> None:
    asked = engine()
    with pytest.raises(EngineError, match=f"Nobody answered at {asked.scheduler} within 1 s"):
        workspace.run(Transitions(), engine=asked)


def test_java_that_is_not_there(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineError, match="Spark needs Java 17"):
        workspace.run(Transitions(), engine=Spark(scheduler="spark://127.0.0.1:1"))


def test_a_scheduler_without_workers_and_workers_without_footpath(
    workspace: Workspace, start: Start, tmp_path: Path
) -> None:
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    scheduler = start(*dask, "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    until(lambda: listens(port), "the scheduler")
    with pytest.raises(EngineError, match=f"{address} answers, but no worker took the work"):
        workspace.run(Transitions(), engine=Dask(scheduler=address, timeout=1))

    without = "import sys; sys.modules['footpath'] = None; from distributed.cli.dask_worker import main; main()"
    options = ("--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path))
    worker = start(sys.executable, "-c", without, address, *options)
    with pytest.raises(EngineError, match="A worker does not have the Python package footpath"):
        workspace.run(Transitions(), engine=Dask(scheduler=address, timeout=60))
    kill(worker)
    kill(scheduler)
