"""A kind: what sort of event it is, the combination of name, channel and surface (and who acted)."""

from typing import NamedTuple


class Kind(NamedTuple):
    """One entry of the dictionary of kinds; ``code`` is what the store's ``kind`` column holds."""

    code: int
    name: str
    channel: str  # "" = unknown
    surface: str  # "" = none
    actor: str  # customer | company | system
