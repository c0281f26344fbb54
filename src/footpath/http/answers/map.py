"""The answer of the map."""

from typing import Literal

from pydantic import Field

from footpath.http.answers.customers import CustomerRow
from footpath.http.answers.shapes import Answer, Said, Shape, Share, Valence

Scale = Literal["nps", "csat", "ces"]


class MapKind(Shape):
    """A kind of event behind a touchpoint."""

    code: int
    name: str
    channel: str
    surface: str
    customers: int
    events: int


class Unplaced(MapKind):
    """A kind that no touchpoint holds, or whose touchpoint stands in no stage."""

    position: float | None = Field(description="median relative position in journeys, 0 to 1")


class MapTouchpoint(Shape):
    """A column of the map."""

    id: str
    name: str
    channel: str
    customers: int = Field(description="reach: distinct customers with an event here")
    events: int
    alive: int = Field(description="customers whose furthest column is this one or a later one")
    left: int = Field(description="customers whose furthest column is this one and whose time is over")
    in_time: int = Field(description="the same, with time left within the horizon")
    left_share: Share | None
    feeling: Valence | None = Field(description="null: no data; the page draws twice this value")
    feeling_low: Valence | None
    feeling_high: Valence | None
    feeling_n: int
    score_mean: float | None
    score_scale: Scale | None
    origin: Literal["proposed", "user"]
    reason: str
    said: Said
    confidence: float | None
    kinds: list[MapKind]


class ChannelShare(Shape):
    """Events of one channel within a stage."""

    name: str
    events: int
    share: Share


class Score(Shape):
    """A score with its 95 % interval."""

    scale: Scale
    definition: str
    value: float
    low: float
    high: float
    n: int
    level: float


class MapStage(Shape):
    """A stage with its touchpoints. Of the last stage nobody goes on: those fields are null."""

    id: str
    name: str
    customers: int
    next_share: Share | None
    next_low: Share | None
    next_high: Share | None
    gone_on: int | None
    left: int | None
    in_time: int | None
    median_time_s: float | None
    median_time_low: float | None
    median_time_high: float | None
    evidence: Literal["none", "part", "full"]
    channels: list[ChannelShare]
    scores: list[Score]
    touchpoints: list[MapTouchpoint]


class MapOutcome(Shape):
    """Customers who reached the outcome."""

    name: str
    customers: int
    share: Share | None
    low: Share | None
    high: Share | None


class Return(Shape):
    """A backward move between two touchpoints (ids)."""

    from_: str = Field(alias="from")
    to: str
    count: int
    customers: int


class Channel(Shape):
    """A channel over the whole map."""

    name: str
    customers: int
    events: int


class Sources(Shape):
    """Answers by scale behind the emotion curve."""

    nps: int
    csat: int
    ces: int


class Feeling(Shape):
    """What the emotion curve rests on."""

    n: int
    sources: Sources


class Fall(Shape):
    """The touchpoint after which most customers are lost."""

    touchpoint: str
    name: str
    left: int
    left_share: Share | None


class MapAnswer(Answer):
    """The journey map."""

    analysis: Literal["map"]
    title: str
    journeys: int
    events: int
    variants: int
    horizon_ms: int
    outcome: MapOutcome | None
    stages: list[MapStage]
    returns: list[Return]
    channels: list[Channel]
    unplaced: list[Unplaced]
    feeling: Feeling
    fall: Fall | None


class MapComparison(Shape):
    """The map, and the one it is compared with where that was asked."""

    answer: MapAnswer
    compare: MapAnswer | None


class Evidence(Answer):
    """What stands behind one touchpoint: its figures, the kinds it gathers, and why it stands where it does."""

    stage: str = Field(description="id of its stage")
    touchpoint: MapTouchpoint
    kinds: list[MapKind]
    customers: list[CustomerRow] = Field(description="some of those who met it")
