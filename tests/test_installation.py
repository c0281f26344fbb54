import importlib.metadata
from pathlib import Path

import pytest

from footpath import installation


def test_this_installation_lacks_nothing_but_perhaps_the_page() -> None:
    findings = installation.check()
    assert {finding.name for finding in findings if finding.state == "missing"} <= {"Web page"}
    assert len({finding.name for finding in findings}) == len(findings)


def test_every_fault_says_what_to_do() -> None:
    for finding in installation.check():
        assert finding.sentence.endswith(".")
        assert bool(finding.advice) == (finding.state != "ok")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "gone":
            raise importlib.metadata.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(importlib.metadata, "version", version)
    monkeypatch.setattr(
        importlib.metadata, "requires", lambda _: ["numpy>=2", "gone>=1.2", "other; sys_platform == 'x'"]
    )
    missing = [finding for finding in installation.check() if finding.state == "missing" and finding.name == "gone"]
    assert [finding.advice for finding in missing] == ["Run: pip install 'gone>=1.2'."]


def test_an_unwritable_kernel_cache_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "nowhere"))
    kernels = next(finding for finding in installation.check() if finding.name == "Kernels")
    assert kernels.state == "warning"


def test_findings_are_json() -> None:
    assert set(installation.check()[0].to_dict()) == {"name", "state", "sentence", "advice"}
