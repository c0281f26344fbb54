"""Jitsu's clients: Segment's calls under paths and a header of their own."""

from typing import ClassVar

from footpath.collecting.protocols._protocol import Request
from footpath.collecting.protocols.segment import Segment


class Jitsu(Segment):
    """Calls of ``@jitsu/js``, from pages and from servers."""

    name: ClassVar[str] = "jitsu"
    title: ClassVar[str] = "Jitsu"
    methods: ClassVar[tuple[str, ...]] = ("POST",)
    paths: ClassVar[tuple[str, ...]] = ("/api/s/{type}", "/api/s/s2s/{type}")

    def write_key(self, request: Request) -> str | None:
        """The header's, up to its colon: the client insists on a key in two parts, of which ours is the first."""
        return request.headers.get("x-write-key", "").partition(":")[0].strip() or super().write_key(request)
