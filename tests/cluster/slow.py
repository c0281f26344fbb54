"""An analysis whose folds leave a mark and take a while, so that a test can act in the middle of one."""

import os
import time
import uuid
from pathlib import Path
from typing import Any

from footpath.analyses.attribution import Attribution

SECONDS = 0.8


class Slow(Attribution):
    """Attribution, slowly: it has counts and floats. ``marks``: a folder of files, one for each fold that began."""

    marks: str

    def fold(self, journeys: Any, frame: Any) -> Any:
        (Path(self.marks) / f"{os.getpid()}-{uuid.uuid4()}").touch()
        time.sleep(SECONDS)
        return super().fold(journeys, frame)
