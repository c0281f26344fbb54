"""The languages of the product, and which of them somebody means."""

from collections.abc import Iterable

#: Names of stages and touchpoints are written in these; anything else falls back to the first.
LANGUAGES = ("en", "pl", "ro", "zh-TW")


def nearest(tags: Iterable[str]) -> str:
    """The first of ours that is asked for (BCP 47); any Chinese is Traditional, the one we have. English else."""
    for tag in tags:
        base = tag.strip().replace("_", "-").lower().split("-")[0]
        for language in LANGUAGES:
            if language.lower().split("-")[0] == base:
                return language
    return LANGUAGES[0]
