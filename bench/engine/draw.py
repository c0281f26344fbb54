"""The figures as a picture: docs/benchmarks/engine.svg from engine.json. ``python -m engine.draw [JSON]``."""

import json
import math
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

WIDTH, LEFT, RIGHT, ROW, GAP = 960, 250, 150, 17, 16
COLOURS = {
    "footpath": "#0b7285",
    "clickhouse": "#b08900",
    "duckdb": "#8a6d3b",
    "polars": "#6c757d",
    "pm4py": "#7a5195",
    "retentioneering": "#a05195",
}
NAMES = {
    "footpath": "Footpath",
    "clickhouse": "ClickHouse",
    "duckdb": "DuckDB",
    "polars": "Polars, in memory",
    "pm4py": "pm4py",
    "retentioneering": "Retentioneering",
}
VERDICTS = {True: "reached", False: "missed", None: "not judged: other work disturbed it"}
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #212529; }
.title { font-size: 19px; font-weight: 600; } .head { font-weight: 600; } .small { font-size: 11.5px; fill: #495057; }
.missed { fill: #b02a37; font-weight: 600; } .grid { stroke: #dee2e6; } .paper { fill: #ffffff; }
"""


def draw(path: Path) -> Path:
    """Write the picture beside ``path``; returns where."""
    sizes = json.loads(path.read_text())["sizes"]
    body: list[str] = []
    top = 24
    for size, figures in sorted(sizes.items(), key=lambda one: one[1]["events"]):
        top = _size(body, top, size, figures)
    target = path.with_suffix(".svg")
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + 8}" width="{WIDTH}" height="{top + 8}">\n'
        f"<style>{STYLE}</style>\n"
        f'<rect class="paper" width="{WIDTH}" height="{top + 8}"/>\n' + "\n".join(body) + "\n</svg>\n"
    )
    return target


def _size(body: list[str], top: int, size: str, figures: dict[str, Any]) -> int:
    machine = figures["machine"]
    body.append(_text(16, top, f"{size} events: processor seconds of each question, warm, medians", "title"))
    said = (
        f"{figures['events']:,} events of {figures['customers']:,} customers. {machine['processors']} processors "
        f"({machine['processor']}), {machine['memory_gb']} GB. {figures['measured'][:10]}, "
        f"load before and after {figures['load_before']} and {figures['load_after']}. Logarithmic scale."
    )
    body.append(_text(16, top + 19, said, "small"))
    top += 44
    groups = [*figures["questions"].values(), *figures.get("mining", {}).values()]
    seconds = [one["cpu_s"] for group in groups for one in group["sides"].values() if "cpu_s" in one]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    bottom = top + sum(ROW * _shown(group) + GAP for group in groups)
    for power in range(low, high + 1):
        x = _x(10.0**power, low, high)
        body.append(f'<line class="grid" x1="{x:.0f}" x2="{x:.0f}" y1="{top}" y2="{bottom}"/>')
        body.append(_text(x, bottom + 14, _seconds(10.0**power), "small", "middle"))
    for group in groups:
        top = _bars(body, top, group, low, high)
    return _targets(body, bottom + 40, figures["targets"])


def _shown(group: dict[str, Any]) -> int:
    return sum("cpu_s" in one for one in group["sides"].values())


def _bars(body: list[str], top: int, group: dict[str, Any], low: int, high: int) -> int:
    body.append(_text(16, top + 12, group["title"], "head"))
    for side, one in group["sides"].items():
        if "cpu_s" not in one:
            continue
        x = _x(one["cpu_s"], low, high)
        times = group["times"].get(side)
        label = f"{_seconds(one['cpu_s'])}" + (f"  = {times['cpu']:g} x" if times else "")
        body.append(_text(LEFT - 8, top + 12, NAMES[side] if times else "", "small", "end"))
        body.append(
            f'<rect x="{LEFT}" y="{top + 2}" width="{x - LEFT:.1f}" height="{ROW - 4}" fill="{COLOURS[side]}"/>'
        )
        body.append(_text(x + 6, top + 12, label if times else f"{label}  {NAMES[side]}", "small"))
        top += ROW
    return top + GAP


def _targets(body: list[str], top: int, rows: Iterable[dict[str, Any]]) -> int:
    body.append(_text(16, top, "Targets", "head"))
    for place, head in ((470, "measured"), (590, "target"), (700, "aim"), (780, "")):
        body.append(_text(place, top, head, "small", "end"))
    for row in rows:
        top += ROW
        what = row["what"] + (f" as {row['against']}" if "against" in row else "")
        bound = f"at least {row['at_least']:g}" if "at_least" in row else f"at most {_plain(row['at_most'])}"
        body.append(_text(16, top, what, "small"))
        body.append(_text(470, top, _plain(row["measured"]), "small", "end"))
        body.append(_text(590, top, bound, "small", "end"))
        body.append(_text(700, top, f"{row['aim']:g}" if row.get("aim") else "", "small", "end"))
        verdict = VERDICTS[row["reached"]]
        body.append(_text(720, top, verdict, "missed" if verdict == "missed" else "small"))
    return top + 40


def _plain(number: float) -> str:
    return f"{number / 2**30:.2f} GiB" if number > 1e6 else f"{number:g}"


def _x(seconds: float, low: int, high: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(seconds) - low) / (high - low)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


if __name__ == "__main__":
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/benchmarks/engine.json"))
