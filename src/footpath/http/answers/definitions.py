"""The answers of the definitions room."""

from pydantic import Field

from footpath.definitions.model import Definitions
from footpath.http.answers.shapes import Instant, Shape


class StageModel(Shape):
    """A template of stages."""

    id: str
    name: str
    stages: list[str]


class DefinitionsAnswer(Shape):
    """The definitions as they stand, and what can be done with them."""

    definitions: Definitions
    can_undo: bool
    can_redo: bool
    models: list[StageModel]


class Version(Shape):
    """One version of the definitions."""

    id: int
    what: str = Field(description="what was changed, one sentence")
    who: str
    at: Instant
    why: str = Field(description="in the words of who made it; empty: not said")
    current: bool = Field(description="the definitions stand at it")


class History(Shape):
    """The newest versions, newest first."""

    versions: list[Version]


class Yaml(Shape):
    """The definitions as a YAML document for version control."""

    yaml: str


class YamlFault(Shape):
    """What is wrong with a document."""

    line: int = Field(description="of the document, from 1")
    sentence: str


class YamlFaults(Shape):
    """What is wrong with a document: nothing, where it can be taken."""

    faults: list[YamlFault]
    same: bool = Field(description="it says what the definitions say already")
