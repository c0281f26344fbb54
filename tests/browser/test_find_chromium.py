from pathlib import Path

import find_chromium
import pytest


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser; its folder of programs."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "cache"))
    monkeypatch.setattr(find_chromium, "UNPACKED", tmp_path / "unpacked")
    (tmp_path / "bin").mkdir()
    return tmp_path


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_a_bare_machine_has_none(bare: Path) -> None:
    assert find_chromium.find() is None


def test_the_order_is_named_system_playwright_npm(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = program(bare / "unpacked" / "run")
    assert find_chromium.find() == unpacked
    cached = program(bare / "cache" / "chromium-1200" / "chrome-linux" / "chrome")
    assert find_chromium.find() == cached
    system = program(bare / "bin" / "chromium")
    assert find_chromium.find() == system
    named = program(bare / "mine")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert find_chromium.find() == named


def test_a_named_browser_that_is_not_there_gives_way(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(bare / "gone"))
    system = program(bare / "bin" / "chromium")
    assert find_chromium.find() == system


def test_playwrights_newest_is_taken(bare: Path) -> None:
    program(bare / "cache" / "chromium-1100" / "chrome-linux" / "chrome")
    newer = program(bare / "cache" / "chromium-1200" / "chrome-linux64" / "chrome")
    assert find_chromium.find() == newer
