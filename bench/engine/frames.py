"""Polars' side: columns in memory, sorted by customer and time, so that neighbours are found by shifting."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from engine import shapes
from engine.drawn import MARKETING, OUTCOME, STEPS
from engine.questions import BEGIN_MS, COHORTS, DEPTH, END_MS, GAP_MS, LISTED, PERIODS, WEEK_MS, WINDOW_MS

_IN_PERIOD = pl.col("time").is_between(BEGIN_MS, END_MS, closed="left")
#: The customer in the high bits, the time in the period in 35 low ones, more than any period here.
_MOMENT = pl.col("customer").cast(pl.Int64) * (1 << 35) + pl.col("time") - BEGIN_MS
_SAME = pl.col("customer") == pl.col("customer").shift(1)


class Frames:
    def __init__(self, files: Path) -> None:
        whole = pl.read_parquet(sorted(files.glob("*.parquet"))).rechunk()
        self._events = whole.lazy()

    def variants(self, name: str) -> list[str]:
        return sorted(found for found in _ASKED if found.split(".")[0] == name)

    def ask(self, name: str) -> pl.DataFrame:
        return _ASKED[name](self._events)

    def compared(self, name: str, found: pl.DataFrame) -> Any:
        question = name.split(".")[0]
        rows = found.rows()
        if question == "paths":
            listed = [([node for node in path if node], count) for *path, count, _, _ in rows]
            return shapes.paths(listed, rows[0][-2], rows[0][-1])
        if question == "retention":
            counts = {(cohort, after): count for cohort, after, count in rows}
            table = [
                (cohort, *(counts.get((cohort, after), 0) for after in range(PERIODS + 1)))
                for cohort in sorted({cohort for cohort, _ in counts})
            ]
            return shapes.retention(table)
        return getattr(shapes, question)(rows)


def funnel(events: pl.LazyFrame) -> pl.DataFrame:
    """The latest start of a chain of each length is enough; the customer in the high bits keeps chains apart."""
    at, node = pl.col("at"), pl.col("touchpoint")
    chained = (
        events.filter(_IN_PERIOD & node.is_in(STEPS))
        .select("customer", node, at=_MOMENT)
        .with_columns(s1=pl.when(node == STEPS[0]).then(at).cum_max().forward_fill())
    )
    level = pl.when(node == STEPS[0]).then(1)
    for place in range(1, len(STEPS)):
        start = pl.col(f"s{place}")
        reached = (node == STEPS[place]) & (at - start <= WINDOW_MS)
        chained = chained.with_columns(pl.when(reached).then(start).cum_max().forward_fill().alias(f"s{place + 1}"))
        level = level.when(reached).then(place + 1)
    levels = chained.select("customer", level=level.otherwise(0).cast(pl.UInt8))
    best = levels.group_by("customer").agg(pl.col("level").max())
    return best.group_by("level").len().collect()


def funnel_by_reaching(events: pl.LazyFrame) -> pl.DataFrame:
    """The same, but customers are counted by the events of each level, which lie together."""
    at, node = pl.col("at"), pl.col("touchpoint")
    reaching = events.filter(_IN_PERIOD & node.is_in(STEPS)).select("customer", node, at=_MOMENT)
    starts = pl.when(node == STEPS[0]).then(at)
    reached = [node == STEPS[0]]
    for step in STEPS[1:]:
        latest = starts.forward_fill()
        reached.append((node == step) & (at - latest <= WINDOW_MS))
        starts = pl.when(reached[-1]).then(latest)
    counts = [pl.col("customer").filter(here).rle_id().last() + 1 for here in reached]
    found = reaching.select(*(count.alias(str(place)) for place, count in enumerate(counts, 1))).collect().row(0)
    reach = [count or 0 for count in found] + [0]
    return pl.DataFrame({"level": [1, 2, 3, 4], "count": [reach[i] - reach[i + 1] for i in range(4)]})


def transitions(events: pl.LazyFrame) -> pl.DataFrame:
    node = pl.col("touchpoint")
    return (
        events.filter(_IN_PERIOD & (node > 0))
        .select(
            pair=pl.when(_SAME).then(node.shift(1).cast(pl.UInt16) * 32 + node),
            passed=pl.col("time") - pl.col("time").shift(1),
        )
        .filter(pl.col("pair").is_not_null())
        .group_by("pair")
        .agg(count=pl.len(), mean=pl.col("passed").mean())
        .select(pl.col("pair") // 32, pl.col("pair").alias("to") % 32, "count", "mean")
        .collect()
    )


def retention(events: pl.LazyFrame) -> pl.DataFrame:
    """One row a customer and week remains; a customer's first says the cohort."""
    week = ((pl.col("time") - BEGIN_MS) // WEEK_MS).cast(pl.Int8)
    first = (pl.col("customer") != pl.col("customer").shift(1)).fill_null(True)
    return (
        events.filter(pl.col("time") < END_MS)
        .select("customer", week=week)
        .filter(first | (pl.col("week") != pl.col("week").shift(1)))
        .select("week", cohort=pl.when(first).then(pl.col("week")).forward_fill())
        .filter(pl.col("cohort").is_between(0, COHORTS - 1) & (pl.col("week") - pl.col("cohort") <= PERIODS))
        .group_by("cohort", after=pl.col("week") - pl.col("cohort"))
        .agg(pl.len())
        .collect()
    )


def paths(events: pl.LazyFrame) -> pl.DataFrame:
    """At a customer's first event, the four that follow make the path, five bits each."""
    node, customer = pl.col("touchpoint"), pl.col("customer")
    code = node.cast(pl.UInt32)
    for ahead in range(1, DEPTH):
        same = customer.shift(-ahead) == customer
        code = code | pl.when(same).then(node.shift(-ahead).cast(pl.UInt32) * (1 << 5 * ahead)).otherwise(0)
    first = (customer != customer.shift(1)).fill_null(True)
    counted = (
        events.filter(_IN_PERIOD & (node > 0)).select(code=code, first=first).filter("first").group_by("code").len()
    )
    frame = counted.with_columns(paths=pl.len(), customers=pl.col("len").sum()).top_k(LISTED, by="len").collect()
    digits = [(pl.col("code") // (1 << 5 * place) % 32).alias(f"n{place}") for place in range(DEPTH)]
    return frame.select(*digits, "len", "paths", "customers")


def markov(events: pl.LazyFrame) -> pl.DataFrame:
    kind, state = pl.col("kind"), pl.col("state")
    before = pl.when(_SAME).then(state.shift(1)).otherwise(0)
    return (
        events.filter(_IN_PERIOD & kind.is_in([OUTCOME, *MARKETING]))
        .select("customer", state=pl.when(kind == OUTCOME).then(0).otherwise(pl.col("channel")).cast(pl.UInt8))
        .select(pair=before.cast(pl.UInt16) * 32 + state)
        .filter(pl.col("pair") > 0)
        .group_by("pair")
        .len()
        .select(pl.col("pair") // 32, pl.col("pair").alias("to") % 32, "len")
        .collect()
    )


def sessions(events: pl.LazyFrame) -> pl.DataFrame:
    passed = pl.col("time") - pl.col("time").shift(1)
    first = (~_SAME).fill_null(True)
    begins = first | (passed >= GAP_MS)
    return (
        events.filter(_IN_PERIOD)
        .select(
            "touchpoint",
            first=first,
            begins=begins,
            ends=begins.shift(-1).fill_null(True),
            inside=pl.when(begins).then(0).otherwise(passed),
        )
        .group_by("touchpoint")
        .agg(
            pl.col("begins").sum(),
            pl.col("ends").sum(),
            bounces=(pl.col("begins") & pl.col("ends")).sum(),
            ms=pl.col("inside").sum(),
            events=pl.len(),
            customers=pl.col("first").sum(),
        )
        .collect()
    )


_ASKED: dict[str, Callable[[pl.LazyFrame], pl.DataFrame]] = {
    "funnel": funnel_by_reaching,
    "funnel.levels": funnel,
    "transitions": transitions,
    "retention": retention,
    "paths": paths,
    "markov": markov,
    "sessions": sessions,
}
