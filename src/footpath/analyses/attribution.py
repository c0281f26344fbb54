"""Attribution: what the touches before an outcome are credited with, by every model side by side."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, field_validator

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._credit import MODELS, AttributionPartial, Chain, Model, by_rate, markov, named, parts
from footpath.analyses._frame import column, once, outcome_of, seen_until
from footpath.analyses._steps import Step, label, resolve
from footpath.analyses._touches import By, acts, rows
from footpath.store.journeys import Journeys
from footpath.store.kernels.attribution import ATTRIBUTED, CUSTOMERS, NULLS, OPEN, OUTCOMES, fold
from footpath.store.kernels.attribution import MODELS as COUNTED
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.said import joined, parts_of, say

SHAPLEY, MARKOV = MODELS.index("shapley"), MODELS.index("markov")
DENSE_BITS = 20  #: up to this many bits of an edge a table holds the edges, else a hash
KEY_BITS = 63


class Attribution(Analysis):
    """What each channel, touchpoint or event is credited with of the outcomes that followed it, by eleven models.

    Touches are events at marketing touches where the definitions name any, else the first event of each session. An
    outcome's path is its touches within the lookback, since the outcome before it.
    """

    name: ClassVar[str] = "attribution"
    picture: ClassVar[str] = "credits"
    example: ClassVar[dict[str, Any]] = {"by": "channel", "lookback": "30d"}
    heads: ClassVar[tuple[str, ...]] = ("name", "touches", *MODELS, *(f"{model}_value" for model in MODELS), "removal")

    keys: ClassVar[tuple[str, ...]] = ("name",)
    counted: ClassVar[Mapping[str, str]] = {"touches": "touches"}

    by: By = Field("channel", description="what is credited: channels, touchpoints, event names or marketing touches")
    property: str | None = Field(
        None,
        max_length=1_000,
        description="credited are its values (a property or dimension, e.g. campaign), instead of by",
    )
    outcome: str | Step | None = Field(None, description="what is to be explained; none: the outcome of the workspace")
    lookback: str = Field("30d", description="how long before an outcome a touch still counts, inclusive")
    half_life: str = Field("7d", description="age at which time_decay gives half")
    gap: str = Field("30m", description="silence that ends a session; its first event is the touch")
    direct: str = Field("direct", description="the row that last_non_direct passes over")
    company: bool = Field(False, description="marketing touches may also be what the company did, such as a call made")
    order: int = Field(1, ge=1, le=4, description="how many touches a Markov state remembers")
    null_paths: bool = Field(True, description="the Markov chain also learns from paths without an outcome")
    open_paths: Literal["leave_out", "null"] = Field(
        "leave_out", description="paths whose lookback is not over at the end of the data: null where data are complete"
    )
    shapley: Literal["sets", "rate"] = Field(
        "sets", description="value of a set: outcomes of paths within it, or their share of all paths within it"
    )

    models: list[Model] = Field(
        [], max_length=len(MODELS), description="models to work out, the others are null; none named: all"
    )

    @field_validator("lookback", "half_life", "gap")
    @classmethod
    def _is_duration(cls, text: str) -> str:
        if milliseconds(text) < 1:
            raise ValueError(f"{text!r} is too short. Write 1 ms or more, e.g. 30m or 30d.")
        return text

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return ("time", "kind", "value", *([frame.property(self.property).column] if self.property else []))

    def zero(self, frame: Frame) -> AttributionPartial:
        size = len(self._rows(frame)[0])
        none, pairs = np.empty(0, np.uint64), np.empty((0, 2), np.int64)
        touches, credit = np.zeros(size, np.int64), np.zeros((size if self._by_path() else 0, COUNTED, 2))
        return AttributionPartial(np.zeros(5, np.int64), np.zeros(2), touches, credit, none, pairs, none, pairs)

    def fold(self, journeys: Journeys, frame: Frame) -> AttributionPartial:
        part = self.zero(frame)
        names, row_of = self._rows(frame)
        bits, order = self._state(len(names))
        time, kind = column(journeys, "time"), column(journeys, "kind")
        hashed = bits * (order + 1) > DENSE_BITS
        slots = np.zeros(1 << (4 * len(time)).bit_length() if hashed else 1 << bits * (order + 1), np.uint64)
        room = min(2 * len(time), len(slots)) if self._asks("markov") else 0
        edges, edge_counts = np.empty(room, np.uint64), np.zeros((room, 2), np.int64)
        longest = int(np.diff(journeys.offsets).max(initial=0))
        paths = len(time) if self.shapley == "rate" and self._asks("shapley") and len(names) <= 64 else 0
        sets, set_ends = np.empty(paths, np.uint64), np.empty(paths, np.uint8)
        used, ended = fold(
            journeys.offsets, journeys.include, time, kind,
            column(journeys, frame.property(self.property).column) if self.property else kind,
            column(journeys, "value"), self._acts(frame), row_of, self._direct(names), not frame.definitions.marketing,
            milliseconds(self.gap), milliseconds(self.lookback), milliseconds(self.half_life),
            frame.start_ms, frame.end_ms, self._until(frame),
            bits, order, slots, np.empty(len(slots), np.uint32), hashed,
            np.empty(longest, np.uint32), np.empty(longest, np.int64), np.empty(longest, np.float64),
            np.zeros(len(names), np.uint32), part.counts, part.worth, part.touches, part.credits,
            edges, edge_counts, sets, set_ends,
        )  # fmt: skip
        ascending = np.argsort(edges[:used])
        seen, places = np.unique(sets[:ended], return_inverse=True)
        set_counts = np.bincount(places * 2 + set_ends[:ended], minlength=2 * len(seen)).reshape(-1, 2)
        found = (edges[ascending], edge_counts[ascending], seen, set_counts.astype(np.int64))
        return AttributionPartial(part.counts, part.worth, part.touches, part.credits, *found)

    def answer(self, partial: AttributionPartial, frame: Frame) -> dict[str, Any]:
        names, _ = self._rows(frame)
        attributed = int(partial.counts[ATTRIBUTED])
        bits, order = self._state(len(names))
        solved: Chain | int = markov(partial.edges, partial.edge_counts, bits, order, len(names), self.null_paths)
        if order < self.order:
            solved = len(names) ** self.order
        with_chain = self._asks("markov")
        totals = np.array([attributed, float(partial.worth[1])])
        credit = np.full((len(names), len(MODELS), 2), np.nan)
        if self._by_path():
            credit[:, :COUNTED] = partial.credits
        if not isinstance(solved, int):
            credit[:, MARKOV] = parts(solved.removal)[:, None] * totals
        if self.shapley == "rate" and self._asks("shapley"):
            credit[:, SHAPLEY] = by_rate(partial, len(names))[:, None] * totals
        credit[:, [place for place, model in enumerate(MODELS) if not self._asks(model)]] = np.nan
        used = np.flatnonzero(partial.touches).tolist()
        listed = [
            {
                "name": names[row],
                "touches": int(partial.touches[row]),
                "credit": named(MODELS, credit[row, :, 0], 6),
                "credit_value": named(MODELS, credit[row, :, 1], 4),
                "removal": None if isinstance(solved, int) or not with_chain else round(float(solved.removal[row]), 6),
            }
            for row in used
        ]
        return {
            "schema": 1,
            "analysis": self.name,
            **self._definition(frame),
            "n": int(partial.counts[CUSTOMERS]),
            "by": self.by,
            "property": self.property,
            "outcome": self._outcome_name(frame),
            "outcomes": int(partial.counts[OUTCOMES]),
            "attributed": attributed,
            "null": int(partial.counts[NULLS]),
            "open": int(partial.counts[OPEN]),
            "value": round(float(partial.worth[0]), 4),
            "value_attributed": round(float(partial.worth[1]), 4),
            "lookback_ms": milliseconds(self.lookback),
            "markov": {
                "order": self.order,
                "null_paths": self.null_paths,
                "states": solved if isinstance(solved, int) else solved.states,
                "probability": None if isinstance(solved, int) or not with_chain else round(solved.probability, 7),
            },
            "rows": sorted(listed, key=lambda row: (-row["touches"], row["name"] or "")),
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {
                "name": row["name"],
                "touches": row["touches"],
                **row["credit"],
                **{f"{model}_value": credit for model, credit in row["credit_value"].items()},
                "removal": row["removal"],
            }
            for row in answer["rows"]
        ]

    def held(
        self, whole: AttributionPartial, frame: Frame, cell: Mapping[str, Any], measure: str
    ) -> Callable[[AttributionPartial], int]:
        names, _ = self._rows(frame)
        if cell.get("name") not in names:
            raise NoCell(cell)
        row = names.index(cell.get("name"))
        return lambda partial: int(partial.touches[row])

    def _asks(self, model: Model) -> bool:
        return not self.models or model in self.models

    def _by_path(self) -> bool:
        """Whether a model is asked for whose credit is given path by path."""
        return not self.models or any(model != "markov" for model in self.models)

    def _state(self, size: int) -> tuple[int, int]:
        """Bits of a row in a Markov state, and how many touches fit: fewer than asked for are not solved."""
        bits = size.bit_length()
        return bits, min(self.order, KEY_BITS // bits - 1)

    def _acts(self, frame: Frame) -> npt.NDArray[np.uint8]:
        return once(frame, ("acts", self.model_dump_json()), lambda: acts(frame, self._outcome(frame), self.company))

    def _until(self, frame: Frame) -> int:
        """Until when a path without an outcome may still get one."""
        return 2**62 if self.open_paths == "null" else seen_until(frame)

    def _rows(self, frame: Frame) -> tuple[list[str | None], npt.NDArray[np.uint32]]:
        return rows(frame, self.by, self.property)

    def _direct(self, names: list[str | None]) -> int:
        same = [i for i, name in enumerate(names) if name and name.casefold().strip("() ") == self.direct.casefold()]
        return same[0] if same else -1

    def _outcome(self, frame: Frame) -> npt.NDArray[np.uint8]:
        return outcome_of(frame) if self.outcome is None else resolve(self.outcome, frame)

    def _outcome_name(self, frame: Frame) -> str | None:
        if self.outcome is not None:
            return label(self.outcome)
        return frame.definitions.outcome.name if frame.definitions.outcome else None

    def _definition(self, frame: Frame) -> dict[str, Any]:
        touch = (
            say("definition.touch_marketing")
            if frame.definitions.marketing
            else say("definition.touch_session", gap_ms=milliseconds(self.gap))
        )
        definition = joined(
            (
                touch,
                say("definition.attribution_path", lookback_ms=milliseconds(self.lookback)),
                say("definition.attribution", half_life_ms=milliseconds(self.half_life)),
                say("definition.markov_nulls" if self.null_paths else "definition.markov"),
                say("definition.shapley_rate" if self.shapley == "rate" else "definition.shapley"),
            )
        )
        return {"definition": str(definition), "said": parts_of(definition)}
