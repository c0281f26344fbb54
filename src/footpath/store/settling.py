"""A batch on its way through the steps of settling."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from footpath.store.dictionaries import Dictionaries
from footpath.store.ids import Ordinals, Run
from footpath.store.manifest import Commit, Manifest
from footpath.store.store import Store
from footpath.store.whose import Regrouped

U64 = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Told:
    """How live events are known, and what they say: two hashes of each one's id, the hour when they settle (since
    1970), their properties as JSON objects."""

    high: U64
    low: U64
    hour: int
    texts: pa.Array


@dataclass
class Settling:
    """A batch on its way: each step reads what the ones before it left."""

    store: Store
    source: int
    received_ms: int
    events: pa.Table
    properties: pa.Table
    ids: Ordinals | Told
    manifest: Manifest
    regrouped: Regrouped
    dictionaries: Dictionaries
    commit: Commit = field(default_factory=Commit)
    high: U64 = field(default_factory=lambda: np.empty(0, np.uint64))
    low: U64 = field(default_factory=lambda: np.empty(0, np.uint64))
    run: Run = field(default_factory=lambda: Run(np.empty(0, np.uint64), np.empty(0, np.uint64)))
    keys: pa.ChunkedArray | pa.Array | None = None  # the key that names each event's customer
    customers: U64 = field(default_factory=lambda: np.empty(0, np.uint64))
    columns: dict[str, npt.NDArray[np.generic]] = field(default_factory=dict)
    skipped: int = 0

    @property
    def number(self) -> int:
        return self.manifest.state.settle + 1
