"""The definitions room: stages, touchpoints and outcome; every edit is a version that can be undone."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from footpath.definitions import yaml
from footpath.definitions.model import Definitions, DimensionRule, Group, Match
from footpath.definitions.ops import Op, UseModel
from footpath.definitions.rules import told
from footpath.definitions.templates import MODELS
from footpath.http.answers.definitions import DefinitionsAnswer, History, StageModel, Yaml, YamlFault, YamlFaults
from footpath.http.answers.dictionary import Checked, DimensionAnswer, Matched
from footpath.http.desk import Desk
from footpath.http.languages import Language
from footpath.http.leaving import client_left
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.workspace import WorkspaceError


class Edit(Asked):
    """One edit."""

    op: Annotated[Op, Field(discriminator="do")]
    why: str = Field("", max_length=500, description="for the history, in one's own words")


class Replace(Asked):
    """Definitions to take."""

    yaml: str
    why: str = Field("", max_length=500, description="for the history, in one's own words")


class Document(Asked):
    """A YAML document that is only looked at."""

    yaml: str


class Rule(Asked):
    """A rule over kinds that is only tried."""

    match: list[Match] = Field(min_length=1, max_length=500)


class TriedDimension(Asked):
    """A dimension by rule that is only tried."""

    name: str = Field("", max_length=200)
    property: str = Field(max_length=1_000)
    groups: list[Group] = Field(max_length=200)
    other: str = Field("", max_length=200)


class Restore(Asked):
    """A version to go back to."""

    version: int = Field(ge=1, lt=2**63, description="its id in the history")


_MODELS = [StageModel(id=name, name=name, stages=[stage.name for stage in stages]) for name, stages in MODELS.items()]


def definitions_room(desk: Desk) -> APIRouter:
    """GET /definitions, /definitions/history; POST .../edit, undo, redo, propose, restore; GET, PUT .../yaml;
    POST .../yaml/check, .../match, .../dimension; GET .../check."""
    router = APIRouter(prefix="/definitions", tags=["definitions"])
    workspace = desk.workspace

    def answer(definitions: Definitions) -> DefinitionsAnswer:
        return DefinitionsAnswer(
            definitions=definitions, can_undo=workspace.can_undo(), can_redo=workspace.can_redo(), models=_MODELS
        )

    @router.get("")
    def current() -> DefinitionsAnswer:
        """The definitions as they stand."""
        return answer(workspace.definitions())

    @router.post("/edit")
    def edit(body: Edit, language: Language) -> DefinitionsAnswer:
        """Makes one edit; the map follows at the next question."""
        spoken = {"language": language} if isinstance(body.op, UseModel) else {}
        return answer(workspace.edit({**spoken, **body.op.model_dump(mode="json", exclude_unset=True)}, why=body.why))

    @router.post("/undo")
    def undo() -> DefinitionsAnswer:
        """Goes one version back."""
        return answer(workspace.undo())

    @router.post("/redo")
    def redo() -> DefinitionsAnswer:
        """Goes one version forward again."""
        return answer(workspace.redo())

    @router.post("/propose")
    def propose(language: Language) -> DefinitionsAnswer:
        """Proposes places for kinds that have none; what a person placed stays."""
        return answer(workspace.propose(language=language))

    @router.get("/history", response_model=History)
    def history() -> Any:
        """The newest versions, newest first."""
        return {"versions": [{**row, "current": row["head"]} for row in workspace.history()]}

    @router.post("/restore")
    def restore(body: Restore) -> DefinitionsAnswer:
        """Makes the definitions what they were at a version, as a new version that can be undone."""
        try:
            return answer(workspace.restore(body.version))
        except WorkspaceError as error:
            raise Refusal(404, "no_such_version", str(error), where="version") from None

    @router.get("/yaml")
    def export() -> Yaml:
        """The definitions as YAML, for version control."""
        return Yaml(yaml=workspace.export_definitions())

    @router.put("/yaml")
    def replace(body: Replace) -> DefinitionsAnswer:
        """Replaces the definitions by those of the document, as one version."""
        return answer(workspace.import_definitions(body.yaml, why=body.why))

    @router.post("/yaml/check")
    def faults(body: Document) -> YamlFaults:
        """Everything that is wrong with a document, by line; nothing is changed."""
        found = [YamlFault(line=line, sentence=sentence) for line, sentence in yaml.faults(body.yaml)]
        same = not found and yaml.read(body.yaml) == workspace.definitions()
        return YamlFaults(faults=found, same=same)

    @router.post("/match", response_model=Matched)
    def match(body: Rule) -> Any:
        """What a rule fits: kinds, events, customers, and examples."""
        told(body.match)
        return workspace.dictionary.match(body.match, client_left)

    @router.post("/dimension", response_model=DimensionAnswer)
    def dimension(body: TriedDimension) -> Any:
        """What a dimension by rule makes of its property: values and events of each group."""
        rule = DimensionRule(**body.model_dump())
        return workspace.dictionary.dimension(rule, client_left)

    @router.get("/check", response_model=Checked)
    def check() -> Any:
        """The volume of every rule; conflicts and gaps."""
        return workspace.dictionary.check(client_left)

    return router
