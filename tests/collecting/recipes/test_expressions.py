"""Expressions: SQL over columns that are there, one row at a time unless all are at hand."""

import pytest

from footpath.collecting.recipes.expressions import BadExpression, columns_used, expression

COLUMNS = ["price", "quantity", "delivered", "name"]
ROWWISE = [
    "price * quantity",
    "delivered IS NULL",
    "CASE WHEN price > 2 THEN 'dear' ELSE 'cheap' END",
    "LENGTH(name)",
    "name || ' sum( max('",
    "COALESCE(name, 'min()')",
    "GREATEST(price, quantity)",
    "name LIKE 'C%'",
    "price IN (1, 2)",
    "ROUND(price, 1)",
    "'text'",
    "SUBSTR(name, 1, 1)",
]
AGGREGATES = [
    "SUM(price)",
    "COUNT(*)",
    "COUNT(DISTINCT name)",
    "MIN(delivered)",
    "MAX(price) - MIN(price)",
    "AVG(price)",
    "FIRST(name)",
    "LAST(name)",
    "MEDIAN(price)",
    "STDDEV(price)",
    "VARIANCE(price)",
    "SUM(price * quantity) / COUNT(*)",
    "STRING_AGG(name, ',')",
]
OVER_ROWS = [
    "ROW_NUMBER() OVER (ORDER BY price)",
    "SUM(price) OVER (PARTITION BY name)",
    "LAG(price) OVER (ORDER BY price)",
]


@pytest.mark.parametrize("text", ROWWISE)
def test_a_rowwise_expression_is_taken_and_is_no_aggregate(text: str) -> None:
    assert expression(text, COLUMNS) is not None
    with pytest.raises(BadExpression, match="is no aggregate"):
        expression(text, COLUMNS, aggregate=True)


@pytest.mark.parametrize("text", AGGREGATES)
def test_an_aggregate_is_taken_only_where_all_rows_are_at_hand(text: str) -> None:
    assert expression(text, COLUMNS, aggregate=True) is not None
    with pytest.raises(BadExpression, match="several rows at once"):
        expression(text, COLUMNS)


@pytest.mark.parametrize("text", OVER_ROWS)
def test_windows_are_not_rowwise(text: str) -> None:
    with pytest.raises(BadExpression):
        expression(text, COLUMNS)


@pytest.mark.parametrize(
    "text", ["price >", "read_csv('/etc/passwd')", "(SELECT 1)", "SELECT * FROM x", "price; DROP TABLE x", "*", ""]
)
def test_what_is_no_expression_is_said(text: str) -> None:
    with pytest.raises(BadExpression):
        expression(text, COLUMNS)


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(BadExpression, match="uses the column 'prise', which is not there. The nearest are: price"):
        expression("prise * 2", COLUMNS)


def test_columns_used_are_those_named() -> None:
    assert columns_used("price * quantity + price") == ["price", "quantity"]
    assert columns_used("price >") == ["price"]


def test_a_column_may_be_called_by_a_word_of_sql() -> None:
    words = ["user", "when", "order", "mail"]
    assert expression("COALESCE(user, mail)", words).meta.root_names() == ["user", "mail"]
    assert expression("when > order AND mail <> 'the order'", words).meta.root_names() == ["when", "order", "mail"]
    assert set(columns_used("COALESCE(user, 'x when')")) == {"user"}
