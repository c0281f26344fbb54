"""The audiences room: sets of customers by rule."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import Field

from footpath.http.answers.audiences import Audiences, Counted, SavedAudience
from footpath.http.desk import Desk
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.workspace import WorkspaceError

Identity = Annotated[int, Path(ge=1, lt=2**63)]


class Ruled(Asked):
    """A rule whose customers are counted."""

    rule: str = Field(min_length=1, max_length=10_000, examples=["late = true and country in (PL, RO)"])


class NewAudience(Ruled):
    """An audience to save."""

    name: str = Field(min_length=1, max_length=200)


def audiences_room(desk: Desk) -> APIRouter:
    """GET, POST /audiences; PUT, DELETE /audiences/{id}; POST /audiences/count."""
    router = APIRouter(prefix="/audiences", tags=["audiences"])
    workspace = desk.workspace

    @router.get("", response_model=Audiences)
    def saved() -> Any:
        """All saved audiences."""
        return {"audiences": [{**row, "id": str(row["id"])} for row in workspace.audiences()]}

    @router.post("", response_model=SavedAudience)
    def save(body: NewAudience) -> Any:
        """Saves an audience; the rule is read first, and refused with a sentence where it cannot be."""
        return {"id": str(workspace.save_audience(body.name, body.rule))}

    @router.post("/count", response_model=Counted)
    def count(body: Ruled) -> Any:
        """How many customers a rule holds, before it is saved."""
        customers, of = workspace.count(body.rule)
        return {"customers": customers, "of": of}

    @router.put("/{identity}", response_model=SavedAudience)
    def change(identity: Identity, body: NewAudience) -> Any:
        """Changes the name and the rule of an audience."""
        try:
            workspace.change_audience(identity, body.name, body.rule)
        except WorkspaceError as error:
            raise _gone(error) from None
        return {"id": str(identity)}

    @router.delete("/{identity}", response_model=SavedAudience)
    def delete(identity: Identity) -> Any:
        """Deletes an audience; its customers stay."""
        try:
            workspace.delete_audience(identity)
        except WorkspaceError as error:
            raise _gone(error) from None
        return {"id": str(identity)}

    return router


def _gone(error: WorkspaceError) -> Refusal:
    return Refusal(404, "no_such_audience", str(error), where="audience")
