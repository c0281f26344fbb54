"""What is promised of every engine, on real clusters: the answers of threads, whatever happens to a worker."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from tests.cluster.conftest import Cluster
from tests.cluster.processes import until
from tests.cluster.slow import Slow
from tests.engines_asked import RANGES, asked, questions, same

from footpath.analyses.transitions import Transitions
from footpath.store.engines import _job
from footpath.store.engines._engine import EngineError
from footpath.store.engines.spark import Spark
from footpath.store.segment import Damaged
from footpath.workspace import Cancelled, Workspace

pytestmark = pytest.mark.cluster


def slowly(marks: Path) -> Slow:
    return Slow.model_validate({**Slow.example, "marks": str(marks)})


@questions("everybody", "a breakdown of some")
def test_gives_the_answer_of_threads(workspace: Workspace, cluster: Cluster, name: str, scope: str) -> None:
    same(asked(workspace, name, scope, engine=cluster.engine), asked(workspace, name, scope))


def test_compares(workspace: Workspace, cluster: Cluster) -> None:
    found = asked(workspace, "funnel", "a comparison", engine=cluster.engine)
    same(found, asked(workspace, "funnel", "a comparison"))


def test_reads_segments_of_an_object_store(workspace: Workspace, cluster: Cluster, tmp_path: Path) -> None:
    for place, scope in enumerate(("everybody", "a breakdown of some")):
        engine = cluster.engine.model_copy(update={"segments": f"file://{tmp_path}/bucket/{place}"})
        same(asked(workspace, "funnel", scope, engine=engine), asked(workspace, "funnel", scope))
    there = tmp_path / "bucket" / "broken"
    workspace.publish(f"file://{there}")
    broken = sorted(there.iterdir())[-1]
    content = bytearray(broken.read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(content)  # no worker reads the workspace's own, which is whole
    with pytest.raises(Damaged, match=f"{broken.name} at .* is not what it was when it was published"):
        asked(
            workspace, "funnel", "everybody", engine=cluster.engine.model_copy(update={"segments": f"file://{there}"})
        )


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(
    workspace: Workspace, cluster: Cluster, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(workspace.run, slowly(tmp_path), engine=cluster.engine)
        until(lambda: len({mark.name.split("-")[0] for mark in tmp_path.iterdir()}) == 2, "a fold on each worker")
        assert not asking.done()
        cluster.replace_worker()
        assert not asking.done(), "too late: nothing was lost"
        same(asking.result().to_dict(), asked(workspace, "attribution", "everybody"))


def test_a_question_that_nobody_waits_for_ends(workspace: Workspace, cluster: Cluster, tmp_path: Path) -> None:
    def begun() -> int:
        return len([*tmp_path.iterdir()])

    with pytest.raises(Cancelled):
        workspace.run(slowly(tmp_path), engine=cluster.engine, cancelled=lambda: begun() > 0)
    at_once = begun()
    same(
        asked(workspace, "transitions", "everybody", engine=cluster.engine),
        asked(workspace, "transitions", "everybody"),
    )
    assert 0 < begun() <= at_once + len(cluster.workers) < RANGES


def test_a_fault_of_a_fold_arrives_as_what_it_is(workspace: Workspace, cluster: Cluster, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    with pytest.raises(FileNotFoundError, match="nowhere"):
        workspace.run(slowly(nowhere), engine=cluster.engine)


def test_another_version_is_said(workspace: Workspace, cluster: Cluster) -> None:
    with (
        patch.object(_job, "__version__", "0.0.0"),
        patch("footpath.store.engines.dask.__version__", "0.0.0"),
        pytest.raises(EngineError, match=r"has Footpath .*, but the question comes from 0\.0\.0"),
    ):
        workspace.run(Transitions(), engine=cluster.engine)


def test_the_command_line_asks_it(workspace: Workspace, cluster: Cluster) -> None:
    engine: Any = cluster.engine
    command = [sys.executable, "-m", "footpath", "transitions", "--json", "-w", str(workspace.root)]
    asking = [*command, "--engine", engine.name, "--scheduler", engine.scheduler]
    done = subprocess.run(asking, capture_output=True, check=True)
    same(json.loads(done.stdout), json.loads(json.dumps(workspace.run(Transitions()).to_dict())))


def test_a_process_has_one_spark(workspace: Workspace, spark_cluster: Cluster) -> None:
    workspace.run(Transitions(), engine=spark_cluster.engine)
    with pytest.raises(EngineError, match="cannot ask spark://elsewhere:7077 too"):
        workspace.run(Transitions(), engine=Spark(scheduler="spark://elsewhere:7077"))
