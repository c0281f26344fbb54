"""File names that come over HTTP: made harmless, kept recognisable."""

import re
import unicodedata

LONGEST = 120  #: bytes in UTF-8
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w .()+\-]", re.UNICODE)


def safe_name(name: str) -> str:
    """The last part of ``name`` as a plain file name: no folder, no control character, never hidden, never empty.

    Suffixes stay, for importers recognise formats by them.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = _UNSAFE.sub("_", "".join(char for char in last if unicodedata.category(char)[0] != "C"))
    plain = plain.strip(" .")
    if not plain:
        return "upload"
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def _shortened(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    stem, *suffixes = name.rsplit(".", 2) if name.count(".") > 1 else name.rsplit(".", 1)
    tail = "".join(f".{suffix}" for suffix in suffixes)
    if len(tail.encode()) > 20:
        stem, tail = name, ""
    head = stem.encode()[: LONGEST - len(tail.encode())].decode(errors="ignore")
    return f"{head.rstrip(' .')}{tail}"
