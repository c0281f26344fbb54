"""The answers of the status room."""

from footpath.http.answers.shapes import Instant, Shape, Snapshot


class Status(Shape):
    """The workspace at a glance."""

    name: str
    version: str
    timezone: str
    currency: str
    events: int
    customers: int
    kinds: int
    touchpoints: int
    unplaced: int
    newest: Instant | None
    oldest: Instant | None
    snapshot: Snapshot | None
    imports: int
    can_undo: bool
    can_redo: bool
