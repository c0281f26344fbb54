"""Paths: what customers do after, before or between anchors, step by step."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, field_validator

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._frame import CUSTOMER, actors, column, once, seen_until
from footpath.analyses._paths import WORDS, PathsPartial, partial_of
from footpath.analyses._sankey import SEPARATOR, Picture
from footpath.analyses._steps import Step, label, resolve
from footpath.analyses.transitions import Transitions
from footpath.store.journeys import Journeys
from footpath.store.kernels.paths import BACKWARD, BETWEEN, END_BITS, FORWARD, NO_NODE, SEEN, WAITING, WITHOUT, fold
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.said import joined, parts_of, say

KEY_BITS = 62  #: paths that need more bits are told apart by a hash

Nodes = tuple[list[str], npt.NDArray[np.uint32], npt.NDArray[np.uint8], npt.NDArray[np.uint8]]


class Paths(Analysis):
    """What customers do after one anchor, before another, or between the two, step by step: one path a customer.

    Columns and links draw a Sankey diagram whose customers add up: those at a node go on by its links, or end there.
    """

    name: ClassVar[str] = "paths"
    picture: ClassVar[str] = "sankey"
    example: ClassVar[dict[str, Any]] = {"by": "name", "depth": 3}
    heads: ClassVar[tuple[str, ...]] = (
        *("path", "customers", "share", "low", "high"),
        *("ended", "open", "cut", "arrived"),
    )

    keys: ClassVar[tuple[str, ...]] = ("path",)
    counted: ClassVar[Mapping[str, str]] = dict.fromkeys(("customers", *WORDS), "customers")

    start: str | Step | None = Field(None, description="where paths begin: an event name, touchpoint or stage")
    end: str | Step | None = Field(None, description="where paths end; with a start: paths between the two")
    by: Literal["name", "kind", "touchpoint", "stage"] = Field(
        "name", description="steps of a path: event names, kinds (name, channel, surface), touchpoints or stages"
    )
    window: str = Field("14d", description="time allowed from the anchor to the other end of the path, inclusive")
    depth: int = Field(5, ge=2, le=20, description="most steps of a path, the anchor being the first")
    collapse: bool = Field(False, description="count consecutive repeats as one visit")
    most: int = Field(12, ge=1, le=1000, description="nodes shown in a column, the others as one")
    limit: int = Field(20, ge=1, le=100_000, description="most frequent whole paths to list")

    @field_validator("window")
    @classmethod
    def _is_duration(cls, text: str) -> str:
        milliseconds(text)
        return text

    @property
    def _way(self) -> int:
        if self.end is None:
            return FORWARD
        return BACKWARD if self.start is None else BETWEEN

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind")

    def zero(self, frame: Frame) -> PathsPartial:
        names, *_ = self._nodes(frame)
        return PathsPartial(
            np.empty(0, np.uint64),
            np.empty((0, 1), np.int64),
            np.empty((0, self.depth), np.uint32),
            (),
            np.zeros((self.depth, len(names)), np.int64),
            np.zeros(3, np.int64),
        )

    def fold(self, journeys: Journeys, frame: Frame) -> PathsPartial:
        part = self.zero(frame)
        names, node_of, starts, ends = self._nodes(frame)
        bits = self._bits(names)
        keys = np.empty(len(journeys), np.uint64)
        spelled = np.zeros((0 if bits else len(journeys), self.depth), np.uint32)
        used = fold(
            journeys.offsets,
            journeys.include,
            column(journeys, "time"),
            column(journeys, "kind"),
            node_of,
            starts,
            ends,
            self._way,
            self.collapse,
            milliseconds(self.window),
            frame.start_ms,
            frame.end_ms,
            seen_until(frame),
            self.depth,
            bits,
            keys,
            spelled,
            part.events,
            part.counts,
        )
        return partial_of(keys[:used], spelled[:used], part.events, part.counts)

    def answer(self, partial: PathsPartial, frame: Frame) -> dict[str, Any]:
        names, *_ = self._nodes(frame)
        n = int(partial.counts[SEEN])
        picture = self._picture(partial.counted(), names)
        paths = picture.paths(self.limit, n)
        shown = sum(path["customers"] for path in paths)
        with_path = n - int(partial.counts[WITHOUT] + partial.counts[WAITING])
        return {
            "schema": 1,
            "analysis": self.name,
            **self._definition(),
            "n": n,
            "by": self.by,
            "start": None if self.start is None else label(self.start),
            "end": None if self.end is None else label(self.end),
            "window_ms": milliseconds(self.window),
            "depth": self.depth,
            "collapse": self.collapse,
            "dropped": int(partial.counts[WITHOUT]),
            "in_window": int(partial.counts[WAITING]),
            "columns": picture.columns(),
            "links": picture.links(),
            "paths": paths,
            "rest": {"paths": picture.size - len(paths), "customers": with_path - shown},
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return [{**row, "path": SEPARATOR.join(row["path"])} for row in answer["paths"]]

    def held(
        self, whole: PathsPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[PathsPartial], int]:
        """``cell``: a row's ``path``; or a node of the picture, ``column`` and ``name``; or a link, ``column``,
        ``from`` and ``to`` (the nodes that a column gathers: None)."""
        names, *_ = self._nodes(frame)
        keys = self._picture(whole.counted(), names).chosen(cell)
        if not len(keys):
            raise NoCell(cell)
        if measure != "customers":
            keys = keys[keys & np.uint64((1 << END_BITS) - 1) == WORDS.index(measure)]

        def held(partial: PathsPartial) -> int:
            counted = partial.counted()
            return int(counted.customers[np.isin(counted.keys, keys)].sum())

        return held

    def _picture(self, whole: PathsPartial, names: list[str]) -> Picture:
        return Picture(whole, names, self._bits(names), -1 if self._way == BACKWARD else 1, self.most)

    def _bits(self, names: list[str]) -> int:
        """Bits of a node in a key, 0 where a path does not fit."""
        bits = len(names).bit_length()
        return bits if bits * self.depth <= KEY_BITS else 0

    def _nodes(self, frame: Frame) -> Nodes:
        """Names of the nodes, uint32[kinds] the node of each kind, uint8[kinds] the kinds of either anchor."""
        return once(frame, ("path nodes", self.model_dump_json()), lambda: self._make_nodes(frame))

    def _make_nodes(self, frame: Frame) -> Nodes:
        shared, known = Transitions(by=self.by)._nodes(frame)
        names, node_of = list(shared), known.copy()
        own = actors(frame) == CUSTOMER
        anchors = []
        for anchor in (self.start, self.end):
            if anchor is None:
                anchors.append((node_of != NO_NODE).astype(np.uint8))
                continue
            chosen = (resolve(anchor, frame) != 0) & own
            unplaced = chosen & (node_of == NO_NODE)
            if unplaced.any():
                node_of[unplaced] = len(names)
                names.append(label(anchor))
            anchors.append(chosen.astype(np.uint8))
        return names, node_of, anchors[0], anchors[1]

    def _definition(self) -> dict[str, Any]:
        limits = {"window_ms": milliseconds(self.window), "depth": self.depth}
        if self._way == FORWARD:
            path = say("definition.paths_whole" if self.start is None else "definition.paths_forward", **limits)
        elif self._way == BACKWARD:
            path = say("definition.paths_backward", **limits)
        else:
            path = say("definition.paths_between", **limits)
        repeats = say("definition.collapsed" if self.collapse else "definition.repeats")
        definition = joined((say(f"definition.by_{self.by}"), repeats, path, say("definition.paths")))
        return {"definition": str(definition), "said": parts_of(definition)}
