"""Limits of the HTTP door: what one request and one client may take."""

import os
from dataclasses import dataclass

GIGABYTE = 1_000_000_000


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, rates in requests a second."""

    json_bytes: int = 1_000_000
    upload_bytes: int = 20 * GIGABYTE
    disk_reserve_bytes: int = GIGABYTE  #: free space an upload must leave
    writes_per_second: float = 50.0
    writes_burst: int = 200
    upload_keep_s: int = 24 * 3600  #: uploads that were never imported go after this time

    @classmethod
    def from_environment(cls) -> "Limits":
        """The limits with ``FOOTPATH_UPLOAD_LIMIT`` (bytes) applied. Raises ValueError with a sentence."""
        text = os.environ.get("FOOTPATH_UPLOAD_LIMIT")
        if text is None:
            return cls()
        if not text.isascii() or not text.isdigit() or int(text) == 0:
            raise ValueError(f"FOOTPATH_UPLOAD_LIMIT is {text!r}: give a whole number of bytes, such as 20000000000.")
        return cls(upload_bytes=int(text))
