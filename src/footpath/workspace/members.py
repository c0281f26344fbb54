"""Which customers: those who stand behind a cell of an answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np

from footpath.analyses._analysis import Analysis, Frame, NoCell
from footpath.analyses._members import members
from footpath.store.engines.threads import run
from footpath.store.journeys import Journeys
from footpath.store.snapshot import Snapshot
from footpath.vocabulary.said import say
from footpath.workspace.folder import Cancelled, WorkspaceError
from footpath.workspace.people import summaries
from footpath.workspace.scope import MOST_GROUPS, Blocks, Groups, Scope, blocks, groups_of


@dataclass(frozen=True)
class Cell:
    """A number in the table of an answer: ``row`` by the columns that name it, and which ``measure`` of it.

    ``breakdown``: the property or dimension of a breakdown; then ``row`` also says its ``group`` and ``group_other``.
    """

    row: Mapping[str, Any]
    measure: str
    breakdown: str | None = None


def customers_in(
    snapshot: Snapshot,
    analysis: Analysis,
    frame: Frame,
    scope: Scope,
    cell: Cell,
    limit: int,
    cancelled: Callable[[], bool],
) -> dict[str, Any]:
    """``n``: what the cell says; ``unit``: what that counts; ``customers``: the first ``limit`` of those behind it."""
    n, unit, found = codes_in(snapshot, analysis, frame, scope, cell, cancelled)
    return {"n": n, "unit": unit, "customers": summaries(snapshot, frame, list(islice(found, limit)))}


def codes_in(
    snapshot: Snapshot, analysis: Analysis, frame: Frame, scope: Scope, cell: Cell, cancelled: Callable[[], bool]
) -> tuple[int, str, Iterator[int]]:
    """What a cell says, what that counts, and the codes of the customers behind it, found as they are asked for."""
    unit = analysis.counted.get(cell.measure)
    if unit is None:
        raise WorkspaceError(say("workspace.not_counted", measure=cell.measure, counted=", ".join(analysis.counted)))
    asked = _blocks(snapshot, analysis, frame, scope, cell, cancelled)
    whole = run(analysis, frame, asked)
    try:
        held = analysis.held(whole, frame, cell.row, cell.measure)
    except NoCell as error:
        raise WorkspaceError(say("workspace.no_cell", row=error.row)) from None
    n = held(whole)

    def found() -> Iterator[int]:
        for block in asked if n else []:
            journeys = block()
            for place in members(analysis, journeys, frame, held):
                yield int(journeys.customers[place])
                if cancelled():
                    raise Cancelled("Cancelled.")

    return n, unit, found()


def _blocks(
    snapshot: Snapshot,
    analysis: Analysis,
    frame: Frame,
    scope: Scope,
    cell: Cell,
    cancelled: Callable[[], bool],
) -> Blocks:
    columns = analysis.columns(frame)
    if cell.breakdown is None:
        return blocks(snapshot, columns, frame, scope, cancelled)
    groups = groups_of(snapshot, analysis, cell.breakdown, frame, scope, cancelled)
    group = _group(groups, cell.row)
    wanted = tuple(dict.fromkeys((*columns, *groups.values.columns(frame))))

    def only(block: Callable[[], Journeys]) -> Journeys:
        journeys = block()
        own = groups.codes(journeys, frame) == group
        return replace(journeys, include=(journeys.include & own).astype(np.uint8))

    asked = blocks(snapshot, wanted, frame, scope, cancelled)
    return [lambda block=block: only(block) for block in asked]  # type: ignore[misc]


def _group(groups: Groups, row: Mapping[str, Any]) -> int:
    name, other = row.get("group"), bool(row.get("group_other"))
    for place, known in enumerate(groups.names):
        if known == name and other == (known is None and groups.other and place == MOST_GROUPS):
            return place
    raise WorkspaceError(say("workspace.no_group", name=str(name)))
