"""Merging entries: the one function behind background merging, the base, the reader and the look-up of a customer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from footpath.store.kernels.merging import plan
from footpath.store.segment import Array, Part

Places = npt.NDArray[np.int32] | npt.NDArray[np.int64]
_MOST = np.iinfo(np.int32).max


class KeysCollide(Exception):
    """Two different keys have the same code: astronomically rare, and never to be merged in silence."""


@dataclass(frozen=True)
class Merged:
    """Whole customers of several parts (oldest first): who they are, and where each event lies in the parts' pool."""

    parts: Sequence[Part]
    customers: npt.NDArray[np.uint64]
    newest: Places | None  # each customer's newest entry, counted over all parts; None as for take
    replaces: npt.NDArray[np.uint8]
    offsets: npt.NDArray[np.int64]
    take: Places | None  # None: a single part, taken as it lies

    def column(self, name: str) -> Array:
        """One column of the merged events, contiguous; the widest type of the parts."""
        if self.take is None:
            return self.parts[0].column(name)
        pool = np.concatenate([part.column(name) for part in self.parts])
        return pool[self.take]

    def keys(self) -> pa.Array:
        """The key of each customer."""
        keys = pa.concat_arrays([part.keys.cast(pa.large_string()) for part in self.parts])
        return keys if self.newest is None else keys.take(pa.array(self.newest))


def merge(parts: Sequence[Part], *, whole: bool) -> Merged:
    """Merge parts, oldest first. ``whole``: nothing older exists, so empty customers go, nothing replaces."""
    parts = [part for part in parts if len(part.customers)] or list(parts[:1])
    only = parts[0]
    if len(parts) == 1 and not (whole and (only.replaces.any() or (only.offsets[1:] == only.offsets[:-1]).any())):
        return Merged(parts, only.customers, None, only.replaces, only.offsets, None)
    customers = np.concatenate([part.customers for part in parts])
    bases = np.cumsum([0] + [len(part.columns["time"]) for part in parts[:-1]])
    starts = np.concatenate([part.offsets[:-1] + base for part, base in zip(parts, bases, strict=True)])
    lengths = np.concatenate([np.diff(part.offsets) for part in parts])
    replaces = np.concatenate([part.replaces for part in parts])
    order = np.argsort(customers, kind="stable")
    found, row, hides, offsets, take = plan(
        customers[order],
        starts[order],
        lengths[order],
        replaces[order],
        np.concatenate([part.columns["time"] for part in parts]),
        np.concatenate([part.columns["arrival"] for part in parts]),
    )
    newest = order[row]
    if whole:
        hides = np.zeros_like(hides)
        full = np.diff(offsets) > 0
        if not full.all():
            found, newest, hides = found[full], newest[full], hides[full]
            offsets = np.append(offsets[:-1][full], offsets[-1])
    if bases[-1] + len(parts[-1].columns["time"]) <= _MOST:  # kept for as long as these files live: half the memory
        newest, take = newest.astype(np.int32), take.astype(np.int32)
    return Merged(parts, found, newest, hides, offsets, take)


def merged_part(merged: Merged) -> Part:
    """All columns of a merge, as a part to be written."""
    _refuse_collisions(merged.parts)
    names = dict.fromkeys(name for part in merged.parts for name in part.columns)
    return Part(
        merged.customers, merged.keys(), merged.replaces, merged.offsets, {name: merged.column(name) for name in names}
    )


def _refuse_collisions(parts: Sequence[Part]) -> None:
    customers = np.concatenate([part.customers for part in parts])
    keys = pa.concat_arrays([part.keys.cast(pa.large_string()) for part in parts])
    order = np.argsort(customers, kind="stable")
    same = np.flatnonzero(customers[order][1:] == customers[order][:-1])
    if (
        len(same)
        and pc.any(pc.not_equal(keys.take(pa.array(order[same])), keys.take(pa.array(order[same + 1])))).as_py()
    ):
        raise KeysCollide("Two different customer keys have the same 64-bit code. Rename one of them and import again.")
