"""From a sample to a plan, and the questions that only a person can answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from footpath.collecting._columns import column_of
from footpath.collecting._zones import time_zone
from footpath.collecting.importers._importer import Layout
from footpath.collecting.plan import Plan, Source, TimeFormat
from footpath.collecting.recognise.asking import column_wanted, day_or_month, time_view, unreadable_times
from footpath.collecting.recognise.columns import Column, columns_of, decimal_comma
from footpath.collecting.recognise.mapping import checked_mapping, checked_options
from footpath.collecting.recognise.roles import Choice, Roles
from footpath.collecting.recognise.times import Reading, read_column, read_texts
from footpath.vocabulary.said import say

_SUFFIXES = frozenset(
    (".gz", ".zst", ".csv", ".tsv", ".txt", ".parquet", ".pq", ".jsonl", ".ndjson", ".json", ".xes", ".xml")
)


@dataclass(frozen=True)
class Recognition:
    """A plan and what led to it. ``questions`` non-empty: the plan must not be carried out yet."""

    plan: Plan
    columns: list[Column]
    choices: dict[str, Choice]
    time: dict[str, Any] | None
    questions: list[dict[str, Any]]
    notes: list[str]


def recognise(
    path: Path,
    layout: Layout,
    sample: pa.Table,
    *,
    mapping: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
    timezone: str = "UTC",
) -> Recognition:
    """Roles, formats and types of the columns of ``sample``. Unreadable where the mapping or an option does not fit."""
    said, ignored = checked_mapping(mapping, sample.column_names)
    given = checked_options(options)
    zone = str(given.get("timezone") or timezone)
    time_zone(zone)
    columns = columns_of(sample.select([name for name in sample.column_names if name not in ignored]))
    roles = Roles(columns, sample.num_rows, said)
    choices = dict(roles.chosen)
    choices.setdefault("event", Choice(Source(constant=_event_name(path)), 0.3, say("column.no_event")))
    reading = _reading(choices.get("time"), roles, sample)
    answer = given.get("time_format")
    example = _example(choices.get("time"), sample)
    seen = time_view(reading, example, zone, answer) if reading else None
    scale = given.get("scale") or roles.scale
    return Recognition(
        plan=Plan(
            sources={role: choice.source for role, choice in choices.items()},
            time=TimeFormat(str(answer or (reading.format if reading else "ymd")), zone),
            types={column.name: column.type for column in columns},
            ignored=ignored,
            scale=scale if "score" in choices and "scale" not in choices else None,
            decimal=given.get("decimal") or _decimal(choices, columns),
            separator=layout.separator if layout.importer == "csv" else None,
            consumed=_consumed(choices),
        ),
        columns=columns,
        choices=choices,
        time=seen,
        questions=_questions(choices, columns, reading, seen, example),
        notes=[*layout.notes, *_notes(choices, reading, zone, scale)],
    )


def _questions(
    choices: dict[str, Choice],
    columns: list[Column],
    reading: Reading | None,
    seen: dict[str, Any] | None,
    example: str,
) -> list[dict[str, Any]]:
    found = [column_wanted(role, columns) for role in ("customer", "time") if role not in choices]
    if reading and seen and not reading.share and seen["confidence"] < 1:
        found.append(unreadable_times(choices["time"].source, example))
    if seen and seen["ambiguous"]:
        found.append(day_or_month(choices["time"].source, seen["choices"]))
    return found


def _notes(choices: dict[str, Choice], reading: Reading | None, zone: str, scale: str | None) -> list[str]:
    notes: list[str] = []
    event = choices["event"]
    if event.source.constant is not None and event.confidence < 1:
        notes.append(say("note.one_event", event=event.source.constant))
    if reading and reading.share and reading.zoned < 0.5:
        notes.append(say("note.zone", timezone=zone))
    if "score" in choices and "scale" in choices:
        return notes
    if "score" in choices and scale:
        column = choices["score"].source.written
        notes.append(say("note.scale", column=column, scale=scale.upper()))
    elif "score" in choices:
        column = choices["score"].source.written
        notes.append(say("note.no_scale", column=column))
    return notes


def _consumed(choices: dict[str, Choice]) -> frozenset[str]:
    """Columns that are no property, being in the event whole. A page's own address and a second key stay properties."""
    found: set[str] = set()
    for role, choice in choices.items():
        if role != "surface":
            found |= set(choice.source.columns if choice.source.together else choice.source.columns[:1])
    return frozenset(found)


def _reading(choice: Choice | None, roles: Roles, sample: pa.Table) -> Reading | None:
    if choice is None or not choice.source.columns:
        return None
    if choice.source.together:
        return read_texts(pc.drop_null(column_of(sample, choice.source)))
    name = choice.source.columns[0]
    column = roles.columns.get(name)
    return roles.times.get(name) or (read_column(column) if column else None)


def _example(choice: Choice | None, sample: pa.Table) -> str:
    if choice is None:
        return ""
    return next((text for text in column_of(sample, choice.source).to_pylist() if text), "")


def _decimal(choices: dict[str, Choice], columns: list[Column]) -> Literal[".", ","]:
    names = {name for role in ("value", "score") if role in choices for name in choices[role].source.columns[:1]}
    return "," if any(decimal_comma(column) for column in columns if column.name in names) else "."


def _event_name(path: Path) -> str:
    stem = path.name
    while Path(stem).suffix.lower() in _SUFFIXES:
        stem = Path(stem).stem
    return stem or path.name
