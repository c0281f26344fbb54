"""Bots: programs that say by their User-Agent that they are none of the customers."""

import re
from functools import lru_cache

#: Words by which crawlers, previews and monitors name themselves. Cubot makes telephones.
_WORDS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|facebookexternalhit|embedly|quora link preview|whatsapp|"
    r"bingpreview|lighthouse|pingdom|uptimerobot|statuscake|ahrefs|semrush|mediapartners|feedfetcher|archiver",
    re.IGNORECASE,
)


@lru_cache(10_000)
def is_bot(agent: str) -> bool:
    """Whether a User-Agent is a bot's by its own word."""
    return _WORDS.search(agent) is not None
