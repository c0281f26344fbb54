"""The store's promises over random streams of settles, merges and base rounds."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footpath.store import compact
from footpath.store.hashing import customer_code
from footpath.store.ids import Ordinals
from footpath.store.log import read_properties
from footpath.store.manifest import Commit, Outdated, commit, read_manifest
from footpath.store.rebuild import rebuild
from footpath.store.segment import Damaged
from footpath.store.settle import settle
from footpath.store.snapshot import ranges
from footpath.store.store import Store
from footpath.store.verify import verify

Rows = list[dict[str, Any]]
Tables = Callable[[Rows], Any]
NewStore = Callable[[], Store]

ROW = st.fixed_dictionaries(
    {
        "customer": st.sampled_from(["ada", "bo", "cy", "łukasz", "旅程"]),
        "time": st.integers(0, 9),
        "name": st.sampled_from(["Seen", "Bought"]),
        "channel": st.sampled_from(["web", None]),
        "actor": st.just("customer"),
        "value": st.sampled_from([None, 1.5, 20.0]),
        "properties": st.fixed_dictionaries(
            {"late": st.sampled_from([True, False, None]), "city": st.text(max_size=3)}
        ),
    }
)


def journeys(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """What a reader sees: of each customer the events as (time, arrival, name, channel, value, late)."""
    snapshot = store.snapshot()
    late = snapshot.dictionaries.dimensions.get("late")
    seen: dict[str, list[tuple[Any, ...]]] = {}
    for merged, keys in snapshot.keys():
        columns = [merged.column(name) for name in ("time", "arrival", "kind", "value", "d:late")]
        for i, key in enumerate(keys.to_pylist()):
            assert key not in seen, "a customer stands in one range only"
            seen[key] = []
            for j in range(merged.offsets[i], merged.offsets[i + 1]):
                time, arrival, kind, value, flag = (column[j] for column in columns)
                known = snapshot.dictionaries.kinds[int(kind)]
                text = late.values[int(flag)] if late else ""
                amount = None if np.isnan(value) else float(value)
                seen[key].append((int(time), int(arrival), known.name, known.channel, amount, text))
    return seen


def expected(batches: list[Rows]) -> dict[str, list[tuple[Any, ...]]]:
    """The oracle: all rows of all batches in order of arrival, per customer by time."""
    seen: dict[str, list[tuple[Any, ...]]] = {}
    for arrival, row in enumerate(row for rows in batches for row in rows):
        late = row["properties"]["late"]
        flag = "" if late is None else str(late).lower()
        event = (row["time"], arrival, row["name"], row["channel"] or "", row["value"], flag)
        seen.setdefault(row["customer"], []).append(event)
    return {key: sorted(events, key=lambda event: event[:2]) for key, events in seen.items()}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.lists(ROW, min_size=1, max_size=12), st.sampled_from(["", "merge", "round"])), max_size=7))
def test_blocks_equal_the_plain_reference_whatever_is_merged(
    new_store: NewStore, tables: Tables, stream: list[tuple[Rows, str]]
) -> None:
    store = new_store()
    ordinals = Ordinals()
    for rows, then in stream:
        settle(store, 1, 0, *tables(rows), ordinals)
        with (
            patch.object(compact, "FAN_IN", 2),
            patch.object(compact, "EVENTS_A_RANGE", 5),
            patch.object(compact, "LARGEST_RANGE", 10),
            patch.object(compact, "ROUND_NEVER_BELOW", 1 if then == "round" else 10**9),
        ):
            before = journeys(store)
            if then:
                compact.compact(store)
                assert journeys(store) == before, "a background merge changes no block"
    batches = [rows for rows, _ in stream]
    assert journeys(store) == expected(batches)
    assert verify(store).problems == []
    _tiles_once(store)
    rebuild(store)
    assert journeys(store) == expected(batches)
    assert verify(store).problems == []
    store.close()


def _tiles_once(store: Store) -> None:
    """In every range the base and the spans after it hold each settle once."""
    manifest = read_manifest(store.database)
    for part in ranges(manifest):
        held = [settle for row in part.rows for settle in range(row.first, row.last + 1)]
        assert held == list(range(1, manifest.state.settle + 1))


def test_the_same_rows_again_add_nothing_and_twins_in_one_import_stay(new_store: NewStore, tables: Tables) -> None:
    store = new_store()
    rows = [{"customer": "ada", "time": 5, "name": "Seen"}] * 3 + [{"customer": "bo", "time": 5, "name": "Seen"}]
    first = settle(store, 1, 0, *tables(rows), Ordinals())
    assert (first.events, first.skipped) == (4, 0)
    again = settle(store, 2, 0, *tables(rows), Ordinals())
    assert (again.events, again.skipped) == (0, 4)
    longer = settle(store, 3, 0, *tables([*rows, rows[0], {**rows[0], "time": 6}]), Ordinals())
    assert (longer.events, longer.skipped) == (2, 4), "a longer export adds its fourth twin and its new row"


def test_twins_are_counted_over_the_batches_of_one_import(new_store: NewStore, tables: Tables) -> None:
    row = {"customer": "ada", "time": 5, "name": "Seen"}
    store, other = new_store(), new_store()
    ordinals = Ordinals()
    for size in (1, 2, 1, 3, 1):
        settle(store, 1, 0, *tables([row] * size), ordinals)
    settle(other, 1, 0, *tables([row] * 8), Ordinals())
    assert [len(v) for v in journeys_of_keys(store)] == [8]
    again = settle(store, 2, 0, *tables([row] * 8), Ordinals())
    assert (again.events, again.skipped) == (0, 8), "any split into batches gives the same ids"


def journeys_of_keys(store: Store) -> list[list[int]]:
    return [
        list(merged.column("time")[merged.offsets[i] : merged.offsets[i + 1]])
        for merged, keys in store.snapshot().keys()
        for i in range(len(keys))
    ]


def test_all_properties_come_back_from_the_log_by_arrival(new_store: NewStore, tables: Tables) -> None:
    store = new_store()
    wild = ['quote " and \\', "line\nbreak", "ł ș 旅程", "\x01", "", "null", "{}"]
    rows = [
        {
            "customer": "ada",
            "time": i,
            "name": "Seen",
            "properties": {"text": text, "n": i, "x": i / 4, "b": i % 2 == 0},
        }
        for i, text in enumerate(wild)
    ]
    settle(store, 1, 0, *tables(rows), Ordinals())
    manifest = store.snapshot().manifest
    files = [(store.path("log", row.file), row.first, row.rows) for row in manifest.log]
    merged = store.snapshot().journey(customer_code("ada"))
    assert merged is not None
    assert read_properties(files, merged.column("arrival")) == [row["properties"] for row in rows]


def test_undoing_a_source_leaves_the_others_and_lets_it_come_again(new_store: NewStore, tables: Tables) -> None:
    store = new_store()
    ours = [{"customer": "ada", "time": 1, "name": "Seen"}, {"customer": "bo", "time": 2, "name": "Seen"}]
    theirs = [{"customer": "ada", "time": 3, "name": "Bought"}]
    settle(store, 1, 0, *tables(ours), Ordinals())
    settle(store, 2, 0, *tables(theirs), Ordinals())
    rebuild(store, without_source=1)
    assert journeys_of_keys(store) == [[3]]
    assert verify(store).problems == []
    assert settle(store, 3, 0, *tables(ours), Ordinals()).events == 2
    assert verify(store).problems == []


def test_a_commit_on_an_old_version_changes_nothing(new_store: NewStore, tables: Tables) -> None:
    store = new_store()
    settle(store, 1, 0, *tables([{"customer": "ada", "time": 1, "name": "Seen"}]), Ordinals())
    before = read_manifest(store.database)
    with pytest.raises(Outdated):
        commit(store.database, before.state.version - 1, Commit(state={"arrival": 99}))
    assert read_manifest(store.database) == before


def test_a_reader_keeps_its_version_while_a_writer_goes_on(new_store: NewStore, tables: Tables) -> None:
    store = new_store()
    settle(store, 1, 0, *tables([{"customer": "ada", "time": 1, "name": "Seen"}]), Ordinals())
    old = store.snapshot()
    settle(store, 1, 0, *tables([{"customer": "ada", "time": 2, "name": "Seen"}]), Ordinals())
    assert [len(block().columns["time"]) for block in old.blocks(("time",))] == [1]
    assert [len(block().columns["time"]) for block in store.snapshot().blocks(("time",))] == [2]


@pytest.mark.parametrize("harm", ["cut", "flip", "gone"])
def test_a_damaged_file_is_named_and_a_rebuild_mends_it(new_store: NewStore, tables: Tables, harm: str) -> None:
    store = new_store()
    rows = [{"customer": f"c{i}", "time": i, "name": "Seen"} for i in range(300)]
    settle(store, 1, 0, *tables(rows), Ordinals())
    row = store.snapshot().manifest.spans[0]
    path = store.path("segment", row.file)
    content = bytearray(path.read_bytes())
    if harm == "gone":
        path.unlink()
    else:
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content[:-100] if harm == "cut" else content)
    verdict = verify(store)
    assert not verdict.ok
    assert row.file in verdict.problems[0]
    if harm != "flip":
        with pytest.raises(Damaged, match=row.file):
            store.snapshot().blocks(("time",))[0]()
    rebuild(store)
    assert verify(store).problems == []


def test_a_failed_step_leaves_the_store_as_it_was(new_store: NewStore, tables: Tables) -> None:
    store = new_store()
    settle(store, 1, 0, *tables([{"customer": "ada", "time": 1, "name": "Seen"}]), Ordinals())
    before = journeys(store)
    with patch("footpath.store.settle.write_segment", side_effect=OSError(28, "No space left on device")):
        with pytest.raises(OSError, match="No space left"):
            settle(store, 1, 0, *tables([{"customer": "bo", "time": 1, "name": "New kind"}]), Ordinals())
    assert journeys(store) == before
    assert settle(store, 1, 0, *tables([{"customer": "bo", "time": 1, "name": "New kind"}]), Ordinals()).events == 1
    assert verify(store).problems == []
    assert store.sweep() > 0, "what the failed settle wrote is swept"
    assert verify(store).problems == []
