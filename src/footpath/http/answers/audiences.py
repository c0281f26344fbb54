"""The answers of the audiences room."""

from pydantic import Field

from footpath.http.answers.shapes import Instant, Shape


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


class CustomerListRow(Shape):
    """A list of customers."""

    name: str
    customers: int = Field(description="how many")
    at: Instant = Field(description="when it was saved")


class CustomerLists(Shape):
    """All lists of customers."""

    lists: list[CustomerListRow]


class SavedList(Shape):
    """A list that was saved."""

    name: str
    customers: int = Field(description="how many of them there are")
    unknown: int = Field(0, description="keys that no event has")
    rule: str = Field(description="asks for it")
