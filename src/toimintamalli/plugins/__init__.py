"""Plugins: the protocols of exporters and importers, their options, and the registry.

A plugin is a module-level instance named by an entry point in the group
``toimintamalli.exporters`` or ``toimintamalli.importers``. Listing plugins never imports one.
"""

from __future__ import annotations

from toimintamalli.plugins._registry import (
    API_VERSION,
    FormatInfo,
    Kind,
    exporter_for_suffix,
    formats,
    get_exporter,
    get_importer,
    importer_for_suffix,
    options_of_suffix,
    refresh,
)
from toimintamalli.plugins.exporter import Exporter, Rendered
from toimintamalli.plugins.importer import Change, Imported, Importer
from toimintamalli.plugins.options import (
    ExportOptions,
    ImportOptions,
    OptionInfo,
    describe_options,
    make_options,
    option,
)

__all__ = [
    "API_VERSION",
    "Change",
    "ExportOptions",
    "Exporter",
    "FormatInfo",
    "ImportOptions",
    "Imported",
    "Importer",
    "Kind",
    "OptionInfo",
    "Rendered",
    "describe_options",
    "exporter_for_suffix",
    "formats",
    "get_exporter",
    "get_importer",
    "importer_for_suffix",
    "make_options",
    "option",
    "options_of_suffix",
    "refresh",
]
