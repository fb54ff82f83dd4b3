"""Plain data to and from YAML written for people: strict reading, tidy writing.

Problems carry codes and parameters, never sentences: those belong to the caller's language.
"""

from __future__ import annotations

from toimintamalli._yaml._comments import comments
from toimintamalli._yaml._edit import TextEdit, edit
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
