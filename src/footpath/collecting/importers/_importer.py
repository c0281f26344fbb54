"""The contract of the shelf: what an importer is. It reads a file into raw tables; shaping is common to all."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pyarrow as pa

from footpath.vocabulary.event import Rejection


class Unreadable(ValueError):
    """A file that cannot be taken, said in a sentence for the person who sees it: what, where, what to do."""


@dataclass(frozen=True)
class RawBatch:
    """Raw columns as the file has them (text for CSV, typed for Parquet), the line of each row, what was rejected."""

    table: pa.Table
    lines: pa.Array  # int64
    rejected: list[Rejection] = field(default_factory=list)
    bytes_read: int = 0  # of the file so far, for progress


@dataclass(frozen=True)
class Layout:
    """How the file is written, as recognised: shown in the preview, may be overridden."""

    importer: str
    encoding: str = "utf-8"
    separator: str = ","  # of CSV; "spaces": columns stand apart by runs of blanks
    header: tuple[str, ...] = ()  # names of the columns, where the file itself has no line of them
    sheet: str | None = None  # of a workbook
    rows: int | None = None  # exact where cheap (Parquet), else None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Given:
    """What a person says of how a text file is written; what is None or empty is recognised."""

    encoding: str | None = None
    separator: str | None = None
    header: tuple[str, ...] = ()
    sheet: str | None = None


NOTHING_GIVEN = Given()


class Importer(ABC):
    """One file format. ``suffixes`` without compression (.gz, .zst are taken off before)."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    #: Of several importers that recognise a file the one of the highest rank reads it. Above 0: by a sign that no other
    #: format has.
    rank: ClassVar[int] = 0

    @abstractmethod
    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the (decompressed) first 64 kB look like this format."""

    @abstractmethod
    def layout(self, path: Path, given: Given = NOTHING_GIVEN) -> Layout:
        """How the file is written; formats that say it themselves have no use for ``given``. Raises Unreadable."""

    @abstractmethod
    def read(self, path: Path, layout: Layout, *, batch_rows: int) -> Iterator[RawBatch]:
        """Raw batches of about ``batch_rows`` rows; memory bounded whatever the file. Raises Unreadable."""
