"""The map's answer from its counts: names, shares, intervals, feeling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from footpath.analyses._analysis import Frame
from footpath.analyses._frame import stages_of_kinds
from footpath.analyses._intervals import share
from footpath.analyses._quantiles import median_position, sure_median
from footpath.analyses._scoring import DEFINITIONS, score, valences
from footpath.analyses._shrinkage import Feeling, shrink
from footpath.store.kernels.answers import SUM, N
from footpath.store.kernels.map import GONE_ON, IN_TIME, LEFT, REACHED
from footpath.vocabulary.duration import milliseconds
from footpath.vocabulary.kind import Kind
from footpath.vocabulary.said import parts_of, say
from footpath.vocabulary.scales import SCALE_CODES

if TYPE_CHECKING:
    from footpath.analyses.map import MapPartial, Tables

TOP_RETURNS = 6


def compose(partial: MapPartial, tables: Tables, frame: Frame) -> dict[str, Any]:
    """The answer in the documented shape; ``variants`` is null until ``with_variants``."""
    return _Composer(partial, tables, frame).answer()


class _Composer:
    def __init__(self, partial: MapPartial, tables: Tables, frame: Frame) -> None:
        self.partial, self.tables, self.frame = partial, tables, frame
        self.definitions = frame.definitions
        self.counts: list[list[int]] = partial.kinds.tolist()  # events, customers of each kind
        self.stage_of_kind = stages_of_kinds(frame)
        self.feelings = self._feelings()
        furthest = partial.columns.sum(axis=1)
        self.alive = furthest[::-1].cumsum()[::-1]
        self.column_of = {touchpoint: column for column, touchpoint in enumerate(tables.columns)}
        self.kinds_of: dict[int, list[Kind]] = {}
        self.events_of: dict[int, int] = {}
        for kind, touchpoint, (events, _) in zip(frame.kinds, frame.touchpoint_of.tolist(), self.counts, strict=True):
            if events:
                self.kinds_of.setdefault(touchpoint, []).append(kind)
                self.events_of[touchpoint] = self.events_of.get(touchpoint, 0) + events

    def answer(self) -> dict[str, Any]:
        horizon_ms = milliseconds(self.definitions.horizon)
        definition = say("definition.map", horizon_ms=horizon_ms)
        return {
            "schema": 1,
            "analysis": "map",
            "title": self.definitions.title,
            "definition": str(definition),
            "said": parts_of(definition),
            "n": self.partial.journeys,
            "journeys": self.partial.journeys,
            "events": int(self.partial.kinds[:, 0].sum()),
            "variants": None,
            "horizon_ms": horizon_ms,
            "outcome": self._outcome(),
            "stages": [self._stage(stage) for stage in range(len(self.definitions.stages))],
            "returns": self._returns(),
            "channels": self._channels(),
            "unplaced": self._unplaced(),
            "feeling": self._sources(),
            "fall": self._fall(),
        }

    def _outcome(self) -> dict[str, Any] | None:
        outcome, customers = self.definitions.outcome, self.partial.outcomes
        if outcome is None:
            return None
        return {"name": outcome.name, "customers": customers, **share(customers, self.partial.journeys)}

    def _stage(self, place: int) -> dict[str, Any]:
        stage, counts = self.definitions.stages[place], self.partial.stages[place].tolist()
        members = [touchpoint for touchpoint in self.tables.columns if self.frame.stage_of[touchpoint] == place]
        last = place == len(self.definitions.stages) - 1
        gone = share(counts[GONE_ON], counts[GONE_ON] + counts[LEFT])
        return {
            "id": stage.id,
            "name": stage.name,
            "customers": counts[REACHED],
            "next_share": None if last else gone["share"],
            "next_low": None if last else gone["low"],
            "next_high": None if last else gone["high"],
            "gone_on": None if last else counts[GONE_ON],
            "left": None if last else counts[LEFT],
            "in_time": None if last else counts[IN_TIME],
            **sure_median(self.partial.durations[place][: 0 if last else None], "median_time"),
            "evidence": self._evidence(members),
            "channels": self._mix(place),
            "scores": self._scores(members),
            "touchpoints": [self._touchpoint(touchpoint) for touchpoint in members],
        }

    def _evidence(self, members: list[int]) -> str:
        """none: nobody was seen in the stage; full: at each of its touchpoints, and they said how they feel; part."""
        met = [self.partial.touchpoints[touchpoint] > 0 for touchpoint in members]
        felt = any(self.feelings[touchpoint] for touchpoint in members)
        return "none" if not any(met) else "full" if all(met) and felt else "part"

    def _mix(self, place: int) -> list[dict[str, Any]]:
        own = self.stage_of_kind == place
        events = np.bincount(
            self.tables.channel_of[own], self.partial.kinds[own, 0], minlength=len(self.tables.channels)
        ).astype(int)
        mix = [
            {"name": name, "events": n, "share": round(n / int(events.sum()), 6)}
            for name, n in zip(self.tables.channels, events.tolist(), strict=True)
            if n
        ]
        return _known(sorted(mix, key=lambda channel: (-channel["events"], channel["name"])))

    def _scores(self, members: list[int]) -> list[dict[str, Any]]:
        sums = self.partial.answers[members].sum(axis=0)
        return [found for scale in DEFINITIONS if (found := score(sums, scale))]

    def _touchpoint(self, place: int) -> dict[str, Any]:
        touchpoint, column = self.definitions.touchpoints[place], self.column_of[place]
        kinds = sorted(self.kinds_of.get(place, []), key=lambda kind: -self.counts[kind.code][0])
        feeling = self.feelings[place]
        return {
            "id": touchpoint.id,
            "name": touchpoint.name,
            "channel": touchpoint.channel or (kinds[0].channel if kinds else ""),
            "customers": int(self.partial.touchpoints[place]),
            "events": self.events_of.get(place, 0),
            **self._loss(column),
            "feeling": feeling.value if feeling else None,
            "feeling_low": feeling.low if feeling else None,
            "feeling_high": feeling.high if feeling else None,
            "feeling_n": feeling.n if feeling else 0,
            **self._score_mean(place),
            "origin": touchpoint.origin,
            "reason": touchpoint.reason,
            "said": [part.model_dump() for part in touchpoint.said],
            "confidence": touchpoint.confidence,
            "kinds": [self._kind(kind) for kind in kinds],
        }

    def _loss(self, column: int) -> dict[str, Any]:
        alive = int(self.alive[column])
        left, in_time = (0, 0) if column == len(self.alive) - 1 else self.partial.columns[column].tolist()
        share_left = round(left / alive, 6) if alive else None
        return {"alive": alive, "left": left, "in_time": in_time, "left_share": share_left}

    def _score_mean(self, place: int) -> dict[str, Any]:
        """Mean answer on the scale that most answers there were given on."""
        rows = self.partial.answers[place]
        scale = max(DEFINITIONS, key=lambda name: rows[SCALE_CODES[name], N])
        row = rows[SCALE_CODES[scale]]
        if not row[N]:
            return {"score_mean": None, "score_scale": None}
        return {"score_mean": round(float(row[SUM] / row[N]), 4), "score_scale": scale}

    def _kind(self, kind: Kind) -> dict[str, Any]:
        events, customers = self.counts[kind.code]
        names = {"code": kind.code, "name": kind.name, "channel": kind.channel, "surface": kind.surface}
        return {**names, "customers": customers, "events": events}

    def _returns(self) -> list[dict[str, Any]]:
        moves = self.partial.returns
        found = [(int(moves[a, b, 0]), int(a), int(b)) for a, b in np.argwhere(moves[:, :, 0])] if len(moves) else []
        touchpoints = [self.definitions.touchpoints[place].id for place in self.tables.columns]
        return [
            {"from": touchpoints[a], "to": touchpoints[b], "count": count, "customers": int(moves[a, b, 1])}
            for count, a, b in sorted(found, key=lambda move: (-move[0], move[1], move[2]))[:TOP_RETURNS]
        ]

    def _channels(self) -> list[dict[str, Any]]:
        events = np.bincount(
            self.tables.channel_of, self.partial.kinds[:, 0], minlength=len(self.tables.channels)
        ).astype(int)
        rows = zip(self.tables.channels, self.partial.channels.tolist(), events.tolist(), strict=True)
        found = [{"name": name, "customers": customers, "events": n} for name, customers, n in rows if n]
        return _known(sorted(found, key=lambda channel: (-channel["customers"], channel["name"])))

    def _unplaced(self) -> list[dict[str, Any]]:
        found = []
        for code, positions in zip(self.tables.unplaced, self.partial.positions, strict=True):
            if self.counts[code][0]:
                found.append({**self._kind(self.frame.kinds[code]), "position": median_position(positions)})
        return sorted(found, key=lambda kind: (-kind["events"], kind["code"]))

    def _sources(self) -> dict[str, Any]:
        placed = self.partial.answers[self.tables.columns].sum(axis=0)
        sources = {scale: int(placed[SCALE_CODES[scale], N]) for scale in DEFINITIONS}
        return {"n": sum(sources.values()), "sources": sources}

    def _fall(self) -> dict[str, Any] | None:
        losses = [(self._loss(column), column) for column in range(len(self.tables.columns))]
        if not any(loss["left"] for loss, _ in losses):
            return None
        loss, column = max(losses, key=lambda pair: (pair[0]["left"], -pair[1]))
        touchpoint = self.definitions.touchpoints[self.tables.columns[column]]
        return {
            "touchpoint": touchpoint.id,
            "name": touchpoint.name,
            "left": loss["left"],
            "left_share": loss["left_share"],
        }

    def _feelings(self) -> list[Feeling | None]:
        """Feeling at each touchpoint, shrunk within its stage."""
        found: list[Feeling | None] = [None] * len(self.definitions.touchpoints)
        for stage in range(len(self.definitions.stages)):
            members = np.flatnonzero(self.frame.stage_of == stage)
            for place, feeling in zip(members, shrink(valences(self.partial.answers[members])), strict=True):
                found[int(place)] = feeling
        return found


def _known(channels: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The channels; none where not a single event says its channel ("" beside others is what they do not cover)."""
    return channels if any(channel["name"] for channel in channels) else []
