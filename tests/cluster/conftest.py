"""A Dask and a Spark cluster of this machine: a scheduler and two worker processes each."""

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from tests.cluster.processes import free_port, kill, started, until
from tests.engines_asked import shop

from footpath.store.engines._engine import Engine
from footpath.store.engines.dask import Dask
from footpath.store.engines.spark import Spark
from footpath.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
#: Of the four processors that the workers say they have, a question takes two: another one may be asked beside it.
SPARK_DEFAULTS = """\
spark.ui.enabled false
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.driver.memory 512m
spark.executor.memory 512m
spark.cores.max 2
"""


@dataclass
class Cluster:
    """A running scheduler and its workers."""

    engine: Engine
    start_worker: Callable[[], Popen[bytes]]
    workers: list[Popen[bytes]]

    def replace_worker(self) -> None:
        """Kill a worker, with what it is doing; another one comes instead of it."""
        kill(self.workers.pop(0))
        self.workers.append(self.start_worker())


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with shop(tmp_path_factory.mktemp("shop") / "ws") as made:
        yield made


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Popen[bytes]]]:
    """Starts a program of a cluster; all end with the session."""
    logs = tmp_path_factory.mktemp("logs")
    with ExitStack() as running:

        def start(*command: str, **environment: str) -> Popen[bytes]:
            log = logs / f"{len([*logs.iterdir()])}.log"
            return running.enter_context(started(command, log, {"PYTHONPATH": str(ROOT), **environment}))

        yield start


@pytest.fixture(scope="session", params=["dask", "spark"])
def cluster(request: pytest.FixtureRequest) -> Cluster:
    made: Cluster = request.getfixturevalue(f"{request.param}_cluster")
    return made


@pytest.fixture(scope="session")
def dask_scheduler(start: Callable[..., Popen[bytes]]) -> str:
    port = free_port()
    start(*_dask("scheduler"), "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    until(lambda: listens(port), "the Dask scheduler")
    return f"tcp://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def dask_cluster(dask_scheduler: str, start: Callable[..., Popen[bytes]], tmp_path_factory: Any) -> Cluster:
    folder = str(tmp_path_factory.mktemp("dask"))

    def worker() -> Popen[bytes]:
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder)
        own = str(tmp_path_factory.mktemp("copies"))
        return start(*_dask("worker"), dask_scheduler, *options, FOOTPATH_CACHE=own)

    return Cluster(Dask(scheduler=dask_scheduler, timeout=60), worker, [worker() for _ in range(WORKERS)])


@pytest.fixture(scope="session")
def spark_cluster(start: Callable[..., Popen[bytes]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pyspark = pytest.importorskip("pyspark")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        sentence = "Spark needs Java 17: apt-get install openjdk-17-jre-headless."
        if os.environ.get("REQUIRE_JAVA") == "1":
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)
    settings, home, port = tmp_path_factory.mktemp("spark"), Path(pyspark.__file__).parent, free_port()
    (settings / "spark-defaults.conf").write_text(SPARK_DEFAULTS)
    environment = {
        "SPARK_CONF_DIR": str(settings),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "PYSPARK_PYTHON": sys.executable,
        "FOOTPATH_CACHE": str(settings / "copies"),
    }

    def java(name: str, *options: str) -> Popen[bytes]:
        main = f"org.apache.spark.deploy.{name}"
        common = ("--host", "127.0.0.1", "--webui-port", "0")
        return start(str(home / "bin" / "spark-class"), main, *common, *options, **environment)

    def worker() -> Popen[bytes]:
        folder = tmp_path_factory.mktemp("worker")
        address = f"spark://127.0.0.1:{port}"
        return java("worker.Worker", "--cores", "2", "--memory", "2g", "--work-dir", str(folder), address)

    java("master.Master", "--port", str(port))
    until(lambda: listens(port), "the Spark master")
    with pytest.MonkeyPatch.context() as patched:
        for name, value in environment.items():
            patched.setenv(name, value)
        patched.setenv("PYTHONPATH", str(ROOT))
        engine = Spark(scheduler=f"spark://127.0.0.1:{port}", timeout=90)
        yield Cluster(engine, worker, [worker() for _ in range(WORKERS)])
        if running := pyspark.SparkContext._active_spark_context:
            running.stop()


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _dask(program: str) -> tuple[str, ...]:
    return sys.executable, "-m", f"distributed.cli.dask_{program}"
