"""Writes the truth of a made-up shop: ``truth.json`` and four Parquet files."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from footpath.sample import assortment, truth
from footpath.sample.clock import END_MS
from footpath.sample.draws import Ints
from footpath.sample.effects import Effect, Effects, Sums
from footpath.sample.kinds import KINDS
from footpath.sample.tables import FILES, tables
from footpath.sample.telling import Shop, Told, blocks, tell
from footpath.sample.world import CHANGES, EXPERIENCES, TREND_OF_A_YEAR, WEEK, YEAR

#: Effects are measured on the first customers, at most so many: every planted thing tells them twice again.
EFFECTS_OF = 200_000
_Z = 1.959964  # of the 95 % interval of a mean


class Cancelled(Exception):
    """The caller wanted no more of it; nothing was written under the final names."""


def write_truth(
    folder: Path,
    customers: int = 20_000,
    days: int = 60,
    seed: int = 7,
    effects_of: int = EFFECTS_OF,
    progress: Callable[[int], None] = lambda customers: None,
    cancel: threading.Event | None = None,
) -> truth.Truth:
    """Writes the truth of ``simulate(customers, days, seed)`` into ``folder``, block by block in bounded memory.

    ``progress`` is told the customers done. The file ``truth.json`` is written last: where it stands, all is there.
    ValueError where a number is not positive; Cancelled.
    """
    shop = Shop(customers, days, seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "truth.json").unlink(missing_ok=True)
    effects, totals = Effects(shop), _Totals()
    writers: dict[str, pq.ParquetWriter] = {}
    try:
        for first, count in blocks(shop):
            if cancel is not None and cancel.is_set():
                raise Cancelled
            told = tell(shop, first, count)
            totals.add(told)
            if first < effects_of:
                effects.add(told)
            for name, table in tables(shop, told).items():
                if name not in writers:
                    writers[name] = pq.ParquetWriter(folder / name, table.schema, compression="zstd")
                writers[name].write_table(table)
            progress(first + count)
    finally:
        for writer in writers.values():
            writer.close()
    written = _truth(shop, effects, totals)
    (folder / "truth.json").write_text(written.model_dump_json(indent=2) + "\n", "utf-8")
    return written


@dataclass
class _Totals:
    """Counts over all blocks."""

    personas: Ints = field(default_factory=lambda: np.zeros(len(assortment.PERSONAS), np.int64))
    recognised: Ints = field(default_factory=lambda: np.zeros(len(assortment.PERSONAS), np.int64))
    felt: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros((4, len(KINDS))))

    def add(self, told: Told) -> None:
        people, size = told.people, len(assortment.PERSONAS)
        self.personas += np.bincount(people.persona, minlength=size)
        self.recognised += np.bincount(people.persona[people.persona == people.segment], minlength=size)
        felt = told.ledger.felt()
        inside = felt.time < END_MS
        for part, mine in ((0, inside), (2, inside & felt.answered)):
            self.felt[part] += np.bincount(felt.kind[mine], minlength=len(KINDS))
            self.felt[part + 1] += np.bincount(felt.kind[mine], felt.feeling[mine], len(KINDS))


def _truth(shop: Shop, effects: Effects, totals: _Totals) -> truth.Truth:
    return truth.Truth(
        schema_version=1,
        shop=truth.MadeShop(
            customers=shop.customers,
            days=shop.days,
            seed=shop.seed,
            begin=_moment(shop.start_ms),
            end=_moment(END_MS),
            effects_of=next(iter(effects.channels.values())).orders.n,
        ),
        experiences=[
            truth.ExperienceTruth(
                name=entry.name,
                begins=list(entry.begins),
                seen_by=entry.seen_by,
                outcome=entry.outcome,
                within_days=entry.within_days,
                causal=entry.causal,
                average=_estimate(effects.experiences[entry.name].average),
                on_affected=_estimate(effects.experiences[entry.name].on_affected),
                naive=_naive(effects.experiences[entry.name]),
            )
            for entry in EXPERIENCES
        ],
        channels=[
            truth.ChannelTruth(
                name=name,
                touches=channel.touches,
                touched=channel.touched,
                cost_eur=round(channel.cost_eur, 2),
                orders=round(channel.orders.total),
                orders_lost=round(channel.lost.total),
                share_lost=_estimate(channel.lost),
            )
            for name, channel in effects.channels.items()
        ],
        feelings=_feelings(totals),
        personas=[
            truth.PersonaTruth(name=entry.name, customers=int(all_), recognised=int(known))
            for entry, all_, known in zip(assortment.PERSONAS, totals.personas, totals.recognised, strict=True)
        ],
        changes=[
            truth.ChangeTruth(
                name=change.name,
                what=change.what,
                begin=_moment(change.start_ms),
                end=_moment(change.end_ms) if change.end_ms < END_MS else None,
                factor=change.factor,
            )
            for change in CHANGES
            if change.start_ms > shop.start_ms
        ],
        season=truth.Season(week=WEEK.tolist(), year=YEAR.tolist(), trend_of_a_year=TREND_OF_A_YEAR),
        files=FILES,
    )


def _feelings(totals: _Totals) -> list[truth.FeelingTruth]:
    """By name of the touchpoint, all its channels together."""
    result = []
    for name in dict.fromkeys(entry.name for entry in KINDS):
        n, total, answered, of_answered = totals.felt[:, [entry.name == name for entry in KINDS]].sum(axis=1)
        if n:
            mean = of_answered / answered if answered else None
            result.append(
                truth.FeelingTruth(
                    touchpoint=name, n=int(n), mean=total / n, answered=int(answered), mean_of_answered=mean
                )
            )
    return result


def _estimate(sums: Sums) -> truth.Estimate:
    if sums.mean is None or sums.error is None:
        return truth.Estimate(n=sums.n, value=sums.mean, low=None, high=None)
    half = _Z * sums.error
    return truth.Estimate(n=sums.n, value=sums.mean, low=sums.mean - half, high=sums.mean + half)


def _naive(effect: Effect) -> float | None:
    if effect.with_it.mean is None or effect.without_it.mean is None:
        return None
    return effect.with_it.mean - effect.without_it.mean


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
