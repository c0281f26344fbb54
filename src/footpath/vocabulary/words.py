"""What a kind of event is about, by its name: lists of words in several languages and of several standards.

The lists are the YAML files of ``words/``. A name that no list knows is not guessed at: ``match`` says None.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from footpath.vocabulary.kind import Kind
from footpath.vocabulary.languages import LANGUAGES
from footpath.vocabulary.said import Said, say
from footpath.vocabulary.tokens import Token, has_chinese, normalised, tokens

#: Tokens that say that something happened, but not where.
_GENERIC = {token.stem for token in tokens("view page pageview screen click visit open seen impression show load tap action track sent receive touch interaction event start end session start delivered bounced")}  # fmt: skip # noqa: E501
#: Tokens that say that an answer was given; what was asked about is the rest of the name.
_RATING = {token.stem for token in tokens("rated rating rate csat ces score satisfaction survey feedback ocena oceniono oceniony ocenianie evaluat evaluare evaluata nota stars")}  # fmt: skip # noqa: E501
_RATING_CHINESE = ("評分", "评分", "滿意度", "满意度", "打分")
#: What a channel stands for where the name says nothing else.
_CHANNELS = {
    "email": "email", "e-mail": "email", "mail": "email", "ads": "ads", "ad": "ads", "display": "ads",
    "paid_search": "ads", "paid search": "ads", "social": "social", "paid_social": "social", "search": "search_engine",
    "organic": "search_engine", "organic_search": "search_engine", "push": "push", "sms": "sms", "store": "store",
    "chat": "support", "referral": "referral_in", "affiliate": "referral_in",
}  # fmt: skip


@dataclass(frozen=True)
class Concept:
    """Something an event can be about. ``roles``: stages it may stand in, the preferred one first."""

    id: str
    order: int  # place in the list, which runs along the journey
    roles: tuple[str, ...]
    family: Literal["commerce", "process", "sales", ""]
    channel: str
    group: str
    outcome: int  # how far a goal it is, 0 = none
    labels: dict[str, str]

    def label(self, language: str) -> str:
        """Its name as a touchpoint."""
        return self.labels.get(language, self.labels["en"])


@dataclass(frozen=True)
class Hit:
    """What a kind is about, how sure that is (0 to 1), and which list says so."""

    concept: Concept
    confidence: float
    source: str
    evidence: Literal["name", "surface", "channel"] = "name"
    rated: bool = False  # an answer about it rather than the thing itself

    def reason(self, language: str = "en") -> Said:
        """Why; its values speak ``language``."""
        label = self.concept.label(language)
        if self.evidence == "channel":
            return say("proposal.channel", label=label)
        return say(f"proposal.{self.evidence}", label=label, source=self.source)


@dataclass(frozen=True)
class _Pattern:
    concept: str
    source: str
    tokens: tuple[Token, ...]
    whole: bool
    rank: tuple[int, bool]  # of two that fit alike: the longer, then the one of a standard


def match(kind: Kind) -> Hit | None:
    """What ``kind`` is about: by its name, else its surface, else (where the name is empty) its channel."""
    by_name = match_name(kind.name)
    if by_name:
        return by_name
    generic = all(token.stem in _GENERIC for token in tokens(kind.name))
    on_surface = _match_surface(kind.surface) if kind.surface else None
    if on_surface and (generic or on_surface.confidence >= 0.8):
        return replace(on_surface, confidence=on_surface.confidence * (0.95 if generic else 0.75), evidence="surface")
    concept = concepts().get(_CHANNELS.get(kind.channel.casefold(), ""))
    return Hit(concept, 0.65, "", "channel") if generic and concept else None


@lru_cache(maxsize=8_192)
def match_name(name: str) -> Hit | None:
    """What a name alone says. None where no list knows it."""
    found = _best(name)
    rest = _without_rating(name)
    about = _best(rest) if rest else None
    if about and (found is None or about.confidence * 0.97 >= found.confidence or found.concept.id == "survey"):
        return replace(about, confidence=about.confidence * 0.97, rated=True)
    return found


def _without_rating(name: str) -> str:
    """The name without its words of rating, empty where it has none or nothing else."""
    if has_chinese(name):
        rest = normalised(name)
        for word in _RATING_CHINESE:
            rest = rest.replace(word, "")
        return "" if rest == normalised(name) else rest
    parts = tokens(name)
    rest_parts = [token.text for token in parts if token.stem not in _RATING]
    return " ".join(rest_parts) if len(rest_parts) < len(parts) else ""


def _match_surface(surface: str) -> Hit | None:
    """Pages by their path: the whole of it, else its last part. "/" is the home page."""
    steps = [step for step in surface.split("?")[0].split("/") if step and step[0] not in ":*"]
    if not steps:
        return Hit(concepts()["home"], 0.95, "URL") if surface.startswith("/") else None
    found = [hit for hit in (_best(" ".join(steps)), _best(steps[-1])) if hit]
    return max(found, key=lambda hit: hit.confidence, default=None)


def _best(name: str) -> Hit | None:
    text, parts = normalised(name), tokens(name)
    sure, best = 0.0, None
    for pattern in _candidates(text, parts):
        confidence = _in_chinese(pattern, text) if pattern.tokens[0].chinese else _in_words(pattern, parts)
        if confidence > sure or (best and confidence == sure and pattern.rank > best.rank):
            sure, best = confidence, pattern
    return Hit(concepts()[best.concept], round(sure, 3), best.source) if best else None


def _candidates(text: str, parts: Sequence[Token]) -> Iterator[_Pattern]:
    whole, beginnings, chinese = _index()
    for token in parts:
        yield from whole.get(token.stem, ())
        yield from beginnings.get(token.text[:3], ())
    if has_chinese(text):
        yield from (pattern for pattern in chinese if pattern.tokens[0].text in text)


def _in_chinese(pattern: _Pattern, text: str) -> float:
    coverage = len(pattern.tokens[0].text) / max(len(text.replace(" ", "")), 1)
    return 0.95 if coverage == 1 else 0.58 + 0.32 * coverage


def _in_words(pattern: _Pattern, parts: Sequence[Token]) -> float:
    """0.95 for the whole name; less the more of it is left over; least for one word among many."""
    wanted, size = pattern.tokens, len(pattern.tokens)
    if len(parts) < size or (pattern.whole and len(parts) != size):
        return 0.0
    coverage = size / len(parts)
    for first in range(len(parts) - size + 1):
        if all(want.fits(part) for want, part in zip(wanted, parts[first:], strict=False)):
            return 0.95 if coverage == 1 else 0.62 + 0.28 * coverage if size > 1 else 0.46 + 0.32 * coverage
    if pattern.whole or size == 1 or not all(any(want.fits(part) for part in parts) for want in wanted):
        return 0.0
    return 0.9 if coverage == 1 else 0.55 + 0.28 * coverage


@cache
def _index() -> tuple[dict[str, list[_Pattern]], dict[str, list[_Pattern]], list[_Pattern]]:
    """Patterns by the stem of their first token, by the first three letters of an open one, and those of Chinese."""
    whole: dict[str, list[_Pattern]] = defaultdict(list)
    beginnings: dict[str, list[_Pattern]] = defaultdict(list)
    chinese: list[_Pattern] = []
    for pattern in _patterns():
        first = pattern.tokens[0]
        if first.chinese:
            chinese.append(pattern)
        elif first.open:
            beginnings[first.text[:3]].append(pattern)
        else:
            whole[first.stem].append(pattern)
    return dict(whole), dict(beginnings), chinese


def _patterns() -> Iterator[_Pattern]:
    for name, content in _lists().items():
        if "source" in content:
            standard = content.get("standard", False)
            for concept, texts in content["words"].items():
                if concept not in concepts():
                    raise ValueError(f"words/{name}: there is no concept {concept!r}; add it to concepts.yaml.")
                for text in texts:
                    parts = tokens(text.lstrip("="))
                    rank = (sum(len(token.stem) for token in parts), standard)
                    yield _Pattern(concept, content["source"], parts, text.startswith("="), rank)


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by id, in the order of the journey."""
    found = {}
    for order, (key, entry) in enumerate(_lists()["concepts.yaml"]["concepts"].items()):
        labels = {language: entry[language] for language in LANGUAGES}
        found[key] = Concept(
            key, order, tuple(entry["roles"]), entry.get("family", ""), entry.get("channel", ""),
            entry.get("group", ""), entry.get("outcome", 0), labels,
        )  # fmt: skip
    return found


def group_label(group: str, language: str) -> str:
    """The name of a broader touchpoint."""
    labels: dict[str, str] = _lists()["concepts.yaml"]["groups"][group]
    return labels.get(language, labels["en"])


@cache
def _lists() -> dict[str, Any]:
    folder = files("footpath.vocabulary") / "words"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return {name: yaml.safe_load((folder / name).read_text("utf-8")) for name in names}
