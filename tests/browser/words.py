"""The page's own words, so that tests follow them."""

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "web/src/i18n"
LANGUAGES = {"en": "English", "pl": "Polski", "ro": "Română", "zh-TW": "繁體中文"}


def word(path: str, language: str = "en") -> str:
    """``word("data.first.title")``: the text at that place of web/src/i18n/<language>/data.json."""
    room, *keys = path.split(".")
    text: Any = json.loads((FOLDER / language / f"{room}.json").read_text(encoding="utf-8"))
    for key in keys:
        text = text[key]
    return str(text)


def pattern(path: str, language: str = "en") -> re.Pattern[str]:
    """The same as a pattern: whatever is filled in may stand for its place."""
    return re.compile(re.sub(r"\\\{\\\{\w+\\\}\\\}", ".+", re.escape(word(path, language))))
