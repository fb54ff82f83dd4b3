"""On which lines of a document the values stand that something is to be told about.

JSON is followed only along the paths that are asked for; all else is passed over by its parser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from toimintamalli import _yaml
from toimintamalli._convert import path_text

__all__ = ["lines_of"]

# A step up may stop inside a name that has dots; so many stops are enough for any real document.
_MOST_STEPS = 2 * _yaml.MAX_DEPTH
_SPACE = re.compile(r"[ \t\n\r]*")
_PARSER = json.JSONDecoder()


def lines_of(paths: Iterable[str], text: str) -> dict[str, int | None]:
    """Return the line on which each value stands, or the nearest one above it.

    Args:
        paths: Paths as findings show them.
        text: The document, in YAML or JSON.
    """
    upwards = {path: tuple(_upwards(path)) for path in paths}
    wanted = frozenset(step for steps in upwards.values() for step in steps)
    known = _known_lines(text, wanted)
    return {
        path: next((known[step] for step in steps if step in known), None)
        for path, steps in upwards.items()
    }


def _upwards(path: str) -> Iterator[str]:
    """Yield a path and those above it.

    The steps are taken off as text, so that names with dots or brackets need no second reading.
    """
    for _ in range(_MOST_STEPS):
        if not path:
            return
        yield path
        path = path[: max(path.rfind("."), path.rfind("["), 0)]


def _known_lines(text: str, wanted: Collection[str]) -> Mapping[str, int]:
    """Return the lines of the values with wanted paths; none where the text cannot be followed."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            return _JsonWalk(text, wanted).lines_of_document()
        except (ValueError, IndexError):
            pass  # it is YAML that begins like JSON
    try:
        locations = _yaml.locate(text)
    except _yaml.YamlProblems:
        return {}
    # Names with dots make two ways to one path possible; the upper one is told.
    return {path_text(path): place.key_line for path, place in reversed(locations.items()) if path}


class _JsonWalk:
    """Goes through a JSON text from mark to mark, into wanted values only."""

    def __init__(self, text: str, wanted: Collection[str]) -> None:
        self._text = text
        self._wanted = wanted
        self._counted = 0
        self._line = 1
        self._lines: dict[str, int] = {}

    def lines_of_document(self) -> Mapping[str, int]:
        self._inside(self._text.index("{"), "")
        return self._lines

    def _inside(self, at: int, path: str) -> int:
        """Return the index behind the object or list that begins at an index."""
        closing, place = ("}", None) if self._text[at] == "{" else ("]", 0)
        at = self._next_mark(at + 1)
        while self._text[at] != closing:
            line = self._line_of(at)
            if place is None:
                key, at = self._key(at)
                inner = f"{path}.{key}"
                at = self._next_mark(self._next_mark(at) + 1)
            else:
                inner = f"{path}[{place}]"
                place += 1
            at = self._next_mark(self._behind_value(at, inner, line))
            if self._text[at] == ",":
                at = self._next_mark(at + 1)
        return at + 1

    def _behind_value(self, at: int, path: str, line: int) -> int:
        shown = path.removeprefix(".")
        if shown in self._wanted:
            self._lines.setdefault(shown, line)
            if self._text[at] in "{[":
                return self._inside(at, path)
        return _PARSER.raw_decode(self._text, at)[1]

    def _key(self, at: int) -> tuple[str, int]:
        if self._text[at] != '"':
            raise ValueError("JSON has its keys in quotation marks")
        key, behind = _PARSER.raw_decode(self._text, at)
        return key, behind

    def _next_mark(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at

    def _line_of(self, at: int) -> int:
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line
