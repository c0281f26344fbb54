"""The mapping and options that a person gives: checked, with sentences that name the nearest columns."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from footpath.collecting._clock import ORDERS
from footpath.collecting._moments import EPOCHS
from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.plan import ROLES, Source
from footpath.vocabulary.said import say
from footpath.vocabulary.scales import BOUNDS

_WORDS = {"name": "event", "user": "customer", "timestamp": "time"}
OPTIONS = ("time_format", "timezone", "scale", "day_first", "decimal")


def checked_mapping(
    mapping: Mapping[str, str] | None, columns: list[str]
) -> tuple[dict[str, Source | None], frozenset[str]]:
    """Sources by role (None: the role is to stay empty) and ignored columns. Unreadable where a column is not there."""
    sources: dict[str, Source | None] = {}
    ignored: frozenset[str] = frozenset()
    for word, written in (mapping or {}).items():
        role = _WORDS.get(word, word)
        if role == "ignore":
            ignored = frozenset(_column(part.strip(), columns) for part in written.split(",") if part.strip())
        elif role in ROLES:
            sources[role] = _source(written, columns)
        else:
            raise Unreadable(say("file.bad_role", role=word, roles=[*ROLES, "ignore"]))
    return sources, ignored


def _source(written: str, columns: list[str]) -> Source | None:
    if written in columns:
        return Source((written,))
    if written.strip() in ("", "-"):
        return None
    if written.startswith("=") and len(written) > 1:
        return Source(constant=written[1:])
    for sign in "|+":
        parts = [part.strip() for part in written.split(sign)]
        if len(parts) > 1:
            return Source(tuple(_column(part, columns) for part in parts), together=sign == "+")
    return Source((_column(written, columns),))


def _column(name: str, columns: list[str]) -> str:
    if name in columns:
        return name
    by_lower = {column.lower(): column for column in columns}
    if name.lower() in by_lower:
        return by_lower[name.lower()]
    near = [by_lower[found] for found in get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5)]
    shown = near or columns[:8]
    more = [] if near or len(columns) <= len(shown) else ["…"]
    known = say("file.nearest" if near else "file.its_columns", columns=[*shown, *more])
    raise Unreadable(say("file.no_column", column=name).then(known))


def checked_options(options: Mapping[str, Any] | None) -> dict[str, Any]:
    """The options, ``day_first`` turned into a time format. Unreadable where one is unknown."""
    given = {key: value for key, value in (options or {}).items() if value is not None and value != ""}
    for key in given:
        if key not in OPTIONS:
            raise Unreadable(say("file.bad_option", option=key, options=list(OPTIONS)))
    if "day_first" in given:
        first = given.pop("day_first")
        given.setdefault("time_format", "dmy" if first in (True, "true", "yes", "1", 1) else "mdy")
    if (scale := given.get("scale")) is not None and scale not in BOUNDS:
        raise Unreadable(say("file.bad_scale", scale=str(scale), scales=list(BOUNDS)))
    written = given.get("time_format")
    if written is not None and written not in {*ORDERS, *EPOCHS, "typed"} and "%" not in str(written):
        raise Unreadable(say("file.bad_time_format", format=str(written)))
    if (decimal := given.get("decimal")) is not None and decimal not in (".", ","):
        raise Unreadable(say("file.bad_decimal"))
    return given
