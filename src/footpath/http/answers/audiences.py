"""The answers of the audiences room."""

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
