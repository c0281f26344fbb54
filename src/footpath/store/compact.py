"""Background merging: neighbours of a level become one of the next, base rounds fold spans into the base, and files of
the log are joined.

Neither changes what a reader sees. Work is done beside the writer; only the commit takes the writer's lock, and a
commit whose inputs have died is dropped.
"""

import math

from footpath.store import joining
from footpath.store.manifest import Commit, Manifest, SegmentRow, commit, read_manifest
from footpath.store.merge import merge, merged_part
from footpath.store.segment import Part, write_segment
from footpath.store.snapshot import EVERYONE, Range, bounds, ranges
from footpath.store.store import Store

FAN_IN = 8
EVENTS_A_RANGE = 1_000_000
LARGEST_RANGE = 2_000_000
ROUND_NEVER_BELOW = 250_000
ROUND_ALWAYS_FROM = 5_000_000
ROUND_SHARE = 0.10


def compact(store: Store, *, rounds: bool = True, bulk: bool = False) -> int:
    """Merge what is due. ``rounds``: base rounds too. Returns the number of commits.

    ``bulk``: more will come at once, so that a round waits until the base would double: an import of n events rewrites
    O(n log n), not O(n^2). Who reads meanwhile merges more spans.
    """
    done = 0
    with store.locked("merger"):
        while True:
            manifest = read_manifest(store.database)
            if rounds and _round_due(manifest, bulk):
                done += _base_round(store, manifest)
            elif rows := _neighbours(manifest):
                done += _merge_level(store, rows)
            elif files := joining.neighbours(manifest):
                done += _commit(store, joining.join(store, files))
            else:
                return done


def _live(manifest: Manifest) -> int:
    return sum(row.events for row in manifest.spans)


def _round_due(manifest: Manifest, bulk: bool = False) -> bool:
    live, base = _live(manifest), sum(row.events for row in manifest.base)
    if bulk:
        return live >= max(ROUND_ALWAYS_FROM, base)
    return live >= ROUND_NEVER_BELOW and (live > ROUND_SHARE * base or live >= ROUND_ALWAYS_FROM)


def _neighbours(manifest: Manifest) -> list[SegmentRow]:
    """The oldest eight neighbours of one level that lie wholly after the base."""
    passed = max((row.last for row in manifest.base), default=0)
    run: list[SegmentRow] = []
    for row in (row for row in manifest.spans if row.first > passed):
        run = [*run, row] if run and run[-1].level == row.level else [row]
        if len(run) == FAN_IN:
            return run
    return []


def _merge_level(store: Store, rows: list[SegmentRow]) -> int:
    part = merged_part(merge([store.part(row) for row in rows], whole=False))
    path = store.new_path("segment", rows[-1].last, ".arrow")
    size, crc = write_segment(path, part)
    store.sync("segment")
    change = Commit()
    change.bear(
        "segment",
        **segment_row(part, path.name, size, crc, rows[0].level + 1, 0, 0, rows[0].first, rows[-1].last),
    )
    change.bury("segment", [row.file for row in rows])
    return _commit(store, change)


def segment_row(
    part: Part, file: str, size: int, crc: int, level: int, bits: int, prefix: int, first: int, last: int
) -> dict[str, object]:
    """The manifest's row of a written part."""
    time = part.columns["time"]
    return {
        "file": file,
        "bytes": size,
        "crc": crc,
        "level": level,
        "bits": bits,
        "prefix": prefix,
        "first": first,
        "last": last,
        "customers": len(part.customers),
        "events": len(time),
        "oldest": int(time.min()) if len(time) else None,
        "newest": int(time.max()) if len(time) else None,
    }


def _base_round(store: Store, manifest: Manifest) -> int:
    """Fold every span up to the newest into the base. Each range commits alone, so a crash continues the round."""
    upto = manifest.spans[-1].last
    done = 0
    for part in ranges(manifest):
        base = part.rows[0] if part.rows[0].level < 0 else None
        done += _fold_range(store, part, base, upto)
    passed = [row.file for row in manifest.spans if row.last <= upto]
    fresh = read_manifest(store.database)
    if fresh.base and min(row.last for row in fresh.base) >= upto:
        done += _commit(store, _deaths(passed))
    return done


def _deaths(files: list[str]) -> Commit:
    change = Commit()
    change.bury("segment", files)
    return change


def _fold_range(store: Store, part: Range, base: SegmentRow | None, upto: int) -> int:
    change = Commit()
    if base is not None:
        change.bury("segment", [base.file])
    for row in write_base(store, part, base.bits if base else 0, base.prefix if base else 0, upto):
        change.bear("segment", **row)
    return _commit(store, change)


def write_base(store: Store, part: Range, bits: int, prefix: int, upto: int) -> list[dict[str, object]]:
    """Write the base of a range, split where it has grown too large; one sub-range is in memory at a time."""
    parts = [store.part(row).within(part.low, part.high) for row in part.rows]
    events = sum(len(entries.columns["time"]) for entries in parts)
    more = max(0, math.ceil(math.log2(events / EVENTS_A_RANGE))) if events > LARGEST_RANGE else 0
    rows = []
    for child in range(1 << more):
        child_bits, child_prefix = bits + more, (prefix << more) + child
        low, high = bounds(child_bits, child_prefix) if child_bits else (0, EVERYONE)
        whole = merged_part(merge([entries.within(low, high) for entries in parts], whole=True))
        path = store.new_path("segment", upto, ".arrow")
        size, crc = write_segment(path, whole)
        rows.append(segment_row(whole, path.name, size, crc, -1, child_bits, child_prefix, 1, upto))
    store.sync("segment")
    return rows


def _commit(store: Store, change: Commit) -> int:
    """Commit a merge if all its inputs still live."""
    with store.locked("writer"):
        manifest = read_manifest(store.database)
        live = {row.file for row in (*manifest.base, *manifest.spans)} | {row.file for row in manifest.log}
        if not live.issuperset(file for files in change.died.values() for file in files):
            return 0
        commit(store.database, manifest.state.version, change)
    for name, files in change.died.items():
        store.mark_dead(name, files)
    return 1
