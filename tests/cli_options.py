"""The parameters of an analysis as the command line takes them."""

import json
from collections.abc import Mapping
from typing import Any


def options_of(parameters: Mapping[str, Any]) -> list[str]:
    """``steps`` is --step, once for each; what is said exactly is JSON."""
    options: list[str] = []
    for name, value in parameters.items():
        several = isinstance(value, list | tuple)
        option = "--" + (name.removesuffix("s") if several else name).replace("_", "-")
        for one in value if several else [value]:
            options += [option, json.dumps(one) if isinstance(one, dict | list) else str(one)]
    return options
