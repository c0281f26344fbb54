"""Jobs: one writer at a time, progress, cancel, and an end that is always said."""

import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from footpath.http.jobs import Job, Jobs, Report
from footpath.http.refusals import Refusal
from footpath.workspace import WorkspaceError


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def wait(job: Job) -> Job:
    until = time.monotonic() + 5
    while not job.ended and time.monotonic() < until:
        time.sleep(0.01)
    assert job.ended
    return job


def test_a_job_carries_the_id_of_its_import_and_ends_done(jobs: Jobs) -> None:
    go, reported = threading.Event(), threading.Event()

    def work(report: Report, _: threading.Event) -> Mapping[str, Any]:
        report({"import_id": 7, "events": 1, "state": "done"})
        reported.set()
        go.wait(5)
        return {"import_id": 7, "events": 2, "customers": 1, "seconds": 0.5}

    job = jobs.start(7, "a.csv", work)
    assert reported.wait(5)
    assert (job.id, job.state, job.to_dict()["events"]) == ("7", "running", 1)
    assert jobs.find("7") is job
    go.set()
    ended = wait(job).to_dict()
    assert (ended["state"], ended["events"], ended["seconds"], ended["error"]) == ("done", 2, 0.5, None)


def test_the_second_waits_for_the_first_and_short_writes_are_refused(jobs: Jobs) -> None:
    go, running = threading.Event(), threading.Event()
    order: list[str] = []

    def work(name: str) -> Any:
        def run(report: Report, _: threading.Event) -> Mapping[str, Any]:
            report({"import_id": len(order) + 1})
            running.set()
            go.wait(5)
            order.append(name)
            return {}

        return run

    first = jobs.start(1, "first", work("first"))
    second = jobs.start(2, "second", work("second"))
    assert running.wait(5)
    assert (first.state, second.state) == ("running", "waiting")
    assert jobs.alive() == [second, first]
    with pytest.raises(Refusal, match="An import is running"):
        jobs.write(lambda: order.append("write"))
    go.set()
    wait(second)
    jobs.write(lambda: order.append("write"))
    assert order == ["first", "second", "write"]


def test_cancelled_while_running_or_waiting(jobs: Jobs) -> None:
    def work(report: Report, cancel: threading.Event) -> Mapping[str, Any]:
        report({"import_id": 1})
        cancel.wait(5)
        raise RuntimeError("stopped")

    running = jobs.start(1, "running", work)
    waiting = jobs.start(2, "waiting", work)
    waiting.cancel.set()
    running.cancel.set()
    assert wait(running).to_dict()["state"] == "cancelled"
    assert wait(waiting).to_dict()["state"] == "cancelled"


def test_an_expected_error_is_said_and_an_unexpected_one_numbered(jobs: Jobs) -> None:
    def said(_: Report, __: threading.Event) -> Mapping[str, Any]:
        raise WorkspaceError("Another import is running.")

    def broken(_: Report, __: threading.Event) -> Mapping[str, Any]:
        raise ValueError("anna@example.com")

    assert wait(jobs.start(1, "said", said)).error == "Another import is running."
    error = wait(jobs.start(2, "broken", broken)).error
    assert error is not None
    assert "anna" not in error
    assert "The log names it as" in error


def test_closing_cancels_what_runs() -> None:
    jobs = Jobs()

    begun = threading.Event()

    def work(report: Report, cancel: threading.Event) -> Mapping[str, Any]:
        begun.set()
        assert cancel.wait(5)
        raise RuntimeError("stopped")

    job = jobs.start(1, "long", work)
    assert begun.wait(5)
    jobs.close()
    assert job.state == "cancelled"
