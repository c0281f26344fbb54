"""A workspace with the sample and a second import of awkward property names, in many ranges and spans."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from footpath.sql import journeys
from footpath.store import compact
from footpath.workspace import Workspace

AWKWARD = '''\
customer,time,event,channel,order,Time,a.b,"say ""hi""",kind_size
zoe,2026-09-01T08:00:00Z,Product Viewed,web,1st,noon,x,ja,big
zoe,2026-09-02T08:00:00Z,Product Viewed,app,2nd,noon,x,,small
yan,2026-09-02T09:00:00Z,Order Completed,web,,night,,ja,big
c000001,2026-09-03T09:00:00Z,Order Completed,web,,night,y,nein,
'''


@pytest.fixture(scope="package")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    root = tmp_path_factory.mktemp("sql") / "shop"
    with Workspace.create(root, timezone="Europe/Warsaw", currency="PLN") as made:
        file = root.parent / "awkward.csv"
        file.write_text(AWKWARD)
        # Only while it is filled: a fixture of a package lives on beside the tests of others.
        with (
            patch.object(compact, "EVENTS_A_RANGE", 200),
            patch.object(compact, "LARGEST_RANGE", 400),
            patch.object(compact, "ROUND_NEVER_BELOW", 1),
            patch.object(compact, "ROUND_ALWAYS_FROM", 1000),
        ):
            made.sample(customers=150)
            made.import_files(file)
        yield made


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journeys, "_PIECE", 70)
