"""Answers made comparable."""

import json
from typing import Any


def in_any_order(answer: Any, without: frozenset[str] = frozenset(["code"])) -> Any:
    """The same answer whatever the order of its lists and the codes of kinds, which go by arrival."""
    if isinstance(answer, dict):
        return {key: in_any_order(value, without) for key, value in answer.items() if key not in without}
    if isinstance(answer, list):
        return sorted(
            (in_any_order(value, without) for value in answer), key=lambda one: json.dumps(one, sort_keys=True)
        )
    return round(answer, 9) if isinstance(answer, float) else answer
