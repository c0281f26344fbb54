"""Durations as people write them: 30m, 12h, 7d, 2w, 1h30m."""

import re

_UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|[smhdw])")


def milliseconds(text: str) -> int:
    """Length of ``text`` in milliseconds. ValueError with a sentence where it is no duration."""
    compact = text.strip().lower()
    parts = _PART.findall(compact)
    if not parts or _PART.sub("", compact).strip():
        raise ValueError(f"{text!r} is not a duration. Write a number and a unit, e.g. 30m, 12h, 7d or 2w.")
    return round(sum(float(number) * _UNITS[unit] for number, unit in parts))


def words(ms: float) -> str:
    """The two largest units of ``ms``: 1 d 4 h, 38 min, 12 s."""
    seconds = round(ms / 1000)
    names = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))
    for i, (size, name) in enumerate(names):
        if seconds >= size:
            rest = seconds % size // names[i + 1][0] if i + 1 < len(names) else 0
            more = f" {rest} {names[i + 1][1]}" if rest and name in "dh" else ""
            return f"{seconds // size} {name}{more}"
    return "0 s"
