"""Partial answers that add field by field."""

from dataclasses import dataclass, fields
from typing import Self


@dataclass(frozen=True)
class Sums:
    """Base of partials whose fields are numbers or arrays of one shape: the sum is the sum of each field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))
