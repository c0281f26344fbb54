"""The answers of the audiences room."""

from pydantic import Field

from footpath.http.answers.shapes import Shape


class Audience(Shape):
    """A set of customers by rule."""

    id: str
    name: str
    rule: str


class Audiences(Shape):
    """All saved audiences."""

    audiences: list[Audience]


class SavedAudience(Shape):
    """The id of what was saved."""

    id: str


class Counted(Shape):
    """How many customers a rule holds."""

    customers: int
    of: int = Field(description="customers in the store")
