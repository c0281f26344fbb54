"""Sentences that travel: English text beside its code and values, so that a page says them in its own language.

The English stands in ``sentences.json``, the very file that the web page has as its English ``reasons``; ``{{name}}``
is a value. A value is shown by its name and type: ``share`` in per cent, ``…_ms`` as a length of time, numbers with
separators of thousands, lists with commas, text as it is.
"""

import json
import re
from collections.abc import Iterable
from functools import cache, reduce
from importlib.resources import files
from typing import Any

from footpath.vocabulary.duration import words

Value = str | int | float | list[str]
_SLOT = re.compile(r"\{\{(\w+)\}\}")


class Said(str):
    """One or more sentences in English. ``parts``: of each its ``{"code": …, "values": {…}}``, ready for JSON."""

    parts: list[dict[str, Any]]

    def __new__(cls, text: str, parts: list[dict[str, Any]] | None = None) -> "Said":
        made = super().__new__(cls, text)
        made.parts = parts or []
        return made

    def __getnewargs__(self) -> tuple[str, list[dict[str, Any]]]:  # type: ignore[override]
        return str(self), self.parts

    def then(self, other: str) -> "Said":
        """This and a further sentence; one of no code makes the whole of none."""
        text = f"{self} {other}".strip()
        return Said(text, [*self.parts, *parts_of(other)] if not other or parts_of(other) else None)


UNSAID = Said("")


def say(code: str, **values: Value) -> Said:
    """The sentence of this code with its values filled in. KeyError where there is no such code."""
    template = _templates()[code]
    return Said(_SLOT.sub(lambda slot: shown(slot[1], values[slot[1]]), template), [{"code": code, "values": values}])


def joined(sentences: Iterable[str]) -> Said:
    """Several sentences as one text."""
    return reduce(Said.then, sentences, UNSAID)


def parts_of(text: object) -> list[dict[str, Any]]:
    """Code and values of a sentence; none where it has only its text."""
    return text.parts if isinstance(text, Said) else []


def sentence_of(error: BaseException) -> str:
    """What an error of Footpath says, with its code and values where it has them."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, Said) else str(error)


def has_sentence(code: str) -> bool:
    """Whether there is a sentence of this code."""
    return code in _templates()


def packed(text: str) -> str:
    """The sentence as one text for a column of records; ``unpacked`` brings it back."""
    return json.dumps({"text": text, "said": parts_of(text)}, ensure_ascii=False) if parts_of(text) else text


def unpacked(text: str) -> str:
    """The sentence that was packed; a text from before stays what it is."""
    if not text.startswith('{"text": '):
        return text
    kept = json.loads(text)
    return Said(kept["text"], kept["said"])


def shown(name: str, value: Value) -> str:
    """A value as English writes it."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, str):
        return value
    if name.endswith("_ms"):
        return words(value)
    if name == "share":
        return f"{value:.0%}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")


@cache
def _templates() -> dict[str, str]:
    text = files("footpath.vocabulary").joinpath("sentences.json").read_text("utf-8")
    return {
        f"{group}.{key}": template for group, entries in json.loads(text).items() for key, template in entries.items()
    }
