"""A workspace with a live source, whose inbox settles when a test says so."""

import json
import time
from pathlib import Path
from typing import Any

from footpath.collecting.inbox import Inbox
from footpath.collecting.protocols._protocol import Delivery
from footpath.collecting.receive import settle_inbox
from footpath.workspace import Workspace
from footpath.workspace.recovery import INBOX

NOW = int(time.time() * 1000)


class Shop:
    """A workspace, a live source, and its inbox."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace.create(root)
        self.source = self.workspace.sources.create("Shop")["id"]
        self.inbox = Inbox(root / INBOX)

    def send(self, *events: dict[str, Any], received_ms: int = NOW, source: int | None = None, **batch: Any) -> None:
        body = json.dumps({"batch": events, **batch}).encode()
        number = self.source if source is None else source
        self.inbox.append([Delivery(number, "segment", received_ms, "/v1/batch", "", "", body)])

    def settle(self) -> None:
        settle_inbox(self.workspace._store, self.inbox, self.workspace._ledger)

    def counts(self, source: int | None = None) -> tuple[int, int, int]:
        row = self.workspace.sources.get(self.source if source is None else source)
        return row["events"], row["skipped"], row["rejected"]

    def names(self, customer: str) -> list[str]:
        return [event["name"] for event in self.workspace.customer(customer)["events"]]

    def close(self) -> None:
        self.inbox.close()
        self.workspace.close()


def track(name: str, user: str = "ann", **more: Any) -> dict[str, Any]:
    return {"type": "track", "event": name, "userId": user, **more}
