"""A rule as a tree: frozen, JSON-able, and it writes itself as the text it is read from."""

import re
from abc import ABC, abstractmethod
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

KEYWORDS = frozenset(
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "contains",
        "missing",
        "known",
        "did",
        "reached",
        "score",
        "within",
        "true",
        "false",
    ]
)
Comparison = Literal["=", "!=", "<", "<=", ">", ">="]
_PLAIN = re.compile(r"[^\W\d][\w.:/-]*")


class Term(BaseModel, ABC):
    """One part of a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @abstractmethod
    def text(self) -> str:
        """The rule as text; reading it gives an equal rule."""


class Moment(BaseModel):
    """A date, or a date with a time, as ISO 8601 text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    date: str


Value = bool | float | str | Moment


class All(Term):
    """Every part holds."""

    term: Literal["all"] = "all"
    parts: tuple["Rule", ...] = Field(min_length=2)

    def text(self) -> str:
        return " and ".join(map(_grouped, self.parts))


class Either(Term):
    """At least one part holds."""

    term: Literal["either"] = "either"
    parts: tuple["Rule", ...] = Field(min_length=2)

    def text(self) -> str:
        return " or ".join(map(_grouped, self.parts))


class Not(Term):
    """The part does not hold."""

    term: Literal["not"] = "not"
    part: "Rule"

    def text(self) -> str:
        return f"not {_grouped(self.part)}"


class Compare(Term):
    """A trait's newest known value, or any event's value of a property, compares with ``value``."""

    term: Literal["compare"] = "compare"
    name: str
    op: Comparison
    value: Value

    def text(self) -> str:
        return f"{name_text(self.name)} {self.op} {value_text(self.value)}"


class OneOf(Term):
    """The value is (``negated``: is known and is not) one of ``values``."""

    term: Literal["one_of"] = "one_of"
    name: str
    values: tuple[Value, ...] = Field(min_length=1)
    negated: bool = False

    def text(self) -> str:
        values = ", ".join(map(value_text, self.values))
        return f"{name_text(self.name)} {'not in' if self.negated else 'in'} ({values})"


class Contains(Term):
    """The value, as text, contains ``part``, whatever the case."""

    term: Literal["contains"] = "contains"
    name: str
    part: str
    negated: bool = False

    def text(self) -> str:
        return f"{name_text(self.name)} {'not contains' if self.negated else 'contains'} {_quoted(self.part)}"


class Known(Term):
    """A value is known at all (``known`` false: none is)."""

    term: Literal["known"] = "known"
    name: str
    known: bool = True

    def text(self) -> str:
        return f"{name_text(self.name)} is {'known' if self.known else 'missing'}"


class Did(Term):
    """How many events have this name (``*``: any text); ``within``: in the time before the newest event of all."""

    term: Literal["did"] = "did"
    event: str
    op: Comparison = ">="
    count: int = Field(1, ge=0)
    within: str | None = None

    def text(self) -> str:
        often = "" if (self.op, self.count) == (">=", 1) else f" {self.op} {self.count}"
        return f"did {_quoted(self.event)}{often}{_within(self.within)}"


class Reached(Term):
    """An event at this touchpoint or stage (by name or id)."""

    term: Literal["reached"] = "reached"
    place: str
    within: str | None = None

    def text(self) -> str:
        return f"reached {_quoted(self.place)}{_within(self.within)}"


class Score(Term):
    """The customer's newest answer on a scale compares with ``value``."""

    term: Literal["score"] = "score"
    scale: Literal["nps", "csat", "ces"]
    op: Comparison
    value: float

    def text(self) -> str:
        return f"score {self.scale} {self.op} {value_text(self.value)}"


class Listed(Term):
    """The customer stands in the list of this name. ``codes``: who, once it was looked up (``lists.with_lists``):
    uint64 ascending, little-endian."""

    term: Literal["listed"] = "listed"
    name: str
    codes: bytes | None = Field(None, exclude=True, repr=False)

    def text(self) -> str:
        return f"in list {_quoted(self.name)}"


Rule = Annotated[
    All | Either | Not | Compare | OneOf | Contains | Known | Did | Reached | Score | Listed,
    Field(discriminator="term"),
]


def name_text(name: str) -> str:
    """A property's name as rules write it: in backticks where it is not a plain word."""
    if _PLAIN.fullmatch(name) and name.casefold() not in KEYWORDS:
        return name
    return "`" + re.sub(r"([`\\])", r"\\\1", name) + "`"


def value_text(value: Value) -> str:
    """A value as rules write it: true, 3.5, "text", 2026-09-01."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return value.date if isinstance(value, Moment) else _quoted(value)


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _within(within: str | None) -> str:
    return f" within {within}" if within else ""


def _grouped(part: Term) -> str:
    return f"({part.text()})" if isinstance(part, All | Either) else part.text()


for _term in (All, Either, Not):
    _term.model_rebuild()
