"""How each file of an import was read: kept with the import, so that its rejected rows can be read again."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from footpath.collecting.plan import TypeName
from footpath.collecting.reading import Reading
from footpath.collecting.recipes.document import write_recipe
from footpath.collecting.recipes.from_reading import recipe_of
from footpath.collecting.recipes.reading import RecipeReading


@dataclass(frozen=True)
class Origin:
    """How one file was read."""

    recipe: str
    table: str
    columns: list[str]
    separator: str | None  # None: rejected rows are kept as JSON objects
    types: dict[str, TypeName] = field(default_factory=dict)  # of the properties, as they were recognised
    times: dict[str, str] = field(default_factory=dict)  # how the times of columns are written


def origins_of_files(readings: Iterable[Reading]) -> dict[str, Any]:
    """The origin of each file that was read by its mapping, ready for JSON."""
    found = {}
    for reading in readings:
        separator = reading.layout.separator if reading.layout.importer == "csv" else None
        recipe, plan = write_recipe(recipe_of(reading)), reading.recognition.plan
        times = dict.fromkeys(plan.sources["time"].columns, plan.time.format)
        origin = Origin(recipe, "events", reading.column_names, separator, plan.types, times)
        found[reading.path.name] = asdict(origin)
    return found


def origins_of_recipe(reading: RecipeReading) -> dict[str, Any]:
    """The origin of each file of a recipe's tables, ready for JSON; the recipe itself is kept once."""
    return {
        file: {
            "table": table,
            "columns": columns,
            "separator": separator,
            "types": reading.types(table),
            "times": reading.times(table),
        }
        for file, table, columns, separator in reading.layouts()
    }


def read_origins(mapping: dict[str, Any]) -> dict[str, Origin]:
    """The origins that an import kept; none in one of before they were kept."""
    whole = {"recipe": mapping["recipe"]} if "recipe" in mapping else {}
    return {name: Origin(**{**whole, **origin}) for name, origin in mapping.get("files", {}).items()}
