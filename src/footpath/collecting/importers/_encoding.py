"""Which encoding a text file has, and its text as UTF-8 bytes."""

import codecs
import re
from itertools import pairwise

from charset_normalizer import from_bytes

from footpath.collecting.importers._stream import Stream

#: Code pages with mostly the same letters; of equals the first is taken.
_LATIN = ("cp1252", "cp1250", "iso8859_2")
#: Encodings that are told apart where a file is not UTF-8.
CANDIDATES = [*_LATIN, "cp1251", "big5", "gb18030", "shift_jis", "euc_kr"]
SAMPLE = 4 << 20
_SHOWN = 64 << 10
_ODD = re.compile(r"(?<=[^\W\d_])[^\w\s!-~](?=[^\W\d_])|[þÞðÐ¹³¿º\ufffd\x80-\x9f]")


def recognise_encoding(sample: bytes) -> str:
    """Name of the encoding of ``sample``, the start of a file (it may end inside a character)."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = [sample[start::2].count(0) for start in (0, 1)]
    if len(sample) >= 4 and max(zeros) > len(sample) // 4 and min(zeros) < max(zeros) // 8 + 1:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    if not sample or _decodes(sample, "utf-8"):
        return "utf-8"
    strange = [line for line in sample.splitlines(keepends=True) if not line.isascii()]
    fit = sum(_decodes(line, "utf-8") for line in strange)
    if fit * 2 > len(strange):
        return "utf-8"
    return _legacy(b"".join(strange)[:_SHOWN])


def _legacy(text: bytes) -> str:
    fitting = [name for name in CANDIDATES if _decodes(text, name)]
    best = from_bytes(text, cp_isolation=fitting or CANDIDATES, threshold=1.0).best()
    if best is None or best.encoding in _LATIN:
        return min(_LATIN, key=lambda name: _odd_letters(text.decode(name, errors="replace")))
    return best.encoding


def _odd_letters(text: str) -> int:
    """Marks of the wrong code page: signs inside words, foreign capitals after small letters, letters of Icelandic."""
    capitals = sum(a.islower() and b.isupper() and not b.isascii() for a, b in pairwise(text))
    return capitals + len(_ODD.findall(text))


def _decodes(text: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(text, final=False)
    except UnicodeError:
        return False
    return True


class Utf8:
    """A stream read as UTF-8 whatever its encoding. What cannot be decoded becomes U+FFFD, so that its row is found.

    UTF-8 itself passes through unchecked (the reader of the block checks it).
    """

    def __init__(self, stream: Stream, encoding: str) -> None:
        self._stream = stream
        self.transcodes = encoding not in {"utf-8", "utf-8-sig"}
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace") if self.transcodes else None
        self._first = encoding == "utf-8-sig"

    def read(self, size: int) -> bytes:
        """About ``size`` bytes; empty at the end."""
        data = self._stream.read_full(size)
        if self._first:
            data, self._first = data.removeprefix(codecs.BOM_UTF8), False
        if self._decoder is None:
            return data
        text = self._decoder.decode(data, final=len(data) < size)
        if not text and len(data) == size:
            return self.read(size)
        return text.encode("utf-8", errors="replace")


class Spaced(Utf8):
    """The same, for columns that stand apart by blanks: each run of them becomes one, none at the ends of a line."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        super().__init__(stream, encoding)
        self._held = b""
        self._before = b"\n"

    def read(self, size: int) -> bytes:
        while data := super().read(size):
            data = self._held + data
            whole = data.rstrip(b" \t")
            self._held = data[len(whole) :]
            if whole:
                tidy = _RUN.sub(b" ", _ENDS.sub(b"", self._before + whole))[1:]
                self._before = whole[-1:]
                if tidy:
                    return tidy
        return b""


_ENDS = re.compile(rb"(?<=[\r\n])[ \t]+|[ \t]+(?=\r?\n)")
_RUN = re.compile(rb"[ \t]+")
