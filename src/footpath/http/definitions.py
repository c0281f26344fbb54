"""The definitions room: stages, touchpoints and outcome; every edit is a version that can be undone."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from footpath.definitions.model import Definitions
from footpath.definitions.ops import Op
from footpath.definitions.templates import MODELS
from footpath.http.answers.definitions import DefinitionsAnswer, History, StageModel, Yaml
from footpath.http.desk import Desk
from footpath.http.questions import Asked


class Edit(Asked):
    """One edit."""

    op: Annotated[Op, Field(discriminator="do")]


_MODELS = [StageModel(id=name, name=name, stages=[stage.name for stage in stages]) for name, stages in MODELS.items()]


def definitions_room(desk: Desk) -> APIRouter:
    """GET /definitions, /definitions/history; POST .../edit, undo, redo, propose; GET, PUT .../yaml."""
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
    def edit(body: Edit) -> DefinitionsAnswer:
        """Makes one edit; the map follows at the next question."""
        return answer(workspace.edit(body.op.model_dump(mode="json", exclude_unset=True)))

    @router.post("/undo")
    def undo() -> DefinitionsAnswer:
        """Goes one version back."""
        return answer(workspace.undo())

    @router.post("/redo")
    def redo() -> DefinitionsAnswer:
        """Goes one version forward again."""
        return answer(workspace.redo())

    @router.post("/propose")
    def propose() -> DefinitionsAnswer:
        """Proposes places for kinds that have none; what a person placed stays."""
        return answer(workspace.propose())

    @router.get("/history", response_model=History)
    def history() -> Any:
        """Every version, newest first."""
        return {"versions": workspace.history()}

    @router.get("/yaml")
    def export() -> Yaml:
        """The definitions as YAML, for version control."""
        return Yaml(yaml=workspace.export_definitions())

    @router.put("/yaml")
    def replace(body: Yaml) -> DefinitionsAnswer:
        """Replaces the definitions by those of the document, as one version."""
        return answer(workspace.import_definitions(body.yaml))

    return router
