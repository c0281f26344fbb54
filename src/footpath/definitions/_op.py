"""What every edit is, and the fields that several share."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from footpath.definitions.model import Match


class Edit(BaseModel):
    """One edit of the definitions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @abstractmethod
    def words(self, named: Callable[[str], str]) -> str:
        """The edit in a few words for the history; ``named`` gives the quoted name of an id."""


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _listed(value: object) -> object:
    return [value] if isinstance(value, dict | Match) else value


Name = Annotated[str, Field(min_length=1, max_length=200), BeforeValidator(_stripped)]
Matches = Annotated[list[Match], BeforeValidator(_listed)]
Rule = Annotated[list[Match], Field(min_length=1, max_length=500), BeforeValidator(_listed)]
