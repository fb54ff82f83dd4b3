"""Distributions as pip would leave them: code or data and a real ``.dist-info`` folder on sys.path.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import importlib_metadata

from toimintamalli import _definitions
from toimintamalli.plugins import refresh

# What looks for distributions and reads their sets must be there before the path is narrowed.
assert importlib_metadata.entry_points
assert _definitions
WORKING = Path(__file__).with_name("data").joinpath("lisaosa.py").read_text("utf-8")
EXPORTERS = "[toimintamalli.exporters]\n"
IMPORTERS = "[toimintamalli.importers]\n"
TABLE_READERS = "[toimintamalli.table_readers]\n"
METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n"


class PluginSite:
    """A folder of installed distributions, first on sys.path; no other ones are seen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.modules: set[str] = set()

    def install(
        self,
        distribution: str = "lisaosa",
        *,
        formats: str = EXPORTERS + "otsikko = {module}:exporter\n",
        source: str = WORKING,
        metadata: str | None = METADATA,
    ) -> str:
        """Install a distribution whose module holds the source; return the name of the module."""
        module = _module_of(distribution)
        files = {f"{module}.py": source}
        return self._install(distribution, files, formats.format(module=module), metadata)

    def install_sets(
        self,
        distribution: str,
        sets: Mapping[str, str | bytes],
        *,
        offered: Mapping[str, str] | None = None,
        code: str | None = "",
        group: str = "toimintamalli.instruments",
    ) -> str:
        """Install a package of criteria sets, or of other data; return the name of the package.

        Args:
            distribution: Name of the distribution.
            sets: What its TOML files hold, by identifier.
            offered: Names and values of its entry points; else each set by the package's name.
            code: What its ``__init__.py`` holds; None for a package without one.
            group: Group of its entry points.
        """
        package = _module_of(distribution)
        files = {f"{package}/{name}.toml": text for name, text in sets.items()}
        if code is not None:
            files[f"{package}/__init__.py"] = code
        points = dict.fromkeys(sets, package) if offered is None else offered
        lines = [f"{name} = {value}\n" for name, value in points.items()]
        return self._install(distribution, files, f"[{group}]\n" + "".join(lines))

    def install_files(
        self, distribution: str, files: Mapping[str, str | bytes], entry_points: str
    ) -> str:
        """Install a distribution of any files; return the name of its package."""
        return self._install(distribution, files, entry_points)

    def _install(
        self,
        distribution: str,
        files: Mapping[str, str | bytes],
        entry_points: str,
        metadata: str | None = METADATA,
    ) -> str:
        module = _module_of(distribution)
        place = self.folder / module
        told = {"entry_points.txt": entry_points}
        if metadata is not None:
            told["METADATA"] = metadata.format(name=distribution)
        info = {f"{module}-1.2.dist-info/{name}": text for name, text in told.items()}
        for name, content in {**files, **info}.items():
            file = place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        if str(place) not in sys.path:
            sys.path.insert(0, str(place))
        self.modules.add(module)
        self.forget(module)
        return module

    def forget(self, module: str) -> None:
        sys.modules.pop(module, None)
        importlib.invalidate_caches()
        refresh()


def _module_of(distribution: str) -> str:
    return distribution.replace("-", "_").replace(".", "_").lower()


@contextmanager
def plugin_site(folder: Path) -> Iterator[PluginSite]:
    before, sys.path = sys.path, [p for p in sys.path if not any(Path(p).glob("*.dist-info"))]
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    site = PluginSite(folder)
    refresh()
    try:
        yield site
    finally:
        sys.path, sys.dont_write_bytecode = before, writes
        for module in site.modules:
            site.forget(module)
        refresh()
