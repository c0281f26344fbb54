"""Public event logs as plain lists, read without the product's importers."""

import csv
import gzip
from collections import defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path

from journeys_factory import E
from lxml import etree


@cache
def of_csv(path: Path, case: str, name: str, time: str, channel: str = "") -> dict[str, list[E]]:
    found: dict[str, list[E]] = defaultdict(list)
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row[case]].append(E(ms(row[time]), row[name], row.get(channel, "")))
    return found


@cache
def of_xes(path: Path) -> dict[str, list[E]]:
    found: dict[str, list[E]] = {}
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as file:
        for _, trace in etree.iterparse(file, tag="{*}trace"):
            events = [{a.get("key"): a.get("value") for a in event} for event in trace.iterfind("{*}event")]
            found[str(len(found))] = [E(ms(e["time:timestamp"]), e["concept:name"]) for e in events]
            trace.clear()
    return found


def ms(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)
