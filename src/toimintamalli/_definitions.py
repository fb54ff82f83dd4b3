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
from toimintamalli.diagnostics import Diagnostic, ParameterValue, Report, diagnostic
from toimintamalli.errors import LoadError

__all__ = ["Problem", "problem", "read_definition"]

WantedT = TypeVar("WantedT")

Problem = tuple[DocumentPath, Diagnostic]
"""Where in the file, and what."""

_AT_LINE = re.compile(r"\(at line (?P<line>\d+), column \d+\)")
_HEADER = re.compile(r"\s*(?P<brackets>\[\[?)(?P<path>[^\[\]]+)\]")
_KEY = re.compile(r"\s*(?P<path>[\w\"'-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=")
_LONG_TEXT = re.compile(r'"""|\'\'\'')


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
    defined, problems = structure(_parsed(text), wanted)
    if defined is not None:
        problems = list(problems_of(defined))
    if defined is None or problems:
        raise LoadError(_located(problems, text))
    return defined


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found["line"]) if found else text.count("\n") + 1
        raise LoadError(Report((evolve(diagnostic("TM320"), line=line),))) from None


def _located(problems: Iterable[Problem], text: str) -> Report:
    lines = dict(_lines(text))
    findings = [
        evolve(finding, line=next((lines[at] for at in _upwards(path) if at in lines), None))
        for path, finding in problems
    ]
    return Report(sorted(findings, key=lambda finding: finding.line or 0))


def _upwards(path: DocumentPath) -> Iterator[DocumentPath]:
    return (path[:end] for end in range(len(path), 0, -1))


def _lines(text: str) -> Iterator[tuple[DocumentPath, int]]:
    """Yield the paths of a TOML text that stand on a line of their own, with that line."""
    table: DocumentPath = ()
    lengths: dict[DocumentPath, int] = {}
    in_long_text = False
    for number, line in enumerate(text.splitlines(), 1):
        begins_inside, marks = in_long_text, len(_LONG_TEXT.findall(line))
        in_long_text = in_long_text != bool(marks % 2)
        if begins_inside:
            continue
        if header := _HEADER.match(line):
            table = _table(_parts(header["path"]), lengths, grows=header["brackets"] == "[[")
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, *_parts(key["path"])), number


def _table(parts: list[str], lengths: dict[DocumentPath, int], *, grows: bool) -> DocumentPath:
    """Return the path of a table: of an array of tables, the one that was begun last."""
    path: DocumentPath = ()
    for place, part in enumerate(parts, 1):
        path = (*path, part)
        if grows and place == len(parts):
            lengths[path] = lengths.get(path, 0) + 1
        if path in lengths:
            path = (*path, lengths[path] - 1)
    return path


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]
