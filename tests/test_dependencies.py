"""Every dependency has its reason on the page, and the lock files pin without naming an address."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGE_LOCKS = ("web/package-lock.json", "tests/browser/package-lock.json", "tests/clients/package-lock.json")
REQUIREMENTS = ("requirements/run.txt", "requirements/dev.txt", "requirements/cluster.txt", "requirements/uv.txt")


def explained(heading: str) -> list[str]:
    """First cells of the table under ``heading``."""
    section = PAGE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|") for line in section.splitlines() if line.startswith("| ")]
    assert all(len(row) == 5 and row[2].strip() and row[3].strip() for row in rows), f"{heading}: an empty cell"
    return [row[1].strip() for row in rows[1:]]


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0] for requirement in requirements]


def pins(file: str) -> list[str]:
    text = (ROOT / file).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_every_runtime_dependency_has_its_reason() -> None:
    assert explained("At run time") == names(PROJECT["project"]["dependencies"])


def test_every_development_dependency_has_its_reason() -> None:
    assert explained("For development and tests") == names(PROJECT["dependency-groups"]["dev"])


def test_every_build_dependency_has_its_reason() -> None:
    assert explained("To build") == names(PROJECT["dependency-groups"]["build"])


def test_every_extra_has_its_reason() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    assert explained("Extras") == names([requirement for extra in extras for requirement in extra])


def test_every_front_end_dependency_has_its_reason() -> None:
    package = json.loads((ROOT / "web" / "package.json").read_text())
    wanted = {*package.get("dependencies", {}), *package.get("devDependencies", {})}
    assert set(explained("Front end")) == wanted


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_requirement_is_pinned_by_hash_and_names_no_address(file: str) -> None:
    for line in pins(file):
        assert re.match(r"[a-z0-9][a-z0-9._-]*==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", line), line
        assert "://" not in line
        assert " @ " not in line


def test_every_dependency_is_locked() -> None:
    run, dev, cluster = (set(names(pins(file))) for file in REQUIREMENTS[:3])
    groups = PROJECT["dependency-groups"]
    assert set(names(PROJECT["project"]["dependencies"] + groups["build"])) - run == set(), "Run `make lock`."
    assert set(names(groups["dev"])) | run <= dev, "Run `make lock`."
    extras = PROJECT["project"]["optional-dependencies"].values()
    assert {*names([one for extra in extras for one in extra])} | dev <= cluster, "Run `make lock`."


def test_what_runs_is_what_is_tested() -> None:
    run, dev, cluster = ({line.split(" ", 1)[0] for line in pins(file)} for file in REQUIREMENTS[:3])
    assert run - dev == set(), "Run `make lock`."
    assert dev - cluster == set(), "Run `make lock`."


def test_what_builds_the_package_is_locked() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(PROJECT["dependency-groups"]["build"])


@pytest.mark.parametrize("file", PACKAGE_LOCKS)
def test_package_locks_name_no_address(file: str) -> None:
    packages = json.loads((ROOT / file).read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    unpinned = [name for name, package in packages.items() if name and "integrity" not in package]
    assert unpinned == []


@pytest.mark.parametrize("file", PACKAGE_LOCKS)
def test_package_locks_are_of_their_manifests(file: str) -> None:
    lock = json.loads((ROOT / file).read_text())["packages"][""]
    manifest = json.loads((ROOT / file).with_name("package.json").read_text())
    for group in ("dependencies", "devDependencies"):
        assert lock.get(group, {}) == manifest.get(group, {}), "Run `make lock`."


def test_no_dependency_is_of_the_gpl() -> None:
    """They serve as oracles in an optional group at most, never as a dependency."""
    forbidden = {"pm4py", "channelattribution", "chardet"}
    assert set(names(pins("requirements/dev.txt"))) & forbidden == set()
