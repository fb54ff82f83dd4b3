"""Definitions: TOML files as frozen classes, every problem with its line and key.

Criteria sets and the mappings of surveys are read here. What their keys mean belongs to the
classes; what is wrong with values of the right shape is told by a function of the caller.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from attrs import evolve

from toimintamalli._convert import Path as DocumentPath
from toimintamalli._convert import path_text, structure
from toimintamalli._toml_places import line_of_longest_number, places
from toimintamalli._yaml import MAX_DEPTH
from toimintamalli.diagnostics import Diagnostic, ParameterValue, Report, diagnostic
from toimintamalli.errors import LoadError

__all__ = ["Problem", "problem", "read_definition"]

WantedT = TypeVar("WantedT")

Problem = tuple[DocumentPath, Diagnostic]
"""Where in the file, and what."""

_AT_LINE = re.compile(r"\(at line (?P<line>\d+), column \d+\)")
_AT_END = "(at end of document)"


def problem(code: str, path: DocumentPath, **parameters: ParameterValue) -> Problem:
    """Return a problem of a definition, whose finding names the path."""
    return path, diagnostic(code, path_text(path), **parameters)


def read_definition(
    text: str, wanted: type[WantedT], problems_of: Callable[[WantedT], Iterable[Problem]]
) -> WantedT:
    """Return the object that a TOML text defines.

    Args:
        text: The text of the file.
        wanted: A frozen attrs class; its attributes are the keys of the file.
        problems_of: What is wrong with an object of the right shape.

    Raises:
        LoadError: The text is not TOML, has not the shape, or has other problems; all at once.
    """
    text = text.removeprefix("\ufeff")
    defined, problems = structure(_parsed(text), wanted)
    if defined is not None:
        problems = list(problems_of(defined))
    if defined is None or problems:
        raise LoadError(_located(problems, text))
    return defined


# -- parsing ----------------------------------------------------------------------------------


def _parsed(text: str) -> dict[str, Any]:
    # Long before Python gives up, keys deep inside each other take a parser too much time.
    for place in places(text):
        if len(place.path) > MAX_DEPTH:
            raise LoadError(_at(place.line, diagnostic("TM108", depth=MAX_DEPTH)))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise LoadError(_slip(text, str(error))) from None


def _slip(text: str, reason: str) -> Report:
    """Return what is wrong where the parser stopped: a key that is there twice, or the form."""
    line = _line_of_slip(text, reason)
    named: dict[DocumentPath, int] = {}
    for place in places(text):
        if place.is_named and place.line <= line:
            first = named.setdefault(place.path, place.line)
            if first < place.line:
                key = str(place.path[-1])
                twice = diagnostic("TM104", path_text(place.path), key=key, first_line=first)
                return _at(place.line, twice)
    return _at(line, diagnostic("TM320"))


def _line_of_slip(text: str, reason: str) -> int:
    if found := _AT_LINE.search(reason):
        return int(found["line"])
    if _AT_END in reason:
        return text.rstrip().count("\n") + 1
    return line_of_longest_number(text)  # more digits than Python is willing to read


def _at(line: int, finding: Diagnostic) -> Report:
    return Report((evolve(finding, line=line),))


# -- telling where ----------------------------------------------------------------------------


def _located(problems: Iterable[Problem], text: str) -> Report:
    lines = _lines(text)
    findings = [
        evolve(_in_toml(finding), line=next((lines[p] for p in _upwards(path) if p in lines), None))
        for path, finding in problems
    ]
    return Report(sorted(findings, key=lambda finding: finding.line or 0))


def _lines(text: str) -> dict[DocumentPath, int]:
    """Return the line of each path: where it is named, or else where it is first met."""
    met: dict[DocumentPath, int] = {}
    named: dict[DocumentPath, int] = {}
    for place in places(text):
        (named if place.is_named else met).setdefault(place.path, place.line)
    return met | named


def _upwards(path: DocumentPath) -> Iterator[DocumentPath]:
    return (path[:end] for end in range(len(path), 0, -1))


def _in_toml(finding: Diagnostic) -> Diagnostic:
    """Return the finding with the remedy that TOML needs: its texts stand in quotation marks."""
    if finding.code != "TM122":
        return finding
    return diagnostic(
        "TM129",
        finding.path,
        expected=finding.parameter("expected"),
        found=finding.parameter("found"),
        value=finding.parameter("value"),
    )
