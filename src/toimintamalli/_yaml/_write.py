"""Tidy writing of YAML for people: block style, prose as literal blocks, quotes where needed."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from toimintamalli._yaml._values import MAX_DEPTH, DocumentPath

__all__ = ["emit", "one_line", "quoted"]

_STEP = "  "
_LONGEST_PLAIN = 100
_LONGEST_SIMPLE_KEY = 128

# Characters that are never written as such: YAML forbids or folds them, or they mislead the eye
# (tabs, byte order marks, marks that turn the direction of writing).
_ESCAPED_CHARACTERS = (
    r"\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    r"\ud800-\udfff\ufeff\ufffe\uffff"
)

# Text that YAML 1.1 and 1.2 readers alike take for that very text when it stands unquoted: no
# truth value or number of either version, no indicator at the start, no ": " or " #" inside.
_WORDS_WITH_MEANING = frozenset(
    spelling
    for word in ("y", "yes", "n", "no", "on", "off", "true", "false", "null")
    for spelling in (word, word.capitalize(), word.upper())
)
_PLAIN = re.compile(
    rf"""
    (?! [0-9] [0-9a-fA-FoOtTxXzZ_.,:+\- ]* \Z )
    (?: [0-9A-Za-z(] | [^\s\x00-\x7f{_ESCAPED_CHARACTERS}] )
    [^:\#\n{_ESCAPED_CHARACTERS}]*
    (?: (?: : (?=\S) | (?<=\S) \# ) [^:\#\n{_ESCAPED_CHARACTERS}]* )*
    (?<=\S)
    """,
    re.VERBOSE,
)
_PRINTABLE = re.compile(rf"[^{_ESCAPED_CHARACTERS}]*")
_START_OF_FILLED_LINE = re.compile(r"\n(?=[^\n])")
_TO_ESCAPE = re.compile(rf'[\n"\\{_ESCAPED_CHARACTERS}]')
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def emit(value: object, *, comments: Mapping[DocumentPath, Sequence[str]] | None = None) -> str:
    """Write plain data as YAML that is pleasant to read and edit.

    Text that another YAML reader could take for something else is quoted; prose of several lines,
    or of one long line, becomes a literal block. The same data always gives the same text.

    Args:
        value: Dicts with `str` keys, lists, `str`, `int`, `float`, `bool`, None and dates, of
            exactly these types.
        comments: Lines to write as comments above the value with that path; those of the path
            ``()`` come first in the document.

    Returns:
        The document, which ends with a line end.

    Raises:
        TypeError: If there is a value or a key of another type.
        ValueError: If a text holds a lone surrogate, a float is not finite, the data is nested
            deeper than `MAX_DEPTH`, or a comment is not one printable line.

    Example:
        >>> print(emit({"nimi": "Perhetupa", "vastaus": "no", "vaiheet": [{"nro": 1}]}), end="")
        nimi: Perhetupa
        vastaus: "no"
        vaiheet:
          - nro: 1
    """
    writer = _Writer(comments or {})
    writer.write_document(value)
    return "".join(writer.pieces)


def one_line(text: str) -> str:
    """Return a text as it stands on one line: unquoted where that is safe."""
    return emit(text).removesuffix("\n")


def quoted(text: str) -> str:
    """Return a text in double quotes."""
    return _Writer({}).quoted(text)


class _Writer:
    """Writes one document piece by piece.

    The indentation given to the methods is the column of the list or mapping that holds the value.
    """

    def __init__(self, comments: Mapping[DocumentPath, Sequence[str]]) -> None:
        self.pieces: list[str] = []
        self._comments = comments
        self._path: list[str | int] = []
        self._written_keys: dict[str, str] = {}

    def write_document(self, value: object) -> None:
        self._write_comments("")
        if type(value) is dict and value:
            self._write_mapping(value, 0)
        elif type(value) is list and value:
            self._write_list(value, 0)
        elif type(value) is str:
            self.pieces.append(f"{self._one_line(value)}\n")
        else:
            self.pieces.append(f"{self._token(value)}\n")

    def _write_mapping(self, mapping: dict[Any, Any], indent: int) -> None:
        """Write the entries; the first goes on from where the writing stands."""
        margin = " " * indent
        start_of_nested = f"\n{margin}{_STEP}"
        start_of_line = ""
        self._enter()
        for key, value in mapping.items():
            self._path[-1] = key
            self.pieces.append(start_of_line)
            if self._comments:
                self._write_comments(margin)
            written_key = self._written_keys.get(key) or self._write_key(key)
            if len(written_key) > _LONGEST_SIMPLE_KEY:
                written_key = f"? {written_key[:-1]}\n{margin}:"
            self.pieces.append(written_key)
            self._write_value(value, indent, start_of_nested)
            start_of_line = margin
        self._path.pop()

    def _write_list(self, items: list[Any], indent: int) -> None:
        """Write the items; the first goes on from where the writing stands."""
        margin = " " * indent
        start_of_line = ""
        self._enter()
        for index, value in enumerate(items):
            self._path[-1] = index
            self.pieces.append(start_of_line)
            if self._comments:
                self._write_comments(margin)
            self.pieces.append("-")
            self._write_value(value, indent, " ")
            start_of_line = margin
        self._path.pop()

    def _write_value(self, value: Any, indent: int, start_of_nested: str) -> None:
        kind = type(value)
        if kind is str:
            self.pieces.append(self._text(value, indent))
        elif kind is dict and value:
            self.pieces.append(start_of_nested)
            self._write_mapping(value, indent + len(_STEP))
        elif kind is list and value:
            self.pieces.append(start_of_nested)
            self._write_list(value, indent + len(_STEP))
        else:
            self.pieces.append(f" {self._token(value)}\n")

    def _write_comments(self, margin: str) -> None:
        for line in self._comments.get(tuple(self._path), ()):
            if "\n" in line or not _PRINTABLE.fullmatch(line):
                raise ValueError(f"comment is not one printable line at {self._here()}")
            self.pieces.append(f"# {line}\n{margin}" if line else f"#\n{margin}")

    def _write_key(self, key: object) -> str:
        if type(key) is not str:
            raise TypeError(f"key is not str but {type(key).__name__} at {self._here()}")
        self._written_keys[key] = written = f"{self._one_line(key)}:"
        return written

    def _text(self, text: str, indent: int) -> str:
        if len(text) <= _LONGEST_PLAIN:
            if _is_safe_unquoted(text):
                return f" {text}\n"
            if "\n" not in text:
                return f" {self.quoted(text)}\n"
        if not _fits_literal_block(text):
            return f" {self.quoted(text)}\n"
        margin = " " * indent + _STEP
        body = _START_OF_FILLED_LINE.sub("\n" + margin, "\n" + text)
        return f" |{_literal_indicators(text)}{body}" + ("" if text.endswith("\n") else "\n")

    def _one_line(self, text: str) -> str:
        return text if _is_safe_unquoted(text) else self.quoted(text)

    def quoted(self, text: str) -> str:
        """Return a text in double quotes, with what is not to be seen written as escapes."""
        return f'"{_TO_ESCAPE.sub(self._escape, text)}"'

    def _escape(self, found: re.Match[str]) -> str:
        character = found[0]
        if "\ud800" <= character <= "\udfff":
            raise ValueError(f"lone surrogate in text at {self._here()}")
        return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04x}"

    def _token(self, value: Any) -> str:
        """Write a value that is neither text nor a collection with content."""
        kind = type(value)
        if value is None:
            return "null"
        if kind is bool:
            return "true" if value else "false"
        if kind is int:
            return str(value)
        if kind is float:
            return self._float(value)
        if kind is datetime.date:
            return str(value)
        if kind is dict or kind is list:
            self._enter()
            self._path.pop()
            return "{}" if kind is dict else "[]"
        raise TypeError(f"value of type {kind.__name__} at {self._here()}")

    def _float(self, number: float) -> str:
        if not math.isfinite(number):
            raise ValueError(f"float is not finite at {self._here()}")
        written = repr(number)
        # YAML 1.1 takes 1e-07 for text; a decimal point makes it a number.
        return written if "." in written else written.replace("e", ".0e")

    def _enter(self) -> None:
        if len(self._path) >= MAX_DEPTH:
            raise ValueError(f"data is nested deeper than {MAX_DEPTH} at {self._here()}")
        self._path.append("")

    def _here(self) -> str:
        return repr(tuple(self._path))


def _is_safe_unquoted(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and text not in _WORDS_WITH_MEANING


def _fits_literal_block(text: str) -> bool:
    """Tell whether the text survives a literal block and every editor that strips line ends."""
    return (
        _PRINTABLE.fullmatch(text) is not None
        and " \n" not in text
        and text[-1] != " "
        and text.strip("\n") != ""
    )


def _literal_indicators(text: str) -> str:
    """Give the indentation when it cannot be seen from the text, and the line ends to keep."""
    indentation = str(len(_STEP)) if text.lstrip("\n").startswith(" ") else ""
    if not text.endswith("\n"):
        return f"{indentation}-"
    return f"{indentation}+" if text.endswith("\n\n") else indentation
