"""A route for every analysis on the shelf but the map, which has a room of its own."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from pydantic import Field, create_model

from footpath.analyses._analysis import Analysis
from footpath.analyses._difference import HEADS, keys_of
from footpath.http.answers.analyses import AnalysisAnswer
from footpath.http.answers.steps import FunnelAnswer, TransitionsAnswer
from footpath.http.desk import Desk
from footpath.http.questions import analysis_of, question_of, scope_of
from footpath.shelf import items
from footpath.workspace import Result

_ANSWERS: dict[str, type[AnalysisAnswer]] = {"funnel": FunnelAnswer, "transitions": TransitionsAnswer}
_ASKED: dict[str, Any] = {
    "rows": (int | None, Field(None, ge=0, le=100_000, description="how many rows of the main table to give beside it"))
}


def analyses_room(desk: Desk) -> APIRouter:
    """POST /funnel, /transitions, and whatever else stands on the shelf."""
    router = APIRouter(tags=["analyses"])
    shelved = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]
    for name, analysis in shelved.items():
        if name != "map":
            summary = (analysis.__doc__ or name).strip().splitlines()[0]
            answer = _ANSWERS.get(name, AnalysisAnswer)
            post = router.post(
                f"/{name}", name=name, summary=summary, response_model=answer, response_model_exclude_unset=True
            )
            post(_route(desk, analysis))
    return router


def _route(desk: Desk, analysis: type[Analysis]) -> Callable[[Any], Any]:
    def ask(question: Any) -> Any:
        result = desk.ask(analysis_of(analysis, question), scope_of(question))
        if question.rows is None:
            return result.to_dict()
        return result.to_dict() | {"table": _table(analysis, result, question.rows)}

    ask.__annotations__["question"] = create_model(
        f"{analysis.__name__}Asked", __base__=question_of(analysis), **_ASKED
    )
    return ask


def _table(analysis: type[Analysis], result: Result, most: int) -> dict[str, Any]:
    """The rows as they are exported; of a comparison one for each measure of each row."""
    answer, heads, rows = result.to_dict(), result.heads, result.rows
    if "difference" in answer:
        keys = heads[: heads.index(HEADS[0])]
    else:
        groups = heads[: len(heads) - len(analysis.heads)]
        keys = [*groups, *keys_of(rows, analysis.heads, analysis.keys)]
    return {"heads": heads, "keys": keys, "rows": rows[:most], "total": len(rows)}
