"""The house stands as it was drawn: who may import whom, and what may stand where.

The source is read, not run, so that a rule is judged also where a test would not pass by.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import field, frozen

ROOT = Path(__file__).parents[1]
SOURCES = (ROOT / "src", *sorted(ROOT.glob("plugins/*/src")), ROOT / "examples/plugin/src")
CORE = "toimintamalli"
MOST_LINES = 450

# From the ground up: a part may import what stands below it, and nothing beside or above it.
LAYERS = (
    {"errors", "_data", "_entry_points", "_identifiers", "_lazy", "_toml_places"},
    {"audience", "text", "written", "_sentences", "_yaml"},
    {"diagnostics"},
    {"vocabulary", "encoding", "_files", "_migrations"},
    {"model"},
    {"analysis", "filling", "_convert", "_csv"},
    {"_definitions", "_document_lines", "_shelves"},
    {"composition", "instruments", "personal_data"},
    {
        "board_files",
        "calendars",
        "charts",
        "checks",
        "documents",
        "fixing",
        "observations",
        "scaffold",
        "schema",
        "suggestions",
        "surveys",
        "tables",
        "worksheets",
    },
    {"plugins", "privacy"},
    {"column_maps", "delivery"},
    {""},  # the public names themselves: `import toimintamalli as tm`
    {"testing"},  # for the tests of plugins
    {"cli"},
)

# Where each third-party package may be imported: a module with all below it, the private modules
# of a package (".*"), or anywhere ("*").
HOMES = {
    "attrs": ("*",),
    "cattrs": ("toimintamalli._convert",),
    "yaml": ("toimintamalli._yaml",),
    "docx": ("toimintamalli_word._document", "toimintamalli_word._lists"),
    "importlib_metadata": ("toimintamalli._entry_points",),
    "click": ("toimintamalli.cli",),
    "distributed": ("toimintamalli.cli._workers",),
    "icalendar": ("toimintamalli.calendars",),
    "pytest": ("toimintamalli.cli._contracts",),
    "phonenumbers": ("toimintamalli.personal_data._phones",),
    "rapidfuzz": ("toimintamalli.analysis.overlaps",),
    "rich": ("toimintamalli.cli",),
    "snowballstemmer": ("toimintamalli.analysis.overlaps",),
    "openpyxl": ("toimintamalli_excel.*",),
    "hypothesis": ("toimintamalli.testing",),
    "pypdf": ("toimintamalli_pdf._document", "toimintamalli.testing._text"),
    "reportlab": ("toimintamalli_pdf.*",),
}

# What would make two runs differ. Files need a name of their own while they are being written.
UNSTEADY_MODULES = {"random", "secrets", "time", "uuid", "locale", "platform", "socket"}
UNSTEADY_CALLS = re.compile(
    r"(.*\.)?(date|datetime)\.(now|utcnow|today)|os\.(environ|getenv|getpid|urandom)"
)
MAY_BE_UNSTEADY = ("toimintamalli._files", "toimintamalli.cli", "toimintamalli.testing")


@frozen
class Import:
    """One name that a module imports.

    Attributes:
        module: The module it comes from.
        name: The name; empty for ``import module``.
        line: Where.
        for_types: Whether only type checkers see it.
    """

    module: str
    name: str
    line: int
    for_types: bool

    @property
    def package(self) -> str:
        return self.module.partition(".")[0]

    @property
    def is_ours(self) -> bool:
        return self.package == CORE or self.package.startswith(f"{CORE}_")


@frozen
class Module:
    """One source file of the library or of a plugin."""

    name: str
    file: Path
    tree: ast.Module = field(eq=False, repr=False)

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @property
    def part(self) -> str:
        """Top-level part of the package, such as ``model``; empty for the package itself."""
        return self.name.partition(".")[2].partition(".")[0]

    @property
    def is_private(self) -> bool:
        return any(part.startswith("_") for part in self.name.split("."))

    def at(self, line: int) -> str:
        return f"{self.file.relative_to(ROOT)}:{line}"


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for source in SOURCES:
        for file in sorted(source.rglob("*.py")):
            parts = file.relative_to(source).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found.append(Module(name, file, ast.parse(file.read_text("utf-8"))))
    return tuple(found)


@cache
def imports(module: Module) -> tuple[Import, ...]:
    return tuple(_imports(module.tree, for_types=False))


def _imports(node: ast.AST, *, for_types: bool) -> Iterator[Import]:
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        for_types = True
    if isinstance(node, ast.Import):
        yield from (Import(alias.name, "", node.lineno, for_types) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        origin = "." * node.level + (node.module or "")
        yield from (_imported(origin, alias.name, node.lineno, for_types) for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, for_types=for_types)


def _imported(origin: str, name: str, line: int, for_types: bool) -> Import:
    """Tell ``from package import module`` from ``from module import name``."""
    if f"{origin}.{name}" in {module.name for module in modules()}:
        return Import(f"{origin}.{name}", "", line, for_types)
    return Import(origin, name, line, for_types)


def layer(part: str) -> int:
    return next(height for height, parts in enumerate(LAYERS) if part in parts)


def part_of(module_name: str) -> str:
    return module_name.partition(".")[2].partition(".")[0]


def core_modules() -> list[Module]:
    return [module for module in modules() if module.package == CORE]


def plugin_modules() -> list[Module]:
    return [module for module in modules() if module.package != CORE]


@cache
def public_names(module_name: str) -> frozenset[str]:
    """Return what a module lists in its ``__all__``."""
    for module in modules():
        if module.name == module_name:
            for statement in module.tree.body:
                if isinstance(statement, ast.Assign) and "__all__" in ast.unparse(
                    statement.targets
                ):
                    return frozenset(ast.literal_eval(statement.value))
    return frozenset()


def may_stand_in(module: Module, home: str) -> bool:
    if home == "*":
        return True
    if home.endswith(".*"):
        return module.package == home.removesuffix(".*") and module.is_private
    return module.name == home or module.name.startswith(f"{home}.")


# -- who imports whom -------------------------------------------------------------------------


def test_every_part_of_the_library_has_its_layer() -> None:
    assert {module.part for module in core_modules()} == set().union(*LAYERS)


def test_imports_are_absolute() -> None:
    relative = [
        module.at(found.line)
        for module in modules()
        for found in imports(module)
        if found.module.startswith(".")
    ]
    assert relative == []


def test_a_part_imports_only_what_stands_below_it() -> None:
    upward = [
        f"{module.at(found.line)} imports {found.module}"
        for module in core_modules()
        for found in imports(module)
        if found.package == CORE and not found.for_types
        if part_of(found.module) != module.part
        if layer(part_of(found.module)) >= layer(module.part)
    ]
    assert upward == []


def test_only_the_command_that_tests_plugins_imports_what_is_for_tests() -> None:
    importing = [
        f"{module.at(found.line)} imports {found.module}"
        for module in modules()
        for found in imports(module)
        if found.package == CORE and part_of(found.module) == "testing"
        if module.part != "testing" and module.name != "toimintamalli.cli._contracts"
    ]
    assert importing == []


def test_the_core_imports_no_plugin() -> None:
    plugins = [
        f"{module.at(found.line)} imports {found.module}"
        for module in core_modules()
        for found in imports(module)
        if found.is_ours and found.package != CORE
    ]
    assert plugins == []


def test_plugins_import_only_public_names_of_the_core() -> None:
    private = [
        f"{module.at(found.line)} imports {found.module}.{found.name}"
        for module in plugin_modules()
        for found in imports(module)
        if found.package == CORE
        if any(part.startswith("_") for part in found.module.split("."))
        or (found.name and found.name not in public_names(found.module))
    ]
    assert private == []


def test_plugins_do_not_import_each_other() -> None:
    crossing = [
        f"{module.at(found.line)} imports {found.module}"
        for module in plugin_modules()
        for found in imports(module)
        if found.is_ours and found.package not in (CORE, module.package)
    ]
    assert crossing == []


def test_third_party_packages_are_imported_only_at_home() -> None:
    strangers = [
        f"{module.at(found.line)} imports {found.module}"
        for module in modules()
        for found in imports(module)
        if not found.is_ours and found.package not in sys.stdlib_module_names
        if not any(may_stand_in(module, home) for home in HOMES.get(found.package, ()))
    ]
    assert strangers == []


# -- what stands in a module ------------------------------------------------------------------


def test_no_module_is_longer_than_can_be_read_at_once() -> None:
    lengths = {module.name: module.file.read_text("utf-8").count("\n") for module in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [module.name for module in modules() if not ast.get_docstring(module.tree)] == []


def test_nothing_reads_clock_chance_locale_or_environment() -> None:
    unsteady = [
        f"{module.at(node.lineno)} {ast.unparse(node)}"
        for module in modules()
        if not any(may_stand_in(module, home) for home in MAY_BE_UNSTEADY)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and UNSTEADY_CALLS.fullmatch(ast.unparse(node))
    ]
    unsteady += [
        f"{module.at(found.line)} imports {found.module}"
        for module in modules()
        if not any(may_stand_in(module, home) for home in MAY_BE_UNSTEADY)
        for found in imports(module)
        if found.package in UNSTEADY_MODULES
        or UNSTEADY_CALLS.fullmatch(f"{found.module}.{found.name}")
    ]
    assert unsteady == []


def test_nothing_speaks_to_the_network() -> None:
    speaking = {"http", "urllib.request", "ftplib", "smtplib", "ssl", "asyncio"}
    found = [
        f"{module.at(found.line)} imports {found.module}"
        for module in modules()
        for found in imports(module)
        if found.module in speaking or found.package in speaking
    ]
    assert found == []
