"""Documents: what is read, what is refused and in which words, and how they are written."""

from __future__ import annotations

import codecs
import json
import os
import re
import stat
import subprocess
import sys
import time
import typing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import toimintamalli as tm
from toimintamalli import _files, model
from toimintamalli._migrations import FORMAT_VERSION
from toimintamalli.documents import FORMATS, document_files
from toimintamalli.model import CustomField, CustomMapping, Record, RichText
from toimintamalli.scaffold import scaffold
from toimintamalli.testing import strategies

DATA = Path(__file__).with_name("data")
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
FULL = DATA / f"format-{FORMAT_VERSION}" / "taysi.yaml"
models = strategies.practice_models()

CLASSES = [value for name in model.__all__ if isinstance(value := getattr(model, name), type)]
RECORDS = [cls for cls in CLASSES if issubclass(cls, Record) and cls is not Record]

TUPA = tm.PracticeModel(
    id="perhetupa",
    basics=tm.BasicData(title="Perhetupa", locations=("Hattula",), created=date(2024, 2, 1)),
    form=tm.Form(sections=(tm.Section(field="needs", text=RichText.parse("Apu.\n\n- heti")),)),
    custom=(CustomField("x-koodi", "0123"),),
)


def yaml(body: str) -> str:
    return f"format_version: 1\n{body}"


def as_json(**fields: object) -> str:
    return json.dumps({"format_version": 1, **fields})


def findings(text: str, form: str = "yaml") -> list[tuple[str, str, int | None]]:
    with pytest.raises(tm.LoadError) as caught:
        tm.loads(text, format=form)
    return [(found.code, found.path, found.line) for found in caught.value.report]


def codes_of(text: str, form: str = "yaml") -> list[str]:
    return [code for code, _, _ in findings(text, form)]


# -- there and back ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=120)
@given(models)
def test_loading_what_was_dumped_gives_the_same_model(form: str, given_model: Any) -> None:
    text = tm.dumps(given_model, format=form)
    loaded = tm.loads(text, format=form)
    assert loaded == given_model
    assert repr(loaded) == repr(given_model)  # 1, 1.0 and true are equal, but not the same
    assert tm.dumps(loaded, format=form) == text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_keeps_fields_of_its_own(form: str, record: type[Record]) -> None:
    custom = (CustomField("x-huom", CustomMapping((("luvut", (1, 2.5, None, True)),))),)
    marked = with_custom(tm.load(FULL), record, custom)
    text = tm.dumps(marked, format=form)
    assert "x-huom" in text
    assert tm.loads(text, format=form) == marked


def with_custom(value: Any, record: type, custom: tuple[CustomField, ...]) -> Any:
    """Return the value with custom fields on every record of a class that it holds."""
    if isinstance(value, tuple):
        return tuple(with_custom(held, record, custom) for held in value)
    if not isinstance(value, Record):
        return value
    held = {a.name: getattr(value, a.name) for a in attrs.fields(type(value))}
    changed = {name: with_custom(part, record, custom) for name, part in held.items()}
    return attrs.evolve(value, **changed | ({"custom": custom} if type(value) is record else {}))


def filled_fields(value: Any) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    if isinstance(value, tuple):
        return found.union(*map(filled_fields, value))
    if isinstance(value, Record):
        for a in attrs.fields(type(value)):
            held = getattr(value, a.name)
            if a.name != "custom" and held not in ((), "", None):
                found |= {(type(value).__name__, a.name)} | filled_fields(held)
    return found


def test_the_full_document_fills_every_field_of_every_record() -> None:
    fields = {
        (record.__name__, a.name)
        for record in RECORDS
        for a in attrs.fields(record)
        if a.name != "custom"
    }
    assert filled_fields(tm.load(FULL)) == fields


# -- versions ---------------------------------------------------------------------------------

OLD_DOCUMENTS = sorted(DATA.glob("format-*/*.yaml"))


def test_every_format_version_up_to_this_one_has_documents() -> None:
    folders = {file.parent.name for file in OLD_DOCUMENTS}
    assert {f"format-{version}" for version in range(1, FORMAT_VERSION + 1)} <= folders | {
        f"format-{FORMAT_VERSION}"
    }


@pytest.mark.parametrize("file", OLD_DOCUMENTS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_document_of_any_version_says_today_what_it_said_then(file: Path) -> None:
    loaded = tm.load(file)
    expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
    dumped = json.loads(tm.dumps(loaded, format="json"))
    assert dumped == expected | {"format_version": FORMAT_VERSION}
    assert list(dumped) == list(expected)


@pytest.mark.parametrize("form", FORMATS)
def test_the_version_comes_first_in_what_is_written(form: str) -> None:
    first = tm.dumps(TUPA, format=form).lstrip("{ \n").splitlines()[0]
    assert first.rstrip(",").replace('"', "") == f"format_version: {FORMAT_VERSION}"


@pytest.mark.parametrize(
    ("version", "code"),
    [
        ("abc", "TM114"),
        ("0", "TM114"),
        ("-1", "TM114"),
        ("1.0", "TM114"),
        ("'1'", "TM114"),
        ("true", "TM114"),
        ("[1]", "TM114"),
        ("999", "TM115"),
        ("9" * 5000, "TM115"),
    ],
)
def test_a_version_that_cannot_be_read_is_told_with_its_line(version: str, code: str) -> None:
    text = f"id: tupa\nformat_version: {version}\n"
    assert findings(text) == [(code, "format_version", 2)]


@pytest.mark.parametrize("text", ["id: tupa\n", "format_version:\nid: tupa\n"])
def test_a_missing_version_is_told(text: str) -> None:
    assert codes_of(text) == ["TM113"]


def test_a_missing_version_hides_no_other_problem() -> None:
    assert findings("id: tupa\ntitel: Tupa\n") == [
        ("TM113", "format_version", None),
        ("TM121", "titel", 2),
    ]


def test_a_document_of_a_newer_version_is_not_judged_further() -> None:
    assert codes_of("format_version: 999\nuusi_avain: 1\n") == ["TM115"]


# -- all problems at once ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_problem_of_a_document_is_told_at_once(language: str) -> None:
    golden = (DATA / f"viallinen.{language}.txt").read_text("utf-8")
    with pytest.raises(tm.LoadError) as caught:
        tm.load(DATA / "viallinen.yaml")
    assert caught.value.message(language) + "\n" == golden.format(current=FORMAT_VERSION)


def test_the_same_problems_are_told_of_json_with_lines() -> None:
    text = '{\n"format_version": 1,\n"titel": 1,\n"basics": {\n"created": "2025-02-30"}}'
    assert findings(text, "json") == [("TM121", "titel", 3), ("TM124", "basics.created", 5)]


@pytest.mark.parametrize(
    ("body", "nearest"),
    [
        ("basics: {titel: a}", "title"),
        ("basics: {titl: null}", "title"),
        ("metrics: [{id: a, name: b, observation: []}]", "observations"),
        ("rooting_plan: {task: []}", "tasks"),
        ("form: {sections: [{fields: needs}]}", "field"),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest_that_is_known(body: str, nearest: str) -> None:
    with pytest.raises(tm.LoadError) as caught:
        tm.loads(yaml(body))
    (found,) = caught.value.report
    assert (found.code, found.parameter("nearest")) == ("TM120", nearest)


@pytest.mark.parametrize("key", ["zzz", "X-oma", "x_oma", "custom", "''", '"\\0custom"', "<"])
def test_a_key_like_no_other_is_told_with_all_that_fit(key: str) -> None:
    assert codes_of(yaml(f"{key}: 1")) == ["TM121"]


def test_problems_inside_custom_fields_stand_beside_the_others() -> None:
    text = '{"format_version": 1, "x-a": 1e999, "x-\\ud800": 1, "basics": 1, "x-b": ["\\ud800"]}'
    assert sorted(codes_of(text, "json")) == ["TM122", "TM127", "TM127", "TM139"]


# -- what values mean -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling",
    ["no", "on", "yes", "true", "2025", "1.10", "0123", "2025-02-30", "1.2.2025", "1e3", "NaN"],
)
def test_a_text_field_takes_any_spelling_as_text(spelling: str) -> None:
    assert tm.loads(yaml(f"basics: {{title: {spelling}}}")).basics.title == spelling


@pytest.mark.parametrize("spelling", ["no", "on", "yes", "off", "True", "1", "'true'", "kyllä"])
def test_a_truth_field_takes_only_true_and_false(spelling: str) -> None:
    body = f"evaluations: [{{id: e, instrument: i, county_represented: {spelling}}}]"
    assert codes_of(yaml(body)) == ["TM122"]


@pytest.mark.parametrize(("spelling", "value"), [("true", True), ("false", False)])
def test_true_and_false_fill_a_truth_field(spelling: str, value: bool) -> None:
    body = f"evaluations: [{{id: e, instrument: i, county_represented: {spelling}}}]"
    assert tm.loads(yaml(body)).evaluations[0].county_represented is value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2025-02-30", "TM124"),
        ("2025-13-01", "TM124"),
        ("0000-01-01", "TM124"),
        ("1.2.2025", "TM125"),
        ("31.12.2025", "TM125"),
        ("2025-2-1", "TM122"),
        ("20250201", "TM122"),
        ("2025-02-01T10:00:00", "TM122"),
        ("ensi vuonna", "TM122"),
        ("２０２５-01-01", "TM122"),
        ("[]", "TM122"),
    ],
)
def test_a_day_is_written_in_one_way_only(value: str, code: str) -> None:
    assert findings(yaml(f"next_review: {value}")) == [(code, "next_review", 2)]


def test_a_finnish_day_is_told_in_the_right_form() -> None:
    with pytest.raises(tm.LoadError, match="Kirjoita: 2025-02-01"):
        tm.loads(yaml("next_review: 1.2.2025"))


@pytest.mark.parametrize("value", ["5.0", "'5'", "viisi", "1_000", "5 kpl", "true"])
def test_a_whole_number_is_not_guessed(value: str) -> None:
    assert codes_of(yaml(f"evaluations: [{{id: e, instrument: i, participants: {value}}}]")) == [
        "TM122"
    ]


@pytest.mark.parametrize("value", [None, True, 1, 1.5, [], ["a"], {}, {"a": 1}], ids=json.dumps)
@pytest.mark.parametrize("form", FORMATS)
def test_nothing_becomes_text_by_coercion(value: object, form: str) -> None:
    text = as_json(metrics=[{"id": "m", "name": value}])
    if form == "yaml" and isinstance(value, int | float):
        assert tm.loads(text).metrics[0].name == json.dumps(value)
    else:
        assert codes_of(text, form) == ["TM126" if value is None else "TM122"]


def test_a_number_in_a_text_field_of_json_is_refused() -> None:
    assert findings(as_json(basics={"title": 2025}), "json") == [("TM122", "basics.title", 1)]


@pytest.mark.parametrize("value", ["null", "~", ""])
def test_nothing_in_a_field_with_a_default_means_that_it_is_not_given(value: str) -> None:
    body = f"id: {value}\nlanguage: {value}\nbasics: {value}\nmetrics: {value}\n"
    assert tm.loads(yaml(body)) == tm.PracticeModel()


def test_numbers_of_many_digits_keep_them_all() -> None:
    digits = "1" * 60
    text = as_json(evaluations=[{"id": "e", "instrument": "i", "participants": int(digits)}])
    loaded = tm.loads(text, format="json")
    assert loaded.evaluations[0].participants == int(digits)
    assert tm.loads(tm.dumps(loaded)) == loaded


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 400, "1" * 5000])
def test_numbers_that_cannot_be_stored_are_told_with_their_place(number: str) -> None:
    text = '{"format_version": 1,\n"metrics": [{"id": "m", "name": "n", "target": {"value": %s}}]}'
    assert findings(text % number, "json") == [("TM139", "metrics[0].target.value", 2)]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "1" * 5000])
def test_numbers_that_cannot_be_stored_are_refused_in_custom_fields_too(number: str) -> None:
    assert findings(f'{{"format_version": 1, "x-a": [{number}]}}', "json") == [("TM139", "x-a", 1)]


# -- fields of one's own ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spelling", "value"),
    [
        ("0123", "0123"),
        ("+358401234567", "+358401234567"),
        ("no", "no"),
        ("2025-02-01", "2025-02-01"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".5", ".5"),
        ("1e999", "1e999"),
        ("1" * 5000, "1" * 5000),
        ("'12'", "12"),
        ("12", 12),
        ("-3.50", -3.5),
        ("1e3", 1000.0),
        ("true", True),
        ("null", None),
        ("", None),
        ("[a, [1]]", ("a", (1,))),
        ("{b: 1, a: {}}", CustomMapping((("b", 1), ("a", CustomMapping())))),
    ],
)
def test_a_custom_field_is_kept_untouched(spelling: str, value: object) -> None:
    loaded = tm.loads(yaml(f"x-oma: {spelling}"))
    assert loaded.custom == (CustomField("x-oma", typing.cast("Any", value)),)
    assert type(loaded.custom[0].value) is type(value)
    assert tm.loads(tm.dumps(loaded)) == loaded


def test_custom_fields_have_a_depth_that_every_format_can_hold() -> None:
    deep = as_json(**{"x-a": json.loads("[" * 56 + "]" * 56)})
    loaded = tm.loads(deep, format="json")
    assert all(tm.loads(tm.dumps(loaded, format=form), format=form) == loaded for form in FORMATS)
    deeper = as_json(**{"x-a": json.loads("[" * 57 + "]" * 57)})
    assert findings(deeper, "json") == [("TM108", "x-a", 1)]


# -- documents that are no documents ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "TM111"),
        ("\n \n", "TM111"),
        ("# pelkkä kommentti\n", "TM111"),
        ("---\n...\n", "TM111"),
        ("- Perhetupa\n", "TM112"),
        ("Perhetupa\n", "TM112"),
        ("format_version: 1\n---\nformat_version: 1\n", "TM109"),
        ("format_version: 1\nid: a\nid: b\n", "TM104"),
        ("format_version: 1\nid: &a tupa\n", "TM105"),
        ("format_version: 1\nid: *a\n", "TM105"),
        ("format_version: 1\n<<: {id: a}\n", "TM105"),
        ("format_version: 1\nid: !!python/name:os.system\n", "TM106"),
        ("format_version: 1\n? [a]\n: b\n", "TM107"),
        ("format_version: 1\nbasics:\n\ttitle: Tupa\n", "TM102"),
        ("format_version: 1\nbasics:\n  title: Tupa: uusi\n", "TM103"),
        ("format_version: 1\nid: 'tupa\n", "TM101"),
        ("format_version: 1\nid: tupa\x00\n", "TM101"),
        ("format_version: 1\nid: \ud800\n", "TM101"),
        ("[" * 100_000, "TM108"),
        ("{a: " * 100_000, "TM108"),
    ],
)
def test_yaml_that_is_no_document_is_refused(text: str, code: str) -> None:
    assert codes_of(text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "TM111"),
        (" \n", "TM111"),
        ("\ufeff", "TM111"),
        ("[]", "TM112"),
        ('"Perhetupa"', "TM112"),
        ("null", "TM111"),
        ('{"format_version": 1,}', "TM110"),
        ("{format_version: 1}", "TM110"),
        ('{"format_version": 1} {}', "TM110"),
        ('{"format_version": 1, "id": "a\x00b"}', "TM110"),
        ("[" * 100_000, "TM108"),
        ('{"a":' * 100_000, "TM108"),
        ('{"format_version": 1, "x-a": ' + "[" * 900 + "]" * 900 + "}", "TM108"),
    ],
)
def test_json_that_is_no_document_is_refused(text: str, code: str) -> None:
    assert codes_of(text, "json") == [code]


def test_a_byte_order_mark_in_text_does_no_harm() -> None:
    for form in FORMATS:
        assert tm.loads("\ufeff" + tm.dumps(TUPA, format=form), format=form) == TUPA


def test_every_doubled_key_of_json_is_told_with_its_line() -> None:
    text = '{"format_version": 1,\n"id": "a",\n"id": "b",\n"basics": {"title": "",\n"title": ""}}'
    with pytest.raises(tm.LoadError) as caught:
        tm.loads(text, format="json")
    told = [(found.line, found.parameter("first_line")) for found in caught.value.report]
    assert told == [(3, 2), (5, 4)]


def test_a_doubled_key_is_told_also_where_json_is_unlike_yaml() -> None:
    text = '{"format_version": 1, "x-a": "\\ud83d\\ude00", "id": "a", "id": "b"}'
    assert codes_of(text, "json") == ["TM104"]


def test_half_characters_are_refused_and_whole_ones_are_read() -> None:
    assert tm.loads(as_json(id="😀"), format="json").id == "😀"
    assert findings('{"format_version": 1, "id": "\\ud83d"}', "json")[0][:2] == ("TM127", "id")


@pytest.mark.parametrize(
    "body", ['"\\ud800": 1', '"next_review": "\\ud800"', '"language": "\\ud800"', '"x-\\ud800": 1']
)
def test_a_message_never_holds_half_a_character(body: str) -> None:
    with pytest.raises(tm.LoadError) as caught:
        tm.loads(f'{{"format_version": 1, {body}}}', format="json")
    assert "\\ud800" in str(caught.value)
    assert str(caught.value).encode("utf-8")


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert set(codes_of("\n".join(lines))) == {"TM105"}


def test_nothing_but_our_own_errors_leaves_the_loader() -> None:
    pieces = ["format_version: 1", "basics", ":", "\n", "  ", "- ", "{", "}", "[", "x-a", "1", '"']
    texts = ["".join(pieces[(i * k) % len(pieces)] for i in range(k)) for k in range(1, 200)]
    refused = 0
    for form in FORMATS:
        for text in texts:
            try:
                tm.loads(text, format=form)
            except tm.LoadError:
                refused += 1
    assert refused > 0


@pytest.mark.parametrize("form", ["xml", "YAML", ""])
def test_a_format_that_does_not_exist_is_refused(form: str) -> None:
    with pytest.raises(tm.OptionError, match="yaml, json"):
        tm.loads("", format=form)
    with pytest.raises(tm.OptionError, match="yaml, json"):
        tm.dumps(TUPA, format=form)


# -- files and encodings ----------------------------------------------------------------------

TEXT = yaml("id: tupa\nbasics: {title: Äiti ja öljy}\n")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16-be", "utf-32", "utf-32-be", "crlf"],
)
def test_certain_encodings_are_read(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    file.write_bytes(data)
    assert tm.load(file).basics.title == "Äiti ja öljy"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (TEXT.encode("cp1252"), 3),
        (TEXT.encode("utf-16-le"), None),
        (TEXT.encode("utf-16-be"), None),
        (TEXT.encode("utf-32-le"), None),
        (TEXT.encode("utf-16")[:-1], None),
        (b"format_version: 1\nid: a\x00b\n", 2),
        (bytes(range(256)), None),
    ],
    ids=["cp1252", "utf-16-le", "utf-16-be", "utf-32-le", "cut utf-16", "nul", "binary"],
)
def test_uncertain_encodings_are_refused_not_guessed(
    data: bytes, line: int | None, tmp_path: Path
) -> None:
    file = tmp_path / "malli.yaml"
    file.write_bytes(data)
    with pytest.raises(tm.LoadError) as caught:
        tm.load(file)
    (found,) = caught.value.report
    assert (found.code, found.source) == ("TM131", "malli.yaml")
    assert line in (None, found.line)


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".YAML", ".Json"])
def test_the_suffix_tells_the_format(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"malli{suffix}"
    tm.dump(TUPA, file)
    assert tm.load(str(file)) == TUPA
    assert file.read_text("utf-8").startswith("{") is (suffix.lower() == ".json")


@pytest.mark.parametrize("name", ["malli.txt", "malli", "malli.yaml.bak", ".yaml"])
def test_another_suffix_is_refused_before_anything_is_touched(name: str, tmp_path: Path) -> None:
    with pytest.raises(tm.OptionError, match=r"\.yaml, \.yml, \.json"):
        tm.load(tmp_path / name)
    with pytest.raises(tm.OptionError, match=r"\.yaml, \.yml, \.json"):
        tm.dump(TUPA, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_too_large_is_refused_without_reading_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "malli.yaml"
    with file.open("wb") as sparse:
        sparse.truncate(100_000_000)
    monkeypatch.setattr(_files, "MAX_BYTES", 1_000_000)
    with pytest.raises(tm.UnreadableFileError, match="suurempi kuin 1 Mt"):
        tm.load(file)


def test_the_limit_is_twenty_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    with file.open("wb") as sparse:
        sparse.truncate(20_000_001)
    with pytest.raises(tm.UnreadableFileError, match="suurempi kuin 20 Mt"):
        tm.load(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(tm.MissingFileError, match=r"malli\.yaml ei ole") as caught:
        tm.load(tmp_path / "malli.yaml")
    assert isinstance(caught.value, FileNotFoundError)
    assert caught.value.report.codes == ("TM133",)


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "malli.yaml").mkdir()
    with pytest.raises(tm.UnreadableFileError) as caught:
        tm.load(tmp_path / "malli.yaml")
    assert caught.value.report.codes == ("TM134",)
    with pytest.raises(tm.UnreadableFileError) as caught:
        tm.dump(TUPA, tmp_path / "malli.yaml", overwrite=True)
    assert caught.value.report.codes == ("TM134",)


@pytest.mark.parametrize("name", ["tiedosto.txt/malli.yaml", "n" * 300 + ".yaml", "a\0b.yaml"])
def test_a_path_that_cannot_be_is_told_in_our_own_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "tiedosto.txt").write_text("")
    with pytest.raises(tm.UnreadableFileError) as caught:
        tm.load(f"{tmp_path}/{name}")
    assert caught.value.report.codes == ("TM135",)
    with pytest.raises(tm.UnreadableFileError) as caught:
        tm.dump(TUPA, f"{tmp_path}/{name}")
    assert caught.value.report.codes == ("TM913",)


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(tm.UnreadableFileError, match="Permission denied") as caught:
        tm.load(tmp_path / "malli.yaml")
    assert caught.value.report.codes == ("TM135",)


# -- writing ----------------------------------------------------------------------------------


def test_a_model_is_written_for_people() -> None:
    assert tm.dumps(TUPA) == (
        f"format_version: {FORMAT_VERSION}\n"
        "id: perhetupa\n"
        "basics:\n"
        "  title: Perhetupa\n"
        "  locations:\n"
        "    - Hattula\n"
        "  created: 2024-02-01\n"
        "form:\n"
        "  sections:\n"
        "    - field: needs\n"
        "      text: |-\n"
        "        Apu.\n"
        "\n"
        "        - heti\n"
        'x-koodi: "0123"\n'
    )


def test_keys_stand_in_the_order_of_the_classes_and_custom_ones_last() -> None:
    shuffled = yaml("x-oma: 1\nbasics: {place: b, title: a}\nid: tupa\n")
    written = tm.dumps(tm.loads(shuffled))
    assert re.findall(r"^ *([\w-]+):", written, re.MULTILINE)[1:] == [
        "id",
        "basics",
        "title",
        "place",
        "x-oma",
    ]


def test_an_existing_file_needs_leave_to_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    file.write_text("vanha")
    with pytest.raises(tm.TargetExistsError, match="overwrite=True") as caught:
        tm.dump(TUPA, file)
    assert isinstance(caught.value, FileExistsError)
    assert file.read_text() == "vanha"
    tm.dump(TUPA, file, overwrite=True)
    assert tm.load(file) == TUPA
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise error

    file = tmp_path / "malli.yaml"
    file.write_text("vanha")
    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises((tm.UnreadableFileError, KeyboardInterrupt)):
        tm.dump(TUPA, file, overwrite=True)
    assert file.read_text() == "vanha"
    assert list(tmp_path.iterdir()) == [file]


def test_the_leavings_of_a_killed_process_stop_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def remembering(self: Path, target: Path) -> None:
        written.append(self.name)
        os.replace(self, target)

    monkeypatch.setattr(Path, "replace", remembering)
    for name in ("a.yaml", "b.yaml"):
        tm.dump(TUPA, tmp_path / name, overwrite=True)
    assert written[0] != written[1]


def test_a_model_that_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    file.write_text("vanha")
    with pytest.raises(tm.DumpError):
        tm.dump(tm.PracticeModel(id="\ud800"), file, overwrite=True)
    assert file.read_text() == "vanha"


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_file_gets_the_mode_that_the_umask_wants(umask: int, tmp_path: Path) -> None:
    old = os.umask(umask)
    try:
        tm.dump(TUPA, tmp_path / "malli.yaml")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "malli.yaml").stat().st_mode) == 0o666 & ~umask


def nested(levels: int) -> model.CustomValue:
    value: model.CustomValue = ()
    for _ in range(levels - 1):
        value = (value,)
    return value


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "unwritable",
    [
        tm.PracticeModel(id="\ud800"),
        tm.PracticeModel(custom=(CustomField("x-a", float("nan")),)),
        tm.PracticeModel(custom=(CustomField("x-\ud800", 1),)),
        tm.PracticeModel(custom=(CustomField("x-a", 1), CustomField("x-a", 2))),
        tm.PracticeModel(custom=(CustomField("id", 1),)),
        tm.PracticeModel(custom=(CustomField("x-a", CustomMapping((("b", 1), ("b", 2)))),)),
        tm.PracticeModel(custom=(CustomField("x-a", nested(57)),)),
        tm.PracticeModel(custom=(CustomField("x-a", nested(100_000)),)),
        tm.PracticeModel(next_review=datetime(2025, 2, 1, 10)),  # noqa: DTZ001
        tm.PracticeModel(id=typing.cast("Any", object())),
    ],
    ids=[
        "half character", "not a number", "half character in a name", "name twice", "no x-",
        "name twice inside", "too deep", "far too deep", "time of day", "another type",
    ],
)  # fmt: skip
def test_what_no_document_can_hold_is_refused(unwritable: tm.PracticeModel, form: str) -> None:
    with pytest.raises(tm.DumpError) as caught:
        tm.dumps(unwritable, format=form)
    assert caught.value.report.codes == ("TM140",)


@pytest.mark.parametrize("form", FORMATS)
def test_other_processes_in_other_places_write_the_same(form: str) -> None:
    program = (
        "import sys, toimintamalli as tm\n"
        f"sys.stdout.buffer.write(tm.dumps(tm.load(sys.argv[1]), format={form!r}).encode())"
    )
    here = tm.dumps(tm.load(DEMO), format=form).encode()
    for seed, zone, locale in (("0", "UTC", "C"), ("77", "Pacific/Apia", "fi_FI.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        there = subprocess.run(
            [sys.executable, "-c", program, str(DEMO)],
            env=environment, capture_output=True, check=True,
        )  # fmt: skip
        assert there.stdout == here


# -- scaffolds --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_scaffold_opens_as_it_is(language: str) -> None:
    opened = tm.loads(scaffold("Perhetupa: uusi", language=language))
    assert opened.basics == tm.BasicData(title="Perhetupa: uusi")
    assert len(opened.form.sections) == 6


def test_a_scaffold_of_an_impossible_title_is_refused() -> None:
    with pytest.raises(tm.DumpError):
        scaffold("\ud800")


# -- many documents ---------------------------------------------------------------------------


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "kansio.yaml").mkdir()
    (tmp_path / "linkki.json").symlink_to(tmp_path / "poissa.json")
    for name, text in {
        "b/tupa.yaml": tm.dumps(TUPA),
        "a.json": as_json(id="a"),
        "c.yml": yaml("id: c"),
        "huono.yaml": yaml("titel: a\nid: [1]"),
        "muu.txt": "ei malli",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "latin.yaml").write_bytes(TEXT.encode("cp1252"))
    portfolio = tm.load_portfolio(tmp_path)
    assert [loaded.id for loaded in portfolio.models] == ["a", "perhetupa", "c"]
    assert [(found.source, found.code) for found in portfolio.problems] == [
        ("huono.yaml", "TM121"),
        ("huono.yaml", "TM122"),
        ("kansio.yaml", "TM134"),
        ("latin.yaml", "TM131"),
        ("linkki.json", "TM133"),
    ]
    assert portfolio.title == tmp_path.name


def test_the_files_of_a_folder_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/z.yaml", "C.json", "a.yaml", "a/b/c.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    found = [file.relative_to(tmp_path).as_posix() for file in document_files(tmp_path)]
    assert found == ["C.json", "a/b/c.yml", "a/z.yaml", "a.yaml", "b.yaml"]


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "poissa"):
        with pytest.raises(tm.LoadError) as caught:
            tm.load_portfolio(folder)
        assert caught.value.report.codes == ("TM136",)


# -- sizes ------------------------------------------------------------------------------------


def test_a_document_of_many_mistakes_is_judged_in_linear_time() -> None:
    def seconds(lines: int) -> float:
        text = yaml("".join(f"avain{n}: 1\n" for n in range(lines)))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            assert len(findings(text)) == lines
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(200), seconds(1600)
    assert large < 40 * small
