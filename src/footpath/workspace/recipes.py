"""Imports by a recipe."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from footpath.collecting.imports import Incoming
from footpath.collecting.recipes.document import read_recipe, read_recipe_file
from footpath.collecting.recipes.reading import RecipeReading


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
