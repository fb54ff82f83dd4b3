"""Distributions as pip would leave them: a module and a real ``.dist-info`` folder on sys.path.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import importlib_metadata

from toimintamalli.plugins import refresh

# The finder of distributions must be there before the path is narrowed.
assert importlib_metadata.entry_points
WORKING = Path(__file__).with_name("data").joinpath("lisaosa.py").read_text("utf-8")
EXPORTERS = "[toimintamalli.exporters]\n"
IMPORTERS = "[toimintamalli.importers]\n"


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
        metadata: str | None = "Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n",
    ) -> str:
        """Install a distribution whose module holds the source; return the name of the module."""
        module = distribution.replace("-", "_").replace(".", "_").lower()
        place = self.folder / module
        info = place / f"{module}-1.2.dist-info"
        info.mkdir(parents=True, exist_ok=True)
        (place / f"{module}.py").write_text(source, "utf-8")
        (info / "entry_points.txt").write_text(formats.format(module=module), "utf-8")
        if metadata is not None:
            (info / "METADATA").write_text(metadata.format(name=distribution), "utf-8")
        if str(place) not in sys.path:
            sys.path.insert(0, str(place))
        self.modules.add(module)
        self.forget(module)
        return module

    def forget(self, module: str) -> None:
        sys.modules.pop(module, None)
        importlib.invalidate_caches()
        refresh()


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
