"""One import and one settler at a time, and what is put right when a workspace is opened after a crash."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from footpath.collecting import sources
from footpath.collecting.inbox import Inbox
from footpath.collecting.receive import settle_inbox
from footpath.identity.ledger import Ledger
from footpath.store.store import Store
from footpath.vocabulary.said import say
from footpath.workspace.folder import WorkspaceError

INBOX = "inbox.db"


@contextmanager
def only_import(root: Path) -> Iterator[None]:
    """Hold the import lock of a workspace; another process or thread that wants it gets a sentence."""
    with _only(root / "import.lock", "workspace.import_running"):
        yield


@contextmanager
def only_settler(root: Path) -> Iterator[None]:
    """Be the one who settles the inbox of a workspace; another gets a sentence."""
    with _only(root / "settler.lock", "workspace.settler_running"):
        yield


@contextmanager
def _only(path: Path, refusal: str) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WorkspaceError(say(refusal)) from None
        yield
    finally:
        os.close(descriptor)


def inboxes_put_aside(root: Path) -> list[str]:
    """A sentence for each copy of a damaged inbox."""
    return [
        f"{path.name} is a damaged inbox that was mended: what could not be read stands in it alone. "
        "Delete it once you have looked at it."
        for path in sorted(root.glob("inbox-damaged-*.db"))
    ]


def recover(root: Path, store: Store, ledger: Ledger) -> None:
    """Mark imports that nobody runs any more, sweep what they left, and settle what waits in the inbox, unless a server
    does that."""
    with suppress(WorkspaceError), only_import(root):
        if sources.unended(store.database):
            sources.mark_interrupted(store.database)
            store.sweep()
    if (root / INBOX).exists():
        with suppress(WorkspaceError), only_settler(root):
            inbox = Inbox(root / INBOX)
            try:
                settle_inbox(store, inbox, ledger)
            finally:
                inbox.close()
