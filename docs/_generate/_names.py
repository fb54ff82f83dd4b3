"""The Python names: a page for each public module, and a list of the pages.

A name stands on the page of the first module that has it, and once only.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from inspect import cleandoc, isclass, isfunction
from types import ModuleType

__all__ = ["INNER_MODULES", "PUBLIC_MODULES", "documented", "name_pages"]

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
    "toimintamalli.model.rooting",
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
    "toimintamalli_innokyla",
    "toimintamalli_excel",
    "toimintamalli_pdf",
    "toimintamalli_pdf.tagging",
)
"""Modules whose names are documented and kept."""

INNER_MODULES = (
    "toimintamalli.analysis.wording",
    "toimintamalli.checks",
    "toimintamalli.cli",
    "toimintamalli.delivery.reading",
    "toimintamalli.documents",
    "toimintamalli.encoding",
    "toimintamalli.fixing",
    "toimintamalli.scaffold",
    "toimintamalli_excel.workbook",
    "toimintamalli_pdf.layout",
    "toimintamalli_pdf.reports",
    "toimintamalli_pdf.sheets",
)
"""Modules, with those in them, that serve the library itself: what others need of them has a name
in a public module."""

_DIRECTIVES = {
    "Functions": ".. autofunction:: {name}\n",
    "Classes": ".. autoclass:: {name}\n   :members:\n",
    "Errors": ".. autoexception:: {name}\n   :members:\n",
    "Values": ".. autodata:: {name}\n",
}
_WORTH_A_LIST = 4


def name_pages() -> Mapping[str, Callable[[], Iterator[str]]]:
    """Return the pages by file name."""
    pages = {f"api/{name}.md": partial(_module_page, name) for name in PUBLIC_MODULES}
    return {"api.md": _overview, **pages}


def _overview() -> Iterator[str]:
    yield "# Python names\n"
    yield "Names under {doc}`toimintamalli <api/toimintamalli>` are imported as"
    yield "`import toimintamalli as tm` and used as `tm.load`. The other modules are for those who"
    yield "write plugins or look closer; `analysis.scores` is `toimintamalli.analysis.scores`.\n"
    for name in sorted(PUBLIC_MODULES):
        told = _first_line(importlib.import_module(name))
        yield f"- {{doc}}`{_short(name)} <api/{name}>`: {told}"
    yield "\nThese serve the library itself and may change without notice, with all that is in"
    yield f"them: {', '.join(f'`{name}`' for name in INNER_MODULES)}, and every module whose name"
    yield "begins with `_`.\n"
    yield "```{toctree}\n:hidden:\n"
    for name in sorted(PUBLIC_MODULES):
        yield f"{_short(name)} <api/{name}>"
    yield "```"


def _short(module: str) -> str:
    return module.removeprefix("toimintamalli.")


def _module_page(name: str) -> Iterator[str]:
    module = importlib.import_module(name)
    names = _new_names(module)
    yield f"# {name}\n"
    yield f"```{{eval-rst}}\n.. automodule:: {name}\n```\n"
    for kind, directive in _DIRECTIVES.items():
        of_kind = [one for one in names if _kind(getattr(module, one)) == kind]
        if of_kind:
            yield f"## {kind}\n\n```{{eval-rst}}\n.. py:currentmodule:: {name}\n"
            yield from _listed(module, of_kind)
            yield from (directive.format(name=f"{name}.{one}") for one in of_kind)
            yield "```\n"


def documented() -> Iterator[tuple[str, str, object]]:
    """Yield module, name and value of everything that is documented."""
    for module in map(importlib.import_module, PUBLIC_MODULES):
        yield from ((module.__name__, name, getattr(module, name)) for name in _new_names(module))


def _new_names(module: ModuleType) -> list[str]:
    """Return the names that no module before this one has."""
    earlier = PUBLIC_MODULES[: PUBLIC_MODULES.index(module.__name__)]
    known = {
        id(getattr(before, name))
        for before in map(importlib.import_module, earlier)
        for name in before.__all__
    }
    return [name for name in module.__all__ if id(getattr(module, name)) not in known]


def _kind(value: object) -> str:
    if isclass(value):
        return "Errors" if issubclass(value, BaseException) else "Classes"
    return "Functions" if isfunction(value) else "Values"


def _listed(module: ModuleType, names: list[str]) -> Iterator[str]:
    """Yield the table of contents of several names; a short list is seen at a glance."""
    if len(names) < _WORTH_A_LIST:
        return
    yield ".. list-table::\n   :header-rows: 1\n\n   * - Name\n     - What it is"
    for name in names:
        yield f"   * - `{name}`\n     - {_first_line(getattr(module, name))}"
    yield ""


def _first_line(documented: object) -> str:
    """Return the first paragraph of a docstring, on one line."""
    first, _, _ = cleandoc(documented.__doc__ or "").partition("\n\n")
    return " ".join(first.split())
