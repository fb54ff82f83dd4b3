"""Between plain data and frozen classes: strict, complete in its complaints.

The only user of cattrs. Nothing is coerced: a number is not a text, a text is not a truth value.
"""

from __future__ import annotations

from toimintamalli._convert._read import CUSTOM_PREFIX, Path, path_text, structure
from toimintamalli._convert._scalars import ShapeError
from toimintamalli._convert._write import unstructure, unstructure_value

__all__ = [
    "CUSTOM_PREFIX",
    "Path",
    "ShapeError",
    "path_text",
    "structure",
    "unstructure",
    "unstructure_value",
]
