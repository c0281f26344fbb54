"""The answer of any analysis in the terminal: by its own drawing, else as its table."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from footpath.cli.drawing import NO_EVENTS, NOTHING, draw_definition, draw_funnel, draw_map, draw_transitions
from footpath.cli.screen import add_row, count, lasting, out, percent, table

if TYPE_CHECKING:
    from footpath.workspace import Result


def draw(result: "Result", rows: int) -> None:
    """The answer of any analysis: by its own drawing, else as its table."""
    answer = result.to_dict()
    own: dict[str, Callable[[dict[str, Any]], None]] = {
        "map": draw_map,
        "funnel": draw_funnel,
        "transitions": partial(draw_transitions, limit=rows),
    }
    generic = partial(_draw_table, result=result, limit=rows)
    several = "breakdown" in answer or "difference" in answer
    (generic if several else own.get(answer["analysis"], generic))(answer)


def _draw_table(answer: dict[str, Any], result: "Result", limit: int) -> None:
    """The main table of an answer, with the units that its columns name."""
    if not answer["n"]:
        out().print(NOTHING if answer["snapshot"]["events"] else NO_EVENTS)
        return
    shown = result.rows
    numbers = [name for name in result.heads if all(isinstance(row[name], int | float | None) for row in shown)]
    made = table(*(name.removesuffix("_s").replace("_", " ") for name in result.heads),
                 numbers=[name.removesuffix("_s").replace("_", " ") for name in numbers])  # fmt: skip
    for row in shown[:limit]:
        add_row(made, [_cell(_measured(name, row), row[name], result.heads) for name in result.heads])
    out().print(made)
    if len(shown) > limit:
        out().print(f"{limit:,} of {len(shown):,} rows. Show more with --rows, or take them with --json.", markup=False)
    draw_definition(answer)
    if "test" in answer:
        draw_definition(answer["test"])


def _measured(name: str, row: dict[str, Any]) -> str:
    """What a column of a difference holds: that of the row's measure."""
    return row["measure"] if "measure" in row and name in ("value", "other", "difference") else name


def _cell(name: str, value: Any, heads: list[str]) -> str:
    """A column that ends in _s holds seconds, one in share a share, and its bounds stand under low and high."""
    bound = next((name.removesuffix(end) for end in ("share", "low", "high") if name.endswith(end)), None)
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return count(value)
        case float() if name in ("p", "p_adjusted"):
            return "< 0.001" if value < 0.001 else f"{value:.3f}"
        case float() if name.endswith("_s"):
            return lasting(value)
        case float() if bound is not None and (f"{bound}share" in heads or "measure" in heads):
            return percent(value)
        case float():
            return f"{value:,.2f}"
    return str(value)
