"""The answers of the identity room."""

from typing import Literal

from pydantic import Field

from footpath.http.answers.shapes import Shape


class KeyLink(Shape):
    """Why two keys are one person's."""

    one: str
    other: str
    rule: str = Field(description="identify, alias, shared (both in one event), hand, never")
    at_ms: int = Field(description="when it was told first, UTC ms")
    source: int = Field(description="the source that told it; 0: a person")
    who: str = Field(description="the person, where one said it")


class CustomerKeys(Shape):
    """The keys of a customer."""

    customer: str = Field(description="internal id, 16 hex digits")
    keys: list[str] = Field(description="the one that names him first")
    links: list[KeyLink]


class SharedKey(Shape):
    """A key that links nothing."""

    written: str
    why: Literal["crowded", "bridging"] = Field(description="of too many people; would join two")


class SharedKeys(Shape):
    """Keys that link nothing."""

    keys: list[SharedKey]


class Group(Shape):
    """A customer after it."""

    customer: str
    keys: list[str]


class Regrouped(Shape):
    """What a merge or a split does."""

    customers: list[Group]
    events: int = Field(description="events that change hands or are looked at again")
