"""The dictionaries: kinds and dimension values as small integers, kept in the records database."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from footpath.records import tables
from footpath.records.database import Database
from footpath.vocabulary.kind import Kind

MOST_KINDS = 100_000
MOST_DIMENSIONS = 40
MOST_VALUES_TO_DECLARE = 1_000
MOST_VALUES = 1_000_000

Codes = npt.NDArray[np.unsignedinteger]


class TooManyKinds(ValueError):
    """The events would make more kinds than a map can hold."""


@dataclass
class Dimension:
    """A property as a column of codes; code 0 is "missing", ``values[code]`` its text."""

    id: int
    name: str
    type: str  # string | number | boolean
    declared: bool
    trait: bool
    values: list[str] = field(default_factory=lambda: [""])
    codes: dict[str, int] = field(default_factory=dict)

    @property
    def column(self) -> str:
        return f"d:{self.name}"


@dataclass
class Pending:
    """Entries that were made while settling and are not yet committed."""

    kinds: list[Kind] = field(default_factory=list)
    dimensions: list[Dimension] = field(default_factory=list)
    values: list[tuple[Dimension, int, str]] = field(default_factory=list)

    def clear(self) -> None:
        self.kinds, self.dimensions, self.values = [], [], []

    def rows(self) -> list[tuple[sa.Table, list[dict[str, object]]]]:
        """The rows to insert in the transaction that names the files which use them."""
        return [
            (tables.kind, [kind._asdict() for kind in self.kinds]),
            (
                tables.dimension,
                [
                    {"id": d.id, "name": d.name, "type": d.type, "declared": d.declared, "trait": d.trait}
                    for d in self.dimensions
                ],
            ),
            (
                tables.dimension_value,
                [{"dimension": d.id, "code": code, "text": text} for d, code, text in self.values],
            ),
        ]


class Dictionaries:
    """Kinds and dimensions of a workspace. Codes are given in order of first sight and never change."""

    def __init__(self) -> None:
        self.kinds: list[Kind] = [Kind(0, "", "", "", "system")]  # code 0 is never used
        self.dimensions: dict[str, Dimension] = {}
        self.pending = Pending()
        self._kind_codes: dict[tuple[str, str, str, str], int] = {}

    @classmethod
    def load(cls, database: Database) -> "Dictionaries":
        """The committed dictionaries."""
        self = cls()
        with database.reading() as connection:
            for row in connection.execute(sa.select(tables.kind).order_by(tables.kind.c.code)):
                self._add_kind(Kind(*row))
            by_id = {}
            for row in connection.execute(sa.select(tables.dimension).order_by(tables.dimension.c.id)):
                by_id[row.id] = self.dimensions[row.name] = Dimension(*row)
            values = tables.dimension_value
            for identity, code, text in connection.execute(
                sa.select(values).order_by(values.c.dimension, values.c.code)
            ):
                by_id[identity].values.append(text)
                by_id[identity].codes[text] = code
        return self

    @property
    def declared(self) -> list[Dimension]:
        return [dimension for dimension in self.dimensions.values() if dimension.declared]

    def kind_codes(self, events: pa.Table) -> Codes:
        """The code of each event's kind; new kinds get the next codes. Raises TooManyKinds."""
        columns = [_dictionary(events[name]) for name in ("name", "channel", "surface", "actor")]
        index = np.zeros(events.num_rows, np.int64)
        for column in columns:
            index *= len(column.dictionary) + 1
            index += pc.fill_null(column.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
        sizes = [len(column.dictionary) + 1 for column in columns]
        space = int(np.prod(sizes))
        if space <= 4_000_000:
            used = np.zeros(space, bool)
            used[index] = True
            present = np.flatnonzero(used)
            place = np.zeros(space, np.int64)
            place[present] = np.arange(len(present))
            index = place[index]
        else:
            present, index = np.unique(index, return_inverse=True)
        texts = [[None, *column.dictionary.to_pylist()] for column in columns]
        codes = np.empty(len(present), np.uint32)
        for at, combination in enumerate(present):
            parts = [texts[i][j] or "" for i, j in enumerate(np.unravel_index(combination, sizes))]
            codes[at] = self._kind_code(parts[0], parts[1], parts[2], parts[3] or "customer")
        result = codes[index]
        return result.astype(np.uint16) if len(self.kinds) <= 0xFFFF else result

    def _kind_code(self, name: str, channel: str, surface: str, actor: str) -> int:
        known = self._kind_codes.get((name, channel, surface, actor))
        if known is not None:
            return known
        if len(self.kinds) > MOST_KINDS:
            raise TooManyKinds(
                f"These events have more than {MOST_KINDS:,} different kinds (name, channel and page). "
                "Choose a column with fewer names as the event (--map event=COLUMN)."
            )
        kind = Kind(len(self.kinds), name, channel, surface, actor)
        self._add_kind(kind)
        self.pending.kinds.append(kind)
        return kind.code

    def _add_kind(self, kind: Kind) -> None:
        self.kinds.append(kind)
        self._kind_codes[kind[1:]] = kind.code

    def declare(self, properties: pa.Table) -> None:
        """Decide for each property that is new whether it becomes a column: few distinct values, at most 40 in all."""
        for name in properties.column_names:
            column = properties[name]
            if name in self.dimensions or column.null_count == len(column):
                continue
            distinct = pc.count_distinct(column).as_py()
            few = distinct <= 50 or distinct <= min(MOST_VALUES_TO_DECLARE, len(column) // 2)
            declared = few and len(self.declared) < MOST_DIMENSIONS
            dimension = Dimension(len(self.dimensions) + 1, name, _type(column.type), declared, False)
            self.dimensions[name] = dimension
            self.pending.dimensions.append(dimension)

    def dimension_codes(self, dimension: Dimension, column: pa.ChunkedArray) -> Codes:
        """The code of each value; new values get the next codes."""
        encoded = _dictionary(column)
        table = np.zeros(len(encoded.dictionary) + 1, np.uint32)
        for i, value in enumerate(encoded.dictionary.to_pylist()):
            table[i + 1] = self._value_code(dimension, text_of(value))
        codes = table[pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64) + 1]
        narrow: Codes = codes.astype(smallest(len(dimension.values)))
        return narrow

    def _value_code(self, dimension: Dimension, text: str | None) -> int:
        if text is None:
            return 0
        code = dimension.codes.get(text)
        if code is None:
            if len(dimension.values) > MOST_VALUES:
                return 0
            code = len(dimension.values)
            dimension.values.append(text)
            dimension.codes[text] = code
            self.pending.values.append((dimension, code, text))
        return code


def text_of(value: object) -> str | None:
    """A value as the dictionary writes it: true, 42, 0.5, text; None for nothing and for what is no number."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not np.isfinite(value):
            return None
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return value if isinstance(value, str) else str(value)


def smallest(values: int) -> type[np.unsignedinteger]:
    """The smallest unsigned type for codes below ``values``."""
    return np.uint8 if values <= 0xFF else np.uint16 if values <= 0xFFFF else np.uint32


def _dictionary(column: pa.ChunkedArray) -> pa.DictionaryArray:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    column = column.unify_dictionaries()
    combined = column.combine_chunks()
    return combined.chunk(0) if isinstance(combined, pa.ChunkedArray) else combined


def _type(arrow: pa.DataType) -> str:
    if pa.types.is_boolean(arrow):
        return "boolean"
    return "number" if pa.types.is_integer(arrow) or pa.types.is_floating(arrow) else "string"
