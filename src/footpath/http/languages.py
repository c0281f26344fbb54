"""The language of a request: names that are proposed for it speak it. Errors are English, with code and values."""

from typing import Annotated

from fastapi import Depends, Header

from footpath.vocabulary.languages import nearest


def language_of(accept_language: Annotated[str | None, Header(max_length=1000)] = None) -> str | None:
    """The language of ours that the client likes best; None where it does not say."""
    if not accept_language:
        return None
    weighed = [part.partition(";q=") for part in accept_language.split(",") if part.strip()]
    liked = sorted(weighed, key=lambda part: -_weight(part[2]))
    return nearest(tag for tag, _, weight in liked if _weight(weight) > 0)


def _weight(text: str) -> float:
    try:
        return float(text) if text.strip() else 1.0
    except ValueError:
        return 0.0


Language = Annotated[str | None, Depends(language_of)]
