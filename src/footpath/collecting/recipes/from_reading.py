"""The recipe that reads a file as its recognised or corrected mapping does: what "save as recipe" writes."""

import re

from footpath.collecting.plan import ROLES
from footpath.collecting.reading import Reading
from footpath.collecting.recipes.model import EventRule, Recipe, Table
from footpath.collecting.recognise.recognition import Recognition

_DIGITS = re.compile(r"\d+")
_SEPARATORS = {"\t": "tab"}


def recipe_of(reading: Reading, name: str = "") -> Recipe:
    """A recipe of one table and one rule. Digits in the file's name become ``*``: next month's file fits too."""
    found = reading.recognition
    sources = {role: choice.source.written for role, choice in found.choices.items() if choice.source.written}
    time = found.plan.sources["time"]
    types = dict.fromkeys(time.columns, found.plan.time.format) if found.plan.time.format != "typed" else {}
    layout = reading.layout
    text = layout.importer == "csv"
    table = Table(
        file=_pattern(reading.path.name),
        separator=_SEPARATORS.get(layout.separator, layout.separator) if text else None,
        encoding=layout.encoding if text and layout.encoding not in ("utf-8", "utf-8-sig") else None,
        sheet=layout.sheet,
        decimal="," if found.plan.decimal == "," else None,
        types=types,
    )
    rule = EventRule(
        table="events",
        scale=found.plan.scale or sources.get("scale"),
        properties=_kept(found) if found.plan.ignored else None,
        **{role: source for role, source in sources.items() if role in ROLES and role != "scale"},
    )
    return Recipe(name=name, timezone=found.plan.time.timezone, tables={"events": table}, events=[rule])


def _pattern(name: str) -> str:
    return re.sub(r"[\[\]]", "?", _DIGITS.sub("*", name))


def _kept(found: Recognition) -> list[str]:
    """The columns that become properties, where some are left out."""
    plan = found.plan
    return [column.name for column in found.columns if column.name not in plan.consumed | plan.ignored]
