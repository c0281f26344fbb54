"""The contract of the shelf: what an exporter is. It writes events that come in tables, in bounded memory."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import BinaryIO, ClassVar

import pyarrow as pa

#: Columns of the tables that an exporter is given. ``time`` is a UTC timestamp, ``properties`` a JSON object.
COLUMNS = ("customer", "time", "name", "channel", "surface", "actor", "value", "score", "scale", "properties")


class Unwritable(ValueError):
    """An export that cannot be made, said in a sentence for the person who sees it: what, where, what to do."""


class Exporter(ABC):
    """One file format."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    #: Whether the events must come customer by customer, each in order of time. Otherwise they come as they arrived.
    by_customer: ClassVar[bool]

    @abstractmethod
    def write(self, events: Iterator[pa.Table], out: BinaryIO) -> None:
        """Write all ``events`` (``COLUMNS``) to ``out``, as they come."""
