"""Reading ahead: the next item is made on a thread of its own while this one is worked on."""

import queue
import threading
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")
_PATIENCE_S = 0.1


class _End(Generic[Item]):
    def __init__(self, fault: BaseException | None) -> None:
        self.fault = fault


def read_ahead(source: Iterator[Item]) -> Iterator[Item]:
    """Items of ``source`` in order, one made in advance. What it raises is raised here; closing stops the thread."""
    made: queue.Queue[Item | _End[Item]] = queue.Queue(maxsize=1)
    stopped = threading.Event()

    def put(item: Item | _End[Item]) -> None:
        while not stopped.is_set():
            try:
                made.put(item, timeout=_PATIENCE_S)
            except queue.Full:
                continue
            return

    def work() -> None:
        fault: BaseException | None = None
        try:
            for item in source:
                put(item)
                if stopped.is_set():
                    break
        except BaseException as raised:
            fault = raised
        put(_End(fault))

    thread = threading.Thread(target=work, name="read-ahead", daemon=True)
    thread.start()
    try:
        while not isinstance(item := made.get(), _End):
            yield item
        if item.fault is not None:
            raise item.fault
    finally:
        stopped.set()
        thread.join()
        close = getattr(source, "close", None)
        if close is not None:
            close()
