"""Attribution: the definition's vectors, its edges, and the published figures of 10,000 marketing paths."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from journeys_factory import E, ask, dictionary, frame, journeys, staged
from marketing_paths import BUY, DAY, SUMMING, credit, marketing, paths

from footpath.analyses import _credit
from footpath.analyses._steps import Step
from footpath.analyses.attribution import MODELS, Attribution
from footpath.definitions.model import Definitions, Match
from footpath.workspace import Workspace

ROOT = Path(__file__).parents[2]


def test_vector_of_four_touches() -> None:
    touches = [E(0, "Seen", "search"), E(3 * DAY, "Seen", "social"), E(9 * DAY, "Seen", "email")]
    # Display comes at the same moment as the e-mail: by session they would be one touch.
    people = [[*touches, E(9 * DAY, "Seen", "display"), E(9 * DAY, "Buy", value=50)]]
    answer = ask(Attribution(), people, marketing("Seen"))
    found = {model: list(credit(answer, model, "credit_value").values()) for model in MODELS}
    order = list(credit(answer, "j"))
    by_row = {
        model: [dict(zip(order, found[model], strict=True))[c] for c in ("search", "social", "email", "display")]
        for model in MODELS
    }
    assert by_row["linear"] == [12.5] * 4
    assert by_row["j"] == [10, 5, 5, 30]
    assert by_row["inverse_j"] == [30, 5, 5, 10]
    assert by_row["position"] == [20, 5, 5, 20]
    assert [round(x, 2) for x in by_row["time_decay"]] == [6.92, 9.32, 16.88, 16.88]
    assert by_row["first"] == [50, 0, 0, 0]
    assert by_row["last"] == [0, 0, 0, 50]
    assert by_row["participation"] == [50] * 4
    assert answer["value"] == answer["value_attributed"] == 50


def test_two_touches() -> None:
    answer = paths(("AB", 1, 0))
    assert credit(answer, "position") == {"A": 0.5, "B": 0.5}
    assert credit(answer, "j") == {"A": 0.25, "B": 0.75}
    assert credit(answer, "inverse_j") == {"A": 0.75, "B": 0.25}


def test_vector_of_markov_with_null_paths() -> None:
    answer = paths(("ABC", 1, 0), ("A", 0, 1), ("BC", 0, 1))
    assert answer["markov"]["probability"] == round(1 / 3, 7)
    assert {row["name"]: row["removal"] for row in answer["rows"]} == {"A": 0.5, "B": 1, "C": 1}
    assert credit(answer, "markov") == {"A": 0.2, "B": 0.4, "C": 0.4}


@pytest.mark.parametrize("null_paths", [True, False])
def test_vector_of_markov_without_null_paths(null_paths: bool) -> None:
    answer = paths(("ABABBA", 1, 0), ("ABBAA", 1, 0), ("AA", 1, 0), null_paths=null_paths)
    assert credit(answer, "markov") == {"A": 2, "B": 1}


def test_null_paths_can_be_left_out_of_the_chain() -> None:
    rows = (("ABABBA", 1, 0), ("ABBAA", 1, 0), ("AA", 1, 0))
    without = paths(*rows, ("BBA", 0, 9), null_paths=False)
    assert credit(without, "markov") == {"A": 2, "B": 1}
    assert credit(paths(*rows, ("BBA", 0, 9)), "markov") != {"A": 2, "B": 1}


def test_vector_of_shapley() -> None:
    answer = paths(("A", 10, 0), ("AB", 6, 0), ("ABC", 9, 0))
    assert credit(answer, "shapley") == {"A": 16, "B": 6, "C": 3}
    four = paths(("ABCD", 10, 0))
    assert credit(four, "shapley") == dict.fromkeys("ABCD", 2.5)
    assert credit(paths(("A", 4, 0), ("AB", 6, 0)), "shapley") == {"A": 7, "B": 3}


def test_lookback_includes_its_end_and_a_path_starts_anew_after_an_outcome() -> None:
    rows = [[E(0, "Seen", "a"), E(5, "Seen", "b"), E(10, "Buy"), E(11, "Buy")]]
    found = {w: ask(Attribution(lookback=f"{w}ms"), rows, marketing("Seen")) for w in (4, 5, 10)}
    assert credit(found[4], "first") == {"a": 0, "b": 0}
    assert credit(found[5], "first") == {"a": 0, "b": 1}
    assert credit(found[10], "first") == {"a": 1, "b": 0}
    assert [answer["attributed"] for answer in found.values()] == [0, 1, 1]
    assert [answer["outcomes"] for answer in found.values()] == [2, 2, 2]
    assert [answer["null"] for answer in found.values()] == [2, 0, 0]


def test_a_path_is_null_only_when_its_lookback_is_over() -> None:
    rows = [[E(0, "Seen", "a")]]
    states = [
        (answer["null"], answer["open"])
        for end in (5, 6)
        for answer in [ask(Attribution(lookback="5ms"), rows, BUY, data_end=end)]
    ]
    assert states == [(0, 1), (1, 0)]
    forced = ask(Attribution(lookback="5ms", open_paths="null"), rows, BUY, data_end=5)
    assert (forced["null"], forced["open"]) == (1, 0)


def test_rows_by_touchpoint_name_and_marketing_touch() -> None:
    definitions = staged({"Look": {"Site": ["A"]}}, ["Buy"])
    rows = [[E(0, "A", "web"), E(10, "B", "app"), E(20, "Buy")]]

    def names(by: str, definitions: Definitions) -> set[str | None]:
        return {row["name"] for row in ask(Attribution(by=by, gap="5ms"), rows, definitions)["rows"]}

    assert names("touchpoint", definitions) == {"Site", None}
    assert names("name", definitions) == {"A", "B"}
    assert names("channel", definitions) == {"web", "app"}
    assert names("touch", marketing("A", "B")) == {"touch A", "touch B"}
    assert names("channel", marketing("B")) == {"app"}


def test_what_the_company_did_is_a_touch_on_request_only() -> None:
    rows = [[E(0, "Call", "phone", actor="company"), E(1, "Buy")]]
    assert ask(Attribution(), rows, marketing("Call"))["rows"] == []
    asked = ask(Attribution(company=True), rows, marketing("Call"))
    assert credit(asked, "last") == {"phone": 1}


def test_another_outcome_may_be_asked_for() -> None:
    rows = [[E(0, "A", "web"), E(1, "B")]]
    for outcome in ("B", Step(match=(Match(name="B"),))):
        answer = ask(Attribution(outcome=outcome), rows, BUY)
        assert (answer["outcome"], answer["attributed"]) == ("B", 1)
    nothing = ask(Attribution(), rows)
    assert (nothing["outcome"], nothing["attributed"], nothing["outcomes"]) == (None, 0, 0)
    assert set(credit(nothing, "markov").values()) == {0}


def test_direct_is_passed_over_unless_all_are_direct() -> None:
    asked = Attribution(gap="1ms")
    mixed = [[E(0, "S", "ads"), E(5, "S", "Direct"), E(9, "Buy")], [E(0, "S", "Direct"), E(9, "Buy")]]
    answer = ask(asked, mixed, BUY)
    assert credit(answer, "last_non_direct") == {"ads": 1, "Direct": 1}
    assert credit(answer, "last") == {"ads": 0, "Direct": 2}


@pytest.mark.parametrize("order", [1, 4])
def test_edges_of_size(order: int) -> None:
    """One event; all times equal; a customer with a million events; 60,000 kinds."""
    assert ask(Attribution(order=order), [[E(5, "Buy")]], BUY)["n"] == 0
    same = ask(Attribution(order=order), [[E(5, "Seen", "a")] * 6 + [E(5, "Buy")]], marketing("Seen"))
    assert credit(same, "linear") == {"a": 1}
    rng = np.random.default_rng(3)
    codes = rng.integers(1, 60_001, 1_000_000).astype(np.uint16)
    names = [E(0, f"K{i}", f"c{i % 7}") for i in range(60_000)]
    kinds = dictionary([names])
    block = journeys([[]], kinds)
    columns = {"time": np.arange(1_000_000) * DAY // 40, "kind": codes, "value": np.full(1_000_000, np.nan)}
    block = replace(block, offsets=np.array([0, 1_000_000]), columns=columns)
    for by in ("channel", "name"):
        analysis = Attribution(by=by, outcome="K59999", order=order)
        asked = frame(kinds, data_end=2**55)
        answer = analysis.answer(analysis.fold(block, asked), asked)
        assert answer["attributed"] == int((codes == 60_000).sum())
        assert sum(credit(answer, "linear").values()) == pytest.approx(answer["attributed"], abs=0.1)
        if by == "name":
            assert set(credit(answer, "markov").values()) == {None}
            assert answer["markov"]["states"] > _credit.MOST_STATES


def test_the_published_figures_of_ten_thousand_paths(data: Callable[[str], Path], tmp_path: Path) -> None:
    folder = data("channel_attribution_pathdata")
    expected = json.loads((folder.parents[1] / "vectors" / "attribution_10k.json").read_text())
    reference = json.loads((folder / "reference_results.json").read_text())
    with Workspace.create(tmp_path / "ws") as workspace:
        workspace.import_files(folder, recipe=ROOT / "docs/recipes/channel_attribution_pathdata.yaml")
        asked = Attribution(outcome="Conversion", lookback="365d", open_paths="null")
        answer = workspace.run(asked).to_dict()
        without = workspace.run(asked.model_copy(update={"null_paths": False, "shapley": "rate"})).to_dict()
        second = workspace.run(asked.model_copy(update={"order": 2})).to_dict()
    totals = expected["totals"]
    assert (answer["attributed"], answer["null"]) == (totals["conversions"], totals["null"])
    assert answer["markov"]["probability"] == totals["p_conversion"]
    assert answer["value"] == pytest.approx(74_802.971587, abs=1e-3)
    rows = {row["name"]: row["credit"] for row in answer["rows"]}
    assert {
        name: {m: row["first" if m == "first" else m] for m in ("first", "last")} for name, row in rows.items()
    } == {name: {"first": row["first"], "last": row["last"]} for name, row in expected["channels"].items()}
    for name, row in expected["channels"].items():
        assert round(rows[name]["linear"], 4) == pytest.approx(row["linear"], abs=1.01e-4)
        assert round(rows[name]["markov"], 4) == row["markov"]
    simulated = {row["channel_name"]: row["total_conversions"] for row in reference["markov"]["order_2"]["result"]}
    for name, found in credit(second, "markov").items():
        assert found == pytest.approx(simulated[name], rel=0.02, abs=20), name
    for found in (without, second):
        for model in SUMMING:
            assert sum(credit(found, model).values()) == pytest.approx(totals["conversions"], abs=1e-4), model
