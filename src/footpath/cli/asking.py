"""``map``, ``funnel`` and ``transitions``: the questions to the store."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from footpath.cli.options import AsJson, Audience, From, To, Where, opened, period_of, rule_of
from footpath.cli.screen import print_json

if TYPE_CHECKING:
    from pathlib import Path

    from footpath.analyses._analysis import Analysis


By = Literal["name", "kind", "touchpoint", "stage"]
Order = Literal["ordered", "strict", "any"]


def map_(
    workspace: Where = None,
    audience: Audience = None,
    begin: From = None,
    end: To = None,
    as_json: AsJson = False,
) -> None:
    """The journey map: who goes on, who leaves, how they feel."""
    from footpath.analyses.map import Map

    answer = _ask(Map(), workspace, audience, begin, end)
    if as_json:
        return print_json(answer)
    from footpath.cli.drawing import draw_map

    return draw_map(answer)


def funnel(
    step: Annotated[
        list[str],
        typer.Option("--step", metavar="NAME", help="An event, touchpoint or stage; give two or more, in order."),
    ],
    window: Annotated[
        str, typer.Option(metavar="TIME", help="Time allowed from the first step: 30m, 12h, 7d, 2w.")
    ] = "14d",
    order: Annotated[Order, typer.Option(help="strict: nothing in between; any: in any order.")] = "ordered",
    workspace: Where = None,
    audience: Audience = None,
    begin: From = None,
    end: To = None,
    as_json: AsJson = False,
) -> None:
    """How many customers reach each step, in order."""
    from footpath.analyses.funnel import Funnel
    from footpath.vocabulary.duration import milliseconds

    if len(step) < 2:
        raise typer.BadParameter("Give two steps or more: --step A --step B.", param_hint="--step")
    try:
        milliseconds(window)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--window") from None
    answer = _ask(Funnel(steps=list(step), window=window, order=order), workspace, audience, begin, end)
    if as_json:
        return print_json(answer)
    from footpath.cli.drawing import draw_funnel

    return draw_funnel(answer)


def transitions(
    by: Annotated[By, typer.Option(help="What follows what.")] = "name",
    collapse: Annotated[bool, typer.Option("--collapse", help="Count consecutive repeats as one visit.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Rows to show (JSON holds all).")] = 30,
    workspace: Where = None,
    audience: Audience = None,
    begin: From = None,
    end: To = None,
    as_json: AsJson = False,
) -> None:
    """What follows what, how often, and after what time."""
    from footpath.analyses.transitions import Transitions

    answer = _ask(Transitions(by=by, collapse=collapse), workspace, audience, begin, end)
    if as_json:
        return print_json(answer)
    from footpath.cli.drawing import draw_transitions

    return draw_transitions(answer, limit)


def _ask(
    analysis: "Analysis", root: "Path | None", audience: str | None, begin: str | None, end: str | None
) -> dict[str, Any]:
    with opened(root) as workspace:
        rule = rule_of(workspace, audience)
        return workspace.run(analysis, period=period_of(begin, end), audience=rule).to_dict()
