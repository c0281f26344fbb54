"""What only a person can say: the order of day and month, a time or customer column that has no known name."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from footpath.collecting._clock import BAD, read_times
from footpath.collecting.plan import Source
from footpath.collecting.recognise.columns import Column
from footpath.collecting.recognise.times import LABELS, Reading
from footpath.vocabulary.said import say

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAMED = 12


def column_wanted(role: str, columns: list[Column]) -> dict[str, Any]:
    """The question which column is the customer, or the time."""
    shown = [column.name for column in columns[:_NAMED]] + (["…"] if len(columns) > _NAMED else [])
    return {
        "id": role,
        "text": say(f"question.{role}", columns=shown),
        "choices": [{"format": one.name, "label": one.name, "example": ", ".join(one.samples[:2])} for one in columns],
    }


def unreadable_times(source: Source, example: str) -> dict[str, Any]:
    """The question how a column writes its times, where no known way reads it."""
    return {
        "id": "time_format",
        "text": say("question.time_pattern", column=source.written, example=example[:40]),
        "choices": [],
    }


def day_or_month(source: Source, choices: list[dict[str, str]]) -> dict[str, Any]:
    """The question whether the day or the month comes first."""
    return {
        "id": "time_format",
        "text": say("question.day_or_month", column=source.written),
        "choices": choices,
    }


def time_view(reading: Reading, example: str, zone: str, answer: str | None) -> dict[str, Any]:
    """The ``time`` part of the preview. ``answer``: the format that the user gave."""
    asked = reading.ambiguous and answer is None
    orders = [reading.format, *reading.also] if reading.also else []
    written = answer or reading.format
    return {
        "format": LABELS.get(written, written),
        "confidence": 1.0 if answer else round(reading.share * (0.5 if asked else 1.0), 2),
        "timezone": zone if reading.zoned < 0.5 else "in the file",
        "ambiguous": asked,
        "choices": [{"format": order, "label": LABELS[order], "example": _read_as(example, order)} for order in orders],
    }


def _read_as(text: str, order: str) -> str:
    ms, state = read_times(pa.array([text], pa.large_string()), order)
    if state[0] == BAD:
        return text
    day = _EPOCH + timedelta(milliseconds=int(ms[0]))
    return f"{text} is {day.day} {day:%B %Y}"
