"""While an import goes on, the base is rewritten only when it would double."""

from pathlib import Path

import pytest

from footpath.store import compact as compacting
from footpath.workspace import Workspace


def test_a_bulk_round_waits_until_the_base_would_double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "ROUND_NEVER_BELOW", 1)
    monkeypatch.setattr(compacting, "ROUND_ALWAYS_FROM", 100)

    def bring(workspace: Workspace, name: str, events: int) -> None:
        rows = [f"c{at % 9},2026-01-01T{at % 24:02d}:{at // 24 % 60:02d}:00Z,{name}" for at in range(events)]
        (tmp_path / f"{name}.csv").write_text("\n".join(["customer,time,event", *rows]))
        workspace.import_files([tmp_path / f"{name}.csv"])

    with Workspace.create(tmp_path / "shop") as workspace:
        store = workspace._store
        bring(workspace, "A", 150)
        assert sum(row.events for row in store.snapshot().manifest.base) == 150
        monkeypatch.setattr(compacting, "_round_due", lambda manifest, bulk=False: False)
        bring(workspace, "B", 120)
        monkeypatch.undo()
        monkeypatch.setattr(compacting, "ROUND_NEVER_BELOW", 1)
        monkeypatch.setattr(compacting, "ROUND_ALWAYS_FROM", 100)
        compacting.compact(store, bulk=True)
        assert sum(row.events for row in store.snapshot().manifest.base) == 150
        compacting.compact(store)
        assert sum(row.events for row in store.snapshot().manifest.base) == 270
        assert workspace.verify()["ok"]
