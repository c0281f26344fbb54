"""Funnel against ClickHouse: ``windowFunnel(W, 'strict_once')`` on ten thousand small random logs, log by log."""

from pathlib import Path

import pytest
from journeys_factory import dictionary, frame
from small_logs import answers, asked, logs_of, written

from footpath.analyses._steps import Step
from footpath.analyses.funnel import Funnel
from footpath.definitions.model import Match

LOGS = 10_000
#: Steps (letters: any of these names) and window in ms; the logs take turns. A name may fill several steps.
ASKED = [
    *((steps, window) for window in (1, 6) for steps in ("A B C", "A A A", "AB BC A", "ABC AB C B")),
    ("C A C A BC", 9),
    ("A B", 0),
]


@pytest.mark.parametrize("turn", range(len(ASKED)), ids=[f"{steps} {window}" for steps, window in ASKED])
def test_every_log_has_the_levels_that_clickhouse_finds(tmp_path: Path, turn: int) -> None:
    letters, window = ASKED[turn]
    steps = letters.split()
    logs = logs_of(LOGS, seed=3, times=range(16), names="ABCX")
    file = written(logs, tmp_path / "logs.parquet")
    conditions = ", ".join(" or ".join(f"n = '{letter}'" for letter in one) for one in steps)
    levels = (
        f"select log, c, windowFunnel({window}, 'strict_once')(toUInt32(t), {conditions}) as level "
        f"from file('{file}', Parquet) where log % {len(ASKED)} = {turn} group by log, c"
    )
    rows = asked(f"select log, level, count() from ({levels}) where level > 0 group by log, level")
    peer: dict[int, list[int]] = {}
    for log, level, customers in (map(int, row) for row in rows):
        reached = peer.setdefault(log, [0] * len(steps))
        reached[:level] = [count + customers for count in reached[:level]]
    assert len(peer) > LOGS / len(ASKED) / 2
    kinds = dictionary([], more="ABCX")
    funnel = Funnel(
        steps=[Step(match=tuple(Match(name=letter) for letter in one)) for one in steps], window=f"{window}ms"
    )
    own = answers(funnel, logs[turn :: len(ASKED)], kinds, frame(kinds))
    for log, answer in zip(range(turn, LOGS, len(ASKED)), own, strict=True):
        assert [step["customers"] for step in answer["steps"]] == peer.get(log, [0] * len(steps)), logs[log]
