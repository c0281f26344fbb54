"""Runs of ids: few are left and few rows are rewritten, however many batches come; repeats are still known."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from footpath.store import settle as settling
from footpath.store.ids import Ordinals
from footpath.store.settle import settle
from footpath.store.store import Store

BATCHES = 64


def row(at: int) -> dict[str, Any]:
    return {"customer": f"c{at % 7}", "time": at, "name": "Seen", "actor": "customer"}


def test_runs_stay_few_and_each_id_is_rewritten_a_few_times(
    new_store: Callable[[], Store], tables: Callable[[Any], Any]
) -> None:
    store, ordinals, written = new_store(), Ordinals(), 0

    def counted(path: Any, run: Any) -> Any:
        nonlocal written
        written += len(run)
        return write(path, run)

    write = settling.write_run
    with patch.object(settling, "write_run", counted):
        for batch in range(BATCHES):
            settle(store, 1, 0, *tables([row(batch * 10 + at) for at in range(10)]), ordinals)
    live = store.snapshot().manifest.ids
    assert sum(run.rows for run in live) == BATCHES * 10
    assert len(live) <= 3 * 3 + 1  # three of a size, and log4(64) sizes
    assert written <= BATCHES * 10 * 4  # once when it comes, once for each size
    assert ordinals.files >= {run.file for run in live}
    again = settle(store, 1, 0, *tables([row(at) for at in range(BATCHES * 10)]), Ordinals())
    assert again.skipped == BATCHES * 10
    assert store.snapshot().manifest.state.arrival == BATCHES * 10
