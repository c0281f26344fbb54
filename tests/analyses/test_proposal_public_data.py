"""What is proposed for real event files."""

import csv
import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

from kinds_counted import DAY_MS, counted, places, stage_names, unplaced

from footpath.analyses.proposal import propose
from footpath.definitions.model import Match


def test_loans(data: Callable[[str], Path]) -> None:
    with gzip.open(data("bpi2012_loan_application") / "bpic2012.xes.gz", "rt") as file:
        text = file.read()
    name = re.compile(r'"concept:name" value="([^"]*)"')
    rows = [
        (str(i), found.group(1), "", "", "customer")
        for i, trace in enumerate(text.split("<trace>")[1:])
        for event in trace.split("<event>")[1:]
        if (found := name.search(event))
    ]
    kinds, stats = counted(rows)
    proposed = propose(kinds, stats, span_ms=166 * DAY_MS)
    assert stage_names(proposed) == ["Apply", "Check", "Offer", "Decide"]
    assert 10 <= len(proposed.touchpoints) <= 14
    assert unplaced(proposed, kinds) == set()
    where = places(proposed)
    assert (where["A_SUBMITTED"], where["A_PREACCEPTED"], where["O_SENT"]) == ("apply", "check", "make-offer")
    assert where["A_APPROVED"] == where["A_DECLINED"] == "rule"
    assert proposed.outcome is not None
    assert proposed.outcome.name == "Approval"
    assert proposed.horizon == "30d"


def test_permits(data: Callable[[str], Path]) -> None:
    with gzip.open(data("municipality_receipt_log") / "receipt.csv.gz", "rt", newline="") as file:
        entries = sorted(csv.DictReader(file), key=lambda entry: entry["time:timestamp"])
    rows = [(e["case:concept:name"], e["concept:name"], e["case:channel"], "", "customer") for e in entries]
    kinds, stats = counted(rows)
    proposed = propose(kinds, stats)
    assert stage_names(proposed) == ["Apply", "Check", "Decide"]
    assert unplaced(proposed, kinds) == set()
    assert places(proposed)["Confirmation of receipt"] == "apply"
    assert places(proposed)["T10 Determine necessity to stop indication"] == "rule"


def test_shop_clicks(data: Callable[[str], Path]) -> None:
    with gzip.open(data("ecom_eventstream") / "ecom.csv.gz", "rt", newline="") as file:
        rows = [(e["user_id"], e["event"], "", "", "customer") for e in csv.DictReader(file)]
    kinds, stats = counted(rows)
    proposed = propose(kinds, stats)
    assert stage_names(proposed) == ["Discover", "Compare", "Buy", "Use"]
    assert unplaced(proposed, kinds) == set()
    where = places(proposed)
    assert (where["catalog"], where["add_to_cart"], where["purchase"]) == ("compare", "buy", "buy")
    assert proposed.outcome is not None
    assert proposed.outcome.match == [Match(name="purchase")]


def test_segment_payloads(data: Callable[[str], Path]) -> None:
    lines = (data("segment_spec_payloads") / "segment_spec_examples.jsonl").read_text("utf-8").splitlines()
    events = [json.loads(line).get("payload", {}).get("event") for line in lines]
    kinds, stats = counted([("1", event, "", "", "customer") for event in events if isinstance(event, str)])
    proposed = propose(kinds, stats)
    assert len(proposed.touchpoints) == 14
    assert proposed.stages[0].id == "discover"
    assert proposed.outcome is not None
    assert proposed.outcome.name == "Order"
