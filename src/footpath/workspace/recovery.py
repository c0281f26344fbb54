"""One import at a time, and what is put right when a workspace is opened after a crash."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from footpath.collecting import sources
from footpath.collecting.inbox import Inbox
from footpath.collecting.receive import settle_inbox
from footpath.store.store import Store
from footpath.vocabulary.said import say
from footpath.workspace.folder import WorkspaceError


@contextmanager
def only_import(root: Path) -> Iterator[None]:
    """Hold the import lock of a workspace; another process or thread that wants it gets a sentence."""
    descriptor = os.open(root / "import.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WorkspaceError(say("workspace.import_running")) from None
        yield
    finally:
        os.close(descriptor)


def recover(root: Path, store: Store) -> None:
    """Mark imports that nobody runs any more, sweep what they left, and settle what waits in the inbox."""
    with suppress(WorkspaceError), only_import(root):
        if sources.unended(store.database):
            sources.mark_interrupted(store.database)
            store.sweep()
    waiting = root / "inbox.db"
    if waiting.exists():
        inbox = Inbox(waiting)
        try:
            settle_inbox(store, inbox)
        finally:
            inbox.close()
