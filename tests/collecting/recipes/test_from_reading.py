"""A mapping saved as a recipe reads the same events."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from footpath.collecting.reading import open_file
from footpath.collecting.recipes.document import read_recipe, write_recipe
from footpath.collecting.recipes.from_reading import recipe_of
from footpath.collecting.recipes.reading import RecipeReading
from footpath.vocabulary.event import EventBatch

FILES = {
    "bpi2016_uwv_complaints": ("BPI2016_Complaints.csv", {"event": "=Complaint"}),
    "ecom_eventstream": ("ecom.csv.gz", {}),
    "municipality_receipt_log": ("receipt.csv.gz", {}),
    "online_retail_uci": ("online_retail.csv.gz", {"event": "=Bought", "ignore": "StockCode,Description"}),
    "process_mining_running_example": ("running-example.xes", {}),
    "segment_spec_payloads": ("segment_spec_examples.jsonl", {}),
}


def _told(batches: Iterable[EventBatch]) -> tuple[list[Any], list[Any]]:
    events, rejected = [], []
    for batch in batches:
        more = batch.properties.to_pylist() if batch.properties.num_columns else [{}] * batch.events.num_rows
        for event, properties in zip(batch.events.to_pylist(), more, strict=True):
            events.append((event, {name: value for name, value in properties.items() if value is not None}))
        rejected += [(one.line, one.reason, one.raw) for one in batch.rejected]
    return events, rejected


@pytest.mark.parametrize("folder", FILES)
def test_it_reads_the_same_events(data: Callable[[str], Path], folder: str) -> None:
    name, mapping = FILES[folder]
    path = data(folder) / name
    reading = open_file(path, mapping=mapping, timezone="Europe/Warsaw")
    text = write_recipe(recipe_of(reading, "saved"))
    by_recipe = RecipeReading(read_recipe(text), [path], "UTC")
    assert _told(by_recipe.batches("events")) == _told(reading.batches())


def test_a_file_of_the_next_month_fits(tmp_path: Path) -> None:
    for month in ("2024-01", "2024-02"):
        (tmp_path / f"sales {month}.csv").write_text("user;when;what\na;3.1.2024;x\nb;25.1.2024;y\n", encoding="utf-8")
    recipe = recipe_of(open_file(tmp_path / "sales 2024-01.csv"))
    assert recipe.tables["events"].file == "sales *-*.csv"
    events, _ = _told(RecipeReading(read_recipe(write_recipe(recipe)), [tmp_path], "UTC").batches("events"))
    assert [event["customer"] for event, _ in events] == ["a", "b", "a", "b"]
