"""Editing of YAML in place: single texts change, and all around them stays letter for letter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from toimintamalli._yaml._read import scalars
from toimintamalli._yaml._values import DocumentPath
from toimintamalli._yaml._write import one_line, quoted

__all__ = ["TextEdit", "edit"]

TextEdit = Callable[[str], str]
"""Given a text, returns what shall stand in its place."""

_BLOCK_STYLES = ("|", ">")
_LINE = re.compile(r"(?P<indent> *)(?P<words>[^\r\n]*)(?P<end>\r\n?|\n|\Z)")
_HEADER = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def edit(text: str, edits: Mapping[DocumentPath, TextEdit], *, as_json: bool = False) -> str:
    r"""Return a document with some of its texts changed, each in the style in which it stands.

    Text of several lines is changed within its lines, so that these stay where they are. Whether
    the result says what it should is for the caller to see by reading it.

    Args:
        text: A document that `parse` accepts.
        edits: What to do with the text of each path.
        as_json: Whether quoted texts are written as JSON wants them.

    Raises:
        KeyError: No text stands at a path.
        YamlProblems: As `parse` does.

    Example:
        >>> edit("nimi: 'Perhe\xadtupa'  # oma\n", {("nimi",): lambda old: old.replace("\xad", "")})
        "nimi: 'Perhetupa'  # oma\n"
    """
    known = scalars(text)
    made = []
    for path, change in edits.items():
        value, style, start, end = known[path]
        old = text[start:end]
        new = _rewritten(old, value, style, change, as_json=as_json)
        made.append(_Edit(start, end, new))
    for start, end, new in sorted(made, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def _rewritten(old: str, value: str, style: str, change: TextEdit, *, as_json: bool) -> str:
    if style in _BLOCK_STYLES:
        return _block(old, change)
    if "\n" in old:
        return _by_line(old, change)
    new = change(value)
    if as_json:
        return json.dumps(new, ensure_ascii=False)
    if style == "'" and quoted(new) == f'"{new}"':  # nothing in it that needs an escape
        return f"'{new.replace(chr(39), chr(39) * 2)}'"
    return quoted(new) if style else one_line(new)


def _by_line(old: str, change: TextEdit) -> str:
    """Change what stands on each line; where the line begins and ends stays."""
    return "".join(
        f"{line['indent']}{change(line['words']) if line['words'] else ''}{line['end']}"
        for line in _LINE.finditer(old)
    )


def _block(old: str, change: TextEdit) -> str:
    """Change the text under a ``|`` or ``>``; its header and the blank lines behind it stay."""
    header = _HEADER.match(old)
    assert header is not None  # it matches the empty text too
    body = old[header.end() :]
    written = body.rstrip(" \r\n")
    lines = list(_LINE.finditer(written))
    margin = min((len(line["indent"]) for line in lines if line["words"]), default=0)
    line_end = "\r\n" if "\r\n" in old else "\n"
    plain = "\n".join(line[0].rstrip("\r\n")[margin:] for line in lines).rstrip("\n")
    new = line_end.join(" " * margin + line if line else "" for line in change(plain).split("\n"))
    return f"{header[0]}{new}{body[len(written) :]}"
