"""From a sample to a plan, and the questions that only a person can answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from footpath.collecting._zones import time_zone
from footpath.collecting.importers._importer import Layout
from footpath.collecting.plan import Plan, Source, TimeFormat
from footpath.collecting.recognise.columns import Column, columns_of, decimal_comma
from footpath.collecting.recognise.mapping import checked_mapping, checked_options
from footpath.collecting.recognise.roles import Choice, Roles
from footpath.collecting.recognise.times import LABELS, Reading, read_column, read_texts
from footpath.collecting.shape import column_of


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
    chosen_options = checked_options(options)
    zone = str(chosen_options.get("timezone") or timezone)
    time_zone(zone)
    columns = columns_of(sample.select([name for name in sample.column_names if name not in ignored]))
    roles = Roles(columns, sample.num_rows, said)
    notes = list(layout.notes)
    questions: list[dict[str, Any]] = []
    choices = dict(roles.chosen)
    if "event" not in choices:
        name = _event_name(path)
        choices["event"] = Choice(Source(constant=name), 0.3, "No column says what happened.")
        notes.append(f"No column says what happened, so every row becomes the event '{name}'. Map a column to event to tell them apart.")
    if "customer" not in choices:
        questions.append(_missing("customer", "says whose event a row is", columns))
    reading = _time(choices.get("time"), roles, sample)
    if reading is None:
        questions.append(_missing("time", "holds the time of the events", columns))
    how = str(chosen_options.get("time_format") or (reading.format if reading else "ymd"))
    seen = _seen(reading, how, zone, sample, choices)
    if seen and seen["ambiguous"]:
        questions.append({"id": "time_format", "text": _question(choices["time"].source), "choices": seen["choices"]})
    if seen and reading and reading.zoned < 0.5:
        notes.append(f"The times name no time zone; they are read as {zone}.")
    scale = chosen_options.get("scale") or roles.scale
    if "score" in choices and scale:
        notes.append(f"Scores in '{choices['score'].source.written}' are read as {str(scale).upper()}; answers outside its bounds are left out.")
    decimal = chosen_options.get("decimal") or _decimal(choices, columns)
    plan = Plan(
        sources={role: choice.source for role, choice in choices.items()},
        time=TimeFormat(how, zone),
        types={column.name: column.type for column in columns},
        ignored=ignored,
        scale=scale if "score" in choices else None,
        decimal=decimal,
        separator=layout.separator if layout.importer == "csv" else None,
        consumed=_consumed(choices),
    )
    return Recognition(plan, columns, choices, seen, questions, notes)


def _consumed(choices: dict[str, Choice]) -> frozenset[str]:
    """Columns that are no property, being in the event whole. A page's own address, and a second key, stay properties too."""
    found: set[str] = set()
    for role, choice in choices.items():
        if role != "surface":
            found |= set(choice.source.columns if choice.source.together else choice.source.columns[:1])
    return frozenset(found)


def _time(choice: Choice | None, roles: Roles, sample: pa.Table) -> Reading | None:
    if choice is None or not choice.source.columns:
        return None
    if choice.source.together:
        return read_texts(pc.drop_null(column_of(sample, choice.source)))
    name = choice.source.columns[0]
    column = roles.columns.get(name)
    return roles.times.get(name) or (read_column(column) if column else None)


def _seen(reading: Reading | None, how: str, zone: str, sample: pa.Table, choices: dict[str, Choice]) -> dict[str, Any] | None:
    """The ``time`` part of the preview."""
    if reading is None:
        return None
    example = next((text for text in column_of(sample, choices["time"].source).to_pylist() if text), "")
    orders = [reading.format, *reading.also]
    said = how != reading.format or choices["time"].confidence == 1.0 and not reading.also
    ambiguous = reading.ambiguous and how == reading.format and not said
    return {
        "format": LABELS.get(how, how),
        "confidence": round(reading.share * (0.5 if ambiguous else 1.0), 2),
        "timezone": zone if reading.zoned < 0.5 else "in the file",
        "ambiguous": ambiguous,
        "choices": [{"format": order, "label": LABELS[order], "example": _example(example, order)} for order in orders] if reading.also else [],
    }


def _example(text: str, order: str) -> str:
    from footpath.collecting._clock import BAD, read_times
    from datetime import UTC, datetime, timedelta

    ms, state = read_times(pa.array([text], pa.large_string()), order)
    if state[0] == BAD:
        return text
    return f"{text} is {datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(ms[0])):%-d %B %Y}"


def _question(source: Source) -> str:
    return (
        f"In '{source.written}' every date can be read with the day first or the month first. Which is it? "
        "(--day-first or --month-first; option time_format dmy or mdy.)"
    )


def _missing(role: str, what: str, columns: list[Column]) -> dict[str, Any]:
    shown = ", ".join(column.name for column in columns[:12]) + (", …" if len(columns) > 12 else "")
    return {
        "id": role,
        "text": f"No {role} column was found: none of the columns ({shown}) {what}. Name it with --map {role}=COLUMN.",
        "choices": [{"format": column.name, "label": column.name, "example": ", ".join(column.samples[:2])} for column in columns[:200]],
    }


def _decimal(choices: dict[str, Choice], columns: list[Column]) -> Any:
    names = {choice.source.columns[0] for role, choice in choices.items() if role in ("value", "score") and choice.source.columns}
    return "," if any(decimal_comma(column) for column in columns if column.name in names) else "."


def _event_name(path: Path) -> str:
    stem = path.name
    while Path(stem).suffix.lower() in (".gz", ".zst", ".csv", ".tsv", ".txt", ".parquet", ".jsonl", ".ndjson", ".json", ".xes"):
        stem = Path(stem).stem
    return stem or path.name
