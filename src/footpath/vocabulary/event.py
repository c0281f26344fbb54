"""An event batch: the one shape in which events travel from any importer or protocol into the store."""

from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

from footpath.vocabulary.said import Said, has_sentence, say

#: Columns of ``EventBatch.events``. A null customer or time is a rejection, never an event.
EVENTS = pa.schema(
    [
        pa.field("customer", pa.large_string()),  # the key as it came, e.g. "20418"
        pa.field("time", pa.int64()),  # UTC milliseconds since 1970
        pa.field("name", pa.dictionary(pa.int32(), pa.large_string())),  # what happened
        pa.field("channel", pa.dictionary(pa.int32(), pa.large_string())),  # where; null = unknown
        pa.field("surface", pa.dictionary(pa.int32(), pa.large_string())),  # page group, screen, queue; null = none
        pa.field("actor", pa.dictionary(pa.int32(), pa.large_string())),  # customer | company | system
        pa.field("value", pa.float64()),  # money in the workspace's currency; null = none
        pa.field("score", pa.float64()),  # an answer on a scale; null = none
        pa.field("scale", pa.dictionary(pa.int32(), pa.large_string())),  # nps | csat | ces; null = none
    ]
)

Actor = Literal["customer", "company", "system"]

#: Why a row or an event was not taken: the word is stored; ``why`` says it.
REASONS = (
    "no_customer",
    "no_time",
    "bad_time",
    "time_out_of_range",
    "no_name",
    "bad_row",
    "bad_encoding",
    "bad_json",
    "too_large",
    "unknown_type",
    "long_id",
)


def why(reason: str, detail: str = "") -> Said:
    """The sentence of a reason, and what more is known of the one row."""
    told = say(f"row.{reason}") if has_sentence(f"row.{reason}") else Said(reason)
    return told.then(detail) if detail else told


#: So much of a rejected row's text is kept. A longer one can be looked at, but not read again.
RAW_CHARACTERS = 65_536


@dataclass(frozen=True)
class Rejection:
    """One row that was not taken: ``line`` counts from 1 (header included), ``raw`` its text, cut at RAW_CHARACTERS."""

    line: int
    reason: str
    raw: str
    detail: str = ""


@dataclass(frozen=True)
class EventBatch:
    """Events and what was rejected beside them.

    ``events`` has the columns of ``EVENTS`` and one row an event; ``properties`` has as many rows and one
    column for each further property (string, int64, float64 or bool; null = not given);
    ``lines`` int64, the line of the file (from 1) or the row's number.
    """

    events: pa.Table
    properties: pa.Table
    lines: pa.Array
    rejected: list[Rejection] = field(default_factory=list)
