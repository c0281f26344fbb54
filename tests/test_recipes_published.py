"""Public data of many shapes by the recipes of docs/recipes: the figures that were published of them, or checked."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import footpath
from footpath.collecting.recipes.document import read_recipe_file
from footpath.collecting.recipes.reading import RecipeReading
from footpath.workspace import Workspace

RECIPES = Path(__file__).parent.parent / "docs" / "recipes"
Data = Callable[[str], Path]

#: Events by name, customers, rejected rows by reason.
FIGURES: dict[str, tuple[dict[str, int], int, dict[str, int]]] = {
    "airline_tweets_en": ({"Tweet": 9_217}, 5_685, {}),
    "bpi2016_uwv_complaints": ({"Complaint": 289}, 226, {}),
    "cdnow_clv": ({"Purchase": 6_919}, 2_357, {}),
    "channel_attribution_pathdata": ({"Contact": 378_209, "Conversion": 19_785}, 88_387, {}),
    "hillstrom_email_uplift": (
        {"E-mail sent": 42_694, "Held out": 21_306, "Visit": 9_394, "Purchase": 578},
        64_000,
        {},
    ),
    "olist_marketing_funnel": ({"Lead qualified": 8_000, "Deal won": 842}, 8_000, {}),
    "olist_orders_sample": (
        {
            "Order placed": 4_000,
            "Payment approved": 3_994,
            "Order handed over": 3_939,
            "Order delivered": 3_898,
            "Review written": 3_986,
        },
        3_998,
        {},
    ),
    "online_retail_uci": ({"Purchase": 18_536, "Purchase cancelled": 3_654}, 4_372, {"no_customer": 135_080}),
    "online_shoppers_intention": (
        {
            "Session started": 12_330,
            "Products viewed": 12_292,
            "Account visited": 6_562,
            "Information read": 2_631,
            "Purchase": 1_908,
        },
        12_330,
        {},
    ),
    "sfo_airport_customer_survey": (
        {"Satisfaction asked": 2_677 + 2_919 + 2_688, "Recommendation asked": 2_746},
        8_405,
        {},
    ),
    "telco_customer_churn": ({"Contract signed": 7_043, "Contract ended": 1_869}, 7_043, {}),
    "zozo_open_bandit_men": ({"Recommendation shown": 20_000, "Recommendation clicked": 46 + 69}, 20_000, {}),
    "hubspot_crm_seeds": (
        {
            "Contact created": 22,
            "Form submitted": 5,
            "E-mail open": 90,
            "E-mail sent": 4,
            "E-mail delivered": 3,
            "E-mail processed": 3,
            "Ticket opened": 25,
            "Ticket closed": 23,
            "Deal created": 44,
        },
        115,
        {},
    ),
    "salesforce_crm_seeds": (
        {
            "Lead created": 1,
            "Opportunity created": 10,
            "Opportunity won": 5,
            "Meeting": 10,
            "Task done": 10,
            "Order placed": 10,
        },
        29,
        {},
    ),
}


def _read(folder: str, data: Data) -> RecipeReading:
    return RecipeReading(read_recipe_file(RECIPES / f"{folder}.yaml"), [data(folder)], "UTC")


def _imported(folder: str, data: Data, root: Path) -> Workspace:
    workspace = Workspace.create(root)
    workspace.import_files(data(folder), recipe=RECIPES / f"{folder}.yaml")
    return workspace


def _scores(answer: dict[str, Any], scale: str) -> list[dict[str, Any]]:
    return [score for stage in answer["stages"] for score in stage["scores"] if score["scale"] == scale]


@pytest.mark.parametrize("folder", FIGURES)
def test_a_recipe_makes_the_events_that_are_in_the_data(folder: str, data: Data) -> None:
    reading = _read(folder, data)
    names: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    customers: set[str] = set()
    for table in reading.tables():
        for batch in reading.batches(table):
            names.update(batch.events["name"].to_pylist())
            customers.update(batch.events["customer"].to_pylist())
            reasons.update(one.reason for one in batch.rejected)
    assert (dict(names), len(customers), dict(reasons)) == FIGURES[folder]


def test_online_retail_lists_who_has_no_customer_and_keeps_the_revenue(data: Data, tmp_path: Path) -> None:
    with _imported("online_retail_uci", data, tmp_path / "ws") as workspace:
        status, rejected = workspace.status(), workspace.rejected(limit=1)
        assert (status["events"], status["customers"]) == (22_190, 4_372)
        assert rejected["by_reason"] == {"no_customer": 135_080}
        assert workspace.verify()["problems"] == []
    reading = _read("online_retail_uci", data)
    revenue = sum(
        value
        for batch in reading.batches("lines")
        for name, value in zip(batch.events["name"].to_pylist(), batch.events["value"].to_pylist(), strict=True)
        if name == "Purchase"
    )
    assert round(revenue, 2) == 8_911_407.90


def test_olist_shows_what_a_late_delivery_does_to_the_score(data: Data, tmp_path: Path) -> None:
    published = json.loads((data("olist_orders_sample") / "reference.json").read_text())

    def score(audience: str | None) -> tuple[int, float]:
        answer = workspace.run(footpath.Map(), audience=audience).to_dict()
        means = [t["score_mean"] for stage in answer["stages"] for t in stage["touchpoints"] if t["score_mean"]]
        assert len(means) == 1
        return answer["journeys"], means[0]

    with _imported("olist_orders_sample", data, tmp_path / "ws") as workspace:
        everybody, late, in_time = score(None), score("late = true"), score("late = false")
    assert everybody == (3_998, pytest.approx(published["mean_review_score"], abs=5e-5))
    assert late == (335, pytest.approx(published["mean_score_late"], abs=5e-5))
    assert in_time[1] == pytest.approx(published["mean_score_on_time"], abs=5e-5)
    assert late[0] / published["delivered"] == pytest.approx(published["late_share"], abs=5e-6)


def test_the_marketing_funnel_by_origin(data: Data, tmp_path: Path) -> None:
    published = json.loads((data("olist_marketing_funnel") / "reference.json").read_text())
    steps = ["Lead qualified", "Deal won"]
    with _imported("olist_marketing_funnel", data, tmp_path / "ws") as workspace:

        def funnel(audience: str | None, order: str = "any") -> list[int]:
            asked = footpath.Funnel(steps=steps, window="3650d", order=order)
            return [step["customers"] for step in workspace.run(asked, audience=audience).to_dict()["steps"]]

        assert funnel(None) == [published["leads"], published["closed"]]
        # One deal was won, by the data, two days before its lead's first contact.
        assert funnel(None, "ordered") == [published["leads"], published["closed"] - 1]
        for row in published["by_origin"]:
            origin = "not known" if row["origin"] == "(missing)" else row["origin"]
            assert funnel(f'origin = "{origin}"') == [row["leads"], row["won"]], origin


def test_the_airport_survey_has_its_nps_and_csat(data: Data, tmp_path: Path) -> None:
    published = json.loads((data("sfo_airport_customer_survey") / "reference_nps_csat.json").read_text())["2017"]
    with _imported("sfo_airport_customer_survey", data, tmp_path / "ws") as workspace:
        for touchpoint in workspace.definitions().touchpoints:
            workspace.edit({"do": "remove_touchpoint", "touchpoint": touchpoint.id})
        stage = workspace.definitions().stages[0].id if workspace.definitions().stages else None
        if stage is None:
            stage = workspace.edit({"do": "add_stage", "name": "Asked"}).stages[0].id
        for name in ("Recommendation asked", "Satisfaction asked"):
            place = {"do": "place_kind", "name": name, "channel": "airport", "stage": stage}
            workspace.edit(place)
        answer = workspace.run(footpath.Map(), audience="year = 2017").to_dict()
    nps, csat = _scores(answer, "nps"), _scores(answer, "csat")
    assert (nps[0]["n"], round(nps[0]["value"], 2)) == (2_746, round(published["NETPRO"]["nps"], 2))
    assert (csat[0]["n"], round(csat[0]["value"], 1)) == (2_688, round(published["Q7ALL"]["top2_csat_percent"], 1))


def test_the_event_logs_come_in_by_recipe_as_they_do_without(data: Data, tmp_path: Path) -> None:
    with _imported("municipality_receipt_log", data, tmp_path / "a") as by_recipe:
        answer = by_recipe.run(footpath.Map()).to_dict()
    assert (answer["journeys"], answer["events"], answer["variants"]) == (1_434, 8_577, 116)
    with _imported("ecom_eventstream", data, tmp_path / "b") as by_recipe:
        steps = ["catalog", "add_to_cart", "purchase"]
        funnel = by_recipe.run(footpath.Funnel(steps=steps, window="400d")).to_dict()
    assert [step["customers"] for step in funnel["steps"]] == [600, 511, 285]
    with _imported("bpi2012_loan_application", data, tmp_path / "c") as by_recipe:
        answer = by_recipe.run(footpath.Map()).to_dict()
    assert (answer["journeys"], answer["events"], answer["variants"]) == (13_087, 262_200, 4_366)
