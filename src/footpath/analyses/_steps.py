"""Steps of a funnel: what a person wrote, resolved to kinds."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, model_validator

from footpath.analyses._analysis import Frame
from footpath.analyses._frame import IGNORED, actors, stages_of_kinds
from footpath.definitions.lookup import kinds_of
from footpath.definitions.model import Match


class UnknownStep(ValueError):
    """A step names nothing in this workspace; the message is a sentence with the nearest names."""


class Step(BaseModel):
    """A step said exactly: by event name, touchpoint, stage (id or name), or a rule over kinds. One of the four."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    event: str | None = Field(None, description="name of an event")
    touchpoint: str | None = Field(None, description="id or name of a touchpoint")
    stage: str | None = Field(None, description="id or name of a stage")
    match: tuple[Match, ...] | None = Field(None, description="rule over kinds; any match counts")
    name: str | None = Field(None, description="what to call the step")

    @model_validator(mode="after")
    def _one_of_four(self) -> Self:
        given = [word for word in ("event", "touchpoint", "stage", "match") if getattr(self, word) is not None]
        if len(given) != 1:
            raise ValueError(f"A step names one of event, touchpoint, stage or match; this one names {len(given)}.")
        return self

    @property
    def label(self) -> str:
        """What the answer calls the step."""
        if self.name or self.match is None:
            return self.name or self.event or self.touchpoint or self.stage or ""
        return " or ".join(rule.name or rule.surface or rule.channel or "any event" for rule in self.match)


def label(step: str | Step) -> str:
    return step if isinstance(step, str) else step.label


def resolve(step: str | Step, frame: Frame) -> npt.NDArray[np.uint8]:
    """uint8[kinds]: 1 where the kind counts for the step. A text is an event name, else a touchpoint, else a stage;
    exact spelling goes before other case. UnknownStep where it is none of them."""
    found = _find(step, frame)
    found[actors(frame) == IGNORED] = 0
    return found


def _find(step: str | Step, frame: Frame) -> npt.NDArray[np.uint8]:
    if isinstance(step, Step) and step.match is not None:
        return kinds_of(step.match, frame.kinds)
    given = (step, step, step) if isinstance(step, str) else (step.event, step.touchpoint, step.stage)
    for text, look in zip(given, (_events, _touchpoints, _stages), strict=True):
        if text is not None and (found := look(text, frame)) is not None:
            return found
    raise UnknownStep(_sentence(next(text for text in given if text is not None), step, frame))


def _events(text: str, frame: Frame) -> npt.NDArray[np.uint8] | None:
    names = [kind.name for kind in frame.kinds[1:]]
    codes = _same(text, names)
    if not codes:
        return None
    table = np.zeros(len(frame.kinds), np.uint8)
    table[[code + 1 for code in codes]] = 1
    return table


def _touchpoints(text: str, frame: Frame) -> npt.NDArray[np.uint8] | None:
    touchpoints = frame.definitions.touchpoints
    places = _same(text, [t.id for t in touchpoints]) or _same(text, [t.name for t in touchpoints])
    return np.isin(frame.touchpoint_of, places).astype(np.uint8) if places else None


def _stages(text: str, frame: Frame) -> npt.NDArray[np.uint8] | None:
    stages = frame.definitions.stages
    places = _same(text, [s.id for s in stages]) or _same(text, [s.name for s in stages])
    return np.isin(stages_of_kinds(frame), places).astype(np.uint8) if places else None


def _same(text: str, names: list[str]) -> list[int]:
    exact = [i for i, name in enumerate(names) if name == text]
    folded = text.strip().casefold()
    return exact or [i for i, name in enumerate(names) if name.casefold() == folded]


def _sentence(text: str, step: str | Step, frame: Frame) -> str:
    known = {
        "event": [kind.name for kind in frame.kinds[1:]],
        "touchpoint": [t.name for t in frame.definitions.touchpoints],
        "stage": [s.name for s in frame.definitions.stages],
    }
    words = [w for w in known if isinstance(step, str) or getattr(step, w) is not None]
    names = list(dict.fromkeys(name for word in words for name in known[word] if name))
    nearest = _nearest(text, names)
    what = words[0] if len(words) == 1 else "event, touchpoint or stage"
    advice = f"Did you mean {nearest}?" if nearest else "`footpath transitions` lists the names that occur."
    return f"Step {text!r} is no {what} of this workspace. {advice}"


def _nearest(text: str, names: Iterable[str]) -> str:
    folded = {name.casefold(): name for name in names}
    near = get_close_matches(text.casefold(), folded, n=3, cutoff=0.55)
    near += [key for key in folded if text.casefold() in key and key not in near]
    quoted = [repr(folded[key]) for key in near[:3]]
    return " or ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))
