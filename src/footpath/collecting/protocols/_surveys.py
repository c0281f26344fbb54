"""Answers to surveys that are ratings, as PostHog sends them."""

import re
from collections.abc import Mapping
from typing import Any

from footpath.collecting.protocols._events import text_of
from footpath.vocabulary.scales import BOUNDS

#: By what a survey says which scale its ratings have.
_SCALES = {
    "nps": re.compile(r"\bnps\b|promoter|recommend", re.IGNORECASE),
    "csat": re.compile(r"\bcsat\b|satisf", re.IGNORECASE),
    "ces": re.compile(r"\bces\b|effort|how easy", re.IGNORECASE),
}


def rating(properties: Mapping[str, Any]) -> tuple[float | None, str | None]:
    """The first answer of a survey that is a number on a scale that the survey, or its question, names."""
    named = text_of(properties.get("$survey_name")) or ""
    asked = properties.get("$survey_questions")
    asked = [question for question in asked if isinstance(question, dict)] if isinstance(asked, list) else []
    answers = [
        (f"{named} {question.get('question')}", question.get("response", properties.get(_answer_to(question, place))))
        for place, question in enumerate(asked)
    ]
    if not asked:
        answers = [(named, value) for title, value in properties.items() if title.startswith("$survey_response")]
    for text, answer in answers:
        try:
            score = float(answer) if isinstance(answer, str | int | float) and not isinstance(answer, bool) else None
        except (ValueError, OverflowError):
            continue
        for scale, says in _SCALES.items():
            if score is not None and says.search(text) and BOUNDS[scale][0] <= score <= BOUNDS[scale][1]:
                return score, scale
    return None, None


def _answer_to(question: Mapping[str, Any], place: int) -> str:
    if isinstance(question.get("id"), str):
        return f"$survey_response_{question['id']}"
    return "$survey_response" if place == 0 else f"$survey_response_{place}"
