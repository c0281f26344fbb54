"""Retention against ClickHouse: its ``retention`` aggregate on ten thousand small random logs, log by log."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from clocks import framed, ms
from journeys_factory import dictionary
from small_logs import answers, asked, logs_of, written

from footpath.analyses.retention import Retention

LOGS = 10_000
HOUR, DAY = 3_600_000, 86_400_000
ZONE = "Europe/Warsaw"
BEGIN = ms("2026-03-23", ZONE)  # a Monday; the clock goes forward on the Sunday after
ROLLING_MS = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY}
#: Midnights, moments around them and around the change of the clock.
TIMES = [BEGIN + day * DAY + late for day in range(-3, 24) for late in (-HOUR - 1, -HOUR, -1, 0, 1, 5 * HOUR)]
ASKED: list[dict[str, Any]] = [
    {"unit": "day", "periods": 7},
    {"unit": "day", "periods": 7, "mode": "on_or_after", "start": "A"},
    {"unit": "day", "mode": "bracket", "brackets": [(0, 0), (1, 3), (2, 6)], "back": "B"},
    {"unit": "day", "periods": 5, "clock": "rolling", "start": "A", "back": "B"},
    {"unit": "day", "periods": 5, "clock": "rolling", "mode": "on_or_after"},
    {"unit": "week", "periods": 3, "start": "B"},
    {"unit": "week", "periods": 2, "clock": "rolling", "back": "A"},
    {"unit": "month", "periods": 1},
]


def query(file: Path, retention: Retention, turn: int, start: int, end: int) -> str:
    """Log, cohort's day, column, and how many customers had the time, came back, still wait, came back so far."""
    unit, tz = retention.unit, f"'{ZONE}'"
    day = {"day": "toDate({0})", "week": "toMonday(toDate({0}))", "month": "toStartOfMonth(toDate({0}))"}[unit]
    local = "toTimezone(fromUnixTimestamp64Milli({0}), " + tz + ")"
    period = day.format(local)
    begins = "n = 'A'" if retention.start == "A" else "n = 'B'" if retention.start == "B" else "1"
    returns = f"n = '{retention.back}'" if retention.back else "1"
    length = ROLLING_MS[unit]
    past = f"intDiv(t - first, {length})"
    if retention.clock == "calendar":
        past = f"dateDiff('{unit}', {period.format('first')}, {period.format('t')})"
    last = 1_000_000
    ranges = retention.brackets or [(k, k if retention.mode == "on" else last) for k in range(retention.periods + 1)]
    closing = [(low if high == last else high) + 1 for low, high in ranges]
    midnight = f"toUnixTimestamp(toDateTime(cohort + interval {{0}} {unit}, {tz})) * 1000"
    over = [f"first + {k * length} <= {end}" for k in closing]
    if retention.clock == "calendar":
        over = [f"{midnight.format(k)} <= {end}" for k in closing]
    came = ", ".join(f"t >= first and {returns} and {past} between {low} and {high}" for low, high in ranges)
    counts = ", ".join(
        f"countIf({o}), countIf({o} and r[{i}]), countIf(not ({o})), countIf(not ({o}) and r[{i}])"
        for i, o in enumerate(over, 2)
    )
    events = f"(select * from file('{file}', Parquet) where log % {len(ASKED)} = {turn} and t < {end})"
    firsts = f"(select log, c, min(t) as first from {events} where {begins} group by log, c)"
    people = (
        f"select log, c, first, {period.format('first')} as cohort, retention(t = first and {begins}, {came}) as r "
        f"from {events} as e inner join {firsts} as f using (log, c) group by log, c, first"
    )
    return (
        f"select log, toString(cohort), {counts} from ({people}) where r[1] "
        f"and cohort >= {period.format(start)} and {midnight.format(1)} <= {end} group by log, cohort"
    )


@pytest.mark.parametrize("turn", range(len(ASKED)), ids=[" ".join(map(str, one.values())) for one in ASKED])
def test_every_log_has_the_cohorts_that_clickhouse_finds(tmp_path: Path, turn: int) -> None:
    retention = Retention(**ASKED[turn])
    start, end = BEGIN + turn % 3 * DAY, BEGIN + (60 if retention.unit == "month" else 17) * DAY + turn * 5 * HOUR
    logs = logs_of(LOGS, seed=5, times=TIMES, names="ABC")
    rows = asked(query(written(logs, tmp_path / "logs.parquet"), retention, turn, start, end))
    peer = defaultdict(dict)
    for log, cohort, *counts in rows:
        numbers = [int(count) for count in counts]
        peer[int(log)][cohort] = [tuple(numbers[at : at + 4]) for at in range(0, len(numbers), 4)]
    assert len(peer) > LOGS / len(ASKED) / 2
    kinds = dictionary([], more="ABC")
    words = ("customers", "returned", "waiting", "returned_so_far")
    own = answers(retention, logs[turn :: len(ASKED)], kinds, framed(start, end, ZONE, kinds))
    for log, answer in zip(range(turn, LOGS, len(ASKED)), own, strict=True):
        found = {
            row["cohort"]: [tuple(cell[word] for word in words) for cell in row["cells"]] for row in answer["cohorts"]
        }
        assert found == peer[log], logs[log]
