"""A parameter out of range gets a sentence that names it: in Python, on the command line, over HTTP."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import annotated_types as limits
import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from starlette.testclient import TestClient
from tests.cli_options import options_of

from footpath.analyses._analysis import Analysis
from footpath.cli import main
from footpath.cli.shelved import command
from footpath.http.app import create_app
from footpath.http.questions import Scope
from footpath.shelf import items
from footpath.vocabulary.duration import milliseconds
from footpath.workspace import Workspace

SHELF = items("footpath.analyses", Analysis)  # type: ignore[type-abstract]


def is_duration(field: FieldInfo) -> bool:
    try:
        return isinstance(field.default, str) and milliseconds(field.default) > 0
    except ValueError:
        return False


def wrong_values(field: FieldInfo) -> Iterator[Any]:
    """Just beyond each limit that the parameter declares, and what is of another kind."""
    kinds = [field.annotation, *get_args(field.annotation)]
    several = any(get_origin(kind) in (list, tuple) for kind in kinds)
    for rule in field.metadata:
        match rule:
            case limits.Ge(ge):
                yield ge - 1
            case limits.Gt(gt):
                yield gt
            case limits.Le(le):
                yield le + 1
            case limits.Lt(lt):
                yield lt
            case limits.MinLen(least) if several:
                yield ["A"] * (least - 1)
            case limits.MaxLen(most) if several:
                yield ["A"] * (most + 1)
    if is_duration(field):
        yield "soon"
    if any(get_origin(kind) is Literal for kind in kinds):
        yield "nonsense"
    if {int, float} & {*kinds} and not {str} & {*kinds}:
        yield "many"


WRONG = [
    pytest.param(name, parameter, value, id=f"{name}-{parameter}-{str(value)[:12]}")
    for name, analysis in SHELF.items()
    for parameter, field in analysis.model_fields.items()
    for value in wrong_values(field)
]


def test_every_limit_is_tried() -> None:
    """What is declared as a number, a choice or a length of time has a value that is wrong."""
    tried = {(one.values[0], one.values[1]) for one in WRONG}
    for name, analysis in SHELF.items():
        for parameter, field in analysis.model_fields.items():
            kinds = {field.annotation, *get_args(field.annotation)} - {NoneType}
            if is_duration(field) or {int, float} & kinds or any(get_origin(kind) is Literal for kind in kinds):
                assert (name, parameter) in tried


@pytest.mark.parametrize("name", SHELF)
def test_no_parameter_hides_one_that_all_analyses_take(name: str) -> None:
    own = {*SHELF[name].model_fields}
    options = [option for parameter in command(name).params for option in parameter.opts]
    assert len(set(options)) == len(options)
    for parameter in own:
        flags = {f"--{parameter.replace('_', '-')}", f"--{parameter.removesuffix('s').replace('_', '-')}"}
        assert flags & {*options}, f"{name} has no option for {parameter}"
    taken = {"rows", "answer", "format", "export_of", *Scope.model_fields}
    assert own & taken == set()


@pytest.mark.parametrize(("name", "parameter", "value"), WRONG)
def test_python_names_it(name: str, parameter: str, value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        SHELF[name].model_validate({**SHELF[name].example, parameter: value})
    first = refused.value.errors()[0]
    assert first["loc"][0] == parameter
    assert len(first["msg"].split()) > 3


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limits") / "ws"
    Workspace.create(folder).close()
    return folder


@pytest.mark.parametrize(("name", "parameter", "value"), WRONG)
def test_the_command_line_names_it(
    root: Path, name: str, parameter: str, value: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    needed = {key: one for key, one in SHELF[name].example.items() if key != parameter}
    given = options_of({parameter: value})
    option = given[0] if given else "--" + parameter.removesuffix("s")
    monkeypatch.setattr(sys, "argv", ["footpath", name, *options_of(needed), *given, "-w", str(root)])
    monkeypatch.delenv("COLUMNS", raising=False)
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    assert ended.value.code == 2
    assert option in shown.err
    assert "Traceback" not in shown.err


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[TestClient]:
    with TestClient(create_app(root), base_url="http://127.0.0.1:8420", headers={"X-Footpath": "1"}) as opened:
        yield opened


@pytest.mark.parametrize(("name", "parameter", "value"), WRONG)
def test_http_names_it(client: TestClient, name: str, parameter: str, value: Any) -> None:
    bodies = [("/api/export", {"answer": name})] + ([(f"/api/{name}", {})] if name != "map" else [])
    for address, body in bodies:
        response = client.post(address, json={**body, **SHELF[name].example, parameter: value})
        assert response.status_code == 422, response.text
        error = response.json()["error"]
        assert error["code"] == "not_valid"
        assert parameter in error["where"].split(".")
        assert parameter in error["sentence"]
