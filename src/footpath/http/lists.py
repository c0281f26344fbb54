"""The lists room: customers by their keys, for rules that ask for them by name."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from footpath.audiences.terms import Listed
from footpath.http.answers.audiences import CustomerListRow, CustomerLists, SavedList
from footpath.http.desk import Desk
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.workspace import WorkspaceError

Key = Annotated[str, Field(min_length=1, max_length=1_000)]


class NamedList(Asked):
    """A list by its name."""

    name: str = Field(min_length=1, max_length=200)


class NewList(NamedList):
    """Customers to save as a list."""

    keys: list[Key] = Field(min_length=1, max_length=100_000, description="their keys")


def lists_room(desk: Desk) -> APIRouter:
    """GET, POST /lists; POST /lists/delete."""
    router = APIRouter(prefix="/lists", tags=["audiences"])

    @router.get("", response_model=CustomerLists)
    def every() -> Any:
        """All lists of customers."""
        return {"lists": desk.workspace.lists.all()}

    @router.post("", response_model=SavedList)
    def save(body: NewList) -> Any:
        """Saves the customers with these keys as a list; one of this name is replaced."""
        return {**desk.workspace.lists.save(body.name, body.keys), "rule": rule_for(body.name)}

    @router.post("/delete", response_model=CustomerListRow)
    def delete(body: NamedList) -> Any:
        """Deletes a list that no saved audience asks for; its customers stay."""
        row = next((row for row in desk.workspace.lists.all() if row["name"] == body.name), None)
        try:
            desk.workspace.lists.delete(body.name)
        except WorkspaceError as error:
            status, code = (409, "list_in_use") if row else (404, "no_such_list")
            raise Refusal(status, code, error.args[0], where="name") from None
        return row

    return router


def rule_for(name: str) -> str:
    """The rule that asks for a list."""
    return Listed(name=name).text()
