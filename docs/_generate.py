"""Writes the reference pages that follow from the code: names, codes, form, sets, commands.

The code is the one source: what a docstring, a catalogue or a vocabulary says stands here in the
same words.
"""

from __future__ import annotations

import importlib
import re
import runpy
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from importlib import resources
from inspect import isclass, isfunction
from io import StringIO
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import toimintamalli as tm
from toimintamalli import cli
from toimintamalli._sentences import in_plural
from toimintamalli.diagnostics import CatalogueEntry, catalogue
from toimintamalli.instruments import get_instrument, list_instruments
from toimintamalli.model.instrument import Criterion, Instrument, LevelDescription, Scale, Theme
from toimintamalli.plugins import Kind, describe_options, get_table_reader
from toimintamalli.vocabulary import (
    FormField,
    FormProfile,
    Provenance,
    form_profiles,
)
from toimintamalli.worksheets import Worksheet, WorksheetPart, list_worksheets, title_of

__all__ = ["PUBLIC_MODULES", "catalogues", "page", "write_reference"]

PUBLIC_MODULES = (
    "toimintamalli",
    "toimintamalli.plugins",
    "toimintamalli.diagnostics",
    "toimintamalli.model",
    "toimintamalli.model.richtext",
    "toimintamalli.model.traversal",
    "toimintamalli.vocabulary",
    "toimintamalli.text",
    "toimintamalli.written",
    "toimintamalli.filling",
    "toimintamalli.instruments",
    "toimintamalli.worksheets",
    "toimintamalli.composition",
    "toimintamalli.model.instrument",
    "toimintamalli.analysis.evaluation",
    "toimintamalli.analysis.portfolio",
    "toimintamalli.analysis.triage",
    "toimintamalli.analysis.triage_portfolio",
    "toimintamalli.analysis.content",
    "toimintamalli.analysis.answers",
    "toimintamalli.analysis.consensus",
    "toimintamalli.analysis.scores",
    "toimintamalli.analysis.agreement",
    "toimintamalli.analysis.transitions",
    "toimintamalli.analysis.tallies",
    "toimintamalli.analysis.groups",
    "toimintamalli.analysis.cases",
    "toimintamalli.analysis.hiding",
    "toimintamalli.analysis.shown",
    "toimintamalli.analysis.reports",
    "toimintamalli.analysis.titles",
    "toimintamalli.analysis.programmes",
    "toimintamalli.analysis.rounds",
    "toimintamalli.analysis.overlaps",
    "toimintamalli.analysis.shares",
    "toimintamalli.analysis.statistics",
    "toimintamalli.analysis.metrics",
    "toimintamalli.analysis.metric_history",
    "toimintamalli.analysis.run_charts",
    "toimintamalli.analysis.reliability",
    "toimintamalli.analysis.audit",
    "toimintamalli.analysis.boards",
    "toimintamalli.analysis.placement",
    "toimintamalli.delivery.batch",
    "toimintamalli.delivery.checking",
    "toimintamalli.delivery.sarif",
    "toimintamalli.suggestions",
    "toimintamalli.board_files",
    "toimintamalli.analysis.plans",
    "toimintamalli.analysis.timetable",
    "toimintamalli.analysis.means",
    "toimintamalli.analysis.ownership",
    "toimintamalli.analysis.baseline",
    "toimintamalli.analysis.roles",
    "toimintamalli.analysis.differences",
    "toimintamalli.analysis.form_order",
    "toimintamalli.analysis.form_places",
    "toimintamalli.personal_data",
    "toimintamalli.privacy",
    "toimintamalli.calendars",
    "toimintamalli.tables",
    "toimintamalli.surveys",
    "toimintamalli.column_maps",
    "toimintamalli.observations",
    "toimintamalli.charts",
    "toimintamalli.errors",
    "toimintamalli.testing",
    "toimintamalli.testing.strategies",
)
"""Modules whose names are documented; a name stands under the first that has it."""

_PACKAGES = ("toimintamalli", "toimintamalli_innokyla", "toimintamalli_excel", "toimintamalli_pdf")
_DISTRIBUTIONS = tuple(package.replace("_", "-") for package in _PACKAGES)


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
    yield "`{…}` marks what a finding fills in. What the stages mean, from preview to removed,"
    yield "stands in {doc}`/explanation/the-life-of-a-code`.\n"
    for package, entries in catalogues().items():
        yield f"## {package}\n"
        yield from chain.from_iterable(map(_code, entries.values()))


def _code(entry: CatalogueEntry) -> Iterator[str]:
    yield f"({entry.code})=\n### {entry.code}\n"
    instead = f"; instead {{ref}}`{entry.replaced_by}`" if entry.replaced_by else ""
    yield f"*{entry.severity}, {entry.status}*{instead}\n"
    for language in tm.Language:
        message, why, hint = (
            _plain(in_plural(text.get(language))) for text in (entry.message, entry.why, entry.hint)
        )
        yield f"{language}\n: **{message}**"
        yield f"  {why} {hint}\n"


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
        if row.distribution in _DISTRIBUTIONS:
            yield from _format(row)


def _format(row: tm.FormatInfo) -> Iterator[str]:
    plugin = _plugin(row)
    suffixes = [plugin.suffix] if row.kind is Kind.EXPORTER else plugin.suffixes
    yield f"## {row.name}: {row.kind}\n"
    yield f"{_three(plugin.title)}\n"
    yield f"Files: {', '.join(f'`{suffix}`' for suffix in suffixes)};"
    yield f"install with `pip install {row.distribution}`.\n"
    if row.kind is not Kind.TABLE_READER:
        yield from _options(plugin.options_type)


def _plugin(row: tm.FormatInfo) -> Any:
    if row.kind is Kind.EXPORTER:
        return tm.get_exporter(row.name)
    if row.kind is Kind.IMPORTER:
        return tm.get_importer(row.name)
    return get_table_reader(row.name)


def _options(options_type: type) -> Iterator[str]:
    for info in describe_options(options_type):
        allowed = f"; one of {', '.join(info.allowed)}" if info.allowed else ""
        yield f"`{info.name}` (default `{info.default}`{allowed})\n: {_three(info.help)}\n"


def _three(text: tm.LocalizedText) -> str:
    return " · ".join(_plain(text.get(language)) for language in tm.Language)


def _source(provenance: Provenance) -> str:
    return f"({provenance.status}, read {provenance.read}): {_plain(provenance.source)}"


# -- form -------------------------------------------------------------------------------------


def _form_fields() -> Iterator[str]:
    yield "# Fields of the Innokylä form\n"
    yield "Labels are written letter for letter; the guidance is this library's own.\n"
    for profile in form_profiles():
        yield from _profile(profile)


def _profile(profile: FormProfile) -> Iterator[str]:
    yield f"## {profile.id}\n"
    yield f"{_three(profile.name)}\n"
    yield f"Source {_source(profile.provenance)}\n"
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


# -- criteria sets ----------------------------------------------------------------------------


def _criteria_sets() -> Iterator[str]:
    yield "# Criteria sets\n"
    yield "The sets that this library carries. Each says where it comes from and what of it is not"
    yield "certain. Wording is official only where its source says so.\n"
    for row in list_instruments():
        if row.distribution == "toimintamalli":
            yield from _criteria_set(get_instrument(row.id))


def _criteria_set(instrument: Instrument) -> Iterator[str]:
    yield f"## {instrument.id}\n"
    yield f"{_three(instrument.title)}\n"
    if instrument.description:
        yield f"{_three(instrument.description)}\n"
    yield f"Version {instrument.version}. Source {_source(instrument.provenance)}\n"
    yield from _each_language(instrument.provenance.note)
    yield from _rules(instrument)
    yield from chain.from_iterable(map(_scale, instrument.scales))
    for theme in instrument.themes:
        yield from _theme(theme)
        yield from chain.from_iterable(map(_criterion, instrument.criteria_of(theme)))


def _each_language(text: tm.LocalizedText | None) -> Iterator[str]:
    for language in tm.Language if text else ():
        yield f"{language}\n: {_plain(text.get(language))}\n"


def _rules(instrument: Instrument) -> Iterator[str]:
    if instrument.asks:
        yield f"Asks also: {', '.join(f'`{detail}`' for detail in instrument.asks)}.\n"
    if instrument.not_applicable_needs_reason:
        yield "*Not applicable* must be given a reason.\n"
    if rule := instrument.consensus:
        yield f"Consensus: at least {rule.percent} % on one side, and at most {rule.spread}"
        yield "level between the quartiles.\n"
    if wanted := instrument.recommendation:
        days = ", ".join(map(str, wanted.snapshots))
        yield f"Recommended: {wanted.least_per_county}–{wanted.most_per_county} models a county;"
        yield f"summed up on {days}. Source {_source(wanted.provenance)}\n"
        yield from _each_language(wanted.provenance.note)


def _scale(scale: Scale) -> Iterator[str]:
    yield f"### Scale `{scale.id}`\n"
    for level in scale.levels:
        points = f" ({level.points} p)" if level.points is not None else ""
        yield f"- `{level.id}`{points}: **{_three(level.label)}**"
        if level.meaning:
            yield f"  {_three(level.meaning)}"
    yield ""
    if source := scale.points_provenance:
        yield f"Source of the points {_source(source)}\n"
        yield from _each_language(source.note)


def _theme(theme: Theme) -> Iterator[str]:
    yield f"### {_three(theme.title)}\n"
    if theme.introduction:
        yield f"{_three(theme.introduction)}\n"


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield f"#### `{criterion.id}`\n"
    for language in tm.Language:
        yield f"{language}\n: **{_plain(criterion.question.get(language))}**"
        if criterion.why:
            yield f"  {_plain(criterion.why.get(language))}"
        yield ""
    yield f"{'; '.join(_traits(criterion))}.\n"
    yield from chain.from_iterable(map(_described_level, criterion.levels))
    yield ""


def _traits(criterion: Criterion) -> Iterator[str]:
    yield f"*{criterion.necessity}*, weight {criterion.weight}, scale `{criterion.scale}`"
    if condition := criterion.applies_when:
        values = " or ".join(f"`{value}`" for value in condition.any_of)
        yield f"only where `{condition.trait}` is {values}"
    if source := criterion.provenance:
        yield f"wording {_source(source)}"
    if criterion.uncertain:
        yield f"translation to be looked at: {', '.join(criterion.uncertain)}"


def _described_level(described: LevelDescription) -> Iterator[str]:
    yield f"- `{described.level}`: {_three(described.meaning)}"
    if described.evidence:
        kinds = ", ".join(f"`{kind}`" for kind in described.evidence_kinds)
        yield f"  - Evidence{f' ({kinds})' if kinds else ''}: {_three(described.evidence)}"


# -- worksheets -------------------------------------------------------------------------------


def _worksheets() -> Iterator[str]:
    yield "# Worksheets\n"
    yield "The sheets that this library carries: what each asks, and where it is kept in the model."
    yield "Fields are named `prefix_part_row_field`; the names stay as long as the version does.\n"
    for row in list_worksheets():
        if row.distribution == "toimintamalli" and row.worksheet:
            yield from _worksheet(row.worksheet)


def _worksheet(sheet: Worksheet) -> Iterator[str]:
    yield f"## {sheet.id}\n"
    yield f"{_three(title_of(sheet))}\n"
    if sheet.instruction:
        yield f"{_three(sheet.instruction)}\n"
    yield f"Prefix `{sheet.prefix}`, version {sheet.version}. Source {_source(sheet.provenance)}\n"
    yield from _each_language(sheet.provenance.note)
    yield from map(_worksheet_part, sheet.parts)
    yield ""


def _worksheet_part(part: WorksheetPart) -> str:
    name = f"`{part.kind}`" + (f" `{part.id}`" if part.id else "")
    fields = ", ".join(f"`{one.field}`" for one in part.fields)
    asked = f": {fields} of `{part.record}`" if fields else ""
    rows = f"; a row for each `{part.key}`" if part.key else ""
    blank = f"; {part.blank} empty rows" if part.blank else ""
    return f"- {name}{asked}{rows}{blank}"


# -- translations -----------------------------------------------------------------------------


def _translations() -> Iterator[str]:
    beside = runpy.run_path(str(Path(__file__).with_name("_translations.py")))
    yield from beside["translations"](_PACKAGES)


# -- commands ---------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    yield "# Commands\n"
    yield "Exit codes: 0 all is well, 1 findings or failed items, 2 wrong use or unreadable"
    yield "input. Results go to standard output, messages to standard error.\n"
    overview = _help()
    yield f"## toimintamalli\n\n```text\n{overview}```\n"
    for name in _named(overview):
        told = _help(name)
        yield f"## toimintamalli {name}\n\n```text\n{told}```\n"
        for inner in _named(told):
            yield f"### toimintamalli {name} {inner}\n\n```text\n{_help(name, inner)}```\n"


def _named(overview: str) -> list[str]:
    """Return the commands that a help lists; options begin with a dash."""
    return re.findall(r"^  (\w[\w-]*) {2,}\S", overview, re.MULTILINE)


def _help(*command: str) -> str:
    """Return what the command line says of itself, or of one command."""
    with redirect_stdout(StringIO()) as printed:
        cli.main(["--lang", "en", *command, "--help"])
    return printed.getvalue()


_PAGES: Mapping[str, Callable[[], Iterable[str]]] = {
    "api.md": _api,
    "cli.md": _commands,
    "criteria-sets.md": _criteria_sets,
    "diagnostics.md": _diagnostics,
    "form-fields.md": _form_fields,
    "formats.md": _formats,
    "translations.md": _translations,
    "worksheets.md": _worksheets,
}
