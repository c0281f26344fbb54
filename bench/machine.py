"""What the figures were measured on."""

import importlib.metadata
import os
import platform
import sys
from pathlib import Path
from typing import Any

import psutil


def machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        **{package: importlib.metadata.version(package) for package in ("footpath", "numba", "numpy", "pyarrow")},
    }


def load() -> float:
    """Processes that wanted to run in the last minute: a busy machine gives slow figures."""
    return round(os.getloadavg()[0], 2) if sys.platform != "win32" else 0.0


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.is_file():
        for line in described.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor()
