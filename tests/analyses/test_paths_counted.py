"""Paths: how they are counted, and found again by their row."""

import pytest
from journeys_factory import E, customers, cut, dictionary, frame, journeys

import footpath.analyses.paths as module
from footpath.analyses import _paths
from footpath.analyses._analysis import NoCell
from footpath.analyses.paths import Paths


@pytest.mark.parametrize(("loose", "sampled"), [(0, 0), (0, 4096), (1 << 23, 0), (1 << 23, 4096)])
def test_paths_count_alike_whether_they_wait_or_not(loose: int, sampled: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_paths, "LOOSE", loose)
    monkeypatch.setattr(_paths, "SAMPLED", sampled)
    people = customers("A0 B1", "A0 C1", "A0 B1", "D0", "B0 A1", "C0")
    kinds = dictionary(people)
    asked, analysis, whole = frame(kinds), Paths(), journeys(people, kinds)
    total = analysis.zero(asked)
    for at in range(len(people)):
        total += analysis.fold(cut(whole, at, at + 1), asked)
    assert {tuple(row["path"]): row["customers"] for row in analysis.answer(total, asked)["paths"]} == {
        ("A", "B"): 2, ("A", "C"): 1, ("D",): 1, ("B", "A"): 1, ("C",): 1,
    }  # fmt: skip


@pytest.mark.parametrize("key_bits", [0, 62], ids=["hashed", "packed"])
@pytest.mark.parametrize("way", [{}, {"end": "C"}])
def test_a_row_is_found_though_names_hold_what_stands_between_names(
    key_bits: int, way: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEY_BITS", key_bits)
    rows = [[E(0, "A > B"), E(1, "C")], [E(0, "A"), E(1, "B"), E(2, "C")], [E(0, "A"), E(1, "C")]]
    kinds = dictionary(rows)
    asked, analysis = frame(kinds), Paths(**way)
    whole = analysis.fold(journeys(rows, kinds), asked)
    held = [analysis.held(whole, asked, {"path": path}, "customers")(whole) for path in ("A > B > C", "A > C")]
    assert held == [2, 1]
    for path in ("A > B", "B > C", "A > B > C > C", "", "D"):
        with pytest.raises(NoCell):
            analysis.held(whole, asked, {"path": path}, "customers")
