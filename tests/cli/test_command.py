"""The command itself: where the workspace is, how commands end, how quickly they start."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from footpath import __version__
from footpath.cli import shelved, upkeep

Run = Callable[..., "object"]
QUICK_S = 0.4


def test_the_workspace_by_option_environment_or_folder(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run("status", "-w", shop).code == 0
    assert run("-w", shop, "status", "--json").json["events"] == 9
    assert run("--workspace", shop, "imports", "list", "--json").json["imports"]
    missing = run("status")
    assert missing.code == 1
    assert "footpath init" in missing.err
    monkeypatch.setenv("FOOTPATH_WORKSPACE", str(shop))
    assert run("status").code == 0
    assert run("-w", tmp_path, "status").code == 1
    monkeypatch.delenv("FOOTPATH_WORKSPACE")
    monkeypatch.chdir(shop)
    assert "Europe/Warsaw" in run("status").out


def test_init(run: Run) -> None:
    assert "Europe/Warsaw, PLN" in run("init", "a", "--timezone", "Europe/Warsaw", "--currency", "pln").err
    assert "UTC, EUR" in run("init", "b").err
    assert run("init", "a").code == 1
    wrong = run("init", "c", "--timezone", "Mars/Base")
    assert wrong.code == 1
    assert "Europe/Warsaw" in wrong.err
    assert not Path("c").exists()


def test_upkeep(run: Run, shop: Path) -> None:
    assert run("verify", "-w", shop).code == 0
    assert run("verify", "-w", shop, "--json").json["ok"] is True
    assert run("rebuild", "-w", shop, "--json").json["events"] == 9
    assert run("map", "-w", shop, "--json").json["journeys"] == 3
    assert "of this version already" in run("upgrade", "-w", shop).err
    assert run("doctor", "--json").json["findings"]


def test_damage_is_found_and_named(run: Run, shop: Path) -> None:
    segment = max(shop.rglob("*.arrow"), key=lambda path: path.stat().st_size)
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 0xFF
    segment.chmod(0o600)
    segment.write_bytes(content)
    ended = run("verify", "-w", shop)
    assert ended.code == 1
    assert segment.name in ended.err


def test_an_unforeseen_fault_leaves_a_report_and_no_traceback(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("never seen before")

    monkeypatch.setattr(upkeep, "opened", lambda where: broken(upkeep.root_of(where)))
    ended = run("status", "-w", shop)
    assert (ended.code, ended.out) == (1, "")
    reports = list(shop.glob("footpath-fault-*.txt"))
    assert len(reports) == 1
    assert str(reports[0]) in ended.err.replace("\n", "")
    assert "ZeroDivisionError: never seen before" in reports[0].read_text()


def test_ctrl_c_is_a_word(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shelved, "opened", stopped)
    ended = run("map", "-w", shop)
    assert ended.code != 0


def test_usage(run: Run) -> None:
    assert run("fly").code == 2
    assert run("map", "--fly").code == 2
    assert run("import").code == 2
    assert run("import", "x.csv", "--map", "customer").code in (1, 2)


def test_version_and_help_are_quick(source: dict[str, str]) -> None:
    for argument, expected in (("--version", __version__), ("--help", "transitions")):
        times = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(
                [sys.executable, "-m", "footpath", argument], capture_output=True, text=True, check=True, env=source
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            assert expected in done.stdout
        assert min(times) < QUICK_S
