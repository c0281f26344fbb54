"""Feeling: the emotion curve, one estimate in [-1, 1] for each touchpoint, from the scores given there."""

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from footpath.analyses._analysis import Analysis, Frame
from footpath.analyses._answers import COLUMNS, AnswersPartial, none_yet, of_touchpoints
from footpath.analyses._scoring import DEFINITIONS, valences
from footpath.analyses._shrinkage import shrink
from footpath.store.journeys import Journeys
from footpath.store.kernels.answers import N
from footpath.vocabulary.scales import SCALE_CODES


class Feeling(Analysis):
    """How customers feel at each touchpoint, from the scores they gave there, shrunk to the stage where few answered.

    A touchpoint without an answer has no value: it is never filled in from its neighbours.
    """

    name: ClassVar[str] = "feeling"
    picture: ClassVar[str] = "curve"
    example: ClassVar[dict[str, Any]] = {}
    heads: ClassVar[tuple[str, ...]] = ("id", "name", "stage", "feeling", "low", "high", "mean", "n", "sources")

    keys: ClassVar[tuple[str, ...]] = ("id",)
    counted: ClassVar[Mapping[str, str]] = {"n": "answers"}

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return COLUMNS

    def zero(self, frame: Frame) -> AnswersPartial:
        return none_yet(frame)

    def fold(self, journeys: Journeys, frame: Frame) -> AnswersPartial:
        return of_touchpoints(journeys, frame)

    def answer(self, partial: AnswersPartial, frame: Frame) -> dict[str, Any]:
        rows = [row for stage in range(len(frame.definitions.stages)) for row in self._stage(stage, partial, frame)]
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": "Valence of each answer (CSAT (x-3)/2, CES (x-4)/3, NPS -1, 0 or 1), averaged and shrunk to "
            "the stage: e = (n m + k m_stage) / (n + k), k = sigma²/tau², tau² after DerSimonian and Laird. 95 %.",
            "n": sum(row["n"] for row in rows),
            "touchpoints": rows,
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["touchpoints"])

    def _stage(self, place: int, partial: AnswersPartial, frame: Frame) -> list[dict[str, Any]]:
        members = np.flatnonzero(frame.stage_of == place)
        felt = shrink(valences(partial.answers[members]))
        return [
            {
                "id": frame.definitions.touchpoints[touchpoint].id,
                "name": frame.definitions.touchpoints[touchpoint].name,
                "stage": frame.definitions.stages[place].name,
                "feeling": feeling.value if feeling else None,
                "low": feeling.low if feeling else None,
                "high": feeling.high if feeling else None,
                "mean": feeling.mean if feeling else None,
                "n": feeling.n if feeling else 0,
                "sources": {scale: int(partial.answers[touchpoint, SCALE_CODES[scale], N]) for scale in DEFINITIONS},
            }
            for touchpoint, feeling in zip(members.tolist(), felt, strict=True)
        ]
