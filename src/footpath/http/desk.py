"""The desk: what the routers of one application share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from footpath import workspace as room
from footpath.analyses._analysis import Analysis
from footpath.analyses.map import Map
from footpath.http.jobs import Jobs
from footpath.http.leaving import client_left
from footpath.http.questions import Compared, Scope
from footpath.http.refusals import Refusal
from footpath.http.uploads import Uploads
from footpath.workspace import Cell, Result, Workspace

SHOWN = 8  #: customers named as examples


@dataclass(frozen=True)
class Desk:
    """One workspace with its jobs and its uploads."""

    workspace: Workspace
    jobs: Jobs
    uploads: Uploads

    def ask(self, analysis: Analysis, scope: Scope) -> Result:
        """The answer of ``analysis`` for the customers and the time of ``scope``."""
        period, rule = self._scope(scope)
        other = None
        if scope.compare is not None:
            other = room.Scope(*self._scope(scope.compare), scope.compare.where)
        return self.workspace.run(
            analysis,
            period=period,
            audience=rule,
            where=scope.where,
            breakdown=scope.breakdown,
            compare=other,
            cancelled=client_left,
        )

    def customers_in(self, analysis: Analysis, cell: Cell, scope: Compared, limit: int) -> dict[str, Any]:
        """What a cell says, and some of the customers behind it."""
        period, rule = self._scope(scope)
        return self.workspace.customers_in(
            analysis, cell, period=period, audience=rule, where=scope.where, limit=limit, cancelled=client_left
        )

    def keep_list(self, name: str, analysis: Analysis, cell: Cell, scope: Compared) -> dict[str, Any]:
        """Save those behind a cell as a list."""
        period, rule = self._scope(scope)
        return self.workspace.lists.save_cell(
            name, analysis, cell, period=period, audience=rule, where=scope.where, cancelled=client_left
        )

    def customers_at(self, place: str, scope: Scope) -> dict[str, Any]:
        """How many customers met a touchpoint or a stage, and some of them."""
        return self.customers_in(Map(), Cell({"id": place}, "customers"), scope, SHOWN)

    def _scope(self, scope: Compared) -> tuple[tuple[datetime, datetime] | None, str | None]:
        period = (scope.period.from_, scope.period.to) if scope.period else None
        return period, self._rule(scope.audience) if scope.audience else None

    def _rule(self, audience: str) -> str:
        for saved in self.workspace.audiences():
            if str(saved["id"]) == audience:
                return str(saved["rule"])
        raise Refusal(404, "no_such_audience", where="audience")
