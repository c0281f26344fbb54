"""The text of a recipe: what is wrong is said with its line, and what is written reads back."""

from pathlib import Path
from textwrap import dedent

import pytest

from footpath.collecting.importers._importer import Unreadable
from footpath.collecting.recipes.document import read_recipe, read_recipe_file, write_recipe

RECIPES = sorted((Path(__file__).parents[3] / "docs" / "recipes").glob("*.yaml"))
GOOD = """\
recipe: 1
tables:
  orders:
    file: orders.csv
    steps:
      - columns: {late: delivered > promised}
events:
  - from: orders
    event: =Purchase
    customer: who
    time: at
"""


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_the_recipes_of_the_documentation_read_and_write_back_the_same(path: Path) -> None:
    recipe = read_recipe_file(path).recipe
    assert read_recipe(write_recipe(recipe)).recipe == recipe


def test_there_are_recipes_in_the_documentation() -> None:
    assert len(RECIPES) >= 17


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("file: orders.csv", "fiel: orders.csv", 4, "There is no field 'fiel'. Did you mean 'file'?"),
        ("    customer: who\n", "", 8, "The field 'customer' is missing."),
        ("from: orders", "from: order", 8, "There is no table 'order'. Did you mean 'orders'?"),
        ("time: at", "time: {at: day, unit: day}", 11, "The field 'plus' is missing."),
        ("time: at", "time: {at: day, plus: '1', unit: fortnight}", 11, "Input should be 'second'"),
        ("time: at", "time: at\n    score: mark", 12, "Say the scale of the score"),
        ("- columns: {late: delivered > promised}", "- sort: at", 6, "A step starts with one of: join, per"),
        ("- columns: {late: delivered > promised}", "- join: people\n        on: who", 6, "There is no table 'people'"),
        (
            "- columns: {late: delivered > promised}",
            "- join: orders\n        on: who",
            6,
            "join each other in a circle",
        ),
        ("- columns: {late: delivered > promised}", "- reject: a\n        reason: ugly", 7, "'ugly' is no reason"),
        ("recipe: 1", "recipe: 2", 1, "Input should be '1'"),
    ],
)
def test_a_fault_is_said_with_its_line(old: str, new: str, line: int, sentence: str) -> None:
    assert old in GOOD
    with pytest.raises(Unreadable) as error:
        read_recipe(GOOD.replace(old, new), "shop.yaml")
    assert str(error.value).startswith(f"Line {line} of shop.yaml, field ")
    assert sentence in str(error.value)


@pytest.mark.parametrize("text", ["", "- a\n- b", "just text"])
def test_what_is_no_recipe_is_said(text: str) -> None:
    with pytest.raises(Unreadable, match="must have the fields"):
        read_recipe(text)


def test_broken_yaml_is_said_with_its_place() -> None:
    with pytest.raises(Unreadable, match="no YAML at line 3"):
        read_recipe("tables:\n  a: [1, 2\n")


def test_a_recipe_that_is_not_there_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read_recipe_file(tmp_path / "none.yaml")
    (tmp_path / "odd.yaml").write_bytes(b"name: \xff\xfe")
    with pytest.raises(Unreadable, match="no text in UTF-8"):
        read_recipe_file(tmp_path / "odd.yaml")


def test_everything_that_can_be_said_is_written_back() -> None:
    text = dedent(
        """\
        recipe: 1
        name: Księgarnia
        timezone: Europe/Warsaw
        tables:
          a:
            file: [a.csv, a*.csv.gz]
            separator: ;
            types: {id: text, at: dmy}
            steps:
              - join: b
                on: {id: key}
                columns: {sum: SUM(x)}
              - where: x > 1
              - reject: id IS NULL
                reason: no_customer
                because: Ask the shop.
              - split: path
                by: " > "
              - repeat: n
              - per: [id]
                columns: {first: MIN(at)}
            traits: [country]
          b:
            file: b.csv
        events:
          - from: a
            event: =旅程
            customer: id|email
            time: {at: first, plus: 2 * n, unit: month}
            keys: {email: email}
            properties: {total: sum}
        """
    )
    recipe = read_recipe(text).recipe
    assert read_recipe(write_recipe(recipe)).recipe == recipe
    assert "旅程" in write_recipe(recipe)
    assert recipe.tables["a"].steps[2].reason == "no_customer"  # type: ignore[union-attr]
