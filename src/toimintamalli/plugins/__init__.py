"""Plugins: the protocols of exporters, importers and table readers, and the registry.

A plugin is a module-level instance named by an entry point in the group
``toimintamalli.exporters``, ``toimintamalli.importers`` or ``toimintamalli.table_readers``. Listing
plugins never imports one.
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
    get_table_reader,
    importer_for_suffix,
    options_of_suffix,
    refresh,
    table_reader_for_suffix,
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
from toimintamalli.plugins.table_reader import (
    SheetTable,
    TableCell,
    TableReader,
    TableRow,
    TableValue,
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
    "SheetTable",
    "TableCell",
    "TableReader",
    "TableRow",
    "TableValue",
    "describe_options",
    "exporter_for_suffix",
    "formats",
    "get_exporter",
    "get_importer",
    "get_table_reader",
    "importer_for_suffix",
    "make_options",
    "option",
    "options_of_suffix",
    "refresh",
    "table_reader_for_suffix",
]
