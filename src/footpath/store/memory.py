"""How much memory this process may use."""

import os
from pathlib import Path

#: The limit of a control group, version 2 and version 1: a container's.
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def memory_bytes() -> int:
    """Memory of this machine, or of the container where that has less; 0 where neither is known."""
    known = []
    if hasattr(os, "sysconf"):
        known.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    for path in _LIMITS:
        try:
            known.append(int(Path(path).read_text(encoding="ascii")))
        except (OSError, ValueError):  # no such file, or "max"
            continue
    return min((bytes_ for bytes_ in known if bytes_ > 0), default=0)
