"""Opening a file of events: recognised, previewed, and read as event batches."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from footpath.collecting._ahead import read_ahead
from footpath.collecting._columns import column_of
from footpath.collecting.importers import pick
from footpath.collecting.importers._importer import Importer, Layout, RawBatch, Unreadable
from footpath.collecting.recognise.preview import ColumnView, Preview
from footpath.collecting.recognise.recognition import Recognition, recognise
from footpath.collecting.recognise.times import read_texts
from footpath.collecting.shape import Shaper
from footpath.vocabulary.event import EventBatch, why
from footpath.vocabulary.said import joined, parts_of, say

SAMPLE_ROWS = 20_000
#: So far is looked for a date that tells day from month, e.g. the 13th.
_LOOK_ROWS = 2_000_000
_SURE = 0.9
_SHOWN_EVENTS = 10
_SHOWN_REJECTED = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def open_file(
    path: Path | str,
    *,
    mapping: Mapping[str, str] | None = None,
    options: Mapping[str, Any] | None = None,
    timezone: str = "UTC",
    batch_rows: int = 500_000,
) -> "Reading":
    """A file of events, its format and columns recognised. ``timezone``: of times that name none.

    ``mapping``: column by role, e.g. ``{"customer": "user", "time": "date+hour", "event": "=Purchase"}`` (``A|B``: the
    first that is given; ``A+B``: both; ``=text``: the same for every row; empty: the role stays empty; ``ignore``:
    columns to leave out). ``options``: time_format, day_first, timezone, scale, decimal. Raises Unreadable.
    """
    path = Path(path)
    importer = pick(path)
    layout = importer.layout(path)
    return Reading(path, importer, layout, mapping, options, timezone, batch_rows)


class Reading:
    """One opened file. ``preview`` and ``batches`` may each be asked for more than once."""

    def __init__(
        self, path: Path, importer: Importer, layout: Layout, mapping: Mapping[str, str] | None,
        options: Mapping[str, Any] | None, timezone: str, batch_rows: int,
    ) -> None:  # fmt: skip
        self.path = path
        self.layout = layout
        self.bytes_total = path.stat().st_size
        self.bytes_read = 0
        self._importer = importer
        self._batch_rows = batch_rows
        self._sample, self._whole = self._first()
        self.recognition = self._recognise(mapping, dict(options or {}), timezone)

    def _first(self) -> tuple[RawBatch, bool]:
        """The first rows, and whether they are all."""
        batches = self._importer.read(self.path, self.layout, batch_rows=SAMPLE_ROWS)
        first = next(batches, None)
        if first is None:
            raise Unreadable(say("file.no_rows", file=self.path.name))
        if not first.table.num_rows:
            one = first.rejected[0]
            none_read = say("file.none_read", rows=len(first.rejected), file=self.path.name)
            raise Unreadable(none_read.then(say("file.first_fault", line=one.line)).then(why(one.reason, one.detail)))
        whole = next(batches, None) is None
        return first, whole

    def _recognise(self, mapping: Mapping[str, str] | None, options: dict[str, Any], timezone: str) -> Recognition:
        def recognised() -> Recognition:
            sample = self._sample.table
            return recognise(self.path, self.layout, sample, mapping=mapping, options=options, timezone=timezone)

        found = recognised()
        if found.time and found.time["ambiguous"] and (order := self._order_further_on(found)):
            options["time_format"] = order
            return recognised()
        return found

    def _order_further_on(self, found: Recognition) -> str | None:
        """Order of day and month, where the sample leaves it open and a later row decides it."""
        if self._whole:
            return None
        seen = 0
        for raw in self._importer.read(self.path, self.layout, batch_rows=self._batch_rows):
            times = read_texts(pc.drop_null(column_of(raw.table, found.plan.sources["time"])))
            seen += raw.table.num_rows
            if (not times.ambiguous and times.share > _SURE) or seen > _LOOK_ROWS:
                return None if times.ambiguous else times.format
        return None

    @property
    def column_names(self) -> list[str]:
        """The columns of the file, in its order."""
        return list(self._sample.table.column_names)

    def batches(self) -> Iterator[EventBatch]:
        """All events of the file, about ``batch_rows`` at a time. Unreadable while a question is open."""
        if self.recognition.questions:
            raise Unreadable(joined(question["text"] for question in self.recognition.questions))
        shaper = Shaper(self.recognition.plan, self.path.name)
        for raw in read_ahead(self._importer.read(self.path, self.layout, batch_rows=self._batch_rows)):
            self.bytes_read = raw.bytes_read
            yield shaper.shape(raw)
        self.bytes_read = self.bytes_total

    def preview(self) -> Preview:
        """What an import would do, on the first rows."""
        found = self.recognition
        shaped = None
        if not any(question["id"] in ("customer", "time") for question in found.questions):
            shaped = Shaper(found.plan, self.path.name).shape(self._sample)
        rejected = shaped.rejected if shaped else self._sample.rejected
        rows, exact = self._rows()
        return Preview(
            file=self.path.name,
            importer=self.layout.importer,
            encoding=self.layout.encoding,
            separator=self.layout.separator,
            rows=rows,
            rows_exact=exact,
            size=self.bytes_total,
            columns=self._columns(),
            time=found.time,
            score_scale=found.plan.scale,
            events=first_events(shaped) if shaped else [],
            rejected_sample=[
                {
                    "line": one.line,
                    "reason": one.reason,
                    "sentence": str(why(one.reason, one.detail)),
                    "said": parts_of(why(one.reason, one.detail)),
                    "raw": one.raw,
                }
                for one in rejected[:_SHOWN_REJECTED]
            ],
            rejected_in_sample=len(rejected),
            period=_period(shaped, found.plan.time.timezone),
            questions=found.questions,
            notes=found.notes,
            mapping={role: choice.source.written for role, choice in found.choices.items()},
        )

    def _rows(self) -> tuple[int, bool]:
        seen = self._sample.table.num_rows + len(self._sample.rejected)
        if self.layout.rows is not None:
            return self.layout.rows, True
        if self._whole or not self._sample.bytes_read:
            return seen, self._whole
        return max(seen, round(seen * self.bytes_total / self._sample.bytes_read)), False

    def _columns(self) -> list[ColumnView]:
        found = self.recognition
        roles = {name: (role, choice) for role, choice in found.choices.items() for name in choice.source.columns}
        views = []
        for column in found.columns:
            role, choice = roles.get(column.name, ("property", None))
            views.append(
                ColumnView(
                    name=column.name,
                    role=role,
                    confidence=choice.confidence if choice else 1.0,
                    reason=choice.reason if choice else say("column.property"),
                    type="time" if role == "time" else column.type,
                    samples=column.samples,
                    distinct=column.distinct,
                )
            )
        views += [
            ColumnView(name, "ignore", 1.0, say("column.left_out"), "string", [], 0)
            for name in sorted(found.plan.ignored)
        ]
        return views


def first_events(batch: EventBatch) -> list[dict[str, Any]]:
    """The first ten events, ready for JSON."""
    events = batch.events.slice(0, _SHOWN_EVENTS).to_pylist()
    properties = (
        batch.properties.slice(0, _SHOWN_EVENTS).to_pylist() if batch.properties.num_columns else [{}] * len(events)
    )
    return [
        {**event, "time": _iso(event["time"]), "properties": {k: v for k, v in more.items() if v is not None}}
        for event, more in zip(events, properties, strict=True)
    ]


def _period(batch: EventBatch | None, timezone: str) -> dict[str, Any] | None:
    if batch is None or not batch.events.num_rows:
        return None
    ends = pc.min_max(batch.events["time"]).as_py()
    return {"from": _iso(ends["min"]), "to": _iso(ends["max"]), "timezone": timezone}


def _iso(ms: int) -> str:
    return (_EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
