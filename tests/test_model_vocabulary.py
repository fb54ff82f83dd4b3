"""The words of the model: every record, field and value has them, and nothing else does."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import attrs
import pytest

from toimintamalli import model
from toimintamalli.model import DevelopmentStage, Record
from toimintamalli.text import Language

LANGUAGES = {language.value for language in Language}
EXPORTED = [getattr(model, name) for name in model.__all__]
CLASSES = [value for value in EXPORTED if isinstance(value, type)]
RECORDS = {cls.__name__: cls for cls in CLASSES if issubclass(cls, Record)}
ENUMS = {cls.__name__: cls for cls in (*CLASSES, Language) if issubclass(cls, StrEnum)}


def own_fields(record: type[Record]) -> list[str]:
    return [attribute.name for attribute in attrs.fields(record) if not attribute.inherited]


FIELDS = [(name, field) for name, record in RECORDS.items() for field in own_fields(record)]
VALUES = [(name, value.value) for name, enum in ENUMS.items() for value in enum]


def read(package: str, *path: str) -> dict[str, Any]:
    file = importlib.resources.files(package).joinpath(*path)
    return tomllib.loads(file.read_text(encoding="utf-8"))


WORDS = read("toimintamalli.vocabulary", "model.toml")


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, record in WORDS["records"].items():
        yield name, record
        for field, words in record.get("fields", {}).items():
            yield f"{name}.{field}", words
    for name, values in WORDS["enums"].items():
        for value, words in values.items():
            yield f"{name}.{value}", words


def texts(kind: str) -> Iterator[tuple[str, str]]:
    for name, words in entries():
        for language, text in words.get(kind, {}).items():
            yield f"{name} {kind} {language}", text


def assert_in_every_language(text: dict[str, str]) -> None:
    assert set(text) == LANGUAGES
    assert all(words and words == words.strip() for words in text.values())


@pytest.mark.parametrize("name", RECORDS)
def test_every_record_has_a_title_and_a_description_in_every_language(name: str) -> None:
    words = WORDS["records"][name]
    assert_in_every_language(words["title"])
    assert_in_every_language(words["description"])


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_every_field_has_a_title_and_a_description_in_every_language(name: str, field: str) -> None:
    words = WORDS["records"][name]["fields"][field]
    assert_in_every_language(words["title"])
    assert_in_every_language(words["description"])


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_every_value_has_a_title_in_every_language(name: str, value: str) -> None:
    assert_in_every_language(WORDS["enums"][name][value]["title"])


def test_a_value_that_is_described_is_described_in_every_language() -> None:
    for name, values in WORDS["enums"].items():
        for value, words in values.items():
            if "description" in words:
                assert set(words["description"]) == LANGUAGES, f"{name}.{value}"
                assert_in_every_language(words["description"])


@pytest.mark.parametrize("stage", DevelopmentStage)
def test_every_development_stage_is_described(stage: DevelopmentStage) -> None:
    assert_in_every_language(WORDS["enums"]["DevelopmentStage"][stage.value]["description"])


def test_no_words_are_kept_for_a_record_or_an_enumeration_that_does_not_exist() -> None:
    assert set(WORDS) == {"provenance", "records", "enums"}
    assert set(WORDS["records"]) == set(RECORDS)
    assert set(WORDS["enums"]) == set(ENUMS)


def test_no_words_are_kept_for_a_field_that_does_not_exist_or_is_inherited() -> None:
    kept = {
        (name, field)
        for name, words in WORDS["records"].items()
        for field in words.get("fields", {})
    }
    assert kept == set(FIELDS)


def test_no_words_are_kept_for_a_value_that_does_not_exist() -> None:
    kept = {(name, value) for name, values in WORDS["enums"].items() for value in values}
    assert kept == set(VALUES)


def test_an_entry_holds_nothing_but_words_and_the_languages_that_are_uncertain() -> None:
    for name, words in entries():
        assert set(words) <= {"title", "description", "uncertain", "fields"}, name
        assert set(words.get("uncertain", [])) <= LANGUAGES, name


def test_no_title_ends_in_a_period_or_starts_with_a_small_letter() -> None:
    for name, title in texts("title"):
        assert not title.endswith("."), name
        assert not title[0].islower(), name


def test_no_title_is_longer_than_a_heading_can_be() -> None:
    assert [name for name, title in texts("title") if len(title) > 45] == []


def test_every_description_is_one_short_sentence() -> None:
    for name, description in texts("description"):
        assert description.endswith("."), name
        assert len(description) <= 160, name


def test_no_text_has_a_brace_or_a_line_end() -> None:
    for name, text in (*texts("title"), *texts("description")):
        assert not set("{}\n") & set(text), name


def test_fields_of_the_basic_data_are_called_what_the_form_calls_them() -> None:
    form = read("toimintamalli.vocabulary", "forms", "innokyla-2025.toml")
    labels = {basic["id"]: basic["label"] for basic in form["basics"]}
    fields = WORDS["records"]["BasicData"]["fields"]
    assert {field: words["title"]["fi"] for field, words in fields.items()} == labels


def test_stages_on_innokyla_are_called_what_the_form_calls_them() -> None:
    form = read("toimintamalli.vocabulary", "forms", "innokyla-2025.toml")
    labels = {value["id"]: value["label"] for value in form["stage"]["values"]}
    values = WORDS["enums"]["InnokylaStage"]
    assert {value: words["title"]["fi"] for value, words in values.items()} == labels


def test_the_file_says_that_its_words_are_our_own() -> None:
    assert WORDS["provenance"]["status"] == "own"
    assert_in_every_language(WORDS["provenance"]["note"])
