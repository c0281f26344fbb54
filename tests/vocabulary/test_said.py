"""Sentences that travel: the text, its code and values, and the page's own words for them."""

import copy
import json
import pickle
import re
from pathlib import Path

import pytest

from footpath.vocabulary.event import REASONS, why
from footpath.vocabulary.languages import nearest
from footpath.vocabulary.said import Said, has_sentence, joined, packed, parts_of, say, sentence_of, unpacked

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "src/footpath/vocabulary/sentences.json"


def test_a_sentence_is_its_english_text_and_carries_code_and_values() -> None:
    said = say("row.cells", found=1200, columns=3)
    assert said == "Cells in the row: 1,200; columns in the first line: 3."
    assert said.parts == [{"code": "row.cells", "values": {"found": 1200, "columns": 3}}]
    assert json.loads(json.dumps({"sentence": said})) == {"sentence": str(said)}


@pytest.mark.parametrize(
    ("code", "values", "text"),
    [
        ("column.time", {"share": 0.985}, "98% of its cells read as times."),
        ("column.value", {"low": 0.0, "high": 1234.5}, "Its name says so; amounts from 0 to 1,234.5."),
        ("file.nearest", {"columns": ["a", "b"]}, "The nearest are: a, b."),
    ],
)
def test_values_are_shown_by_name_and_type(code: str, values: dict, text: str) -> None:
    assert say(code, **values) == text


def test_a_length_of_time_is_said_in_words() -> None:
    assert "within 14 d of the first" in say("definition.funnel_any", window_ms=14 * 86_400_000)


def test_sentences_follow_each_other() -> None:
    both = joined([say("row.no_time"), say("row.nul")])
    assert both == "The row has no time. It holds a NUL byte."
    assert [part["code"] for part in both.parts] == ["row.no_time", "row.nul"]
    assert parts_of(say("row.no_time").then("What nobody has words for.")) == []
    assert say("row.no_time").then("").parts == say("row.no_time").parts


def test_it_survives_records_copies_and_errors() -> None:
    said = say("file.no_column", column="x")
    for again in (unpacked(packed(said)), pickle.loads(pickle.dumps(said)), copy.deepcopy(said)):
        assert (again, parts_of(again)) == (said, said.parts)
    assert unpacked(packed("plain")) == "plain"
    assert parts_of(sentence_of(ValueError(said))) == said.parts
    assert sentence_of(ValueError("plain")) == "plain"
    assert isinstance(said, Said)


def test_every_reason_of_a_row_has_its_sentence() -> None:
    assert all(has_sentence(f"row.{reason}") and why(reason).endswith(".") for reason in REASONS)
    assert why("of_a_recipe") == "of_a_recipe"


def test_the_page_has_the_same_english() -> None:
    assert CATALOGUE.read_text() == (ROOT / "web/src/i18n/en/reasons.json").read_text()


def test_every_code_that_is_said_has_a_sentence() -> None:
    codes = {
        code
        for path in (ROOT / "src/footpath").rglob("*.py")
        for code in re.findall(r"\bsay\(\s*\"([a-z_.0-9]+)\"", path.read_text())
    }
    assert codes
    assert {code for code in codes if not has_sentence(code)} == set()


@pytest.mark.parametrize(
    ("asked", "language"),
    [(["pl-PL"], "pl"), (["de", "ro"], "ro"), (["zh-Hant-HK"], "zh-TW"), (["fr"], "en"), ([], "en")],
)
def test_the_nearest_language(asked: list[str], language: str) -> None:
    assert nearest(asked) == language
