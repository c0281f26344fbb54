"""Lists of customers: chosen by their keys, or those behind a number; rules ask for them by name."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pyarrow as pa

from footpath.analyses._analysis import Analysis
from footpath.audiences.terms import Listed
from footpath.definitions.model import Definitions
from footpath.store.hashing import customer_codes
from footpath.store.store import Store
from footpath.vocabulary.said import say
from footpath.workspace import saving
from footpath.workspace.asking import Asking, no_cancel
from footpath.workspace.folder import WorkspaceError
from footpath.workspace.members import Cell, codes_in
from footpath.workspace.scope import Period, Scope

MOST_LISTED = 5_000_000


class CustomerLists:
    """The lists of a workspace. Rules ask for one with ``in list "NAME"``."""

    def __init__(self, store: Store, asking: Asking, definitions: Callable[[], Definitions]) -> None:
        self._store = store
        self._asking = asking
        self._definitions = definitions

    def all(self) -> list[dict[str, Any]]:
        """Every list by name: ``name``, ``customers`` (how many), ``at``."""
        return saving.saved_lists(self._store.database)

    def save(self, name: str, keys: Iterable[str]) -> dict[str, Any]:
        """Save the customers with these keys; a list of this name is replaced. ``unknown``: keys that no event has."""
        codes = np.unique(self._store.whose.customers(customer_codes(pa.array(sorted({*keys}), pa.large_string()))))
        known = np.zeros(len(codes), bool)
        for merged, _ in self._store.snapshot().keys():
            known |= np.isin(codes, merged.customers)
        saving.save_list(self._store.database, name, codes[known])
        return {"name": name, "customers": int(known.sum()), "unknown": int((~known).sum())}

    def save_cell(
        self,
        name: str,
        analysis: Analysis,
        cell: Cell,
        *,
        period: Period | None = None,
        audience: str | None = None,
        where: str | None = None,
        cancelled: Callable[[], bool] = no_cancel,
    ) -> dict[str, Any]:
        """Save those behind a number of an answer, as they are now. WorkspaceError where they are too many."""
        snapshot = self._store.snapshot()
        frame = self._asking.frame(snapshot, self._definitions(), period)
        scope = Scope(period, audience, where)
        n, _, found = codes_in(snapshot, analysis, frame, scope, cell, cancelled)
        if n > MOST_LISTED:
            raise WorkspaceError(say("workspace.list_too_long", most=MOST_LISTED))
        codes = np.fromiter(found, np.uint64)
        saving.save_list(self._store.database, name, codes)
        return {"name": name, "customers": len(codes)}

    def delete(self, name: str) -> None:
        """Delete a list. WorkspaceError where there is none, or a saved audience asks for it."""
        asked = Listed(name=name).text()
        asks = [row["name"] for row in saving.saved_audiences(self._store.database) if asked in row["rule"]]
        if asks:
            raise WorkspaceError(say("workspace.list_in_use", name=name, audience=asks[0]))
        if not saving.delete_list(self._store.database, name):
            raise WorkspaceError(say("workspace.no_list", name=name))
