"""The road of a batch: settle what is an event, keep what is not, both in one transaction."""

import time
from collections.abc import Sequence

import sqlalchemy as sa

from footpath.records import tables
from footpath.store.ids import Ordinals
from footpath.store.settle import Beside, Settled, settle
from footpath.store.settling import Told
from footpath.store.store import Store
from footpath.store.whose import Regrouped
from footpath.vocabulary.event import RAW_CHARACTERS, EventBatch, Rejection
from footpath.vocabulary.said import packed


def take_in(
    store: Store,
    source: int,
    file: str,
    batch: EventBatch,
    ids: Ordinals | Told,
    cursor: int | None = None,
    repeated: int = 0,
    statements: Sequence[sa.Executable] = (),
    regrouped: Regrouped | None = None,
) -> Settled:
    """Settle ``batch`` of ``source``; its rejected rows and the source's counts are committed with it.

    ``repeated``: events that were left out of it because it says them once already; they count as skipped.
    ``statements``: what else is committed with it. ``regrouped``: keys that change hands with it.
    """

    def beside(done: Settled) -> Beside:
        counts = sa.update(tables.source).where(tables.source.c.id == source)
        values = {
            "events": tables.source.c.events + done.events,
            "skipped": tables.source.c.skipped + done.skipped + repeated,
            "rejected": tables.source.c.rejected + len(batch.rejected),
        }
        rows = [_rejected_row(source, file, rejection) for rejection in batch.rejected]
        return Beside([(tables.rejected, rows)], [counts.values(**values), *statements], cursor)

    return settle(store, source, int(time.time() * 1000), batch.events, batch.properties, ids, beside, regrouped)


def _rejected_row(source: int, file: str, rejection: Rejection) -> dict[str, object]:
    return {
        "source": source,
        "file": file,
        "line": rejection.line,
        "reason": rejection.reason,
        "detail": packed(rejection.detail),
        "raw": rejection.raw[:RAW_CHARACTERS],
    }
