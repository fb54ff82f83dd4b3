"""Plain data to and from YAML written for people: strict reading, tidy writing.

Problems carry codes and parameters, never sentences: those belong to the caller's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toimintamalli._lazy import imported_at_first_use
from toimintamalli._yaml._read import (
    Location,
    ScalarPlace,
    YamlProblem,
    YamlProblems,
    locate,
    parse,
    scalars,
)
from toimintamalli._yaml._values import MAX_DEPTH, DocumentPath, PlainScalar, YamlValue

if TYPE_CHECKING:
    from toimintamalli._yaml._comments import comments
    from toimintamalli._yaml._edit import TextEdit, edit
    from toimintamalli._yaml._write import emit

__all__ = [
    "MAX_DEPTH",
    "DocumentPath",
    "Location",
    "PlainScalar",
    "ScalarPlace",
    "TextEdit",
    "YamlProblem",
    "YamlProblems",
    "YamlValue",
    "comments",
    "edit",
    "emit",
    "locate",
    "parse",
    "scalars",
]

__getattr__ = imported_at_first_use(
    __name__, {"TextEdit": "_edit", "comments": "_comments", "edit": "_edit", "emit": "_write"}
)
