"""Recipes over small files, read into plain events."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from footpath.collecting.recipes.document import read_recipe
from footpath.collecting.recipes.reading import RecipeReading
from footpath.vocabulary.event import Rejection

Told = tuple[list[dict[str, Any]], list[Rejection]]
Read = Callable[..., Told]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Events (with their properties under ``properties``) and rejections of a recipe over files given as text."""

    def _read(recipe: str, batch_rows: int = 100_000, **files: str) -> Told:
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(dedent(text).lstrip(), encoding="utf-8")
        reading = RecipeReading(read_recipe(dedent(recipe)), [tmp_path], "UTC", batch_rows)
        events, rejected = [], []
        for table in reading.tables():
            for batch in reading.batches(table):
                rejected += batch.rejected
                more = batch.properties.to_pylist() if batch.properties.num_columns else [{}] * batch.events.num_rows
                for event, properties in zip(batch.events.to_pylist(), more, strict=True):
                    events.append({**event, "properties": {k: v for k, v in properties.items() if v is not None}})
        return events, rejected

    return _read
