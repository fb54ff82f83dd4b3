"""Where the keys, tables and items of a TOML text stand; the parser of Python does not tell.

A text is read as far as it is TOML. What stands behind a slip may be read wrongly, but is read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator

from attrs import define, frozen

__all__ = ["Path", "Place", "line_of_longest_number", "places"]

Path = tuple[str | int, ...]


@frozen
class Place:
    """Where something stands.

    Attributes:
        path: Its path in the parsed text.
        line: Its line, from 1.
        is_named: Whether it is named here itself, not only on the way to something in it.
    """

    path: Path
    line: int
    is_named: bool = True


@frozen
class _Token:
    text: str
    line: int


_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n]* )
    | (?P<string>
          \"{3} (?: \\. | [^\\] )*? (?: \"{3,5} | \Z )
        | '{3} .*? (?: '{3,5} | \Z )
        | " (?: \\[^\n] | [^"\\\n] )* "?
        | ' [^'\n]* '?
      )
    | (?P<mark> [\[\]{},=\n] )
    | (?P<bare> [^\s\#"'\[\]{},=]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_PART_OF_KEY = re.compile(r""" "(?:\\.|[^"\\])*"? | '[^']*'? | [^."']+ """, re.VERBOSE)
_OPENING, _CLOSING = ("[", "{"), ("]", "}")


def places(text: str) -> Iterator[Place]:
    """Yield everything that has a path, in the order of the text."""
    table: Path = ()
    lengths: dict[Path, int] = {}
    for statement in _statements(text):
        if statement[0].text == "[":
            for place in _of_header(statement, lengths):
                table = place.path
                yield place
        else:
            yield from _of_assignment(statement, table)


def line_of_longest_number(text: str) -> int:
    """Return the line of the longest word outside strings and comments."""
    bare = (token for token in _tokens(text) if token.text[0] not in "\"'")
    return max(bare, key=lambda token: len(token.text)).line


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "comment":
            yield _Token(found[0], line)
        line += found[0].count("\n")


def _statements(text: str) -> Iterator[list[_Token]]:
    """Yield the tokens of each header and each assignment; values may go on over many lines."""
    statement: list[_Token] = []
    depth = 0
    for token in _tokens(text):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if token.text != "\n":
            statement.append(token)
        elif depth <= 0:
            if statement:
                yield statement
            statement, depth = [], 0
    if statement:
        yield statement


def _of_header(statement: list[_Token], lengths: dict[Path, int]) -> Iterator[Place]:
    """Yield a table with those around it; of an array of tables, the one that was begun last."""
    grows = [token.text for token in statement[:2]] == ["[", "["]
    parts = _parts(token for token in statement if token.text not in _OPENING + _CLOSING)
    path: Path = ()
    for number, part in enumerate(parts, 1):
        path = (*path, part)
        is_last = number == len(parts)
        yield Place(path, statement[0].line, is_named=is_last and not grows)
        if grows and is_last:
            lengths[path] = lengths.get(path, 0) + 1
        if path in lengths:
            path = (*path, lengths[path] - 1)
            yield Place(path, statement[0].line, is_named=is_last and grows)


def _of_assignment(statement: list[_Token], table: Path) -> Iterator[Place]:
    marks = [token.text for token in statement]
    if "=" not in marks:
        return
    equals = marks.index("=")
    path = table
    for place in _of_key(table, statement[:equals]):
        path = place.path
        yield place
    yield from _inside(path, statement[equals + 1 :])


def _of_key(table: Path, tokens: list[_Token]) -> Iterator[Place]:
    parts = _parts(tokens)
    path = table
    for number, part in enumerate(parts, 1):
        path = (*path, part)
        yield Place(path, tokens[0].line, is_named=number == len(parts))


@define
class _Container:
    """An array or an inline table that is being read.

    Attributes:
        path: Its path.
        item: Number of the item that comes in an array; None in an inline table.
        key: What has been read of a key of the inline table.
        here: Path of the value that comes; None where an item or a key comes first.
    """

    path: Path
    item: int | None
    key: list[_Token]
    here: Path | None = None


def _inside(path: Path, tokens: list[_Token]) -> Iterator[Place]:
    """Yield what stands in a value: the items of arrays, the keys of inline tables."""
    outermost = _Container(path, None, [], path)
    opened = [outermost]
    for token in tokens:
        inner = opened[-1]
        if token.text in _CLOSING:
            if len(opened) > 1:
                opened.pop()
        elif token.text == ",":
            inner.here, inner.key = None, []
            inner.item = None if inner.item is None else inner.item + 1
        elif inner.here is None and inner.item is None and token.text != "=":
            inner.key.append(token)
        elif inner.here is None:
            yield from _begun(inner, token)
        if token.text in _OPENING and inner.here is not None:
            opened.append(_Container(inner.here, 0 if token.text == "[" else None, []))


def _begun(container: _Container, token: _Token) -> Iterator[Place]:
    """Yield the place of the item that begins, or of the key that was read before its value."""
    container.here = container.path
    if container.item is not None:
        container.here = (*container.path, container.item)
        yield Place(container.here, token.line)
    else:
        for place in _of_key(container.path, container.key):
            container.here = place.path
            yield place


def _parts(tokens: Iterable[_Token]) -> list[str]:
    raw = "".join(token.text for token in tokens)
    return [_plain(part) for part in _PART_OF_KEY.findall(raw)]


def _plain(part: str) -> str:
    if part.startswith('"'):
        try:
            return str(tomllib.loads(f"key = {part}")["key"])
        except tomllib.TOMLDecodeError:
            return part.strip('"')
    return part.strip("'")
