"""From a rule of a recipe to what shaping needs: the rows with their lines, and the plan."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from footpath.collecting.importers._importer import Layout, RawBatch, Unreadable
from footpath.collecting.plan import ROLES, Plan, TypeName
from footpath.collecting.recipes.column_types import said_time_format
from footpath.collecting.recipes.document import Written
from footpath.collecting.recipes.expressions import HIDDEN, BadExpression, nearest
from footpath.collecting.recipes.frame import LINE, ROW, Frame
from footpath.collecting.recipes.model import EventRule, Moment
from footpath.collecting.recognise.mapping import checked_mapping
from footpath.collecting.recognise.recognition import Recognition, recognise
from footpath.vocabulary.scales import BOUNDS

_TIME, _PLUS = HIDDEN + "time", HIDDEN + "plus"


@dataclass(frozen=True)
class Pinned:
    """What is not recognised anew: types of properties, and how the times of columns are written.

    ``else_times``: how they are written where the rows alone do not tell.
    """

    types: dict[str, TypeName] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    else_times: dict[str, str] = field(default_factory=dict)


class Rule:
    """One rule of a recipe, ready for the rows of its table."""

    def __init__(
        self, written: Written, place: int, frame: Frame, file: str, zone: str, pinned: Pinned | None = None
    ) -> None:
        """``frame`` holds the first rows of the table: formats are recognised on them."""
        self._written = written
        self._place = place
        self._pinned = pinned or Pinned()
        self.rule: EventRule = written.recipe.events[place]
        self._table = written.recipe.tables[self.rule.table]
        self._kept = self._properties(frame)
        self._sources = self._checked(frame)
        sample = self._rows(self._met(frame))
        self.plan = self._plan(sample if sample.num_rows else self._rows(frame), file, zone)

    def raw(self, frame: Frame) -> RawBatch:
        """The rows of ``frame`` that the rule makes events of."""
        met = self._met(frame)
        return RawBatch(self._rows(met), met.rows[LINE].to_arrow())

    def _met(self, frame: Frame) -> Frame:
        if self.rule.where is not None:
            frame = frame.where(self._values(frame, self.rule.where, "where"))
        if self.rule.optional:
            names = self._sources["time"]
            given = pl.any_horizontal(_given(frame, name) for name in names) if names else pl.lit(True)
            frame = Frame(frame.rows.filter(given))
        return frame

    def _rows(self, frame: Frame) -> pa.Table:
        """The columns of roles and properties, and the time where it is reckoned."""
        rule = self.rule
        table = frame.table()
        columns = {name: table[name] for names in self._sources.values() for name in names}
        columns |= {new: table[old] for new, old in self._kept.items() if new not in columns or new == old}
        at = rule.time.at if isinstance(rule.time, Moment) else rule.time
        if at.startswith("="):
            columns[_TIME] = pa.chunked_array([pa.array([at[1:]] * table.num_rows, pa.large_string())])
        if isinstance(rule.time, Moment):
            plus = self._values(frame, rule.time.plus, "time", "plus").cast(pl.Float64, strict=False)
            columns[_PLUS] = pa.chunked_array([plus.to_arrow()])
        return pa.table(columns)

    def _plan(self, sample: pa.Table, file: str, zone: str) -> Plan:
        rule = self.rule
        mapping = {role: self._written_source(role) or "" for role in ROLES}
        if _TIME in sample.column_names:
            mapping["time"] = _TIME
        mapping["ignore"] = ",".join(name for name in (_PLUS,) if name in sample.column_names)
        options: dict[str, Any] = {
            "timezone": zone,
            "scale": rule.scale if rule.scale in BOUNDS else None,
            "decimal": self._table.decimal,
        }
        options["time_format"] = self._time_format(self._table.types | self._pinned.times)
        found = self._recognised(file, sample, mapping, options, zone)
        if found.questions and (else_format := self._time_format(self._pinned.else_times)):
            found = self._recognised(file, sample, mapping, options | {"time_format": else_format}, zone)
        for question in found.questions:
            raise self._written.fault(str(question["text"]), "events", self._place, "time")
        consumed = found.plan.consumed - set(self._table.traits)
        if rule.properties is not None:
            used = {name for names in self._sources.values() for name in names}
            consumed = (found.plan.consumed | used) - set(self._kept)
        plan = replace(found.plan, consumed=consumed | {_TIME, _PLUS}, types=found.plan.types | self._pinned.types)
        if isinstance(rule.time, Moment):
            plan = replace(plan, time=replace(plan.time, plus=_PLUS, unit=rule.time.unit))
        return plan

    def _time_format(self, words: dict[str, str]) -> str | None:
        """How the rule's time is written, by what is said of its columns."""
        said = (words[name] for name in self._sources["time"] if name in words)
        return next((how for word in said if (how := said_time_format(word))), None)

    def _recognised(
        self, file: str, sample: pa.Table, mapping: dict[str, str], options: dict[str, Any], zone: str
    ) -> Recognition:
        try:
            return recognise(Path(file), Layout("recipe"), sample, mapping=mapping, options=options, timezone=zone)
        except Unreadable as error:
            raise self._written.fault(str(error), "events", self._place) from None

    def _written_source(self, role: str) -> str | None:
        source = getattr(self.rule, role)
        if role == "scale" and source in BOUNDS:
            return None
        return source.at if isinstance(source, Moment) else source

    def _checked(self, frame: Frame) -> dict[str, tuple[str, ...]]:
        """The columns of each role. Unreadable where one is not there."""
        found = {}
        for role in ROLES:
            said = self._written_source(role)
            try:
                sources, _ = checked_mapping({role: said or ""}, frame.columns)
            except Unreadable as error:
                sentence = str(error).replace("The file has", f"The table {self.rule.table!r} has")
                raise self._written.fault(sentence, "events", self._place, role) from None
            source = sources[role]
            found[role] = source.columns if source else ()
        return found

    def _properties(self, frame: Frame) -> dict[str, str]:
        """The column of each property."""
        rule, there = self.rule, frame.columns
        if rule.properties is None:
            renamed = {rule.text, rule.cost, *rule.keys.values()}
            named = {name: name for name in there if name not in renamed and name != ROW}
        else:
            named = dict(rule.properties) if isinstance(rule.properties, dict) else {n: n for n in rule.properties}
        for new, old in (("text", rule.text), ("cost", rule.cost)):
            if old is not None:
                self._there(old, there, new)
                named[new] = old
        for namespace, old in rule.keys.items():
            self._there(old, there, "keys", namespace)
            named[f"key_{namespace}"] = old
        for trait in self._table.traits:
            if trait not in there:
                sentence = f"There is no column {trait!r}. {nearest(trait, there)}"
                raise self._written.fault(sentence, "tables", rule.table, "traits")
            named.setdefault(trait, trait)
        for new, old in named.items():
            if old not in there:
                self._there(old, there, "properties", new)
        return named

    def _there(self, name: str, columns: list[str], *loc: str) -> None:
        if name not in columns:
            sentence = f"There is no column {name!r}. {nearest(name, columns)}"
            raise self._written.fault(sentence, "events", self._place, *loc)

    def _values(self, frame: Frame, text: str, *loc: str) -> pl.Series:
        try:
            found = frame.values(text)
        except BadExpression as error:
            raise self._written.fault(str(error), "events", self._place, *loc) from None
        except pl.exceptions.PolarsError as error:
            sentence = f"{text!r} cannot be reckoned: {str(error).splitlines()[0]}"
            raise self._written.fault(sentence, "events", self._place, *loc) from None
        return found


def _given(frame: Frame, name: str) -> pl.Expr:
    column = pl.col(name)
    text = frame.rows.schema[name] in (pl.String, pl.Categorical)
    return column.is_not_null() & (column.str.strip_chars() != "") if text else column.is_not_null()
