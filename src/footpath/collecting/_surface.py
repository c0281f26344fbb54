"""Surfaces: the page group behind an address, so that pages stay few (/product/123 is /product/:id)."""

import re

import pyarrow as pa
import pyarrow.compute as pc

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?|\d{8}")
_HASH = re.compile(r"(?=[^/]*\d)[0-9a-f]{12,}", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[^/]*\d)(?=[^/]*[a-zA-Z])[A-Za-z0-9_]{20,}")
_NUMBER = re.compile(r"\d+")
_TAIL_NUMBER = re.compile(r"([a-z][a-z_-]*[-_])\d{2,}(\.[a-z]{2,5})?", re.IGNORECASE)
_PARTS = ((_UUID, ":uuid"), (_DATE, ":date"), (_NUMBER, ":id"), (_HASH, ":hash"), (_TOKEN, ":hash"))
_REMEMBERED = 1_000_000


def template(address: str) -> str:
    """The page group of an address or path; other text (a screen's name) stays as it is."""
    text = address.strip()
    path = _ADDRESS.sub("", text, count=1) if _ADDRESS.match(text) else text
    if path is text and not text.startswith("/"):
        return text
    path = re.split(r"[?#;]", path, maxsplit=1)[0]
    parts = [_part(part) for part in path.split("/") if part]
    return "/" + "/".join(parts)


def _part(part: str) -> str:
    for pattern, sign in _PARTS:
        if pattern.fullmatch(part):
            return sign
    tail = _TAIL_NUMBER.fullmatch(part)
    return f"{tail[1]}:id{tail[2] or ''}" if tail else part


class Templates:
    """Templates of whole columns; each different address is worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, addresses: pa.Array) -> pa.Array:
        """Large_string of the same length; null stays null."""
        codes = addresses.dictionary_encode()
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        found = []
        for address in codes.dictionary.to_pylist():
            known = self._known.get(address)
            if known is None:
                known = self._known[address] = template(address)
            found.append(known)
        return pc.take(pa.array(found, pa.large_string()), codes.indices)
