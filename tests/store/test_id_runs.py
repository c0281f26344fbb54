"""Runs of ids: few are left and few rows are rewritten, however many batches come; repeats are still known."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footpath.store import ids
from footpath.store import settle as settling
from footpath.store.ids import Ordinals, open_run, sorted_run, write_run
from footpath.store.settle import settle
from footpath.store.store import Store

BATCHES = 64


def row(at: int) -> dict[str, Any]:
    return {"customer": f"c{at % 7}", "time": at, "name": "Seen", "actor": "customer"}


def test_runs_stay_few_and_each_id_is_rewritten_a_few_times(
    new_store: Callable[[], Store], tables: Callable[[Any], Any]
) -> None:
    store, ordinals, written = new_store(), Ordinals(), 0

    def counted(path: Any, runs: Any) -> Any:
        nonlocal written
        written += sum(map(len, runs))
        return write(path, runs)

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


@settings(max_examples=50, deadline=None)
@given(lengths=st.lists(st.integers(0, 40), min_size=1, max_size=5), seed=st.integers(0, 99), most=st.integers(1, 20))
def test_a_long_merge_is_written_in_parts_that_join_up(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], seed: int, most: int
) -> None:
    random = np.random.default_rng(seed)
    runs = [sorted_run(*random.integers(0, 12, (2, length)).astype(np.uint64)) for length in lengths]
    path = tmp_path_factory.mktemp("ids") / "run.ids"
    with patch.object(ids, "ROWS_IN_MEMORY", most):
        write_run(path, runs)
    found = open_run(path)
    expected = sorted((int(high), int(low)) for run in runs for high, low in zip(run.high, run.low, strict=True))
    assert list(zip(found.high.tolist(), found.low.tolist(), strict=True)) == expected


def test_ids_that_lie_in_files_are_known_as_well() -> None:
    high = np.random.default_rng(1).integers(0, 1 << 60, 4_000).astype(np.uint64)
    with patch.object(ids, "ROWS_IN_MEMORY", 100):
        ordinals, plain = Ordinals(), Ordinals()
        parts = [(high[at : at + 100], high[at : at + 100]) for at in range(0, 4_000, 100)]
        for part in parts:
            ordinals.ids(*part)
        again = ordinals.ids(*parts[3])
    for part in parts:
        plain.ids(*part)
    expected = plain.ids(*parts[3])
    assert (again.high == expected.high).all()
    assert (again.high != parts[3][0]).all()
