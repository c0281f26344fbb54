"""Journeys and frames from plain lists, for tests."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from footpath.analyses._analysis import Frame
from footpath.definitions.lookup import stage_of, touchpoint_of
from footpath.definitions.model import Definitions, Match, Outcome, Stage, Touchpoint
from footpath.store.journeys import Journeys
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.scales import SCALE_CODES

FAR = 2**60


class E(NamedTuple):
    """One event."""

    time: int
    name: str
    channel: str = ""
    surface: str = ""
    actor: str = "customer"
    score: float = float("nan")
    scale: str = ""
    value: float = float("nan")

    @property
    def sort(self) -> tuple[str, str, str, str]:
        return self.name, self.channel, self.surface, self.actor


Customers = Sequence[Sequence[E]]


def customers(*rows: str) -> list[list[E]]:
    """``customers("A0 B5", "A1")``: one text a customer, one letter (or word) and time an event."""
    return [
        [E(int(word.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), word.rstrip("0123456789")) for word in row.split()]
        for row in rows
    ]


def dictionary(people: Customers, more: Iterable[str] = ()) -> list[Kind]:
    """Kinds of these events (and of further names), code 0 unused."""
    sorts = dict.fromkeys([e.sort for events in people for e in events] + [(name, "", "", "customer") for name in more])
    return [Kind(0, "", "", "", "system"), *(Kind(i, *sort) for i, sort in enumerate(sorts, 1))]


def journeys(
    people: Customers, kinds: Sequence[Kind], *, include: Sequence[int] | None = None, wide: bool = False
) -> Journeys:
    """A block: events by time, ties in the order given."""
    codes = {(k.name, k.channel, k.surface, k.actor): k.code for k in kinds}
    rows = [e for events in people for e in sorted(events, key=lambda e: e.time)]
    return Journeys(
        customers=np.arange(1, len(people) + 1, dtype=np.uint64),
        offsets=np.cumsum([0, *map(len, people)]).astype(np.int64),
        include=np.array([1] * len(people) if include is None else include, np.uint8),
        columns={
            "time": np.array([e.time for e in rows], np.int64),
            "kind": np.array([codes[e.sort] for e in rows], np.uint32 if wide else np.uint16),
            "value": np.array([e.value for e in rows], np.float64),
            "score": np.array([e.score for e in rows], np.float32),
            "scale": np.array([SCALE_CODES.get(e.scale, 0) for e in rows], np.uint8),
            "arrival": np.arange(len(rows), dtype=np.uint64),
        },
    )


def frame(
    kinds: list[Kind],
    definitions: Definitions | None = None,
    *,
    start: int = -FAR,
    end: int = FAR,
    data_end: int = 10**9,
) -> Frame:
    """A frame over all time unless told."""
    definitions = definitions or Definitions()
    return Frame(start, end, data_end, kinds, definitions, touchpoint_of(definitions, kinds), stage_of(definitions))


def ask(analysis: Any, people: Customers, definitions: Definitions | None = None, **limits: int) -> dict[str, Any]:
    """The answer of an analysis over these customers as one block."""
    kinds = dictionary(people)
    asked = frame(kinds, definitions, **limits)
    return analysis.answer(analysis.zero(asked) + analysis.fold(journeys(people, kinds), asked), asked)


def cut(block: Journeys, first: int, last: int) -> Journeys:
    """Customers first .. last - 1 as a block of their own."""
    low, high = int(block.offsets[first]), int(block.offsets[last])
    return Journeys(
        block.customers[first:last],
        block.offsets[first : last + 1] - low,
        block.include[first:last],
        {name: values[low:high] for name, values in block.columns.items()},
    )


def staged(
    stages: dict[str, dict[str, list[str]]], outcome: list[str] | None = None, horizon: str = "90d"
) -> Definitions:
    """Definitions from {stage: {touchpoint: [names]}}; the stage "" holds touchpoints without a stage."""
    return Definitions(
        title="Test",
        horizon=horizon,
        stages=[Stage(id=name.lower(), name=name) for name in stages if name],
        touchpoints=[
            Touchpoint(id=tp.lower(), name=tp, stage=stage.lower() or None, match=[Match(name=n) for n in names])
            for stage, touchpoints in stages.items()
            for tp, names in touchpoints.items()
        ],
        outcome=Outcome(name="Done", match=[Match(name=n) for n in outcome]) if outcome else None,
    )
