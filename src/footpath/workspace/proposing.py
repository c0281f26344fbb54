"""Proposing definitions for a snapshot: positions of kinds in journeys, then names and positions together."""

from footpath.analyses._analysis import Frame
from footpath.analyses.positions import KindStats
from footpath.analyses.proposal import propose
from footpath.definitions.model import Definitions
from footpath.store.engines.threads import run
from footpath.store.snapshot import Snapshot


def proposed(snapshot: Snapshot, frame: Frame, existing: Definitions) -> Definitions:
    """``existing`` and proposals for the kinds that match nothing in it."""
    analysis = KindStats()
    stats = analysis.stats(run(analysis, frame, snapshot.blocks(analysis.columns(frame))), frame)
    return propose(frame.kinds[1:], stats, existing, span_ms=frame.data_end_ms - frame.start_ms)
