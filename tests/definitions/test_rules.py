"""Edits of rules, and what a YAML document says is wrong with it, line by line."""

import pytest

from footpath.definitions import yaml
from footpath.definitions.edit import DefinitionError, apply, describe
from footpath.definitions.model import Definitions, Match, Stage, Touchpoint

HOME = Touchpoint(id="home", name="Home", stage="a", match=[Match(name="View")], origin="proposed")
BASE = Definitions(stages=[Stage(id="a", name="A"), Stage(id="b", name="B")], touchpoints=[HOME])


def test_a_rule_is_replaced_whole_and_each_match_stands_once() -> None:
    op = {"do": "set_match", "touchpoint": "home", "match": [{"name": "V*"}, {"name": "V*"}, {"channel": ""}]}
    after = apply(BASE, op).touchpoints[0]
    assert after.match == [Match(name="V*"), Match(channel="")]
    assert (after.origin, after.stage) == ("user", "a")
    assert describe(BASE, op) == "changed the rule of “Home”"


@pytest.mark.parametrize("do", [{"do": "set_match", "touchpoint": "home"}, {"do": "add_touchpoint", "name": "New"}])
def test_a_match_that_says_nothing_is_refused(do: dict) -> None:
    with pytest.raises(DefinitionError, match="must give a name"):
        apply(BASE, {**do, "match": [{"name": " "}]})
    with pytest.raises(DefinitionError):
        apply(BASE, {**do, "match": []})


def test_a_touchpoint_is_made_of_a_rule_at_the_end_of_its_stage() -> None:
    after = apply(BASE, {"do": "add_touchpoint", "name": "Chat", "stage": "a", "match": [{"channel": "chat"}]})
    assert [(t.id, t.stage, t.channel) for t in after.touchpoints] == [("home", "a", ""), ("chat", "a", "chat")]
    with pytest.raises(DefinitionError, match="already"):
        apply(BASE, {"do": "add_touchpoint", "name": "home", "match": [{"name": "X"}]})


def test_marketing_touches_are_set_changed_and_removed_by_name() -> None:
    one = apply(BASE, {"do": "set_touch", "name": "Ads", "match": [{"name": "Ad*"}]})
    two = apply(one, {"do": "set_touch", "name": "E-mail", "match": [{"channel": "email"}]})
    changed = apply(two, {"do": "set_touch", "name": "ads", "match": [{"channel": "ads"}]})
    assert [(touch.name, touch.match) for touch in changed.marketing] == [
        ("ads", [Match(channel="ads")]), ("E-mail", [Match(channel="email")]),
    ]  # fmt: skip
    assert yaml.read(yaml.export(changed)) == changed
    assert apply(changed, {"do": "set_touch", "name": "Ads", "match": []}).marketing == changed.marketing[1:]


def test_every_fault_of_a_document_has_its_line() -> None:
    text = (
        "version: 1\nstages:\n- id: a\n  nam: A\n- id: b\n  name: B\ntouchpoints:\n"
        "- id: x\n  name: X\n  match:\n  - nmae: View\n"
    )
    assert [fault.line for fault in yaml.faults(text)] == [3, 4, 11]
    fine = "version: 1\nstages:\n- {id: a, name: A}\ntouchpoints:\n- id: x\n  name: X\n  stage: b\n  match:\n  - {}\n"
    assert [fault.line for fault in yaml.faults(fine)] == [7, 9]
    assert [fault.line for fault in yaml.faults("version: [\n")] == [2]
    assert yaml.faults(yaml.export(BASE)) == []
