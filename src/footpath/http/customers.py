"""The customers room: search, and one person's journey."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi import Path as PathPart
from pydantic import Field

from footpath.http.answers.customers import CustomerAnswer, CustomerList
from footpath.http.desk import Desk
from footpath.http.questions import Asked
from footpath.http.refusals import Refusal
from footpath.workspace import WorkspaceError

CustomerId = Annotated[str, PathPart(pattern=r"^[0-9a-f]{16}$", description="internal id, 16 hex digits")]


class Search(Asked):
    """What is looked for. It travels in the body, because addresses are kept in histories and logs."""

    text: str | None = Field(None, max_length=500, description="part of a key; nothing: the latest seen")
    limit: int = Field(50, ge=1, le=1000)
    offset: int = Field(0, ge=0, le=10_000_000, description="customers to pass over")


def customers_room(desk: Desk) -> APIRouter:
    """POST /customers/search, GET /customers/{customer}."""
    router = APIRouter(prefix="/customers", tags=["customers"])

    @router.post("/search", response_model=CustomerList)
    def search(body: Search) -> Any:
        """Customers whose key holds the text, those seen last first."""
        return desk.workspace.customers(body.text or None, limit=body.limit, offset=body.offset)

    @router.get("/{customer}", response_model=CustomerAnswer)
    def journey(customer: CustomerId) -> Any:
        """One customer's journey with all properties."""
        try:
            return desk.workspace.customer(customer)
        except WorkspaceError:
            raise Refusal(404, "no_such_customer", where="customer") from None

    return router
