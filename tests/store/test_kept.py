"""What is kept of merges: the newest version of each range, within a budget, the longest unused going first."""

from pathlib import Path

import numpy as np
import pytest

from footpath.store.memory import memory_bytes
from footpath.store.merge import Merged
from footpath.store.snapshot import Kept, Range
from footpath.store.store import Store


def merged(bytes_: int) -> Merged:
    one = np.zeros(0, np.uint64)
    take = np.zeros(bytes_ // 4, np.int32)
    return Merged([], one, np.zeros(0, np.int32), np.zeros(0, np.uint8), np.zeros(0, np.int64), take)


def test_the_longest_unused_goes_first() -> None:
    kept, made = Kept(250), []

    def ask(low: int) -> Merged:
        def make() -> Merged:
            made.append(low)
            return merged(100)

        return kept.merged(Range(low, low, ()), make)

    for low in (1, 2, 1, 3, 1, 2):  # two fit: 3 drives 2 out, which was not asked for since
        ask(low)
    assert made == [1, 2, 3, 2]


def test_a_newer_version_of_a_range_replaces_the_older() -> None:
    class Row:
        def __init__(self, file: str) -> None:
            self.file = file

    kept = Kept(1_000)
    older, newer = (Range(0, 9, (Row(name),)) for name in ("a", "b"))  # type: ignore[arg-type]
    first = kept.merged(older, lambda: merged(100))
    assert kept.merged(older, lambda: pytest.fail("It was merged again.")) is first
    second = kept.merged(newer, lambda: merged(100))
    assert kept.merged(newer, lambda: pytest.fail("It was merged again.")) is second
    assert kept.merged(older, lambda: merged(100)) is not first
    assert len(kept._held) == 1
    assert kept._bytes == 100


def test_what_alone_is_larger_than_the_budget_is_kept_until_the_next() -> None:
    kept = Kept(50)
    large = kept.merged(Range(0, 0, ()), lambda: merged(100))
    assert kept.merged(Range(0, 0, ()), lambda: pytest.fail("It was merged again.")) is large
    kept.merged(Range(1, 1, ()), lambda: merged(100))
    assert len(kept._held) == 1


def test_nothing_of_what_is_forgotten_is_counted() -> None:
    kept = Kept(1_000)
    kept.merged(Range(0, 0, ()), lambda: merged(100))
    kept.forget()
    assert (kept._held, kept._bytes) == ({}, 0)


def test_memory_is_that_of_the_machine_or_of_its_container() -> None:
    with Path("/proc/meminfo").open(encoding="ascii") as file:
        machine = int(file.readline().split()[1]) * 1024
    assert 0 < memory_bytes() <= machine


def test_the_budget_follows_the_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("footpath.store.store.memory_bytes", lambda: 64 << 30)
    monkeypatch.setattr("footpath.store.store.start", lambda database: None)
    assert Store(tmp_path, None).kept._budget == 8 << 30  # type: ignore[arg-type]
    monkeypatch.setattr("footpath.store.store.memory_bytes", lambda: 1 << 30)
    assert Store(tmp_path, None).kept._budget == 512 << 20  # type: ignore[arg-type]
