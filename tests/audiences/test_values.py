"""Values compared with what a rule says, once for each distinct value."""

import pytest

from footpath.audiences.rule import AudienceError, parse
from footpath.audiences.values import table_of

SINCE = ["", "2026-01-01", "2026-02-01 10:00", "2026-02-01T10:00:00+02:00", "soon"]
YES = ["", "true", "False", "yes", "maybe"]


@pytest.mark.parametrize(
    ("rule", "values", "type_", "held"),
    [
        ("x >= 2026-02-01", SINCE, "string", [0, 0, 1, 1, 0]),
        ("x = 2026-02-01", SINCE, "string", [0, 0, 1, 1, 0]),
        ("x < 2026-02-01T09:00Z", SINCE, "string", [0, 1, 0, 1, 0]),
        ("x != 2026-01-01", SINCE, "string", [0, 0, 1, 1, 0]),
        ("x is known", SINCE, "string", [0, 1, 1, 1, 1]),
        ('x = "SOON"', SINCE, "string", [0, 0, 0, 0, 1]),
        ("x = true", YES, "boolean", [0, 1, 0, 1, 0]),
        ("x = true", YES, "string", [0, 1, 0, 1, 0]),
        ("x = yes", YES, "boolean", [0, 1, 0, 1, 0]),
        ("x != false", YES, "string", [0, 1, 0, 1, 0]),
        ("x > 2", ["", "1", "2.5", "1e1", "x"], "number", [0, 0, 1, 1, 0]),
        ('x = "2.50"', ["", "2.5"], "number", [0, 1]),
        ("x = 7", ["", "007", "7", "seven"], "string", [0, 1, 1, 0]),
        ("x not in (7, seven)", ["", "007", "8", "Seven"], "string", [0, 0, 1, 0]),
        ("x contains 'ÓD'", ["", "Łódź", "Lodz"], "string", [0, 1, 0]),
        ("x not contains 'ÓD'", ["", "Łódź", "Lodz"], "string", [0, 0, 1]),
    ],
)
def test_each_value_is_compared_as_what_it_is(rule: str, values: list[str], type_: str, held: list[int]) -> None:
    assert table_of(parse(rule), values, type_).tolist() == held  # type: ignore[arg-type]


@pytest.mark.parametrize(("rule", "type_"), [("x > true", "boolean"), ("x = 3", "boolean"), ("x = true", "number")])
def test_what_can_never_match_is_an_error(rule: str, type_: str) -> None:
    with pytest.raises(AudienceError, match="'x' (is true or false|holds numbers)"):
        table_of(parse(rule), (), type_)  # type: ignore[arg-type]
