"""A source: journeys by reference, and how each range of them is read; small enough to be sent to other machines."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Self

from footpath.store.journeys import Journeys
from footpath.store.objects import publish
from footpath.store.snapshot import Range, Segments, Snapshot, ranges, segments_at

#: What is done to each block before it is folded, for a frame: an audience, a filter, the groups of a breakdown.
Step = Callable[[Journeys, Any], Journeys]


@dataclass(frozen=True)
class Source:
    """``ranges`` of customers (their files by name, size and checksum), the ``columns`` to read, and the ``steps`` that
    follow. It pickles where its steps do: what arrives reads the same files from the same place.
    """

    segments: Segments
    ranges: tuple[Range, ...]
    columns: tuple[str, ...]
    steps: tuple[Step, ...] = ()

    def then(self, step: Step) -> Self:
        """The same with one more step."""
        return replace(self, steps=(*self.steps, step))

    def at(self, url: str, go_on: Callable[[], None]) -> Self:
        """The same, read from an object store; segments that are not there yet are brought first."""
        rows = {row.file: row for part in self.ranges for row in part.rows}
        publish(Path(self.segments.place), rows.values(), url, told=lambda *_: go_on())
        return replace(self, segments=segments_at(url))

    def block(self, part: Range, frame: Any) -> Journeys:
        """The journeys of a range, as every step left them."""
        journeys = self.segments.block(part, self.columns)
        for step in self.steps:
            journeys = step(journeys, frame)
        return journeys

    def blocks(self, frame: Any, go_on: Callable[[], None]) -> list[Callable[[], Journeys]]:
        """One call a range, for this process. ``go_on`` is called before each; it raises where nobody waits."""

        def opened(part: Range) -> Journeys:
            go_on()
            return self.block(part, frame)

        return [partial(opened, part) for part in self.ranges]


def source_of(snapshot: Snapshot, columns: tuple[str, ...]) -> Source:
    """Everybody in a snapshot, with these columns. Every file is opened at once."""
    snapshot.hold()
    return Source(snapshot.segments, tuple(ranges(snapshot.manifest)), columns)
