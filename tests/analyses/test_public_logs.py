"""Map, variants and funnel on public logs: the published figures."""

from collections.abc import Callable
from pathlib import Path

from journeys_factory import ask
from public_logs import of_csv, of_xes

from footpath.analyses._variants import Variants
from footpath.analyses.funnel import Funnel
from footpath.analyses.map import Map, with_variants


def test_the_municipality(data: Callable[[str], Path]) -> None:
    file = data("municipality_receipt_log") / "receipt.csv.gz"
    people = list(of_csv(file, "case:concept:name", "concept:name", "time:timestamp", "case:channel").values())
    answer = with_variants(ask(Map(), people), ask(Variants(), people)["variants"])
    assert (answer["journeys"], answer["events"], answer["variants"]) == (1434, 8577, 116)
    found = {channel["name"]: channel["customers"] for channel in answer["channels"]}
    assert found == {"Internet": 1250, "Desk": 109, "Post": 53, "e-mail": 21, "Intern": 1}


def test_the_loan_applications(data: Callable[[str], Path]) -> None:
    people = list(of_xes(data("bpi2012_loan_application") / "bpic2012.xes.gz").values())
    answer = with_variants(ask(Map(), people), ask(Variants(), people)["variants"])
    assert (answer["journeys"], answer["events"], answer["variants"]) == (13087, 262200, 4366)
    steps = ["A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "A_APPROVED"]
    funnel = ask(Funnel(steps=steps, window="365d"), people, data_end=2**50)
    assert [step["customers"] for step in funnel["steps"]] == [13087, 7367, 5113, 5015, 2246]
