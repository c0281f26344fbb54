"""Answers drawn in the terminal: the map as stages with touchpoints, funnels and transitions as tables with bars."""

from typing import Any

from rich.cells import cell_len
from rich.text import Text

from footpath.cli.screen import (
    QUIET,
    VOLUME,
    add_row,
    bar,
    between,
    count,
    lasting,
    moment,
    out,
    percent,
    printable,
    table,
)

NO_EVENTS = "There are no events yet. Import some: footpath import FILE"
NOTHING = "There are no events here. Ask for another period or audience, or import more (`footpath import FILE`)."
_UNPLACED = 10
_WIDEST = 40
_WIDE = 100  # columns of a terminal in which bars have their full length
_NUMBERS = ("customers", "events", "left", "feeling")


def draw_map(answer: dict[str, Any]) -> None:
    """The map: a headline, the stages with their touchpoints below, channels, and what is not yet placed."""
    console = out()
    if not answer["journeys"]:
        console.print(NOTHING if answer["snapshot"]["events"] else NO_EVENTS)
        return
    console.print(_headline(answer))
    largest = max((t["customers"] for s in answer["stages"] for t in s["touchpoints"]), default=0) or 1
    rows = {stage["id"]: [_touchpoint(t, largest) for t in stage["touchpoints"]] for stage in answer["stages"]}
    widths = [
        max(map(cell_len, map(str, cells)))
        for cells in zip(*(row for part in rows.values() for row in part), strict=True)
    ]
    for stage in answer["stages"]:
        console.print()
        console.print(_stage(stage))
        if rows[stage["id"]]:
            console.print(_cards(rows[stage["id"]], widths))
        else:
            console.print(Text("  no touchpoints yet", style=QUIET))
    _below(answer)


def draw_funnel(answer: dict[str, Any]) -> None:
    """The steps with bars; the shares are of the step before."""
    if not answer["snapshot"]["events"]:
        out().print(NO_EVENTS)
        return
    made = table(
        *("step", "customers", "", "of the step before", "dropped", "in window", "median time"),
        numbers=("customers", "of the step before", "dropped", "in window", "median time"),
    )
    first = answer["steps"][0]["customers"] or 1
    for place, step in enumerate(answer["steps"]):
        share = f"{percent(step['share'])}  ({between(step['low'], step['high'])})" if place else ""
        cells = [f"{place + 1}  {step['name']}", count(step["customers"]), _volume(step["customers"] / first), share]
        last = place == len(answer["steps"]) - 1
        cells += ["", ""] if last else [count(step["dropped"]), count(step["in_window"])]
        add_row(made, [*cells, lasting(step.get("median_s"))])
    out().print(made)
    converted = answer["converted"]
    took = f", in {lasting(converted['median_s'])} (median)" if converted["median_s"] is not None else ""
    out().print(
        f"{count(converted['customers'])} of {count(answer['n'])} customers went all the way: "
        f"{percent(converted['share'])} ({between(converted['low'], converted['high'])}){took}.",
        markup=False,
    )
    draw_definition(answer)


def draw_transitions(answer: dict[str, Any], limit: int) -> None:
    """The most frequent moves first."""
    if not answer["edges"]:
        out().print(NOTHING if answer["snapshot"]["events"] else NO_EVENTS)
        return
    made = table(
        *("from", "to", "count", "", "customers", "median time", "mean time"),
        numbers=("count", "customers", "median time", "mean time"),
    )
    edges = answer["edges"]
    largest = max((edge["count"] for edge in edges), default=0) or 1
    for edge in edges[:limit]:
        cells = [edge["from"], edge["to"], count(edge["count"]), _volume(edge["count"] / largest, 12)]
        add_row(made, [*cells, count(edge["customers"]), lasting(edge["median_s"]), lasting(edge["mean_s"])])
    out().print(made)
    moves = len(edges) + answer["left_out"]
    if moves > limit:
        out().print(f"{limit:,} of {moves:,} moves. Show more with --rows, or take them with --json.", markup=False)
    draw_definition(answer)


def _cards(rows: list[list[Any]], widths: list[int]) -> Any:
    """The touchpoints of a stage; ``widths`` keeps the columns of all stages in line."""
    made = table("name", "channel", "customers", "volume", "events", "left", "feeling", numbers=_NUMBERS)
    made.show_header, made.box, made.padding = False, None, (0, 2, 0, 0)
    for column, width in zip(made.columns, widths, strict=True):
        column.min_width = min(width, _WIDEST)
    for row in rows:
        add_row(made, row)
    return made


def _headline(answer: dict[str, Any]) -> Text:
    period, zone = answer["period"], answer["period"]["timezone"]
    times = f"{moment(period['from'], zone)} to {moment(period['to'], zone)} ({zone})"
    line = Text(printable(answer["title"] or "Journey map"), style="bold")
    line.append(
        f"\n{count(answer['journeys'])} journeys, {count(answer['events'])} events, "
        f"{count(answer['variants'])} variants, {times}",
        style="default not bold",
    )
    outcome = answer["outcome"]
    if outcome:
        line.append(
            f"\n{percent(outcome['share'])} reach “{printable(outcome['name'])}” "
            f"({count(outcome['customers'])} customers; {between(outcome['low'], outcome['high'])})",
            style="default not bold",
        )
    fall = answer["fall"]
    if fall:
        line.append(
            f"\nThe largest loss is at “{printable(fall['name'])}”: {count(fall['left'])} customers leave there "
            f"({percent(fall['left_share'])})",
            style="default not bold",
        )
    return line


def _stage(stage: dict[str, Any]) -> Text:
    line = Text(printable(stage["name"]).upper(), style="bold")
    facts = [f"{count(stage['customers'])} customers"]
    if stage["next_share"] is not None:
        facts.append(f"{percent(stage['next_share'])} go on ({between(stage['next_low'], stage['next_high'])})")
    if stage["median_time_s"] is not None:
        facts.append(f"median {lasting(stage['median_time_s'])}")
    facts += [_score(score) for score in stage["scores"]]
    line.append("  " + " · ".join(facts), style="default not bold")
    return line


def _score(score: dict[str, Any]) -> str:
    """NPS as points, a share in per cent, a mean with a decimal."""
    value = f"{score['value']:+.0f}" if score["scale"] == "nps" else f"{score['value']:.1f}"
    return f"{score['scale'].upper()} " + (f"{score['value']:.0f} %" if score["definition"] == "share" else value)


def _touchpoint(touchpoint: dict[str, Any], largest: int) -> list[Any]:
    mark = "○" if touchpoint["origin"] == "proposed" else "●"
    left = f"−{percent(touchpoint['left_share'])}" if touchpoint["left"] else ""
    return [
        f"  {mark} {touchpoint['name']}",
        Text(printable(touchpoint["channel"]), style=QUIET),
        count(touchpoint["customers"]),
        _volume(touchpoint["customers"] / largest),
        f"{count(touchpoint['events'])} events",
        Text(left, style=QUIET),
        _feeling(touchpoint),
    ]


def _feeling(touchpoint: dict[str, Any]) -> Text:
    """On the map's scale of -2 to +2; nothing where nobody said how he felt."""
    if touchpoint["feeling"] is None:
        return Text("")
    felt = 2 * touchpoint["feeling"]
    return Text(f"{felt:+.1f}", style="blue" if felt >= 0 else "dark_orange")


def _below(answer: dict[str, Any]) -> None:
    console = out()
    if answer["channels"]:
        console.print()
        shown = " · ".join(f"{c['name'] or 'unknown'} {count(c['customers'])}" for c in answer["channels"])
        console.print(Text.assemble(("Channels (customers)  ", "bold"), printable(shown)))
    unplaced = answer["unplaced"]
    if unplaced:
        rest = f" and {len(unplaced) - _UNPLACED:,} more" if len(unplaced) > _UNPLACED else ""
        shown = ", ".join(f"{kind['name']} ({count(kind['customers'])})" for kind in unplaced[:_UNPLACED])
        console.print(Text.assemble((f"Not yet placed: {len(unplaced):,} kinds  ", "bold"), printable(shown), rest))
    if any(t["origin"] == "proposed" for s in answer["stages"] for t in s["touchpoints"]):
        console.print(Text("● yours  ○ proposed; change and accept them in `footpath serve`", style=QUIET))
    draw_definition(answer)


def _volume(share: float, width: int = 18) -> Text:
    width = width if out().width >= _WIDE else width // 3
    return Text(bar(share, width).ljust(width), style=VOLUME)


def draw_definition(answer: dict[str, Any]) -> None:
    out().print(Text(printable(answer["definition"]), style=QUIET))
