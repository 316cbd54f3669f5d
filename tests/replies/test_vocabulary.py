"""The vocabulary files: what they may say, and what a wrong one is answered with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.places import large_towns
from bot.vocabulary import VocabularyError, load_vocabulary
from tests.replies.score import vocabulary


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("language: en\nspellings: [a]\n", "spellings"),
        ("spellings: {}\n", "language"),
        ("language: en\nweekdays: [[monday]]\n", "weekdays"),
        ("language: en\nnumbers: {two: many}\n", "numbers.two"),
        ("language: en\nlists: {set: sets}\n", "lists.set"),
        ("language: en\nlists: {set: ['<round>']}\n", "<round>"),
        ("language: en\nlists: {set: ['.. sets']}\n", "must begin and end with a word"),
        ("language: en\nlists: {set: ['one & two']}\n", "'&' is not a word"),
        ("language: en\nlists: {set: [sets], set: [rounds]}\n", "'set' stands twice"),
        ("language: en\nlists: {set: [sets]}\nwish_parts: {set: [rounds]}\n", "the list set stands in xx.yaml already"),
        ("language: en\nlists: {set: &a [sets], reps: *a}\n", "*a is not understood"),
        ("language: [en\n", "not YAML"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_that_names_the_place(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "xx.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError) as refusal:
        load_vocabulary(tmp_path)
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_empty_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no vocabulary"):
        load_vocabulary(tmp_path)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("munich", "Europe/Berlin"),
        ("los angeles", "America/Los_Angeles"),
        ("sao paulo", "America/Sao_Paulo"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("mumbai", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("nyc", "America/New_York"),
        ("america buenos aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_a_place_has_its_canonical_zone(name: str, zone: str) -> None:
    assert vocabulary().zone(name.split()) == zone


def test_no_word_of_the_vocabulary_knocks_out_a_large_town() -> None:
    plain = [name.lower() for name in large_towns() if re.fullmatch("[A-Za-z]{4,}|[A-Za-z]+ [A-Za-z]+", name)]
    assert len(plain) > 1000
    assert [name for name in plain if vocabulary().zone(name.split()) is None] == []


@pytest.mark.parametrize(("language", "refused"), [("aa", True), ("bb", False)])
def test_a_list_in_two_files_is_refused_in_one_language_and_adds_in_another(
    tmp_path: Path, language: str, refused: bool
) -> None:
    (tmp_path / "aa.yaml").write_text("language: aa\nlists: {set: [sets]}\n", encoding="utf-8")
    (tmp_path / "more.yaml").write_text(f"language: {language}\nlists: {{set: [serie]}}\n", encoding="utf-8")
    if refused:
        with pytest.raises(VocabularyError, match="stands in aa"):
            load_vocabulary(tmp_path)
    else:
        assert {"sets", "serie"} <= load_vocabulary(tmp_path).lexicon.words


def test_a_second_language_is_a_second_file(tmp_path: Path) -> None:
    for own in (Path(__file__).resolve().parents[2] / "data" / "vocabulary").glob("en*.yaml"):
        (tmp_path / own.name).write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "xx.yaml").write_text("language: xx\nwishes: {next: [kio sekvas]}\n", encoding="utf-8")
    assert "sekvas" in load_vocabulary(tmp_path).lexicon.words
