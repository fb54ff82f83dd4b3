"""Diagnostics and errors: a complete catalogue, and one tree of errors that all can catch."""

from __future__ import annotations

import ast
import copy
import pickle
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import toimintamalli as tm
from toimintamalli import documents, errors
from toimintamalli.diagnostics import (
    Diagnostic,
    LifeCycle,
    Report,
    Reporter,
    Severity,
    as_language,
    catalogue,
    diagnostic,
    failure,
)
from toimintamalli.text import LocalizedText

CORE = Path(tm.__file__).parent
TREES = {file: ast.parse(file.read_text("utf-8")) for file in sorted(CORE.rglob("*.py"))}
LANGUAGES = ("fi", "sv", "en")
CODES_EVER = Path(__file__).parent / "golden" / "codes.txt"
PACKAGES = (
    "toimintamalli",
    *sorted(file.parent.name for file in CORE.parents[1].glob("plugins/*/src/*/diagnostics.toml")),
    "toimintamalli_word",
)
KEPT = {LifeCycle.PREVIEW, LifeCycle.STABLE}
CODE = re.compile(r"TM\d{3}")
# Where the code is looked up: what is told of YAML, and what has no code of its own there.
YAML_CODES = {*documents._CODE_OF_YAML_PROBLEM.values(), "TM101"}
YAML_PARAMETERS = {"key", "first_line", "depth", "column"}
MAKERS = {"diagnostic", "failure", "problem", "ShapeError"}

each_code = pytest.mark.parametrize("code", catalogue())


def places_of(code: str) -> set[str]:
    """Return the names that any sentence of a code speaks of."""
    entry = catalogue()[code]
    texts = [text for part in (entry.message, entry.why, entry.hint) for text in words_of(part)]
    fields = (field for text in texts for _, field, _, _ in string.Formatter().parse(text))
    return {field for field in fields if field is not None}


def codes_that_can_be_made() -> set[str]:
    return {code for code, entry in catalogue().items() if entry.status is not LifeCycle.REMOVED}


def words_of(text: LocalizedText) -> tuple[str, str, str]:
    return text.fi, text.sv, text.en


def codes_in_source() -> set[str]:
    return {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        if isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def calls_that_make_findings() -> Iterator[tuple[str, str, set[str]]]:
    """Yield place, code and parameters of every call that names its code."""
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            code = node.args[0] if node.args else None
            if node.func.id in MAKERS and isinstance(code, ast.Constant):
                given = {word.arg for word in node.keywords if word.arg}
                for word in node.keywords:
                    given |= set() if word.arg else keys_of(word.value, tree)
                yield f"{file.name}:{node.lineno}", str(code.value), given


def codes_of_shelves() -> Iterator[tuple[str, str, set[str]]]:
    """Yield place, code and parameters of what a shelf tells: its codes are given by their kind."""
    calls = [
        node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Call)
    ]
    given = {
        call.args[0].attr: {word.arg for word in call.keywords if word.arg}
        | {
            key
            for word in call.keywords
            if word.arg is None
            for key in keys_of(word.value, TREES[CORE / "_shelves.py"])
        }
        for call in calls
        if call.args and isinstance(call.args[0], ast.Attribute)
        if ast.unparse(call.args[0]).endswith(f"codes.{call.args[0].attr}")
    }
    for call in calls:
        if ast.unparse(call.func) == "ShelfCodes":
            for word in call.keywords:
                assert isinstance(word.value, ast.Constant)
                yield f"_shelves.py: {word.arg}", str(word.value.value), given[str(word.arg)]


def keys_of(unpacked: ast.expr, tree: ast.Module) -> set[str]:
    """Return the keys of the dict that a call unpacks by its name."""
    assert isinstance(unpacked, ast.Name)
    return {
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        if ast.unparse(node.targets[0]) == unpacked.id
        for key in node.value.keys
        if isinstance(key, ast.Constant)
    }


# -- the catalogue ----------------------------------------------------------------------------


@each_code
def test_every_code_says_what_and_how_to_mend_it_in_every_language(code: str) -> None:
    entry = catalogue()[code]
    assert all(text.strip() for text in (*words_of(entry.message), *words_of(entry.hint)))
    assert len({bool(text.strip()) for text in words_of(entry.why)}) == 1
    assert isinstance(entry.severity, Severity)
    assert isinstance(entry.status, LifeCycle)


@each_code
def test_every_language_speaks_of_the_same_things(code: str) -> None:
    entry = catalogue()[code]
    for part in (entry.message, entry.why, entry.hint):
        spoken = [
            {field for _, field, _, _ in string.Formatter().parse(text)} - {None}
            for text in words_of(part)
        ]
        assert spoken[0] == spoken[1] == spoken[2]


@each_code
def test_sentences_end_as_sentences(code: str) -> None:
    assert all(text.endswith((".", "?")) for text in words_of(catalogue()[code].message))


def test_the_source_and_the_catalogue_know_the_same_codes() -> None:
    assert codes_in_source() == codes_that_can_be_made()


def test_codes_stand_in_their_order() -> None:
    assert list(catalogue()) == sorted(catalogue())


@pytest.mark.parametrize(
    ("place", "code", "given"),
    [
        pytest.param(*call, id=f"{call[0]}-{call[1]}")
        for call in (*calls_that_make_findings(), *codes_of_shelves())
    ],
)
def test_whoever_makes_a_finding_gives_what_its_sentences_speak_of(
    place: str, code: str, given: set[str]
) -> None:
    assert places_of(code) <= given, place


@pytest.mark.parametrize("code", sorted(YAML_CODES))
def test_findings_of_yaml_have_what_their_sentences_speak_of(code: str) -> None:
    assert places_of(code) <= YAML_PARAMETERS


def test_every_code_is_made_by_some_call() -> None:
    made = {code for _, code, _ in (*calls_that_make_findings(), *codes_of_shelves())}
    assert made | YAML_CODES == codes_that_can_be_made()


def test_what_replaces_a_code_is_a_code_that_stays() -> None:
    entries = catalogue()
    replaced = [entry for entry in entries.values() if entry.replaced_by]
    assert [entry.code for entry in replaced if entry.status in KEPT] == []
    assert [
        entry.code
        for entry in replaced
        if entries[entry.replaced_by].status is not LifeCycle.STABLE
    ] == []


def test_a_code_lives_for_ever() -> None:
    """A code in the list was told at some time. One that is no longer needed becomes "removed" in
    its catalogue; a new one is added to the list with its meaning in English. No line is ever
    taken out, and no code is given to another matter.
    """
    ever = dict(line.split(" ", 1) for line in CODES_EVER.read_text("utf-8").splitlines())
    now = {
        code: entry.message.en for package in PACKAGES for code, entry in catalogue(package).items()
    }
    assert [code for code in ever if code not in now] == []
    assert [f"{code} {meaning}" for code, meaning in now.items() if code not in ever] == []
    assert list(ever) == sorted(ever)


# -- outlines ---------------------------------------------------------------------------------


def test_an_outline_has_dots_where_a_finding_fills_something_in() -> None:
    message, why, hint = catalogue()["TM201"].outline("en")
    assert message == 'The field "… **" is empty.'
    assert why.endswith("marked ready.")
    assert hint == ""  # the guidance of the field, and nothing else


@each_code
def test_an_outline_is_free_of_places(code: str) -> None:
    for language in LANGUAGES:
        outline = catalogue()[code].outline(language)
        assert outline[0]
        assert "{" not in "".join(outline)


# -- findings ---------------------------------------------------------------------------------

EMPTY = diagnostic("TM201", "form", label="Toimintaympäristö", guidance="Kerro.")


def test_a_finding_speaks_three_languages() -> None:
    assert EMPTY.message() == 'Kenttä "Toimintaympäristö **" on tyhjä.'
    assert EMPTY.message("sv") == 'Fältet "Toimintaympäristö **" är tomt.'
    assert EMPTY.message(tm.Language.ENGLISH) == 'The field "Toimintaympäristö **" is empty.'
    assert EMPTY.hint("sv") == "Kerro."
    assert EMPTY.why("en").endswith("marked ready.")


def test_a_language_that_is_not_spoken_is_told() -> None:
    for language in ("de", "", "FI"):
        with pytest.raises(tm.OptionError, match="fi, sv, en"):
            EMPTY.message(language)
        with pytest.raises(tm.OptionError):
            as_language(language)


def test_parameters_are_shown_in_the_language_of_the_sentence() -> None:
    word = LocalizedText(fi="luku", sv="ett tal", en="a number")
    found = diagnostic("TM122", "a", expected=word, found=word, value="")
    assert "luku" in found.message("fi")
    assert "a number" in found.message("en")
    listed = diagnostic("TM123", found="a", allowed=("yksi", word))
    assert listed.hint("sv") == "Tillåtna värden: yksi, ett tal."


def test_braces_in_a_parameter_are_only_braces() -> None:
    found = diagnostic("TM120", found="{nearest}", nearest="{0.__class__}")
    assert found.message() == 'Avainta "{nearest}" ei ole.'
    assert "{0.__class__}" in found.hint()


def test_parameters_can_be_had_as_plain_data() -> None:
    word = LocalizedText(fi="luku", sv="ett tal", en="a number")
    found = diagnostic("TM123", found=word, allowed=("yksi", word), count=2)
    assert found.plain_parameters("en") == {
        "found": "a number",
        "allowed": ["yksi", "a number"],
        "count": 2,
    }


def test_a_parameter_is_found_by_its_name() -> None:
    assert EMPTY.parameter("label") == "Toimintaympäristö"
    with pytest.raises(tm.UnknownNameError, match="label, guidance"):
        EMPTY.parameter("nimi")


@pytest.mark.parametrize(
    ("source", "line", "path", "place"),
    [
        (None, None, "", ""),
        (None, None, "basics.title", "basics.title"),
        ("malli.yaml", None, "", "malli.yaml"),
        ("malli.yaml", 3, "", "malli.yaml:3"),
        ("malli.yaml", 3, "basics.title", "malli.yaml:3 basics.title"),
    ],
)
def test_a_finding_tells_its_place(
    source: str | None, line: int | None, path: str, place: str
) -> None:
    found = Diagnostic(code="TM111", severity=Severity.ERROR, path=path, line=line, source=source)
    assert found.place == place


def test_a_report_is_a_sequence_of_findings() -> None:
    error, told = diagnostic("TM111"), diagnostic("TM501", count=2)
    report = Report([told, EMPTY, error])
    assert (len(report), list(report)) == (3, [told, EMPTY, error])
    assert report.codes == ("TM501", "TM201", "TM111")
    assert report.worst_first().codes == ("TM111", "TM201", "TM501")
    assert report.has_errors
    assert (Report() + report).codes == report.codes
    assert not Report((EMPTY,)).has_errors
    assert {found.source for found in report.at("malli.yaml")} == {"malli.yaml"}
    assert hash(report) == hash(Report((told, EMPTY, error)))


def test_a_report_tells_what_to_do_unless_it_only_informs() -> None:
    told = diagnostic("TM501", "basics", count=2)
    assert Report((EMPTY, told)).text().splitlines() == [
        'form: Kenttä "Toimintaympäristö **" on tyhjä. Kerro.',
        f"basics: {told.message()}",
    ]


def test_a_reporter_knows_only_the_codes_of_its_package() -> None:
    with pytest.raises(KeyError):
        Reporter("toimintamalli")("TM999")


def test_findings_and_reports_survive_copying_and_pickling() -> None:
    report = Report((EMPTY, diagnostic("TM123", found="a", allowed=("b",))))
    assert pickle.loads(pickle.dumps(report)) == copy.deepcopy(report) == report


# -- errors -----------------------------------------------------------------------------------

BUILTINS = {
    "AmbiguousFormatError": LookupError,
    "AnalysisError": ValueError,
    "DumpError": ValueError,
    "LoadError": ValueError,
    "MissingFileError": FileNotFoundError,
    "NotDoneError": RuntimeError,
    "OptionError": TypeError,
    "PluginError": RuntimeError,
    "ReadError": ValueError,
    "RedactionError": ValueError,
    "SubjectError": TypeError,
    "TargetExistsError": FileExistsError,
    "UnknownFormatError": LookupError,
    "UnknownNameError": LookupError,
    "UnreadableFileError": OSError,
}


def test_every_error_is_public_and_has_its_builtin() -> None:
    assert {*BUILTINS, "ToimintamalliError"} == set(errors.__all__)
    assert set(errors.__all__) <= set(tm.__all__)


@pytest.mark.parametrize("name", BUILTINS)
def test_an_error_is_caught_by_the_root_and_by_its_builtin(name: str) -> None:
    error = getattr(tm, name)(failure("TM111"))
    assert isinstance(error, tm.ToimintamalliError)
    assert isinstance(error, BUILTINS[name])


@pytest.mark.parametrize("name", errors.__all__)
def test_an_error_speaks_finnish_and_other_languages_when_asked(name: str) -> None:
    error = getattr(tm, name)(failure("TM111").at("malli.yaml"))
    assert str(error) == error.message() == error.message("fi")
    assert str(error).startswith("malli.yaml: Tiedosto on tyhjä.")
    assert error.message("sv").startswith("malli.yaml: Filen är tom.")
    assert error.message("en").startswith("malli.yaml: The file is empty.")


@pytest.mark.parametrize("name", errors.__all__)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_survives_pickling_with_its_message(name: str, protocol: int) -> None:
    error = getattr(tm, name)(failure("TM123", "a", found="b", allowed=("c", "d")))
    for copied in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error)):
        assert type(copied) is type(error)
        assert copied.report == error.report
        assert [copied.message(lang) for lang in LANGUAGES] == [
            error.message(lang) for lang in LANGUAGES
        ]
