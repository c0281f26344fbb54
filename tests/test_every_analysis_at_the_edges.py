"""What every analysis on the shelf answers at the edges: equal times, clock changes, 60,000 kinds, a million events."""

import importlib
import json
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from footpath.analyses._analysis import Analysis, Frame
from footpath.analyses._variants import Variants
from footpath.definitions.model import Definitions
from footpath.shelf import items
from footpath.store.journeys import Journeys
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.scales import SCALE_CODES

sys.path.insert(0, str(Path(__file__).parent / "analyses"))
factory = importlib.import_module("journeys_factory")
clocks = importlib.import_module("clocks")

SHELF: list[type[Analysis]] = [*items("footpath.analyses", Analysis).values(), Variants]  # type: ignore[type-abstract]
EVERY = pytest.mark.parametrize("kind_of", SHELF, ids=lambda analysis: analysis.name)
ZONE = "Europe/Warsaw"
HOUR, DAY = 3_600_000, 86_400_000
DEFINITIONS = factory.staged({"Look": {"Site": ["A"]}, "Buy": {"Basket": ["B"], "Pay": ["C"]}}, ["C"], "2d")
CSAT = {"scale": "csat", "score": 4.0}


def one_event() -> tuple[list[Any], int, int]:
    noon = clocks.ms("2026-06-01T12:00", ZONE)
    return [[factory.E(noon, "A", "web", **CSAT)]], noon, noon


def all_at_one_time() -> tuple[list[Any], int, int]:
    noon, draw = clocks.ms("2026-06-01T12:00", ZONE), random.Random(1)
    return [[factory.E(noon, draw.choice("ABCL"), "web", **CSAT) for _ in range(12)] for _ in range(30)], noon, noon


def over_a_clock_change(begin: str) -> Callable[[], tuple[list[Any], int, int]]:
    """Two days with an event each half hour or so, some on the hour that is left out or comes twice."""

    def made() -> tuple[list[Any], int, int]:
        start, draw = clocks.ms(begin, ZONE), random.Random(4)
        times = [[start + draw.randrange(0, 4 * 48) * HOUR // 4 for _ in range(40)] for _ in range(20)]
        rows = [[factory.E(time, draw.choice("ABCL"), "web", **CSAT) for time in sorted(row)] for row in times]
        return rows, start, start + 2 * DAY

    return made


SHAPES = {
    "one event": one_event,
    "all at one time": all_at_one_time,
    "clock forward": over_a_clock_change("2026-03-28"),
    "clock back": over_a_clock_change("2026-10-24"),
}


def framed(kinds: list[Kind], definitions: Definitions, start: int, end: int, zone: str = ZONE) -> Frame:
    """Seen until two days after the last event: whole days are over."""
    frame: Frame = clocks.framed(start - DAY, end + 2 * DAY + 1, zone, kinds, definitions)
    return frame


def answer(analysis: Analysis, blocks: list[Journeys], frame: Frame) -> dict[str, Any]:
    """Ready for JSON; every row of the table has its columns."""
    partial = analysis.zero(frame)
    for block in blocks:
        partial = partial + analysis.fold(block, frame)
    found: dict[str, Any] = json.loads(json.dumps(analysis.answer(partial, frame), allow_nan=False))
    assert all(tuple(row) == analysis.heads for row in analysis.table(found))
    return found


def check_that_customers_add(analysis: Analysis, block: Journeys, frame: Frame) -> dict[str, Any]:
    """The same in parts; and twice the customers are twice as many."""
    whole = answer(analysis, [block], frame)
    middle = len(block) // 2
    assert whole["n"] > 0
    assert answer(analysis, [block.within(0, middle), block.within(middle, len(block))], frame) == whole
    assert answer(analysis, [block, block], frame)["n"] == 2 * whole["n"]
    return whole


@EVERY
@pytest.mark.parametrize("shape", SHAPES)
def test_small_logs_of_odd_times(kind_of: type[Analysis], shape: str) -> None:
    people, start, end = SHAPES[shape]()
    analysis, kinds = kind_of.model_validate(kind_of.example), factory.dictionary(people)
    block = factory.journeys(people, kinds)
    found = check_that_customers_add(analysis, block, framed(kinds, DEFINITIONS, start, end))
    # Where the clock changes counts for the labels of days, not for who is counted.
    assert answer(analysis, [block], framed(kinds, DEFINITIONS, start, end, "UTC"))["n"] == found["n"]


def large(kinds: list[Kind], offsets: np.ndarray, kind: np.ndarray, step_ms: int) -> Journeys:
    """A block whose customers each have an event every ``step_ms``; every seventh answers."""
    events = int(offsets[-1])
    place = np.arange(events) - np.repeat(offsets[:-1], np.diff(offsets))
    answered = np.arange(events) % 7 == 0
    return Journeys(
        customers=np.arange(1, len(offsets), dtype=np.uint64),
        offsets=offsets.astype(np.int64),
        include=np.ones(len(offsets) - 1, np.uint8),
        columns={
            "time": (place * step_ms).astype(np.int64),
            "kind": kind.astype(np.uint16 if len(kinds) < 1 << 16 else np.uint32),
            "value": np.where(answered, 2.5, np.nan),
            "score": np.where(answered, 4, np.nan).astype(np.float32),
            "scale": np.where(answered, SCALE_CODES["csat"], 0).astype(np.uint8),
            "arrival": np.arange(events, dtype=np.uint64),
        },
    )


@EVERY
def test_sixty_thousand_kinds(kind_of: type[Analysis]) -> None:
    kinds = [Kind(0, "", "", "", "system")]
    kinds += [Kind(i, f"K{i}", f"c{i % 7}", "", "customer") for i in range(1, 60_001)]
    definitions = factory.staged({"Look": {"Site": ["K1*"]}, "Buy": {"Basket": ["K2*"]}}, ["K59999"], "2d")
    codes = np.random.default_rng(5).permutation(60_000) + 1
    block = large(kinds, np.arange(0, 60_001, 200), codes, HOUR)
    check_that_customers_add(kind_of.model_validate(kind_of.example), block, framed(kinds, definitions, 0, 200 * HOUR))


@EVERY
def test_a_customer_of_a_million_events(kind_of: type[Analysis]) -> None:
    """Beside forty others, in one block with them and alone."""
    kinds = factory.dictionary([], more="ABCL")
    offsets = np.array([0, *(20 * np.arange(1, 41)), 1_000_800])
    block = large(kinds, offsets, np.random.default_rng(6).integers(1, 5, 1_000_800), HOUR // 4)
    frame = framed(kinds, DEFINITIONS, 0, int(block.columns["time"].max()))
    analysis = kind_of.model_validate(kind_of.example)
    whole = answer(analysis, [block], frame)
    assert answer(analysis, [block.within(0, 40), block.within(40, 41)], frame) == whole
    others = answer(analysis, [block.within(0, 40)], frame)
    alone = answer(analysis, [block.within(40, 41)], frame)
    assert min(others["n"], alone["n"]) > 0
    assert whole["n"] == others["n"] + alone["n"]
    nobody = replace(block, include=np.zeros(41, np.uint8))
    assert answer(analysis, [nobody], frame)["n"] == 0
