"""What all tests share: public data, a browser, and which tests run."""

import os
from collections.abc import Callable
from pathlib import Path

import find_chromium
import pytest
from hypothesis import settings

# Kernels compile within the first example: a deadline would measure the compiler.
settings.register_profile("footpath", deadline=None)
settings.load_profile("footpath")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-nightly", action="store_true", help="also run the tests marked nightly")
    parser.addoption("--run-cluster", action="store_true", help="also run the tests marked cluster")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for mark in ("nightly", "cluster"):
        left = [item for item in items if item.get_closest_marker(mark)]
        if left and not config.getoption(f"--run-{mark}"):
            config.hook.pytest_deselected(items=left)
            items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session")
def data() -> Callable[[str], Path]:
    """``data("cdnow_clv")``: folder of a public data set. Absent: the test skips; under CI=true it fails."""
    base = Path(os.environ.get("FOOTPATH_DATA") or ROOT / "../shared/data").resolve()

    def folder(name: str) -> Path:
        path = base / name
        if path.is_dir():
            return path
        sentence = f"Public data {name!r} is not in {base}. Set FOOTPATH_DATA to the folder that holds it."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence, pytrace=False)
        pytest.skip(sentence)

    return folder


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser for browser tests (see find_chromium); none: skip, and under REQUIRE_BROWSER=1 a failure."""
    path = find_chromium.find()
    if path is not None:
        return path
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(find_chromium.HINT, pytrace=False)
    pytest.skip(find_chromium.HINT)
