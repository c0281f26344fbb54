"""The sample shop: the same seed gives the same events, and what it is meant to show can be found in it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from footpath.sample import simulate
from footpath.sample.clock import DAY, END_MS
from footpath.sample.telling import BLOCK
from footpath.vocabulary.event import EVENTS
from footpath.vocabulary.scales import BOUNDS

COMPANY = {"Email Sent", "Order Shipped", "Delivery Delayed", "Refund Issued"}


def table(customers: int, seed: int = 7, batch_rows: int = 100_000, block: int = BLOCK) -> pa.Table:
    batches = list(simulate(customers, seed=seed, batch_rows=batch_rows, block=block))
    events = pa.concat_tables([batch.events for batch in batches]).unify_dictionaries()
    for name, column in zip(batches[0].properties.column_names, batches[0].properties.columns, strict=True):
        assert column.type in (pa.string(), pa.int64(), pa.float64(), pa.bool_()), name
        parts = [batch.properties[name] for batch in batches]
        events = events.append_column(name, pa.chunked_array([chunk for part in parts for chunk in part.chunks]))
    return events


@pytest.fixture(scope="module")
def shop() -> pa.Table:
    return table(6_000)


def names(events: pa.Table) -> np.ndarray:
    return np.array(events["name"].combine_chunks().cast(pa.string()).to_pylist())


def holders(events: pa.Table, name: str) -> set[str]:
    return set(events["customer"].filter(pc.equal(events["name"].cast(pa.string()), name)).to_pylist())


def test_same_arguments_same_events() -> None:
    assert table(300).equals(table(300))
    assert not table(300).equals(table(300, seed=8))


def test_rows_a_batch_block_and_number_of_customers_change_no_journey() -> None:
    whole = table(5_000)
    assert table(5_000, batch_rows=777).equals(whole)
    assert table(5_000, block=1_111).equals(whole)
    first = pc.less_equal(whole["customer"], "c000300")
    assert table(300).equals(whole.filter(first))


def test_batches_are_bounded_and_numbered() -> None:
    line = 0
    for batch in simulate(2_000, batch_rows=5_000):
        assert len(batch.events) <= 5_000
        assert batch.events.schema.equals(EVENTS)
        assert len(batch.properties) == len(batch.lines) == len(batch.events)
        assert batch.lines.to_pylist() == list(range(line + 1, line + len(batch.events) + 1))
        assert not batch.rejected
        line += len(batch.events)


def test_every_customer_has_events_in_order_within_the_period(shop: pa.Table) -> None:
    customers = shop["customer"].to_numpy()
    time = shop["time"].to_numpy()
    assert sorted(set(customers)) == [f"c{i:06d}" for i in range(1, 6_001)]
    assert time.min() >= END_MS - 60 * DAY
    assert time.max() < END_MS
    same = customers[1:] == customers[:-1]
    assert (np.diff(time)[same] >= 0).all()
    assert shop["time"].null_count == shop["name"].null_count == shop["channel"].null_count == 0


def test_twelve_to_twenty_events_a_customer(shop: pa.Table) -> None:
    assert 12 <= len(shop) / 6_000 <= 20


def test_traits_never_change(shop: pa.Table) -> None:
    for trait in ("country", "language", "age", "device", "persona", "signup_source"):
        values = shop.group_by("customer").aggregate([(trait, "count_distinct")])
        assert pc.max(values[f"{trait}_count_distinct"]).as_py() == 1
        assert shop[trait].null_count == 0


def test_scores_fit_their_scales(shop: pa.Table) -> None:
    scored = shop.filter(pc.is_valid(shop["score"]))
    assert shop["score"].null_count == shop["scale"].null_count
    for score, scale in zip(scored["score"].to_pylist(), scored["scale"].to_pylist(), strict=True):
        low, high = BOUNDS[scale]
        assert low <= score <= high
        assert score == int(score)


def test_the_company_acts_where_it_sends(shop: pa.Table) -> None:
    company = pc.equal(shop["actor"].cast(pa.string()), "company")
    assert set(names(shop.filter(company))) == COMPANY


def test_comments_are_written_in_the_language_of_the_customer(shop: pa.Table) -> None:
    written = shop.filter(pc.is_valid(shop["comment"]))
    assert set(written["language"].to_pylist()) == {"en", "pl", "ro", "zh-TW"}
    assert written["score"].null_count == 0


def test_late_parcels_cost_feeling_calls_and_second_orders(shop: pa.Table) -> None:
    delivered = shop.filter(pc.equal(shop["name"].cast(pa.string()), "Order Delivered"))
    late = set(delivered["customer"].filter(delivered["late"]).to_pylist())
    punctual = set(delivered["customer"].to_pylist()) - late
    rated = shop.filter(pc.equal(shop["name"].cast(pa.string()), "Delivery Rated"))
    by_late = dict(
        rated.group_by("late").aggregate([("score", "mean")]).select(["late", "score_mean"]).to_pandas().values
    )
    assert by_late[True] < 2.2
    assert by_late[False] > 3.6
    asked = holders(shop, "Support Called") | holders(shop, "Chat Started")
    again = holders(shop, "Second Order Completed")
    assert len(asked & late) / len(late) > 1.8 * len(asked & punctual) / len(punctual)
    assert len(again & late) / len(late) < 0.6 * len(again & punctual) / len(punctual)


def test_people_leave_on_the_way(shop: pa.Table) -> None:
    steps = ["Product Viewed", "Product Added", "Order Completed", "Order Delivered", "Second Order Completed"]
    reached = [len(holders(shop, step)) for step in steps]
    assert reached == sorted(reached, reverse=True)
    assert 0.02 < reached[-1] / 6_000 < 0.12


def test_campaigns_cost_where_they_reach_someone(shop: pa.Table) -> None:
    paid = shop.filter(pc.is_valid(shop["cost"]))
    assert set(names(paid)) == {"Ad Clicked", "Search Clicked", "Social Post Seen", "Email Sent"}
    assert paid["campaign"].null_count == 0
    assert pc.min(paid["cost"]).as_py() > 0


@pytest.mark.parametrize("wrong", ["customers", "days", "batch_rows", "block"])
def test_a_number_that_makes_no_sense_is_said_in_a_sentence(wrong: str) -> None:
    with pytest.raises(ValueError, match=f"{wrong} is 0; the sample needs at least 1"):
        next(simulate(**{wrong: 0}))  # type: ignore[arg-type]
