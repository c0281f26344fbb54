"""The engine that the environment names answers the page's questions; where it cannot, its sentence arrives."""

from collections.abc import Callable
from typing import Any

import pytest


def test_an_engine_that_cannot_answer_says_why(
    monkeypatch: pytest.MonkeyPatch, start: Callable[..., Any], refused: Callable[..., tuple[int, str]]
) -> None:
    monkeypatch.setenv("FOOTPATH_ENGINE", "dask")
    answer = start().client.post("/api/transitions", json={})
    assert refused(answer) == (503, "engine_error")
    assert answer.json()["error"]["said"][0]["code"] == "engine.scheduler_wanted"
