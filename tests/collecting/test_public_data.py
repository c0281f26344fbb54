"""Public files come in as their READMEs say."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.reading import open_file

Data = Callable[[str], Path]


def events_of(path: Path, **more: Any) -> list[dict[str, Any]]:
    return [event for batch in open_file(path, **more).batches() for event in batch.events.to_pylist()]


def channels(events: list[dict[str, Any]]) -> dict[str | None, int]:
    return dict(Counter({event["customer"]: event["channel"] for event in events}.values()))


def test_bpi2012(data: Data) -> None:
    reading = open_file(data("bpi2012_loan_application") / "bpic2012.xes.gz")
    customers: set[str] = set()
    names: Counter[str] = Counter()
    first = last = None
    for batch in reading.batches():
        customers |= set(batch.events["customer"].to_pylist())
        names.update(batch.events["name"].to_pylist())
        times = batch.events["time"].to_pylist()
        first, last = min([*times, first or times[0]]), max([*times, last or times[0]])
        assert "lifecycle:transition" in batch.properties.column_names
        assert batch.rejected == []
    assert (len(customers), names.total(), len(names)) == (13_087, 262_200, 24)
    assert names["A_SUBMITTED"] == 13_087
    assert (first, last) == (1_317_422_324_546, 1_331_737_494_681)
    assert reading.recognition.time is not None
    assert reading.recognition.time["timezone"] == "in the file"


@pytest.mark.parametrize("file", ["receipt.csv.gz", "receipt.xes.gz"])
def test_municipality(data: Data, file: str) -> None:
    events = events_of(data("municipality_receipt_log") / file)
    assert len(events) == 8_577
    assert len({event["customer"] for event in events}) == 1_434
    assert channels(events) == {"Internet": 1_250, "Desk": 109, "Post": 53, "e-mail": 21, "Intern": 1}


def test_both_forms_of_a_log_are_the_same_events(data: Data) -> None:
    folder = data("municipality_receipt_log")
    both = [
        Counter((one["customer"], one["time"], one["name"], one["channel"]) for one in events_of(folder / file))
        for file in ("receipt.csv.gz", "receipt.xes.gz")
    ]
    assert both[0] == both[1]


@pytest.mark.parametrize("file", ["running-example.csv", "running-example.xes"])
def test_running_example(data: Data, file: str) -> None:
    events = events_of(data("process_mining_running_example") / file)
    assert (len({event["customer"] for event in events}), len(events)) == (6, 42)
    assert Counter(event["name"] for event in events)["register request"] == 6
    assert min(event["time"] for event in events) == 1_293_703_320_000


def test_road_traffic(data: Data) -> None:
    events = events_of(data("road_traffic_fines_100") / "roadtraffic100traces.xes.gz")
    assert (len({event["customer"] for event in events}), len(events)) == (100, 390)
    assert len({event["name"] for event in events}) == 10


def test_ecom(data: Data) -> None:
    events = events_of(data("ecom_eventstream") / "ecom.csv.gz")
    assert (len({event["customer"] for event in events}), len(events)) == (600, 31_106)
    assert "desktop" in {event["channel"] for event in events}


def test_online_retail_keeps_rows_without_customer(data: Data) -> None:
    events = customers = 0
    rejected: Counter[str] = Counter()
    seen: set[str] = set()
    for batch in open_file(data("online_retail_uci") / "online_retail.csv.gz").batches():
        events += batch.events.num_rows
        seen |= set(batch.events["customer"].to_pylist())
        rejected.update(one.reason for one in batch.rejected)
        assert all(one.line > 1 and one.raw for one in batch.rejected)
        customers = len(seen)
    assert (events, customers) == (541_909 - 135_080, 4_372)
    assert rejected == {"no_customer": 135_080}


def test_olist(data: Data) -> None:
    folder = data("olist_orders_sample")
    orders = open_file(folder / "olist_orders.csv.gz").preview()
    assert {role: orders.mapping[role] for role in ("customer", "time")} == {
        "customer": "customer_id",
        "time": "order_purchase_timestamp",
    }
    reviews = open_file(folder / "olist_order_reviews.csv.gz")
    preview = reviews.preview()
    assert (preview.mapping["score"], preview.score_scale, preview.questions) == ("review_score", "csat", [])
    scores = Counter(event["score"] for batch in reviews.batches() for event in batch.events.to_pylist())
    assert scores == {1: 454, 2: 137, 3: 337, 4: 765, 5: 2293}


def test_airport_survey(data: Data) -> None:
    folder = data("sfo_airport_customer_survey")
    year_2014 = open_file(folder / "2014_SFO_Customer_Survey.csv.gz")
    assert [question["id"] for question in year_2014.preview().questions] == ["time"]
    with pytest.raises(Unreadable, match="No time column was found.*--map time=COLUMN"):
        next(year_2014.batches())
    assert open_file(folder / "2016_SFO_Customer_Survey.csv.gz").preview().mapping["time"] == "INTDATE"
    assert open_file(folder / "2017_SFO_Customer_Survey.csv.gz").preview().score_scale == "nps"


def test_complaints_in_latin_1(data: Data) -> None:
    reading = open_file(data("bpi2016_uwv_complaints") / "BPI2016_Complaints.csv")
    assert (reading.layout.separator, reading.layout.encoding) == (";", "cp1252")
    [batch] = reading.batches()
    assert len(set(batch.events["customer"].to_pylist())) == 226
    assert batch.events.num_rows == 289


def test_segment_messages(data: Data) -> None:
    preview = open_file(data("segment_spec_payloads") / "segment_spec_examples.jsonl").preview()
    assert preview.mapping["customer"] == "payload.userId|payload.anonymousId"
    assert preview.mapping["event"] == "payload.event|payload.type"
    assert preview.mapping["time"] == "payload.timestamp"
