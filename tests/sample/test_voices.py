"""Comments of the sample: enough of them in every language, each once."""

import pytest

from footpath.sample.voices import sentences


@pytest.mark.parametrize("language", ["en", "pl", "ro", "zh-TW"])
def test_at_least_forty_different_sentences_a_language(language: str) -> None:
    texts, ranges = sentences()
    mine = [text for (spoken, _, _), (at, n) in ranges.items() if spoken == language for text in texts[at : at + n]]
    assert len(mine) >= 40
    assert len(set(mine)) == len(mine)


def test_every_language_has_words_for_the_same_topics() -> None:
    _, ranges = sentences()
    topics = {language: {key[1:] for key in ranges if key[0] == language} for language, _, _ in ranges}
    assert all(found == topics["en"] for found in topics.values())
