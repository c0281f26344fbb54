"""Moments and frames of a time zone, for tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from journeys_factory import frame

from footpath.analyses._analysis import Frame
from footpath.definitions.model import Definitions
from footpath.vocabulary.kind import Kind


def ms(text: str, zone: str = "UTC") -> int:
    """UTC ms of a local time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def framed(
    start: int, end: int, zone: str = "UTC", kinds: Sequence[Kind] = (), definitions: Definitions | None = None
) -> Frame:
    """A frame of this period, at whose end the data ends."""
    return replace(frame([*kinds], definitions, start=start, end=end, data_end=end - 1), timezone=zone)
