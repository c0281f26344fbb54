"""A journey is the merge of its entries, oldest first, and that merge is associative."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from footpath.store.merge import merge, merged_part
from footpath.store.segment import Part

Entry = tuple[bool, list[tuple[int, int]]]  # replaces, events as (time, arrival)


def part(entries: dict[int, Entry]) -> Part:
    customers = sorted(entries)
    events = [sorted(entries[c][1]) for c in customers]
    flat = [event for journey in events for event in journey]
    return Part(
        np.array(customers, np.uint64),
        pa.array([f"k{c}" for c in customers], pa.large_string()),
        np.array([entries[c][0] for c in customers], np.uint8),
        np.cumsum([0, *map(len, events)]).astype(np.int64),
        {
            "time": np.array([time for time, _ in flat], np.int64),
            "arrival": np.array([arrival for _, arrival in flat], np.uint64),
        },
    )


def plain(parts: list[dict[int, Entry]]) -> dict[int, Entry]:
    """The oracle: per customer, forget what a replacement hides, then sort by time and arrival."""
    whole: dict[int, Entry] = {}
    for entries in parts:
        for customer, (replaces, events) in entries.items():
            was_replaced, older = whole.get(customer, (False, []))
            whole[customer] = (replaces or was_replaced, sorted(events if replaces else older + events))
    return whole


def contents(found: Part) -> dict[int, Entry]:
    return {
        int(customer): (
            bool(found.replaces[i]),
            [
                (int(found.columns["time"][j]), int(found.columns["arrival"][j]))
                for j in range(found.offsets[i], found.offsets[i + 1])
            ],
        )
        for i, customer in enumerate(found.customers)
    }


@st.composite
def streams(draw: st.DrawFn) -> list[dict[int, Entry]]:
    arrival = 0
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        entries: dict[int, Entry] = {}
        for customer in draw(st.sets(st.integers(0, 4), max_size=4)):
            times = draw(st.lists(st.integers(0, 6), max_size=4))
            entries[customer] = (draw(st.booleans()) and draw(st.booleans()), [])
            for time in times:
                entries[customer][1].append((time, arrival))
                arrival += 1
        parts.append(entries)
    return parts


@given(streams())
def test_a_merge_equals_the_plain_reference(stream: list[dict[int, Entry]]) -> None:
    assert contents(merged_part(merge([part(entries) for entries in stream], whole=False))) == plain(stream)


@given(streams(), st.data())
def test_merging_is_associative(stream: list[dict[int, Entry]], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(stream)))
    halves = [half for half in (stream[:cut], stream[cut:]) if half]
    merged = [merged_part(merge([part(entries) for entries in half], whole=False)) for half in halves]
    assert contents(merged_part(merge(merged, whole=False))) == plain(stream)


@given(streams())
def test_a_whole_merge_has_no_empty_customer_and_replaces_nothing(stream: list[dict[int, Entry]]) -> None:
    found = contents(merged_part(merge([part(entries) for entries in stream], whole=True)))
    assert found == {c: (False, events) for c, (_, events) in plain(stream).items() if events}
