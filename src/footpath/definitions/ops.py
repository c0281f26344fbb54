"""The operations that edit definitions, each declared once: the page, the command line and HTTP send the same."""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from footpath.definitions._op import Edit, Matches, Name, Rule
from footpath.definitions.model import Group


class MoveTouchpoint(Edit):
    """Put a touchpoint into a stage (none: not yet placed), before another of that stage or at its end."""

    do: Literal["move_touchpoint"] = "move_touchpoint"
    touchpoint: str
    stage: str | None
    before: str | None = None

    def words(self, named: Callable[[str], str]) -> str:
        return f"moved {named(self.touchpoint)} " + (f"to {named(self.stage)}" if self.stage else "off the stages")


class RenameTouchpoint(Edit):
    """Give a touchpoint another name."""

    do: Literal["rename_touchpoint"] = "rename_touchpoint"
    touchpoint: str
    name: Name

    def words(self, named: Callable[[str], str]) -> str:
        return f"renamed {named(self.touchpoint)} to “{self.name}”"


class RenameStage(Edit):
    """Give a stage another name."""

    do: Literal["rename_stage"] = "rename_stage"
    stage: str
    name: Name

    def words(self, named: Callable[[str], str]) -> str:
        return f"renamed {named(self.stage)} to “{self.name}”"


class AddStage(Edit):
    """Add a stage before another, or at the end."""

    do: Literal["add_stage"] = "add_stage"
    name: Name
    before: str | None = None

    def words(self, named: Callable[[str], str]) -> str:
        return f"added the stage “{self.name}”"


class RemoveStage(Edit):
    """Remove a stage; its touchpoints are then not yet placed."""

    do: Literal["remove_stage"] = "remove_stage"
    stage: str

    def words(self, named: Callable[[str], str]) -> str:
        return f"removed the stage {named(self.stage)}"


class MoveStage(Edit):
    """Move a stage before another, or to the end."""

    do: Literal["move_stage"] = "move_stage"
    stage: str
    before: str | None = None

    def words(self, named: Callable[[str], str]) -> str:
        return f"moved the stage {named(self.stage)}"


class MergeTouchpoints(Edit):
    """Let one touchpoint take over everything that belongs to others."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    do: Literal["merge_touchpoints"] = "merge_touchpoints"
    into: str
    sources: list[str] = Field(alias="from", min_length=1)

    def words(self, named: Callable[[str], str]) -> str:
        return f"merged {', '.join(map(named, self.sources))} into {named(self.into)}"


class PlaceKind(Edit):
    """Let one kind belong to a touchpoint: an existing one, or a new one in ``stage`` with the name ``label``.

    The new one stands before the touchpoint ``before`` of the stage, or at its end.
    """

    do: Literal["place_kind"] = "place_kind"
    name: str
    channel: str = ""
    surface: str = ""
    stage: str | None = None
    before: str | None = None
    touchpoint: str | None = None
    label: Name | None = None

    def words(self, named: Callable[[str], str]) -> str:
        target = self.touchpoint or self.stage
        return f"placed “{self.name}”" + (f" in {named(target)}" if target else "")


class AddTouchpoint(Edit):
    """Make a touchpoint of a rule, at the end of a stage (none: not yet placed)."""

    do: Literal["add_touchpoint"] = "add_touchpoint"
    name: Name
    stage: str | None = None
    match: Rule

    def words(self, named: Callable[[str], str]) -> str:
        return f"added the touchpoint “{self.name}”"


class SetMatch(Edit):
    """Say which kinds belong to a touchpoint: those that fit any of these matches."""

    do: Literal["set_match"] = "set_match"
    touchpoint: str
    match: Rule

    def words(self, named: Callable[[str], str]) -> str:
        return f"changed the rule of {named(self.touchpoint)}"


class RemoveTouchpoint(Edit):
    """Remove a touchpoint; its kinds are then not yet placed."""

    do: Literal["remove_touchpoint"] = "remove_touchpoint"
    touchpoint: str

    def words(self, named: Callable[[str], str]) -> str:
        return f"removed {named(self.touchpoint)}"


class Accept(Edit):
    """Accept a proposed touchpoint; none named: everything that is proposed."""

    do: Literal["accept"] = "accept"
    touchpoint: str | None = None

    def words(self, named: Callable[[str], str]) -> str:
        return f"accepted {named(self.touchpoint)}" if self.touchpoint else "accepted all proposals"


class SetOutcome(Edit):
    """Say what the workspace wants to happen; no match: no outcome."""

    do: Literal["set_outcome"] = "set_outcome"
    name: str = ""
    match: Matches

    def words(self, named: Callable[[str], str]) -> str:
        return f"set the outcome to “{self.name}”" if self.match else "removed the outcome"


class SetTouch(Edit):
    """Say which kinds count as marketing touches under a name; no match: none do."""

    do: Literal["set_touch"] = "set_touch"
    name: Name
    match: Matches

    def words(self, named: Callable[[str], str]) -> str:
        return f"{'set' if self.match else 'removed'} the marketing touch “{self.name}”"


class SetDimension(Edit):
    """Put the values of a property into groups, as a dimension of its own; no group: there is no such dimension."""

    do: Literal["set_dimension"] = "set_dimension"
    name: Name
    property: str = ""
    groups: list[Group] = Field(max_length=200)
    other: str = Field("", max_length=200)

    def words(self, named: Callable[[str], str]) -> str:
        return f"{'set' if self.groups else 'removed'} the dimension “{self.name}”"


class UseModel(Edit):
    """Put the touchpoints on the stages of another stage model."""

    do: Literal["use_model"] = "use_model"
    model: str
    language: str | None = Field(None, description="of the names of its stages; none: that of the stages before")

    def words(self, named: Callable[[str], str]) -> str:
        return f"changed the stage model to {self.model}"


class SetTitle(Edit):
    """Give the map a title."""

    do: Literal["set_title"] = "set_title"
    title: str = Field(max_length=200)

    def words(self, named: Callable[[str], str]) -> str:
        return f"set the title to “{self.title}”"


class SetHorizon(Edit):
    """Set the time allowed to go on to a later stage."""

    do: Literal["set_horizon"] = "set_horizon"
    horizon: str

    def words(self, named: Callable[[str], str]) -> str:
        return f"set the horizon to {self.horizon}"


Op = (
    MoveTouchpoint
    | RenameTouchpoint
    | RenameStage
    | AddStage
    | RemoveStage
    | MoveStage
    | MergeTouchpoints
    | PlaceKind
    | AddTouchpoint
    | SetMatch
    | RemoveTouchpoint
    | Accept
    | SetOutcome
    | SetTouch
    | SetDimension
    | UseModel
    | SetTitle
    | SetHorizon
)
OPS: TypeAdapter[Op] = TypeAdapter(Annotated[Op, Field(discriminator="do")])
