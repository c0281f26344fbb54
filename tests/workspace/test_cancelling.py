"""A question that nobody waits for any more: no further block is begun, and no answer is made of what was counted."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest

from footpath.analyses.transitions import Transitions
from footpath.store import compact
from footpath.store.engines import threads
from footpath.workspace import Cancelled, Scope, Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Of many blocks: ranges of customers as small as a large store's are large."""
    with (
        patch.object(compact, "EVENTS_A_RANGE", 200),
        patch.object(compact, "LARGEST_RANGE", 400),
        patch.object(compact, "ROUND_NEVER_BELOW", 1),
        patch.object(compact, "ROUND_ALWAYS_FROM", 1),
        Workspace.create(tmp_path_factory.mktemp("cancel") / "ws") as made,
    ):
        made.sample(customers=400)
        made.compact()
        yield made


class Counted:
    """Counts folds; says that it is cancelled from a number of folds on."""

    def __init__(self, at: int) -> None:
        self.at, self.folds, self.answers = at, 0, 0

    def __call__(self) -> bool:
        return self.folds >= self.at

    def watching(self) -> Any:
        fold, answer = Transitions.fold, Transitions.answer

        def folded(analysis: Any, *given: Any) -> Any:
            self.folds += 1
            return fold(analysis, *given)

        def answered(analysis: Any, *given: Any) -> Any:
            self.answers += 1
            return answer(analysis, *given)

        return patch.multiple(Transitions, fold=folded, answer=answered)


def blocks_of(workspace: Workspace) -> int:
    never = Counted(10**9)
    with never.watching():
        workspace.run(Transitions(), cancelled=never)
    assert never.answers == 1
    return never.folds


def test_no_block_is_begun_after_it(workspace: Workspace) -> None:
    """What runs at that moment ends: a block a thread."""
    blocks, workers = blocks_of(workspace), threads._processors()
    assert blocks > 3 * workers + 3
    asked = Counted(3)
    with asked.watching(), pytest.raises(Cancelled):
        workspace.run(Transitions(), cancelled=asked)
    assert 3 <= asked.folds <= 3 + workers
    assert asked.answers == 0


@pytest.mark.parametrize("more", [{}, {"breakdown": "device"}, {"compare": Scope(where="channel = app")}], ids=str)
def test_no_answer_is_made_after_the_last_block(workspace: Workspace, more: dict[str, Any]) -> None:
    asked = Counted(blocks_of(workspace))
    with asked.watching(), pytest.raises(Cancelled):
        workspace.run(Transitions(), cancelled=asked, **more)
    assert asked.answers == 0
