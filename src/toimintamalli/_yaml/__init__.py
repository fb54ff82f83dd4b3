"""Plain data to and from YAML written for people: strict reading, tidy writing.

Problems carry codes and parameters, never sentences: those belong to the caller's language.
"""

from __future__ import annotations

from toimintamalli._yaml._comments import comments
from toimintamalli._yaml._read import Location, YamlProblem, YamlProblems, locate, parse
from toimintamalli._yaml._values import MAX_DEPTH, DocumentPath, PlainScalar, YamlValue
from toimintamalli._yaml._write import emit

__all__ = [
    "MAX_DEPTH",
    "DocumentPath",
    "Location",
    "PlainScalar",
    "YamlProblem",
    "YamlProblems",
    "YamlValue",
    "comments",
    "emit",
    "locate",
    "parse",
]
