"""Shaping: raw columns and a plan in, events out. Columns at a time; only rejected rows are looked at one by one."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from footpath.collecting._columns import column_of, flat, row_texts
from footpath.collecting._moments import OUT_OF_RANGE, UNREAD, moments
from footpath.collecting._surface import Templates
from footpath.collecting._types import TEXT_SUFFIX, convert, is_text, numbers, present
from footpath.collecting.importers._importer import RawBatch, Unreadable
from footpath.collecting.plan import Plan, Source
from footpath.vocabulary.event import EVENTS, RAW_CHARACTERS, EventBatch, Rejection
from footpath.vocabulary.said import say
from footpath.vocabulary.scales import BOUNDS

MAX_KINDS = 100_000
_WORD = pa.dictionary(pa.int32(), pa.large_string())
#: Who acts, by the words that files use for it; any other word is the customer.
ACTORS = {
    "company": (
        "company",
        "agent",
        "staff",
        "employee",
        "outbound",
        "advisor",
        "operator",
        "firma",
        "pracownik",
        "angajat",
        "公司",
        "客服",
    ),
    "system": ("system", "bot", "automation", "automatic", "auto", "system_user", "robot", "系統", "系统"),
    "customer": (
        "customer",
        "client",
        "user",
        "visitor",
        "inbound",
        "klient",
        "kunde",
        "klant",
        "客戶",
        "客户",
        "用戶",
        "用户",
    ),
}
_ACTOR_OF = {word: actor for actor, words in ACTORS.items() for word in words}


class Shaper:
    """Turns the raw batches of one file into event batches, in order. Holds what must be known across batches."""

    def __init__(self, plan: Plan, file: str) -> None:
        self.plan = plan
        self._file = file
        self._templates = Templates()
        self._kinds: set[tuple[str | None, str | None, str | None]] = set()

    def shape(self, raw: RawBatch) -> EventBatch:
        """Events of ``raw``. Unreadable where the file would make more than 100,000 kinds."""
        table = raw.table
        customer = self._text(table, "customer")
        name = self._text(table, "event")
        ms, state = moments(table, self.plan.sources["time"], self.plan.time)
        reasons = np.zeros(table.num_rows, np.uint8)
        _mark(reasons, _absent(name), "no_name")
        _mark(reasons, state == OUT_OF_RANGE, "time_out_of_range")
        _mark(reasons, state == UNREAD, "bad_time")
        _mark(reasons, (state == UNREAD) & self._no_time(table), "no_time")
        _mark(reasons, _absent(customer), "no_customer")
        rejected = [*raw.rejected, *self._rejections(raw, reasons)]
        lines = raw.lines
        if reasons.any():
            keep = pa.array(reasons == 0)
            table, lines, ms = table.filter(keep), lines.filter(keep), ms[reasons == 0]
            customer, name = customer.filter(keep), name.filter(keep)
        events = self._events(table, customer, ms, name)
        self._count_kinds(events)
        return EventBatch(events, self._properties(table), lines, sorted(rejected, key=lambda one: one.line))

    def _text(self, table: pa.Table, role: str) -> pa.Array:
        """Trimmed text of a role; null where it is missing. All null where the plan has no such role."""
        found = column_of(table, self.plan.sources.get(role, Source()))
        return present(pc.utf8_trim_whitespace(found)) if len(found) != found.null_count else found

    def _no_time(self, table: pa.Table) -> npt.NDArray[np.bool_]:
        source = self.plan.sources["time"]
        given = [table[column] for column in source.columns if column in table.column_names]
        if not given:
            return np.ones(table.num_rows, bool)
        first = given[0]
        missing = pc.is_null(
            present(pc.utf8_trim_whitespace(first.cast(pa.large_string()))) if is_text(first.type) else first
        )
        return np.asarray(
            missing.to_numpy(zero_copy_only=False) if isinstance(missing, pa.Array) else missing.to_numpy()
        )

    def _events(self, table: pa.Table, customer: pa.Array, ms: npt.NDArray[np.int64], name: pa.Array) -> pa.Table:
        n = table.num_rows
        surface = self._text(table, "surface")
        score, scale = self._score(table)
        columns = {
            "customer": customer,
            "time": pa.array(ms),
            "name": name.dictionary_encode(),
            "channel": self._text(table, "channel").dictionary_encode(),
            "surface": self._templates.of(surface).dictionary_encode(),
            "actor": self._actor(table),
            "value": self._number(table, "value"),
            "score": score,
            "scale": scale,
        }
        return pa.table([_as(columns[column.name], column.type, n) for column in EVENTS], schema=EVENTS)

    def _number(self, table: pa.Table, role: str) -> pa.Array:
        source = self.plan.sources.get(role)
        if source is None or source.columns[0] not in table.column_names:
            return pa.nulls(table.num_rows, pa.float64())
        return flat(numbers(table[source.columns[0]], self.plan.decimal))

    def _score(self, table: pa.Table) -> tuple[pa.Array, pa.Array]:
        """Scores within the bounds of their scale; others (11 for "no answer") are no scores."""
        answers = self._number(table, "score")
        if "scale" in self.plan.sources:
            scales = pc.utf8_lower(self._text(table, "scale"))
            kept = pc.if_else(_within_bounds(answers, scales), answers, None)
            return kept, pc.if_else(pc.is_valid(kept), scales, None).dictionary_encode()
        scale = self.plan.scale
        if scale is None:
            return pa.nulls(table.num_rows, pa.float64()), pa.nulls(table.num_rows, _WORD)
        low, high = BOUNDS[scale]
        answers = pc.if_else(pc.and_(pc.greater_equal(answers, low), pc.less_equal(answers, high)), answers, None)
        return answers, pc.if_else(pc.is_valid(answers), pa.scalar(scale, pa.large_string()), None).dictionary_encode()

    def _actor(self, table: pa.Table) -> pa.Array:
        if "actor" not in self.plan.sources:
            code = pa.array(np.zeros(table.num_rows, np.int32))
            return pa.DictionaryArray.from_arrays(code, pa.array(["customer"], pa.large_string()))
        codes = self._text(table, "actor").dictionary_encode()
        words = [_ACTOR_OF.get(word.lower(), "customer") for word in codes.dictionary.to_pylist()]
        found = pc.take(pa.array(words, pa.large_string()), codes.indices)
        return pc.fill_null(found, "customer").dictionary_encode()

    def _properties(self, table: pa.Table) -> pa.Table:
        columns: dict[str, pa.ChunkedArray] = {}
        for name in table.column_names:
            if name in self.plan.consumed or name in self.plan.ignored:
                continue
            typed, text = convert(table[name], self.plan.types.get(name, "string"))
            columns[name] = typed
            if text is not None:
                columns[_free(name + TEXT_SUFFIX, table.column_names)] = text
        if not columns:
            return pa.table({"": pa.nulls(table.num_rows)}).select([])
        return pa.table(columns)

    def _rejections(self, raw: RawBatch, reasons: npt.NDArray[np.uint8]) -> list[Rejection]:
        at = np.flatnonzero(reasons)
        if not len(at):
            return []
        rows = raw.table.take(pa.array(at))
        texts = row_texts(rows, self.plan.separator)
        lines = raw.lines.take(pa.array(at)).to_pylist()
        return [
            Rejection(line, _REASONS[reasons[i]], text[:RAW_CHARACTERS])
            for i, line, text in zip(at.tolist(), lines, texts, strict=True)
        ]

    def _count_kinds(self, events: pa.Table) -> None:
        if not events.num_rows:
            return
        parts = [flat(events[name]) for name in ("name", "channel", "surface")]
        code = np.zeros(events.num_rows, np.int64)
        sizes = [len(part.dictionary) + 1 for part in parts]
        for part, size in zip(parts, sizes, strict=True):
            code = code * size + pc.fill_null(part.indices, size - 1).to_numpy(zero_copy_only=False)
        words = [[*part.dictionary.to_pylist(), None] for part in parts]
        for one in pc.unique(pa.array(code)).to_pylist():
            rest, surface = divmod(one, sizes[2])
            name, channel = divmod(rest, sizes[1])
            self._kinds.add((words[0][name], words[1][channel], words[2][surface]))
            if len(self._kinds) > MAX_KINDS:
                example = str(words[0][name])
                raise Unreadable(say("file.too_many_kinds", file=self._file, most=MAX_KINDS, example=example))


_REASONS = ("", "no_name", "time_out_of_range", "bad_time", "no_time", "no_customer")


def _mark(reasons: npt.NDArray[np.uint8], where: npt.NDArray[np.bool_], reason: str) -> None:
    reasons[where] = _REASONS.index(reason)


def _absent(texts: pa.Array) -> npt.NDArray[np.bool_]:
    return np.asarray(texts.is_null().to_numpy(zero_copy_only=False))


def _within_bounds(answers: pa.Array, scales: pa.Array) -> pa.Array:
    """Whether each answer lies on its own scale."""
    names = pa.array(list(BOUNDS), pa.large_string())
    place = pc.index_in(scales, value_set=names)
    low = pc.take(pa.array([float(low) for low, _ in BOUNDS.values()]), place)
    high = pc.take(pa.array([float(high) for _, high in BOUNDS.values()]), place)
    return pc.fill_null(pc.and_(pc.greater_equal(answers, low), pc.less_equal(answers, high)), False)


def _as(column: pa.Array | pa.ChunkedArray, kind: pa.DataType, n: int) -> pa.Array:
    if pa.types.is_null(column.type):
        return pa.nulls(n, kind)
    one = flat(column)
    return one if one.type == kind else one.cast(kind)


def _free(name: str, taken: list[str]) -> str:
    return name if name not in taken else _free(name + "_", taken)
