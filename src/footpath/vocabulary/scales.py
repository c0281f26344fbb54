"""Score scales: NPS, CSAT and CES, their bounds and the valence each answer stands for (definitions.md 7 and 8)."""

from typing import Literal

Scale = Literal["nps", "csat", "ces"]
#: Codes of the ``scale`` column in the store; 0 is "no score".
SCALE_CODES: dict[str, int] = {"nps": 1, "csat": 2, "ces": 3}
SCALE_NAMES = {code: name for name, code in SCALE_CODES.items()}
BOUNDS: dict[str, tuple[float, float]] = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}


def valence(scale: str, score: float) -> float:
    """Feeling of one answer in [-1, 1]: CSAT (x-3)/2, CES (x-4)/3, NPS detractor -1, passive 0, promoter +1."""
    if scale == "csat":
        return (score - 3) / 2
    if scale == "ces":
        return (score - 4) / 3
    return -1.0 if score <= 6 else 0.0 if score <= 8 else 1.0
