"""Fills the table of docs/sizing.md from docs/benchmarks/engine.json: what is measured, in proportion to the events.

``python bench/sizing.py`` (``make bench`` runs it last). The page names the measurement that the table is made of.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "docs" / "benchmarks" / "engine.json"
PAGE = ROOT / "docs" / "sizing.md"
BEGIN, END = "<!-- made by bench/sizing.py from docs/benchmarks/engine.json -->", "<!-- made until here -->"
BILLIONS = (10, 100)
CORES = (32, 256)
SECONDS_TO_SAY = 90


def main() -> None:
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    made = "\n".join(table(json.loads(FIGURES.read_text())))
    PAGE.write_text(f"{before}{BEGIN}\n\n{made}\n\n{END}{after}")


def table(figures: dict[str, Any]) -> Iterator[str]:
    """The lines of the table, of the largest size that was measured."""
    size = max(figures["sizes"].values(), key=lambda one: one["events"])
    events, machine = size["events"], size["machine"]
    yield (
        f"Measured {size['measured'][:10]} with {events / 1e6:,.0f} million events of {size['customers']:,} customers "
        f"on {machine['processors']} processors ({machine['processor']}), load before {size['load_before']:.1f}."
    )
    yield ""
    columns = [f"{billion} G, {cores} cores" for billion in BILLIONS for cores in CORES]
    yield f"| question | M events a second and core | {' | '.join(columns)} | memory read a G events |"
    yield "|---|---|" + "---|" * (len(columns) + 1)
    for question in size["questions"].values():
        core_s = question["sides"]["footpath"]["cpu_s"] / events
        times = [_time(core_s * billion * 1e9 / cores) for billion in BILLIONS for cores in CORES]
        memory = f"{question['floor']['bytes_an_event']:.0f} GB"
        yield f"| {question['title']} | {1 / core_s / 1e6:,.0f} | {' | '.join(times)} | {memory} |"
    yield ""
    stored = size["disk_bytes"]["workspace"] / events
    yield (
        f"Disk: {stored:,.0f} bytes an event (log, segments, ids and records together), "
        f"so {stored / 100:,.1f} TB for 10 G events."
    )


def _time(seconds: float) -> str:
    return f"{seconds:,.1f} s" if seconds < SECONDS_TO_SAY else f"{seconds / 60:,.0f} min"


if __name__ == "__main__":
    main()
