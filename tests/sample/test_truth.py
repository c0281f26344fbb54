"""The truth file says what is in its Parquet files, and both say what the events show."""

import json
import re
import threading
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from pydantic import BaseModel

from footpath.sample import simulate
from footpath.sample.clock import DAY, END_MS
from footpath.sample.truth import Truth
from footpath.sample.world import World
from footpath.sample.writing import Cancelled, write_truth

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "truth.md"


def test_keys_lead_every_event_back_to_its_customer(tmp_path: Path) -> None:
    write_truth(tmp_path, customers=3_000, effects_of=0)
    truth = pq.read_table(tmp_path / "keys.parquet")
    owners: dict[str, set[str]] = {}
    for key, customer in zip(truth["key"].to_pylist(), truth["customer"].to_pylist(), strict=True):
        owners.setdefault(key, set()).add(customer)
    named = [name for batch in simulate(3_000) for name in batch.events["customer"].to_pylist()]
    sent = list(simulate(3_000, as_sent=True))
    came = [key for batch in sent for key in batch.events["customer"].to_pylist()]
    assert all(customer in owners[key] for key, customer in zip(came, named, strict=True))
    for column in ("anonymous_id", "user_id", "email", "phone"):
        carried = [key for batch in sent for key in batch.properties[column].to_pylist()]
        pairs = [(key, customer) for key, customer in zip(carried, named, strict=True) if key]
        assert pairs
        assert all(customer in owners[key] for key, customer in pairs)
    shared = [key for key, those in owners.items() if len(those) > 1]
    assert 0 < len(shared) < 0.01 * len(owners)
    assert all(len(owners[key]) == 2 for key in shared)
    assert len(set(came)) > 1.5 * len(set(named))


def test_feelings_decide_who_answers(folder: Path, truth: Truth) -> None:
    felt = pq.read_table(folder / "feelings.parquet")
    delivery = felt.filter(pc.equal(felt["touchpoint"], "Delivery Rated"))
    feeling, answered = delivery["feeling"].to_numpy(), delivery["answered"].to_numpy()
    assert answered[feeling < -0.5].mean() > 1.3 * answered[np.abs(feeling) < 0.2].mean()
    said = next(entry for entry in truth.feelings if entry.touchpoint == "Delivery Rated")
    assert (said.n, said.answered) == (len(feeling), answered.sum())
    assert said.mean == pytest.approx(feeling.mean())
    assert said.mean_of_answered is not None
    assert said.mean_of_answered == pytest.approx(feeling[answered].mean())
    assert said.mean_of_answered < said.mean - 0.05


def test_experiences_and_personas_agree_with_their_files(folder: Path, truth: Truth) -> None:
    people = pq.read_table(folder / "people.parquet")
    known = pc.equal(people["persona"], people["crm_persona"])
    for persona in truth.personas:
        mine = pc.equal(people["persona"], persona.name)
        assert pc.sum(mine).as_py() == persona.customers
        assert pc.sum(pc.and_(mine, known)).as_py() == persona.recognised
    happened = pq.read_table(folder / "experiences.parquet")
    for entry in truth.experiences:
        mine = happened.filter(pc.equal(happened["experience"], entry.name))
        seen = mine["time"].cast(pa.int64()).to_numpy() + entry.within_days * DAY <= END_MS
        assert (seen.sum(), mine["happened"].to_numpy()[seen].sum()) == (entry.average.n, entry.on_affected.n)


def test_changes_lie_inside_the_period_and_can_be_seen(truth: Truth) -> None:
    assert [change.name for change in truth.changes] == ["autumn campaign", "new carrier", "payment outage"]
    outage = truth.changes[-1]
    assert outage.end is not None
    begin, end = (np.datetime64(moment.removesuffix("Z"), "ms").astype(int) for moment in (outage.begin, outage.end))
    batches = [batch.events for batch in simulate(40_000, seed=0)]
    events = pa.concat_tables(batches)
    name, time = np.array(events["name"].cast(pa.string()).to_pylist()), events["time"].to_numpy()
    during = (time >= begin) & (time < end)
    failed, started = name == "Payment Failed", name == "Checkout Started"
    assert (failed & during).sum() / (started & during).sum() > 3 * failed.sum() / started.sum()


def test_a_truth_of_a_few_days_says_what_it_cannot_know(tmp_path: Path) -> None:
    short = write_truth(tmp_path, customers=50, days=3)
    assert short.changes == []
    assert all(entry.average.value is None and entry.naive is None for entry in short.experiences)


def test_cancelled_truth_leaves_no_truth_file(tmp_path: Path) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        write_truth(tmp_path, customers=50, cancel=cancel)
    assert not (tmp_path / "truth.json").exists()


def test_a_world_with_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError, match="knows no late_dinner"):
        World({"late_dinner": 1.0})
    with pytest.raises(KeyError, match="knows no telegraph"):
        World(without="telegraph")


def test_docs_name_every_field_and_file(truth: Truth) -> None:
    text = DOCUMENTED.read_text()

    def fields(model: type[BaseModel]) -> set[str]:
        names = set(model.model_fields)
        for field in model.model_fields.values():
            for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    names |= fields(part)
        return names

    documented = {name.removesuffix("[]") for name in re.findall(r"`([a-z_.]+(?:\[\])?)`", text)}
    assert (fields(Truth) | set(truth.files)) - documented == set()
    assert {entry.name for entry in truth.experiences if f"`{entry.name}`" not in text} == set()
    assert json.loads(truth.model_dump_json())["schema_version"] == 1
