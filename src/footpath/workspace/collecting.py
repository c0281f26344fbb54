"""Collecting: the inbox of a workspace, its live sources, and the process that settles what arrives."""

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from footpath.collecting.inbox import Inbox
from footpath.collecting.live_sources import WriteKeys
from footpath.collecting.writer import Writer
from footpath.workspace.recovery import INBOX
from footpath.workspace.workspace import Workspace

_STOPS_WITHIN_S = 60.0
_LONGEST_PAUSE_S = 10.0


class Collecting:
    """What a server needs to take events in. What it keeps, a process of its own settles (``footpath settle``): it is
    started with the first event, started again when it ends by itself, and ends with the server.

    ``failed``: told that it ended, and with which code.
    """

    def __init__(self, workspace: Workspace, failed: Callable[[int], None] = lambda code: None) -> None:
        self.root = workspace.root
        self.keys = WriteKeys(workspace._store.database)  # of the same room
        self._failed = failed
        self._inbox = Inbox(self.root / INBOX)
        self.writer = Writer(self._inbox)
        self._lock = threading.Lock()
        self._settler: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()

    def start(self) -> None:
        """Settle what was left from before, if anything was."""
        if self._inbox.waiting(0):
            self.settle_soon()

    def settle_soon(self) -> None:
        """Something was kept."""
        with self._lock:
            if self._settler is None and not self._stopped.is_set():
                self._settler = self._started()
                threading.Thread(target=self._watch, name="settler", daemon=True).start()
            settler = self._settler
        if settler is not None and settler.stdin is not None:
            with suppress(OSError, ValueError):  # it has ended, and is started again
                settler.stdin.write(b"\n")

    def stop(self) -> None:
        """Write what was accepted, let it be settled, and end. What is not settled by then waits in the inbox."""
        self.writer.close()
        self._stopped.set()
        with self._lock:
            settler = self._settler
        if settler is not None:
            with suppress(OSError, ValueError):
                settler.stdin.close()  # type: ignore[union-attr]
            try:
                settler.wait(_STOPS_WITHIN_S)
            except subprocess.TimeoutExpired:
                settler.kill()
                settler.wait()
        self._inbox.close()

    def _started(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "footpath", "settle", "-w", str(self.root), "--until-closed"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, bufsize=0)

    def _watch(self) -> None:
        pause = 0.5
        while True:
            settler = self._settler
            code = 0 if settler is None else settler.wait()
            if self._stopped.is_set():
                return
            self._failed(code)
            if self._stopped.wait(pause):
                return
            pause = min(_LONGEST_PAUSE_S, 2 * pause)
            with self._lock:
                self._settler = self._started()
