"""The audiences room: sets of customers by rule."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field

from footpath.http.answers.audiences import Audiences, SavedAudience
from footpath.http.desk import Desk
from footpath.http.questions import Asked


class NewAudience(Asked):
    """An audience to save."""

    name: str = Field(min_length=1, max_length=200)
    rule: str = Field(min_length=1, max_length=10_000, examples=["late = true and country in (PL, RO)"])


def audiences_room(desk: Desk) -> APIRouter:
    """GET, POST /audiences."""
    router = APIRouter(prefix="/audiences", tags=["audiences"])

    @router.get("", response_model=Audiences)
    def saved() -> Any:
        """All saved audiences."""
        return {"audiences": [{**row, "id": str(row["id"])} for row in desk.workspace.audiences()]}

    @router.post("", response_model=SavedAudience)
    def save(body: NewAudience) -> Any:
        """Saves an audience; the rule is read first, and refused with a sentence where it cannot be."""
        return {"id": str(desk.workspace.save_audience(body.name, body.rule))}

    return router
