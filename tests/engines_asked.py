"""What every engine is asked, and when two answers are the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from footpath.analyses._analysis import Analysis
from footpath.shelf import items
from footpath.store import compact
from footpath.store.engines import dask, spark
from footpath.store.snapshot import ranges
from footpath.workspace import Scope, Workspace

ANALYSES: dict[str, type[Analysis]] = items("footpath.analyses", Analysis)
#: More ranges than partial answers are added at a time, so that they are added on two levels; and not many, because
#: Spark takes a while for each.
CUSTOMERS, EVENTS_A_RANGE, RANGES, FAN_IN = 300, 800, 8, 4
SCOPES: dict[str, dict[str, Any]] = {
    "everybody": {},
    "a breakdown of some": {
        "breakdown": "device",
        "audience": 'did "Order Completed" or in list "Some"',
        "where": "not channel = email",
    },
    "a comparison": {"compare": Scope(where="channel = app")},
}


def questions(*scopes: str) -> Any:
    """Marks a test: each analysis with its example, of each of these scopes."""
    cases = [(name, scope) for name in ANALYSES for scope in scopes or SCOPES]
    return pytest.mark.parametrize(("name", "scope"), cases, ids=[f"{name} of {scope}" for name, scope in cases])


@contextmanager
def shop(root: Path) -> Iterator[Workspace]:
    """A small shop whose customers lie in as many ranges as those of a large one, and in files newer than these."""
    small = {"EVENTS_A_RANGE": EVENTS_A_RANGE, "LARGEST_RANGE": 2 * EVENTS_A_RANGE}
    with (
        patch.multiple(compact, ROUND_NEVER_BELOW=1, ROUND_ALWAYS_FROM=1, **small),
        patch.object(dask, "FAN_IN", FAN_IN),
        patch.object(spark, "FAN_IN", FAN_IN),
        Workspace.create(root) as made,
    ):
        made.sample(customers=CUSTOMERS)
        made.compact()
        assert len(ranges(made._store.snapshot().manifest)) == RANGES
        with patch.object(compact, "_round_due", lambda *_: False):
            made.sample(customers=20, seed=8)
        assert made._store.snapshot().manifest.spans
        made.lists.save("Some", [row["key"] for row in made.customers(limit=40)["rows"]])
        yield made


def asked(workspace: Workspace, name: str, scope: str, **more: Any) -> dict[str, Any]:
    """The answer to one of the questions."""
    analysis = ANALYSES[name]
    return workspace.run(analysis.model_validate(analysis.example), **SCOPES[scope], **more).to_dict()


def same(found: Any, wanted: Any) -> None:
    """Counts and words exactly, floats within 1e-9 of their size."""
    if isinstance(wanted, dict):
        assert found.keys() == wanted.keys()
        for key in wanted:
            same(found[key], wanted[key])
    elif isinstance(wanted, list):
        assert len(found) == len(wanted)
        for one, other in zip(found, wanted, strict=True):
            same(one, other)
    elif isinstance(wanted, float):
        assert found == pytest.approx(wanted, rel=1e-9, abs=1e-12)
    else:
        assert (type(found), found) == (type(wanted), wanted)
