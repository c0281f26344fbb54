"""The event dictionary and the counts of rules, against the same worked out event by event in plain Python."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from footpath.definitions.model import Match
from footpath.store import property_facts
from footpath.workspace import Workspace, WorkspaceError

NAMES = ("Ad Clicked", "Email Opened", "View", "View Item", "Order", "Return")
CHANNELS = ("web", "app", "")
PAGES = ("/", "/item", "")


def made_up(events: int) -> list[dict[str, Any]]:
    chance = random.Random(4)
    rows = []
    for at in range(events):
        row = {
            "customer": f"c{chance.randrange(40)}",
            "time": f"2026-01-{chance.randrange(1, 29):02d}T{chance.randrange(24):02d}:{at % 60:02d}:00Z",
            "event": chance.choice(NAMES),
            "channel": chance.choice(CHANNELS),
            "surface": chance.choice(PAGES),
            "plan": chance.choice(("free", "paid", "")),
            "basket": f"b{at}" if chance.random() < 0.8 else "",
        }
        rows.append(row)
    return rows


ROWS = made_up(600)


def kind_of(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["event"], row["channel"], row["surface"]


def fit(match: Match, kind: tuple[str, str, str]) -> bool:
    given = zip((match.name, match.channel, match.surface), kind, strict=True)
    return all(wanted is None or fnmatchcase(text.casefold(), wanted.casefold()) for wanted, text in given)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("dictionary")
    path = folder / "events.jsonl"
    # In two imports, so that whole customers are merged from several segments.
    with Workspace.create(folder / "shop", timezone="Europe/Warsaw") as workspace:
        for half in (ROWS[:350], ROWS[350:]):
            path.write_text("".join(json.dumps({k: v for k, v in row.items() if v}) + "\n" for row in half))
            workspace.import_files(path, mapping={"channel": "channel", "surface": "surface"})
        yield workspace


def test_every_kind_with_its_volume_and_days(shop: Workspace) -> None:
    wanted: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in ROWS:
        wanted[kind_of(row)].append(row)
    answer = shop.dictionary.kinds()
    assert answer["n"] == len(wanted)
    assert [row["events"] for row in answer["kinds"]] == sorted(map(len, wanted.values()), reverse=True)
    for row in answer["kinds"]:
        own = wanted[row["name"], row["channel"], row["surface"]]
        assert row["events"] == len(own)
        assert row["customers"] == len({one["customer"] for one in own})
        assert row["first"] == min(one["time"] for one in own).replace("Z", ".000Z")
        assert row["last"] == max(one["time"] for one in own).replace("Z", ".000Z")


@pytest.mark.parametrize("name", NAMES)
def test_properties_are_counted_exactly_with_or_without_a_column(shop: Workspace, name: str) -> None:
    codes = shop.dictionary.named(name)
    answer = shop.dictionary.kind(codes)
    own = [row for row in ROWS if row["event"] == name]
    assert answer["events"] == len(own)
    found = {fact["name"]: fact for fact in answer["properties"]}
    for column in ("plan", "basket"):
        values = Counter(row[column] for row in own if row[column])
        fact = found[column]
        assert (fact["filled"], fact["distinct"], fact["more"]) == (sum(values.values()), len(values), False)
        assert fact["share"] == pytest.approx(fact["filled"] / len(own), abs=1e-6)
        assert set(fact["examples"]) <= set(values)
    assert (found["plan"]["kept"], found["basket"]["kept"]) == (True, False)
    newest = sorted((row["time"] for row in own), reverse=True)[:10]
    assert [one["time"] for one in answer["samples"]] == [time.replace("Z", ".000Z") for time in newest]


def test_beyond_the_sample_values_are_said_to_be_more(shop: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(property_facts, "_SAMPLE", 10)
    codes = [row["code"] for row in shop.dictionary.kinds()["kinds"]]
    fact = next(fact for fact in shop.dictionary.kind(codes)["properties"] if fact["name"] == "basket")
    assert fact["filled"] == sum(1 for row in ROWS if row["basket"])
    assert fact["more"]


def test_a_kind_that_is_not_there_is_said_so(shop: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="footpath dictionary"):
        shop.dictionary.kind(shop.dictionary.named("nothing like it"))


TEXT = st.none() | st.sampled_from(["*", "view*", "*e*", "Order", "", "web", "/", "/*", "*item", "none"])
MATCH = st.builds(Match, name=TEXT, channel=TEXT, surface=TEXT)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rule=st.lists(MATCH, min_size=1, max_size=3))
def test_a_rule_counts_what_its_kinds_count(shop: Workspace, rule: list[Match]) -> None:
    answer = shop.dictionary.match(rule)
    kinds = shop.dictionary.kinds()["kinds"]
    fitting = [row for row in kinds if any(fit(m, (row["name"], row["channel"], row["surface"])) for m in rule)]
    own = [row for row in ROWS if any(fit(match, kind_of(row)) for match in rule)]
    assert answer["kinds"] == len(fitting)
    assert answer["events"] == sum(row["events"] for row in fitting) == len(own)
    assert answer["customers"] == answer["n"] == len({row["customer"] for row in own})
    assert answer["examples"] == fitting[:10]
    assert sum(claim["kinds"] for claim in answer["claimed"]) == len(fitting)
    assert len(answer["samples"]) == min(10, len(own))
    for match, volume in zip(rule, answer["matches"], strict=True):
        assert volume["events"] == sum(1 for row in ROWS if fit(match, kind_of(row)))


def test_conflicts_and_gaps_stand_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "customer,time,event\n" + "".join(f"{c},2026-01-0{d},{n}\n" for c, d, n in (
            ("ann", 1, "Ad Clicked"), ("ann", 2, "View"), ("bob", 2, "View"), ("bob", 3, "Order"), ("eve", 4, "Blip"),
        ))
    )  # fmt: skip
    with Workspace.create(tmp_path / "shop") as workspace:
        workspace.import_files(path)
        workspace.import_definitions(
            "version: 1\nstages:\n- {id: a, name: A}\n- {id: b, name: B}\n- {id: c, name: C}\ntouchpoints:\n"
            "- {id: ads, name: Ads, stage: a, match: [{name: 'Ad*'}, {name: Nothing}]}\n"
            "- {id: look, name: Look, stage: b, match: [{name: View}]}\n"
            "- {id: all, name: All, stage: b, match: [{name: 'V*'}, {name: Order}]}\n"
            "- {id: idle, name: Idle, stage: c, match: [{name: View}]}\n"
            "outcome: {name: Never, match: [{name: Renewed}]}\n"
        )
        answer = workspace.dictionary.check()
        conflict = answer["conflicts"][0]
        assert (answer["conflicts_total"], conflict["kind"]["name"]) == (1, "View")
        assert (conflict["winner"], conflict["others"]) == ("look", ["all", "idle"])
        volumes = {t["id"]: (t["kinds"], t["events"], t["customers"], t["lost_to"]) for t in answer["touchpoints"]}
        assert volumes == {
            "ads": (1, 1, 1, []), "look": (1, 2, 2, []), "all": (1, 1, 1, ["look"]), "idle": (0, 0, 0, ["look"]),
        }  # fmt: skip
        assert answer["touchpoints"][0]["matches"] == [{"kinds": 1, "events": 1}, {"kinds": 0, "events": 0}]
        assert [(s["id"], s["events"], s["customers"]) for s in answer["stages"]] == [
            ("a", 1, 1), ("b", 3, 2), ("c", 0, 0),
        ]  # fmt: skip
        assert (answer["stages_unreached"], answer["touchpoints_idle"]) == (["c"], ["idle"])
        assert (answer["outcome_unreached"], answer["empty_matches"]) == (True, 2)
        assert [row["name"] for row in answer["unplaced"]] == ["Blip"]
        assert answer["unplaced_total"] == {"kinds": 1, "events": 1}
        ads = {"id": "ads", "match": [{"name": "Ad Clicked", "channel": None, "surface": None}]}
        assert answer["templates"] == [ads]
        workspace.edit({"do": "set_touch", "name": "Ads", "match": ads["match"]})
        after = workspace.dictionary.check()
        assert (after["templates"], after["marketing"][0]["customers"]) == ([], 1)


def test_touchpoints_find_their_stages_again_after_all_were_removed(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "shop") as workspace:
        workspace.sample(customers=200)
        before = workspace.definitions()
        for stage in before.stages:
            workspace.edit({"do": "remove_stage", "stage": stage.id})
        assert {t.stage for t in workspace.definitions().touchpoints} == {None}
        taken = workspace.edit({"do": "use_model", "model": "classic6"})
        assert {t.id: t.stage for t in taken.touchpoints}["checkout"] == "purchase"
        assert None not in {t.stage for t in taken.touchpoints}
        workspace.undo()
        assert [(t.id, t.stage) for t in workspace.propose().touchpoints] == [
            (t.id, t.stage) for t in before.touchpoints
        ]
        assert workspace.definitions().stages == before.stages


def test_the_history_keeps_why(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "shop") as workspace:
        workspace.edit({"do": "set_title", "title": "One"}, why="agreed on Monday")
        workspace.edit({"do": "set_title", "title": "Two"})
        assert [row["why"] for row in workspace.history()] == ["", "agreed on Monday"]
