"""The reference is whole: what is public, can be chosen or can be told stands on its pages."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import runpy
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import toimintamalli as tm
from toimintamalli.instruments import get_instrument, list_instruments
from toimintamalli.plugins import Kind, describe_options
from toimintamalli.vocabulary import form_profiles
from toimintamalli.worksheets import get_worksheet, worksheet_ids

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
HELPERS = runpy.run_path(str(Path(__file__).with_name("command_tree.py")))
COMMANDS: dict[str, tuple[str, ...]] = HELPERS["command_tree"]()
OWN_DISTRIBUTIONS = {folder.name for folder in ROOT.glob("plugins/*")}
PACKAGES = ("toimintamalli", *sorted(name.replace("-", "_") for name in OWN_DISTRIBUTIONS))
FORMATS = [
    row
    for row in tm.formats()
    if row.distribution in OWN_DISTRIBUTIONS and row.kind is not Kind.TABLE_READER
]


def words(text: tm.LocalizedText | None) -> list[str]:
    """Return a text in the three languages; nothing where there is none."""
    return [text.get(language) for language in tm.Language] if text else []


def part_of(page: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one that is as high."""
    level, _, _ = heading.partition(" ")
    after = f"\n{page}".partition(f"\n{heading}\n")[2]
    return re.split(rf"^#{{1,{len(level)}}} ", after, flags=re.MULTILINE)[0]


def unmarked(page: str) -> str:
    """Return a page without what only Markdown needs."""
    spoken = re.sub(r"(?<!\\)\]\{\.language-\w+\}|(?<!\\)\[(?!\()", "", page)
    return spoken.replace("\\", "")


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    """The package that writes the reference."""
    sys.path.insert(0, str(DOCS))
    yield importlib.import_module("_generate")
    sys.path.remove(str(DOCS))


# -- names ------------------------------------------------------------------------------------


def documented_names(generator: ModuleType) -> list[str]:
    pages = (generator.page(f"api/{name}.md") for name in generator.PUBLIC_MODULES)
    return [
        name
        for page in pages
        for name in re.findall(r"^\.\. auto(?!module)\w+:: (\S+)$", page, re.M)
    ]


def value_of(dotted: str) -> object:
    module, _, name = dotted.rpartition(".")
    return getattr(importlib.import_module(module), name)


def all_modules() -> Iterator[str]:
    """Yield every module of the project whose name says that it is not private."""
    for package in map(importlib.import_module, PACKAGES):
        yield package.__name__
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part.startswith("_") for part in module.name.split(".")):
                yield module.name


def test_every_name_of_the_library_is_documented_where_it_is_imported_from(
    generator: ModuleType,
) -> None:
    own = [
        name for name in documented_names(generator) if re.fullmatch(r"toimintamalli\.\w+", name)
    ]
    assert sorted(own) == sorted(f"toimintamalli.{name}" for name in tm.__all__)


def test_every_name_of_every_public_module_is_documented_once(generator: ModuleType) -> None:
    names = documented_names(generator)
    values = [id(value_of(name)) for name in names]
    assert len(names) == len(set(names))
    assert len(values) == len(set(values))
    assert [
        f"{module}.{name}"
        for module in generator.PUBLIC_MODULES
        for name in importlib.import_module(module).__all__
        if id(getattr(importlib.import_module(module), name)) not in values
    ] == []


def test_every_module_is_public_or_said_to_serve_the_library_itself(generator: ModuleType) -> None:
    """A module beside a public one may hold parts of it, whose names are documented there."""
    documented = {id(value_of(name)) for name in documented_names(generator)}
    inner = tuple(f"{name}." for name in generator.INNER_MODULES)
    unknown = [
        module
        for module in all_modules()
        if module not in generator.PUBLIC_MODULES and not f"{module}.".startswith(inner)
        for name in getattr(importlib.import_module(module), "__all__", ())
        if id(getattr(importlib.import_module(module), name)) not in documented
    ]
    assert unknown == []
    assert not set(generator.INNER_MODULES) & set(generator.PUBLIC_MODULES)
    assert [
        name for name in generator.INNER_MODULES if f"`{name}`" not in generator.page("api.md")
    ] == []


def test_the_list_of_modules_leads_to_every_page_and_says_what_it_is_for(
    generator: ModuleType,
) -> None:
    rows = re.findall(r"^- \{doc\}`\S+ <api/(\S+)>`: \S", generator.page("api.md"), re.M)
    assert rows == sorted(generator.PUBLIC_MODULES)


# -- commands ---------------------------------------------------------------------------------


def test_every_command_is_documented_and_no_other(generator: ModuleType) -> None:
    headings = re.findall(r"^##+ (toimintamalli.*)$", generator.page("cli.md"), re.MULTILINE)
    assert len(headings) > 0
    assert headings == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_documented_and_no_other(
    generator: ModuleType, command: str
) -> None:
    level = "##" if command.count(" ") < 2 else "###"
    told = part_of(generator.page("cli.md"), f"{level} {command}").partition("\n###")[0]
    columns = re.findall(r"^  (-.*?)(?:  |$)", told.partition("Options:\n")[2], re.MULTILINE)
    listed = {option for column in columns for option in re.findall(r"(?<![\w-])--?[\w-]+", column)}
    assert listed == {*COMMANDS[command]}


# -- formats ----------------------------------------------------------------------------------


def test_every_format_of_this_project_is_documented_and_no_other(generator: ModuleType) -> None:
    own = [row for row in tm.formats() if row.distribution in OWN_DISTRIBUTIONS]
    headings = [f"{row.name}: {row.kind}" for row in own]
    assert len(headings) > 0
    assert re.findall(r"^## (.+)$", generator.page("formats.md"), re.MULTILINE) == headings


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: f"{row.name}-{row.kind}")
def test_every_option_of_a_format_is_documented_with_its_values_and_no_other(
    generator: ModuleType, row: tm.FormatInfo
) -> None:
    get = tm.get_exporter if row.kind is Kind.EXPORTER else tm.get_importer
    options = describe_options(get(row.name).options_type)
    told = part_of(generator.page("formats.md"), f"## {row.name}: {row.kind}")
    entries = dict(re.findall(r"^`(\w+)`\n: (.*?)(?=^`|\Z)", told, re.MULTILINE | re.DOTALL))
    assert list(entries) == [option.name for option in options]
    for option in options:
        entry = unmarked(entries[option.name])
        assert [text for text in words(option.help) if text not in entry] == []
        assert [value for value in option.allowed if f"`{value}`" not in entry] == []
        default = str(option.default).lower() if option.allowed else option.default
        assert f"By default: {f'`{default}`' if default is not None else 'not given'}." in entry


# -- findings, form, sets, sheets -------------------------------------------------------------


def test_every_code_of_every_catalogue_is_documented(generator: ModuleType) -> None:
    page = generator.page("diagnostics.md")
    codes = [code for entries in generator.catalogues().values() for code in entries]
    assert len(codes) > 0
    assert re.findall(r"^### (\S+)$", page, re.MULTILINE) == codes


def test_the_catalogue_of_every_plugin_is_documented(generator: ModuleType) -> None:
    carried = {file.parent.name for file in ROOT.glob("plugins/*/src/*/diagnostics.toml")}
    assert generator.catalogues().keys() == {"toimintamalli", *carried}


def test_every_form_field_is_documented(generator: ModuleType) -> None:
    page = generator.page("form-fields.md")
    ids = [field.id for profile in form_profiles() for field in profile.fields]
    assert len(ids) > 0
    assert re.findall(r"^: `(\w+)`;", page, re.MULTILINE) == ids


def test_every_criterion_of_every_set_is_documented(generator: ModuleType) -> None:
    page = generator.page("criteria-sets.md")
    rows = [row for row in list_instruments() if row.distribution == "toimintamalli"]
    sets = [get_instrument(row.id) for row in rows]
    assert re.findall(r"^## (\S+)$", page, re.MULTILINE) == [one.id for one in sets]
    for one in sets:
        part = part_of(page, f"## {one.id}")
        themed = [criterion for theme in one.themes for criterion in one.criteria_of(theme)]
        assert re.findall(r"^#### `(\S+)`$", part, re.MULTILINE) == [c.id for c in themed]
        assert len(themed) == len(one.criteria)
        said = unmarked(part)
        assert [c.id for c in themed for q in words(c.question) if f": **{q}**\n" not in said] == []
        assert [q for q in words(one.provenance.note) if f"\n: {q}\n" not in said] == []


def test_every_worksheet_is_documented_with_all_that_it_asks(generator: ModuleType) -> None:
    page = generator.page("worksheets.md")
    own = [get_worksheet(name) for name in worksheet_ids()]
    assert re.findall(r"^## (\S+)$", page, re.MULTILINE) == [sheet.id for sheet in own]
    for sheet in own:
        part = part_of(page, f"## {sheet.id}")
        asked = {field.field for one in sheet.parts for field in one.fields}
        assert [name for name in asked if f"`{name}`" not in part] == []


# -- schema and sources -----------------------------------------------------------------------


def test_every_key_of_every_record_of_the_schema_is_documented_and_no_other(
    generator: ModuleType,
) -> None:
    page = generator.page("schema.md")
    schema = tm.json_schema("en")
    records = {"PracticeModel": schema, **schema["$defs"]}
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == list(records)
    for name, record in records.items():
        told = re.findall(r"^`(\w+)` \(.+\)$", part_of(page, f"## {name}"), re.MULTILINE)
        assert told == list(record["properties"])


@pytest.mark.parametrize("language", tm.Language)
def test_the_schema_can_be_taken_from_the_page_in_every_language(
    generator: ModuleType, language: tm.Language
) -> None:
    name = f"schema/toimintamalli-{language}.schema.json"
    assert f"<{name}>`" in generator.page("schema.md")
    assert json.loads(generator.page(name)) == tm.json_schema(language)


def test_every_source_of_every_data_file_is_on_the_page_of_the_sources(
    generator: ModuleType,
) -> None:
    page = generator.page("provenance.md")
    folders = (ROOT / "src", *ROOT.glob("plugins/*/src"))
    texts = {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for folder in folders
        for file in folder.rglob("*.toml")
    }
    tables = {name: tomllib.loads(text).get("provenance", {}) for name, text in texts.items()}
    telling = [name for name, provenance in tables.items() if "source" in provenance]
    assert sorted(re.findall(r"^### (\S+)$", page, re.MULTILINE)) == sorted(telling)
    for name in telling:
        sources = re.findall(r'\bsource = "(.+?)(?<!\\)"', texts[name])
        told = unmarked(part_of(page, f"### {name}"))
        assert len(sources) > 0
        assert [source for source in sources if source.replace("\\", "") not in told] == []


def test_writing_the_reference_again_touches_nothing_and_removes_what_it_does_not_write(
    generator: ModuleType, tmp_path: Path
) -> None:
    generator.write_reference(tmp_path)
    first = {page: page.stat().st_mtime_ns for page in tmp_path.rglob("*.*")}
    (tmp_path / "api" / "toimintamalli.gone.md").write_text("# Gone\n", "utf-8")
    generator.write_reference(tmp_path)
    assert {page: page.stat().st_mtime_ns for page in tmp_path.rglob("*.*")} == first
