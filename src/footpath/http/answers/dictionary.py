"""The answers about kinds, and about rules over them."""

from typing import Literal

from pydantic import Field

from footpath.http.answers.customers import CustomerEvent
from footpath.http.answers.shapes import Answer, Instant, Said, Shape, Share


class KindRow(Shape):
    """A kind that has events."""

    code: int
    name: str
    channel: str
    surface: str
    actor: str
    events: int
    customers: int
    first: Instant
    last: Instant
    touchpoint: str | None = Field(description="its name; null: no touchpoint holds the kind")
    touchpoint_id: str | None
    stage: str | None = Field(description="its name; null: not yet placed")


class Property(Shape):
    """A property that some event gave."""

    name: str
    type: Literal["string", "number", "boolean"]
    kept: bool = Field(description="as a column, for break-downs and audiences; else in the log alone")
    trait: bool = Field(description="never differs within one customer")


class PropertyFacts(Property):
    """A property of some kinds."""

    filled: int = Field(description="events that give it")
    share: Share = Field(description="of the events of these kinds")
    distinct: int = Field(description="values; exact unless `more`")
    more: bool = Field(description="there are at least so many values")
    examples: list[str] = Field(description="the most frequent values")


class SampleEvent(CustomerEvent):
    """An event with whose it is."""

    customer: str = Field(description="id of the customer")


class DictionaryAnswer(Answer):
    """Every kind, and every property."""

    kinds: list[KindRow]
    properties: list[Property]


class KindAnswer(Answer):
    """One kind."""

    kinds: list[KindRow]
    events: int
    properties: list[PropertyFacts]
    samples: list[SampleEvent] = Field(description="the newest events")


class Volume(Shape):
    """Kinds, and the events of all of them."""

    kinds: int
    events: int


class Claimed(Volume):
    """Of the kinds that fit, those that a touchpoint holds now; null: those that none holds."""

    touchpoint: str | None
    touchpoint_id: str | None


class Matched(Answer):
    """What a rule fits."""

    kinds: int
    events: int
    customers: int
    matches: list[Volume] = Field(description="of each match")
    examples: list[KindRow] = Field(description="at most ten, those with most events")
    claimed: list[Claimed]
    samples: list[SampleEvent] = Field(description="the newest events")


class StageVolume(Shape):
    """What a stage holds."""

    id: str
    events: int
    customers: int


class TouchpointVolume(Volume):
    """What a touchpoint holds."""

    id: str
    customers: int
    matches: list[Volume] = Field(description="of each match what fits it, whoever holds it")
    lost_to: list[str] = Field(description="ids of touchpoints before it that hold kinds which fit it too")


class RuleVolume(Volume):
    """What an outcome or a marketing touch holds."""

    name: str
    customers: int
    matches: list[Volume]


class Conflict(Shape):
    """A kind that fits several touchpoints."""

    kind: KindRow
    winner: str = Field(description="id of the touchpoint that holds it: the first that fits")
    others: list[str]


class RuleMatch(Shape):
    """A match, as definitions have it."""

    name: str | None
    channel: str | None
    surface: str | None


class TouchTemplate(Shape):
    """A marketing touch that the vocabulary finds among the kinds."""

    id: Literal["ads", "search", "social", "email", "referral", "push", "sms"]
    match: list[RuleMatch]


class GroupVolume(Shape):
    """What a group of values holds."""

    name: str
    values: int
    events: int
    examples: list[str] = Field(description="at most ten values, those with most events")


class DimensionVolume(Shape):
    """What a dimension by rule makes of its property."""

    name: str
    property: str
    state: Literal["ready", "unknown", "no_column", "hidden"] = Field(
        description="unknown: no event gave the property; no_column: it lies in the log alone; hidden: a property has "
        "the dimension's name and goes before it"
    )
    trait: bool
    groups: list[GroupVolume]
    other: GroupVolume = Field(description="values that no group fits")
    missing: int = Field(description="events that do not give the property")


class DimensionAnswer(Answer, DimensionVolume):
    """One dimension by rule."""


class Checked(Answer):
    """The volume of every rule; conflicts and gaps."""

    customers: int
    stages: list[StageVolume]
    touchpoints: list[TouchpointVolume]
    outcome: RuleVolume | None
    marketing: list[RuleVolume]
    dimensions: list[DimensionVolume]
    templates: list[TouchTemplate]
    conflicts: list[Conflict] = Field(description="those with most events, at most 200")
    conflicts_total: int
    unplaced: list[KindRow] = Field(description="kinds in no stage, those with most events, at most 500")
    unplaced_total: Volume
    empty_matches: int = Field(description="matches that fit no kind")
    stages_unreached: list[str]
    touchpoints_idle: list[str] = Field(description="ids of touchpoints without events")
    outcome_unreached: bool


class Backfill(Shape):
    """A property on its way to be a column."""

    backfill: str
    property: str
    state: Literal["waiting", "running", "done", "cancelled", "failed"]
    done: int = Field(description="events read and written so far")
    total: int = Field(description="twice the events there are; 0 before it has begun")
    values: int | None = Field(description="different values, once done")
    error: str | None
    said: Said = Field(description="the error by codes and values")


class Backfills(Shape):
    """Back-fills since the server runs, the newest first."""

    backfills: list[Backfill]
