"""Which column plays which role: by its name, and by what its cells say; each choice with its confidence and reason."""

from dataclasses import dataclass

from footpath.collecting.plan import Source
from footpath.collecting.recognise.columns import Column, constant_within
from footpath.collecting.recognise.names import CASE, OTHER_TIMES, SCALES, likeness, words
from footpath.collecting.recognise.times import Reading, is_clock, read_column
from footpath.collecting.shape import ACTORS
from footpath.vocabulary.said import UNSAID, Said, say
from footpath.vocabulary.scales import BOUNDS

_NAMED = 0.4  # likeness from which a name speaks for itself
_SURE = 0.3  # a role is not given to a column below this


@dataclass(frozen=True)
class Choice:
    """A role filled, and why."""

    source: Source
    confidence: float
    reason: Said


class Roles:
    """Fills the roles one after the other, the surest first; ``chosen`` holds the result. What the user said stands."""

    def __init__(self, columns: list[Column], rows: int, said: dict[str, Source | None]) -> None:
        self.columns = {column.name: column for column in columns}
        self.rows = rows
        self.said = said
        self.chosen: dict[str, Choice] = {}
        self.times: dict[str, Reading] = {}
        self.scale: str | None = None
        self._taken = {name for source in said.values() if source for name in source.columns}
        for role, source in said.items():
            if source:
                self.chosen[role] = Choice(source, 1.0, say("column.chosen"))
        self._fill("time", self._time)
        self._fill("customer", self._customer)
        self._fill("event", self._event)
        self._fill("channel", self._channel)
        self._fill("surface", self._surface)
        self._fill("scale", self._scale)
        self._fill("score", self._score)
        self._fill("value", self._value)
        self._fill("actor", self._actor)
        if "score" in self.chosen and self.scale is None:
            self.scale = self._scale_of(self.columns.get(self.chosen["score"].source.columns[0]))

    def _fill(self, role: str, rate: object) -> None:
        """Gives ``role`` to the column that ``rate`` rates highest."""
        if role in self.said:
            return
        best: tuple[float, Column, Said] | None = None
        for column in self.columns.values():
            if column.name in self._taken or not column.given:
                continue
            confidence, reason = rate(column)  # type: ignore[operator]
            if confidence >= _SURE and (best is None or confidence > best[0] + 1e-9):
                best = confidence, column, reason
        if best is None:
            return
        confidence, column, reason = best
        source, more = self._with_others(role, column)
        self._taken |= set(source.columns)
        self.chosen[role] = Choice(source, round(min(confidence, 0.99), 2), reason.then(more))

    def _with_others(self, role: str, column: Column) -> tuple[Source, Said]:
        """A time of day beside a date, an anonymous id beside a user id, a type beside an event's name."""
        if role == "time" and self._as_times(column).clock < 0.05:
            for other in self.columns.values():
                if other.name not in self._taken and likeness(other.name, "time") and is_clock(other):
                    return Source((column.name, other.name), together=True), say("column.clock", column=other.name)
        partner = {"customer": "anonymousid", "event": "type"}.get(role)
        prefix = column.name.rpartition(".")[0]
        for other in self.columns.values() if column.given < self.rows else ():
            place, _, last = other.name.rpartition(".")
            if place == prefix and words(last).replace("_", "") == partner and other.name != column.name:
                return Source((column.name, other.name)), say("column.partner", column=other.name)
        return Source((column.name,)), UNSAID

    def _as_times(self, column: Column) -> Reading:
        """The column read as times, once."""
        if column.name not in self.times:
            self.times[column.name] = read_column(column)
        return self.times[column.name]

    def _time(self, column: Column) -> tuple[float, Said]:
        named = likeness(column.name, "time")
        reading = self._as_times(column)
        if reading.share < 0.5 or (reading.format.startswith("epoch") and not named):
            return 0.0, UNSAID
        score = (0.55 + 0.4 * named) * reading.share + 0.03 * reading.clock
        if column.given < 0.5 * self.rows:
            score -= 0.1
        if column.name.startswith(CASE):
            score *= 0.4
        if set(words(column.name).split("_")) & OTHER_TIMES:
            score *= 0.55
        return score, say("column.time_named" if named >= _NAMED else "column.time", share=round(reading.share, 4))

    def _customer(self, column: Column) -> tuple[float, Said]:
        named = likeness(column.name, "customer")
        if not named or column.distinct < 1:
            return 0.0, UNSAID
        score = 0.35 + 0.6 * named
        if words(column.name) in ("id", "case") and column.repeats < 1.01:
            score -= 0.3
        if column.given < 0.5 * self.rows and words(column.name).replace("_", "") != "userid":
            score -= 0.15
        return score, say("column.customer", distinct=column.distinct, rows=column.given)

    def _event(self, column: Column) -> tuple[float, Said]:
        named = likeness(column.name, "event")
        weak = words(column.name).rpartition("_")[2] in ("status", "type", "step")
        if not named or column.name.startswith(CASE) or (weak and self._one_row_each()):
            return 0.0, UNSAID
        if column.distinct > 100 and column.repeats < 1.5:
            return 0.0, UNSAID
        if column.numeric > 0.95 and words(column.name) not in ("event", "concept_name", "activity"):
            return 0.0, UNSAID
        return 0.35 + 0.6 * named, say("column.event", distinct=column.distinct, rows=column.given)

    def _one_row_each(self) -> bool:
        choice = self.chosen.get("customer")
        column = self.columns.get(choice.source.columns[0]) if choice and choice.source.columns else None
        return column is not None and column.repeats < 1.2

    def _channel(self, column: Column) -> tuple[float, Said]:
        named = likeness(column.name, "channel")
        if not named or column.distinct > 200 or self._as_times(column).share > 0.5:
            return 0.0, UNSAID
        score = 0.3 + 0.6 * named - (0.2 if column.numeric > 0.95 else 0.0)
        return score, say("column.channel", distinct=column.distinct, examples=column.samples[:3])

    def _surface(self, column: Column) -> tuple[float, Said]:
        named = likeness(column.name, "surface")
        if not named or column.numeric > 0.9 or (column.distinct > 1000 and not _addresses(column)):
            return 0.0, UNSAID
        return 0.3 + 0.6 * named, say("column.surface_addresses" if _addresses(column) else "column.surface")

    def _value(self, column: Column) -> tuple[float, Said]:
        named = likeness(column.name, "value")
        if not named or column.numeric < 0.95 or column.name.startswith(CASE) or self._trait(column):
            return 0.0, UNSAID
        return 0.3 + 0.6 * named, say("column.value", low=round(column.low, 2), high=round(column.high, 2))

    def _trait(self, column: Column) -> bool:
        choice = self.chosen.get("customer")
        customer = self.columns.get(choice.source.columns[0]) if choice and choice.source.columns else None
        return customer is not None and column.distinct > 1 and constant_within(column, customer)

    def _score(self, column: Column) -> tuple[float, Said]:
        named = likeness(column.name, "score")
        if named and column.numeric >= 0.5 and "scale" in self.chosen:
            return 0.3 + 0.6 * named, say("column.score_scaled")
        scale = self._scale_of(column) if named and column.numeric >= 0.5 else None
        if scale is None:
            return 0.0, UNSAID
        low, high = BOUNDS[scale]
        bounds = {"low": column.low, "high": column.high, "least": low, "most": high}
        return 0.3 + 0.6 * named, say("column.score", scale=scale.upper(), **bounds)

    def _scale(self, column: Column) -> tuple[float, Said]:
        if not likeness(column.name, "scale") or not all(sample.lower() in BOUNDS for sample in column.samples):
            return 0.0, UNSAID
        return 0.9, say("column.scale", examples=column.samples[:3])

    def _scale_of(self, column: Column | None) -> str | None:
        """By the name where it says, else by the range of whole numbers that are answered."""
        if column is None or column.numeric < 0.5 or column.distinct > 60:
            return None
        name = words(column.name)
        low, high = column.low, column.high
        for scale, hints in SCALES.items():
            if any(
                hint in name.split("_") or (len(hint) > 3 and hint in name) or (not hint.isascii() and hint in name)
                for hint in hints
            ):
                return scale if low >= 0 and high <= BOUNDS[scale][1] + 1 else None
        if low >= 1 and high <= 5:
            return "csat"
        if low >= 0 and 7 < high <= 10:
            return "nps"
        return "ces" if low >= 1 and 5 < high <= 7 else None

    def _actor(self, column: Column) -> tuple[float, Said]:
        known = {word for group in ACTORS.values() for word in group}
        if not likeness(column.name, "actor") or column.distinct > 20:
            return 0.0, UNSAID
        if not all(sample.lower() in known for sample in column.samples):
            return 0.0, UNSAID
        return 0.8, say("column.actor", examples=column.samples[:3])


def _addresses(column: Column) -> bool:
    return bool(column.samples) and all(sample.startswith("/") or "://" in sample for sample in column.samples)
