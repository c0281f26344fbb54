"""What every engine on the shelf promises. Here without a cluster; `make test-cluster` asks the same of real ones."""

import inspect
import pickle
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from tests.engines_asked import asked, questions, same, shop

import footpath
from footpath.shelf import items
from footpath.store.engines import _job
from footpath.store.engines._engine import Engine, EngineError
from footpath.store.engines._job import Job
from footpath.store.engines.threads import Threads
from footpath.store.segment import Damaged
from footpath.store.snapshot import ranges, segments_at
from footpath.store.source import source_of
from footpath.workspace import Cancelled, Workspace, engine_of

SHELF = items("footpath.store.engines", Engine)
EVERY = pytest.mark.parametrize("engine", SHELF.values(), ids=SHELF)
PAGE = (Path(__file__).parent.parent / "docs" / "engines.md").read_text()


class Alone(Engine):
    """One range after the other, in this thread: what the engines have to equal."""

    name: ClassVar[str] = "alone"
    example: ClassVar[dict[str, Any]] = {}

    def run(self, analysis: Any, frame: Any, source: Any, go_on: Any) -> Any:
        total = analysis.zero(frame)
        for part in source.ranges:
            total = total + analysis.fold(source.block(part, frame), frame)
        return total


class Sent(Engine):
    """A cluster as a job sees it: it is sent, its pieces are folded, their partial answers are sent back."""

    name: ClassVar[str] = "sent"
    example: ClassVar[dict[str, Any]] = {}

    def run(self, analysis: Any, frame: Any, source: Any, go_on: Any) -> Any:
        arrived = pickle.loads(pickle.dumps(Job(analysis, frame, source)))
        total = analysis.zero(frame)
        for piece in arrived.pieces():
            go_on()
            total = total + pickle.loads(pickle.dumps(arrived.fold(piece)))
        return total


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with shop(tmp_path_factory.mktemp("engines") / "ws") as made:
        yield made


@questions()
@pytest.mark.parametrize("engine", [Threads(), Threads(workers=3), Sent()], ids=["threads", "three threads", "sent"])
def test_gives_the_answer_of_one_range_after_the_other(
    workspace: Workspace, engine: Engine, name: str, scope: str
) -> None:
    same(asked(workspace, name, scope, engine=engine), asked(workspace, name, scope, engine=Alone()))


@EVERY
def test_is_documented(engine: type[Engine]) -> None:
    assert inspect.getdoc(engine)
    assert inspect.getdoc(inspect.getmodule(engine))
    assert engine.model_validate(engine.example)
    assert all(field.description for field in engine.model_fields.values())
    assert f"`{engine.name}`" in PAGE
    assert all(f"`{parameter}`" in PAGE for parameter in engine.model_fields)


@EVERY
def test_nothing_is_begun_where_nobody_waits(workspace: Workspace, engine: type[Engine]) -> None:
    with pytest.raises(Cancelled):
        workspace.run(footpath.Transitions(), engine=engine.model_validate(engine.example), cancelled=lambda: True)


@pytest.mark.parametrize(
    ("name", "package", "extra"), [("dask", "distributed", "cluster"), ("spark", "pyspark", "spark")]
)
def test_what_is_not_installed_is_said(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineError, match=rf"not installed.*footpath\[{extra}\]"):
        workspace.run(footpath.Transitions(), engine=SHELF[name].model_validate(SHELF[name].example))


def test_what_is_sent_is_small(workspace: Workspace) -> None:
    """References and look-up tables: neither events nor the dictionaries of columns that are not read."""
    sent: list[int] = []

    class Weighed(Sent):
        def run(self, analysis: Any, frame: Any, source: Any, go_on: Any) -> Any:
            assert {dimension.column for dimension in frame.properties._dimensions.values()} <= {*source.columns}
            sent.append(len(pickle.dumps(Job(analysis, frame, source))))
            return super().run(analysis, frame, source, go_on)

    workspace.run(footpath.Transitions(), engine=Weighed())
    stored = sum(path.stat().st_size for path in (workspace.root / "segments").iterdir())
    assert 0 < sent[0] < stored / 20


def test_another_version_of_footpath_does_not_answer(workspace: Workspace) -> None:
    with patch.object(_job, "__version__", "0.0.0"):
        sent = pickle.dumps(Job(footpath.Transitions(), None, source_of(workspace._store.snapshot(), ("kind",))))
    with pytest.raises(EngineError, match=f"has Footpath {footpath.__version__}, but the question comes from 0.0.0"):
        pickle.loads(sent)


def test_a_machine_that_does_not_see_the_files_says_so(workspace: Workspace, tmp_path: Path) -> None:
    """Not `footpath rebuild`: nothing is wrong with the store."""
    first, *_ = ranges(workspace._store.snapshot().manifest)
    with pytest.raises(Damaged, match="does not see .*not mounted"):
        segments_at(str(tmp_path / "not mounted")).merged(first)


@pytest.mark.parametrize("count", [0, 1, 17, 1_999, 2_000, 2_001, 100_000])
def test_pieces_cover_every_range_once_and_are_few(workspace: Workspace, count: int) -> None:
    source = source_of(workspace._store.snapshot(), ("kind",))
    pieces = Job(footpath.Transitions(), None, replace(source, ranges=source.ranges[:1] * count)).pieces()
    assert [place for low, high in pieces for place in range(low, high)] == [*range(count)]
    assert len(pieces) == min(count, _job.MOST_PIECES)


def test_the_environment_names_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine_of() == Threads()
    monkeypatch.setenv("FOOTPATH_ENGINE", "dask")
    with pytest.raises(EngineError, match="needs the address of its scheduler.*FOOTPATH_SCHEDULER"):
        engine_of()
    monkeypatch.setenv("FOOTPATH_SCHEDULER", "tcp://10.0.0.5:8786")
    assert engine_of() == footpath.Dask(scheduler="tcp://10.0.0.5:8786")
    assert engine_of("spark", "spark://10.0.0.5:7077") == footpath.Spark(scheduler="spark://10.0.0.5:7077")
    assert engine_of("threads") == Threads()


def test_an_engine_that_is_not_there_and_a_scheduler_too_many_are_said() -> None:
    with pytest.raises(EngineError, match="no engine called flink.*dask, spark, threads"):
        engine_of("flink")
    with pytest.raises(EngineError, match="threads has no scheduler"):
        engine_of("threads", "tcp://10.0.0.5:8786")
