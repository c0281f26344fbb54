"""Marketing paths for tests: who touched what before buying, and the credits of an answer."""

from typing import Any

from journeys_factory import E, ask, staged

from footpath.analyses.attribution import MODELS, Attribution
from footpath.definitions.model import Definitions, Match, Outcome, Touch

DAY = 86_400_000
BUY = staged({}, ["Buy"])
SUMMING = [model for model in MODELS if model != "participation"]


def marketing(*names: str, outcome: str = "Buy") -> Definitions:
    return Definitions(
        outcome=Outcome(name="Done", match=[Match(name=outcome)]),
        marketing=[Touch(name=f"touch {name}", match=[Match(name=name)]) for name in names],
    )


def credit(answer: dict[str, Any], model: str, what: str = "credit") -> dict[str | None, float]:
    return {row["name"]: row[what][model] for row in answer["rows"]}


def journey(path: str, *, buys: bool, value: float = float("nan")) -> list[E]:
    """One touch an hour, one letter a channel, then (or not) the outcome."""
    touches = [E(i * 3_600_000, "Seen", letter) for i, letter in enumerate(path)]
    return [*touches, E(len(path) * 3_600_000, "Buy", value=value)] if buys else touches


def paths(*rows: tuple[str, int, int], **limits: Any) -> dict[str, Any]:
    """The answer over (path, outcomes, nulls) rows."""
    people = [journey(path, buys=i < won) for path, won, lost in rows for i in range(won + lost)]
    return ask(Attribution(open_paths="null", **limits), people, BUY)
