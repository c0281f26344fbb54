"""Names of events as tokens: camelCase and snake_case split, diacritics folded, English endings cut."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_E_MAIL = re.compile(r"\be[-_ ]mail")
_WORD = re.compile(r"[^\W_]+\*?")
#: "T02", "7": numbering, no meaning.
_NUMBERING = re.compile(r"[a-z]?\d+")
#: Parts of column names that say only that something has a time.
_TIME_WORDS = {"timestamp", "datetime", "date", "ts", "event", "the"}
_FOLDED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "œ": "oe", "æ": "ae"})


class Token(NamedTuple):
    """``text`` folded; ``stem`` without an English ending; ``open``: any ending may follow (a pattern's ``word*``)."""

    text: str
    stem: str
    open: bool = False
    chinese: bool = False

    def fits(self, other: "Token") -> bool:
        """Whether this token of a pattern stands for that token of a name."""
        return other.text.startswith(self.text) if self.open else self.stem == other.stem


def has_chinese(text: str) -> bool:
    """Whether any Chinese character stands in it."""
    return bool(_CHINESE.search(text))


def normalised(text: str) -> str:
    """Lower case, width and diacritics folded, "e-mail" in one word."""
    split = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    plain = unicodedata.normalize("NFKD", split.casefold())
    folded = "".join(c for c in plain if not unicodedata.combining(c)).translate(_FOLDED)
    return _E_MAIL.sub("email", folded).strip()


@lru_cache(maxsize=16_384)
def tokens(text: str) -> tuple[Token, ...]:
    """Tokens of a name or a pattern; a run of Chinese is one. Numbering and words of time go where others stay."""
    found = [_token(word) for word in _WORD.findall(normalised(text))]
    telling = [t for t in found if t.text not in _TIME_WORDS and not _NUMBERING.fullmatch(t.text)]
    return tuple(telling or found)


def _token(word: str) -> Token:
    text = word.rstrip("*")
    return Token(text, stem(text), text != word, has_chinese(text))


def stem(word: str) -> str:
    """The word without plural, -ed, -ing and a final e: viewed, views, viewing -> view; compare, compared -> compar."""
    if not word.isascii() or len(word) <= 4:
        return word[:-1] if len(word) == 4 and word.isascii() and word.endswith("s") and word[-2] != "s" else word
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] != "s" else word
