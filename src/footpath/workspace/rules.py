"""Rules over kinds: what each fits, where two claim the same kind, and what no rule holds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from footpath.analyses._analysis import Frame
from footpath.definitions.lookup import NONE, Kinds, kinds_of
from footpath.definitions.model import Definitions, Match, Outcome, Touch
from footpath.store.snapshot import Snapshot
from footpath.store.tally import reached, tally
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.words import match as about

EXAMPLES = 10
MOST_CONFLICTS = 200
MOST_UNPLACED = 500

Row = dict[str, Any]
#: Concepts of the vocabulary that are marketing touches, in the order in which they are offered.
TOUCHES = {
    "ads": "ads", "search": "search_engine", "social": "social", "email": "email", "referral": "referral_in",
    "push": "push", "sms": "sms",
}  # fmt: skip


def matched(
    snapshot: Snapshot, frame: Frame, rows: Mapping[int, Row], match: Sequence[Match], stop: Callable[[], None]
) -> tuple[Row, npt.NDArray[np.uint8]]:
    """What a rule fits, and the flags of its kinds. ``rows``: the kinds that have events, by code, most events first.

    Events of the system belong to no rule.
    """
    group = _fitting(frame, match)
    fitting = [row for code, row in rows.items() if group[code]]
    (events, customers), *_ = reached(snapshot, [group], stop)
    owners: dict[str | None, list[Row]] = {}
    for row in fitting:
        owners.setdefault(row["touchpoint_id"], []).append(row)
    return {
        "kinds": len(fitting),
        "events": events,
        "customers": customers,
        "matches": _matches(match, frame.kinds, [row for row in rows.values() if row["actor"] != "system"]),
        "examples": fitting[:EXAMPLES],
        "claimed": [
            {"touchpoint": own[0]["touchpoint"], "touchpoint_id": id_, **_volume(own)} for id_, own in owners.items()
        ],
    }, group


def checked(snapshot: Snapshot, frame: Frame, rows: Sequence[Row], stop: Callable[[], None]) -> Row:
    """Volume of every rule, and what is wrong with the definitions as a whole. ``rows``: kinds that have events."""
    definitions = frame.definitions
    live = [row for row in rows if row["actor"] != "system"]
    claims = _claims(definitions, frame.kinds)
    touchpoints = _touchpoints(snapshot, frame, live, claims, stop)
    stages = _stages(snapshot, frame, stop)
    rules: list[Outcome | Touch] = [*([definitions.outcome] if definitions.outcome else []), *definitions.marketing]
    groups = [_fitting(frame, rule.match) for rule in rules]
    counted = [
        {"name": rule.name, "kinds": sum(int(group[row["code"]]) for row in live), "events": events,
         "customers": customers, "matches": _matches(rule.match, frame.kinds, live)}
        for rule, group, (events, customers) in zip(rules, groups, reached(snapshot, groups, stop), strict=True)
    ]  # fmt: skip
    ids = [touchpoint.id for touchpoint in definitions.touchpoints]
    conflicts = [
        {"kind": row, "winner": ids[claims[row["code"]][0]], "others": [ids[i] for i in claims[row["code"]][1:]]}
        for row in live
        if len(claims.get(row["code"], ())) > 1
    ]
    unplaced = [row for row in live if row["stage"] is None]
    empty = sum(not match["kinds"] for rule in (*touchpoints, *counted) for match in rule["matches"])
    return {
        "customers": sum(len(merged.customers) for merged in snapshot.merges()),
        "stages": stages,
        "touchpoints": touchpoints,
        "outcome": counted[0] if definitions.outcome else None,
        "marketing": counted[1:] if definitions.outcome else counted,
        "templates": _templates(definitions, live),
        "conflicts": conflicts[:MOST_CONFLICTS],
        "conflicts_total": len(conflicts),
        "unplaced": unplaced[:MOST_UNPLACED],
        "unplaced_total": _volume(unplaced),
        "empty_matches": empty,
        "stages_unreached": [stage["id"] for stage in stages if not stage["events"]],
        "touchpoints_idle": [touchpoint["id"] for touchpoint in touchpoints if not touchpoint["events"]],
        "outcome_unreached": bool(definitions.outcome and not counted[0]["events"]),
    }


def _claims(definitions: Definitions, kinds: Sequence[Kind]) -> dict[int, list[int]]:
    """Of each kind the touchpoints (indexes) that fit it; the first wins."""
    matching = Kinds(kinds)
    claims: dict[int, list[int]] = {}
    for index, touchpoint in enumerate(definitions.touchpoints):
        for code in {int(code) for match in touchpoint.match for code in matching.of(match)}:
            claims.setdefault(code, []).append(index)
    return claims


def _touchpoints(
    snapshot: Snapshot, frame: Frame, live: Sequence[Row], claims: Mapping[int, list[int]], stop: Callable[[], None]
) -> list[Row]:
    label = frame.touchpoint_of.astype(np.int64)
    label[label == NONE] = -1
    counted = tally(snapshot, label, len(frame.definitions.touchpoints), stop)
    own = np.bincount(
        [label[row["code"]] for row in live if label[row["code"]] >= 0], minlength=len(frame.definitions.touchpoints)
    )
    lost: dict[int, dict[str, None]] = {}
    for row in live:
        first, *others = claims.get(row["code"]) or [-1]
        for index in others:
            lost.setdefault(index, {})[frame.definitions.touchpoints[first].id] = None
    return [
        {
            "id": touchpoint.id,
            "kinds": int(own[index]),
            "events": int(counted.events[index]),
            "customers": int(counted.customers[index]),
            "matches": _matches(touchpoint.match, frame.kinds, live),
            "lost_to": list(lost.get(index, ())),
        }
        for index, touchpoint in enumerate(frame.definitions.touchpoints)
    ]


def _stages(snapshot: Snapshot, frame: Frame, stop: Callable[[], None]) -> list[Row]:
    stage_of = np.append(frame.stage_of, np.uint16(NONE))  # its last entry: of no touchpoint
    label = stage_of[np.minimum(frame.touchpoint_of, len(stage_of) - 1)].astype(np.int64)
    label[label == NONE] = -1
    counted = tally(snapshot, label, len(frame.definitions.stages), stop)
    return [
        {"id": stage.id, "events": int(counted.events[index]), "customers": int(counted.customers[index])}
        for index, stage in enumerate(frame.definitions.stages)
    ]


def _matches(matches: Sequence[Match], kinds: Sequence[Kind], live: Sequence[Row]) -> list[Row]:
    """Of each match the kinds and events that fit it, whoever wins them."""
    matching = Kinds(kinds)
    by_code = {row["code"]: row for row in live}
    return [_volume([by_code[code] for code in matching.of(match).tolist() if code in by_code]) for match in matches]


def _templates(definitions: Definitions, live: Sequence[Row]) -> list[Row]:
    """Marketing touches that the vocabulary knows among the kinds; what the company did, or a rating, is none.

    Left out is a template whose kinds are all marketing touches already.
    """
    found: dict[str, dict[tuple[str, str | None], Row]] = {template: {} for template in TOUCHES}
    template_of = {concept: template for template, concept in TOUCHES.items()}
    for row in live:
        kind = Kind(row["code"], row["name"], row["channel"], row["surface"], row["actor"])
        hit = about(kind) if row["actor"] == "customer" else None
        if hit and not hit.rated and hit.concept.id in template_of:
            channel = row["channel"] if hit.evidence == "channel" else None
            found[template_of[hit.concept.id]].setdefault((row["name"], channel), row)
    touches = [match for touch in definitions.marketing for match in touch.match]
    return [
        {"id": template, "match": [{"name": name, "channel": channel, "surface": None} for name, channel in rows]}
        for template, rows in found.items()
        if not all(_held(row, touches) for row in rows.values())
    ]


def _held(row: Row, touches: Sequence[Match]) -> bool:
    kind = Kind(0, row["name"], row["channel"], row["surface"], row["actor"])
    return bool(kinds_of(touches, [kind])[0])


def _fitting(frame: Frame, match: Sequence[Match]) -> npt.NDArray[np.uint8]:
    group = kinds_of(match, frame.kinds)
    group[[kind.actor == "system" or (kind.code == 0 and not kind.name) for kind in frame.kinds]] = 0
    return group


def _volume(rows: Sequence[Row]) -> dict[str, int]:
    return {"kinds": len(rows), "events": sum(row["events"] for row in rows)}
