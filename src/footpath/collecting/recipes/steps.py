"""The steps of a table, each from rows to rows."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from footpath.collecting.recipes.expressions import HIDDEN, BadExpression, expression, nearest
from footpath.collecting.recipes.frame import KEY, LINE, ROW, TYPED, Frame, joined_key, truth
from footpath.collecting.recipes.model import Compute, Join, Per, Reject, Repeat, Split, Step, Where

#: A row stands for at most so many journeys.
MOST_COPIES = 1_000_000
#: A batch becomes at most so many rows by splitting and repeating.
MOST_ROWS = 50_000_000
_FIRST_ROW, _FIRST_LINE = HIDDEN + "row", HIDDEN + "first"


@dataclass
class Refused:
    """Rows that the recipe rejects: lines, reason, what to tell."""

    lines: list[int]
    reason: str
    because: str


@dataclass
class Carried:
    """What a step made of its rows."""

    frame: Frame
    refused: list[Refused] = field(default_factory=list)


class BadStep(ValueError):
    """A step that cannot be carried out: the sentence, and the field of the step that it speaks of."""

    def __init__(self, sentence: str, *loc: str) -> None:
        super().__init__(sentence)
        self.loc = loc


#: Rows of another table, for joins.
Whole = Callable[[str], Frame]


def carry_out(step: Step, frame: Frame, whole: Whole) -> Carried:
    """``step`` on ``frame``. BadStep."""
    if isinstance(step, Join):
        return Carried(join(step, frame, whole(step.join)))
    if isinstance(step, Compute):
        return Carried(compute(step, frame))
    if isinstance(step, Where):
        return Carried(frame.where(_values(frame, step.where, "where")))
    if isinstance(step, Reject):
        return reject(step, frame)
    if isinstance(step, Split):
        return Carried(split(step, frame))
    if isinstance(step, Repeat):
        return Carried(repeat(step, frame))
    return Carried(per(step, frame))


def compute(step: Compute, frame: Frame) -> Frame:
    for name, text in step.columns.items():
        frame = frame.with_columns({name: _values(frame, text, "columns", name)})
    return frame


def reject(step: Reject, frame: Frame) -> Carried:
    met = truth(_values(frame, step.reject, "reject"))
    if not met.any():
        return Carried(frame)
    lines = frame.rows[LINE].filter(met).unique(maintain_order=True).to_list()
    return Carried(frame.where(~met), [Refused(lines, step.reason, step.because)])


def split(step: Split, frame: Frame) -> Frame:
    """An empty cell has no part: the row makes none."""
    _there(step.split, frame, "split")
    parts = frame.rows[step.split].cast(pl.String).str.split(step.by)
    rows = frame.with_columns({step.split: parts}).rows.filter(pl.col(step.split).is_not_null())
    _not_too_many(int(rows[step.split].list.len().sum()), "split")
    rows = rows.with_columns(pl.int_ranges(1, pl.col(step.split).list.len() + 1).alias("_part"))
    return Frame(rows.explode(step.split, "_part").with_columns(pl.col(step.split).str.strip_chars()))


def repeat(step: Repeat, frame: Frame) -> Frame:
    times = _values(frame, step.repeat, "repeat").cast(pl.Float64, strict=False).fill_null(0)
    wrong = frame.rows.filter((times < 0) | (times != times.round()) | (times > MOST_COPIES))
    if wrong.height:
        raise BadStep(
            f"{step.repeat!r} is not a whole number from 0 to {MOST_COPIES:,} on line {wrong[LINE][0]:,}.", "repeat"
        )
    _not_too_many(int(times.sum()), "repeat")
    copies = frame.rows.with_columns(pl.int_ranges(1, times.cast(pl.Int64) + 1).alias("_copy"))
    return Frame(copies.filter(times > 0).explode("_copy"))


def per(step: Per, frame: Frame) -> Frame:
    for name in step.per:
        _there(name, frame, "per")
    aggregates = {name: _aggregate(text, frame.columns, "columns", name) for name, text in step.columns.items()}
    used = [root for one in aggregates.values() for root in one.meta.root_names()]
    seen = frame.seen(used)
    keys = {f"{KEY}{place}": frame.rows[name] for place, name in enumerate(step.per)}
    grouped = (
        seen.with_columns(frame.rows[ROW].alias(_FIRST_ROW), **keys)
        .group_by(list(keys), maintain_order=True)
        .agg(
            pl.col(_FIRST_ROW).first(),
            pl.col(LINE).first().alias(_FIRST_LINE),
            *(e.alias(n) for n, e in aggregates.items()),
        )
    )
    names = {_FIRST_ROW: ROW, _FIRST_LINE: LINE, **dict(zip(keys, step.per, strict=True))}
    taken = [name for name in names.values() if name in step.columns]
    if taken:
        raise BadStep(f"{taken[0]!r} is a key already. Give the aggregate another name.", "columns", taken[0])
    return Frame(grouped.rename(names))


def join(step: Join, frame: Frame, other: Frame) -> Frame:
    """A left join: every row stays once for each of its matches, or with empty cells."""
    here, there = _keys(step)
    for name in here:
        _there(name, frame, "on")
    for name in there:
        if name not in other.columns:
            raise BadStep(f"The table {step.join!r} has no column {name!r}. {nearest(name, other.columns)}", "on")
    found = _gathered(step, other, there)
    keys = [name for name in found.columns if name.startswith(KEY)]
    renamed = {name: _free(name, step.join, frame.columns) for name in found.columns if name not in keys}
    left = frame.rows.with_columns(joined_key(frame.rows, here))
    rows = left.join(found.rename(renamed), on=keys, how="left", maintain_order="left")
    _not_too_many(rows.height, "join")
    return Frame(rows.drop(keys))


def _gathered(step: Join, other: Frame, there: list[str]) -> pl.DataFrame:
    """Rows of the other table by key, with the columns that are wanted."""
    keyed = joined_key(other.rows, there)
    keys = keyed.columns
    if isinstance(step.columns, dict):
        aggregates = {n: _aggregate(text, other.columns, "columns", n) for n, text in step.columns.items()}
        used = [root for one in aggregates.values() for root in one.meta.root_names()]
        return (
            other.seen(used)
            .with_columns(keyed)
            .group_by(keys, maintain_order=True)
            .agg(e.alias(n) for n, e in aggregates.items())
        )
    wanted = step.columns or [name for name in other.columns if name not in there and name != ROW]
    for name in wanted:
        if name not in other.columns:
            raise BadStep(f"The table {step.join!r} has no column {name!r}. {nearest(name, other.columns)}", "columns")
    rows = other.named({name: name for name in wanted}).rows.with_columns(keyed)
    rows = rows.filter(pl.all_horizontal(pl.col(key).is_not_null() for key in keys))
    if step.take == "every":
        return rows
    if step.take is not None:
        return rows.unique(subset=keys, keep=step.take, maintain_order=True)
    twice = rows.select(keys).is_duplicated()
    if twice.any():
        example = ", ".join(str(cell) for cell in rows.select(keys).filter(twice).row(0))
        raise BadStep(
            f"The table {step.join!r} has several rows of one key, e.g. {example}. Say `take: first`, last or every, "
            "or give aggregates such as `columns: {total: SUM(value)}`.",
            "join",
        )
    return rows


def _keys(step: Join) -> tuple[list[str], list[str]]:
    if isinstance(step.on, dict):
        return list(step.on), list(step.on.values())
    names = [step.on] if isinstance(step.on, str) else list(step.on)
    return names, names


def _free(name: str, table: str, taken: list[str]) -> str:
    """The name of a joined column: with its table's where this table has one of the name."""
    bare = name.removeprefix(TYPED)
    return name if bare not in taken else f"{name.removesuffix(bare)}{table}.{bare}"


def _values(frame: Frame, text: str, *loc: str) -> pl.Series:
    try:
        return frame.values(text)
    except BadExpression as error:
        raise BadStep(str(error), *loc) from None
    except pl.exceptions.PolarsError as error:
        raise BadStep(f"{text!r} cannot be reckoned: {str(error).splitlines()[0]}", *loc) from None


def _aggregate(text: str, columns: list[str], *loc: str) -> pl.Expr:
    try:
        return expression(text, columns, aggregate=True)
    except BadExpression as error:
        raise BadStep(str(error), *loc) from None


def _there(name: str, frame: Frame, *loc: str) -> None:
    if name not in frame.columns:
        raise BadStep(f"There is no column {name!r}. {nearest(name, frame.columns)}", *loc)


def _not_too_many(rows: int, loc: str) -> None:
    if rows > MOST_ROWS:
        raise BadStep(f"This would make {rows:,} rows of one batch; at most {MOST_ROWS:,} are taken.", loc)
