"""The customers behind a cell of an analysis's table."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from pydantic import Field, create_model

from footpath.analyses._analysis import Analysis
from footpath.http.answers.audiences import SavedList
from footpath.http.answers.customers import CustomersIn
from footpath.http.desk import SHOWN, Desk
from footpath.http.lists import rule_for
from footpath.http.questions import Scope, analysis_of, question_of, scope_of
from footpath.shelf import items
from footpath.workspace import Cell

_ASKED: dict[str, Any] = {
    "cell": (
        dict[str, str | int | bool | None],
        Field(max_length=8, description="the row by the columns that name it; broken down also group, group_other"),
    ),
    "measure": (str, Field(max_length=100, description="the cell's column: one of those that count")),
    "limit": (int, Field(SHOWN, ge=1, le=1_000, description="how many customers are named")),
}


def members_room(desk: Desk) -> APIRouter:
    """POST /funnel/customers, /funnel/list, and of whatever else stands on the shelf but the map."""
    router = APIRouter(tags=["analyses"])
    for name, analysis in items("footpath.analyses", Analysis).items():  # type: ignore[type-abstract]
        if analysis.counted and name != "map":
            summary = f"Which customers stand behind a cell of {name}"
            post = router.post(
                f"/{name}/customers", name=f"{name}_customers", summary=summary, response_model=CustomersIn
            )
            post(_route(desk, analysis))
            keep = router.post(
                f"/{name}/list",
                name=f"{name}_list",
                summary=f"Save those behind a cell of {name} as a list",
                response_model=SavedList,
            )
            keep(_keep(desk, analysis))
    return router


def _route(desk: Desk, analysis: type[Analysis]) -> Callable[[Any], Any]:
    def ask(question: Any) -> Any:
        scope: Scope = scope_of(question)
        cell = Cell(question.cell, question.measure, scope.breakdown)
        return desk.customers_in(analysis_of(analysis, question), cell, scope, question.limit)

    ask.__annotations__["question"] = create_model(
        f"{analysis.__name__}Customers", __base__=question_of(analysis), **_ASKED
    )
    return ask


def _keep(desk: Desk, analysis: type[Analysis]) -> Callable[[Any], Any]:
    def keep(question: Any) -> Any:
        scope: Scope = scope_of(question)
        cell = Cell(question.cell, question.measure, scope.breakdown)
        kept = desk.keep_list(question.list_name, analysis_of(analysis, question), cell, scope)
        return {**kept, "rule": rule_for(question.list_name)}

    name = (str, Field(min_length=1, max_length=200, description="what rules call the list"))
    keep.__annotations__["question"] = create_model(
        f"{analysis.__name__}List", __base__=question_of(analysis), **{**_ASKED, "list_name": name}
    )
    return keep
