"""Two heavy questions at once: the server goes on answering others, and holds no more memory than the two need."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.http.server_process import Server, answer_of

from footpath.workspace import Workspace

pytestmark = pytest.mark.nightly

EVENTS, CUSTOMERS, TIMES = 3_000_000, 200_000, 6
SLACK = 64 << 20  #: what the allocator keeps for itself
QUESTION = {"by": "name", "order": 4, "outcome": "Event 7"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("heavy")
    draw = np.random.default_rng(1)
    who, what = draw.integers(0, CUSTOMERS, EVENTS), draw.integers(0, 40, EVENTS)
    names = pa.array([f"Event {i}" for i in range(40)])
    table = {
        "customer": pa.array(who).cast(pa.string()),
        "time": pa.array(draw.integers(0, 90 * 86_400_000, EVENTS) + 1_767_225_600_000, pa.timestamp("ms", "UTC")),
        "event": pa.DictionaryArray.from_arrays(what.astype(np.int32), names).cast(pa.string()),
    }
    pq.write_table(pa.table(table), folder / "events.parquet")
    with Workspace.create(folder / "ws") as workspace:
        workspace.import_files(folder / "events.parquet")
    started = Server(folder / "ws")
    yield started
    started.stop()


class Watch:
    """The most memory that the server holds while a block runs, in bytes."""

    def __init__(self, server: Server) -> None:
        self.process, self.most, self._over = psutil.Process(server.process.pid), 0, threading.Event()
        self._thread = threading.Thread(target=self._look)

    def _look(self) -> None:
        while not self._over.wait(0.005):
            self.most = max(self.most, self.process.memory_info().rss)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._over.set()
        self._thread.join()


def several(server: Server) -> Callable[[], list[Any]]:
    def ask() -> list[Any]:
        return [answer_of(server.client.post("/api/attribution", json=QUESTION)) for _ in range(TIMES)]

    return ask


def test_others_are_answered_meanwhile_and_memory_stays_bounded(server: Server) -> None:
    base = psutil.Process(server.process.pid).memory_info().rss
    with Watch(server) as one:
        expected = several(server)()
    meanwhile = 0
    with ThreadPoolExecutor(2) as pool, Watch(server) as two:
        heavy: list[Future[list[Any]]] = [pool.submit(several(server)) for _ in range(2)]
        while not all(future.done() for future in heavy):
            assert server.get("/api/status")["events"] == EVENTS
            meanwhile += not any(future.done() for future in heavy)
    assert [future.result() for future in heavy] == [expected, expected]
    # Answered while both were at work: more than one for each of their questions.
    assert meanwhile > 2 * TIMES
    assert one.most > base
    assert two.most <= one.most + (one.most - base) + SLACK
