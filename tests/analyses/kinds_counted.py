"""Kinds and their statistics from plain rows, and short views of a proposal, for tests."""

from collections import defaultdict
from collections.abc import Iterable

from footpath.analyses.proposal import KindStat
from footpath.definitions.lookup import NONE, touchpoint_of
from footpath.definitions.model import Definitions
from footpath.vocabulary.kind import Kind

#: customer, name, channel, surface, actor; in the order of time.
Row = tuple[str, str, str, str, str]
DAY_MS = 86_400_000


def counted(rows: Iterable[Row]) -> tuple[list[Kind], dict[int, KindStat]]:
    """Kinds and statistics of events, the plain way."""
    kinds = [Kind(0, "", "", "", "customer")]
    codes: dict[tuple[str, ...], int] = {}
    journeys: dict[str, list[int]] = defaultdict(list)
    for customer, *parts in rows:
        if tuple(parts) not in codes:
            codes[tuple(parts)] = len(kinds)
            kinds.append(Kind(len(kinds), *parts))
        journeys[customer].append(codes[tuple(parts)])
    places: dict[int, list[float]] = defaultdict(list)
    holders: dict[int, set[str]] = defaultdict(set)
    last: dict[int, int] = defaultdict(int)
    for customer, events in journeys.items():
        last[events[-1]] += 1
        for rank, code in enumerate(events):
            places[code].append(rank / max(len(events) - 1, 1))
            holders[code].add(customer)
    return kinds, {
        code: KindStat(
            len(holders[code]), len(found), sorted(found)[len(found) // 2], last[code] / len(holders[code])
        )
        for code, found in places.items()
    }  # fmt: skip


def journey(*names: str, customers: int = 10) -> list[Row]:
    return [(str(i), name, "", "", "customer") for i in range(customers) for name in names]


def stage_names(definitions: Definitions) -> list[str]:
    return [stage.name for stage in definitions.stages]


def places(definitions: Definitions) -> dict[str, str]:
    """Event name -> id of its stage."""
    return {match.name or "": point.stage or "" for point in definitions.touchpoints for match in point.match}


def unplaced(definitions: Definitions, kinds: list[Kind]) -> set[str]:
    table = touchpoint_of(definitions, kinds)
    return {kind.name for kind in kinds[1:] if table[kind.code] == NONE}
