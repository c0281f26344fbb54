"""Proposing definitions for a snapshot: positions of kinds in journeys, then names and positions together."""

from footpath.analyses._analysis import Frame
from footpath.analyses.positions import KindStats
from footpath.analyses.proposal import propose
from footpath.definitions.model import Definitions
from footpath.definitions.templates import language_in
from footpath.store.engines.threads import run
from footpath.store.snapshot import Snapshot
from footpath.vocabulary.languages import nearest


def proposed(snapshot: Snapshot, frame: Frame, existing: Definitions, language: str | None = None) -> Definitions:
    """``existing`` and proposals for the kinds that match nothing in it.

    ``language``: of what is new; none: that of the stages that are there.
    """
    analysis = KindStats()
    stats = analysis.stats(run(analysis, frame, snapshot.blocks(analysis.columns(frame))), frame)
    spoken = nearest([language]) if language else language_in(existing.stages)
    return propose(frame.kinds[1:], stats, existing, language=spoken, span_ms=frame.data_end_ms - frame.start_ms)
