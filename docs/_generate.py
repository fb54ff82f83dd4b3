"""Writes the reference pages that follow from the code: names, codes, formats, form, commands.

The code is the one source: what a docstring, a catalogue or a vocabulary says stands here in the
same words.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from importlib import resources
from inspect import isclass, isfunction
from io import StringIO
from itertools import chain
from pathlib import Path
from types import ModuleType

import toimintamalli as tm
from toimintamalli import cli
from toimintamalli.diagnostics import CatalogueEntry, catalogue
from toimintamalli.plugins import describe_options
from toimintamalli.vocabulary import FormField, FormProfile, form_profiles

__all__ = ["PUBLIC_MODULES", "catalogues", "page", "write_reference"]

PUBLIC_MODULES = (
    "toimintamalli",
    "toimintamalli.plugins",
    "toimintamalli.diagnostics",
    "toimintamalli.model",
    "toimintamalli.model.richtext",
    "toimintamalli.vocabulary",
    "toimintamalli.text",
    "toimintamalli.analysis.titles",
    "toimintamalli.analysis.shares",
    "toimintamalli.analysis.statistics",
    "toimintamalli.analysis.reliability",
    "toimintamalli.surveys",
    "toimintamalli.errors",
)
"""Modules whose names are documented; a name stands under the first that has it."""

_PACKAGES = ("toimintamalli", "toimintamalli_innokyla", "toimintamalli_excel", "toimintamalli_pdf")


def write_reference(folder: Path) -> None:
    """Write every generated page, touching only those that changed.

    Args:
        folder: Where the pages go; made where it is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in _PAGES.items():
        file, text = folder / name, _text(lines())
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")


def page(name: str) -> str:
    """Return the text of one generated page.

    Args:
        name: File name of the page.
    """
    return _text(_PAGES[name]())


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def catalogues() -> Mapping[str, Mapping[str, CatalogueEntry]]:
    """Return the catalogues of the packages that carry one, by import name."""
    carrying = [name for name in _PACKAGES if _data_file(name, "diagnostics.toml")]
    return {name: catalogue(name) for name in carrying}


def _data_file(package: str, name: str) -> bool:
    return resources.files(package).joinpath(name).is_file()


# -- names ------------------------------------------------------------------------------------


def _api() -> Iterator[str]:
    yield "# Python names\n"
    yield "Names under `toimintamalli` are imported as `import toimintamalli as tm` and used as"
    yield "`tm.load`. The other modules are for those who write plugins or look closer.\n"
    documented: set[int] = set()
    for name in PUBLIC_MODULES:
        module = importlib.import_module(name)
        yield from _module(module, documented)


def _module(module: ModuleType, documented: set[int]) -> Iterator[str]:
    names = [name for name in module.__all__ if id(getattr(module, name)) not in documented]
    documented |= {id(getattr(module, name)) for name in names}
    yield f"## {module.__name__}\n"
    yield f"```{{eval-rst}}\n.. py:module:: {module.__name__}\n"
    for name in names:
        yield from _autodoc(module.__name__, name, getattr(module, name))
    yield "```\n"


def _autodoc(module: str, name: str, value: object) -> Iterator[str]:
    if isclass(value):
        kind = "autoexception" if issubclass(value, BaseException) else "autoclass"
        yield f".. {kind}:: {module}.{name}\n   :members:\n"
    else:
        kind = "autofunction" if isfunction(value) else "autodata"
        yield f".. {kind}:: {module}.{name}\n"


# -- findings ---------------------------------------------------------------------------------


def _diagnostics() -> Iterator[str]:
    yield "# Codes of findings\n"
    yield "Every finding has a code that never changes its meaning and is never used again."
    yield "`{…}` marks what a finding fills in.\n"
    for package, entries in catalogues().items():
        yield f"## {package}\n"
        yield from chain.from_iterable(map(_code, entries.values()))


def _code(entry: CatalogueEntry) -> Iterator[str]:
    yield f"({entry.code})=\n### {entry.code}\n"
    yield f"*{entry.severity}, {entry.status}*\n"
    for language in tm.Language:
        yield f"{language}\n: **{_plain(entry.message.get(language))}**"
        yield f"  {_plain(entry.why.get(language))} {_plain(entry.hint.get(language))}\n"


def _plain(text: str) -> str:
    """Keep the marks of a text from being read as Markdown."""
    for mark in "\\*_`<>[]#|$":
        text = text.replace(mark, f"\\{mark}")
    return text


# -- formats ----------------------------------------------------------------------------------


def _formats() -> Iterator[str]:
    yield "# Formats and their options\n"
    yield "The plugins of this project. `toimintamalli plugins` lists what is installed.\n"
    for row in tm.formats():
        plugin = tm.get_exporter(row.name) if row.kind == "exporter" else tm.get_importer(row.name)
        suffixes = [plugin.suffix] if row.kind == "exporter" else plugin.suffixes
        yield f"## {row.name}: {row.kind}\n"
        yield f"{_three(plugin.title)}\n"
        yield f"Files: {', '.join(f'`{suffix}`' for suffix in suffixes)};"
        yield f"install with `pip install {row.distribution}`.\n"
        yield from _options(plugin.options_type)


def _options(options_type: type) -> Iterator[str]:
    for info in describe_options(options_type):
        allowed = f"; one of {', '.join(info.allowed)}" if info.allowed else ""
        yield f"`{info.name}` (default `{info.default}`{allowed})\n: {_three(info.help)}\n"


def _three(text: tm.LocalizedText) -> str:
    return " · ".join(_plain(text.get(language)) for language in tm.Language)


# -- form -------------------------------------------------------------------------------------


def _form_fields() -> Iterator[str]:
    yield "# Fields of the Innokylä form\n"
    yield "Labels are written letter for letter; the guidance is this library's own.\n"
    for profile in form_profiles():
        yield from _profile(profile)


def _profile(profile: FormProfile) -> Iterator[str]:
    source = profile.provenance
    yield f"## {profile.id}\n"
    yield f"{_three(profile.name)}\n"
    yield f"Source ({source.status}, read {source.read}): {_plain(source.source)}\n"
    yield "### Basic data\n"
    for basic in profile.basics:
        yield f"- `{basic.id}`: {', '.join(map(_plain, basic.names))}"
    yield "\n### Form\n"
    yield from chain.from_iterable(map(_form_field, profile.fields))


def _form_field(field: FormField) -> Iterator[str]:
    marks = [
        f"place {field.path} on the path",
        *([f"place {field.front} on the front page"] if field.front else []),
        *(["required"] if field.required else []),
        *([f"also written {_plain(', '.join(field.aliases))}"] if field.aliases else []),
    ]
    yield f"{_plain(field.label)}\n: `{field.id}`; {'; '.join(marks)}\n"
    yield f"  {_three(field.guidance)}\n"


# -- commands ---------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield "Exit codes: 0 all is well, 1 findings or failed items, 2 wrong use or unreadable"
    yield "input. Results go to standard output, messages to standard error.\n"
    overview = _help()
    yield f"## toimintamalli\n\n```text\n{overview}```\n"
    for name in re.findall(r"^  (\w[\w-]*) {2,}\S", overview, re.MULTILINE):
        yield f"## toimintamalli {name}\n\n```text\n{_help(name)}```\n"


def _help(*command: str) -> str:
    """Return what the command line says of itself, or of one command."""
    with redirect_stdout(StringIO()) as printed:
        cli.main(["--lang", "en", *command, "--help"])
    return printed.getvalue()


_PAGES: Mapping[str, Callable[[], Iterable[str]]] = {
    "api.md": _api,
    "cli.md": _commands,
    "diagnostics.md": _diagnostics,
    "form-fields.md": _form_fields,
    "formats.md": _formats,
}
