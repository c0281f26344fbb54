"""Regrouping: keys that change hands without an event, because a person merged or split customers."""

import time

import pyarrow as pa

from footpath.identity.ledger import Change, Ledger
from footpath.store.ids import Ordinals
from footpath.store.settle import settle
from footpath.store.store import Store
from footpath.store.whose import Regrouped
from footpath.vocabulary.event import EVENTS


def regrouped(change: Change) -> Regrouped:
    """A change of the ledger as the store carries it out."""
    return Regrouped(change.moves, change.roots, change.texts, change.rows, change.statements)


def regroup(store: Store, ledger: Ledger, change: Change) -> None:
    """Carry out a change in one transaction: links, keys, and the journeys concerned."""
    if not change.statements and not change.rows:
        return
    nothing = EVENTS.empty_table()
    settle(store, 0, int(time.time() * 1000), nothing, pa.table({}), Ordinals(), regrouped=regrouped(change))
    ledger.keep(change)
