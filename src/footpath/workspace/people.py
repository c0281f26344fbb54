"""Customers of a snapshot: the list, and one person's journey."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from footpath.analyses._analysis import Frame
from footpath.definitions.lookup import NONE
from footpath.store.hashing import customer_code
from footpath.store.log import read_properties
from footpath.store.merge import Merged
from footpath.store.snapshot import Snapshot
from footpath.vocabulary.said import parts_of, say
from footpath.vocabulary.scales import SCALE_NAMES, valence

MOST_EVENTS_SHOWN = 2_000


def list_customers(snapshot: Snapshot, frame: Frame, text: str | None, limit: int, offset: int = 0) -> dict[str, Any]:
    """Customers whose key contains ``text`` (all where none), those seen last first, of equals the smaller code;
    ``offset`` of them passed over."""
    wanted = limit + offset
    total = 0
    found: list[tuple[int, Merged, int]] = []
    for merged, keys in snapshot.keys():
        chosen = np.arange(len(keys))
        if text:
            chosen = np.flatnonzero(
                pc.match_substring(keys, text, ignore_case=True).to_numpy(zero_copy_only=False).astype(bool)
            )
        total += len(chosen)
        last = merged.column("time")[merged.offsets[1:] - 1][chosen]
        best = np.arange(len(last))
        if len(last) > wanted:
            best = np.flatnonzero(last >= np.partition(last, -wanted)[-wanted]) if wanted else best[:0]
        first = best[np.lexsort((merged.customers[chosen[best]], -last[best]))][:wanted]
        found += [(int(last[i]), merged, int(chosen[i])) for i in first]
    found.sort(key=lambda row: (-row[0], int(row[1].customers[row[2]])))
    return {"total": total, "rows": [_summary(merged, at, frame) for _, merged, at in found[offset:wanted]]}


def summaries(snapshot: Snapshot, frame: Frame, codes: list[int]) -> list[dict[str, Any]]:
    """The rows of a list for these customers."""
    journeys = (snapshot.journey(code) for code in codes)
    return [_summary(merged, 0, frame) for merged in journeys if merged is not None]


def find_customer(snapshot: Snapshot, text: str) -> int | None:
    """The code of the customer with this id (16 hexadecimal digits) or key, be it one of several; None where the store
    holds neither."""
    codes = [customer_code(text)]
    if len(text) == 16:
        with suppress(ValueError):
            codes.append(int(text, 16))
    customers = snapshot.store.whose.customers(np.array(codes, np.uint64)).tolist()
    return next((code for code in customers if snapshot.journey(code) is not None), None)


def show_customer(snapshot: Snapshot, frame: Frame, code: int) -> dict[str, Any] | None:
    """One customer's journey with all properties; the newest 2,000 events where there are more."""
    merged = snapshot.journey(code)
    if merged is None:
        return None
    time = merged.column("time")
    kept = slice(max(0, len(time) - MOST_EVENTS_SHOWN), len(time))
    columns = {name: merged.column(name)[kept] for name in ("time", "kind", "value", "score", "scale", "arrival")}
    files = [(snapshot.store.path("log", row.file), row.first, row.rows) for row in snapshot.manifest.log]
    properties = read_properties(files, columns["arrival"].astype(np.uint64))
    events = [event_row(i, columns, properties[i], frame) for i in range(len(columns["time"]))]
    definition = say("definition.customer")
    return {
        "id": f"{code:016x}",
        "key": merged.keys()[0].as_py(),
        "traits": _traits(snapshot, merged),
        "events": events,
        "total": len(time),
        "definition": str(definition),
        "said": parts_of(definition),
        "n": len(time),
        "period": {"from": events[0]["time"], "to": iso(int(time[-1]) + 1), "timezone": frame.timezone},
    }


def iso(ms: int | None) -> str | None:
    """A time as answers write it: ISO 8601 in UTC."""
    if ms is None:
        return None
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _summary(merged: Merged, at: int, frame: Frame) -> dict[str, Any]:
    begin, end = int(merged.offsets[at]), int(merged.offsets[at + 1])
    kinds = merged.column("kind")[begin:end]
    time = merged.column("time")
    channels = dict.fromkeys(frame.kinds[int(kind)].channel for kind in kinds)
    return {
        "id": f"{int(merged.customers[at]):016x}",
        "key": _key(merged, at),
        "events": end - begin,
        "first": iso(int(time[begin])),
        "last": iso(int(time[end - 1])),
        "stage": _last_stage(kinds, frame),
        "channels": [channel for channel in channels if channel],
    }


def _key(merged: Merged, at: int) -> str:
    place = at if merged.newest is None else int(merged.newest[at])
    for part in merged.parts:
        if place < len(part.keys):
            return str(part.keys[place].as_py())
        place -= len(part.keys)
    raise AssertionError("a merge knows the key of each of its customers")


def _last_stage(kinds: npt.NDArray[np.generic], frame: Frame) -> str | None:
    for kind in kinds[::-1]:
        touchpoint = int(frame.touchpoint_of[int(kind)])
        if touchpoint != NONE and frame.stage_of[touchpoint] != NONE:
            return frame.definitions.stages[int(frame.stage_of[touchpoint])].name
    return None


def _traits(snapshot: Snapshot, merged: Merged) -> dict[str, Any]:
    traits: dict[str, Any] = {}
    for dimension in snapshot.dictionaries.declared:
        codes = merged.column(dimension.column)
        known = codes[codes != 0]
        if dimension.trait and len(known):
            traits[dimension.name] = dimension.values[int(known[-1])]
    return traits


def event_row(i: int, columns: dict[str, npt.NDArray[Any]], properties: dict[str, Any], frame: Frame) -> dict[str, Any]:
    """One event, the ``i``-th of these columns, as answers show it."""
    kind = frame.kinds[int(columns["kind"][i])]
    index = int(frame.touchpoint_of[kind.code])
    touchpoint = frame.definitions.touchpoints[index] if index != NONE else None
    stage = int(frame.stage_of[index]) if touchpoint else NONE
    value, score = float(columns["value"][i]), float(columns["score"][i])
    scale = SCALE_NAMES.get(int(columns["scale"][i]))
    scored = scale is not None and not np.isnan(score)
    return {
        "time": iso(int(columns["time"][i])),
        "name": kind.name,
        "channel": kind.channel or None,
        "surface": kind.surface or None,
        "actor": kind.actor,
        "touchpoint": touchpoint.name if touchpoint else None,
        "touchpoint_id": touchpoint.id if touchpoint else None,
        "stage": frame.definitions.stages[stage].name if stage != NONE else None,
        "value": None if np.isnan(value) else value,
        "score": score if scored else None,
        "scale": scale if scored else None,
        "valence": valence(scale, score) if scored and scale else None,
        "properties": properties,
    }
