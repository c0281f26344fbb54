"""The truth of one shop, written once for the tests of a worker."""

from pathlib import Path

import pytest

from footpath.sample.truth import Truth
from footpath.sample.writing import write_truth


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("truth")
    write_truth(folder, customers=40_000, seed=0)
    return folder


@pytest.fixture(scope="session")
def truth(folder: Path) -> Truth:
    return Truth.model_validate_json((folder / "truth.json").read_bytes())
