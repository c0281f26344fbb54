"""Collecting: the inbox of a workspace, its live sources, and the thread that settles what arrives."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

from footpath.collecting.inbox import Inbox
from footpath.collecting.live_sources import WriteKeys
from footpath.collecting.receive import settle_inbox
from footpath.collecting.writer import Writer
from footpath.store import compact as compacting
from footpath.store.dimensions import find_traits
from footpath.store.store import Store
from footpath.workspace.folder import WorkspaceError
from footpath.workspace.recovery import INBOX, only_settler
from footpath.workspace.workspace import Workspace

SETTLES_EVERY_S = 0.5
_TIDIES_EVERY_S, _FINDS_TRAITS_EVERY_S, _TRIES_AGAIN_S, _LOOKS_EVERY_S = 30.0, 600.0, 5.0, 1.0


class Collecting:
    """What a server needs to take events in, from its start to its stop.

    Of several servers of one workspace one settles; when it ends, another takes over within a second. ``failed``: told
    what hindered settling; it is tried again.
    """

    def __init__(self, workspace: Workspace, failed: Callable[[Exception], None] = lambda error: None) -> None:
        self.root = root = workspace.root
        self._workspace = workspace
        self._store: Store = workspace._store  # of the same room
        self.keys = WriteKeys(self._store.database)
        self._failed = failed
        self._kinds = 0
        self._inbox = Inbox(root / INBOX)
        self.writer = Writer(self._inbox)
        self._soon = threading.Event()
        self._merge = threading.Event()
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._settle, name="settle", daemon=True),
            threading.Thread(target=self._tidy, name="tidy", daemon=True),
        ]

    def start(self) -> None:
        """Settle what waits and what comes, every half second while something does, and merge beside it."""
        for thread in self._threads:
            thread.start()

    def settle_soon(self) -> None:
        """Something was kept."""
        self._soon.set()

    def stop(self) -> None:
        """Write and settle what was accepted, and end."""
        self.writer.close()
        self._stopped.set()
        self._soon.set()
        self._merge.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()
        self._inbox.close()

    def _settle(self) -> None:
        with ExitStack() as only:
            while True:
                with suppress(WorkspaceError):
                    only.enter_context(only_settler(self.root))
                    break
                if self._stopped.wait(_LOOKS_EVERY_S):
                    return
            self._settle_what_comes()

    def _settle_what_comes(self) -> None:
        self._soon.set()  # what waited when the server started
        while True:
            self._soon.wait()
            ending = self._stopped.is_set()
            self._soon.clear()
            began = time.monotonic()
            try:
                if settle_inbox(self._store, self._inbox, self._workspace._ledger):
                    self._merge.set()
            except Exception as error:
                self._failed(error)
                if not ending:
                    self._stopped.wait(_TRIES_AGAIN_S)
                    self._soon.set()
            if ending:
                return
            self._stopped.wait(max(0.0, SETTLES_EVERY_S - (time.monotonic() - began)))

    def _tidy(self) -> None:
        """Merge what is due; sweep; look which properties are traits."""
        swept = traits = time.monotonic()
        while True:
            self._merge.wait()
            if self._stopped.is_set():
                return
            self._merge.clear()
            with suppress(OSError, sqlite3.Error):  # the next settle brings it back here
                self._propose()
                compacting.compact(self._store)
                if time.monotonic() - swept > _TIDIES_EVERY_S:
                    self._store.sweep()
                    swept = time.monotonic()
                if time.monotonic() - traits > _FINDS_TRAITS_EVERY_S:
                    find_traits(self._store)
                    traits = time.monotonic()

    def _propose(self) -> None:
        """Touchpoints and stages for kinds that came in since; what users made stays as it is."""
        kinds = len(self._store.snapshot().dictionaries.kinds)
        if kinds != self._kinds:
            self._workspace.propose()
            self._kinds = kinds
