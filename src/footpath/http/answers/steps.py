"""The answers of funnel and transitions."""

from typing import Literal

from pydantic import Field

from footpath.http.answers.analyses import AnalysisAnswer
from footpath.http.answers.shapes import Shape, Share


class Step(Shape):
    """A step of a funnel. ``customers`` of the next step = ``customers`` - ``dropped`` - ``in_window``."""

    step: int = Field(description="1 for the first")
    name: str
    customers: int
    dropped: int
    in_window: int
    share: Share | None = Field(description="of the previous step")
    low: Share | None = Field(description="Wilson interval, 95 %")
    high: Share | None
    median_s: float | None = Field(description="from the previous step")
    median_low: float | None = Field(description="seconds; 95 % interval, of 6 or more")
    median_high: float | None
    kinds: int


class Converted(Shape):
    """Customers who reached the last step, as a share of the first."""

    customers: int
    share: Share | None
    low: Share | None
    high: Share | None
    median_s: float | None
    median_low: float | None
    median_high: float | None


class Exclusion(Shape):
    """An event that ended an attempt between two steps."""

    name: str
    after: int
    before: int


class FunnelAnswer(AnalysisAnswer):
    """A funnel."""

    analysis: Literal["funnel"] = "funnel"
    steps: list[Step]
    window_ms: int
    order: Literal["ordered", "strict", "any"]
    exclude: list[Exclusion] = Field(description="what ended an attempt")
    hold: str | None = Field(description="the property that is the same at all steps")
    converted: Converted


class Node(Shape):
    """A name, kind, touchpoint or stage in the graph of transitions."""

    name: str
    customers: int | None
    events: int


class Edge(Shape):
    """Moves from one node to the next; those of START and END have no times."""

    from_: str = Field(alias="from")
    to: str
    count: int
    customers: int | None
    share: Share | None = Field(description="of the customers who were at the node it leaves; of START: of all")
    low: Share | None = Field(description="Wilson interval, 95 %")
    high: Share | None
    median_s: float | None
    mean_s: float | None


class TransitionsAnswer(AnalysisAnswer):
    """The directly-follows graph."""

    analysis: Literal["transitions"] = "transitions"
    by: Literal["name", "kind", "touchpoint", "stage"]
    collapse: bool
    left_out: int = Field(description="edges that are not listed")
    nodes: list[Node]
    edges: list[Edge]
