"""The definitions document: what the team calls a stage, a touchpoint, an outcome."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Match(_Strict):
    """Kinds by name, channel and surface; every field given must fit. ``*`` stands for any text; case is ignored."""

    name: str | None = None
    channel: str | None = None
    surface: str | None = None


class Stage(_Strict):
    """A phase of the journey. ``id`` never changes, ``name`` may."""

    id: str
    name: str


class SaidPart(_Strict):
    """A sentence by its code and values, so that a page says it in its own language."""

    code: str
    values: dict[str, str] = {}


class Touchpoint(_Strict):
    """A named place where customer and brand meet: a kind belongs to it when any ``match`` fits."""

    id: str
    name: str
    stage: str | None = Field(None, description="id of its stage; none: shown as not yet placed")
    channel: str = Field("", description="the channel whose icon it carries")
    match: list[Match]
    origin: Literal["proposed", "user"] = "user"
    reason: str = Field("", description="why it was proposed, in English")
    said: list[SaidPart] = Field([], description="the reason by codes and values")
    confidence: float | None = Field(None, ge=0, le=1)


class Outcome(_Strict):
    """What the workspace wants to happen."""

    name: str
    match: list[Match]
    origin: Literal["proposed", "user"] = "user"
    reason: str = ""
    said: list[SaidPart] = []


class Touch(_Strict):
    """Kinds that count as marketing touches, as one row of attribution."""

    name: str
    match: list[Match]


class Group(_Strict):
    """Values of a property that count as one: those that fit any of ``values`` (``*`` any text, case is ignored)."""

    name: str
    values: list[str]


class DimensionRule(_Strict):
    """A dimension made of a property: a value belongs to the first group that it fits.

    ``other`` names what no group fits; without a name each such value stands for itself. No value stays none.
    """

    name: str
    property: str
    groups: list[Group]
    other: str = ""


class Definitions(_Strict):
    """All definitions of a workspace. Order of ``stages`` and ``touchpoints`` is the order on the map."""

    version: Literal[1] = 1
    title: str = ""
    model: str = Field("", description="the stage model it started from (definitions.templates), or empty")
    horizon: str = Field("90d", description="time allowed to go on to a later stage")
    stages: list[Stage] = []
    touchpoints: list[Touchpoint] = []
    outcome: Outcome | None = None
    marketing: list[Touch] = Field([], description="what counts as a marketing touch, whatever its stage")
    dimensions: list[DimensionRule] = Field([], description="properties put into groups, for rules and break-downs")
