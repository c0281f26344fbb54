"""Where a question starts: parameters that have an answer in this workspace before anybody has chosen any."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from footpath.analyses._analysis import Analysis
from footpath.analyses.paths import Paths
from footpath.definitions.lookup import kinds_of
from footpath.definitions.model import Definitions, Outcome
from footpath.vocabulary.kind import Kind
from footpath.workspace.asking import no_cancel
from footpath.workspace.workspace import Workspace

Parameters = dict[str, Any]
MOST_STEPS = 8  #: steps of a funnel that nobody has chosen
MOST_EDGES = 1_000  #: edges that a first look lists
_DAY_S = 86_400


@dataclass(frozen=True)
class Known:
    """What is known of a workspace: ``kinds`` rows of the dictionary with events of customers, most events first."""

    workspace: Workspace
    definitions: Definitions
    kinds: list[dict[str, Any]]
    days: float
    cancelled: Callable[[], bool]

    @property
    def stages(self) -> list[str]:
        """Names of the stages that have events, in their order."""
        filled = {row["stage"] for row in self.kinds}
        return [stage.name for stage in self.definitions.stages if stage.name in filled]

    @property
    def events(self) -> list[str]:
        """Names of events, the most frequent first."""
        counts: Counter[str] = Counter()
        for row in self.kinds:
            counts[row["name"]] += row["events"]
        return [name for name, _ in counts.most_common()]

    @property
    def place(self) -> str:
        """What events are best told apart by: touchpoints, or names where there are none."""
        return "touchpoint" if any(row["touchpoint"] for row in self.kinds) else "name"

    def unit(self) -> str:
        """A calendar period of which the data have some dozen."""
        return "day" if self.days <= 45 else "week" if self.days <= 400 else "month"


def start_of(workspace: Workspace, analysis: type[Analysis], cancelled: Callable[[], bool] = no_cancel) -> Parameters:
    """Parameters with which ``analysis`` says something of this workspace; its example where nothing is known better.

    Costs at most one answer of the store.
    """
    status = workspace.status()
    span = [datetime.fromisoformat(status[end]) for end in ("oldest", "newest") if status[end]]
    known = Known(
        workspace,
        workspace.definitions(),
        [row for row in workspace.dictionary.kinds(cancelled)["kinds"] if row["actor"] == "customer"],
        (span[-1] - span[0]).total_seconds() / _DAY_S if span else 0.0,
        cancelled,
    )
    start = _STARTS.get(analysis.name)
    return (start(known) if start else None) or dict(analysis.example)


def _funnel(known: Known) -> Parameters | None:
    """The stages in their order up to the outcome; the most frequent events where there is no such way."""
    outcome, stages = known.definitions.outcome, known.stages
    hits = _held(outcome, known.kinds) if outcome else []
    steps: list[Any] = [{"stage": name} for name in stages]
    if outcome and any(hits):
        of_outcome = {row["stage"] for row, hit in zip(known.kinds, hits, strict=True) if hit}
        others = {row["stage"] for row, hit in zip(known.kinds, hits, strict=True) if not hit}
        last = next((place for place, name in enumerate(stages) if name in of_outcome), len(stages))
        # A stage that holds nothing but the outcome would ask for it twice.
        steps = [{"stage": name} for name in stages[: last + 1] if name in others]
        match = [one.model_dump(exclude_none=True) for one in outcome.match]
        steps = [*steps[-(MOST_STEPS - 1) :], {"match": match, "name": outcome.name}]
    if len(steps) < 2:
        steps = [{"event": name} for name in known.events[:3]]
    if len(steps) < 2:
        return None
    return {"steps": steps[:MOST_STEPS], "window": known.definitions.horizon}


def _paths(known: Known) -> Parameters:
    """Forward from where most journeys begin."""
    by = known.place
    answer = known.workspace.run(
        Paths.model_validate({"by": by, "depth": 2, "most": 1_000}), cancelled=known.cancelled
    ).to_dict()
    entries = [node for column in answer["columns"][:1] for node in column["nodes"] if node["name"]]
    if not entries:
        return {"by": by}
    entry = max(entries, key=lambda node: int(node["customers"]))["name"]
    return {"by": by, "start": {"event" if by == "name" else by: entry}, "window": known.definitions.horizon}


def _attribution(known: Known) -> Parameters:
    """The outcome and the touches of the definitions; the last stage where they have no outcome."""
    parameters: Parameters = {"by": "touch" if known.definitions.marketing else "channel"}
    if known.definitions.outcome is None and known.stages:
        parameters["outcome"] = {"stage": known.stages[-1]}
    return parameters


def _retention(known: Known) -> Parameters:
    unit = known.unit()
    length = {"day": 1, "week": 7, "month": 30}[unit]
    return {"unit": unit, "periods": max(1, min(12, int(known.days / length)))}


def _trends(known: Known) -> Parameters:
    unit = "hour" if known.days <= 3 else "day" if known.days <= 400 else "week"
    return {"unit": unit, "split": "stage" if known.stages else "name"}


_STARTS: dict[str, Callable[[Known], Parameters | None]] = {
    "attribution": _attribution,
    "funnel": _funnel,
    "paths": _paths,
    "retention": _retention,
    "sessions": lambda known: {"by": known.place},
    "step_matrix": lambda known: {"by": known.place, "collapse": True},
    "transitions": lambda known: {"by": known.place, "limit": MOST_EDGES},
    "trends": _trends,
}


def _held(outcome: Outcome, rows: list[dict[str, Any]]) -> list[bool]:
    """Of each row of the dictionary whether it is the outcome."""
    kinds = [Kind(0, row["name"], row["channel"], row["surface"], row["actor"]) for row in rows]
    return [bool(hit) for hit in kinds_of(outcome.match, kinds)]
