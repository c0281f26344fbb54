"""Files stay small, and say nothing of the machine they were written on."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOFT, HARD = 250, 500
LONG_FILES = ROOT / "tests" / "long_files.txt"
WRITTEN = (
    ("src", "*.py"),
    ("tests", "*.py"),
    ("bench", "*.py"),
    ("web/src", "*.ts"),
    ("web/src", "*.tsx"),
    ("web/src", "*.css"),
)
GENERATED = {"web/src/api/schema.d.ts"}
#: Words that name no idea: a file called so collects what nobody placed.
SHAPELESS = {"utils", "util", "common", "helpers", "helper", "service", "services", "manager", "misc"}


def written() -> list[Path]:
    found = (path for folder, pattern in WRITTEN for path in (ROOT / folder).rglob(pattern))
    return sorted(path for path in found if "node_modules" not in path.parts and name(path) not in GENERATED)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lengths() -> dict[str, int]:
    return {name(path): len(path.read_text().splitlines()) for path in written()}


def test_no_file_is_longer_than_the_hard_limit() -> None:
    assert {file: lines for file, lines in lengths().items() if lines > HARD} == {}


def test_files_beyond_the_soft_limit_are_listed() -> None:
    listed = LONG_FILES.read_text().split()
    long = {file: lines for file, lines in lengths().items() if lines > SOFT and file not in listed}
    assert long == {}, f"Split these, one idea a file. {LONG_FILES.name} holds the exceptions and only shrinks."


def test_the_list_of_long_files_only_shrinks() -> None:
    now = lengths()
    short = [file for file in LONG_FILES.read_text().split() if now.get(file, 0) <= SOFT]
    assert short == [], "Take these off the list."


def test_no_file_is_named_for_nothing() -> None:
    assert [name(path) for path in written() if {path.stem, path.parent.name} & SHAPELESS] == []


def test_no_package_in_tests() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_nothing_names_a_machine_or_a_registry() -> None:
    """Absolute paths of a developer's machine, and addresses of package registries."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listing.returncode:
        pytest.skip("This copy of the source is no git repository: which files are its own is unknown.")
    private = re.compile(
        "|".join(
            [
                r"/work/" + "main",
                r"/work/" + "shared",
                r"/home/" + r"\w+/",
                "pythonhosted" + r"\.org",
                "registry" + r"\.npm",
            ]
        )
    )
    said = []
    for file in filter(None, listing.stdout.split("\0")):
        path = ROOT / file
        if not path.is_file() or b"\0" in (content := path.read_bytes())[:8000]:
            continue
        said += [f"{file}: {found[0]}" for found in private.finditer(content.decode(errors="replace"))]
    assert said == []
