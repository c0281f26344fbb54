"""Rejected rows of one file read again: what they become under a rule, and why the others stay.

A row comes in whole or stays. Some of its events may have come in with its import, where a recipe makes several of a
row: what the row gives without the rule is here, and is not brought again.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.mending import Kept, makes_several, mended, puts_together, write_rows
from footpath.collecting.origins import Origin
from footpath.collecting.recipes.reading import RecipeReading
from footpath.vocabulary.event import EventBatch, Rejection
from footpath.vocabulary.said import say


@dataclass
class Reread:
    """Rows read again: the events they became, the ids of those that leave the list, and why the others stay."""

    events: list[EventBatch] = field(default_factory=list)
    fixed: list[int] = field(default_factory=list)
    left: dict[int, Rejection] = field(default_factory=dict)


def read_again(origin: Origin, rows: list[Kept], rule: dict[str, str], paths: Sequence[Path], timezone: str) -> Reread:
    """Rows of one file under a rule. Unreadable where the rule or the recipe does not fit."""
    with tempfile.TemporaryDirectory(prefix="footpath-replay-") as folder:
        path = Path(folder) / f"rejected{'.csv' if origin.separator else '.jsonl'}"

        def batches(rule: dict[str, str]) -> list[EventBatch]:
            written, pinned = mended(origin, rule, path.name, bool(paths))
            return list(RecipeReading(written, [path, *paths], timezone, pinned=pinned).batches(origin.table))

        mended(origin, rule, path.name, bool(paths))
        at, unread = write_rows(path, origin, rows)
        found = batches(rule) if at else []
        before = batches({}) if at and rule and makes_several(origin) else []
    rejected = {one.line: one for batch in found for one in batch.rejected}
    if puts_together(origin) and any(not one.raw for one in rejected.values()):
        raise Unreadable(say("replay.groups"))
    left = {row: Rejection(0, reason, "") for row, reason in unread.items()}
    left |= {at[line]: one for line, one in rejected.items() if line in at}
    whole = [line for line in at if line not in rejected]
    return Reread(_new_of(found, before, whole), [at[line] for line in whole], left)


def _new_of(found: list[EventBatch], before: list[EventBatch], whole: list[int]) -> list[EventBatch]:
    """The events of the rows ``whole`` that no batch in the same place of ``before`` has already."""
    kept = []
    for place, batch in enumerate(found):
        lines = batch.lines.to_numpy(zero_copy_only=False)
        new = np.isin(lines, whole)
        if place < len(before):
            new &= ~np.isin(lines, before[place].lines.to_numpy(zero_copy_only=False))
        mask = pa.array(new)
        properties = batch.properties.filter(mask) if batch.properties.num_columns else batch.properties
        kept.append(EventBatch(batch.events.filter(mask), properties, batch.lines.filter(mask)))
    return kept
