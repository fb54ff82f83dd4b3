"""Importing stays cheap, and what is public is where it is said to be.

What an import brings along is asked of a fresh interpreter: this one has imported everything.
"""

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import toimintamalli as tm

ROOT = Path(__file__).parents[1]
SOURCES = (ROOT / "src", *sorted(ROOT.glob("plugins/*/src")), ROOT / "examples/plugin/src")
MODULES = sorted(file for source in SOURCES for file in source.rglob("*.py"))

HEAVY = {
    "cattrs",
    "click",
    "distributed",
    "docx",
    "icalendar",
    "importlib_metadata",
    "openpyxl",
    "phonenumbers",
    "pypdf",
    "rapidfuzz",
    "reportlab",
    "rich",
    "snowballstemmer",
    "yaml",
}
PLUGINS = {
    "toimintamalli_excel",
    "toimintamalli_innokyla",
    "toimintamalli_pdf",
    "toimintamalli_word",
}


def packages_after(code: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has imported after some code."""
    return {name.partition(".")[0] for name in modules_after(code)}


def modules_after(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has imported after some code."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return set(json.loads(answer.stdout))


def listed_names(tree: ast.Module) -> list[str] | None:
    """Return the names of a module's ``__all__``, or None where it has none."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(statement.value)
            return names
    return None


def names_for_type_checkers(tree: ast.Module) -> set[str]:
    """Return the names imported under ``if TYPE_CHECKING``."""
    blocks = [
        statement
        for statement in tree.body
        if isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING"
    ]
    return {
        alias.name
        for block in blocks
        for statement in ast.walk(block)
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


def constants_then_classes_then_functions(name: str) -> tuple[int, str]:
    if name.isupper():
        return 0, name
    return (1 if name[0].isupper() else 2), name


# -- what an import brings along --------------------------------------------------------------


def test_importing_the_library_imports_nothing_heavy() -> None:
    assert not packages_after("import toimintamalli") & (HEAVY | PLUGINS)


def test_importing_the_library_imports_no_attrs_until_a_name_is_used() -> None:
    assert "attr" not in packages_after("import toimintamalli")
    assert "attr" in packages_after("import toimintamalli as tm; tm.PracticeModel")


def test_listing_formats_imports_no_plugin() -> None:
    listed = packages_after("import toimintamalli as tm; assert len(tm.formats()) > 0")
    assert "importlib_metadata" in listed
    assert not listed & ((HEAVY - {"importlib_metadata"}) | PLUGINS)


def test_loading_json_imports_no_yaml_parser() -> None:
    code = "import toimintamalli as tm; tm.loads('{\"format_version\": 1}', format='json')"
    loaded = packages_after(code)
    assert "cattrs" in loaded
    assert "yaml" not in loaded


def test_checking_a_model_imports_no_parser_and_no_plugin() -> None:
    # It asks what checks installed packages offer, which is a use of the registry.
    registry = {"importlib_metadata"}
    code = "import toimintamalli as tm; tm.check(tm.PracticeModel()).text('fi')"
    assert not packages_after(code) & ((HEAVY | PLUGINS) - registry)


def test_a_criteria_set_of_the_library_looks_for_no_package() -> None:
    code = "import toimintamalli as tm; tm.get_instrument('juurtumisvalmius')"
    assert packages_after(code) & (HEAVY | PLUGINS) == {"cattrs"}
    assert "importlib_metadata" in packages_after(f"{code}; tm.list_instruments()")


def test_knowing_what_a_criteria_set_is_imports_nothing_heavy() -> None:
    code = "import toimintamalli as tm; tm.Instrument; tm.get_instrument; tm.load_instrument"
    assert not packages_after(code) & (HEAVY | PLUGINS)


@pytest.mark.parametrize("plugin", sorted(PLUGINS))
def test_importing_a_plugin_does_not_import_what_it_renders_with(plugin: str) -> None:
    assert not packages_after(f"import {plugin}") & {"openpyxl", "pypdf", "reportlab"}


def test_a_command_imports_no_other_command() -> None:
    code = "from toimintamalli.cli import main; main(['schema'])"
    program = f"import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    {code}"
    modules = modules_after(program)
    assert "toimintamalli.cli._schema" in modules
    assert not modules & {f"toimintamalli.cli._{name}" for name in ("check", "portfolio", "plan")}


def test_the_help_imports_no_command() -> None:
    code = "from toimintamalli.cli import main; main(['--help'])"
    program = f"import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    {code}"
    assert not {name for name in modules_after(program) if name.endswith("._check")}


# -- public names -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", tm.__all__)
def test_a_public_name_can_be_had(name: str) -> None:
    assert getattr(tm, name) is not None
    assert name in dir(tm)


def test_a_name_that_is_not_public_cannot_be_had() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'loadd'"):
        tm.loadd  # noqa: B018 - reading the attribute is the test


def test_the_three_lists_of_public_names_agree() -> None:
    tree = ast.parse(Path(tm.__file__).read_text("utf-8"))
    assert sorted(tm._HOME_OF) == sorted(tm.__all__) == sorted(names_for_type_checkers(tree))


@pytest.mark.parametrize("name", tm.__all__)
def test_a_public_name_is_public_at_home_too(name: str) -> None:
    home = importlib.import_module(f"toimintamalli.{tm._HOME_OF[name]}")
    assert name in home.__all__
    assert getattr(home, name) is getattr(tm, name)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_names_of_a_module_are_listed_in_order(file: Path) -> None:
    names = listed_names(ast.parse(file.read_text("utf-8"))) or []
    assert names == sorted(set(names), key=constants_then_classes_then_functions)
