"""JSON Schema: it is valid, it fits what loads, and it refuses what the loader refuses."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import toimintamalli as tm
from toimintamalli._migrations import FORMAT_VERSION
from toimintamalli.scaffold import scaffold
from toimintamalli.testing import strategies

DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
LANGUAGES = ("fi", "sv", "en")
SCHEMA = tm.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
models = strategies.practice_models()


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, record in (("", schema), *schema["$defs"].items()):
        yield from ((f"{name}.{key}", field) for key, field in record["properties"].items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_a_schema(language: str) -> None:
    Draft202012Validator.check_schema(tm.json_schema(language))


def test_the_schema_is_plain_data_and_the_same_every_time() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA == tm.json_schema("fi")


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(tm.OptionError, match="fi, sv, en"):
        tm.json_schema("de")


def test_the_example_of_the_library_validates() -> None:
    as_json = json.loads(tm.dumps(tm.load(DEMO), format="json"))
    assert list(VALIDATOR.iter_errors(as_json)) == []


def test_the_example_validates_as_an_editor_reads_it() -> None:
    """Editors read YAML 1.2, in which a day is text."""
    as_yaml = yaml.safe_load(DEMO.read_text("utf-8"))
    as_read = json.loads(json.dumps(as_yaml, default=datetime.date.isoformat))
    assert list(VALIDATOR.iter_errors(as_read)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scaffold_validates(language: str) -> None:
    opened = json.loads(tm.dumps(tm.loads(scaffold("Tupa", language=language)), format="json"))
    as_it_is = yaml.safe_load(scaffold("Tupa", language=language))
    for document in (opened, as_it_is):
        assert list(Draft202012Validator(tm.json_schema(language)).iter_errors(document)) == []


@settings(max_examples=40)
@given(models)
def test_every_model_that_can_be_dumped_validates(given_model: tm.PracticeModel) -> None:
    assert VALIDATOR.is_valid(json.loads(tm.dumps(given_model, format="json")))


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        {"format_version": "1"},
        {"format_version": 0},
        {"titel": "a"},
        {"custom": []},
        {"id": 1},
        {"id": True},
        {"language": "de"},
        {"language": ""},
        {"basics": []},
        {"basics": {"title": 2025}},
        {"basics": {"locations": "Hattula"}},
        {"basics": {"locations": [1]}},
        {"basics": {"locations": [None]}},
        {"basics": {"created": "1.2.2025"}},
        {"basics": {"created": "2025-2-1"}},
        {"basics": {"contributors": [{"organisation": "a"}]}},
        {"basics": {"contributors": [{"name": None}]}},
        {"basics": {"contributors": [{"name": "a", "role": "boss"}]}},
        {"evaluations": [{"id": "e", "instrument": "i", "participants": 1.5}]},
        {"evaluations": [{"id": "e", "instrument": "i", "participants": "3"}]},
        {"evaluations": [{"id": "e", "instrument": "i", "county_represented": "no"}]},
        {"metrics": [{"id": "m", "name": "n", "target": {"value": "80"}}]},
        {"metrics": {"id": "m", "name": "n"}},
        {"rooting_plan": {"tasks": [{"id": "t", "what": "w", "state": "valmis"}]}},
    ],
    ids=json.dumps,
)
def test_what_the_loader_refuses_does_not_validate(document: Any) -> None:
    if isinstance(document, dict) and document:
        document = {"format_version": FORMAT_VERSION} | document
    with pytest.raises(tm.LoadError):
        tm.loads(json.dumps(document), format="json")
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"x-oma": {"mitä": [1, None]}},
        {"id": None, "basics": None, "language": None, "metrics": None, "rooting_plan": None},
        {"programme": {"counties": ["ei luettelossa"]}},
        {"form": {"sections": [{"field": "oma", "text": None, "x-a": 1}]}},
    ],
    ids=json.dumps,
)
def test_what_the_loader_takes_validates(fields: dict[str, Any]) -> None:
    document = {"format_version": FORMAT_VERSION, **fields}
    assert tm.loads(json.dumps(document), format="json")
    assert VALIDATOR.is_valid(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_record_has_its_title_and_description(language: str) -> None:
    schema = tm.json_schema(language)
    for name, field in properties(schema):
        assert field["title"].strip(), name
        assert name == ".format_version" or field["description"].strip(), name
    for record in (schema, *schema["$defs"].values()):
        assert record["title"].strip()
        assert record["description"].strip()


def test_titles_speak_the_language_that_was_asked() -> None:
    titles = {
        lang: dict(properties(tm.json_schema(lang)))[".basics"]["title"] for lang in LANGUAGES
    }
    assert titles == {"fi": "Perustiedot", "sv": "Basuppgifter", "en": "Basic data"}
    assert SCHEMA["properties"]["format_version"]["title"] == "Tiedoston muotoversio"


def test_values_of_enumerations_have_titles() -> None:
    (values, nothing) = SCHEMA["$defs"]["StageRecord"]["properties"]["date"]["anyOf"]
    assert (values["format"], nothing) == ("date", {"type": "null"})
    stages = SCHEMA["$defs"]["StageRecord"]["properties"]["stage"]["oneOf"]
    assert [(value["const"], value["title"]) for value in stages] == [
        ("piloted", "Pilotoitu"),
        ("in_use", "Käyttöönotettu"),
        ("rooted", "Juurrutettu"),
    ]


def test_known_identifiers_are_offered_but_not_required() -> None:
    counties = SCHEMA["$defs"]["ProgrammeData"]["properties"]["counties"]["anyOf"][0]["items"]
    assert "kainuu" in counties["examples"]
    assert "enum" not in counties
