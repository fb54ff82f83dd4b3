"""Column maps: spreadsheets that people already have become models and tasks.

A column map, a TOML file whose keys are the attributes of `ColumnMap`, tells which column is what.
CSV is read by the library itself, workbooks by a plugin. What cannot be understood is told with its
cell or line, and its text is kept.
"""

from __future__ import annotations

from toimintamalli.column_maps._map import (
    ColumnMap,
    FormColumn,
    MapColumns,
    RowKind,
    ValueSpelling,
)
from toimintamalli.column_maps._models import model_files, read_models
from toimintamalli.column_maps._tasks import PlacedTasks, UnplacedTask, place_tasks, read_tasks

__all__ = [
    "ColumnMap",
    "FormColumn",
    "MapColumns",
    "PlacedTasks",
    "RowKind",
    "UnplacedTask",
    "ValueSpelling",
    "model_files",
    "place_tasks",
    "read_models",
    "read_tasks",
]
