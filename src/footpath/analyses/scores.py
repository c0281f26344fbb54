"""Scores: NPS, CSAT and CES with their intervals, for all, by stage or by touchpoint."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from footpath.analyses._analysis import Analysis, Frame
from footpath.analyses._answers import COLUMNS, AnswersPartial, none_yet, of_touchpoints
from footpath.analyses._scoring import DEFINITIONS, WORDS, score
from footpath.store.journeys import Journeys
from footpath.vocabulary.scales import Scale


class Scores(Analysis):
    """A score on one scale with its 95 % interval: NPS, CSAT or CES."""

    name: ClassVar[str] = "scores"
    picture: ClassVar[str] = "scores"
    example: ClassVar[dict[str, Any]] = {"scale": "csat"}
    heads: ClassVar[tuple[str, ...]] = ("name", "scale", "definition", "value", "low", "high", "n", "level")

    keys: ClassVar[tuple[str, ...]] = ("name",)
    counted: ClassVar[Mapping[str, str]] = {"n": "answers"}

    scale: Scale = Field(description="nps (0-10), csat (1-5) or ces (1-7)")
    definition: Literal["net", "share", "mean", "top"] | None = Field(
        None, description="nps: net; csat: share (default) or mean; ces: mean (default), net or top"
    )
    by: Literal["all", "stage", "touchpoint"] = Field("all", description="one score, or one for each")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.definition not in (None, *DEFINITIONS[self.scale]):
            choices = " or ".join(DEFINITIONS[self.scale])
            raise ValueError(f"{self.scale.upper()} is not defined as {self.definition!r}. Use {choices}.")
        return self

    def columns(self, frame: Frame) -> tuple[str, ...]:
        return COLUMNS

    def zero(self, frame: Frame) -> AnswersPartial:
        return none_yet(frame)

    def fold(self, journeys: Journeys, frame: Frame) -> AnswersPartial:
        return of_touchpoints(journeys, frame)

    def answer(self, partial: AnswersPartial, frame: Frame) -> dict[str, Any]:
        rows = []
        for name, members in self._groups(frame):
            found = score(partial.answers[members].sum(axis=0), self.scale, self.definition)
            rows.append({"name": name, **(found or self._silence())})
        chosen = self.definition or DEFINITIONS[self.scale][0]
        everyone = score(partial.answers.sum(axis=0), self.scale, self.definition)
        return {
            "schema": 1,
            "analysis": self.name,
            "definition": WORDS[self.scale][chosen],
            "n": everyone["n"] if everyone else 0,
            "scale": self.scale,
            "by": self.by,
            "scores": rows,
        }

    def table(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        return list(answer["scores"])

    def _groups(self, frame: Frame) -> list[tuple[str, list[int]]]:
        """Names, and the rows of the partial that each holds."""
        touchpoints = frame.definitions.touchpoints
        if self.by == "touchpoint":
            return [(touchpoint.name, [i]) for i, touchpoint in enumerate(touchpoints)]
        if self.by == "stage":
            stages = enumerate(frame.definitions.stages)
            return [(stage.name, np.flatnonzero(frame.stage_of == i).tolist()) for i, stage in stages]
        return [("", list(range(len(touchpoints) + 1)))]

    def _silence(self) -> dict[str, Any]:
        chosen = self.definition or DEFINITIONS[self.scale][0]
        nothing = {"value": None, "low": None, "high": None, "n": 0, "level": 0.95}
        return {"scale": self.scale, "definition": chosen, **nothing}
