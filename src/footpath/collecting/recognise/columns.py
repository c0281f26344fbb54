"""What a sample says of each column: how full, how varied, whether numbers; and of columns beside each other."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from footpath.collecting._columns import as_text
from footpath.collecting._types import amount, decide, is_text, present
from footpath.collecting.plan import TypeName

_LOOKED_AT = 2_000


@dataclass(frozen=True)
class Column:
    """One column of the sample.

    ``texts`` large_string, null where missing; ``numeric`` share of the different values that are numbers, ``low``
    and ``high`` their bounds.
    """

    name: str
    texts: pa.Array
    arrow_type: pa.DataType
    type: TypeName
    given: int
    distinct: int
    samples: list[str]
    numeric: float
    low: float
    high: float

    @property
    def repeats(self) -> float:
        """Rows on which each value stands, on average."""
        return self.given / self.distinct if self.distinct else 0.0


def columns_of(sample: pa.Table) -> list[Column]:
    """All columns of the sample, in the order of the file."""
    return [_column(name, sample[name]) for name in sample.column_names]


def _column(name: str, raw: pa.ChunkedArray) -> Column:
    texts = present(as_text(raw))
    different = pc.drop_null(pc.unique(texts))
    looked_at = different.slice(0, _LOOKED_AT).to_pylist()
    numbers = [number for text in looked_at if len(text) < 40 and (number := _number(text)) is not None]
    return Column(
        name=name,
        texts=texts,
        arrow_type=raw.type,
        type=decide(raw),
        given=len(texts) - texts.null_count,
        distinct=len(different),
        samples=[text[:200] for text in looked_at[:5]],
        numeric=len(numbers) / len(looked_at) if looked_at else 0.0,
        low=min(numbers, default=0.0),
        high=max(numbers, default=0.0),
    )


def _number(text: str) -> float | None:
    return amount(text, ".") if any(letter.isdigit() for letter in text) and not _wordy(text) else None


def _wordy(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) > 4 or text.count("-") > 1 or ":" in text or "/" in text


def decimal_comma(column: Column) -> bool:
    """Whether amounts have a decimal comma: more end in a comma and one or two digits than in a point and such."""
    texts = pc.drop_null(column.texts)
    comma = pc.sum(pc.match_substring_regex(texts, r",\d{1,2}\D*$")).as_py() or 0
    point = pc.sum(pc.match_substring_regex(texts, r"\.\d{1,2}\D*$")).as_py() or 0
    return is_text(column.arrow_type) and comma > point


def constant_within(column: Column, customer: Column) -> bool:
    """Whether the column never changes within a customer, some having several rows: a trait, nothing of the event."""
    who = customer.texts.dictionary_encode().indices
    what = column.texts.dictionary_encode().indices
    both = pc.and_(pc.is_valid(who), pc.is_valid(what))
    who, what = who.filter(both).to_numpy(zero_copy_only=False), what.filter(both).to_numpy(zero_copy_only=False)
    if not len(who):
        return False
    pairs = len(np.unique(who.astype(np.int64) * (int(what.max()) + 1) + what))
    people = len(np.unique(who))
    return pairs == people and people < len(who)
