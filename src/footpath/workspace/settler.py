"""The settler of a workspace: takes what clients sent out of the inbox into journeys, and merges beside it."""

import gc
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

from footpath.collecting.inbox import Inbox
from footpath.collecting.receive import settle_inbox
from footpath.store import compact as compacting
from footpath.store.dimensions import find_traits
from footpath.store.store import Store
from footpath.workspace.folder import WorkspaceError
from footpath.workspace.recovery import INBOX, only_settler
from footpath.workspace.workspace import Workspace

SETTLES_EVERY_S = 0.5
_LOOKS_EVERY_S, _TRIES_AGAIN_S, _SWEEPS_EVERY_S, _FINDS_TRAITS_EVERY_S = 1.0, 5.0, 30.0, 600.0


class Settler:
    """Settles until it is stopped. Of several of a workspace one does; when it ends, another takes over in a second.

    ``failed``: told what hindered it; nothing is lost, and it is tried again.
    """

    def __init__(self, workspace: Workspace, failed: Callable[[Exception], None] = lambda error: None) -> None:
        self._workspace = workspace
        self._store: Store = workspace._store  # of the same room
        self._failed = failed
        self._soon = threading.Event()
        self._merge = threading.Event()
        self._stopped = threading.Event()
        self._kinds = 0

    def soon(self) -> None:
        """Something was kept."""
        self._soon.set()

    def stop(self) -> None:
        """End, once what was accepted is settled."""
        self._stopped.set()
        self._soon.set()
        self._merge.set()

    def run(self) -> None:
        """Settle what waits and what comes, every half second while something does."""
        _calm_collector()
        with ExitStack() as only:
            while True:
                with suppress(WorkspaceError):
                    only.enter_context(only_settler(self._workspace.root))
                    break
                if self._stopped.wait(_LOOKS_EVERY_S):
                    return
            inbox = Inbox(self._workspace.root / INBOX)
            only.callback(inbox.close)
            self._merge.set()  # opening a workspace settles too
            tidy = threading.Thread(target=self._tidy, name="tidy", daemon=True)
            tidy.start()
            self._settle(inbox)
            tidy.join()

    def _settle(self, inbox: Inbox) -> None:
        while True:
            ending = self._stopped.is_set()
            self._soon.clear()
            began = time.monotonic()
            try:
                if settle_inbox(self._store, inbox, self._workspace._ledger):
                    self._merge.set()
            except Exception as error:
                self._failed(error)
                if not ending:
                    self._stopped.wait(_TRIES_AGAIN_S)
                    self._soon.set()
            if ending:
                return
            self._stopped.wait(max(0.0, SETTLES_EVERY_S - (time.monotonic() - began)))
            self._soon.wait(_LOOKS_EVERY_S)  # another process may have kept something

    def _tidy(self) -> None:
        """Propose places for new kinds; merge what is due; sweep; look which properties are traits."""
        swept = traits = time.monotonic()
        while True:
            self._merge.wait()
            if self._stopped.is_set():
                return
            self._merge.clear()
            try:
                self._propose()
                compacting.compact(self._store)
                if time.monotonic() - swept > _SWEEPS_EVERY_S:
                    self._store.sweep()
                    swept = time.monotonic()
                if time.monotonic() - traits > _FINDS_TRAITS_EVERY_S:
                    find_traits(self._store)
                    self._store.kept.forget()
                    traits = time.monotonic()
            except (OSError, sqlite3.Error) as error:  # the next settle brings it back here
                self._failed(error)

    def _propose(self) -> None:
        """Touchpoints and stages for kinds that came in since; what users made stays as it is."""
        kinds = len(self._store.snapshot().dictionaries.kinds)
        if kinds != self._kinds:
            self._workspace.propose()
            self._kinds = kinds
            self._store.kept.forget()  # nobody asks this process


def _calm_collector() -> None:
    """Settling makes hundreds of thousands of objects and drops them at once; none of them is part of a cycle."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
