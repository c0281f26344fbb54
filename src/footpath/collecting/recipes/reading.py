"""Reading files by a recipe: the event batches of every rule, and a preview of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from footpath.collecting.importers._importer import RawBatch
from footpath.collecting.plan import TypeName
from footpath.collecting.reading import first_events
from footpath.collecting.recipes.document import Written
from footpath.collecting.recipes.rules import Pinned, Rule
from footpath.collecting.recipes.tables import Rows, Tables
from footpath.collecting.shape import Shaper
from footpath.vocabulary.event import EventBatch, Rejection, why
from footpath.vocabulary.said import parts_of

_SHOWN_REJECTED = 20


class RecipeReading:
    """The files of one import, read by a recipe. Formats are recognised on the first rows."""

    def __init__(
        self,
        written: Written,
        paths: Sequence[Path],
        timezone: str,
        batch_rows: int = 100_000,
        pinned: Pinned | None = None,
    ) -> None:
        self.written = written
        self._pinned = pinned
        self._tables = Tables(written, paths, timezone, batch_rows)
        self._samples: dict[str, Rows] = {}
        self._bytes: dict[str, int] = {}
        for rule in written.recipe.events:
            if rule.table not in self._samples:
                self._samples[rule.table] = self._tables.sample(rule.table)
        self._rules = [self._rule(place) for place in range(len(written.recipe.events))]

    def tables(self) -> list[str]:
        """The tables whose rows become events, in the order of the rules."""
        return list(self._samples)

    def name(self, table: str) -> str:
        return ", ".join(one.path.name for one in self._tables.files[table])

    def layouts(self) -> Iterator[tuple[str, str, list[str], str | None]]:
        """Of each file whose rows become events: its name, its table, its columns, what parts its cells."""
        for table in self.tables():
            raw = self._samples[table].raw
            for one in self._tables.files[table]:
                yield one.path.name, table, list(raw.table.column_names) if raw else [], one.separator

    def types(self, table: str) -> dict[str, TypeName]:
        """The types of the properties that the rows of a table have."""
        return {name: how for rule in self._rules if rule.rule.table == table for name, how in rule.plan.types.items()}

    def times(self, table: str) -> dict[str, str]:
        """How the times of a table's columns are written."""
        plans = [rule.plan for rule in self._rules if rule.rule.table == table]
        return {name: plan.time.format for plan in plans for name in plan.sources["time"].columns}

    def bytes_total(self, table: str) -> int:
        return sum(one.path.stat().st_size for one in self._tables.files[table])

    def bytes_read(self, table: str) -> int:
        return self._bytes.get(table, 0)

    def batches(self, table: str) -> Iterator[EventBatch]:
        """All events that the rows of ``table`` become."""
        rules = [rule for rule in self._rules if rule.rule.table == table]
        shapers = [Shaper(rule.plan, self.name(table)) for rule in rules]
        for rows in self._tables.rows(table):
            self._bytes[table] = rows.bytes_read
            yield from _shaped(rules, shapers, rows)

    def preview(self) -> dict[str, Any]:
        """What an import would do, on the first rows: ready for JSON (docs/json.md)."""
        tables, rules = [], []
        for table in self.tables():
            found = [rule for rule in self._rules if rule.rule.table == table]
            shapers = [Shaper(rule.plan, self.name(table)) for rule in found]
            rows = self._samples[table]
            batches = list(_shaped(found, shapers, rows))
            rejected = [one for batch in batches for one in batch.rejected]
            tables.append(
                {
                    "table": table,
                    "files": [one.path.name for one in self._tables.files[table]],
                    "columns": rows.frame.columns,
                    "rejected_in_sample": len(rejected),
                    "rejected_sample": [
                        {
                            "line": one.line,
                            "reason": one.reason,
                            "sentence": str(sentence := why(one.reason, one.detail)),
                            "said": parts_of(sentence),
                            "raw": one.raw,
                        }
                        for one in rejected[:_SHOWN_REJECTED]
                    ],
                }
            )
            for rule, batch in zip(found, batches, strict=True):
                events = first_events(batch)
                rules.append({"from": table, "event": rule.rule.event, "n": batch.events.num_rows, "events": events})
        return {"recipe": self.written.recipe.name or self.written.name, "tables": tables, "rules": rules}

    def _rule(self, place: int) -> Rule:
        table = self.written.recipe.events[place].table
        rows = self._samples[table]
        return Rule(self.written, place, rows.frame, rows.file, self._tables.zone(table), self._pinned)


def _shaped(rules: list[Rule], shapers: list[Shaper], rows: Rows) -> Iterator[EventBatch]:
    """One batch a rule. A row that several rules reject for one reason is listed once; what steps rejected, first."""
    listed: set[tuple[int, str]] = set()
    before = list(rows.rejected)
    for rule, shaper in zip(rules, shapers, strict=True):
        raw: RawBatch = rule.raw(rows.frame)
        batch = shaper.shape(raw)
        fresh = []
        for one in [*before, *_as_in_the_file(batch.rejected, rows)]:
            if (one.line, one.reason) not in listed:
                listed.add((one.line, one.reason))
                fresh.append(one)
        before = []
        yield replace(batch, rejected=sorted(fresh, key=lambda one: one.line))


def _as_in_the_file(rejected: list[Rejection], rows: Rows) -> list[Rejection]:
    """The same rejections with the text of the row as its file has it."""
    if rows.raw is None or not rejected:
        return rejected
    texts = rows.raw.texts([one.line for one in rejected])
    return [replace(one, raw=text) for one, text in zip(rejected, texts, strict=True)]
