"""What comes in: files as they are, and files by a recipe."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from footpath.collecting.imports import Incoming
from footpath.collecting.reading import Reading
from footpath.collecting.recipes.document import read_recipe, read_recipe_file
from footpath.collecting.recipes.reading import RecipeReading


def paths_of(paths: str | Path | Sequence[str | Path]) -> list[Path]:
    """One path or several, as a list."""
    return [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]


def of_file(reading: Reading, name: str | None) -> Incoming:
    """The events of a file."""
    return Incoming(name or reading.path.name, reading.batches(), lambda: reading.bytes_read, reading.bytes_total)


def recipe_reading(recipe: str | Path, paths: Sequence[Path], timezone: str) -> RecipeReading:
    """``paths`` (files, or folders of them) read by a recipe: a path, or its text. Unreadable."""
    written = read_recipe_file(recipe) if isinstance(recipe, Path) else read_recipe(recipe)
    return RecipeReading(written, paths, timezone)


def incoming(reading: RecipeReading) -> list[Incoming]:
    """The events of each table."""
    return [
        Incoming(
            reading.name(table),
            reading.batches(table),
            partial(reading.bytes_read, table),
            reading.bytes_total(table),
        )
        for table in reading.tables()
    ]
