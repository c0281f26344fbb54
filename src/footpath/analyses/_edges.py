"""Edges of two answers, as they are compared."""

from typing import Any

from footpath.analyses._intervals import share


def all_edges(answer: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
    """The edges of an answer of transitions, and those of the other that nobody went in it; ``at``: the customers who
    were where an edge begins. Where the answer leaves edges out, those it lacks are not known."""
    at = {node["name"]: node["customers"] for node in answer["nodes"]} | {"START": answer["n"]}
    edges = list(answer["edges"])
    if not answer["left_out"]:
        found = {(edge["from"], edge["to"]) for edge in edges}
        for edge in other["edges"]:
            origin, target = edge["from"], edge["to"]
            if (origin, target) not in found:
                nobody = None if edge["customers"] is None else 0
                here = share(0, at.get(origin, 0) if nobody == 0 else 0)
                ends = {"from": origin, "to": target, "count": 0, "customers": nobody}
                edges.append({**ends, **here, "median_s": None, "mean_s": None})
    return [{**edge, "at": at.get(edge["from"], 0)} for edge in edges]
