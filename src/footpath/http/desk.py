"""The desk: what the routers of one application share."""

from dataclasses import dataclass

from footpath.analyses._analysis import Analysis
from footpath.http.jobs import Jobs
from footpath.http.questions import Scope
from footpath.http.refusals import Refusal
from footpath.http.uploads import Uploads
from footpath.workspace import Result, Workspace


@dataclass(frozen=True)
class Desk:
    """One workspace with its jobs and its uploads."""

    workspace: Workspace
    jobs: Jobs
    uploads: Uploads

    def ask(self, analysis: Analysis, scope: Scope) -> Result:
        """The answer of ``analysis`` for the customers and the time of ``scope``."""
        period = (scope.period.from_, scope.period.to) if scope.period else None
        rule = self._rule(scope.audience) if scope.audience else None
        return self.workspace.run(analysis, period=period, audience=rule)

    def _rule(self, audience: str) -> str:
        for saved in self.workspace.audiences():
            if str(saved["id"]) == audience:
                return str(saved["rule"])
        raise Refusal(404, "no_such_audience", "There is no audience with this id (any more).", where="audience")
