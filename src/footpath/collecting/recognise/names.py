"""How surely a column's name means a role, in six languages (names.yaml)."""

import re
import unicodedata
from importlib.resources import files

import yaml

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_GAP = re.compile(r"[^a-z0-9\u3400-\u9fff]+")

#: Words in a name that decide the scale of a score by themselves.
SCALES: dict[str, tuple[str, ...]] = {
    "nps": ("nps", "promoter", "recommend", "netpro", "推薦", "推荐"),
    "csat": ("csat", "satisf", "zadowol", "satysf", "multumire", "滿意", "满意", "tevreden", "zufrieden"),
    "ces": ("ces", "effort", "wysilek", "efort", "費力", "费力"),
}
#: Words in a time column's name that tell of another moment than the event's own.
OTHER_TIMES = frozenset(
    word
    for line in (
        ("birth", "dob", "deadline", "planned", "plan", "estimated", "expected", "due", "expiry", "expires", "end"),
        ("until", "updated", "modified", "limit", "valid", "reg", "registered", "signup", "expiration"),
        ("urodzenia", "termin", "planowana", "nasterii"),
    )
    for word in line
)
_TIMES = frozenset(("timestamp", "date", "time", "datetime", "data", "czas", "datum", "zeit", "tijd", "ora", "at"))
_SCORES = frozenset(("nps", "csat", "ces", "rating"))
CASE = "case:"


def words(name: str) -> str:
    """``customerID``, ``Customer-Id`` and ``klient ID`` as words joined by underscores, without accents."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _GAP.sub("_", _CAMEL.sub("_", plain).lower()).strip("_")


def likeness(name: str, role: str) -> float:
    """How surely ``name`` means ``role``, 0 to 1: by its place in the list; less for the last part of a nested name."""
    known = _KNOWN[role]
    forms = ((words(name), 1.0), (words(name.removeprefix(CASE)), 0.97), (words(re.split(r"[.:]", name)[-1]), 0.9))
    for form, weight in forms:
        sure = known.get(form.replace("_", ""))
        if sure is not None:
            return weight * sure
    parts = set(words(name).split("_"))
    if role == "time" and parts & _TIMES:
        return 0.45
    if role == "channel" and "channel" in parts:
        return 0.5
    return 0.6 if role == "score" and parts & _SCORES else 0.0


def _read() -> dict[str, dict[str, float]]:
    """By role, each name (without underscores) and how surely it means the role: from 1, the first, down to 1/2."""
    text = files(__package__).joinpath("names.yaml").read_text("utf-8")
    known: dict[str, dict[str, float]] = {}
    for role, languages in yaml.safe_load(text).items():
        longest = max(len(names.split()) for names in languages.values())
        found = known[role] = {}
        for names in languages.values():
            for rank, name in enumerate(names.split()):
                key = words(name).replace("_", "")
                found[key] = max(found.get(key, 0.0), 1 - 0.5 * rank / longest)
    return known


_KNOWN = _read()
